#include "config.h"

#include "reader/mailbox.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

#define BUFFER (1 << 20)

static bool is_digit(char c)
{
	return '0' <= c && c <= '9';
}

bool mailbox_is_separator(const char *line, size_t len)
{
	bool clock = false, year = false;

	if (len < 6 || strncmp(line, "From ", 5) != 0)
		return false;
	for (size_t i = 5; i + 4 <= len; i++) {
		const char *p = line + i;

		clock = clock || (is_digit(p[0]) && p[1] == ':' && is_digit(p[2]));
		year = year ||
		       (p[-1] == ' ' && is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2]) &&
			       is_digit(p[3]) && (i + 4 == len || !is_digit(p[4])));
	}
	return clock && year;
}

/* "Name:"; old programs also put another From line there, quoted. */
static bool is_header(const char *line, size_t len)
{
	size_t n = 0;

	if (len > 6 && !strncmp(line, ">From ", 6))
		return true;
	while (n < len && line[n] > 0x20 && line[n] < 0x7f && line[n] != ':')
		n++;
	return n > 0 && n < len && line[n] == ':';
}

/* ---- lines ---- */

struct line {
	int64_t from;
	int64_t next; /* of the line behind it */
	char text[MAILBOX_LINE];
	size_t len; /* of what is in `text`, without its end */
};

/* The bytes at a place, as far as they are at hand; more are read where there are none. */
static const char *look(struct mailbox *m, int64_t from, size_t *n)
{
	ptrdiff_t got;

	if (from < m->at || from >= m->at + (int64_t)m->n) {
		got = m->read(m->arg, m->buffer, BUFFER, from);
		m->failed = m->failed || got < 0;
		m->at = from;
		m->n = got > 0 ? (size_t)got : 0;
	}
	*n = m->n - (size_t)(from - m->at);
	return m->buffer + (from - m->at);
}

static bool read_line(struct mailbox *m, int64_t from, struct line *line)
{
	bool ended = false;

	line->from = line->next = from;
	line->len = 0;
	while (!ended) {
		size_t n = 0, room = sizeof(line->text) - line->len, take;
		const char *p = look(m, line->next, &n);
		const char *end = n ? memchr(p, '\n', n) : NULL;

		if (!n)
			break;
		ended = end != NULL;
		n = end ? (size_t)(end - p) + 1 : n;
		take = end ? n - 1 : n;
		take = take < room ? take : room;
		memcpy(line->text + line->len, p, take);
		line->len += take;
		line->next += (int64_t)n;
	}
	if (line->len && line->text[line->len - 1] == '\r')
		line->len--;
	return line->next > from;
}

/* ---- messages ---- */

void mailbox_open(struct mailbox *m, mailbox_read_fn *read, void *arg, int64_t from)
{
	memset(m, 0, sizeof(*m));
	m->read = read;
	m->arg = arg;
	m->next = from;
	m->buffer = mem_alloc(BUFFER);
}

void mailbox_close(struct mailbox *m)
{
	free(m->buffer);
}

/* Looks from `from` on for a separator behind an empty line. True: it stands at *at, and the
 * message in front of it ends at *end. */
static bool find_separator(
	struct mailbox *m, int64_t from, bool empty_before, int64_t *at, int64_t *end)
{
	struct line line, below;
	int64_t blank = from;
	bool more = read_line(m, from, &line);

	while (more) {
		if (empty_before && mailbox_is_separator(line.text, line.len) &&
			read_line(m, line.next, &below) && is_header(below.text, below.len)) {
			*at = line.from;
			*end = blank;
			return true;
		}
		empty_before = !line.len;
		blank = line.from;
		from = line.next;
		more = read_line(m, from, &line);
	}
	*at = from;
	*end = empty_before ? blank : from;
	return false;
}

bool mailbox_next(struct mailbox *m, int64_t *from, int64_t *to)
{
	int64_t at = 0, end = 0;
	struct line separator;

	if (!find_separator(m, m->next, true, &at, &end) || !read_line(m, at, &separator))
		return false;
	*from = separator.next;
	(void)find_separator(m, *from, false, &at, &end);
	*to = end < *from ? *from : end;
	m->next = at;
	return true;
}
