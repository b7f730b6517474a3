#include "config.h"

#include "tui/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/mem.h"

static void make(struct record *r, const char *title, const char *jurisdiction, int64_t lead)
{
	struct value *v;

	record_init(r, ENTITY_CASE);
	r->id = 7;
	record_put(r, "title", title);
	record_put(r, "jurisdiction", jurisdiction);
	v = &r->values[entity_field(r->entity, "lead")];
	v->text = lead ? mem_text("somebody") : NULL;
	v->num = lead;
}

static int field(const char *name)
{
	return entity_field(entity_get(ENTITY_CASE), name);
}

/* Was, yours, theirs; freed by end(). */
static void begin(struct merge *m, struct record *was, struct record *yours, struct record *theirs)
{
	*m = (struct merge){ 0 };
	was->version = yours->version = 3;
	theirs->version = 5;
	merge_init(m, was, yours, theirs);
	record_free(was);
	record_free(yours);
	record_free(theirs);
}

static void merge_of__says_who_changed_a_field(void **state)
{
	struct record was, yours, theirs;
	struct merge m;

	(void)state;
	make(&was, "one", "Israel", 4);
	make(&yours, "two", "Israel", 5);
	make(&theirs, "three", "Mexico", 5);
	begin(&m, &was, &yours, &theirs);
	assert_int_equal(merge_of(&m, field("title")), MERGE_BOTH);
	assert_int_equal(merge_of(&m, field("jurisdiction")), MERGE_THEM);
	assert_int_equal(merge_of(&m, field("lead")), MERGE_ALIKE);
	assert_int_equal(merge_of(&m, field("status")), MERGE_NOBODY);
	assert_int_equal(merge_count(&m, MERGE_BOTH), 1);
	merge_free(&m);
}

static void merge_of__counts_emptying_as_a_change(void **state)
{
	struct record was, yours, theirs;
	struct merge m;

	(void)state;
	make(&was, "one", "Israel", 4);
	make(&yours, "one", NULL, 4);
	make(&theirs, "one", "Israel", 0);
	begin(&m, &was, &yours, &theirs);
	assert_int_equal(merge_of(&m, field("jurisdiction")), MERGE_YOU);
	assert_int_equal(merge_of(&m, field("lead")), MERGE_THEM);
	merge_free(&m);
}

static void merge_result__is_theirs_with_your_changes(void **state)
{
	struct record was, yours, theirs, r;
	struct merge m;

	(void)state;
	make(&was, "one", "Israel", 4);
	make(&yours, "two", NULL, 4);
	make(&theirs, "three", "Israel", 9);
	begin(&m, &was, &yours, &theirs);
	merge_result(&m, &r);
	assert_int_equal(r.version, 5);
	assert_int_equal(r.id, 7);
	assert_string_equal(record_get(&r, "title"), "two");
	assert_null(record_get(&r, "jurisdiction"));
	assert_int_equal(record_num(&r, "lead"), 9);
	record_free(&r);
	m.take_theirs[field("title")] = true;
	merge_result(&m, &r);
	assert_string_equal(record_get(&r, "title"), "three");
	assert_null(record_get(&r, "jurisdiction"));
	record_free(&r);
	merge_free(&m);
	merge_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merge_of__says_who_changed_a_field),
		cmocka_unit_test(merge_of__counts_emptying_as_a_change),
		cmocka_unit_test(merge_result__is_theirs_with_your_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
