#include "config.h"

#include <string.h>

#include "model/roll.h"
#include "model/str.h"
#include "model/text.h"

/* How many from where. */

struct places {
	roll_place_fn *fn;
	void *arg;
	char country[8];
	struct str city;   /* as the first of them wrote it */
	struct str folded; /* and as it is compared */
	struct str next;   /* the next one's, folded */
	int64_t here;      /* counted there; 0: none yet */
	int64_t others;    /* of the country, in no city that is told */
	bool cities;       /* some of these gave one */
};

bool roll_form_named(const char *name, enum roll_form *out)
{
	static const char *const names[] = { "names", "initials", "counts" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i])) {
			*out = (enum roll_form)i;
			return true;
		}
	return false;
}

static enum status end_city(struct places *p)
{
	const struct roll_place place = { p->country, str_text(&p->city), p->here, false };

	p->here = 0;
	if (!*place.city || place.signatures < ROLL_CITY_MIN) {
		p->others += place.signatures;
		p->cities = p->cities || *place.city;
		return ST_OK;
	}
	return p->fn(p->arg, &place);
}

static enum status end_country(struct places *p)
{
	const struct roll_place place = { p->country, "", p->others, p->cities };

	p->others = 0;
	p->cities = false;
	return place.signatures ? p->fn(p->arg, &place) : ST_OK;
}

/* They come by place; two ways to write one city stand side by side, and are one. */
static enum status take(void *arg, const struct signatory *s)
{
	struct places *p = arg;
	char country[8] = "";
	enum status st = ST_OK;

	if (s->country.len && s->country.len < sizeof(country))
		memcpy(country, s->country.text, s->country.len);
	str_clear(&p->next);
	if (s->city.len)
		text_fold(&p->next, s->city.text, s->city.len);
	if (p->here && (strcmp(country, p->country) != 0 ||
			       strcmp(str_text(&p->next), str_text(&p->folded)) != 0))
		st = end_city(p);
	if (st == ST_OK && strcmp(country, p->country) != 0)
		st = end_country(p);
	if (!p->here++) {
		memcpy(p->country, country, sizeof(country));
		str_clear(&p->city);
		if (s->city.len)
			str_add_n(&p->city, s->city.text, s->city.len);
		str_clear(&p->folded);
		str_add(&p->folded, str_text(&p->next));
	}
	return st;
}

enum status roll_places(struct db *db, const struct roll_options *o, roll_place_fn *fn, void *arg,
	struct roll_sum *out)
{
	struct places p = { .fn = fn, .arg = arg };
	struct roll_options all = *o;
	enum status st;

	all.order = ROLL_PLACE;
	all.unnamed = true;
	st = roll_walk(db, &all, take, &p, out);
	if (st == ST_OK && p.here)
		st = end_city(&p);
	if (st == ST_OK)
		st = end_country(&p);
	str_free(&p.city);
	str_free(&p.folded);
	str_free(&p.next);
	return st;
}
