/* The list of exhibits, a sheet for each, and their files. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/check.h"
#include "export/part.h"
#include "export/sheet.h"
#include "model/exhibit.h"
#include "model/i18n.h"

static void path_of(const struct content *c, struct str *out)
{
	str_addf(out, "%s/%s", BUNDLE_EXHIBITS, c->file);
}

static void write_file_link(struct book *b, const struct content *c)
{
	struct str path = STR_INIT;

	path_of(c, &path);
	docbook_inline(b->out, "link");
	docbook_attr(b->out, "xlink:href", str_text(&path));
	docbook_text(b->out, c->file);
	docbook_end(b->out);
	str_free(&path);
}

/* ---- the list ---- */

static const char *const plain_heads[] = { "Mark", "Title", "Date", "Pages", "SHA-256", "File",
	NULL };
static const char *const numbered_heads[] = { "Mark", "Title", "Date", "Pages", "Numbered",
	"SHA-256", "File", NULL };

static bool is_numbered(const struct marks *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->all[i].bates_last && m->all[i].state != MARK_WITHDRAWN)
			return true;
	return false;
}

/* "HK-000001 to HK-000012"; appended, nothing where its pages have no numbers. */
static void add_range(const struct mark *m, struct str *out)
{
	if (!m || !m->bates_last)
		return;
	if (m->bates_first && strcmp(m->bates_first, m->bates_last) != 0)
		str_addf(out, "%s to ", m->bates_first);
	str_add(out, m->bates_last);
}

static void write_range(struct sheet *s, const struct mark *m)
{
	struct str range = STR_INIT;

	add_range(m, &range);
	sheet_cell(s, range.len ? str_text(&range) : NULL);
	str_free(&range);
}

/* What left without its metadata has two: as it was taken in, and as it is here. */
static void write_hashes(struct sheet *s, const struct content *c, const struct record *r)
{
	if (!*c->sent) {
		sheet_cell_in(s, "code", record_get(r, "sha256"));
		return;
	}
	sheet_cell_begin(s);
	docbook_phrase(s->out, "code", record_get(r, "sha256"));
	docbook_text(s->out, " as taken in; here, without metadata: ");
	docbook_phrase(s->out, "code", c->sent);
	sheet_cell_end(s);
}

static void write_row(
	struct sheet *s, struct book *b, const struct content *c, const struct record *r)
{
	sheet_row(s);
	sheet_cell_begin(s);
	docbook_inline(b->out, "link");
	docbook_attr(b->out, "linkend", c->xml_id);
	docbook_text(b->out, c->mark);
	docbook_end(b->out);
	sheet_cell_end(s);
	sheet_cell(s, record_get(r, "title"));
	sheet_cell_begin(s);
	book_date(b, record_get(r, "dated"));
	sheet_cell_end(s);
	sheet_cell(s, record_get(r, "pages"));
	if (s->heads == numbered_heads)
		write_range(s, c->marked);
	write_hashes(s, c, r);
	sheet_cell_begin(s);
	if (c->file)
		write_file_link(b, c);
	sheet_cell_end(s);
	sheet_row_end(s);
}

/* A mark that was withdrawn keeps its line, with the word that was given for it. */
static void write_gap(struct sheet *s, const struct mark *m)
{
	struct str word = STR_INIT;

	str_addf(&word, "[withdrawn%s%s]", m->why ? ": " : "", m->why ? m->why : "");
	sheet_row(s);
	sheet_cell(s, m->mark);
	sheet_cell(s, str_text(&word));
	for (size_t i = 2; s->heads[i]; i++)
		sheet_cell(s, NULL);
	sheet_row_end(s);
	str_free(&word);
}

/* The gaps from mark *at on up to `end`, which is the next that is there. */
static void write_gaps(struct sheet *s, const struct marks *marks, size_t *at, size_t end)
{
	for (; *at < end; ++*at)
		if (marks->all[*at].state == MARK_WITHDRAWN)
			write_gap(s, &marks->all[*at]);
}

static enum status write_list(struct book *b, const struct content **list, size_t n)
{
	struct sheet s = { .out = b->out,
		.style = "exhibits",
		.heads = is_numbered(&b->marks) ? numbered_heads : plain_heads };
	size_t at = 0;
	enum status st = ST_OK;

	book_open(b, "article", "exhibit-list", "exhibits");
	book_title(b, "List of exhibits");
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record r;

		st = record_load(b->db, ENTITY_EXHIBIT, list[i]->id, &r);
		write_gaps(&s, &b->marks, &at,
			list[i]->marked ? (size_t)(list[i]->marked - b->marks.all) : b->marks.n);
		if (st == ST_OK)
			write_row(&s, b, list[i], &r);
		record_free(&r);
	}
	write_gaps(&s, &b->marks, &at, b->marks.n);
	sheet_end(&s);
	docbook_end(b->out);
	return st;
}

/* ---- a sheet for each ---- */

static void write_info(struct book *b, const struct content *c, const struct record *r)
{
	struct str date = STR_INIT, range = STR_INIT;

	docbook_block(b->out, "info");
	docbook_leaf(b->out, "title", record_show(r, "title"));
	if (record_get(r, "dated")) {
		book_date_words(&date, record_get(r, "dated"));
		docbook_leaf(b->out, "date", str_text(&date));
	}
	add_range(c->marked, &range);
	book_biblioid(b, "bates", range.len ? str_text(&range) : NULL);
	book_biblioid(b, "pages", record_get(r, "pages"));
	book_biblioid(b, "sha256", record_get(r, "sha256"));
	book_biblioid(b, "sha256-file", *c->sent ? c->sent : NULL);
	if (record_get(r, "source"))
		docbook_leaf(b->out, "bibliosource", record_get(r, "source"));
	docbook_end(b->out);
	str_free(&date);
	str_free(&range);
}

