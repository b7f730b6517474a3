#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/contact_columns.h"
#include "import/signatory_columns.h"
#include "import/vcard_file.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/importing.h"
#include "tui/messages.h"
#include "tui/work.h"

/* The import view: reading the file, making the plan in steps, doing it. */

#define SAMPLE_BYTES 120 /* of a cell that is shown */
#define STEP_ROWS 100    /* between two looks at the keyboard */

struct importing *importing_of(const struct pane *p)
{
	return p->state;
}

static const struct column_set *set_of(const struct importing *in)
{
	return in->contacts ? &contact_columns : &signatory_columns;
}

/* ---- forgetting ---- */

static void forget_plan(struct importing *in)
{
	import_end(in->run);
	in->run = NULL;
	contacts_close(in->people);
	in->people = NULL;
	import_plan_free(&in->own_plan);
	for (size_t i = 0; i < in->n_args; i++)
		free(in->arg_texts[i]);
	free(in->arg_texts);
	free(in->args);
	in->arg_texts = NULL;
	in->args = NULL;
	in->n_args = 0;
	str_clear(&in->error);
}

static void forget_file(struct import_file *file)
{
	for (size_t i = 0; file->samples && i < file->columns.n; i++)
		for (size_t k = 0; k < IMPORT_SAMPLES; k++)
			free(file->samples[i][k]);
	free(file->samples);
	columns_free(&file->columns);
	for (int i = 0; i < FACTS; i++)
		free(file->found[i]);
	free(file->told);
	*file = (struct import_file){ 0 };
}

void importing_again(struct importing *in, bool file)
{
	/* What was read of the file is shown until it is read anew. */
	forget_plan(in);
	in->stage = file ? STAGE_FILE : STAGE_BEGIN;
}

void importing_free(struct importing *in)
{
	forget_plan(in);
	forget_file(&in->file);
	for (int i = 0; i < FACTS; i++)
		free(in->given[i]);
	for (size_t i = 0; i < in->n_maps; i++)
		free(in->maps[i]);
	free(in->maps);
	free(in->path);
	free(in->lines);
	str_free(&in->error);
	free(in);
}

/* ---- the file ---- */

static struct source_options said_of(const struct importing *in)
{
	return (struct source_options){ .encoding = in->given[FACT_ENCODING],
		.separator = in->given[FACT_SEPARATOR],
		.platform = in->given[FACT_PLATFORM] };
}

/* What was said of the columns, as --map has it. */
static void make_args(struct importing *in)
{
	in->args = mem_array(in->n_maps + 1, sizeof(*in->args));
	in->arg_texts = mem_array(in->n_maps + 1, sizeof(*in->arg_texts));
	for (size_t i = 0; i < in->n_maps && i < in->file.columns.n; i++) {
		struct str text = STR_INIT;

		if (!in->maps[i])
			continue;
		str_addf(&text, "%s=%s", in->file.columns.columns[i].title, in->maps[i]);
		in->arg_texts[in->n_args] = str_detach(&text);
		in->args[in->n_args] = in->arg_texts[in->n_args];
		in->n_args++;
	}
	in->args[in->n_args] = NULL;
}

static void take_samples(struct importing *in, struct source *source)
{
	struct csv_record record;

	in->file.samples = mem_zero((in->file.columns.n + 1) * sizeof(*in->file.samples));
	for (size_t row = 0; row < IMPORT_SAMPLES; row++) {
		if (source_next(source, &record) != ST_OK)
			return;
		for (size_t i = 0; i < in->file.columns.n && i < record.n_cells; i++) {
			struct slice cell = record.cells[i];
			struct str text = STR_INIT;

			if (!cell.len)
				continue;
			text_clean(&text, cell.text,
				cell.len > SAMPLE_BYTES ? SAMPLE_BYTES : cell.len, TEXT_LINE);
			in->file.samples[i][row] = str_detach(&text);
		}
	}
}

static const char *separator_name(char separator)
{
	switch (separator) {
	case ';':
		return _("semicolon");
	case '\t':
		return _("tab");
	case '|':
		return _("bar");
	default:
		return _("comma");
	}
}

static void take_facts(struct importing *in, const struct source *source)
{
	const struct source_found *f = source_found(source);
	struct str told = STR_INIT;

	source_tell(source, &told);
	in->file.told = str_detach(&told);
	in->file.found[FACT_ENCODING] = mem_text(f->encoding);
	in->file.found[FACT_SEPARATOR] = mem_text(separator_name(f->dialect.separator));
	in->file.found[FACT_PLATFORM] =
		mem_text(f->platform ? _(f->platform->label) : _("not one that is known"));
	memcpy(in->file.sha256, f->sha256, HASH_TEXT);
}

static enum status settle_dates(struct pane *p, struct importing *in, struct source *source)
{
	struct dates dates;
	struct str told = STR_INIT;
	enum status st;

