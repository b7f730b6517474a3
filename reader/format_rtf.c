#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/formats.h"
#include "reader/rtf.h"
#include "reader/says.h"

/*
 * Rich Text Format 1.9.1: groups in braces, control words that begin with a backslash, and text
 * between them, in the code page of its font or as \u with a fallback for old readers. What is kept
 * in groups of their own and is no text (fonts, colours, pictures, what nobody knows behind \*) is
 * passed over.
 */

#define DEPTH_MOST 300 /* groups within groups; deeper ones are passed over */
#define WORD_MOST 32   /* letters of a control word */

struct group {
	enum rtf_into into;
	int font;
	int fallback; /* characters behind \u that are for old readers */
	bool deleted;
};

struct rtf {
	struct reader *r;
	const unsigned char *at, *end;
	struct pages pages;
	struct rtf_text text;
	struct group groups[DEPTH_MOST];
	int depth, lost; /* groups that are open; those among them that were too deep */
	int skip;        /* characters of a fallback that are still to come */
	bool star;       /* \* stood before the next word */
	int code_page, first_font;
	short fonts[RTF_FONTS]; /* their code pages; 0: that of the document */
	int table_font;         /* of the font table: the one that is described */
	const char *says;       /* what the group in hand says of the file */
	struct str said, deleted;
};

static struct group *here(struct rtf *f)
{
	return &f->groups[f->depth];
}

/* ---- text ---- */

static int code_page(const struct rtf *f)
{
	const int font = f->groups[f->depth].font;
	const int page = font >= 0 && font < RTF_FONTS ? f->fonts[font] : 0;

	return page ? page : f->code_page;
}

/* Where it goes now; false: nowhere. */
static bool aim(struct rtf *f)
{
	struct group *g = here(f);
	struct str *aside = g->into == RTF_SAYS ? &f->said : g->deleted ? &f->deleted : NULL;

	if (f->lost || g->into == RTF_NOWHERE || g->into == RTF_FONT_TABLE)
		return false;
	if (aside != f->text.aside)
		rtf_flush(&f->text);
	f->text.aside = aside;
	return true;
}

/* True: it was one that old readers see in the place of a \u. */
static bool is_fallback(struct rtf *f)
{
	if (!f->skip)
		return false;
	f->skip--;
	return true;
}

static void on_byte(struct rtf *f, unsigned char byte)
{
	if (!is_fallback(f) && aim(f) && byte)
		rtf_byte(&f->text, byte, code_page(f));
}

static void on_character(struct rtf *f, uint32_t c)
{
	if (!is_fallback(f) && aim(f))
		rtf_character(&f->text, c);
}

/* ---- groups ---- */

static void open_group(struct rtf *f)
{
	f->skip = 0;
	f->star = false;
	if (f->depth + 1 == DEPTH_MOST) {
		f->lost++;
		return;
	}
	f->groups[f->depth + 1] = f->groups[f->depth];
	f->depth++;
}

static void say_it(struct rtf *f)
{
	rtf_flush(&f->text);
	f->text.aside = NULL;
	if (f->says)
		says_n(f->r, f->says, str_text(&f->said), f->said.len);
	f->says = NULL;
	str_clear(&f->said);
}

static void close_group(struct rtf *f)
{
	const enum rtf_into into = here(f)->into;

	f->skip = 0;
	f->star = false;
	if (f->lost) {
		f->lost--;
	} else if (f->depth) {
		f->depth--;
		if (into == RTF_SAYS && here(f)->into != RTF_SAYS)
			say_it(f);
	}
}

/* ---- control words ---- */

/* Groups that hold no text of the document. */
static const char *const passed[] = { "colortbl", "datafield", "fldinst", "listtable", "nonshppict",
	"objdata", "pict", "revtbl", "rsidtbl", "rxe", "sp", "stylesheet", "tc", "themedata", "xe",
	"listoverridetable", "filetbl", "objclass", "objname", "atnid", "atnref", "blipuid" };

