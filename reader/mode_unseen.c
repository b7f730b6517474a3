#include "config.h"

#include <poppler.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "reader/burn.h"
#include "reader/picture.h"

/*
 * Looks for words in a burnt copy by other ways than those by which it was made: in its text, in
 * its bytes as they lie, in what its streams unpack to, and in every object; and for anything in it
 * that is no picture.
 */

/*
 * Among the samples of a picture any three bytes stand somewhere by chance. Words that are shorter
 * than this in bytes are not looked for in those.
 */
#define LEAST_BY_CHANCE 6

struct looking {
	struct see *see; /* NULL: nobody reads pictures */
	struct reader *reader;
	struct burn_list list;
	struct burn_traces *traces; /* of each word */
	const char *bytes;
	size_t len;
};

static void found(struct looking *l, size_t word, enum unseen_where where)
{
	reader_say_number(l->reader, SAY_UNSEEN_WHERE, (uint32_t)where);
	reader_say_number(l->reader, SAY_UNSEEN_WORD, (uint32_t)word);
}

static void left(struct looking *l, const char *what)
{
	reader_say_text(l->reader, SAY_UNSEEN_LEFT, what);
}

static void look_in(
	struct looking *l, const void *bytes, size_t len, size_t least, enum unseen_where where)
{
	for (size_t i = 0; i < l->list.n_words; i++)
		if (burn_traces_in(&l->traces[i], least, bytes, len))
			found(l, i, where);
}

/* ---- pictures ---- */

/* What anybody can read counts more than how it is packed. */
static void look_at_picture(struct looking *l, struct picture *p, unsigned page)
{
	size_t *counts = calloc(l->list.n_words + 1, sizeof(*counts));

	if (!counts)
		return;
	(void)burn_still_seen(l->see, p, l->list.words, l->list.n_words, counts);
	for (size_t i = 0; i < l->list.n_words; i++)
		if (counts[i]) {
			reader_say_number(l->reader, SAY_UNSEEN_PAGE, page);
			found(l, i, UNSEEN_PICTURE);
		}
	reader_say_number(l->reader, SAY_UNSEEN_SEEN, page);
	free(counts);
}

static void look_at_page(struct looking *l, PopplerDocument *d, unsigned number)
{
	PopplerPage *page = poppler_document_get_page(d, (int)number - 1);
	struct picture picture = { NULL, 0, 0 };

	if (page && picture_of_pdf(page, BURN_SEE_DPI, &picture))
		look_at_picture(l, &picture, number);
	picture_free(&picture);
	g_clear_object(&page);
}

static void look_at_pages(struct looking *l, PopplerDocument *d)
{
	for (size_t i = 0; i < l->list.n_looks && l->see; i++) {
		look_at_page(l, d, l->list.looks[i]);
		reader_progress(l->reader, (uint32_t)i + 1, (uint32_t)l->list.n_looks);
	}
}

static void look_at_image(struct looking *l)
{
	struct picture picture = { NULL, 0, 0 };

	if (l->see && l->list.n_looks && !picture_of_image(l->bytes, l->len, &picture))
		look_at_picture(l, &picture, 1);
	picture_free(&picture);
}

/* ---- text ---- */

static void look_at_text(struct looking *l, PopplerDocument *d)
{
	bool any = false;

	for (int i = 0; i < poppler_document_get_n_pages(d); i++) {
		PopplerPage *page = poppler_document_get_page(d, i);
		char *text = page ? poppler_page_get_text(page) : NULL;

		if (text && text[strspn(text, " \t\r\n\f")]) {
			any = true;
			look_in(l, text, strlen(text), 0, UNSEEN_TEXT);
		}
		g_free(text);
		g_clear_object(&page);
	}
	if (any)
		left(l, "text");
}

/* ---- objects ---- */

static bool is_picture(qpdf_data q, qpdf_oh stream)
{
	qpdf_oh kind = qpdf_oh_get_key(q, qpdf_oh_get_dict(q, stream), "/Subtype");

	return qpdf_oh_is_name(q, kind) && !strcmp(qpdf_oh_get_name(q, kind), "/Image");
}

static void look_at_stream(struct looking *l, qpdf_data q, qpdf_oh stream)
{
	unsigned char *bytes = NULL;
	size_t len = 0;
	QPDF_BOOL filtered = QPDF_FALSE;

	if (!(qpdf_oh_get_stream_data(q, stream, qpdf_dl_all, &filtered, &bytes, &len) &
		    QPDF_ERRORS))
		look_in(l, bytes, len, is_picture(q, stream) ? LEAST_BY_CHANCE : 0, UNSEEN_STREAM);
	free(bytes);
}

