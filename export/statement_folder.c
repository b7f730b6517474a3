/* The signature statement in a folder of its own: a DocBook section and its pictures. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "export/folder.h"
#include "export/statement.h"
#include "model/gag.h"
#include "model/i18n.h"

static bool take(void *arg, const char *bytes, size_t len)
{
	str_add_n(arg, bytes, len);
	return true;
}

static bool make_document(const struct statement *s, struct str *out)
{
	struct docbook *d = docbook_open(take, out);
	struct date today = date_today();
	struct str title = STR_INIT;
	char day[DATE_TEXT_MAX];

	date_format(&today, day);
	docbook_block(d, "section");
	docbook_attr(d, "xmlns", DOCBOOK_NS);
	docbook_attr(d, "version", "5.0");
	docbook_attr(d, "xml:lang", "en");
	docbook_attr(d, "role", "signature-statement");
	docbook_block(d, "info");
	docbook_leaf(d, "title", "Signature statement");
	docbook_leaf(d, "subtitle", s->title);
	docbook_leaf(d, "date", day);
	docbook_end(d);
	str_addf(&title, "Of the petition %s, on %s.", s->ref, day);
	docbook_leaf(d, "para", str_text(&title));
	statement_docbook(d, s, "");
	str_free(&title);
	return docbook_close(d);
}

static enum status put_file(
	struct db *db, struct folder *f, const char *name, const struct str *bytes)
{
	enum status st, finished;
	size_t at = 0;
	int fd;

	if (!bytes->len)
		return ST_OK;
	st = folder_create(f, name, &fd);
	if (st)
		return st;
	while (st == ST_OK && at < bytes->len) {
		ssize_t n = write(fd, bytes->data + at, bytes->len - at);

		if (n > 0)
			at += (size_t)n;
		else if (errno != EINTR)
			st = db_fail(db, ST_IO, NULL, _("%s cannot be written: %s"), name,
				strerror(errno));
	}
	finished = folder_finish(f, name, fd);
	return st ? st : finished;
}

/* Whether all that is in the folder is what we write. */
static bool is_statement(int dir, struct str *why)
{
	static const char *const ours[] = { ".", "..", STATEMENT_FILE, STATEMENT_COUNTRIES,
		STATEMENT_GROWTH };
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *e;
	bool known = true, any = false;

	while (entries && known && (e = readdir(entries)) != NULL) {
		known = false;
		for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
			known = known || !strcmp(e->d_name, ours[i]);
		any = any || !strcmp(e->d_name, STATEMENT_FILE);
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	if (!known || !any)
		str_add(why, _("holds something that is not a signature statement"));
	return known && any;
}

enum status statement_pictures(
	struct db *db, const struct statement *s, struct folder *f, const char *below)
{
	static const struct {
		const char *name;
		bool (*make)(const struct statement *s, struct str *out);
	} pictures[] = { { STATEMENT_COUNTRIES, statement_svg_countries },
		{ STATEMENT_GROWTH, statement_svg_growth } };
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]) && st == ST_OK; i++) {
		struct str bytes = STR_INIT, name = STR_INIT;

		str_addf(&name, "%s%s", below, pictures[i].name);
		if (!pictures[i].make(s, &bytes))
			st = db_fail(db, ST_IO, NULL, _("%s could not be made"), str_text(&name));
		else
			st = put_file(db, f, str_text(&name), &bytes);
		str_free(&bytes);
		str_free(&name);
	}
	return st;
}

enum status statement_folder(struct db *db, const struct statement *s, const char *dir)
{
	struct str document = STR_INIT;
	struct folder *f = NULL;
	enum status st = gag_refuse(db, ENTITY_PETITION, s->petition);

	if (st == ST_OK)
		st = folder_begin(db, dir, is_statement, &f);
	if (st == ST_OK && !make_document(s, &document))
		st = db_fail(db, ST_IO, NULL, _("%s could not be made"), STATEMENT_FILE);
	if (st == ST_OK)
		st = put_file(db, f, STATEMENT_FILE, &document);
	if (st == ST_OK)
		st = statement_pictures(db, s, f, "");
	if (st == ST_OK) {
		st = folder_commit(f);
		f = NULL;
	}
	folder_cancel(f);
	str_free(&document);
	return st;
}
