#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/bagit.h"
#include "import/intake_ours.h"
#include "import/tree.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

/*
 * A bag (RFC 8493): whole before anything of it comes in. Its structure is looked at first; then
 * the files under data/ are taken in and held against all their checksums in one reading, and one
 * that differs takes the whole intake back.
 */

#define TAG_MOST (256 << 20)  /* bytes of a tag file */
#define NOTES_MOST (16 << 10) /* of bag-info.txt that the custody entries keep */
#define PAYLOAD "data/"

/* What the manifests say of a file; lent from the lists. */
struct said {
	const char *sums[DIGESTS]; /* NULL: that manifest does not name it */
};

struct bag {
	struct intake *in;
	struct tree tree;
	struct said *said;                    /* of each file of the tree */
	struct bagit_list lists[2 * DIGESTS]; /* payload manifests, then those of the tag files */
	bool has[DIGESTS];                    /* payload manifests that are there */
	int version;
	const char *reads; /* the tag file that is being read */
	struct str info;   /* bag-info.txt, as a note */
	bool packed_here;  /* it says that we packed it */
	struct ours *ours; /* what our tables say; NULL: they are not there, or not ours */
};

static bool is_payload(const char *path)
{
	return !strncmp(path, PAYLOAD, strlen(PAYLOAD));
}

/* ---- tag files ---- */

/* The whole of a tag file, appended. */
static enum status read_tag(struct bag *b, const char *name, struct str *out)
{
	struct intake *in = b->in;
	int64_t size = 0;
	ssize_t n = 1;
	int fd = -1;
	enum status st = tree_open(in->db, &b->tree, name, &fd, &size);

	if (st)
		return st;
	if (size > TAG_MOST)
		st = db_fail(in->db, ST_INVALID, NULL, _("%s/%s is too large"), in->path, name);
	while (st == ST_OK && n > 0) {
		n = read(fd, in->buffer, INTAKE_BYTES);
		if (n > 0)
			str_add_n(out, in->buffer, (size_t)n);
		if (out->len > TAG_MOST)
			break;
	}
	if (st == ST_OK && n)
		st = db_fail(
			in->db, ST_IO, NULL, _("%s/%s cannot be read to its end"), in->path, name);
	close(fd);
	return st;
}

static void on_fault(void *arg, enum bagit_fault fault, size_t line, const char *text, size_t len)
{
	struct bag *b = arg;
	struct str shown = STR_INIT;

	str_init(&shown, 200);
	str_add_n(&shown, text, len);
	if (fault == BAGIT_OUTSIDE)
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s, line %zu leads out of the bag: %s"),
			b->reads, line, str_text(&shown));
	else
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s, line %zu is not written as it must: %s"),
			b->reads, line, str_text(&shown));
	str_free(&shown);
}

static void pass_over(void *arg, enum tree_pass why, const char *path)
{
	struct bag *b = arg;

	intake_tell(b->in, INTAKE_WRONG, 0,
		why == TREE_LINK ? _("%s is a link; a bag holds plain files alone")
				 : _("%s is no plain file; a bag holds plain files alone"),
		path);
}

static enum status read_declaration(struct bag *b)
{
	struct str text = STR_INIT;
	bool utf8 = false;
	enum status st = read_tag(b, "bagit.txt", &text);

	if (st == ST_OK) {
		b->version = bagit_version(str_text(&text), text.len, &utf8);
		if (!b->version || b->version > 199)
			intake_tell(b->in, INTAKE_WRONG, 0,
				_("bagit.txt names no version of BagIt that is known here"));
		if (!utf8)
			intake_tell(b->in, INTAKE_WRONG, 0,
				_("bagit.txt does not say that its files are in UTF-8"));
	}
	str_free(&text);
	return st;
}

/* Manifests write names as another system composed their letters. */
static const struct tree_file *find_file(const struct bag *b, const char *path)
{
	const struct tree_file *found = tree_find(&b->tree, path);
	struct str wanted = STR_INIT, name = STR_INIT;

	if (found || text_take(path, strlen(path), &wanted))
		return found;
	for (size_t i = 0; i < b->tree.n && !found; i++) {
		const char *other = b->tree.files[i].path;

		str_clear(&name);
		if (text_is_utf8(other, strlen(other)) &&
			text_take(other, strlen(other), &name) == ST_OK &&
			!strcmp(str_text(&name), str_text(&wanted)))
			found = &b->tree.files[i];
	}
	str_free(&wanted);
	str_free(&name);
	return found;
}

/* One line of a manifest. */
static void note_sum(
	struct bag *b, enum digest_kind kind, const struct bagit_entry *e, bool payload)
{
	const struct tree_file *file = find_file(b, e->path);
	const char **sum;

	if (payload != is_payload(e->path)) {
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s, line %zu does not belong there: %s"),
			b->reads, e->line, e->path);
		return;
	}
	if (!file) {
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s is missing (%s, line %zu)"), e->path,
			b->reads, e->line);
		return;
	}
	sum = &b->said[file - b->tree.files].sums[kind];
	if (*sum && strcmp(*sum, e->sum) != 0)
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s, line %zu names %s a second time"),
			b->reads, e->line, e->path);
	*sum = e->sum;
}

