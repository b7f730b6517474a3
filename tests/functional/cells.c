/*
 * Text stays in its field. A child puts texts of any characters into fields anywhere on the screen,
 * through the real screen; the parent reads the terminal's cells and finds that none outside of the
 * field has changed. SEED=N and INDEX=N play one case again.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "model/str.h"
#include "tests/term/scratch.h"
#include "tests/term/term.h"
#include "tui/screen.h"
#include "tui/settings.h"

#define ROWS 12
#define COLS 50
#define ROUNDS 600
#define PARTS_MAX 14

/* One round: the same in both processes, from the seed and its number. */
struct round {
	unsigned seed;
	int y;
	int x;
	int cols;
	char ground; /* what the screen is filled with first */
	struct str text;
};

static unsigned draw(struct round *r, unsigned below)
{
	return (unsigned)rand_r(&r->seed) % below;
}

static const char *const parts[] = {
	"a",
	"Zoë",
	" ",
	"0",
	"陳小明",
	"香港",
	"ハ",
	"ﾊ",
	"한국",
	"כהן",
	"נוֹעָה",
	"مريم",
	"مُحَمَّد",
	"لا",
	"é",
	"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
	"\xcc\x81",
	"😀",
	"👨‍👩‍👧",
	"👍🏽",
	"🇮🇱",
	"❤️",
	"☎︎",
	"\xe2\x80\xae",
	"\xe2\x80\x8b",
	"\xe2\x80\x8d",
	"\xef\xbf\xbe",
	"\xf3\xa0\x80\x81",
	"\xcd\xb8",
	"\xf0\x9f\xab\xbf",
	"\t",
	"\n",
	"\r",
	"\033[31m",
	"\033]0;x\a",
	"\x7f",
	"\x9b",
	"\xc2\x9b",
	"\xff",
	"\xc0\xaf",
	"\xed\xa0\x80",
	"क्षि",
	"தமிழ்",
	"ไทย",
	"ﷺ",
	"…",
	"█▌",
	"½",
	"\xc2\xad",
	"\xe3\x85\xa4",
	"⠀",
	"‱",
	"𐤀𐤁",
	"𞤀𞤁",
	"<>()[]",
	" › ",
	" · ",
	"  ",
};

/*
 * Where the emulator knows a character's width as well as the C library does. Beyond them, as in
 * marks that Unicode took in lately, a terminal that is older than the library may differ.
 */
static const struct range {
	uint32_t from;
	uint32_t n;
} ranges[] = { { 0xa0, 0x3e0 }, { 0x5b0, 0x3b }, { 0x621, 0x34 }, { 0x660, 0x10 }, { 0x905, 0x30 },
	{ 0xe00, 0x60 }, { 0x1e00, 0x200 }, { 0x2000, 0x300 }, { 0x2500, 0x100 }, { 0x3040, 0xc0 },
	{ 0x4e00, 0x5000 }, { 0xac00, 0x2ba0 }, { 0xd800, 0x800 }, { 0xfb1d, 0x33 },
	{ 0xfe70, 0x90 }, { 0xff00, 0xf0 }, { 0x1f600, 0x40 }, { 0xe0000, 0x80 } };

static void make_round(struct round *r, unsigned seed, int index)
{
	*r = (struct round){ .seed = seed * 7919u + (unsigned)index };
	/* The last row says which round is shown: it is drawn last. */
	r->y = (int)draw(r, ROWS - 1);
	r->x = (int)draw(r, COLS);
	r->cols = (int)draw(r, COLS + 6);
	r->ground = (char)('a' + index % 20);
	for (unsigned n = draw(r, PARTS_MAX); n > 0; n--) {
		const struct range *any = &ranges[draw(r, sizeof ranges / sizeof *ranges)];

		if (draw(r, 4) == 0)
			str_add_cp(&r->text, any->from + draw(r, any->n));
		else
			str_add(&r->text, parts[draw(r, sizeof parts / sizeof *parts)]);
	}
}

static void fill(struct screen *s, char c)
{
	char line[COLS + 1];

	memset(line, c, COLS);
	line[COLS] = '\0';
	for (int y = 0; y < ROWS; y++)
		screen_put(s, y, 0, COLS, STYLE_TEXT, line);
}

