/*
 * A file from outside, taken in as what its first byte says: signatories, contacts, replies to a
 * letter, thresholds. It is refused with a sentence and nothing is changed; or the dry run said
 * what is done, each row has one verdict, and undo leaves nothing of it.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/contacts.h"
#include "import/replies.h"
#include "import/signatories.h"
#include "import/thresholds.h"
#include "model/change.h"
#include "model/db.h"
#include "model/journal.h"
#include "model/record.h"

/* The records that everything hangs on. */
struct held {
	struct db *db;
	int64_t petition, letter;
};

static int64_t put(struct db *db, enum entity_id entity, const char *const (*fields)[2])
{
	struct change *c;
	struct record r;
	int64_t id;

	record_init(&r, entity);
	for (; (*fields)[0]; fields++)
		MUST_HOLD(record_set_name(db, &r, (*fields)[0], (*fields)[1]) == ST_OK);
	MUST_HOLD(change_begin(db, &c, "a record") == ST_OK);
	MUST_HOLD(record_save(c, &r) == ST_OK && change_commit(c) == ST_OK);
	id = r.id;
	record_free(&r);
	return id;
}

#define PUT(db, entity, ...)                                                                       \
	put(db, entity, (const char *const[][2]){ __VA_ARGS__, { NULL, NULL } })

static void set_up(struct held *h)
{
	MUST_HOLD(db_open(NULL, DB_MEMORY, &h->db) == ST_OK);
	PUT(h->db, ENTITY_CASE, { "ref", "c" }, { "title", "C" });
	h->petition = PUT(h->db, ENTITY_PETITION, { "case", "c" }, { "ref", "p" }, { "title", "P" },
		{ "kind", "public" });
	PUT(h->db, ENTITY_SIGNATORY, { "petition", "p" }, { "name", "Noa Cohen" },
		{ "email", "noa@example.org" }, { "signed", "2020-07-18" });
	PUT(h->db, ENTITY_CONTACT, { "ref", "noa" }, { "name", "Noa Cohen" }, { "kind", "person" },
		{ "email", "noa@example.org" });
	h->letter = PUT(h->db, ENTITY_LETTER, { "case", "c" }, { "ref", "l" }, { "title", "L" });
	PUT(h->db, ENTITY_VERSION, { "letter", "l" }, { "number", "1" }, { "text", "We ask." });
	PUT(h->db, ENTITY_COSIGNER, { "letter", "l" }, { "contact", "noa" },
		{ "capacity", "person" });
}

static int64_t last_entry(struct db *db)
{
	struct journal_entry e;
	size_t n = 0;
	int64_t seq = 0;

	MUST_HOLD(journal_list(db, 0, 1, &e, &n) == ST_OK);
	if (n) {
		seq = e.seq;
		journal_entry_free(&e);
	}
	return seq;
}

/* What was done is one entry that can be taken back; what failed left none. */
static void check_after(struct db *db, int64_t before, bool changed)
{
	char *label = NULL;

	MUST_HOLD((last_entry(db) != before) == changed);
	if (!changed)
		return;
	MUST_HOLD(journal_undo(db, &label) == ST_OK);
	free(label);
}

static void check_sum(const struct import_plan *plan)
{
	int64_t sum = 0;

	for (int v = 0; v < PLAN_VERDICTS; v++)
		sum += plan->n[v];
	MUST_HOLD(sum == plan->read);
}

static void try_signatories(const struct held *h, const char *path)
{
	struct import_options o = { .petition = h->petition, .path = path, .dry_run = true };
	struct import_plan plan = { .read = 0 }, done = { .read = 0 };
	int64_t before = last_entry(h->db);
	enum status said = import_signatories(h->db, &o, &plan), st;

	check_after(h->db, before, false);
	o.dry_run = false;
	st = import_signatories(h->db, &o, &done);
	MUST_HOLD((said == ST_OK) == (st == ST_OK));
	if (st == ST_OK) {
		check_sum(&plan);
		MUST_HOLD(plan.read == done.read && !memcmp(plan.n, done.n, sizeof(plan.n)));
	} else {
		MUST_HOLD(*db_error(h->db));
	}
	check_after(h->db, before, st == ST_OK && done.batch != 0);
	import_plan_free(&plan);
	import_plan_free(&done);
}

static void try_contacts(const struct held *h, const char *path)
{
	const struct contacts_options o = { .path = path };
	struct contacts *c;
	int64_t before = last_entry(h->db);
	enum status st = contacts_open(h->db, &o, &c);

	while (st == ST_OK)
		st = contacts_step(c, 100);
	if (st == ST_END) {
		check_sum(contacts_plan(c));
		st = contacts_apply(c);
	}
	MUST_HOLD(st == ST_OK || *db_error(h->db));
	check_after(h->db, before, st == ST_OK && contacts_plan(c)->batch != 0);
	contacts_close(c);
}

static void try_replies(const struct held *h, const char *path)
{
	struct replies_options o = { .letter = h->letter, .path = path, .dry_run = true };
	struct replies_summary plan, done;
	int64_t before = last_entry(h->db), sum = 0;
	enum status said = import_replies(h->db, &o, &plan), st;

	check_after(h->db, before, false);
	o.dry_run = false;
	st = import_replies(h->db, &o, &done);
	MUST_HOLD((said == ST_OK) == (st == ST_OK) && (!st || *db_error(h->db)));
	if (st == ST_OK) {
		for (int v = 0; v < REPLY_VERDICTS; v++)
			sum += done.n[v];
		MUST_HOLD(sum == done.read && plan.read == done.read);
		MUST_HOLD(!memcmp(plan.n, done.n, sizeof(plan.n)));
	}
	check_after(h->db, before, last_entry(h->db) != before && st == ST_OK);
	replies_summary_free(&plan);
	replies_summary_free(&done);
}

static void try_thresholds(const struct held *h, const char *path)
{
	struct thresholds_options o = { .petition = h->petition, .path = path, .dry_run = true };
	struct thresholds_summary plan, done;
	int64_t before = last_entry(h->db);
	enum status said = import_thresholds(h->db, &o, &plan), st;

	check_after(h->db, before, false);
	o.dry_run = false;
	st = import_thresholds(h->db, &o, &done);
	MUST_HOLD(said == st && (!st || *db_error(h->db)));
	MUST_HOLD(st || (plan.added == done.added && plan.known == done.known));
	check_after(h->db, before, st == ST_OK && done.added > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct held held; /* kept: to make it takes longer than all the rest */
	static int tries;
	static void (*const kinds[])(const struct held *, const char *) = { try_signatories,
		try_contacts, try_replies, try_thresholds };
	char path[64];
	int fd;

	if (!size)
		return 0;
	/* The log grows with every import. */
	if (held.db && tries++ % 1000 == 999) {
		db_close(held.db);
		held.db = NULL;
	}
	if (!held.db)
		set_up(&held);
	fd = memfd_create("import", MFD_CLOEXEC);
	MUST_HOLD(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)size - 1);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	kinds[*data % (sizeof(kinds) / sizeof(kinds[0]))](&held, path);
	close(fd);
	return 0;
}