/* Groups behind \* that hold some. */
static const char *const starred[] = { "annotation", "shpinst", "shptxt", "ud" };

static const struct {
	const char *word, *says;
	bool starred;
} properties[] = {
	{ "title", "title", false },
	{ "subject", "subject", false },
	{ "author", "author", false },
	{ "operator", "editor", false },
	{ "keywords", "keywords", false },
	{ "doccomm", "description", false },
	{ "company", "company", true },
	{ "manager", "manager", true },
	{ "hlinkbase", "path", true },
	{ "template", "template", true },
	{ "generator", "program", true },
	{ "atnauthor", "editor", true },
};

static const struct {
	const char *word;
	uint32_t c;
} characters[] = {
	{ "par", '\n' },
	{ "line", '\n' },
	{ "sect", '\n' },
	{ "page", '\n' },
	{ "row", '\n' },
	{ "nestrow", '\n' },
	{ "tab", '\t' },
	{ "cell", '\t' },
	{ "nestcell", '\t' },
	{ "emdash", 0x2014 },
	{ "endash", 0x2013 },
	{ "bullet", 0x2022 },
	{ "lquote", 0x2018 },
	{ "rquote", 0x2019 },
	{ "ldblquote", 0x201c },
	{ "rdblquote", 0x201d },
	{ "emspace", 0x2003 },
	{ "enspace", 0x2002 },
	{ "qmspace", 0x2005 },
};

static bool is_among(const char *const *list, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i], word))
			return true;
	return false;
}

#define AMONG(list, word) is_among(list, sizeof(list) / sizeof((list)[0]), word)

static bool on_destination(struct rtf *f, const char *word, bool star)
{
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (!strcmp(properties[i].word, word) && properties[i].starred == star &&
			here(f)->into != RTF_NOWHERE) {
			here(f)->into = RTF_SAYS;
			f->says = properties[i].says;
			str_clear(&f->said);
			return true;
		}
	if (!strcmp(word, "fonttbl")) {
		here(f)->into = RTF_FONT_TABLE;
		f->table_font = -1;
	} else if (AMONG(passed, word) || (star && !AMONG(starred, word))) {
		here(f)->into = RTF_NOWHERE;
	} else {
		return false;
	}
	return true;
}

/* In the font table \f begins the next one, and what follows says its characters. */
static void on_font_table(struct rtf *f, const char *word, int32_t n)
{
	const bool known = f->table_font >= 0 && f->table_font < RTF_FONTS;

	if (!strcmp(word, "f"))
		f->table_font = n;
	else if (!strcmp(word, "fcharset") && known && !f->fonts[f->table_font])
		f->fonts[f->table_font] = (short)rtf_code_page(n);
	else if (!strcmp(word, "cpg") && known && n > 0 && n < 32768)
		f->fonts[f->table_font] = (short)n;
}

/* What says how text is to be read. */
static bool on_setting(struct rtf *f, const char *word, bool given, int32_t n)
{
	if (!strcmp(word, "ansicpg") && n > 0 && n < 65536)
		f->code_page = n;
	else if (!strcmp(word, "mac"))
		f->code_page = 10000;
	else if (!strcmp(word, "pc"))
		f->code_page = 437;
	else if (!strcmp(word, "pca"))
		f->code_page = 850;
	else if (!strcmp(word, "deff"))
		f->first_font = here(f)->font = n;
	else if (!strcmp(word, "f"))
		here(f)->font = n;
	else if (!strcmp(word, "uc"))
		here(f)->fallback = n > 0 && n < 100 ? n : 0;
	else if (!strcmp(word, "deleted"))
		here(f)->deleted = !given || n;
	else if (!strcmp(word, "plain"))
		here(f)->font = f->first_font, here(f)->deleted = false;
	else
		return false;
	return true;
}

