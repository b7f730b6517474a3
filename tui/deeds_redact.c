#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/redaction.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/redacting.h"
#include "tui/work.h"

/*
 * A redacted version of an exhibit: asks what is to go and why, burns it, shows by word and page
 * what was burnt, and saves it when that is wanted.
 */

struct redacting *redacting_new(int64_t exhibit)
{
	struct redacting *r = mem_zero(sizeof(*r));

	r->order.exhibit = exhibit;
	r->done.fd = -1;
	return r;
}

void redacting_free(struct redacting *r)
{
	if (!r)
		return;
	redact_order_free(&r->order);
	redacted_free(&r->done);
	free(r->typed);
	free(r->why);
	free(r);
}

static void forget(struct app *app)
{
	redacting_free(app->redacting);
	app->redacting = NULL;
}

static const struct prompt_kind what_prompt, why_prompt;

/* A sentence stays while the question is asked again. */
static enum reaction ask_again(
	struct app *app, struct pane *p, const struct prompt_kind *kind, const char *text)
{
	char *said = mem_text(db_error(app->db));

	prompt_ask(app, p, kind, NULL, text);
	app_warn(app, "%s", said);
	free(said);
	return REACT_REDRAW;
}

/* ---- what is to go ---- */

static bool looks_like_area(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && text[digits] == ':' && text[digits + 1] >= '0' &&
	       text[digits + 1] <= '9' && strchr(text, ',');
}

static enum status add_piece(struct db *db, struct redact_order *o, const char *piece)
{
	const char *page = _("page");
	size_t len = strlen(page);

	if (looks_like_area(piece))
		return redact_add_area(db, o, piece);
	if (!strncmp(piece, page, len) && piece[len] == ' ' && piece[len + 1] >= '0' &&
		piece[len + 1] <= '9')
		return redact_add_pages(db, o, piece + len + 1);
	return redact_add_word(db, o, piece);
}

/* "Noa Cohen; נועה כהן; page 3; 2:70,120,200,14" */
static enum status read_pieces(struct db *db, struct redact_order *o, const char *text)
{
	enum status st = ST_OK;

	while (*text && st == ST_OK) {
		size_t len = strcspn(text, ";"), from = strspn(text, " ");
		size_t end = len;

		while (end > from && text[end - 1] == ' ')
			end--;
		if (from < end) {
			char *piece = mem_text_n(text + from, end - from);

			st = add_piece(db, o, piece);
			free(piece);
		}
		text += len + (text[len] == ';');
	}
	return st;
}

static enum reaction take_what(struct app *app, struct pane *p, const char *text)
{
	struct redacting *r = app->redacting;
	int64_t exhibit;
	enum status st;

	if (!r)
		return REACT_REDRAW;
	exhibit = r->order.exhibit;
	redact_order_free(&r->order);
	r->order.exhibit = exhibit;
	st = read_pieces(app->db, &r->order, text);
	if (st == ST_OK && !r->order.n_words && !r->order.n_areas && !r->order.n_pages)
		st = db_fail(app->db, ST_INVALID, NULL,
			_("say what is to go: words, areas or whole pages"));
	if (st != ST_OK)
		return ask_again(app, p, &what_prompt, text);
	free(r->typed);
	r->typed = mem_text(text);
	prompt_ask(app, p, &why_prompt, NULL, r->why ? r->why : "");
	return REACT_REDRAW;
}

static enum reaction cancel(struct app *app, struct pane *p)
{
	(void)p;
	forget(app);
	return REACT_REDRAW;
}

static const struct prompt_kind what_prompt = {
	.label = N_("Burn (name; page 3; 2:70,120,200,14): "),
	.accept = take_what,
	.cancel = cancel,
};

/* ---- what was burnt ---- */

static void describe_word(const struct redacting *r, size_t word, struct str *out)
{
	unsigned n = redacted_count(&r->done, word);
	bool first = true;

	if (!n) {
		str_addf(out, _("  %s: not found on any page\n"), r->order.words[word]);
		return;
	}
	str_addf(out, ngettext("  %s: %u time, page ", "  %s: %u times, page ", n),
		r->order.words[word], n);
	for (size_t i = 0; i < r->done.n_hits; i++)
		if (r->done.hits[i].word == word) {
			str_addf(out, "%s%u", first ? "" : ", ", r->done.hits[i].page);
			if (r->done.hits[i].n > 1)
				str_addf(out, " ×%u", r->done.hits[i].n);
			if (r->done.hits[i].ocr)
				str_add(out, _(" by OCR"));
			first = false;
		}
	str_add_c(out, '\n');
}

