#include "config.h"

#include "tests/term/strict.h"

#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#define MAX_KNOWN 1200
#define MAX_SEQUENCE 4096
#define ESC 0x1b
#define AROUND 24 /* bytes shown before a problem */

enum state { GROUND, ESCAPE, CONTROL, STRING, STRING_ESC, CHARSET };

struct strict {
	char *known[MAX_KNOWN]; /* signatures of sequences; sorted by nothing */
	int n_known;
	bool control[32]; /* single control characters that the description has */
	bool utf8;
	bool pardons; /* what is written while it is away */
	bool away;
	bool learning; /* from the description, not checking */
	enum state state;
	char sequence[MAX_SEQUENCE]; /* after Esc */
	size_t n_sequence;
	uint32_t cp; /* a character that is coming in */
	int more;    /* bytes of it that are still to come */
	uint32_t least;
	char before[AROUND];
	size_t n_before;
	char problem[512];
	char title[256];
	bool titled;
};

static void problem(struct strict *s, const char *what, uint32_t value)
{
	FILE *out;

	if (s->problem[0] || s->learning || (s->away && s->pardons))
		return;
	out = fmemopen(s->problem, sizeof s->problem, "w");
	if (!out)
		abort();
	fprintf(out, "%s 0x%x after '", what, (unsigned)value);
	for (size_t i = 0; i < s->n_before; i++) {
		unsigned char c = (unsigned char)s->before[i];

		fprintf(out, c >= 0x20 && c != 0x7f ? "%c" : "\\x%02x", c);
	}
	fprintf(out, "', sequence '%.*s'", (int)(s->n_sequence < 100 ? s->n_sequence : 100),
		s->sequence);
	fclose(out);
}

/* ---- Sequences ---- */

/*
 * What is the same for all numbers in a sequence. Private modes are not: there the numbers say
 * what is switched.
 */
static void signature(const struct strict *s, char *out)
{
	bool keep = s->sequence[0] != '[' || (s->n_sequence > 1 && s->sequence[1] == '?');
	size_t n = 0;

	/* A string is what stands before its first semicolon. */
	for (size_t i = 0; i < s->n_sequence; i++) {
		if (s->sequence[0] == ']' && s->sequence[i] == ';')
			break;
		if (keep || !strchr("0123456789;:", s->sequence[i]))
			out[n++] = s->sequence[i];
	}
	out[n] = '\0';
}

static bool is_known(const struct strict *s, const char *sign)
{
	for (int i = 0; i < s->n_known; i++) {
		if (strcmp(s->known[i], sign) == 0)
			return true;
	}
	return false;
}

static void learn(struct strict *s, const char *sign)
{
	if (is_known(s, sign))
		return;
	if (s->n_known == MAX_KNOWN)
		abort();
	s->known[s->n_known++] = strdup(sign);
}