static enum status read_manifest(
	struct bag *b, const char *name, enum digest_kind kind, bool payload)
{
	struct bagit_list *list = &b->lists[payload ? kind : DIGESTS + kind];
	struct str text = STR_INIT;
	enum status st = read_tag(b, name, &text);

	b->reads = name;
	if (st == ST_OK)
		bagit_manifest(str_text(&text), text.len, digest_length(kind), b->version, on_fault,
			b, list);
	for (size_t i = 0; st == ST_OK && i < list->n; i++) {
		note_sum(b, kind, &list->entries[i], payload);
		st = db_progress(
			b->in->db, _("looking through the bag"), (int64_t)i, (int64_t)list->n);
	}
	if (payload)
		b->has[kind] = true;
	str_free(&text);
	return st;
}

/* manifest-sha256.txt, tagmanifest-md5.txt ... */
static enum status read_if_manifest(struct bag *b, const char *name)
{
	const bool payload = !strncmp(name, "manifest-", 9);
	const char *kind = payload ? name + 9 : name + 12;
	const char *dot = strrchr(name, '.');
	enum digest_kind k;

	if ((!payload && strncmp(name, "tagmanifest-", 12) != 0) || !dot || dot < kind ||
		strcmp(dot, ".txt") != 0 || strchr(name, '/'))
		return ST_OK;
	k = digest_find(kind, (size_t)(dot - kind));
	if (k != DIGESTS)
		return read_manifest(b, name, k, payload);
	intake_tell(b->in, INTAKE_PASSED, 0,
		_("%s has checksums of a kind that is not known here; it was not used"), name);
	return ST_OK;
}

/* What must be fetched from the network is not: it is here already, or missing. */
static enum status read_fetch(struct bag *b)
{
	struct bagit_list list = { 0 };
	struct str text = STR_INIT;
	enum status st;

	if (!tree_find(&b->tree, "fetch.txt"))
		return ST_OK;
	st = read_tag(b, "fetch.txt", &text);
	b->reads = "fetch.txt";
	if (st == ST_OK)
		bagit_fetch(str_text(&text), text.len, b->version, on_fault, b, &list);
	for (size_t i = 0; i < list.n; i++)
		if (!find_file(b, list.entries[i].path))
			intake_tell(b->in, INTAKE_WRONG, 0,
				_("%s is not in the bag; fetch.txt says that it is at %s"),
				list.entries[i].path, list.entries[i].sum);
	bagit_list_free(&list);
	str_free(&text);
	return st;
}

static void check_oxum(struct bag *b, const struct str *info)
{
	int64_t bytes = 0, files = 0, has_bytes = 0, has_files = 0;

	if (!bagit_oxum(str_text(info), info->len, &bytes, &files))
		return;
	for (size_t i = 0; i < b->tree.n; i++)
		if (is_payload(b->tree.files[i].path)) {
			has_bytes += b->tree.files[i].size;
			has_files++;
		}
	if (bytes != has_bytes || files != has_files)
		intake_tell(b->in, INTAKE_WRONG, 0,
			_("bag-info.txt says that it holds %lld bytes in %lld files; it holds %lld "
			  "in %lld"),
			(long long)bytes, (long long)files, (long long)has_bytes,
			(long long)has_files);
}

/* What whoever packed it says of it is kept in the custody entries. */
static enum status read_info(struct bag *b)
{
	const char *slash = strrchr(b->in->path, '/');
	struct str text = STR_INIT, clean = STR_INIT;
	enum status st = ST_OK;

	str_init(&b->info, NOTES_MOST);
	str_addf(&b->info, _("From the bag %s, whose manifests held"),
		slash && slash[1] ? slash + 1 : b->in->path);
	if (!tree_find(&b->tree, "bag-info.txt"))
		return ST_OK;
	st = read_tag(b, "bag-info.txt", &text);
	if (st == ST_OK) {
		check_oxum(b, &text);
		b->packed_here = strstr(str_text(&text), "Bag-Software-Agent: Amparo ") != NULL;
		text_clean(&clean, str_text(&text), text.len, TEXT_LINES);
		str_addf(&b->info, "\n\n%s", str_text(&clean));
	}
	str_free(&text);
	str_free(&clean);
	return st;
}

/* ---- whether all is there ---- */

static void check_listed(struct bag *b)
{
	bool any = false;

	for (int k = 0; k < DIGESTS; k++)
		any = any || b->has[k];
	if (!any)
		intake_tell(b->in, INTAKE_WRONG, 0,
			_("there is no manifest with checksums that are known here (md5, sha1, "
			  "sha256, sha512)"));
	for (size_t i = 0; any && i < b->tree.n; i++) {
		const char *path = b->tree.files[i].path;
		int named = 0, lacks = -1;

		for (int k = 0; k < DIGESTS; k++) {
			named += b->said[i].sums[k] != NULL;
			if (b->has[k] && !b->said[i].sums[k])
				lacks = k;
		}
		if (!is_payload(path) || (named && b->version < 100) || lacks < 0)
			continue;
		intake_tell(b->in, INTAKE_WRONG, 0, _("%s is not in manifest-%s.txt"), path,
			digest_name((enum digest_kind)lacks));
	}
}

