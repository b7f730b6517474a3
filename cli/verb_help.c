#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/verbs.h"
#include "model/entity.h"
#include "model/i18n.h"

static void put_options(const struct option *o)
{
	for (; o && o->name; o++)
		printf("  --%s%s%s\n      %s\n", o->name, o->value ? " " : "",
			o->value && o->what ? o->what : "", _(o->help));
}

static void help_verb(const struct verb *v)
{
	printf("amparo %s %s\n\n%s\n", v->name, v->usage, _(v->summary));
	if (v->help)
		printf("%s\n", _(v->help));
	if (v->options || verb_common(v))
		printf("\n");
	put_options(v->options);
	put_options(verb_common(v));
}

static const char *type_name(const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
		return _("text");
	case FIELD_LONG:
		return _("long text");
	case FIELD_ENUM:
		return _("one of");
	case FIELD_REF:
	case FIELD_ANY:
		return _("reference");
	case FIELD_DATE:
		return _("date");
	case FIELD_DAY:
		return _("day");
	case FIELD_INT:
		return _("number");
	case FIELD_COUNTRY:
		return _("country");
	case FIELD_LANG:
		return _("language");
	case FIELD_EMAIL:
		return _("e-mail");
	case FIELD_URL:
		return _("web address");
	case FIELD_HASH:
		return _("SHA-256");
	}
	return "";
}

static void put_field(const struct field *f)
{
	printf("  %-14s %s", f->name, type_name(f));
	if (f->type == FIELD_REF)
		printf(" (%s)", entity_get(f->entity)->name);
	for (const struct choice *c = f->choices; c && c->name; c++)
		printf("%s%s", c == f->choices ? ": " : ", ", c->name);
	if (f->fallback)
		printf(" [%s]", f->fallback);
	if (f->flags & FIELD_REQUIRED)
		printf(", %s", _("required"));
	if (f->flags & FIELD_COMPUTED)
		printf(", %s", _("set by the program"));
	printf("\n");
	if (f->help)
		printf("  %-14s   %s\n", "", _(f->help));
}

static void help_entity(const struct entity *e)
{
	printf("%s: %s\n\n", e->name, _(e->label));
	for (size_t i = 0; i < e->n_fields; i++)
		put_field(&e->fields[i]);
}

static int help_all(void)
{
	printf("%s\n\n", _("amparo [FILE]            opens the interface\n"
			   "amparo [--file FILE] VERB ..."));
	for (int i = 0; verbs[i]; i++)
		printf("  %-10s %s\n", verbs[i]->name, _(verbs[i]->summary));
	printf("\n%s\n ", _("Kinds of records (amparo help KIND lists its fields):"));
	for (int i = 0; i < ENTITY_COUNT; i++) {
		if (i && i % 9 == 0)
			printf("\n ");
		printf(" %s", entity_get((enum entity_id)i)->name);
	}
	printf("\n\n%s\n", _("amparo help VERB says more; so does: man amparo"));
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const struct entity *e;
	const struct verb *v;

	if (!cli->args.n_words)
		return help_all();
	v = verb_find(cli->args.words[0]);
	e = entity_find(cli->args.words[0]);
	if (v)
		help_verb(v);
	/* "exhibit" is a verb and a kind of record. */
	if (v && e)
		putchar('\n');
	if (e)
		help_entity(e);
	if (v || e)
		return EXIT_DONE;
	return cli_error(EXIT_USAGE, _("there is no verb and no kind of record called %s"),
		cli->args.words[0]);
}

const struct verb verb_help = { .name = "help",
	.usage = "[VERB | ENTITY]",
	.summary = N_("what there is and how it is used"),
	.most = 1,
	.file = FILE_NONE,
	.run = run };
