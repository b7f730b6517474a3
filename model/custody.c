#include "config.h"

#include "model/custody.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/blob.h"
#include "model/custody_chain.h"
#include "model/custody_time.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/stmt.h"
#include "model/who.h"

/* ---- entries ---- */

/*
 * They are called custody, custody-2 ... within their exhibit, as any record without a name; but
 * the number is not searched from 1 again, as an exhibit that is verified each day has many.
 */
static enum status name_entry(struct db *db, struct record *entry, int64_t exhibit)
{
	struct str ref = STR_INIT;
	int64_t n = 0;
	bool taken = true;
	struct stmt *s;
	enum status st =
		stmt_number(db, "SELECT count(*) FROM custody WHERE exhibit = :id", exhibit, &n);

	if (st == ST_OK && n)
		st = stmt_get(
			db, "SELECT 1 FROM custody WHERE exhibit = :exhibit AND ref = :ref", &s);
	if (st || !n)
		return st;
	while (taken && st == ST_OK) {
		str_clear(&ref);
		str_addf(&ref, "custody-%lld", (long long)++n);
		stmt_int(s, ":exhibit", exhibit);
		stmt_text(s, ":ref", str_text(&ref));
		st = stmt_step(s);
		taken = st == ST_OK;
		stmt_rewind(s);
	}
	stmt_done(s);
	if (st == ST_END)
		record_put(entry, "ref", str_text(&ref));
	str_free(&ref);
	return st == ST_END ? ST_OK : st;
}

/* What the bytes are now, be they damaged. */
static enum status hash_now(struct db *db, const struct record *exhibit, char now[HASH_TEXT])
{
	const char *sha256 = record_get(exhibit, "sha256");
	enum status st = sha256 ? blob_hash(db, sha256, now) : ST_NOTFOUND;

	if (st == ST_NOTFOUND) {
		*now = '\0';
		st = ST_OK;
	}
	return st;
}

static enum status fill(struct db *db, const struct custody_act *act, const struct record *exhibit,
	struct record *entry)
{
	char now[21];
	const char *sha256 = act->checked ? record_get(exhibit, "sha256") : act->sha256;
	const struct {
		const char *field, *text;
	} fields[] = { { "at", act->at ? act->at : now }, { "event", act->event },
		{ "from", act->from }, { "to", act->to }, { "by", act->by },
		{ "place", act->place }, { "notes", act->notes }, { "sha256", sha256 },
		{ "level", record_get(exhibit, "level") } };
	enum status st = record_set_num(db, entry, "exhibit", act->exhibit);

	date_now(now);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && st == ST_OK; i++)
		st = record_set_name(db, entry, fields[i].field, fields[i].text);
	return st ? st : name_entry(db, entry, act->exhibit);
}

enum status custody_enter(struct change *c, const struct custody_act *act)
{
	struct db *db = change_db(c);
	struct record exhibit, entry;
	enum status st = record_load(db, ENTITY_EXHIBIT, act->exhibit, &exhibit);

	assert(act->event);
	record_init(&entry, ENTITY_CUSTODY);
	if (st == ST_OK)
		st = fill(db, act, &exhibit, &entry);
	if (st == ST_OK)
		st = record_save(c, &entry);
	record_free(&entry);
	record_free(&exhibit);
	return st;
}

/* ---- entries that were typed ---- */

/* Whether it is dated before the first entry that has a hash. */
static enum status is_from_before(struct db *db, const struct record *entry, bool *before)
{
	struct custody_chain chain;
	enum status st = custody_chain_read(db, record_num(entry, "exhibit"), &chain);

	*before = false;
	for (size_t i = 0; i < chain.n; i++) {
		if (!record_get(&chain.entries[i], "sha256"))
			continue;
		*before = custody_time_compare(record_show(entry, "at"),
				  record_show(&chain.entries[i], "at")) < 0;
		break;
	}
	custody_chain_free(&chain);
	return st;
}

