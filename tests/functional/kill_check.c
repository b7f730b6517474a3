/* The side of the kill loop that looks at what is left. */
#include "config.h"

#include "tests/functional/kill.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/count.h"
#include "model/db.h"
#include "model/exhibit.h"
#include "model/journal.h"
#include "model/record.h"

/* What the journal says that the file must hold. */
struct expected {
	int64_t last; /* its newest entry */
	int64_t signatories;
	int64_t exhibits;
	int64_t folders, redacted, stamped, contacts;
	char notes[64]; /* of the newest edit that stands */
};

__attribute__((format(printf, 2, 3))) static void bad(int *n, const char *format, ...)
{
	va_list args;

	printf("# ");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	++*n;
}

/* One pragma that answers "ok" or nothing when all is well. */
static void check_pragma(sqlite3 *raw, const char *sql, int *n)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(raw, sql, -1, &s, NULL) != SQLITE_OK) {
		bad(n, "%s: %s", sql, sqlite3_errmsg(raw));
		return;
	}
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 0);

		if (!text || strcmp(text, "ok") != 0)
			bad(n, "%s: %s", sql, text ? text : "");
	}
	sqlite3_finalize(s);
}

/* Before the program touches it, as SQLite alone sees it (it rolls a hot journal back). */
static void check_file(const char *path, int *n)
{
	sqlite3 *raw = NULL;

	if (sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
		check_pragma(raw, "PRAGMA integrity_check", n);
		check_pragma(raw, "PRAGMA foreign_key_check", n);
	} else {
		bad(n, "cannot be opened: %s", sqlite3_errmsg(raw));
	}
	sqlite3_close(raw);
}

/* The number behind "import ", with its commas; -1: there is none. */
static int64_t imported(const char *label)
{
	int64_t n = 0;

	if (strncmp(label, "import ", 7) != 0)
		return -1;
	for (label += 7; *label != ' ' && *label; label++)
		if (*label >= '0' && *label <= '9')
			n = n * 10 + (*label - '0');
	return n;
}

static bool begins(const char *label, const char *with)
{
	return strncmp(label, with, strlen(with)) == 0;
}

static void add_entry(struct expected *e, const struct journal_entry *entry, int *n)
{
	const char *notes = "notes: ";

	if (entry->seq > e->last)
		e->last = entry->seq;
	if (entry->kind != JOURNAL_DO || entry->undone)
		return;
	if (begins(entry->label, "exhibit: ")) {
		e->exhibits++;
	} else if (begins(entry->label, "redacted: ")) {
		e->exhibits += 2;
		e->redacted++;
	} else if (begins(entry->label, "take in ")) {
		e->exhibits += KILL_FILES + 1;
		e->folders++;
	} else if (begins(entry->label, "stamped: ")) {
		e->stamped++;
	} else if (begins(entry->label, "contacts: ")) {
		e->contacts += 2;
	} else if (begins(entry->label, "merge contact ")) {
		e->contacts--;
	} else if (strncmp(entry->label, notes, strlen(notes)) == 0) {
		if (e->notes[0] == '\0') /* newest first */
			snprintf(e->notes, sizeof e->notes, "%s", entry->label + strlen(notes));
	} else if (imported(entry->label) >= 0) {
		e->signatories += imported(entry->label);
		e->exhibits++; /* the file is kept */
	} else if (strcmp(entry->label, "set up") != 0) {
		bad(n, "an entry that nobody made: %s", entry->label);
	}
}

static void read_journal(struct db *db, struct expected *e, int *n)
{
	struct journal_entry entries[50];
	int64_t before = 0;
	size_t got = 0;

	do {
		if (journal_list(db, before, 50, entries, &got) != ST_OK) {
			bad(n, "the journal cannot be read: %s", db_error(db));
			return;
		}
		for (size_t i = 0; i < got; i++) {
			before = entries[i].seq;
			add_entry(e, &entries[i], n);
			journal_entry_free(&entries[i]);
		}
	} while (got == 50);
}

static void found(void *arg, const char *sentence)
{
	(void)arg;
	printf("# %s\n", sentence);
}

