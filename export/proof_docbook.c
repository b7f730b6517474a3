/* What proves what, as a DocBook 5.0 section for a memo of one's own. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/proof.h"
#include "export/sheet.h"
#include "model/mem.h"

#define SIDE_BY_SIDE 6 /* exhibits in one table */

struct part {
	struct docbook *d;
	const struct proof_sheet *s;
	const struct proof_map *m;
	const char *level; /* the highest that may stand here */
	bool *shown;       /* of each claim */
	size_t withheld;
};

bool proof_level_fits(const char *level, const char *most)
{
	static const char *const levels[] = { "public", "filed", "team", "sealed" };
	size_t a = 3, b = 1;

	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		if (level && !strcmp(levels[i], level))
			a = i;
		if (most && !strcmp(levels[i], most))
			b = i;
	}
	return a <= b;
}

static bool exhibit_shown(const struct part *p, size_t at)
{
	return proof_level_fits(p->m->exhibits[at].level, p->level);
}

static bool cell_shown(const struct part *p, const struct proof_cell *c)
{
	return p->shown[c->claim] && exhibit_shown(p, c->exhibit) &&
	       proof_level_fits(c->level, p->level);
}

static void open_section(struct docbook *d, const char *role, const char *title)
{
	docbook_block(d, "section");
	docbook_attr(d, "role", role);
	docbook_leaf(d, "title", title);
}

static void name_claim(const struct part *p, size_t at, struct str *out)
{
	str_addf(out, "%s: %s", p->m->claims[at].ref, p->m->claims[at].title);
}

/* ---- what is missing ---- */

/* Why, unless that names what is withheld. */
static void put_why(const struct part *p, size_t at)
{
	const struct proof_claim *c = &p->m->claims[at];
	struct str why = STR_INIT;
	bool named =
		(c->finding.why == WHY_CONTRADICTED && c->against != PROOF_NONE &&
			!exhibit_shown(p, c->against)) ||
		(c->finding.why == WHY_FACTS && c->weakest != PROOF_NONE && !p->shown[c->weakest]);

	if (named)
		str_add(&why, claim_why_words(c->finding.why));
	else
		proof_explain(p->m, at, &why);
	docbook_textf(p->d, " – %s: %s.", claim_status_name(c->status), str_text(&why));
	str_free(&why);
}

static void put_gaps(const struct part *p)
{
	struct str name = STR_INIT;
	bool any = false;

	open_section(p->d, "gaps", "What is missing");
	for (int gap = 0; gap < GAP_NONE; gap++) {
		bool group = false;

		for (size_t i = 0; i < p->m->n_claims; i++) {
			if (!p->shown[i] || p->m->claims[i].gap != (enum proof_gap)gap)
				continue;
			if (!group) {
				docbook_block(p->d, "itemizedlist");
				docbook_attr(p->d, "spacing", "compact");
				docbook_leaf(p->d, "title", proof_gap_heading((enum proof_gap)gap));
			}
			any = group = true;
			str_clear(&name);
			name_claim(p, i, &name);
			docbook_block(p->d, "listitem");
			docbook_block(p->d, "para");
			docbook_text(p->d, str_text(&name));
			put_why(p, i);
			docbook_end(p->d);
			docbook_end(p->d);
		}
		if (group)
			docbook_end(p->d);
	}
	if (!any)
		docbook_leaf(p->d, "para", "Nothing.");
	docbook_end(p->d);
	str_free(&name);
}

/* ---- the matrix ---- */

static void put_cell(const struct part *p, struct sheet *t, size_t claim, size_t exhibit)
{
	struct str text = STR_INIT;
	size_t n;
	const struct proof_cell *cell = proof_cells_at(p->m, claim, exhibit, &n);

	for (size_t i = 0; i < n; i++) {
		static const char *const signs[] = { "+", "−", "·" };

		if (!cell_shown(p, &cell[i]))
			continue;
		str_addf(&text, "%s%s", text.len ? "; " : "", signs[cell[i].bearing]);
		if (cell[i].pages)
			str_addf(&text, " %s", cell[i].pages);
	}
	sheet_cell(t, str_text(&text));
	str_free(&text);
}

