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

static enum status end_place(struct places *p)
{
	const struct roll_place place = { p->country, str_text(&p->city), p->here };

	p->here = 0;
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
	if (strcmp(country, p->country) != 0 ||
		strcmp(str_text(&p->next), str_text(&p->folded)) != 0)
		st = end_place(p);
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
	if (st == ST_OK)
		st = end_place(&p);
	str_free(&p.city);
	str_free(&p.folded);
	str_free(&p.next);
	return st;
}
