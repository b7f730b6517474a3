#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/reply.h"
#include "model/board.h"
#include "model/email_canonical.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"

/* One of the ways to know somebody: a key, and whose it is. */
struct handle {
	char *key; /* owned */
	int64_t id;
};

struct handles {
	struct handle *all; /* owned; by key, then id */
	size_t n;
	size_t cap;
};

enum { BY_REF, BY_EMAIL, BY_NAME, WAYS };

struct reply_people {
	struct handles by[WAYS];
	struct handles addresses; /* of each id, as a number in text: the address that is known */
	struct said {
		int64_t id;
		struct reply_said said;
	} * said; /* owned; by id */
	size_t n;
};

static void add(struct handles *h, char *key, int64_t id)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 64;
		h->all = mem_resize(h->all, h->cap, sizeof(*h->all));
	}
	h->all[h->n++] = (struct handle){ key, id };
}

static char *name_key(const char *name)
{
	struct str folded = STR_INIT, key = STR_INIT;
	const char *p;

	text_fold(&folded, name, strlen(name));
	/* Blanks and signs part words, and do not matter otherwise. */
	for (p = str_text(&folded); *p;) {
		size_t skip = strspn(p, " \t\n.,;:\"'()-"), word;

		p += skip;
		word = strcspn(p, " \t\n.,;:\"'()-");
		if (word && key.len)
			str_add_c(&key, ' ');
		str_add_n(&key, p, word);
		p += word;
	}
	str_free(&folded);
	return str_detach(&key);
}

/* Also as mail programs write it: "Name" <name@domain>, mailto:name@domain. */
static char *email_key(const char *email)
{
	const char *from = strrchr(email, '<');
	const size_t len = from ? strcspn(from + 1, ">") : 0;
	struct str key = STR_INIT;

	if (from && from[1 + len] == '>')
		(void)email_canonical(&key, from + 1, len);
	else if (!strncasecmp(email, "mailto:", 7))
		(void)email_canonical(&key, email + 7, strlen(email + 7));
	else
		(void)email_canonical(&key, email, strlen(email));
	return str_detach(&key);
}

static void add_name(struct reply_people *p, const char *name, int64_t id)
{
	if (name)
		add(&p->by[BY_NAME], name_key(name), id);
}

static enum status take(struct db *db, const struct board_row *row, struct reply_people *p)
{
	struct record cosigner, contact;
	enum status st = record_load(db, ENTITY_COSIGNER, row->id, &cosigner);

	if (st) {
		record_free(&cosigner);
		return st;
	}
	st = record_load(db, ENTITY_CONTACT, row->contact, &contact);
	if (st == ST_OK) {
		add(&p->by[BY_REF], mem_text(record_show(&cosigner, "ref")), row->id);
		if (record_get(&contact, "email")) {
			add(&p->by[BY_EMAIL], email_key(record_show(&contact, "email")), row->id);
			add(&p->addresses, email_key(record_show(&contact, "email")), row->id);
		}
		add_name(p, record_get(&contact, "name"), row->id);
		add_name(p, record_get(&contact, "native_name"), row->id);
		add_name(p, record_get(&cosigner, "title"), row->id);
	}
	record_free(&cosigner);
	record_free(&contact);
	return st;
}

static int by_key(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c ? c : x->id < y->id ? -1 : x->id > y->id;
}

static int by_said(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static int by_id(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

enum status reply_people_read(struct db *db, int64_t letter, struct reply_people **out)
{
	struct reply_people *p = mem_zero(sizeof(*p));
	struct board *b = NULL;
	const struct board_row *rows = NULL;
	size_t n = 0;
	enum status st = board_read(db, letter, &b);

	if (st == ST_OK)
		rows = board_rows(b, &n);
	p->said = mem_zero((n + 1) * sizeof(*p->said));
	p->n = n;
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		p->said[i].id = rows[i].id;
		st = take(db, &rows[i], p);
	}
	board_free(b);
	if (st) {
		reply_people_free(p);
		return st;
	}
	for (int way = 0; way < WAYS; way++)
		if (p->by[way].n)
			qsort(p->by[way].all, p->by[way].n, sizeof(struct handle), by_key);
	if (n)
		qsort(p->said, n, sizeof(*p->said), by_said);
	if (p->addresses.n)
		qsort(p->addresses.all, p->addresses.n, sizeof(struct handle), by_id);
	*out = p;
	return ST_OK;
}

static void free_handles(struct handles *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->all[i].key);
	free(h->all);
}

void reply_people_free(struct reply_people *p)
{
	if (!p)
		return;
	for (int way = 0; way < WAYS; way++)
		free_handles(&p->by[way]);
	free_handles(&p->addresses);
	free(p->said);
	free(p);
}

struct reply_said *reply_people_said(struct reply_people *p, int64_t id)
{
	const struct said wanted = { .id = id };
	struct said *s = bsearch(&wanted, p->said, p->n, sizeof(wanted), by_said);

	assert(s);
	return &s->said;
}

/* ---- finding ---- */

/* 0: nobody; -1: several. */
static int64_t find(const struct handles *h, const char *key)
{
	size_t low = 0, high = h->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(h->all[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == h->n || strcmp(h->all[low].key, key) != 0)
		return 0;
	for (size_t i = low + 1; i < h->n && !strcmp(h->all[i].key, key); i++)
		if (h->all[i].id != h->all[low].id)
			return -1;
	return h->all[low].id;
}

/* The address that is known of somebody; NULL: none is. */
static const char *address_of(const struct reply_people *p, int64_t id)
{
	const struct handle wanted = { NULL, id };
	const struct handle *h = p->addresses.n ? bsearch(&wanted, p->addresses.all, p->addresses.n,
							  sizeof(wanted), by_id)
						: NULL;

	return h ? h->key : NULL;
}

static int64_t find_name(
	const struct reply_people *p, const char *email, const char *name, struct str *why)
{
	char *key = name_key(name);
	const int64_t id = *key ? find(&p->by[BY_NAME], key) : 0;

	free(key);
	if (id > 0 && *email && address_of(p, id)) {
		str_addf(why, _("%s is known under another e-mail address than %s"), name, email);
		return 0;
	}
	if (id > 0)
		return id;
	str_addf(why,
		id ? _("several cosigners are called %s; give the e-mail address or the reference")
		   : _("nobody who was asked is called %s"),
		name);
	return 0;
}

static int64_t find_email(const struct reply_people *p, const char *email, struct str *why)
{
	char *key = email_key(email);
	const int64_t id = *key ? find(&p->by[BY_EMAIL], key) : 0;

	free(key);
	if (id < 0)
		str_addf(why,
			_("several cosigners have the address %s; give the name or the reference"),
			email);
	return id;
}

int64_t reply_people_find(const struct reply_people *p, const char *ref, const char *email,
	const char *name, struct str *why)
{
	int64_t id;

	if (*ref) {
		id = find(&p->by[BY_REF], ref);
		if (id <= 0)
			str_addf(why, _("no cosigner of the letter is called %s"), ref);
		return id > 0 ? id : 0;
	}
	id = *email ? find_email(p, email, why) : 0;
	/* An address that several share is told apart by the name, where there is one. */
	if (id > 0 || (id < 0 && !*name))
		return id > 0 ? id : 0;
	if (*name) {
		str_clear(why);
		return find_name(p, id < 0 ? "" : email, name, why);
	}
	str_addf(why,
		*email ? _("nobody who was asked has the address %s")
		       : _("it does not say who answers%s"),
		email);
	return 0;
}
