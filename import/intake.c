#include "config.h"

#include "import/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/bagit.h"
#include "import/intake_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

/* ---- what it is ---- */

static enum status open_path(struct db *db, const char *path, int *fd, struct stat *info)
{
	/* A pipe without a writer would otherwise keep us waiting before we see what it is. */
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*fd < 0)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	if (fstat(*fd, info) || (!S_ISREG(info->st_mode) && !S_ISDIR(info->st_mode))) {
		close(*fd);
		return db_fail(db, ST_IO, NULL, _("%s is neither a plain file nor a folder"), path);
	}
	return ST_OK;
}

enum status intake_kind_of(struct db *db, const char *path, enum intake_kind *out)
{
	struct stat info;
	int fd = -1;
	enum status st = open_path(db, path, &fd, &info);

	if (st)
		return st;
	if (S_ISREG(info.st_mode))
		*out = intake_sniff(fd, path);
	else if (!fstatat(fd, "bagit.txt", &info, AT_SYMLINK_NOFOLLOW) && S_ISREG(info.st_mode))
		*out = INTAKE_BAG;
	else
		*out = INTAKE_FOLDER;
	close(fd);
	return ST_OK;
}

/* ---- telling ---- */

void intake_tell(struct intake *in, enum intake_tell what, int64_t id, const char *format, ...)
{
	struct str text = STR_INIT, line = STR_INIT;
	va_list args;

	in->sum->here += what == INTAKE_HERE;
	in->sum->passed += what == INTAKE_PASSED;
	in->sum->wrong += what == INTAKE_WRONG;
	if (what == INTAKE_WRONG)
		in->broken = true;
	if (!in->o->fn)
		return;
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	/* Names of files may hold line ends. */
	text_clean(&line, str_text(&text), text.len, TEXT_LINE);
	in->o->fn(in->o->arg, what, id, str_text(&line));
	str_free(&text);
	str_free(&line);
}

void intake_say(const struct intake_sum *sum, struct str *out)
{
	if (!sum->added)
		str_add(out, _("Nothing was taken in"));
	else
		str_addf(out,
			ngettext("%lld exhibit taken in", "%lld exhibits taken in",
				(unsigned long)sum->added),
			(long long)sum->added);
	if (sum->attachments)
		str_addf(out,
			ngettext(", %lld of them an attachment", ", %lld of them attachments",
				(unsigned long)sum->attachments),
			(long long)sum->attachments);
	if (sum->here)
		str_addf(out, _("; here already: %lld"), (long long)sum->here);
	if (sum->passed)
		str_addf(out, _("; passed over: %lld"), (long long)sum->passed);
	if (sum->unread)
		str_addf(out, _("; not searched for text yet: %lld"), (long long)sum->unread);
}

void intake_sum_free(struct intake_sum *sum)
{
	free(sum->ids);
	sum->ids = NULL;
}

/* ---- the run ---- */

static enum status run_file(struct intake *in)
{
	struct intake_file f = { .shown = in->path, .name = in->path };
	struct stat info;
	enum status st = open_path(in->db, in->path, &f.fd, &info);

	if (st)
		return st;
	f.size = info.st_size;
	in->total = f.size;
	if (S_ISREG(info.st_mode))
		st = intake_take(in, &f);
	else
		st = db_fail(in->db, ST_IO, NULL, _("%s changed while it was read"), in->path);
	close(f.fd);
	return st;
}

/* What is said of one cannot be said of many. */
static enum status check_fields(const struct intake *in)
{
	static const char *const own[] = { "ref", "mark", "title" };
	const struct record *r = in->o->exhibit;

	if (in->sum->kind == INTAKE_FILE || in->sum->kind == INTAKE_MESSAGE)
		return ST_OK;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (record_get(r, own[i]))
			return db_fail(in->db, ST_INVALID, own[i],
				_("%s: it belongs to one exhibit, and %s holds several; say it of "
				  "each afterwards"),
				own[i], in->path);
	return ST_OK;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static enum status label(struct intake *in)
{
	const struct intake_sum *sum = in->sum;
	struct record r;
	enum status st;

	if (sum->added != 1) {
		change_label(in->change, _("take in %lld exhibits from %s"), (long long)sum->added,
			base_name(in->path));
		return ST_OK;
	}
	st = record_load(in->db, ENTITY_EXHIBIT, sum->first, &r);
	if (st == ST_OK)
		change_label(in->change, _("add exhibit %s"), record_show(&r, "ref"));
	record_free(&r);
	return st;
}

static enum status run_kind(struct intake *in)
{
	switch (in->sum->kind) {
	case INTAKE_FOLDER:
		return intake_folder(in);
	case INTAKE_BAG:
		return intake_bag(in);
	default:
		return run_file(in);
	}
}

static enum status finish(struct intake *in, enum status st)
{
	if (st == ST_OK && in->broken)
		st = db_fail(in->db, ST_INVALID, NULL,
			ngettext("nothing was taken in, as the bag %s does not hold: %lld thing is "
				 "wrong with it",
				"nothing was taken in, as the bag %s does not hold: %lld things "
				"are wrong with it",
				(unsigned long)in->sum->wrong),
			in->path, (long long)in->sum->wrong);
	if (st == ST_OK && in->change)
		st = intake_read(in);
	if (st == ST_OK && in->change)
		st = label(in);
	if (!in->change)
		return st;
	if (st) {
		change_cancel(in->change);
		return st;
	}
	return change_commit(in->change);
}

enum status intake_run(
	struct db *db, const char *path, const struct intake_options *o, struct intake_sum *sum)
{
	struct intake in = { .db = db, .o = o, .sum = sum };
	size_t len = strlen(path);
	char *trimmed;
	enum status st;

	memset(sum, 0, sizeof(*sum));
	while (len > 1 && path[len - 1] == '/')
		len--;
	trimmed = mem_text_n(path, len);
	in.path = trimmed;
	st = intake_kind_of(db, in.path, &sum->kind);
	if (st == ST_OK)
		st = check_fields(&in);
	if (st == ST_OK && !o->dry_run)
		st = change_begin(db, &in.change, "add exhibit");
	if (st == ST_OK) {
		in.buffer = mem_alloc(INTAKE_BYTES);
		st = finish(&in, run_kind(&in));
	}
	if (st)
		sum->added = 0;
	free(in.buffer);
	free(trimmed);
	return st;
}
