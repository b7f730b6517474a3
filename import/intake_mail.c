#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/foreign.h"
#include "import/intake_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

/*
 * Messages and mailboxes. The reader says where each message stands, its heads and what is attached
 * to it; nothing of that is believed but as text and bytes. A message of which it dies comes in all
 * the same, without its attachments, and the mailbox is read on behind it.
 */

#define DEEPEST 16         /* messages in messages that are followed */
#define RESTARTS_MOST 1000 /* messages of one mailbox that the reader may die of */
#define HEAD_MOST 1000     /* bytes of a head that are kept */
#define PART_MOST (1LL << 40)

enum head { HEAD_FROM, HEAD_SUBJECT, HEAD_DATE, HEADS };

struct mail {
	struct intake *in;
	const struct intake_file *file;
	bool mailbox;

	int64_t from, to; /* of the message that is being read */
	int64_t number;   /* of it in the mailbox, from 1; 0: there was none yet */
	bool failed;      /* what we did with it failed, and not the reader */
	bool waits;       /* it has not been taken in yet */

	char *heads[HEADS];           /* owned; NULL: not said */
	int64_t parents[DEEPEST + 1]; /* exhibits by depth; 0: none, or passed over */

	struct exhibit_take *part; /* of the attachment that is coming in */
	unsigned depth;
	char *number_text, *mime, *name; /* of it; owned */
};

static void forget_heads(struct mail *m)
{
	for (int i = 0; i < HEADS; i++) {
		free(m->heads[i]);
		m->heads[i] = NULL;
	}
}

static void forget_part(struct mail *m)
{
	free(m->number_text);
	free(m->mime);
	free(m->name);
	m->number_text = m->mime = m->name = NULL;
}

/* A line of checked text; NULL: nothing is left of it. The caller frees it. */
static char *line_of(const char *bytes, size_t len)
{
	struct str clean = STR_INIT, text = STR_INIT;
	char *line = NULL;

	str_init(&clean, HEAD_MOST);
	text_clean(&clean, bytes, len, TEXT_LINE);
	if (text_take(str_text(&clean), clean.len, &text) == ST_OK && text.len)
		line = str_detach(&text);
	str_free(&clean);
	str_free(&text);
	return line;
}

/* ---- the record ---- */

static void put_heads(struct mail *m, struct record *r)
{
	const char *day = m->heads[HEAD_DATE];
	char text[11];

	if (!record_get(r, "title"))
		record_put(r, "title", m->heads[HEAD_SUBJECT]);
	if (!record_get(r, "source"))
		record_put(r, "source", m->heads[HEAD_FROM]);
	if (day && strlen(day) > 10 && !record_get(r, "dated")) {
		memcpy(text, day, 10);
		text[10] = '\0';
		/* A date that is none is not kept. */
		(void)!record_set_name(m->in->db, r, "dated", text);
	}
	record_put(r, "mime", "message/rfc822");
}

/* ---- a message of the file ---- */

static enum status take_message(struct mail *m)
{
	struct intake_file f = *m->file;
	struct exhibit_take *t = NULL;
	struct str path = STR_INIT, name = STR_INIT, shown = STR_INIT;
	const int64_t added = m->in->sum->added;
	struct record r;
	enum status st;

	str_add(&shown, f.shown);
	if (m->mailbox) {
		const char *base = strrchr(f.shown, '/');

		base = f.path ? f.path : base ? base + 1 : f.shown;
		str_addf(&path, "%s#%lld", base, (long long)m->number);
		str_addf(&shown, "#%lld", (long long)m->number);
		str_addf(&name, "message-%lld.eml", (long long)m->number);
		f.path = str_text(&path);
		f.name = str_text(&name);
		/* The mailbox as a whole was hashed before. */
		f.digest = NULL;
	}
	intake_record(m->in, false, &r);
	intake_put_path(&r, f.path);
	put_heads(m, &r);
	st = exhibit_take_begin(m->in->change, &t);
	if (st == ST_OK)
		st = intake_copy(m->in, &f, m->from, m->to - m->from, t);
	if (st == ST_OK)
		st = intake_end(m->in, t, &r, &f, str_text(&shown), &m->parents[0]);
	else
		exhibit_take_drop(t);
	/* What is here already has what is attached to it. */
	if (m->in->sum->added == added)
		m->parents[0] = 0;
	m->waits = false;
	m->failed = st != ST_OK;
	forget_heads(m);
	record_free(&r);
	str_free(&path);
	str_free(&name);
	str_free(&shown);
	return st;
}

static bool read_place(const unsigned char *bytes, int64_t *out)
{
	uint64_t n = 0;

	for (int i = 7; i >= 0; i--)
		n = n << 8 | bytes[i];
	*out = (int64_t)n;
	return n <= INT64_MAX;
}

static enum status on_message(struct mail *m, const unsigned char *bytes, size_t len)
{
	const int64_t behind = m->number ? m->to : 0;
	enum status st = m->waits ? take_message(m) : ST_OK;

