#include "config.h"

#include "export/mailing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/eml.h"
#include "export/folder.h"
#include "export/template.h"
#include "model/board.h"
#include "model/change.h"
#include "model/date.h"
#include "model/date_long.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"

#define VALUES_MAX 16

/* What one run of it holds. */
struct run {
	struct db *db;
	const struct mailing *m;
	struct mailing_result *result;
	struct board *board;
	struct record letter; /* lent from the board */
	struct record lead;   /* who answers for the case; entity NULL: nobody */
	struct str own;       /* the user's template */
	struct folder *folder;
	struct str files; /* what was written into it, a line each */
	struct change *change;
	char now[21];
};

/* One to whom it goes. */
struct addressee {
	struct record cosigner, contact, version;
	const char *language;
};

static bool names_one(const struct mailing *m, int64_t id)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->cosigners[i] == id)
			return true;
	return false;
}

/* Whether this kind is for them without their being named. */
static bool is_for(enum mailing_kind kind, enum board_group group)
{
	switch (kind) {
	case MAILING_INVITATION:
		return group == BOARD_INVITED;
	case MAILING_REMINDER:
		return group == BOARD_INVITED || group == BOARD_REMINDED;
	case MAILING_AGAIN:
		return group == BOARD_OLDER;
	}
	return false;
}

/* One who was named may be asked wherever it means something. */
static bool may_be(enum mailing_kind kind, enum board_group group)
{
	if (kind == MAILING_INVITATION)
		return group != BOARD_CONFIRMED && group != BOARD_OLDER;
	return is_for(kind, group) || (kind == MAILING_REMINDER && group == BOARD_OLDER);
}

/* ---- the message ---- */

static void add_name(const struct addressee *to, struct str *out)
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
static void make_values(const struct run *r, const struct addressee *to, struct values *out)
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
static enum status add_agreed(const struct run *r, const struct addressee *to, struct values *v)
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

static const char *template_of(const struct run *r, const char **language)
{
	static const char *const kinds[] = { [MAILING_INVITATION] = "invitation",
		[MAILING_REMINDER] = "reminder",
		[MAILING_AGAIN] = "again" };

	return r->own.len ? str_text(&r->own) : template_shipped(kinds[r->m->kind], language);
}

/* In the language of the contact, else of the letter: the message and, where there is one, the
 * text. */
static enum status find_text(struct run *r, struct addressee *to)
{
	int64_t id = 0;
	enum status st;

	to->language = record_get(&to->contact, "language");
	if (!to->language)
		to->language = record_get(&r->letter, "language");
	st = letter_text_in(r->db, r->m->letter, board_current(r->board), to->language, &id);
	if (st)
		return st;
	record_free(&to->version);
	return record_load(r->db, ENTITY_VERSION, id, &to->version);
}

static void make_message(
	struct run *r, struct addressee *to, const struct values *v, struct str *out)
{
	const struct record *lead = r->lead.entity ? &r->lead : NULL;
	const char *from = lead ? record_get(lead, "email") : NULL;
	struct str subject = STR_INIT, body = STR_INIT, file = STR_INIT;
	struct eml m = { .to_name = record_show(&to->contact, "name"),
		.to = record_show(&to->contact, "email"),
		.language = to->language,
		.file_type = "text/markdown" };

	template_fill(template_of(r, &m.language), v->v, v->n, &subject, &body);
	str_addf(&file, "%s-%s.md", record_show(&r->letter, "ref"),
		record_show(&to->version, "ref"));
	if (from && eml_is_address(from)) {
		m.from_name = record_show(lead, "name");
		m.from = from;
	}
	m.subject = str_text(&subject);
	m.body = str_text(&body);
	m.file_name = str_text(&file);
	m.file = record_show(&to->version, "text");
	m.file_len = strlen(m.file);
	eml_write(&m, r->now, out);
	str_free(&subject);
	str_free(&body);
	str_free(&file);
}

/* ---- one of them ---- */

