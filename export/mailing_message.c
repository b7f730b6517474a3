/* What is written to a cosigner: a template, filled. */
#include "config.h"

#include <string.h>

#include "export/eml.h"
#include "export/mailing_internal.h"
#include "export/template.h"
#include "model/date_long.h"
#include "model/letter.h"

#define VALUES_MAX 16

static void add_name(const struct mailing_to *to, struct str *out)
{
	const char *title = record_get(&to->contact, "title");

	if (title)
		str_addf(out, "%s ", title);
	str_add(out, record_show(&to->contact, "name"));
}

struct values {
	struct template_value v[VALUES_MAX];
	size_t n;
	struct str name, sign_by, invited, agreed, signed_by;
};

static void put(struct values *all, const char *name, const char *text)
{
	all->v[all->n++] = (struct template_value){ name, text };
}

/* `to` NULL: the names alone, to check a template with. */
static void make_values(
	const struct mailing_run *r, const struct mailing_to *to, struct values *out)
{
	const struct record *version = to ? &to->version : NULL;

	memset(out, 0, sizeof(*out));
	if (to) {
		struct heads heads = board_heads(r->board);

		add_name(to, &out->name);
		if (record_get(&r->letter, "sign_by"))
			date_long(record_show(&r->letter, "sign_by"), to->language, &out->sign_by);
		if (record_get(&to->cosigner, "invited"))
			date_long(
				record_show(&to->cosigner, "invited"), to->language, &out->invited);
		heads_line(&heads, to->language, &out->signed_by);
	}
	put(out, "name", str_text(&out->name));
	put(out, "letter", record_show(&r->letter, "title"));
	put(out, "subject", record_show(&r->letter, "subject"));
	put(out, "sign_by", str_text(&out->sign_by));
	put(out, "invited", str_text(&out->invited));
	put(out, "signed", str_text(&out->signed_by));
	put(out, "agreed", str_text(&out->agreed));
	put(out, "lead", r->lead.entity ? record_show(&r->lead, "name") : NULL);
	put(out, "version", version ? record_show(version, "number") : NULL);
	put(out, "sha256", version ? record_show(version, "sha256") : NULL);
	put(out, "text", version ? record_show(version, "text") : NULL);
}

/* The number of the text that they agreed to. */
static enum status add_agreed(
	const struct mailing_run *r, const struct mailing_to *to, struct values *v)
{
	const int64_t id = record_num(&to->cosigner, "version");
	struct record agreed;
	enum status st;

	if (!id)
		return ST_OK;
	st = record_load(r->db, ENTITY_VERSION, id, &agreed);
	if (st == ST_OK)
		str_add(&v->agreed, record_show(&agreed, "number"));
	record_free(&agreed);
	for (size_t i = 0; i < v->n; i++)
		if (!strcmp(v->v[i].name, "agreed"))
			v->v[i].text = str_text(&v->agreed);
	return st;
}

static void free_values(struct values *v)
{
	str_free(&v->name);
	str_free(&v->sign_by);
	str_free(&v->invited);
	str_free(&v->agreed);
	str_free(&v->signed_by);
}

/* The one that ships is in English where the language has none: so are the days in it then. */
static void find_form(const struct mailing_run *r, struct mailing_to *to)
{
	static const char *const kinds[] = { [MAILING_INVITATION] = "invitation",
		[MAILING_REMINDER] = "reminder",
		[MAILING_AGAIN] = "again" };

	to->form =
		r->own.len ? str_text(&r->own) : template_shipped(kinds[r->m->kind], &to->language);
}

/* In the language of the contact, else of the letter: the message and, where there is one, the
 * text. */
static enum status find_text(struct mailing_run *r, struct mailing_to *to)
{
	int64_t id = 0;
	enum status st;

	to->language = record_get(&to->contact, "language");
	if (!to->language)
		to->language = record_get(&r->letter, "language");
	st = letter_text_in(r->db, r->m->letter, board_current(r->board), to->language, &id);
	if (st)
		return st;
	find_form(r, to);
	record_free(&to->version);
	return record_load(r->db, ENTITY_VERSION, id, &to->version);
}

static void make_message(
	struct mailing_run *r, struct mailing_to *to, const struct values *v, struct str *out)
{
	const struct record *lead = r->lead.entity ? &r->lead : NULL;
	const char *from = lead ? record_get(lead, "email") : NULL;
	struct str subject = STR_INIT, body = STR_INIT, file = STR_INIT;
	struct eml m = { .to_name = record_show(&to->contact, "name"),
		.to = record_show(&to->contact, "email"),
		.language = to->language,
		.file_type = "text/markdown" };

	template_fill(to->form, v->v, v->n, &subject, &body);
	str_addf(&file, "%s-%s.md", record_show(&r->letter, "ref"),
		record_show(&to->version, "ref"));
	if (from && eml_is_address(from)) {
		m.from_name = record_show(lead, "name");
		m.from = from;
	}
	m.subject = subject.len ? str_text(&subject) : record_show(&r->letter, "title");
	m.body = str_text(&body);
	m.file_name = str_text(&file);
	m.file = record_show(&to->version, "text");
	m.file_len = strlen(m.file);
	eml_write(&m, r->now, out);
	str_free(&subject);
	str_free(&body);
	str_free(&file);
}

enum status mailing_message(struct mailing_run *r, struct mailing_to *to, struct str *out)
{
	struct values v;
	enum status st = find_text(r, to);

	if (st)
		return st;
	make_values(r, to, &v);
	st = add_agreed(r, to, &v);
	if (st == ST_OK)
		make_message(r, to, &v, out);
	free_values(&v);
	return st;
}

enum status mailing_check_own(const struct mailing_run *r)
{
	struct values v;
	enum status st;

	make_values(r, NULL, &v);
	st = template_check(r->db, r->m->own, str_text(&r->own), v.v, v.n);
	free_values(&v);
	return st;
}
