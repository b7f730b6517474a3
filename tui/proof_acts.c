#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/proof.h"
#include "tui/ways.h"

/* What can be done in the proof view. */

/* ---- looking ---- */

static void open_record(struct app *app, enum entity_id entity, int64_t id)
{
	struct place at = { .view = &view_record, .entity = entity, .id = id };

	app_open(app, &at);
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);
	const struct proof_exhibit *e = proof_exhibit(v);
	size_t n;
	const struct proof_cell *cell = proof_cell(v, &n);

	if (self->arg == 0 && cell)
		open_record(app, ENTITY_PROOF, cell->id);
	else if (self->arg != 2 && e)
		open_record(app, ENTITY_EXHIBIT, e->rule.id);
	else if (self->arg != 1 && c)
		open_record(app, ENTITY_CLAIM, c->id);
	else
		app_say(app, "%s",
			self->arg == 1 ? _("Go to the right, to an exhibit, first.")
				       : _("Go to a claim first."));
	return REACT_REDRAW;
}

/* ---- adding ---- */

/* The exhibit of the cell, or of the line, stands in the form already. */
static enum reaction act_add_proof(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);
	const struct proof_exhibit *e = proof_exhibit(v);
	struct place at = { .view = &view_form, .entity = ENTITY_PROOF, .owner = ENTITY_CLAIM };
	struct record r;
	struct str text = STR_INIT;

	(void)self;
	if (!c) {
		app_say(app, "%s",
			v->map.n_claims ? _("Go to a claim first, and there to the right, or a.")
					: _("There is no claim yet: A adds what must be proved."));
		return REACT_REDRAW;
	}
	at.owner_id = c->id;
	if (e && record_load(app->db, ENTITY_EXHIBIT, e->rule.id, &r) == ST_OK) {
		str_addf(&text, "%s/%s", record_show(&r, "case"), record_show(&r, "ref"));
		at.field = "exhibit";
		at.text = str_text(&text);
		record_free(&r);
	}
	app_open(app, &at);
	str_free(&text);
	return REACT_REDRAW;
}

/* Below the selected claim; arg 1: an element of its own. */
static enum reaction act_add_claim(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const struct proof_claim *c = self->arg ? NULL : proof_claim(v);
	struct place at = { .view = &view_form,
		.entity = ENTITY_CLAIM,
		.owner = ENTITY_PETITION,
		.owner_id = v->petition };
	struct str text = STR_INIT;

	if (c) {
		str_addf(&text, "%s/%s", v->ref, c->ref);
		at.field = "parent";
		at.text = str_text(&text);
	}
	app_open(app, &at);
	str_free(&text);
	return REACT_REDRAW;
}

/* ---- the status ---- */

static enum status save_status(struct app *app, int64_t claim, const char *status, const char *why)
{
	struct change *c = NULL;
	struct record r;
	enum status st = record_load(app->db, ENTITY_CLAIM, claim, &r);

	if (st == ST_OK && status)
		st = record_set_name(app->db, &r, "status", status);
	if (st == ST_OK)
		st = record_set_name(app->db, &r, "status_reason", why);
	if (st == ST_OK)
		st = change_begin(app->db, &c, "edit claim %s", record_show(&r, "ref"));
	if (st == ST_OK)
		st = record_save(c, &r);
	if (st == ST_OK) {
		st = change_commit(c);
		c = NULL;
	}
	change_cancel(c);
	record_free(&r);
	return st;
}

static enum reaction take_reason(struct app *app, struct pane *p, const char *text)
{
	struct proof_view *v = proof_of(p);
	enum status st;

	if (!*text) {
		app_say(app, "%s", _("Without a reason the status stays as it is."));
		return REACT_REDRAW;
	}
	st = save_status(app, v->act_claim, v->act_text, text);
	if (st == ST_OK)
		app_say(app, _("Set to %s, as you said; u undoes it."),
			claim_status_label(claim_status_named(v->act_text)));
	else
		app_failed(app, st);
	return REACT_RELOAD;
}

static const struct prompt_kind reason_prompt = {
	.label = N_("Why: "),
	.accept = take_reason,
};

#define BY_RULE "rule"

static enum reaction take_status(struct app *app, struct pane *p, const char *text)
{
	struct proof_view *v = proof_of(p);
	enum claim_status status = claim_status_named(text);

	if (!strcmp(text, BY_RULE)) {
		enum status st = save_status(app, v->act_claim, NULL, NULL);

		if (st == ST_OK)
			app_say(app, "%s", _("It follows from the proofs."));
		else
			app_failed(app, st);
		return REACT_RELOAD;
	}
	if (strcmp(claim_status_name(status), text) != 0) {
		app_warn(app,
			_("'%.40s' is no status; unproven, disputed, supported, proven or rule."),
			text);
		return REACT_REDRAW;
	}
	free(v->act_text);
	v->act_text = mem_text(text);
	prompt_ask(app, p, &reason_prompt, NULL, "");
	return REACT_REDRAW;
}

