#include "config.h"

#include "export/mailing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/eml.h"
#include "export/folder.h"
#include "export/mailing_internal.h"
#include "export/template.h"
#include "model/board.h"
#include "model/change.h"
#include "model/date.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"

static bool names_one(const struct mailing *m, int64_t id)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->cosigners[i] == id)
			return true;
	return false;
}

/* Whether this kind is for them without their being named. */
static bool is_for(enum mailing_kind kind, const struct board_row *row)
{
	switch (kind) {
	case MAILING_INVITATION:
		return row->group == BOARD_INVITED && !row->asked;
	case MAILING_REMINDER:
		return (row->group == BOARD_INVITED && row->asked) || row->group == BOARD_REMINDED;
	case MAILING_AGAIN:
		return row->group == BOARD_OLDER;
	}
	return false;
}

/* One who was named may be asked wherever it means something. */
static bool may_be(enum mailing_kind kind, enum board_group group)
{
	if (kind == MAILING_INVITATION)
		return group != BOARD_CONFIRMED && group != BOARD_OLDER;
	return group == BOARD_OLDER ||
	       (kind == MAILING_REMINDER && (group == BOARD_INVITED || group == BOARD_REMINDED));
}

/* ---- one of them ---- */

/* "001-access-now.eml": never from more than ASCII letters, digits, '.', '_' and '-'. */
static void file_name(const struct mailing_run *r, const struct mailing_to *to, struct str *out)
{
	const char *ref = record_show(&to->cosigner, "ref");
	struct str slug = STR_INIT;

	text_slug(&slug, ref, strlen(ref));
	str_addf(out, "%03lld-%s.eml", (long long)r->result->written + 1,
		slug.len ? str_text(&slug) : "cosigner");
	str_free(&slug);
}

static enum status write_file(struct mailing_run *r, const char *name, const struct str *text)
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
static enum status note(struct mailing_run *r, struct record *cosigner)
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

static enum status ask(struct mailing_run *r, struct mailing_to *to)
{
	struct str text = STR_INIT, name = STR_INIT;
	enum status st = mailing_message(r, to, &text);

	if (st == ST_OK) {
		file_name(r, to, &name);
		st = write_file(r, str_text(&name), &text);
	}
	if (st == ST_OK)
		st = note(r, &to->cosigner);
	if (st == ST_OK) {
		r->result->written++;
		str_addf(&r->files, "%s\n", str_text(&name));
	}
	str_free(&text);
	str_free(&name);
	return st;
}

/* With the address that is none: it may be a slip. */
static void add_nowhere(struct mailing_run *r, const struct record *contact)
{
	const char *address = record_get(contact, "email");

	str_addf(&r->result->nowhere, address ? "%s (%s): %s\n" : "%s (%s)\n",
		record_show(contact, "name"), record_show(contact, "ref"), address);
}

static enum status take(struct mailing_run *r, const struct board_row *row)
{
	struct mailing_to to = { .language = NULL };
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
		add_nowhere(r, &to.contact);
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

static bool may_leave(const struct record *r)
{
	const char *level = record_show(r, "level");

	return !strcmp(level, "public") || !strcmp(level, "filed");
}

static enum status load_lead(struct mailing_run *r)
{
	struct record of;
	enum status st = record_load(r->db, ENTITY_CASE, record_num(&r->letter, "case"), &of);

	if (st == ST_OK && record_num(&of, "lead"))
		st = record_load(r->db, ENTITY_CONTACT, record_num(&of, "lead"), &r->lead);
	/* A name that leaves in no bundle leaves in no message either. */
	if (st == ST_OK && r->lead.entity && !may_leave(&r->lead)) {
		record_free(&r->lead);
		r->lead.entity = NULL;
	}
	record_free(&of);
	return st;
}

static enum status prepare(struct mailing_run *r)
{
	enum status st = board_read(r->db, r->m->letter, &r->board);

	if (st)
		return st;
	r->letter = *board_letter(r->board);
	date_now(r->now);
	if (!strcmp(record_show(&r->letter, "status"), "closed"))
		return db_fail(r->db, ST_INVALID, "status",
			_("letter %s is closed; open it for signing first: amparo edit letter %s "
			  "status=signing"),
			record_show(&r->letter, "ref"), record_show(&r->letter, "ref"));
	if (!board_current(r->board))
		return db_fail(r->db, ST_NOTFOUND, NULL,
			_("letter %s has no text yet; add one first: amparo add version letter=%s "
			  "text=@FILE"),
			record_show(&r->letter, "ref"), record_show(&r->letter, "ref"));
	st = load_lead(r);
	if (st == ST_OK && r->m->own)
		st = template_read(r->db, r->m->own, &r->own);
	if (st == ST_OK && r->m->own)
		st = mailing_check_own(r);
	return st;
}

static enum status nobody(const struct mailing_run *r)
{
	const int64_t unasked = board_unasked(r->board);
	struct str all = STR_INIT;
	enum status st;

	if (!r->result->without && r->m->kind == MAILING_INVITATION &&
		board_count(r->board, BOARD_INVITED) > unasked)
		return db_fail(r->db, ST_NOTFOUND, NULL,
			_("all who have not answered were invited already: remind them, or name "
			  "those who are to be invited again; nothing was written"));
	if (!r->result->without && r->m->kind == MAILING_REMINDER && unasked)
		return db_fail(r->db, ST_NOTFOUND, NULL,
			_("nobody is to be reminded; those who have not answered were not invited "
			  "yet; nothing was written"));
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

static void label(const struct mailing_run *r)
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

/* Once people have a text before them, an edit of it is another text, and no more of this one. */
static enum status open_for_signing(struct mailing_run *r)
{
	struct record letter;
	enum status st = record_load(r->db, ENTITY_LETTER, r->m->letter, &letter);

	if (st == ST_OK && !strcmp(record_show(&letter, "status"), "draft")) {
		st = record_set_name(r->db, &letter, "status", "signing");
		if (st == ST_OK)
			st = record_save(r->change, &letter);
		r->result->opened = st == ST_OK;
	}
	record_free(&letter);
	return st;
}

static enum status write_all(struct mailing_run *r)
{
	const struct board_row *rows;
	size_t n;
	enum status st = ST_OK;

	rows = board_rows(r->board, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		if (r->m->cosigners ? names_one(r->m, rows[i].id) : is_for(r->m->kind, &rows[i]))
			st = take(r, &rows[i]);
	if (st == ST_OK && !r->result->written)
		st = nobody(r);
	return st ? st : open_for_signing(r);
}

/* The folder stands in its place, and what was to be noted with it could not be: it goes again. */
static void take_back(const struct mailing_run *r)
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
static enum status commit(struct mailing_run *r)
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
	struct mailing_run r = { .db = db, .m = m, .result = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = gag_refuse(db, ENTITY_LETTER, m->letter);
	if (st == ST_OK)
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
