/* A keys.conf of the user's: any bytes are read, and what is wrong in them gets its sentence. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "model/text.h"
#include "tui/keymap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const contexts[] = { "form", "list", "global", NULL };
	struct keymap_names names = { NULL, NULL };
	struct keymap *map = keymap_new();
	struct str errors = STR_INIT;
	struct str keys = STR_INIT;
	size_t n = keymap_read(
		map, "keys.conf", size ? (const char *)data : "", size, &names, &errors);

	MUST_HOLD((n == 0) == (errors.len == 0));
	MUST_HOLD(n == 0 || errors.data[errors.len - 1] == '\n');
	for (uint32_t key = 0; key < 256; key++) {
		const char *action = keymap_action(map, contexts, key);

		MUST_HOLD(!action || *action);
	}
	keymap_keys(map, contexts, "save", &keys);
	str_free(&keys);
	str_free(&errors);
	keymap_free(map);
	return 0;
}
