#include "config.h"

#include "import/columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "import/columns_private.h"
#include "import/platform.h"
#include "import/rejects.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

/* ---- the header ---- */

/* Of the first `n` columns the one called so. */
static struct column *called(const struct columns *c, size_t n, const char *folded)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(c->columns[i].folded, folded))
			return &c->columns[i];
	return NULL;
}

static char *numbered(const char *text, char blank, int number)
{
	struct str out = STR_INIT;

	str_addf(&out, "%s%c(%d)", text, blank, number);
	return str_detach(&out);
}

/* Two columns may be called "Email": the second is "Email (2)". */
static void tell_apart(struct columns *c, size_t place)
{
	struct column *column = &c->columns[place];
	struct column *first = called(c, place, column->folded);
	char *title = column->title, *folded = column->folded;
	int number = 0;

	if (!first)
		return;
	column->folded = NULL;
	/* Another may be called "Email (2)" by its own header. */
	do {
		free(column->folded);
		number = ++first->copies + 1;
		column->folded = numbered(folded, '_', number);
	} while (called(c, place, column->folded));
	column->title = numbered(title, ' ', number);
	free(title);
	free(folded);
}

static void take_header(struct columns *c, size_t place, struct slice cell)
{
	struct column *column = &c->columns[place];
	struct str title = STR_INIT, folded = STR_INIT;

	while (cell.len && *cell.text && strchr(" \t\r\n", *cell.text)) {
		cell.text++;
		cell.len--;
	}
	while (cell.len && cell.text[cell.len - 1] && strchr(" \t\r\n,", cell.text[cell.len - 1]))
		cell.len--;
	column->empty = !cell.len;
	column->field = -1;
	if (cell.len) {
		text_clean(&title, cell.text, cell.len, TEXT_LINE);
		header_fold(cell.text, cell.len, &folded);
	} else {
		str_addf(&title, _("Column %zu"), place + 1);
		header_fold(title.data, title.len, &folded);
	}
	column->title = str_detach(&title);
	column->folded = str_detach(&folded);
	tell_apart(c, place);
}

/* By which a file with the same columns is known again. */
static void take_fingerprint(struct columns *c)
{
	struct hash *hash = hash_open();

	for (size_t i = 0; i < c->n; i++)
		hash_add(hash, c->columns[i].folded, strlen(c->columns[i].folded) + 1);
	hash_text(hash, c->fingerprint);
	hash_close(hash);
}

int columns_find(const struct columns *c, const char *folded)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->columns[i].folded, folded))
			return (int)i;
	return -1;
}

/* ---- what somebody said ---- */

static void put(struct columns *c, size_t place, int field, enum column_how how)
{
	struct column *column = &c->columns[place];

	if (column->field >= 0)
		c->of[column->field] = -1;
	if (field >= 0 && c->of[field] >= 0) {
		struct column *before = &c->columns[c->of[field]];

		before->field = -1;
		before->how = COLUMN_EXTRA;
	}
	column->field = field;
	column->how = how;
	if (field >= 0)
		c->of[field] = (int)place;
}

static enum status no_such_field(struct db *db, const struct columns *c, const char *map)
{
	struct str names = STR_INIT;
	enum status st;

	for (int i = 0; i < c->set->n_fields; i++)
		str_addf(&names, "%s%s", i ? ", " : "", c->set->fields[i].name);
	st = db_fail(db, ST_INVALID, "map",
		_("--map %s: write COLUMN=FIELD with a field of: %s; or - to keep the column as it "
		  "is"),
		map, str_text(&names));
	str_free(&names);
	return st;
}

/* Whether another --map says something else of that column, or the same of another. */
static bool is_contradicted(const struct columns *c, size_t place, int field)
{
	const struct column *column = &c->columns[place];
	int other = field >= 0 ? c->of[field] : -1;

	return (column->how == COLUMN_GIVEN && column->field != field) ||
	       (other >= 0 && (size_t)other != place && c->columns[other].how == COLUMN_GIVEN);
}

/* A column's name may hold '=': the last one counts. */
static enum status take_map(struct db *db, struct columns *c, const char *map, enum column_how how)
{
	const char *equals = strrchr(map, '=');
	struct str column = STR_INIT;
	int place, field = -1;
	enum status st = ST_OK;

