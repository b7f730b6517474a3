#include "config.h"

#include "reader/picture.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/mem.h"

static unsigned char grey_of(unsigned red, unsigned green, unsigned blue)
{
	return (unsigned char)((red * 299 + green * 587 + blue * 114) / 1000);
}

bool picture_of_pdf(PopplerPage *page, int dpi, struct picture *out)
{
	double width, height, scale = dpi / 72.0;
	cairo_surface_t *paper;
	cairo_t *c;
	bool ok;

	poppler_page_get_size(page, &width, &height);
	*out = (struct picture){ NULL, (int)(width * scale), (int)(height * scale) };
	if (out->width < 1 || out->height < 1 || out->width > 30000 || out->height > 30000 ||
		(int64_t)out->width * out->height > PICTURE_DOTS / 2)
		return false;
	paper = cairo_image_surface_create(CAIRO_FORMAT_RGB24, out->width, out->height);
	c = cairo_create(paper);
	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_paint(c);
	cairo_scale(c, scale, scale);
	poppler_page_render_for_printing(page, c);
	cairo_surface_flush(paper);
	ok = cairo_status(c) == CAIRO_STATUS_SUCCESS;
	if (ok) {
		const unsigned char *dots = cairo_image_surface_get_data(paper);
		int row = cairo_image_surface_get_stride(paper);
		unsigned char *to = mem_array((size_t)out->width, (size_t)out->height);

		out->grey = to;
		for (int y = 0; y < out->height; y++) {
			const uint32_t *from = (const void *)(dots + (ptrdiff_t)y * row);

			for (int x = 0; x < out->width; x++, from++)
				*to++ = grey_of(*from >> 16 & 255, *from >> 8 & 255, *from & 255);
		}
	}
	cairo_destroy(c);
	cairo_surface_destroy(paper);
	return ok;
}

/* Asked as soon as the size is known, before there is room for the dots. */
static void on_size(GdkPixbufLoader *loader, int width, int height, gpointer too_large)
{
	if ((int64_t)width * height <= PICTURE_DOTS)
		return;
	*(bool *)too_large = true;
	gdk_pixbuf_loader_set_size(loader, 1, 1);
}

void picture_of_dots(const GdkPixbuf *from, struct picture *out)
{
	int channels = gdk_pixbuf_get_n_channels(from), row = gdk_pixbuf_get_rowstride(from);
	const unsigned char *dots = gdk_pixbuf_read_pixels(from);
	unsigned char *to;

	*out = (struct picture){ NULL, gdk_pixbuf_get_width(from), gdk_pixbuf_get_height(from) };
	to = out->grey = mem_array((size_t)out->width, (size_t)out->height);
	for (int y = 0; y < out->height; y++) {
		const unsigned char *d = dots + (ptrdiff_t)y * row;

		for (int x = 0; x < out->width; x++, d += channels) {
			unsigned grey = grey_of(d[0], d[1], d[2]);
			unsigned cover = channels == 4 ? d[3] : 255;

			*to++ = (unsigned char)((grey * cover + 255 * (255 - cover)) / 255);
		}
	}
}

enum reader_why picture_of_image(const void *bytes, size_t len, struct picture *out)
{
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
	GdkPixbuf *picture = NULL, *upright;
	bool too_large = false;
	enum reader_why why = WHY_DAMAGED;

	*out = (struct picture){ NULL, 0, 0 };
	g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), &too_large);
	if (gdk_pixbuf_loader_write(loader, bytes, len, NULL)) {
		if (gdk_pixbuf_loader_close(loader, NULL))
			picture = gdk_pixbuf_loader_get_pixbuf(loader);
	} else {
		gdk_pixbuf_loader_close(loader, NULL);
	}
	if (too_large) {
		why = WHY_TOO_MUCH;
	} else if (picture) {
		/* As the camera was held. */
		upright = gdk_pixbuf_apply_embedded_orientation(picture);
		picture_of_dots(upright, out);
		g_object_unref(upright);
		why = WHY_NOT;
	}
	g_object_unref(loader);
	return why;
}

/* Between two dots and the two below them. */
static unsigned char between(const struct picture *p, double x, double y)
{
	int left = (int)x, top = (int)y;
	int right = left + 1 < p->width ? left + 1 : left;
	int bottom = top + 1 < p->height ? top + 1 : top;
	const unsigned char *above = p->grey + (size_t)top * (size_t)p->width;
	const unsigned char *below = p->grey + (size_t)bottom * (size_t)p->width;
	double dx = x - left, dy = y - top;

	return (unsigned char)((above[left] * (1 - dx) + above[right] * dx) * (1 - dy) +
			       (below[left] * (1 - dx) + below[right] * dx) * dy + 0.5);
}

void picture_enlarge(struct picture *p, int by)
{
	struct picture large = { NULL, p->width * by, p->height * by };
	unsigned char *to = large.grey = mem_array((size_t)large.width, (size_t)large.height);

	for (int y = 0; y < large.height; y++)
		for (int x = 0; x < large.width; x++)
			*to++ = between(p, (double)x / by, (double)y / by);
	picture_free(p);
	*p = large;
}
