#include "config.h"

#include "import/intake_ours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/csv.h"
#include "import/row.h"
#include "model/custody.h"
#include "model/custody_chain.h"
#include "model/i18n.h"
#include "model/mark.h"
#include "model/mem.h"
#include "model/text.h"

/*
 * What a bag that we packed says of its exhibits. It came from outside all the same: each value is
 * checked as if somebody had typed it, and one that is refused is told and left out.
 */

enum ours_column {
	COL_FILE,
	COL_REF,
	COL_MARK,
	COL_TITLE,
	COL_KIND,
	COL_DATED,
	COL_SOURCE,
	COL_SOURCE_URL,
	COL_LANGUAGE,
	COL_PAGES,
	COL_MIME,
	COL_LEVEL,
	COL_REDACTION_WHY,
	COL_PARENT,
	COL_REDACTION_OF,
	COL_FILENAME,
	COL_SIZE,
	COL_SHA256,
	COLUMNS
};

/* The first of those that become fields as they stand, and the one behind the last. */
#define FIELDS_FROM COL_REF
#define FIELDS_TO COL_PARENT

static const char *const names[COLUMNS] = { "file", "ref", "mark", "title", "kind", "dated",
	"source", "source_url", "language", "pages", "mime", "level", "redaction_why", "parent",
	"redaction_of", "filename", "size", "sha256" };

enum entry_column { AT, EVENT, BY, FROM, TO, PLACE, SHA256, EXHIBIT, ENTRY_COLUMNS };

static const char *const entry_names[ENTRY_COLUMNS] = { "at", "event", "by", "from", "to", "place",
	"sha256", "exhibit" };

struct ours_row {
	char *cells[COLUMNS]; /* owned; NULL: empty */
	int64_t line;
	int64_t id; /* the exhibit that it became; 0: none yet */
	bool added; /* now, and not here before */
};

struct ours {
	struct intake *in;
	struct ours_row *rows; /* owned */
	struct ours_row **by_file, **by_ref;
	size_t n, room;
	char *custody; /* owned; custody.csv, or NULL */
	size_t custody_len;
};

/* ---- tables ---- */

/* A table with the places of the columns that are known. */
struct table {
	struct intake *in;
	FILE *file;
	struct csv *csv;
	const char *name;
	const char *const *names;
	int n_names;
	int place[COLUMNS]; /* -1: it has none */
};

/* Text of a cell; NULL: nothing is in it, or no text. The caller frees it. */
static char *cell_text(const struct csv_record *r, int place)
{
	struct str text = STR_INIT;
	struct slice cell = { NULL, 0 };

	if (place >= 0 && (size_t)place < r->n_cells)
		cell = row_unguard(r->cells[place]);
	if (cell.len && text_take(cell.text, cell.len, &text) == ST_OK && text.len)
		return str_detach(&text);
	str_free(&text);
	return NULL;
}

static void read_heads(struct table *t, const struct csv_record *r)
{
	for (int i = 0; i < t->n_names; i++)
		t->place[i] = -1;
	for (size_t at = 0; at < r->n_cells; at++) {
		char *head = cell_text(r, (int)at);
		int i = 0;

		while (head && i < t->n_names && strcmp(head, t->names[i]) != 0)
			i++;
		if (head && i < t->n_names)
			t->place[i] = (int)at;
		else if (head)
			intake_tell(t->in, INTAKE_NOTE, 0,
				_("%s has a column that is not known here, and was not used: %s"),
				t->name, head);
		free(head);
	}
}

/* The next record that is one; those that are none are told. ST_END. */
static enum status next(struct table *t, struct csv_record *r)
{
	enum status st;

	while ((st = csv_next(t->csv, r)) == ST_OK && r->error)
		intake_tell(t->in, INTAKE_NOTE, 0, _("%s, line %lld is not used: %s"), t->name,
			(long long)r->line, r->error);
	return st;
}

