#include "config.h"

#include "model/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define REPLACEMENT 0xFFFD
#define DOTTED_CIRCLE 0x25CC
#define PICTURES 0x2400 /* the visible picture of U+0000; that of U+001F follows it in order */
#define PICTURE_DEL 0x2421
#define MARKS_MAX 4

/* What stands before the code point at hand, as far as that decides its fate. */
struct before {
	bool base;    /* something that can carry a mark */
	bool emoji;   /* directly before stands what a variation selector may dress */
	bool joins;   /* a letter, with its marks, of a script that needs joiners */
	bool flooded; /* more marks came than a base may carry; the rest are left out */
	int marks;    /* carried by the base so far */
};

static const struct before nothing = { false, false, false, false, 0 };

static bool script_joins(UChar32 c)
{
	UErrorCode error = U_ZERO_ERROR;

	switch (uscript_getScript(c, &error)) {
	case USCRIPT_ARABIC:
	case USCRIPT_DEVANAGARI:
	case USCRIPT_BENGALI:
	case USCRIPT_GURMUKHI:
	case USCRIPT_GUJARATI:
	case USCRIPT_ORIYA:
	case USCRIPT_TAMIL:
	case USCRIPT_TELUGU:
	case USCRIPT_KANNADA:
	case USCRIPT_MALAYALAM:
	case USCRIPT_SINHALA:
	case USCRIPT_MONGOLIAN:
	case USCRIPT_KHMER:
		return true;
	default:
		return false;
	}
}

static bool is_letter(UChar32 c)
{
	return U_MASK(u_charType(c)) & U_GC_L_MASK;
}

/* Takes no cell of its own: a mark, or a vowel or final of Hangul. */
static bool is_mark(UChar32 c)
{
	return (U_MASK(u_charType(c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) ||
	       (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
}

static bool is_hidden(UChar32 c)
{
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return true;
	switch (u_charType(c)) {
	case U_FORMAT_CHAR:
		/* Arabic and Syriac number signs count as format characters, but are seen. */
		return !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
	case U_CONTROL_CHAR:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
		return true;
	default:
		return false;
	}
}

static void add_shown(struct str *out, UChar32 c)
{
	if (c < 0x20)
		str_add_cp(out, PICTURES + (uint32_t)c);
	else if (c == 0x7F)
		str_add_cp(out, PICTURE_DEL);
	else
		str_addf(out, "<U+%04X>", (unsigned)c);
}

/* Whether a joiner does work here. It counts as a mark, as it shares the cell of what is before. */
static bool joiner_stays(const struct before *b, const char *rest, size_t len)
{
	size_t used;
	UChar32 next;

	if (!b->joins || b->marks >= MARKS_MAX || len == 0)
		return false;
	next = (UChar32)text_next(rest, len, &used);
	if (!script_joins(next) || is_hidden(next))
		return false;
	if (is_mark(next))
		return b->marks + 1 < MARKS_MAX;
	return is_letter(next) || u_charType(next) == U_COMBINING_SPACING_MARK;
}

static void add_mark(struct str *out, UChar32 c, struct before *b)
{
	if (b->flooded)
		return;
	if (b->marks == MARKS_MAX) {
		/* One sign for all the marks that are left out here. */
		str_add_cp(out, REPLACEMENT);
		b->flooded = true;
		b->emoji = false;
		b->joins = false;
		return;
	}
	if (!b->base) {
		str_add_cp(out, DOTTED_CIRCLE);
		*b = nothing;
		b->base = true;
	}
	str_add_cp(out, (uint32_t)c);
	b->marks++;
	b->emoji = false;
	if (script_joins(c))
		b->joins = true;
}

static void add_plain(struct str *out, UChar32 c, struct before *b)
{
	int8_t kind = u_charType(c);
	bool spacing_mark = kind == U_COMBINING_SPACING_MARK;

	if (spacing_mark && !b->base)
		str_add_cp(out, DOTTED_CIRCLE);
	str_add_cp(out, (uint32_t)c);
	*b = nothing;
	b->base = kind != U_SPACE_SEPARATOR;
	b->emoji = u_hasBinaryProperty(c, UCHAR_EMOJI);
	b->joins = (is_letter(c) || spacing_mark) && script_joins(c);
}

/* Adds one code point above ASCII; `rest` is what follows it. */
static void add_one(struct str *out, UChar32 c, const char *rest, size_t len, struct before *b)
{
	int8_t kind = u_charType(c);
	bool selector = c == 0xFE0E || c == 0xFE0F;
	bool joiner = c == 0x200C || c == 0x200D;

	if ((selector && b->emoji && b->marks < MARKS_MAX) ||
		(joiner && joiner_stays(b, rest, len))) {
		str_add_cp(out, (uint32_t)c);
		b->marks++;
		b->emoji = false;
	} else if (is_hidden(c)) {
		add_shown(out, c);
		*b = nothing;
		b->base = true;
	} else if (kind == U_UNASSIGNED || kind == U_PRIVATE_USE_CHAR || kind == U_SURROGATE) {
		add_plain(out, REPLACEMENT, b);
	} else if (is_mark(c)) {
		add_mark(out, c, b);
	} else {
		add_plain(out, c, b);
	}
}

static void add_ascii_control(struct str *out, char c, enum text_shape shape, struct before *b)
{
	*b = nothing;
	if (c == '\t') {
		str_add_c(out, ' ');
	} else if (c == '\n' && shape == TEXT_LINES) {
		str_add_c(out, '\n');
	} else {
		add_shown(out, c);
		b->base = true;
	}
}

void text_clean(struct str *out, const char *bytes, size_t len, enum text_shape shape)
{
	struct before b = nothing;
	size_t i = 0;
	size_t used;

	while (i < len) {
		size_t from = i;

		while (i < len && bytes[i] >= 0x20 && bytes[i] < 0x7F)
			i++;
		if (i > from) {
			str_add_n(out, bytes + from, i - from);
			b = nothing;
			b.base = bytes[i - 1] != ' ';
			b.emoji = u_hasBinaryProperty(bytes[i - 1], UCHAR_EMOJI);
			continue;
		}
		if ((unsigned char)bytes[i] < 0x80) {
			add_ascii_control(out, bytes[i], shape, &b);
			i++;
			continue;
		}
		{
			UChar32 c = (UChar32)text_next(bytes + i, len - i, &used);

			i += used;
			add_one(out, c, bytes + i, len - i, &b);
		}
	}
}
