#include "config.h"

#include <fcntl.h>
#include <gmime/gmime.h>
#include <string.h>

#include "reader/formats.h"
#include "reader/says.h"

/* Messages through GMime: headers and text. What is attached is an exhibit of its own. */

#define PARTS_MAX 1000    /* of a message */
#define DEPTH_MAX 20      /* of parts within parts */
#define MESSAGES_MAX 5000 /* of a mailbox */

struct mail {
	struct reader *r;
	struct pages pages;
	int parts;  /* seen */
	bool alone; /* a message, and no mailbox: what its headers say is what the file says */
};

static void put_line(struct mail *m, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	pages_add_text(&m->pages, name);
	pages_add_text(&m->pages, ": ");
	pages_add_text(&m->pages, value);
	pages_line(&m->pages);
}

static void put_addresses(
	struct mail *m, const char *name, InternetAddressList *list, const char *as)
{
	char *text = list ? internet_address_list_to_string(list, NULL, false) : NULL;

	put_line(m, name, text);
	if (m->alone && as)
		says(m->r, as, text);
	g_free(text);
}

static void put_date(struct mail *m, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	char *text = date ? g_date_time_format_iso8601(date) : NULL;

	put_line(m, "Date", text);
	if (m->alone)
		says(m->r, "date", text);
	g_free(text);
}

/* What a mail program writes of itself and of where it ran. */
static void say_headers(struct mail *m, GMimeMessage *message)
{
	static const char *const headers[][2] = { { "X-Mailer", "program" },
		{ "User-Agent", "program" }, { "X-Originating-IP", "sent-from" },
		{ "X-Sender-IP", "sent-from" }, { "Organization", "company" },
		{ "X-Sender", "from" } };

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]) && m->alone; i++)
		says(m->r, headers[i][1],
			g_mime_object_get_header(GMIME_OBJECT(message), headers[i][0]));
}

static void put_headers(struct mail *m, GMimeMessage *message)
{
	put_addresses(m, "From", g_mime_message_get_from(message), "from");
	put_addresses(m, "To", g_mime_message_get_to(message), "to");
	put_addresses(m, "Cc", g_mime_message_get_cc(message), "to");
	put_date(m, message);
	put_line(m, "Subject", g_mime_message_get_subject(message));
	if (m->alone)
		says(m->r, "title", g_mime_message_get_subject(message));
	say_headers(m, message);
	pages_add(&m->pages, "\n", 1);
}

/* ---- parts ---- */

static void put_text(struct mail *m, GMimeTextPart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	char *text = g_mime_text_part_get_text(part);

	if (text && g_mime_content_type_is_type(type, "text", "html"))
		html_text(&m->pages, NULL, text, strlen(text), "UTF-8");
	else if (text)
		pages_add_text(&m->pages, text);
	pages_line(&m->pages);
	g_free(text);
}

static bool is_attached(GMimeObject *part)
{
	const char *how = g_mime_object_get_disposition(part);

	return how && !strcasecmp(how, GMIME_DISPOSITION_ATTACHMENT);
}

static void put_part(struct mail *m, GMimeObject *part, int depth);

/* Of several forms of one text the plain one; else the last, which is the richest. */
static void put_best(struct mail *m, GMimeMultipart *all, int depth)
{
	int n = g_mime_multipart_get_count(all), best = n - 1;

	for (int i = n - 1; i >= 0; i--)
		if (g_mime_content_type_is_type(
			    g_mime_object_get_content_type(g_mime_multipart_get_part(all, i)),
			    "text", "plain"))
			best = i;
	if (best >= 0)
		put_part(m, g_mime_multipart_get_part(all, best), depth);
}

static void put_multipart(struct mail *m, GMimeMultipart *all, int depth)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(all));

	if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
		put_best(m, all, depth);
		return;
	}
	for (int i = 0; i < g_mime_multipart_get_count(all) && m->parts <= PARTS_MAX; i++)
		put_part(m, g_mime_multipart_get_part(all, i), depth);
}

static void put_name(struct mail *m, GMimeObject *part)
{
	const char *name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;

	put_line(m, "Attachment", name);
	if (m->alone)
		says(m->r, "attachment", name);
}

static void put_part(struct mail *m, GMimeObject *part, int depth)
{
	if (!part || ++m->parts > PARTS_MAX || depth > DEPTH_MAX || m->pages.full)
		return;
	if (GMIME_IS_MULTIPART(part)) {
		put_multipart(m, GMIME_MULTIPART(part), depth + 1);
	} else if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		bool alone = m->alone;

		/* A message within one is somebody else's. */
		m->alone = false;
		if (inner) {
			put_headers(m, inner);
			put_part(m, g_mime_message_get_mime_part(inner), depth + 1);
		}
		m->alone = alone;
	} else if (GMIME_IS_TEXT_PART(part) && !is_attached(part)) {
		put_text(m, GMIME_TEXT_PART(part));
	} else {
		put_name(m, part);
	}
}

static void put_message(struct mail *m, GMimeMessage *message)
{
	m->parts = 0;
	put_headers(m, message);
	put_part(m, g_mime_message_get_mime_part(message), 0);
	pages_break(&m->pages);
}

static bool is_mailbox(void)
{
	char first[5];

	return reader_read(first, sizeof(first), 0) == 5 && !memcmp(first, "From ", 5);
}

enum reader_why read_mail(struct reader *r)
{
	struct mail m = { .r = r };
	GMimeStream *stream;
	GMimeParser *parser;
	int n = 0;

	g_mime_init();
	stream = g_mime_stream_fs_new(fcntl(READER_IN, F_DUPFD_CLOEXEC, 4));
	parser = g_mime_parser_new_with_stream(stream);
	m.alone = !is_mailbox();
	g_mime_parser_set_format(parser, m.alone ? GMIME_FORMAT_MESSAGE : GMIME_FORMAT_MBOX);
	pages_begin(&m.pages, r, true);
	do {
		GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

		if (!message)
			break;
		put_message(&m, message);
		g_object_unref(message);
	} while (!m.alone && !g_mime_parser_eos(parser) && ++n < MESSAGES_MAX && !m.pages.full);
	g_object_unref(parser);
	g_object_unref(stream);
	return pages_end(&m.pages);
}
