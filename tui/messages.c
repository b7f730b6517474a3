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

void message_without_options(const char *text, struct str *out)
{
	const char *option;

	if (!strncmp(text, "--", 2) && strchr(text, ' '))
		text = strchr(text, ' ') + 1;
	while ((option = strstr(text, " (--")) != NULL && strchr(option, ')')) {
		str_add_n(out, text, (size_t)(option - text));
		text = strchr(option, ')') + 1;
	}
	str_add(out, text);
}

void messages_free(struct messages *m)
{
	while (m->n > 0)
		free(m->all[--m->n].text);
}