static void look_at_object(struct looking *l, qpdf_data q, qpdf_oh object)
{
	static const char *const others[] = { "/Annots", "/AA", "/A", "/EF", "/Metadata",
		"/PieceInfo", "/Thumb" };
	qpdf_oh dict = object;
	const char *text;

	if (qpdf_oh_is_stream(q, object)) {
		look_at_stream(l, q, object);
		dict = qpdf_oh_get_dict(q, object);
	}
	text = qpdf_oh_unparse(q, dict);
	if (text)
		look_in(l, text, strlen(text), 0, UNSEEN_OBJECT);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (qpdf_oh_is_dictionary(q, dict) && qpdf_oh_has_key(q, dict, others[i]))
			left(l, others[i] + 1);
}

/* Nothing but pages may hang on these two. */
static void look_at_roots(struct looking *l, qpdf_data q)
{
	static const char *const names[] = { "/Info", "/Metadata", "/Outlines", "/Names",
		"/AcroForm", "/OpenAction", "/AA", "/AF", "/StructTreeRoot", "/Dests",
		"/PageLabels", "/Threads", "/Collection" };
	qpdf_oh roots[] = { qpdf_get_trailer(q), qpdf_get_root(q) };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (qpdf_oh_has_key(q, roots[k], names[i]))
				left(l, names[i] + 1);
}

static enum reader_why look_at_objects(struct looking *l)
{
	qpdf_data q = qpdf_init();
	enum reader_why why = WHY_NOT;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if (qpdf_read_memory(q, "copy", l->bytes, l->len, NULL) & QPDF_ERRORS) {
		why = WHY_DAMAGED;
	} else {
		qpdf_oh size = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Size");
		int n = qpdf_oh_is_integer(q, size) ? qpdf_oh_get_int_value_as_int(q, size) : 0;

		look_at_roots(l, q);
		for (int i = 1; i < n; i++) {
			look_at_object(l, q, qpdf_get_object_by_id(q, i, 0));
			qpdf_oh_release_all(q);
			reader_progress(l->reader, (uint32_t)i, (uint32_t)n);
		}
	}
	qpdf_cleanup(&q);
	return why;
}

static enum reader_why look_at_pdf(struct looking *l)
{
	GBytes *whole = g_bytes_new_static(l->bytes, l->len);
	PopplerDocument *d = poppler_document_new_from_bytes(whole, NULL, NULL);

	g_bytes_unref(whole);
	if (!d)
		return WHY_DAMAGED;
	look_at_text(l, d);
	look_at_pages(l, d);
	g_object_unref(d);
	return look_at_objects(l);
}

/* ---- the bytes as they lie ---- */

/*
 * Outside packed streams every word counts, in them those that cannot stand there by chance. What
 * is between "stream" and "endstream" is packed, as all that burn makes is.
 */
static void look_at_bytes(struct looking *l)
{
	const char *at = l->bytes, *end = l->bytes + l->len;

	look_in(l, at, l->len, LEAST_BY_CHANCE, UNSEEN_BYTES);
	while (at < end) {
		const char *begin = memmem(at, (size_t)(end - at), "stream", 6);

		look_in(l, at, (size_t)((begin ? begin : end) - at), 0, UNSEEN_BYTES);
		if (!begin)
			return;
		at = memmem(begin, (size_t)(end - begin), "endstream", 9);
		if (!at)
			return;
		at += 9;
	}
}

static enum reader_why look(struct looking *l)
{
	switch (burn_kind()) {
	case BURN_PDF:
		look_at_bytes(l);
		return look_at_pdf(l);
	case BURN_PNG:
		look_in(l, l->bytes, l->len, LEAST_BY_CHANCE, UNSEEN_BYTES);
		look_at_image(l);
		return WHY_NOT;
	default:
		return WHY_KIND;
	}
}

enum reader_why mode_unseen(struct reader *r)
{
	struct looking l = { .reader = r };
	enum reader_why why = WHY_NONSENSE;

	if (!burn_list_read(&l.list))
		goto out;
	why = WHY_MEMORY;
	l.bytes = burn_map(&l.len);
	if (!l.bytes)
		goto out;
	l.traces = calloc(l.list.n_words + 1, sizeof(*l.traces));
	if (!l.traces)
		goto out;
	for (size_t i = 0; i < l.list.n_words; i++)
		burn_traces_make(l.list.words[i], &l.traces[i]);
	if (l.list.n_looks && l.list.n_words && !burn_see_open(r, SAY_UNSEEN_BLIND, &l.see)) {
		see_close(l.see);
		l.see = NULL;
	}
	why = look(&l);
	for (size_t i = 0; i < l.list.n_words; i++)
		burn_traces_free(&l.traces[i]);
out:
	see_close(l.see);
	free(l.traces);
	burn_list_free(&l.list);
	return why;
}
