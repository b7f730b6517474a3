/*
 * For tests of the bundle: a case in memory with one of everything, its bundle written and read
 * back.
 */
#ifndef AMPARO_TESTS_BUNDLE_HELP_H
#define AMPARO_TESTS_BUNDLE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <ftw.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/bundle.h"
#include "export/docbook.h"
#include "model/exhibit.h"
#include "model/query.h"
#include "model/signatory.h"
#include "tests/unit/record_help.h"
#include "tests/unit/xml_help.h"

struct fixture {
	char dir[64];  /* a folder of the test's own */
	char out[128]; /* where the bundle goes, inside it */
	struct db *db;
	int64_t petition;
	xmlRelaxNG *schema;
	xmlDoc *doc; /* of the bundle read last */
	struct str text;
	enum roll_form form; /* of its annex */
	struct bundle_summary summary;
};

/* ---- help ---- */

static inline int remove_one(const char *path, const struct stat *s, int type, struct FTW *where)
{
	(void)s;
	(void)type;
	(void)where;
	return remove(path);
}

static inline void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static inline char *read_whole(const char *path)
{
	struct str text = STR_INIT;
	FILE *file = fopen(path, "r");
	char buffer[4096];
	size_t n;

	assert_non_null(file);
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		str_add_n(&text, buffer, n);
	fclose(file);
	return str_detach(&text);
}

static inline int64_t put_exhibit(
	struct fixture *f, const char *ref, const char *title, const char *mark, const char *bytes)
{
	struct change *c = NULL;
	struct record r;
	char path[128];
	int64_t id;

	snprintf(path, sizeof(path), "%s/source.txt", f->dir);
	write_file(path, bytes);
	record_init(&r, ENTITY_EXHIBIT);
	must(f->db, record_set_name(f->db, &r, "case", "mexico"));
	must(f->db, record_set_name(f->db, &r, "ref", ref));
	must(f->db, record_set_name(f->db, &r, "title", title));
	must(f->db, record_set_name(f->db, &r, "mark", mark));
	must(f->db, record_set_name(f->db, &r, "pages", "3"));
	must(f->db, change_begin(f->db, &c, "test"));
	must(f->db, exhibit_add(c, &r, path));
	must(f->db, change_commit(c));
	id = r.id;
	record_free(&r);
	unlink(path);
	return id;
}

static inline void put_signatories(struct fixture *f, int n, const char *consent)
{
	struct change *c = NULL;
	struct signatory_writer *w = NULL;

	must(f->db, change_begin(f->db, &c, "test"));
	must(f->db, signatory_writer_open(c, f->petition, 0, n, &w));
	for (int i = 0; i < n; i++) {
		char name[64];
		struct signatory s = { .country = { "IL", 2 }, .signed_on = { "2020-07-17", 10 } };

		snprintf(name, sizeof(name), "%s person %d", consent, i);
		s.name = (struct slice){ name, strlen(name) };
		s.consent = (struct slice){ consent, strlen(consent) };
		must(f->db, signatory_write(w, &s));
	}
	must(f->db, signatory_writer_close(w));
	must(f->db, change_commit(c));
}

static inline void forget(struct fixture *f)
{
	xmlFreeDoc(f->doc);
	f->doc = NULL;
	str_free(&f->text);
}

static inline enum status try_bundle(struct fixture *f)
{
	struct bundle_options o = {
		.petition = f->petition, .dir = f->out, .signatories = f->form
	};

	bundle_summary_free(&f->summary);
	return bundle_write(f->db, &o, &f->summary);
}

/* Writes the bundle, and reads it: it must be valid. */
static inline void bundle(struct fixture *f)
{
	char path[192];
	char *text;

	must(f->db, try_bundle(f));
	forget(f);
	snprintf(path, sizeof(path), "%s/bundle.xml", f->out);
	text = read_whole(path);
	str_add(&f->text, text);
	free(text);
	assert_true(xml_valid(f->schema, &f->text));
	f->doc = xml_read(&f->text);
	assert_non_null(f->doc);
}

static inline xmlXPathObject *find(struct fixture *f, const char *path)
{
	xmlXPathContext *c = xmlXPathNewContext(f->doc);
	xmlXPathObject *found;

	xmlXPathRegisterNs(c, BAD_CAST "d", BAD_CAST DOCBOOK_NS);
	xmlXPathRegisterNs(c, BAD_CAST "x", BAD_CAST DOCBOOK_XLINK);
	found = xmlXPathEval(BAD_CAST path, c);
	assert_non_null(found);
	xmlXPathFreeContext(c);
	return found;
}

static inline void assert_count(struct fixture *f, const char *path, int n)
{
	xmlXPathObject *found = find(f, path);
	int got = found->nodesetval ? found->nodesetval->nodeNr : 0;

	if (got != n)
		fail_msg("%s: %d, not %d\n%s", path, got, n, str_text(&f->text));
	xmlXPathFreeObject(found);
}

