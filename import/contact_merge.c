#include "config.h"

#include "import/contact_merge.h"

#include <string.h>

#include "model/contact.h"
#include "model/extra.h"
#include "model/i18n.h"
#include "model/text.h"

#define SHOWN_COLUMNS 24 /* of a value that is told */

static void add_shown(struct str *what, const char *text)
{
	struct str shown = STR_INIT;
	size_t n;

	text_clean(&shown, text, strlen(text), TEXT_LINE);
	n = text_fit(str_text(&shown), shown.len, SHOWN_COLUMNS, NULL);
	str_add_n(what, str_text(&shown), n);
	if (n < shown.len)
		str_add(what, "\xE2\x80\xA6");
	str_free(&shown);
}

static void tell(struct str *what, const struct field *f, const char *was, const char *now)
{
	if (!what)
		return;
	if (what->len)
		str_add(what, "; ");
	str_add(what, _(f->label));
	if (f->type == FIELD_LONG)
		return;
	str_add(what, ": ");
	if (was) {
		add_shown(what, was);
		str_add(what, " \xE2\x86\x92 ");
	}
	add_shown(what, now);
}

static bool is_name(const char *field)
{
	return !strcmp(field, "name") || !strcmp(field, "given") || !strcmp(field, "family") ||
	       !strcmp(field, "native_name");
}

/* ---- other columns ---- */

static bool has_column(const char *extra, const char *name, const char *value)
{
	struct str n = STR_INIT, v = STR_INIT;
	bool found = false;

	while (!found && extra_next(&extra, &n, &v))
		found = !strcmp(str_text(&n), name) && (!value || !strcmp(str_text(&v), value));
	str_free(&n);
	str_free(&v);
	return found;
}

static bool has_all(const char *extra, const char *wanted)
{
	struct str n = STR_INIT, v = STR_INIT;
	bool all = true;

	while (all && extra_next(&wanted, &n, &v))
		all = has_column(extra, str_text(&n), str_text(&v));
	str_free(&n);
	str_free(&v);
	return all;
}

/* Those of `from` that are (or, with `without`, are not named) in `other`. */
static void add_columns(struct str *out, const char *from, const char *other, bool named)
{
	struct str n = STR_INIT, v = STR_INIT;

	while (extra_next(&from, &n, &v))
		if (named ? !has_column(other, str_text(&n), NULL)
			  : !has_column(other, str_text(&n), str_text(&v)))
			extra_add(out, str_text(&n), str_text(&v), v.len);
	str_free(&n);
	str_free(&v);
}

/*
 * Where the row says nothing new, all stays. Otherwise its columns replace those of the same name,
 * or (filling) only those that are not there come in.
 */
static bool merge_extra(struct record *held, const char *row, enum contact_merge how)
{
	const char *was = record_show(held, "extra");
	struct str now = STR_INIT;

	if (has_all(was, row))
		return false;
	if (how == CONTACT_FILL) {
		str_add(&now, was);
		add_columns(&now, row, was, false);
	} else {
		add_columns(&now, was, row, true);
		if (now.len)
			str_add_c(&now, '\n');
		str_add(&now, row);
	}
	record_put(held, "extra", str_text(&now));
	str_free(&now);
	return true;
}

static bool merge_notes(struct record *held, const char *row)
{
	const char *was = record_show(held, "notes");
	struct str now = STR_INIT;

	if (strstr(was, row))
		return false;
	str_addf(&now, "%s%s%s", was, *was ? "\n\n" : "", row);
	record_put(held, "notes", str_text(&now));
	str_free(&now);
	return true;
}

/* What differs from a filled field is kept beside, under the field's name. */
static bool keep_beside(struct record *held, const struct field *f, const char *text)
{
	struct str extra = STR_INIT;
	bool changed;

	extra_add(&extra, _(f->label), text, strlen(text));
	changed = merge_extra(held, str_text(&extra), CONTACT_FILL);
	str_free(&extra);
	return changed;
}

/* ---- fields ---- */

static bool merge_field(struct record *held, const struct field *f, const char *now,
	enum contact_merge how, struct str *what)
{
	const char *was = record_get(held, f->name);

	if (!strcmp(f->name, "extra") || !strcmp(f->name, "notes")) {
		bool changed = !strcmp(f->name, "notes") ? merge_notes(held, now)
							 : merge_extra(held, now, how);

		if (changed)
			tell(what, f, NULL, now);
		return changed;
	}
	if (was && !strcmp(was, now))
		return false;
	/* Another address book's number: both are true. */
	if (was && !strcmp(f->name, "external_id"))
		return keep_beside(held, f, now);
	if (was && how == CONTACT_FILL)
		return strcmp(f->name, "kind") && !is_name(f->name) && keep_beside(held, f, now);
	if (was && how == CONTACT_REPLACE_BUT_NAME && is_name(f->name))
		return false;
	tell(what, f, was, now);
	record_put(held, f->name, now);
	return true;
}

/* The number that our own cards carry says which contact it is, and no more. */
static bool is_own_number(const struct record *held, const char *number)
{
	struct str own = STR_INIT;
	bool is;

	contact_number(held->id, &own);
	is = held->id && !strcmp(str_text(&own), number);
	str_free(&own);
	return is;
}

bool contact_merge(
	struct record *held, const struct record *row, enum contact_merge how, struct str *what)
{
	bool changed = false;

	for (size_t i = 0; i < row->entity->n_fields; i++) {
		const struct field *f = &row->entity->fields[i];
		const char *now = row->values[i].text;

		if (!now || !strcmp(f->name, "ref") || !strcmp(f->name, "level"))
			continue;
		if (!strcmp(f->name, "external_id") && is_own_number(held, now))
			continue;
		if (merge_field(held, f, now, how, what))
			changed = true;
	}
	return changed;
}
