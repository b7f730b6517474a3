/*
 * The kinds of file whose text is read, a file each. Each reads READER_IN, says pages, texts and
 * what the file says of itself, and answers WHY_NOT or why it could not.
 */
#ifndef AMPARO_READER_FORMATS_H
#define AMPARO_READER_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/pages.h"
#include "reader/reader.h"
#include "reader/see.h"

#define WHOLE_MAX (64 << 20) /* bytes of a file that is held in memory to be read */

enum reader_why read_plain(struct reader *r);
enum reader_why read_html(struct reader *r);
enum reader_why read_pdf(struct reader *r);
enum reader_why read_image(struct reader *r);
enum reader_why read_mail(struct reader *r);
enum reader_why read_office(struct reader *r);
enum reader_why read_rtf(struct reader *r);

/* The same with what is seen on pages without text, and in the image. */
enum reader_why see_pdf(struct reader *r, struct see *see);
enum reader_why see_image(struct reader *r, struct see *see);

/* All of READER_IN, at most WHOLE_MAX bytes; the caller frees *bytes. */
enum reader_why read_whole(char **bytes, size_t *len);

/* What the file is, by its bytes: a MIME type, lent for good; NULL: it cannot be read. */
const char *kind_of_file(void);

/* A zip that is an office file, by what it holds; NULL: it is none. */
const char *kind_of_zip(void);

/*
 * Appends `bytes` as UTF-8. `charset` is what the file says, or NULL: a byte-order mark, UTF-16 by
 * its zeros, strict UTF-8, else what ICU takes it for. Answers the name of what it was taken for,
 * lent until the next call; `*guessed` is set when nothing but ICU's guess speaks for it.
 */
const char *to_utf8(
	const char *bytes, size_t len, const char *charset, struct str *out, bool *guessed);

/* The same of bytes whose encoding is known: appended; false: there is no such encoding. */
bool from_charset(const char *bytes, size_t len, const char *charset, struct str *out);

/* Adds the text of HTML to the page in hand, and says (`r` not NULL) what its head says. `bytes`
 * are in `charset`, or, where that is NULL, as the file says. */
void html_text(
	struct pages *p, struct reader *r, const char *bytes, size_t len, const char *charset);

#endif
