#include "config.h"

#include "import/apply.h"

#include <stdlib.h>
#include <string.h>

#include "import/spool.h"
#include "model/date.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"
#include "model/who.h"

struct apply {
	struct db *db;
	int64_t petition;
	struct change *change;
	struct record batch;
	struct signatory_writer *writer;
	struct spool *spool;
	char today[DATE_TEXT_MAX];
};

/* ---- the file, and the record of the import ---- */

static void file_name(const struct source *source, struct str *out)
{
	const char *name = source_name(source);

	text_clean(out, name, strlen(name), TEXT_LINE);
}

/* It holds addresses: it never leaves in a bundle. */
static void fill_exhibit(struct apply *a, const struct source *source, struct record *exhibit)
{
	const struct platform *platform = source_found(source)->platform;
	struct str name = STR_INIT;

	file_name(source, &name);
	record_put(exhibit, "title", str_text(&name));
	record_put(exhibit, "kind", "data");
	record_put(exhibit, "level", "team");
	record_put(exhibit, "obtained", a->today);
	if (platform)
		record_put(exhibit, "obtained_from", _(platform->label));
	str_free(&name);
}

static enum status keep_file(
	struct apply *a, const struct source *source, const char *by, int64_t *id)
{
	struct record of, exhibit;
	enum status st = record_load(a->db, ENTITY_PETITION, a->petition, &of);

	record_init(&exhibit, ENTITY_EXHIBIT);
	if (st == ST_OK)
		st = record_set_num(a->db, &exhibit, "case", record_num(&of, "case"));
	if (st == ST_OK) {
		fill_exhibit(a, source, &exhibit);
		st = exhibit_add_by(a->change, &exhibit, source_path(source), by);
	}
	/* What is kept is what was read, also where somebody wrote to it meanwhile. */
	if (st == ST_OK &&
		strcmp(record_show(&exhibit, "sha256"), source_found(source)->sha256) != 0)
		st = db_fail(a->db, ST_IO, NULL,
			_("%s changed while it was read; nothing was imported, try again"),
			source_path(source));
	*id = exhibit.id;
	record_free(&of);
	record_free(&exhibit);
	return st;
}

static void put_known(struct record *r, const char *field, const char *text)
{
	record_put(r, field, *text ? text : NULL);
}

static void fill_batch(struct apply *a, const struct source *source, const struct import_plan *plan)
{
	struct str name = STR_INIT;
	char now[21];

	date_now(now);
	file_name(source, &name);
	record_put(&a->batch, "title", str_text(&name));
	record_put(&a->batch, "filename", str_text(&name));
	record_put(&a->batch, "sha256", plan->sha256);
	record_put(&a->batch, "at", now);
	put_known(&a->batch, "platform", plan->platform);
	record_put(&a->batch, "encoding", plan->encoding);
	record_put(&a->batch, "mapping", plan->mapping);
	str_free(&name);
}

static enum status save_batch(struct apply *a, const struct import_plan *plan)
{
	record_put_num(&a->batch, "rows_read", plan->read);
	record_put_num(&a->batch, "rows_added", plan->n[PLAN_ADD]);
	record_put_num(&a->batch, "rows_updated", plan->n[PLAN_UPDATE]);
	record_put_num(&a->batch, "rows_unchanged", plan->n[PLAN_UNCHANGED]);
	record_put_num(&a->batch, "rows_same", plan->n[PLAN_SAME]);
	record_put_num(&a->batch, "rows_doubtful", plan->n[PLAN_DOUBTFUL]);
	record_put_num(&a->batch, "rows_refused", plan->n[PLAN_REFUSE]);
	return record_save(a->change, &a->batch);
}

static enum status begin_batch(
	struct apply *a, const struct source *source, const struct import_plan *plan)
{
	struct str by = STR_INIT;
	int64_t exhibit = 0;
	enum status st;

