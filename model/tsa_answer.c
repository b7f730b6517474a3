#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/tsa.h"

void tsa_answer_free(struct tsa_answer *a)
{
	free(a->nonce);
	free(a->authority);
	free(a->serial);
	free(a->policy);
	free(a->why);
	str_free(&a->cas);
	memset(a, 0, sizeof(*a));
}
