/*
 * What amparo-read says, from a reader that somebody took over: any bytes, in pieces of any size,
 * end; no record is longer than it may be, nothing comes after the last, and what is kept of it is
 * text.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "import/foreign_records.h"
#include "import/read_exhibit.h"
#include "model/text.h"

#define MOST 100000

static void check(const struct reading *r)
{
	int64_t page = 0;
	size_t text = 0;

	for (size_t i = 0; i < r->n_pages; i++) {
		const char *t = r->page[i].text;

		MUST_HOLD(r->page[i].page > page);
		MUST_HOLD(*t && text_is_utf8(t, strlen(t)));
		page = r->page[i].page;
		text += strlen(t);
	}
	MUST_HOLD(text == r->text && text <= READING_TEXT_MAX);
	MUST_HOLD(r->n_says <= READING_SAYS_MAX);
	for (size_t i = 0; i < r->n_says; i++) {
		const char *v = r->says[i].value;

		MUST_HOLD(says_name(r->says[i].name));
		MUST_HOLD(*v && text_is_utf8(v, strlen(v)) && strlen(v) <= READING_VALUE_MAX);
	}
	MUST_HOLD(!r->mime || text_is_utf8(r->mime, strlen(r->mime)));
	MUST_HOLD(!r->language || strlen(r->language) < 64);
}

/* The first byte says how large the pieces are. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct foreign_records records;
	struct reading r;
	size_t piece = size ? data[0] + 1U : 1;
	enum status st = ST_OK;

	foreign_records_init(&records, MOST);
	reading_init(&r, "");
	for (size_t at = 1; at < size && st == ST_OK; at += piece)
		st = foreign_records_add(&records, data + at, size - at < piece ? size - at : piece,
			foreign_hear, &r);
	MUST_HOLD(records.told <= MOST || st == ST_INVALID);
	MUST_HOLD(!records.ended || records.why < WHY_END);
	MUST_HOLD(st == ST_OK || st == ST_INVALID);
	check(&r);
	reading_free(&r);
	foreign_records_free(&records);
	return 0;
}
