#include "config.h"

#include "export/table.h"

#include "export/outfile.h"
#include "model/gag.h"

/* Rows into a file. */

struct rows {
	const struct query *query;
	const struct idset *ids;
	bool json;
};

static enum status write_rows(struct db *db, FILE *out, void *arg)
{
	const struct rows *r = arg;

	if (r->json)
		return r->ids ? table_json_of(db, r->query->entity, r->ids, out)
			      : table_json(db, r->query, out);
	return r->ids ? table_csv_of(db, r->query->entity, r->ids, out)
		      : table_csv(db, r->query, out);
}

enum status table_file(struct db *db, const struct query *q, const struct idset *ids,
	const char *path, bool replace)
{
	struct rows rows = { .query = q, .ids = ids, .json = outfile_is_json(path) };
	bool open = !gag_veiled(db);
	enum status st;

	/* What is looked at just now does not leave for that. */
	if (open)
		gag_veil(db, "");
	st = outfile_write(db, path, replace, write_rows, &rows);
	if (open)
		gag_veil(db, NULL);
	return st;
}
