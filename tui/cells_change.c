#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/cells.h"

/* What was done to a record, as people read it. */

#define NAMES_MAX 4  /* fields that are named in one line */
#define SHORT_MAX 40 /* bytes of a value that is shown in it */

void cell_device(struct db *db, int64_t device, struct str *out)
{
	if (journal_is_here(db, device))
		str_add(out, _("this laptop"));
	else
		str_addf(out, _("laptop %lld"), (long long)device);
}

const char *cell_act(enum history_act act)
{
	static const char *const names[] = { N_("added"), N_("changed"), N_("removed"),
		N_("brought back") };

	return _(names[act]);
}

void cell_side(const struct history_change *c, bool after, int field, struct str *out)
{
	const struct record *r = after ? &c->after : &c->before;

	if (r->values[field].text)
		cell_field(r, field, out);
}

static int count_fields(uint64_t fields, int *first)
{
	int n = 0;

	for (int i = 63; i >= 0; i--) {
		if (!(fields & (uint64_t)1 << i))
			continue;
		n++;
		*first = i;
	}
	return n;
}

static bool is_short(const struct history_change *c, int field)
{
	const char *from = c->before.values[field].text, *to = c->after.values[field].text;

	return (!from || strlen(from) <= SHORT_MAX) && (!to || strlen(to) <= SHORT_MAX);
}

/* "Status: draft → filed", "changed Status, Filed and 3 more". */
void cell_change(const struct history_change *c, struct str *out)
{
	const struct entity *e = c->before.entity;
	int first = 0, said = 0;
	int n = count_fields(c->fields, &first);

	if (c->act != HISTORY_CHANGED || n == 0) {
		str_add(out, cell_act(c->act));
		return;
	}
	if (n == 1 && is_short(c, first)) {
		str_addf(out, "%s: ", _(e->fields[first].label));
		cell_side(c, false, first, out);
		str_add(out, c->before.values[first].text ? " → " : "→ ");
		cell_side(c, true, first, out);
		if (!c->after.values[first].text)
			str_add(out, _("nothing"));
		return;
	}
	str_addf(out, "%s ", cell_act(c->act));
	for (int i = 0; i < (int)e->n_fields && said < NAMES_MAX; i++) {
		if (!(c->fields & (uint64_t)1 << i))
			continue;
		str_addf(out, "%s%s", said++ ? ", " : "", _(e->fields[i].label));
	}
	if (n > said)
		str_addf(out, _(" and %d more"), n - said);
}
