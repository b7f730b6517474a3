/* Whether somebody may be one of those whose names were taken off. */
#include "config.h"

#include "model/anonymised.h"

#include <stdlib.h>
#include <string.h>

#include "model/anonymise.h"
#include "model/bag.h"
#include "model/date.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/str.h"
#include "model/text.h"

struct anonymised {
	struct bag places; /* a country and a day each */
};

/* The day without its doubt, which a later file may say otherwise. */
static void put_key(struct str *key, struct slice country, struct slice day)
{
	size_t len = 0;

	while (len < day.len && !strchr("~?%", day.text[len]))
		len++;
	str_clear(key);
	if (country.len)
		str_add_n(key, country.text, country.len);
	str_add_c(key, ' ');
	if (len)
		str_add_n(key, day.text, len);
}

enum status anonymised_load(struct db *db, int64_t petition, struct anonymised **out)
{
	struct anonymised *a = NULL;
	struct str key = STR_INIT;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT country, signed FROM signatory INDEXED BY signatory_name "
		"WHERE petition = :petition AND sort_key = :key AND name = '" ANONYMISED "'",
		&s);

	*out = NULL;
	if (st)
		return st;
	text_sort_key(&key, ANONYMISED, strlen(ANONYMISED));
	stmt_int(s, ":petition", petition);
	stmt_blob(s, ":key", str_text(&key), key.len);
	while ((st = stmt_step(s)) == ST_OK) {
		if (!a)
			a = mem_zero(sizeof(*a));
		put_key(&key, stmt_get_slice(s, 0), stmt_get_slice(s, 1));
		bag_get(&a->places, str_text(&key))->n++;
	}
	stmt_done(s);
	str_free(&key);
	if (st == ST_END) {
		*out = a;
		return ST_OK;
	}
	anonymised_free(a);
	return st;
}

bool anonymised_may_be(struct anonymised *a, const struct signatory *one)
{
	struct str key = STR_INIT;
	bool may;

	if (!a)
		return false;
	put_key(&key, one->country, one->signed_on);
	may = bag_get(&a->places, str_text(&key))->n > 0;
	str_free(&key);
	return may;
}

void anonymised_free(struct anonymised *a)
{
	if (!a)
		return;
	bag_free(&a->places);
	free(a);
}
