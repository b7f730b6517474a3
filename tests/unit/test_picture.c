#include "config.h"

#include "import/picture.h"

#include "model/exhibit.h"
#include "tests/unit/model_help.h"

/* A PNG of 4 by 4: red on the left, blue on the right. */
static const unsigned char red_blue[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00,
	0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x04,
	0x08, 0x02, 0x00, 0x00, 0x00, 0x26, 0x93, 0x09, 0x29, 0x00, 0x00, 0x00, 0x13, 0x49, 0x44,
	0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xcf, 0xc0, 0x00, 0x44, 0x60, 0xe2, 0x3f, 0x03, 0x71,
	0x1c, 0x00, 0x9e, 0xa3, 0x0f, 0xf1, 0xcb, 0xe8, 0x59, 0x6e, 0x00, 0x00, 0x00, 0x00, 0x49,
	0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 };

/* A JPEG of 2 by 4, dark in its upper left corner, whose camera says that it was held upright: to
 * be turned to the right (Exif orientation 6), so that the dark stands in the upper right. */
static const unsigned char turned[] = { 0xff, 0xd8, 0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66,
	0x00, 0x00, 0x49, 0x49, 0x2a, 0x00, 0x08, 0x00, 0x00, 0x00, 0x01, 0x00, 0x12, 0x01, 0x03,
	0x00, 0x01, 0x00, 0x00, 0x00, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xe0,
	0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00,
	0x00, 0xff, 0xdb, 0x00, 0x43, 0x00, 0x10, 0x0b, 0x0c, 0x0e, 0x0c, 0x0a, 0x10, 0x0e, 0x0d,
	0x0e, 0x12, 0x11, 0x10, 0x13, 0x18, 0x28, 0x1a, 0x18, 0x16, 0x16, 0x18, 0x31, 0x23, 0x25,
	0x1d, 0x28, 0x3a, 0x33, 0x3d, 0x3c, 0x39, 0x33, 0x38, 0x37, 0x40, 0x48, 0x5c, 0x4e, 0x40,
	0x44, 0x57, 0x45, 0x37, 0x38, 0x50, 0x6d, 0x51, 0x57, 0x5f, 0x62, 0x67, 0x68, 0x67, 0x3e,
	0x4d, 0x71, 0x79, 0x70, 0x64, 0x78, 0x5c, 0x65, 0x67, 0x63, 0xff, 0xc0, 0x00, 0x0b, 0x08,
	0x00, 0x04, 0x00, 0x02, 0x01, 0x01, 0x11, 0x00, 0xff, 0xc4, 0x00, 0x14, 0x00, 0x01, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06,
	0xff, 0xc4, 0x00, 0x1a, 0x10, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x06, 0x16, 0x55, 0xa3, 0xd2, 0xff, 0xda,
	0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x40, 0xc9, 0x4e, 0xc7, 0xdc, 0x66, 0x87,
	0xff, 0xd9 };

/* A PDF of two pages, wide and red on the left, and high and blue below. */
static const char pages[] =
	"%PDF-1.4\n"
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R>>endobj\n"
	"4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 200]/Contents 6 0 R>>endobj\n"
	"5 0 obj<</Length 26>>stream\n1 0 0 rg 0 0 100 100 re f \nendstream endobj\n"
	"6 0 obj<</Length 26>>stream\n0 0 1 rg 0 0 100 100 re f \nendstream endobj\n"
	"trailer<</Size 7/Root 1 0 R>>\n%%EOF\n";

