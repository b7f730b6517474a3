#include "config.h"

#include "cli/fields.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "model/i18n.h"
#include "model/str.h"

#define FILE_MAX_BYTES ((size_t)16 << 20)

static int read_file(const char *path, struct str *out)
{
	FILE *f = fopen(path, "re");
	char buffer[65536];
	size_t n;
	int failed;

	if (!f)
		return cli_error(EXIT_REFUSED, _("%s cannot be read: %s"), path, strerror(errno));
	out->max = FILE_MAX_BYTES;
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		str_add_n(out, buffer, n);
	failed = ferror(f);
	fclose(f);
	if (failed || out->cut || memchr(str_text(out), '\0', out->len))
		return cli_error(EXIT_REFUSED, _("%s is not a text of at most 16 MB"), path);
	return EXIT_DONE;
}

static int set(struct cli *cli, struct record *r, const char *name, const char *value)
{
	int i = entity_field(r->entity, name);
	struct str text = STR_INIT;
	int code = EXIT_DONE;
	enum status st;

	if (i >= 0 && r->entity->fields[i].type == FIELD_LONG && *value == '@') {
		code = read_file(value + 1, &text);
		value = str_text(&text);
	}
	if (code == EXIT_DONE) {
		st = record_set_name(cli->db, r, name, value);
		if (st)
			code = cli_fail(cli, st);
	}
	str_free(&text);
	return code;
}

int fields_set(struct cli *cli, struct record *r, int first)
{
	for (int i = first; i < cli->args.n_words; i++) {
		const char *word = cli->args.words[i], *equals = strchr(word, '=');
		struct str name = STR_INIT;
		int code;

		if (!equals || equals == word)
			return cli_error(EXIT_USAGE,
				_("%s: write field=value; amparo help %s lists the fields"), word,
				r->entity->name);
		str_add_n(&name, word, (size_t)(equals - word));
		code = set(cli, r, str_text(&name), equals + 1);
		str_free(&name);
		if (code)
			return code;
	}
	return EXIT_DONE;
}
