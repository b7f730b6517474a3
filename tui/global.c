#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/journal.h"
#include "tui/app.h"
#include "tui/appeals.h"
#include "tui/custody_view.h"
#include "tui/board.h"
#include "tui/chain.h"
#include "tui/copy.h"
#include "tui/deadline_ask.h"
#include "tui/deeds.h"
#include "tui/drafts.h"
#include "tui/frame.h"
#include "tui/palette.h"
#include "tui/preview.h"
#include "tui/proof.h"
#include "tui/ways.h"
#include "tui/work.h"

static enum reaction act_move(struct app *app, struct pane *p, const struct action *self)
{
	int64_t n = app->count > 0 ? app->count : 1;

	return pane_move(p, (enum move)self->arg, n) ? REACT_REDRAW : REACT_NONE;
}

/* G goes to the end, 12G to row 12. */
static enum reaction act_end(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (app->count > 0)
		return pane_move(p, MOVE_PLACE, app->count) ? REACT_REDRAW : REACT_NONE;
	return pane_move(p, MOVE_END, 1) ? REACT_REDRAW : REACT_NONE;
}

/* 50% goes to the middle. */
static enum reaction act_share(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (!pane_moves(p))
		return REACT_NONE;
	if (app->count < 0) {
		app_say(app, _("Type a number before it: 50%% goes to the middle."));
		return REACT_REDRAW;
	}
	return pane_move(p, MOVE_SHARE, app->count) ? REACT_REDRAW : REACT_NONE;
}

static enum reaction act_close(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	if (app->focus != FOCUS_MAIN)
		app->focus = FOCUS_MAIN;
	else
		app_back(app);
	return REACT_REDRAW;
}

/* Up the way one came: at its beginning stand the cases. */
static enum reaction act_back(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	if (app->focus == FOCUS_SIDE)
		app->focus = FOCUS_MAIN;
	else if (app->focus == FOCUS_MAIN && app->depth > 1)
		app_back(app);
	else
		app->focus = FOCUS_NAV;
	return REACT_REDRAW;
}

static enum reaction act_quit(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_QUIT;
}

static enum reaction act_cancel(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (app->focus != FOCUS_MAIN)
		app->focus = FOCUS_MAIN;
	else if (p->view == &view_home)
		app_say(app, _("q leaves the program."));
	return REACT_REDRAW;
}

static enum reaction act_home(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_back_to(app, 0);
	return REACT_REDRAW;
}

static enum reaction act_sections(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app->focus = FOCUS_NAV;
	return REACT_REDRAW;
}

static enum reaction act_log(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place log = { .view = &view_log };

	(void)p;
	(void)self;
	app_open(app, &log);
	return REACT_REDRAW;
}

static enum reaction act_views(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place views = { .view = &view_views };

	(void)p;
	(void)self;
	app_open(app, &views);
	return REACT_REDRAW;
}

static enum reaction act_messages(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place messages = { .view = &view_messages };

	(void)self;
	if (p->view == &view_messages)
		return REACT_CLOSE;
	app_open(app, &messages);
	return REACT_REDRAW;
}

static enum reaction act_search(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place search = { .view = &view_search };

	(void)self;
	if (p->view != &view_search && !app_open(app, &search))
		return REACT_REDRAW;
	app_act(app, app_focused(app), "words");
	return REACT_REDRAW;
}

static enum reaction act_help(struct app *app, struct pane *p, const struct action *self)
{
	struct place help = { .view = &view_help };
	struct str text = STR_INIT;

	(void)self;
	if (p->view == &view_help)
		return REACT_CLOSE;
	/* Help is about the view it was called from, and about the field that is typed into. */
	str_add(&text, p->view->name);
	if (p->view->input && p->view->hint) {
		str_add_c(&text, '\n');
		p->view->hint(p, &text);
	}
	help.text = str_text(&text);
	app_open(app, &help);
	str_free(&text);
	return REACT_REDRAW;
}