	if (in->contacts)
		return ST_OK;
	in->file.found[FACT_CONSENT] =
		mem_text(in->given[FACT_CONSENT] ? in->given[FACT_CONSENT] : _("private"));
	st = dates_settle(pane_db(p), source, in->file.columns.of[IMPORT_SIGNED],
		in->given[FACT_DATES], &dates);
	if (st == ST_OK)
		dates_tell(&dates, &told);
	if (st == ST_OK && !told.len)
		str_add(&told, _("plain, in any order"));
	if (st == ST_INVALID)
		str_add(&told, _("not clear: which number is the day?"));
	in->file.found[FACT_DATES] = str_detach(&told);
	return st;
}

static void read_columns(struct importing *in, const struct csv_record *header)
{
	if (in->n_maps == header->n_cells)
		return;
	for (size_t i = 0; i < in->n_maps; i++)
		free(in->maps[i]);
	free(in->maps);
	in->n_maps = header->n_cells;
	in->maps = mem_zero((in->n_maps + 1) * sizeof(*in->maps));
}

/* The header with what was said so far; needs the titles before it can say it. */
static enum status map_columns(
	struct pane *p, struct importing *in, const struct csv_record *header)
{
	enum status st = columns_read(pane_db(p), set_of(in), header, NULL, &in->file.columns);

	read_columns(in, header);
	make_args(in);
	if (!in->n_args)
		return st;
	columns_free(&in->file.columns);
	return columns_read(pane_db(p), set_of(in), header, in->args, &in->file.columns);
}

static enum status read_table(struct pane *p, struct importing *in)
{
	struct source_options said = said_of(in);
	struct source *source = NULL;
	struct csv_record header;
	enum status st = source_open(pane_db(p), in->path, &said, &source);

	if (st == ST_OK) {
		take_facts(in, source);
		st = source_next(source, &header);
	}
	if (st == ST_OK)
		st = map_columns(p, in, &header);
	/* The table is shown also where a column is missing: there it is mended. */
	if (st == ST_OK || (st == ST_INVALID && in->file.columns.n)) {
		take_samples(in, source);
		if (st == ST_OK)
			st = source_rewind(source);
	}
	if (st == ST_OK)
		st = settle_dates(p, in, source);
	source_close(source);
	return st;
}

/* What was found before stays until the file is read to where its columns are told: a key that
 * comes in between finds the lines where they were. */
static enum status read_file(struct pane *p, struct importing *in)
{
	struct import_file before = in->file;
	enum status st = ST_OK;

	in->file = (struct import_file){ .cards = in->contacts && vcard_file_is(in->path) };
	if (in->file.cards)
		in->file.told = mem_text(_("vCards"));
	else
		st = read_table(p, in);
	forget_file(st == ST_STOPPED ? &in->file : &before);
	if (st == ST_STOPPED)
		in->file = before;
	return st;
}

/* ---- the plan ---- */

static void fill_options(struct importing *in)
{
	in->options = (struct import_options){ .petition = in->owner,
		.path = in->path,
		.source = said_of(in),
		.dates = in->given[FACT_DATES],
		.consent = in->given[FACT_CONSENT],
		.maps = in->args,
		.dry_run = true,
		.samples = PLAN_SAMPLES_MAX };
}

static enum status begin_people(struct pane *p, struct importing *in, const char *rejects)
{
	const struct contacts_options o = { .path = in->path,
		.source = said_of(in),
		.maps = in->args,
		.in_case = in->owner,
		.rejects = rejects,
		.samples = PLAN_SAMPLES_MAX };

	return contacts_open(pane_db(p), &o, &in->people);
}

static enum status begin_plan(struct pane *p, struct importing *in)
{
	if (!in->args)
		make_args(in);
	in->planned_at = db_generation(pane_db(p));
	if (in->contacts)
		return begin_people(p, in, NULL);
	fill_options(in);
	return import_begin(pane_db(p), &in->options, &in->own_plan, &in->run);
}

const struct import_plan *importing_plan(const struct importing *in)
{
	if (in->people)
		return contacts_plan(in->people);
	return in->run ? &in->own_plan : NULL;
}

int importing_share(const struct importing *in)
{
	int64_t done = 0, total = 0;

	if (in->people)
		contacts_progress(in->people, &done, &total);
	else if (in->run)
		import_progress(in->run, &done, &total);
	return total > 0 ? (int)(done * 100 / total) : 0;
}

static void fail(struct pane *p, struct importing *in)
{
	const char *field = db_error_field(pane_db(p));

	in->stage = STAGE_FAILED;
	in->asks = field != NULL;
	str_clear(&in->error);
	if (field && !strcmp(field, "map") && in->file.columns.n)
		str_add(&in->error, _("No column holds names. Select the one that does; Enter says "
				      "which field it is."));
	else
		message_without_options(db_error(pane_db(p)), &in->error);
	/* Where the question can be answered in place, the cursor goes there. */
	for (size_t i = 0; field && !in->moved && i < in->n_lines; i++)
		if (in->lines[i].kind == LINE_FACT &&
			((in->lines[i].at == FACT_ENCODING && !strcmp(field, "encoding")) ||
				(in->lines[i].at == FACT_DATES && !strcmp(field, "dates"))))
			in->scroll.cursor = i;
}

