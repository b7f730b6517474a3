#include "config.h"

#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/conf.h"
#include "tui/key.h"

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

struct reading {
	struct keymap *map;
	const struct keymap_names *names;
};

static void take_line(struct conf *c, void *arg, char *verb, char *rest)
{
	const struct reading *r = arg;
	const struct keymap_names *names = r->names;
	char *context = conf_word(&rest);
	char *key = conf_word(&rest);
	char *action = conf_word(&rest);
	uint32_t code;

	if (strcmp(verb, "bind") != 0) {
		conf_complain(c, _("a line begins with 'bind', not with '%.60s'"), verb);
	} else if (!action || conf_word(&rest)) {
		conf_complain(c, _("write 'bind CONTEXT KEY ACTION'"));
	} else if (!key_parse(key, strlen(key), &code)) {
		conf_complain(c, _("there is no key '%.60s'"), key);
	} else if (names && names->context && !names->context(context)) {
		conf_complain(c, _("there is no context '%.60s'"), context);
	} else if (strcmp(action, "none") != 0 && names && names->action &&
		   !names->action(action)) {
		conf_complain(c, _("there is no action '%.60s'"), action);
	} else {
		bind_key(r->map, context, code, action);
	}
}

size_t keymap_read(struct keymap *map, const char *name, const char *text, size_t len,
	const struct keymap_names *names, struct str *errors)
{
	struct reading r = { map, names };

	return conf_read(name, text, len, take_line, &r, errors);
}

size_t keymap_read_file(
	struct keymap *map, const char *path, const struct keymap_names *names, struct str *errors)
{
	struct reading r = { map, names };

	return conf_read_file("keys.conf", path, take_line, &r, errors, NULL);
}

bool keymap_user_path(struct str *out)
{
	return conf_user_path("keys.conf", out);
}

const char *keymap_action(const struct keymap *map, const char *const *contexts, uint32_t key)
{
	const struct binding *b = find(map, KEYMAP_ALWAYS, key);

	if (b && strcmp(b->action, "none") != 0)
		return b->action;
	for (; *contexts; contexts++) {
		b = find(map, *contexts, key);
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

/* One of the contexts after the other, then the one that holds everywhere, then NULL. */
static const char *next_context(const char *const **contexts, bool *always)
{
	if (**contexts)
		return *(*contexts)++;
	if (*always)
		return NULL;
	*always = true;
	return KEYMAP_ALWAYS;
}

uint32_t keymap_key(const struct keymap *map, const char *const *contexts, const char *action)
{
	const char *const *at = contexts;
	const char *context;
	bool always = false;

	while ((context = next_context(&at, &always)) != NULL)
		for (size_t i = 0; i < map->n; i++)
			if (holds(map, contexts, &map->bindings[i], context, action))
				return map->bindings[i].key;
	return K_NONE;
}

void keymap_keys(
	const struct keymap *map, const char *const *contexts, const char *action, struct str *out)
{
	const char *const *at = contexts;
	const char *context;
	bool always = false;
	bool any = false;

	while ((context = next_context(&at, &always)) != NULL) {
		for (size_t i = 0; i < map->n; i++) {
			if (!holds(map, contexts, &map->bindings[i], context, action))
				continue;
			if (any)
				str_add_c(out, ' ');
			key_write(map->bindings[i].key, out);
			any = true;
		}
	}
}
