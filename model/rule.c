#include "config.h"

#include "model/rule.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/rule_internal.h"
#include "model/rule_match.h"
#include "model/stmt.h"

/* ---- the name that its rows bear ---- */

void rule_name(const struct record *rule, struct str *out)
{
	str_addf(out, "rule:%s", record_show(rule, "ref"));
}

/* That it is not valid either is said for the index's sake. */
enum status rule_rows(struct db *db, int64_t petition, const char *name, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT count(*) FROM signatory WHERE petition = :petition AND state <> 'valid' "
		"AND state = 'invalid' AND rule = :rule",
		&s);

	*out = 0;
	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":rule", name);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- looking ---- */

/* The columns of enum rule_column, in that order. */
#define ROWS                                                                                       \
	"SELECT id, state, name, email, city, region, postcode, country, signed, batch, rule, "    \
	"ref "                                                                                     \
	"FROM signatory NOT INDEXED WHERE petition = :petition"

const char *rule_text(struct stmt *s, enum rule_column column)
{
	const char *text = stmt_get_text(s, (int)column);

	return text ? text : "";
}

static bool row_fits(struct rule_match *m, struct stmt *s)
{
	struct rule_row row = { .name = rule_text(s, RULE_COL_NAME),
		.email = rule_text(s, RULE_COL_EMAIL),
		.city = rule_text(s, RULE_COL_CITY),
		.region = rule_text(s, RULE_COL_REGION),
		.postcode = rule_text(s, RULE_COL_POSTCODE),
		.country = rule_text(s, RULE_COL_COUNTRY),
		.signed_on = rule_text(s, RULE_COL_SIGNED),
		.batch = stmt_get_int(s, RULE_COL_BATCH) };

	return rule_fits(m, &row);
}

enum status rule_each(struct db *db, const struct record *rule, rule_row_fn *fn, void *arg)
{
	struct rule_match m;
	struct stmt *s = NULL;
	int64_t seen = 0;
	enum status st;

	rule_match_init(&m, rule);
	st = stmt_get(db, ROWS, &s);
	if (st == ST_OK)
		stmt_int(s, ":petition", record_num(rule, "petition"));
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK) {
		if (row_fits(&m, s))
			fn(arg, s);
		if (++seen % 1024 == 0)
			st = db_progress(db, _("looking"), seen, 0);
	}
	stmt_done(s);
	rule_match_free(&m);
	return st == ST_END ? ST_OK : st;
}

/* ---- counting ---- */

struct counting {
	struct rule_count *out;
	struct str name; /* that rows bear which are invalid by it */
	int64_t every;   /* of those that fit one is kept as a sample */
};

/* "s12  Noa Cohen, Haifa, IL, 2020-07-17, noa@example.org". */
static char *sample_text(struct stmt *s)
{
	static const enum rule_column columns[] = { RULE_COL_CITY, RULE_COL_COUNTRY,
		RULE_COL_SIGNED, RULE_COL_EMAIL };
	struct str text = STR_INIT;

	str_addf(&text, "%s  %s", rule_text(s, RULE_COL_REF), rule_text(s, RULE_COL_NAME));
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (*rule_text(s, columns[i]))
			str_addf(&text, ", %s", rule_text(s, columns[i]));
	return str_detach(&text);
}

/* Every n-th, from all over: when they are too many, every other goes and n is twice as much. */
static void keep_sample(struct counting *c, struct stmt *s)
{
	struct rule_count *out = c->out;
	int64_t n = out->pending + out->valid - 1;

	if (n % c->every)
		return;
	if (out->n_samples == RULE_SAMPLES) {
		for (size_t i = 0; i < RULE_SAMPLES; i++) {
			if (i % 2)
				free(out->samples[i].text);
			else
				out->samples[i / 2] = out->samples[i];
		}
		out->n_samples = RULE_SAMPLES / 2;
		c->every *= 2;
		if (n % c->every)
			return;
	}
	out->samples[out->n_samples++] =
		(struct rule_sample){ stmt_get_int(s, RULE_COL_ID), sample_text(s) };
}

static void count_row(void *arg, struct stmt *s)
{
	struct counting *c = arg;
	struct rule_count *out = c->out;

	switch (*rule_text(s, RULE_COL_STATE)) {
	case 'p':
		out->pending++;
		keep_sample(c, s);
		break;
	case 'd':
		out->duplicate++;
		break;
	case 'i':
		if (!strcmp(rule_text(s, RULE_COL_RULE), str_text(&c->name)))
			out->already++;
		else
			out->invalid++;
		break;
	case 'w':
		out->withdrawn++;
		break;
	default:
		out->valid++;
		keep_sample(c, s);
	}
}

enum status rule_count(struct db *db, const struct record *rule, struct rule_count *out)
{
	struct counting c = { .out = out, .name = STR_INIT, .every = 1 };
	enum status st = rule_check_kind(db, rule);

	memset(out, 0, sizeof(*out));
	rule_name(rule, &c.name);
	if (st == ST_OK)
		st = rule_each(db, rule, count_row, &c);
	str_free(&c.name);
	return st;
}

void rule_count_free(struct rule_count *c)
{
	for (size_t i = 0; i < c->n_samples; i++)
		free(c->samples[i].text);
	memset(c, 0, sizeof(*c));
}
