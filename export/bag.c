#include "config.h"

#include "export/bag.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/contents.h"
#include "export/custody.h"
#include "export/folder.h"
#include "export/table.h"
#include "model/custody.h"
#include "model/date.h"
#include "model/exhibit.h"
#include "model/exhibit_list.h"
#include "model/hash.h"
#include "model/i18n.h"
#include "model/mark.h"
#include "model/mem.h"
#include "model/reference.h"
#include "model/text.h"

#define PAYLOAD "data"

struct packing {
	struct db *db;
	const struct bag_options *o;
	struct bag_summary *sum;
	struct folder *folder;
	struct contents *contents;
	struct custody_batch gone; /* those whose files left */
	struct str manifest, tags; /* the manifests' lines */
	FILE *table;               /* exhibits.csv */
	FILE *custody;             /* custody.csv */
	struct custody_names *names;
	struct marks marks; /* of the petition, where it is of one */
};

static bool is_ours(int fd, struct str *why)
{
	(void)fd;
	str_add(why, _("is there already, and holds something"));
	return false;
}

/* ---- tag files ---- */

static enum status put_tag(struct packing *k, const char *name, const char *bytes, size_t len)
{
	char sum[HASH_TEXT];
	int fd = -1;
	enum status st = folder_create(k->folder, name, &fd), finished;

	if (st)
		return st;
	for (size_t at = 0; st == ST_OK && at < len;) {
		ssize_t n = write(fd, bytes + at, len - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			st = db_fail(k->db, ST_IO, NULL, _("%s cannot be written: %s"), name,
				strerror(errno));
		else
			at += (size_t)n;
	}
	finished = folder_finish(k->folder, name, fd);
	hash_of(bytes, len, sum);
	str_addf(&k->tags, "%s  %s\n", sum, name);
	return st ? st : finished;
}

static enum status put_text(struct packing *k, const char *name, const struct str *text)
{
	return put_tag(k, name, str_text(text), text->len);
}

/* A label and its value on one line: lines are all that such a file has. */
static void add_info(struct str *out, const char *label, const char *value)
{
	struct str line = STR_INIT;

	if (!value || !*value)
		return;
	text_clean(&line, value, strlen(value), TEXT_LINE);
	str_addf(out, "%s: %s\n", label, str_text(&line));
	str_free(&line);
}

/* What it is of; a title whose level keeps it is not told. */
static void add_description(struct packing *k, enum entity_id entity, int64_t id, struct str *out)
{
	struct record r;

	if (id && record_load(k->db, entity, id, &r) == ST_OK) {
		if (contents_admits(k->contents, &r)) {
			add_info(out, "External-Identifier", record_get(&r, "ref"));
			add_info(out, "External-Description", record_get(&r, "title"));
		}
		record_free(&r);
	}
}

static enum status put_tags(struct packing *k)
{
	static const char declaration[] =
		"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
	struct date today = date_today();
	struct str info = STR_INIT;
	char day[DATE_TEXT_MAX];
	enum status st = put_tag(k, "bagit.txt", declaration, strlen(declaration));

	date_format(&today, day);
	add_description(k, k->o->petition ? ENTITY_PETITION : ENTITY_CASE,
		k->o->petition ? k->o->petition : k->o->in_case, &info);
	add_info(&info, "Bagging-Date", day);
	add_info(&info, "Bag-Software-Agent", "Amparo " PACKAGE_VERSION);
	str_addf(&info, "Payload-Oxum: %lld.%lld\n", (long long)k->sum->bytes,
		(long long)k->sum->files);
	if (st == ST_OK)
		st = put_text(k, "bag-info.txt", &info);
	if (st == ST_OK)
		st = put_text(k, "manifest-sha256.txt", &k->manifest);
	str_free(&info);
	return st;
}

/* ---- what is known of each ---- */

static const char *const columns[] = { "ref", "mark", "title", "kind", "dated", "source",
	"source_url", "language", "pages", "parent", "filename", "mime", "size", "sha256", "level",
	"redaction_of", "redaction_why", NULL };

static void put_heads(struct packing *k)
{
	fputs("file", k->table);
	for (int i = 0; columns[i]; i++)
		fprintf(k->table, ",%s", columns[i]);
	fputs("\r\n", k->table);
}

static bool leaves(struct packing *k, int64_t exhibit)
{
	const struct content *c =
		exhibit ? contents_find(k->contents, ENTITY_EXHIBIT, exhibit) : NULL;

	return c && !c->withheld;
}

static enum status put_custody(struct packing *k, int64_t exhibit)
{
	struct custody_chain chain;
	enum status st = custody_chain_read(k->db, exhibit, &chain);

