#include "config.h"

#include "model/deadline_rule.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/deadline_read.h"
#include "model/i18n.h"
#include "model/mem.h"

#define TERM_MAX 36500 /* of any unit */

/* ---- keeping ---- */

void deadline_rule_free(struct deadline_rule *r)
{
	free(r->id);
	free(r->name);
	free(r->body);
	free(r->law);
	free(r->source);
	free(r->event);
	free(r->note);
	free(r->calendar);
	*r = (struct deadline_rule){ .n = 0 };
}

const struct deadline_rule *deadline_rule_find(const struct deadline_data *data, const char *id)
{
	for (size_t i = 0; i < data->n_rules; i++)
		if (!strcmp(data->rules[i].id, id))
			return &data->rules[i];
	return NULL;
}

/* One of the same id goes. */
void deadline_rule_add(struct deadline_data *data, struct deadline_rule *rule)
{
	size_t at = 0;

	while (at < data->n_rules && strcmp(data->rules[at].id, rule->id) < 0)
		at++;
	if (at < data->n_rules && !strcmp(data->rules[at].id, rule->id)) {
		deadline_rule_free(&data->rules[at]);
	} else {
		data->rules = mem_resize(data->rules, data->n_rules + 1, sizeof(*data->rules));
		memmove(&data->rules[at + 1], &data->rules[at],
			(data->n_rules - at) * sizeof(*data->rules));
		data->n_rules++;
	}
	data->rules[at] = *rule;
	*rule = (struct deadline_rule){ .n = 0 };
}

/* ---- what a term is called ---- */

static void add_units(enum term_unit unit, int n, struct str *out)
{
	unsigned long many = (unsigned long)n;

	switch (unit) {
	case TERM_DAYS:
		str_addf(out, ngettext("%d day", "%d days", many), n);
		break;
	case TERM_WEEKS:
		str_addf(out, ngettext("%d week", "%d weeks", many), n);
		break;
	case TERM_MONTHS:
		str_addf(out, ngettext("%d month", "%d months", many), n);
		break;
	case TERM_YEARS:
		str_addf(out, ngettext("%d year", "%d years", many), n);
		break;
	default:
		str_addf(out, ngettext("%d working day", "%d working days", many), n);
	}
}

void deadline_rule_units(const struct deadline_rule *rule, int n, struct str *out)
{
	add_units(rule->unit, rule->given ? n : rule->n, out);
}

void deadline_rule_term(const struct deadline_rule *rule, int n, struct str *out)
{
	if (rule->unit == TERM_NONE)
		str_add(out, _("no limit"));
	else if (rule->given && n <= 0)
		str_add(out, rule->unit == TERM_WORKING_DAYS ? _("as many working days as are set")
							     : _("as many days as are set"));
	else
		deadline_rule_units(rule, n, out);
	if (rule->before)
		str_add(out, rule->clear ? _(" before, clear of both days") : _(" before"));
}

/* ---- reading ---- */

static void wrong(struct conf *c, struct deadline_file *f, const char *verb, const char *word)
{
	conf_complain(c, _("%s: '%s' is none of what may stand there"), verb, word ? word : "");
	f->wrong = true;
}

/* The place of the word among those, which end with NULL; -1: it is none; said. */
static int choose(struct conf *c, struct deadline_file *f, const char *verb, const char *word,
	const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (word && !strcmp(words[i], word))
			return i;
	wrong(c, f, verb, word);
	return -1;
}

static bool take_number(
	struct conf *c, struct deadline_file *f, const char *verb, const char *word, int *out)
{
	char *end = NULL;
	long n = word ? strtol(word, &end, 10) : 0;

	if (!word || *end || n < 1 || n > TERM_MAX) {
		wrong(c, f, verb, word);
		return false;
	}
	*out = (int)n;
	return true;
}

/* "before", or nothing. Months are not counted back: laws differ in where they begin. */
static void take_direction(struct conf *c, struct deadline_file *f, const char *word)
{
	if (!word)
		return;
	f->rule.before = !strcmp(word, "before") && f->rule.unit != TERM_MONTHS &&
			 f->rule.unit != TERM_YEARS;
	if (!f->rule.before)
		wrong(c, f, "term", word);
}

/* "4 months", "15 working days", "21 days before", "given days", "none". */
static void take_term(struct conf *c, struct deadline_file *f, char *rest)
{
	static const char *const units[] = { "days", "weeks", "months", "years", "working", "day",
		"week", "month", "year", NULL };
	const char *first = conf_word(&rest);
	const char *second = conf_word(&rest);
	int unit;

	f->has_term = true;
	if (first && !strcmp(first, "none") && !second) {
		f->rule.unit = TERM_NONE;
		return;
	}
	f->rule.given = first && !strcmp(first, "given");
	if (!f->rule.given && !take_number(c, f, "term", first, &f->rule.n))
		return;
	unit = choose(c, f, "term", second, units);
	if (unit >= 0)
		f->rule.unit = (enum term_unit)(unit % 5);
	if (unit == TERM_WORKING_DAYS) {
		second = conf_word(&rest);
		if (!second || (strcmp(second, "days") != 0 && strcmp(second, "day") != 0))
			wrong(c, f, "term", second);
	}
	take_direction(c, f, conf_word(&rest));
	if (f->rule.given && f->rule.unit != TERM_DAYS && f->rule.unit != TERM_WORKING_DAYS)
		wrong(c, f, "term", "given");
}

