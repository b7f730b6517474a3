#include "config.h"

#include "import/thresholds.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/shipped.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

enum { TITLE, KIND, VALUE, COUNTRY, SOURCE, FIELDS };
static const char *const fields[FIELDS] = { "title", "kind", "value", "country", "source" };

struct import {
	struct db *db;
	const struct thresholds_options *o;
	struct source *file;
	struct change *change;
	int at[FIELDS]; /* the column of each; -1: there is none */
	struct thresholds_summary *sum;
};

static bool is_named(const struct slice *cell, const char *name)
{
	return cell->len == strlen(name) && !strncasecmp(cell->text, name, cell->len);
}

static enum status read_head(struct import *in)
{
	struct csv_record head;
	enum status st = source_next(in->file, &head);

	if (st)
		return st;
	for (int f = 0; f < FIELDS; f++) {
		in->at[f] = -1;
		for (size_t i = 0; i < head.n_cells; i++)
			if (is_named(&head.cells[i], fields[f]))
				in->at[f] = (int)i;
		if (in->at[f] < 0 && f <= VALUE)
			return db_fail(in->db, ST_INVALID, fields[f],
				_("%s has no column %s; it needs title, kind and value, and may "
				  "have country and source"),
				in->o->path, fields[f]);
	}
	return ST_OK;
}

/* Whether the petition has it. */
static enum status is_known(struct import *in, const struct record *r, bool *out)
{
	struct query q = {
		.entity = ENTITY_THRESHOLD, .owner = ENTITY_PETITION, .owner_id = in->o->petition
	};
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st = query_open(in->db, &q, NULL, false, &c);

	*out = false;
	while (st == ST_OK && !*out) {
		st = query_next(c, &row);
		if (st == ST_OK) {
			*out = true;
			for (int f = 0; f < SOURCE; f++)
				if (strcmp(record_show(&row, fields[f]),
					    record_show(r, fields[f])) != 0)
					*out = false;
		}
		record_free(&row);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

static enum status fill(struct import *in, const struct csv_record *row, struct record *r)
{
	enum status st = record_set_num(in->db, r, "petition", in->o->petition);

	for (int f = 0; f < FIELDS && st == ST_OK; f++) {
		struct str text = STR_INIT;

		if (in->at[f] < 0 || (size_t)in->at[f] >= row->n_cells)
			continue;
		str_add_n(&text, row->cells[in->at[f]].text, row->cells[in->at[f]].len);
		if (strlen(str_text(&text)) != text.len)
			st = db_fail(in->db, ST_INVALID, fields[f], _("it has a NUL in it"));
		else
			st = record_set_name(in->db, r, fields[f], str_text(&text));
		str_free(&text);
	}
	if (st == ST_OK && !strcmp(record_show(r, "kind"), "country") && !record_get(r, "country"))
		st = db_fail(in->db, ST_INVALID, "country",
			_("a minimum of one country needs its country"));
	if (st == ST_OK && !record_get(r, "value"))
		st = db_fail(in->db, ST_INVALID, "value", _("it says no number"));
	return st;
}

static enum status take_row(struct import *in, const struct csv_record *row)
{
	struct record r;
	bool known = false;
	enum status st;

	record_init(&r, ENTITY_THRESHOLD);
	st = row->error ? db_fail(in->db, ST_INVALID, NULL, "%s", row->error) : fill(in, row, &r);
	if (st == ST_OK)
		st = is_known(in, &r, &known);
	if (st == ST_OK && !known)
		st = record_save(in->change, &r);
	if (st == ST_OK && in->o->row)
		in->o->row(in->o->arg, &r, known);
	record_free(&r);
	if (st == ST_INVALID || st == ST_NOTFOUND) {
		struct str why = STR_INIT;

		str_add(&why, db_error(in->db));
		st = db_fail(in->db, ST_INVALID, NULL, _("%s, line %lld: %s; nothing was imported"),
			in->o->path, (long long)row->line, str_text(&why));
		str_free(&why);
	}
	if (st == ST_OK && known)
		in->sum->known++;
	else if (st == ST_OK)
		in->sum->added++;
	return st;
}

static enum status take_rows(struct import *in)
{
	struct csv_record row;
	enum status st = ST_OK;

	while (st == ST_OK) {
		st = source_next(in->file, &row);
		if (st == ST_OK)
			st = take_row(in, &row);
	}
	if (st == ST_END && !in->sum->added && !in->sum->known)
		return db_fail(in->db, ST_INVALID, NULL,
			_("%s has no rows below its first line; nothing was imported"),
			in->o->path);
	return st == ST_END ? ST_OK : st;
}

enum status import_thresholds(
	struct db *db, const struct thresholds_options *o, struct thresholds_summary *out)
{
	struct import in = { .db = db, .o = o, .sum = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = source_open(db, o->path, &o->source, &in.file);
	if (st == ST_OK)
		st = read_head(&in);
	if (st == ST_OK)
		st = change_begin(db, &in.change, "import");
	if (st == ST_OK)
		st = take_rows(&in);
	if (st == ST_OK && !o->dry_run) {
		change_label(in.change, _("import %lld thresholds"), (long long)out->added);
		st = change_commit(in.change);
		in.change = NULL;
	}
	change_cancel(in.change);
	source_close(in.file);
	return st;
}

/* ---- sets that came with the program ---- */

void thresholds_path(const char *typed, struct str *out)
{
	struct str path = STR_INIT;

	if (access(typed, F_OK) != 0 && text_is_ref(typed))
		str_addf(&path, "%s/thresholds/%s.csv", shipped_dir(), typed);
	str_add(out, path.len && access(str_text(&path), F_OK) == 0 ? str_text(&path) : typed);
	str_free(&path);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *label_of(const char *name)
{
	static const struct {
		const char *name, *label;
	} known[] = { { "eci", N_("European Citizens' Initiative") },
		{ "uk", N_("e-petitions of the United Kingdom") } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(known[i].name, name))
			return _(known[i].label);
	return "";
}

void thresholds_sets(void (*set)(void *arg, const char *name, const char *label), void *arg)
{
	struct str path = STR_INIT;
	struct dirent *d;
	char **names = NULL;
	size_t n = 0;
	DIR *dir;

	str_addf(&path, "%s/thresholds", shipped_dir());
	dir = opendir(str_text(&path));
	while (dir && (d = readdir(dir))) {
		size_t len = strlen(d->d_name);

		if (len <= 4 || strcmp(d->d_name + len - 4, ".csv") != 0)
			continue;
		names = mem_resize(names, n + 1, sizeof(*names));
		names[n++] = mem_text_n(d->d_name, len - 4);
	}
	if (dir)
		closedir(dir);
	if (n > 1)
		qsort(names, n, sizeof(*names), by_name);
	for (size_t i = 0; i < n; i++) {
		set(arg, names[i], label_of(names[i]));
		free(names[i]);
	}
	free(names);
	str_free(&path);
}
