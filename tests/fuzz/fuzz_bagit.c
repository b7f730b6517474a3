/*
 * The tag files of bags: any bytes end; every path that is taken stays inside the bag, every
 * checksum has its digits, and lines count up.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "import/bagit.h"

static void count_fault(
	void *arg, enum bagit_fault fault, size_t line, const char *text, size_t len)
{
	size_t *last = arg;

	(void)fault;
	MUST_HOLD(line > *last && len > 0 && text);
	*last = line;
}

/* No part of it is empty, "." or "..", so that it stays below whatever it is put behind. */
static void check_path(const char *path)
{
	MUST_HOLD(*path && strlen(path) < BAGIT_PATH_MAX);
	for (;;) {
		size_t n = strcspn(path, "/");

		MUST_HOLD(n && !(n == 1 && *path == '.') && !(n == 2 && !strncmp(path, "..", 2)));
		if (!path[n])
			break;
		path += n + 1;
	}
}

static void check_list(const struct bagit_list *list, size_t digits)
{
	size_t last = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct bagit_entry *e = &list->entries[i];

		check_path(e->path);
		MUST_HOLD(e->line > last);
		last = e->line;
		if (digits)
			MUST_HOLD(strlen(e->sum) == digits &&
				  strspn(e->sum, "0123456789abcdef") == digits);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t digits[] = { 32, 40, 64, 128 };
	const char *text = (const char *)data;
	struct bagit_list list = { 0 };
	int64_t bytes = 0, files = 0;
	bool utf8 = false;
	size_t last = 0;
	int version = bagit_version(text, size, &utf8);

	MUST_HOLD(version >= 0);
	if (bagit_oxum(text, size, &bytes, &files))
		MUST_HOLD(bytes >= 0 && files >= 0);
	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++) {
		last = 0;
		bagit_manifest(text, size, digits[i], i % 2 ? 97 : 100, count_fault, &last, &list);
		check_list(&list, digits[i]);
		bagit_list_free(&list);
	}
	last = 0;
	bagit_fetch(text, size, 100, count_fault, &last, &list);
	check_list(&list, 0);
	bagit_list_free(&list);
	return 0;
}