/* How it counts. False: the line is about something else. */
static bool take_way(struct conf *c, struct deadline_file *f, const char *verb, char *rest)
{
	static const char *const firsts[] = { "does-not-count", "counts", NULL };
	static const char *const ends[] = { "any-day", "next-working-day", "day-before", NULL };
	static const char *const recesses[] = { "counts", "skipped", "moves-the-end", NULL };
	static const char *const months[] = { "last-day", "next-day", NULL };
	static const char *const clear[] = { "no", "yes", NULL };
	struct deadline_rule *r = &f->rule;
	int i;

	if (!strcmp(verb, "first-day")) {
		i = choose(c, f, verb, conf_word(&rest), firsts);
		r->first_counts = i == 1;
	} else if (!strcmp(verb, "last-day")) {
		i = choose(c, f, verb, conf_word(&rest), ends);
		r->end = i > 0 ? (enum term_end)i : END_ANY_DAY;
	} else if (!strcmp(verb, "recess")) {
		i = choose(c, f, verb, conf_word(&rest), recesses);
		r->recess = i > 0 ? (enum term_recess)i : RECESS_COUNTS;
	} else if (!strcmp(verb, "month-end")) {
		i = choose(c, f, verb, conf_word(&rest), months);
		r->month_end = i > 0 ? (enum month_end)i : MONTH_LAST_DAY;
	} else if (!strcmp(verb, "clear-days")) {
		i = choose(c, f, verb, conf_word(&rest), clear);
		r->clear = i == 1;
	} else if (!strcmp(verb, "short")) {
		take_number(c, f, verb, conf_word(&rest), &r->short_term);
	} else if (!strcmp(verb, "warn")) {
		take_number(c, f, verb, conf_word(&rest), &r->warn);
	} else if (!strcmp(verb, "term")) {
		take_term(c, f, rest);
	} else {
		return false;
	}
	return true;
}

static void add_note(struct deadline_rule *r, const char *rest)
{
	struct str note = STR_INIT;

	if (r->note)
		str_addf(&note, "%s\n", r->note);
	str_add(&note, rest + strspn(rest, " \t"));
	free(r->note);
	r->note = str_detach(&note);
}

/* What it is. False: there is no such line. */
static bool take_words(struct conf *c, struct deadline_file *f, const char *verb, char *rest)
{
	struct deadline_rule *r = &f->rule;
	const struct {
		const char *verb;
		char **text;
	} texts[] = { { "name", &r->name }, { "body", &r->body }, { "law", &r->law },
		{ "source", &r->source }, { "event", &r->event }, { "calendar", &r->calendar } };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!strcmp(verb, texts[i].verb)) {
			deadline_take_text(c, f, verb, rest, texts[i].text);
			return true;
		}
	if (!strcmp(verb, "note"))
		add_note(r, rest);
	else if (!strcmp(verb, "verified"))
		deadline_take_verified(c, f, conf_word(&rest), &r->verified);
	else if (!strcmp(verb, "events-from"))
		deadline_take_day(c, f, conf_word(&rest), &r->events_from);
	else if (!strcmp(verb, "events-until"))
		deadline_take_day(c, f, conf_word(&rest), &r->events_until);
	else
		return false;
	return true;
}

/* What it cannot be counted without; NULL: nothing is missing. */
static const char *missing(const struct deadline_file *f)
{
	const struct deadline_rule *r = &f->rule;
	bool counts_days = r->unit == TERM_WORKING_DAYS || r->end != END_ANY_DAY ||
			   r->recess != RECESS_COUNTS || r->short_term;

	if (!f->has_term)
		return "term";
	if (!r->name)
		return "name";
	if (!r->body)
		return "body";
	if (!r->law)
		return "law";
	if (!r->event)
		return "event";
	return counts_days && !r->calendar ? "calendar" : NULL;
}

/* What two lines of it say against each other. NULL: nothing. */
static const char *contradiction(const struct deadline_rule *r)
{
	if ((r->unit == TERM_MONTHS || r->unit == TERM_YEARS) && r->recess == RECESS_SKIPPED)
		return _("leaves days of months out");
	if (r->before && r->end == END_NEXT_WORKING)
		return _("counts back, and moves its last day nearer to the event");
	if (r->clear && !r->before)
		return _("has clear days, and does not count back");
	return NULL;
}

void deadline_rule_close(struct deadline_file *f, const char *name)
{
	const char *what, *against;

	if (!f->open)
		return;
	what = missing(f);
	against = contradiction(&f->rule);
	if (against && !f->wrong) {
		str_addf(&f->data->problems, _("%s: rule %s %s; it is not used\n"), name,
			f->rule.id, against);
		f->wrong = true;
	}
	if (what && !f->wrong)
		str_addf(&f->data->problems, _("%s: rule %s has no line '%s'; it is not used\n"),
			name, f->rule.id, what);
	if (what || f->wrong)
		deadline_rule_free(&f->rule);
	else
		deadline_rule_add(f->data, &f->rule);
	f->open = f->wrong = f->has_term = false;
}

void deadline_rule_line(struct conf *c, void *arg, char *verb, char *rest)
{
	struct deadline_file *f = arg;
	const char *id;

	if (!strcmp(verb, "rule")) {
		deadline_rule_close(f, c->name);
		id = conf_word(&rest);
		f->rule = (struct deadline_rule){ .id = mem_text(id ? id : "?") };
		f->open = true;
		f->wrong = false;
		if (!id)
			wrong(c, f, verb, id);
	} else if (!f->open) {
		conf_complain(c, _("a line 'rule NAME' comes first"));
	} else if (!take_way(c, f, verb, rest) && !take_words(c, f, verb, rest)) {
		conf_complain(c, _("a rule has no '%s'"), verb);
		f->wrong = true;
	}
}
