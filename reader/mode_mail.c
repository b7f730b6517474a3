#include "config.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/str.h"
#include "reader/mail_raw.h"
#include "reader/mailbox.h"
#include "reader/reader.h"

/*
 * mail message: the file is one message. mail mailbox FROM: it is a mailbox, read from there on.
 * Says of each message where it stands, its heads, and what is attached to it; of a message in a
 * message the same.
 */

#define MESSAGE_MOST (256 << 20) /* bytes of one message */
#define PARTS_MOST 20000         /* of one message, all of them together */
#define DEEPEST 8                /* messages in messages that are opened */
#define PATH_MOST 200

struct mail {
	struct reader *r;
	unsigned parts;
	enum reader_why why;
};

/* A part with what is known of where it stands in the bytes: NULL where that is not known. */
struct entity {
	GMimeObject *object;
	const char *raw;
	size_t len;
	unsigned depth; /* 1: of the message itself */
	char path[PATH_MOST];
};

static void walk(struct mail *m, const struct entity *e);

/* ---- heads ---- */

static void say_head(struct mail *m, const char *name, const char *value)
{
	struct str text = STR_INIT;

	if (!value || !*value)
		return;
	str_init(&text, 4096);
	str_add(&text, name);
	str_add_c(&text, '\0');
	str_add(&text, value);
	reader_say(m->r, SAY_HEAD, str_text(&text), text.len);
	str_free(&text);
}

static void say_addresses(struct mail *m, const char *name, InternetAddressList *list)
{
	char *text = list && internet_address_list_length(list)
			     ? internet_address_list_to_string(list, NULL, FALSE)
			     : NULL;

	say_head(m, name, text);
	g_free(text);
}

static void say_heads(struct mail *m, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	char *day = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

	say_addresses(m, "from", g_mime_message_get_from(message));
	say_addresses(m, "to", g_mime_message_get_to(message));
	say_head(m, "subject", g_mime_message_get_subject(message));
	say_head(m, "date", day);
	say_head(m, "id", g_mime_message_get_message_id(message));
	g_free(day);
}

/* ---- parts ---- */

static void say_part(struct mail *m, const struct entity *e, const char *mime, const char *name)
{
	struct str text = STR_INIT;

	str_init(&text, 4096);
	str_add(&text, e->path);
	str_add_c(&text, '\0');
	str_add(&text, mime);
	str_add_c(&text, '\0');
	str_add(&text, name ? name : "");
	reader_say_with(m->r, SAY_PART, e->depth, str_text(&text), text.len);
	str_free(&text);
}

static void say_bytes(struct mail *m, const char *bytes, size_t len)
{
	while (len) {
		size_t n = len < 1 << 20 ? len : 1 << 20;

		reader_say(m->r, SAY_BYTES, bytes, n);
		bytes += n;
		len -= n;
	}
}

static GByteArray *decoded(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *out = g_mime_stream_mem_new();
	GByteArray *bytes;

	if (content)
		(void)g_mime_data_wrapper_write_to_stream(content, out);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(out), FALSE);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
	g_object_unref(out);
	return bytes;
}

/* Text that is what the message says, not what came with it. */
static bool is_body(GMimeObject *part)
{
	const char *disposition = g_mime_object_get_disposition(part);
	GMimeContentType *type = g_mime_object_get_content_type(part);

	return (!disposition || g_ascii_strcasecmp(disposition, "attachment") != 0) &&
	       !g_mime_part_get_filename(GMIME_PART(part)) &&
	       (!type || g_mime_content_type_is_type(type, "text", "plain") ||
		       g_mime_content_type_is_type(type, "text", "html"));
}

static char *mime_of(GMimeObject *o)
{
	GMimeContentType *type = g_mime_object_get_content_type(o);
	char *name = type ? g_mime_content_type_get_mime_type(type) : NULL;

	return name ? name : g_strdup("application/octet-stream");
}

/* ---- messages ---- */

static GMimeMessage *parse(const char *bytes, size_t len)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message;

	g_mime_parser_set_persist_stream(parser, TRUE);
	message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static void walk_message(
	struct mail *m, GMimeMessage *message, const struct entity *at, const char *raw, size_t len)
{
	struct entity body = { .object = g_mime_message_get_mime_part(message),
		.raw = raw,
		.len = len,
		.depth = at->depth + 1 };

	if (!body.object || body.depth > DEEPEST)
		return;
	snprintf(body.path, sizeof(body.path), "%s", at->path);
	walk(m, &body);
}

/* A message that is attached: its own bytes, then what is attached to it. */
static void say_message(
	struct mail *m, const struct entity *e, GMimeMessage *message, const char *raw, size_t len)
{
	say_part(m, e, "message/rfc822",
		g_mime_object_get_content_disposition_parameter(e->object, "filename"));
	if (message)
		say_heads(m, message);
	say_bytes(m, raw, len);
	reader_say_number(m->r, SAY_PART_END, message != NULL);
	if (message)
		walk_message(m, message, e, raw, len);
}

