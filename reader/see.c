#include "config.h"

#include "reader/see.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"

/* The functions of tesseract's interface for C (capi.h, the same since version 3.02). */
struct tesseract {
	void *(*create)(void);
	void (*destroy)(void *);
	int (*init)(void *, const char *folder, const char *languages);
	char **(*loaded)(const void *);
	void (*set_image)(void *, const unsigned char *, int width, int height, int bytes_a_dot,
		int bytes_a_row);
	void (*set_dpi)(void *, int);
	void (*set_mode)(void *, int);
	char *(*text)(void *);
	int (*recognize)(void *, void *);
	void *(*iterator)(void *);
	void *(*place)(void *);
	int (*next)(void *, int);
	char *(*word)(const void *, int);
	int (*begins)(const void *, int);
	int (*box)(const void *, int, int *, int *, int *, int *);
	void (*free_iterator)(void *);
	void (*clear)(void *);
	void (*free_text)(const char *);
	void (*free_texts)(char **);
};

struct see {
	struct tesseract call;
	void *library;
	void *engine;
};

void picture_free(struct picture *p)
{
	free(p->grey);
	p->grey = NULL;
}

static bool load(struct see *s)
{
	static const char *const libraries[] = { "libtesseract.so.5", "libtesseract.so.4" };
	const struct {
		const char *name;
		void *to;
	} functions[] = {
		{ "TessBaseAPICreate", &s->call.create },
		{ "TessBaseAPIDelete", &s->call.destroy },
		{ "TessBaseAPIInit3", &s->call.init },
		{ "TessBaseAPIGetLoadedLanguagesAsVector", &s->call.loaded },
		{ "TessBaseAPISetImage", &s->call.set_image },
		{ "TessBaseAPISetSourceResolution", &s->call.set_dpi },
		{ "TessBaseAPISetPageSegMode", &s->call.set_mode },
		{ "TessBaseAPIGetUTF8Text", &s->call.text },
		{ "TessBaseAPIRecognize", &s->call.recognize },
		{ "TessBaseAPIGetIterator", &s->call.iterator },
		{ "TessResultIteratorGetPageIterator", &s->call.place },
		{ "TessResultIteratorNext", &s->call.next },
		{ "TessResultIteratorGetUTF8Text", &s->call.word },
		{ "TessPageIteratorIsAtBeginningOf", &s->call.begins },
		{ "TessPageIteratorBoundingBox", &s->call.box },
		{ "TessResultIteratorDelete", &s->call.free_iterator },
		{ "TessBaseAPIClear", &s->call.clear },
		{ "TessDeleteText", &s->call.free_text },
		{ "TessDeleteTextArray", &s->call.free_texts },
	};

	for (size_t i = 0; i < sizeof(libraries) / sizeof(libraries[0]) && !s->library; i++)
		s->library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
	if (!s->library)
		return false;
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		void *found = dlsym(s->library, functions[i].name);

		if (!found)
			return false;
		memcpy(functions[i].to, &found, sizeof(found));
	}
	return true;
}

/* Whether a name of `languages`, which are joined by '+', is among those loaded. */
static bool has(char **loaded, const char *name, size_t len)
{
	for (; *loaded; loaded++)
		if (strlen(*loaded) == len && !strncmp(*loaded, name, len))
			return true;
	return false;
}

/* It goes on with those languages that it has; who asked for two means both. */
static bool has_all(const struct see *s, const char *languages)
{
	char **loaded = s->call.loaded(s->engine);
	bool all = loaded != NULL;

	while (all && *languages) {
		size_t len = strcspn(languages, "+");

		all = has(loaded, languages, len);
		languages += len + (languages[len] == '+');
	}
	if (loaded)
		s->call.free_texts(loaded);
	return all;
}

static bool are_names(const char *languages)
{
	return *languages &&
	       languages[strspn(languages, "abcdefghijklmnopqrstuvwxyz"
					   "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789+")] == '\0';
}