static enum status settle_time(struct db *db, struct record *entry)
{
	const char *at = record_get(entry, "at");
	struct str text = STR_INIT;
	enum status st = at ? custody_time(db, at, &text) : ST_OK;

	if (st == ST_OK && at)
		record_put(entry, "at", str_text(&text));
	str_free(&text);
	return st;
}

static enum status settle_hash(struct db *db, struct record *entry)
{
	struct record exhibit;
	char now[HASH_TEXT] = "";
	bool before = false;
	enum status st = is_from_before(db, entry, &before);

	if (st || before)
		return st;
	st = record_load(db, ENTITY_EXHIBIT, record_num(entry, "exhibit"), &exhibit);
	if (st == ST_OK)
		st = hash_now(db, &exhibit, now);
	if (st == ST_OK && *now)
		record_put(entry, "sha256", now);
	record_free(&exhibit);
	return st;
}

enum status custody_settle(struct change *c, struct record *entry)
{
	struct str by = STR_INIT;
	enum status st;

	if (entry->version || !record_num(entry, "exhibit"))
		return ST_OK;
	if (!record_get(entry, "by") && who_acts(&by) && by.len)
		record_put(entry, "by", str_text(&by));
	str_free(&by);
	st = settle_time(change_db(c), entry);
	if (st == ST_OK && !record_get(entry, "sha256"))
		st = settle_hash(change_db(c), entry);
	return st;
}

/* ---- many at once ---- */

void custody_batch_add(struct custody_batch *b, int64_t exhibit, const char *sha256)
{
	if (b->n == b->room) {
		b->room = b->room ? b->room * 2 : 64;
		b->items = mem_resize(b->items, b->room, sizeof(*b->items));
	}
	b->items[b->n++] = (struct custody_item){ exhibit, mem_text_or_null(sha256), NULL };
}

void custody_batch_note(struct custody_batch *b, int64_t exhibit, const char *notes)
{
	custody_batch_add(b, exhibit, NULL);
	b->items[b->n - 1].notes = mem_text(notes);
}

void custody_batch_free(struct custody_batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		free(b->items[i].sha256);
		free(b->items[i].notes);
	}
	free(b->items);
	memset(b, 0, sizeof(*b));
}

static enum status enter_all(
	struct change *c, const struct custody_batch *b, const struct custody_act *act)
{
	struct custody_act one = *act;
	enum status st = ST_OK;

	for (size_t i = 0; i < b->n && st == ST_OK; i++) {
		one.exhibit = b->items[i].exhibit;
		one.sha256 = b->items[i].sha256;
		one.notes = b->items[i].notes ? b->items[i].notes : act->notes;
		one.checked = !one.sha256;
		st = custody_enter(c, &one);
		/* Removed by another program since it was read. */
		if (st == ST_NOTFOUND)
			st = ST_OK;
		if (st == ST_OK)
			st = change_flush(c);
		if (st == ST_OK)
			st = db_progress(change_db(c), _("entering it in the custody records"),
				(int64_t)i, (int64_t)b->n);
	}
	return st;
}

enum status custody_batch_enter(struct db *db, const struct custody_batch *b,
	const struct custody_act *act, const char *label, ...)
{
	struct change *c = NULL;
	struct str text = STR_INIT;
	va_list args;
	enum status st;

	if (!b->n)
		return ST_OK;
	va_start(args, label);
	str_vaddf(&text, label, args);
	va_end(args);
	st = change_begin(db, &c, "%s", str_text(&text));
	str_free(&text);
	if (st)
		return st;
	st = enter_all(c, b, act);
	if (st) {
		change_cancel(c);
		return st;
	}
	return change_commit(c);
}

void custody_not_entered(struct db *db, struct str *out)
{
	struct str why = STR_INIT;

	str_add(&why, db_error(db));
	str_addf(out, _("done, but not entered in the custody record: %s"), str_text(&why));
	str_free(&why);
}
