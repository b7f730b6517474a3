#include "config.h"

#include "tui/keymap.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/key.h"

#define FILE_MAX (256 * 1024)

struct binding {
	char *context; /* owned */
	uint32_t key;
	char *action; /* owned */
};

struct keymap {
	struct binding *bindings; /* in the order of their first mention */
	size_t n;
	size_t cap;
};

struct keymap *keymap_new(void)
{
	return mem_zero(sizeof(struct keymap));
}

void keymap_free(struct keymap *map)
{
	if (!map)
		return;
	for (size_t i = 0; i < map->n; i++) {
		free(map->bindings[i].context);
		free(map->bindings[i].action);
	}
	free(map->bindings);
	free(map);
}

static struct binding *find(const struct keymap *map, const char *context, uint32_t key)
{
	for (size_t i = 0; i < map->n; i++)
		if (map->bindings[i].key == key && !strcmp(map->bindings[i].context, context))
			return &map->bindings[i];
	return NULL;
}

static void bind_key(struct keymap *map, const char *context, uint32_t key, const char *action)
{
	struct binding *b = find(map, context, key);

	if (b) {
		free(b->action);
		b->action = mem_text(action);
		return;
	}
	if (map->n == map->cap) {
		map->cap = map->cap ? map->cap * 2 : 128;
		map->bindings = mem_resize(map->bindings, map->cap, sizeof(*map->bindings));
	}
	map->bindings[map->n++] = (struct binding){ mem_text(context), key, mem_text(action) };
}

/* What is being read, for the sentences about it. */
struct reading {
	const char *name;
	size_t line;
	struct str *errors;
	size_t wrong;
};

/* What comes from the file is in the sentence: the whole is cleaned before somebody sees it. */
static void __attribute__((format(printf, 2, 3)))
complain(struct reading *r, const char *format, ...)
{
	struct str sentence = STR_INIT;
	va_list args;

	str_addf(&sentence, "%s:%zu: ", r->name, r->line);
	va_start(args, format);
	str_vaddf(&sentence, format, args);
	va_end(args);
	text_clean(r->errors, str_text(&sentence), sentence.len, TEXT_LINE);
	str_add_c(r->errors, '\n');
	str_free(&sentence);
	r->wrong++;
}

static char *next_word(char **at)
{
	char *word;

	while (**at == ' ' || **at == '\t' || **at == '\r')
		(*at)++;
	if (!**at)
		return NULL;
	word = *at;
	while (**at && **at != ' ' && **at != '\t' && **at != '\r')
		(*at)++;
	if (**at)
		*(*at)++ = '\0';
	return word;
}

static void read_line(
	struct keymap *map, struct reading *r, const struct keymap_names *names, char *line)
{
	char *verb = next_word(&line);
	char *context = next_word(&line);
	char *key = next_word(&line);
	char *action = next_word(&line);
	uint32_t code;

	if (!verb || verb[0] == '#')
		return;
	if (strcmp(verb, "bind") != 0) {
		complain(r, _("a line begins with 'bind', not with '%.60s'"), verb);
	} else if (!action || next_word(&line)) {
		complain(r, _("write 'bind CONTEXT KEY ACTION'"));
	} else if (!key_parse(key, strlen(key), &code)) {
		complain(r, _("there is no key '%.60s'"), key);
	} else if (names && names->context && !names->context(context)) {
		complain(r, _("there is no context '%.60s'"), context);
	} else if (strcmp(action, "none") != 0 && names && names->action &&
		   !names->action(action)) {
		complain(r, _("there is no action '%.60s'"), action);
	} else {
		bind_key(map, context, code, action);
	}
}

size_t keymap_read(struct keymap *map, const char *name, const char *text, size_t len,
	const struct keymap_names *names, struct str *errors)
{
	struct reading r = { .name = name, .errors = errors };

	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t size = end ? (size_t)(end - text) - at : len - at;
		char *line = mem_text_n(text + at, size);

		r.line++;
		if (memchr(line, '\0', size) || !text_is_utf8(line, size))
			complain(&r, _("this line is not text"));
		else
			read_line(map, &r, names, line);
		free(line);
		at += size + 1;
	}
	return r.wrong;
}

size_t keymap_read_file(
	struct keymap *map, const char *path, const struct keymap_names *names, struct str *errors)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t wrong = 0;
	size_t len;

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
	wrong = keymap_read(map, "keys.conf", text, len, names, errors);
	goto out;
fail:
	str_addf(errors, _("keys.conf cannot be read: %s\n"), strerror(errno));
	wrong = 1;
out:
	if (file)
		fclose(file);
	free(text);
	return wrong;
}

bool keymap_user_path(struct str *out)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (config && config[0] == '/')
		str_addf(out, "%s/amparo/keys.conf", config);
	else if (home && home[0] == '/')
		str_addf(out, "%s/.config/amparo/keys.conf", home);
	else
		return false;
	return true;
}

const char *keymap_action(const struct keymap *map, const char *const *contexts, uint32_t key)
{
	for (; *contexts; contexts++) {
		const struct binding *b = find(map, *contexts, key);

		if (b)
			return b->action;
	}
	return NULL;
}

/* Whether this binding does what it says, and no nearer context has taken its key. */
static bool holds(const struct keymap *map, const char *const *contexts, const struct binding *b,
	const char *context, const char *action)
{
	return !strcmp(b->action, action) && !strcmp(b->context, context) &&
	       keymap_action(map, contexts, b->key) == b->action;
}

uint32_t keymap_key(const struct keymap *map, const char *const *contexts, const char *action)
{
	for (const char *const *c = contexts; *c; c++)
		for (size_t i = 0; i < map->n; i++)
			if (holds(map, contexts, &map->bindings[i], *c, action))
				return map->bindings[i].key;
	return K_NONE;
}

void keymap_keys(
	const struct keymap *map, const char *const *contexts, const char *action, struct str *out)
{
	bool any = false;

	for (const char *const *c = contexts; *c; c++) {
		for (size_t i = 0; i < map->n; i++) {
			if (!holds(map, contexts, &map->bindings[i], *c, action))
				continue;
			if (any)
				str_add_c(out, ' ');
			key_write(map->bindings[i].key, out);
			any = true;
		}
	}
}
