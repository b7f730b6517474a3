#include "config.h"

#include "model/name_like.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/name_key.h"

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

static void assert_like(void **state, const char *a, const char *b, enum name_like expected)
{
	struct name_key x = { .words = 0 }, y = { .words = 0 };
	struct name_text one, two;
	enum name_like there, back;

	name_read(*state, a, strlen(a), &x);
	name_read(*state, b, strlen(b), &y);
	one = name_text_of(&x);
	two = name_text_of(&y);
	there = name_like(&one, &two);
	back = name_like(&two, &one);
	assert_int_equal(there, back);
	if (there != expected)
		fail_msg("%s and %s are %d, not %d", a, b, there, expected);
	name_key_free(&x);
	name_key_free(&y);
}

static void name_like__knows_the_same_words(void **state)
{
	assert_like(state, "Noa Cohen", "cohen NOA", NAME_SAME);
	assert_like(state, "Noa Ben-David", "Noa Bendavid", NAME_SAME);
	assert_like(state, "Li Xiaoming", "李小明", NAME_SAME);
	assert_like(state, "", "", NAME_OTHER);
	assert_like(state, "Noa Cohen", "Dana Levi", NAME_OTHER);
	assert_like(state, "Noa Cohen", "Noa Levi", NAME_OTHER);
}

static void name_like__lets_a_middle_name_be_missing(void **state)
{
	assert_like(state, "Noa Cohen", "Noa Ruth Cohen", NAME_SHORTER);
	assert_like(state, "José García", "José García López", NAME_SHORTER);
	assert_like(state, "Noa Cohen", "Cohen", NAME_PART);
	assert_like(state, "Ali Ahmad Haddad", "Ahmad Haddad", NAME_PART);
	assert_like(state, "Emma Mary Baker", "Emma Baker", NAME_SHORTER);
	assert_like(state, "Noa Ruth Cohen", "Noa Dana Cohen", NAME_OTHER);
}

static void name_like__reads_initials(void **state)
{
	assert_like(state, "J. Smith", "John Smith", NAME_INITIALS);
	assert_like(state, "K. Smith", "John Smith", NAME_OTHER);
	assert_like(state, "J. S.", "John Smith", NAME_OTHER);
	assert_like(state, "John Q Smith", "John Quincy Smith", NAME_INITIALS);
}

static void name_like__forgives_one_slip(void **state)
{
	assert_like(state, "John Smith", "John Smitj", NAME_SLIP);
	assert_like(state, "John Smith", "John Smiht", NAME_VARIANT);
	assert_like(state, "John Smith", "Jobn Smitj", NAME_OTHER);
	assert_like(state, "Jonathan Livingston", "Jonathan Livigstone", NAME_SLIP);
	assert_like(state, "Dan Levi", "Don Levi", NAME_OTHER);
	assert_like(state, "Иван Шевченко", "Иван Шевчонко", NAME_SLIP);
}

static void name_like__keeps_people_apart_who_differ_by_an_end(void **state)
{
	assert_like(state, "Mario Rossi", "Maria Rossi", NAME_ENDING);
	assert_like(state, "Daniel Levi", "Daniela Levi", NAME_ENDING);
	assert_like(state, "Иван Иванов", "Иван Иванова", NAME_ENDING);
	assert_like(state, "王小明", "王小敏", NAME_OTHER);
	assert_like(state, "Dan Cohen", "Dina Cohen", NAME_OTHER);
}

static void name_like__hears_other_spellings(void **state)
{
	assert_like(state, "Mohamed Haddad", "Muhammad Haddad", NAME_VARIANT);
	assert_like(state, "Noa Cohen", "Noah Kohen", NAME_VARIANT);
	assert_like(state, "Yusuf Saleh", "Youssef Saleh", NAME_VARIANT);
	assert_like(state, "Catherine Smith", "Katherine Smyth", NAME_VARIANT);
	assert_like(state, "Ken Li", "Chen Li", NAME_OTHER);
}

static void name_like__reads_across_scripts(void **state)
{
	assert_like(state, "Noa Cohen", "נועה כהן", NAME_VARIANT);
	assert_like(state, "David Mizrahi", "דוד מזרחי", NAME_VARIANT);
	assert_like(state, "Yitzhak Peretz", "יצחק פרץ", NAME_VARIANT);
	assert_like(state, "Esther Hirschwald", "אסתר הירשוולד", NAME_VARIANT);
	assert_like(state, "צ. פרץ", "צבי פרץ", NAME_INITIALS);
	assert_like(state, "שרה אויון", "שרה אוחיון", NAME_SLIP);
	assert_like(state, "Avraham Shapira", "אברהם שפירא", NAME_VARIANT);
	assert_like(state, "Mohammed Khoury", "محمد خوري", NAME_VARIANT);
	assert_like(state, "Fatima Mansour", "فاطمة منصور", NAME_VARIANT);
	assert_like(state, "Layla al-Najjar", "ليلى النجار", NAME_VARIANT);
	assert_like(state, "Yury Zaytsenko", "Юрий Зайценко", NAME_VARIANT);
	assert_like(state, "Ivan Kimpin", "Иван Кемпин", NAME_OTHER);
	assert_like(state, "Yekaterina Fyodorova", "Екатерина Фёдорова", NAME_VARIANT);
	assert_like(state, "Natalya Shevchenko", "Наталья Шевченко", NAME_VARIANT);
	assert_like(state, "Yona Cohen", "נועה כהן", NAME_OTHER);
	assert_like(state, "Dana Cohen", "נועה כהן", NAME_OTHER);
	assert_like(state, "נעה כהן", "נועה כהן", NAME_VARIANT);
}

#define NAME_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NAME_TEST(name_like__knows_the_same_words),
		NAME_TEST(name_like__lets_a_middle_name_be_missing),
		NAME_TEST(name_like__reads_initials),
		NAME_TEST(name_like__forgives_one_slip),
		NAME_TEST(name_like__keeps_people_apart_who_differ_by_an_end),
		NAME_TEST(name_like__hears_other_spellings),
		NAME_TEST(name_like__reads_across_scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
