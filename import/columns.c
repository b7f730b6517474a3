#include "config.h"

#include "import/columns.h"

#include <stdbool.h>
#include <string.h>

#include "model/i18n.h"
#include "model/text.h"

static const char *const field_names[IMPORT_FIELDS] = { "name", "given", "family", "email", "city",
	"region", "postcode", "country", "signed", "state", "confirmed", "reason", "consent",
	"comment" };

/* Headers in folded form, with blanks, dots and dashes as '_'. The first that is there wins. */
static const struct {
	enum import_field field;
	const char *header;
} guesses[] = {
	{ IMPORT_NAME, "name" },
	{ IMPORT_NAME, "full_name" },
	{ IMPORT_NAME, "fullname" },
	{ IMPORT_NAME, "signatory" },
	{ IMPORT_NAME, "signer" },
	{ IMPORT_GIVEN, "given" },
	{ IMPORT_GIVEN, "given_name" },
	{ IMPORT_GIVEN, "first_name" },
	{ IMPORT_GIVEN, "firstname" },
	{ IMPORT_GIVEN, "contact_first_name" },
	{ IMPORT_FAMILY, "family" },
	{ IMPORT_FAMILY, "family_name" },
	{ IMPORT_FAMILY, "last_name" },
	{ IMPORT_FAMILY, "lastname" },
	{ IMPORT_FAMILY, "surname" },
	{ IMPORT_FAMILY, "contact_last_name" },
	{ IMPORT_EMAIL, "email" },
	{ IMPORT_EMAIL, "e_mail" },
	{ IMPORT_EMAIL, "email_address" },
	{ IMPORT_EMAIL, "contact_email" },
	{ IMPORT_CITY, "city" },
	{ IMPORT_CITY, "town" },
	{ IMPORT_CITY, "can2_user_city" },
	{ IMPORT_REGION, "region" },
	{ IMPORT_REGION, "province" },
	{ IMPORT_REGION, "can2_user_state" },
	{ IMPORT_REGION, "can2_state_abbreviated" },
	{ IMPORT_REGION, "county" },
	{ IMPORT_POSTCODE, "postcode" },
	{ IMPORT_POSTCODE, "postal_code" },
	{ IMPORT_POSTCODE, "zip_code" },
	{ IMPORT_POSTCODE, "zipcode" },
	{ IMPORT_POSTCODE, "zip" },
	{ IMPORT_POSTCODE, "contact_postcode" },
	{ IMPORT_COUNTRY, "country" },
	{ IMPORT_COUNTRY, "country_code" },
	{ IMPORT_COUNTRY, "country_iso" },
	{ IMPORT_COUNTRY, "contact_country" },
	{ IMPORT_SIGNED, "signed" },
	{ IMPORT_SIGNED, "signed_on" },
	{ IMPORT_SIGNED, "date_signed" },
	{ IMPORT_SIGNED, "date" },
	{ IMPORT_SIGNED, "timestamp" },
	{ IMPORT_SIGNED, "created_at" },
	{ IMPORT_SIGNED, "created" },
	{ IMPORT_SIGNED, "action_date" },
	{ IMPORT_SIGNED, "activity_date_time" },
	{ IMPORT_CONFIRMED, "confirmed" },
	{ IMPORT_CONFIRMED, "status_id" },
	{ IMPORT_REASON, "reason" },
	{ IMPORT_CONSENT, "consent" },
	{ IMPORT_COMMENT, "comment" },
	{ IMPORT_COMMENT, "comments" },
};

static void fold_header(const char *text, size_t len, struct str *out)
{
	struct str folded = STR_INIT;
	const char *p, *end;

	text_fold(&folded, text, len);
	p = str_text(&folded);
	end = p + folded.len;
	while (p < end && strchr(" \t\n", *p))
		p++;
	while (end > p && strchr(" \t\n,", end[-1]))
		end--;
	for (; p < end; p++)
		str_add_c(out, strchr(" .-", *p) ? '_' : *p);
	str_free(&folded);
}

static int find_header(const struct csv_record *header, const char *wanted)
{
	int found = -1;

	for (size_t i = 0; i < header->n_cells && found < 0; i++) {
		struct str name = STR_INIT;

		fold_header(header->cells[i].text, header->cells[i].len, &name);
		if (!strcmp(str_text(&name), wanted))
			found = (int)i;
		str_free(&name);
	}
	return found;
}

static enum status apply_map(
	struct db *db, const struct csv_record *header, const char *map, struct columns *out)
{
	const char *equals = strrchr(map, '=');
	struct str column = STR_INIT;
	int place, field = -1;
	enum status st = ST_OK;

	for (int i = 0; equals && i < IMPORT_FIELDS; i++)
		if (!strcmp(field_names[i], equals + 1))
			field = i;
	if (!equals || field < 0)
		return db_fail(db, ST_INVALID, NULL,
			_("--map %s: write COLUMN=FIELD with a field of: name, given, family, "
			  "email, city, region, postcode, country, signed, state, confirmed, "
			  "reason, consent, comment"),
			map);
	fold_header(map, (size_t)(equals - map), &column);
	place = find_header(header, str_text(&column));
	if (place < 0)
		st = db_fail(db, ST_INVALID, NULL, _("--map %s: the file has no such column"), map);
	else
		out->of[field] = place;
	str_free(&column);
	return st;
}

static bool is_used(const struct columns *c, int place)
{
	for (int i = 0; i < IMPORT_FIELDS; i++)
		if (c->of[i] == place)
			return true;
	return false;
}

static void guess(const struct csv_record *header, struct columns *out)
{
	int state = find_header(header, "state");

	for (size_t i = 0; i < sizeof(guesses) / sizeof(guesses[0]); i++) {
		int *place = &out->of[guesses[i].field];
		int found;

		if (*place >= 0)
			continue;
		found = find_header(header, guesses[i].header);
		if (found >= 0 && !is_used(out, found))
			*place = found;
	}
	/* "State" is a place on every platform; beside a region, as in our own files, it is ours.
	 */
	if (state >= 0 && !is_used(out, state)) {
		if (out->of[IMPORT_REGION] < 0)
			out->of[IMPORT_REGION] = state;
		else if (out->of[IMPORT_STATE] < 0)
			out->of[IMPORT_STATE] = state;
	}
}

static void note_unused(const struct csv_record *header, struct columns *out)
{
	for (size_t i = 0; i < header->n_cells; i++) {
		const struct slice *cell = &header->cells[i];

		if (!cell->len || is_used(out, (int)i))
			continue;
		if (out->unused.len)
			str_add(&out->unused, ", ");
		text_clean(&out->unused, cell->text, cell->len, TEXT_LINE);
	}
}

enum status columns_read(struct db *db, const struct csv_record *header, const char *const *maps,
	struct columns *out)
{
	enum status st = ST_OK;

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < IMPORT_FIELDS; i++)
		out->of[i] = -1;
	out->n = header->n_cells;
	for (size_t i = 0; maps && maps[i] && st == ST_OK; i++)
		st = apply_map(db, header, maps[i], out);
	if (st)
		return st;
	guess(header, out);
	if (out->of[IMPORT_NAME] < 0 && out->of[IMPORT_GIVEN] < 0 && out->of[IMPORT_FAMILY] < 0)
		return db_fail(db, ST_INVALID, NULL,
			_("the first line names no column that holds people's names (Name, First "
			  "Name, Last Name); say which it is with --map COLUMN=name"));
	note_unused(header, out);
	return ST_OK;
}

void columns_free(struct columns *c)
{
	str_free(&c->unused);
}
