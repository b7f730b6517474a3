/*
 * The CSV reader: any bytes end, with lines that never go back and cells inside the record; and
 * what is read does not depend on where a block ends.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

/* The reader itself, so that the input can choose the size of a block. */
static size_t block;
#define CSV_BLOCK block
#include "import/csv.c"

#include <stdio.h>

#include "model/str.h"

/* Writes down every record, so that two readings can be compared. */
static void note(struct str *out, const struct csv_record *record)
{
	size_t i;

	str_addf(out, "%lld %zu %s\n", (long long)record->line, record->n_cells,
		record->error ? record->error : "");
	for (i = 0; i < record->n_cells; i++) {
		str_addf(out, "%zu ", record->cells[i].len);
		str_add_n(out, record->cells[i].text, record->cells[i].len);
	}
}

static void read_all(struct str *out, const uint8_t *data, size_t size, size_t block_size)
{
	FILE *in = size ? fmemopen((void *)(uintptr_t)data, size, "r") : fopen("/dev/null", "re");
	struct csv *reader;
	struct csv_record record;
	int64_t line = 0;
	size_t kept = 0;
	bool refused = false;

	MUST_HOLD(in != NULL);
	block = block_size;
	reader = csv_open(in, ',');
	while (csv_next(reader, &record) == ST_OK) {
		size_t i;

		MUST_HOLD(record.line > line);
		MUST_HOLD(record.error ? record.n_cells == 0 : record.n_cells > 0);
		line = record.line;
		refused = refused || record.error;
		/* Between two cells stands a separator. */
		kept += record.n_cells ? record.n_cells - 1 : 0;
		for (i = 0; i < record.n_cells; i++)
			kept += record.cells[i].len;
		note(out, &record);
	}
	MUST_HOLD(csv_offset(reader) == (int64_t)size);
	MUST_HOLD(kept <= size);
	/* Only quotes, line ends and the byte-order mark may be missing. */
	for (size_t i = 0; i < size; i++)
		if (data[i] == '"' || data[i] == '\r' || data[i] == '\n')
			kept++;
	MUST_HOLD(kept + 3 >= size || refused);
	csv_close(reader);
	fclose(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str whole = STR_INIT;
	struct str pieces = STR_INIT;

	read_all(&whole, data, size, 65536);
	read_all(&pieces, data, size, size ? 1 + data[size - 1] % 13U : 1);
	MUST_HOLD(whole.len == pieces.len);
	MUST_HOLD(memcmp(str_text(&whole), str_text(&pieces), whole.len) == 0);
	str_free(&whole);
	str_free(&pieces);
	return 0;
}
