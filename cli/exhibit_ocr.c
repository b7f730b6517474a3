#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdbool.h>
#include <stdio.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "import/read_exhibit.h"
#include "model/gag.h"
#include "model/i18n.h"

static int64_t count_seen(const struct reading *r)
{
	int64_t seen = 0;

	for (size_t i = 0; i < r->n_pages; i++)
		seen += r->page[i].ocr;
	return seen;
}

/* What was read before is worth more than that it cannot be read now. */
static bool is_refused(const struct reading *r)
{
	return r->state == READING_REFUSED || (r->state == READING_STOPPED && !count_seen(r));
}

static void say(const char *ref, const struct reading *r)
{
	int64_t seen = count_seen(r);
	char number[32];

	print_clean(stdout, ref);
	printf(": ");
	if (is_refused(r))
		printf(_("cannot be read: %s"), r->why);
	else if (!seen)
		printf("%s", _("no picture of text was found on pages without text"));
	else if (r->pages < 0)
		printf("%s", _("text was read in the picture; it may be wrong"));
	else
		printf(ngettext("text was read in the picture of %s page; it may be wrong",
			       "text was read in the pictures of %s pages; it may be wrong",
			       (unsigned long)seen),
			print_number(seen, number));
	putchar('\n');
}

int exhibit_kind_ocr(struct cli *cli)
{
	const char *languages = args_option(&cli->args, "language");
	struct reading r;
	int64_t id = 0;
	enum status st;
	int code = EXIT_DONE;

	if (cli->args.n_words != 2 || !languages)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit ocr REF --language heb+eng"));
	st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st)
		return cli_fail(cli, st);
	progress_begin(cli->db);
	st = foreign_read(cli->db, id, languages, &r);
	if (st == ST_OK && !is_refused(&r))
		st = foreign_keep(cli->db, NULL, id, &r);
	progress_end(cli->db);
	if (st)
		code = cli_fail(cli, st);
	else
		say(cli->args.words[1], &r);
	if (!st && is_refused(&r))
		code = EXIT_REFUSED;
	reading_free(&r);
	return code;
}