	if (st)
		return st;
	if (m->part || len != 16 || !read_place(bytes, &m->from) ||
		!read_place(bytes + 8, &m->to) || m->from < behind || m->to < m->from ||
		m->to > m->file->size || (!m->mailbox && (m->number || m->to != m->file->size)))
		return ST_INVALID;
	memset(m->parents, 0, sizeof(m->parents));
	forget_heads(m);
	m->number++;
	m->waits = true;
	return ST_OK;
}

/* ---- heads ---- */

static enum status on_head(struct mail *m, const char *bytes, size_t len)
{
	static const char *const names[HEADS] = { "from", "subject", "date" };
	const char *end = memchr(bytes, '\0', len);

	if (!end)
		return ST_INVALID;
	for (int i = 0; i < HEADS; i++)
		if (!strcmp(bytes, names[i]) && !m->heads[i])
			m->heads[i] = line_of(end + 1, len - (size_t)(end + 1 - bytes));
	return ST_OK;
}

/* ---- what is attached ---- */

static enum status on_part(struct mail *m, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *mime = memchr(bytes, '\0', len);
	const char *name = mime ? memchr(mime + 1, '\0', (size_t)(end - mime - 1)) : NULL;

	if (m->part || m->depth < 1 || m->depth > DEEPEST || !name)
		return ST_INVALID;
	forget_heads(m);
	m->number_text = line_of(bytes, (size_t)(mime - bytes));
	m->mime = line_of(mime + 1, (size_t)(name - mime - 1));
	/* A path in it is somebody else's. */
	for (const char *p = name + 1; p < end; p++)
		if (*p == '/' || *p == '\\')
			name = p;
	m->name = line_of(name + 1, (size_t)(end - name - 1));
	if (!m->parents[m->depth - 1])
		return ST_OK;
	return exhibit_take_begin(m->in->change, &m->part);
}

/* That what is attached was here already is kept with the message: it says what it came with. */
static enum status note_here(struct mail *m, int64_t here)
{
	struct record message, other;
	struct str notes = STR_INIT;
	enum status st = record_load(m->in->db, ENTITY_EXHIBIT, here, &other);

	memset(&message, 0, sizeof(message));
	if (st == ST_OK)
		st = record_load(m->in->db, ENTITY_EXHIBIT, m->parents[m->depth - 1], &message);
	if (st == ST_OK) {
		str_addf(&notes, "%s%s", record_show(&message, "notes"),
			record_get(&message, "notes") ? "\n" : "");
		str_addf(&notes, _("Attached, and here already as %s: %s"),
			record_show(&other, "ref"), m->name ? m->name : m->number_text);
		record_put(&message, "notes", str_text(&notes));
		st = record_save(m->in->change, &message);
	}
	record_free(&message);
	record_free(&other);
	str_free(&notes);
	return st;
}

/* What it is called: its file name, the subject of a message, or its number. */
static void name_part(struct mail *m, bool is_message, struct str *name, struct str *title)
{
	if (is_message && m->heads[HEAD_SUBJECT])
		str_add(title, m->heads[HEAD_SUBJECT]);
	else if (!m->name)
		str_addf(title, _("Attachment %s"), m->number_text ? m->number_text : "");
	if (m->name)
		str_add(name, m->name);
	else
		str_addf(name, "attachment-%s%s", m->number_text ? m->number_text : "1",
			is_message ? ".eml" : "");
}

static enum status on_part_end(struct mail *m, bool is_message)
{
	struct str name = STR_INIT, title = STR_INIT, shown = STR_INIT;
	struct intake_file f = { .fd = -1, .notes = m->file->notes };
	struct exhibit_take *t = m->part;
	int64_t added = m->in->sum->added, id = 0;
	struct record r;
	enum status st;

	m->part = NULL;
	memset(m->parents + m->depth, 0, (DEEPEST + 1 - m->depth) * sizeof(m->parents[0]));
	if (!t) {
		forget_part(m);
		return ST_OK;
	}
	intake_record(m->in, true, &r);
	name_part(m, is_message, &name, &title);
	f.name = str_text(&name);
	if (title.len)
		record_put(&r, "title", str_text(&title));
	/* "Some bytes" says less than the name. */
	if (m->mime && strcmp(m->mime, "application/octet-stream") != 0)
		record_put(&r, "mime", m->mime);
	if (is_message) {
		/* Its own sender is known. */
		if (m->heads[HEAD_FROM])
			record_put(&r, "source", NULL);
		put_heads(m, &r);
	}
	intake_put_path(&r, m->number_text);
	str_addf(&shown, _("%s, attached to %s"), str_text(&name), m->file->shown);
	st = record_set_num(m->in->db, &r, "parent", m->parents[m->depth - 1]);
	if (st == ST_OK)
		st = intake_end(m->in, t, &r, &f, str_text(&shown), &id);
	else
		exhibit_take_drop(t);
	if (st == ST_OK && m->in->sum->added > added)
		m->in->sum->attachments++;
	else if (st == ST_OK && id)
		st = note_here(m, id);
	if (is_message && m->in->sum->added > added && m->depth <= DEEPEST)
		m->parents[m->depth] = id;
	m->failed = st != ST_OK;
	record_free(&r);
	forget_heads(m);
	forget_part(m);
	str_free(&name);
	str_free(&title);
	str_free(&shown);
	return st;
}