/* What is slow before the rows gives up when a key waits, and is begun again. */
static bool no_key(void *arg, const char *what, int64_t done, int64_t total)
{
	struct pane *p = arg;

	(void)what;
	(void)done;
	(void)total;
	return !screen_waiting(p->app->screen);
}

static enum status prepare(struct pane *p, struct importing *in)
{
	enum status st;

	db_set_progress(pane_db(p), no_key, p);
	if (in->stage == STAGE_FILE)
		st = read_file(p, in);
	else
		st = begin_plan(p, in);
	db_set_progress(pane_db(p), NULL, NULL);
	if (st == ST_STOPPED)
		importing_again(in, in->stage == STAGE_FILE);
	return st;
}

static enum status step_rows(struct pane *p, struct importing *in)
{
	enum status st;

	/* A row that is half judged cannot be judged again. */
	app_patient(p->app);
	st = in->people ? contacts_step(in->people, STEP_ROWS) : import_step(in->run, STEP_ROWS);
	return st;
}

bool importing_step(struct pane *p)
{
	struct importing *in = importing_of(p);
	enum status st;

	if (in->stage >= STAGE_WHOLE)
		return false;
	st = in->stage == STAGE_ROWS ? step_rows(p, in) : prepare(p, in);
	p->app->dirty = true;
	importing_arrange(in, p->box.cols);
	if (st == ST_STOPPED)
		return true;
	if (st == ST_END)
		in->stage = STAGE_WHOLE;
	else if (st)
		fail(p, in);
	else if (in->stage != STAGE_ROWS)
		in->stage = in->stage == STAGE_FILE ? STAGE_BEGIN : STAGE_ROWS;
	importing_arrange(in, p->box.cols);
	return in->stage < STAGE_WHOLE;
}

/* ---- the deed ---- */

static void say_count(int64_t n, const char *what, struct str *said)
{
	if (n <= 0)
		return;
	if (said->len)
		str_add(said, ", ");
	cell_number(n, said);
	str_addf(said, " %s", what);
}

static void say_done(const struct importing *in, const struct import_plan *plan, struct str *said)
{
	int64_t coming = in->contacts ? plan->n[PLAN_ADD] + plan->n[PLAN_DOUBTFUL]
				      : import_plan_coming(plan);
	bool any = coming > 0 || plan->n[PLAN_UPDATE] > 0;

	say_count(coming, _("added"), said);
	say_count(in->contacts ? 0 : plan->n[PLAN_SAME], _("of them as duplicates"), said);
	say_count(plan->n[PLAN_DOUBTFUL], _("of them doubtful"), said);
	say_count(plan->n[PLAN_UPDATE], _("updated"), said);
	say_count(plan->n[PLAN_UNCHANGED], _("unchanged"), said);
	say_count(plan->n[PLAN_REFUSE], _("refused"), said);
	str_add(said, any ? _(" (u undoes it)") : _("; nothing was changed"));
}

/* The deed judges as the plan did: the same rows against the same case file. */
static enum status check_plan(struct pane *p, struct importing *in)
{
	if (in->planned_at == db_generation(pane_db(p)))
		return ST_OK;
	importing_again(in, false);
	return db_fail(pane_db(p), ST_CONFLICT, NULL,
		_("The case file was changed since; the plan is made again, look at it."));
}

enum status importing_apply(struct pane *p, struct str *said)
{
	struct importing *in = importing_of(p);
	struct import_plan done = { .read = 0 };
	enum status st = check_plan(p, in);

	if (st)
		return st;
	work_begin(p->app, _("Importing"));
	if (in->contacts) {
		st = contacts_apply(in->people);
	} else {
		in->options.dry_run = false;
		in->options.sha256 = in->own_plan.sha256;
		st = import_signatories(pane_db(p), &in->options, &done);
	}
	work_end(p->app);
	if (st == ST_OK)
		say_done(in, in->contacts ? contacts_plan(in->people) : &done, said);
	import_plan_free(&done);
	return st;
}

static enum status reject_people(struct pane *p, struct importing *in, const char *path)
{
	struct contacts *shown = in->people;
	enum status st;

	in->people = NULL;
	st = begin_people(p, in, path);
	while (st == ST_OK)
		st = contacts_step(in->people, STEP_ROWS);
	contacts_close(in->people);
	in->people = shown;
	return st == ST_END ? ST_OK : st;
}

enum status importing_rejects(struct pane *p, const char *path)
{
	struct importing *in = importing_of(p);
	struct import_plan again = { .read = 0 };
	struct import_options o = in->options;
	enum status st;

	work_begin(p->app, _("Writing"));
	if (in->contacts) {
		st = reject_people(p, in, path);
	} else {
		o.rejects = path;
		o.dry_run = true;
		st = import_signatories(pane_db(p), &o, &again);
		/* Where all rows are refused, the file is written all the same. */
		if (st == ST_CONFLICT && again.n[PLAN_REFUSE] == again.read && again.read)
			st = ST_OK;
	}
	work_end(p->app);
	import_plan_free(&again);
	return st;
}