static void put_table(const struct part *p, const size_t *columns, size_t n)
{
	const char *heads[SIDE_BY_SIDE + 3] = { "Claim", "Status" };
	struct sheet t = { .out = p->d, .style = "proof", .heads = heads };

	for (size_t i = 0; i < n; i++)
		heads[i + 2] = proof_exhibit_name(&p->m->exhibits[columns[i]]);
	for (size_t i = 0; i < p->m->n_claims; i++) {
		struct str name = STR_INIT;

		if (!p->shown[i])
			continue;
		for (int d = 0; d < p->m->claims[i].depth; d++)
			str_add(&name, "– ");
		str_add(&name, p->m->claims[i].title);
		sheet_row(&t);
		sheet_cell(&t, str_text(&name));
		sheet_cell(&t, claim_status_name(p->m->claims[i].status));
		for (size_t k = 0; k < n; k++)
			put_cell(p, &t, i, columns[k]);
		sheet_row_end(&t);
		str_free(&name);
	}
	sheet_end(&t);
}

static void put_matrix(const struct part *p)
{
	size_t columns[SIDE_BY_SIDE], n = 0;
	bool any = false;

	open_section(p->d, "matrix", "Claims and exhibits");
	docbook_leaf(
		p->d, "para", "+ supports, − contradicts, · gives context; the numbers are pages.");
	for (size_t i = 0; i < p->m->n_columns; i++) {
		if (exhibit_shown(p, p->m->columns[i]))
			columns[n++] = p->m->columns[i];
		if (n == SIDE_BY_SIDE) {
			put_table(p, columns, n);
			any = true;
			n = 0;
		}
	}
	if (n || !any)
		put_table(p, columns, n);
	docbook_end(p->d);
}

/* ---- each claim ---- */

static void put_proof(const struct part *p, const struct proof_cell *c)
{
	static const char *const words[] = { "Supports", "Contradicts", "Gives context" };
	const struct proof_exhibit *e = &p->m->exhibits[c->exhibit];

	docbook_block(p->d, "listitem");
	docbook_block(p->d, "para");
	docbook_textf(p->d, "%s: %s, %s", words[c->bearing], proof_exhibit_name(e), e->title);
	if (c->pages)
		docbook_textf(
			p->d, ", %s %s", strpbrk(c->pages, "-,\342 ") ? "pp." : "p.", c->pages);
	docbook_textf(p->d, " (%s; %s %s)", e->source ? e->source : "no source named", "grade",
		e->reliability ? e->reliability : "none");
	docbook_end(p->d);
	if (c->quote) {
		docbook_block(p->d, "blockquote");
		docbook_leaf(p->d, "para", c->quote);
		docbook_end(p->d);
	}
	docbook_end(p->d);
}

static void put_claim(const struct part *p, size_t at)
{
	const struct proof_claim *c = &p->m->claims[at];
	struct str name = STR_INIT;
	bool any = false;

	name_claim(p, at, &name);
	open_section(p->d, "claim", str_text(&name));
	docbook_block(p->d, "para");
	docbook_text(p->d, c->statement ? c->statement : c->title);
	put_why(p, at);
	docbook_end(p->d);
	for (size_t i = c->first; i < c->first + c->n_cells; i++) {
		if (!cell_shown(p, &p->m->cells[i]))
			continue;
		if (!any) {
			docbook_block(p->d, "itemizedlist");
			docbook_attr(p->d, "role", "proofs");
		}
		any = true;
		put_proof(p, &p->m->cells[i]);
	}
	if (any)
		docbook_end(p->d);
	if (c->answer) {
		docbook_block(p->d, "blockquote");
		docbook_attr(p->d, "role", "answer");
		docbook_leaf(p->d, "title", "What the other side says");
		docbook_leaf(p->d, "para", c->answer);
		docbook_end(p->d);
	}
	docbook_end(p->d);
	str_free(&name);
}

