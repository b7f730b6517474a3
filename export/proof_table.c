#include "config.h"

#include <string.h>

#include "export/proof.h"
#include "export/table.h"
#include "model/i18n.h"

/* What proves what, as CSV and JSON. */

static const char *bearing_name(enum proof_bearing bearing)
{
	static const char *const names[] = { "supports", "contradicts", "context" };

	return names[bearing];
}

static const char *gap_name(enum proof_gap gap)
{
	static const char *const names[] = { "nothing", "disputed", "one_source", "low_grade",
		"by_hand", "below", "" };

	return names[gap];
}

static enum status finish(struct db *db, FILE *out)
{
	return ferror(out) ? db_fail(db, ST_IO, NULL, _("the output cannot be written")) : ST_OK;
}

/* ---- CSV ---- */

static void cell(FILE *out, const char *text, char after)
{
	if (text)
		csv_put_cell(out, text, strlen(text));
	if (after == '\n')
		fputc('\r', out);
	fputc(after, out);
}

void proof_csv_heads(FILE *out)
{
	fputs("petition,claim,parent,title,status,status_reason,rule,why,gap,exhibit,mark,"
	      "bearing,pages,quote,source,reliability\r\n",
		out);
}

static void csv_claim(const struct proof_sheet *s, const struct proof_claim *c, FILE *out)
{
	struct str why = STR_INIT;

	proof_explain(s->map, (size_t)(c - s->map->claims), &why);
	cell(out, s->petition, ',');
	cell(out, c->ref, ',');
	cell(out, c->parent == PROOF_NONE ? NULL : s->map->claims[c->parent].ref, ',');
	cell(out, c->title, ',');
	cell(out, claim_status_name(c->status), ',');
	cell(out, c->reason, ',');
	cell(out, claim_status_name(c->finding.status), ',');
	cell(out, str_text(&why), ',');
	cell(out, gap_name(c->gap), ',');
	str_free(&why);
}

static void csv_exhibit(const struct proof_exhibit *e, const struct proof_cell *proof, FILE *out)
{
	cell(out, e->ref, ',');
	cell(out, e->mark, ',');
	cell(out, proof ? bearing_name(proof->bearing) : NULL, ',');
	cell(out, proof ? proof->pages : NULL, ',');
	cell(out, proof ? proof->quote : NULL, ',');
	cell(out, e->source, ',');
	cell(out, e->reliability, '\n');
}

enum status proof_csv(struct db *db, const struct proof_sheet *s, FILE *out)
{
	const struct proof_map *m = s->map;

	for (size_t i = 0; i < m->n_claims; i++) {
		const struct proof_claim *c = &m->claims[i];

		for (size_t k = c->first; k < c->first + c->n_cells; k++) {
			csv_claim(s, c, out);
			csv_exhibit(&m->exhibits[m->cells[k].exhibit], &m->cells[k], out);
		}
		if (!c->n_cells) {
			csv_claim(s, c, out);
			fputs(",,,,,,\r\n", out);
		}
	}
	for (size_t i = 0; i < m->n_idle; i++) {
		cell(out, s->petition, ',');
		fputs(",,,,,,,,", out);
		csv_exhibit(&m->exhibits[m->idle[i]], NULL, out);
	}
	return finish(db, out);
}

/* ---- JSON ---- */

static void value(FILE *out, const char *text)
{
	if (text)
		json_put_string(out, text, strlen(text));
	else
		fputs("null", out);
}

static void key(FILE *out, const char *name, const char *text, const char *after)
{
	fprintf(out, "\"%s\":", name);
	value(out, text);
	fputs(after, out);
}

static void json_proof(const struct proof_map *m, const struct proof_cell *c, FILE *out)
{
	const struct proof_exhibit *e = &m->exhibits[c->exhibit];

	fputc('{', out);
	key(out, "ref", c->ref, ",");
	key(out, "title", c->title, ",");
	key(out, "exhibit", e->ref, ",");
	key(out, "mark", e->mark, ",");
	key(out, "bearing", bearing_name(c->bearing), ",");
	key(out, "pages", c->pages, ",");
	key(out, "quote", c->quote, ",");
	key(out, "level", c->level, "}");
}

