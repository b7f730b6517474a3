#include "config.h"

#include "import/contact_columns.h"

#include <string.h>
#include <strings.h>

#include "import/row.h"
#include "model/i18n.h"
#include "model/text.h"

/* By the names of the record's fields, but for the middle name. */
static const struct column_field fields[CONTACT_FIELDS] = {
	[CONTACT_NAME] = { "name", N_("the name") },
	[CONTACT_GIVEN] = { "given", N_("the given name") },
	[CONTACT_MIDDLE] = { "middle", N_("the middle name") },
	[CONTACT_FAMILY] = { "family", N_("the family name") },
	[CONTACT_TITLE] = { "title", N_("the form of address") },
	[CONTACT_NATIVE_NAME] = { "native_name", N_("the name in own script") },
	[CONTACT_PSEUDONYM] = { "pseudonym", N_("the pseudonym") },
	[CONTACT_KIND] = { "kind", N_("the kind") },
	[CONTACT_AFFILIATION] = { "affiliation", N_("the organisation") },
	[CONTACT_EMAIL] = { "email", N_("the e-mail address") },
	[CONTACT_PHONE] = { "phone", N_("the telephone number") },
	[CONTACT_ADDRESS] = { "address", N_("the address") },
	[CONTACT_CITY] = { "city", N_("the city") },
	[CONTACT_REGION] = { "region", N_("the region") },
	[CONTACT_POSTCODE] = { "postcode", N_("the postcode") },
	[CONTACT_COUNTRY] = { "country", N_("the country") },
	[CONTACT_LANGUAGE] = { "language", N_("the language") },
	[CONTACT_EXTERNAL_ID] = { "external_id", N_("the number elsewhere") },
	[CONTACT_NOTES] = { "notes", N_("the notes") },
	[CONTACT_REF] = { "ref", N_("the reference") },
	[CONTACT_LEVEL] = { "level", N_("the level") },
	[CONTACT_EXTRA] = { "extra", N_("the other columns") },
};

