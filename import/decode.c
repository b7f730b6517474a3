#include "config.h"

#include "import/decode.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/ucnv.h>

#include "model/i18n.h"
#include "model/mem.h"

#define IN_BYTES ((size_t)64 << 10)
#define UNITS ((size_t)16 << 10)
#define BAD '\xFF'

/* The names that are said, and what ICU calls them. The first is found without ICU. */
static const struct {
	const char *name;
	const char *icu;
} encodings[] = {
	{ "UTF-8", "UTF-8" },
	{ "UTF-16", "UTF-16" },
	{ "windows-1250", "windows-1250" },
	{ "windows-1251", "windows-1251" },
	{ "windows-1252", "windows-1252" },
	{ "windows-1252",
		"ISO-8859-1" }, /* as everybody reads it: the rest is control characters */
	{ "windows-1253", "windows-1253" },
	{ "windows-1254", "windows-1254" },
	{ "windows-1255", "windows-1255" },
	{ "windows-1255", "ISO-8859-8" },
	{ "windows-1256", "windows-1256" },
	{ "windows-1257", "windows-1257" },
	{ "windows-1258", "windows-1258" },
	{ "windows-874", "windows-874" },
	{ "ISO-8859-2", "ISO-8859-2" },
	{ "ISO-8859-15", "ISO-8859-15" },
	{ "KOI8-R", "KOI8-R" },
	{ "KOI8-U", "KOI8-U" },
	{ "Big5", "windows-950" },
	{ "Big5", "Big5" },
	{ "Big5-HKSCS", "Big5-HKSCS" },
	{ "GB18030", "GB18030" },
	{ "GB18030", "GBK" },
	{ "GB18030", "GB2312" },
	{ "Shift_JIS", "windows-932" },
	{ "Shift_JIS", "Shift_JIS" },
	{ "EUC-JP", "EUC-JP" },
	{ "EUC-KR", "windows-949" },
	{ "EUC-KR", "EUC-KR" },
	{ "macintosh", "macintosh" },
};

#define N_ENCODINGS (sizeof(encodings) / sizeof(encodings[0]))

/* What ICU calls the converter of that name; "" where it has none. */
static void canonical(const char *name, char out[UCNV_MAX_CONVERTER_NAME_LENGTH])
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *c =
		strlen(name) < UCNV_MAX_CONVERTER_NAME_LENGTH ? ucnv_open(name, &error) : NULL;
	const char *found = c && U_SUCCESS(error) ? ucnv_getName(c, &error) : NULL;

	out[0] = '\0';
	if (found && U_SUCCESS(error) && strlen(found) < UCNV_MAX_CONVERTER_NAME_LENGTH)
		memcpy(out, found, strlen(found) + 1);
	ucnv_close(c);
}

const char *encoding_find(const char *name)
{
	char wanted[UCNV_MAX_CONVERTER_NAME_LENGTH], known[UCNV_MAX_CONVERTER_NAME_LENGTH];

	for (size_t i = 0; i < N_ENCODINGS; i++)
		if (!strcasecmp(encodings[i].name, name) || !strcasecmp(encodings[i].icu, name))
			return encodings[i].name;
	if (!*name)
		return NULL;
	canonical(name, wanted);
	if (!strncmp(wanted, "UTF-16", 6))
		return "UTF-16";
	for (size_t i = 0; wanted[0] && i < N_ENCODINGS; i++) {
		canonical(encodings[i].icu, known);
		if (!strcmp(known, wanted))
			return encodings[i].name;
	}
	return NULL;
}

void encoding_names(struct str *out)
{
	for (size_t i = 0; i < N_ENCODINGS; i++)
		if (!i || strcmp(encodings[i].name, encodings[i - 1].name) != 0)
			str_addf(out, "%s%s", i ? ", " : "", encodings[i].name);
}

enum status encoding_take(struct db *db, const char *typed, const char **name)
{
	struct str names = STR_INIT;
	enum status st = ST_OK;

	*name = encoding_find(typed);
	if (!*name) {
		encoding_names(&names);
		st = db_fail(db, ST_INVALID, "encoding",
			_("--encoding %s: it is none that is read here; these are: %s"), typed,
			str_text(&names));
	}
	str_free(&names);
	return st;
}

/* ---- reading ---- */

