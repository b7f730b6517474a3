/* The side of the kill loop that works and is killed. */
#include "config.h"

#include "tests/functional/kill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/intake.h"
#include "import/signatories.h"
#include "model/change.h"
#include "model/db.h"
#include "model/exhibit.h"
#include "model/journal.h"
#include "model/mem.h"
#include "model/merge.h"
#include "model/record.h"
#include "model/redaction.h"
#include "model/stamp.h"

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

static void write_text(const char *folder, const char *name, const char *text)
{
	char path[4096];
	FILE *out;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	out = fopen(path, "we");
	if (!out || fputs(text, out) < 0 || fclose(out) != 0)
		abort();
}

static void write_folder(const char *folder)
{
	if (mkdir(folder, 0700) != 0)
		abort();
	for (int i = 1; i < KILL_FILES; i++) {
		char name[32], text[64];

		snprintf(name, sizeof name, "file-%02d.txt", i);
		snprintf(text, sizeof text, "what stands in file %d\n", i);
		write_text(folder, name, text);
	}
	write_text(folder, "message.eml",
		"From: a@example.org\nSubject: Sent\nDate: Fri, 20 Nov 2026 10:42:00 +0000\n"
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
		"--b\nContent-Type: text/plain\n\nSee below.\n"
		"--b\nContent-Type: text/plain\nContent-Disposition: attachment; "
		"filename=note.txt\n\nWhat is attached.\n--b--\n");
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
	write_folder(site->folder);
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

/* What follows is done in the change that it is a part of. */
static enum status end(struct change *c, enum status st)
{
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

static enum status add_exhibit(struct worker *w, struct change *c, int64_t *id)
{
	struct record r;
	char title[64];
	enum status st;

	record_init(&r, ENTITY_EXHIBIT);
	snprintf(title, sizeof title, "Exhibit %u %d", w->seed, w->round);
	st = record_set_name(w->db, &r, "case", KILL_CASE);
	if (st == ST_OK)
		st = record_set_name(w->db, &r, "title", title);
	if (st == ST_OK)
		st = exhibit_add(c, &r, w->site->exhibit);
	*id = r.id;
	record_free(&r);
	return st;
}

static enum status work_exhibit(struct worker *w)
{
	struct change *c = NULL;
	int64_t id = 0;
	enum status st = change_begin(w->db, &c, "exhibit: %u %d", w->seed, w->round);

	return st ? st : end(c, add_exhibit(w, c, &id));
}

/* A folder with mail, the same each time. */
static enum status work_folder(struct worker *w)
{
	struct record r;
	struct intake_options o = { .exhibit = &r, .by = "Noa", .again = true };
	struct intake_sum sum = { 0 };
	enum status st;

	record_init(&r, ENTITY_EXHIBIT);
	st = record_set_name(w->db, &r, "case", KILL_CASE);
	if (st == ST_OK)
		st = intake_run(w->db, w->site->folder, &o, &sum);
	intake_sum_free(&sum);
	record_free(&r);
	return st;
}

/* An exhibit and its redacted version. */
static enum status work_redact(struct worker *w)
{
	struct redaction r = { .why = "Source at risk",
		.by = "Noa",
		.log = "1 area",
		.mime = "image/png",
		.pages = 1,
		.fd = memfd_create("copy", MFD_CLOEXEC) };
	struct record copy = { 0 };
	struct change *c = NULL;
	enum status st = change_begin(w->db, &c, "redacted: %u %d", w->seed, w->round);

	if (st == ST_OK && dprintf(r.fd, "burnt %u %d", w->seed, w->round) < 0)
		st = ST_IO;
	if (st == ST_OK)
		st = add_exhibit(w, c, &r.original);
	if (st == ST_OK) {
		st = redaction_save(c, &r, &copy);
		record_free(&copy);
	}
	close(r.fd);
	return end(c, st);
}

/* An authority that stamps what it is asked for. */
static enum status look(struct db *db, struct tsa_look *looks, size_t n)
{
	(void)db;
	for (size_t i = 0; i < n; i++) {
		struct tsa_answer *a = &looks[i].out;

		memset(a, 0, sizeof *a);
		a->state = looks[i].query ? TSA_TRUSTED : TSA_SAID;
		snprintf(a->time, sizeof a->time, "2026-11-20T10:42:00Z");
		a->authority = mem_text("An authority");
		if (!looks[i].query)
			continue;
		snprintf(a->imprint, sizeof a->imprint, "%s", looks[i].query->sha256);
		a->nonce = mem_text(looks[i].query->nonce);
		str_add(&a->cas, "its certificates");
	}
	return ST_OK;
}

/* The query of a new exhibit, then its answer. */
static enum status work_stamp(struct worker *w)
{
	struct record stamp = { 0 };
	struct stamp_result result = { 0 };
	struct str query = STR_INIT;
	struct change *c = NULL;
	int64_t id = 0, asked;
	enum status st = change_begin(w->db, &c, "exhibit: %u %d, asked", w->seed, w->round);

	if (st)
		return st;
	st = add_exhibit(w, c, &id);
	if (st == ST_OK)
		st = stamp_request(c, "exhibit", id, NULL, &stamp, &query);
	st = end(c, st);
	asked = stamp.id;
	if (stamp.entity)
		record_free(&stamp);
	if (st == ST_OK)
		st = change_begin(w->db, &c, "stamped: %u %d", w->seed, w->round);
	if (st == ST_OK)
		st = end(c, stamp_reply(c, asked, &query, NULL, look, &result));
	stamp_result_free(&result);
	str_free(&query);
	return st;
}

static enum status add_contact(struct worker *w, struct change *c, int64_t *id)
{
	struct record r;
	char name[64];
	enum status st;

	record_init(&r, ENTITY_CONTACT);
	snprintf(name, sizeof name, "Contact %u %d", w->seed, w->round);
	st = record_set_name(w->db, &r, "name", name);
	if (st == ST_OK)
		st = record_save(c, &r);
	*id = r.id;
	record_free(&r);
	return st;
}

/* Two contacts, then one of them. */
static enum status work_merge(struct worker *w)
{
	struct merge_report report = { STR_INIT, STR_INIT };
	struct change *c = NULL;
	struct record keep;
	int64_t a = 0, b = 0;
	enum status st = change_begin(w->db, &c, "contacts: %u %d", w->seed, w->round);

	if (st)
		return st;
	st = add_contact(w, c, &a);
	if (st == ST_OK)
		st = add_contact(w, c, &b);
	st = end(c, st);
	if (st)
		return st;
	st = record_load(w->db, ENTITY_CONTACT, a, &keep);
	if (st == ST_OK)
		st = merge_contacts(w->db, &keep, b, false, &report);
	merge_report_free(&report);
	record_free(&keep);
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
	static enum status (*const kinds[])(struct worker *) = { work_many, work_few, work_edit,
		work_exhibit, work_undo, work_folder, work_redact, work_stamp, work_merge };
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
