/*
 * Writes the manual page amparo-keys(5) to standard output, from the tables of actions and the
 * keys as they ship, so that it cannot tell anything else than the program does. A part of the
 * build; not installed.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tui/action.h"
#include "tui/help.h"
#include "tui/keymap.h"
#include "tui/view.h"

static const char *const edit_contexts[] = { "edit", NULL };
static const char *const list_contexts[] = { "list", "global", NULL };
static const char *const prompt_contexts[] = { "prompt", "edit", NULL };

/* What would mean something to the formatter. */
static void put_text(const char *text)
{
	static const struct {
		char c;
		const char *escape;
	} escapes[] = { { '\\', "\\e" }, { '^', "\\(ha" }, { '~', "\\(ti" }, { '`', "\\(ga" },
		{ '\'', "\\(aq" }, { '"', "\\(dq" }, { '-', "\\-" } };

	for (; *text; text++) {
		const char *escape = NULL;

		for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
			if (escapes[i].c == *text)
				escape = escapes[i].escape;
		if (escape)
			fputs(escape, stdout);
		else
			putchar(*text);
	}
}

/* A word that stands as it is, whatever it consists of. */
static void put_word(const char *macro, const char *word)
{
	printf(" %s \\&", macro);
	put_text(word);
}

static void put_action(
	const struct keymap *keys, const struct action *a, const char *const *contexts)
{
	struct str all = STR_INIT;
	char *rest = NULL;
	bool first = true;

	help_keys(keys, contexts, a->name, &all);
	fputs(".It", stdout);
	put_word("Ic", a->name);
	if (all.len > 0) {
		fputs(" Pq", stdout);
		for (char *key = strtok_r(all.data, " ", &rest); key;
			key = strtok_r(NULL, " ", &rest)) {
			if (!first)
				fputs(" ,", stdout);
			put_word("Li", key);
			first = false;
		}
	}
	fputs("\n\\&", stdout);
	put_text(a->help);
	fputs(".\n", stdout);
	str_free(&all);
}

static void put_table(
	const struct keymap *keys, const struct action *table, const char *const *contexts)
{
	puts(".Bl -tag -width Ds");
	for (; table->name; table++)
		put_action(keys, table, contexts);
	puts(".El");
}

static void put_views(const struct keymap *keys)
{
	for (const struct view *const *v = all_views; *v; v++) {
		if (!(*v)->actions->name)
			continue;
		printf(".Ss %s (context %s)\n", (*v)->title, (*v)->name);
		put_table(keys, (*v)->actions, (*v)->contexts);
	}
}

static void put_head(void)
{
	puts(".Dd November 20, 2026\n"
	     ".Dt AMPARO-KEYS 5\n"
	     ".Os\n"
	     ".Sh NAME\n"
	     ".Nm amparo-keys\n"
	     ".Nd actions and keys of the amparo interface\n"
	     ".Sh SYNOPSIS\n"
	     ".Nm $XDG_CONFIG_HOME/amparo/keys.conf\n"
	     ".Sh DESCRIPTION\n"
	     "Every key of\n"
	     ".Xr amparo 1\n"
	     "does an action that has a name.\n"
	     "The file\n"
	     ".Pa $XDG_CONFIG_HOME/amparo/keys.conf ,\n"
	     "else\n"
	     ".Pa ~/.config/amparo/keys.conf ,\n"
	     "gives actions other keys, a line each:\n"
	     ".Pp\n"
	     ".D1 Ic bind Ar CONTEXT KEY ACTION\n"
	     ".Pp\n"
	     "A\n"
	     ".Ar CONTEXT\n"
	     "is the name of a view or one that several share:\n"
	     ".Cm list\n"
	     "for all that are no forms,\n"
	     ".Cm global\n"
	     "likewise and asked last,\n"
	     ".Cm edit\n"
	     "where text is typed,\n"
	     ".Cm text\n"
	     "in a long text,\n"
	     ".Cm choice\n"
	     "for one of several,\n"
	     ".Cm day\n"
	     "in the small calendar of a form,\n"
	     ".Cm prompt\n"
	     "in the bottom line,\n"
	     ".Cm always\n"
	     "everywhere and before all others.\n"
	     "Otherwise the nearest counts.\n"
	     ".Pp\n"
	     "A\n"
	     ".Ar KEY\n"
	     "is a character, or\n"
	     ".Li Space , Enter , Tab , S\\-Tab , Esc , Backspace , Up , Down , Left , Right ,\n"
	     ".Li C\\-Left , C\\-Right , PgUp , PgDn , Home , End , Ins , Del , F1\n"
	     "to\n"
	     ".Li F12 ,\n"
	     ".Li \\(ha"
	     "X\n"
	     "with Control,\n"
	     ".Li M\\-x\n"
	     "with Alt.\n"
	     ".Pp\n"
	     "The action\n"
	     ".Ic none\n"
	     "makes a key do nothing.\n"
	     "Any action can also be typed by its name after\n"
	     ".Li \\&: .\n"
	     "Lines that begin with\n"
	     ".Sq #\n"
	     "are comments; a line with a mistake is left out, and named when the program\n"
	     "starts.\n"
	     ".Sh ACTIONS\n"
	     "Behind each name stand the keys as they ship.");
}

int main(void)
{
	struct keymap *keys = keymap_new();
	struct str errors = STR_INIT;
	size_t wrong = keymap_read(keys, "keys", keys_default, strlen(keys_default), NULL, &errors);

	put_head();
	puts(".Ss Everywhere but in forms (contexts list, global and always)");
	put_table(keys, global_actions, list_contexts);
	put_views(keys);
	puts(".Ss While something is asked in the bottom line (context prompt)");
	put_table(keys, prompt_actions, prompt_contexts);
	puts(".Ss While typing (context edit)");
	put_table(keys, edit_actions, edit_contexts);
	puts(".Sh SEE ALSO\n.Xr amparo 1");
	keymap_free(keys);
	str_free(&errors);
	return wrong || fflush(stdout) ? 1 : 0;
}
