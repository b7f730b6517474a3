/* For tests of the import of signatories: a petition, and a file to be imported. */
#ifndef AMPARO_TESTS_IMPORT_HELP_H
#define AMPARO_TESTS_IMPORT_HELP_H

#include "import/signatories.h"
#include "model/record.h"
#include "tests/unit/model_help.h"

#define HEADER "Name,Email,City,Postcode,Country,Signed On,Confirmed,Consent\n"

struct at {
	struct db *db;
	char *folder;
	char *path;    /* of the file that is imported */
	char *rejects; /* of the one for refused rows */
	int64_t petition;
};

static inline int64_t add(
	struct db *db, enum entity_id entity, const char *ref, const char *in, int64_t id)
{
	struct change *c = NULL;
	struct record r;
	int64_t made;

	record_init(&r, entity);
	record_put(&r, "ref", ref);
	record_put(&r, "title", ref);
	if (in)
		must(db, record_set_num(db, &r, in, id));
	must(db, change_begin(db, &c, "add %s", ref));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	made = r.id;
	record_free(&r);
	return made;
}

static inline int set_up(void **state)
{
	struct at *at = calloc(1, sizeof(*at));
	int64_t id;

	setenv("AMPARO_DEVICE", "7", 1);
	setenv("AMPARO_WHO", "Noa", 1);
	if (!at || db_open(NULL, DB_MEMORY, &at->db))
		return -1;
	at->folder = folder_make();
	at->path = folder_path(at->folder, "names.csv");
	at->rejects = folder_path(at->folder, "rejects.csv");
	id = add(at->db, ENTITY_CASE, "c", NULL, 0);
	at->petition = add(at->db, ENTITY_PETITION, "p", "case", id);
	*state = at;
	return 0;
}

static inline int tear_down(void **state)
{
	struct at *at = *state;

	db_close(at->db);
	folder_remove(at->folder);
	free(at->path);
	free(at->rejects);
	free(at);
	return 0;
}

#define IMPORT_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static inline void put_text(struct at *at, const char *text)
{
	file_write(at->path, text, strlen(text));
}

/* Imports what is in the file now. */
static inline void import(struct at *at, struct import_plan *plan)
{
	struct import_options o = {
		.petition = at->petition, .path = at->path, .samples = PLAN_SAMPLES_MAX
	};

	must(at->db, import_signatories(at->db, &o, plan));
}

static inline void import_text(struct at *at, const char *text)
{
	struct import_plan plan;

	put_text(at, text);
	import(at, &plan);
	import_plan_free(&plan);
}

#endif