static void check_state(struct db *db, const struct expected *e, int *n)
{
	struct record petition;
	struct count count;
	int64_t case_id = 0;
	int64_t exhibits = 0;

	if (record_open(db, ENTITY_PETITION, KILL_PETITION, &petition) != ST_OK ||
		record_find(db, ENTITY_CASE, KILL_CASE, &case_id) != ST_OK ||
		record_count_children(db, ENTITY_EXHIBIT, ENTITY_CASE, case_id, &exhibits) !=
			ST_OK ||
		count_petition(db, petition.id, &count) != ST_OK) {
		bad(n, "the records cannot be read: %s", db_error(db));
		record_free(&petition);
		return;
	}
	if (count.held != e->signatories)
		bad(n, "%lld signatories, the journal says %lld", (long long)count.held,
			(long long)e->signatories);
	if (exhibits != e->exhibits)
		bad(n, "%lld exhibits, the journal says %lld", (long long)exhibits,
			(long long)e->exhibits);
	if (strcmp(record_show(&petition, "notes"), e->notes) != 0)
		bad(n, "the notes are '%s', the journal says '%s'", record_show(&petition, "notes"),
			e->notes);
	count_free(&count);
	record_free(&petition);
}

/* What one change makes stands together: nothing of it without the rest. */
static void check_whole(const char *path, const struct expected *e, int *n)
{
	const struct {
		const char *what, *sql;
		int64_t expected;
	} all[] = {
		{ "exhibits without an entry of custody",
			"SELECT count(*) FROM exhibit x WHERE sha256 IS NOT NULL AND NOT EXISTS "
			"(SELECT 1 FROM custody c WHERE c.exhibit = x.id)",
			0 },
		{ "files of a folder, and what was attached",
			"SELECT count(*) FROM exhibit WHERE path IS NOT NULL",
			e->folders * (KILL_FILES + 1) },
		{ "attachments below their message",
			"SELECT count(*) FROM exhibit a JOIN exhibit m ON m.id = a.parent "
			"WHERE m.mime = 'message/rfc822'",
			e->folders },
		{ "redacted versions",
			"SELECT count(*) FROM exhibit WHERE redaction_of IS NOT NULL",
			e->redacted },
		{ "redacted versions whose original is not sealed",
			"SELECT count(*) FROM exhibit x JOIN exhibit o ON o.id = x.redaction_of "
			"WHERE o.level <> 'sealed'",
			0 },
		{ "burnt bytes without their tie",
			"SELECT count(*) FROM exhibit WHERE mime = 'image/png' AND redaction_of IS "
			"NULL",
			0 },
		{ "stamps", "SELECT count(*) FROM stamp WHERE state = 'trusted'", e->stamped },
		{ "stamps whose answer or certificates are not there",
			"SELECT count(*) FROM stamp s WHERE state = 'trusted' AND (NOT EXISTS "
			"(SELECT 1 FROM blob b WHERE b.sha256 = s.reply) OR NOT EXISTS "
			"(SELECT 1 FROM blob b WHERE b.sha256 = s.ca))",
			0 },
		{ "stamped exhibits that say so",
			"SELECT count(*) FROM stamp s WHERE state = 'trusted' AND EXISTS (SELECT 1 "
			"FROM custody c WHERE c.exhibit = s.exhibit AND c.event = 'timestamped')",
			e->stamped },
		{ "contacts", "SELECT count(*) FROM contact", e->contacts },
	};
	sqlite3 *raw = NULL;

	if (sqlite3_open_v2(path, &raw, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		bad(n, "cannot be opened: %s", sqlite3_errmsg(raw));
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		sqlite3_stmt *s = NULL;
		int64_t found = -1;

		if (sqlite3_prepare_v2(raw, all[i].sql, -1, &s, NULL) == SQLITE_OK &&
			sqlite3_step(s) == SQLITE_ROW)
			found = sqlite3_column_int64(s, 0);
		if (found != all[i].expected)
			bad(n, "%s: %lld, not %lld", all[i].what, (long long)found,
				(long long)all[i].expected);
		sqlite3_finalize(s);
	}
	sqlite3_close(raw);
}

int kill_check(const struct kill_site *site, const struct kill_known *known)
{
	struct expected e = { .last = 0 };
	struct db *db = NULL;
	int64_t wrong = 0;
	int n = 0;

	check_file(site->file, &n);
	if (db_open(site->file, DB_OPEN, &db) != ST_OK) {
		bad(&n, "cannot be opened: %s", db_error(db));
		db_close(db);
		return n;
	}
	read_journal(db, &e, &n);
	if (e.last < known->seq)
		bad(&n, "entry %lld was acknowledged, the journal ends with %lld",
			(long long)known->seq, (long long)e.last);
	if (journal_verify(db, known->seq ? known->hash : NULL, found, NULL, &wrong) != ST_OK ||
		wrong > 0)
		bad(&n, "the chain is broken: %s", db_error(db));
	if (exhibit_verify(db, 0, found, NULL, &wrong, NULL) != ST_OK || wrong > 0)
		bad(&n, "an exhibit is damaged: %s", db_error(db));
	check_state(db, &e, &n);
	db_close(db);
	check_whole(site->file, &e, &n);
	return n;
}
