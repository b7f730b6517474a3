#include "config.h"

#include "model/signers.h"

#include <stdlib.h>
#include <string.h>

#include "model/board.h"
#include "model/collation.h"
#include "model/mem.h"

enum capacity capacity_of(const char *name)
{
	if (!strcmp(name, "organisation"))
		return CAPACITY_ORGANISATION;
	return strcmp(name, "independent_expert") ? CAPACITY_PERSON : CAPACITY_EXPERT;
}

/* ---- order ---- */

int signer_compare(const struct signer_place *a, const struct signer_place *b, bool by_position)
{
	int c;

	if (by_position && a->position != b->position) {
		if (!a->position || !b->position)
			return a->position ? -1 : 1;
		return a->position < b->position ? -1 : 1;
	}
	c = strcmp(a->key, b->key);
	if (c)
		return c;
	return a->id < b->id ? -1 : a->id > b->id;
}

void signer_key(struct collation *c, const char *name, const char *family, const char *given,
	struct str *out)
{
	struct str text = STR_INIT;

	str_add(&text, family ? family : name);
	if (family && given)
		str_addf(&text, " %s", given);
	collation_key(c, str_text(&text), out);
	str_free(&text);
}

static int by_position(const void *a, const void *b)
{
	const struct signer *x = a, *y = b;
	const struct signer_place p = { x->position, x->key, x->id };
	const struct signer_place q = { y->position, y->key, y->id };

	return signer_compare(&p, &q, true);
}

static int by_name(const void *a, const void *b)
{
	const struct signer *x = a, *y = b;
	const struct signer_place p = { x->position, x->key, x->id };
	const struct signer_place q = { y->position, y->key, y->id };

	return signer_compare(&p, &q, false);
}

/* ---- reading ---- */

static enum status plain_name(void *arg, const struct record *cosigner,
	const struct record *contact, struct str *name, bool *named, bool *shown)
{
	(void)arg;
	*named = *shown = true;
	str_add(name, record_get(cosigner, "title") ? record_show(cosigner, "title")
						    : record_show(contact, "name"));
	return ST_OK;
}

enum status signer_name(struct db *db, const struct record *cosigner, struct str *out)
{
	struct record contact;
	bool named, shown;
	enum status st = record_load(db, ENTITY_CONTACT, record_num(cosigner, "contact"), &contact);

	if (st == ST_OK)
		st = plain_name(NULL, cosigner, &contact, out, &named, &shown);
	record_free(&contact);
	return st;
}

static void take(struct signers *out, const struct record *cosigner, const struct record *contact,
	struct str *name, bool shown, struct collation *collation)
{
	const bool as_contact =
		shown && !record_get(cosigner, "title") && record_get(contact, "family");
	struct signer *s = &out->all[out->n++];
	struct str key = STR_INIT;

	*s = (struct signer){ .id = cosigner->id,
		.position = record_num(cosigner, "position"),
		.capacity = capacity_of(record_show(cosigner, "capacity")) };
	signer_key(collation, str_text(name), as_contact ? record_get(contact, "family") : NULL,
		as_contact ? record_get(contact, "given") : NULL, &key);
	s->name = str_detach(name);
	s->key = str_detach(&key);
	if (!shown)
		return;
	s->affiliation = mem_text_or_null(record_get(cosigner, "affiliation"));
	s->signed_by = mem_text_or_null(record_get(cosigner, "signed_by"));
	s->office = mem_text_or_null(record_get(cosigner, "office"));
	s->identification_only = !strcmp(record_show(cosigner, "identification_only"), "yes");
	s->proof = record_num(cosigner, "proof");
	out->marked = out->marked || s->identification_only;
}

static enum status read_one(struct db *db, const struct board_row *row, signers_name_fn *fn,
	void *arg, struct collation *collation, struct signers *out)
{
	struct record cosigner, contact = { 0 };
	struct str name = STR_INIT;
	bool named = true, shown = true;
	enum status st = record_load(db, ENTITY_COSIGNER, row->id, &cosigner);

	if (st == ST_OK)
		st = record_load(db, ENTITY_CONTACT, row->contact, &contact);
	if (st == ST_OK)
		st = fn(arg, &cosigner, &contact, &name, &named, &shown);
	if (st == ST_OK && named)
		take(out, &cosigner, &contact, &name, shown, collation);
	else if (st == ST_OK)
		out->unnamed++;
	record_free(&cosigner);
	if (contact.entity)
		record_free(&contact);
	str_free(&name);
	return st;
}

enum status signers_read(
	struct db *db, int64_t letter, signers_name_fn *fn, void *arg, struct signers *out)
{
	struct board *b = NULL;
	struct collation *collation = NULL;
	const struct board_row *rows;
	const char *order;
	size_t n;
	enum status st = board_read(db, letter, &b);

