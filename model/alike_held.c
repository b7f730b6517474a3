#include "config.h"

#include "model/alike_held.h"

#include <string.h>

enum status alike_held_begin(struct db *db, int64_t petition, struct stmt **out)
{
	enum status st = stmt_get(db,
		"SELECT s.id, s.name, s.email, s.city, s.region, s.postcode, s.country, s.signed, "
		"s.comment, s.external_id, s.extra, s.duplicate_of, s.state, b.platform "
		"FROM signatory s NOT INDEXED LEFT JOIN batch b ON b.id = s.batch "
		"WHERE s.petition = :petition ORDER BY s.id",
		out);

	if (st == ST_OK)
		stmt_int(*out, ":petition", petition);
	return st;
}

enum status alike_held_next(struct stmt *s, struct alike_held *out)
{
	enum status st = stmt_step(s);

	if (st)
		return st;
	*out = (struct alike_held){ .id = stmt_get_int(s, 0),
		.row = { .name = stmt_get_slice(s, 1),
			.email = stmt_get_slice(s, 2),
			.city = stmt_get_slice(s, 3),
			.region = stmt_get_slice(s, 4),
			.postcode = stmt_get_slice(s, 5),
			.country = stmt_get_slice(s, 6),
			.signed_on = stmt_get_slice(s, 7),
			.comment = stmt_get_slice(s, 8),
			.external_id = stmt_get_slice(s, 9),
			.extra = stmt_get_slice(s, 10),
			.duplicate_of = stmt_get_int(s, 11) },
		.state = stmt_get_text(s, 12),
		.platform = stmt_get_text(s, 13) };
	return ST_OK;
}
