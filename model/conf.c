#include "config.h"

#include "model/conf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define FILE_MAX (256 * 1024)

void conf_complain(struct conf *c, const char *format, ...)
{
	struct str sentence = STR_INIT;
	va_list args;

	str_addf(&sentence, "%s:%zu: ", c->name, c->line);
	va_start(args, format);
	str_vaddf(&sentence, format, args);
	va_end(args);
	text_clean(c->errors, str_text(&sentence), sentence.len, TEXT_LINE);
	str_add_c(c->errors, '\n');
	str_free(&sentence);
	c->wrong++;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

char *conf_word(char **at)
{
	char *word;

	while (is_blank(**at))
		(*at)++;
	if (!**at)
		return NULL;
	word = *at;
	while (**at && !is_blank(**at))
		(*at)++;
	if (**at)
		*(*at)++ = '\0';
	return word;
}

static void read_line(struct conf *c, conf_line_fn *take, void *arg, char *line)
{
	char *verb = conf_word(&line);

	if (verb && verb[0] != '#')
		take(c, arg, verb, line);
}

size_t conf_read(const char *name, const char *text, size_t len, conf_line_fn *take, void *arg,
	struct str *errors)
{
	struct conf c = { .name = name, .errors = errors };

	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t size = end ? (size_t)(end - text) - at : len - at;
		char *line = mem_text_n(text + at, size);

		c.line++;
		if (memchr(line, '\0', size) || !text_is_utf8(line, size))
			conf_complain(&c, _("this line is not text"));
		else
			read_line(&c, take, arg, line);
		free(line);
		at += size + 1;
	}
	return c.wrong;
}

size_t conf_read_file(const char *name, const char *path, conf_line_fn *take, void *arg,
	struct str *errors, bool *there)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t wrong = 0;
	size_t len;

	if (there)
		*there = file || errno != ENOENT;
	if (!file && errno == ENOENT)
		return 0;
	if (!file)
		goto fail;
	text = mem_alloc(FILE_MAX + 1);
	len = fread(text, 1, FILE_MAX + 1, file);
	if (ferror(file))
		goto fail;
	if (len > FILE_MAX) {
		errno = EFBIG;
		goto fail;
	}
	wrong = conf_read(name, text, len, take, arg, errors);
	goto out;
fail:
	str_addf(errors, _("%s cannot be read: %s\n"), name, strerror(errno));
	wrong = 1;
out:
	if (file)
		fclose(file);
	free(text);
	return wrong;
}

bool conf_user_path(const char *name, struct str *out)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (config && config[0] == '/')
		str_addf(out, "%s/amparo/%s", config, name);
	else if (home && home[0] == '/')
		str_addf(out, "%s/.config/amparo/%s", home, name);
	else
		return false;
	return true;
}
