#include "config.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "import/intake_ours.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/reference.h"
#include "model/text.h"

#define FLUSH_EVERY 500 /* exhibits */

/* ---- what it is ---- */

static bool ends_in(const char *name, const char *ending)
{
	size_t n = strlen(name), e = strlen(ending);

	return n > e && !strcasecmp(name + n - e, ending);
}

/* "Name: ..." from a line's beginning on. */
static bool is_header(const char *line)
{
	size_t n = 0;

	while (line[n] > 0x20 && line[n] < 0x7f && line[n] != ':')
		n++;
	return n > 0 && line[n] == ':';
}

/* "From jane@example.org Fri Nov 20 10:42:00 2026" and a header below it. */
static bool is_mailbox(const char *text)
{
	const char *next = text + strcspn(text, "\n");

	return !strncmp(text, "From ", 5) && *next == '\n' && is_header(next + 1);
}

enum intake_kind intake_sniff(int fd, const char *name)
{
	char first[1024];
	ssize_t n;

	do
		n = pread(fd, first, sizeof(first) - 1, 0);
	while (n < 0 && errno == EINTR);
	first[n > 0 ? n : 0] = '\0';
	if (is_mailbox(first))
		return INTAKE_MAILBOX;
	if (ends_in(name, ".eml") && is_header(first))
		return INTAKE_MESSAGE;
	return INTAKE_FILE;
}

/* ---- the record ---- */

static bool is_source(const char *field)
{
	return !strncmp(field, "source", 6);
}

static bool was_given(const struct record *r, const char *field)
{
	return r->given >> entity_field(r->entity, field) & 1;
}

void intake_record(const struct intake *in, bool attachment, struct record *r)
{
	static const char *const own[] = { "ref", "mark", "title", "kind", "dated", "source",
		"source_url", "language", "pages", "mime", NULL };

	record_copy(r, in->o->exhibit);
	/* Where it came from is said of all of it; who wrote the message alone says less. */
	for (size_t i = 0; attachment && own[i]; i++)
		if (strcmp(own[i], "kind") != 0 && !(is_source(own[i]) && was_given(r, own[i])))
			record_put(r, own[i], NULL);
	if (attachment) {
		record_put(r, "kind", "document");
		r->given = 0;
	}
}

void intake_guess_kind(const struct intake *in, struct record *r)
{
	static const struct {
		const char *mime, *kind;
	} kinds[] = { { "image/", "photo" }, { "video/", "video" }, { "audio/", "audio" },
		{ "message/", "mail" }, { "text/csv", "data" }, { "application/json", "data" },
		{ "application/zip", "data" } };
	const int field = entity_field(r->entity, "kind");
	const char *mime = record_show(r, "mime");

	(void)in;
	if (r->given & (uint64_t)1 << field)
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strncmp(mime, kinds[i].mime, strlen(kinds[i].mime)))
			record_put(r, "kind", kinds[i].kind);
}

void intake_put_path(struct record *r, const char *path)
{
	struct str clean = STR_INIT, text = STR_INIT;

	if (path) {
		text_clean(&clean, path, strlen(path), TEXT_LINE);
		if (text_take(str_text(&clean), clean.len, &text) == ST_OK && text.len)
			record_put(r, "path", str_text(&text));
	}
	str_free(&clean);
	str_free(&text);
}

/* ---- bytes ---- */

enum status intake_copy(struct intake *in, const struct intake_file *f, int64_t from, int64_t size,
	struct exhibit_take *t)
{
	int64_t done = 0;
	enum status st = ST_OK;

	/* One byte more than there should be is asked for: a file may have grown. */
	while (st == ST_OK) {
		size_t room = INTAKE_BYTES;
		ssize_t n;

		if (from + size < f->size && size - done < INTAKE_BYTES)
			room = (size_t)(size - done);
		n = room ? pread(f->fd, in->buffer, room, (off_t)(from + done)) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return db_fail(in->db, ST_IO, NULL,
				_("%s could not be read to its end: %s"), f->shown,
				strerror(errno));
		if (!n)
			break;
		done += n;
		in->done += n;
		if (f->digest)
			digest_add(f->digest, in->buffer, (size_t)n);
		if (t)
			st = exhibit_take_bytes(t, in->buffer, (size_t)n);
		if (st == ST_OK)
			st = db_progress(in->db, _("taking in"), in->done, in->total);
	}
	if (st == ST_OK && done != size)
		st = db_fail(in->db, ST_IO, NULL,
			_("%s changed while it was read; close what writes to it and try again"),
			f->shown);
	return st;
}

