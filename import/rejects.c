#include "config.h"

#include "import/rejects.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/platform.h"
#include "model/i18n.h"
#include "model/mem.h"

struct rejects {
	struct db *db;
	char *path; /* owned */
	FILE *file;
	size_t n;      /* columns of the header */
	size_t reason; /* the place of an older column of reasons; n: none */
	char separator;
};

static void put_cell(struct rejects *r, const char *text, size_t len)
{
	fputc('"', r->file);
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			fputc('"', r->file);
		fputc(text[i], r->file);
	}
	fputc('"', r->file);
}

void rejects_put(struct rejects *r, const struct csv_record *record, const char *reason)
{
	for (size_t i = 0; i < record->n_cells || i < r->n; i++) {
		bool there = i < record->n_cells && record->cells[i].text;

		if (i == r->reason && i < r->n)
			continue;
		put_cell(r, there ? record->cells[i].text : "", there ? record->cells[i].len : 0);
		fputc(r->separator, r->file);
	}
	put_cell(r, reason, strlen(reason));
	fputs("\r\n", r->file);
}

/* Of a file of rejects that was not corrected well enough the reasons are given anew. */
static void find_reason(struct rejects *r, const struct csv_record *header)
{
	r->n = header->n_cells;
	for (r->reason = 0; r->reason < r->n; r->reason++) {
		struct str name = STR_INIT;
		bool found;

		header_fold(header->cells[r->reason].text, header->cells[r->reason].len, &name);
		found = !strcmp(str_text(&name), REJECTS_FOLDED);
		str_free(&name);
		if (found)
			break;
	}
}

enum status rejects_open_cards(struct db *db, const char *path, struct rejects **out)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	struct rejects *r;

	*out = NULL;
	if (!file) {
		int why = errno;

		if (fd >= 0)
			close(fd);
		return db_fail(db, ST_IO, NULL, _("%s cannot be made for refused rows: %s"), path,
			strerror(why));
	}
	*out = r = mem_zero(sizeof(*r));
	r->db = db;
	r->path = mem_text(path);
	r->file = file;
	return ST_OK;
}

enum status rejects_open(struct db *db, const char *path, const struct csv_record *header,
	char separator, struct rejects **out)
{
	enum status st = rejects_open_cards(db, path, out);

	if (st)
		return st;
	(*out)->separator = separator;
	find_reason(*out, header);
	rejects_put(*out, header, REJECTS_COLUMN);
	return ST_OK;
}

void rejects_write(struct rejects *r, const char *bytes, size_t len)
{
	(void)!fwrite(bytes, 1, len, r->file); /* rejects_close() asks whether it went well */
}

struct db *rejects_db(const struct rejects *r)
{
	return r->db;
}

static enum status cannot_write(struct rejects *r)
{
	return db_fail(r->db, ST_IO, NULL,
		_("%s could not be written; make room and try again, nothing was imported"),
		r->path);
}

enum status rejects_flush(struct rejects *r)
{
	if (r && (fflush(r->file) || ferror(r->file)))
		return cannot_write(r);
	return ST_OK;
}

enum status rejects_close(struct rejects *r, bool keep)
{
	enum status st = ST_OK;
	bool failed;

	if (!r)
		return ST_OK;
	failed = ferror(r->file);
	failed = fclose(r->file) || failed;
	if (failed || !keep)
		unlink(r->path);
	if (failed && keep)
		st = cannot_write(r);
	free(r->path);
	free(r);
	return st;
}