/* Kinds of picture that every renderer takes; others are reached by the link to their file. */
static bool is_picture(const char *mime)
{
	return mime && (!strcmp(mime, "image/png") || !strcmp(mime, "image/jpeg") ||
			       !strcmp(mime, "image/gif"));
}

static void write_picture(struct book *b, const struct content *c, const struct record *r)
{
	struct str path = STR_INIT;

	path_of(c, &path);
	docbook_block(b->out, "mediaobject");
	docbook_leaf(b->out, "alt", record_show(r, "title"));
	docbook_block(b->out, "imageobject");
	docbook_block(b->out, "imagedata");
	docbook_attr(b->out, "fileref", str_text(&path));
	docbook_end(b->out);
	docbook_end(b->out);
	docbook_end(b->out);
	str_free(&path);
}

static void write_facts(struct book *b, const struct content *c, const struct record *r)
{
	struct book_facts f = { .book = b, .role = "facts" };
	const struct content *original =
		contents_find(b->contents, ENTITY_EXHIBIT, record_num(r, "redaction_of"));

	book_fact(&f, "Kind", book_choice(ENTITY_EXHIBIT, "kind", record_show(r, "kind")));
	if (record_get(r, "dated")) {
		book_fact_begin(&f, "Date");
		book_date(b, record_get(r, "dated"));
		book_fact_end(&f);
	}
	book_fact(&f, "Source", record_get(r, "source"));
	if (record_get(r, "source_url")) {
		book_fact_begin(&f, "Published at");
		book_url(b, record_get(r, "source_url"));
		book_fact_end(&f);
	}
	book_fact(&f, "Language", record_get(r, "language"));
	book_fact(&f, "Pages", record_get(r, "pages"));
	/* What stands in the place of its original cites nothing but itself. */
	if (original == c)
		original = NULL;
	if (original && original->xml_id) {
		book_fact_begin(&f, "Redacted copy of");
		book_cite(b, ENTITY_EXHIBIT, original->id);
		book_fact_end(&f);
	}
	if (record_num(r, "redaction_of")) {
		book_fact(&f, "Redacted", original ? NULL : "The original is sealed.");
		book_fact(&f, "Reason", record_get(r, "redaction_why"));
	}
	if (c->file) {
		book_fact_begin(&f, "File");
		write_file_link(b, c);
		book_fact_end(&f);
		book_fact(
			&f, *c->sent ? "SHA-256 as taken in" : "SHA-256", record_get(r, "sha256"));
		book_fact(&f, "SHA-256 of the file here, without metadata",
			*c->sent ? c->sent : NULL);
	}
	book_facts_end(&f);
	if (!c->file)
		book_para(b,
			record_get(r, "lies") && record_get(r, "sha256")
				? "This exhibit is kept by reference: its file is not part of this "
				  "bundle, and is known by its SHA-256."
				: "No file is held of this exhibit.");
}

static enum status write_sheet(struct book *b, const struct content *c)
{
	struct record r;
	enum status st = record_load(b->db, ENTITY_EXHIBIT, c->id, &r);

	if (st == ST_OK) {
		book_open(b, "appendix", "exhibit", c->xml_id);
		docbook_attr(b->out, "label", c->mark);
		write_info(b, c, &r);
		if (c->file && is_picture(record_get(&r, "mime")))
			write_picture(b, c, &r);
		write_facts(b, c, &r);
		docbook_end(b->out);
	}
	record_free(&r);
	return st;
}

enum status part_exhibits(struct book *b)
{
	size_t n;
	const struct content **list = contents_list(b->contents, ENTITY_EXHIBIT, &n);
	enum status st = write_list(b, list, n);

	if (st == ST_OK)
		st = part_custody(b);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = write_sheet(b, list[i]);
	free(list);
	return st;
}

/* ---- the files ---- */

static enum status write_stripped(struct book *b, const struct content *c, int fd)
{
	struct content *own = contents_find(b->contents, ENTITY_EXHIBIT, c->id);
	char sha256[65] = "";
	struct record r;
	enum status st = record_load(b->db, ENTITY_EXHIBIT, c->id, &r);

	if (st == ST_OK)
		st = b->strip(b->strip_arg, b->db, &r, fd, sha256);
	if (st == ST_OK && strcmp(sha256, record_show(&r, "sha256")) != 0)
		memcpy(own->sent, sha256, sizeof(own->sent));
	record_free(&r);
	return st;
}

static enum status write_file(struct book *b, struct folder *f, const struct content *c)
{
	struct str path = STR_INIT;
	enum status st, finished;
	int fd;

	path_of(c, &path);
	st = folder_create(f, str_text(&path), &fd);
	if (st == ST_OK) {
		st = b->strip ? write_stripped(b, c, fd) : exhibit_write(b->db, c->id, fd);
		finished = folder_finish(f, str_text(&path), fd);
		if (st == ST_OK)
			st = finished;
	}
	str_free(&path);
	return st;
}

enum status part_exhibit_files(struct book *b, struct folder *f, int64_t *n)
{
	size_t count;
	const struct content **list = contents_list(b->contents, ENTITY_EXHIBIT, &count);
	enum status st = folder_mkdir(f, BUNDLE_EXHIBITS);

	*n = 0;
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		if (!list[i]->file)
			continue;
		st = db_progress(b->db, _("exhibits written"), *n, (int64_t)count);
		if (st == ST_OK)
			st = write_file(b, f, list[i]);
		if (st == ST_OK)
			++*n;
	}
	if (st == ST_OK && b->strip && b->strip_end)
		st = b->strip_end(b->strip_arg, b->db);
	free(list);
	return st;
}
