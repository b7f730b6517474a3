#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/email_canonical.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/merge.h"
#include "model/name_key.h"
#include "model/name_like.h"
#include "model/organisation.h"
#include "model/stmt.h"

/*
 * Contacts that may be one. Names are compared where they share a word or a beginning of one, so
 * that a hundred thousand are not held against each other.
 */

#define WORD_BYTES 3 /* of a word's beginning in Latin letters, by which names are put together */
#define RUN_MAX 400  /* more of one beginning say nothing */
#define REPORT 500   /* contacts between two reports */

struct one {
	int64_t id;
	char *ref, *name; /* owned */
	char *latin;      /* owned; people: the name in Latin letters */
	int first;        /* see name_key.h */
	bool person;
};

/* What two that may be one have in common. */
struct mark {
	char *text; /* owned */
	uint32_t who;
	enum merge_why why; /* of two with the same mark, where nothing more is asked */
	bool compare;       /* the names must be compared */
};

struct finding {
	struct db *db;
	struct one *all;
	size_t n, cap;
	struct mark *marks;
	size_t n_marks, cap_marks;
	struct merge_pairs *out;
	size_t most;
};

const char *merge_why_words(enum merge_why why)
{
	static const char *const words[] = { N_("the same e-mail address"), N_("the same name"),
		N_("names that are written alike") };

	return _(words[why]);
}

static void add_mark(struct finding *f, struct str *text, enum merge_why why, bool compare)
{
	if (f->n_marks == f->cap_marks) {
		f->cap_marks = f->cap_marks ? f->cap_marks * 2 : 1024;
		f->marks = mem_resize(f->marks, f->cap_marks, sizeof(*f->marks));
	}
	f->marks[f->n_marks++] =
		(struct mark){ str_detach(text), (uint32_t)(f->n - 1), why, compare };
}

/* The same words in whatever order are found however many share one of them. */
static void mark_name(struct finding *f, const struct name_key *key)
{
	struct str s = STR_INIT;

	if (key->words < 2)
		return;
	str_add(&s, "n:");
	str_add_n(&s, str_text(&key->own), key->own.len);
	add_mark(f, &s, MERGE_SAME_NAME, false);
}

static void mark_words(struct finding *f, const struct name_key *key)
{
	struct name_word word;
	const char *text = str_text(&key->latin);
	size_t len = key->latin.len;

	while (name_next_word(&text, &len, &word)) {
		const size_t skip = word.len && strchr("*+=", *word.text) ? 1 : 0;
		struct str s = STR_INIT;

		if (word.len - skip < WORD_BYTES)
			continue;
		str_add(&s, "w:");
		str_add_n(&s, word.text + skip, WORD_BYTES);
		add_mark(f, &s, MERGE_ALIKE_NAME, true);
	}
}

static void take(struct finding *f, struct name_reader *reader, struct stmt *s)
{
	const char *name = stmt_get_text(s, 2), *email = stmt_get_text(s, 4);
	struct name_key key = { 0 };
	struct str text = STR_INIT;
	struct one *one;

	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 256;
		f->all = mem_resize(f->all, f->cap, sizeof(*f->all));
	}
	one = &f->all[f->n++];
	*one = (struct one){ .id = stmt_get_int(s, 0),
		.ref = mem_text(stmt_get_text(s, 1)),
		.name = mem_text(name),
		.person = !strcmp(stmt_get_text(s, 3), "person") };
	if (one->person) {
		name_read(reader, name, strlen(name), &key);
		one->latin = mem_text(str_text(&key.latin));
		one->first = key.first;
		mark_name(f, &key);
		mark_words(f, &key);
	} else {
		str_add(&text, "o:");
		organisation_key(name, &text);
		if (text.len > 2)
			add_mark(f, &text, MERGE_SAME_NAME, false);
	}
	str_clear(&text);
	str_add(&text, one->person ? "p:" : "e:");
	if (email && email_canonical(&text, email, strlen(email)))
		add_mark(f, &text, MERGE_SAME_EMAIL, false);
	str_free(&text);
	name_key_free(&key);
}

static enum status read_all(struct finding *f)
{
	struct name_reader *reader = name_reader_open();
	struct stmt *s;
	enum status st =
		stmt_get(f->db, "SELECT id, ref, name, kind, email FROM contact ORDER BY id", &s);