void intake_count(struct intake *in, const struct record *r)
{
	struct intake_sum *sum = in->sum;

	if ((size_t)sum->added == sum->cap) {
		sum->cap = sum->cap ? sum->cap * 2 : 16;
		sum->ids = mem_resize(sum->ids, sum->cap, sizeof(*sum->ids));
	}
	if (!sum->added)
		sum->first = r->id;
	sum->ids[sum->added++] = r->id;
	sum->bytes += record_num(r, "size");
}

static enum status tell_here(struct intake *in, const char *shown, int64_t id)
{
	struct record r;
	enum status st = record_load(in->db, ENTITY_EXHIBIT, id, &r);

	if (st == ST_OK)
		intake_tell(in, INTAKE_HERE, id, _("%s is here already as %s"), shown,
			record_show(&r, "ref"));
	record_free(&r);
	return st;
}

static enum status settle(
	struct intake *in, const struct record *r, const char *shown, int64_t here, int64_t *id)
{
	if (id)
		*id = here ? here : r->id;
	if (here)
		return tell_here(in, shown, here);
	intake_count(in, r);
	intake_tell(in, INTAKE_COMES, r->id, "%s", shown);
	return in->sum->added % FLUSH_EVERY ? ST_OK : change_flush(in->change);
}

enum status intake_end(struct intake *in, struct exhibit_take *t, struct record *r,
	const struct intake_file *f, const char *shown, int64_t *id)
{
	const struct exhibit_came came = {
		.name = f->name, .by = in->o->by, .notes = f->notes, .again = in->o->again
	};
	int64_t here = 0;
	enum status st;

	exhibit_put_name(r, f->name ? f->name : "");
	intake_guess_kind(in, r);
	st = exhibit_take_end(t, r, &came, &here);
	return st ? st : settle(in, r, shown, here, id);
}

/* ---- one file ---- */

static enum status take_bytes(struct intake *in, const struct intake_file *f)
{
	struct exhibit_take *t = NULL;
	struct record r;
	int64_t id = 0;
	enum status st = exhibit_take_begin(in->change, &t);

	if (st == ST_OK)
		st = intake_copy(in, f, 0, f->size, t);
	if (st) {
		exhibit_take_drop(t);
		return st;
	}
	intake_record(in, false, &r);
	intake_put_path(&r, f->path);
	if (f->ours)
		ours_put(in, f->ours, &r);
	st = intake_end(in, t, &r, f, f->shown, &id);
	if (st == ST_OK && f->ours)
		ours_took(in, f->ours, &r, id);
	record_free(&r);
	return st;
}

static enum status take_reference(struct intake *in, const struct intake_file *f)
{
	const struct exhibit_came came = {
		.name = f->name, .by = in->o->by, .notes = f->notes, .again = in->o->again
	};
	struct record r;
	int64_t here = 0;
	enum status st;

	intake_record(in, false, &r);
	intake_put_path(&r, f->path);
	exhibit_put_name(&r, f->name);
	intake_guess_kind(in, &r);
	st = reference_add(in->change, &r, f->shown, &came, &here);
	if (st == ST_OK)
		st = settle(in, &r, f->shown, here, NULL);
	record_free(&r);
	return st;
}

enum status intake_take(struct intake *in, const struct intake_file *f)
{
	enum intake_kind kind = INTAKE_FILE;

	if (!in->o->by_reference && !f->ours)
		kind = intake_sniff(f->fd, f->name);
	if (in->o->dry_run || in->broken) {
		if (in->o->dry_run && !in->broken) {
			in->sum->added++;
			in->sum->bytes += f->size;
			intake_tell(in, INTAKE_COMES, 0, "%s", f->path ? f->path : f->shown);
		}
		return f->digest ? intake_copy(in, f, 0, f->size, NULL) : ST_OK;
	}
	if (in->o->by_reference)
		return take_reference(in, f);
	if (kind == INTAKE_MESSAGE)
		return intake_message(in, f);
	return kind == INTAKE_MAILBOX ? intake_mailbox(in, f) : take_bytes(in, f);
}
