#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"

/* What stands in the place of a view of one record that a gag order covers, until it is asked for.
 */

static enum status withheld_open(struct pane *p)
{
	p->state = mem_zero(sizeof(struct str));
	return ST_OK;
}

static void withheld_close(struct pane *p)
{
	str_free(p->state);
	free(p->state);
}

static enum status withheld_load(struct pane *p)
{
	struct str *words = p->state;
	bool behind;

	str_clear(words);
	return gag_behind(pane_db(p), p->under->of, pane_is_of(p), &behind, words);
}

static void withheld_draw(struct pane *p, bool focused)
{
	const struct str *words = p->state;

	(void)focused;
	screen_put_sentence(p->app->screen, p->box.y, p->box.x + 1, p->box.cols - 2, STYLE_TEXT,
		str_text(words), words->len);
}

static void withheld_crumb(struct pane *p, struct str *out)
{
	str_add(out, _(p->under->title));
}

static const char *const contexts[] = { "global", NULL };

static const struct action actions[] = { { .name = NULL } };

const struct view view_withheld = {
	.name = "withheld",
	.title = N_("Withheld"),
	.contexts = contexts,
	.actions = actions,
	.open = withheld_open,
	.close = withheld_close,
	.load = withheld_load,
	.draw = withheld_draw,
	.crumb = withheld_crumb,
};
