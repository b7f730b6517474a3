#include "config.h"

#include "model/organisation.h"

#include <string.h>

#include "model/text.h"

void organisation_key(const char *name, struct str *out)
{
	static const char signs[] = " \t\n.,;:\"'()-&/";
	struct str folded = STR_INIT;

	text_fold(&folded, name, strlen(name));
	for (const char *p = str_text(&folded); *p; p++)
		if (!strchr(signs, *p))
			str_add_c(out, *p);
	str_free(&folded);
}
