#include "config.h"

#include "export/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/bundle_tell.h"
#include "export/check.h"
#include "export/docbook.h"
#include "export/folder.h"
#include "export/gather.h"
#include "export/part.h"
#include "model/count.h"
#include "model/custody.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/query.h"
#include "model/record.h"

/* ---- the document ---- */

static bool has_parties(const struct book *b)
{
	return b->parties > 0;
}

static bool has_petition(const struct book *b)
{
	(void)b;
	return true;
}

static bool has_events(const struct book *b)
{
	return contents_count(b->contents, ENTITY_EVENT) > 0;
}

/* Those of other cases stand in the table of authorities alone. */
static bool has_rulings(const struct book *b)
{
	size_t n, own = 0;
	const struct content **list = contents_list(b->contents, ENTITY_RULING, &n);

	for (size_t i = 0; i < n; i++)
		own += !list[i]->foreign;
	free(list);
	return own > 0;
}

static bool has_authorities(const struct book *b)
{
	return contents_count(b->contents, ENTITY_AUTHORITY) > 0 ||
	       contents_count(b->contents, ENTITY_RULING) > 0;
}

/* A gap that a withdrawn one left is told, too. */
static bool has_exhibits(const struct book *b)
{
	for (size_t i = 0; i < b->marks.n; i++)
		if (b->marks.all[i].state == MARK_WITHDRAWN)
			return true;
	return contents_count(b->contents, ENTITY_EXHIBIT) > 0;
}

static bool has_letters(const struct book *b)
{
	return contents_count(b->contents, ENTITY_LETTER) > 0;
}

static bool has_signatories(const struct book *b)
{
	return b->statement.held > 0 || b->statement.declared >= 0 || b->statement.n_parts > 0;
}

static const struct {
	const char *role;
	const char *title;
	bool (*any)(const struct book *b);
	enum status (*write)(struct book *b);
} parts[] = {
	{ "parties", "Parties", has_parties, part_parties },
	{ "pleading", "Petition", has_petition, part_petition },
	{ "chronology", "Chronology", has_events, part_chronology },
	{ "rulings", "Rulings", has_rulings, part_rulings },
	{ "authorities", "Authorities", has_authorities, part_authorities },
	{ "exhibits", "Exhibits", has_exhibits, part_exhibits },
	{ "letters", "Letters", has_letters, part_letters },
	{ "signatories", "Signatories", has_signatories, part_signatories },
};

/* Parts are lettered as they come: one that has nothing in it leaves no gap. */
static enum status write_parts(struct book *b)
{
	char letter[2] = "A";
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && st == ST_OK; i++) {
		if (!parts[i].any(b))
			continue;
		book_open(b, "part", parts[i].role, letter);
		docbook_attr(b->out, "label", letter);
		book_title(b, parts[i].title);
		st = parts[i].write(b);
		docbook_end(b->out);
		letter[0]++;
	}
	return st;
}

static enum status write_book(struct book *b)
{
	bool draft = !strcmp(record_show(&b->petition, "status"), "draft");
	enum status st;

	docbook_block(b->out, "book");
	docbook_attr(b->out, "xmlns", DOCBOOK_NS);
	docbook_attr(b->out, "xmlns:xlink", DOCBOOK_XLINK);
	docbook_attr(b->out, "version", "5.0");
	docbook_attr(b->out, "xml:lang", "en");
	docbook_attr(b->out, "xml:id", "bundle");
	docbook_attr(b->out, "role", BUNDLE_ROLE);
	docbook_attr(b->out, "status", draft ? "draft" : "final");
	st = part_info(b);
	if (st == ST_OK)
		st = part_cover(b);
	if (st == ST_OK)
		st = write_parts(b);
	docbook_end(b->out);
	return st;
}

/* ---- the file ---- */

struct target {
	int fd;
	int error; /* of the write that failed */
};

