#include "config.h"

#include <cairo.h>
#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/formats.h"

/*
 * picture PAGE WIDTH HEIGHT: an image, or that page of a PDF, as pixels that fit in a box of that
 * size: SAY_PICTURE, then SAY_PIXELS until all are said. An image stands as its camera was held;
 * what is clear in it is white.
 */

#define SIDE_MAX 4096
#define PAGE_MAX (1 << 20)
#define CHUNK (1 << 20)
#define PIXEL 3

struct box {
	int width, height;
};

/* ---- saying ---- */

static void put_number(unsigned char *out, int n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)((uint32_t)n >> (8 * i));
}

static void say_picture(struct reader *r, const unsigned char *rgb, struct box size, int pages)
{
	const size_t len = (size_t)size.width * (size_t)size.height * PIXEL;
	unsigned char head[12];

	put_number(head, size.width);
	put_number(head + 4, size.height);
	put_number(head + 8, pages);
	reader_say(r, SAY_PICTURE, head, sizeof(head));
	for (size_t at = 0; at < len; at += CHUNK)
		reader_say(r, SAY_PIXELS, rgb + at, len - at < CHUNK ? len - at : CHUNK);
}

/* As large as it can be in the box, with its sides as they are to each other; a small image is not
 * blown up. */
static struct box fit(double width, double height, struct box in, bool grow)
{
	double by = in.width / width;
	struct box out;

	if (in.height / height < by)
		by = in.height / height;
	if (by > 1 && !grow)
		by = 1;
	out.width = (int)(width * by + 0.5);
	out.height = (int)(height * by + 0.5);
	out.width = out.width < 1 ? 1 : out.width > in.width ? in.width : out.width;
	out.height = out.height < 1 ? 1 : out.height > in.height ? in.height : out.height;
	return out;
}

/* ---- images ---- */

/* Decoded at about the size that is wanted, where its format can do that; which way it is held is
 * not known yet. */
static void on_size(GdkPixbufLoader *loader, int width, int height, gpointer arg)
{
	const struct box *in = arg;
	const int side = in->width > in->height ? in->width : in->height;
	const struct box to = fit(width, height, (struct box){ side, side }, false);

	if (width > 0 && height > 0)
		gdk_pixbuf_loader_set_size(loader, to.width, to.height);
}

/* Where the file breaks off, the rest is white, and not what was in memory. */
static void on_prepared(GdkPixbufLoader *loader, gpointer arg)
{
	(void)arg;
	gdk_pixbuf_fill(gdk_pixbuf_loader_get_pixbuf(loader), 0xffffffff);
}

static GdkPixbuf *load(struct box in)
{
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
	GdkPixbuf *image = NULL, *turned = NULL;
	char *bytes = NULL;
	size_t len = 0;
	bool good;

	if (read_whole(&bytes, &len))
		return NULL;
	g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size), &in);
	g_signal_connect(loader, "area-prepared", G_CALLBACK(on_prepared), NULL);
	good = gdk_pixbuf_loader_write(loader, (const guchar *)bytes, len, NULL);
	/* Of one that breaks off, what there is may still be seen. */
	good = gdk_pixbuf_loader_close(loader, NULL) && good;
	image = gdk_pixbuf_loader_get_pixbuf(loader);
	if (image && good)
		turned = gdk_pixbuf_apply_embedded_orientation(image);
	g_object_unref(loader);
	free(bytes);
	return turned;
}

static enum reader_why picture_of_image(struct reader *r, struct box in)
{
	GdkPixbuf *image = load(in), *flat;
	unsigned char *rgb;
	struct box to;