static inline void assert_value(struct fixture *f, const char *path, const char *value)
{
	xmlXPathObject *found = find(f, path);
	xmlChar *got = xmlXPathCastToString(found);

	if (strcmp((const char *)got, value) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", path, got, value);
	xmlFree(got);
	xmlXPathFreeObject(found);
}

static inline void assert_absent(struct fixture *f, const char *words)
{
	if (strstr(str_text(&f->text), words))
		fail_msg("\"%s\" stands in the bundle", words);
}

static inline void assert_present(struct fixture *f, const char *words)
{
	if (!strstr(str_text(&f->text), words))
		fail_msg("\"%s\" does not stand in the bundle: %s", words, str_text(&f->text));
}

static inline int entries(const char *path)
{
	DIR *d = opendir(path);
	int n = -2; /* . and .. */

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

/* ---- the case that all tests begin with ---- */

static inline void put_people(struct db *db)
{
	put(db, ENTITY_CONTACT, "ref", "mack", "name", "Eitay Mack", "country", "IL", "email",
		"office@example.org", NULL);
	put(db, ENTITY_CONTACT, "ref", "ministry", "name", "Ministry of Defense", "kind",
		"state_body", NULL);
	put(db, ENTITY_CONTACT, "ref", "omar", "name", "Omar Radi", "pseudonym", "Journalist A",
		"email", "omar@example.org", NULL);
	put(db, ENTITY_PARTY, "ref", "p1", "case", "mexico", "contact", "omar", "role",
		"petitioner", "title", "who was spied on", NULL);
	put(db, ENTITY_PARTY, "ref", "p2", "case", "mexico", "contact", "mack", "role", "counsel",
		NULL);
	put(db, ENTITY_PARTY, "ref", "p3", "case", "mexico", "contact", "ministry", "role",
		"respondent", NULL);
}

static inline void put_letter(struct db *db)
{
	put(db, ENTITY_LETTER, "ref", "letter", "title", "Letter to the Ministry", "case", "mexico",
		"dated", "2020-07", NULL);
	put(db, ENTITY_VERSION, "ref", "v1", "letter", "letter", "number", "1", "text",
		"An older text", NULL);
	put(db, ENTITY_VERSION, "ref", "v2", "letter", "letter", "number", "2", "text",
		"## Demand\n\nStop. See [the report](exhibit:report).", NULL);
	put(db, ENTITY_RECIPIENT, "ref", "r1", "letter", "letter", "contact", "ministry", NULL);
	put(db, ENTITY_COSIGNER, "ref", "s1", "letter", "letter", "contact", "omar", "capacity",
		"independent_expert", "state", "confirmed", "position", "2", NULL);
	put(db, ENTITY_COSIGNER, "ref", "s2", "letter", "letter", "contact", "mack", "capacity",
		"organisation", "state", "confirmed", "position", "1", NULL);
	put(db, ENTITY_COSIGNER, "ref", "s3", "letter", "letter", "contact", "ministry", "state",
		"declined", NULL);
}

static inline int open_case(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct db *db;

	snprintf(f->dir, sizeof(f->dir), "/tmp/amparo-bundle-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->out, sizeof(f->out), "%s/out", f->dir);
	f->schema = xml_schema();
	assert_int_equal(db_open(NULL, DB_MEMORY, &f->db), ST_OK);
	db = f->db;
	put(db, ENTITY_CASE, "ref", "mexico", "title", "NSO in Mexico", NULL);
	put_people(db);
	put_exhibit(f, "report", "Forensic report", "P/10", "bytes of the report\n");
	put_exhibit(f, "card", "Press card", "P/2", "bytes of the card\n");
	put(db, ENTITY_AUTHORITY, "ref", "law", "title", "Defense Export Control Law", NULL);
	put(db, ENTITY_AUTHORITY, "ref", "other", "title", "A law nobody cites", NULL);
	put(db, ENTITY_AUTHORITY, "ref", "treaty", "title", "The Covenant", "kind", "treaty", NULL);
	f->petition = put(db, ENTITY_PETITION, "ref", "pet", "title", "Petition to revoke", "case",
		"mexico", "docket", "HCJ 1/20", "status", "filed", "filed", "2020-01-15", "relief",
		"1. Revoke\n2. Publish", "text",
		"## Facts\n\nSee [the report](exhibit:report) and "
		"[s 9](authority:law).\n\n[Omar](contact:omar) says [so](exhibit:nowhere).",
		NULL);
	put(db, ENTITY_LINK, "ref", "l1", "from", "petition:pet", "to", "authority:treaty", NULL);
	put(db, ENTITY_CLAIM, "ref", "c1", "title", "It was used", "petition", "pet", "answer",
		"Never", NULL);
	put(db, ENTITY_PROOF, "ref", "pr1", "claim", "c1", "exhibit", "report", "pages", "2-3",
		NULL);
	put(db, ENTITY_EVENT, "ref", "late", "title", "Later", "case", "mexico", "date", "2019-05",
		NULL);
	put(db, ENTITY_EVENT, "ref", "none", "title", "Undated", "case", "mexico", NULL);
	put(db, ENTITY_EVENT, "ref", "early", "title", "Earlier", "case", "mexico", "date",
		"2019-04-02~", "source", "report", NULL);
	put(db, ENTITY_RULING, "ref", "rul", "title", "Ruling", "case", "mexico", "court",
		"Supreme Court", "date", "2020-07-12", "judges", "A; B", "outcome", "dismissed",
		"holding", "No proof.", "quote", "Their words", NULL);
	put(db, ENTITY_DECISION, "ref", "d1", "ruling", "rul", "petition", "pet", NULL);
	put_letter(db);
	*state = f;
	return 0;
}

static inline int close_case(void **state)
{
	struct fixture *f = *state;

	forget(f);
	bundle_summary_free(&f->summary);
	db_close(f->db);
	xmlRelaxNGFree(f->schema);
	nftw(f->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

#endif