static enum reaction act_command(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &palette_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction act_set(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	set_run(app, "");
	return REACT_REDRAW;
}

static enum reaction act_undo(struct app *app, struct pane *p, const struct action *self)
{
	bool back = self->arg > 0; /* redo */
	char *label = NULL;
	enum status st;

	(void)p;
	work_begin(app, back ? _("Putting back") : _("Undoing"));
	st = back ? journal_redo(app->db, &label) : journal_undo(app->db, &label);
	work_end(app);
	if (st == ST_OK && back)
		app_say(app, _("Put back: %s"), label);
	else if (st == ST_OK)
		app_say(app, _("Undone: %s (^R puts it back)"), label);
	else if (st == ST_NOTFOUND)
		app_say(app, "%s",
			back ? _("There is nothing to put back.") : _("There is nothing to undo."));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	free(label);
	return REACT_REDRAW;
}

static enum reaction act_redraw(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_stale(app);
	screen_redraw(app->screen);
	return REACT_REDRAW;
}

static enum reaction act_pause(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	screen_pause(app->screen);
	return REACT_REDRAW;
}

#define MOVE_ACTION(n, l, h, m)                                                                    \
	{                                                                                          \
		.name = n, .label = l, .help = h, .arg = m, .run = act_move                        \
	}

const struct action global_actions[] = {
	MOVE_ACTION("down", N_("down"), N_("To the next row"), MOVE_DOWN),
	MOVE_ACTION("up", N_("up"), N_("To the row before"), MOVE_UP),
	MOVE_ACTION("page-down", N_("page down"), N_("A screen further down"), MOVE_PAGE_DOWN),
	MOVE_ACTION("page-up", N_("page up"), N_("A screen further up"), MOVE_PAGE_UP),
	MOVE_ACTION("half-down", N_("half down"), N_("Half a screen further down"), MOVE_HALF_DOWN),
	MOVE_ACTION("half-up", N_("half up"), N_("Half a screen further up"), MOVE_HALF_UP),
	MOVE_ACTION("top", N_("top"), N_("To the first row"), MOVE_TOP),
	{ .name = "end",
		.label = N_("end"),
		.help = N_("To the last row; 12 and then G: to row 12"),
		.run = act_end },
	{ .name = "share",
		.label = N_("share"),
		.help = N_("So many of a hundred rows down: 50 and then this key goes to the "
			   "middle"),
		.run = act_share },
	{ .name = "next-pane",
		.label = N_("next pane"),
		.help = N_("To the next part of the screen: where you are, the list, the record"),
		.rank = 60,
		.arg = 1,
		.run = frame_next_pane },
	{ .name = "last-pane",
		.label = N_("pane before"),
		.help = N_("To the part of the screen before"),
		.arg = -1,
		.run = frame_next_pane },
	{ .name = "back",
		.label = N_("back"),
		.help = N_("Back up the way you came"),
		.run = act_back },
	{ .name = "home",
		.label = N_("home"),
		.help = N_("To the first page: deadlines, signatures, what waits"),
		.run = act_home },
	{ .name = "sections",
		.label = N_("cases"),
		.help = N_("To the cases and their sections"),
		.rank = 55,
		.run = act_sections },
	{ .name = "search",
		.label = N_("find"),
		.help = N_("Find words in everything"),
		.verb = "search",
		.rank = 56,
		.run = act_search },
	{ .name = "timeline",
		.label = N_("timeline"),
		.help = N_("The case along time: events, filings, rulings, letters, deadlines"),
		.run = way_timeline },
	{ .name = "calendar",
		.label = N_("calendar"),
		.help = N_("A month with what each day has, of the case or of the whole file"),
		.run = way_calendar },
	{ .name = "charts",
		.label = N_("charts"),
		.help = N_("Who signed the petition, by day and by country"),
		.verb = "count",
		.run = way_charts },
	{ .name = "board",
		.label = N_("board"),
		.help = N_("Where everybody stands who was asked to sign the letter"),
		.verb = "letter",
		.run = board_open },
	{ .name = "statement",
		.label = N_("statement"),
		.help = N_("The petition's signatures: declared, held, counted, and how"),
		.verb = "statement",
		.run = way_statement },
	{ .name = "appeals",
		.label = N_("appeals"),
		.help = N_("The rulings of the case as they review one another, what each decides, "
			   "what cites it, what follows"),
		.verb = "ruling",
		.run = appeals_open },
	{ .name = "custody",
		.label = N_("custody"),
		.help = N_("Who had the exhibit, what was done with it and when, what does not "
			   "fit, and its "
			   "time stamps"),
		.verb = "exhibit",
		.run = custody_open },
	{ .name = "look",
		.label = N_("look at it"),
		.help = N_("Look at a working copy of the exhibit in another program; nothing is "
			   "left of it"),
		.verb = "exhibit",
		.run = custody_look },
	{ .name = "proof",
		.label = N_("proof"),
		.help = N_("What the petition must prove, what proves it, and what is missing"),
		.verb = "prove",
		.run = proof_open },
	{ .name = "exhibit-marks",
		.label = N_("exhibit marks"),
		.help = N_("What the petition calls its exhibits: P/1, Annex 1; gives, moves and "
			   "withdraws marks"),
		.verb = "mark",
		.run = way_numbering },
	{ .name = "deadline",
		.label = N_("deadline"),
		.help = N_(
			"Count a deadline from the petition, ruling, event or case; of a deadline, "
			"its control sheet"),
		.verb = "deadline",
		.run = deadline_open },
	{ .name = "chain",
		.label = N_("chain"),
		.help = N_("What the record refers to and what refers to it, on and on, by date"),
		.verb = "chain",
		.run = chain_open },
	{ .name = "check-chains",
		.label = N_("check chains"),
		.help = N_("What is circular or broken: links, citations, appeals, decisions"),
		.verb = "chain",
		.run = chain_report },
	{ .name = "review",
		.label = N_("review"),
		.help = N_("Who may have signed the petition twice, two rows side by side"),
		.verb = "dedupe",
		.run = way_review },
	DEED_DEDUPE,
	DEED_COUNT_NEXT,
	{ .name = "undo",
		.label = N_("undo"),
		.help = N_("Undo the last change"),
		.verb = "undo",
		.rank = 50,
		.run = act_undo },
	{ .name = "redo",
		.label = N_("redo"),
		.help = N_("Put back what was undone"),
		.verb = "redo",
		.arg = 1,
		.run = act_undo },
	{ .name = "unsaved",
		.label = N_("unsaved"),
		.help = N_("Go on with a form that was left unsaved"),
		.run = drafts_open },
	{ .name = "log",
		.label = N_("log"),
		.help = N_("What was done, and when"),
		.verb = "log",
		.run = act_log },
	{ .name = "views",
		.label = N_("views"),
		.help = N_("The views that are open, to go back to any of them"),
		.run = act_views },
	{ .name = "verify",
		.label = N_("verify"),
		.help = N_("Check that the log and every exhibit are as they were recorded"),
		.verb = "verify",
		.run = deed_verify },
	{ .name = "messages",
		.label = N_("messages"),
		.help = N_("What was said in the bottom line, to read it again"),
		.run = act_messages },
	{ .name = "command",
		.label = N_("command"),
		.help = N_("Find anything that can be done, or a record, by a few letters"),
		.rank = 90,
		.run = act_command },
	{ .name = "set",
		.label = N_("settings"),
		.help = N_("Change a setting until you leave the program"),
		.run = act_set },
	{ .name = "toggle-side",
		.label = N_("record"),
		.help = N_("Show the record beside the list, or put it away"),
		.run = frame_toggle_side },
	{ .name = "toggle-cases",
		.label = N_("cases"),
		.help = N_("Show the cases beside the list, or put them away"),
		.run = frame_toggle_nav },
	{ .name = "border-left",
		.label = N_("border left"),
		.help = N_("Move the border of the pane to the left; 10 and then <: by 10 columns"),
		.arg = -1,
		.run = frame_border },
	{ .name = "border-right",
		.label = N_("border right"),
		.help = N_("Move the border of the pane to the right"),
		.arg = 1,
		.run = frame_border },
	{ .name = "usual-panes",
		.label = N_("usual panes"),
		.help = N_("All panes shown again, as wide as at first"),
		.run = frame_usual },
	{ .name = "blank",
		.label = N_("blank"),
		.help = N_("Hide everything on the screen at once; any key shows it again"),
		.arg = CURTAIN_BLANK,
		.run = curtain_act },
	{ .name = "lock",
		.label = N_("lock"),
		.help = N_("The same, until some digits are typed; it does not protect the file"),
		.arg = CURTAIN_LOCKED,
		.run = curtain_act },
	{ .name = "preview",
		.label = N_("look"),
		.help = N_("Look at the exhibit: its text page by page, its pictures, what it says "
			   "of itself"),
		.needs = NEEDS_RECORD,
		.run = preview_open },
	{ .name = "reveal",
		.label = N_("withheld"),
		.help = N_("Show what a gag order withholds, until you leave the view; again: hide "
			   "it"),
		.run = reveal_act },
	{ .name = "tour",
		.label = N_("tour"),
		.help = N_("The short tour of the screen, as at the first start"),
		.run = tour_act },
	{ .name = "copy",
		.label = N_("copy"),
		.help = N_("Copy the reference and name of what is selected, or the value of the "
			   "line in a record"),
		.needs = NEEDS_ROW,
		.run = copy_run },
	{ .name = "copy-record",
		.label = N_("copy all"),
		.help = N_("Copy all fields of the record, as cells for a spreadsheet"),
		.needs = NEEDS_RECORD,
		.arg = 1,
		.run = copy_run },
	{ .name = "redraw",
		.label = N_("redraw"),
		.help = N_("Read and draw everything again"),
		.run = act_redraw },
	{ .name = "pause",
		.label = N_("pause"),
		.help = N_("Back to the shell; fg returns"),
		.run = act_pause },
	{ .name = "cancel",
		.label = N_("cancel"),
		.help = N_("Leave what was begun"),
		.run = act_cancel },
	{ .name = "help",
		.label = N_("help"),
		.help = N_("The keys that work here"),
		.verb = "help",
		.rank = 91,
		.run = act_help },
	{ .name = "close",
		.label = N_("back"),
		.help = N_("Close this view; on the first page: leave the program"),
		.rank = 92,
		.run = act_close },
	{ .name = "quit", .label = N_("quit"), .help = N_("Leave the program"), .run = act_quit },
	{ .name = NULL },
};

static enum reaction act_edit(struct app *app, struct pane *p, const struct action *self)
{
	struct input *in = app_input(app);

	if (!in || !input_edit(in, (enum edit)self->arg))
		return REACT_NONE;
	if (app->prompt.kind)
		prompt_changed(app);
	else if (p->view->typed)
		p->view->typed(p);
	return REACT_REDRAW;
}

#define EDIT_ACTION(n, h, e)                                                                       \
	{                                                                                          \
		.name = n, .label = h, .help = h, .arg = e, .run = act_edit                        \
	}

const struct action edit_actions[] = {
	EDIT_ACTION("left", N_("A character to the left"), EDIT_LEFT),
	EDIT_ACTION("right", N_("A character to the right"), EDIT_RIGHT),
	EDIT_ACTION("word-left", N_("A word to the left"), EDIT_WORD_LEFT),
	EDIT_ACTION("word-right", N_("A word to the right"), EDIT_WORD_RIGHT),
	EDIT_ACTION("line-start", N_("To the start of the line"), EDIT_START),
	EDIT_ACTION("line-end", N_("To the end of the line"), EDIT_END),
	EDIT_ACTION("erase", N_("Erase the character before the cursor"), EDIT_ERASE),
	EDIT_ACTION("erase-ahead", N_("Erase the character behind the cursor"), EDIT_ERASE_AHEAD),
	EDIT_ACTION("erase-word", N_("Erase the word before the cursor"), EDIT_ERASE_WORD),
	EDIT_ACTION("erase-start", N_("Erase everything before the cursor"), EDIT_ERASE_START),
	EDIT_ACTION("erase-end", N_("Erase everything behind the cursor"), EDIT_ERASE_END),
	{ .name = NULL },
};
