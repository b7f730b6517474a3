#include "config.h"

#include "reader/mail_raw.h"

#include <string.h>

/* The line at `p`: its end without CR LF, and where the next begins. */
static const char *line_end(const char *p, const char *end, const char **next)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p));

	*next = lf ? lf + 1 : end;
	lf = lf ? lf : end;
	return lf > p && lf[-1] == '\r' ? lf - 1 : lf;
}

bool mail_raw_content(struct mail_raw *entity)
{
	const char *p = entity->bytes, *end = p + entity->len, *next;

	while (p < end) {
		bool empty = line_end(p, end, &next) == p;

		p = next;
		if (empty) {
			entity->bytes = p;
			entity->len = (size_t)(end - p);
			return true;
		}
	}
	return false;
}

/* 1: the line is the boundary; 2: it is the last one; 0: another line. */
static int is_boundary(const char *line, const char *end, const char *boundary)
{
	size_t len = strlen(boundary);
	int kind = 1;

	if ((size_t)(end - line) < len + 2 || strncmp(line, "--", 2) != 0 ||
		memcmp(line + 2, boundary, len) != 0)
		return 0;
	line += len + 2;
	if (end - line >= 2 && !strncmp(line, "--", 2)) {
		kind = 2;
		line += 2;
	}
	while (line < end && (*line == ' ' || *line == '\t'))
		line++;
	return line == end ? kind : 0;
}

/* The line end before a boundary belongs to it. */
static size_t length_before(const char *from, const char *boundary)
{
	const char *p = boundary;

	if (p > from && p[-1] == '\n')
		p--;
	if (p > from && p < boundary && p[-1] == '\r')
		p--;
	return (size_t)(p - from);
}

bool mail_raw_parts(
	const struct mail_raw *entity, const char *boundary, struct mail_raw *out, size_t n)
{
	struct mail_raw content = *entity;
	const char *p, *end, *next, *from = NULL;
	size_t found = 0;
	int kind = 0;

	if (!boundary || !*boundary || !mail_raw_content(&content))
		return false;
	p = content.bytes;
	end = p + content.len;
	for (; p < end && kind != 2; p = next) {
		kind = is_boundary(p, line_end(p, end, &next), boundary);
		if (!kind)
			continue;
		if (from && found < n)
			out[found] = (struct mail_raw){ from, length_before(from, p) };
		found += from != NULL;
		from = kind == 1 ? next : NULL;
	}
	if (from && from < end) {
		if (found < n)
			out[found] = (struct mail_raw){ from, (size_t)(end - from) };
		found++;
	}
	return found == n;
}