	if (!image)
		return WHY_DAMAGED;
	to = fit(gdk_pixbuf_get_width(image), gdk_pixbuf_get_height(image), in, false);
	flat = gdk_pixbuf_composite_color_simple(
		image, to.width, to.height, GDK_INTERP_BILINEAR, 255, 16, 0xffffff, 0xffffff);
	g_object_unref(image);
	if (!flat)
		return WHY_MEMORY;
	rgb = mem_array((size_t)to.width * (size_t)to.height, PIXEL);
	for (int y = 0; y < to.height; y++) {
		const guchar *row = gdk_pixbuf_read_pixels(flat) +
				    (size_t)y * (size_t)gdk_pixbuf_get_rowstride(flat);
		const int step = gdk_pixbuf_get_n_channels(flat);

		for (int x = 0; x < to.width; x++)
			memcpy(rgb + ((size_t)y * (size_t)to.width + (size_t)x) * PIXEL,
				row + x * step, PIXEL);
	}
	say_picture(r, rgb, to, 0);
	g_object_unref(flat);
	free(rgb);
	return WHY_NOT;
}

/* ---- pages of a PDF ---- */

/* Cairo keeps a pixel as a number of 32 bits, red above green above blue. */
static void say_surface(struct reader *r, cairo_surface_t *surface, struct box size, int pages)
{
	const unsigned char *data = cairo_image_surface_get_data(surface);
	const size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	unsigned char *rgb = mem_array((size_t)size.width * (size_t)size.height, PIXEL);
	unsigned char *to = rgb;

	for (int y = 0; y < size.height; y++)
		for (int x = 0; x < size.width; x++) {
			uint32_t pixel;

			memcpy(&pixel, data + (size_t)y * stride + (size_t)x * 4, 4);
			*to++ = (unsigned char)(pixel >> 16);
			*to++ = (unsigned char)(pixel >> 8);
			*to++ = (unsigned char)pixel;
		}
	say_picture(r, rgb, size, pages);
	free(rgb);
}

static enum reader_why draw(struct reader *r, PopplerPage *page, struct box in, int pages)
{
	double width = 0, height = 0;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct box to;
	enum reader_why why = WHY_NOT;

	poppler_page_get_size(page, &width, &height);
	if (!(width >= 1) || !(height >= 1))
		return WHY_DAMAGED;
	to = fit(width, height, in, true);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, to.width, to.height);
	cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, to.width / width, to.height / height);
	poppler_page_render(page, cairo);
	cairo_surface_flush(surface);
	if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS)
		say_surface(r, surface, to, pages);
	else
		why = WHY_MEMORY;
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return why;
}

static enum reader_why picture_of_pdf(struct reader *r, int number, struct box in)
{
	GError *error = NULL;
	/* It closes the descriptor that it is given. */
	PopplerDocument *d =
		poppler_document_new_from_fd(fcntl(READER_IN, F_DUPFD_CLOEXEC, 4), NULL, &error);
	enum reader_why why = WHY_DAMAGED;
	PopplerPage *page;

	if (!d && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		why = WHY_LOCKED;
	g_clear_error(&error);
	if (!d)
		return why;
	page = number <= poppler_document_get_n_pages(d) ? poppler_document_get_page(d, number - 1)
							 : NULL;
	if (page) {
		why = draw(r, page, in, poppler_document_get_n_pages(d));
		g_object_unref(page);
	}
	g_object_unref(d);
	return why;
}

/* ---- the mode ---- */

/* A whole number from 1 to `most`; 0: it is none. */
static int number(const char *text, int most)
{
	const size_t len = strlen(text);

	if (!len || len > 7 || strspn(text, "0123456789") != len || atoi(text) > most)
		return 0;
	return atoi(text);
}

enum reader_why mode_picture(struct reader *r)
{
	const int page = r->n_args == 3 ? number(r->args[0], PAGE_MAX) : 0;
	const struct box in = { page ? number(r->args[1], SIDE_MAX) : 0,
		page ? number(r->args[2], SIDE_MAX) : 0 };
	const char *kind = page && in.width && in.height ? kind_of_file() : NULL;

	if (!kind)
		return WHY_DAMAGED;
	if (!strcmp(kind, "application/pdf"))
		return picture_of_pdf(r, page, in);
	return strncmp(kind, "image/", 6) ? WHY_KIND : picture_of_image(r, in);
}