static void walk_message_part(struct mail *m, const struct entity *e)
{
	GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(e->object));
	struct mail_raw raw = { e->raw, e->len };
	char *text = NULL;

	if (!message)
		return;
	/* Where it cannot be told where it stands, as the library writes it. */
	if (e->raw && mail_raw_content(&raw)) {
		say_message(m, e, message, raw.bytes, raw.len);
		return;
	}
	text = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
	say_message(m, e, message, text ? text : "", text ? strlen(text) : 0);
	g_free(text);
}

static void walk_leaf(struct mail *m, const struct entity *e)
{
	char *mime;
	GByteArray *bytes;

	if (is_body(e->object))
		return;
	mime = mime_of(e->object);
	bytes = decoded(GMIME_PART(e->object));
	/* One that was encoded, which it must not be, comes as any other part. */
	if (!strcmp(mime, "message/rfc822")) {
		GMimeMessage *message = parse((const char *)bytes->data, bytes->len);

		say_message(m, e, message, (const char *)bytes->data, bytes->len);
		if (message)
			g_object_unref(message);
	} else {
		say_part(m, e, mime, g_mime_part_get_filename(GMIME_PART(e->object)));
		say_bytes(m, (const char *)bytes->data, bytes->len);
		reader_say_number(m->r, SAY_PART_END, 0);
	}
	g_byte_array_free(bytes, TRUE);
	g_free(mime);
}

static void walk_multipart(struct mail *m, const struct entity *e)
{
	GMimeMultipart *multipart = GMIME_MULTIPART(e->object);
	const int n = g_mime_multipart_get_count(multipart);
	struct mail_raw *raw = mem_array((size_t)n + 1, sizeof(*raw));
	bool known = e->raw && mail_raw_parts(&(struct mail_raw){ e->raw, e->len },
				       g_mime_multipart_get_boundary(multipart), raw, (size_t)n);

	for (int i = 0; i < n && m->why == WHY_NOT; i++) {
		struct entity part = { .object = g_mime_multipart_get_part(multipart, i),
			.raw = known ? raw[i].bytes : NULL,
			.len = known ? raw[i].len : 0,
			.depth = e->depth };

		snprintf(part.path, sizeof(part.path), "%.*s%s%d", PATH_MOST - 16, e->path,
			*e->path ? "." : "", i + 1);
		walk(m, &part);
	}
	free(raw);
}

static void walk(struct mail *m, const struct entity *e)
{
	if (++m->parts > PARTS_MOST)
		m->why = WHY_TOO_MUCH;
	if (m->why != WHY_NOT)
		return;
	if (GMIME_IS_MULTIPART(e->object))
		walk_multipart(m, e);
	else if (GMIME_IS_MESSAGE_PART(e->object))
		walk_message_part(m, e);
	else if (GMIME_IS_PART(e->object))
		walk_leaf(m, e);
}

/* ---- the file ---- */

static void put_place(unsigned char *out, int64_t n)
{
	for (int i = 0; i < 8; i++)
		out[i] = (unsigned char)((uint64_t)n >> (8 * i));
}

static enum reader_why read_message(struct reader *r, int64_t from, int64_t to)
{
	struct mail m = { .r = r };
	const struct entity top = { .depth = 0 };
	unsigned char place[16];
	GMimeMessage *message;
	char *bytes;

	put_place(place, from);
	put_place(place + 8, to);
	reader_say(r, SAY_MESSAGE, place, sizeof(place));
	if (to - from > MESSAGE_MOST)
		return WHY_TOO_MUCH;
	bytes = mem_alloc((size_t)(to - from) + 1);
	if (reader_read(bytes, (size_t)(to - from), from) != to - from) {
		free(bytes);
		return WHY_DAMAGED;
	}
	message = parse(bytes, (size_t)(to - from));
	if (message)
		say_heads(&m, message);
	reader_say(r, SAY_HEADS_END, "", 0);
	if (message) {
		walk_message(&m, message, &top, bytes, (size_t)(to - from));
		g_object_unref(message);
	}
	free(bytes);
	return m.why;
}

static ptrdiff_t read_file(void *arg, void *bytes, size_t len, int64_t from)
{
	(void)arg;
	return reader_read(bytes, len, from);
}

static enum reader_why read_mailbox(struct reader *r, int64_t start, int64_t size)
{
	enum reader_why why = WHY_NOT;
	struct mailbox box;
	int64_t from, to;

	mailbox_open(&box, read_file, NULL, start);
	while (why == WHY_NOT && mailbox_next(&box, &from, &to)) {
		why = read_message(r, from, to);
		reader_progress(r, (uint32_t)(to >> 10), (uint32_t)(size >> 10));
	}
	if (box.failed && why == WHY_NOT)
		why = WHY_DAMAGED;
	mailbox_close(&box);
	return why;
}

enum reader_why mode_mail(struct reader *r)
{
	int64_t size = reader_size();

	if (size < 0 || r->n_args < 1)
		return WHY_DAMAGED;
	g_mime_init();
	if (!strcmp(r->args[0], "message"))
		return read_message(r, 0, size);
	return read_mailbox(r, r->n_args > 1 ? strtoll(r->args[1], NULL, 10) : 0, size);
}
