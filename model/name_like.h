/*
 * Whether two names may be one person's. It judges spelling alone: how much that is worth depends
 * on what else the two have in common and on how many bear such a name.
 */
#ifndef AMPARO_MODEL_NAME_LIKE_H
#define AMPARO_MODEL_NAME_LIKE_H

#include <stddef.h>

/* The weaker a likeness, the smaller its number. */
enum name_like {
	NAME_OTHER,    /* two people, as far as names go */
	NAME_PART,     /* one name is a single word of the other */
	NAME_INITIALS, /* J. Smith and John Smith */
	NAME_VARIANT,  /* one word is another spelling: Mohamed and Muhammad, Cohen and כהן */
	NAME_SLIP,     /* one letter wrong, missing, too many or two exchanged; in words of eight
			  letters two */
	NAME_SHORTER,  /* the same, a middle or second family name left out */
	NAME_SAME, /* the same words in whatever order, or parted otherwise: Ben David, Bendavid */
};

/*
 * Compares the `latin` texts of two keys (see name_key.h). A slip that only exchanges the vowel at
 * the end, as between Mario and Maria, is none. At least two words must fit, one of them written
 * out.
 */
enum name_like name_like(const char *a, size_t a_len, const char *b, size_t b_len);

#endif