	memset(out, 0, sizeof(*out));
	if (st)
		return st;
	rows = board_rows(b, &n);
	out->heads = board_heads(b);
	out->older = board_count(b, BOARD_OLDER);
	out->current = board_current(b);
	out->all = mem_array((size_t)board_count(b, BOARD_CONFIRMED) + 1, sizeof(*out->all));
	collation = collation_open(record_get(board_letter(b), "language"));
	for (size_t i = 0; i < n && st == ST_OK; i++)
		if (rows[i].group == BOARD_CONFIRMED)
			st = read_one(db, &rows[i], fn ? fn : plain_name, arg, collation, out);
	order = record_show(board_letter(b), "signers_by");
	if (st == ST_OK && out->n > 1)
		qsort(out->all, out->n, sizeof(*out->all),
			strcmp(order, "name") ? by_position : by_name);
	collation_close(collation);
	board_free(b);
	return st;
}

void signers_free(struct signers *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->all[i].name);
		free(s->all[i].key);
		free(s->all[i].affiliation);
		free(s->all[i].signed_by);
		free(s->all[i].office);
	}
	free(s->all);
	memset(s, 0, sizeof(*s));
}

/* ---- words ---- */

/* What stands below a letter is in the letter's language, not in the program's. */
struct words {
	const char *language;
	const char *one[CAPACITIES];
	const char *many[CAPACITIES];
	bool one_has_number;    /* "1 expert", against a word that says it */
	const char *and_number; /* before the last, where it begins with a number */
	const char *and_word;   /* the same where it does not */
	const char *join;       /* between others */
	const char *footnote;
};

static const struct words languages[] = {
	{ "en", { "organisation", "expert", "person" }, { "organisations", "experts", "persons" },
		true, " and ", " and ", ", ", "Affiliation for identification only." },
	{ "es", { "organización", "experto", "persona" },
		{ "organizaciones", "expertos", "personas" }, true, " y ", " y ", ", ",
		"La afiliación figura solo a efectos de identificación." },
	{ "he", { "ארגון אחד", "מומחה אחד", "אדם אחד" }, { "ארגונים", "מומחים", "אנשים" }, false,
		" ו-", " ו", ", ", "השיוך המוסדי צוין לצורכי זיהוי בלבד." },
};

static const struct words *words_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof(languages) / sizeof(languages[0]); i++) {
		const size_t len = strlen(languages[i].language);

		if (!strncmp(language, languages[i].language, len) &&
			(!language[len] || language[len] == '-'))
			return &languages[i];
	}
	return &languages[0];
}

void heads_line(const struct heads *h, const char *language, struct str *out)
{
	const struct words *w = words_of(language);
	int left = 0, said = 0;

	for (int i = 0; i < CAPACITIES; i++)
		left += h->n[i] > 0;
	for (int i = 0; i < CAPACITIES; i++) {
		const bool number = h->n[i] != 1 || w->one_has_number;

		if (!h->n[i])
			continue;
		if (said++)
			str_add(out, --left > 1 ? w->join : number ? w->and_number : w->and_word);
		if (number) {
			str_add_number(out, h->n[i]);
			str_add_c(out, ' ');
		}
		str_add(out, h->n[i] == 1 ? w->one[i] : w->many[i]);
	}
}

const char *signers_footnote(const char *language)
{
	return words_of(language)->footnote;
}

void signer_details(const struct signer *s, struct str *out)
{
	const size_t from = out->len;

	if (s->signed_by)
		str_add(out, s->signed_by);
	if (s->office)
		str_addf(out, "%s%s", out->len > from ? ", " : "", s->office);
	if (s->affiliation)
		str_addf(out, "%s%s", out->len > from ? ", " : "", s->affiliation);
	if (s->identification_only && out->len > from)
		str_add_c(out, '*');
}

void signers_text(const struct signers *s, const char *language, struct str *out)
{
	const size_t from = out->len;

	heads_line(&s->heads, language, out);
	if (out->len > from)
		str_add(out, "\n\n");
	for (size_t i = 0; i < s->n; i++) {
		struct str details = STR_INIT;

		signer_details(&s->all[i], &details);
		str_add(out, s->all[i].name);
		/* The name itself is marked where nothing else says where it belongs. */
		if (s->all[i].identification_only && !details.len)
			str_add_c(out, '*');
		if (details.len)
			str_addf(out, ", %s", str_text(&details));
		str_add_c(out, '\n');
		str_free(&details);
	}
	if (s->marked)
		str_addf(out, "\n* %s\n", signers_footnote(language));
}
