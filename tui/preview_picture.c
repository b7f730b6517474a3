#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/preview.h"
#include "tui/wrap.h"

/* A page as a picture: asked for when there is time, and given up when a key waits. */

void preview_picture_free(struct preview *v)
{
	picture_free(&v->picture.of);
	free(v->picture.why);
	v->picture.why = NULL;
	v->picture.width = 0;
}

static struct box picture_box(const struct pane *p)
{
	return (struct box){ p->box.y, p->box.x + 1, p->box.rows,
		p->box.cols > 2 ? p->box.cols - 2 : p->box.cols };
}

void preview_picture_seek(struct pane *p)
{
	struct preview *v = preview_of(p);
	const struct box b = picture_box(p);
	int height = 0, width = 0;

	if (!v->have || !v->as_picture || preview_is_shut(v) || b.rows < 1 || b.cols < 1)
		return;
	screen_picture_size(p->app->screen, b.rows, b.cols, &height, &width);
	height = height > PICTURE_SIDE_MAX ? PICTURE_SIDE_MAX : height;
	width = width > PICTURE_SIDE_MAX ? PICTURE_SIDE_MAX : width;
	if (v->picture.page == v->page && v->picture.height == height && v->picture.width == width)
		return;
	preview_picture_free(v);
	v->picture.page = v->page;
	v->picture.height = height;
	v->picture.width = width;
	v->picture.due = true;
}

static bool go_on(void *arg, const char *what, int64_t done, int64_t total)
{
	struct app *app = arg;

	(void)what;
	(void)done;
	(void)total;
	return !screen_waiting(app->screen);
}

bool preview_picture_step(struct pane *p)
{
	struct preview *v = preview_of(p);
	enum status st;

	preview_picture_seek(p);
	if (!v->picture.due || !v->as_picture || preview_is_shut(v))
		return false;
	db_set_progress(pane_db(p), go_on, p->app);
	st = picture_read(pane_db(p), v->exhibit.id, v->page, v->picture.width, v->picture.height,
		&v->picture.of);
	db_set_progress(pane_db(p), NULL, NULL);
	if (st != ST_OK)
		picture_free(&v->picture.of);
	if (st == ST_STOPPED)
		return true;
	v->picture.due = false;
	v->picture.number++;
	if (st != ST_OK)
		v->picture.why = mem_text(db_error(pane_db(p)));
	p->app->dirty = true;
	return false;
}

/* The cells that it fills, for terminals that draw it themselves. */
static struct box filled(const struct pane *p, const struct preview *v)
{
	struct box b = picture_box(p);
	const int rows =
		(b.rows * v->picture.of.height + v->picture.height - 1) / v->picture.height;
	const int cols = (b.cols * v->picture.of.width + v->picture.width - 1) / v->picture.width;

	b.rows = rows < 1 ? 1 : rows < b.rows ? rows : b.rows;
	b.cols = cols < 1 ? 1 : cols < b.cols ? cols : b.cols;
	return b;
}

void preview_picture_draw(struct pane *p)
{
	const struct preview *v = preview_of(p);
	const struct picture *of = &v->picture.of;
	const struct pixels pixels = { of->width, of->height, of->rgb };

	if (of->rgb)
		screen_picture(p->app->screen, filled(p, v), &pixels, v->picture.number);
	else
		wrap_put(p->app->screen, picture_box(p), STYLE_DIM,
			v->picture.why ? v->picture.why : _("The picture comes..."));
}
