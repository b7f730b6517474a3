#include "config.h"

#include "model/extra.h"

#include <string.h>

static void add_name(struct str *out, const char *name)
{
	if (*name == '+')
		str_add_c(out, '\\');
	for (; *name; name++) {
		if (*name == '\n') {
			str_add(out, "\\n");
			continue;
		}
		if (*name == ':' || *name == '\\')
			str_add_c(out, '\\');
		str_add_c(out, *name);
	}
}

void extra_add(struct str *out, const char *name, const char *value, size_t len)
{
	const char *end = len ? value + len : value;

	if (out->len)
		str_add_c(out, '\n');
	add_name(out, name);
	str_add_c(out, ':');
	for (const char *p = value; len && p <= end;) {
		const char *line = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
		size_t n = (size_t)((line ? line : end) - p);

		if (p != value)
			str_add(out, "\n+");
		if (n)
			str_add_c(out, ' ');
		str_add_n(out, p, n);
		p += n + 1;
	}
}

/* Reads a name up to its colon; answers what is behind it, or NULL where there is none. */
static const char *take_name(const char *p, const char *end, struct str *name)
{
	for (; p < end && *p != ':'; p++) {
		if (*p == '\\' && p + 1 < end) {
			p++;
			str_add_c(name, *p == 'n' ? '\n' : *p);
		} else {
			str_add_c(name, *p);
		}
	}
	return p < end ? p + 1 : NULL;
}

static void take_value(const char *p, const char *end, struct str *value)
{
	if (p < end && *p == ' ')
		p++;
	str_add_n(value, p, (size_t)(end - p));
}

bool extra_next(const char **at, struct str *name, struct str *value)
{
	const char *p = *at, *end, *behind;

	str_clear(name);
	str_clear(value);
	if (!*p)
		return false;
	end = p + strcspn(p, "\n");
	behind = take_name(p, end, name);
	if (!behind)
		str_clear(name);
	take_value(behind ? behind : p, end, value);
	while (*end && end[1] == '+') {
		p = end + 2;
		end = p + strcspn(p, "\n");
		str_add_c(value, '\n');
		take_value(p, end, value);
	}
	*at = *end ? end + 1 : end;
	return true;
}
