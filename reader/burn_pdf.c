#include "config.h"

#include <cairo-pdf.h>
#include <glib.h>
#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/burn.h"
#include "reader/picture.h"
#include "reader/strip.h"

#define POINTS 72.0
#define PIXELS_MAX 40e6 /* of one page; a larger one is drawn less finely */
#define BYTES_MAX (400 << 20)
#define MARGIN_X 1.5 /* points around a word: what slants stands out of its box */
#define MARGIN_Y 0.5

struct burning {
	struct reader *reader;
	const struct burn_list *list;
	struct see *see; /* NULL: nobody reads pictures */
	PopplerDocument *document;
	cairo_surface_t *copy;
	struct str bytes; /* of the copy */
};

static cairo_status_t take_bytes(void *arg, const unsigned char *bytes, unsigned len)
{
	struct str *out = arg;

	str_add_n(out, (const char *)bytes, len);
	return out->cut ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* ---- where words stand ---- */

static struct burn_box box_of(const PopplerRectangle *r, double turned)
{
	struct burn_box b = { fmin(r->x1, r->x2), fmin(r->y1, r->y2), fmax(r->x1, r->x2),
		fmax(r->y1, r->y2) };

	/* What poppler finds is counted from below. */
	if (turned > 0) {
		double y1 = turned - b.y2;

		b.y2 = turned - b.y1;
		b.y1 = y1;
	}
	return b;
}

/* What poppler itself finds: it knows other ways than ours in which words are parted. */
static size_t find_by_poppler(PopplerPage *page, const char *word, struct burn_boxes *out)
{
	GList *found = poppler_page_find_text_with_options(page, word,
		POPPLER_FIND_DEFAULT | POPPLER_FIND_MULTILINE | POPPLER_FIND_IGNORE_DIACRITICS);
	double height;
	size_t n = 0;

	poppler_page_get_size(page, NULL, &height);
	for (GList *l = found; l; l = l->next) {
		burn_box_add(out, box_of(l->data, height));
		n += !poppler_rectangle_find_get_match_continued(l->data);
	}
	g_list_free_full(found, (GDestroyNotify)poppler_rectangle_free);
	return n;
}

/* Answers how often; *placed is false where it stands there, nobody knows where. */
static size_t find_on(PopplerPage *page, const char *word, struct burn_boxes *out, bool *placed)
{
	PopplerRectangle *rects = NULL;
	guint n_rects = 0;
	char *text = poppler_page_get_text(page);
	struct burn_box *boxes;
	size_t n = 0, theirs = find_by_poppler(page, word, out);
	bool fits = true;

	*placed = true;
	if (text && poppler_page_get_text_layout(page, &rects, &n_rects)) {
		boxes = mem_array(n_rects + 1, sizeof(*boxes));
		for (guint i = 0; i < n_rects; i++)
			boxes[i] = box_of(&rects[i], 0);
		n = burn_find(text, boxes, n_rects, word, out, &fits);
		*placed = fits || !n;
		free(boxes);
	}
	g_free(rects);
	g_free(text);
	return n > theirs ? n : theirs;
}

static bool has_text(PopplerPage *page)
{
	char *text = poppler_page_get_text(page);
	bool any = text && text[strspn(text, " \t\r\n\f")];

	g_free(text);
	return any;
}

/* ---- notes and forms ---- */

static bool has_notes(PopplerPage *page)
{
	GList *notes = poppler_page_get_annot_mapping(page);
	bool any = notes != NULL;

	poppler_page_free_annot_mapping(notes);
	return any;
}

/*
 * Notes on a page and what was typed into its forms are drawn but are not in its text. The page is
 * drawn into a document of its own, in which they are.
 */
static PopplerDocument *flatten(PopplerPage *page)
{
	struct str bytes = STR_INIT;
	double w, h;
	cairo_surface_t *surface;
	cairo_t *cr;
	PopplerDocument *flat = NULL;
	GBytes *whole;

	bytes.max = BYTES_MAX;
	poppler_page_get_size(page, &w, &h);
	surface = cairo_pdf_surface_create_for_stream(take_bytes, &bytes, w, h);
	cr = cairo_create(surface);
	poppler_page_render(page, cr);
	cairo_show_page(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
		whole = g_bytes_new(str_text(&bytes), bytes.len);
		flat = poppler_document_new_from_bytes(whole, NULL, NULL);
		g_bytes_unref(whole);
	}
	cairo_surface_destroy(surface);
	str_free(&bytes);
	return flat;
}

/* ---- a page ---- */

static bool has_pictures(PopplerPage *page)
{
	GList *pictures = poppler_page_get_image_mapping(page);
	bool any = pictures != NULL;

	poppler_page_free_image_mapping(pictures);
	return any;
}

/* What OCR reads on a page. False: it cannot be drawn to be read. */
static bool see_page(struct burning *b, PopplerPage *page, unsigned number, struct burn_boxes *out)
{
	struct picture picture = { NULL, 0, 0 };
	size_t *counts = mem_zero((b->list->n_words + 1) * sizeof(*counts));
	bool drawn = picture_of_pdf(page, BURN_SEE_DPI, &picture);

	if (drawn) {
		burn_see(b->see, &picture, b->list->words, b->list->n_words, POINTS / BURN_SEE_DPI,
			out, counts);
		reader_say_number(b->reader, SAY_BURN_SEEN, number);
	}
	for (size_t i = 0; i < b->list->n_words; i++)
		if (counts[i])
			burn_say_word(b->reader, SAY_BURN_FOUND, number, i, counts[i]);
	picture_free(&picture);
	free(counts);
	return drawn;
}

/* Pages without text are pictures of it, and so may be what stands beside text, as in a scan that
 * was stamped. */
static void look_at_pictures(
	struct burning *b, PopplerPage *page, bool noted, unsigned number, struct burn_boxes *out)
{
	bool bare = !has_text(page) && !noted;
	bool wanted = b->list->n_words && (bare || has_pictures(page));
	bool seen = b->see && wanted && see_page(b, page, number, out);

	if ((bare || wanted) && !seen)
		reader_say_number(b->reader, SAY_BURN_BARE, number);
}

/* Fills `out`; false: a word stands there that cannot be placed, so that the whole page goes. */
static bool find_words(
	struct burning *b, PopplerPage *page, unsigned number, struct burn_boxes *out)
{
	PopplerDocument *flat = has_notes(page) ? flatten(page) : NULL;
	PopplerPage *drawn = flat ? poppler_document_get_page(flat, 0) : NULL;
	bool all = !has_notes(page) || drawn, placed;

	for (size_t i = 0; i < b->list->n_words; i++) {
		size_t n = find_on(page, b->list->words[i], out, &placed), more = 0;

		all &= placed;
		if (drawn) {
			more = find_on(drawn, b->list->words[i], out, &placed);
			all &= placed;
		}
		n = more > n ? more : n;
		if (n)
			burn_say_word(b->reader, SAY_BURN_WORD, number, i, n);
	}
	look_at_pictures(b, page, drawn && has_text(drawn), number, out);
	g_clear_object(&drawn);
	g_clear_object(&flat);
	return all;
}

static void add_areas(struct burning *b, unsigned number, struct burn_boxes *out)
{
	uint32_t n = 0;

	for (size_t i = 0; i < b->list->n_areas; i++) {
		const struct burn_area *a = &b->list->areas[i];

		if (a->page != number)
			continue;
		burn_box_add(out, (struct burn_box){ a->x, a->y, a->x + a->w, a->y + a->h });
		n++;
	}
	for (; n; n--)
		reader_say_number(b->reader, SAY_BURN_AREA, number);
}

/* Whole pixels, outwards. */
static void paint(cairo_t *cr, const struct burn_boxes *boxes, size_t areas_from, double scale)
{
	cairo_identity_matrix(cr);
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
	cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
	cairo_set_source_rgb(cr, 0, 0, 0);
	for (size_t i = 0; i < boxes->n; i++) {
		double mx = i < areas_from ? MARGIN_X : 0, my = i < areas_from ? MARGIN_Y : 0;
		double x1 = floor((boxes->all[i].x1 - mx) * scale);
		double y1 = floor((boxes->all[i].y1 - my) * scale);
		double x2 = ceil((boxes->all[i].x2 + mx) * scale);
		double y2 = ceil((boxes->all[i].y2 + my) * scale);

		cairo_rectangle(cr, x1, y1, x2 - x1, y2 - y1);
		cairo_fill(cr);
	}
}

/* The page as a picture; NULL: there is no memory for it. */
static cairo_surface_t *draw(
	struct burning *b, PopplerPage *page, unsigned number, double w, double h, double scale)
{
	cairo_surface_t *picture = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)ceil(w * scale), (int)ceil(h * scale));
	cairo_t *cr = cairo_create(picture);
	struct burn_boxes boxes = { 0 };
	bool whole = burn_whole_page(b->list, number);
	size_t words;

	if (!find_words(b, page, number, &boxes))
		whole = true;
	if (whole)
		reader_say_number(b->reader, SAY_BURN_PAGE, number);
	words = boxes.n;
	if (!whole)
		add_areas(b, number, &boxes);
	cairo_set_source_rgb(cr, whole ? 0 : 1, whole ? 0 : 1, whole ? 0 : 1);
	cairo_paint(cr);
	if (!whole) {
		cairo_save(cr);
		cairo_scale(cr, scale, scale);
		poppler_page_render(page, cr);
		cairo_restore(cr);
		paint(cr, &boxes, words, scale);
	}
	burn_boxes_free(&boxes);
	if (cairo_status(cr) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(picture);
		picture = NULL;
	}
	cairo_destroy(cr);
	return picture;
}

