#include "config.h"

#include "model/spans.h"

#include "model/stmt.h"
#include "model/str.h"

#define LAPTOP 32 /* bits of an id below the laptop's number, see device.c */

static enum status one_id(
	struct db *db, const struct entity *e, const char *sql, int64_t id, int64_t *out)
{
	struct str text = STR_INIT;
	enum status st;

	str_addf(&text, "SELECT coalesce(%s, -1) FROM \"%s\" WHERE id %s :id",
		*sql == '>' ? "min(id)" : "max(id)", e->name, sql);
	st = stmt_number(db, str_text(&text), id, out);
	str_free(&text);
	return st;
}

enum status spans_read(struct db *db, const struct entity *e, struct spans *out)
{
	enum status st = ST_OK;

	out->n = 0;
	while (out->n < SPANS_MAX) {
		int64_t first = -1, end;

		st = one_id(db, e, ">", out->n ? out->to[out->n - 1] : 0, &first);
		if (st || first < 0)
			break;
		end = out->n == SPANS_MAX - 1 ? INT64_MAX : (((first >> LAPTOP) + 1) << LAPTOP) - 1;
		st = one_id(db, e, "<=", end, &out->to[out->n]);
		if (st)
			break;
		out->from[out->n++] = first;
	}
	return st;
}

int64_t spans_size(const struct spans *s)
{
	int64_t all = 0;

	for (size_t i = 0; i < s->n; i++)
		all += s->to[i] - s->from[i] + 1;
	return all;
}

int64_t spans_below(const struct spans *s, int64_t id)
{
	int64_t below = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (id >= s->to[i])
			below += s->to[i] - s->from[i] + 1;
		else if (id >= s->from[i])
			below += id - s->from[i] + 1;
	}
	return below;
}

int64_t spans_at(const struct spans *s, int64_t place)
{
	for (size_t i = 0; i < s->n; i++) {
		int64_t size = s->to[i] - s->from[i] + 1;

		if (place < size)
			return s->from[i] + place;
		place -= size;
	}
	return s->n ? s->to[s->n - 1] : 0;
}
