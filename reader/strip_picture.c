#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/str.h"
#include "reader/burn.h"
#include "reader/strip.h"

/*
 * Pictures without what they say of themselves. The packed pixels are copied byte for byte, so that
 * nothing is lost; which way up a photograph is stays, as one number. Sources: JPEG (ITU-T T.81,
 * B.1; Exif 2.32, 4.5), PNG (W3C, 2nd edition, 5), WebP container (RIFF).
 */

static uint32_t big(const unsigned char *p, int n)
{
	uint32_t x = 0;

	for (int i = 0; i < n; i++)
		x = x << 8 | p[i];
	return x;
}

static uint32_t little(const unsigned char *p, int n)
{
	uint32_t x = 0;

	while (n--)
		x = x << 8 | p[n];
	return x;
}

/* ---- JPEG ---- */

#define ORIENTATION 0x0112

/* Of an Exif segment's TIFF part; 1 where it says nothing that can be. */
static unsigned orientation_of(const unsigned char *t, size_t len)
{
	uint32_t (*get)(const unsigned char *, int) = len > 2 && t[0] == 'I' ? little : big;
	uint32_t at, n;

	if (len < 10)
		return 1;
	at = get(t + 4, 4);
	if (at > len - 2)
		return 1;
	n = get(t + at, 2);
	for (at += 2; n && at + 12 <= len; n--, at += 12)
		if (get(t + at, 2) == ORIENTATION) {
			uint32_t value = get(t + at + 8, 2);

			return value >= 1 && value <= 8 ? value : 1;
		}
	return 1;
}

/* A segment that says this and nothing else. */
static void write_orientation(struct str *out, unsigned value)
{
	static const char head[] = "\xFF\xE1\0\x22"
				   "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";

	str_add_n(out, head, sizeof(head) - 1);
	str_add_c(out, (char)value);
	str_add_n(out, "\0\0\0\0\0\0", 6);
}

/* Markers of segments that the picture needs: not APP1 to APP15 but Adobe's colours and its profile
 * of them, and no comments. */
static bool jpeg_keeps(unsigned marker, const unsigned char *body, size_t len)
{
	if (marker == 0xFE)
		return false;
	if (marker < 0xE1 || marker > 0xEF)
		return true;
	return (marker == 0xEE && len >= 5 && !memcmp(body, "Adobe", 5)) ||
	       (marker == 0xE2 && len >= 11 && !memcmp(body, "ICC_PROFILE", 11));
}

/* Behind the picture whose first scan begins at `at`; `len` where it does not end. */
static size_t jpeg_end(const unsigned char *p, size_t len, size_t at)
{
	while (at + 4 <= len) {
		unsigned marker = p[at + 1];

		/* Pixels, in which a byte of ones is followed by none, or by the number of a part.
		 */
		if (p[at] != 0xFF || !marker || marker == 0xFF ||
			(marker >= 0xD0 && marker <= 0xD7))
			at++;
		else if (marker == 0xD9)
			return at + 2;
		else
			at += 2 + (size_t)big(p + at + 2, 2);
	}
	return len;
}

static enum reader_why strip_jpeg(const unsigned char *p, size_t len, struct str *out, bool *took)
{
	size_t at = 2;
	unsigned turned = 1;
	struct str rest = STR_INIT;
	size_t end;
	bool any = false;

	while (at + 4 <= len && p[at] == 0xFF) {
		unsigned marker = p[at + 1];
		size_t size = big(p + at + 2, 2);

		if (marker == 0xFF) {
			at++;
			continue;
		}
		/* From here on come the pixels. */
		if (marker == 0xDA || size < 2 || at + 2 + size > len)
			break;
		if (marker == 0xE1 && size > 8 && !memcmp(p + at + 4, "Exif\0", 6))
			turned = orientation_of(p + at + 10, size - 8);
		if (jpeg_keeps(marker, p + at + 4, size - 2))
			str_add_n(&rest, (const char *)p + at, size + 2);
		else
			any = true;
		at += size + 2;
	}
	if (at + 2 > len || p[at] != 0xFF || p[at + 1] != 0xDA) {
		str_free(&rest);
		return WHY_DAMAGED;
	}
	str_add_n(out, "\xFF\xD8", 2);
	if (turned > 1)
		write_orientation(out, turned);
	str_add_n(out, str_text(&rest), rest.len);
	str_free(&rest);
	/* A second picture behind the end, as telephones add it, goes, too. */
	end = jpeg_end(p, len, at);
	any |= end < len;
	str_add_n(out, (const char *)p + at, end - at);
	*took = any;
	return WHY_NOT;
}

/* ---- PNG ---- */

static bool png_keeps(const unsigned char *kind)
{
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
		"sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "cICP" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (!memcmp(kind, kept[i], 4))
			return true;
	return false;
}

static enum reader_why strip_png(const unsigned char *p, size_t len, struct str *out, bool *took)
{
	size_t at = 8;
	bool any = false, ended = false;

	str_add_n(out, (const char *)p, 8);
	while (!ended && at + 12 <= len) {
		size_t size = (size_t)big(p + at, 4) + 12;

		if (size > len - at)
			return WHY_DAMAGED;
		ended = !memcmp(p + at + 4, "IEND", 4);
		if (png_keeps(p + at + 4))
			str_add_n(out, (const char *)p + at, size);
		else
			any = true;
		at += size;
	}
	*took = any || at < len;
	return ended ? WHY_NOT : WHY_DAMAGED;
}

/* ---- WebP ---- */

static enum reader_why strip_webp(const unsigned char *p, size_t len, struct str *out, bool *took)
{
	size_t at = 12;
	bool any = false;

	str_add_n(out, (const char *)p, 12);
	while (at + 8 <= len) {
		size_t size = (size_t)little(p + at + 4, 4);

		size += 8 + (size & 1);
		if (size > len - at)
			return WHY_DAMAGED;
		if (!memcmp(p + at, "EXIF", 4) || !memcmp(p + at, "XMP ", 4)) {
			any = true;
		} else {
			str_add_n(out, (const char *)p + at, size);
			/* It says of itself that there is Exif and XMP. */
			if (!memcmp(p + at, "VP8X", 4) && size > 8)
				out->data[out->len - size + 8] &= (char)~0x0C;
		}
		at += size;
	}
	for (int i = 0; i < 4; i++)
		out->data[4 + i] = (char)((out->len - 8) >> (8 * i));
	*took = any;
	return WHY_NOT;
}

enum reader_why strip_picture_in(const char *bytes, size_t len, struct str *out, bool *any)
{
	const unsigned char *p = (const unsigned char *)bytes;

	*any = false;
	if (len > 4 && !memcmp(p, "\xFF\xD8\xFF", 3))
		return strip_jpeg(p, len, out, any);
	if (len > 20 && !memcmp(p, "\x89PNG\r\n\x1A\n", 8))
		return strip_png(p, len, out, any);
	if (len > 20 && !memcmp(p, "RIFF", 4) && !memcmp(p + 8, "WEBP", 4))
		return strip_webp(p, len, out, any);
	return strip_is_tiff(p, len) ? strip_tiff(p, len, out, any) : WHY_KIND;
}

enum reader_why strip_picture(struct reader *r, const char *bytes, size_t len)
{
	struct str out = STR_INIT;
	bool any;
	enum reader_why why = strip_picture_in(bytes, len, &out, &any);

	if (!why && any)
		reader_say_text(r, SAY_STRIP_TOOK, "metadata");
	if (!why && !burn_write(str_text(&out), out.len))
		why = WHY_NO_ROOM;
	str_free(&out);
	return why;
}
