#include "config.h"

#include "model/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The examples of FIPS 180-4, as NIST publishes them. */
static const struct {
	const char *text, *hash;
} examples[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void hash_of__gives_the_published_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		char out[HASH_TEXT];

		memset(out, 'x', sizeof(out));
		hash_of(examples[i].text, strlen(examples[i].text), out);
		assert_string_equal(out, examples[i].hash);
	}
}

static void hash_add__takes_the_text_in_any_pieces(void **state)
{
	const char *text = examples[2].text;
	size_t len = strlen(text);

	(void)state;
	for (size_t piece = 1; piece <= len; piece++) {
		struct hash *h = hash_open();
		char out[HASH_TEXT];

		for (size_t at = 0; at < len; at += piece)
			hash_add(h, text + at, piece < len - at ? piece : len - at);
		hash_add(h, "", 0);
		hash_text(h, out);
		hash_close(h);
		assert_string_equal(out, examples[2].hash);
	}
	hash_close(NULL);
}

static void hash_add__hashes_a_million_bytes(void **state)
{
	struct hash *h = hash_open();
	char block[1000], out[HASH_TEXT];

	(void)state;
	memset(block, 'a', sizeof(block));
	for (int i = 0; i < 1000; i++)
		hash_add(h, block, sizeof(block));
	hash_text(h, out);
	hash_close(h);
	assert_string_equal(
		out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hash_of__gives_the_published_examples),
		cmocka_unit_test(hash_add__takes_the_text_in_any_pieces),
		cmocka_unit_test(hash_add__hashes_a_million_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
