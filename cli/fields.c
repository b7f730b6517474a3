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

/* "field=value": where its name ends; NULL after saying that it is none. */
static const char *equals_in(const struct entity *e, const char *word)
{
	const char *equals = strchr(word, '=');

	if (equals && equals > word)
		return equals;
	(void)cli_error(EXIT_USAGE, _("%s: write field=value; amparo help %s lists the fields"),
		word, e->name);
	return NULL;
}

/* A text of several lines may stand in a file. `field` may be -1. */
static int read_value(const struct entity *e, int field, const char *value, struct str *out)
{
	if (field >= 0 && e->fields[field].type == FIELD_LONG && *value == '@')
		return read_file(value + 1, out);
	str_add(out, value);
	return EXIT_DONE;
}

static int set(struct cli *cli, struct record *r, const char *name, const char *value)
{
	struct str text = STR_INIT;
	int code = read_value(r->entity, entity_field(r->entity, name), value, &text);
	enum status st;

	if (code == EXIT_DONE) {
		st = record_set_name(cli->db, r, name, str_text(&text));
		if (st)
			code = cli_fail(cli, st);
	}
	str_free(&text);
	return code;
}

int fields_set(struct cli *cli, struct record *r, int first)
{
	for (int i = first; i < cli->args.n_words; i++) {
		const char *word = cli->args.words[i], *equals = equals_in(r->entity, word);
		struct str name = STR_INIT;
		int code;

		if (!equals)
			return EXIT_USAGE;
		str_add_n(&name, word, (size_t)(equals - word));
		code = set(cli, r, str_text(&name), equals + 1);
		str_free(&name);
		if (code)
			return code;
	}
	return EXIT_DONE;
}

int fields_read(struct cli *cli, const struct entity *e, int word, int *field, char **text)
{
	const char *given = cli->args.words[word], *equals = equals_in(e, given);
	struct str name = STR_INIT, value = STR_INIT;
	int code = EXIT_DONE;

	if (!equals)
		return EXIT_USAGE;
	str_add_n(&name, given, (size_t)(equals - given));
	*field = entity_field(e, str_text(&name));
	if (*field < 0)
		code = cli_error(EXIT_REFUSED, _("a %s has no field %s; see: amparo help %s"),
			e->name, str_text(&name), e->name);
	else
		code = read_value(e, *field, equals + 1, &value);
	if (code == EXIT_DONE)
		*text = str_detach(&value);
	str_free(&name);
	str_free(&value);
	return code;
}
