/* The parts of the RTF reader: format_rtf.c takes it apart, rtf_text.c makes text of its bytes. */
#ifndef AMPARO_READER_RTF_H
#define AMPARO_READER_RTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "reader/pages.h"

#define RTF_FONTS 4000 /* numbers of fonts that are remembered */

/* Where text goes. */
enum rtf_into { RTF_TEXT, RTF_NOWHERE, RTF_FONT_TABLE, RTF_SAYS, RTF_DELETED };

struct rtf_text {
	struct pages *pages;
	struct str bytes;  /* of one code page, not made into text yet */
	int code_page;     /* of those */
	uint32_t high;     /* the first half of a character of two, or 0 */
	struct str *aside; /* where text goes that is none of the document; NULL: the pages */
};

/* A byte in that code page; several of them may be one character. */
void rtf_byte(struct rtf_text *t, unsigned char byte, int code_page);

/* A unit of UTF-16, as \u has it. */
void rtf_unit(struct rtf_text *t, int32_t unit);

/* A character as it is. */
void rtf_character(struct rtf_text *t, uint32_t c);

/* What was given is written out; before something else follows. */
void rtf_flush(struct rtf_text *t);

/* Reads a file that is in memory; for read_rtf(), and for a fuzzer. */
enum reader_why rtf_read(struct reader *r, const void *bytes, size_t len);

/* The code page of a character set of Windows (\fcharset); 0: that of the document. */
int rtf_code_page(int charset);

#endif