/* Up to its proofs; the claims below it follow. */
static void json_claim(const struct proof_map *m, const struct proof_claim *c, FILE *out)
{
	const char *gap = gap_name(c->gap);
	struct str why = STR_INIT;

	proof_explain(m, (size_t)(c - m->claims), &why);
	fputs("{", out);
	key(out, "ref", c->ref, ",");
	key(out, "title", c->title, ",");
	key(out, "statement", c->statement, ",");
	key(out, "parent", c->parent == PROOF_NONE ? NULL : m->claims[c->parent].ref, ",");
	key(out, "status", claim_status_name(c->status), ",");
	key(out, "status_reason", c->reason, ",");
	key(out, "rule", claim_status_name(c->finding.status), ",");
	key(out, "why", str_text(&why), ",");
	key(out, "gap", *gap ? gap : NULL, ",");
	key(out, "answer", c->answer, ",");
	key(out, "level", c->level, ",\"proofs\":[");
	for (size_t i = c->first; i < c->first + c->n_cells; i++) {
		if (i > c->first)
			fputs(",", out);
		json_proof(m, &m->cells[i], out);
	}
	fputs("],\"claims\":[", out);
	str_free(&why);
}

static void json_tree(const struct proof_map *m, FILE *out)
{
	for (size_t i = 0; i < m->n_claims; i++) {
		const struct proof_claim *c = &m->claims[i];
		int up = i + 1 < m->n_claims ? m->claims[i + 1].depth : 0;

		fputs("\n", out);
		json_claim(m, c, out);
		/* What the next one does not stand below ends here. */
		for (int d = c->depth; d >= up; d--)
			fputs("]}", out);
		if (i + 1 < m->n_claims && up <= c->depth)
			fputs(",", out);
	}
}

static void json_exhibits(const struct proof_map *m, const size_t *places, size_t n, FILE *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct proof_exhibit *e = &m->exhibits[places[i]];

		fputs(i ? ",\n{" : "\n{", out);
		key(out, "ref", e->ref, ",");
		key(out, "mark", e->mark, ",");
		key(out, "title", e->title, ",");
		key(out, "source", e->source, ",");
		key(out, "reliability", e->reliability, ",");
		key(out, "level", e->level, ",");
		fprintf(out, "\"proofs\":%zu,\"context\":%zu,\"elsewhere\":%s}", e->n_cells,
			e->n_context, e->elsewhere ? "true" : "false");
	}
}

enum status proof_json(struct db *db, const struct proof_sheet *s, FILE *out)
{
	const struct proof_map *m = s->map;
	struct proof_totals t;

	proof_totals(m, &t);
	fputs("{", out);
	key(out, "petition", s->petition, ",");
	key(out, "case", s->of, ",");
	key(out, "title", s->title, ",\"claims\":[");
	json_tree(m, out);
	fputs("],\"exhibits\":[", out);
	json_exhibits(m, m->columns, m->n_columns, out);
	fputs("],\"idle\":[", out);
	json_exhibits(m, m->idle, m->n_idle, out);
	fprintf(out, "],\"totals\":{\"claims\":%zu", m->n_claims);
	for (int i = 0; i <= CLAIM_PROVEN; i++)
		fprintf(out, ",\"%s\":%zu", claim_status_name((enum claim_status)i), t.status[i]);
	fprintf(out,
		",\"by_hand\":%zu,\"proofs\":%zu,\"supports\":%zu,\"contradicts\":%zu,"
		"\"context\":%zu,\"exhibits\":%zu,\"idle\":%zu}}",
		t.by_hand, m->n_cells, t.cells[BEARS_FOR], t.cells[BEARS_AGAINST],
		t.cells[BEARS_CONTEXT], m->n_columns, m->n_idle);
	return finish(db, out);
}
