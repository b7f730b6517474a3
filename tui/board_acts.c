#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/answer.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/signers.h"
#include "tui/app.h"
#include "tui/board.h"
#include "tui/ways.h"
#include "tui/cells.h"
#include "tui/paths.h"
#include "tui/work.h"

/* ---- answers ---- */

/* Those marked, else the selected one. */
static void find_acted(struct board_view *v)
{
	const struct board_row *row = board_selected(v);

	idset_clear(&v->acted);
	if (v->marks.count)
		idset_join(&v->acted, &v->marks);
	else if (row)
		idset_add(&v->acted, row->id);
}

/* The row after the selected one, else the one before: one goes on there when this one has gone to
 * another group. */
static int64_t neighbour(const struct board_view *v)
{
	enum board_group group;

	for (size_t i = v->scroll.cursor + 1; i < v->scroll.n; i++) {
		const struct board_row *row = board_line(v, i, &group);

		if (row)
			return row->id;
	}
	for (size_t i = v->scroll.cursor; i-- > 0;) {
		const struct board_row *row = board_line(v, i, &group);

		if (row)
			return row->id;
	}
	return 0;
}

/*
 * Whether another program noted another answer of one of them since they were read, which nobody
 * has seen here: it is told, and not written over.
 */
static bool moved_meanwhile(struct app *app, struct pane *p)
{
	struct board_view *v = board_of(p);
	struct str name = STR_INIT;
	struct record r;
	int64_t id = 0;
	enum status st = ST_OK;

	if (p->generation != db_generation(app->db))
		st = board_moved(app->db, v->board, &v->acted, &id);
	if (st == ST_OK && id) {
		st = record_load(app->db, ENTITY_COSIGNER, id, &r);
		if (st == ST_OK)
			st = signer_name(app->db, &r, &name);
		if (st == ST_OK)
			app_warn(app,
				_("%s was noted as %s meanwhile; nothing was changed, look again."),
				str_text(&name), record_show(&r, "state"));
		record_free(&r);
		v->wanted = id;
	}
	app_failed(app, st);
	str_free(&name);
	return id || st;
}

enum reaction board_answer(struct app *app, struct pane *p, const struct action *self)
{
	static const enum answer answers[] = { ANSWER_CONFIRM, ANSWER_DECLINE, ANSWER_WITHDRAW,
		ANSWER_REMIND };
	struct board_view *v = board_of(p);
	struct str said = STR_INIT;
	int64_t changed = 0;
	enum status st;

	find_acted(v);
	if (!v->acted.count)
		return REACT_NONE;
	if (moved_meanwhile(app, p))
		return REACT_REDRAW;
	work_begin(app, _("Noting"));
	st = answer_note(app->db, v->letter, &v->acted, answers[self->arg], &changed);
	work_end(app);
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else if (st != ST_OK) {
		app_failed(app, st);
	} else if (!changed) {
		app_say(app, _("That is known already; nothing was changed."));
	} else {
		cell_counted(entity_get(ENTITY_COSIGNER), changed, &said);
		app_say(app, _("%s: %s (u undoes it)"), _(self->label), str_text(&said));
		if (!v->marks.count)
			v->wanted = neighbour(v);
		idset_clear(&v->marks);
	}
	str_free(&said);
	return REACT_REDRAW;
}

/* ---- drafts ---- */

static void ids_of(const struct idset *set, int64_t **out)
{
	int64_t id = 0;
	size_t n = 0;

	*out = mem_array((size_t)set->count + 1, sizeof(**out));
	while ((id = idset_next(set, id)) != 0)
		(*out)[n++] = id;
}

/* Whom no message can reach, to be read at leisure. */
static void open_nowhere(struct app *app, const struct mailing_result *r)
{
	struct place at = { .view = &view_report };
	struct str text = STR_INIT;

	str_addf(&text, "%s\n%s", _("Without an e-mail address, and not asked"),
		str_text(&r->nowhere));
	at.text = str_text(&text);
	app_open(app, &at);
	str_free(&text);
}

static const struct prompt_kind drafts_prompt;

static enum reaction write_now(struct app *app, struct pane *p, const char *text)
{
	struct board_view *v = board_of(p);
	struct mailing m = { .kind = v->mailing, .letter = v->letter };
	struct mailing_result r = { 0 };
	int64_t *ids;
	char *dir;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	ids_of(&v->acted, &ids);
	dir = path_real(text);
	m.cosigners = ids;
	m.n = (size_t)v->acted.count;
	m.out = dir;
	work_begin(app, _("Writing drafts"));
	st = mailing_write(app->db, &m, &r);
	work_end(app);
	if (st == ST_OK) {
		idset_clear(&v->marks);
		if (r.without)
			open_nowhere(app, &r);
		app_say(app,
			ngettext("%lld draft in %s; nothing was sent (u forgets that they were "
				 "asked)",
				"%lld drafts in %s; nothing was sent (u forgets that they were "
				"asked)",
				(unsigned long)r.written),
			(long long)r.written, dir);
	} else {
		/* A folder that was no good can be mended where it was typed. */
		if (st == ST_IO || st == ST_CONFLICT)
			prompt_ask(app, p, &drafts_prompt, NULL, text);
		app_failed(app, st);
	}
	mailing_result_free(&r);
	free(ids);
	free(dir);
	return REACT_REDRAW;
}

static const struct prompt_kind drafts_prompt = {
	.label = N_("Drafts into the new folder: "),
	.accept = write_now,
	.complete = path_complete,
};

