#include "config.h"

#include "model/proof.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

/* Applies the rule to the claims of a petition, and says what is missing. */

/* ---- the rule ---- */

/* The exhibits of one claim that speak for it, and against it. */
struct sides {
	const struct claim_exhibit **supports;
	const struct claim_exhibit **contradicts;
};

static enum proof_gap gap_of(const struct proof_map *m, size_t at)
{
	const struct proof_claim *c = &m->claims[at];

	if (c->status == CLAIM_PROVEN)
		return GAP_NONE;
	if (c->by_hand && c->status != c->finding.status)
		return c->status == CLAIM_DISPUTED ? GAP_DISPUTED : GAP_BY_HAND;
	if (c->status == CLAIM_DISPUTED && c->finding.why != WHY_FACTS)
		return GAP_DISPUTED;
	switch (c->finding.why) {
	case WHY_NOTHING:
		return GAP_NOTHING;
	case WHY_FACTS:
		return GAP_BELOW;
	case WHY_ONE_SOURCE:
		return GAP_ONE_SOURCE;
	default:
		return GAP_LOW_GRADE;
	}
}

/* Those below it were judged. */
static void judge(struct proof_map *m, size_t at, const struct sides *sides)
{
	struct proof_claim *c = &m->claims[at];
	struct claim_evidence e = { .supports = sides->supports,
		.contradicts = sides->contradicts,
		.answered = c->answered,
		.has_facts = c->facts,
		.weakest = CLAIM_PROVEN,
		.best_below = GRADE_LAST + 1 };

	for (size_t i = c->first; i < c->first + c->n_cells; i++) {
		const struct claim_exhibit *x = &m->exhibits[m->cells[i].exhibit].rule;

		if (m->cells[i].bearing == BEARS_FOR)
			sides->supports[e.n_supports++] = x;
		else if (m->cells[i].bearing == BEARS_AGAINST)
			sides->contradicts[e.n_contradicts++] = x;
	}
	c->weakest = PROOF_NONE;
	for (size_t i = at + 1; i < c->end; i = m->claims[i].end) {
		const struct proof_claim *fact = &m->claims[i];

		if (c->weakest == PROOF_NONE || fact->status < e.weakest) {
			e.weakest = fact->status;
			c->weakest = i;
		}
		if (fact->finding.best < e.best_below)
			e.best_below = fact->finding.best;
	}
	claim_judge(&e, &c->finding);
	c->against = PROOF_NONE;
	if (c->finding.why == WHY_CONTRADICTED)
		c->against = proof_exhibit_at(m, sides->contradicts[c->finding.contradicts]->id);
	c->status = c->by_hand ? c->stored : c->finding.status;
	c->gap = gap_of(m, at);
}

void proof_judge(struct proof_map *m)
{
	struct sides sides = {
		.supports = mem_array(m->n_cells + 1, sizeof(struct claim_exhibit *)),
		.contradicts = mem_array(m->n_cells + 1, sizeof(struct claim_exhibit *)),
	};

	/* Those below a claim stand after it. */
	for (size_t i = m->n_claims; i-- > 0;)
		judge(m, i, &sides);
	free(sides.supports);
	free(sides.contradicts);
}

/* ---- where something is ---- */

size_t proof_claim_at(const struct proof_map *m, int64_t id)
{
	size_t low = 0, high = m->n_claims;

	while (low < high) {
		size_t mid = low + (high - low) / 2, at = m->by_id[mid];

		if (m->claims[at].id == id)
			return at;
		if (m->claims[at].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return PROOF_NONE;
}

size_t proof_exhibit_at(const struct proof_map *m, int64_t id)
{
	size_t low = 0, high = m->n_exhibits;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->exhibits[mid].rule.id == id)
			return mid;
		if (m->exhibits[mid].rule.id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return PROOF_NONE;
}

const struct proof_cell *proof_cells_at(
	const struct proof_map *m, size_t claim, size_t exhibit, size_t *n)
{
	const struct proof_claim *c = &m->claims[claim];
	const size_t column = m->exhibits[exhibit].column;
	size_t low = c->first, high = c->first + c->n_cells, end;

	*n = 0;
	if (!m->exhibits[exhibit].n_cells)
		return NULL;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->cells[mid].column < column)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < c->first + c->n_cells && m->cells[end].column == column; end++)
		(*n)++;
	return *n ? &m->cells[low] : NULL;
}

const char *proof_sign(const struct proof_map *m, size_t claim, size_t exhibit)
{
	size_t n;
	const struct proof_cell *cell = proof_cells_at(m, claim, exhibit, &n);
	bool in_favour = false, against = false;

	for (size_t i = 0; i < n; i++) {
		in_favour |= cell[i].bearing == BEARS_FOR;
		against |= cell[i].bearing == BEARS_AGAINST;
	}
	if (in_favour && against)
		return "±";
	if (in_favour)
		return "+";
	if (against)
		return "−";
	return n ? "·" : "";
}

/* ---- words ---- */

const char *proof_exhibit_name(const struct proof_exhibit *e)
{
	return e->mark ? e->mark : e->ref ? e->ref : "";
}

