/* XML from outside: what opens is closed in its order, and no attribute is outside of the bytes. */
#include "config.h"

#include <string.h>

#include "reader/xml.h"
#include "tests/fuzz/fuzz.h"

struct bytes {
	const uint8_t *data;
	size_t left;
	long depth;
};

static ptrdiff_t read_bytes(void *arg, void *out, size_t room)
{
	struct bytes *b = arg;
	/* In pieces of an odd size, so that every place is once the end of one. */
	size_t n = b->left < 13 ? b->left : 13;

	n = n < room ? n : room;
	if (n)
		memcpy(out, b->data, n);
	b->data += n;
	b->left -= n;
	return (ptrdiff_t)n;
}

static void on_open(void *arg, const struct xml_element *e)
{
	struct bytes *b = arg;
	size_t len = 0, sum = 0;
	const char *value = xml_attribute(e, "name", &len);

	MUST_HOLD(e->name && strlen(e->name) > 0);
	for (size_t i = 0; value && i < len; i++)
		sum += (unsigned char)value[i];
	MUST_HOLD(sum <= len * 255);
	b->depth++;
}

static void on_close(void *arg, const char *name)
{
	struct bytes *b = arg;

	(void)name;
	MUST_HOLD(b->depth-- > 0);
}

static void on_text(void *arg, const char *text, size_t len)
{
	struct bytes *b = arg;

	MUST_HOLD(b->depth > 0 && (!len || text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size, 0 };
	const struct xml_events events = { on_open, on_close, on_text, &b };

	if (xml_parse(&events, read_bytes, &b) == WHY_NOT)
		MUST_HOLD(b.depth == 0);
	return 0;
}
