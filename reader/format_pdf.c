#include "config.h"

#include <fcntl.h>
#include <poppler.h>
#include <string.h>

#include "reader/formats.h"
#include "reader/picture.h"
#include "reader/says.h"

#define DPI 300 /* at which pages are drawn to be seen */

/* Line by line: what poppler_page_get_text() gives, glyph by glyph, loses lines from right to left.
 */
static char *text_of(PopplerPage *page)
{
	PopplerRectangle all = { 0, 0, 0, 0 };

	poppler_page_get_size(page, &all.x2, &all.y2);
	return poppler_page_get_selected_text(page, POPPLER_SELECTION_LINE, &all);
}

static void say_time(struct reader *r, const char *name, GDateTime *when)
{
	char *text;

	if (!when)
		return;
	text = g_date_time_format_iso8601(when);
	says(r, name, text);
	g_free(text);
	g_date_time_unref(when);
}

static void say_and_free(struct reader *r, const char *name, char *text)
{
	says(r, name, text);
	g_free(text);
}

static void say_of_itself(struct reader *r, PopplerDocument *d)
{
	char *xmp = poppler_document_get_metadata(d);

	say_and_free(r, "title", poppler_document_get_title(d));
	say_and_free(r, "author", poppler_document_get_author(d));
	say_and_free(r, "subject", poppler_document_get_subject(d));
	say_and_free(r, "keywords", poppler_document_get_keywords(d));
	say_and_free(r, "program", poppler_document_get_creator(d));
	say_and_free(r, "program", poppler_document_get_producer(d));
	say_time(r, "created", poppler_document_get_creation_date_time(d));
	say_time(r, "modified", poppler_document_get_modification_date_time(d));
	if (xmp)
		says_of_image(r, xmp, strlen(xmp));
	g_free(xmp);
}

static void say_attached(struct reader *r, PopplerDocument *d)
{
	GList *all =
		poppler_document_has_attachments(d) ? poppler_document_get_attachments(d) : NULL;

	for (GList *a = all; a; a = a->next) {
		says(r, "attachment", ((PopplerAttachment *)a->data)->name);
		g_object_unref(a->data);
	}
	g_list_free(all);
}

static bool has_letters(const char *text)
{
	return text && text[strspn(text, " \t\r\n\f")] != '\0';
}

static void put_page(struct pages *p, PopplerPage *page, struct see *see)
{
	char *text = text_of(page);
	struct picture picture;
	struct str seen = STR_INIT;

	p->ocr = see && !has_letters(text);
	if (p->ocr && picture_of_pdf(page, DPI, &picture)) {
		see_text(see, &picture, DPI, &seen);
		picture_free(&picture);
		pages_add_laid(p, str_text(&seen));
		str_free(&seen);
	} else if (text) {
		pages_add_laid(p, text);
	}
	g_free(text);
}

static enum reader_why say_pages(struct reader *r, PopplerDocument *d, struct see *see)
{
	int n = poppler_document_get_n_pages(d);
	struct pages p;

	if (n < 1)
		return WHY_DAMAGED;
	reader_say_number(r, SAY_PAGES, (uint32_t)n);
	pages_begin(&p, r, false);
	for (int i = 0; i < n && !p.full; i++) {
		PopplerPage *page = poppler_document_get_page(d, i);

		if (page) {
			put_page(&p, page, see);
			g_object_unref(page);
		}
		pages_break(&p);
		if (see || i % 16 == 15)
			reader_progress(r, (uint32_t)i + 1, (uint32_t)n);
	}
	return pages_end(&p);
}

enum reader_why see_pdf(struct reader *r, struct see *see)
{
	GError *error = NULL;
	/* It closes the descriptor that it is given. */
	PopplerDocument *d =
		poppler_document_new_from_fd(fcntl(READER_IN, F_DUPFD_CLOEXEC, 4), NULL, &error);
	enum reader_why why = WHY_DAMAGED;

	if (!d && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		why = WHY_LOCKED;
	g_clear_error(&error);
	if (!d)
		return why;
	say_of_itself(r, d);
	say_attached(r, d);
	why = say_pages(r, d, see);
	g_object_unref(d);
	return why;
}

enum reader_why read_pdf(struct reader *r)
{
	return see_pdf(r, NULL);
}
