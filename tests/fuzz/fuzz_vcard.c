/*
 * The vCard reader: any bytes end, lines never go back, texts are UTF-8, what is read does not
 * depend on where a block ends, and a card's own bytes are that card.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

/* The reader itself, so that the input can choose the size of a block. */
static size_t block;
#define VCARD_BLOCK block
#include "import/vcard.c"

#include "model/text.h"

static void note_line(struct str *out, const struct vcard *card, const struct vcard_line *l)
{
	struct str text = STR_INIT, part = STR_INIT;

	MUST_HOLD(*l->name);
	MUST_HOLD(text_is_utf8(l->value, strlen(l->value)));
	MUST_HOLD(!l->left_out || !*l->value);
	MUST_HOLD(vcard_pref(l) >= 1 && vcard_pref(l) <= 101);
	vcard_text(card, l, &text);
	MUST_HOLD(text.len <= strlen(l->value));
	for (size_t i = 0; i < 8 && vcard_part(card, l, i, " ", &part); i++)
		str_add_c(&part, ';');
	str_addf(out, "%lld %s.%s=%s|%s\n", (long long)l->line, l->group, l->name, str_text(&text),
		str_text(&part));
	for (size_t i = 0; i < l->n_params; i++)
		str_addf(out, ";%s=%s", l->params[i].name, l->params[i].value);
	str_free(&text);
	str_free(&part);
}

/* Read by themselves, its bytes are the same card, refused for the same reason. */
static void read_again(const uint8_t *data, const struct vcard *card)
{
	FILE *in = fmemopen(
		(void *)(uintptr_t)(data + card->from), (size_t)(card->to - card->from), "r");
	struct vcards *reader;
	struct vcard alone;

	MUST_HOLD(in != NULL);
	reader = vcards_open(vcards_read_file, in);
	MUST_HOLD(vcards_next(reader, &alone) == ST_OK);
	MUST_HOLD(!alone.error == !card->error);
	MUST_HOLD(!card->error || !strcmp(alone.error, card->error));
	MUST_HOLD(alone.n_lines == card->n_lines);
	for (size_t i = 0; i < card->n_lines; i++)
		MUST_HOLD(!strcmp(alone.lines[i].value, card->lines[i].value));
	MUST_HOLD(alone.from == 0 && alone.to == card->to - card->from);
	MUST_HOLD(vcards_next(reader, &alone) == ST_END);
	vcards_close(reader);
	fclose(in);
}

static void read_all(struct str *out, const uint8_t *data, size_t size, size_t block_size)
{
	FILE *in = size ? fmemopen((void *)(uintptr_t)data, size, "r") : fopen("/dev/null", "re");
	struct vcards *reader;
	struct vcard card;
	int64_t line = 0, behind = 0;

	MUST_HOLD(in != NULL);
	block = block_size;
	reader = vcards_open(vcards_read_file, in);
	while (vcards_next(reader, &card) == ST_OK) {
		MUST_HOLD(card.line > line);
		MUST_HOLD(!card.error || !card.n_lines);
		MUST_HOLD(card.from >= behind && card.to > card.from && card.to <= (int64_t)size);
		behind = card.to;
		read_again(data, &card);
		line = card.line;
		str_addf(out, "%lld %d %s\n", (long long)line, (int)card.version,
			card.error ? card.error : "");
		for (size_t i = 0; i < card.n_lines; i++) {
			MUST_HOLD(card.lines[i].line > line);
			line = card.lines[i].line;
			note_line(out, &card, &card.lines[i]);
		}
		line = card.line;
	}
	MUST_HOLD(vcards_offset(reader) == (int64_t)size);
	vcards_close(reader);
	fclose(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str whole = STR_INIT;
	struct str pieces = STR_INIT;

	read_all(&whole, data, size, 65536);
	read_all(&pieces, data, size, size ? 1 + data[size - 1] % 13U : 1);
	MUST_HOLD(whole.len == pieces.len);
	MUST_HOLD(memcmp(str_text(&whole), str_text(&pieces), whole.len) == 0);
	str_free(&whole);
	str_free(&pieces);
	return 0;
}
