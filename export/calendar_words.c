#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/calendar_internal.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

/* What a calendar may say of a deadline, by level, gag orders and names. */

#define NAME_LEAST 3 /* bytes: less is in too many words */

/* Whether a record of this level may be seen by who asks for `asked`. */
static bool admits(const struct record *r, const char *asked)
{
	const struct field *f = &r->entity->fields[entity_field(r->entity, "level")];

	for (const struct choice *c = f->choices; c->name; c++) {
		if (!strcmp(c->name, record_show(r, "level")))
			return true;
		if (!strcmp(c->name, asked))
			return false;
	}
	return false;
}

/* ---- names ---- */

static void add_name(struct calendar_names *names, const char *name)
{
	struct str folded = STR_INIT;

	text_fold(&folded, name, strlen(name));
	if (folded.len < NAME_LEAST) {
		str_free(&folded);
		return;
	}
	names->names = mem_resize(names->names, names->n + 1, sizeof(*names->names));
	names->names[names->n++] = str_detach(&folded);
}

static void add_names(struct calendar *c, const struct record *r)
{
	static const char *const fields[] = { "name", "native_name", "family" };

	if (admits(r, c->level))
		return;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (record_get(r, fields[i]))
			add_name(&c->names, record_show(r, fields[i]));
}

enum status calendar_names_read(struct calendar *c)
{
	struct query q = { .entity = ENTITY_CONTACT, .where = "-level:public" };
	struct cursor *cursor = NULL;
	struct record row = { 0 };
	enum status st = query_open(c->db, &q, NULL, false, &cursor);

	while (st == ST_OK) {
		st = query_next(cursor, &row);
		if (st == ST_OK)
			add_names(c, &row);
		record_free(&row);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

void calendar_names_free(struct calendar_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->names[i]);
	free(names->names);
	*names = (struct calendar_names){ .n = 0 };
}

static bool names_somebody(const struct calendar *c, const char *text)
{
	struct str folded = STR_INIT;
	bool found = false;

	if (!text)
		return false;
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < c->names.n && !found; i++)
		found = strstr(str_text(&folded), c->names.names[i]) != NULL;
	str_free(&folded);
	return found;
}

/* ---- one deadline ---- */

static const char *plain_word(const struct record *r)
{
	if (!strcmp(record_show(r, "kind"), "hearing"))
		return _("Hearing");
	return !strcmp(record_show(r, "kind"), "reminder") ? _("Reminder") : _("Deadline");
}

/* Whether the record that a field refers to may be seen; one that is not there may. */
static enum status shows(struct calendar *c, const struct record *r, const char *field,
	enum entity_id entity, bool *yes, struct str *ref)
{
	struct record other;
	bool gagged = false;
	enum status st;

	*yes = true;
	if (!record_num(r, field))
		return ST_OK;
	st = record_load(c->db, entity, record_num(r, field), &other);
	if (st == ST_OK)
		st = gag_hides_record(c->db, &other, &gagged);
	*yes = st == ST_OK && !gagged && admits(&other, c->level);
	if (*yes && ref)
		str_add(ref, record_show(&other, "ref"));
	record_free(&other);
	return st;
}

enum status calendar_words_of(
	struct calendar *c, const struct record *r, struct calendar_words *out)
{
	bool gagged = false, in_case = false, ruling = false, petition = false, event = false;
	struct str ref = STR_INIT;
	enum status st = gag_hides_record(c->db, r, &gagged);

	if (st == ST_OK)
		st = shows(c, r, "case", ENTITY_CASE, &in_case, &ref);
	if (st == ST_OK)
		st = shows(c, r, "ruling", ENTITY_RULING, &ruling, NULL);
	if (st == ST_OK)
		st = shows(c, r, "petition", ENTITY_PETITION, &petition, NULL);
	if (st == ST_OK)
		st = shows(c, r, "event", ENTITY_EVENT, &event, NULL);
	out->whole = st == ST_OK && !gagged && in_case && ruling && petition && event &&
		     admits(r, c->level) && !names_somebody(c, record_get(r, "title")) &&
		     !names_somebody(c, record_get(r, "place"));
	str_add(&out->summary, out->whole ? record_show(r, "title") : plain_word(r));
	if (in_case && ref.len && !gagged && !names_somebody(c, str_text(&ref)))
		str_addf(&out->summary, " (%s)", str_text(&ref));
	str_free(&ref);
	return st;
}
