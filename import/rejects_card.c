#include "config.h"

#include <string.h>
#include <strings.h>

#include "import/rejects.h"
#include "model/str.h"

/*
 * A refused card as it came, byte for byte, with one property more: why. It is one of our own and
 * no NOTE, so that nobody's notes say it once the card is corrected and taken in, here or
 * elsewhere. It stands in front, behind the version, which must come first: whatever is wrong with
 * the card's end, the line is whole.
 */

struct copy {
	struct rejects *rejects;
	const char *reason;
	const char *end; /* of its lines: "\r\n" */
	bool begun;
	char last; /* byte that was written */
};

/* Behind the end of the line. */
static const char *next_line(const char *p, const char *end)
{
	while (p < end && *p != '\r' && *p != '\n')
		p++;
	if (p < end && *p == '\r')
		return p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
	return p < end ? p + 1 : p;
}

static bool begins(const char *p, const char *end, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(end - p) >= len && !strncasecmp(p, with, len);
}

static void put(struct copy *c, const char *bytes, size_t len)
{
	if (!len)
		return;
	rejects_write(c->rejects, bytes, len);
	c->last = bytes[len - 1];
}

static void put_end(struct copy *c)
{
	if (c->last != '\n' && c->last != '\r')
		put(c, c->end, strlen(c->end));
}

static void put_reason(struct copy *c)
{
	struct str line = STR_INIT;

	str_add(&line, REJECTS_PROPERTY ":");
	for (const char *p = c->reason; *p; p++) {
		if (*p == '\n') {
			str_add(&line, "\\n");
			continue;
		}
		if (strchr("\\,;", *p))
			str_add_c(&line, '\\');
		str_add_c(&line, *p);
	}
	put_end(c);
	put(c, str_text(&line), line.len);
	put(c, c->end, strlen(c->end));
	str_free(&line);
}

/* What an earlier refusal said goes. */
static const char *skip_reasons(const char *p, const char *end)
{
	while (begins(p, end, REJECTS_PROPERTY ":")) {
		p = next_line(p, end);
		while (p < end && (*p == ' ' || *p == '\t'))
			p = next_line(p, end);
	}
	return p;
}

static void put_head(struct copy *c, const char *bytes, size_t len)
{
	const char *end = bytes + len, *p = next_line(bytes, end);

	if (p < end)
		c->end = p[-1] == '\r' ? "\r" : p - bytes > 1 && p[-2] == '\r' ? "\r\n" : "\n";
	if (begins(p, end, "VERSION:"))
		p = next_line(p, end);
	put(c, bytes, (size_t)(p - bytes));
	put_reason(c);
	p = skip_reasons(p, end);
	put(c, p, (size_t)(end - p));
}

static void take(void *arg, const char *bytes, size_t len)
{
	struct copy *c = arg;

	if (c->begun)
		put(c, bytes, len);
	else
		put_head(c, bytes, len);
	c->begun = true;
}

enum status rejects_put_card(
	struct rejects *r, struct vcard_file *file, const struct vcard *card, const char *reason)
{
	struct copy c = { .rejects = r, .reason = reason, .end = "\r\n" };
	enum status st = vcard_file_copy(rejects_db(r), file, card->from, card->to, take, &c);

	put_end(&c);
	return st;
}