/* A title, or the clipboard: the only strings that the interface sends. */
static bool string_is_ours(struct strict *s)
{
	const char *text = s->sequence + 1;
	size_t len = s->n_sequence - 1;

	if (s->sequence[0] != ']')
		return false;
	if (len >= 2 && strchr("012", text[0]) && text[1] == ';') {
		snprintf(s->title, sizeof s->title, "%.*s", (int)len - 2, text + 2);
		s->titled = true;
		return true;
	}
	return len >= 5 && strncmp(text, "52;", 3) == 0 &&
	       strspn(text + 3,
		       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=;") >=
		       len - 3;
}

static void sequence_end(struct strict *s)
{
	char sign[MAX_SEQUENCE];

	s->sequence[s->n_sequence] = '\0';
	signature(s, sign);
	if (s->learning)
		learn(s, sign);
	else if (!is_known(s, sign) &&
		 !((s->state == STRING || s->state == STRING_ESC) && string_is_ours(s)))
		problem(s, "an unknown sequence that ends with", (uint32_t)sign[strlen(sign) - 1]);
	if (strcmp(sign, "[?1049l") == 0 || strcmp(sign, "[?1049h") == 0)
		s->away = sign[6] == 'l';
	s->state = GROUND;
	s->n_sequence = 0;
}

static void collect(struct strict *s, unsigned char c)
{
	if (s->n_sequence < MAX_SEQUENCE - 1)
		s->sequence[s->n_sequence++] = (char)c;
}

static void in_sequence(struct strict *s, unsigned char c)
{
	if (s->state == STRING_ESC) {
		if (c != '\\')
			problem(s, "a string that ends with Esc and", c);
		sequence_end(s);
		return;
	}
	if (s->state == STRING) {
		if (c == 0x07)
			sequence_end(s);
		else if (c == ESC)
			s->state = STRING_ESC;
		else if (c < 0x20 || c == 0x7f)
			problem(s, "a control character in a string", c);
		else
			collect(s, c);
		/* The one string without an end: colours as they were, on the Linux console. */
		if (s->n_sequence == 2 && s->sequence[1] == 'R')
			sequence_end(s);
		return;
	}
	if (c < 0x20 || c >= 0x7f) {
		problem(s, "in a sequence, a byte", c);
		s->state = GROUND;
		return;
	}
	collect(s, c);
	if (s->state == CHARSET) {
		sequence_end(s);
	} else if (s->state == CONTROL) {
		if (c >= 0x40)
			sequence_end(s);
	} else if (c == '[') {
		s->state = CONTROL;
	} else if (strchr("]P^_X", c)) {
		s->state = STRING;
	} else if (strchr("()*+#%", c)) {
		s->state = CHARSET;
	} else {
		sequence_end(s);
	}
}

/* ---- Text ---- */

/* Seen by nobody, or moving what stands around it. */
static bool is_hidden(uint32_t cp)
{
	static const uint32_t ranges[][2] = { { 0x80, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c },
		{ 0x115f, 0x1160 }, { 0x180e, 0x180e }, { 0x200b, 0x200b }, { 0x200e, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xfeff, 0xfeff },
		{ 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0xe0000, 0xe0fff } };

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (cp >= ranges[i][0] && cp <= ranges[i][1])
			return true;
	}
	return (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
}

static void character(struct strict *s, uint32_t cp)
{
	if (is_hidden(cp))
		problem(s, "a hidden character", cp);
}

static void in_text(struct strict *s, unsigned char c)
{
	if (s->more > 0) {
		if ((c & 0xc0) != 0x80) {
			problem(s, "a character that breaks off at", c);
			s->more = 0;
			return;
		}
		s->cp = s->cp << 6 | (c & 0x3f);
		if (--s->more > 0)
			return;
		if (s->cp < s->least || s->cp > 0x10ffff || (s->cp >= 0xd800 && s->cp < 0xe000))
			problem(s, "no character", s->cp);
		character(s, s->cp);
	} else if (c == 0x7f || (c >= 0x80 && (!s->utf8 || c < 0xc2 || c > 0xf4))) {
		problem(s, "in text, a byte", c);
	} else if (c >= 0x80) {
		s->more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		s->least = c < 0xe0 ? 0x80 : c < 0xf0 ? 0x800 : 0x10000;
		s->cp = c & (c < 0xe0 ? 0x1fU : c < 0xf0 ? 0x0fU : 0x07U);
	}
}

static void feed_byte(struct strict *s, unsigned char c)
{
	if (s->state != GROUND) {
		in_sequence(s, c);
	} else if (c == ESC) {
		if (s->more > 0)
			problem(s, "a character that breaks off at", c);
		s->state = ESCAPE;
		s->n_sequence = 0;
	} else if (c < 0x20) {
		if (s->learning)
			s->control[c] = true;
		else if (!s->control[c] || s->more > 0)
			problem(s, "a control character", c);
	} else {
		in_text(s, c);
	}
	if (s->n_before == AROUND)
		memmove(s->before, s->before + 1, --s->n_before);
	s->before[s->n_before++] = (char)c;
}

void strict_feed(void *strict, const char *bytes, size_t len)
{
	struct strict *s = strict;

	for (size_t i = 0; i < len; i++)
		feed_byte(s, (unsigned char)bytes[i]);
}

/* ---- What a terminal's description has ---- */

/* Without the delays ($<5/>) that the description asks for. */
static void learn_text(struct strict *s, const char *text)
{
	while (text && *text) {
		if (strncmp(text, "$<", 2) == 0 && strchr(text, '>')) {
			text = strchr(text, '>') + 1;
		} else {
			feed_byte(s, (unsigned char)*text);
			text++;
		}
	}
	s->state = GROUND;
	s->n_sequence = 0;
	s->more = 0;
}

static void learn_capability(struct strict *s, const char *value)
{
	if (!value || value == (char *)-1 || strstr(value, "%s") || strstr(value, "%l"))
		return;
	/* All combinations of nine yes or no, for sgr; as numbers they reach the others too. */
	for (int i = 0; i < 512; i++) {
		learn_text(s, tparm(value, i & 1, i >> 1 & 1, i >> 2 & 1, i >> 3 & 1, i >> 4 & 1,
				      i >> 5 & 1, i >> 6 & 1, i >> 7 & 1, i >> 8 & 1));
		if (!strchr(value, '%'))
			break;
	}
	for (int i = 2; i < 256; i = 2 * i + 1)
		learn_text(s, tparm(value, i, i, i, i, i, i, i, i, i));
}

struct strict *strict_new(const char *name, bool utf8)
{
	/* Of the interface itself: the mouse, pasting in brackets, the title, how it ends. */
	static const char *const ours[] = { "[?1000h", "[?1000l", "[?1002h", "[?1002l", "[?1006h",
		"[?1006l", "[?2004h", "[?2004l", "[t" };
	static const char *const extended[] = { "XM", "BE", "BD", "E3", "Ss", "Se", "Cs", "Cr" };
	struct strict *s = calloc(1, sizeof *s);
	int error = 0;

	if (!s || setupterm(name, 1, &error) != OK) {
		printf("Bail out! no terminal is called %s\n", name);
		exit(1);
	}
	s->learning = true;
	s->utf8 = utf8;
	for (size_t i = 0; strnames[i]; i++) {
		/* Keys are what the terminal sends; a bell is not for us. */
		if (strnames[i][0] != 'k' && strcmp(strnames[i], "bel") != 0)
			learn_capability(s, tigetstr(strnames[i]));
	}
	for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
		learn_capability(s, tigetstr(extended[i]));
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		learn(s, ours[i]);
	s->control[0] = false;
	s->control[7] = false;
	s->learning = false;
	s->n_before = 0;
	del_curterm(cur_term);
	return s;
}

void strict_pardon_echo(struct strict *s)
{
	s->pardons = true;
}

void strict_free(struct strict *s)
{
	if (!s)
		return;
	for (int i = 0; i < s->n_known; i++)
		free(s->known[i]);
	free(s);
}

const char *strict_problem(const struct strict *s)
{
	return s->problem[0] ? s->problem : NULL;
}

const char *strict_title(const struct strict *s)
{
	return s->titled ? s->title : NULL;
}
