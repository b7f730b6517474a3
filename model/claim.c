#include "config.h"

#include "model/claim.h"

#include <string.h>

#include "model/i18n.h"

/* The rule by which a claim has its status: values in, values out. */

static const struct {
	const char *name;
	const char *label;
} statuses[] = {
	[CLAIM_UNPROVEN] = { "unproven", N_("unproven") },
	[CLAIM_DISPUTED] = { "disputed", N_("disputed") },
	[CLAIM_SUPPORTED] = { "supported", N_("supported") },
	[CLAIM_PROVEN] = { "proven", N_("proven") },
};

enum claim_status claim_status_named(const char *name)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		if (name && !strcmp(statuses[i].name, name))
			return (enum claim_status)i;
	return CLAIM_UNPROVEN;
}

const char *claim_status_name(enum claim_status status)
{
	return statuses[status].name;
}

const char *claim_status_label(enum claim_status status)
{
	return _(statuses[status].label);
}

int claim_grade(const char *reliability)
{
	if (reliability && reliability[0] == '0' && reliability[1] >= '1' &&
		reliability[1] <= '4' && !reliability[2])
		return reliability[1] - '0';
	return GRADE_LAST;
}

bool claim_independent(const struct claim_exhibit *a, const struct claim_exhibit *b)
{
	if (!a->source || !b->source || !strcmp(a->source, b->source) || a->root == b->root)
		return false;
	if (a->loose_translation || b->loose_translation)
		return false;
	return !a->sha256 || !b->sha256 || strcmp(a->sha256, b->sha256) != 0;
}

/* A claim with ten thousand exhibits of one source is not compared pair by pair. */
static bool one_source(const struct claim_evidence *e)
{
	const char *first = NULL;

	for (size_t i = 0; i < e->n_supports; i++) {
		const struct claim_exhibit *x = e->supports[i];

		if (x->grade > GRADE_GOOD || !x->source)
			continue;
		if (first && strcmp(first, x->source) != 0)
			return false;
		first = x->source;
	}
	return true;
}

static bool two_sources(const struct claim_evidence *e)
{
	if (one_source(e))
		return false;
	for (size_t i = 0; i < e->n_supports; i++) {
		if (e->supports[i]->grade > GRADE_GOOD)
			continue;
		for (size_t k = i + 1; k < e->n_supports; k++)
			if (e->supports[k]->grade <= GRADE_GOOD &&
				claim_independent(e->supports[i], e->supports[k]))
				return true;
	}
	return false;
}

static void find(struct claim_finding *f, enum claim_status status, enum claim_why why)
{
	f->status = status;
	f->why = why;
}

/* What is said against it, where that is not met. */
static bool is_disputed(const struct claim_evidence *e, struct claim_finding *out)
{
	size_t worst = 0;

	for (size_t i = 1; i < e->n_contradicts; i++)
		if (e->contradicts[i]->grade < e->contradicts[worst]->grade)
			worst = i;
	if (e->n_contradicts && e->contradicts[worst]->grade <= out->best) {
		out->contradicts = worst;
		find(out, CLAIM_DISPUTED, WHY_CONTRADICTED);
		return true;
	}
	if (e->answered && out->best > GRADE_GOOD) {
		find(out, CLAIM_DISPUTED, WHY_ANSWERED);
		return true;
	}
	return false;
}

void claim_judge(const struct claim_evidence *e, struct claim_finding *out)
{
	*out = (struct claim_finding){ .best = e->has_facts ? e->best_below : GRADE_LAST + 1 };
	for (size_t i = 0; i < e->n_supports; i++)
		if (e->supports[i]->grade < out->best)
			out->best = e->supports[i]->grade;
	if (e->has_facts && e->weakest <= CLAIM_DISPUTED)
		find(out, e->weakest, WHY_FACTS);
	else if (!e->has_facts && !e->n_supports)
		find(out, CLAIM_UNPROVEN, WHY_NOTHING);
	else if (is_disputed(e, out))
		return;
	else if (e->has_facts)
		find(out, e->weakest, WHY_FACTS);
	else if (out->best > GRADE_GOOD)
		find(out, CLAIM_SUPPORTED, WHY_LOW_GRADE);
	else if (two_sources(e))
		find(out, CLAIM_PROVEN, WHY_TWO_SOURCES);
	else
		find(out, CLAIM_SUPPORTED, WHY_ONE_SOURCE);
}

const char *claim_why_words(enum claim_why why)
{
	static const char *const words[] = {
		[WHY_NOTHING] = N_("no exhibit supports it"),
		[WHY_CONTRADICTED] = N_("an exhibit contradicts it that is at least as reliable as "
					"what supports it"),
		[WHY_ANSWERED] = N_("the other side answers, and no exhibit of grade 01 or 02 "
				    "supports it"),
		[WHY_LOW_GRADE] = N_("no exhibit that supports it is of grade 01 or 02"),
		[WHY_ONE_SOURCE] = N_("what supports it rests on one source"),
		[WHY_TWO_SOURCES] = N_("two independent sources of grade 01 or 02 support it"),
		[WHY_FACTS] = N_("it is as strong as the weakest claim below it"),
	};

	return _(words[why]);
}

const char *claim_rule(size_t paragraph)
{
	static const char *const rule[] = {
		N_("Unproven: no exhibit supports the claim."),
		N_("Disputed: an exhibit contradicts it that is at least as reliable as the best "
		   "one that supports it; or the other side answers, and no exhibit of grade 01 or "
		   "02 supports it."),
		N_("Supported: it is not disputed, but rests on one source, or on nothing of grade "
		   "01 or 02."),
		N_("Proven: two independent sources of grade 01 or 02 support it, and it is not "
		   "disputed."),
		N_("A claim with others below it is as strong as the weakest of them. What "
		   "contradicts it, and what the other side answers to it, is held against the "
		   "best "
		   "exhibit of its own or of a claim below it; its own exhibits do not lift it "
		   "above what it is made of."),
		N_("Sources are independent when both exhibits name one, not the same, and neither "
		   "is a redaction or a translation of the other, came attached to it or with it, "
		   "or is the same file. A translation that is not attached to its original adds "
		   "no "
		   "source."),
		N_("Grades are those of HURIDOCS: 01 reliable, 02 fairly reliable, 03 not always "
		   "reliable, 04 unreliable, 99 cannot be judged. 99 and none rank below 04. What "
		   "gives context counts for nothing."),
		N_("The status is this one unless somebody set another and said why, in "
		   "status_reason; emptying the reason goes back to the rule."),
	};

	return paragraph < sizeof(rule) / sizeof(*rule) ? _(rule[paragraph]) : NULL;
}
