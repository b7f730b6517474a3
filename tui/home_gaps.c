#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/chain.h"
#include "model/gag.h"
#include "model/mem.h"
#include "tui/home.h"

/* What must be seen when the file is opened: broken chains, and what is not proven in time. */

/* ---- chains ---- */

struct looking {
	struct db *db;
	int64_t hidden; /* what a gag order withholds */
	struct home_slip slips[CHAINS_AT_HOME];
	size_t n;
};

/* "ruling:REF: what is wrong with it" is shown under its reference. */
static void take(void *arg, const char *sentence, enum entity_id entity, int64_t id)
{
	struct looking *l = arg;
	const char *name = entity == ENTITY_NONE ? "" : entity_get(entity)->name;
	size_t len = strlen(name);
	const char *end = strstr(sentence, ": ");
	struct str words = STR_INIT;
	bool hidden = false;

	if (len && gag_behind(l->db, entity, id, &hidden, &words) != ST_OK)
		hidden = true;
	str_free(&words);
	l->hidden += hidden;
	if (hidden || l->n == CHAINS_AT_HOME)
		return;
	if (len && end && !strncmp(sentence, name, len) && sentence[len] == ':')
		l->slips[l->n++] = (struct home_slip){ { entity, id },
			mem_text_n(sentence + len + 1, (size_t)(end - sentence) - len - 1),
			mem_text(end + 2) };
	else
		l->slips[l->n++] =
			(struct home_slip){ { entity, id }, mem_text(""), mem_text(sentence) };
}

static void forget(struct home_slip *slips, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(slips[i].of);
		free(slips[i].text);
	}
}

void home_slips_free(struct home *h)
{
	forget(h->slips, h->n_slips);
	h->n_slips = 0;
	h->broken = 0;
}

/* Signatories are no part of it, so that their number does not matter. */
enum status home_read_chains(struct db *db, struct home *h)
{
	struct looking l = { .db = db };
	struct chain c;
	int64_t bad = 0;
	enum status st = chain_load(db, &c);

	if (st == ST_OK)
		st = chain_check(db, &c, take, &l, &bad);
	chain_free(&c);
	if (st == ST_STOPPED) {
		forget(l.slips, l.n);
		return st;
	}
	home_slips_free(h);
	memcpy(h->slips, l.slips, sizeof(h->slips));
	h->n_slips = l.n;
	h->broken = bad - l.hidden;
	h->chains_due = false;
	return st;
}

/* ---- what is not proven in time ---- */

const struct due *home_due_of(const struct home *h, const struct pleading *p)
{
	const struct due *found = NULL;

	for (size_t i = 0; i < h->n_dues; i++) {
		const struct due *d = &h->dues[i];

		if (d->days < 0 || (d->petition ? d->petition != p->id
						: !d->in_case || d->in_case != p->in_case))
			continue;
		if (!found || d->days < found->days)
			found = d;
	}
	return found;
}
