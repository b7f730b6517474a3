#include "config.h"

#include "cli/args.h"

#include <stdio.h>
#include <string.h>

#include "model/i18n.h"

static const struct option *find(const struct option *known, const char *name, size_t len)
{
	for (; known && known->name; known++)
		if (strlen(known->name) == len && !memcmp(known->name, name, len))
			return known;
	return NULL;
}

/* One "--name", "--name=value" or "--name value"; answers how many words of argv it took, 0: wrong.
 */
static int take_option(struct args *a, const struct option *known, const struct option *common,
	int left, char **argv, char *wrong, size_t room)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct option *own = find(known, name, len);
	const struct option *o = own ? own : find(common, name, len);
	const char *value = NULL;
	int took = 1;

	if (!o) {
		snprintf(wrong, room, _("there is no option --%.*s here"), (int)len, name);
		return 0;
	}
	if (o->value && equals) {
		value = equals + 1;
	} else if (o->value && left > 1) {
		value = argv[1];
		took = 2;
	} else if (o->value || equals) {
		snprintf(wrong, room,
			o->value ? _("--%s needs a value: --%s %s") : _("--%s takes no value"),
			o->name, o->name, o->what ? o->what : "");
		return 0;
	}
	a->options[a->n_options].common = !own;
	a->options[a->n_options].name = o->name;
	a->options[a->n_options++].value = o->value ? value : o->name;
	return took;
}

const char *args_parse(struct args *a, const struct option *known, const struct option *common,
	int argc, char **argv)
{
	static char wrong[300];
	bool ended = false;
	int i = 0;

	memset(a, 0, sizeof(*a));
	while (i < argc) {
		if (a->n_words == ARGS_MAX || a->n_options == ARGS_MAX)
			return _("there are too many words on the command line");
		if (!ended && !strcmp(argv[i], "--")) {
			ended = true;
			i++;
		} else if (!ended && !strncmp(argv[i], "--", 2)) {
			int took = take_option(
				a, known, common, argc - i, argv + i, wrong, sizeof(wrong));

			if (!took)
				return wrong;
			i += took;
		} else {
			a->words[a->n_words++] = argv[i++];
		}
	}
	return NULL;
}

const char *args_option(const struct args *a, const char *name)
{
	for (int i = a->n_options - 1; i >= 0; i--)
		if (!strcmp(a->options[i].name, name))
			return a->options[i].value;
	return NULL;
}

void args_all(const struct args *a, const char *name, const char **out, int room)
{
	int n = 0;

	for (int i = 0; i < a->n_options && n < room - 1; i++)
		if (!strcmp(a->options[i].name, name))
			out[n++] = a->options[i].value;
	out[n] = NULL;
}

static bool is_own(const char *own, const char *option)
{
	size_t len = strlen(option);
	const char *at = own;

	while ((at = strstr(at, option)) && (at[-1] != ' ' || at[len] != ' '))
		at += len;
	return at != NULL;
}

const char *args_foreign(const struct args *args, const char *own)
{
	for (int i = 0; i < args->n_options; i++)
		if (!args->options[i].common && !is_own(own, args->options[i].name))
			return args->options[i].name;
	return NULL;
}