static const struct column_guess guesses[] = {
	{ CONTACT_NAME, "name" },
	{ CONTACT_NAME, "display_name" },
	{ CONTACT_NAME, "full_name" },
	{ CONTACT_NAME, "file_as" },
	{ CONTACT_GIVEN, "given" },
	{ CONTACT_GIVEN, "given_name" },
	{ CONTACT_GIVEN, "first_name" },
	{ CONTACT_GIVEN, "firstname" },
	{ CONTACT_GIVEN, "prenom" },
	{ CONTACT_GIVEN, "vorname" },
	{ CONTACT_GIVEN, "שם_פרטי" },
	{ CONTACT_MIDDLE, "middle" },
	{ CONTACT_MIDDLE, "middle_name" },
	{ CONTACT_MIDDLE, "additional_name" },
	{ CONTACT_FAMILY, "family" },
	{ CONTACT_FAMILY, "family_name" },
	{ CONTACT_FAMILY, "last_name" },
	{ CONTACT_FAMILY, "lastname" },
	{ CONTACT_FAMILY, "surname" },
	{ CONTACT_FAMILY, "apellidos" },
	{ CONTACT_FAMILY, "nachname" },
	{ CONTACT_FAMILY, "שם_משפחה" },
	{ CONTACT_TITLE, "title" },
	{ CONTACT_TITLE, "name_prefix" },
	{ CONTACT_TITLE, "individual_prefix" },
	{ CONTACT_TITLE, "prefix" },
	{ CONTACT_NATIVE_NAME, "native_name" },
	{ CONTACT_PSEUDONYM, "pseudonym" },
	{ CONTACT_KIND, "kind" },
	{ CONTACT_KIND, "contact_type" },
	{ CONTACT_AFFILIATION, "affiliation" },
	{ CONTACT_AFFILIATION, "organisation" },
	{ CONTACT_AFFILIATION, "organization" },
	{ CONTACT_AFFILIATION, "organization_name" },
	{ CONTACT_AFFILIATION, "organization_1___name" },
	{ CONTACT_AFFILIATION, "current_employer" },
	{ CONTACT_AFFILIATION, "company" },
	{ CONTACT_EMAIL, "email" },
	{ CONTACT_EMAIL, "e_mail" },
	{ CONTACT_EMAIL, "email_address" },
	{ CONTACT_EMAIL, "e_mail_address" },
	{ CONTACT_EMAIL, "e_mail_1___value" },
	{ CONTACT_EMAIL, "primary_email" },
	{ CONTACT_PHONE, "phone" },
	{ CONTACT_PHONE, "telephone" },
	{ CONTACT_PHONE, "phone_1___value" },
	{ CONTACT_PHONE, "primary_phone" },
	{ CONTACT_PHONE, "mobile_phone" },
	{ CONTACT_PHONE, "mobile_number" },
	{ CONTACT_PHONE, "business_phone" },
	{ CONTACT_PHONE, "work_phone" },
	{ CONTACT_PHONE, "home_phone" },
	{ CONTACT_ADDRESS, "address" },
	{ CONTACT_ADDRESS, "street" },
	{ CONTACT_ADDRESS, "street_address" },
	{ CONTACT_ADDRESS, "address_1___street" },
	{ CONTACT_ADDRESS, "business_street" },
	{ CONTACT_ADDRESS, "work_address" },
	{ CONTACT_ADDRESS, "home_street" },
	{ CONTACT_ADDRESS, "home_address" },
	{ CONTACT_CITY, "city" },
	{ CONTACT_CITY, "town" },
	{ CONTACT_CITY, "address_1___city" },
	{ CONTACT_CITY, "business_city" },
	{ CONTACT_CITY, "work_city" },
	{ CONTACT_CITY, "home_city" },
	{ CONTACT_REGION, "region" },
	{ CONTACT_REGION, "state" },
	{ CONTACT_REGION, "state_province" },
	{ CONTACT_REGION, "province" },
	{ CONTACT_REGION, "address_1___region" },
	{ CONTACT_REGION, "business_state" },
	{ CONTACT_REGION, "work_state" },
	{ CONTACT_REGION, "home_state" },
	{ CONTACT_POSTCODE, "postcode" },
	{ CONTACT_POSTCODE, "postal_code" },
	{ CONTACT_POSTCODE, "zip_code" },
	{ CONTACT_POSTCODE, "zipcode" },
	{ CONTACT_POSTCODE, "zip" },
	{ CONTACT_POSTCODE, "address_1___postal_code" },
	{ CONTACT_POSTCODE, "business_postal_code" },
	{ CONTACT_POSTCODE, "work_zipcode" },
	{ CONTACT_POSTCODE, "home_postal_code" },
	{ CONTACT_POSTCODE, "home_zipcode" },
	{ CONTACT_COUNTRY, "country" },
	{ CONTACT_COUNTRY, "country_code" },
	{ CONTACT_COUNTRY, "address_1___country" },
	{ CONTACT_COUNTRY, "business_country/region" },
	{ CONTACT_COUNTRY, "work_country" },
	{ CONTACT_COUNTRY, "home_country/region" },
	{ CONTACT_COUNTRY, "home_country" },
	{ CONTACT_LANGUAGE, "language" },
	{ CONTACT_LANGUAGE, "preferred_language" },
	{ CONTACT_EXTERNAL_ID, "external_id" },
	{ CONTACT_EXTERNAL_ID, "contact_id" },
	{ CONTACT_EXTERNAL_ID, "internal_contact_id" },
	{ CONTACT_EXTERNAL_ID, "uid" },
	{ CONTACT_NOTES, "notes" },
	{ CONTACT_NOTES, "note" },
	{ CONTACT_NOTES, "note(s)" },
	{ CONTACT_REF, "ref" },
	{ CONTACT_LEVEL, "level" },
	{ CONTACT_EXTRA, "extra" },
	{ 0, NULL },
};

static const char *missing(const struct columns *c)
{
	static const enum contact_field enough[] = { CONTACT_NAME, CONTACT_GIVEN, CONTACT_FAMILY,
		CONTACT_AFFILIATION };

	for (size_t i = 0; i < sizeof(enough) / sizeof(enough[0]); i++)
		if (c->of[enough[i]] >= 0)
			return NULL;
	return N_("no column holds names; say which one with --map COLUMN=name");
}

