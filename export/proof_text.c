#include "config.h"

#include <string.h>

#include "export/proof.h"
#include "model/i18n.h"
#include "model/text.h"

/* What proves what, as text. */

#define REF 24    /* columns of a claim in the matrix */
#define STATUS 11 /* of its status */
#define CELL 10   /* of an exhibit */

struct page {
	const struct proof_sheet *s;
	const struct proof_map *m;
	const struct proof_look *look;
	FILE *out;
};

static void put_line(const struct page *p, struct str *line)
{
	while (line->len && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
	fwrite(str_text(line), 1, line->len, p->out);
	fputc('\n', p->out);
	str_clear(line);
}

static void add_clean(struct str *out, const char *text)
{
	if (text)
		text_clean(out, text, strlen(text), TEXT_LINE);
}

/* Cleaned and of exactly so many columns. */
static void add_cell(struct str *out, const char *text, int cols)
{
	struct str clean = STR_INIT;

	add_clean(&clean, text);
	text_pad(out, str_text(&clean), clean.len, cols - 1);
	str_add_c(out, ' ');
	str_free(&clean);
}

/* Wrapped at blanks, each line behind so many blanks. */
static void put_wrapped(const char *text, int indent, int width, FILE *out)
{
	struct str clean = STR_INIT;
	const char *at;
	int column = 0;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		add_clean(&clean, "");
		text_clean(&clean, text, strcspn(text, "\n"), TEXT_LINE);
		str_add_c(&clean, ' ');
	}
	for (at = str_text(&clean); *at;) {
		size_t len = strcspn(at, " ");
		int wide = text_width(at, len);

		if (len && column && column + 1 + wide > width - indent) {
			fputc('\n', out);
			column = 0;
		}
		if (len) {
			fprintf(out, "%*s%.*s", column ? 1 : indent, "", (int)len, at);
			column += wide + (column > 0);
		}
		at += len;
		at += strspn(at, " ");
	}
	if (column)
		fputc('\n', out);
	str_free(&clean);
}

static void heading(const struct page *p, const char *words)
{
	fprintf(p->out, "\n%s\n", words);
}

/* ---- what is missing ---- */

static void put_gap(const struct page *p, size_t at)
{
	const struct proof_claim *c = &p->m->claims[at];
	struct str line = STR_INIT, why = STR_INIT;

	str_add(&line, "    ");
	add_cell(&line, c->ref, REF - 2);
	add_clean(&line, c->title);
	if (text_width(line.data, line.len) > p->look->width) {
		struct str cut = STR_INIT;

		text_pad(&cut, line.data, line.len, p->look->width);
		str_free(&line);
		line = cut;
	}
	put_line(p, &line);
	proof_explain(p->m, at, &why);
	if (c->by_hand || c->finding.why == WHY_CONTRADICTED || c->finding.why == WHY_FACTS)
		put_wrapped(str_text(&why), 6, p->look->width, p->out);
	str_free(&line);
	str_free(&why);
}

static void put_gaps(const struct page *p)
{
	heading(p, _("What is missing"));
	for (int gap = 0; gap <= GAP_NONE; gap++) {
		bool any = false;

		for (size_t i = 0; i < p->m->n_claims; i++) {
			if (p->m->claims[i].gap != (enum proof_gap)gap)
				continue;
			if (!any && gap == GAP_NONE)
				heading(p, proof_gap_heading(GAP_NONE));
			else if (!any)
				fprintf(p->out, "  %s\n", proof_gap_heading((enum proof_gap)gap));
			any = true;
			put_gap(p, i);
		}
	}
}

/* ---- the matrix ---- */

static const char *sign(const struct page *p, size_t claim, size_t exhibit)
{
	const char *s = proof_sign(p->m, claim, exhibit);

	if (!p->look->plain || !*s || *s == '+')
		return s;
	return !strcmp(s, "−") ? "-" : !strcmp(s, "·") ? "." : "+-";
}

