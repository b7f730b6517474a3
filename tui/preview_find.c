#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/text.h"
#include "tui/app.h"
#include "tui/preview.h"

/* Words in the text of an exhibit, whatever their case and accents. */

static bool holds(const char *text, size_t len, const char *folded)
{
	struct str s = STR_INIT;
	bool found;

	text_fold(&s, text, len);
	found = strstr(str_text(&s), folded) != NULL;
	str_free(&s);
	return found;
}

/* On the page that is shown, behind `from`. Words that were parted at the end of a line are found
 * by the page, at its first line. */
static bool seek_row(struct preview *v, size_t from, const char *folded)
{
	for (size_t i = from; i < v->n_rows; i++) {
		if (!v->rows[i].body || !holds(v->rows[i].text, strlen(v->rows[i].text), folded))
			continue;
		scroll_move(&v->scroll, MOVE_PLACE, (int64_t)i + 1);
		return true;
	}
	return false;
}

struct seeking {
	int64_t after;
	const char *folded;
	int64_t page; /* found; 0: none */
};

static enum status look(void *arg, int64_t page, bool ocr, const char *text, size_t len)
{
	struct seeking *s = arg;

	(void)ocr;
	if (page <= s->after || !holds(text, len, s->folded))
		return ST_OK;
	s->page = page;
	return ST_END;
}

/* The next page that has them. */
static bool seek_page(struct pane *p, struct seeking *s)
{
	struct preview *v = preview_of(p);

	if (reading_each(pane_db(p), v->reading.sha256, look, s) != ST_OK || !s->page ||
		!preview_go(p, s->page))
		return false;
	seek_row(v, 0, s->folded);
	return true;
}

bool preview_seek(struct pane *p, const char *words)
{
	struct preview *v = preview_of(p);
	struct str folded = STR_INIT;
	struct seeking s = { .after = v->page };
	bool found = false;

	text_fold(&folded, words, strlen(words));
	s.folded = str_text(&folded);
	if (folded.len && v->read && !preview_is_shut(v)) {
		found = seek_row(v, v->scroll.cursor + 1, s.folded) || seek_page(p, &s);
		/* Once more from the beginning, as far as here. */
		s.after = 0;
		found = found || seek_page(p, &s);
	}
	str_free(&folded);
	p->app->dirty = true;
	return found;
}
