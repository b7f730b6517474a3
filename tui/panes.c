#include "config.h"

#include "tui/panes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"

#define KEY "layout"
#define WHOLE 10000 /* the screen's width, as shares are kept */

#define NAV_USUAL_MIN 26
#define NAV_USUAL_MAX 34
#define SIDE_USUAL 29
#define NARROW 90 /* below, the list is worth more than the record */

/* What a pane is never narrower than. */
#define NAV_MIN 18
#define MAIN_MIN 24

static int share_of(int width, int cols)
{
	if (width >= cols)
		width = cols - 1;
	return width > 0 ? (width * WHOLE + cols / 2) / cols : 0;
}

static int width_of(int share, int cols)
{
	return (int)(((int64_t)share * cols + WHOLE / 2) / WHOLE);
}

static bool share_read(const char *word, const char *name, int *out)
{
	size_t len = strlen(name);
	char *end;
	long value;

	if (strncmp(word, name, len) != 0 || word[len] != '=')
		return false;
	value = strtol(word + len + 1, &end, 10);
	if (end > word + len + 1 && !*end && value > 0 && value < WHOLE)
		*out = (int)value;
	return true;
}

void panes_read(struct panes *panes, const char *text)
{
	char *copy = mem_text(text);
	char *rest = NULL;

	*panes = (struct panes){ 0 };
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		if (share_read(word, "cases", &panes->nav) ||
			share_read(word, "record", &panes->side))
			continue;
		if (!strcmp(word, "cases-shown"))
			panes->nav_shown = PANE_SHOWN;
		else if (!strcmp(word, "cases-hidden"))
			panes->nav_shown = PANE_HIDDEN;
		else if (!strcmp(word, "record-hidden"))
			panes->side_hidden = true;
	}
	free(copy);
}

void panes_write(const struct panes *panes, struct str *out)
{
	str_addf(out, "cases=%d record=%d", panes->nav, panes->side);
	if (panes->nav_shown != PANE_USUAL)
		str_add(out, panes->nav_shown == PANE_SHOWN ? " cases-shown" : " cases-hidden");
	if (panes->side_hidden)
		str_add(out, " record-hidden");
}

/* So that the list and the third pane have room beside it. */
static int within(int width, int least, int cols, int other)
{
	int most = cols - MAIN_MIN - 1 - (other > 0 ? other + 1 : 0);

	if (width > most)
		width = most;
	return width < least ? least : width;
}

int panes_nav_width(const struct panes *panes, int cols, int other)
{
	int width = cols / 5;

	if (panes->nav > 0)
		return within(width_of(panes->nav, cols), NAV_MIN, cols, other);
	if (width < NAV_USUAL_MIN)
		width = NAV_USUAL_MIN;
	return width > NAV_USUAL_MAX ? NAV_USUAL_MAX : width;
}

int panes_side_width(const struct panes *panes, int cols, int other)
{
	int beside = other > 0 ? other + 1 : 0;

	if (panes->side > 0)
		return within(width_of(panes->side, cols), PANE_SIDE_MIN, cols, other);
	return cols - beside < NARROW ? SIDE_USUAL : (cols - beside) * 2 / 5;
}

void panes_set_nav(struct panes *panes, int cols, int width)
{
	panes->nav = share_of(width < NAV_MIN ? NAV_MIN : width, cols);
	panes->changed = true;
}

void panes_set_side(struct panes *panes, int cols, int width)
{
	panes->side = share_of(width < PANE_SIDE_MIN ? PANE_SIDE_MIN : width, cols);
	panes->changed = true;
}

void panes_load(struct app *app)
{
	struct str text = STR_INIT;

	/* A file that cannot be asked has the usual panes. */
	if (workspace_get(app->db, KEY, &text) == ST_OK)
		panes_read(&app->panes, str_text(&text));
	str_free(&text);
}

void panes_save(struct app *app)
{
	struct str text = STR_INIT;

	if (!app->panes.changed)
		return;
	panes_write(&app->panes, &text);
	/* Where another program writes just now it is tried again; else it is not worth a word. */
	app->panes.changed = workspace_put(app->db, KEY, str_text(&text)) == ST_LOCKED;
	str_free(&text);
}
