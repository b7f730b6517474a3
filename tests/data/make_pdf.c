/*
 * Makes a PDF for tests: make_pdf FILE [--title T] [--author A] [--scan] [--stamp S] PAGE...
 * Each PAGE is the text of one, with its lines; what is Hebrew is laid from right to left. With
 * --scan the pages are pictures of text, as a scanner makes them; with --stamp a text stands on
 * each that follows, as programs put numbers on scans.
 */
#include "config.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/str.h"
#include "model/text.h"

#define WIDTH 595.0 /* A4, in points */
#define HEIGHT 842.0
#define SCAN 3 /* dots of a scan to a point, about 216 an inch */

static bool is_hebrew(const char *line)
{
	size_t used;

	for (size_t at = 0, len = strlen(line); at < len; at += used) {
		uint32_t cp = text_next(line + at, len - at, &used);

		if (cp >= 0x590 && cp < 0x600)
			return true;
	}
	return false;
}

/* Glyphs are laid one after the other from the left, so that the last comes first. */
static void reverse(const char *line, struct str *out)
{
	size_t at = strlen(line);

	while (at) {
		size_t end = at;

		do
			at--;
		while (at && ((unsigned char)line[at] & 0xc0) == 0x80);
		str_add_n(out, line + at, end - at);
	}
}

static void draw_line(cairo_t *c, const char *line, double y)
{
	cairo_text_extents_t size;
	struct str shown = STR_INIT;

	if (is_hebrew(line)) {
		reverse(line, &shown);
		cairo_text_extents(c, str_text(&shown), &size);
		cairo_move_to(c, WIDTH - 72 - size.x_advance, y);
	} else {
		str_add(&shown, line);
		cairo_move_to(c, 72, y);
	}
	cairo_show_text(c, str_text(&shown));
	str_free(&shown);
}

static void draw_page(cairo_t *c, const char *text)
{
	char *lines = strdup(text);
	double y = 90;

	cairo_select_font_face(c, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(c, 14);
	for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"), y += 24)
		draw_line(c, line, y);
	free(lines);
}

static void scan_page(cairo_t *c, const char *text)
{
	cairo_surface_t *paper = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)WIDTH * SCAN, (int)HEIGHT * SCAN);
	cairo_t *pen = cairo_create(paper);

	cairo_set_source_rgb(pen, 1, 1, 1);
	cairo_paint(pen);
	cairo_set_source_rgb(pen, 0, 0, 0);
	cairo_scale(pen, SCAN, SCAN);
	draw_page(pen, text);
	cairo_save(c);
	cairo_scale(c, 1.0 / SCAN, 1.0 / SCAN);
	cairo_set_source_surface(c, paper, 0, 0);
	cairo_paint(c);
	cairo_restore(c);
	cairo_destroy(pen);
	cairo_surface_destroy(paper);
}

int main(int argc, char **argv)
{
	cairo_surface_t *pdf = argc > 1 ? cairo_pdf_surface_create(argv[1], WIDTH, HEIGHT) : NULL;
	cairo_t *c = pdf ? cairo_create(pdf) : NULL;
	const char *stamp = NULL;
	bool scan = false;

	for (int i = 2; c && i < argc; i++) {
		if (!strcmp(argv[i], "--scan")) {
			scan = true;
		} else if (!strcmp(argv[i], "--stamp") && i + 1 < argc) {
			stamp = argv[++i];
		} else if (!strcmp(argv[i], "--title") && i + 1 < argc) {
			cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, argv[++i]);
		} else if (!strcmp(argv[i], "--author") && i + 1 < argc) {
			cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, argv[++i]);
		} else {
			if (scan)
				scan_page(c, argv[i]);
			else
				draw_page(c, argv[i]);
			if (stamp) {
				cairo_set_font_size(c, 9);
				cairo_move_to(c, 450, 820);
				cairo_show_text(c, stamp);
			}
			cairo_show_page(c);
		}
	}
	if (!c || cairo_status(c)) {
		fputs("make_pdf: the file was not made\n", stderr);
		return 1;
	}
	cairo_destroy(c);
	cairo_surface_finish(pdf);
	cairo_surface_destroy(pdf);
	return 0;
}
