#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/outfile.h"
#include "import/stamp_look.h"
#include "model/custody_chain.h"
#include "model/i18n.h"
#include "model/stamp.h"
#include "tui/app.h"
#include "tui/custody_view.h"
#include "tui/deeds.h"
#include "tui/paths.h"
#include "tui/work.h"

/*
 * Time stamps by an authority: the query of an exhibit, of all of them or of the journal's head is
 * written to a file, and the file with the answer is taken in.
 */

enum { OF_EXHIBIT, OF_ALL, OF_JOURNAL };

static const char *const what[] = { "exhibit", "all", "journal" };

/* ---- asking ---- */

static const struct prompt_kind ask_prompts[3];

static enum status write_query(struct db *db, FILE *out, void *arg)
{
	const struct str *query = arg;

	(void)db;
	(void)fwrite(str_text(query), 1, query->len, out);
	return ST_OK;
}

/* The record is there when the file is, or neither. */
static enum status write_to(struct app *app, int64_t exhibit, int of, const char *path)
{
	struct record stamp = { 0 };
	struct str query = STR_INIT;
	struct change *c = NULL;
	enum status st = change_begin(app->db, &c, "ask for a time stamp");

	if (st == ST_OK)
		st = stamp_request(c, what[of], exhibit, NULL, &stamp, &query);
	if (st == ST_OK) {
		change_label(c, _("ask for time stamp %s"), record_show(&stamp, "ref"));
		st = outfile_write(app->db, path, false, write_query, &query);
	}
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	if (stamp.entity)
		record_free(&stamp);
	str_free(&query);
	return st;
}

static enum reaction ask_now(struct app *app, struct pane *p, const char *text, int of)
{
	char *path;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	path = path_real(text);
	st = write_to(app, of == OF_EXHIBIT ? p->at.id : 0, of, path);
	if (st == ST_OK) {
		app_say(app, _("Written to %s: send it to an authority, and take its answer in."),
			path);
	} else {
		prompt_ask(app, p, &ask_prompts[of], NULL, text);
		app_failed(app, st);
	}
	free(path);
	return REACT_RELOAD;
}

static enum reaction ask_exhibit(struct app *app, struct pane *p, const char *text)
{
	return ask_now(app, p, text, OF_EXHIBIT);
}

static enum reaction ask_all(struct app *app, struct pane *p, const char *text)
{
	return ask_now(app, p, text, OF_ALL);
}

static enum reaction ask_journal(struct app *app, struct pane *p, const char *text)
{
	return ask_now(app, p, text, OF_JOURNAL);
}

static const struct prompt_kind ask_prompts[] = {
	[OF_EXHIBIT] = { .label = N_("Write the query to: "),
		.accept = ask_exhibit,
		.complete = path_complete },
	[OF_ALL] = { .label = N_("Write the query of all exhibits to: "),
		.accept = ask_all,
		.complete = path_complete },
	[OF_JOURNAL] = { .label = N_("Write the query of the log to: "),
		.accept = ask_journal,
		.complete = path_complete },
};

enum reaction deed_stamp_ask(struct app *app, struct pane *p, const struct action *self)
{
	struct str name = STR_INIT;

	if (self->arg == OF_EXHIBIT)
		custody_file_name(app, p->at.id, ".tsq", &name);
	else
		str_addf(&name, "%s.tsq", self->arg == OF_ALL ? "all-exhibits" : "log");
	prompt_ask(app, p, &ask_prompts[self->arg], NULL, str_text(&name));
	str_free(&name);
	return REACT_REDRAW;
}

/* ---- the answer ---- */

static const struct prompt_kind answer_prompt;

static enum status take(
	struct app *app, const struct str *answer, const struct str *ca, struct stamp_result *out)
{
	struct change *c = NULL;
	enum status st = change_begin(app->db, &c, "take a time stamp in");

	if (st)
		return st;
	work_begin(app, _("Checking"));
	st = stamp_reply(c, 0, answer, ca, stamp_look, out);
	work_end(app);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("take in time stamp %s"), record_show(&out->stamp, "ref"));
	return change_commit(c);
}

/* What it proves, as the end of a sentence. */
static void add_proven(const struct stamp_result *r, struct str *out)
{
	const char *of = record_show(&r->stamp, "of");

	if (!strcmp(of, "journal"))
		str_add(out, _("the log up to when it was asked for"));
	else if (!strcmp(of, "all"))
		str_addf(out, ngettext("%lld exhibit", "%lld exhibits", (unsigned long)r->entered),
			(long long)r->entered);
	else
		str_add(out, _("the exhibit"));
}

static void say_taken(struct app *app, const struct stamp_result *r)
{
	struct str since = STR_INIT, proven = STR_INIT;

	custody_time_words(record_show(&r->stamp, "stamped"), &since);
	add_proven(r, &proven);
	if (r->refused)
		app_warn(app, _("The authority refused: %s"), r->why);
	else if (r->trusted)
		app_say(app, _("Proven to exist since %s, by %s: %s"), str_text(&since),
			record_show(&r->stamp, "authority"), str_text(&proven));
	else
		app_warn(app,
			_("Kept, but not trusted here: %s. Give the certificates of the "
			  "authority."),
			r->why);
	str_free(&since);
	str_free(&proven);
}

/* "FILE", or "FILE CERTIFICATES": names with blanks stand in the way of neither. */
static enum reaction answer_now(struct app *app, struct pane *p, const char *text)
{
	const char *sign = strstr(text, " + ");
	char *first = sign ? strndup(text, (size_t)(sign - text)) : strdup(text);
	struct str answer = STR_INIT, ca = STR_INIT;
	struct stamp_result result = { 0 };
	char *path, *certificates;
	enum status st;

	if (!first || !*first) {
		free(first);
		return REACT_REDRAW;
	}
	path = path_real(first);
	certificates = sign ? path_real(sign + 3) : NULL;
	st = stamp_read_file(app->db, path, &answer);
	if (st == ST_OK && certificates)
		st = stamp_read_file(app->db, certificates, &ca);
	if (st == ST_OK)
		st = take(app, &answer, certificates ? &ca : NULL, &result);
	if (st == ST_OK) {
		say_taken(app, &result);
	} else {
		prompt_ask(app, p, &answer_prompt, NULL, text);
		app_failed(app, st);
	}
	stamp_result_free(&result);
	str_free(&answer);
	str_free(&ca);
	free(first);
	free(path);
	free(certificates);
	return REACT_RELOAD;
}

static const struct prompt_kind answer_prompt = {
	.label = N_("Answer (+ certificates): "),
	.accept = answer_now,
	.complete = path_complete,
};

enum reaction deed_stamp_take(struct app *app, struct pane *p, const struct action *self)
{
	struct str name = STR_INIT;

	(void)self;
	if (p->view == &view_custody)
		custody_file_name(app, p->at.id, ".tsr", &name);
	prompt_ask(app, p, &answer_prompt, NULL, str_text(&name));
	str_free(&name);
	return REACT_REDRAW;
}
