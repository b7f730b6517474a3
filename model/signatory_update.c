#include "config.h"

#include "model/signatory_update.h"

#include <string.h>

#include "model/change_internal.h"
#include "model/date.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/search_index.h"
#include "model/stmt.h"
#include "model/text.h"

#define SHOWN_MAX 40      /* columns of a value in a sentence */
#define DUPLICATES_MAX 64 /* of one person that are looked at */

/* The fields that may change, in the order of the columns below; the state comes last. */
enum part {
	PART_NAME,
	PART_GIVEN,
	PART_FAMILY,
	PART_EMAIL,
	PART_CITY,
	PART_REGION,
	PART_POSTCODE,
	PART_COUNTRY,
	PART_SIGNED,
	PART_CONSENT,
	PART_CONSENT_SOURCE,
	PART_COMMENT,
	PART_EXTERNAL_ID,
	PART_EXTRA,
	PART_STATE,
	PARTS,
};

#define COLUMNS                                                                                    \
	"name, given, family, email, city, region, postcode, country, signed, consent, "           \
	"consent_source, comment, external_id, extra, state"

static const char *const part_fields[PARTS] = { "name", "given", "family", "email", "city",
	"region", "postcode", "country", "signed", "consent", "consent_source", "comment",
	"external_id", "extra", "state" };

/* What `s` says, part by part. `name` keeps a name that is put together. */
static void parts_of(const struct signatory *s, struct str *name, struct slice out[PARTS])
{
	out[PART_NAME] = signatory_name(s, name);
	out[PART_GIVEN] = s->given;
	out[PART_FAMILY] = s->family;
	out[PART_EMAIL] = s->email;
	out[PART_CITY] = s->city;
	out[PART_REGION] = s->region;
	out[PART_POSTCODE] = s->postcode;
	out[PART_COUNTRY] = s->country;
	out[PART_SIGNED] = s->signed_on;
	out[PART_CONSENT] = s->consent;
	out[PART_CONSENT_SOURCE] = s->consent_source;
	out[PART_COMMENT] = s->comment;
	out[PART_EXTERNAL_ID] = s->external_id;
	out[PART_EXTRA] = s->extra;
	out[PART_STATE] = s->state;
}

static bool is(struct slice s, const char *text)
{
	return s.len == strlen(text) && !memcmp(s.text, text, s.len);
}

/* The row stands in `s`, its columns from 0 on as COLUMNS has them. */
static unsigned compare_row(struct stmt *held, const struct slice parts[PARTS])
{
	unsigned differ = 0;

	for (int i = 0; i < PART_STATE; i++) {
		const char *text = stmt_get_text(held, i);

		if (parts[i].len && !is(parts[i], text ? text : ""))
			differ |= 1U << i;
	}
	/* It names the file: it is news only where the consent itself is. */
	if (!(differ & 1U << PART_CONSENT))
		differ &= ~(1U << PART_CONSENT_SOURCE);
	if (is(parts[PART_STATE], "valid") && !strcmp(stmt_get_text(held, PART_STATE), "pending"))
		differ |= 1U << PART_STATE;
	return differ;
}

static enum status open_held(struct db *db, int64_t id, struct stmt **out)
{
	enum status st = stmt_get(db, "SELECT " COLUMNS " FROM signatory WHERE id = :id", out);

	if (st)
		return st;
	stmt_int(*out, ":id", id);
	st = stmt_step(*out);
	return st == ST_END ? ST_NOTFOUND : st;
}

enum status signatory_compare(
	struct db *db, int64_t id, const struct signatory *s, unsigned *differ)
{
	struct slice parts[PARTS];
	struct str name = STR_INIT;
	struct stmt *held = NULL;
	enum status st = open_held(db, id, &held);

	parts_of(s, &name, parts);
	*differ = st == ST_OK ? compare_row(held, parts) : 0;
	stmt_done(held);
	str_free(&name);
	return st;
}

enum status signatory_compare_duplicates(struct db *db, int64_t first, int64_t batch,
	const struct idset *but, const struct signatory *s, bool *same)
{
	struct slice parts[PARTS];
	struct str name = STR_INIT;
	struct stmt *held;
	enum status st = stmt_get(db,
		"SELECT " COLUMNS ", id FROM signatory WHERE duplicate_of = :first "
		"AND batch IS NOT :batch ORDER BY id LIMIT :max",
		&held);

	*same = false;
	if (st)
		return st;
	parts_of(s, &name, parts);
	stmt_int(held, ":first", first);
	stmt_int(held, ":batch", batch);
	stmt_int(held, ":max", DUPLICATES_MAX);
	while (!*same && (st = stmt_step(held)) == ST_OK)
		*same = !idset_has(but, stmt_get_int(held, PARTS)) && !compare_row(held, parts);
	stmt_done(held);
	str_free(&name);
	return st == ST_END ? ST_OK : st;
}

/* ---- for people ---- */

static void add_value(struct str *out, const char *text, size_t len)
{
	size_t fits = text_fit(text, len, SHOWN_MAX, NULL);

	text_clean(out, text, fits, TEXT_LINE);
	if (fits < len)
		str_add(out, "…");
}

