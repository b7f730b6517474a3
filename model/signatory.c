#include "config.h"

#include "model/signatory.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulk.h"
#include "model/change_internal.h"
#include "model/changeset.h"
#include "model/db_internal.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/search_index.h"
#include "model/stmt.h"
#include "model/text.h"

#define PART_ROWS 16384               /* written to the journal together */
#define PART_BYTES ((size_t)16 << 20) /* or, where rows are large, so much */
#define BULK_CACHE "PRAGMA cache_size=-32768"
#define USUAL_CACHE "PRAGMA cache_size=-16384"

/* The table's columns, in its order; a test holds them against it. */
enum column {
	COL_ID,
	COL_REVISION,
	COL_REF,
	COL_TITLE,
	COL_PETITION,
	COL_NAME,
	COL_GIVEN,
	COL_FAMILY,
	COL_EMAIL,
	COL_CITY,
	COL_REGION,
	COL_POSTCODE,
	COL_COUNTRY,
	COL_SIGNED,
	COL_STATE,
	COL_REASON,
	COL_CONSENT,
	COL_COMMENT,
	COL_BATCH,
	COL_LINE,
	COL_NOTES,
	COL_LEVEL,
	COL_SORT_KEY,
	COL_STATE_ON,
	COL_RULE,
	COL_STATE_BEFORE,
	COL_DUPLICATE_OF,
	COL_CONSENT_SOURCE,
	COL_EXTERNAL_ID,
	COL_EXTRA,
	COLUMNS,
};

static const char insert_sql[] =
	"INSERT INTO signatory (id, revision, ref, title, petition, name, given, family, email, "
	"city, region, postcode, country, signed, state, reason, consent, comment, batch, line, "
	"notes, level, sort_key, state_on, rule, state_before, duplicate_of, consent_source, "
	"external_id, extra) "
	"VALUES (:id, :revision, :ref, :title, :petition, :name, :given, :family, :email, :city, "
	":region, :postcode, :country, :signed, :state, :reason, :consent, :comment, :batch, "
	":line, :notes, :level, :sort_key, :state_on, :rule, :state_before, :duplicate_of, "
	":consent_source, "
	":external_id, :extra)";

/* A row goes two ways, into the table and into the changeset. */
struct cell {
	enum { CELL_NULL, CELL_INT, CELL_TEXT, CELL_BLOB } kind;
	int64_t num;
	struct slice bytes; /* lent */
};

struct signatory_writer {
	struct change *c;
	struct stmt *insert;
	struct bulk *bulk; /* NULL: the indexes are kept row by row */
	struct cell row[COLUMNS];
	int64_t first, last; /* ids written */
	int64_t in_part;     /* rows in `part` */
	struct str part;     /* the changeset of the rows since the last part */
	struct str key, name;
	char ref[16];
};

static void set_int(struct signatory_writer *w, enum column column, int64_t num)
{
	w->row[column] = (struct cell){ .kind = CELL_INT, .num = num };
}

static void set_text(struct signatory_writer *w, enum column column, struct slice s)
{
	w->row[column] = (struct cell){ .kind = s.len ? CELL_TEXT : CELL_NULL, .bytes = s };
}

static struct slice text_slice(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

static struct slice or_else(struct slice s, const char *fallback)
{
	return s.len ? s : text_slice(fallback);
}

/*
 * The table's own checks are put off while rows are written: SQLite makes a table of each list of
 * words anew for every row, which costs more than the row. They are held here instead, and a test
 * compares.
 */
static enum status put_checks_off(struct signatory_writer *w, bool off)
{
	return db_exec(w->c->db,
		off ? "PRAGMA ignore_check_constraints=ON" : "PRAGMA ignore_check_constraints=OFF");
}

static bool is_choice(const char *field, struct slice s)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);

	for (const struct choice *c = e->fields[entity_field(e, field)].choices; c->name; c++)
		if (s.len == strlen(c->name) && !memcmp(s.text, c->name, s.len))
			return true;
	return false;
}

