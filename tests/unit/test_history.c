#include "config.h"

#include "model/history.h"

#include "model/history_internal.h"
#include "tests/unit/history_help.h"
#include "tests/unit/seed.h"

static void write_event(const struct history_event *e, struct str *out)
{
	static const char *const kinds[] = { "do", "undo", "redo" };

	str_addf(out, "%lld %s ", (long long)e->entry.seq, kinds[e->entry.kind]);
	write_change(&e->change, out);
	str_add_c(out, '\n');
}

static char *history_text(struct db *db, enum entity_id entity, int64_t id)
{
	struct history *h = NULL;
	struct history_event e;
	struct str out = STR_INIT;
	enum status st;

	must(db, history_open(db, entity, id, &h));
	while ((st = history_next(h, &e)) == ST_OK) {
		write_event(&e, &out);
		history_event_free(&e);
	}
	assert_int_equal(st, ST_END);
	assert_int_equal(history_next(h, &e), ST_END);
	history_close(h);
	return str_detach(&out);
}

static void assert_history(
	struct db *db, enum entity_id entity, int64_t id, const char *const *lines)
{
	char *found = history_text(db, entity, id);
	char *at = found;

	for (; *lines; lines++) {
		char *end = strchr(at, '\n');

		if (!end)
			fail_msg("expected \"%s\" in\n%s", *lines, found);
		*end = '\0';
		assert_string_equal(at, *lines);
		at = end + 1;
	}
	assert_string_equal(at, "");
	free(found);
}

#define ASSERT_HISTORY(db, entity, id, ...)                                                        \
	assert_history(db, entity, id, (const char *const[]){ __VA_ARGS__, NULL })

/* ---- one record ---- */

static void history__tells_what_field_from_what_to_what(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	put(db, ENTITY_CASE, "ref", "d", "title", "Another", NULL);
	set(db, ENTITY_CASE, id, "title", "Two");
	set(db, ENTITY_CASE, id, "status", "closed");
	set(db, ENTITY_CASE, id, "summary", "Long\n\ntext");
	ASSERT_HISTORY(db, ENTITY_CASE, id, "5 do changed summary:  > Long", "", "text;",
		"4 do changed status: open > closed;", "3 do changed title: One > Two;",
		"1 do added ref:  > c; title:  > One; status:  > open; level:  > filed;");
}

static void history__knows_undo_and_redo(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	undo(db);
	ASSERT_HISTORY(db, ENTITY_CASE, id, "3 undo changed title: Two > One;",
		"2 do changed title: One > Two;",
		"1 do added ref:  > c; title:  > One; status:  > open; level:  > filed;");
	undo(db);
	redo(db);
	redo(db);
	set(db, ENTITY_CASE, id, "title", "Three");
	undo(db);
	set(db, ENTITY_CASE, id, "title", "Four");
	ASSERT_HISTORY(db, ENTITY_CASE, id, "9 do changed title: Two > Four;",
		"8 undo changed title: Three > Two;", "7 do changed title: Two > Three;",
		"6 redo changed title: One > Two;",
		"5 redo back ref:  > c; title:  > One; status:  > open; level:  > filed;",
		"4 undo removed ref: c > ; title: One > ; status: open > ; level: filed > ;",
		"3 undo changed title: Two > One;", "2 do changed title: One > Two;",
		"1 do added ref:  > c; title:  > One; status:  > open; level:  > filed;");
}

static void history__knows_what_was_removed_and_came_back(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	struct history *h = NULL;

	take_out(db, ENTITY_CASE, id);
	assert_int_equal(history_open(db, ENTITY_CASE, id, &h), ST_NOTFOUND);
	assert_null(h);
	undo(db);
	ASSERT_HISTORY(db, ENTITY_CASE, id,
		"3 undo back ref:  > c; title:  > One; status:  > open; level:  > filed;",
		"2 do removed ref: c > ; title: One > ; status: open > ; level: filed > ;",
		"1 do added ref:  > c; title:  > One; status:  > open; level:  > filed;");
}

static void history__calls_references_by_ref_also_when_they_are_gone(void **state)
{
	struct db *db = *state;
	int64_t noa = put(db, ENTITY_CONTACT, "name", "Noa Cohen", NULL);
	int64_t dan = put(db, ENTITY_CONTACT, "name", "Dan Levi", NULL);
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	put(db, ENTITY_LINK, "from", "case:c", "to", "contact:noa-cohen", NULL);
	for (int i = 0; i < 20; i++)
		put(db, ENTITY_CONTACT, "name", "Somebody", NULL);
	set(db, ENTITY_CASE, id, "lead", "noa-cohen");
	set(db, ENTITY_CASE, id, "lead", "dan-levi");
	set(db, ENTITY_CASE, id, "lead", NULL);
	take_out(db, ENTITY_CONTACT, noa);
	ASSERT_HISTORY(db, ENTITY_CASE, id, "27 do changed lead: dan-levi > ;",
		"26 do changed lead: noa-cohen (removed) > dan-levi;",
		"25 do changed lead:  > noa-cohen (removed);",
		"3 do added ref:  > c; title:  > One; status:  > open; level:  > filed;");
	(void)dan;
}