static enum status table_open(struct table *t, char *bytes, size_t len)
{
	struct csv_record heads;
	enum status st;

	t->file = fmemopen(bytes, len ? len : 1, "r");
	if (!t->file)
		return db_fail(t->in->db, ST_IO, NULL, _("%s cannot be read"), t->name);
	t->csv = csv_open(t->file, ',');
	st = next(t, &heads);
	if (st == ST_OK)
		read_heads(t, &heads);
	return st;
}

static void table_close(struct table *t)
{
	csv_close(t->csv);
	if (t->file)
		fclose(t->file);
}

/* ---- exhibits.csv ---- */

static struct ours_row *add_row(struct ours *o)
{
	if (o->n == o->room) {
		o->room = o->room ? o->room * 2 : 64;
		o->rows = mem_resize(o->rows, o->room, sizeof(*o->rows));
	}
	memset(&o->rows[o->n], 0, sizeof(*o->rows));
	return &o->rows[o->n++];
}

static int compare(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int by_file(const void *a, const void *b)
{
	return compare((*(struct ours_row *const *)a)->cells[COL_FILE],
		(*(struct ours_row *const *)b)->cells[COL_FILE]);
}

static int by_ref(const void *a, const void *b)
{
	return compare((*(struct ours_row *const *)a)->cells[COL_REF],
		(*(struct ours_row *const *)b)->cells[COL_REF]);
}

static struct ours_row *find(struct ours_row **sorted, size_t n, enum ours_column column,
	const char *text, int (*order)(const void *, const void *))
{
	struct ours_row key = { .cells = { NULL } }, *wanted = &key, **found;
	char *copy = mem_text(text);

	key.cells[column] = copy;
	found = n ? bsearch(&wanted, sorted, n, sizeof(*sorted), order) : NULL;
	free(copy);
	return found ? *found : NULL;
}

struct ours_row *ours_find(struct ours *o, const char *path)
{
	return o ? find(o->by_file, o->n, COL_FILE, path, by_file) : NULL;
}

static struct ours_row *find_ref(struct ours *o, const char *ref)
{
	return ref ? find(o->by_ref, o->n, COL_REF, ref, by_ref) : NULL;
}

static void sort_rows(struct ours *o)
{
	o->by_file = mem_array(o->n + 1, sizeof(*o->by_file));
	o->by_ref = mem_array(o->n + 1, sizeof(*o->by_ref));
	for (size_t i = 0; i < o->n; i++)
		o->by_file[i] = o->by_ref[i] = &o->rows[i];
	qsort(o->by_file, o->n, sizeof(*o->by_file), by_file);
	qsort(o->by_ref, o->n, sizeof(*o->by_ref), by_ref);
}

enum status ours_read(
	struct intake *in, const struct str *exhibits, struct str *custody, struct ours **out)
{
	struct table t = { .in = in, .name = "exhibits.csv", .names = names, .n_names = COLUMNS };
	struct ours *o = *out = mem_zero(sizeof(*o));
	char *bytes = mem_text_n(str_text(exhibits), exhibits->len);
	struct csv_record r;
	enum status st = table_open(&t, bytes, exhibits->len);

	o->in = in;
	while (st == ST_OK && (st = next(&t, &r)) == ST_OK) {
		struct ours_row *row = add_row(o);

		row->line = r.line;
		for (int i = 0; i < COLUMNS; i++)
			row->cells[i] = cell_text(&r, t.place[i]);
		st = db_progress(in->db, _("looking through the bag"), (int64_t)o->n, 0);
	}
	table_close(&t);
	free(bytes);
	sort_rows(o);
	o->custody_len = custody->len;
	o->custody = str_detach(custody);
	return st == ST_END ? ST_OK : st;
}

void ours_free(struct ours *o)
{
	for (size_t i = 0; o && i < o->n; i++)
		for (int k = 0; k < COLUMNS; k++)
			free(o->rows[i].cells[k]);
	if (!o)
		return;
	free(o->rows);
	free(o->by_file);
	free(o->by_ref);
	free(o->custody);
	free(o);
}

const char *ours_name(const struct ours_row *row)
{
	return row->cells[COL_FILENAME];
}

/* ---- the record ---- */

static const char *called(const struct ours_row *row)
{
	return row->cells[COL_REF] ? row->cells[COL_REF] : row->cells[COL_FILE];
}

static void note_taken(struct intake *in, const struct ours_row *row, const char *text)
{
	intake_tell(in, INTAKE_NOTE, 0, _("exhibits.csv, line %lld: %s is taken in this case"),
		(long long)row->line, text);
}

/* Whether the case has that name, or that mark, already. */
static bool is_taken(
	struct intake *in, const struct record *r, enum ours_column column, const char *text)
{
	struct str whole = STR_INIT, where = STR_INIT;
	int64_t id = 0;
	size_t n = 0;

	str_addf(&whole, "%s/%s", record_show(r, "case"), text);
	if (column == COL_REF)
		n = record_find(in->db, ENTITY_EXHIBIT, str_text(&whole), &id) == ST_OK;
	else if (mark_find_exhibit(in->db, str_text(&whole), &id, 1, &n, &where))
		n = 0;
	str_free(&whole);
	str_free(&where);
	return n > 0;
}

void ours_put(struct intake *in, const struct ours_row *row, struct record *r)
{
	for (int i = FIELDS_FROM; i < FIELDS_TO; i++) {
		const char *text = row->cells[i];
		const uint64_t bit = (uint64_t)1 << entity_field(r->entity, names[i]);

		/* What was said for all counts more. */
		if (!text || r->given & bit)
			continue;
		if ((i == COL_REF || i == COL_MARK) && is_taken(in, r, (enum ours_column)i, text)) {
			note_taken(in, row, text);
			continue;
		}
		if (record_set_name(in->db, r, names[i], text))
			intake_tell(in, INTAKE_NOTE, 0, _("exhibits.csv, line %lld: %s"),
				(long long)row->line, db_error(in->db));
	}
}

void ours_took(struct intake *in, struct ours_row *row, const struct record *r, int64_t id)
{
	const char *sum = row->cells[COL_SHA256];

	row->id = id;
	row->added = r->id == id;
	if (row->added && sum && strcmp(sum, record_show(r, "sha256")) != 0)
		intake_tell(in, INTAKE_WRONG, 0,
			_("exhibits.csv says another SHA-256 of %s than it has"), called(row));
}

/* ---- what is not a file in it ---- */

/* A mention, or what was by reference: what is known of it comes, its hash as a word. */
static enum status take_mention(struct intake *in, struct ours_row *row)
{
	struct str notes = STR_INIT;
	struct record r;
	enum status st;

	intake_record(in, false, &r);
	ours_put(in, row, &r);
	if (row->cells[COL_REF] && !record_get(&r, "ref")) {
		record_free(&r);
		in->sum->here++;
		return ST_OK;
	}
	if (row->cells[COL_SHA256]) {
		str_addf(&notes, "%s%s", record_show(&r, "notes"),
			record_get(&r, "notes") ? "\n" : "");
		str_addf(&notes, _("The bag has no file of it; its SHA-256 is %s"),
			row->cells[COL_SHA256]);
		record_put(&r, "notes", str_text(&notes));
	}
	if (!record_get(&r, "title"))
		record_put(&r, "title", called(row) ? called(row) : _("An exhibit without a name"));
	st = record_save(in->change, &r);
	if (st == ST_OK) {
		row->id = r.id;
		row->added = true;
		intake_count(in, &r);
	}
	record_free(&r);
	str_free(&notes);
	return st;
}

static enum status take_mentions(struct ours *o)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < o->n && st == ST_OK; i++) {
		struct ours_row *row = &o->rows[i];

