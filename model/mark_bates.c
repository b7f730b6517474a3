#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan.h"
#include "model/mem.h"

/* Bates numbers: a number for each page of what is handed over, none of them ever used twice. */

#define WIDTH_USUAL 6
#define WIDTH_MAX 18
#define NUMBER_MAX 1000000000000000000 /* leaves room to count on */

struct numbering {
	const char *prefix; /* lent; "" none */
	int64_t start;
	int width;
	int64_t next;
};

/* The number of one with this prefix; 0: it is another numbering's. */
static int64_t number_of(const struct numbering *b, const char *text)
{
	const size_t len = strlen(b->prefix);
	const char *digits = text ? text + len : "";

	if (!text || strncmp(text, b->prefix, len) != 0 || !*digits ||
		strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > WIDTH_MAX)
		return 0;
	return strtoll(digits, NULL, 10);
}

static bool keeps(const struct mark *m)
{
	return m->filed && m->bates_last;
}

/* Behind all that were filed. */
static enum status begin(struct db *db, const struct marks *marks, struct numbering *b)
{
	const struct record *p = &marks->petition;
	int64_t used = 0;

	b->prefix = record_show(p, "bates_prefix");
	b->start = record_get(p, "bates_start") ? record_num(p, "bates_start") : 1;
	b->width = record_get(p, "bates_width") ? (int)record_num(p, "bates_width") : WIDTH_USUAL;
	if (b->width < 1 || b->width > WIDTH_MAX)
		return db_fail(db, ST_INVALID, "bates_width",
			_("bates_width: a number has 1 to %d digits"), WIDTH_MAX);
	if (b->start < 0 || b->start > NUMBER_MAX)
		return db_fail(
			db, ST_INVALID, "bates_start", _("bates_start: that number is too large"));
	for (size_t i = 0; i < marks->n; i++)
		if (keeps(&marks->all[i])) {
			int64_t last = number_of(b, marks->all[i].bates_last);

			used = last > used ? last : used;
		}
	b->next = used >= b->start ? used + 1 : b->start;
	return ST_OK;
}

static void write_number(const struct numbering *b, int64_t n, struct str *out)
{
	str_addf(out, "%s%0*" PRId64, b->prefix, b->width, n);
}

static enum status save_numbers(
	struct change *c, const struct mark *m, const char *first, const char *last)
{
	struct record r;
	enum status st = record_load(change_db(c), ENTITY_MARK, m->id, &r);

	if (st == ST_OK) {
		record_put(&r, "bates_first", first);
		record_put(&r, "bates_last", last);
		st = record_save(c, &r);
	}
	record_free(&r);
	return st;
}

static void note_missing(struct bates *out, const struct mark *m)
{
	out->missing = mem_resize(out->missing, out->n_missing + 1, sizeof(*out->missing));
	out->missing[out->n_missing].mark = mem_text(m->mark);
	out->missing[out->n_missing++].title = mem_text(m->title);
}

static void note_range(struct bates *out, const char *first, const char *last)
{
	if (!out->first)
		out->first = mem_text(first);
	free(out->last);
	out->last = mem_text(last);
	out->numbered++;
}

static enum status number_one(
	struct change *c, struct numbering *b, const struct mark *m, struct bates *out)
{
	struct str first = STR_INIT, last = STR_INIT;
	enum status st;

	if (keeps(m)) {
		note_range(out, m->bates_first ? m->bates_first : m->bates_last, m->bates_last);
		return ST_OK;
	}
	if (m->state == MARK_WITHDRAWN)
		return ST_OK;
	if (m->pages < 1) {
		note_missing(out, m);
		return save_numbers(c, m, NULL, NULL);
	}
	write_number(b, b->next, &first);
	b->next += m->pages;
	write_number(b, b->next - 1, &last);
	note_range(out, str_text(&first), str_text(&last));
	st = save_numbers(c, m, str_text(&first), str_text(&last));
	str_free(&first);
	str_free(&last);
	return st;
}

enum status bates_assign(struct change *c, int64_t petition, struct bates *out)
{
	struct numbering b = { .prefix = "" };
	struct marks marks;
	enum status st = marks_read(change_db(c), petition, &marks);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = begin(change_db(c), &marks, &b);
	for (size_t i = 0; i < marks.n && st == ST_OK; i++)
		st = number_one(c, &b, &marks.all[i], out);
	marks_free(&marks);
	return st;
}

void bates_free(struct bates *b)
{
	for (size_t i = 0; i < b->n_missing; i++) {
		free(b->missing[i].mark);
		free(b->missing[i].title);
	}
	free(b->missing);
	free(b->first);
	free(b->last);
	memset(b, 0, sizeof(*b));
}
