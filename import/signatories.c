#include "config.h"

#include "import/signatories.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "import/apply.h"
#include "import/dates.h"
#include "import/planner.h"
#include "import/rejects.h"
#include "import/row.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/record.h"
#include "model/text.h"

#define UNUSED_COLUMNS 200 /* of a terminal, for the names of columns without a field */
#define ROW_BYTES 60       /* about a row, for guessing how many there are */

struct import {
	struct db *db;
	const struct import_options *o;
	struct import_plan *plan;
	struct source *source;
	struct columns columns;
	struct dates dates;
	struct row row;
	struct planner *planner;
	struct apply *apply; /* NULL: a dry run */
	struct rejects *rejects;
	struct str what;         /* of the row in hand */
	struct str name;         /* room for a name that is put together */
	struct str first_reason; /* of the first refused row, for the sentence when all are */
};

/* ---- before the first row ---- */

/* The same file twice would be the same people twice. */
static enum status check_new(struct import *in)
{
	struct query q = {
		.entity = ENTITY_BATCH, .owner = ENTITY_PETITION, .owner_id = in->o->petition
	};
	struct cursor *c = NULL;
	struct record batch;
	enum status st = query_open(in->db, &q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &batch)) == ST_OK) {
		if (!strcmp(record_show(&batch, "sha256"), source_found(in->source)->sha256))
			st = db_fail(in->db, ST_CONFLICT, NULL,
				_("%s was imported into this petition already, on %.10s as %s; "
				  "nothing was changed"),
				in->o->path, record_show(&batch, "at"),
				record_show(&batch, "filename"));
		record_free(&batch);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

/* What is said of the file before its rows. */
static void describe(struct import *in)
{
	const struct source_found *found = source_found(in->source);
	struct import_plan *p = in->plan;
	struct str text = STR_INIT;

	memcpy(p->sha256, found->sha256, sizeof(p->sha256));
	p->encoding = mem_text(found->encoding);
	p->platform = mem_text(found->platform ? found->platform->name : "");
	p->separator = found->dialect.separator;
	p->remembered = in->columns.remembered;
	source_tell(in->source, &text);
	p->found = mem_text(str_text(&text));
	str_clear(&text);
	source_why(in->source, &text);
	if (text.len && in->dates.order)
		str_add(&text, "; ");
	dates_tell(&in->dates, &text);
	p->why = mem_text(str_text(&text));
	str_clear(&text);
	columns_tell(&in->columns, &text);
	p->mapping = mem_text(str_text(&text));
	p->unused = mem_text_n(str_text(&in->columns.unused),
		text_fit(str_text(&in->columns.unused), in->columns.unused.len, UNUSED_COLUMNS,
			NULL));
	str_free(&text);
}

static enum status read_header(struct import *in)
{
	const struct source_found *found = source_found(in->source);
	struct csv_record header;
	enum status st = source_next(in->source, &header);

	if (st == ST_OK)
		st = columns_read(in->db, &signatory_columns, &header, in->o->maps, &in->columns);
	if (st == ST_OK && in->o->rejects)
		st = rejects_open(
			in->db, in->o->rejects, &header, found->dialect.separator, &in->rejects);
	if (st == ST_OK)
		st = dates_settle(in->db, in->source, in->columns.of[IMPORT_SIGNED], in->o->dates,
			&in->dates);
	if (st == ST_OK)
		st = source_next(in->source, &header);
	if (st == ST_OK)
		row_file(&in->row, source_name(in->source), &in->columns, in->dates.order);
	return st;
}

/* Of those that the petition holds most will come again where the file is a later export. */
static int64_t expected(const struct import *in)
{
	int64_t bytes = source_found(in->source)->size;
	int64_t rows =
		!strcmp(in->plan->encoding, "UTF-16") ? bytes / 2 / ROW_BYTES : bytes / ROW_BYTES;
	int64_t held = planner_held(in->planner);

	return rows > held ? rows - held : 0;
}

static enum status begin(struct import *in)
{
	bool deed = !in->o->dry_run;
	enum status st = source_open(in->db, in->o->path, &in->o->source, &in->source);

	if (st == ST_OK && in->o->sha256 &&
		strcmp(in->o->sha256, source_found(in->source)->sha256) != 0)
		st = db_fail(in->db, ST_CONFLICT, NULL,
			_("%s is not what it was when it was looked at; nothing was imported, look "
			  "again"),
			in->o->path);
	if (st == ST_OK)
		st = check_new(in);
	if (st == ST_OK)
		st = read_header(in);
	if (st)
		return st;
	describe(in);
	if (deed)
		st = apply_begin(in->db, in->o->petition, in->source, in->plan, &in->apply);
	if (st == ST_OK)
		st = planner_open(in->db, in->o->petition, in->plan->platform, &in->planner);
	if (st == ST_OK && deed) {
		planner_writes(in->planner, apply_batch(in->apply));
		st = apply_rows(in->apply, expected(in));
	}
	return st;
}

/* ---- rows ---- */

static enum status tell(struct import *in, enum plan_verdict verdict,
	const struct csv_record *record, const char *name)
{
	struct plan_row row = { verdict, record->line, name, str_text(&in->what) };
	size_t max = in->o->samples < PLAN_SAMPLES_MAX ? in->o->samples : PLAN_SAMPLES_MAX;

	import_plan_count(in->plan, &row, max);
	return in->o->row ? in->o->row(in->o->arg, &row) : ST_OK;
}

static enum status refuse_row(struct import *in, const struct csv_record *record)
{
	const char *reason = str_text(&in->row.reason);
	int name = in->columns.of[IMPORT_NAME];

	if (!in->first_reason.len)
		str_addf(&in->first_reason, _("line %lld: %s"), (long long)record->line, reason);
	if (in->rejects)
		rejects_put(in->rejects, record, reason);
	str_add(&in->what, reason);
	str_clear(&in->name);
	if (name >= 0 && (size_t)name < record->n_cells && record->cells[name].text)
		text_clean(&in->name, record->cells[name].text, record->cells[name].len, TEXT_LINE);
	return tell(in, PLAN_REFUSE, record, str_text(&in->name));
}

/* A sentence is put together only for those who read it. */
static bool is_told(const struct import *in, enum plan_verdict verdict)
{
	return in->o->row || in->plan->n_samples[verdict] < in->o->samples;
}

static enum status take_row(
	struct import *in, const struct csv_record *record, const struct signatory *one)
{
	struct judged j;
	struct slice name;
	int64_t key = -record->line;
	bool told;
	enum status st = planner_judge(in->planner, &in->row, one, &j);

	if (st == ST_OK && j.verdict == PLAN_REFUSE) {
		str_clear(&in->row.reason);
		str_add(&in->row.reason, j.why);
		return refuse_row(in, record);
	}
	told = st == ST_OK && is_told(in, j.verdict);
	if (told)
		st = planner_tell(in->planner, &j, &in->what);
	if (st == ST_OK && in->apply)
		st = apply_row(in->apply, one, &j, &key);
	if (st)
		return st;
	planner_keep(in->planner, one, &j, key);
	str_clear(&in->name);
	if (told) {
		name = signatory_name(one, &in->name);
		if (one->name.len)
			str_add_n(&in->name, name.text, name.len);
	}
	return tell(in, j.verdict, record, str_text(&in->name));
}

/* ST_END: there are no more. */
static enum status read_row(struct import *in)
{
	struct csv_record record;
	struct signatory one;
	enum status st = source_next(in->source, &record);

	if (st)
		return st;
	str_clear(&in->what);
	if (row_take(&in->row, &in->columns, &record, &one))
		return take_row(in, &record, &one);
	return refuse_row(in, &record);
}

static enum status read_rows(struct import *in)
{
	const char *what = in->apply ? _("importing signatories") : _("reading signatories");
	enum status st;

	while ((st = read_row(in)) == ST_OK) {
		if (in->plan->read % 1024 == 0)
			st = db_progress(in->db, what, source_offset(in->source),
				source_found(in->source)->size);
		if (st)
			return st;
	}
	return st == ST_END ? ST_OK : st;
}

/* ---- the end ---- */

static enum status check_any(struct import *in)
{
	const struct import_plan *p = in->plan;

	if (!p->read)
		return db_fail(in->db, ST_INVALID, NULL,
			_("%s has no rows below its first line; nothing was imported"),
			in->o->path);
	if (p->n[PLAN_REFUSE] < p->read)
		return ST_OK;
	str_clear(&in->what);
	str_add_number(&in->what, p->read);
	return db_fail(in->db, ST_CONFLICT, NULL, _("%s: none of its %s rows could be taken; %s"),
		in->o->path, str_text(&in->what), str_text(&in->first_reason));
}

/* Where no row says anything new, not even the file is kept. */
static enum status commit(struct import *in)
{
	struct apply *apply = in->apply;
	bool any = import_plan_coming(in->plan) || in->plan->n[PLAN_UPDATE];
	enum status st = ST_OK;

	/* What it remembers is not needed when the indexes are made. */
	planner_close(in->planner);
	in->planner = NULL;
	if (apply && any)
		st = apply_finish(apply, in->plan);
	if (st == ST_OK)
		st = source_unchanged(in->source);
	if (st == ST_OK)
		st = rejects_flush(in->rejects);
	if (st || !apply || !any)
		return st;
	in->apply = NULL;
	in->plan->batch = apply_batch(apply);
	st = apply_commit(apply);
	if (st)
		in->plan->batch = 0;
	else
		/* The rows are in; that a mapping is not remembered takes nothing from them. */
		(void)!columns_remember(in->db, &in->columns);
	return st;
}

static enum status open_import(struct import *in)
{
	memset(in->plan, 0, sizeof(*in->plan));
	row_init(&in->row, in->o->consent);
	return begin(in);
}

/* Answers ST_IO where the refused rows could not be written. */
static enum status close_import(struct import *in, bool keep_rejects)
{
	enum status st;

	apply_drop(in->apply);
	st = rejects_close(in->rejects, keep_rejects);
	planner_close(in->planner);
	row_free(&in->row);
	columns_free(&in->columns);
	str_free(&in->what);
	str_free(&in->name);
	str_free(&in->first_reason);
	source_close(in->source);
	return st;
}

enum status import_signatories(
	struct db *db, const struct import_options *o, struct import_plan *out)
{
	struct import in = { .db = db, .o = o, .plan = out };
	enum status st = open_import(&in), closed;

	if (st == ST_OK)
		st = read_rows(&in);
	if (st == ST_OK)
		st = check_any(&in);
	if (st == ST_OK)
		st = commit(&in);
	/* They stay on disk also when all were refused: that is when they are wanted most. */
	closed = close_import(&in, st == ST_OK || (st == ST_CONFLICT && out->n[PLAN_REFUSE]));
	return st ? st : closed;
}

/* ---- a plan in steps ---- */

enum status import_begin(struct db *db, const struct import_options *o, struct import_plan *plan,
	struct import **out)
{
	struct import *in = mem_zero(sizeof(*in));
	enum status st;

	assert(o->dry_run);
	in->db = db;
	in->o = o;
	in->plan = plan;
	st = open_import(in);
	if (st) {
		import_end(in);
		in = NULL;
	}
	*out = in;
	return st;
}

enum status import_step(struct import *in, int rows)
{
	enum status st = ST_OK;

	while (st == ST_OK && rows-- > 0)
		st = read_row(in);
	return st;
}

void import_progress(const struct import *in, int64_t *done, int64_t *total)
{
	*done = source_offset(in->source);
	*total = source_found(in->source)->size;
}

void import_end(struct import *in)
{
	if (in)
		(void)!close_import(in, true);
	free(in);
}