/* Both columns of such a field are one value. */
static void history__reads_links_whole(void **state)
{
	struct db *db = *state;
	int64_t id;

	put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "d", "title", "Two", NULL);
	put(db, ENTITY_CONTACT, "ref", "noa", "name", "Noa", NULL);
	id = put(db, ENTITY_LINK, "ref", "l", "from", "case:c", "to", "case:d", NULL);
	set(db, ENTITY_LINK, id, "to", "contact:noa");
	set(db, ENTITY_LINK, id, "from", "case:d");
	ASSERT_HISTORY(db, ENTITY_LINK, id, "6 do changed from: case:c > case:d;",
		"5 do changed to: case:d > contact:noa;",
		"4 do added ref:  > l; from:  > case:c; word:  > cites; to:  > case:d; "
		"level:  > filed;");
}

/* ---- any sequence ---- */

#define RECORDS 6
#define STEPS 400

/* What the history of each record must be, kept beside. */
struct shadow {
	int64_t ids[RECORDS];
	char *titles[RECORDS]; /* NULL: it is not there */
	struct str expected[RECORDS];
	bool known[RECORDS]; /* it was there before */
};

static char *title_now(struct db *db, int64_t id)
{
	struct record r = { 0 };
	char *title = NULL;

	if (id && record_load(db, ENTITY_CASE, id, &r) == ST_OK)
		title = mem_text(record_get(&r, "title"));
	record_free(&r);
	return title;
}

static void observe(struct db *db, struct shadow *s)
{
	long long seq = raw_number(db, "SELECT coalesce(max(seq), 0) FROM journal");

	for (int i = 0; i < RECORDS; i++) {
		char *now = title_now(db, s->ids[i]), *before = s->titles[i];
		struct str line = STR_INIT;

		if (now && before && strcmp(now, before) != 0)
			str_addf(&line, "%lld changed %s > %s\n", seq, before, now);
		else if (now && !before)
			str_addf(
				&line, "%lld %s  > %s\n", seq, s->known[i] ? "back" : "added", now);
		else if (!now && before)
			str_addf(&line, "%lld removed %s > \n", seq, before);
		s->known[i] = s->known[i] || now;
		/* The newest first. */
		str_add(&line, str_text(&s->expected[i]));
		str_free(&s->expected[i]);
		s->expected[i] = line;
		free(before);
		s->titles[i] = now;
	}
}

static void assert_shadow(struct db *db, struct shadow *s)
{
	static const char *const acts[] = { "added", "changed", "removed", "back" };

	for (int i = 0; i < RECORDS; i++) {
		struct history *h = NULL;
		struct history_event e;
		struct str found = STR_INIT;

		if (!s->titles[i])
			continue;
		must(db, history_open(db, ENTITY_CASE, s->ids[i], &h));
		while (history_next(h, &e) == ST_OK) {
			str_addf(&found, "%lld %s %s > %s\n", (long long)e.entry.seq,
				acts[e.change.act], record_show(&e.change.before, "title"),
				record_show(&e.change.after, "title"));
			assert_string_equal(e.change.label,
				s->titles[i] && e.change.act == HISTORY_CHANGED ? s->titles[i]
										: e.change.label);
			history_event_free(&e);
		}
		assert_string_equal(str_text(&found), str_text(&s->expected[i]));
		history_close(h);
		str_free(&found);
	}
}

static void do_something(struct db *db, struct shadow *s, struct chance *chance, int step)
{
	int i = (int)chance_below(chance, RECORDS);
	char *label = NULL;
	struct str title = STR_INIT;

	str_addf(&title, "Title %d", step);
	switch (chance_below(chance, 6)) {
	case 0:
	case 1:
		(void)!journal_undo(db, &label);
		break;
	case 2:
		(void)!journal_redo(db, &label);
		break;
	case 3:
		if (s->titles[i] && chance_below(chance, 3) == 0)
			take_out(db, ENTITY_CASE, s->ids[i]);
		break;
	default:
		if (s->titles[i])
			set(db, ENTITY_CASE, s->ids[i], "title", str_text(&title));
		else if (!s->known[i])
			s->ids[i] = put(db, ENTITY_CASE, "title", str_text(&title), NULL);
	}
	free(label);
	str_free(&title);
}

static void history__is_true_after_any_sequence(void **state)
{
	struct db *db = *state;
	struct chance chance = chance_open("history");
	struct shadow s = { 0 };

	for (int step = 0; step < STEPS; step++) {
		do_something(db, &s, &chance, step);
		observe(db, &s);
		if (step % 50 == 49)
			assert_shadow(db, &s);
	}
	for (int i = 0; i < RECORDS; i++) {
		free(s.titles[i]);
		str_free(&s.expected[i]);
	}
}

static bool now_and_then(void *arg)
{
	int *asked = arg;

	return ++*asked % 2 == 1;
}

