#include "config.h"

#include "tui/pseudonyms.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/pseudonym.h"
#include "model/query.h"
#include "model/record.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/report.h"

#define CASES_MAX 100  /* of one contact */
#define CALLED_WIDE 22 /* columns */
#define NAME_WIDE 30

/* ---- the parties of a case ---- */

/* A line for those who have one, and those who are without a name in bundles of the case. */
static enum status put_party(
	struct app *app, int64_t case_id, const struct record *party, struct str *out)
{
	struct str called = STR_INIT;
	struct record contact;
	enum status st =
		record_load(app->db, ENTITY_CONTACT, record_num(party, "contact"), &contact);

	if (st == ST_OK)
		st = pseudonym_find(app->db, case_id, contact.id, &called);
	if (st == ST_NOTFOUND)
		st = ST_OK;
	if (st == ST_OK && (pseudonym_needed(&contact) || called.len)) {
		const char *name = record_show(&contact, "name");
		const char *is = called.len ? str_text(&called) : _("[name withheld]");

		text_pad(out, is, strlen(is), CALLED_WIDE);
		str_add(out, "  ");
		text_pad(out, name, strlen(name), NAME_WIDE);
		str_addf(out, "  %s\n",
			pseudonym_needed(&contact) ? _("in place of the name")
						   : _("may be named, and is"));
	}
	record_free(&contact);
	str_free(&called);
	return st;
}

static enum status put_parties(struct app *app, int64_t case_id, struct str *out)
{
	struct query q = { .entity = ENTITY_PARTY, .owner = ENTITY_CASE, .owner_id = case_id };
	struct cursor *c = NULL;
	size_t before = out->len;
	struct record r;
	enum status st = query_open(app->db, &q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &r)) == ST_OK) {
		st = put_party(app, case_id, &r, out);
		record_free(&r);
	}
	query_close(c);
	if (st == ST_END && out->len == before)
		str_addf(out, "%s\n",
			_("All parties of the case may be named, and none has a pseudonym."));
	return st == ST_END ? ST_OK : st;
}

static void put_rule(struct str *out)
{
	str_addf(out, "\n%s\n\n%s\n",
		_("Bundles of the case print it wherever the name would stand: on the cover, among "
		  "the parties, in letters, and where a text cites the contact. Who has none there "
		  "stands as [name withheld]. A contact at level public or filed is named."),
		_("It holds in the whole case, and is never given to anybody else there. What left "
		  "before keeps what it says."));
}

static enum reaction give_all(struct app *app, struct pane *p, const struct subject *about)
{
	int64_t given = 0;
	enum status st = pseudonym_assign(app->db, about->id, NULL, 0, &given);

	if (report_done(app, p, st))
		app_say(app,
			ngettext("%lld pseudonym given (u undoes it)",
				"%lld pseudonyms given (u undoes it)", (unsigned long)given),
			(long long)given);
	return REACT_REDRAW;
}

static void show_case(struct app *app, int64_t id)
{
	struct str text = STR_INIT, question = STR_INIT;
	struct record of;
	int64_t missing = 0;
	enum status st = record_load(app->db, ENTITY_CASE, id, &of);

	if (st == ST_OK)
		st = pseudonym_count_missing(app->db, id, &missing);
	if (st == ST_OK) {
		str_addf(&text, _("Pseudonyms in %s\n"), record_show(&of, "ref"));
		st = put_parties(app, id, &text);
	}
	put_rule(&text);
	str_addf(&question,
		ngettext("Give a pseudonym to %lld party that has none?",
			"Give pseudonyms to %lld parties that have none?", (unsigned long)missing),
		(long long)missing);
	if (st == ST_OK)
		report_propose(app, &(struct proposal){ .text = str_text(&text),
					    .question = missing ? str_text(&question) : NULL,
					    .yes = missing ? give_all : NULL,
					    .about = { ENTITY_CASE, id },
					    .generation = db_generation(app->db) });
	else
		app_failed(app, st);
	record_free(&of);
	str_free(&text);
	str_free(&question);
}

/* ---- one party ---- */

static const struct prompt_kind text_prompt;

static enum reaction take_text(struct app *app, struct pane *p, const char *text)
{
	struct subject about;
	struct str said = STR_INIT;
	enum status st;

	if (!text[strspn(text, " ")] || !p->view->subject(p, &about))
		return REACT_REDRAW;
	st = pseudonym_set(app->db, about.id, text);
	str_addf(&said, _("In all bundles of the case: %s (u undoes it)"), text);
	if (st != ST_OK) {
		prompt_ask(app, p, &text_prompt, NULL, text);
		app_failed(app, st);
	} else if (report_done(app, p, st)) {
		app_say(app, "%s", str_text(&said));
	}
	str_free(&said);
	return REACT_REDRAW;
}

static const struct prompt_kind text_prompt = {
	.label = N_("What the case calls them: "),
	.accept = take_text,
};

/* What it has, or what is next, stands there already. */
static enum reaction ask_text(struct app *app, struct pane *p, const struct subject *about)
{
	struct str text = STR_INIT;
	struct record r;
	enum status st = record_load(app->db, ENTITY_PARTY, about->id, &r);

