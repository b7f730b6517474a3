#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/burn.h"
#include "reader/strip.h"

/*
 * TIFF pictures without what they say of themselves. Fields that a picture needs stay where they
 * are; all other fields are taken out of their directory, and every byte of the file that no field
 * left speaks of becomes zero: values that were taken out, directories of Exif and of places, what
 * programs hid between the strips. No strip moves, so that nothing is packed anew. Source: TIFF
 * Revision 6.0 (Adobe, 1992), sections 2 and 8 to 22; Exif 2.32 and XMP part 3 for what goes.
 */

#define DEPTH_MAX 4     /* directories in directories */
#define PAGES_MAX 65536 /* directories of a file, which may go round in a circle */
#define FIELDS_MAX (4U << 20)
#define ENTRY 12 /* bytes of a field */

/* JPEG as it was first put into TIFF has tables that three fields lead to. */
#define IS_OLD_JPEG(tag) ((tag) >= 519 && (tag) <= 521)

enum {
	SUBFILES = 330,
	STRIP_OFFSETS = 273,
	STRIP_BYTES = 279,
	TILE_OFFSETS = 324,
	TILE_BYTES = 325,
	JPEG_OFFSET = 513,
	JPEG_BYTES = 514,
	DNG_VERSION = 50706
};

struct tiff {
	const unsigned char *in;
	size_t len;
	bool little;
	unsigned char *out; /* owned; zero where nothing was copied */
	size_t n_pages, n_fields;
	bool any; /* a field was taken out */
	bool raw; /* of a kind whose other fields are needed, or say where pixels lie */
};

static uint32_t get(const struct tiff *t, size_t at, int n)
{
	uint32_t x = 0;

	for (int i = 0; i < n; i++)
		x |= (uint32_t)t->in[at + (size_t)i] << (8 * (t->little ? i : n - 1 - i));
	return x;
}

static void put(const struct tiff *t, size_t at, uint32_t x, int n)
{
	for (int i = 0; i < n; i++)
		t->out[at + (size_t)i] = (unsigned char)(x >> (8 * (t->little ? i : n - 1 - i)));
}

static bool inside(const struct tiff *t, size_t at, size_t n)
{
	return at <= t->len && n <= t->len - at;
}

static bool copy(const struct tiff *t, size_t at, size_t n)
{
	if (!inside(t, at, n))
		return false;
	memcpy(t->out + at, t->in + at, n);
	return true;
}

/* What the pixels, their colours, their size and their place among pages need. */
static bool is_needed(unsigned tag)
{
	static const unsigned short tags[] = { 254, 255, 256, 257, 258, 259, 262, 263, 264, 265,
		266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 286, 287, 290, 291, 292, 293,
		296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 326, 327, 328, 330, 332,
		334, 336, 338, 339, 340, 341, 342, 347, 512, 513, 514, 515, 517, 518, 529, 530, 531,
		532, 559, 34675 };

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (tags[i] == tag)
			return true;
	return false;
}

/* Bytes of a value of this type; 0: there is no such type. */
static size_t type_size(unsigned type)
{
	static const unsigned char sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

	return type < sizeof(sizes) ? sizes[type] : 0;
}

/* A field of a directory. */
struct field {
	unsigned tag, type;
	size_t n;     /* values */
	size_t size;  /* bytes of one */
	size_t where; /* of the first */
	size_t bytes; /* of all */
};

static bool read_field(const struct tiff *t, size_t at, struct field *f)
{
	f->tag = get(t, at, 2);
	f->type = get(t, at + 2, 2);
	f->n = get(t, at + 4, 4);
	f->size = type_size(f->type);
	f->bytes = f->n * f->size;
	f->where = f->bytes > 4 ? get(t, at + 8, 4) : at + 8;
	return f->size && f->n <= t->len && inside(t, f->where, f->bytes);
}

static uint32_t value_of(const struct tiff *t, const struct field *f, size_t i)
{
	return get(t, f->where + i * f->size, f->size >= 4 ? 4 : (int)f->size);
}