enum reader_why see_open(const char *languages, struct see **out)
{
	struct see *s = mem_zero(sizeof(*s));

	*out = s;
	if (!load(s))
		return WHY_NO_OCR;
	s->engine = s->call.create();
	if (!s->engine)
		return WHY_MEMORY;
	if (!are_names(languages) || s->call.init(s->engine, NULL, languages) ||
		!has_all(s, languages))
		return WHY_NO_LANGUAGE;
	return WHY_NOT;
}

enum reader_why see_open_some(const char *languages, struct see **out, struct str *missing)
{
	struct str there = STR_INIT;
	enum reader_why why = see_open(languages, out);

	for (const char *at = languages; why == WHY_NO_LANGUAGE && *at;) {
		size_t len = strcspn(at, "+");
		char *one = mem_text_n(at, len);
		struct see *try = NULL;
		struct str *to = see_open(one, &try) ? missing : &there;

		see_close(try);
		str_addf(to, "%s%s", to->len ? "+" : "", one);
		free(one);
		at += len + (at[len] == '+');
	}
	if (there.len) {
		see_close(*out);
		why = see_open(str_text(&there), out);
	}
	str_free(&there);
	return why;
}

void see_close(struct see *s)
{
	if (!s)
		return;
	if (s->engine)
		s->call.destroy(s->engine);
	/* The library stays: what it registered at its start must not point to nowhere. */
	free(s);
}

void see_text(struct see *s, const struct picture *p, int dpi, struct str *out)
{
	char *text;

	s->call.set_image(s->engine, p->grey, p->width, p->height, 1, p->width);
	if (dpi)
		s->call.set_dpi(s->engine, dpi);
	text = s->call.text(s->engine);
	if (text) {
		str_add(out, text);
		s->call.free_text(text);
	}
	s->call.clear(s->engine);
}

/* ---- words and where they stand ---- */

/* Of tesseract's interface: PSM_AUTO, PSM_SPARSE_TEXT; RIL_TEXTLINE, RIL_WORD. */
enum { AS_LAID_OUT = 3, SPARSE_TEXT = 11, SINGLE_BLOCK = 6 };
enum { LEVEL_LINE = 2, LEVEL_WORD = 3 };

static bool turns(uint32_t c)
{
	return (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static void say_word(struct see *s, void *at, see_word_fn *fn, void *arg)
{
	const void *place = s->call.place(at);
	struct seen_word w = { .line = s->call.begins(place, LEVEL_LINE) };
	char *text = s->call.word(at, LEVEL_WORD);
	struct str plain = STR_INIT;
	size_t used;

	if (text && s->call.box(place, LEVEL_WORD, &w.left, &w.top, &w.right, &w.bottom)) {
		for (size_t i = 0, len = strlen(text); i < len; i += used) {
			uint32_t c = text_next(text + i, len - i, &used);

			if (!turns(c))
				str_add_cp(&plain, c);
		}
		w.text = str_text(&plain);
		fn(arg, &w);
	}
	if (text)
		s->call.free_text(text);
	str_free(&plain);
}

void see_words(
	struct see *s, const struct picture *p, int dpi, bool sparse, see_word_fn *fn, void *arg)
{
	void *at = NULL;

	s->call.set_mode(s->engine, sparse ? SPARSE_TEXT : AS_LAID_OUT);
	s->call.set_image(s->engine, p->grey, p->width, p->height, 1, p->width);
	if (dpi)
		s->call.set_dpi(s->engine, dpi);
	if (!s->call.recognize(s->engine, NULL))
		at = s->call.iterator(s->engine);
	if (at) {
		do
			say_word(s, at, fn, arg);
		while (s->call.next(at, LEVEL_WORD));
		s->call.free_iterator(at);
	}
	s->call.clear(s->engine);
	s->call.set_mode(s->engine, SINGLE_BLOCK);
}