	while (st == ST_OK && (st = stmt_step(s)) == ST_OK) {
		take(f, reader, s);
		if (f->n % REPORT == 0)
			st = db_progress(f->db, _("contacts"), (int64_t)f->n, 0);
	}
	stmt_done(s);
	name_reader_close(reader);
	return st == ST_END ? ST_OK : st;
}

/* ---- comparing ---- */

static void keep(struct finding *f, const struct one *a, const struct one *b, enum merge_why why)
{
	struct merge_pairs *p = f->out;

	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 64;
		p->all = mem_resize(p->all, p->cap, sizeof(*p->all));
	}
	p->all[p->n++] = (struct merge_pair){ why, a->id, b->id, mem_text(a->ref),
		mem_text(a->name), mem_text(b->ref), mem_text(b->name) };
}

static void compare(struct finding *f, const struct mark *x, const struct mark *y)
{
	const struct one *a = &f->all[x->who], *b = &f->all[y->who];
	struct name_text p, q;
	enum name_like like;

	if (a == b)
		return;
	if (!x->compare) {
		keep(f, a, b, x->why);
		return;
	}
	p = (struct name_text){ a->latin, strlen(a->latin), a->first };
	q = (struct name_text){ b->latin, strlen(b->latin), b->first };
	like = name_like(&p, &q);
	if (like == NAME_SAME)
		keep(f, a, b, MERGE_SAME_NAME);
	else if (like >= NAME_VARIANT)
		keep(f, a, b, MERGE_ALIKE_NAME);
}

static int by_mark(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	const int order = strcmp(x->text, y->text);

	return order ? order : x->who < y->who ? -1 : x->who > y->who;
}

static enum status compare_all(struct finding *f)
{
	enum status st = ST_OK;

	qsort(f->marks, f->n_marks, sizeof(*f->marks), by_mark);
	for (size_t i = 0, end; i < f->n_marks && st == ST_OK; i = end) {
		for (end = i + 1; end < f->n_marks && !strcmp(f->marks[i].text, f->marks[end].text);
			end++)
			;
		for (size_t a = i; a < end && (end - i <= RUN_MAX || !f->marks[i].compare); a++)
			for (size_t b = a + 1; b < end && b < a + RUN_MAX; b++)
				compare(f, &f->marks[a], &f->marks[b]);
		st = db_progress(f->db, _("names"), (int64_t)end, (int64_t)f->n_marks);
	}
	return st;
}

/* ---- what was found ---- */

static int by_pair(const void *a, const void *b)
{
	const struct merge_pair *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return (int)x->why - (int)y->why;
}

static int by_likeness(const void *a, const void *b)
{
	const struct merge_pair *x = a, *y = b;
	int order;

	if (x->why != y->why)
		return (int)x->why - (int)y->why;
	order = strcmp(x->a_name, y->a_name);
	return order ? order : by_pair(a, b);
}

static void pair_free(struct merge_pair *p)
{
	free(p->a_ref);
	free(p->a_name);
	free(p->b_ref);
	free(p->b_name);
}

/* Each pair once, by what speaks most for it; the likeliest first. */
static void settle(struct finding *f)
{
	struct merge_pairs *p = f->out;
	size_t n = 0;

	if (p->n > 1)
		qsort(p->all, p->n, sizeof(*p->all), by_pair);
	for (size_t i = 0; i < p->n; i++)
		if (n && p->all[n - 1].a == p->all[i].a && p->all[n - 1].b == p->all[i].b)
			pair_free(&p->all[i]);
		else
			p->all[n++] = p->all[i];
	p->n = n;
	if (n > 1)
		qsort(p->all, n, sizeof(*p->all), by_likeness);
	while (p->n > f->most)
		pair_free(&p->all[--p->n]);
}

enum status merge_find(struct db *db, size_t most, struct merge_pairs *out)
{
	struct finding f = { .db = db, .out = out, .most = most };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = read_all(&f);
	if (st == ST_OK && f.n_marks)
		st = compare_all(&f);
	if (st == ST_OK)
		settle(&f);
	for (size_t i = 0; i < f.n; i++) {
		free(f.all[i].ref);
		free(f.all[i].name);
		free(f.all[i].latin);
	}
	for (size_t i = 0; i < f.n_marks; i++)
		free(f.marks[i].text);
	free(f.all);
	free(f.marks);
	return st;
}

void merge_pairs_free(struct merge_pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		pair_free(&p->all[i]);
	free(p->all);
	memset(p, 0, sizeof(*p));
}