static void complete_status(
	struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	(void)app;
	(void)p;
	for (int i = 0; i <= CLAIM_PROVEN; i++)
		if (!strncmp(claim_status_name((enum claim_status)i), text, strlen(text)))
			candidates_add(out, claim_status_name((enum claim_status)i));
	if (!strncmp(BY_RULE, text, strlen(text)))
		candidates_add(out, BY_RULE);
}

static const struct prompt_kind status_prompt = {
	.label = N_("Status, or rule (Tab): "),
	.accept = take_status,
	.complete = complete_status,
};

static enum reaction act_status(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);

	(void)self;
	if (!c) {
		app_say(app, "%s", _("Go to a claim first."));
		return REACT_REDRAW;
	}
	v->act_claim = c->id;
	v->column = CLAIM_COLUMN;
	proof_show_column(v);
	prompt_ask(app, p, &status_prompt, NULL, "");
	return REACT_REDRAW;
}

/* ---- the way here ---- */

/* The claim or the exhibit that is selected elsewhere is selected here, too. */
enum reaction proof_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_proof, .entity = ENTITY_PETITION };
	struct subject s = { ENTITY_NONE, 0 };
	struct record r;

	(void)self;
	if (p->view == &view_proof)
		return REACT_CLOSE;
	if (p->view->subject && p->view->subject(p, &s)) {
		if (s.entity == ENTITY_CLAIM || s.entity == ENTITY_EXHIBIT) {
			at.owner = s.entity;
			at.owner_id = s.id;
		} else if (s.entity == ENTITY_PROOF &&
			   record_load(app->db, s.entity, s.id, &r) == ST_OK) {
			at.owner = ENTITY_CLAIM;
			at.owner_id = record_num(&r, "claim");
			record_free(&r);
		}
	}
	at.id = deed_petition_of(app, p);
	if (!at.id && at.owner == ENTITY_CLAIM &&
		record_load(app->db, ENTITY_CLAIM, at.owner_id, &r) == ST_OK) {
		at.id = record_num(&r, "petition");
		record_free(&r);
	}
	if (!at.id && at.owner == ENTITY_EXHIBIT)
		app_failed(app, proof_petition_of_exhibit(app->db, at.owner_id, &at.id));
	return way_in(app, p, &at,
		_("Select a petition or a claim first: proof is of what a petition claims."));
}

const struct action proof_actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_(
			"The page of the proof, of the exhibit, or of the claim that is selected"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "add-proof",
		.label = N_("proof"),
		.help = N_(
			"Say that an exhibit supports the claim, contradicts it or gives context"),
		.verb = "add",
		.rank = 2,
		.run = act_add_proof },
	{ .name = "add-fact",
		.label = N_("fact"),
		.help = N_("Add a claim below this one: a fact that is there to prove it"),
		.verb = "add",
		.rank = 3,
		.run = act_add_claim },
	{ .name = "add-element",
		.label = N_("element"),
		.help = N_("Add a claim that stands for itself: an element that must be proved"),
		.verb = "add",
		.arg = 1,
		.run = act_add_claim },
	{ .name = "set-status",
		.label = N_("status"),
		.help = N_("Set the claim's status and say why, or let it follow from the proofs"),
		.verb = "edit",
		.needs = NEEDS_ROW,
		.rank = 4,
		.run = act_status },
	{ .name = "order",
		.label = N_("tree"),
		.help = N_("The claims as a tree, or what is missing first"),
		.rank = 5,
		.run = proof_order },
	{ .name = "only-gaps",
		.label = N_("gaps"),
		.help = N_("Only what is not proven, or all claims"),
		.rank = 6,
		.arg = 1,
		.run = proof_order },
	{ .name = "fold",
		.label = N_("fold"),
		.help = N_("Show or hide the claims below this one, in the tree"),
		.run = proof_fold },
	{ .name = "exhibit-right",
		.label = N_("right"),
		.help = N_("To the next exhibit"),
		.arg = 1,
		.run = proof_column },
	{ .name = "exhibit-left",
		.label = N_("left"),
		.help = N_("To the exhibit before, and from the first to the claim"),
		.arg = -1,
		.run = proof_column },
	{ .name = "next-proof",
		.label = N_("next proof"),
		.help = N_("To the next cell that holds a proof"),
		.arg = 1,
		.run = proof_next },
	{ .name = "previous-proof",
		.label = N_("proof before"),
		.help = N_("To the cell before that holds a proof"),
		.arg = -1,
		.run = proof_next },
	{ .name = "open-exhibit",
		.label = N_("exhibit"),
		.help = N_("The page of the exhibit"),
		.verb = "show",
		.arg = 1,
		.run = act_open },
	{ .name = "open-claim",
		.label = N_("claim"),
		.help = N_("The page of the claim"),
		.verb = "show",
		.arg = 2,
		.run = act_open },
	{ .name = "export",
		.label = N_("export"),
		.help = N_("Write it to a file: CSV, JSON, DocBook for a memo, or text"),
		.verb = "prove",
		.run = proof_export },
	DEED_EDIT,
	DEED_REMOVE,
	DEED_LINK,
	DEED_HISTORY,
	{ .name = NULL },
};