static void add_proof(const struct page *p, size_t claim, size_t exhibit, struct str *line)
{
	struct str text = STR_INIT;
	size_t n;
	const struct proof_cell *cell = proof_cells_at(p->m, claim, exhibit, &n);

	str_add(&text, sign(p, claim, exhibit));
	for (size_t i = 0; i < n; i++)
		if (cell[i].pages)
			str_addf(&text, " %s", cell[i].pages);
	add_cell(line, str_text(&text), CELL);
	str_free(&text);
}

static bool has_cell(const struct page *p, size_t claim, size_t from, size_t to)
{
	const struct proof_claim *c = &p->m->claims[claim];

	for (size_t i = c->first; i < c->first + c->n_cells; i++)
		if (p->m->cells[i].column >= from && p->m->cells[i].column < to)
			return true;
	return false;
}

static void put_row(const struct page *p, size_t claim, size_t from, size_t to)
{
	const struct proof_claim *c = &p->m->claims[claim];
	struct str line = STR_INIT, ref = STR_INIT;

	for (int i = 0; i < c->depth && i < CLAIM_DEPTH_MAX; i++)
		str_add(&ref, "  ");
	str_add(&ref, c->ref ? c->ref : "");
	str_add(&line, "  ");
	add_cell(&line, str_text(&ref), REF);
	str_clear(&ref);
	str_addf(&ref, "%s%s", claim_status_label(c->status), c->by_hand ? "*" : "");
	add_cell(&line, str_text(&ref), STATUS);
	for (size_t i = from; i < to; i++)
		add_proof(p, claim, p->m->columns[i], &line);
	put_line(p, &line);
	str_free(&line);
	str_free(&ref);
}

/* As many exhibits as stand side by side; the first of these has every claim. */
static void put_block(const struct page *p, size_t from, size_t to)
{
	struct str line = STR_INIT;

	str_add(&line, "  ");
	add_cell(&line, "", REF);
	add_cell(&line, "", STATUS);
	for (size_t i = from; i < to; i++)
		add_cell(&line, proof_exhibit_name(&p->m->exhibits[p->m->columns[i]]), CELL);
	put_line(p, &line);
	for (size_t i = 0; i < p->m->n_claims; i++)
		if (from == 0 || has_cell(p, i, from, to))
			put_row(p, i, from, to);
	str_free(&line);
}

static void put_matrix(const struct page *p)
{
	const int room = p->look->width - 2 - REF - STATUS;
	const size_t most = room < CELL ? 1 : (size_t)(room / CELL);

	heading(p, _("Claims and exhibits"));
	for (size_t from = 0; from == 0 || from < p->m->n_columns; from += most) {
		size_t to = from + most < p->m->n_columns ? from + most : p->m->n_columns;

		if (from)
			fputc('\n', p->out);
		put_block(p, from, to);
	}
	if (!p->m->n_claims)
		fprintf(p->out, "  %s\n", _("There is no claim."));
	put_wrapped(p->look->plain
			    ? _("+ supports  - contradicts  +- both  . gives context; the numbers "
				"are pages; * set by hand")
			    : _("+ supports  − contradicts  ± both  · gives context; the numbers "
				"are pages; * set by hand"),
		2, p->look->width, p->out);
}

/* ---- the rest ---- */

static void put_exhibit(const struct page *p, size_t at, bool used)
{
	const struct proof_exhibit *e = &p->m->exhibits[at];
	struct str line = STR_INIT, cut = STR_INIT;

	str_add(&line, "  ");
	add_cell(&line, proof_exhibit_name(e), CELL);
	if (used) {
		add_cell(&line, e->reliability ? e->reliability : _("none"), 6);
		add_cell(&line, e->source ? e->source : _("no source named"), 26);
	}
	add_clean(&line, e->title);
	if (!used && e->elsewhere)
		str_addf(&line, " (%s)", _("serves another petition"));
	text_pad(&cut, str_text(&line), line.len, p->look->width);
	put_line(p, &cut);
	str_free(&line);
	str_free(&cut);
}

