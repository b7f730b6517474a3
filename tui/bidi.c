#include "config.h"

#include "tui/bidi.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"

#define ZERO_WIDTH_JOINER 0x200d
#define SKIN_FIRST 0x1f3fb /* tones that colour the emoji before them */
#define SKIN_LAST 0x1f3ff
#define VTE_DOES_BIDI 5800 /* $VTE_VERSION of the first release that does: 0.58 */

/* A character with its marks, or an emoji made of several: nothing comes between these. */
struct unit {
	size_t first; /* of its code points */
	size_t n;
	int width;
	FriBidiLevel level;
};

struct bidi {
	size_t n; /* code points */
	size_t cap;
	FriBidiChar *chars; /* owned, as all here; `cap` of each */
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
	FriBidiArabicProp *joins;
	FriBidiChar *shaped;
	signed char *widths; /* of the characters, in columns */
	struct unit *units;  /* in the order in which they are seen, once laid out */
	size_t n_units;
	int *seen_at; /* of each unit as they follow in the text: the column where it is seen */
	int *starts;  /* and the column where it would be in the order of the text */
	bool rtl;     /* the line's first letter runs from right to left */
	int width;
};

struct bidi *bidi_new(void)
{
	return mem_zero(sizeof(struct bidi));
}

void bidi_free(struct bidi *b)
{
	if (!b)
		return;
	free(b->chars);
	free(b->types);
	free(b->brackets);
	free(b->levels);
	free(b->joins);
	free(b->shaped);
	free(b->widths);
	free(b->units);
	free(b->seen_at);
	free(b->starts);
	free(b);
}

static void reserve(struct bidi *b, size_t cap)
{
	if (cap <= b->cap)
		return;
	b->cap = cap < 256 ? 256 : cap * 2;
	b->chars = mem_resize(b->chars, b->cap, sizeof(*b->chars));
	b->types = mem_resize(b->types, b->cap, sizeof(*b->types));
	b->brackets = mem_resize(b->brackets, b->cap, sizeof(*b->brackets));
	b->levels = mem_resize(b->levels, b->cap, sizeof(*b->levels));
	b->joins = mem_resize(b->joins, b->cap, sizeof(*b->joins));
	b->shaped = mem_resize(b->shaped, b->cap, sizeof(*b->shaped));
	b->widths = mem_resize(b->widths, b->cap, sizeof(*b->widths));
	b->units = mem_resize(b->units, b->cap, sizeof(*b->units));
	b->seen_at = mem_resize(b->seen_at, b->cap, sizeof(*b->seen_at));
	b->starts = mem_resize(b->starts, b->cap, sizeof(*b->starts));
}

/*
 * The first bytes of all that runs from right to left: U+0590 to 08FF, FB1D to FDFF, FE70 to FEFF,
 * 10800 to 10FFF, 1E800 to 1EFFF; and of some that does not.
 */
bool bidi_needed(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		unsigned char next = i + 1 < len ? (unsigned char)text[i + 1] : 0;

		if (c < 0xd6 || (c > 0xe0 && c < 0xef))
			continue;
		if (c <= 0xdf || (c == 0xe0 && next <= 0xa3) || (c == 0xef && next >= 0xac) ||
			(c == 0xf0 && (next == 0x90 || next == 0x9e)))
			return true;
	}
	return false;
}

static bool says(const char *name, const char *value)
{
	const char *text = getenv(name);

	return text && (value ? !strcmp(text, value) : *text != '\0');
}

bool bidi_terminal(void)
{
	const char *term = getenv("TERM");
	const char *vte = getenv("VTE_VERSION");

	/* Inside these the cells are theirs, and they know nothing of it. */
	if (says("TMUX", NULL) || says("STY", NULL))
		return false;
	if (term && !strncmp(term, "mlterm", strlen("mlterm")))
		return true;
	if (vte && strlen(vte) < 8 && atoi(vte) >= VTE_DOES_BIDI)
		return true;
	return says("MLTERM", NULL) || says("KONSOLE_VERSION", NULL) ||
	       says("TERM_PROGRAM", "Apple_Terminal") || says("TERM_PROGRAM", "mintty");
}

/* Arabic letters in their joined forms, which are characters of their own. */
static void shape(struct bidi *b, size_t from, size_t n)
{
	fribidi_get_joining_types(b->chars + from, (FriBidiStrIndex)n, b->joins + from);
	fribidi_join_arabic(b->types + from, (FriBidiStrIndex)n, b->levels + from, b->joins + from);
	memcpy(b->shaped + from, b->chars + from, n * sizeof(*b->chars));
	/* Without ligatures: lam and alef in one cell would leave another one empty. */
	fribidi_shape_arabic(FRIBIDI_FLAG_SHAPE_ARAB_PRES, b->levels + from, (FriBidiStrIndex)n,
		b->joins + from, b->shaped + from);
	for (size_t i = from; i < from + n; i++)
		if (b->shaped[i] != b->chars[i] && text_cell_width(b->shaped[i]) == b->widths[i])
			b->chars[i] = b->shaped[i];
}

static void mirror(struct bidi *b, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++) {
		FriBidiChar other;

		if (FRIBIDI_LEVEL_IS_RTL(b->levels[i]) &&
			fribidi_get_mirror_char(b->chars[i], &other) &&
			text_cell_width(other) == b->widths[i])
			b->chars[i] = other;
	}
}