	if (st == ST_OK)
		st = pseudonym_suggest(app->db, &r, &text);
	if (st == ST_OK)
		prompt_ask(app, p, &text_prompt, NULL, str_text(&text));
	else
		app_failed(app, st);
	record_free(&r);
	str_free(&text);
	return REACT_REDRAW;
}

static void put_use(const struct record *party, const struct record *contact, const char *called,
	struct str *out)
{
	const char *level = record_show(contact, "level");

	str_addf(out, _("What %s calls %s\n"), record_show(party, "case"),
		record_show(contact, "name"));
	/* On a line of its own: it may run the other way. */
	if (called)
		str_addf(out, "%s\n", called);
	if (called && pseudonym_needed(contact))
		str_addf(out, _("In place of the name, as the contact is at level %s.\n"), level);
	else if (called)
		str_addf(out, _("But bundles print the name, as the contact is at level %s.\n"),
			level);
	else if (pseudonym_needed(contact))
		str_addf(out,
			_("Nothing yet: bundles say [name withheld], as the contact is at level "
			  "%s.\n"),
			level);
	else
		str_addf(out,
			_("Nothing: bundles print the name, as the contact is at level %s.\n"),
			level);
	put_rule(out);
}

static void show_party(struct app *app, int64_t id)
{
	struct str text = STR_INIT, called = STR_INIT;
	struct record party, contact = { 0 };
	enum status st = record_load(app->db, ENTITY_PARTY, id, &party);

	if (st == ST_OK)
		st = record_load(app->db, ENTITY_CONTACT, record_num(&party, "contact"), &contact);
	if (st == ST_OK)
		st = pseudonym_find(app->db, record_num(&party, "case"), contact.id, &called);
	if (st == ST_OK || (st == ST_NOTFOUND && contact.id)) {
		put_use(&party, &contact, called.len ? str_text(&called) : NULL, &text);
		report_propose(
			app, &(struct proposal){ .text = str_text(&text),
				     .question = called.len ? _("Change it?") : _("Give one?"),
				     .yes = ask_text,
				     .about = { ENTITY_PARTY, id },
				     .generation = db_generation(app->db) });
	} else {
		app_failed(app, st);
	}
	record_free(&party);
	record_free(&contact);
	str_free(&text);
	str_free(&called);
}

/* ---- a contact, in one of its cases ---- */

static enum status case_of(struct app *app, int64_t party, struct str *out)
{
	struct record r;
	enum status st = record_load(app->db, ENTITY_PARTY, party, &r);

	if (st == ST_OK)
		str_add(out, record_show(&r, "case"));
	record_free(&r);
	return st;
}

static bool parties_of(struct app *app, struct pane *p, int64_t ids[CASES_MAX], size_t *n)
{
	struct subject s;

	return p->view->subject && p->view->subject(p, &s) && s.entity == ENTITY_CONTACT &&
	       pseudonym_parties(app->db, s.id, CASES_MAX, ids, n) == ST_OK;
}

static enum reaction take_case(struct app *app, struct pane *p, const char *text)
{
	int64_t ids[CASES_MAX];
	size_t n = 0;

	if (!*text || !parties_of(app, p, ids, &n))
		return REACT_REDRAW;
	for (size_t i = 0; i < n; i++) {
		struct str of = STR_INIT;
		bool same = case_of(app, ids[i], &of) == ST_OK && !strcmp(str_text(&of), text);

		str_free(&of);
		if (same) {
			show_party(app, ids[i]);
			return REACT_REDRAW;
		}
	}
	app_warn(app, _("It is a party of no case '%.40s'."), text);
	return REACT_REDRAW;
}

static enum reaction take_case_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_case(app, p, row->line);
}

static void offer_cases(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	int64_t ids[CASES_MAX];
	size_t n = 0;

	if (!parties_of(app, p, ids, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		struct str of = STR_INIT;

		if (case_of(app, ids[i], &of) == ST_OK && strstr(str_text(&of), text))
			offers_add(out, &(struct offer){ .line = of.data, .label = of.data });
		str_free(&of);
	}
}

static const struct prompt_kind case_prompt = {
	.label = N_("In which case: "),
	.accept = take_case,
	.offer = offer_cases,
	.take = take_case_offer,
};

static void show_contact(struct app *app, struct pane *p)
{
	int64_t ids[CASES_MAX];
	size_t n = 0;

	if (!parties_of(app, p, ids, &n) || !n)
		app_say(app, "%s",
			_("It is a party of no case. Its own pseudonym, for the whole file, stands "
			  "in "
			  "its form: e"));
	else if (n == 1)
		show_party(app, ids[0]);
	else
		prompt_ask(app, p, &case_prompt, NULL, "");
}

enum reaction pseudonyms_open(struct app *app, struct pane *p, const struct action *self)
{
	struct subject s = { ENTITY_NONE, 0 };
	bool there = p->view->subject && p->view->subject(p, &s) && s.id;

	(void)self;
	if (there && s.entity == ENTITY_CONTACT)
		show_contact(app, p);
	else if (there && s.entity == ENTITY_PARTY)
		show_party(app, s.id);
	else if (there && s.entity == ENTITY_CASE)
		show_case(app, s.id);
	else
		app_say(app, "%s",
			_("Pseudonyms are those of a case, a party or a contact: select one."));
	return REACT_REDRAW;
}
