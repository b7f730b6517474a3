#include "config.h"

#include "cli/exhibit_kinds.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/by.h"
#include "cli/fields.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "import/intake.h"
#include "model/i18n.h"

/* Exhibits whose text is read at once: reading takes longer than taking them in. */
#define READ_MOST 100

/* What comes goes to standard output, a line each; what does not to standard error. */
struct report {
	const struct intake_options *o;
	bool many;
	struct str here; /* that one is here already */
};

static void on_tell(void *arg, enum intake_tell what, int64_t id, const char *sentence)
{
	struct report *rep = arg;

	(void)id;
	if (what == INTAKE_COMES && !rep->o->dry_run)
		return;
	if (what == INTAKE_HERE && !rep->many) {
		str_addf(&rep->here, "%s%s", rep->here.len ? "; " : "", sentence);
		return;
	}
	if (what == INTAKE_COMES || what == INTAKE_WRONG) {
		print_clean(stdout, sentence);
		putchar('\n');
	} else {
		print_clean(stderr, sentence);
		fputc('\n', stderr);
	}
}

static enum status print_refs(struct cli *cli, const struct intake_sum *sum)
{
	enum status st = ST_OK;

	for (int64_t i = 0; i < sum->added && st == ST_OK; i++) {
		struct record r;

		st = record_load(cli->db, ENTITY_EXHIBIT, sum->ids[i], &r);
		if (st == ST_OK) {
			print_clean(stdout, record_show(&r, "ref"));
			putchar('\n');
		}
		record_free(&r);
	}
	return st;
}

static int say(struct cli *cli, const struct report *rep, const struct intake_sum *sum)
{
	struct str text = STR_INIT;

	if (rep->o->dry_run) {
		if (rep->many)
			printf(ngettext("%" PRId64 " file would be taken in\n",
				       "%" PRId64 " files would be taken in\n",
				       (unsigned long)sum->added),
				sum->added);
		return EXIT_DONE;
	}
	if (!sum->added && !rep->many)
		return cli_error(EXIT_REFUSED, _("%s; with --again it is taken in a second time"),
			str_text(&rep->here));
	if (rep->here.len) {
		print_clean(stderr, str_text(&rep->here));
		fputc('\n', stderr);
	}
	if (rep->many) {
		intake_say(sum, &text);
		print_clean(stderr, str_text(&text));
		fputc('\n', stderr);
		str_free(&text);
	}
	if (sum->unread > READ_MOST || (sum->unread && rep->o->read_most))
		fprintf(stderr, "%s\n",
			_("amparo exhibit read reads their text, so that it is found"));
	if (!sum->added)
		return EXIT_REFUSED;
	return print_refs(cli, sum) ? EXIT_REFUSED : EXIT_DONE;
}

static int take_in(struct cli *cli, const struct record *r, const char *by)
{
	struct intake_options o = { .exhibit = r,
		.by = by,
		.by_reference = args_option(&cli->args, "by-reference") != NULL,
		.again = args_option(&cli->args, "again") != NULL,
		.dry_run = args_option(&cli->args, "dry-run") != NULL,
		.read_most = args_option(&cli->args, "no-read") ? 0 : READ_MOST,
		.fn = on_tell };
	struct report rep = { .o = &o };
	const char *path = cli->args.words[1];
	enum intake_kind kind = INTAKE_FILE;
	struct intake_sum sum = { 0 };
	enum status st = intake_kind_of(cli->db, path, &kind);
	int code;

	rep.many = kind != INTAKE_FILE && kind != INTAKE_MESSAGE;
	o.arg = &rep;
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = intake_run(cli->db, path, &o, &sum);
		progress_end(cli->db);
	}
	code = st ? cli_fail(cli, st) : say(cli, &rep, &sum);
	intake_sum_free(&sum);
	str_free(&rep.here);
	return code;
}

int exhibit_kind_add(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct str by = STR_INIT;
	struct record r;
	enum status st;
	int code;

	if (cli->args.n_words < 2 || !in_case)
		return cli_error(
			EXIT_USAGE, _("use: amparo exhibit add --case REF PATH [field=value...]"));
	record_init(&r, ENTITY_EXHIBIT);
	st = record_set_name(cli->db, &r, "case", in_case);
	code = st ? cli_fail(cli, st) : fields_set(cli, &r, 2);
	if (code == EXIT_DONE)
		code = cli_by(cli, &by);
	if (code == EXIT_DONE)
		code = take_in(cli, &r, str_text(&by));
	record_free(&r);
	str_free(&by);
	return code;
}