struct decode {
	FILE *file; /* the caller's */
	UConverter *converter;
	char in[IN_BYTES]; /* bytes of the file */
	size_t in_at;      /* the next one */
	size_t in_end;     /* behind the last */
	UChar units[UNITS];
	bool lead;               /* units[0] is half of a pair whose other half is to come */
	char out[UNITS * 3 + 4]; /* what was decoded */
	size_t out_at;           /* the next byte to give */
	size_t out_end;          /* behind the last */
	bool eof;                /* nothing is left to read */
	bool done;               /* and nothing to decode */
	bool failed;             /* reading failed */
};

const char *encoding_icu(const char *encoding)
{
	for (size_t i = 0; i < N_ENCODINGS; i++)
		if (!strcmp(encodings[i].name, encoding))
			return encodings[i].icu;
	return encoding;
}

struct decode *decode_open(FILE *file, const char *encoding)
{
	struct decode *d = mem_zero(sizeof(*d));
	UErrorCode error = U_ZERO_ERROR;

	d->file = file;
	d->converter = ucnv_open(encoding_icu(encoding), &error);
	ucnv_setToUCallBack(d->converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
	/* Only where ICU's data is missing, and then nothing else works either. */
	if (U_FAILURE(error))
		abort();
	return d;
}

void decode_close(struct decode *d)
{
	if (!d)
		return;
	ucnv_close(d->converter);
	free(d);
}

static void put_code_point(struct decode *d, uint32_t cp)
{
	char *p = d->out + d->out_end;

	if (cp < 0x80) {
		*p++ = (char)cp;
	} else if (cp < 0x800) {
		*p++ = (char)(0xC0 | cp >> 6);
	} else if (cp < 0x10000) {
		*p++ = (char)(0xE0 | cp >> 12);
		*p++ = (char)(0x80 | (cp >> 6 & 0x3F));
	} else {
		*p++ = (char)(0xF0 | cp >> 18);
		*p++ = (char)(0x80 | (cp >> 12 & 0x3F));
		*p++ = (char)(0x80 | (cp >> 6 & 0x3F));
	}
	if (cp >= 0x80)
		*p++ = (char)(0x80 | (cp & 0x3F));
	d->out_end = (size_t)(p - d->out);
}

static bool is_lead(UChar unit)
{
	return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_trail(UChar unit)
{
	return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* Writes the units as UTF-8. A pair may be cut by the end of the room for units: its first half
 * waits for the next piece. */
static void put_units(struct decode *d, const UChar *end)
{
	size_t n = (size_t)(end - d->units);
	UChar last = n ? d->units[n - 1] : 0;

	d->lead = is_lead(last) && !d->done;
	if (d->lead)
		n--;
	for (size_t i = 0; i < n; i++) {
		UChar u = d->units[i];

		if (is_lead(u) && i + 1 < n && is_trail(d->units[i + 1])) {
			i++;
			put_code_point(d, 0x10000 + ((u & 0x3FFU) << 10) + (d->units[i] & 0x3FFU));
		} else if (is_lead(u) || is_trail(u)) {
			d->out[d->out_end++] = BAD;
		} else {
			put_code_point(d, u);
		}
	}
	if (d->lead)
		d->units[0] = last;
}

static void fill(struct decode *d)
{
	if (d->in_at < d->in_end || d->eof)
		return;
	d->in_at = 0;
	d->in_end = fread(d->in, 1, IN_BYTES, d->file);
	d->failed = ferror(d->file) != 0;
	d->eof = d->in_end < IN_BYTES;
}

/* Decodes a piece. Something was decoded, or d->done or d->failed is set. */
static void decode_more(struct decode *d)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar *unit;
	const char *from;

	fill(d);
	if (d->failed)
		return;
	unit = d->units + (d->lead ? 1 : 0);
	from = d->in + d->in_at;
	d->out_at = d->out_end = 0;
	ucnv_toUnicode(d->converter, &unit, d->units + UNITS, &from, d->in + d->in_end, NULL,
		d->eof, &error);
	d->in_at = (size_t)(from - d->in);
	d->done = U_SUCCESS(error) && d->eof && d->in_at == d->in_end;
	put_units(d, unit);
	/* The converter stands behind what it could not read. */
	if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR)
		d->out[d->out_end++] = BAD;
}

ptrdiff_t decode_read(void *arg, char *buf, size_t size)
{
	struct decode *d = arg;
	size_t n;

	while (d->out_at == d->out_end && !d->done && !d->failed)
		decode_more(d);
	if (d->failed)
		return -1;
	n = d->out_end - d->out_at < size ? d->out_end - d->out_at : size;
	memcpy(buf, d->out + d->out_at, n);
	d->out_at += n;
	return (ptrdiff_t)n;
}
