#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/country.h"
#include "model/date_typed.h"
#include "model/i18n.h"
#include "model/language.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/record_sql.h"
#include "model/text.h"

/* The door for one value: what somebody typed or a file held, checked and normalised by the field's
 * type. */

#define LINE_MAX_BYTES 20000
#define LONG_MAX_BYTES ((size_t)16 << 20)

struct door {
	struct db *db;
	const struct field *field;
	struct str *text; /* in: NFC, trimmed; out: as it is kept */
	struct value *value;
};

static enum status refuse(const struct door *d, const char *what)
{
	struct str shown = STR_INIT;
	enum status st;

	text_clean(&shown, str_text(d->text), d->text->len > 80 ? 80 : d->text->len, TEXT_LINE);
	st = db_fail(d->db, ST_INVALID, d->field->name, _("%s: \"%s\" %s"), d->field->name,
		str_text(&shown), what);
	str_free(&shown);
	return st;
}

static void replace(struct str *text, const char *with)
{
	str_clear(text);
	str_add(text, with);
}

static enum status take_line(struct door *d)
{
	if (strchr(str_text(d->text), '\n'))
		return refuse(d, _("must be one line"));
	if (d->text->len > LINE_MAX_BYTES)
		return refuse(d, _("is too long for one line"));
	if (!strcmp(d->field->name, "ref") && !text_is_ref(str_text(d->text)))
		return refuse(d, _("cannot be a reference; use letters, digits, '-', '_' and '.', "
				   "at most 64"));
	return ST_OK;
}

static enum status take_enum(struct door *d)
{
	struct str names = STR_INIT, what = STR_INIT;
	enum status st;

	for (const struct choice *c = d->field->choices; c->name; c++) {
		if (!strcasecmp(c->name, str_text(d->text))) {
			replace(d->text, c->name);
			str_free(&names);
			return ST_OK;
		}
		str_addf(&names, "%s%s", names.len ? ", " : "", c->name);
	}
	str_addf(&what, _("is none of: %s"), str_text(&names));
	st = refuse(d, str_text(&what));
	str_free(&names);
	str_free(&what);
	return st;
}

/* Sets the id that `ref` finds and appends the ref as it is shown, however it was found. */
static enum status look_up(
	struct door *d, enum entity_id entity, const char *ref, struct str *shown)
{
	struct str why = STR_INIT;
	enum status st = record_find(d->db, entity, ref, &d->value->num);

	if (st == ST_NOTFOUND || st == ST_CONFLICT) {
		str_add(&why, db_error(d->db));
		st = db_fail(d->db, st == ST_CONFLICT ? ST_INVALID : st, d->field->name, "%s: %s",
			d->field->name, str_text(&why));
	}
	str_free(&why);
	return st ? st : record_ref(d->db, entity, d->value->num, shown);
}

static enum status take_ref(struct door *d)
{
	struct str shown = STR_INIT;
	enum status st = look_up(d, d->field->entity, str_text(d->text), &shown);

	if (st == ST_OK)
		replace(d->text, str_text(&shown));
	str_free(&shown);
	return st;
}

static enum status take_any(struct door *d)
{
	char *kind = mem_text(str_text(d->text));
	char *colon = strchr(kind, ':');
	const struct entity *e = NULL;
	struct str shown = STR_INIT;
	enum status st;

	if (colon) {
		*colon = '\0';
		e = entity_find(kind);
	}
	if (!e) {
		st = refuse(
			d, _("must name a record as KIND:REFERENCE, such as petition:nso-mexico"));
	} else {
		str_addf(&shown, "%s:", e->name);
		d->value->other = e->id;
		st = look_up(d, e->id, colon + 1, &shown);
		if (st == ST_OK)
			replace(d->text, str_text(&shown));
	}
	str_free(&shown);
	free(kind);
	return st;
}

static enum status take_date(struct door *d)
{
	struct date today = date_today();
	struct str why = STR_INIT;
	struct date date;
	char text[DATE_TEXT_MAX];

	if (date_from_typed(str_text(d->text), &today, &date)) {
		enum status st;

		date_typed_why(str_text(d->text), &today, &why);
		st = refuse(d, str_text(&why));
		str_free(&why);
		return st;
	}
	if (d->field->type == FIELD_DAY && (!date.day || date.doubt))
		return refuse(d, _("must be a whole day, such as 17 April 2020"));
	date_format(&date, text);
	replace(d->text, text);
	return ST_OK;
}

/* "36,000" and "36 000" are how people write it. */
static enum status take_int(struct door *d)
{
	char digits[20];
	size_t n = 0;