		if (!row->cells[COL_FILE])
			st = take_mention(o->in, row);
		else if (!row->id)
			intake_tell(o->in, INTAKE_NOTE, 0,
				_("exhibits.csv, line %lld: %s is not in the bag"),
				(long long)row->line, row->cells[COL_FILE]);
	}
	return st;
}

/* ---- what belongs to what ---- */

static enum status tie(struct ours *o, struct ours_row *row)
{
	static const enum ours_column ties[] = { COL_PARENT, COL_REDACTION_OF };
	struct record r;
	bool changed = false;
	enum status st = record_load(o->in->db, ENTITY_EXHIBIT, row->id, &r);

	for (size_t i = 0; i < 2 && st == ST_OK; i++) {
		struct ours_row *other = find_ref(o, row->cells[ties[i]]);

		if (!other || !other->id || other == row)
			continue;
		st = record_set_num(o->in->db, &r, names[ties[i]], other->id);
		changed = true;
	}
	if (st == ST_OK && changed)
		st = record_save(o->in->change, &r);
	record_free(&r);
	return st;
}

/* ---- custody.csv ---- */

static enum status enter(
	struct ours *o, int64_t exhibit, char *const cells[ENTRY_COLUMNS], const char *notes)
{
	struct str at = STR_INIT;
	enum status st = custody_time(o->in->db, cells[AT] ? cells[AT] : "", &at);

