/* Which names of custody entries may leave. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/custody.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

struct custody_names {
	struct known {
		char *folded;    /* owned; a name, without case and diacritics */
		char *pseudonym; /* owned; NULL: none */
		bool shown;      /* the contact's level lets it leave */
	} * all;                 /* owned */
	size_t n, room;
};

static void add_name(struct custody_names *n, const char *name, const char *pseudonym, bool shown)
{
	struct str folded = STR_INIT;

	if (!name)
		return;
	text_fold(&folded, name, strlen(name));
	if (folded.len) {
		if (n->n == n->room) {
			n->room = n->room ? n->room * 2 : 64;
			n->all = mem_resize(n->all, n->room, sizeof(*n->all));
		}
		n->all[n->n++] = (struct known){ mem_text(str_text(&folded)),
			mem_text_or_null(pseudonym), shown };
	}
	str_free(&folded);
}

static void add_contact(struct custody_names *n, const struct record *r)
{
	const char *level = record_show(r, "level"), *pseudonym = record_get(r, "pseudonym");
	const char *given = record_get(r, "given"), *family = record_get(r, "family");
	bool shown = !strcmp(level, "public") || !strcmp(level, "filed");
	struct str whole = STR_INIT;

	add_name(n, record_get(r, "name"), pseudonym, shown);
	add_name(n, record_get(r, "native_name"), pseudonym, shown);
	if (given && family) {
		str_addf(&whole, "%s %s", given, family);
		add_name(n, str_text(&whole), pseudonym, shown);
	}
	str_free(&whole);
}

enum status custody_names_read(struct db *db, struct custody_names **out)
{
	const struct query q = { .entity = ENTITY_CONTACT };
	struct cursor *cursor = NULL;
	enum status st;

	*out = mem_zero(sizeof(**out));
	st = query_open(db, &q, NULL, false, &cursor);
	while (st == ST_OK) {
		struct record r;

		st = query_next(cursor, &r);
		if (st == ST_OK)
			add_contact(*out, &r);
		record_free(&r);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

void custody_names_free(struct custody_names *n)
{
	for (size_t i = 0; n && i < n->n; i++) {
		free(n->all[i].folded);
		free(n->all[i].pseudonym);
	}
	if (n)
		free(n->all);
	free(n);
}

/* A contact that may not be named stands in it, or where nobody may: is it. */
static const struct known *find(const struct custody_names *n, const char *folded, bool shown)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->all[i].shown == shown && (shown ? !strcmp(folded, n->all[i].folded)
						       : !!strstr(folded, n->all[i].folded)))
			return &n->all[i];
	return NULL;
}

void custody_name_shown(
	const struct custody_names *n, const char *text, bool source, struct str *out)
{
	struct str folded = STR_INIT;
	const struct known *hidden;

	text_fold(&folded, text, strlen(text));
	hidden = find(n, str_text(&folded), false);
	if (hidden && hidden->pseudonym)
		str_add(out, hidden->pseudonym);
	else if (hidden || (source && !find(n, str_text(&folded), true)))
		str_add(out, "[name withheld]");
	else
		str_add(out, text);
	str_free(&folded);
}

/* The place where it was got hold of says as much as the name of who gave it. */
static bool is_source(const struct record *entry, const char *field)
{
	const char *event = record_show(entry, "event");

	return (!strcmp(field, "from") &&
		       (!strcmp(event, "collected") || !strcmp(event, "received"))) ||
	       (!strcmp(field, "place") && !strcmp(event, "collected"));
}

void custody_field_shown(const struct custody_names *n, const struct record *entry,
	const char *field, struct str *out)
{
	const char *text = record_get(entry, field);

	if (text)
		custody_name_shown(n, text, is_source(entry, field), out);
}

bool custody_is_of_chain(const struct record *entry)
{
	const char *event = record_show(entry, "event");

	return strcmp(event, "copied") != 0 && strcmp(event, "exported") != 0;
}