static bool write_bytes(void *arg, const char *bytes, size_t len)
{
	struct target *t = arg;

	while (len) {
		ssize_t n = write(t->fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			t->error = errno ? errno : EIO;
			return false;
		}
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static enum status write_document(struct book *b, int fd)
{
	struct target t = { fd, 0 };
	enum status st;
	bool whole;

	b->out = docbook_open(write_bytes, &t);
	st = write_book(b);
	whole = docbook_close(b->out);
	b->out = NULL;
	if (st == ST_OK && !whole)
		st = db_fail(b->db, ST_IO, NULL, _("%s cannot be written: %s"), BUNDLE_FILE,
			strerror(t.error ? t.error : EIO));
	return st;
}

static enum status fill_folder(struct book *b, struct folder *f, struct bundle_summary *out)
{
	enum status st = part_exhibit_files(b, f, &out->exhibits);
	enum status finished;
	int fd;

	if (st == ST_OK && has_signatories(b))
		st = part_statement_files(b, f);
	if (st == ST_OK)
		st = folder_create(f, BUNDLE_FILE, &fd);
	if (st != ST_OK)
		return st;
	st = write_document(b, fd);
	if (st == ST_OK)
		st = check_bundle(b->db, fd, out->sha256);
	finished = folder_finish(f, BUNDLE_FILE, fd);
	return st == ST_OK ? finished : st;
}

/* ---- the whole ---- */

static enum status refuse_level(struct book *b, const struct record *r)
{
	enum status st = gag_refuse(b->db, r->entity->id, r->id);

	if (st != ST_OK || contents_admits(b->contents, r))
		return st;
	return db_fail(b->db, ST_CONFLICT, "level",
		_("the %s %s has the level %s and may not leave; set its level to filed or public "
		  "to make a bundle"),
		r->entity->name, record_show(r, "ref"), record_show(r, "level"));
}

/* After something older was undone, drafts may have one mark until they are numbered anew. */
static enum status refuse_twice(struct book *b)
{
	const struct marks *m = &b->marks;

	for (size_t i = 1; i < m->n; i++)
		if (!strcmp(m->all[i].mark, m->all[i - 1].mark))
			return db_fail(b->db, ST_CONFLICT, NULL,
				_("%s is the mark of two exhibits, %s and %s; number the drafts "
				  "anew: "
				  "amparo mark assign --petition %s"),
				m->all[i].mark, m->all[i - 1].ref, m->all[i].ref,
				record_show(&b->petition, "ref"));
	return ST_OK;
}

static enum status load(struct book *b, int64_t petition)
{
	enum status st = record_load(b->db, ENTITY_PETITION, petition, &b->petition);

	if (st == ST_OK)
		st = record_load(b->db, ENTITY_CASE, record_num(&b->petition, "case"), &b->parent);
	if (st == ST_OK)
		st = refuse_level(b, &b->petition);
	if (st == ST_OK)
		st = refuse_level(b, &b->parent);
	if (st == ST_OK)
		st = marks_read(b->db, petition, &b->marks);
	if (st == ST_OK)
		st = refuse_twice(b);
	if (st == ST_OK)
		st = count_petition(b->db, petition, &b->count);
	if (st == ST_OK)
		st = statement_petition(b->db, petition, true, &b->statement);
	if (st == ST_OK)
		st = count_named(b->db, petition, &b->named);
	return st;
}

/*
 * A cursor in the middle of its walk keeps the file as it is: nobody's changes come in until it
 * is closed, and the whole bundle is of one moment.
 */
static enum status hold_still(struct db *db, struct cursor **out)
{
	struct query q = { .entity = ENTITY_CASE, .sort = "ref" };
	struct record first;
	enum status st = query_open(db, &q, NULL, false, out);

	if (st != ST_OK)
		return st;
	st = query_next(*out, &first);
	record_free(&first);
	return st == ST_END ? ST_OK : st;
}

/* Each exhibit whose file went out says so in its custody record. */
static void enter_exported(
	struct book *b, const struct bundle_options *o, struct bundle_summary *out)
{
	struct custody_act act = { .event = "exported", .by = o->by };
	struct custody_batch batch = { NULL, 0, 0 };
	struct str notes = STR_INIT;
	size_t n;
	const struct content **list = contents_list(b->contents, ENTITY_EXHIBIT, &n);
	const char *ref = record_show(&b->petition, "ref");

	for (size_t i = 0; i < n; i++)
		if (list[i]->file && *list[i]->sent) {
			str_clear(&notes);
			str_addf(&notes, _("In the bundle of %s, without metadata: SHA-256 %s"),
				ref, list[i]->sent);
			custody_batch_note(&batch, list[i]->id, str_text(&notes));
		} else if (list[i]->file) {
			custody_batch_add(&batch, list[i]->id, NULL);
		}
	str_clear(&notes);
	str_addf(&notes, _("In the bundle of %s"), ref);
	act.notes = str_text(&notes);
	out->not_entered = custody_batch_enter(b->db, &batch, &act,
				   _("custody: bundle of petition %s"), ref) != ST_OK;
	custody_batch_free(&batch);
	str_free(&notes);
	free(list);
}

enum status bundle_write(struct db *db, const struct bundle_options *o, struct bundle_summary *out)
{
	struct book b = { .db = db,
		.contents = contents_new(db),
		.form = o->signatories,
		.strip = o->strip,
		.strip_end = o->strip_end,
		.strip_arg = o->strip_arg };
	struct cursor *still = NULL;
	struct folder *f = NULL;
	enum status st;

	memset(out, 0, sizeof(*out));
	st = hold_still(db, &still);
	if (st == ST_OK)
		st = load(&b, o->petition);
	if (st == ST_OK)
		st = gather(&b);
	if (st == ST_OK)
		st = folder_begin(db, o->dir, check_is_bundle, &f);
	if (st == ST_OK)
		st = fill_folder(&b, f, out);
	if (st == ST_OK) {
		st = folder_commit(f);
		f = NULL;
	}
	out->signatories = b.signatories;
	out->withheld = contents_withheld(b.contents);
	if (st == ST_OK)
		st = bundle_tell(&b, out);
	folder_cancel(f);
	query_close(still);
	if (st == ST_OK)
		enter_exported(&b, o, out);
	record_free(&b.petition);
	record_free(&b.parent);
	marks_free(&b.marks);
	count_free(&b.count);
	statement_free(&b.statement);
	contents_free(b.contents);
	return st;
}