static bool burn_page(struct burning *b, int i)
{
	PopplerPage *page = poppler_document_get_page(b->document, i);
	cairo_surface_t *picture;
	double w, h, scale = b->list->dpi / POINTS;
	cairo_t *cr;

	if (!page)
		return false;
	poppler_page_get_size(page, &w, &h);
	if (w * scale * h * scale > PIXELS_MAX)
		scale = sqrt(PIXELS_MAX / (w * h));
	picture = draw(b, page, (unsigned)i + 1, w, h, scale);
	g_object_unref(page);
	if (!picture)
		return false;
	cairo_pdf_surface_set_size(b->copy, w, h);
	cr = cairo_create(b->copy);
	cairo_scale(cr, 1 / scale, 1 / scale);
	cairo_set_source_surface(cr, picture, 0, 0);
	cairo_paint(cr);
	cairo_show_page(cr);
	cairo_destroy(cr);
	cairo_surface_destroy(picture);
	return cairo_surface_status(b->copy) == CAIRO_STATUS_SUCCESS;
}

/* ---- the document ---- */

static enum reader_why open_document(struct burning *b)
{
	size_t len;
	const char *map = burn_map(&len);
	GError *error = NULL;
	GBytes *bytes;
	enum reader_why why = WHY_DAMAGED;

