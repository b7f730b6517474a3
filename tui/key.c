#include "config.h"

#include "tui/key.h"

#include <string.h>

#include "model/text.h"

static const struct {
	uint32_t key;
	const char *name;
} names[] = {
	/* The first name of a key is the one that is shown. */
	{ K_TAB, "Tab" },
	{ K_ENTER, "Enter" },
	{ K_ENTER, "Return" },
	{ K_ESC, "Esc" },
	{ K_ESC, "Escape" },
	{ K_SPACE, "Space" },
	{ K_BACKSPACE, "Backspace" },
	{ K_UP, "Up" },
	{ K_DOWN, "Down" },
	{ K_LEFT, "Left" },
	{ K_RIGHT, "Right" },
	{ K_WORD_LEFT, "C-Left" },
	{ K_WORD_LEFT, "^Left" },
	{ K_WORD_RIGHT, "C-Right" },
	{ K_WORD_RIGHT, "^Right" },
	{ K_PGUP, "PgUp" },
	{ K_PGUP, "PageUp" },
	{ K_PGDN, "PgDn" },
	{ K_PGDN, "PageDown" },
	{ K_HOME, "Home" },
	{ K_END, "End" },
	{ K_INS, "Ins" },
	{ K_INS, "Insert" },
	{ K_DEL, "Del" },
	{ K_DEL, "Delete" },
	{ K_BACKTAB, "S-Tab" },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool parse_control(const char *name, size_t len, uint32_t *out)
{
	size_t skip = name[0] == '^' ? 1 : 2;
	char c;

	if (len != skip + 1 || (name[0] != '^' && strncmp(name, "C-", 2) != 0))
		return false;
	c = name[skip];
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c < '@' || c > '_')
		return false;
	*out = K_CTRL(c);
	/* These two are what terminals send for the keys of those names. */
	if (*out == K_CTRL('J'))
		*out = K_ENTER;
	if (*out == K_CTRL('H'))
		*out = K_BACKSPACE;
	return *out != K_NONE;
}

static bool parse_function(const char *name, size_t len, uint32_t *out)
{
	uint32_t n = 0;

	if (len < 2 || len > 3 || name[0] != 'F')
		return false;
	for (size_t i = 1; i < len; i++) {
		if (name[i] < '0' || name[i] > '9')
			return false;
		n = n * 10 + (uint32_t)(name[i] - '0');
	}
	if (n < 1 || n > 12)
		return false;
	*out = K_F1 + n - 1;
	return true;
}

bool key_parse(const char *name, size_t len, uint32_t *out)
{
	size_t used;
	uint32_t key;

	if (len == 0 || !text_is_utf8(name, len))
		return false;
	key = text_next(name, len, &used);
	if (used == len) {
		*out = key;
		return key_is_text(key);
	}
	if (len > 2 && strncmp(name, "M-", 2) == 0) {
		if (!key_parse(name + 2, len - 2, &key) || (key & K_ALT))
			return false;
		*out = key | K_ALT;
		return true;
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strlen(names[i].name) == len && strncmp(names[i].name, name, len) == 0) {
			*out = names[i].key;
			return true;
		}
	}
	return parse_function(name, len, out) || parse_control(name, len, out);
}

void key_write(uint32_t key, struct str *out)
{
	if (key & K_ALT) {
		str_add(out, "M-");
		key &= ~(uint32_t)K_ALT;
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		if (names[i].key == key) {
			str_add(out, names[i].name);
			return;
		}
	}
	if (key >= K_F1 && key <= K_F12) {
		str_addf(out, "F%u", (unsigned)(key - K_F1 + 1));
	} else if (key < 0x20) {
		str_add_c(out, '^');
		str_add_c(out, (char)(key + '@'));
	} else {
		str_add_cp(out, key);
	}
}

bool key_is_text(uint32_t key)
{
	return key >= 0x20 && key < K_UP && !(key >= 0x7f && key < 0xa0);
}
