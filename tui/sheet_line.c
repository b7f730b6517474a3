#include "config.h"

#include "tui/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/signatory_like.h"
#include "tui/app.h"
#include "tui/save.h"

/* What is typed into a line, and how it becomes a signatory. */

#define CELL_MAX 1000 /* bytes */

const char *const sheet_fields[SHEET_CELLS] = { "name", "city", "country", "signed", "email" };

struct sheet_line *sheet_now(struct sheet *s)
{
	return &s->lines[s->at];
}

void sheet_line_init(struct sheet_line *l)
{
	memset(l, 0, sizeof(*l));
	record_init(&l->record, ENTITY_SIGNATORY);
	for (size_t i = 0; i < SHEET_CELLS; i++)
		input_init(&l->cells[i], CELL_MAX, false);
}

void sheet_line_free(struct sheet_line *l)
{
	record_free(&l->record);
	for (size_t i = 0; i < SHEET_CELLS; i++)
		input_free(&l->cells[i]);
	free(l->error);
	l->error = NULL;
}

bool sheet_line_typed(const struct sheet_line *l)
{
	for (size_t i = 0; i < SHEET_CELLS; i++)
		if (l->touched[i] && (l->record.id || l->cells[i].len > 0))
			return true;
	return false;
}

bool sheet_as_above(struct sheet *s, size_t cell)
{
	struct sheet_line *l = sheet_now(s);

	if (s->at == 0)
		return false;
	input_set(&l->cells[cell], input_text(&s->lines[s->at - 1].cells[cell]));
	l->touched[cell] = true;
	return true;
}

/* The marks that people write on paper for "the same as above". */
static bool is_ditto(const char *text)
{
	static const char *const marks[] = { "\"", "''", "〃", "״", "”", "“", "„", NULL };

	for (const char *const *m = marks; *m; m++)
		if (!strcmp(text, *m))
			return true;
	return false;
}

void sheet_ditto(struct sheet *s, size_t cell)
{
	if (is_ditto(input_text(&sheet_now(s)->cells[cell])))
		sheet_as_above(s, cell);
}

static void refuse(struct sheet *s, size_t cell, const char *why)
{
	struct sheet_line *l = sheet_now(s);

	free(l->error);
	l->error = mem_text(why);
	l->wrong = cell;
	s->cell = cell;
}

/* Puts what is typed into `r`. The first cell that is refused gets the cursor. */
static enum status take(struct pane *p, struct record *r)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);

	for (size_t i = 0; i < SHEET_CELLS; i++) {
		enum status st;

		if (!l->touched[i])
			continue;
		if (is_ditto(input_text(&l->cells[i]))) {
			refuse(s, i, _("There is no line above to take this from."));
			return ST_INVALID;
		}
		st = record_set_name(pane_db(p), r, sheet_fields[i], input_text(&l->cells[i]));
		if (st) {
			refuse(s, i, db_error(pane_db(p)));
			return ST_INVALID;
		}
	}
	return ST_OK;
}

/* The cells show what was kept: 17.4.2020 as 2020-04-17. */
static void settle(struct sheet_line *l, struct record *kept)
{
	record_free(&l->record);
	l->record = *kept;
	for (size_t i = 0; i < SHEET_CELLS; i++) {
		input_set(&l->cells[i], record_show(&l->record, sheet_fields[i]));
		l->touched[i] = false;
	}
	free(l->error);
	l->error = NULL;
}

/* The oldest line leaves the screen, a new one comes. */
static void turn(struct sheet *s)
{
	if (s->n == SHEET_LINES) {
		sheet_line_free(&s->lines[0]);
		memmove(&s->lines[0], &s->lines[1], (SHEET_LINES - 1) * sizeof(s->lines[0]));
		s->n--;
	}
	sheet_line_init(&s->lines[s->n++]);
}

/* The save's failure belongs to a cell where it names its field. */
static void show_failure(struct sheet *s, struct db *db)
{
	const char *field = db_error_field(db);
	size_t cell = s->cell;

	for (size_t i = 0; field && i < SHEET_CELLS; i++)
		if (!strcmp(sheet_fields[i], field))
			cell = i;
	refuse(s, cell, db_error(db));
}

enum status sheet_log(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);
	bool new = l->record.id == 0;
	struct record r = { 0 };
	enum status st = ST_OK;

	free(l->error);
	l->error = NULL;
	/* As it is now: what nobody typed here stays as somebody else may have left it. */
	if (new)
		record_copy(&r, &l->record);
	else
		st = record_load(pane_db(p), ENTITY_SIGNATORY, l->record.id, &r);
	if (st == ST_OK && new)
		st = record_set_num(pane_db(p), &r, "petition", s->petition);
	if (st == ST_OK)
		st = take(p, &r);
	if (st == ST_OK) {
		st = save_record(pane_db(p), &r);
		if (st && st != ST_LOCKED)
			show_failure(s, pane_db(p));
	}
	if (st) {
		record_free(&r);
		return st;
	}
	settle(l, &r);
	if (new) {
		s->logged++;
		if (s->held >= 0)
			s->held++;
		turn(s);
	}
	s->at = s->n - 1;
	s->cell = 0;
	sheet_forget_likes(s);
	return ST_OK;
}

/* ---- who is there already ---- */

void sheet_forget_likes(struct sheet *s)
{
	for (size_t i = 0; i < s->n_likes; i++)
		free(s->likes[i].text);
	s->n_likes = 0;
	s->looking = false;
}

static void note_like(void *arg, const struct likeness *found)
{
	struct sheet *s = arg;
	struct str text = STR_INIT;

	for (size_t i = 0; i < s->n_likes; i++)
		if (s->likes[i].id == found->id)
			return;
	if (s->n_likes == SHEET_LIKE || found->id == sheet_now(s)->record.id)
		return;
	str_addf(&text, "%s", found->name);
	if (*found->city || *found->country)
		str_addf(&text, " · %s%s%s", found->country,
			*found->city && *found->country ? " " : "", found->city);
	if (*found->signed_on)
		str_addf(&text, " · %s", found->signed_on);
	str_addf(&text, " · %s", found->ref);
	s->likes[s->n_likes++] = (struct like){ found->id, found->same, str_detach(&text) };
}

enum status sheet_look(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);
	enum status st;

	sheet_forget_likes(s);
	st = signatory_like(pane_db(p), s->petition, input_text(&l->cells[0]),
		input_text(&l->cells[SHEET_CELLS - 1]), SHEET_LIKE + 1, note_like, s);
	s->looking = st == ST_STOPPED;
	return st;
}