static void add_part(struct str *out, const char *field, const char *was, struct slice now)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);

	str_addf(out, "%s%s ", out->len ? ", " : "", _(e->fields[entity_field(e, field)].label));
	if (was && *was) {
		add_value(out, was, strlen(was));
		str_add_c(out, ' ');
	}
	str_add(out, "→ ");
	add_value(out, now.text, now.len);
}

enum status signatory_tell_changes(
	struct db *db, int64_t id, const struct signatory *s, unsigned differ, struct str *out)
{
	struct slice parts[PARTS];
	struct str name = STR_INIT, all = STR_INIT;
	struct stmt *held = NULL;
	enum status st = open_held(db, id, &held);

	parts_of(s, &name, parts);
	for (int i = 0; i < PARTS && st == ST_OK; i++)
		if (differ & 1U << i)
			add_part(&all, part_fields[i], stmt_get_text(held, i), parts[i]);
	str_add_n(out, str_text(&all), all.len);
	stmt_done(held);
	str_free(&name);
	str_free(&all);
	return st;
}

/* ---- writing ---- */

/* What is not said is bound as nothing, and stays. A state that changes is new today. */
static const char update_sql[] =
	"UPDATE signatory SET revision = :revision, name = coalesce(:name, name), "
	"given = coalesce(:given, given), family = coalesce(:family, family), "
	"email = coalesce(:email, email), city = coalesce(:city, city), "
	"region = coalesce(:region, region), postcode = coalesce(:postcode, postcode), "
	"country = coalesce(:country, country), signed = coalesce(:signed, signed), "
	"consent = coalesce(:consent, consent), "
	"consent_source = coalesce(:consent_source, consent_source), "
	"comment = coalesce(:comment, comment), "
	"external_id = coalesce(:external_id, external_id), extra = coalesce(:extra, extra), "
	"state = coalesce(:state, state), state_on = coalesce(:state_on, state_on), "
	"sort_key = coalesce(:sort_key, sort_key) WHERE id = :id";

static void bind_parts(struct stmt *s, const struct slice parts[PARTS], unsigned differ)
{
	for (int i = 0; i < PARTS; i++) {
		struct str name = STR_INIT;

		str_addf(&name, ":%s", part_fields[i]);
		if (differ & 1U << i)
			stmt_text_at(
				s, stmt_param(s, str_text(&name)), parts[i].text, parts[i].len);
		else
			stmt_null(s, str_text(&name));
		str_free(&name);
	}
}

static enum status write_parts(
	struct change *c, int64_t id, const struct slice parts[PARTS], unsigned differ)
{
	struct str key = STR_INIT;
	char today[DATE_TEXT_MAX];
	struct date day = date_today();
	struct stmt *s;
	enum status st = stmt_get(c->db, update_sql, &s);

	if (st)
		return st;
	date_format(&day, today);
	bind_parts(s, parts, differ);
	stmt_int(s, ":id", id);
	stmt_int(s, ":revision", c->seq);
	stmt_text(s, ":state_on", differ & 1U << PART_STATE ? today : NULL);
	if (differ & 1U << PART_NAME) {
		text_sort_key(&key, parts[PART_NAME].text, parts[PART_NAME].len);
		stmt_blob(s, ":sort_key", str_text(&key), key.len);
	} else {
		stmt_null(s, ":sort_key");
	}
	st = stmt_run(s);
	str_free(&key);
	return st;
}

enum status signatory_update(
	struct change *c, int64_t id, const struct signatory *s, unsigned differ)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	struct slice parts[PARTS];
	struct str name = STR_INIT;
	enum status st;

	parts_of(s, &name, parts);
	st = search_forget(c->db, e, id);
	if (st == ST_OK)
		st = write_parts(c, id, parts, differ);
	if (st == ST_OK)
		st = search_learn(c->db, e, id);
	str_free(&name);
	return st;
}

bool signatory_changes_keys(unsigned differ)
{
	const unsigned others = 1U << PART_CONSENT | 1U << PART_CONSENT_SOURCE |
				1U << PART_COMMENT | 1U << PART_EXTRA | 1U << PART_STATE;

	return (differ & ~others) != 0;
}

bool signatory_changes_state(unsigned differ)
{
	return (differ & 1U << PART_STATE) != 0;
}

enum status signatory_is_pending(struct db *db, int64_t id, bool *out)
{
	int64_t pending = 0;
	enum status st = stmt_number(
		db, "SELECT state = 'pending' FROM signatory WHERE id = :id", id, &pending);

	*out = st == ST_OK && pending;
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status signatory_is_duplicate(struct db *db, int64_t id, bool *out)
{
	int64_t duplicate = 0;
	enum status st = stmt_number(
		db, "SELECT state = 'duplicate' FROM signatory WHERE id = :id", id, &duplicate);

	*out = st == ST_OK && duplicate;
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status signatory_where(struct db *db, int64_t id, struct str *ref, int64_t *line)
{
	struct stmt *s;
	enum status st =
		stmt_get(db, "SELECT ref, coalesce(line, 0) FROM signatory WHERE id = :id", &s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK) {
		str_add(ref, stmt_get_text(s, 0));
		*line = stmt_get_int(s, 1);
	}
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}
