#include "config.h"

#include "tui/merge.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

void merge_init(struct merge *m, const struct record *was, const struct record *yours,
	const struct record *theirs)
{
	assert(was->entity == yours->entity && was->entity == theirs->entity);
	record_copy(&m->was, was);
	record_copy(&m->yours, yours);
	record_copy(&m->theirs, theirs);
	m->take_theirs = mem_zero(was->entity->n_fields * sizeof(*m->take_theirs));
}

void merge_free(struct merge *m)
{
	record_free(&m->was);
	record_free(&m->yours);
	record_free(&m->theirs);
	free(m->take_theirs);
	m->take_theirs = NULL;
}

/* References by what they refer to: its own ref may have been edited, too. */
static bool same(const struct field *f, const struct value *a, const struct value *b)
{
	if (!a->text || !b->text)
		return !a->text && !b->text;
	if (f->type == FIELD_REF)
		return a->num == b->num;
	if (f->type == FIELD_ANY)
		return a->num == b->num && a->other == b->other;
	return !strcmp(a->text, b->text);
}

enum merge_side merge_of(const struct merge *m, int field)
{
	const struct field *f = &m->was.entity->fields[field];
	const struct value *was = &m->was.values[field];
	const struct value *yours = &m->yours.values[field];
	const struct value *theirs = &m->theirs.values[field];
	bool you = !same(f, was, yours);
	bool them = !same(f, was, theirs);

	if (you && them)
		return same(f, yours, theirs) ? MERGE_ALIKE : MERGE_BOTH;
	return you ? MERGE_YOU : them ? MERGE_THEM : MERGE_NOBODY;
}

size_t merge_count(const struct merge *m, enum merge_side side)
{
	size_t n = 0;

	for (size_t i = 0; i < m->was.entity->n_fields; i++)
		n += merge_of(m, (int)i) == side;
	return n;
}

void merge_result(const struct merge *m, struct record *out)
{
	record_copy(out, &m->theirs);
	out->given = 0;
	for (size_t i = 0; i < m->was.entity->n_fields; i++) {
		enum merge_side side = merge_of(m, (int)i);
		struct value *to = &out->values[i];

		if (side != MERGE_YOU && (side != MERGE_BOTH || m->take_theirs[i]))
			continue;
		free(to->text);
		*to = m->yours.values[i];
		to->text = mem_text_or_null(to->text);
		out->given |= m->yours.given & (uint64_t)1 << i;
	}
}
