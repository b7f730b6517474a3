#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/redact.h"
#include "import/redact_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"

/* Words in pictures of text: in which languages they are read, and what is told of it. */

/* ---- languages ---- */

/* As exhibits have them (BCP 47, the first part), and as tesseract calls them (tessdoc, "Languages
 * supported in different versions of Tesseract"). */
static const char *const names[][2] = { { "am", "amh" }, { "ar", "ara" }, { "de", "deu" },
	{ "en", "eng" }, { "es", "spa" }, { "fa", "fas" }, { "fr", "fra" }, { "el", "ell" },
	{ "he", "heb" }, { "hi", "hin" }, { "hu", "hun" }, { "it", "ita" }, { "ja", "jpn" },
	{ "km", "khm" }, { "ko", "kor" }, { "my", "mya" }, { "nl", "nld" }, { "pl", "pol" },
	{ "pt", "por" }, { "ro", "ron" }, { "ru", "rus" }, { "th", "tha" }, { "ti", "tir" },
	{ "tr", "tur" }, { "uk", "ukr" }, { "ur", "urd" }, { "vi", "vie" }, { "yi", "yid" },
	{ "zh-Hant", "chi_tra" }, { "zh", "chi_sim" } };

/* By the letters of a word. */
static const struct {
	uint32_t from, to;
	const char *name;
} scripts[] = {
	{ 0x0370, 0x03FF, "ell" },
	{ 0x0400, 0x04FF, "rus" },
	{ 0x0590, 0x05FF, "heb" },
	{ 0x0600, 0x06FF, "ara" },
	{ 0x0900, 0x097F, "hin" },
	{ 0x0E00, 0x0E7F, "tha" },
	{ 0x1200, 0x137F, "amh" },
	{ 0x3040, 0x30FF, "jpn" },
	{ 0x4E00, 0x9FFF, "chi_sim" },
	{ 0x4E00, 0x9FFF, "chi_tra" },
	{ 0xAC00, 0xD7AF, "kor" },
};

/* Each once. */
static void add(struct str *out, const char *name)
{
	const size_t len = strlen(name);

	for (const char *at = str_text(out); *at; at += strspn(at, "+")) {
		size_t n = strcspn(at, "+");

		if (n == len && !strncmp(at, name, n))
			return;
		at += n;
	}
	str_addf(out, "%s%s", out->len ? "+" : "", name);
}

static void add_scripts(struct str *out, const char *word)
{
	size_t len = strlen(word), used;

	for (size_t at = 0; at < len; at += used) {
		uint32_t c = text_next(word + at, len - at, &used);

		for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
			if (c >= scripts[i].from && c <= scripts[i].to)
				add(out, scripts[i].name);
	}
}

enum status redact_languages(struct db *db, const struct redact_order *o, struct str *out)
{
	struct record r;
	enum status st;

	if (o->ocr) {
		if (strcmp(o->ocr, "none") != 0)
			str_add(out, o->ocr);
		return ST_OK;
	}
	st = record_load(db, ENTITY_EXHIBIT, o->exhibit, &r);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && st == ST_OK; i++) {
		const char *language = record_show(&r, "language");
		size_t len = strlen(names[i][0]);

		if (!strncmp(language, names[i][0], len) &&
			(!language[len] || language[len] == '-')) {
			add(out, names[i][1]);
			break;
		}
	}
	for (size_t i = 0; i < o->n_words; i++)
		add_scripts(out, o->words[i]);
	add(out, "eng");
	record_free(&r);
	return st;
}

enum status redact_set_ocr(struct db *db, struct redact_order *o, const char *text)
{
	if (!*text || text[strspn(text, "abcdefghijklmnopqrstuvwxyz"
					"ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789+")])
		return db_fail(db, ST_INVALID, "ocr",
			_("%s: languages as tesseract names them, such as heb+eng, or none"), text);
	free(o->ocr);
	o->ocr = mem_text(text);
	return ST_OK;
}

/* ---- what is told ---- */

static void put_pages(
	const char *indent, const char *what, const unsigned *pages, size_t n, struct str *out)
{
	if (!n)
		return;
	str_addf(out, "%s%s", indent, what);
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%u", i ? ", " : "", pages[i]);
	str_add_c(out, '\n');
}

/* What OCR lacks. */
static void put_blind(const char *indent, const char *blind, struct str *out)
{
	if (!blind)
		return;
	str_add(out, indent);
	if (*blind)
		str_addf(out,
			_("OCR has not these languages, so words in them were not looked for in "
			  "pictures: %s\n"),
			blind);
	else
		str_add(out,
			_("OCR was not there (tesseract is not installed), so nothing was read in "
			  "pictures\n"));
}

void redacted_seen_words(
	const struct redact_order *o, const struct redacted *r, const char *indent, struct str *out)
{
	if (!o->n_words)
		return;
	put_blind(indent, r->blind, out);
	put_pages(indent,
		_("read by OCR, which may miss a word; look at them with your own eyes: page "),
		r->seen, r->n_seen, out);
	put_pages(indent,
		_("without text, or with a picture, and nobody read it; look at them with your own "
		  "eyes, and name areas or pages: page "),
		r->bare, r->n_bare, out);
	if (r->n_again)
		put_pages(indent,
			_("read once more by OCR when burnt, and none of the words is left: page "),
			r->again, r->n_again, out);
	else
		str_add(out,
			_("the burnt pages were not read again by OCR; look at each with your own "
			  "eyes\n"));
}
