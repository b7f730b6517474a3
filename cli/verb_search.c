#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/search.h"
#include "model/str.h"
#include "model/text.h"

#define HITS_SHOWN 20 /* of each kind */

static const struct option options[] = {
	{ "limit", true, "N", N_("at most so many of each kind (20)") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

struct out {
	enum format format;
	enum entity_id last;
	bool inside; /* the last one stands in the file of an exhibit */
	int64_t n;
};

/* The excerpt without the two marks around what matched. */
static void plain(const char *excerpt, struct str *out)
{
	for (; *excerpt; excerpt++)
		if (*excerpt != '\002' && *excerpt != '\003')
			str_add_c(out, *excerpt == '\n' ? ' ' : *excerpt);
}

static void put_text(const struct search_hit *hit, const char *excerpt)
{
	struct str place = STR_INIT;

	printf("  ");
	print_clean(stdout, hit->ref);
	printf("  ");
	print_clean(stdout, hit->label);
	search_place(hit, &place);
	if (place.len)
		printf(", %s", str_text(&place));
	str_free(&place);
	if (*excerpt && strcmp(excerpt, hit->label)) {
		printf("\n      ");
		print_clean(stdout, excerpt);
	}
	putchar('\n');
}

static void put_json(struct out *o, const struct search_hit *hit, const char *excerpt)
{
	printf("%s\n  {\"entity\": \"%s\", \"ref\": ", o->n ? "," : "[",
		entity_get(hit->entity)->name);
	json_put_string(stdout, hit->ref, strlen(hit->ref));
	printf(", \"label\": ");
	json_put_string(stdout, hit->label, strlen(hit->label));
	printf(", \"excerpt\": ");
	json_put_string(stdout, excerpt, strlen(excerpt));
	/* A part of a file without pages counts as its page; see exhibit text. */
	printf(", \"inside\": %s, \"page\": ", hit->page ? "true" : "false");
	if (hit->page)
		printf("%lld", (long long)hit->page);
	else
		printf("null");
	printf(", \"ocr\": %s}", hit->ocr ? "true" : "false");
}

static void put_csv(struct out *o, const struct search_hit *hit, const char *excerpt)
{
	if (!o->n)
		printf("entity,ref,label,excerpt,page,ocr\r\n");
	printf("%s,", entity_get(hit->entity)->name);
	csv_put_cell(stdout, hit->ref, strlen(hit->ref));
	putchar(',');
	csv_put_cell(stdout, hit->label, strlen(hit->label));
	putchar(',');
	csv_put_cell(stdout, excerpt, strlen(excerpt));
	putchar(',');
	if (hit->page)
		printf("%lld", (long long)hit->page);
	printf(",%s\r\n", !hit->page ? "" : hit->ocr ? "yes" : "no");
}

static enum status put(void *arg, const struct search_hit *hit)
{
	struct out *o = arg;
	struct str excerpt = STR_INIT;

	plain(hit->excerpt, &excerpt);
	if (o->format == FORMAT_JSON) {
		put_json(o, hit, str_text(&excerpt));
	} else if (o->format == FORMAT_CSV) {
		put_csv(o, hit, str_text(&excerpt));
	} else {
		if (o->last != hit->entity || o->inside != (hit->page != 0))
			printf("%s\n", hit->page ? _("Inside exhibits")
						 : _(entity_get(hit->entity)->labels));
		put_text(hit, str_text(&excerpt));
	}
	o->last = hit->entity;
	o->inside = hit->page != 0;
	o->n++;
	str_free(&excerpt);
	return ST_OK;
}

static int run(struct cli *cli)
{
	const char *limit = args_option(&cli->args, "limit");
	struct out o = { .last = ENTITY_NONE };
	struct str words = STR_INIT;
	enum status st;
	int code = cli_format(cli, &o.format);

	if (code)
		return code;
	if (limit && atoi(limit) < 1)
		return cli_error(
			EXIT_USAGE, _("--limit %s: it must be a whole number above 0"), limit);
	for (int i = 0; i < cli->args.n_words; i++)
		str_addf(&words, "%s%s", i ? " " : "", cli->args.words[i]);
	st = search_run(
		cli->db, str_text(&words), limit ? (size_t)atoi(limit) : HITS_SHOWN, put, &o);
	str_free(&words);
	if (st)
		return cli_fail(cli, st);
	if (o.format == FORMAT_JSON)
		printf("%s]\n", o.n ? "\n" : "[");
	if (!o.n && o.format == FORMAT_TEXT)
		return cli_error(EXIT_REFUSED, _("nothing was found"));
	return EXIT_DONE;
}

const struct verb verb_search = { .name = "search",
	.usage = "WORDS [--limit N] [--format text|csv|json]",
	.summary = N_("find words in everything"),
	.help = N_("Words match by their beginnings, without case and accents; all of them must be "
		   "there."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
