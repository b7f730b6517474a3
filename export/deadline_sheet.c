#include "config.h"

#include "export/deadline_sheet.h"

#include <string.h>

#include "export/docbook.h"
#include "model/i18n.h"
#include "model/mem.h"

static bool write_bytes(void *arg, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, arg) == len;
}

static void put_facts(struct docbook *d, const struct deadline_sheet *s)
{
	docbook_block(d, "variablelist");
	docbook_attr(d, "role", "facts");
	for (size_t i = 0; i < s->n; i++) {
		docbook_block(d, "varlistentry");
		docbook_leaf(d, "term", s->facts[i].label);
		docbook_block(d, "listitem");
		docbook_leaf(d, "para", s->facts[i].text);
		docbook_end(d);
		docbook_end(d);
	}
	docbook_end(d);
}

/* A list of the lines, or nothing. */
static void put_lines(struct docbook *d, const char *role, const char *element, const char *title,
	const char *text)
{
	if (!*text)
		return;
	docbook_block(d, element);
	docbook_attr(d, "role", role);
	docbook_leaf(d, "title", title);
	while (*text) {
		size_t len = strcspn(text, "\n");

		docbook_block(d, "listitem");
		docbook_block(d, "para");
		docbook_text_n(d, text, len);
		docbook_end(d);
		docbook_end(d);
		text += len + (text[len] == '\n');
	}
	docbook_end(d);
}

/* Two rows to sign in. */
static void put_signatures(struct docbook *d)
{
	static const char *const who[] = { N_("Counted by"), N_("Checked by") };

	docbook_block(d, "informaltable");
	docbook_attr(d, "role", "signatures");
	docbook_block(d, "tgroup");
	docbook_attr(d, "cols", "3");
	docbook_block(d, "thead");
	docbook_block(d, "row");
	docbook_leaf(d, "entry", "");
	docbook_leaf(d, "entry", _("Name and signature"));
	docbook_leaf(d, "entry", _("Day"));
	docbook_end(d);
	docbook_end(d);
	docbook_block(d, "tbody");
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		docbook_block(d, "row");
		docbook_leaf(d, "entry", _(who[i]));
		docbook_leaf(d, "entry", "");
		docbook_leaf(d, "entry", "");
		docbook_end(d);
	}
	docbook_end(d);
	docbook_end(d);
	docbook_end(d);
}

enum status deadline_sheet_docbook(struct db *db, const struct deadline_sheet *s, FILE *out)
{
	struct docbook *d = docbook_open(write_bytes, out);

	docbook_block(d, "article");
	docbook_attr(d, "xmlns", DOCBOOK_NS);
	docbook_attr(d, "version", "5.0");
	docbook_attr(d, "role", "control-sheet");
	docbook_leaf(d, "title", _("Control sheet of a deadline"));
	put_facts(d, s);
	put_lines(d, "count", "orderedlist", _("Count"), str_text(&s->lines));
	put_lines(d, "beware", "itemizedlist", _("Beware"), str_text(&s->warnings));
	put_lines(d, "notes", "itemizedlist", _("Of the rule"), str_text(&s->notes));
	docbook_leaf(d, "para", _("The program computes; those who sign answer for it."));
	if (s->checked) {
		docbook_block(d, "para");
		docbook_textf(d, _("Counted a second time by: %s"), s->checked);
		docbook_end(d);
	}
	put_signatures(d);
	docbook_end(d);
	if (docbook_close(d) && !ferror(out))
		return ST_OK;
	return db_fail(db, ST_IO, NULL, _("the sheet could not be written"));
}