/* "001-access-now.eml": never from more than ASCII letters, digits, '.', '_' and '-'. */
static void file_name(const struct run *r, const struct addressee *to, struct str *out)
{
	const char *ref = record_show(&to->cosigner, "ref");
	struct str slug = STR_INIT;

	text_slug(&slug, ref, strlen(ref));
	str_addf(out, "%03lld-%s.eml", (long long)r->result->written + 1,
		slug.len ? str_text(&slug) : "cosigner");
	str_free(&slug);
}

static enum status write_file(struct run *r, const char *name, const struct str *text)
{
	size_t done = 0;
	int fd;
	enum status st = folder_create(r->folder, name, &fd);

	if (st)
		return st;
	while (done < text->len) {
		ssize_t n = write(fd, text->data + done, text->len - done);

		if (n < 0 && errno != EINTR) {
			st = db_fail(r->db, ST_IO, NULL, _("%s cannot be written: %s"), name,
				strerror(errno));
			break;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	if (folder_finish(r->folder, name, fd) != ST_OK && st == ST_OK)
		st = ST_IO;
	return st;
}

/* The state follows, except where somebody confirmed: what they agreed to is not undone by asking.
 */
static enum status note(struct run *r, struct record *cosigner)
{
	const bool first = r->m->kind == MAILING_INVITATION;
	struct date today = date_today();
	char day[DATE_TEXT_MAX];
	enum status st = ST_OK;

	date_format(&today, day);
	if (strcmp(record_show(cosigner, "state"), "confirmed") != 0 &&
		!(first && !strcmp(record_show(cosigner, "state"), "reminded")))
		st = record_set_name(r->db, cosigner, "state", first ? "invited" : "reminded");
	if (st == ST_OK)
		st = record_set_name(r->db, cosigner, first ? "invited" : "reminded", day);
	return st ? st : record_save(r->change, cosigner);
}

static enum status ask(struct run *r, struct addressee *to)
{
	struct str text = STR_INIT, name = STR_INIT;
	struct values v;
	enum status st = find_text(r, to);

	if (st)
		return st;
	make_values(r, to, &v);
	st = add_agreed(r, to, &v);
	if (st == ST_OK) {
		make_message(r, to, &v, &text);
		file_name(r, to, &name);
		st = write_file(r, str_text(&name), &text);
	}
	if (st == ST_OK)
		st = note(r, &to->cosigner);
	if (st == ST_OK) {
		r->result->written++;
		str_addf(&r->files, "%s\n", str_text(&name));
	}
	free_values(&v);
	str_free(&text);
	str_free(&name);
	return st;
}

static enum status take(struct run *r, const struct board_row *row)
{
	struct addressee to = { .language = NULL };
	enum status st = record_load(r->db, ENTITY_COSIGNER, row->id, &to.cosigner);

	record_init(&to.contact, ENTITY_CONTACT);
	record_init(&to.version, ENTITY_VERSION);
	if (st == ST_OK && !may_be(r->m->kind, row->group))
		st = db_fail(r->db, ST_INVALID, NULL, _("%s cannot be asked so: %s"),
			record_show(&to.cosigner, "ref"), board_group_label(row->group));
	if (st == ST_OK) {
		record_free(&to.contact);
		st = record_load(r->db, ENTITY_CONTACT, row->contact, &to.contact);
	}
	if (st == ST_OK && !eml_is_address(record_show(&to.contact, "email"))) {
		r->result->without++;
		str_addf(&r->result->nowhere, "%s (%s)\n", record_show(&to.contact, "name"),
			record_show(&to.contact, "ref"));
	} else if (st == ST_OK) {
		st = ask(r, &to);
	}
	record_free(&to.cosigner);
	record_free(&to.contact);
	record_free(&to.version);
	return st;
}

/* ---- all ---- */

static bool never_ours(int fd, struct str *why)
{
	(void)fd;
	str_add(why, _("holds files already; name a new folder"));
	return false;
}

static enum status load_lead(struct run *r)
{
	struct record of;
	enum status st = record_load(r->db, ENTITY_CASE, record_num(&r->letter, "case"), &of);

	if (st == ST_OK && record_num(&of, "lead"))
		st = record_load(r->db, ENTITY_CONTACT, record_num(&of, "lead"), &r->lead);
	record_free(&of);
	return st;
}

static enum status prepare(struct run *r)
{
	struct values v;
	enum status st = board_read(r->db, r->m->letter, &r->board);

	if (st)
		return st;
	r->letter = *board_letter(r->board);
	date_now(r->now);
	if (!board_current(r->board))
		return db_fail(r->db, ST_NOTFOUND, NULL,
			_("letter %s has no text yet; add one first: amparo add version letter=%s "
			  "text=@FILE"),
			record_show(&r->letter, "ref"), record_show(&r->letter, "ref"));
	st = load_lead(r);
	if (st == ST_OK && r->m->own)
		st = template_read(r->db, r->m->own, &r->own);
	if (st == ST_OK && r->m->own) {
		make_values(r, NULL, &v);
		st = template_check(r->db, r->m->own, str_text(&r->own), v.v, v.n);
		free_values(&v);
	}
	return st;
}

static enum status nobody(const struct run *r)
{
	struct str all = STR_INIT;
	enum status st;

	if (!r->result->without)
		return db_fail(
			r->db, ST_NOTFOUND, NULL, _("nobody is to be asked; nothing was written"));
	str_add_number(&all, r->result->without);
	st = db_fail(r->db, ST_NOTFOUND, NULL,
		_("nobody of the %s to be asked has an e-mail address; nothing was written"),
		str_text(&all));
	str_free(&all);
	return st;
}

static void label(const struct run *r)
{
	static const char *const acts[] = { [MAILING_INVITATION] = N_("invite"),
		[MAILING_REMINDER] = N_("remind"),
		[MAILING_AGAIN] = N_("ask again") };
	struct str many = STR_INIT;

	str_add_number(&many, r->result->written);
	change_label(r->change,
		ngettext("%s %s cosigner of %s", "%s %s cosigners of %s",
			(unsigned long)r->result->written),
		_(acts[r->m->kind]), str_text(&many), record_show(&r->letter, "ref"));
	str_free(&many);
}

static enum status write_all(struct run *r)
{
	const struct board_row *rows;
	size_t n;
	enum status st = ST_OK;

	rows = board_rows(r->board, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		if (r->m->cosigners ? names_one(r->m, rows[i].id)
				    : is_for(r->m->kind, rows[i].group))
			st = take(r, &rows[i]);
	if (st == ST_OK && !r->result->written)
		st = nobody(r);
	return st;
}

/* The folder stands in its place, and what was to be noted with it could not be: it goes again. */
static void take_back(const struct run *r)
{
	for (const char *p = str_text(&r->files); *p;) {
		const size_t len = strcspn(p, "\n");
		struct str path = STR_INIT;

		str_addf(&path, "%s/%.*s", r->m->out, (int)len, p);
		(void)unlink(str_text(&path));
		str_free(&path);
		p += len + 1;
	}
	(void)rmdir(r->m->out);
}

/* Exactly one of both commits comes last: the one that is the likelier to fail comes first. */
static enum status commit(struct run *r)
{
	enum status st = folder_commit(r->folder);

	r->folder = NULL;
	if (st)
		return st;
	label(r);
	st = change_commit(r->change);
	r->change = NULL;
	if (st)
		take_back(r);
	return st;
}

enum status mailing_write(struct db *db, const struct mailing *m, struct mailing_result *out)
{
	struct run r = { .db = db, .m = m, .result = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = prepare(&r);
	if (st == ST_OK)
		st = folder_begin(db, m->out, never_ours, &r.folder);
	if (st == ST_OK)
		st = change_begin(db, &r.change, "ask cosigners");
	if (st == ST_OK)
		st = write_all(&r);
	if (st == ST_OK)
		st = commit(&r);
	change_cancel(r.change);
	folder_cancel(r.folder);
	if (r.lead.entity)
		record_free(&r.lead);
	board_free(r.board);
	str_free(&r.own);
	str_free(&r.files);
	return st;
}

void mailing_result_free(struct mailing_result *r)
{
	str_free(&r->nowhere);
}
