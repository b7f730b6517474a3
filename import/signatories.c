#include "config.h"

#include "import/signatories.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/columns.h"
#include "import/csv.h"
#include "import/row.h"
#include "model/change.h"
#include "model/date.h"
#include "model/hash.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/record.h"
#include "model/signatory.h"
#include "model/text.h"

#define BUFFER (256 << 10)
#define UNUSED_COLUMNS 200 /* of a terminal, for the names of columns not understood */
#define ROW_BYTES 60       /* about a row, for guessing how many there are */

struct import {
	struct db *db;
	const struct import_options *o;
	struct import_summary *sum;
	FILE *file;
	FILE *rejects;
	struct stat before; /* the file as it was when it was hashed */
	struct csv *csv;
	struct columns columns;
	struct row row;
	struct change *change;
	struct record batch;
	struct signatory_writer *writer;
	struct str first_reason; /* of the first refused row, for the sentence when all are */
};

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* ---- the file ---- */

static enum status open_file(struct import *in)
{
	/* A pipe without a writer would otherwise keep us waiting before we see what it is. */
	int fd = open(in->o->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return db_fail(in->db, ST_IO, NULL, _("%s cannot be read: %s"), in->o->path,
			strerror(errno));
	in->file = fdopen(fd, "r");
	if (!in->file) {
		close(fd);
		return db_fail(in->db, ST_IO, NULL, _("%s cannot be read"), in->o->path);
	}
	if (fstat(fd, &in->before) || !S_ISREG(in->before.st_mode))
		return db_fail(in->db, ST_IO, NULL, _("%s is not a plain file"), in->o->path);
	return ST_OK;
}

static enum status hash_file(struct import *in)
{
	char *buffer = mem_alloc(BUFFER);
	struct hash *hash = hash_open();
	size_t n;
	enum status st = ST_OK;

	while ((n = fread(buffer, 1, BUFFER, in->file)) > 0)
		hash_add(hash, buffer, n);
	if (ferror(in->file))
		st = db_fail(
			in->db, ST_IO, NULL, _("%s could not be read to its end"), in->o->path);
	hash_text(hash, in->sum->sha256);
	hash_close(hash);
	free(buffer);
	rewind(in->file);
	return st;
}

static enum status check_unchanged(struct import *in)
{
	struct stat now;

	if (!fstat(fileno(in->file), &now) && now.st_size == in->before.st_size &&
		now.st_mtim.tv_sec == in->before.st_mtim.tv_sec &&
		now.st_mtim.tv_nsec == in->before.st_mtim.tv_nsec)
		return ST_OK;
	return db_fail(in->db, ST_IO, NULL,
		_("%s changed while it was read; nothing was imported, try again"), in->o->path);
}

/* The same file twice would be the same people twice. */
static enum status check_new(struct import *in)
{
	struct query q = {
		.entity = ENTITY_BATCH, .owner = ENTITY_PETITION, .owner_id = in->o->petition
	};
	struct cursor *c = NULL;
	struct record batch;
	enum status st = query_open(in->db, &q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &batch)) == ST_OK) {
		if (!strcmp(record_show(&batch, "sha256"), in->sum->sha256))
			st = db_fail(in->db, ST_CONFLICT, NULL,
				_("%s was imported into this petition already, on %.10s as %s; "
				  "nothing was changed"),
				in->o->path, record_show(&batch, "at"),
				record_show(&batch, "filename"));
		record_free(&batch);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

/* ---- refused rows ---- */

static void put_cell(FILE *out, const char *text, size_t len)
{
	fputc('"', out);
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			fputc('"', out);
		fputc(text[i], out);
	}
	fputc('"', out);
}

static void put_reject(struct import *in, const struct csv_record *record, const char *reason)
{
	for (size_t i = 0; i < record->n_cells; i++) {
		put_cell(in->rejects, record->cells[i].text ? record->cells[i].text : "",
			record->cells[i].len);
		fputc(',', in->rejects);
	}
	for (size_t i = record->n_cells; i < in->columns.n; i++)
		fputs("\"\",", in->rejects);
	put_cell(in->rejects, reason, strlen(reason));
	fputs("\r\n", in->rejects);
}

static enum status open_rejects(struct import *in, const struct csv_record *header)
{
	int fd;

	if (!in->o->rejects)
		return ST_OK;
	fd = open(in->o->rejects, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	in->rejects = fd < 0 ? NULL : fdopen(fd, "w");
	if (!in->rejects)
		return db_fail(in->db, ST_IO, NULL, _("%s cannot be made for refused rows: %s"),
			in->o->rejects, strerror(errno));
	put_reject(in, header, _("reason"));
	return ST_OK;
}

static void refuse_row(struct import *in, const struct csv_record *record)
{
	const char *reason = str_text(&in->row.reason);

	in->sum->refused++;
	if (!in->first_reason.len)
		str_addf(&in->first_reason, _("line %lld: %s"), (long long)record->line, reason);
	if (in->rejects)
		put_reject(in, record, reason);
	if (in->o->refused)
		in->o->refused(in->o->arg, record->line, reason);
}

static enum status close_rejects(struct import *in)
{
	FILE *file = in->rejects;
	bool failed;

	in->rejects = NULL;
	if (!file)
		return ST_OK;
	failed = ferror(file);
	failed = fclose(file) || failed;
	if (failed)
		return db_fail(in->db, ST_IO, NULL,
			_("%s could not be written; make room and try again, nothing was imported"),
			in->o->rejects);
	return ST_OK;
}

/* ---- rows ---- */

static enum status read_header(struct import *in)
{
	struct csv_record header;
	enum status st = csv_next(in->csv, &header);

