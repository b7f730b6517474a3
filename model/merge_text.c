#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "model/letter.h"
#include "model/merge_internal.h"
#include "model/stmt.h"

/* Citations of the contact that goes, in the texts of all records. */

/* `at` begins with "contact:REF": whether it is a link's address there, and the whole of it. */
static bool is_address(const char *text, const char *at, size_t len)
{
	const char before = at > text ? at[-1] : 0;

	/* [words](contact:x), <contact:x>, [name]: contact:x */
	return (before == '(' || before == '<' ||
		       (before == ' ' && at - text >= 2 && at[-2] == ':')) &&
	       (!at[len] || strchr(")> \t\n\"'", at[len]));
}

/* Appends the text with the one address in place of the other; whether it stood there. */
static bool replace(const char *text, const char *was, const char *is, struct str *out)
{
	const size_t len = strlen(was);
	bool any = false;

	for (const char *p = text, *at; *p; p = at + (*at ? len : 0)) {
		at = strstr(p, was);
		if (!at)
			at = p + strlen(p);
		str_add_n(out, p, (size_t)(at - p));
		if (!*at)
			break;
		if (is_address(text, at, len)) {
			str_add(out, is);
			any = true;
		} else {
			str_add_n(out, at, len);
		}
	}
	return any;
}

/* Texts that people write: not what programs keep, and not those of a million signatories. */
static bool has_citations(const struct entity *e, const struct field *f)
{
	return f->type == FIELD_LONG && !(f->flags & (FIELD_PLAIN | FIELD_COMPUTED)) &&
	       e->id != ENTITY_SIGNATORY;
}

/* Whether the text of a letter stands for good. */
static enum status is_fixed(struct merging *m, const struct record *r, bool *fixed)
{
	struct record edited;
	enum status st;

	*fixed = false;
	if (r->entity->id != ENTITY_VERSION)
		return ST_OK;
	record_copy(&edited, r);
	st = letter_version_settle(m->c, &edited, fixed);
	record_free(&edited);
	return st;
}

static enum status cite_anew(struct merging *m, const struct entity *e, int64_t id, const char *was,
	const char *is, int64_t *changed)
{
	struct record r;
	bool any = false, fixed = false;
	enum status st = record_load(m->db, e->id, id, &r);

	for (size_t i = 0; i < e->n_fields && st == ST_OK; i++) {
		struct str text = STR_INIT;

		if (has_citations(e, &e->fields[i]) && r.values[i].text &&
			replace(r.values[i].text, was, is, &text)) {
			record_put(&r, e->fields[i].name, str_text(&text));
			any = true;
		}
		str_free(&text);
	}
	if (st == ST_OK && any)
		st = is_fixed(m, &r, &fixed);
	if (st == ST_OK && fixed)
		merge_say(m,
			_("The text %s of letter %s was agreed to and is not changed: it still "
			  "cites %s"),
			record_show(&r, "ref"), record_show(&r, "letter"), was);
	else if (st == ST_OK && any)
		st = record_save(m->c, &r);
	*changed += st == ST_OK && any && !fixed;
	record_free(&r);
	return st;
}

/* The next record after `id` with the words in a text of that field. */
static enum status next_with(struct merging *m, const struct entity *e, const struct field *f,
	const char *words, int64_t *id)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	str_addf(&sql,
		"SELECT id FROM \"%s\" WHERE id > :after AND instr(\"%s\", :words) > 0 ORDER BY id "
		"LIMIT 1",
		e->name, f->name);
	st = stmt_get(m->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":after", *id);
	stmt_text(s, ":words", words);
	st = stmt_step(s);
	if (st == ST_OK)
		*id = stmt_get_int(s, 0);
	stmt_done(s);
	return st;
}

static enum status in_field(struct merging *m, const struct entity *e, const struct field *f,
	const char *was, const char *is, int64_t *changed)
{
	int64_t id = 0;
	enum status st = ST_OK;

	while (st == ST_OK && (st = next_with(m, e, f, was, &id)) == ST_OK)
		/* The two themselves are saved, or go. */
		if (e->id != ENTITY_CONTACT || (id != m->keep.id && id != m->gone.id))
			st = cite_anew(m, e, id, was, is, changed);
	return st == ST_END ? ST_OK : st;
}

/* Its own texts may cite the one that goes, which was taken into them. */
static void in_keep(struct merging *m, const char *was, const char *is)
{
	const struct entity *e = m->keep.entity;

	for (size_t i = 0; i < e->n_fields; i++) {
		struct str text = STR_INIT;

		if (has_citations(e, &e->fields[i]) && m->keep.values[i].text &&
			replace(m->keep.values[i].text, was, is, &text))
			record_put(&m->keep, e->fields[i].name, str_text(&text));
		str_free(&text);
	}
}

enum status merge_texts(struct merging *m)
{
	struct str was = STR_INIT, is = STR_INIT;
	int64_t changed = 0;
	enum status st = ST_OK;

	str_addf(&was, "contact:%s", record_show(&m->gone, "ref"));
	str_addf(&is, "contact:%s", record_show(&m->keep, "ref"));
	in_keep(m, str_text(&was), str_text(&is));
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		for (size_t k = 0; k < e->n_fields && st == ST_OK; k++)
			if (has_citations(e, &e->fields[k]))
				st = in_field(m, e, &e->fields[k], str_text(&was), str_text(&is),
					&changed);
	}
	if (st == ST_OK && changed)
		merge_say(m,
			ngettext("%lld text cites %s now", "%lld texts cite %s now",
				(unsigned long)changed),
			(long long)changed, record_show(&m->keep, "ref"));
	str_free(&was);
	str_free(&is);
	return st;
}
