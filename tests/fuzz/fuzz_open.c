/*
 * A file from a stranger that says it is ours: it opens or is refused with a sentence. An input
 * is either a whole file (its first byte is S, as SQLite's header has it) or bytes to change in
 * a good one: four each, three of them the place and one the value.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/db.h"
#include "model/query.h"

struct file {
	uint8_t *bytes;
	size_t size;
};

static void read_some(struct db *db)
{
	struct query q = { .entity = ENTITY_CASE, .limit = 10 };
	struct cursor *c = NULL;
	struct record row;
	enum status st = query_open(db, &q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &row)) == ST_OK)
		record_free(&row);
	query_close(c);
}

/* An empty case file, as the program makes it. */
static struct file make_good(const char *path)
{
	struct file good = { NULL, 0 };
	struct db *db = NULL;
	FILE *in;

	unlink(path);
	MUST_HOLD(db_open(path, DB_CREATE, &db) == ST_OK);
	db_close(db);
	in = fopen(path, "re");
	MUST_HOLD(in != NULL);
	fseek(in, 0, SEEK_END);
	good.size = (size_t)ftell(in);
	rewind(in);
	good.bytes = malloc(good.size);
	MUST_HOLD(good.bytes && fread(good.bytes, 1, good.size, in) == good.size);
	fclose(in);
	return good;
}

static void write_file(const char *path, const uint8_t *bytes, size_t size)
{
	FILE *out = fopen(path, "we");

	MUST_HOLD(out != NULL);
	fwrite(bytes, 1, size, out);
	fclose(out);
}

static void write_changed(
	const char *path, const struct file *good, const uint8_t *data, size_t size)
{
	uint8_t *bytes = malloc(good->size);

	MUST_HOLD(bytes != NULL);
	memcpy(bytes, good->bytes, good->size);
	for (size_t i = 0; i + 4 <= size; i += 4) {
		size_t at = (size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2];

		bytes[at % good->size] = data[i + 3];
	}
	write_file(path, bytes, good->size);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct file good;
	char path[64];
	struct db *db = NULL;
	enum status st;

	snprintf(path, sizeof path, "/dev/shm/amparo-fuzz-%ld.amparo", (long)getpid());
	if (!good.bytes)
		good = make_good(path);
	if (size > 0 && data[0] == 'S')
		write_file(path, data, size);
	else
		write_changed(path, &good, data, size);
	st = db_open(path, DB_OPEN, &db);
	MUST_HOLD(db != NULL);
	if (st == ST_OK)
		read_some(db);
	else
		MUST_HOLD(db_error(db)[0] != '\0');
	db_close(db);
	unlink(path);
	return 0;
}