static int64_t take_in(struct db *db, const void *bytes, size_t len)
{
	char *folder = folder_make();
	struct str path = STR_INIT;
	struct change *c = NULL;
	struct record r;
	int64_t id = 0;
	FILE *f;

	str_addf(&path, "%s/file", folder);
	f = fopen(str_text(&path), "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
	if (record_find(db, ENTITY_CASE, "c", &id) != ST_OK)
		put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	record_init(&r, ENTITY_EXHIBIT);
	must(db, record_set_name(db, &r, "case", "c"));
	must(db, record_set_name(db, &r, "title", "X"));
	must(db, change_begin(db, &c, "x"));
	must(db, exhibit_add(c, &r, str_text(&path)));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	str_free(&path);
	folder_remove(folder);
	return id;
}

enum tint { WHITE, BLACK, RED, BLUE, OTHER };

/* Which of these a pixel is, about. */
static enum tint tint_at(const struct picture *p, int x, int y)
{
	const unsigned char *rgb = p->rgb + (y * p->width + x) * 3;
	const int key = (rgb[0] > 200) << 2 | (rgb[1] > 200) << 1 | (rgb[2] > 200);

	switch (key) {
	case 7:
		return WHITE;
	case 4:
		return RED;
	case 1:
		return BLUE;
	default:
		return key ? OTHER : BLACK;
	}
}

static void picture_read__gives_the_pixels(void **state)
{
	const int64_t id = take_in(*state, red_blue, sizeof(red_blue));
	struct picture p;

	must(*state, picture_read(*state, id, 1, 80, 40, &p));
	assert_int_equal(p.width, 4);
	assert_int_equal(p.height, 4);
	assert_int_equal(p.pages, 0);
	for (int y = 0; y < 4; y++)
		for (int x = 0; x < 4; x++)
			assert_int_equal(tint_at(&p, x, y), x < 2 ? RED : BLUE);
	picture_free(&p);
	must(*state, picture_read(*state, id, 1, 2, 40, &p));
	assert_int_equal(p.width, 2);
	assert_int_equal(p.height, 2);
	picture_free(&p);
}

static void picture_read__stands_as_the_camera_was_held(void **state)
{
	const int64_t id = take_in(*state, turned, sizeof(turned));
	struct picture p;

	must(*state, picture_read(*state, id, 1, 80, 40, &p));
	assert_int_equal(p.width, 4);
	assert_int_equal(p.height, 2);
	for (int y = 0; y < 2; y++)
		for (int x = 0; x < 4; x++)
			assert_int_equal(tint_at(&p, x, y), x < 2 ? WHITE : BLACK);
	picture_free(&p);
}

static void picture_read__draws_pages(void **state)
{
	const int64_t id = take_in(*state, pages, strlen(pages));
	struct picture p;

	must(*state, picture_read(*state, id, 1, 40, 40, &p));
	assert_int_equal(p.width, 40);
	assert_int_equal(p.height, 20);
	assert_int_equal(p.pages, 2);
	assert_int_equal(tint_at(&p, 5, 10), RED);
	assert_int_equal(tint_at(&p, 30, 10), WHITE);
	picture_free(&p);
	must(*state, picture_read(*state, id, 2, 40, 40, &p));
	assert_int_equal(p.width, 20);
	assert_int_equal(p.height, 40);
	assert_int_equal(tint_at(&p, 10, 5), WHITE);
	assert_int_equal(tint_at(&p, 10, 30), BLUE);
	picture_free(&p);
	assert_int_equal(picture_read(*state, id, 3, 40, 40, &p), ST_INVALID);
	picture_free(&p);
}

static void picture_read__refuses_what_is_none(void **state)
{
	struct picture p;
	int64_t id = take_in(*state, "only words", 10);

	assert_int_equal(picture_read(*state, id, 1, 40, 40, &p), ST_INVALID);
	assert_null(p.rgb);
	picture_free(&p);
	id = take_in(*state, red_blue, 30);
	assert_int_equal(picture_read(*state, id, 1, 40, 40, &p), ST_INVALID);
	picture_free(&p);
	/* Broken off within the picture: the rest is white. */
	id = take_in(*state, red_blue, 50);
	must(*state, picture_read(*state, id, 1, 40, 40, &p));
	assert_int_equal(tint_at(&p, 3, 3), WHITE);
	picture_free(&p);
	assert_int_equal(picture_read(*state, 4711, 1, 40, 40, &p), ST_NOTFOUND);
	picture_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(picture_read__gives_the_pixels),
		MODEL_TEST(picture_read__stands_as_the_camera_was_held),
		MODEL_TEST(picture_read__draws_pages),
		MODEL_TEST(picture_read__refuses_what_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
