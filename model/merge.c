#include "config.h"

#include "model/merge.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/conflict.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mem.h"
#include "model/merge_internal.h"
#include "model/pseudonym.h"

void merge_say(struct merging *m, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(&m->report->text, format, args);
	va_end(args);
	str_add_c(&m->report->text, '\n');
}

void merge_report_free(struct merge_report *r)
{
	str_free(&r->text);
	str_free(&r->warnings);
}

/* ---- fields ---- */

static void copy_value(struct record *to, const struct record *from, size_t i)
{
	free(to->values[i].text);
	to->values[i] = from->values[i];
	to->values[i].text = mem_text_or_null(from->values[i].text);
}

enum status merge_fill(
	struct merging *m, struct record *to, const struct record *from, const char *but)
{
	const struct entity *e = to->entity;

	(void)m;
	for (size_t i = 0; i < e->n_fields; i++)
		if (!to->values[i].text && from->values[i].text && !(to->given >> i & 1) &&
			strcmp(e->fields[i].name, "ref") != 0 &&
			!(but && !strcmp(e->fields[i].name, but)))
			copy_value(to, from, i);
	return ST_OK;
}

/* Where it stands among the levels: the higher the stricter. */
static int strictness(const struct record *r)
{
	const struct field *f = &r->entity->fields[entity_field(r->entity, "level")];
	int i = 0;

	while (f->choices[i].name && strcmp(f->choices[i].name, record_show(r, "level")) != 0)
		i++;
	return i;
}

static void say_field(struct merging *m, size_t i)
{
	const struct record *keep = &m->keep, *gone = &m->gone;
	const char *label = _(keep->entity->fields[i].label);
	const char *here = keep->values[i].text, *there = gone->values[i].text;

	if (!there || (here && !strcmp(here, there)))
		return;
	if (!here)
		merge_say(m, _("%s is filled in: %s"), label, there);
	else
		merge_say(m, _("%s stays %s, not %s"), label, here, there);
}

static enum status merge_fields(struct merging *m)
{
	const struct entity *e = m->keep.entity;
	const size_t level = (size_t)entity_field(e, "level");

	for (size_t i = 0; i < e->n_fields; i++)
		if (i != level && strcmp(e->fields[i].name, "ref") != 0)
			say_field(m, i);
	if (!(m->keep.given >> level & 1) && strictness(&m->gone) > strictness(&m->keep)) {
		merge_say(m, _("The stricter level holds: %s"), record_show(&m->gone, "level"));
		copy_value(&m->keep, &m->gone, level);
	}
	return merge_fill(m, &m->keep, &m->gone, NULL);
}

static void say_moved(struct merging *m)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		if (m->moved[i])
			merge_say(m, _("%lld %s now of %s"), (long long)m->moved[i],
				m->moved[i] == 1 ? e->name : e->plural,
				record_show(&m->keep, "ref"));
	}
}

/* ---- conflicts of interest ---- */

/* Whether the same was to be said of the same two parties before. */
static bool is_told(const struct conflicts *before, const struct conflict *c)
{
	for (size_t i = 0; i < before->n; i++) {
		const struct conflict *was = &before->all[i];

		if (was->kind == c->kind &&
			((was->a->party == c->a->party && was->b->party == c->b->party) ||
				(was->a->party == c->b->party && was->b->party == c->a->party)))
			return true;
	}
	return false;
}

static enum status find_conflicts(struct db *db, int64_t contact, struct conflicts *out)
{
	const struct conflict_query q = { .contact = contact };

	return conflicts_read(db, &q, out);
}

static enum status warn_of_new(struct merging *m, const struct conflicts before[2])
{
	struct conflicts now;
	enum status st = find_conflicts(m->db, m->keep.id, &now);

	for (size_t i = 0; i < now.n && st == ST_OK; i++) {
		if (is_told(&before[0], &now.all[i]) || is_told(&before[1], &now.all[i]))
			continue;
		conflict_words(&now.all[i], &m->report->warnings);
		str_add_c(&m->report->warnings, '\n');
	}
	conflicts_free(&now);
	return st;
}

/* ---- the whole ---- */

static enum status check(struct merging *m)
{
	if (m->keep.entity->id != ENTITY_CONTACT)
		return db_fail(m->db, ST_INVALID, NULL, _("only contacts are merged"));
	if (m->keep.id == m->gone.id)
		return db_fail(m->db, ST_INVALID, NULL, _("%s is one contact already; name two"),
			record_show(&m->keep, "ref"));
	return ST_OK;
}

static enum status do_all(struct merging *m)
{
	struct str name = STR_INIT;
	enum status st;

	merge_say(m, _("%s stays, and %s goes into it"), record_show(&m->keep, "ref"),
		record_show(&m->gone, "ref"));
	st = merge_fields(m);
	if (st == ST_OK)
		st = pseudonym_hand_over(m->c, m->gone.id, m->keep.id);
	if (st == ST_OK)
		st = merge_join(m);
	str_addf(&name, "contact:%s", record_show(&m->keep, "ref"));
	if (st == ST_OK)
		st = merge_move(m, ENTITY_CONTACT, m->gone.id, m->keep.id, str_text(&name));
	if (st == ST_OK)
		st = merge_texts(m);
	if (st == ST_OK)
		st = record_remove(m->c, ENTITY_CONTACT, m->gone.id, false);
	if (st == ST_OK)
		st = record_save(m->c, &m->keep);
	str_free(&name);
	if (st == ST_OK)
		say_moved(m);
	return st;
}

static enum status do_in_change(struct merging *m, bool dry_run)
{
	struct conflicts before[2] = { 0 };
	enum status st = find_conflicts(m->db, m->keep.id, &before[0]);

	if (st == ST_OK)
		st = find_conflicts(m->db, m->gone.id, &before[1]);
	if (st == ST_OK)
		st = change_begin(m->db, &m->c, _("merge contact %s into %s"),
			record_show(&m->gone, "ref"), record_show(&m->keep, "ref"));
	if (st == ST_OK)
		st = do_all(m);
	if (st == ST_OK)
		st = warn_of_new(m, before);
	if (st == ST_OK && !dry_run)
		st = change_commit(m->c);
	else
		change_cancel(m->c);
	conflicts_free(&before[0]);
	conflicts_free(&before[1]);
	return st;
}

enum status merge_contacts(struct db *db, const struct record *keep, int64_t gone, bool dry_run,
	struct merge_report *out)
{
	struct merging m = { .db = db, .report = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	record_copy(&m.keep, keep);
	st = record_load(db, ENTITY_CONTACT, gone, &m.gone);
	if (st == ST_OK)
		st = check(&m);
	if (st == ST_OK)
		st = do_in_change(&m, dry_run);
	record_free(&m.keep);
	record_free(&m.gone);
	return st;
}
