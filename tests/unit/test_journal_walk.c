#include "config.h"

#include "model/journal.h"

#include "tests/unit/replay_help.h"
#include "tests/unit/seed.h"

/* Any changes in any order, undone and put back in any order. */

#define STEPS 40

/* What the file held after each change that stands, and what each was called. */
struct past {
	char *dumps[STEPS + 1];
	char labels[STEPS + 1][24];
	int at, top; /* the one that holds; the last that redo can reach */
};

static int64_t random_row(struct db *db, struct chance *chance, const struct entity *e)
{
	struct str sql = STR_INIT;
	int64_t id;

	str_addf(&sql, "SELECT coalesce((SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET %u), 0)",
		e->name, chance_below(chance, 3));
	id = raw_number(db, str_text(&sql));
	str_free(&sql);
	return id;
}

/* Adds, edits or removes some record of some kind. False: it was refused. */
static bool random_deed(struct change *c, struct chance *chance)
{
	struct db *db = change_db(c);
	const struct entity *e = entity_get((enum entity_id)chance_below(chance, ENTITY_COUNT));
	int64_t id = chance_below(chance, 3) ? random_row(db, chance, e) : 0;
	unsigned n = chance_below(chance, 1000000);
	struct record r;
	enum status st;

	if (id && chance_below(chance, 3) == 0)
		return record_remove(c, e->id, id, chance_below(chance, 2)) == ST_OK;
	if (id)
		must(db, record_load(db, e->id, id, &r));
	else
		record_init(&r, e->id);
	sample_fill(db, &r, n, chance_below(chance, 2));
	st = record_save(c, &r);
	record_free(&r);
	return st == ST_OK;
}

/* Answers whether it was a change at all. */
static bool random_change(struct db *db, struct chance *chance, const char *label)
{
	int64_t entries = raw_number(db, "SELECT count(*) FROM journal");
	unsigned deeds = 1 + chance_below(chance, 3);
	struct change *c = NULL;
	bool good = true;

	must(db, change_begin(db, &c, "%s", label));
	while (deeds-- && good)
		good = random_deed(c, chance);
	if (good)
		must(db, change_commit(c));
	else
		change_cancel(c);
	return raw_number(db, "SELECT count(*) FROM journal") > entries;
}

static void change_once(struct db *db, struct chance *chance, struct past *p, int step)
{
	char label[24];

	snprintf(label, sizeof(label), "step %d", step);
	if (!random_change(db, chance, label)) {
		assert_dump(db, p->dumps[p->at]);
		return;
	}
	while (p->top > p->at)
		free(p->dumps[p->top--]);
	p->at = ++p->top;
	p->dumps[p->at] = dump(db);
	memcpy(p->labels[p->at], label, sizeof(label));
}

static void walk_back(struct db *db, struct past *p)
{
	if (p->at) {
		undo(db, p->labels[p->at]);
		p->at--;
	} else {
		assert_nothing_left(db, true);
	}
	assert_dump(db, p->dumps[p->at]);
}

static void walk_forth(struct db *db, struct past *p)
{
	if (p->at < p->top) {
		p->at++;
		redo(db, p->labels[p->at]);
	} else {
		assert_nothing_left(db, false);
	}
	assert_dump(db, p->dumps[p->at]);
}

static void walk_to_both_ends(struct db *db, struct past *p)
{
	while (p->at)
		walk_back(db, p);
	walk_back(db, p);
	assert_verifies(db);
	while (p->at < p->top)
		walk_forth(db, p);
	assert_verifies(db);
}

/* The file is closed and opened again on the way: what was done is in it and nowhere else. */
static void journal__walks_through_any_past(void **state)
{
	struct chance chance = chance_open("journal");
	char *folder = folder_make(), *path = folder_path(folder, "c.amparo");
	struct past p = { .at = 0 };
	struct db *db = file_open(path, DB_CREATE);

	(void)state;
	setenv("AMPARO_DEVICE", "7", 1);
	p.dumps[0] = dump(db);
	for (int step = 1; step <= STEPS; step++) {
		switch (chance_below(&chance, 6)) {
		case 0:
			walk_back(db, &p);
			break;
		case 1:
			walk_forth(db, &p);
			break;
		case 2:
			db_close(db);
			db = file_open(path, DB_OPEN);
			assert_dump(db, p.dumps[p.at]);
			break;
		default:
			change_once(db, &chance, &p, step);
		}
	}
	walk_to_both_ends(db, &p);
	db_close(db);
	while (p.top >= 0)
		free(p.dumps[p.top--]);
	folder_remove(folder);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(journal__walks_through_any_past),
		cmocka_unit_test(journal__walks_through_any_past),
		cmocka_unit_test(journal__walks_through_any_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
