#include "config.h"

#include "import/picture.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/foreign.h"
#include "model/i18n.h"
#include "model/mem.h"

#define SECONDS 30
#define PIXEL 3

struct hearing {
	struct picture *picture;
	int width, height; /* what was asked for */
	size_t len, got;   /* bytes of its pixels */
};

static enum status take_size(struct hearing *h, const unsigned char *bytes, size_t len)
{
	struct picture *p = h->picture;
	uint32_t width, height, pages;

	if (p->rgb || len != 12 || !foreign_number(bytes, len, &width) ||
		!foreign_number(bytes + 4, len - 4, &height) ||
		!foreign_number(bytes + 8, len - 8, &pages))
		return ST_INVALID;
	if (width < 1 || height < 1 || width > (uint32_t)h->width || height > (uint32_t)h->height ||
		pages > INT32_MAX)
		return ST_INVALID;
	p->width = (int)width;
	p->height = (int)height;
	p->pages = (int)pages;
	h->len = (size_t)width * height * PIXEL;
	p->rgb = mem_alloc(h->len);
	return ST_OK;
}

static enum status hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct hearing *h = arg;

	if (type == SAY_PICTURE)
		return take_size(h, bytes, len);
	if (type != SAY_PIXELS || len > h->len - h->got)
		return ST_INVALID;
	memcpy(h->picture->rgb + h->got, bytes, len);
	h->got += len;
	return ST_OK;
}

enum status picture_read(
	struct db *db, int64_t exhibit, int64_t page, int width, int height, struct picture *out)
{
	struct hearing h = { .picture = out, .width = width, .height = height };
	char numbers[3][24];
	const char *const args[] = { numbers[0], numbers[1], numbers[2], NULL };
	struct foreign f = { .mode = "picture",
		.args = args,
		.in = -1,
		.seconds = SECONDS,
		.what = _("drawing the page"),
		.fn = hear,
		.arg = &h };
	enum status st;

	memset(out, 0, sizeof(*out));
	snprintf(numbers[0], sizeof(numbers[0]), "%" PRId64, page);
	snprintf(numbers[1], sizeof(numbers[1]), "%d", width);
	snprintf(numbers[2], sizeof(numbers[2]), "%d", height);
	st = foreign_hold(db, exhibit, 0, &f.in);
	if (st == ST_OK)
		st = foreign_run(db, &f);
	if (f.in >= 0)
		close(f.in);
	if (st == ST_OK && (!out->rgb || h.got != h.len))
		st = db_fail(db, ST_INVALID, NULL, _("the picture came in part only"));
	return st;
}

void picture_free(struct picture *p)
{
	free(p->rgb);
	memset(p, 0, sizeof(*p));
}