	for (int i = 0; equals && i < c->set->n_fields; i++)
		if (!strcmp(c->set->fields[i].name, equals + 1))
			field = i;
	if (!equals || (field < 0 && strcmp(equals + 1, "-") != 0))
		return no_such_field(db, c, map);
	header_fold(map, (size_t)(equals - map), &column);
	place = columns_find(c, str_text(&column));
	if (place < 0)
		st = db_fail(
			db, ST_INVALID, "map", _("--map %s: the file has no such column"), map);
	else if (how == COLUMN_GIVEN && is_contradicted(c, (size_t)place, field))
		st = db_fail(db, ST_INVALID, "map",
			_("--map %s: another --map says otherwise; a column has one field, and a "
			  "field one "
			  "column"),
			map);
	else
		put(c, (size_t)place, field, how);
	str_free(&column);
	return st;
}

/* What was said of such a file before. A field that is no more is passed over. */
static enum status take_remembered(struct db *db, struct columns *c)
{
	struct str maps = STR_INIT;
	enum status st = columns_recall(db, c, &maps);

	for (char *p = maps.data; st == ST_OK && p && *p;) {
		size_t len = strcspn(p, "\n");
		bool last = !p[len];

		p[len] = '\0';
		if (take_map(db, c, p, COLUMN_REMEMBERED) == ST_OK)
			c->remembered = true;
		p += len + (last ? 0 : 1);
	}
	str_free(&maps);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* ---- guesses ---- */

void columns_guess(struct columns *c, int field, int place)
{
	if (place >= 0 && c->of[field] < 0 && c->columns[place].how == COLUMN_EXTRA)
		put(c, (size_t)place, field, COLUMN_GUESSED);
}

static void guess(struct columns *c)
{
	for (const struct column_guess *g = c->set->guesses; g->header; g++)
		columns_guess(c, g->field, columns_find(c, g->header));
	if (c->set->words)
		columns_guess_questions(c);
	if (c->set->more)
		c->set->more(c);
}

/* ---- the whole ---- */

static void note_extra(struct columns *c)
{
	c->extra = mem_array(c->n + 1, sizeof(*c->extra));
	for (size_t i = 0; i < c->n; i++) {
		if (c->columns[i].field >= 0)
			continue;
		/* Our own word, of an import before, about a row that is corrected now. */
		if (!strcmp(c->columns[i].folded, REJECTS_FOLDED))
			continue;
		c->extra[c->n_extra++] = i;
		if (c->columns[i].empty)
			continue;
		str_addf(&c->unused, "%s%s", c->unused.len ? ", " : "", c->columns[i].title);
	}
}

/* ---- what is no header ---- */

/* One cell, as sheets have a heading above their table. */
static bool is_heading(const struct csv_record *header)
{
	size_t filled = 0;

	for (size_t i = 0; i < header->n_cells; i++)
		filled += header->cells[i].len > 0;
	return filled == 1;
}

static const char *first_title(const struct columns *c)
{
	size_t i = 0;

	while (i + 1 < c->n && c->columns[i].empty)
		i++;
	return c->columns[i].title;
}

enum status columns_read(struct db *db, const struct column_set *set,
	const struct csv_record *header, const char *const *maps, struct columns *out)
{
	const char *missing;
	enum status st;

	assert(set->n_fields <= COLUMN_FIELDS_MAX);
	memset(out, 0, sizeof(*out));
	out->set = set;
	for (int i = 0; i < COLUMN_FIELDS_MAX; i++)
		out->of[i] = -1;
	out->columns = mem_array(header->n_cells + 1, sizeof(*out->columns));
	memset(out->columns, 0, (header->n_cells + 1) * sizeof(*out->columns));
	for (size_t i = 0; i < header->n_cells; i++) {
		take_header(out, i, header->cells[i]);
		out->n++;
	}
	take_fingerprint(out);
	st = take_remembered(db, out);
	for (size_t i = 0; maps && maps[i] && st == ST_OK; i++)
		st = take_map(db, out, maps[i], COLUMN_GIVEN);
	if (st)
		return st;
	guess(out);
	missing = set->missing ? set->missing(out) : NULL;
	if (missing && is_heading(header))
		return db_fail(db, ST_INVALID, "map",
			_("the first line is but one cell, \"%s\"; where it is a heading, take "
			  "away all "
			  "that stands above the line that names the columns; where not, say "
			  "--map COLUMN=name"),
			first_title(out));
	if (missing)
		return db_fail(db, ST_INVALID, "map", "%s", _(missing));
	note_extra(out);
	return ST_OK;
}

void columns_free(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->columns[i].title);
		free(c->columns[i].folded);
	}
	free(c->columns);
	free(c->extra);
	str_free(&c->unused);
	c->columns = NULL;
	c->extra = NULL;
	c->n = c->n_extra = 0;
}

void columns_tell(const struct columns *c, struct str *out)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &c->columns[i];

		str_addf(out, "%s%s = %s", out->len ? "\n" : "", column->title,
			column->field < 0 ? "-" : c->set->fields[column->field].name);
	}
}