	if (st == ST_OK)
		st = custody_enter(
			o->in->change, &(struct custody_act){ .exhibit = exhibit,
					       .event = cells[EVENT] ? cells[EVENT] : "",
					       .at = str_text(&at),
					       .by = cells[BY],
					       .from = cells[FROM],
					       .to = cells[TO],
					       .place = cells[PLACE],
					       .sha256 = cells[SHA256] ? cells[SHA256] : "",
					       .notes = notes });
	str_free(&at);
	return st;
}

static enum status enter_row(
	struct ours *o, const struct table *t, const struct csv_record *r, const char *notes)
{
	char *cells[ENTRY_COLUMNS];
	struct ours_row *row;
	enum status st = ST_OK;

	for (int i = 0; i < ENTRY_COLUMNS; i++)
		cells[i] = cell_text(r, t->place[i]);
	row = find_ref(o, cells[EXHIBIT]);
	if (row && row->added)
		st = enter(o, row->id, cells, notes);
	if (st == ST_INVALID) {
		intake_tell(o->in, INTAKE_NOTE, 0, _("custody.csv, line %lld: %s"),
			(long long)r->line, db_error(o->in->db));
		st = ST_OK;
	}
	for (int i = 0; i < ENTRY_COLUMNS; i++)
		free(cells[i]);
	return st;
}

static enum status enter_all(struct ours *o)
{
	struct table t = {
		.in = o->in, .name = "custody.csv", .names = entry_names, .n_names = ENTRY_COLUMNS
	};
	const char *slash = strrchr(o->in->path, '/');
	struct str notes = STR_INIT;
	struct csv_record r;
	enum status st = table_open(&t, o->custody, o->custody_len);

	str_addf(&notes, _("As custody.csv of the bag %s says"),
		slash && slash[1] ? slash + 1 : o->in->path);
	while (st == ST_OK && (st = next(&t, &r)) == ST_OK) {
		st = enter_row(o, &t, &r, str_text(&notes));
		if (st == ST_OK)
			st = change_flush(o->in->change);
		if (st == ST_OK)
			st = db_progress(o->in->db, _("entering it in the custody records"), 0, 0);
	}
	table_close(&t);
	str_free(&notes);
	return st == ST_END ? ST_OK : st;
}

enum status ours_end(struct ours *o)
{
	enum status st;

	if (!o || !o->in->change || o->in->broken)
		return ST_OK;
	st = take_mentions(o);
	for (size_t i = 0; i < o->n && st == ST_OK; i++)
		if (o->rows[i].added)
			st = tie(o, &o->rows[i]);
	return st == ST_OK && o->custody_len ? enter_all(o) : st;
}