	for (const char *p = str_text(d->text); *p; p++) {
		if (isdigit((unsigned char)*p) && n < 16)
			digits[n++] = *p;
		else if ((*p != ',' && *p != ' ') || !n || !isdigit((unsigned char)p[1]))
			return refuse(d, _("is not a whole number"));
	}
	digits[n] = '\0';
	d->value->num = strtoll(digits, NULL, 10);
	str_clear(d->text);
	str_addf(d->text, "%lld", (long long)d->value->num);
	return ST_OK;
}

static enum status take_country(struct door *d)
{
	char code[3];

	if (!country_code(str_text(d->text), d->text->len, code))
		return refuse(d, _("is not a country; write its name or its two letters"));
	replace(d->text, code);
	return ST_OK;
}

static enum status take_lang(struct door *d)
{
	struct str tag = STR_INIT;
	bool known = language_code(str_text(d->text), d->text->len, &tag);

	if (known)
		replace(d->text, str_text(&tag));
	str_free(&tag);
	return known ? ST_OK
		     : refuse(d, _("is not a language; write its name, or en, he, es, zh-Hant"));
}

static enum status take_email(struct door *d)
{
	const char *text = str_text(d->text), *at = strchr(text, '@');

	if (!at || at == text || !at[1] || strchr(at + 1, '@') || strpbrk(text, " \t\n,;<>\""))
		return refuse(d, _("is not an e-mail address"));
	return ST_OK;
}

static enum status take_url(struct door *d)
{
	const char *text = str_text(d->text);

	if ((strncmp(text, "https://", 8) && strncmp(text, "http://", 7)) ||
		strpbrk(text, " \t\n<>\""))
		return refuse(
			d, _("is not a web address; it begins with https:// and holds no blanks"));
	return ST_OK;
}

static enum status take_hash(struct door *d)
{
	if (d->text->len != 64 || strspn(str_text(d->text), "0123456789abcdefABCDEF") != 64)
		return refuse(d, _("is not a SHA-256: 64 digits and letters from a to f"));
	for (size_t i = 0; i < d->text->len; i++)
		d->text->data[i] = (char)tolower((unsigned char)d->text->data[i]);
	return ST_OK;
}

static enum status take(struct door *d)
{
	switch (d->field->type) {
	case FIELD_TEXT:
		return take_line(d);
	case FIELD_LONG:
		return d->text->len > LONG_MAX_BYTES ? refuse(d, _("is too long")) : ST_OK;
	case FIELD_ENUM:
		return take_enum(d);
	case FIELD_REF:
		return take_ref(d);
	case FIELD_ANY:
		return take_any(d);
	case FIELD_DATE:
	case FIELD_DAY:
		return take_date(d);
	case FIELD_INT:
		return take_int(d);
	case FIELD_COUNTRY:
		return take_country(d);
	case FIELD_LANG:
		return take_lang(d);
	case FIELD_EMAIL:
		return take_email(d);
	case FIELD_URL:
		return take_url(d);
	case FIELD_HASH:
		return take_hash(d);
	}
	return ST_OK;
}

enum status record_set(struct db *db, struct record *r, int field, const char *text)
{
	const struct field *f = &r->entity->fields[field];
	struct str clean = STR_INIT;
	struct value value = { NULL, 0, ENTITY_NONE };
	struct door door = { db, f, &clean, &value };
	enum status st = ST_OK;

	if (text && text_take(text, strlen(text), &clean))
		st = db_fail(db, ST_INVALID, f->name,
			_("%s: this is not text in UTF-8; save it as UTF-8 and try again"),
			f->name);
	else if (clean.len)
		st = take(&door);
	if (st == ST_OK) {
		if (clean.len)
			value.text = str_detach(&clean);
		free(r->values[field].text);
		r->values[field] = value;
		r->given |= (uint64_t)1 << field;
	}
	str_free(&clean);
	return st;
}

enum status record_set_name(struct db *db, struct record *r, const char *field, const char *text)
{
	struct str names = STR_INIT;
	int i = entity_field(r->entity, field);
	enum status st;

	if (i >= 0 && r->entity->fields[i].flags & FIELD_COMPUTED)
		return db_fail(db, ST_INVALID, field,
			_("%s is set by the program and cannot be given"), field);
	if (i >= 0)
		return record_set(db, r, i, text);
	for (size_t k = 0; k < r->entity->n_fields; k++)
		if (!(r->entity->fields[k].flags & FIELD_COMPUTED))
			str_addf(&names, "%s%s", names.len ? ", " : "", r->entity->fields[k].name);
	st = db_fail(db, ST_INVALID, NULL, _("a %s has no field %s; it has: %s"), r->entity->name,
		field, str_text(&names));
	str_free(&names);
	return st;
}
