/* What the search tables take for a word: private to model/. */
#ifndef AMPARO_MODEL_FTS_H
#define AMPARO_MODEL_FTS_H

#include <stdint.h>

enum fts_letter {
	FTS_NONE,  /* parts words */
	FTS_WORD,  /* a letter or digit of a word */
	FTS_MARK,  /* belongs to what stands before it */
	FTS_ALONE, /* a word by itself, in scripts that are written without spaces */
};

enum fts_letter fts_letter(uint32_t code_point);

#endif