static void put(struct screen *s, struct round *r)
{
	const char *text = str_text(&r->text);

	switch (draw(r, 4)) {
	case 0:
		screen_put_right(s, r->y, r->x, r->cols, STYLE_LATE, text);
		break;
	case 1:
		screen_put_marked(s, r->y, r->x, r->cols, STYLE_TEXT, STYLE_MATCH, text);
		break;
	case 2:
		screen_put_input(s, r->y, r->x, r->cols, STYLE_INPUT, text, (int)draw(r, 9));
		break;
	default:
		screen_put(s, r->y, r->x, r->cols, STYLE_SELECTED, text);
	}
}

/* A key for each round. */
static int child(unsigned seed, int first)
{
	struct settings *settings = settings_new();
	struct str why = STR_INIT;
	struct screen *s;
	struct event e;

	setlocale(LC_ALL, "");
	if (screen_open(&s, &why) != ST_OK) {
		fprintf(stderr, "%s\n", str_text(&why));
		return 1;
	}
	screen_apply(s, settings, &why);
	for (int i = first; screen_read(s, -1, &e) && e.type == EVENT_KEY; i++) {
		struct round r;
		char name[32];

		make_round(&r, seed, i);
		snprintf(name, sizeof name, "round %d.", i);
		screen_clear(s);
		fill(s, r.ground);
		put(s, &r);
		screen_put(s, ROWS - 1, 0, COLS, STYLE_TEXT, name);
		screen_show(s);
		str_free(&r.text);
	}
	screen_close(s);
	settings_free(settings);
	str_free(&why);
	return 0;
}

/* Whether every cell but those of the field shows the ground; says which does not. */
static bool only_field(const struct term *t, const struct round *r)
{
	for (int y = 0; y < ROWS - 1; y++) {
		for (int x = 0; x < COLS; x++) {
			VTermScreenCell cell;
			bool inside = y == r->y && x >= r->x && x < r->x + r->cols;

			term_cell(t, y, x, &cell);
			if (!inside && (cell.chars[0] != (uint32_t)r->ground || cell.chars[1] ||
					       cell.attrs.reverse || cell.attrs.bold)) {
				printf("# row %d, column %d: U+%04X\n", y, x,
					(unsigned)cell.chars[0]);
				return false;
			}
			if (inside && cell.width > r->x + r->cols - x) {
				printf("# row %d, column %d is wider than the field\n", y, x);
				return false;
			}
		}
	}
	return true;
}

static bool play(struct term *t, unsigned seed, int index)
{
	struct round r;
	char name[32];
	bool good;

	make_round(&r, seed, index);
	snprintf(name, sizeof name, "round %d.", index);
	term_send(t, "k", 1);
	good = term_wait(t, name, true, TERM_PATIENCE) && only_field(t, &r);
	if (!good) {
		printf("# SEED=%u INDEX=%d: field %d %d %d of", seed, index, r.y, r.x, r.cols);
		for (size_t i = 0; i < r.text.len; i++)
			printf(" %02x", (unsigned char)r.text.data[i]);
		printf("\n");
		for (int y = 0; y < ROWS; y++) {
			char *line = term_row(t, y);

			printf("# |%s|\n", line);
			free(line);
		}
	}
	str_free(&r.text);
	return good;
}

static unsigned number(const char *name, unsigned usual)
{
	const char *text = getenv(name);

	return text ? (unsigned)strtoul(text, NULL, 10) : usual;
}

int main(int argc, char **argv)
{
	unsigned seed = number("SEED", 20261120);
	int first = (int)number("INDEX", 0);
	int end = getenv("INDEX") ? first + 1 : ROUNDS;
	char seed_text[16];
	char first_text[16];
	const char *again[] = { BUILD_DIR "/tests/functional/cells", seed_text, first_text, NULL };
	char *dir;
	struct term *t;
	bool good = true;

	if (argc == 3)
		return child((unsigned)strtoul(argv[1], NULL, 10), atoi(argv[2]));
	snprintf(seed_text, sizeof seed_text, "%u", seed);
	snprintf(first_text, sizeof first_text, "%d", first);
	dir = scratch_make();
	t = term_start(again,
		&(struct term_options){ .rows = ROWS, .cols = COLS, .dir = "/", .home = dir });
	printf("1..1\n");
	for (int i = first; i < end && good; i++)
		good = play(t, seed, i);
	printf("%s 1 - %d texts stay in their fields\n", good ? "ok" : "not ok", end - first);
	term_close(t);
	scratch_remove(dir);
	return !good;
}