const struct column_set contact_columns = { .name = "contact",
	.fields = fields,
	.n_fields = CONTACT_FIELDS,
	.guesses = guesses,
	.missing = missing };

/* ---- a row ---- */

/* Appends the cell at `place`; false: it is no text. */
static bool take_cell(const struct csv_record *record, size_t place, struct str *out)
{
	struct slice cell = { NULL, 0 };

	if (place < record->n_cells)
		cell = row_unguard(record->cells[place]);
	return !cell.len || text_take(cell.text, cell.len, out) == ST_OK;
}

static bool refuse_cell(
	const struct columns *columns, size_t place, const char *what, struct contact_row *out)
{
	str_addf(&out->reason, _("column %s "), columns->columns[place].title);
	str_add(&out->reason, what);
	return false;
}

/* "Individual" of CiviCRM, and other words for what we have. */
static const char *kind_word(const char *text)
{
	static const struct {
		const char *theirs, *ours;
	} words[] = { { "individual", "person" }, { "org", "organisation" },
		{ "organization", "organisation" } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcasecmp(text, words[i].theirs))
			return words[i].ours;
	return text;
}

static void take_field(struct db *db, struct contact_row *out, enum contact_field field,
	const char *title, const char *text)
{
	if (field == CONTACT_KIND)
		contact_row_set(db, out, "kind", title, kind_word(text));
	else if (field == CONTACT_EXTRA && *text)
		str_addf(&out->extra, "%s%s", out->extra.len ? "\n" : "", text);
	else if (field != CONTACT_EXTRA)
		contact_row_set(db, out, fields[field].name, title, text);
}

/* The middle name stands with the given one. */
static void take_given(
	struct db *db, struct contact_row *out, const char *title, struct str *given, char *middle)
{
	if (middle && *middle)
		str_addf(given, "%s%s", given->len ? " " : "", middle);
	if (given->len)
		contact_row_set(db, out, "given", title, str_text(given));
}

static void settle_organisation(struct db *db, struct contact_row *out)
{
	const char *organisation = record_get(&out->record, "affiliation");
	const char *name = record_get(&out->record, "name");
	bool person = record_get(&out->record, "given") || record_get(&out->record, "family");

	if (!organisation || person || (name && strcmp(name, organisation) != 0))
		return;
	if (!name)
		contact_row_set(db, out, "name", "name", organisation);
	if (!record_get(&out->record, "kind"))
		record_put(&out->record, "kind", "organisation");
	record_put(&out->record, "affiliation", NULL);
}

bool contact_from_row(struct db *db, const struct columns *columns, const struct csv_record *record,
	struct contact_row *out)
{
	struct str text = STR_INIT, given = STR_INIT, middle = STR_INIT;
	bool ok = true;

	if (record->error) {
		str_add(&out->reason, record->error);
		return false;
	}
	for (size_t i = 0; i < columns->n && ok; i++) {
		const struct column *c = &columns->columns[i];

		str_clear(&text);
		ok = take_cell(record, i, &text);
		if (!ok)
			refuse_cell(columns, i, _("is not text in the file's encoding"), out);
		else if (c->field < 0)
			contact_row_keep(out, c->title, str_text(&text));
		else if (c->field == CONTACT_GIVEN || c->field == CONTACT_MIDDLE)
			str_add(c->field == CONTACT_GIVEN ? &given : &middle, str_text(&text));
		else
			take_field(
				db, out, (enum contact_field)c->field, c->title, str_text(&text));
	}
	for (size_t i = columns->n; i < record->n_cells && ok; i++)
		if (record->cells[i].len) {
			str_add(&out->reason, _("it has more cells than the first line has names"));
			ok = false;
		}
	if (ok) {
		take_given(db, out, "given", &given, middle.data);
		settle_organisation(db, out);
		ok = contact_row_finish(db, out);
	}
	str_free(&text);
	str_free(&given);
	str_free(&middle);
	return ok;
}