	if (!map)
		return WHY_MEMORY;
	bytes = g_bytes_new_static(map, len);
	b->document = poppler_document_new_from_bytes(bytes, NULL, &error);
	g_bytes_unref(bytes);
	if (b->document)
		return WHY_NOT;
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		why = WHY_LOCKED;
	g_clear_error(&error);
	return why;
}

enum reader_why burn_pdf(struct reader *r, const struct burn_list *l, struct see *see)
{
	struct burning b = { .reader = r, .list = l, .see = see };
	enum reader_why why = open_document(&b);
	int n;

	if (why)
		return why;
	b.bytes.max = BYTES_MAX;
	n = poppler_document_get_n_pages(b.document);
	reader_say_number(r, SAY_BURN_PAGES, (uint32_t)(n > 0 ? n : 0));
	b.copy = cairo_pdf_surface_create_for_stream(take_bytes, &b.bytes, 595, 842);
	for (int i = 0; i < n && !why; i++) {
		if (!burn_page(&b, i))
			why = b.bytes.cut ? WHY_TOO_MUCH : WHY_DAMAGED;
		reader_progress(r, (uint32_t)i + 1, (uint32_t)n);
	}
	cairo_surface_finish(b.copy);
	if (!why && cairo_surface_status(b.copy) != CAIRO_STATUS_SUCCESS)
		why = b.bytes.cut ? WHY_TOO_MUCH : WHY_MEMORY;
	cairo_surface_destroy(b.copy);
	g_object_unref(b.document);
	/* What the library says of itself and of the hour goes, too. */
	if (!why)
		why = strip_pdf(NULL, str_text(&b.bytes), b.bytes.len);
	str_free(&b.bytes);
	return n > 0 || why ? why : WHY_DAMAGED;
}
