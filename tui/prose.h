/*
 * CommonMark (libcmark reads it) as lines for a terminal. Nothing passes raw: HTML is shown as the
 * text it is, a picture as a link. A link whose address is ENTITY:REF, such as
 * [the police report](exhibit:hk-police-report), cites a record and can be followed; addresses of
 * the web are shown, and never opened.
 */
#ifndef AMPARO_TUI_PROSE_H
#define AMPARO_TUI_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "model/str.h"
#include "tui/screen.h"

#define PROSE_NO_LINK SIZE_MAX

/* A piece of a line that looks the same. */
struct prose_run {
	size_t start; /* byte of the line's text */
	size_t len;
	enum style style;
	size_t link; /* into `links`; PROSE_NO_LINK: none */
};

struct prose_line {
	char *text;             /* owned; with what stands before it: bullets, numbers, indents */
	struct prose_run *runs; /* owned; they cover the text, in order */
	size_t n_runs;
	size_t margin; /* bytes of `text` that stand before the words; one run, where there are any
			*/
};

/* What a citation leads to. */
struct prose_link {
	enum entity_id entity;
	int64_t id;  /* 0: there is no such record */
	char *label; /* owned; what it is called, or why there is none; "" unknown */
};

struct prose {
	struct prose_line *lines; /* owned */
	size_t n;
	struct prose_link *links; /* owned; in the order of the text */
	size_t n_links;
	bool cut; /* there was more than the most lines asked for */
};

/*
 * Asked for each citation: answers the record's id, and appends to `mark` what it is marked with
 * ("P/12A"), and to `label` what it is called. 0: there is none; `label` may say why.
 */
typedef int64_t prose_resolve_fn(
	void *arg, enum entity_id entity, const char *ref, struct str *mark, struct str *label);

/*
 * Renders `text` for `columns` > 0, at most `max` lines (0: no limit). `resolve` may be NULL: every
 * citation is then as if it led nowhere that can be told. Free `out`.
 */
void prose_render(const char *text, int columns, size_t max, prose_resolve_fn *resolve, void *arg,
	struct prose *out);

/* The same for text that is no CommonMark: its lines as they stand, broken where they are long. */
void prose_plain(const char *text, int columns, size_t max, struct prose *out);

void prose_free(struct prose *p); /* may be zeroed, or freed before */

/* The links of a line, in order; each is counted once. */
size_t prose_line_links(const struct prose_line *l);

/* The n-th of them, into `links` of the prose; PROSE_NO_LINK: there are fewer. */
size_t prose_line_link(const struct prose_line *l, size_t n);

/* Draws one line; on the selected one (`bar`), `link` is the link that Enter follows. */
void prose_put(struct screen *s, int y, int x, int cols, const struct prose_line *l, enum style bar,
	size_t link);

#endif
