#include "config.h"

#include "reader/strip.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "reader/burn.h"

/* What a PDF says of itself, wherever in it. */
static const char *const said[] = { "/Metadata", "/PieceInfo", "/Thumb", "/LastModified" };

static void took(struct reader *r, const char *what)
{
	if (r)
		reader_say_text(r, SAY_STRIP_TOOK, what);
}

static bool has_key(qpdf_data q, qpdf_oh dict, const char *key)
{
	return qpdf_oh_is_dictionary(q, dict) && qpdf_oh_has_key(q, dict, key);
}

/* In one object; *n counts. */
static void strip_object(qpdf_data q, qpdf_oh object, size_t *n)
{
	qpdf_oh dict = qpdf_oh_is_stream(q, object) ? qpdf_oh_get_dict(q, object) : object;

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (has_key(q, dict, said[i])) {
			qpdf_oh_remove_key(q, dict, said[i]);
			++*n;
		}
}

/* Photographs in a document carry what the camera wrote into them. */
static void strip_photograph(struct reader *r, qpdf_data q, qpdf_oh stream, size_t *n)
{
	qpdf_oh dict = qpdf_oh_get_dict(q, stream);
	qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter");
	unsigned char *bytes = NULL;
	QPDF_BOOL filtered = QPDF_FALSE;
	struct str out = STR_INIT;
	size_t len = 0;
	bool any = false;

	if (qpdf_oh_is_array(q, filter) && qpdf_oh_get_array_n_items(q, filter) == 1)
		filter = qpdf_oh_get_array_item(q, filter, 0);
	if (!qpdf_oh_is_name(q, filter) || strcmp(qpdf_oh_get_name(q, filter), "/DCTDecode") != 0 ||
		(qpdf_oh_get_stream_data(q, stream, qpdf_dl_none, &filtered, &bytes, &len) &
			QPDF_ERRORS))
		return;
	if (strip_picture_in((const char *)bytes, len, &out, &any) != WHY_NOT) {
		if (r)
			reader_say_text(r, SAY_STRIP_KEPT, "pictures");
	} else if (any) {
		qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)str_text(&out),
			out.len, filter, qpdf_oh_get_key(q, dict, "/DecodeParms"));
		++*n;
	}
	free(bytes);
	str_free(&out);
}

/* Objects are numbered below the trailer's /Size. */
static int object_count(qpdf_data q)
{
	qpdf_oh size = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Size");

	return qpdf_oh_is_integer(q, size) ? qpdf_oh_get_int_value_as_int(q, size) : 0;
}

static void tell_files(struct reader *r, qpdf_data q)
{
	qpdf_oh names = qpdf_oh_get_key(q, qpdf_get_root(q), "/Names");

	if (r && has_key(q, names, "/EmbeddedFiles"))
		reader_say_text(r, SAY_STRIP_KEPT, "files");
}

static void strip_all(struct reader *r, qpdf_data q)
{
	qpdf_oh trailer = qpdf_get_trailer(q);
	size_t n = 0;

	if (has_key(q, trailer, "/Info")) {
		qpdf_oh_remove_key(q, trailer, "/Info");
		took(r, "information");
	}
	/* It ties the copy to the original. */
	if (has_key(q, trailer, "/ID"))
		qpdf_oh_remove_key(q, trailer, "/ID");
	for (int i = 1, size = object_count(q); i < size; i++) {
		qpdf_oh object = qpdf_get_object_by_id(q, i, 0);

		strip_object(q, object, &n);
		if (qpdf_oh_is_stream(q, object))
			strip_photograph(r, q, object, &n);
		qpdf_oh_release_all(q);
	}
	if (n)
		took(r, "metadata");
	tell_files(r, q);
}

enum reader_why strip_pdf(struct reader *r, const char *bytes, size_t len)
{
	qpdf_data q = qpdf_init();
	QPDF_ERROR_CODE bad;
	enum reader_why why = WHY_NOT;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	bad = qpdf_read_memory(q, "document", bytes, len, NULL);
	if (bad & QPDF_ERRORS) {
		why = qpdf_get_error_code(q, qpdf_get_error(q)) == qpdf_e_password ? WHY_LOCKED
										   : WHY_DAMAGED;
		goto out;
	}
	strip_all(r, q);
	if (qpdf_init_write_memory(q) & QPDF_ERRORS) {
		why = WHY_MEMORY;
		goto out;
	}
	qpdf_set_preserve_encryption(q, QPDF_FALSE);
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	if (qpdf_write(q) & QPDF_ERRORS)
		why = WHY_DAMAGED;
	else if (!burn_write(qpdf_get_buffer(q), qpdf_get_buffer_length(q)))
		why = WHY_NO_ROOM;
out:
	qpdf_cleanup(&q);
	return why;
}
