/*
 * Tables of a bundle, begun with their first row and begun anew after DOCBOOK_TABLE_ROWS rows.
 */
#ifndef AMPARO_EXPORT_SHEET_H
#define AMPARO_EXPORT_SHEET_H

#include "export/docbook.h"

struct sheet {
	struct docbook *out;
	const char *style;        /* the tabstyle */
	const char *const *heads; /* of the columns, ends with NULL */
	int rows;                 /* in the table that is open; 0: none is */
};

/* A row's cells come between these two. */
void sheet_row(struct sheet *s);
void sheet_row_end(struct sheet *s);

/* A cell of text, of one inline element that holds the text, or of whatever is written before the
 * end. */
void sheet_cell(struct sheet *s, const char *text);
void sheet_cell_in(struct sheet *s, const char *element, const char *text);
void sheet_cell_begin(struct sheet *s);
void sheet_cell_end(struct sheet *s);

/* Ends the table, if one was begun. */
void sheet_end(struct sheet *s);

#endif