static enum status check_structure(struct bag *b)
{
	enum status st = read_declaration(b);

	for (size_t i = 0; st == ST_OK && i < b->tree.n; i++)
		st = read_if_manifest(b, b->tree.files[i].path);
	if (st == ST_OK)
		st = read_fetch(b);
	if (st == ST_OK)
		st = read_info(b);
	if (st == ST_OK)
		check_listed(b);
	return st;
}

/* ---- the files ---- */

static void check_sums(struct bag *b, size_t at, struct digest *digest)
{
	for (int k = 0; k < DIGESTS; k++) {
		const char *wanted = b->said[at].sums[k];
		char sum[DIGEST_TEXT];

		if (!wanted)
			continue;
		digest_text(digest, (enum digest_kind)k, sum);
		if (strcmp(sum, wanted) != 0)
			intake_tell(b->in, INTAKE_WRONG, 0,
				_("%s is damaged: its %s is %s, not %s"), b->tree.files[at].path,
				digest_name((enum digest_kind)k), sum, wanted);
	}
}

static enum status take_one(struct bag *b, size_t at, bool payload)
{
	const char *path = b->tree.files[at].path;
	struct intake_file f = { .path = payload ? path + strlen(PAYLOAD) : path,
		.name = path,
		.notes = str_text(&b->info),
		.ours = payload ? ours_find(b->ours, path) : NULL };
	struct str shown = STR_INIT;
	unsigned kinds = 0;
	enum status st;

	if (f.ours && ours_name(f.ours))
		f.name = ours_name(f.ours);
	for (int k = 0; k < DIGESTS; k++)
		kinds |= b->said[at].sums[k] ? 1U << k : 0;
	if (!kinds && !payload)
		return ST_OK;
	st = tree_open(b->in->db, &b->tree, path, &f.fd, &f.size);
	if (st)
		return st;
	str_addf(&shown, "%s/%s", b->tree.folder, path);
	f.shown = str_text(&shown);
	f.digest = digest_open(kinds);
	st = payload ? intake_take(b->in, &f) : intake_copy(b->in, &f, 0, f.size, NULL);
	if (st == ST_OK)
		check_sums(b, at, f.digest);
	digest_close(f.digest);
	close(f.fd);
	str_free(&shown);
	return st;
}

/* First the tag files, so that what is wrong with them is known before anything is stored. */
static enum status take_all(struct bag *b, bool payload)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < b->tree.n; i++)
		if (is_payload(b->tree.files[i].path) == payload)
			st = take_one(b, i, payload);
	return st;
}

/* Whether it is there, and a manifest of tag files vouches for it. */
static bool is_vouched(const struct bag *b, const char *name)
{
	const struct tree_file *file = tree_find(&b->tree, name);

	for (int k = 0; file && k < DIGESTS; k++)
		if (b->said[file - b->tree.files].sums[k])
			return true;
	return false;
}

/* A bag from elsewhere may have a table of that name, too: it is not looked at. */
static enum status read_ours(struct bag *b)
{
	struct str exhibits = STR_INIT, custody = STR_INIT;
	enum status st = ST_OK;

	if (!b->packed_here || b->in->broken || !is_vouched(b, "exhibits.csv"))
		return ST_OK;
	st = read_tag(b, "exhibits.csv", &exhibits);
	if (st == ST_OK && is_vouched(b, "custody.csv"))
		st = read_tag(b, "custody.csv", &custody);
	if (st == ST_OK)
		st = ours_read(b->in, &exhibits, &custody, &b->ours);
	str_free(&exhibits);
	str_free(&custody);
	return st;
}

enum status intake_bag(struct intake *in)
{
	struct bag b = { .in = in };
	enum status st = tree_read(in->db, in->path, true, pass_over, &b, &b.tree);

	b.said = mem_array(b.tree.n + 1, sizeof(*b.said));
	memset(b.said, 0, (b.tree.n + 1) * sizeof(*b.said));
	for (size_t i = 0; i < b.tree.n; i++)
		in->total += b.tree.files[i].size;
	if (st == ST_OK && in->o->by_reference)
		st = db_fail(in->db, ST_INVALID, NULL,
			_("%s is a bag, which is taken in whole; without --by-reference"),
			in->path);
	if (st == ST_OK)
		st = check_structure(&b);
	if (st == ST_OK)
		st = take_all(&b, false);
	if (st == ST_OK)
		st = read_ours(&b);
	if (st == ST_OK)
		st = take_all(&b, true);
	if (st == ST_OK)
		st = ours_end(b.ours);
	for (int i = 0; i < 2 * DIGESTS; i++)
		bagit_list_free(&b.lists[i]);
	ours_free(b.ours);
	free(b.said);
	tree_free(&b.tree);
	str_free(&b.info);
	return st;
}
