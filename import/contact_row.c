#include "config.h"

#include "import/contact_row.h"

#include <string.h>

#include "model/extra.h"
#include "model/i18n.h"
#include "model/text.h"

#define EXTRA_MAX ((size_t)256 << 10)
#define SAID_MAX 500

/* Without the fallbacks: what a file does not say changes nothing. */
static void begin(struct contact_row *row)
{
	record_init(&row->record, ENTITY_CONTACT);
	record_put(&row->record, "kind", NULL);
	record_put(&row->record, "level", NULL);
}

void contact_row_init(struct contact_row *row)
{
	memset(row, 0, sizeof(*row));
	begin(row);
	str_init(&row->extra, EXTRA_MAX);
	str_init(&row->said, SAID_MAX);
}

void contact_row_free(struct contact_row *row)
{
	record_free(&row->record);
	str_free(&row->extra);
	str_free(&row->reason);
	str_free(&row->said);
}

void contact_row_clear(struct contact_row *row)
{
	record_free(&row->record);
	begin(row);
	str_clear(&row->extra);
	str_clear(&row->reason);
	str_clear(&row->said);
}

void contact_row_say(struct contact_row *row, const char *what)
{
	if (row->said.len)
		str_add(&row->said, "; ");
	str_add(&row->said, what);
}

void contact_row_keep(struct contact_row *row, const char *name, const char *text)
{
	struct str taken = STR_INIT;

	if (text_take(text, strlen(text), &taken))
		contact_row_say(row, name);
	else if (taken.len)
		extra_add(&row->extra, name, str_text(&taken), taken.len);
	str_free(&taken);
}

/* Line ends become commas, where the field is of one line. */
static void flatten(const char *text, struct str *out)
{
	for (;;) {
		size_t n = strcspn(text, "\r\n");

		str_add_n(out, text, n);
		text += n;
		if (!*text)
			return;
		while (out->len && strchr(", \t", out->data[out->len - 1]))
			out->data[--out->len] = '\0';
		text += strspn(text, "\r\n\t ,");
		if (out->len && *text)
			str_add(out, ", ");
	}
}

static void set_aside(struct contact_row *row, const char *name, const char *text)
{
	struct str what = STR_INIT, shown = STR_INIT;

	text_clean(&shown, text, strlen(text), TEXT_LINE);
	str_addf(&what, "%s \"%.*s\"", name, (int)text_fit(str_text(&shown), shown.len, 40, NULL),
		str_text(&shown));
	contact_row_say(row, str_text(&what));
	contact_row_keep(row, name, text);
	str_free(&what);
	str_free(&shown);
}

void contact_row_set(struct db *db, struct contact_row *row, const char *field, const char *name,
	const char *text)
{
	int at = entity_field(row->record.entity, field);
	struct str flat = STR_INIT;

	if (row->record.entity->fields[at].type == FIELD_LONG)
		str_add(&flat, text);
	else
		flatten(text, &flat);
	if (record_get(&row->record, field))
		contact_row_keep(row, name, text);
	else if (flat.len && record_set(db, &row->record, at, str_text(&flat)))
		set_aside(row, name, text);
	str_free(&flat);
}

static void put_together(struct db *db, struct contact_row *row)
{
	const char *given = record_get(&row->record, "given");
	const char *family = record_get(&row->record, "family");
	struct str name = STR_INIT;

	if (given)
		str_add(&name, given);
	if (family)
		str_addf(&name, "%s%s", given ? " " : "", family);
	contact_row_set(db, row, "name", "name", str_text(&name));
	str_free(&name);
}

bool contact_row_finish(struct db *db, struct contact_row *row)
{
	if (!record_get(&row->record, "name"))
		put_together(db, row);
	if (row->extra.len)
		record_put(&row->record, "extra", str_text(&row->extra));
	if (record_get(&row->record, "name"))
		return true;
	str_add(&row->reason, _("it has no name"));
	return false;
}
