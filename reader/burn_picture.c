#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/burn.h"
#include "reader/picture.h"

#define PIXELS_MAX 100000000.0

/* ---- reading ---- */

static void on_size(GdkPixbufLoader *loader, int w, int h, gpointer arg)
{
	bool *too_much = arg;

	/* Nothing is unpacked that would not fit. */
	if ((double)w * h > PIXELS_MAX) {
		*too_much = true;
		gdk_pixbuf_loader_set_size(loader, 1, 1);
	}
}

/* The picture as it is to be seen: what it says of its own direction is done to its pixels. */
static GdkPixbuf *read_picture(enum burn_kind kind, enum reader_why *why)
{
	GdkPixbufLoader *loader =
		gdk_pixbuf_loader_new_with_type(kind == BURN_JPEG ? "jpeg" : "png", NULL);
	size_t len = 0;
	const char *map = burn_map(&len);
	bool too_much = false, ok;
	GdkPixbuf *read, *out = NULL;

	*why = WHY_DAMAGED;
	if (!loader || !map) {
		*why = loader ? WHY_MEMORY : WHY_KIND;
		return NULL;
	}
	g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), &too_much);
	ok = gdk_pixbuf_loader_write(loader, (const guchar *)map, len, NULL);
	ok = gdk_pixbuf_loader_close(loader, NULL) && ok;
	read = ok && !too_much ? gdk_pixbuf_loader_get_pixbuf(loader) : NULL;
	if (read)
		out = gdk_pixbuf_apply_embedded_orientation(read);
	if (too_much)
		*why = WHY_TOO_MUCH;
	g_object_unref(loader);
	return out;
}

/* ---- painting ---- */

static int clamp(double x, int most)
{
	return x < 0 ? 0 : x > most ? most : (int)x;
}

static void black(GdkPixbuf *p, double x, double y, double w, double h)
{
	int width = gdk_pixbuf_get_width(p), height = gdk_pixbuf_get_height(p);
	int channels = gdk_pixbuf_get_n_channels(p), stride = gdk_pixbuf_get_rowstride(p);
	int x1 = clamp(floor(x), width), x2 = clamp(ceil(x + w), width);
	int y1 = clamp(floor(y), height), y2 = clamp(ceil(y + h), height);
	guchar *pixels = gdk_pixbuf_get_pixels(p);

	for (int row = y1; row < y2; row++)
		for (int col = x1; col < x2; col++) {
			guchar *at = pixels + (size_t)row * (size_t)stride +
				     (size_t)col * (size_t)channels;

			memset(at, 0, 3);
			if (channels > 3)
				at[3] = 255;
		}
}

#define MARGIN 3 /* dots around a word that was seen */

/* Words that OCR reads in it go. False: nobody read it. */
static bool burn_seen(struct reader *r, const struct burn_list *l, struct see *see, GdkPixbuf *p)
{
	struct picture grey = { NULL, 0, 0 };
	struct burn_boxes found = { 0 };
	size_t *counts;

	if (!see || !l->n_words || burn_whole_page(l, 1))
		return false;
	counts = mem_zero(l->n_words * sizeof(*counts));
	picture_of_dots(p, &grey);
	burn_see(see, &grey, l->words, l->n_words, 1, &found, counts);
	reader_say_number(r, SAY_BURN_SEEN, 1);
	for (size_t i = 0; i < l->n_words; i++)
		if (counts[i])
			burn_say_word(r, SAY_BURN_FOUND, 1, i, counts[i]);
	for (size_t i = 0; i < found.n; i++) {
		const struct burn_box *b = &found.all[i];

		black(p, b->x1 - MARGIN, b->y1 - MARGIN, b->x2 - b->x1 + 2 * MARGIN,
			b->y2 - b->y1 + 2 * MARGIN);
	}
	burn_boxes_free(&found);
	picture_free(&grey);
	free(counts);
	return true;
}

enum reader_why burn_picture(struct reader *r, const struct burn_list *l, struct see *see)
{
	enum reader_why why;
	GdkPixbuf *p = read_picture(burn_kind(), &why);
	gchar *bytes = NULL;
	gsize len = 0;

	if (!p)
		return why;
	reader_say_number(r, SAY_BURN_PAGES, 1);
	if (!burn_seen(r, l, see, p))
		reader_say_number(r, SAY_BURN_BARE, 1);
	if (burn_whole_page(l, 1)) {
		black(p, 0, 0, gdk_pixbuf_get_width(p), gdk_pixbuf_get_height(p));
		reader_say_number(r, SAY_BURN_PAGE, 1);
	}
	for (size_t i = 0; i < l->n_areas; i++)
		if (l->areas[i].page == 1) {
			const struct burn_area *a = &l->areas[i];

			black(p, a->x, a->y, a->w, a->h);
			reader_say_number(r, SAY_BURN_AREA, 1);
		}
	/* Without what the loader kept of the file: its profile and its text. */
	why = gdk_pixbuf_save_to_buffer(p, &bytes, &len, "png", NULL, NULL) ? WHY_NOT : WHY_MEMORY;
	if (!why && !burn_write(bytes, len))
		why = WHY_NO_ROOM;
	g_free(bytes);
	g_object_unref(p);
	return why;
}
