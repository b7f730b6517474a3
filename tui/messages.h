/* What was said in the bottom line lately, so that it can be read again. */
#ifndef AMPARO_TUI_MESSAGES_H
#define AMPARO_TUI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

#define MESSAGES_MAX 100

struct message {
	char *text; /* owned */
	bool failed;
};

struct messages {
	struct message all[MESSAGES_MAX]; /* the newest first */
	size_t n;
};

/* Copies the text. The same again right after itself is kept once. */
void messages_add(struct messages *m, const char *text, bool failed);
void messages_free(struct messages *m);

/*
 * A sentence for the command line, for people in the interface: without "(--dates dmy)" and the
 * like, and without the option that it begins with. Appended.
 */
void message_without_options(const char *text, struct str *out);

#endif