static bool is_year(struct slice s)
{
	for (size_t i = 0; i < 4 && s.len; i++)
		if (i == s.len || s.text[i] < '0' || s.text[i] > '9')
			return false;
	return true;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static enum status check_row(struct signatory_writer *w, const struct signatory *s)
{
	bool good = (!s->state.len || is_choice("state", s->state)) &&
		    (!s->consent.len || is_choice("consent", s->consent)) &&
		    (!s->country.len || (s->country.len == 2 && is_upper(s->country.text[0]) &&
						is_upper(s->country.text[1]))) &&
		    is_year(s->signed_on) && is_year(s->state_on) && s->line >= 0;

	if (good)
		return ST_OK;
	return db_fail(w->c->db, ST_DB, NULL,
		_("a signatory has a state, consent, country, date or line that cannot be"));
}

static void begin_part(struct signatory_writer *w)
{
	str_clear(&w->part);
	changeset_table(&w->part, "signatory", COLUMNS);
	w->in_part = 0;
}

enum status signatory_writer_open(struct change *c, int64_t petition, int64_t batch, int64_t expect,
	struct signatory_writer **out)
{
	struct signatory_writer *w = mem_zero(sizeof(*w));
	enum status st;

	*out = w;
	w->c = c;
	begin_part(w);
	set_int(w, COL_REVISION, change_seq(c));
	set_int(w, COL_PETITION, petition);
	if (batch)
		set_int(w, COL_BATCH, batch);
	set_text(w, COL_LEVEL, text_slice("filed"));
	st = change_pause(c);
	if (st == ST_OK && bulk_pays(c->db, expect)) {
		st = db_exec(c->db, BULK_CACHE);
		if (st == ST_OK)
			st = bulk_begin(c->db, &w->bulk);
	}
	if (st == ST_OK)
		st = put_checks_off(w, true);
	if (st == ST_OK)
		st = stmt_get(c->db, insert_sql, &w->insert);
	return st;
}

struct slice signatory_name(const struct signatory *s, struct str *room)
{
	if (s->name.len)
		return s->name;
	str_clear(room);
	str_add_n(room, s->given.text ? s->given.text : "", s->given.len);
	if (s->given.len && s->family.len)
		str_add_c(room, ' ');
	str_add_n(room, s->family.text ? s->family.text : "", s->family.len);
	return (struct slice){ str_text(room), room->len };
}

/* "s" and the counter of the id, as record_save() gives it. */
static struct slice make_ref(struct signatory_writer *w, int64_t id)
{
	uint32_t n = (uint32_t)id;
	size_t at = sizeof(w->ref);

	do
		w->ref[--at] = (char)('0' + n % 10);
	while (n /= 10);
	w->ref[--at] = 's';
	return (struct slice){ w->ref + at, sizeof(w->ref) - at };
}

static void fill_row(struct signatory_writer *w, const struct signatory *s, int64_t id)
{
	struct slice name = signatory_name(s, &w->name);

	str_clear(&w->key);
	text_sort_key(&w->key, name.text, name.len);
	set_int(w, COL_ID, id);
	set_text(w, COL_REF, make_ref(w, id));
	set_text(w, COL_NAME, name);
	set_text(w, COL_GIVEN, s->given);
	set_text(w, COL_FAMILY, s->family);
	set_text(w, COL_EMAIL, s->email);
	set_text(w, COL_CITY, s->city);
	set_text(w, COL_REGION, s->region);
	set_text(w, COL_POSTCODE, s->postcode);
	set_text(w, COL_COUNTRY, s->country);
	set_text(w, COL_SIGNED, s->signed_on);
	set_text(w, COL_STATE, or_else(s->state, "valid"));
	set_text(w, COL_REASON, s->reason);
	set_text(w, COL_CONSENT, or_else(s->consent, "private"));
	set_text(w, COL_COMMENT, s->comment);
	set_text(w, COL_STATE_ON, s->state_on);
	set_text(w, COL_RULE, s->rule);
	if (s->duplicate_of)
		set_int(w, COL_DUPLICATE_OF, s->duplicate_of);
	else
		set_text(w, COL_DUPLICATE_OF, (struct slice){ NULL, 0 });
	set_text(w, COL_CONSENT_SOURCE, s->consent_source);
	set_text(w, COL_EXTERNAL_ID, s->external_id);
	set_text(w, COL_EXTRA, s->extra);
	if (s->line)
		set_int(w, COL_LINE, s->line);
	else
		set_text(w, COL_LINE, (struct slice){ NULL, 0 });
	w->row[COL_SORT_KEY] =
		(struct cell){ .kind = CELL_BLOB, .bytes = { str_text(&w->key), w->key.len } };
}

static enum status put_row(struct signatory_writer *w)
{
	changeset_row(&w->part);
	for (int i = 0; i < COLUMNS; i++) {
		const struct cell *cell = &w->row[i];

		switch (cell->kind) {
		case CELL_NULL:
			stmt_null_at(w->insert, i + 1);
			changeset_null(&w->part);
			break;
		case CELL_INT:
			stmt_int_at(w->insert, i + 1, cell->num);
			changeset_int(&w->part, cell->num);
			break;
		case CELL_TEXT:
			stmt_text_at(w->insert, i + 1, cell->bytes.text, cell->bytes.len);
			changeset_text(&w->part, cell->bytes.text, cell->bytes.len);
			break;
		case CELL_BLOB:
			stmt_blob_at(w->insert, i + 1, cell->bytes.text, cell->bytes.len);
			changeset_blob(&w->part, cell->bytes.text, cell->bytes.len);
			break;
		}
	}
	return stmt_again(w->insert);
}

static enum status end_part(struct signatory_writer *w)
{
	enum status st = ST_OK;

	if (w->in_part)
		st = change_part(w->c, w->part.data, w->part.len, w->in_part);
	begin_part(w);
	return st;
}

enum status signatory_write(struct signatory_writer *w, const struct signatory *s)
{
	int64_t id = 0;
	enum status st = check_row(w, s);

	if (st == ST_OK)
		st = change_new_id(w->c, &id);
	if (st)
		return st;
	fill_row(w, s, id);
	st = put_row(w);
	if (st)
		return st;
	if (!w->first)
		w->first = id;
	w->last = id;
	if (++w->in_part == PART_ROWS || w->part.len > PART_BYTES)
		st = end_part(w);
	return st;
}

int64_t signatory_writer_last(const struct signatory_writer *w)
{
	return w->last;
}

enum status signatory_writer_break(struct signatory_writer *w)
{
	enum status st = end_part(w);

	if (st == ST_OK)
		st = put_checks_off(w, false);
	return st ? st : change_resume(w->c);
}

enum status signatory_writer_resume(struct signatory_writer *w)
{
	enum status st = change_pause(w->c);

	return st ? st : put_checks_off(w, true);
}

enum status signatory_writer_close(struct signatory_writer *w)
{
	struct change *c = w->c;
	enum status st = end_part(w);

	stmt_done(w->insert);
	w->insert = NULL;
	if (st == ST_OK)
		st = put_checks_off(w, false);
	if (st == ST_OK && w->bulk) {
		st = bulk_end(w->bulk, w->first, w->last);
		w->bulk = NULL;
	} else if (st == ST_OK && w->first) {
		st = search_learn_signatories(c->db, w->first, w->last);
	}
	signatory_writer_drop(w);
	return st ? st : change_resume(c);
}

void signatory_writer_drop(struct signatory_writer *w)
{
	if (!w)
		return;
	stmt_done(w->insert);
	bulk_drop(w->bulk);
	/* A failure of the work itself is the one to tell; these two do not fail. */
	(void)sqlite3_exec(w->c->db->handle, USUAL_CACHE, NULL, NULL, NULL);
	(void)sqlite3_exec(
		w->c->db->handle, "PRAGMA ignore_check_constraints=OFF", NULL, NULL, NULL);
	str_free(&w->part);
	str_free(&w->key);
	str_free(&w->name);
	free(w);
}
