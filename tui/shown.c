#include "config.h"

#include "tui/shown.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/cells.h"

static bool is_shown(const struct shown *shown, size_t n, int field)
{
	for (size_t i = 0; i < n; i++)
		if (shown[i].field == field)
			return true;
	return false;
}

static size_t add(struct shown *out, size_t n, int field, int width)
{
	if (field < 0 || n == COLUMNS_MAX || is_shown(out, n, field))
		return n;
	out[n] = (struct shown){ field, width };
	return n + 1;
}

/*
 * Records that stand in time begin with their date. The reference follows where people call the
 * record by it; else it goes last.
 */
size_t shown_usual(const struct entity *e, int owner, int named, struct shown out[COLUMNS_MAX])
{
	int headline = entity_field(e, e->headline);
	int ref = entity_field(e, "ref");
	int date = e->sort && e->id != ENTITY_PETITION ? entity_field(e, e->sort) : -1;
	bool has_title = e->fields[headline].flags & FIELD_LISTED;
	bool titled = has_title && !strcmp(e->headline, "title");
	size_t n = 0;

	if (date >= 0 && e->fields[date].type != FIELD_DATE && e->fields[date].type != FIELD_DAY)
		date = -1;
	if (date >= 0)
		n = add(out, n, date, 0);
	else if (titled)
		n = add(out, n, ref, 0);
	if (has_title)
		n = add(out, n, headline, 0);
	n = add(out, n, named, 0);
	for (int i = 0; i < (int)e->n_fields; i++)
		if ((e->fields[i].flags & FIELD_LISTED) && i != owner && i != ref)
			n = add(out, n, i, 0);
	return add(out, n, ref, 0);
}

/* The field that a word names, up to `len`; -1: none. */
static int field_at(const struct entity *e, const char *word, size_t len)
{
	for (size_t i = 0; i < e->n_fields; i++)
		if (strlen(e->fields[i].name) == len && !strncmp(e->fields[i].name, word, len))
			return (int)i;
	return -1;
}

size_t shown_read(const struct entity *e, const char *text, struct shown out[COLUMNS_MAX])
{
	size_t n = 0;

	while (*text) {
		size_t len = strcspn(text, ",");
		size_t name = strcspn(text, ",:");
		long width = name < len ? strtol(text + name + 1, NULL, 10) : 0;

		if (width < COLUMN_MIN || width > COLUMN_MAX)
			width = 0;
		n = add(out, n, field_at(e, text, name), (int)width);
		text += len + (text[len] == ',');
	}
	return n;
}

void shown_write(const struct entity *e, const struct shown *shown, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++) {
		str_addf(out, "%s%s", i ? "," : "", e->fields[shown[i].field].name);
		if (shown[i].width)
			str_addf(out, ":%d", shown[i].width);
	}
}

size_t sort_read(const struct entity *e, const char *text, struct sort_key out[QUERY_SORTS])
{
	size_t n = 0;

	while (*text) {
		size_t len = strcspn(text, ",");
		bool down = *text == '-';
		int field = field_at(e, text + down, len - down);
		bool there = false;

		if (field < 0)
			return 0;
		for (size_t i = 0; i < n; i++)
			there = there || out[i].field == field;
		if (!there && n == QUERY_SORTS)
			return 0;
		if (!there)
			out[n++] = (struct sort_key){ field, down };
		text += len + (text[len] == ',');
	}
	return n;
}

void sort_write(const struct entity *e, const struct sort_key *keys, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s%s", i ? "," : "", keys[i].down ? "-" : "",
			e->fields[keys[i].field].name);
}

void sort_describe(const struct entity *e, const char *text, struct str *out)
{
	struct sort_key keys[QUERY_SORTS];
	size_t n = sort_read(e, text, keys);

	for (size_t i = 0; i < n; i++) {
		struct str name = STR_INIT;

		if (i)
			cell_lower(_(e->fields[keys[i].field].label), &name);
		else
			str_add(&name, _(e->fields[keys[i].field].label));
		str_addf(out, i ? _(", then %s") : "%s", str_text(&name));
		if (keys[i].down)
			str_add(out, _(", backwards"));
		str_free(&name);
	}
}