const char *proof_gap_words(enum proof_gap gap)
{
	static const char *const words[] = {
		[GAP_NOTHING] = N_("nothing supports it"),
		[GAP_DISPUTED] = N_("disputed"),
		[GAP_ONE_SOURCE] = N_("one source alone"),
		[GAP_LOW_GRADE] = N_("nothing of grade 01 or 02"),
		[GAP_BY_HAND] = N_("less than proven, as somebody set it"),
		[GAP_BELOW] = N_("a claim below it lacks proof"),
		[GAP_NONE] = N_("proven"),
	};

	return _(words[gap]);
}

const char *proof_gap_heading(enum proof_gap gap)
{
	static const char *const words[] = {
		[GAP_NOTHING] = N_("Nothing supports"),
		[GAP_DISPUTED] = N_("Disputed"),
		[GAP_ONE_SOURCE] = N_("Rests on one source"),
		[GAP_LOW_GRADE] = N_("Nothing of grade 01 or 02"),
		[GAP_BY_HAND] = N_("Held to be less than proven"),
		[GAP_BELOW] = N_("A claim below lacks proof"),
		[GAP_NONE] = N_("Proven"),
	};

	return _(words[gap]);
}

void proof_explain(const struct proof_map *m, size_t claim, struct str *out)
{
	const struct proof_claim *c = &m->claims[claim];
	const char *rule = claim_status_label(c->finding.status);
	struct str why = STR_INIT;

	if (c->finding.why == WHY_CONTRADICTED && c->against != PROOF_NONE)
		str_addf(&why,
			_("%s contradicts it and is at least as reliable as what supports it"),
			proof_exhibit_name(&m->exhibits[c->against]));
	else if (c->finding.why == WHY_FACTS && c->weakest != PROOF_NONE &&
		 m->claims[c->weakest].ref)
		str_addf(&why, _("it is as strong as the weakest below it, %s"),
			m->claims[c->weakest].ref);
	else
		str_add(&why, claim_why_words(c->finding.why));
	if (!c->by_hand)
		str_add(out, str_text(&why));
	else if (c->status == c->finding.status)
		str_addf(out, _("%s; the rule says the same: %s"), c->reason ? c->reason : "",
			str_text(&why));
	else
		str_addf(out, _("%s; by the rule it is %s: %s"), c->reason ? c->reason : "", rule,
			str_text(&why));
	str_free(&why);
}

void proof_totals(const struct proof_map *m, struct proof_totals *out)
{
	*out = (struct proof_totals){ .by_hand = 0 };
	for (size_t i = 0; i < m->n_claims; i++) {
		out->status[m->claims[i].status]++;
		out->gap[m->claims[i].gap]++;
		out->by_hand += m->claims[i].by_hand;
	}
	for (size_t i = 0; i < m->n_cells; i++)
		out->cells[m->cells[i].bearing]++;
}

static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

int proof_compare_names(const char *a, const char *b)
{
	while (*a && *b) {
		size_t x, y;
		int order;

		if (!digits(a) || !digits(b)) {
			if (*a != *b)
				return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
			a++;
			b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		x = digits(a);
		y = digits(b);
		order = x == y ? strncmp(a, b, x) : x < y ? -1 : 1;
		if (order)
			return order;
		a += x;
		b += y;
	}
	return !*b - !*a;
}

enum status proof_count(struct db *db, int64_t petition, int64_t counts[CLAIM_PROVEN + 1])
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT status, count(*) FROM claim WHERE petition = :petition GROUP BY status",
		&s);

	memset(counts, 0, (CLAIM_PROVEN + 1) * sizeof(*counts));
	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	while ((st = stmt_step(s)) == ST_OK)
		counts[claim_status_named(stmt_get_text(s, 0))] += stmt_get_int(s, 1);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status proof_count_idle(struct db *db, int64_t case_id, int64_t *n)
{
	return stmt_number(db,
		"SELECT CASE WHEN EXISTS (SELECT 1 FROM petition p JOIN claim c ON c.petition = "
		"p.id WHERE p.\"case\" = :id) THEN (SELECT count(*) FROM exhibit e WHERE "
		"e.\"case\" "
		"= :id AND NOT EXISTS (SELECT 1 FROM proof f WHERE f.exhibit = e.id) AND NOT "
		"EXISTS "
		"(SELECT 1 FROM batch b WHERE b.exhibit = e.id)) ELSE 0 END",
		case_id, n);
}

enum status proof_petition_of_exhibit(struct db *db, int64_t exhibit, int64_t *petition)
{
	enum status st = stmt_number(db,
		"SELECT c.petition FROM proof p JOIN claim c ON c.id = p.claim WHERE p.exhibit = "
		":id ORDER BY p.id LIMIT 1",
		exhibit, petition);

	if (st == ST_NOTFOUND)
		st = stmt_number(db,
			"SELECT p.id FROM exhibit e JOIN petition p ON p.\"case\" = e.\"case\" "
			"WHERE "
			"e.id = :id ORDER BY p.id LIMIT 1",
			exhibit, petition);
	if (st == ST_NOTFOUND)
		*petition = 0;
	return st == ST_NOTFOUND ? ST_OK : st;
}
