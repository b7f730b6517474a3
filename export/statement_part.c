/* The signature statement in a bundle: before the annex of names, with its pictures beside. */
#include "config.h"

#include "export/check.h"
#include "export/part.h"
#include "export/statement.h"

enum status part_statement(struct book *b)
{
	book_open(b, "appendix", "signature-statement", "sig-statement");
	docbook_attr(b->out, "label", "S");
	book_title(b, "Signature statement");
	statement_docbook(b->out, &b->statement, BUNDLE_IMAGES "/");
	docbook_end(b->out);
	return ST_OK;
}

enum status part_statement_files(struct book *b, struct folder *f)
{
	enum status st = ST_OK;

	if (!statement_has_countries(&b->statement) && !statement_has_growth(&b->statement))
		return ST_OK;
	st = folder_mkdir(f, BUNDLE_IMAGES);
	return st ? st : statement_pictures(b->db, &b->statement, f, BUNDLE_IMAGES "/");
}
