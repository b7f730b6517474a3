#include "config.h"

#include "model/custody.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/blob.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/stmt.h"

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
	char now[21], sha256[HASH_TEXT] = "";
	enum status st = record_set_num(db, entry, "exhibit", act->exhibit);

	if (st == ST_OK && act->checked)
		snprintf(sha256, sizeof(sha256), "%s", record_show(exhibit, "sha256"));
	else if (st == ST_OK && act->sha256)
		snprintf(sha256, sizeof(sha256), "%s", act->sha256);
	else if (st == ST_OK)
		st = hash_now(db, exhibit, sha256);
	date_now(now);
	const struct {
		const char *field, *text;
	} fields[] = { { "at", act->at ? act->at : now }, { "event", act->event },
		{ "from", act->from }, { "to", act->to }, { "by", act->by },
		{ "place", act->place }, { "notes", act->notes }, { "sha256", sha256 },
		{ "level", record_get(exhibit, "level") } };
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
