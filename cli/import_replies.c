#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/import_kinds.h"
#include "cli/letter_say.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "export/table.h"
#include "import/replies.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

#define REFUSED_SHOWN 20
#define MAPS_MAX 64

struct printing {
	enum format format;
	bool dry;
	bool begun; /* what stands before the rows is printed */
	int64_t put;
	int64_t refused;
};

static void put_csv(const struct reply_row *row)
{
	const char *const cells[] = { row->cosigner, row->name, row->reason };

	printf("%lld,%s,", (long long)row->line, reply_verdict_name(row->verdict));
	put_csv_line(cells, 3);
}

static void put_text(struct printing *p, const struct reply_row *row)
{
	static const char *const says[REPLY_VERDICTS] = {
		[REPLY_CONFIRMS] = N_("confirms the current text"),
		[REPLY_OLDER] = N_("confirms an older text"),
		[REPLY_DECLINES] = N_("declines"),
		[REPLY_WITHDRAWS] = N_("withdraws"),
		[REPLY_KNOWN] = N_("nothing new"),
	};

	if (row->verdict != REPLY_REFUSED && !p->dry)
		return;
	if (row->verdict == REPLY_REFUSED && p->refused++ >= REFUSED_SHOWN && !p->dry)
		return;
	printf(row->verdict == REPLY_REFUSED ? _("line %lld refused: ") : _("line %lld: "),
		(long long)row->line);
	print_clean(stdout, row->name);
	printf("%s", *row->name ? ", " : "");
	print_clean(stdout, row->verdict == REPLY_REFUSED ? row->reason : _(says[row->verdict]));
	putchar('\n');
}

/* Only once there is something to say: a file that cannot be read leaves nothing. */
static void put_head(struct printing *p)
{
	if (!p->begun && p->format == FORMAT_CSV)
		printf("line,verdict,cosigner,name,reason\r\n");
	else if (!p->begun && p->format == FORMAT_JSON)
		printf("{\"rows\": [");
	p->begun = true;
}

static void put_row(void *arg, const struct reply_row *row)
{
	struct printing *p = arg;

	put_head(p);
	if (p->format == FORMAT_CSV) {
		put_csv(row);
	} else if (p->format == FORMAT_JSON) {
		printf("%s  {\"line\": %lld, ", p->put ? ",\n" : "\n", (long long)row->line);
		put_json_pair("", "verdict", reply_verdict_name(row->verdict));
		put_json_pair(", ", "cosigner", row->cosigner);
		put_json_pair(", ", "name", row->name);
		put_json_pair(", ", "reason", row->reason);
		putchar('}');
	} else {
		put_text(p, row);
	}
	p->put++;
}

/* "12 rows read: 9 confirmed, 1 confirmed an older text, 2 refused" */
static void put_counts(const struct printing *p, const struct replies_summary *s, bool changed)
{
	static const char *const words[REPLY_VERDICTS] = { N_("confirmed"),
		N_("confirmed an older text"), N_("declined"), N_("withdrawn"),
		N_("with nothing new"), N_("refused") };
	const char *between = " ";
	struct str late = STR_INIT;
	char n[32];

	if (p->refused > REFUSED_SHOWN && !p->dry)
		printf(_("... and %s more refused; --rejects FILE keeps them all\n"),
			print_number(p->refused - REFUSED_SHOWN, n));
	printf(ngettext("%s row read:", "%s rows read:", (unsigned long)s->read),
		print_number(s->read, n));
	for (int v = 0; v < REPLY_VERDICTS; v++) {
		if (!s->n[v])
			continue;
		printf("%s%s %s", between, print_number(s->n[v], n), _(words[v]));
		between = ", ";
	}
	printf("%s\n", changed ? "" : _("; nothing was changed"));
	replies_late(s, &late);
	if (late.len)
		printf("%s\n", str_text(&late));
	str_free(&late);
}

static void put_end(
	struct printing *p, const struct replies_options *o, const struct replies_summary *s)
{
	const bool changed = !o->dry_run && s->read > s->n[REPLY_KNOWN] + s->n[REPLY_REFUSED];

	put_head(p);
	if (p->format == FORMAT_JSON) {
		printf("],\n \"read\": %lld", (long long)s->read);
		for (int v = 0; v < REPLY_VERDICTS; v++)
			printf(", \"%s\": %lld", reply_verdict_name((enum reply_verdict)v),
				(long long)s->n[v]);
		printf(", \"after_sign_by\": %lld", (long long)s->after);
		printf(", \"changed\": %s}\n", changed ? "true" : "false");
	} else if (p->format == FORMAT_TEXT) {
		printf("%s: ", _("the file is"));
		print_clean(stdout, str_text(&s->found));
		putchar('\n');
		if (s->unused.len) {
			printf("%s: ", _("columns not read, as they are no field"));
			print_clean(stdout, str_text(&s->unused));
			putchar('\n');
		}
		put_counts(p, s, changed);
	}
}

int import_kind_replies(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *letter = args_option(a, "letter");
	const char *maps[MAPS_MAX];
	struct printing p = { .dry = args_option(a, "dry-run") != NULL };
	struct replies_options o = { .path = a->words[1],
		.source = { .encoding = args_option(a, "encoding"),
			.separator = args_option(a, "separator") },
		.maps = maps,
		.dates = args_option(a, "dates"),
		.rejects = args_option(a, "rejects"),
		.dry_run = p.dry,
		.row = put_row,
		.arg = &p };
	struct replies_summary s = { 0 };
	bool signs, refused;
	enum status st;
	int code = cli_format(cli, &p.format);

	if (code)
		return code;
	if (!letter)
		return cli_error(EXIT_USAGE, _("import replies needs --letter REF"));
	args_all(a, "map", maps, MAPS_MAX);
	st = gag_find(cli->db, ENTITY_LETTER, letter, &o.letter);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = import_replies(cli->db, &o, &s);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		put_end(&p, &o, &s);
	signs = s.n[REPLY_CONFIRMS] > 0;
	refused = s.read && s.read == s.n[REPLY_REFUSED];
	replies_summary_free(&s);
	if (st)
		return cli_fail(cli, st);
	if (signs)
		code = letter_say_gone(cli, o.letter);
	if (code)
		return code;
	return refused ? EXIT_REFUSED : cli_flush();
}
