#include "config.h"

#include "model/name_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	*state = name_reader_open();
	return 0;
}

static int tear_down(void **state)
{
	name_reader_close(*state);
	return 0;
}

static void assert_key(void **state, const char *name, const char *own, const char *latin)
{
	struct name_key k = { .words = 0 };

	name_read(*state, name, strlen(name), &k);
	assert_string_equal(str_text(&k.own), own);
	assert_string_equal(str_text(&k.latin), latin);
	name_key_free(&k);
}

static void name_read__puts_words_in_one_order(void **state)
{
	assert_key(state, "Noa Cohen", "cohen noa", "cohen noa");
	assert_key(state, "COHEN, Noa", "cohen noa", "cohen noa");
	assert_key(state, "  noa   cohen ", "cohen noa", "cohen noa");
	assert_key(state, "", "", "");
	assert_key(state, " - ", "", "");
}

static void name_read__parts_at_hyphens_and_not_at_apostrophes(void **state)
{
	assert_key(state, "Noa Ben-David", "ben david noa", "ben david noa");
	assert_key(state, "Shane O'Neill", "oneill shane", "oneill shane");
	assert_key(state, "Shane O’Neill", "oneill shane", "oneill shane");
	assert_key(state, "José García-López", "garcia jose lopez", "garcia jose lopez");
}

static void name_read__drops_forms_of_address(void **state)
{
	assert_key(state, "Prof. Dr. Noa Cohen", "cohen noa", "cohen noa");
	assert_key(state, "Cohen, Dr Noa", "cohen noa", "cohen noa");
	assert_key(state, "Dr", "dr", "dr");
	assert_key(state, "ד״ר נועה כהן", "כהן נועה", "*khn *nwh");
	assert_key(state, "John Smith Jr.", "john jr smith", "john jr smith");
	assert_key(state, "Ing Hon", "hon", "hon");
}

static void name_read__transliterates(void **state)
{
	assert_key(state, "Наталья Соловьёв", "наталья соловьев", "+natala +solovev");
	assert_key(state, "محمد خوري", "خوري محمد", "*khwry *mhmd");
	assert_key(state, "יצחק מזרחי", "יצחק מזרחי", "*mzrxy *ycxq");
}

static void name_read__parts_chinese_names(void **state)
{
	assert_key(state, "陳小明", "小明 陈", "=chen =xiaoming");
	assert_key(state, "陈小明", "小明 陈", "=chen =xiaoming");
	assert_key(state, "陳 小明", "小明 陈", "=chen =xiaoming");
	assert_key(state, "歐陽家輝先生", "家辉 欧阳", "=jiahui =ouyang");
	assert_key(state, "김민수", "\u1100\u1175\u11b7 \u1106\u1175\u11ab\u1109\u116e",
		"=gim =minsu");
	assert_key(state, "陳", "陈", "=chen");
}

static void name_read__is_the_same_from_memory(void **state)
{
	for (int i = 0; i < 3; i++)
		assert_key(state, "נועה Cohen", "cohen נועה", "*nwh cohen");
}

static void name_read__takes_what_is_not_utf8_or_too_long(void **state)
{
	struct name_key k = { .words = 0 };
	char many[4000];

	memset(many, 'a', sizeof(many));
	name_read(*state, many, sizeof(many), &k);
	assert_int_equal(k.words, 1);
	for (size_t i = 0; i < sizeof(many); i += 2)
		many[i] = ' ';
	name_read(*state, many, sizeof(many), &k);
	assert_int_equal(k.words, NAME_WORDS);
	name_read(*state, "\xff\xfe\xd7", 3, &k);
	name_key_free(&k);
}

#define NAME_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NAME_TEST(name_read__puts_words_in_one_order),
		NAME_TEST(name_read__parts_at_hyphens_and_not_at_apostrophes),
		NAME_TEST(name_read__drops_forms_of_address),
		NAME_TEST(name_read__transliterates),
		NAME_TEST(name_read__parts_chinese_names),
		NAME_TEST(name_read__is_the_same_from_memory),
		NAME_TEST(name_read__takes_what_is_not_utf8_or_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