static void on_word(struct rtf *f, const char *word, bool given, int32_t n)
{
	const bool star = f->star;

	f->star = false;
	if (f->lost || !strcmp(word, "bin")) {
		if (!strcmp(word, "bin") && n > 0)
			f->at += n < f->end - f->at ? n : f->end - f->at;
		return;
	}
	if (is_fallback(f))
		return;
	if (here(f)->into == RTF_FONT_TABLE) {
		on_font_table(f, word, n);
		return;
	}
	if (!strcmp(word, "u")) {
		if (aim(f))
			rtf_unit(&f->text, n);
		f->skip = here(f)->fallback;
		return;
	}
	if (on_destination(f, word, star) || on_setting(f, word, given, n))
		return;
	for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
		if (!strcmp(characters[i].word, word))
			on_character(f, characters[i].c);
}

static int hex(int c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* A backslash and one that is no letter. */
static void on_symbol(struct rtf *f, unsigned char c)
{
	switch (c) {
	case '\'':
		if (f->end - f->at >= 2 && hex(f->at[0]) >= 0 && hex(f->at[1]) >= 0) {
			on_byte(f, (unsigned char)(hex(f->at[0]) << 4 | hex(f->at[1])));
			f->at += 2;
		}
		break;
	case '*':
		f->star = true;
		break;
	case '~':
		on_character(f, 0xa0);
		break;
	case '_':
		on_character(f, '-');
		break;
	case '\r':
	case '\n':
		on_character(f, '\n');
		break;
	case '\\':
	case '{':
	case '}':
		on_byte(f, c);
		break;
	default:
		(void)is_fallback(f);
		break;
	}
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void read_control(struct rtf *f)
{
	char word[WORD_MOST + 1];
	size_t len = 0;
	int32_t n = 0;
	bool minus = false, given = false;

	if (f->at == f->end)
		return;
	if (!is_letter(*f->at)) {
		unsigned char c = *f->at++;

		on_symbol(f, c);
		return;
	}
	for (; f->at < f->end && is_letter(*f->at); f->at++)
		if (len < WORD_MOST)
			word[len++] = (char)*f->at;
	word[len] = '\0';
	if (f->end - f->at > 1 && *f->at == '-' && f->at[1] >= '0' && f->at[1] <= '9') {
		minus = true;
		f->at++;
	}
	for (; f->at < f->end && *f->at >= '0' && *f->at <= '9'; f->at++) {
		given = true;
		n = n < 100000000 ? n * 10 + (*f->at - '0') : n;
	}
	if (f->at < f->end && *f->at == ' ')
		f->at++;
	on_word(f, word, given, minus ? -n : n);
}

static void read_all(struct rtf *f)
{
	while (f->at < f->end && !f->pages.full) {
		unsigned char c = *f->at++;

		if (c == '{')
			open_group(f);
		else if (c == '}')
			close_group(f);
		else if (c == '\\')
			read_control(f);
		else if (c != '\r' && c != '\n')
			on_byte(f, c);
	}
	rtf_flush(&f->text);
}

enum reader_why rtf_read(struct reader *r, const void *bytes, size_t len)
{
	struct rtf *f = mem_zero(sizeof(*f));
	enum reader_why why;

	f->r = r;
	f->at = bytes;
	f->end = f->at + len;
	f->code_page = 1252;
	f->groups[0].fallback = 1;
	f->text.pages = &f->pages;
	str_init(&f->said, 2000);
	str_init(&f->deleted, 2000);
	pages_begin(&f->pages, r, true);
	read_all(f);
	say_it(f);
	says_n(r, "deleted", str_text(&f->deleted), f->deleted.len);
	why = pages_end(&f->pages);
	str_free(&f->text.bytes);
	str_free(&f->said);
	str_free(&f->deleted);
	free(f);
	return why;
}

enum reader_why read_rtf(struct reader *r)
{
	bool cut = reader_size() > WHOLE_MAX;
	char *bytes;
	size_t len;
	enum reader_why why = read_whole(&bytes, &len);

	if (why)
		return why;
	why = rtf_read(r, bytes, len);
	free(bytes);
	return why || !cut ? why : WHY_TOO_MUCH;
}
