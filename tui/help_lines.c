#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/help.h"
#include "tui/wrap.h"

void help_lines_free(struct help *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->lines[i].keys);
		free(h->lines[i].text);
		free(h->lines[i].name);
		free(h->lines[i].verb);
	}
	free(h->lines);
	h->lines = NULL;
	h->n = h->cap = 0;
}

static void add(struct help *h, enum help_kind kind, const char *keys, const char *text,
	const struct action *a)
{
	struct help_line *l;
	struct str verb = STR_INIT;

	if (h->n == h->cap) {
		h->cap = h->cap ? h->cap * 2 : 64;
		h->lines = mem_resize(h->lines, h->cap, sizeof(*h->lines));
	}
	l = &h->lines[h->n++];
	*l = (struct help_line){ kind, mem_text(keys), mem_text(text), NULL, NULL };
	if (a)
		l->name = mem_text(a->name);
	if (a && a->verb) {
		str_addf(&verb, "amparo %s", a->verb);
		l->verb = mem_text(str_text(&verb));
	}
	str_free(&verb);
}

/* A group begins; its name is shown once something of it is. */
static void begin(struct help *h, const char *head)
{
	h->head = head;
}

static void add_head(struct help *h)
{
	if (!h->head)
		return;
	if (h->n > 0)
		add(h, HELP_TEXT, "", "", NULL);
	add(h, HELP_HEAD, "", h->head, NULL);
	h->head = NULL;
}

/* Long sentences go on below. */
static void add_wrapped(struct help *h, enum help_kind kind, const char *keys, const char *text,
	const struct action *a, int cols)
{
	struct wrap_line *lines;
	size_t n;

	add_head(h);
	wrap_text(text, strlen(text), cols, 0, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		char *part = mem_text_n(text + lines[i].start, lines[i].len);

		add(h, kind, i ? "" : keys, part, i ? NULL : a);
		free(part);
	}
	free(lines);
}

/* Whether all the words that are looked for stand in it, whatever their case. */
static bool wanted(const struct help *h, const char *text)
{
	struct str folded = STR_INIT;
	struct str words = STR_INIT;
	char *rest = NULL;
	bool all = true;

	text_fold(&folded, text, strlen(text));
	text_fold(&words, h->words, strlen(h->words));
	if (words.len > 0)
		for (char *word = strtok_r(words.data, " ", &rest); word && all;
			word = strtok_r(NULL, " ", &rest))
			all = strstr(str_text(&folded), word) != NULL;
	str_free(&folded);
	str_free(&words);
	return all;
}

void help_keys(
	const struct keymap *keys, const char *const *contexts, const char *name, struct str *out)
{
	static const char *const text[] = { "text", "form", "edit", NULL };
	static const char *const choice[] = { "choice", "form", "edit", NULL };
	static const char *const day[] = { "day", NULL };
	static const char *const *const in_form[] = { text, choice, day, NULL };

	keymap_keys(keys, contexts, name, out);
	if (strcmp(contexts[0], "form") != 0)
		return;
	for (const char *const *const *other = in_form; *other && out->len == 0; other++)
		keymap_keys(keys, *other, name, out);
}

static void add_action(
	struct pane *p, struct help *h, const struct action *a, const char *const *contexts)
{
	int cols = p->box.cols - HELP_KEYS - 4;
	struct str keys = STR_INIT;
	struct str all = STR_INIT;

	if (p->box.cols < HELP_BESIDE)
		cols = p->box.cols - 6;
	if (p->box.cols >= HELP_NAME_FROM)
		cols -= HELP_NAME + 1;
	if (p->box.cols >= HELP_VERB_FROM)
		cols -= HELP_VERB + 1;
	help_keys(p->app->keys, contexts, a->name, &keys);
	if (keys.len == 0)
		str_addf(&keys, ":%s", a->name);
	str_addf(&all, "%s %s %s %s %s", str_text(&keys), a->name, _(a->label), _(a->help),
		a->verb ? a->verb : "");
	if (wanted(h, str_text(&all)) && p->box.cols < HELP_BESIDE) {
		add_head(h);
		add(h, HELP_KEY, str_text(&keys), "", NULL);
		add_wrapped(h, HELP_BELOW, "", _(a->help), NULL, cols);
	} else if (wanted(h, str_text(&all))) {
		add_wrapped(h, HELP_KEY, str_text(&keys), _(a->help), a, cols);
	}
	str_free(&keys);
	str_free(&all);
}