/* ---- the rest ---- */

static void put_idle(const struct part *p)
{
	bool any = false;

	open_section(p->d, "idle", "Exhibits of the case that prove nothing here");
	for (size_t i = 0; i < p->m->n_idle; i++) {
		const struct proof_exhibit *e = &p->m->exhibits[p->m->idle[i]];

		if (!exhibit_shown(p, p->m->idle[i]))
			continue;
		if (!any) {
			docbook_block(p->d, "itemizedlist");
			docbook_attr(p->d, "spacing", "compact");
		}
		any = true;
		docbook_block(p->d, "listitem");
		docbook_block(p->d, "para");
		docbook_textf(p->d, "%s: %s%s", proof_exhibit_name(e), e->title,
			e->elsewhere ? " (serves another petition)" : "");
		docbook_end(p->d);
		docbook_end(p->d);
	}
	if (any)
		docbook_end(p->d);
	else
		docbook_leaf(p->d, "para", "Every exhibit bears on a claim.");
	docbook_end(p->d);
}

static void put_rule(struct docbook *d)
{
	const char *words;

	open_section(d, "rule", "The rule");
	for (size_t i = 0; (words = claim_rule(i)); i++)
		docbook_leaf(d, "para", words);
	docbook_end(d);
}

static void put_totals(const struct part *p)
{
	struct proof_totals t;

	proof_totals(p->m, &t);
	docbook_block(p->d, "para");
	docbook_textf(p->d, "Claims: %zu", p->m->n_claims);
	for (int i = 0; i <= CLAIM_PROVEN; i++)
		docbook_textf(p->d, "%s%zu %s", i ? ", " : "; ", t.status[i],
			claim_status_name((enum claim_status)i));
	docbook_text(p->d, ".");
	if (p->withheld)
		docbook_textf(p->d, " Withheld for their level: %zu.", p->withheld);
	docbook_end(p->d);
}

static void look_through(struct part *p)
{
	const struct proof_map *m = p->m;

	for (size_t i = 0; i < m->n_claims; i++) {
		p->shown[i] = proof_level_fits(m->claims[i].level, p->level);
		p->withheld += !p->shown[i];
	}
	for (size_t i = 0; i < m->n_cells; i++)
		p->withheld += p->shown[m->cells[i].claim] && !cell_shown(p, &m->cells[i]);
	for (size_t i = 0; i < m->n_idle; i++)
		p->withheld += !exhibit_shown(p, m->idle[i]);
}

void proof_docbook_begin(struct docbook *d, const char *title)
{
	docbook_block(d, "article");
	docbook_attr(d, "xmlns", DOCBOOK_NS);
	docbook_attr(d, "version", "5.0");
	docbook_attr(d, "xml:lang", "en");
	docbook_leaf(d, "title", title);
}

enum status proof_docbook(
	struct docbook *d, const struct proof_sheet *s, const char *level, bool whole, bool rule)
{
	struct part p = { .d = d,
		.s = s,
		.m = s->map,
		.level = level,
		.shown = mem_zero((s->map->n_claims + 1) * sizeof(bool)) };

	look_through(&p);
	docbook_block(d, "section");
	if (whole) {
		docbook_attr(d, "xmlns", DOCBOOK_NS);
		docbook_attr(d, "version", "5.0");
		docbook_attr(d, "xml:lang", "en");
	}
	docbook_attr(d, "role", "proof");
	docbook_block(d, "info");
	docbook_leaf(d, "title", "Claims and proof");
	docbook_leaf(d, "subtitle", s->title);
	docbook_end(d);
	put_totals(&p);
	put_gaps(&p);
	if (p.m->n_claims)
		put_matrix(&p);
	for (size_t i = 0; i < p.m->n_claims; i++)
		if (p.shown[i])
			put_claim(&p, i);
	put_idle(&p);
	if (rule)
		put_rule(d);
	docbook_end(d);
	free(p.shown);
	return docbook_ok(d) ? ST_OK : ST_IO;
}