/* ---- the reader ---- */

static enum status on_record(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct mail *m = arg;
	const char *text = (const char *)bytes;
	uint32_t n = 0;

	if (type == SAY_MESSAGE)
		return on_message(m, bytes, len);
	if (!m->number)
		return ST_INVALID;
	switch (type) {
	case SAY_HEAD:
		return on_head(m, text, len);
	case SAY_HEADS_END:
		return m->waits ? take_message(m) : ST_INVALID;
	case SAY_PART:
		if (m->waits || m->mime || !foreign_number(bytes, len, &n))
			return ST_INVALID;
		m->depth = n;
		return on_part(m, text + 4, len - 4);
	case SAY_BYTES:
		return m->part ? exhibit_take_bytes(m->part, bytes, len) : ST_OK;
	case SAY_PART_END:
		if (!m->mime || !foreign_number(bytes, len, &n))
			return ST_INVALID;
		return on_part_end(m, n == 1);
	default:
		return ST_INVALID;
	}
}

static enum status run_reader(struct mail *m, int64_t from, struct foreign *f)
{
	char place[24];
	const char *args[] = { m->mailbox ? "mailbox" : "message", place, NULL };

	snprintf(place, sizeof(place), "%lld", (long long)from);
	*f = (struct foreign){ .mode = "mail",
		.args = args,
		.in = m->file->fd,
		.out = -1,
		.seconds = 120 + (int)((m->file->size - from) >> 20),
		.most = 3 * (m->file->size - from) + (64LL << 20),
		.what = _("reading mail"),
		.fn = on_record,
		.arg = m };
	return foreign_run(m->in->db, f);
}

/* After the reader gave up: what came of the last attachment goes, and the message stays. */
static enum status give_up(struct mail *m, const struct foreign *f)
{
	enum status st = ST_OK;

	if (m->part)
		st = exhibit_take_back(m->part);
	m->part = NULL;
	forget_part(m);
	if (st == ST_OK && m->waits)
		st = take_message(m);
	if (st == ST_OK && m->mailbox)
		intake_tell(m->in, INTAKE_PASSED, 0,
			_("%s, message %lld: what is attached to it could not be read to its "
			  "end: %s"),
			m->file->shown, (long long)m->number, foreign_why(f->why));
	else if (st == ST_OK)
		intake_tell(m->in, INTAKE_PASSED, 0,
			_("%s: what is attached to it could not be read to its end: %s"),
			m->file->shown, foreign_why(f->why));
	return st;
}

static enum status read_all(struct mail *m)
{
	struct foreign f;
	int64_t from = 0;
	int restarts = 0;
	enum status st = run_reader(m, from, &f);

	while (st == ST_INVALID && m->number && !m->failed) {
		st = give_up(m, &f);
		if (st || !m->mailbox || m->to <= from || ++restarts > RESTARTS_MOST)
			return st;
		from = m->to;
		st = run_reader(m, from, &f);
	}
	return st == ST_OK && m->waits ? take_message(m) : st;
}

static enum status run(struct intake *in, const struct intake_file *f, bool mailbox)
{
	struct mail m = { .in = in, .file = f, .mailbox = mailbox };
	enum status st = read_all(&m);

	exhibit_take_drop(m.part);
	forget_heads(&m);
	forget_part(&m);
	return st;
}

enum status intake_message(struct intake *in, const struct intake_file *f)
{
	return run(in, f, false);
}

/* What the mailbox was as a whole stands in the entries of all that came from it. */
enum status intake_mailbox(struct intake *in, const struct intake_file *f)
{
	struct digest *whole = digest_open(1U << DIGEST_SHA256);
	struct intake_file of = *f, hashed = *f;
	struct str notes = STR_INIT;
	char sum[DIGEST_TEXT];
	const char *base = strrchr(f->shown, '/');
	enum status st;

	in->total += f->size;
	hashed.digest = whole;
	st = intake_copy(in, &hashed, 0, f->size, NULL);
	if (st == ST_OK && f->digest) {
		in->done -= f->size;
		st = intake_copy(in, f, 0, f->size, NULL);
	}
	digest_text(whole, DIGEST_SHA256, sum);
	digest_close(whole);
	if (f->notes)
		str_addf(&notes, "%s\n\n", f->notes);
	str_addf(&notes, _("From the mailbox %s, whose SHA-256 was %s"), base ? base + 1 : f->shown,
		sum);
	of.notes = str_text(&notes);
	if (st == ST_OK)
		st = run(in, &of, true);
	str_free(&notes);
	return st;
}
