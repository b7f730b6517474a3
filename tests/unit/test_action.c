#include "config.h"

#include "tui/action.h"

#include <ctype.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/help.h"
#include "tui/keymap.h"
#include "tui/view.h"

#define BINDINGS_MAX 1000

/* Says which action it is before the test ends. */
#define HOLDS(a, condition)                                                                        \
	do {                                                                                       \
		if (!(condition))                                                                  \
			fail_msg("action %s: %s", (a)->name, #condition);                          \
	} while (0)

typedef void table_fn(const struct action *table, const char *const *contexts);

static void each_table(table_fn *fn)
{
	static const char *const list[] = { "list", "global", NULL };
	static const char *const edit[] = { "edit", NULL };
	static const char *const prompt[] = { "prompt", "edit", NULL };

	fn(global_actions, list);
	fn(edit_actions, edit);
	fn(prompt_actions, prompt);
	for (const struct view *const *v = all_views; *v; v++)
		fn((*v)->actions, (*v)->contexts);
}

/* A name can be typed after ':' and written into keys.conf; a help is a sentence without its dot.
 */
static void check_words(const struct action *table, const char *const *contexts)
{
	(void)contexts;
	for (const struct action *a = table; a->name; a++) {
		size_t len = strlen(a->name);

		HOLDS(a, len > 1 && strspn(a->name, "abcdefghijklmnopqrstuvwxyz-") == len);
		HOLDS(a, strcmp(a->name, "none") != 0);
		HOLDS(a, len <= HELP_NAME);
		HOLDS(a, a->label && *a->label);
		HOLDS(a, a->help && isupper((unsigned char)a->help[0]));
		HOLDS(a, a->help[strlen(a->help) - 1] != '.');
		HOLDS(a, a->run != NULL);
		HOLDS(a, a->rank >= 0);
	}
}

static void actions__have_a_name_a_label_and_a_help(void **state)
{
	(void)state;
	each_table(check_words);
}

static void check_unique(const struct action *table, const char *const *contexts)
{
	(void)contexts;
	for (const struct action *a = table; a->name; a++)
		HOLDS(a, action_in(table, a->name) == a);
}

static void actions__are_named_once_in_their_table(void **state)
{
	(void)state;
	each_table(check_unique);
}

/* Those of lists are found by the ':' line; where text is typed a key is the only way. */
static void check_reached(const struct action *table, const char *const *contexts)
{
	struct keymap *keys = keymap_new();
	struct str out = STR_INIT;
	bool listed = false;

	assert_int_equal(
		keymap_read(keys, "keys", keys_default, strlen(keys_default), NULL, &out), 0);
	for (const char *const *c = contexts; *c; c++)
		listed = listed || !strcmp(*c, "list");
	for (const struct action *a = table; a->name; a++) {
		str_clear(&out);
		help_keys(keys, contexts, a->name, &out);
		HOLDS(a, listed || out.len > 0);
	}
	keymap_free(keys);
	str_free(&out);
}

static void actions__can_be_reached(void **state)
{
	(void)state;
	each_table(check_reached);
}

static void views__have_contexts_that_keys_can_name(void **state)
{
	(void)state;
	for (const struct view *const *v = all_views; *v; v++) {
		assert_true(action_context_exists((*v)->name));
		assert_string_equal((*v)->contexts[0], (*v)->name);
		for (const char *const *c = (*v)->contexts; *c; c++)
			assert_true(action_context_exists(*c));
	}
}

/* A second line for the same key would quietly take the first one's place. */
static void keys_default__binds_a_key_once_in_a_context(void **state)
{
	static char seen[BINDINGS_MAX][64];
	size_t n = 0;

	(void)state;
	for (const char *line = keys_default; *line; line += strcspn(line, "\n") + 1) {
		char binding[64];
		char context[30];
		char key[30];

		if (sscanf(line, "bind %29s %29s", context, key) != 2)
			continue;
		snprintf(binding, sizeof(binding), "%s %s", context, key);
		for (size_t i = 0; i < n; i++)
			if (!strcmp(seen[i], binding))
				fail_msg("bound twice: %s", binding);
		assert_true(n < BINDINGS_MAX);
		memcpy(seen[n++], binding, sizeof(binding));
	}
	assert_true(n > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(actions__have_a_name_a_label_and_a_help),
		cmocka_unit_test(actions__are_named_once_in_their_table),
		cmocka_unit_test(actions__can_be_reached),
		cmocka_unit_test(views__have_contexts_that_keys_can_name),
		cmocka_unit_test(keys_default__binds_a_key_once_in_a_context),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
