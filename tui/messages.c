#include "config.h"

#include "tui/messages.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

void messages_add(struct messages *m, const char *text, bool failed)
{
	if (!*text || (m->n > 0 && !strcmp(m->all[0].text, text)))
		return;
	if (m->n == MESSAGES_MAX)
		free(m->all[--m->n].text);
	memmove(m->all + 1, m->all, m->n * sizeof(*m->all));
	m->all[0] = (struct message){ mem_text(text), failed };
	m->n++;
}

void messages_free(struct messages *m)
{
	while (m->n > 0)
		free(m->all[--m->n].text);
}
