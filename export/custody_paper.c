/* A custody record of its own: a document, text, rows or JSON. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "export/custody.h"
#include "model/i18n.h"

static bool put_bytes(void *arg, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, arg) == len;
}

static enum status write_article(struct book *b, const struct custody_chain *c)
{
	struct custody_names *names = NULL;
	bool any = false;
	enum status st = custody_names_read(b->db, &names);

	docbook_block(b->out, "article");
	docbook_attr(b->out, "xmlns", DOCBOOK_NS);
	docbook_attr(b->out, "xmlns:xlink", DOCBOOK_XLINK);
	docbook_attr(b->out, "version", "5.0");
	docbook_attr(b->out, "xml:lang", "en");
	docbook_attr(b->out, "role", "custody");
	book_title(b, "Custody record");
	if (st == ST_OK)
		st = custody_section(b, c, names, NULL, &any);
	if (!any)
		book_para(b, "No entry that may leave stands in it.");
	docbook_end(b->out);
	custody_names_free(names);
	return st;
}

static enum status write_docbook(struct db *db, const struct custody_chain *c, FILE *out)
{
	struct book b = { .db = db, .contents = contents_new(db) };
	enum status st = ST_OK;

	if (!contents_admits(b.contents, &c->exhibit)) {
		st = db_fail(db, ST_CONFLICT, "level",
			_("exhibit %s has the level %s and its record may not leave; set its level "
			  "to filed or public, or print it as text for yourselves"),
			record_show(&c->exhibit, "ref"), record_show(&c->exhibit, "level"));
	} else {
		b.out = docbook_open(put_bytes, out);
		st = write_article(&b, c);
		if (!docbook_close(b.out) && st == ST_OK)
			st = db_fail(db, ST_IO, NULL, _("the output could not be written: %s"),
				strerror(errno));
	}
	contents_free(b.contents);
	return st;
}

enum status custody_write(struct db *db, FILE *out, void *arg)
{
	const struct custody_paper *paper = arg;
	struct str text = STR_INIT;
	struct custody_chain c;
	enum status st = custody_chain_read(db, paper->exhibit, &c);

	if (st == ST_OK && paper->form == CUSTODY_DOCBOOK) {
		st = write_docbook(db, &c, out);
	} else if (st == ST_OK && paper->form == CUSTODY_CSV) {
		st = custody_csv(db, &c, out);
	} else if (st == ST_OK && paper->form == CUSTODY_JSON) {
		st = custody_json(db, &c, out);
	} else if (st == ST_OK) {
		custody_text(db, &c, &text);
		fputs(str_text(&text), out);
	}
	if (st == ST_OK && ferror(out))
		st = db_fail(
			db, ST_IO, NULL, _("the output could not be written: %s"), strerror(errno));
	str_free(&text);
	custody_chain_free(&c);
	return st;
}