static void describe_pages(const unsigned *pages, size_t n, const char *what, struct str *out)
{
	if (!n)
		return;
	str_add(out, what);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%u", i ? ", " : "", pages[i]);
	str_add_c(out, '\n');
}

static void describe(const struct redacting *r, struct str *out)
{
	str_add(out, _("What was burnt\n"));
	for (size_t i = 0; i < r->order.n_words; i++)
		describe_word(r, i, out);
	if (r->done.areas)
		str_addf(
			out, ngettext("  %u area\n", "  %u areas\n", r->done.areas), r->done.areas);
	describe_pages(r->done.whole, r->done.n_whole, _("  Whole: page "), out);
	redacted_seen_words(&r->order, &r->done, "  ", out);
	str_addf(out, _("\nReason: %s\n"), r->why);
	str_add(out,
		_("\nThe copy was searched again by other means: nothing of the words is in its "
		  "text, its bytes or what it says of itself. What is handwriting or was not read "
		  "has no letters to be found: look at it before it leaves.\n"));
}

/* ---- saving ---- */

static enum status save(struct app *app, struct redacting *r, struct record *copy)
{
	struct str log = STR_INIT;
	struct redaction what = { .original = r->order.exhibit,
		.why = r->why,
		.mime = r->done.mime,
		.pages = r->done.pages,
		.words = (const char *const *)r->order.words,
		.n_words = r->order.n_words,
		.by = getenv("AMPARO_BY"),
		.fd = r->done.fd };
	struct change *c = NULL;
	enum status st;

	redacted_log(&r->done, &log);
	what.log = str_text(&log);
	st = change_begin(app->db, &c, _("redact an exhibit"));
	if (st == ST_OK)
		st = redaction_save(c, &what, copy);
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	str_free(&log);
	return st;
}

static enum reaction save_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct record copy;
	enum status st;

	(void)about;
	if (!app->redacting)
		return REACT_REDRAW;
	record_init(&copy, ENTITY_EXHIBIT);
	work_begin(app, _("Saving"));
	st = save(app, app->redacting, &copy);
	work_end(app);
	if (st == ST_OK && p->view == &view_report && app_top(app) == p)
		app_drop(app);
	if (st == ST_OK)
		app_say(app, _("Saved as %s, level %s; the original is sealed (u undoes it)"),
			record_show(&copy, "ref"), record_show(&copy, "level"));
	else
		app_failed(app, st);
	record_free(&copy);
	forget(app);
	return REACT_RELOAD;
}

static enum reaction burn(struct app *app, struct pane *p)
{
	struct redacting *r = app->redacting;
	struct place at = { .view = &view_report };
	struct subject about = { ENTITY_EXHIBIT, r->order.exhibit };
	struct str text = STR_INIT;
	bool stopped;
	enum status st;

	work_begin(app, _("Redacting"));
	redacted_free(&r->done);
	st = redact_burn(app->db, &r->order, &r->done);
	stopped = work_end(app);
	if (st == ST_STOPPED || (st == ST_OK && stopped)) {
		app_say(app, _("Stopped; nothing was changed."));
		forget(app);
		return REACT_REDRAW;
	}
	if (st == ST_INVALID)
		return ask_again(app, p, &what_prompt, r->typed);
	if (st != ST_OK) {
		app_failed(app, st);
		forget(app);
		return REACT_REDRAW;
	}
	describe(r, &text);
	at.text = str_text(&text);
	if (app_open(app, &at))
		prompt_question(app, app_top(app), save_now, &about,
			_("Save the redacted version, and seal the original?"));
	str_free(&text);
	return REACT_REDRAW;
}

static enum reaction take_why(struct app *app, struct pane *p, const char *text)
{
	struct redacting *r = app->redacting;
	struct redaction what = { .why = text };

	if (!r)
		return REACT_REDRAW;
	what.original = r->order.exhibit;
	what.words = (const char *const *)r->order.words;
	what.n_words = r->order.n_words;
	if (redaction_check(app->db, &what) != ST_OK)
		return ask_again(app, p, &why_prompt, text);
	free(r->why);
	r->why = mem_text(text);
	return burn(app, p);
}

static const struct prompt_kind why_prompt = {
	.label = N_("Why, and by which rule: "),
	.accept = take_why,
	.cancel = cancel,
	.remembers = true,
};

enum reaction deed_redact(struct app *app, struct pane *p, const struct action *self)
{
	struct subject s;

	(void)self;
	if (!p->view->subject || !p->view->subject(p, &s) || s.entity != ENTITY_EXHIBIT)
		return REACT_NONE;
	forget(app);
	app->redacting = redacting_new(s.id);
	prompt_ask(app, p, &what_prompt, NULL, "");
	return REACT_REDRAW;
}