	who_is_here(&by);
	st = keep_file(a, source, str_text(&by), &exhibit);
	if (st == ST_OK)
		st = record_set_num(a->db, &a->batch, "petition", a->petition);
	if (st == ST_OK)
		st = record_set_num(a->db, &a->batch, "exhibit", exhibit);
	if (st == ST_OK) {
		fill_batch(a, source, plan);
		put_known(&a->batch, "by", str_text(&by));
		st = save_batch(a, plan);
	}
	str_free(&by);
	return st;
}

enum status apply_begin(struct db *db, int64_t petition, struct source *source,
	const struct import_plan *plan, struct apply **out)
{
	struct apply *a = mem_zero(sizeof(*a));
	struct date day = date_today();
	enum status st;

	*out = a;
	a->db = db;
	a->petition = petition;
	date_format(&day, a->today);
	record_init(&a->batch, ENTITY_BATCH);
	st = change_begin(db, &a->change, "import");
	if (st == ST_OK)
		st = begin_batch(a, source, plan);
	return st;
}

int64_t apply_batch(const struct apply *a)
{
	return a->batch.id;
}

/* ---- rows ---- */

enum status apply_rows(struct apply *a, int64_t expect)
{
	a->spool = spool_open(a->change, a->petition);
	return signatory_writer_open(a->change, a->petition, a->batch.id, expect, &a->writer);
}

static struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

static enum status add_duplicate(
	struct apply *a, const struct signatory *one, const struct judged *j)
{
	struct signatory row = *one;

	row.state = slice_of("duplicate");
	row.duplicate_of = j->first;
	row.rule = slice_of(j->rule);
	row.reason = slice_of(j->why);
	row.state_on = slice_of(a->today);
	return signatory_write(a->writer, &row);
}

enum status apply_row(
	struct apply *a, const struct signatory *one, const struct judged *j, int64_t *key)
{
	enum status st = ST_OK;

	if (j->verdict == PLAN_UNCHANGED)
		return ST_OK;
	if (j->verdict == PLAN_UPDATE)
		spool_update(a->spool, j->other, &j->said, j->differ);
	else if (j->verdict == PLAN_SAME)
		st = add_duplicate(a, one, j);
	else
		st = signatory_write(a->writer, one);
	*key = signatory_writer_last(a->writer);
	if (st == ST_OK && j->verdict == PLAN_DOUBTFUL)
		spool_pair(a->spool, j->other, *key, j->score, j->why);
	return st ? st : spool_flush(a->spool, a->writer, false);
}

/* ---- the end ---- */

static void label(struct apply *a, const struct import_plan *plan)
{
	const char *petition = record_show(&a->batch, "petition");
	const char *file = record_show(&a->batch, "filename");
	struct str coming = STR_INIT, updated = STR_INIT;

	str_add_number(&coming, import_plan_coming(plan));
	str_add_number(&updated, plan->n[PLAN_UPDATE]);
	if (plan->n[PLAN_UPDATE])
		change_label(a->change, _("import %s signatories into %s from %s, update %s"),
			str_text(&coming), petition, file, str_text(&updated));
	else
		change_label(a->change, _("import %s signatories into %s from %s"),
			str_text(&coming), petition, file);
	str_free(&coming);
	str_free(&updated);
}

enum status apply_finish(struct apply *a, const struct import_plan *plan)
{
	enum status st = spool_flush(a->spool, a->writer, true);

	if (st == ST_OK) {
		st = signatory_writer_close(a->writer);
		a->writer = NULL;
	}
	if (st == ST_OK)
		st = save_batch(a, plan);
	if (st == ST_OK)
		label(a, plan);
	return st;
}

enum status apply_commit(struct apply *a)
{
	enum status st = change_commit(a->change);

	a->change = NULL;
	apply_drop(a);
	return st;
}

void apply_drop(struct apply *a)
{
	if (!a)
		return;
	signatory_writer_drop(a->writer);
	spool_close(a->spool);
	change_cancel(a->change);
	record_free(&a->batch);
	free(a);
}
