#include "config.h"

#include "model/who.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/text.h"

#define LENGTH_MAX 200 /* bytes */

void who_is_here(struct str *out)
{
	const char *given = getenv("AMPARO_WHO");
	const struct passwd *account = given && *given ? NULL : getpwuid(getuid());
	struct str text = STR_INIT;
	size_t len;

	/* The full name is the first of several things between commas. */
	if (account && account->pw_gecos)
		given = account->pw_gecos;
	if (account && (!given || !*given || *given == ','))
		given = account->pw_name;
	len = given ? strcspn(given, account ? ",\n" : "\n") : 0;
	if (len && len < LENGTH_MAX && text_take(given, len, &text) == ST_OK)
		str_add_n(out, str_text(&text), text.len);
	str_free(&text);
}

bool who_line(const char *given, struct str *out)
{
	struct str text = STR_INIT;
	bool line = text_take(given, strlen(given), &text) == ST_OK &&
		    strcspn(str_text(&text), "\n") == text.len;

	if (line)
		str_add(out, str_text(&text));
	str_free(&text);
	return line;
}

bool who_acts(struct str *out)
{
	const char *given = getenv("AMPARO_BY");

	return !given || who_line(given, out);
}

void who_acts_here(struct str *out)
{
	size_t before = out->len;

	if (!who_acts(out) || out->len == before)
		who_is_here(out);
}
