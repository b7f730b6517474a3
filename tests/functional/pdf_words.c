#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

/*
 * pdf_words OUT: a PDF made by cairo, with a name in two columns, parted at the end of a line, in a
 * ligature, spaced out, in Hebrew as it is seen, in a bookmark and in the document's information;
 * then a page without text. pdf_words --picture OUT: a PNG of it.
 */

static void at(cairo_t *c, double x, double y, const char *text)
{
	cairo_move_to(c, x, y);
	cairo_show_text(c, text);
}

static void first_page(cairo_t *c)
{
	cairo_select_font_face(c, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(c, 11);
	at(c, 50, 60, "The officer Noa Cohen of");
	at(c, 50, 75, "Haifa said that the official");
	at(c, 50, 90, "ﬁle was sent to Noa Co-");
	at(c, 50, 105, "hen again, as N o a C o h e n.");
	at(c, 320, 60, "Second column: Cohen");
	at(c, 320, 75, "met José García Álvarez,");
	at(c, 320, 90, "and noa cohen left.");
	/* The letters as they stand on paper, from left to right. */
	at(c, 200, 250, "קיתב 123 CBA םיכמסמ 3 ויה ןהכל יכ רסמ ןהכ העונ דעה");
	at(c, 50, 320, "Mixed ןהכ העונ line");
}

static void second_page(cairo_t *c)
{
	cairo_set_source_rgb(c, 0.5, 0.5, 0.5);
	cairo_rectangle(c, 50, 50, 200, 100);
	cairo_fill(c);
}

int main(int argc, char **argv)
{
	int picture = argc > 2 && !strcmp(argv[1], "--picture");
	const char *out = argv[argc - 1];
	cairo_surface_t *s = picture ? cairo_image_surface_create(CAIRO_FORMAT_RGB24, 595, 842)
				     : cairo_pdf_surface_create(out, 595, 842);
	cairo_t *c = cairo_create(s);
	int bad;

	if (picture) {
		cairo_set_source_rgb(c, 1, 1, 1);
		cairo_paint(c);
		cairo_set_source_rgb(c, 0, 0, 0);
		first_page(c);
		bad = cairo_surface_write_to_png(s, out) != CAIRO_STATUS_SUCCESS;
	} else {
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR, "Noa Cohen");
		cairo_pdf_surface_add_outline(s, CAIRO_PDF_OUTLINE_ROOT, "What Noa Cohen said",
			"page=1", CAIRO_PDF_OUTLINE_FLAG_OPEN);
		first_page(c);
		cairo_show_page(c);
		second_page(c);
		cairo_show_page(c);
		bad = 0;
	}
	cairo_destroy(c);
	cairo_surface_finish(s);
	bad |= cairo_surface_status(s) != CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(s);
	return bad;
}
