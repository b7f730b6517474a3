#include "config.h"

#include "export/sheet.h"

#include <stdio.h>

static void open_table(struct sheet *s)
{
	char cols[16];
	int n = 0;

	while (s->heads[n])
		n++;
	snprintf(cols, sizeof(cols), "%d", n);
	docbook_block(s->out, "informaltable");
	docbook_attr(s->out, "tabstyle", s->style);
	docbook_block(s->out, "tgroup");
	docbook_attr(s->out, "cols", cols);
	docbook_block(s->out, "thead");
	docbook_block(s->out, "row");
	for (int i = 0; i < n; i++)
		docbook_phrase(s->out, "entry", s->heads[i]);
	docbook_end(s->out); /* row */
	docbook_end(s->out); /* thead */
	docbook_block(s->out, "tbody");
}

void sheet_row(struct sheet *s)
{
	if (s->rows == DOCBOOK_TABLE_ROWS)
		sheet_end(s);
	if (!s->rows++)
		open_table(s);
	docbook_block(s->out, "row");
}

void sheet_row_end(struct sheet *s)
{
	docbook_end(s->out);
}

void sheet_cell(struct sheet *s, const char *text)
{
	docbook_phrase(s->out, "entry", text);
}

void sheet_cell_in(struct sheet *s, const char *element, const char *text)
{
	sheet_cell_begin(s);
	if (text && *text)
		docbook_phrase(s->out, element, text);
	sheet_cell_end(s);
}

void sheet_cell_begin(struct sheet *s)
{
	docbook_inline(s->out, "entry");
}

void sheet_cell_end(struct sheet *s)
{
	docbook_end(s->out);
}

void sheet_end(struct sheet *s)
{
	if (!s->rows)
		return;
	docbook_end(s->out); /* tbody */
	docbook_end(s->out); /* tgroup */
	docbook_end(s->out); /* informaltable */
	s->rows = 0;
}