static void add_table(
	struct pane *p, struct help *h, const struct action *table, const char *const *contexts)
{
	for (; table && table->name; table++) {
		const struct action *own = action_in(h->about->actions, table->name);

		/* What the view does itself stands in its own table. */
		if (!own || own == table)
			add_action(p, h, table, contexts);
	}
}

static void add_sentences(struct pane *p, struct help *h, const char *const *sentences, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (wanted(h, _(sentences[i])))
			add_wrapped(h, HELP_TEXT, "", _(sentences[i]), NULL, p->box.cols - 4);
}

#define ADD_SENTENCES(p, h, array) add_sentences(p, h, array, sizeof(array) / sizeof(*(array)))

static void add_filter(struct pane *p, struct help *h)
{
	static const char *const sentences[] = {
		N_("cohen                  a word anywhere in the record begins so"),
		N_("state:valid            the field is that; in texts: has words that begin so"),
		N_("country:IL,HK          one of these"),
		N_("signed>2020-07-01      after that day; also < >= <= = !="),
		N_("name:\"Cohen, Noa\"      words that belong together"),
		N_("docket=                the field is empty"),
		N_("-state:valid           not"),
		N_("Terms with a blank between must all be met. Tab completes fields and states."),
	};

	begin(h, _("What can be typed after /"));
	ADD_SENTENCES(p, h, sentences);
}

static void add_commands(struct pane *p, struct help *h)
{
	static const char *const sentences[] = {
		N_("Any action by its name; 1200 goes to row 1,200; q leaves."),
		N_("petitions              the list of all petitions, and so for every kind"),
		N_("petitions status:draft the same with a filter"),
		N_("petition hk-petition   the record of that reference"),
		N_("search WORDS           finds words in everything"),
		N_("sort date              sorts the list; -date the other way round"),
		N_("set theme light        changes a setting until you leave; set offers all"),
	};

	begin(h, _("What can be typed after :"));
	ADD_SENTENCES(p, h, sentences);
}

static void add_text(struct pane *p, struct help *h, const char *text)
{
	if (wanted(h, text))
		add_wrapped(h, HELP_TEXT, "", text, NULL, p->box.cols - 4);
}

static void add_problems(struct pane *p, struct help *h)
{
	const struct str *problems = &p->app->problems;
	char *text;

	if (problems->len == 0)
		return;
	text = mem_text_n(problems->data, problems->len - 1); /* without the last line's end */
	begin(h, _("What is wrong in your own files"));
	add_text(p, h, text);
	free(text);
}

static void add_own_keys(struct pane *p, struct help *h)
{
	struct str path = STR_INIT;
	struct str text = STR_INIT;

	begin(h, _("Keys of your own"));
	if (keymap_user_path(&path)) {
		str_addf(&text,
			_("Write them into %s, a line each, such as 'bind records x remove': "
			  "where, "
			  "the key, and the action's name."),
			str_text(&path));
		add_text(p, h, str_text(&text));
	}
	str_free(&path);
	str_free(&text);
}

void help_lines(struct pane *p, struct help *h)
{
	static const char *const prompt_contexts[] = { "prompt", "edit", NULL };
	const char *const *contexts = h->about->contexts;
	struct str head = STR_INIT;

	help_lines_free(h);
	add_problems(p, h);
	if (h->field) {
		begin(h, _("This field"));
		add_text(p, h, h->field);
	}
	str_addf(&head, _("Keys in: %s"), _(h->about->title));
	begin(h, str_text(&head));
	add_table(p, h, h->about->actions, contexts);
	if (h->about == &view_records)
		add_filter(p, h);
	if (!h->about->input) {
		begin(h, _("Keys everywhere"));
		add_table(p, h, global_actions, contexts);
		add_commands(p, h);
		begin(h, _("While something is asked in the bottom line"));
		add_table(p, h, prompt_actions, prompt_contexts);
	}
	begin(h, _("While typing"));
	add_table(p, h, edit_actions, prompt_contexts);
	add_own_keys(p, h);
	h->head = NULL;
	if (h->n == 0)
		add_wrapped(h, HELP_TEXT, "", _("Nothing here has these words; Esc shows all."),
			NULL, p->box.cols - 4);
	str_free(&head);
}
