#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/preview.h"
#include "tui/wrap.h"

#define WIDEST 96    /* columns: in longer lines the eye loses its way back */
#define ATTACHED 200 /* exhibits attached to a message that are listed */

static const struct subject nowhere = { ENTITY_NONE, 0 };

void preview_rows_free(struct preview *v)
{
	while (v->n_rows)
		free(v->rows[--v->n_rows].text);
}

static struct preview_row *add(struct preview *v, enum style style, const char *text, size_t len)
{
	struct preview_row *row;

	if (v->n_rows == v->cap_rows) {
		v->cap_rows = v->cap_rows ? v->cap_rows * 2 : 64;
		v->rows = mem_resize(v->rows, v->cap_rows, sizeof(*v->rows));
	}
	row = &v->rows[v->n_rows++];
	*row = (struct preview_row){ mem_text_n(text, len), style, nowhere, false, false };
	return row;
}

static int columns(const struct pane *p)
{
	const int cols = p->box.cols - 3;

	return cols < 1 ? 1 : cols > WIDEST ? WIDEST : cols;
}

static void add_wrapped(struct pane *p, enum style style, const char *text, bool body)
{
	struct preview *v = preview_of(p);
	struct wrap_line *lines;
	size_t n;

	wrap_text(text, strlen(text), columns(p), 0, &lines, &n);
	for (size_t i = 0; i < n; i++)
		add(v, style, text + lines[i].start, lines[i].len)->body = body;
	free(lines);
}

static void add_head(struct preview *v, const char *text)
{
	if (v->n_rows)
		add(v, STYLE_TEXT, "", 0);
	add(v, STYLE_HEADING, text, strlen(text))->rule = true;
}

/* ---- above the first page ---- */

static void add_title(struct pane *p)
{
	struct preview *v = preview_of(p);
	struct str text = STR_INIT;

	if (record_get(&v->exhibit, "mark"))
		str_addf(&text, "%s  ", record_get(&v->exhibit, "mark"));
	str_add(&text, record_show(&v->exhibit, "title"));
	add_wrapped(p, STYLE_STRONG, str_text(&text), false);
	str_clear(&text);
	str_add(&text, record_show(&v->exhibit, "filename"));
	if (v->read && v->reading.mime)
		str_addf(&text, "%s%s", text.len ? " · " : "", v->reading.mime);
	if (text.len)
		add_wrapped(p, STYLE_DIM, str_text(&text), false);
	str_free(&text);
}

static void add_says(struct pane *p)
{
	struct preview *v = preview_of(p);
	bool reveals = false;

	if (!v->reading.n_says)
		return;
	add_head(v, _("What the file says of itself"));
	for (size_t i = 0; i < v->reading.n_says; i++) {
		const struct reading_says *s = &v->reading.says[i];
		struct str text = STR_INIT;

		str_addf(&text, "%s: %s", says_label(s->name), s->value);
		if (s->reveals)
			str_add(&text, _("  ! may lead to a source"));
		reveals = reveals || s->reveals;
		add_wrapped(p, s->reveals ? STYLE_NEAR : STYLE_TEXT, str_text(&text), false);
		str_free(&text);
	}
	if (reveals)
		add_wrapped(p, STYLE_NEAR,
			_("Before a copy leaves, see that it does not say this of a source."),
			false);
}

static void add_exhibit(struct preview *v, const struct record *r)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s  %s", record_show(r, "ref"),
		record_get(r, "title") ? record_get(r, "title") : record_show(r, "filename"));
	add(v, STYLE_LINK, str_text(&text), text.len)->subject =
		(struct subject){ ENTITY_EXHIBIT, r->id };
	str_free(&text);
}

