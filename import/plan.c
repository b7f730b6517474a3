#include "config.h"

#include "import/plan.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

const char *plan_verdict_name(enum plan_verdict v)
{
	static const char *const names[PLAN_VERDICTS] = { "add", "same", "update", "unchanged",
		"doubtful", "refuse" };

	return names[v];
}

int64_t import_plan_coming(const struct import_plan *p)
{
	return p->n[PLAN_ADD] + p->n[PLAN_SAME] + p->n[PLAN_DOUBTFUL];
}

void import_plan_count(struct import_plan *p, const struct plan_row *row, size_t max)
{
	enum plan_verdict v = row->verdict;
	struct plan_sample *sample;

	p->read++;
	p->n[v]++;
	if (p->n_samples[v] >= max)
		return;
	p->samples[v] = mem_resize(p->samples[v], p->n_samples[v] + 1, sizeof(**p->samples));
	sample = &p->samples[v][p->n_samples[v]++];
	sample->line = row->line;
	sample->name = mem_text(row->name);
	sample->what = mem_text(row->what);
}

void import_plan_free(struct import_plan *p)
{
	for (int v = 0; v < PLAN_VERDICTS; v++) {
		for (size_t i = 0; i < p->n_samples[v]; i++) {
			free(p->samples[v][i].name);
			free(p->samples[v][i].what);
		}
		free(p->samples[v]);
	}
	free(p->found);
	free(p->why);
	free(p->mapping);
	free(p->unused);
	free(p->encoding);
	free(p->platform);
	memset(p, 0, sizeof(*p));
}
