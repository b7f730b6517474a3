#include "config.h"

#include "model/filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/filter_term.h"
#include "model/hits.h"
#include "model/i18n.h"
#include "model/text.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

struct reader {
	const char *p;
	bool broken; /* a quote is not closed */
};

/*
 * A value up to a blank or comma; quotes hold blanks and commas together, doubled they stand for
 * themselves. A field's value may be in single quotes too, where they are closed.
 */
static bool read_value(struct reader *r, struct str *out, bool of_field)
{
	bool single = of_field && *r->p == '\'' && strchr(r->p + 1, '\'');
	bool quoted = *r->p == '"' || single;
	char quote = single ? '\'' : '"';

	str_clear(out);
	if (quoted)
		r->p++;
	for (; *r->p; r->p++) {
		if (quoted && *r->p == quote) {
			if (r->p[1] != quote) {
				r->p++;
				return true;
			}
			r->p++;
		} else if (!quoted && (is_blank(*r->p) || (of_field && *r->p == ','))) {
			return true;
		}
		str_add_c(out, *r->p);
	}
	if (quoted)
		r->broken = true;
	return !quoted;
}

static bool read_op(const char *p, enum op *op, size_t *len)
{
	static const struct {
		const char *text;
		enum op op;
	} ops[] = { { "!=", OP_NOT }, { ">=", OP_MORE_IS }, { "<=", OP_LESS_IS }, { "=", OP_IS },
		{ ":", OP_HAS }, { ">", OP_MORE }, { "<", OP_LESS } };

	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (!strncmp(p, ops[i].text, strlen(ops[i].text))) {
			*op = ops[i].op;
			*len = strlen(ops[i].text);
			return true;
		}
	return false;
}

static enum status unknown_field(struct term *t, const char *name)
{
	struct str names = STR_INIT;
	enum status st;

	for (size_t i = 0; i < t->e->n_fields; i++)
		str_addf(&names, "%s%s", i ? ", " : "", t->e->fields[i].name);
	st = db_fail(t->db, ST_INVALID, NULL, _("filter: a %s has no field %s; it has: %s"),
		t->e->name, name, str_text(&names));
	str_free(&names);
	return st;
}

static enum status field_term(struct term *t, struct reader *r, const char *name)
{
	struct str value = STR_INIT;
	int i = entity_field(t->e, name);
	enum status st = ST_OK;
	bool first = true;

	if (i < 0)
		return unknown_field(t, name);
	t->field = &t->e->fields[i];
	do {
		if (!first) {
			r->p++;
			str_add(&t->f->sql, t->op == OP_NOT ? " AND " : " OR ");
		}
		first = false;
		if (!read_value(r, &value, true) && r->broken)
			break;
		st = filter_term_value(t, str_text(&value));
	} while (st == ST_OK && *r->p == ',');
	str_free(&value);
	return st;
}

static size_t name_length(const char *p)
{
	size_t n = 0;

	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	return n;
}

/*
 * The field and the operator that a term may begin with; answers the length of both, 0: it is
 * words. Blanks may stand around an operator that cannot be part of a word.
 */
static size_t read_field(struct term *t, const char *p, struct str *name)
{
	size_t n = name_length(p), blanks = 0, op_len = 0;

	if (!n)
		return 0;
	str_add_n(name, p, n);
	while (is_blank(p[n + blanks]))
		blanks++;
	if (!read_op(p + n + blanks, &t->op, &op_len))
		return 0;
	if (!blanks)
		return n + op_len;
	if (t->op == OP_HAS || entity_field(t->e, str_text(name)) < 0)
		return 0;
	n += blanks + op_len;
	while (is_blank(p[n]))
		n++;
	return n;
}

static enum status one_term(struct term *t, struct reader *r)
{
	bool negated = *r->p == '-' && r->p[1] && !is_blank(r->p[1]);
	struct str text = STR_INIT;
	size_t n, matches = t->f->n_matches;
	int conditions = t->conditions;
	enum status st;

	r->p += negated;
	n = read_field(t, r->p, &text);
	str_addf(&t->f->sql, " AND %s(", negated ? "NOT coalesce(" : "");
	if (n) {
		r->p += n;
		st = field_term(t, r, str_text(&text));
	} else {
		(void)read_value(r, &text, false);
		st = filter_term_words(t, str_text(&text));
	}
	str_add(&t->f->sql, negated ? "), 0)" : ")");
	/* Alone in its term, and not "not". */
	if (!negated && t->f->n_matches == matches + 1 && t->conditions == conditions + 1)
		t->f->needed[matches] = true;
	str_free(&text);
	return st;
}

enum status filter_parse(
	struct db *db, enum entity_id entity, const char *where, struct filter *out)
{
	struct term t = { .db = db, .e = entity_get(entity), .f = out };
	struct reader r = { where ? where : "", false };
	enum status st = ST_OK;

	if (!text_is_utf8(r.p, strlen(r.p)))
		return db_fail(db, ST_INVALID, NULL, _("the filter is not text in UTF-8"));
	while (st == ST_OK) {
		while (is_blank(*r.p))
			r.p++;
		if (!*r.p)
			break;
		/* All terms must hold; who writes it out is right. */
		if (t.conditions && !strncmp(r.p, "AND", 3) && is_blank(r.p[3])) {
			r.p += 3;
			continue;
		}
		st = one_term(&t, &r);
		if (st == ST_OK && r.broken)
			st = db_fail(db, ST_INVALID, NULL,
				_("filter: a quotation mark is not closed in: %s"), where);
	}
	return st;
}

void filter_bind(const struct filter *f, struct stmt *s)
{
	for (size_t i = 0; i < f->n_values; i++) {
		struct str name = STR_INIT;

		str_addf(&name, ":v%zu", i);
		stmt_text(s, str_text(&name), f->values[i]);
		str_free(&name);
	}
	for (size_t i = 0; i < f->n_matches; i++) {
		struct str name = STR_INIT;

		str_addf(&name, ":s%zu", i);
		stmt_pointer(s, str_text(&name), f->sets_of[i], HITS_POINTER);
		str_free(&name);
	}
}

void filter_free(struct filter *f)
{
	for (size_t i = 0; i < f->n_values; i++)
		free(f->values[i]);
	for (size_t i = 0; i < f->n_matches; i++)
		free(f->matches[i]);
	f->n_values = f->n_matches = 0;
	str_free(&f->sql);
}
