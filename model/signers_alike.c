/* Organisations of a signature block that may be one, as their names are alike. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/organisation.h"
#include "model/signers.h"
#include "model/str.h"

struct named {
	char *key; /* owned */
	const struct signer *signer;
};

static char *name_key(const char *name)
{
	struct str key = STR_INIT;

	organisation_key(name, &key);
	return str_detach(&key);
}

static int by_key(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	const int c = strcmp(x->key, y->key);

	return c ? c : x->signer->id < y->signer->id ? -1 : x->signer->id > y->signer->id;
}

int64_t signers_alike(const struct signers *s, struct str *out)
{
	struct named *all = mem_array(s->n + 1, sizeof(*all));
	int64_t found = 0;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->all[i].capacity == CAPACITY_ORGANISATION)
			all[n++] = (struct named){ name_key(s->all[i].name), &s->all[i] };
	qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 1; i < n; i++) {
		if (!*all[i].key || strcmp(all[i - 1].key, all[i].key) != 0)
			continue;
		found++;
		str_addf(out, "  %s, %s\n", all[i - 1].signer->name, all[i].signer->name);
	}
	for (size_t i = 0; i < n; i++)
		free(all[i].key);
	free(all);
	return found;
}