	if (st == ST_OK)
		custody_bag_rows(k->contents, k->names, &chain, k->custody);
	custody_chain_free(&chain);
	return st;
}

/* What the petition calls it, else its own mark. */
static const char *mark_of(const struct packing *k, const struct record *r)
{
	for (size_t i = 0; i < k->marks.n; i++)
		if (k->marks.all[i].exhibit == r->id && k->marks.all[i].state != MARK_WITHDRAWN)
			return k->marks.all[i].mark;
	return record_show(r, "mark");
}

static void put_row(struct packing *k, const struct content *c, const struct record *r)
{
	if (c->file)
		fprintf(k->table, PAYLOAD "/%s", c->file);
	for (int i = 0; columns[i]; i++) {
		const char *text = record_show(r, columns[i]);

		/* What stays behind is not named by what leaves. */
		if ((!strcmp(columns[i], "parent") || !strcmp(columns[i], "redaction_of")) &&
			!leaves(k, record_num(r, columns[i])))
			text = "";
		else if (!strcmp(columns[i], "mark"))
			text = mark_of(k, r);
		fputc(',', k->table);
		csv_put_cell(k->table, text, strlen(text));
	}
	fputs("\r\n", k->table);
}

/* ---- which leave ---- */

static enum status add_exhibit(struct packing *k, int64_t id)
{
	struct str name = STR_INIT, order = STR_INIT;
	bool held = false;
	struct record r;
	enum status st = record_load(k->db, ENTITY_EXHIBIT, id, &r);

	if (st == ST_OK)
		st = exhibit_holds_withheld(k->db, id, &held);
	if (st == ST_OK && held) {
		contents_withhold(k->contents, ENTITY_EXHIBIT, id);
	} else if (st == ST_OK && contents_admits(k->contents, &r)) {
		struct content *c;

		str_addf(&order, "%019lld", (long long)id);
		c = contents_add(k->contents, ENTITY_EXHIBIT, id, "ex", record_show(&r, "ref"),
			record_show(&r, "title"), str_text(&order));
		if (record_get(&r, "sha256") && !reference_is(k->db, &r)) {
			exhibit_safe_name(&r, &name);
			contents_set_file(k->contents, c, str_text(&name));
		}
	}
	record_free(&r);
	str_free(&name);
	str_free(&order);
	return st;
}

static enum status choose(struct packing *k)
{
	int64_t *ids = NULL;
	size_t n = 0;
	enum status st = exhibit_list(k->db, k->o->in_case, k->o->petition, &ids, &n);

	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = add_exhibit(k, ids[i]);
	free(ids);
	return st;
}

/* ---- the files ---- */

static enum status put_file(struct packing *k, const struct content *c, const struct record *r)
{
	struct str path = STR_INIT;
	int fd = -1;
	enum status st, finished;

	str_addf(&path, PAYLOAD "/%s", c->file);
	st = folder_create(k->folder, str_text(&path), &fd);
	if (st == ST_OK) {
		/* Its hash is checked on the way: what the manifest says is what was written. */
		st = exhibit_write(k->db, c->id, fd);
		finished = folder_finish(k->folder, str_text(&path), fd);
		st = st ? st : finished;
	}
	str_addf(&k->manifest, "%s  %s\n", record_show(r, "sha256"), str_text(&path));
	custody_batch_add(&k->gone, c->id, NULL);
	k->sum->files++;
	k->sum->bytes += record_num(r, "size");
	str_free(&path);
	return st;
}

static enum status put_one(struct packing *k, const struct content *c)
{
	struct record r;
	enum status st = record_load(k->db, ENTITY_EXHIBIT, c->id, &r);

