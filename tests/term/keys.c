#include "config.h"

#include "tests/term/term.h"
#include "tests/term/vt.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} keys[] = {
	{ "Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE },
	{ "Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
	{ "Tab", VTERM_KEY_TAB, VTERM_MOD_NONE },
	{ "S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
	{ "Up", VTERM_KEY_UP, VTERM_MOD_NONE },
	{ "Down", VTERM_KEY_DOWN, VTERM_MOD_NONE },
	{ "Left", VTERM_KEY_LEFT, VTERM_MOD_NONE },
	{ "Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE },
	{ "Home", VTERM_KEY_HOME, VTERM_MOD_NONE },
	{ "End", VTERM_KEY_END, VTERM_MOD_NONE },
	{ "PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
	{ "PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
	{ "Ins", VTERM_KEY_INS, VTERM_MOD_NONE },
	{ "Del", VTERM_KEY_DEL, VTERM_MOD_NONE },
};

/* F1 to F12; 0 when it is none of them. */
static int function_number(const char *name)
{
	char *end;
	long n;

	if (name[0] != 'F' || !isdigit((unsigned char)name[1]))
		return 0;
	n = strtol(name + 1, &end, 10);
	return *end == '\0' && n >= 1 && n <= 12 ? (int)n : 0;
}

bool term_key(struct term *t, const char *name)
{
	VTerm *vt = term_vt(t);
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (strcmp(keys[i].name, name) == 0) {
			vterm_keyboard_key(vt, keys[i].key, keys[i].mod);
			return true;
		}
	}
	if (function_number(name) > 0) {
		vterm_keyboard_key(
			vt, (VTermKey)VTERM_KEY_FUNCTION(function_number(name)), VTERM_MOD_NONE);
		return true;
	}
	if (strcmp(name, "Space") == 0) {
		term_send(t, " ", 1);
		return true;
	}
	if (len == 3 && name[0] == 'C' && name[1] == '-') {
		char control = (char)(toupper((unsigned char)name[2]) & 0x1f);

		term_send(t, &control, 1);
		return true;
	}
	if (len == 3 && name[0] == 'M' && name[1] == '-') {
		char bytes[2] = { '\033', name[2] };

		term_send(t, bytes, sizeof bytes);
		return true;
	}
	if (len == 1 || (len > 1 && (unsigned char)name[0] >= 0xc0)) {
		term_send(t, name, len);
		return true;
	}
	return false;
}

void term_mouse_move(struct term *t, int row, int col)
{
	vterm_mouse_move(term_vt(t), row, col, VTERM_MOD_NONE);
}

void term_mouse_button(struct term *t, int button, bool pressed)
{
	vterm_mouse_button(term_vt(t), button, pressed, VTERM_MOD_NONE);
}

char *base64_decode(const char *letters, size_t len)
{
	static const char all[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = calloc(len + 1, 1);
	size_t n = 0;
	unsigned bits = 0;
	int have = 0;

	for (size_t i = 0; out && i < len && letters[i] != '='; i++) {
		const char *at = strchr(all, letters[i]);

		if (!at || !*at)
			break;
		bits = bits << 6 | (unsigned)(at - all);
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xff);
		}
	}
	return out;
}
