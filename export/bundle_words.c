#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/bundle.h"
#include "export/bundle_tell.h"
#include "model/gag.h"
#include "model/i18n.h"

/* What those who made a bundle should know of it: nothing of this stands in it. */

static void add(struct str *out, const char *name, const char *why)
{
	str_addf(out, "%s%s", out->len ? ", " : "", name);
	if (why)
		str_addf(out, " (%s)", why);
}

/* What a gag order covers is counted, and not named. */
static enum status tell_withheld(struct book *b, int64_t exhibit, struct str *out)
{
	struct record r;
	bool hidden = true;
	enum status st = record_load(b->db, ENTITY_EXHIBIT, exhibit, &r);

	if (st == ST_OK)
		st = gag_hides_record(b->db, &r, &hidden);
	if (st == ST_OK && !hidden && strcmp(record_show(&r, "level"), "filed") != 0 &&
		strcmp(record_show(&r, "level"), "public") != 0)
		add(out, record_show(&r, "ref"), record_show(&r, "level"));
	record_free(&r);
	return st;
}

enum status bundle_tell(struct book *b, struct bundle_summary *out)
{
	size_t n;
	const struct content **list = contents_list(b->contents, ENTITY_EXHIBIT, &n);
	enum status st = ST_OK;

	for (size_t i = 0; i < b->marks.n; i++)
		if (b->marks.all[i].state == MARK_WITHDRAWN)
			add(&out->gaps, b->marks.all[i].mark, b->marks.all[i].why);
	for (size_t i = 0; i < n && b->marks.n; i++)
		if (!list[i]->marked)
			add(&out->unmarked, list[i]->mark, NULL);
	free(list);
	list = contents_withheld_list(b->contents, ENTITY_EXHIBIT, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = tell_withheld(b, list[i]->id, &out->left_out);
	free(list);
	return st;
}

void bundle_summary_free(struct bundle_summary *s)
{
	str_free(&s->left_out);
	str_free(&s->gaps);
	str_free(&s->unmarked);
}

static void add_line(const char *what, const struct str *names, struct str *out)
{
	if (names->len)
		str_addf(out, "%s%s\n", what, str_text(names));
}

void bundle_words(const struct bundle_summary *s, struct str *out)
{
	add_line(_("exhibits left out for their level: "), &s->left_out, out);
	add_line(_("withdrawn, so that only the gap and its word are in it: "), &s->gaps, out);
	add_line(_("without a mark of this petition: "), &s->unmarked, out);
}