/* The pixels that two fields say the places and the lengths of. */
static bool copy_pixels(
	const struct tiff *t, const struct field *places, const struct field *lengths)
{
	if (!places->n)
		return true;
	/* Without lengths nobody knows where pixels end and something else begins. */
	if (lengths->n != places->n)
		return false;
	for (size_t i = 0; i < places->n; i++)
		if (!copy(t, value_of(t, places, i), value_of(t, lengths, i)))
			return false;
	return true;
}

static bool strip_chain(struct tiff *t, size_t at, int depth);

/* One field that stays, written as the k-th. */
static bool keep_field(struct tiff *t, size_t at, size_t to, const struct field *f, int depth)
{
	memcpy(t->out + to, t->in + at, ENTRY);
	if (f->bytes > 4 && !copy(t, f->where, f->bytes))
		return false;
	for (size_t i = 0; f->tag == SUBFILES && i < f->n; i++)
		if (!strip_chain(t, value_of(t, f, i), depth + 1))
			return false;
	return true;
}

static void note_field(struct field *kept, const struct field *f)
{
	static const unsigned wanted[] = { STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES,
		JPEG_OFFSET, JPEG_BYTES };

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (wanted[i] == f->tag)
			kept[i] = *f;
}

/* A directory, with fewer fields. *next is where the one behind it is, 0: none. */
static bool strip_directory(struct tiff *t, size_t at, int depth, size_t *next)
{
	struct field pixels[6] = { { 0 } };
	size_t n, left = 0;

	if (!inside(t, at, 2) || !inside(t, at + 2, (n = get(t, at, 2)) * ENTRY + 4))
		return false;
	t->n_fields += n;
	for (size_t i = 0; i < n; i++) {
		size_t from = at + 2 + i * ENTRY;
		struct field f;

		if (!is_needed(get(t, from, 2))) {
			t->raw |= get(t, from, 2) == DNG_VERSION || IS_OLD_JPEG(get(t, from, 2));
			t->any = true;
			continue;
		}
		if (!read_field(t, from, &f) ||
			!keep_field(t, from, at + 2 + left * ENTRY, &f, depth))
			return false;
		/* Its values lie in it, and it moved. */
		if (f.bytes <= 4)
			f.where = from + 8;
		note_field(pixels, &f);
		left++;
	}
	*next = get(t, at + 2 + n * ENTRY, 4);
	put(t, at, (uint32_t)left, 2);
	put(t, at + 2 + left * ENTRY, (uint32_t)*next, 4);
	return copy_pixels(t, &pixels[0], &pixels[1]) && copy_pixels(t, &pixels[2], &pixels[3]) &&
	       copy_pixels(t, &pixels[4], &pixels[5]);
}

/* All pages from this one on. */
static bool strip_chain(struct tiff *t, size_t at, int depth)
{
	while (at) {
		if (depth > DEPTH_MAX || ++t->n_pages > PAGES_MAX || t->n_fields > FIELDS_MAX)
			return false;
		if (!strip_directory(t, at, depth, &at))
			return false;
	}
	return true;
}

bool strip_is_tiff(const unsigned char *p, size_t len)
{
	return len > 8 && (!memcmp(p, "II*\0", 4) || !memcmp(p, "MM\0*", 4));
}

enum reader_why strip_tiff(const unsigned char *p, size_t len, struct str *out, bool *any)
{
	struct tiff t = { .in = p, .len = len, .little = p[0] == 'I' };
	enum reader_why why = WHY_DAMAGED;

	/* Canon's, which begin as TIFF does. */
	if (len > 10 && !memcmp(p + 8, "CR", 2))
		return WHY_KIND;
	t.out = mem_zero(len);
	if (copy(&t, 0, 8) && strip_chain(&t, get(&t, 4, 4), 0) && t.n_pages)
		why = t.raw ? WHY_KIND : WHY_NOT;
	if (!why) {
		/* Also what was hidden between fields. */
		*any = t.any || memcmp(t.out, p, len) != 0;
		str_add_n(out, (const char *)t.out, len);
	}
	free(t.out);
	return why;
}
