#include "config.h"

#include <stdlib.h>

#include "model/advice.h"
#include "model/mem.h"
#include "tui/record_view.h"

static enum status take(void *arg, const struct advice *a)
{
	struct record_view *v = arg;

	if (v->n_advice == ADVICE)
		return ST_END;
	v->advice[v->n_advice].text = mem_text(a->text);
	v->advice[v->n_advice++].subject = (struct subject){ a->entity, a->id };
	return ST_OK;
}

enum status record_advice_read(struct record_view *v)
{
	enum status st;

	record_advice_free(v);
	st = advice_of(v->db, &v->record, take, v);
	return st == ST_END ? ST_OK : st;
}

void record_advice_free(struct record_view *v)
{
	while (v->n_advice)
		free(v->advice[--v->n_advice].text);
}