static void history__finds_one_row_of_an_import(void **state)
{
	struct db *db = *state;
	int64_t petition, first = import(db, &petition);
	static const int places[] = { 0, 1, 16383, 16384, 16385, 32768, BULK - 1 };

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct history_event e;

		must(db, history_read(db, ENTITY_SIGNATORY, first + places[i], 3, &e));
		assert_int_equal(e.change.act, HISTORY_ADDED);
		assert_int_equal(e.change.after.id, first + places[i]);
		assert_string_equal(record_get(&e.change.after, "petition"), "p");
		assert_int_equal(atoi(record_get(&e.change.after, "name") + 5), places[i]);
		history_event_free(&e);
	}
	set(db, ENTITY_SIGNATORY, first + 20000, "city", "Haifa");
	undo(db);
	undo(db);
	redo(db);
	ASSERT_HISTORY(db, ENTITY_SIGNATORY, first + 20000,
		"7 redo back ref:  > s20003; petition:  > p; name:  > Name 20000; country:  > IL; "
		"state:  > valid; consent:  > private; level:  > filed;",
		"6 undo removed ref: s20003 > ; petition: p > ; name: Name 20000 > ; "
		"country: IL > ; state: valid > ; consent: private > ; level: filed > ;",
		"5 undo changed city: Haifa > ;", "4 do changed city:  > Haifa;",
		"3 do added ref:  > s20003; petition:  > p; name:  > Name 20000; country:  > IL; "
		"state:  > valid; consent:  > private; level:  > filed;");
}

/* Rows that a change of many wrote stand in no order within a part. */
static void history__finds_one_row_of_a_change_of_many(void **state)
{
	struct db *db = *state;
	int64_t petition, first = import(db, &petition);
	struct change *c = NULL;

	must(db, change_begin(db, &c, "many"));
	for (int i = 0; i < BULK; i++) {
		struct record r;

		if (i % 10 == 1)
			continue;
		must(db, record_load(db, ENTITY_SIGNATORY, first + i, &r));
		record_put(&r, "city", "Haifa");
		must(db, record_save(c, &r));
		must(db, change_flush(c));
		record_free(&r);
	}
	must(db, change_commit(c));
	assert_true(raw_number(db, "SELECT count(*) FROM journal_part WHERE journal = 4") > 2);
	for (int i = 0; i < BULK; i += 1700) {
		struct history_event e;

		must(db, history_read(db, ENTITY_SIGNATORY, first + i, 4, &e));
		assert_int_equal(e.change.id, first + i);
		assert_string_equal(record_get(&e.change.after, "city"), "Haifa");
		assert_int_equal(e.change.before.version, 3);
		history_event_free(&e);
		assert_int_equal(
			history_read(db, ENTITY_SIGNATORY, first + i + 1, 4, &e), ST_NOTFOUND);
	}
}

/* The record was written twice in one entry: that is one change. */
static void history__joins_what_an_entry_wrote_twice(void **state)
{
	struct db *db = *state;
	int64_t petition;

	import(db, &petition);
	ASSERT_HISTORY(db, ENTITY_PETITION, petition,
		"3 do changed status: draft > open; target:  > 2000;",
		"2 do added ref:  > p; title:  > Petition; case:  > c; kind:  > court; "
		"status:  > draft; level:  > filed;");
}

static void history__stops_and_goes_on(void **state)
{
	struct db *db = *state;
	int64_t petition;
	struct history *h = NULL;
	struct history_event e;
	int asked = 0, stopped = 0, events = 0;
	enum status st;

	import(db, &petition);
	must(db, history_open(db, ENTITY_PETITION, petition, &h));
	db_set_interrupt(db, now_and_then, &asked);
	while ((st = history_next(h, &e)) != ST_END) {
		stopped += st == ST_STOPPED;
		events += st == ST_OK;
		assert_true(st == ST_OK || st == ST_STOPPED);
		history_event_free(&e);
	}
	db_set_interrupt(db, NULL, NULL);
	assert_int_equal(events, 2);
	assert_true(stopped > 2);
	history_close(h);
}

/* ---- damage ---- */

static void history__says_what_is_damaged(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	struct history_event e;

	raw(db, "UPDATE journal_part SET bytes = x'0102'");
	assert_refused(db, history_read(db, ENTITY_CASE, id, 1, &e), ST_CONFLICT, "damaged");
	raw(db, "DELETE FROM journal_part");
	assert_int_equal(history_read(db, ENTITY_CASE, id, 1, &e), ST_NOTFOUND);
	assert_int_equal(history_read(db, ENTITY_CASE, id, 9, &e), ST_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(history__tells_what_field_from_what_to_what),
		MODEL_TEST(history__knows_undo_and_redo),
		MODEL_TEST(history__knows_what_was_removed_and_came_back),
		MODEL_TEST(history__calls_references_by_ref_also_when_they_are_gone),
		MODEL_TEST(history__reads_links_whole),
		MODEL_TEST(history__is_true_after_any_sequence),
		MODEL_TEST(history__finds_one_row_of_an_import),
		MODEL_TEST(history__finds_one_row_of_a_change_of_many),
		MODEL_TEST(history__joins_what_an_entry_wrote_twice),
		MODEL_TEST(history__stops_and_goes_on),
		MODEL_TEST(history__says_what_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
