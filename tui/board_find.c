/* Finding somebody on the board: by name, address, reference, or who signs for them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/board.h"
#include "tui/work.h"

static void add_folded(const struct record *r, const char *field, struct str *out)
{
	const char *text = record_get(r, field);

	if (!text)
		return;
	text_fold(out, text, strlen(text));
	/* What ends one text is not found with what begins the next. */
	str_add_c(out, '\n');
}

static enum status read_folded(struct db *db, const struct board_row *row, struct str *out)
{
	struct record cosigner, contact;
	enum status st = record_load(db, ENTITY_COSIGNER, row->id, &cosigner);

	if (st) {
		record_free(&cosigner);
		return st;
	}
	st = record_load(db, ENTITY_CONTACT, row->contact, &contact);
	if (st == ST_OK) {
		add_folded(&cosigner, "title", out);
		add_folded(&cosigner, "signed_by", out);
		add_folded(&cosigner, "ref", out);
		add_folded(&contact, "name", out);
		add_folded(&contact, "native_name", out);
		add_folded(&contact, "email", out);
	}
	record_free(&cosigner);
	record_free(&contact);
	return st;
}

/* The next line after the cursor that holds it, around the end; ST_END: none. */
static enum status find_line(struct app *app, struct pane *p, const char *sought, size_t *line)
{
	const struct board_view *v = board_of(p);
	enum board_group group;
	enum status st = ST_OK;

	for (size_t i = 1; i <= v->scroll.n && st == ST_OK; i++) {
		const size_t at = (v->scroll.cursor + i) % v->scroll.n;
		const struct board_row *row = board_line(v, at, &group);
		struct str folded = STR_INIT;
		bool found = false;

		if (row)
			st = read_folded(app->db, row, &folded);
		if (st == ST_OK && row)
			found = strstr(str_text(&folded), sought) != NULL;
		str_free(&folded);
		/* It has gone since. */
		if (st == ST_NOTFOUND)
			st = ST_OK;
		if (st == ST_OK)
			st = db_progress(app->db, _("cosigners"), (int64_t)i, (int64_t)v->scroll.n);
		if (found) {
			*line = at;
			return st;
		}
	}
	return st == ST_OK ? ST_END : st;
}

static void go_to(struct pane *p, size_t line)
{
	struct board_view *v = board_of(p);

	v->wanted = 0;
	v->scroll.cursor = line;
	scroll_fix(&v->scroll);
	/* The first of a group is seen with its heading. */
	if (v->scroll.top == line && line > 0)
		v->scroll.top = line - 1;
	app_failed(p->app, board_read_lines(p, false));
}

static enum reaction find_now(struct app *app, struct pane *p, const char *text)
{
	struct board_view *v = board_of(p);
	struct str sought = STR_INIT;
	const size_t from = v->scroll.cursor;
	size_t line = 0;
	enum status st;

	text_fold(&sought, text, strlen(text));
	if (!sought.len || !v->scroll.n) {
		str_free(&sought);
		return REACT_REDRAW;
	}
	free(v->sought);
	v->sought = mem_text(text);
	work_begin(app, _("Searching"));
	st = find_line(app, p, str_text(&sought), &line);
	work_end(app);
	if (st == ST_OK)
		go_to(p, line);
	if (st == ST_OK && line == from)
		app_say(app, _("This is the only one."));
	else if (st == ST_END)
		app_say(app, _("Nobody here is called so, or has such an address."));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped."));
	else
		app_failed(app, st);
	str_free(&sought);
	return REACT_REDRAW;
}

static const struct prompt_kind find_prompt = {
	.label = N_("Find a cosigner: "),
	.accept = find_now,
	.remembers = true,
};

enum reaction board_find(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &find_prompt, NULL, board_of(p)->sought ? board_of(p)->sought : "");
	return REACT_REDRAW;
}
