#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/reading_print.h"
#include "import/read_exhibit.h"
#include "model/gag.h"
#include "model/i18n.h"

struct many {
	struct cli *cli;
	struct reading_print print;
	int64_t read, refused, passed;
};

static enum status tell(void *arg, int64_t id, const struct reading *r)
{
	struct many *m = arg;

	m->read++;
	m->refused += r->state == READING_REFUSED;
	return reading_print(&m->print, m->cli->db, id, r);
}

static void pass(void *arg, const char *sentence)
{
	struct many *m = arg;

	m->passed++;
	print_clean(stderr, sentence);
	fputc('\n', stderr);
}

static enum status read_one(struct many *m, int64_t id)
{
	struct reading r;
	enum status st = foreign_read(m->cli->db, id, NULL, &r);

	if (st == ST_OK)
		st = foreign_keep(m->cli->db, NULL, id, &r);
	if (st == ST_OK)
		st = tell(m, id, &r);
	reading_free(&r);
	return st;
}

static void say_count(const struct many *m)
{
	char number[32];

	if (!m->read && m->passed) {
		puts(_("nothing was read"));
		return;
	}
	if (!m->read) {
		puts(_("every exhibit that has a file here was read before"));
		return;
	}
	printf(ngettext("%s exhibit read", "%s exhibits read", (unsigned long)m->read),
		print_number(m->read, number));
	if (m->refused)
		printf(ngettext("; %s cannot be read", "; %s cannot be read",
			       (unsigned long)m->refused),
			print_number(m->refused, number));
	putchar('\n');
}

int exhibit_kind_read(struct cli *cli)
{
	struct many m = { .cli = cli };
	bool one = cli->args.n_words == 2;
	int64_t id = 0;
	enum status st = ST_OK;
	int code = cli_format(cli, &m.print.format);

	if (code)
		return code;
	if (cli->args.n_words > 2)
		return cli_error(
			EXIT_USAGE, _("use: amparo exhibit read [REF] [--format text|csv|json]"));
	if (one)
		st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	progress_begin(cli->db);
	if (st == ST_OK)
		st = one ? read_one(&m, id) : foreign_read_all(cli->db, tell, pass, &m);
	progress_end(cli->db);
	reading_print_end(&m.print);
	if (st)
		return cli_fail(cli, st);
	if (!one && m.print.format == FORMAT_TEXT)
		say_count(&m);
	return one && m.refused ? EXIT_REFUSED : EXIT_DONE;
}
