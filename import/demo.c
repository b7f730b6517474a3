#include "config.h"

#include "import/demo.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/rec.h"
#include "model/change.h"
#include "model/entity.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/str.h"

/* What an exhibit may say besides its fields: the file of the folder whose bytes it takes in. */
#define FILE_FIELD "file"

struct loader {
	struct db *db;
	const char *dir;
	const char *name; /* of the file in `dir` */
	struct change *change;
};

/* Puts the file and the line before the sentence of the failure that just was. */
static enum status say_where(const struct loader *l, enum status st, int64_t line)
{
	char *sentence = mem_text(db_error(l->db));
	char *field = mem_text_or_null(db_error_field(l->db));

	db_fail(l->db, st, field, _("%s, line %lld: %s"), l->name, (long long)line, sentence);
	free(field);
	free(sentence);
	return st;
}

/* A failure of what the file says gets its place; one of the case file stays as it is. */
static enum status judge(const struct loader *l, enum status st, int64_t line)
{
	switch (st) {
	case ST_NOTFOUND:
	case ST_CONFLICT:
	case ST_INVALID:
		return say_where(l, ST_INVALID, line);
	case ST_IO:
		return say_where(l, ST_IO, line);
	default:
		return st;
	}
}

static const struct rec_field *find_field(const struct rec_record *rec, const char *name)
{
	for (size_t i = 0; i < rec->n_fields; i++)
		if (!strcmp(rec->fields[i].name, name))
			return &rec->fields[i];
	return NULL;
}

static enum status set_field(const struct loader *l, struct record *r, const struct rec_field *f)
{
	return judge(l, record_set_name(l->db, r, f->name, f->value), f->line);
}

/* Takes in the file that `f` names, with the record. Only what lies in the folder is taken. */
static enum status take_file(const struct loader *l, struct record *r, const struct rec_field *f)
{
	struct str path = STR_INIT;
	enum status st;

	if (f->value[0] == '/' || strstr(f->value, ".."))
		return db_fail(l->db, ST_INVALID, f->name,
			_("'%s' must be a file below the folder of the demo"), f->value);
	str_addf(&path, "%s/%s", l->dir, f->value);
	st = exhibit_add(l->change, r, str_text(&path));
	str_free(&path);
	return st;
}

/* The line to look at when saving was refused: that of the field at fault, else the record's. */
static int64_t fault_line(const struct loader *l, const struct rec_record *rec)
{
	const char *field = db_error_field(l->db);
	const struct rec_field *f = field ? find_field(rec, field) : NULL;

	return f ? f->line : rec->line;
}

static enum status load_record(const struct loader *l, const struct rec_record *rec)
{
	const struct entity *entity = entity_find(rec->type);
	const struct rec_field *file = NULL;
	struct record r;
	enum status st = ST_OK;

	if (!entity)
		return say_where(l,
			db_fail(l->db, ST_INVALID, NULL, _("there are no records called '%s'"),
				rec->type),
			rec->line);
	if (entity->id == ENTITY_EXHIBIT)
		file = find_field(rec, FILE_FIELD);

	record_init(&r, entity->id);
	for (size_t i = 0; i < rec->n_fields && !st; i++)
		if (&rec->fields[i] != file)
			st = set_field(l, &r, &rec->fields[i]);
	if (st)
		goto out;
	st = file ? take_file(l, &r, file) : record_save(l->change, &r);
	if (st)
		st = judge(l, st, file ? file->line : fault_line(l, rec));
out:
	record_free(&r);
	return st;
}

static enum status load_records(const struct loader *l, struct rec *reader)
{
	struct rec_record rec;
	enum status st;

	while ((st = rec_next(reader, &rec)) == ST_OK)
		if ((st = load_record(l, &rec)))
			return st;
	if (st == ST_END)
		return ST_OK;
	return say_where(l, db_fail(l->db, st, NULL, "%s", rec_error(reader)), rec_line(reader));
}

static enum status load_file(struct loader *l)
{
	struct str path = STR_INIT;
	struct rec *reader = NULL;
	FILE *file = NULL;
	enum status st;

	str_addf(&path, "%s/%s", l->dir, l->name);
	file = fopen(str_text(&path), "re");
	if (!file) {
		st = db_fail(l->db, ST_IO, NULL, _("%s cannot be read: %s"), str_text(&path),
			strerror(errno));
		goto out;
	}
	reader = rec_open(file);
	st = change_begin(l->db, &l->change, _("load the demo: %s"), l->name);
	if (st)
		goto out;
	st = load_records(l, reader);
	if (st)
		goto out;
	if (rec_doc(reader))
		change_label(l->change, _("load the demo: %s"), rec_doc(reader));
	st = change_commit(l->change);
	l->change = NULL;
out:
	change_cancel(l->change);
	l->change = NULL;
	rec_close(reader);
	if (file)
		fclose(file);
	str_free(&path);
	return st;
}

static int is_rec(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 4 && !strcmp(entry->d_name + len - 4, ".rec");
}

/* By bytes: the order in which things are loaded must not hang on the user's language. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

enum status demo_load(struct db *db, const char *dir)
{
	struct loader l = { .db = db, .dir = dir };
	struct dirent **names = NULL;
	int n = scandir(dir, &names, is_rec, by_name);
	enum status st = ST_OK;

	if (n < 0)
		return db_fail(db, ST_IO, NULL, _("the demo's folder %s cannot be read: %s"), dir,
			strerror(errno));
	if (!n)
		st = db_fail(db, ST_IO, NULL, _("the demo's folder %s holds no .rec file"), dir);
	for (int i = 0; i < n && !st; i++) {
		l.name = names[i]->d_name;
		st = load_file(&l);
	}
	for (int i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return st;
}
