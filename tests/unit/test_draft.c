#include "config.h"

#include "tui/draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "model/mem.h"

static void draft_read__gives_back_what_was_written(void **state)
{
	struct draft d = { .entity = entity_get(ENTITY_PARTY),
		.id = 77,
		.version = 5,
		.owner = ENTITY_CASE,
		.owner_id = 12,
		.at = entity_field(entity_get(ENTITY_PARTY), "from"),
		.pid = 123,
		.when = "2026-11-20T10:42:00Z" };
	struct draft_field *f = draft_add(&d, entity_field(d.entity, "contact"));
	struct draft again;
	struct str text = STR_INIT, twice = STR_INIT;

	(void)state;
	f->typed = mem_text("noa-cohen");
	f->picked = (struct subject){ ENTITY_CONTACT, 9 };
	f->was.text = mem_text("eitay-mack");
	f->was.num = 8;
	f = draft_add(&d, entity_field(d.entity, "notes"));
	f->typed = mem_text("one line\nand \\n another\nfield title\n\ttyped שלום ");
	draft_write(&d, &text);
	assert_true(draft_read(str_text(&text), &again));
	assert_int_equal(again.id, 77);
	assert_int_equal(again.version, 5);
	assert_int_equal(again.owner, ENTITY_CASE);
	assert_int_equal(again.owner_id, 12);
	assert_int_equal(again.at, d.at);
	assert_string_equal(again.when, d.when);
	assert_int_equal(again.n, 2);
	assert_int_equal(again.fields[0].picked.entity, ENTITY_CONTACT);
	assert_int_equal(again.fields[0].picked.id, 9);
	assert_string_equal(again.fields[0].was.text, "eitay-mack");
	assert_int_equal(again.fields[0].was.num, 8);
	assert_string_equal(again.fields[1].typed, d.fields[1].typed);
	assert_null(again.fields[1].was.text);
	draft_write(&again, &twice);
	assert_string_equal(str_text(&text), str_text(&twice));
	draft_free(&again);
	draft_free(&d);
	str_free(&text);
	str_free(&twice);
}

static void draft_read__takes_nothing_else(void **state)
{
	static const char *const texts[] = { "", "amparo draft 2\nentity party\n",
		"amparo draft 1\n", "amparo draft 1\nentity ghost\n",
		"amparo draft 1\nid 5\nentity party\n",
		"amparo draft 1\nentity party\nfield ghost\ntyped x\n",
		"amparo draft 1\nentity party\ncolour red\n",
		"amparo draft 1\nentity party\nfield title\nid 5\n",
		"amparo draft 1\nentity party\nalone\n" };
	struct draft d;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (draft_read(texts[i], &d))
			fail_msg("taken: %s", texts[i]);
}

static void draft_is_open_elsewhere__knows_its_own_program(void **state)
{
	struct draft d = { .pid = (long)getpid() };

	(void)state;
	assert_false(draft_is_open_elsewhere(&d));
	/* Another program, though it runs. */
	d.pid = (long)getppid();
	assert_false(draft_is_open_elsewhere(&d));
	d.pid = 0;
	assert_false(draft_is_open_elsewhere(&d));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draft_read__gives_back_what_was_written),
		cmocka_unit_test(draft_read__takes_nothing_else),
		cmocka_unit_test(draft_is_open_elsewhere__knows_its_own_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