/* Of those invited, the ones not asked yet are invited, and the others reminded. */
static bool is_due(const struct board_view *v, const struct board_row *row)
{
	return row->group != BOARD_INVITED || row->asked == (v->mailing == MAILING_REMINDER);
}

/* Those marked, else all of the group that the cursor is in to whom such a message goes. */
static void find_addressees(struct board_view *v, enum board_group group)
{
	const struct board_row *rows;
	size_t n;

	idset_clear(&v->acted);
	if (v->marks.count) {
		idset_join(&v->acted, &v->marks);
		return;
	}
	rows = board_rows(v->board, &n);
	for (size_t i = 0; i < n; i++)
		if (rows[i].group == group && is_due(v, &rows[i]))
			idset_add(&v->acted, rows[i].id);
}

/* Why a message to the group of that row goes to nobody; NULL: it goes to some. */
static const char *say_nobody(const struct board_view *v, const struct board_row *row)
{
	if (v->marks.count)
		return NULL;
	if (row->group == BOARD_CONFIRMED || row->group == BOARD_DECLINED ||
		row->group == BOARD_WITHDRAWN)
		return _("These have answered; mark those who are to be asked all the same.");
	if (v->acted.count)
		return NULL;
	return v->mailing == MAILING_REMINDER
		       ? _("None of these was asked yet; mark those who are to be reminded all the "
			   "same.")
		       : _("All of these were asked; remind them, or mark those to be invited "
			   "again.");
}

enum reaction board_mail(struct app *app, struct pane *p, const struct action *self)
{
	static const char *const kinds[] = { [MAILING_INVITATION] = "invitations",
		[MAILING_REMINDER] = "reminders",
		[MAILING_AGAIN] = "again" };
	struct board_view *v = board_of(p);
	const struct board_row *row = board_selected(v);
	struct str dir = STR_INIT, label = STR_INIT;
	const char *nobody;

	if (!row)
		return REACT_NONE;
	v->mailing = row->group == BOARD_OLDER                   ? MAILING_AGAIN
		     : self->arg || row->group == BOARD_REMINDED ? MAILING_REMINDER
								 : MAILING_INVITATION;
	find_addressees(v, row->group);
	nobody = say_nobody(v, row);
	if (nobody) {
		app_say(app, "%s", nobody);
		return REACT_REDRAW;
	}
	str_addf(&dir, "%s-%s", v->ref, kinds[v->mailing]);
	str_add(&label, _("Drafts to "));
	cell_counted(entity_get(ENTITY_COSIGNER), v->acted.count, &label);
	str_add(&label, _(" into: "));
	prompt_ask(app, p, &drafts_prompt, str_text(&label), str_text(&dir));
	str_free(&dir);
	str_free(&label);
	return REACT_REDRAW;
}

/* ---- the block ---- */

static void add_alike(const struct signers *s, struct str *out)
{
	struct str alike = STR_INIT;

	if (signers_alike(s, &alike))
		str_addf(out, "\n%s\n%s", _("These may be one organisation that is counted twice:"),
			str_text(&alike));
	str_free(&alike);
}

enum reaction board_block(struct app *app, struct pane *p, const struct action *self)
{
	struct board_view *v = board_of(p);
	struct place at = { .view = &view_report };
	const struct record *letter = v->board ? board_letter(v->board) : NULL;
	struct str text = STR_INIT;
	struct signers s;
	enum status st = signers_read(app->db, v->letter, NULL, NULL, &s);

	(void)self;
	if (st == ST_OK) {
		str_addf(&text, "%s\n", _("Signature block"));
		signers_text(&s, letter ? record_get(letter, "language") : NULL, &text);
		if (!s.n)
			str_addf(&text, "%s\n", _("Nobody has signed the current text."));
		if (s.older) {
			str_add_c(&text, '\n');
			str_add(&text, _("Confirmed an older text, and not in the block: "));
			str_add_number(&text, s.older);
			str_add_c(&text, '\n');
		}
		add_alike(&s, &text);
		at.text = str_text(&text);
		app_open(app, &at);
	} else {
		app_failed(app, st);
	}
	signers_free(&s);
	str_free(&text);
	return REACT_REDRAW;
}

/* ---- the way here ---- */

/* The letter itself, or the one that the record or the list belongs to. */
static int64_t letter_of(struct app *app, struct pane *p, int64_t *cosigner)
{
	struct subject s = { ENTITY_NONE, 0 };
	struct record r;
	int64_t id = 0;

	if (p->view->subject && p->view->subject(p, &s)) {
		if (s.entity == ENTITY_LETTER)
			return s.id;
		if (s.entity == ENTITY_COSIGNER)
			*cosigner = s.id;
		if (record_load(app->db, s.entity, s.id, &r) == ST_OK) {
			int field = entity_owned_by(r.entity, ENTITY_LETTER);

			id = field < 0 ? 0 : r.values[field].num;
		}
		record_free(&r);
	}
	return id || p->at.owner != ENTITY_LETTER ? id : p->at.owner_id;
}

enum reaction board_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_board, .entity = ENTITY_LETTER };

	(void)self;
	at.id = letter_of(app, p, &at.owner_id);
	at.owner = at.owner_id ? ENTITY_COSIGNER : ENTITY_NONE;
	return way_in(app, p, &at, _("Select a letter first: the board is of those who sign it."));
}