	if (st == ST_END || (st == ST_OK && header.error))
		return db_fail(in->db, ST_INVALID, NULL,
			_("%s is empty or no CSV file; its first line must name the columns"),
			in->o->path);
	if (st)
		return db_fail(in->db, ST_IO, NULL, _("%s could not be read"), in->o->path);
	st = columns_read(in->db, &signatory_columns, &header, in->o->maps, &in->columns);
	if (st == ST_OK) {
		const char *unused = str_text(&in->columns.unused);
		size_t n = text_fit(unused, in->columns.unused.len, UNUSED_COLUMNS, NULL);

		in->sum->unused = mem_text_n(unused, n);
	}
	if (st == ST_OK)
		st = open_rejects(in, &header);
	return st;
}

static enum status read_rows(struct import *in)
{
	struct csv_record record;
	struct signatory one;
	enum status st;

	while ((st = csv_next(in->csv, &record)) == ST_OK) {
		in->sum->read++;
		if (row_take(&in->row, &in->columns, &record, &one)) {
			in->sum->added++;
			if (in->writer)
				st = signatory_write(in->writer, &one);
		} else {
			refuse_row(in, &record);
		}
		if (st == ST_OK && in->sum->read % 1024 == 0)
			st = db_progress(in->db, _("importing signatories"), csv_offset(in->csv),
				in->before.st_size);
		if (st)
			return st;
	}
	if (st == ST_IO)
		return db_fail(
			in->db, ST_IO, NULL, _("%s could not be read to its end"), in->o->path);
	return st == ST_END ? ST_OK : st;
}

static enum status check_any(struct import *in)
{
	if (in->sum->added)
		return ST_OK;
	if (!in->sum->read)
		return db_fail(in->db, ST_INVALID, NULL,
			_("%s has no rows below its first line; nothing was imported"),
			in->o->path);
	return db_fail(in->db, ST_CONFLICT, NULL, _("%s: none of its %lld rows could be taken; %s"),
		in->o->path, (long long)in->sum->read, str_text(&in->first_reason));
}

/* ---- the deed ---- */

static enum status save_batch(struct import *in)
{
	record_put_num(&in->batch, "rows_read", in->sum->read);
	record_put_num(&in->batch, "rows_added", in->sum->added);
	record_put_num(&in->batch, "rows_refused", in->sum->refused);
	return record_save(in->change, &in->batch);
}

static enum status begin_batch(struct import *in)
{
	struct str name = STR_INIT;
	char now[21];
	const char *file = file_name(in->o->path);
	enum status st = change_begin(in->db, &in->change, "import");

	if (st)
		return st;
	date_now(now);
	text_clean(&name, file, strlen(file), TEXT_LINE);
	record_init(&in->batch, ENTITY_BATCH);
	st = record_set_num(in->db, &in->batch, "petition", in->o->petition);
	record_put(&in->batch, "title", str_text(&name));
	record_put(&in->batch, "filename", str_text(&name));
	record_put(&in->batch, "sha256", in->sum->sha256);
	record_put(&in->batch, "at", now);
	str_free(&name);
	if (st == ST_OK)
		st = save_batch(in);
	if (st == ST_OK)
		st = signatory_writer_open(in->change, in->o->petition, in->batch.id,
			in->before.st_size / ROW_BYTES, &in->writer);
	in->sum->batch = in->batch.id;
	return st;
}

static enum status end_batch(struct import *in)
{
	enum status st = signatory_writer_close(in->writer);

	in->writer = NULL;
	if (st == ST_OK)
		st = save_batch(in);
	if (st == ST_OK)
		st = check_unchanged(in);
	if (st == ST_OK)
		st = close_rejects(in);
	if (st)
		return st;
	change_label(in->change, _("import %lld signatories into %s from %s"),
		(long long)in->sum->added, record_show(&in->batch, "petition"),
		record_show(&in->batch, "filename"));
	st = change_commit(in->change);
	in->change = NULL;
	return st;
}

static enum status run(struct import *in)
{
	enum status st = open_file(in);

	if (st == ST_OK)
		st = hash_file(in);
	if (st == ST_OK)
		st = check_new(in);
	if (st)
		return st;
	in->csv = csv_open(in->file, ',');
	st = read_header(in);
	if (st == ST_OK && !in->o->dry_run)
		st = begin_batch(in);
	if (st == ST_OK)
		st = read_rows(in);
	if (st == ST_OK)
		st = check_any(in);
	if (st == ST_OK)
		st = in->o->dry_run ? close_rejects(in) : end_batch(in);
	return st;
}

enum status import_signatories(
	struct db *db, const struct import_options *o, struct import_summary *out)
{
	struct import in = { .db = db, .o = o, .sum = out };
	bool keep_rejects;
	enum status st;

	memset(out, 0, sizeof(*out));
	row_init(&in.row, o->consent);
	st = run(&in);
	/* Refused rows stay on disk when all were refused: that is when they are wanted most. */
	keep_rejects = st == ST_OK || (st == ST_CONFLICT && out->refused);
	if (in.rejects) {
		fclose(in.rejects);
		if (!keep_rejects)
			unlink(o->rejects);
	}
	signatory_writer_drop(in.writer);
	change_cancel(in.change);
	record_free(&in.batch);
	row_free(&in.row);
	columns_free(&in.columns);
	str_free(&in.first_reason);
	csv_close(in.csv);
	if (in.file)
		fclose(in.file);
	return st;
}
