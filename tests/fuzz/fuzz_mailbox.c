/*
 * Where the messages of a mailbox stand: any bytes end; messages do not overlap, rise, and lie
 * inside the file, and a line that separates them is one.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "reader/mail_raw.h"
#include "reader/mailbox.h"

struct bytes {
	const uint8_t *data;
	size_t size;
};

static ptrdiff_t read_bytes(void *arg, void *out, size_t len, int64_t from)
{
	const struct bytes *b = arg;
	size_t left;

	MUST_HOLD(from >= 0);
	left = (uint64_t)from < b->size ? b->size - (size_t)from : 0;
	len = len < left ? len : left;
	if (len)
		memcpy(out, b->data + from, len);
	return (ptrdiff_t)len;
}

static void check_parts(const char *bytes, size_t len)
{
	struct mail_raw parts[4], whole = { bytes, len }, content = whole;

	if (mail_raw_content(&content))
		MUST_HOLD(content.bytes + content.len == bytes + len);
	for (size_t n = 0; n <= 4; n++) {
		const char *at = bytes;

		if (!mail_raw_parts(&whole, "b", parts, n))
			continue;
		for (size_t i = 0; i < n; i++) {
			MUST_HOLD(parts[i].bytes >= at);
			at = parts[i].bytes + parts[i].len;
			MUST_HOLD(at <= bytes + len);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size };
	int64_t from = 0, to = 0, last = 0;
	struct mailbox m;

	mailbox_open(&m, read_bytes, &b, 0);
	while (mailbox_next(&m, &from, &to)) {
		MUST_HOLD(from > last || (!last && from > 0));
		MUST_HOLD(to >= from && (uint64_t)to <= size);
		check_parts((const char *)data + from, (size_t)(to - from));
		last = to;
	}
	mailbox_close(&m);
	return 0;
}