static void add_attached(struct pane *p)
{
	struct preview *v = preview_of(p);
	const struct entity *e = entity_get(ENTITY_EXHIBIT);
	int64_t ids[ATTACHED];
	size_t n = 0;
	struct record r;

	if (record_num(&v->exhibit, "parent") &&
		record_load(pane_db(p), ENTITY_EXHIBIT, record_num(&v->exhibit, "parent"), &r) ==
			ST_OK) {
		add_head(v, _("Attached to"));
		add_exhibit(v, &r);
		record_free(&r);
	}
	if (record_referring(pane_db(p), ENTITY_EXHIBIT, entity_field(e, "parent"), v->exhibit.id,
		    ATTACHED, ids, &n) != ST_OK ||
		!n)
		return;
	add_head(v, _("Attached to it"));
	for (size_t i = 0; i < n; i++) {
		if (record_load(pane_db(p), ENTITY_EXHIBIT, ids[i], &r) == ST_OK)
			add_exhibit(v, &r);
		record_free(&r);
	}
}

/* ---- the page ---- */

static void add_page_head(struct preview *v)
{
	struct str text = STR_INIT;

	if (preview_pages(v))
		str_addf(&text, _("Page %lld of %lld"), (long long)v->page,
			(long long)preview_pages(v));
	else if (v->page > 1)
		str_addf(&text, _("Part %lld"), (long long)v->page);
	else
		str_add(&text, _("Text"));
	if (v->ocr)
		str_add(&text, _(" · read from a picture: letters may be wrong"));
	add_head(v, str_text(&text));
	str_free(&text);
}

/* Why there is no text. */
static const char *nothing_words(const struct preview *v)
{
	if (!record_get(&v->exhibit, "sha256"))
		return _("This exhibit has no file.");
	if (!v->read)
		return _("Nobody has read in this file yet; r reads it.");
	if (v->reading.state == READING_REFUSED)
		return NULL;
	if (preview_pages(v) && v->reading.state == READING_READ)
		return _("There is no text on this page.");
	return preview_has_pictures(v) ? _("There is no text in it; i shows it as a picture, and "
					   "amparo exhibit ocr reads what is written there.")
				       : _("There is no text in it.");
}

static void add_text(struct pane *p)
{
	struct preview *v = preview_of(p);
	struct str text = STR_INIT;

	v->ocr = v->text_there = false;
	if (v->read)
		v->text_there = reading_text(pane_db(p), v->reading.sha256, v->page, &text,
					&v->ocr) == ST_OK;
	if (v->text_there || preview_pages(v))
		add_page_head(v);
	else
		add(v, STYLE_TEXT, "", 0);
	if (v->text_there) {
		add_wrapped(p, STYLE_TEXT, str_text(&text), true);
	} else if (nothing_words(v)) {
		add_wrapped(p, STYLE_DIM, nothing_words(v), false);
	} else {
		str_addf(&text, _("The file cannot be read: %s."),
			v->reading.why ? v->reading.why : "");
		add_wrapped(p, STYLE_NEAR, str_text(&text), false);
	}
	str_free(&text);
}

void preview_rows(struct pane *p)
{
	struct preview *v = preview_of(p);

	preview_rows_free(v);
	if (!v->have) {
		add_wrapped(
			p, STYLE_DIM, _("This exhibit is no longer there; q goes back."), false);
	} else if (preview_is_shut(v)) {
		add_wrapped(p, STYLE_SEALED,
			v->exhibit.withheld
				? _("A gag order withholds this exhibit; ! shows it until you "
				    "leave this view.")
				: _("This exhibit is sealed; ! shows it until you leave this "
				    "view."),
			false);
	} else {
		if (v->page <= 1) {
			add_title(p);
			if (v->read)
				add_says(p);
			add_attached(p);
		}
		add_text(p);
	}
	v->scroll.n = v->n_rows;
	v->scroll.height = p->box.rows;
	scroll_fix(&v->scroll);
}

bool preview_go(struct pane *p, int64_t page)
{
	struct preview *v = preview_of(p);
	struct str text = STR_INIT;
	bool there = page >= 1 && (page == 1 || page <= preview_pages(v)), ocr;

	/* Of parts it is not known how many there are. */
	if (!there && page > 1 && v->read && !preview_pages(v))
		there = reading_text(pane_db(p), v->reading.sha256, page, &text, &ocr) == ST_OK;
	str_free(&text);
	if (!there)
		return false;
	v->page = page;
	v->scroll.cursor = v->scroll.top = 0;
	preview_rows(p);
	preview_picture_seek(p);
	p->app->dirty = true;
	return true;
}