	if (st == ST_OK) {
		put_row(k, c, &r);
		st = put_custody(k, c->id);
	}
	if (st == ST_OK) {
		if (c->file)
			st = put_file(k, c, &r);
		else
			k->sum->elsewhere++;
	}
	record_free(&r);
	return st;
}

static enum status put_all(struct packing *k)
{
	size_t n = 0;
	const struct content **list = contents_list(k->contents, ENTITY_EXHIBIT, &n);
	enum status st = folder_mkdir(k->folder, PAYLOAD);

	put_heads(k);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		st = db_progress(k->db, _("exhibits written"), (int64_t)i, (int64_t)n);
		if (st == ST_OK)
			st = put_one(k, list[i]);
	}
	free(list);
	return st;
}

/* A table that is written into memory, and its end as a tag file. */
struct tag_table {
	FILE *out;
	char *bytes;
	size_t len;
};

static enum status end_table(
	struct packing *k, struct tag_table *t, const char *name, enum status st)
{
	if (t->out && fclose(t->out) && st == ST_OK)
		st = db_fail(k->db, ST_IO, NULL, _("%s cannot be written: %s"), k->o->dir,
			strerror(errno));
	if (st == ST_OK)
		st = put_tag(k, name, t->bytes, t->len);
	free(t->bytes);
	return st;
}

static enum status put_tables(struct packing *k)
{
	struct tag_table exhibits = { 0 }, custody = { 0 };
	enum status st;

	k->table = exhibits.out = open_memstream(&exhibits.bytes, &exhibits.len);
	k->custody = custody.out = open_memstream(&custody.bytes, &custody.len);
	if (!k->table || !k->custody) {
		st = db_fail(k->db, ST_IO, NULL, _("%s cannot be written: %s"), k->o->dir,
			strerror(errno));
	} else {
		st = custody_names_read(k->db, &k->names);
		custody_bag_heads(k->custody);
		if (st == ST_OK)
			st = put_all(k);
	}
	st = end_table(k, &exhibits, "exhibits.csv", st);
	st = end_table(k, &custody, "custody.csv", st);
	custody_names_free(k->names);
	return st;
}

static enum status put_bag(struct packing *k)
{
	enum status st = put_tables(k);

	if (st == ST_OK)
		st = put_tags(k);
	if (st == ST_OK) {
		struct str tags = k->tags;

		k->tags = (struct str)STR_INIT;
		st = put_text(k, "tagmanifest-sha256.txt", &tags);
		str_free(&tags);
	}
	return st;
}

/* Each exhibit whose file went out says so in its custody record. */
static void enter_exported(struct packing *k)
{
	const struct custody_act act = { .event = "exported", .by = k->o->by };

	k->sum->not_entered = k->gone.n && custody_batch_enter(k->db, &k->gone, &act,
						   ngettext("custody: bag of %lld exhibit",
							   "custody: bag of %lld exhibits",
							   (unsigned long)k->sum->files),
						   (long long)k->sum->files) != ST_OK;
}

enum status bag_write(struct db *db, const struct bag_options *o, struct bag_summary *out)
{
	struct packing k = { .db = db, .o = o, .sum = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	k.contents = contents_new(db);
	st = o->petition ? marks_read(db, o->petition, &k.marks) : ST_OK;
	if (st == ST_OK)
		st = choose(&k);
	out->withheld = contents_withheld(k.contents);
	if (st == ST_OK)
		st = folder_begin(db, o->dir, is_ours, &k.folder);
	if (st == ST_OK) {
		st = put_bag(&k);
		if (st == ST_OK)
			st = folder_commit(k.folder);
		else
			folder_cancel(k.folder);
	}
	if (st == ST_OK)
		enter_exported(&k);
	custody_batch_free(&k.gone);
	contents_free(k.contents);
	if (o->petition)
		marks_free(&k.marks);
	str_free(&k.manifest);
	str_free(&k.tags);
	return st;
}
