#include "config.h"

#include "model/latin.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "model/mem.h"
#include "model/mix.h"
#include "model/str.h"
#include "model/text.h"
#include "model/text_icu.h"

#define SPOTS (1 << 17)         /* of the table; half of them at most are in use */
#define BYTES ((size_t)4 << 20) /* of all words remembered */
#define UNITS 128               /* of UTF-16 in a word; what follows is not looked at */
#define GROWTH 16               /* a Chinese character becomes a syllable and a blank */

/* In `text`, one after another: the word, its folded form, its Latin one. 0: free. */
struct spot {
	uint32_t at; /* 1 and up */
	uint16_t len, own_len, latin_len;
};

struct latin {
	struct spot *spots;
	size_t n;
	struct str text;
	struct str own, latin; /* of the word being made */
};

struct latin *latin_open(void)
{
	struct latin *l = mem_zero(sizeof(*l));

	l->spots = mem_zero(SPOTS * sizeof(*l->spots));
	str_add_c(&l->text, ' ');
	return l;
}

void latin_close(struct latin *l)
{
	if (!l)
		return;
	free(l->spots);
	str_free(&l->text);
	str_free(&l->own);
	str_free(&l->latin);
	free(l);
}

static void forget(struct latin *l)
{
	memset(l->spots, 0, SPOTS * sizeof(*l->spots));
	str_clear(&l->text);
	str_add_c(&l->text, ' ');
	l->n = 0;
}

/* ---- transliteration ---- */

/* Opened once and kept, like the collator of text_fold.c; `id` in ASCII. */
static void apply(UTransliterator **kept, const char *id, UChar *units, int32_t *n, int32_t cap)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t limit = *n;

	if (!*kept) {
		UChar wide[32];

		u_uastrncpy(wide, id, 32);
		*kept = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
		text_icu_must(error);
	}
	utrans_transUChars(*kept, units, n, cap, 0, &limit, &error);
	/* What has no room is left off: no name is as long as that. */
	if (*n > cap)
		*n = cap;
}

static void to_latin(UChar *units, int32_t *n, int32_t cap)
{
	static UTransliterator *kept;

	apply(&kept, "Any-Latin", units, n, cap);
}

static void simplify(UChar *units, int32_t *n, int32_t cap)
{
	static UTransliterator *kept;

	apply(&kept, "Hant-Hans", units, n, cap);
}

/* What a word is written in: the mark of its Latin form, and whether it is Hebrew or Chinese. */
struct script {
	char mark;
	bool hebrew, han;
};

static void note_script(struct script *s, UChar32 c)
{
	UErrorCode error = U_ZERO_ERROR;

	if (!u_isalpha(c))
		return;
	switch (uscript_getScript(c, &error)) {
	case USCRIPT_LATIN:
		return;
	case USCRIPT_HAN:
		s->han = true;
		s->mark = '=';
		return;
	case USCRIPT_HANGUL:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		s->mark = '=';
		return;
	case USCRIPT_HEBREW:
		s->hebrew = true;
		break;
	case USCRIPT_ARABIC:
		break;
	default:
		if (!s->mark)
			s->mark = '+';
		return;
	}
	if (s->mark != '=')
		s->mark = '*';
}

/* UTF-8 of one word as UTF-16, at most UNITS. */
static int32_t widen(const char *word, size_t len, UChar *units, struct script *script)
{
	int32_t n = 0;
	size_t used;

	*script = (struct script){ 0, false, false };
	for (size_t i = 0; i < len && n < UNITS - 1; i += used) {
		UChar32 c = (UChar32)text_next(word + i, len - i, &used);

		note_script(script, c);
		if (c > 0xFFFF) {
			units[n++] = U16_LEAD(c);
			units[n++] = U16_TRAIL(c);
		} else {
			units[n++] = (UChar)c;
		}
	}
	return n;
}

static void narrow(const UChar *units, int32_t n, bool hebrew, struct str *out)
{
	for (int32_t i = 0; i < n;) {
		UChar32 c = units[i++];

		if (U16_IS_LEAD(units[i - 1]) && i < n) {
			c = U16_GET_SUPPLEMENTARY(units[i - 1], units[i]);
			i++;
		}
		/*
		 * CLDR's letters for het, which is heard as in Bach, for tsadi, each as one letter
		 * that Hebrew does not need otherwise, and for the ending that Arabic writes as a
		 * t and says as an a.
		 */
		if (hebrew && c == 0x1E96)
			str_add_c(out, 'x');
		else if (hebrew && c == 0x1E95)
			str_add_c(out, 'c');
		else if (c == 0x1E97)
			str_add_c(out, 'h');
		else
			str_add_cp(out, (uint32_t)c);
	}
}

static void add_plain(struct latin *l, const struct str *folded)
{
	for (size_t i = 0; i < folded->len; i++) {
		char c = folded->data[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			str_add_c(&l->latin, c);
	}
}

/* Fills `own` and `latin`. */
static void make_word(struct latin *l, const char *word, size_t len)
{
	UChar units[UNITS * GROWTH];
	struct script script;
	struct str wide = STR_INIT, folded = STR_INIT;
	int32_t n = widen(word, len, units, &script);

	str_clear(&l->own);
	str_clear(&l->latin);
	if (script.han) {
		simplify(units, &n, UNITS * GROWTH);
		narrow(units, n, false, &wide);
		text_fold(&l->own, str_text(&wide), wide.len);
		str_clear(&wide);
	} else {
		text_fold(&l->own, word, len);
	}
	if (script.mark)
		to_latin(units, &n, UNITS * GROWTH);
	narrow(units, n, script.hebrew, &wide);
	text_fold(&folded, str_text(&wide), wide.len);
	if (script.mark)
		str_add_c(&l->latin, script.mark);
	add_plain(l, &folded);
	if (l->latin.len <= (script.mark != 0)) {
		/* ICU knows no letters for it: it is compared as it is. */
		str_clear(&l->latin);
		str_add_c(&l->latin, '=');
		str_add_n(&l->latin, str_text(&l->own), l->own.len);
	}
	str_free(&wide);
	str_free(&folded);
}

/* ---- the words remembered ---- */

static struct latin_word word_at(const struct latin *l, const struct spot *s)
{
	const char *text = l->text.data + s->at + s->len;

	return (struct latin_word){ text, s->own_len, text + s->own_len, s->latin_len };
}

static struct spot *find_spot(struct latin *l, const char *word, size_t len)
{
	size_t at = (size_t)(mix_bytes(word, len, 0) & (SPOTS - 1));

	while (l->spots[at].at &&
		(l->spots[at].len != len || memcmp(l->text.data + l->spots[at].at, word, len) != 0))
		at = (at + 1) & (SPOTS - 1);
	return &l->spots[at];
}

struct latin_word latin_find(struct latin *l, const char *word, size_t len)
{
	struct spot *s;

	if (len > UINT16_MAX / 2)
		len = UINT16_MAX / 2;
	s = find_spot(l, word, len);
	if (s->at)
		return word_at(l, s);
	make_word(l, word, len);
	if (l->n >= SPOTS / 2 || l->text.len + len + l->own.len + l->latin.len > BYTES) {
		forget(l);
		s = find_spot(l, word, len);
	}
	*s = (struct spot){ (uint32_t)l->text.len, (uint16_t)len, (uint16_t)l->own.len,
		(uint16_t)l->latin.len };
	str_add_n(&l->text, word, len);
	str_add_n(&l->text, str_text(&l->own), l->own.len);
	str_add_n(&l->text, str_text(&l->latin), l->latin.len);
	l->n++;
	return word_at(l, s);
}
