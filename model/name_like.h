/*
 * Whether two names may be one person's. It judges spelling alone: how much that is worth depends
 * on what else the two have in common and on how many bear such a name.
 */
#ifndef AMPARO_MODEL_NAME_LIKE_H
#define AMPARO_MODEL_NAME_LIKE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/name_key.h"

/* The weaker a likeness, the smaller its number. */
enum name_like {
	NAME_OTHER,    /* two people, as far as names go */
	NAME_ENDING,   /* all is the same but a vowel at the end: Mario and Maria Rossi */
	NAME_PART,     /* one name is a single word of the other; or it leaves out the first word:
			  Ali Ahmad Haddad and Ahmad Haddad may be son and father */
	NAME_INITIALS, /* J. Smith and John Smith */
	NAME_VARIANT,  /* one word is another spelling: Mohamed and Muhammad, Cohen and כהן */
	NAME_SLIP,     /* one letter wrong, missing, too many or two exchanged; in words of eight
			  letters two */
	NAME_SHORTER,  /* the same, a middle or second family name left out */
	NAME_SAME, /* the same words in whatever order, or parted otherwise: Ben David, Bendavid */
};

/* At least two words must fit, one of them written out, for anything above NAME_PART. */
enum name_like name_like(const struct name_text *a, const struct name_text *b);

/* A word with its mark (see name_key.h), in one of the texts compared. */
struct name_word {
	const char *text;
	size_t len;
};

/* How two names fit together, word by word. */
struct name_fit {
	struct {
		struct name_word a, b;
		enum name_like like; /* NAME_SAME, NAME_SLIP, NAME_VARIANT or NAME_INITIALS */
	} pairs[NAME_WORDS];
	int n;
	int left; /* words that only one of the names has */
};

/* The same; `out` is how, which says little where the answer is NAME_OTHER. */
enum name_like name_like_how(
	const struct name_text *a, const struct name_text *b, struct name_fit *out);

/* The next word of `*text`, of which it takes that and a blank off; false: none is left. */
bool name_next_word(const char **text, size_t *len, struct name_word *out);

/* Whether one is written in Chinese, Korean or Japanese and the other is not: nothing can be said.
 */
bool name_is_beyond(const struct name_text *a, const struct name_text *b);

#endif
