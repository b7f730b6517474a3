/* A redaction while it is asked for: what is to go, why, and what was burnt before it is saved. */
#ifndef AMPARO_TUI_REDACTING_H
#define AMPARO_TUI_REDACTING_H

#include "import/redact.h"

struct redacting {
	struct redact_order order;
	char *typed; /* owned; what is to go, as it was typed */
	char *why;   /* owned */
	struct redacted done;
};

struct redacting *redacting_new(int64_t exhibit);
void redacting_free(struct redacting *r); /* NULL is fine */

#endif
