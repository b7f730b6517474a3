/* The side of the kill loop that works and is killed. */
#include "config.h"

#include "tests/functional/kill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/signatories.h"
#include "model/change.h"
#include "model/db.h"
#include "model/exhibit.h"
#include "model/journal.h"
#include "model/record.h"

#define FIRST_ROW "Signatory 0,person0@example.org,Haifa,IL,2020-07-01,"

struct worker {
	struct db *db;
	const struct kill_site *site;
	int64_t case_id;
	int64_t petition;
	unsigned seed;
	int round;
};

static enum status set_up_records(struct db *db)
{
	struct change *c = NULL;
	struct record r;
	enum status st = change_begin(db, &c, "set up");

	if (st != ST_OK)
		return st;
	record_init(&r, ENTITY_CASE);
	st = record_set_name(db, &r, "ref", KILL_CASE);
	if (st == ST_OK)
		st = record_set_name(db, &r, "title", "Kill loop");
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	if (st != ST_OK)
		goto out;
	record_init(&r, ENTITY_PETITION);
	st = record_set_name(db, &r, "case", KILL_CASE);
	if (st == ST_OK)
		st = record_set_name(db, &r, "ref", KILL_PETITION);
	if (st == ST_OK)
		st = record_set_name(db, &r, "title", "Petition");
	if (st == ST_OK)
		st = record_set_name(db, &r, "kind", "public");
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	if (st != ST_OK)
		goto out;
	return change_commit(c);
out:
	change_cancel(c);
	return st;
}

/* With another `mark` the rows are other people. */
static bool write_csv(const char *path, int rows, unsigned mark)
{
	FILE *out = fopen(path, "we");

	if (!out)
		return false;
	fprintf(out, "name,email,city,country,date,comment\n%s%08u\n", FIRST_ROW, mark);
	for (int i = 1; i < rows; i++)
		fprintf(out, "Signatory %d,person%d.%u@example.org,Haifa,IL,2020-07-%02d,\n", i, i,
			mark, i % 28 + 1);
	return fclose(out) == 0;
}

static void write_exhibit(const char *path)
{
	FILE *out = fopen(path, "we");
	unsigned x = 1;

	if (!out)
		abort();
	for (int i = 0; i < 1 << 20; i++) {
		x = x * 1103515245u + 12345u;
		fputc((int)(x >> 16 & 0xff), out);
	}
	if (fclose(out) != 0)
		abort();
}

void kill_site_make(const struct kill_site *site)
{
	struct db *db;
	enum status st = db_open(site->file, DB_CREATE, &db);

	if (st == ST_OK)
		st = set_up_records(db);
	if (st != ST_OK) {
		printf("Bail out! %s\n", db_error(db));
		exit(1);
	}
	db_close(db);
	if (!write_csv(site->many, KILL_MANY, 0) || !write_csv(site->few, KILL_FEW, 0))
		abort();
	write_exhibit(site->exhibit);
}

static unsigned mark(const struct worker *w)
{
	return (w->seed * 1000u + (unsigned)w->round) % 100000000u;
}

/* The same file twice would be refused: the first row's comment, of eight digits, makes it another,
 * and changes a person who is there. */
static bool mark_csv(const struct worker *w, const char *path)
{
	FILE *file = fopen(path, "r+e");
	long at = (long)(strlen("name,email,city,country,date,comment\n") + strlen(FIRST_ROW));
	bool good = file && fseek(file, at, SEEK_SET) == 0 && fprintf(file, "%08u", mark(w)) == 8;

	if (file)
		good = fclose(file) == 0 && good;
	return good;
}

static enum status import(struct worker *w, const char *path)
{
	struct import_options o = { .petition = w->petition, .path = path };
	struct import_plan plan;
	enum status st = import_signatories(w->db, &o, &plan);

	import_plan_free(&plan);
	return st;
}

static enum status work_many(struct worker *w)
{
	return write_csv(w->site->many, KILL_MANY, mark(w)) ? import(w, w->site->many) : ST_IO;
}

static enum status work_few(struct worker *w)
{
	return mark_csv(w, w->site->few) ? import(w, w->site->few) : ST_IO;
}

/* The journal's label says what the field must hold now, so that the checker can compare. */
static enum status work_edit(struct worker *w)
{
	struct change *c = NULL;
	struct record r;
	char notes[64];
	enum status st = record_load(w->db, ENTITY_PETITION, w->petition, &r);

	snprintf(notes, sizeof notes, "edited %u %d", w->seed, w->round);
	if (st == ST_OK)
		st = record_set_name(w->db, &r, "notes", notes);
	if (st == ST_OK)
		st = change_begin(w->db, &c, "notes: %s", notes);
	if (st == ST_OK)
		st = record_save(c, &r);
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	record_free(&r);
	return st;
}

static enum status work_exhibit(struct worker *w)
{
	struct change *c = NULL;
	struct record r;
	char title[64];
	enum status st;

	record_init(&r, ENTITY_EXHIBIT);
	snprintf(title, sizeof title, "Exhibit %u %d", w->seed, w->round);
	st = record_set_name(w->db, &r, "case", KILL_CASE);
	if (st == ST_OK)
		st = record_set_name(w->db, &r, "title", title);
	if (st == ST_OK)
		st = change_begin(w->db, &c, "exhibit: %s", title);
	if (st == ST_OK)
		st = exhibit_add(c, &r, w->site->exhibit);
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	record_free(&r);
	return st;
}

/* The first change of the file makes the petition that the others need: it is not undone. */
static enum status work_undo(struct worker *w)
{
	char *label = NULL;
	char *redo = NULL;
	enum status st = journal_next(w->db, &label, &redo);
	bool first = !label || strcmp(label, "set up") == 0;

	free(label);
	free(redo);
	if (st != ST_OK || first)
		return st;
	label = NULL;
	st = journal_undo(w->db, &label);
	free(label);
	return st;
}

static enum status note(struct worker *w, int fd, bool acked)
{
	struct kill_note n = { .acked = acked };
	struct journal_entry entry;
	size_t found = 0;
	enum status st = ST_OK;

	if (acked) {
		st = journal_list(w->db, 0, 1, &entry, &found);
		if (st != ST_OK || found != 1)
			return ST_DB;
		n.seq = entry.seq;
		memcpy(n.hash, entry.hash, sizeof n.hash);
		journal_entry_free(&entry);
	}
	return write(fd, &n, sizeof n) == (ssize_t)sizeof n ? ST_OK : ST_IO;
}

void kill_work(const struct kill_site *site, int fd, unsigned seed)
{
	static enum status (*const kinds[])(
		struct worker *) = { work_many, work_few, work_edit, work_exhibit, work_undo };
	struct worker w = { .site = site, .seed = seed };
	enum status st = db_open(site->file, DB_OPEN, &w.db);

	srand(seed);
	if (st == ST_OK)
		st = record_find(w.db, ENTITY_CASE, KILL_CASE, &w.case_id);
	if (st == ST_OK)
		st = record_find(w.db, ENTITY_PETITION, KILL_PETITION, &w.petition);
	while (st == ST_OK) {
		int kind = rand() % (int)(sizeof kinds / sizeof *kinds);

		w.round++;
		st = note(&w, fd, false);
		if (st == ST_OK)
			st = kinds[kind](&w);
		if (st == ST_OK)
			st = note(&w, fd, true);
	}
	printf("# the worker stopped by itself: status %d, %s\n", st, db_error(w.db));
	fflush(stdout);
	db_close(w.db);
}