static void put_exhibits(const struct page *p)
{
	if (p->m->n_columns)
		heading(p, _("Exhibits, their grade and source"));
	for (size_t i = 0; i < p->m->n_columns; i++)
		put_exhibit(p, p->m->columns[i], true);
	heading(p, _("Exhibits of the case that prove nothing here"));
	for (size_t i = 0; i < p->m->n_idle; i++)
		put_exhibit(p, p->m->idle[i], false);
	for (size_t i = 0; i < p->m->n_columns; i++) {
		const struct proof_exhibit *e = &p->m->exhibits[p->m->columns[i]];
		struct str line = STR_INIT;

		if (e->n_cells != e->n_context)
			continue;
		str_add(&line, "  ");
		add_cell(&line, proof_exhibit_name(e), CELL);
		str_add(&line, _("gives context alone"));
		put_line(p, &line);
		str_free(&line);
	}
	if (!p->m->n_idle)
		fprintf(p->out, "  %s\n", _("Every exhibit bears on a claim."));
}

static void put_answers(const struct page *p)
{
	bool any = false;

	for (size_t i = 0; i < p->m->n_claims; i++) {
		const struct proof_claim *c = &p->m->claims[i];
		struct str line = STR_INIT;

		if (!c->answer)
			continue;
		if (!any)
			heading(p, _("What the other side says"));
		any = true;
		str_add(&line, "  ");
		add_clean(&line, c->ref);
		put_line(p, &line);
		put_wrapped(c->answer, 4, p->look->width, p->out);
		str_free(&line);
	}
}

static void put_totals(const struct page *p)
{
	struct proof_totals t;
	struct str line = STR_INIT;

	proof_totals(p->m, &t);
	str_add_number(&line, (int64_t)p->m->n_claims);
	str_add(&line, ngettext(" claim", " claims", p->m->n_claims));
	for (int i = 0; i <= CLAIM_PROVEN; i++) {
		str_add(&line, i ? ", " : ": ");
		str_add_number(&line, (int64_t)t.status[i]);
		str_addf(&line, " %s", claim_status_label((enum claim_status)i));
	}
	put_line(p, &line);
	str_add_number(&line, (int64_t)p->m->n_cells);
	str_add(&line, ngettext(" proof", " proofs", p->m->n_cells));
	str_add(&line, _(" by "));
	str_add_number(&line, (int64_t)p->m->n_columns);
	str_add(&line, ngettext(" exhibit", " exhibits", p->m->n_columns));
	str_add(&line, "; ");
	str_add_number(&line, (int64_t)p->m->n_idle);
	str_add(&line, ngettext(" exhibit of the case proves nothing here",
			       " exhibits of the case prove nothing here", p->m->n_idle));
	put_line(p, &line);
	str_free(&line);
}

void proof_rule_text(int width, FILE *out)
{
	const char *words;

	for (size_t i = 0; (words = claim_rule(i)); i++)
		put_wrapped(words, 2, width, out);
}

enum status proof_text(
	struct db *db, const struct proof_sheet *s, const struct proof_look *look, FILE *out)
{
	const struct page p = { .s = s, .m = s->map, .look = look, .out = out };
	struct str line = STR_INIT, cut = STR_INIT;

	add_clean(&line, s->petition);
	str_add(&line, "  ");
	add_clean(&line, s->title);
	text_pad(&cut, str_text(&line), line.len, look->width);
	put_line(&p, &cut);
	str_free(&line);
	str_free(&cut);
	put_totals(&p);
	if (p.m->n_claims)
		put_gaps(&p);
	put_matrix(&p);
	put_exhibits(&p);
	put_answers(&p);
	if (look->rule) {
		heading(&p, _("The rule"));
		proof_rule_text(look->width, out);
	}
	return ferror(out) ? db_fail(db, ST_IO, NULL, _("the output cannot be written")) : ST_OK;
}
