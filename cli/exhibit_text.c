#include "config.h"

#include "cli/exhibit_kinds.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/reading.h"
#include "model/record.h"

struct out {
	int64_t only; /* this page; 0: all */
	bool paged;
	int64_t n; /* pages printed */
};

static void put_heading(const struct out *o, int64_t page, bool ocr)
{
	if (o->n)
		putchar('\n');
	printf(o->paged ? _("[page %lld]") : _("[part %lld]"), (long long)page);
	if (ocr)
		printf(" %s", _("[OCR: may be wrong]"));
	putchar('\n');
}

static enum status put_page(void *arg, int64_t page, bool ocr, const char *text, size_t len)
{
	struct out *o = arg;

	(void)len;
	if (o->only && page != o->only)
		return ST_OK;
	if (!o->only && (o->paged || page > 1 || ocr))
		put_heading(o, page, ocr);
	print_clean(stdout, text);
	putchar('\n');
	o->n++;
	return ST_OK;
}

/* --page: a number from 1; 0: not given; -1: none. */
static int64_t asked_page(const struct cli *cli)
{
	const char *text = args_option(&cli->args, "page");
	char *end;
	long n;

	if (!text)
		return 0;
	errno = 0;
	n = strtol(text, &end, 10);
	return errno || *end || end == text || n < 1 ? -1 : n;
}

static enum status load(struct cli *cli, int64_t id, struct record *e, struct reading *r)
{
	const char *sha256;
	enum status st = record_load(cli->db, ENTITY_EXHIBIT, id, e);

	reading_init(r, "");
	if (st)
		return st;
	sha256 = record_get(e, "sha256");
	st = sha256 ? reading_load(cli->db, sha256, r) : ST_NOTFOUND;
	if (st == ST_NOTFOUND)
		st = db_fail(cli->db, ST_NOTFOUND, NULL,
			_("exhibit %s was not read yet; amparo exhibit read %s reads it"),
			record_show(e, "ref"), record_show(e, "ref"));
	return st;
}

static int say_nothing(const struct record *e, const struct reading *r, int64_t page)
{
	const char *ref = record_show(e, "ref");

	if (r->state == READING_REFUSED)
		return cli_error(EXIT_REFUSED, _("exhibit %s cannot be read: %s"), ref, r->why);
	if (page)
		return cli_error(EXIT_REFUSED, _("exhibit %s has no text on page %lld"), ref,
			(long long)page);
	return cli_error(EXIT_REFUSED, _("there is no text in exhibit %s"), ref);
}

int exhibit_kind_text(struct cli *cli)
{
	struct out o = { .only = asked_page(cli) };
	struct record e;
	struct reading r;
	int64_t id;
	enum status st;
	int code = EXIT_DONE;

	if (cli->args.n_words != 2)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit text REF [--page N]"));
	if (o.only < 0)
		return cli_error(EXIT_USAGE, _("--page %s: it must be a whole number above 0"),
			args_option(&cli->args, "page"));
	st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st)
		return cli_fail(cli, st);
	st = load(cli, id, &e, &r);
	o.paged = r.pages >= 0;
	if (st == ST_OK)
		st = reading_each(cli->db, r.sha256, put_page, &o);
	if (st)
		code = cli_fail(cli, st);
	else if (!o.n)
		code = say_nothing(&e, &r, o.only);
	reading_free(&r);
	record_free(&e);
	return code;
}
