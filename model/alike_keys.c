#include "config.h"

#include "model/alike_keys.h"

#include <stdlib.h>
#include <string.h>

#include "model/email_canonical.h"
#include "model/mem.h"
#include "model/mix.h"
#include "model/name_slip.h"

enum kind { KIND_NUMBER = 1, KIND_EMAIL, KIND_NAME, KIND_PLACE, KIND_CITY, KIND_WHOLE };

#define FILLED_ENOUGH 4 /* fields, for rows that are the same in all of them */
#define POSTCODE_MAX 24

struct alike_reader {
	struct name_reader *names;
	struct latin *cities;
	struct str text;
};

struct alike_reader *alike_reader_open(void)
{
	struct alike_reader *r = mem_zero(sizeof(*r));

	r->names = name_reader_open();
	r->cities = latin_open();
	return r;
}

void alike_reader_close(struct alike_reader *r)
{
	if (!r)
		return;
	name_reader_close(r->names);
	latin_close(r->cities);
	str_free(&r->text);
	free(r);
}

/* 0 is kept for "not given". */
static uint64_t mix(const void *bytes, size_t len, uint64_t seed)
{
	uint64_t key = mix_bytes(bytes, len, seed);

	return key ? key : 1;
}

static void read_name(struct alike_reader *r, const struct signatory *s, struct name_key *out)
{
	if (s->name.len) {
		name_read(r->names, s->name.text, s->name.len, out);
		return;
	}
	str_clear(&r->text);
	str_add_n(&r->text, s->given.len ? s->given.text : "", s->given.len);
	str_add_c(&r->text, ' ');
	str_add_n(&r->text, s->family.len ? s->family.text : "", s->family.len);
	name_read(r->names, str_text(&r->text), r->text.len, out);
}

static uint64_t postcode_key(struct slice postcode)
{
	char plain[POSTCODE_MAX];
	size_t n = 0;

	for (size_t i = 0; i < postcode.len && n < POSTCODE_MAX; i++) {
		char c = postcode.text[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 32);
		if (c != ' ' && c != '-')
			plain[n++] = c;
	}
	return n ? mix(plain, n, KIND_PLACE) : 0;
}

/* Cities are few and written in many ways: what counts is their letters. */
static void read_town(struct alike_reader *r, struct slice city, struct alike_keys *out)
{
	struct latin_word found;

	out->town = out->town_sound = 0;
	if (!city.len)
		return;
	found = latin_find(r->cities, city.text, city.len);
	if (found.latin_len && *found.latin != '=') {
		out->town = mix(found.latin, found.latin_len, KIND_CITY);
		out->town_sound = name_sound_key(found.latin, found.latin_len, false) | 1;
	} else if (found.own_len) {
		out->town = out->town_sound = mix(found.own, found.own_len, KIND_CITY);
	}
}

/* `name` is the key of the name, so that it is the same whether it came in one column or two. */
static uint64_t whole_key(const struct signatory *s, uint64_t name)
{
	const struct slice fields[] = { s->city, s->region, s->postcode, s->country, s->signed_on,
		s->comment, s->external_id, s->extra };
	uint64_t key = name ^ KIND_WHOLE;
	int filled = 1;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		key = mix(fields[i].len ? fields[i].text : "", fields[i].len, key + i);
		filled += i < 6 && fields[i].len;
	}
	return filled >= FILLED_ENOUGH && s->signed_on.len ? key : 0;
}

void alike_keys_make(
	struct alike_reader *r, const struct signatory *s, uint8_t platform, struct alike_keys *out)
{
	uint64_t name;

	read_name(r, s, &out->name);
	name = mix(str_text(&out->name.own), out->name.own.len, KIND_NAME);
	out->name_check = (uint32_t)(name >> 16);
	out->country = 0;
	if (s->country.len == 2)
		out->country = (uint16_t)((unsigned char)s->country.text[0] << 8 |
					  (unsigned char)s->country.text[1]);
	out->number = out->email = out->email_name = out->place = out->city = out->whole = 0;
	out->email_check = out->number_check = 0;
	if (s->external_id.len) {
		out->number = mix(s->external_id.text, s->external_id.len,
			(uint64_t)KIND_NUMBER << 8 | (uint64_t)platform);
		out->number_check = (uint32_t)(mix_end(out->number ^ KIND_NUMBER) >> 16);
	}
	str_clear(&r->text);
	if (s->email.len && email_canonical(&r->text, s->email.text, s->email.len)) {
		out->email = mix(str_text(&r->text), r->text.len, KIND_EMAIL);
		out->email_check = (uint32_t)(mix_end(out->email ^ KIND_EMAIL) >> 16) | 1;
		out->email_name = mix(&name, sizeof(name), out->email);
	} else {
		out->whole = whole_key(s, name);
	}
	out->postcode = postcode_key(s->postcode);
	read_town(r, s->city, out);
	if (out->name.words < 2)
		return;
	if (out->postcode)
		out->place = mix(&out->postcode, sizeof(out->postcode), name ^ out->country);
	if (out->town)
		out->city = mix(&out->town, sizeof(out->town), name);
}
