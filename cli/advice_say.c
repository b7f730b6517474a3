#include "config.h"

#include "cli/advice_say.h"

#include "cli/print.h"
#include "model/advice.h"
#include "model/i18n.h"
#include "model/str.h"

static enum status say(void *arg, const struct advice *a)
{
	FILE *out = arg;
	struct str line = STR_INIT;

	str_addf(&line, _("Warning: %s"), a->text);
	print_clean(out, str_text(&line));
	fputc('\n', out);
	str_free(&line);
	return ST_OK;
}

void advice_say(struct db *db, const struct record *r, FILE *out)
{
	/* The record is saved, or shown: that stands, whatever could be said besides. */
	(void)!advice_of(db, r, say, out);
}
