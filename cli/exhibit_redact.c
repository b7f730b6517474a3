#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "import/redact.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/redaction.h"

#define GIVEN_MAX 256

typedef enum status add_fn(struct db *db, struct redact_order *o, const char *text);

static enum status add_all(struct cli *cli, struct redact_order *o, const char *option, add_fn *add)
{
	const char *given[GIVEN_MAX];
	enum status st = ST_OK;

	args_all(&cli->args, option, given, GIVEN_MAX);
	for (int i = 0; given[i] && st == ST_OK; i++)
		st = add(cli->db, o, given[i]);
	return st;
}

static enum status read_order(struct cli *cli, struct redact_order *o)
{
	const char *dpi = args_option(&cli->args, "dpi");
	enum status st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &o->exhibit);
	const char *ocr = args_option(&cli->args, "ocr");

	if (st == ST_OK && ocr)
		st = redact_set_ocr(cli->db, o, ocr);
	if (st == ST_OK)
		st = add_all(cli, o, "word", redact_add_word);
	if (st == ST_OK)
		st = add_all(cli, o, "words", redact_add_words);
	if (st == ST_OK)
		st = add_all(cli, o, "area", redact_add_area);
	if (st == ST_OK)
		st = add_all(cli, o, "page", redact_add_pages);
	return st == ST_OK && dpi ? redact_set_dpi(cli->db, o, dpi) : st;
}

/* ---- what is told ---- */

static void put_pages(const unsigned *pages, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%s%u", i ? ", " : "", pages[i]);
	putchar('\n');
}

static void put_word(const struct redact_order *o, const struct redacted *r, size_t word)
{
	unsigned n = redacted_count(r, word);
	bool first = true;

	if (!n) {
		printf(_("not found on any page: "));
		print_clean(stdout, o->words[word]);
		putchar('\n');
		return;
	}
	printf(ngettext("burnt %u time: ", "burnt %u times: ", n), n);
	print_clean(stdout, o->words[word]);
	printf(_(" (page "));
	for (size_t i = 0; i < r->n_hits; i++)
		if (r->hits[i].word == word) {
			printf(r->hits[i].n > 1 ? "%s%u ×%u" : "%s%u", first ? "" : ", ",
				r->hits[i].page, r->hits[i].n);
			if (r->hits[i].ocr)
				printf(_(" by OCR"));
			first = false;
		}
	printf(")\n");
}

static void put_report(const struct redact_order *o, const struct redacted *r)
{
	struct str seen = STR_INIT;

	for (size_t i = 0; i < o->n_words; i++)
		put_word(o, r, i);
	if (r->areas)
		printf(ngettext("%u area burnt\n", "%u areas burnt\n", r->areas), r->areas);
	if (r->n_whole) {
		printf(_("burnt whole: page "));
		put_pages(r->whole, r->n_whole);
	}
	redacted_seen_words(o, r, "", &seen);
	fputs(str_text(&seen), stdout);
	str_free(&seen);
}

/* ---- saving ---- */

static enum status save(struct cli *cli, struct redaction *r, struct record *copy)
{
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, _("redact exhibit %s"), cli->args.words[1]);

	if (st)
		return st;
	st = redaction_save(c, r, copy);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

static void put_saved(const struct cli *cli, const struct record *copy)
{
	printf(_("saved as %s, level %s; the original %s is sealed now; look at the redacted "
		 "version "
		 "before it leaves\n"),
		record_show(copy, "ref"), record_show(copy, "level"), cli->args.words[1]);
}

static int redact(struct cli *cli, struct redact_order *o, struct redaction *r)
{
	struct redacted done = { .fd = -1 };
	struct str log = STR_INIT;
	struct record copy;
	bool dry = args_option(&cli->args, "dry-run");
	enum status st;

	record_init(&copy, ENTITY_EXHIBIT);
	progress_begin(cli->db);
	st = redact_burn(cli->db, o, &done);
	if (st == ST_OK && !dry) {
		redacted_log(&done, &log);
		r->log = str_text(&log);
		r->mime = done.mime;
		r->pages = done.pages;
		r->fd = done.fd;
		record_free(&copy);
		st = save(cli, r, &copy);
	}
	progress_end(cli->db);
	if (st == ST_OK) {
		put_report(o, &done);
		if (dry)
			printf(_("nothing was saved\n"));
		else
			put_saved(cli, &copy);
	}
	record_free(&copy);
	redacted_free(&done);
	str_free(&log);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

int exhibit_kind_redact(struct cli *cli)
{
	struct redaction r = { .title = args_option(&cli->args, "out-title"),
		.why = args_option(&cli->args, "why"),
		.level = args_option(&cli->args, "level") };
	struct redact_order o = { 0 };
	struct str by = STR_INIT;
	enum status st;
	int code;

	if (cli->args.n_words != 2 || !r.why)
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit redact REF --why \"REASON; RULE\" [--word WORD] "
			  "[--area PAGE:X,Y,W,H] [--page N]"));
	code = cli_by(cli, &by);
	if (code) {
		str_free(&by);
		return code;
	}
	st = read_order(cli, &o);
	r.original = o.exhibit;
	r.by = str_text(&by);
	r.words = (const char *const *)o.words;
	r.n_words = o.n_words;
	if (st == ST_OK)
		st = redaction_check(cli->db, &r);
	code = st ? cli_fail(cli, st) : redact(cli, &o, &r);
	redact_order_free(&o);
	str_free(&by);
	return code;
}