/* The levels of a field's code points. */
static void resolve(struct bidi *b, size_t from, size_t n, FriBidiParType direction)
{

	fribidi_get_bidi_types(b->chars + from, (FriBidiStrIndex)n, b->types + from);
	fribidi_get_bracket_types(
		b->chars + from, (FriBidiStrIndex)n, b->types + from, b->brackets + from);
	/* It fails where memory ends; then the field stays as it is. */
	if (!fribidi_get_par_embedding_levels_ex(b->types + from, b->brackets + from,
		    (FriBidiStrIndex)n, &direction, b->levels + from)) {
		memset(b->levels + from, 0, n * sizeof(*b->levels));
		return;
	}
	if (from == 0)
		b->rtl = FRIBIDI_IS_RTL(direction);
	shape(b, from, n);
	mirror(b, from, n);
}

static bool continues(const struct bidi *b, size_t i)
{
	FriBidiChar c = b->chars[i];

	if (b->widths[i] == 0 || (c >= SKIN_FIRST && c <= SKIN_LAST))
		return true;
	/* Joined emoji; between letters a joiner only says how they are written. */
	return b->chars[i - 1] == ZERO_WIDTH_JOINER && b->widths[i] == 2;
}

static void make_units(struct bidi *b, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++) {
		struct unit *last = b->n_units ? &b->units[b->n_units - 1] : NULL;

		if (i > from && continues(b, i)) {
			last->n++;
			last->width += b->widths[i];
			continue;
		}
		b->units[b->n_units++] = (struct unit){ i, 1, b->widths[i], b->levels[i] };
	}
}

static void reverse(struct unit *units, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct unit u = units[i];

		units[i] = units[n - 1 - i];
		units[n - 1 - i] = u;
	}
}

/* UAX 9, rule L2. */
static void reorder(struct unit *units, size_t n)
{
	FriBidiLevel highest = 0;

	for (size_t i = 0; i < n; i++)
		if (units[i].level > highest)
			highest = units[i].level;
	for (FriBidiLevel level = highest; level > 0; level--) {
		for (size_t i = 0; i < n; i++) {
			size_t end = i;

			while (end < n && units[end].level >= level)
				end++;
			reverse(units + i, end - i);
			i = end;
		}
	}
}

/* A field from code point `from` on. The blanks at its end stay there. */
static void lay_field(struct bidi *b, size_t from, size_t n, FriBidiParType direction)
{
	size_t text = n;
	size_t first = b->n_units;

	while (text > 0 && b->chars[from + text - 1] == ' ')
		text--;
	if (text > 0) {
		resolve(b, from, text, direction);
		make_units(b, from, text);
		reorder(b->units + first, b->n_units - first);
	}
	for (size_t i = from + text; i < from + n; i++)
		b->units[b->n_units++] = (struct unit){ i, 1, 1, 0 };
}

/* The code points of a separator that stands at `at`: " › ", " · ", or blanks. 0: none does. */
static size_t separator(const struct bidi *b, size_t at)
{
	size_t blanks = 0;

	if (b->chars[at] != ' ')
		return 0;
	if (at + 2 < b->n && b->chars[at + 2] == ' ' &&
		(b->chars[at + 1] == 0x203a || b->chars[at + 1] == 0xb7))
		return 3;
	while (at + blanks < b->n && b->chars[at + blanks] == ' ')
		blanks++;
	return blanks > 1 ? blanks : 0;
}

static void read_chars(struct bidi *b, const char *text, size_t len)
{
	b->n = 0;
	for (size_t at = 0; at < len;) {
		size_t used;

		b->chars[b->n] = text_next(text + at, len - at, &used);
		b->widths[b->n] = (signed char)text_cell_width(b->chars[b->n]);
		b->n++;
		at += used;
	}
}

/* Where the units are seen, by their place in the text. */
static void measure(struct bidi *b)
{
	b->width = 0;
	for (size_t i = 0; i < b->n; i++)
		b->seen_at[i] = b->starts[i] = -1;
	for (size_t i = 0; i < b->n_units; i++) {
		b->seen_at[b->units[i].first] = b->width;
		b->starts[b->units[i].first] = b->units[i].width;
		b->width += b->units[i].width;
	}
	for (size_t i = 0, column = 0; i < b->n; i++) {
		int width = b->starts[i];

		if (width < 0)
			continue;
		b->starts[i] = (int)column;
		column += (size_t)width;
	}
}

void bidi_lay(struct bidi *b, const char *text, size_t len, enum bidi_line line)
{
	FriBidiParType direction = line == BIDI_SENTENCE ? FRIBIDI_PAR_LTR : FRIBIDI_PAR_ON;
	size_t from = 0;

	reserve(b, len + 1);
	read_chars(b, text, len);
	b->n_units = 0;
	b->rtl = false;
	for (size_t at = 0; at < b->n && line == BIDI_FIELDS;) {
		size_t n = separator(b, at);

		if (n == 0) {
			at++;
			continue;
		}
		lay_field(b, from, at - from, direction);
		for (size_t i = at; i < at + n; i++)
			b->units[b->n_units++] = (struct unit){ i, 1, 1, 0 };
		at += n;
		from = at;
	}
	lay_field(b, from, b->n - from, direction);
	measure(b);
}

void bidi_write(const struct bidi *b, struct str *out)
{
	for (size_t i = 0; i < b->n_units; i++)
		for (size_t c = 0; c < b->units[i].n; c++)
			str_add_cp(out, b->chars[b->units[i].first + c]);
}

bool bidi_rtl(const struct bidi *b)
{
	return b->rtl;
}

int bidi_column(const struct bidi *b, int column)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->starts[i] == column)
			return b->seen_at[i];
	return b->rtl ? -1 : b->width;
}
