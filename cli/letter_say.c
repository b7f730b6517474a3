#include "config.h"

#include "cli/letter_say.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "model/board.h"
#include "model/i18n.h"

#define NAMES_SHOWN 20 /* the rest is named by its number */

static enum status put_name(struct db *db, const struct board_row *row)
{
	struct record r;
	struct str name = STR_INIT;
	enum status st = record_load(db, ENTITY_COSIGNER, row->id, &r);

	if (st == ST_OK)
		st = signer_name(db, &r, &name);
	if (st == ST_OK) {
		fputs("  ", stderr);
		print_clean(stderr, str_text(&name));
		fputs(" (", stderr);
		print_clean(stderr, record_show(&r, "ref"));
		fputs(")\n", stderr);
	}
	record_free(&r);
	str_free(&name);
	return st;
}

int letter_say_again(struct cli *cli, int64_t letter)
{
	struct board *b = NULL;
	const struct board_row *rows;
	char number[32];
	int64_t again, shown = 0;
	size_t n;
	enum status st = board_read(cli->db, letter, &b);

	if (st)
		return cli_fail(cli, st);
	rows = board_rows(b, &n);
	again = board_count(b, BOARD_OLDER);
	if (again)
		fprintf(stderr,
			ngettext("%s cosigner confirmed an older text and must be asked again:\n",
				"%s cosigners confirmed an older text and must be asked again:\n",
				(unsigned long)again),
			print_number(again, number));
	for (size_t i = 0; i < n && st == ST_OK && shown < NAMES_SHOWN; i++)
		if (rows[i].group == BOARD_OLDER) {
			st = put_name(cli->db, &rows[i]);
			shown++;
		}
	if (st == ST_OK && again > shown) {
		fprintf(stderr, _("  and %s more: amparo letter ask-again "),
			print_number(again - shown, number));
		print_clean(stderr, record_show(board_letter(b), "ref"));
		fputc('\n', stderr);
	}
	board_free(b);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

int letter_say_gone(struct cli *cli, int64_t letter)
{
	struct record r;
	enum status st = record_load(cli->db, ENTITY_LETTER, letter, &r);
	const char *status = st == ST_OK ? record_show(&r, "status") : "";

	if (st == ST_OK && strcmp(status, "draft") != 0 && strcmp(status, "signing") != 0) {
		fputs(_("letter "), stderr);
		print_clean(stderr, record_show(&r, "ref"));
		fprintf(stderr, "%s\n",
			_(" has gone already: who signs now did not stand below it then"));
	}
	record_free(&r);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

int letter_say_next(struct cli *cli, const char *was, const struct record *now)
{
	fputs(_("version "), stderr);
	print_clean(stderr, was);
	fputs(_(" stays as it was; the edited text is version "), stderr);
	print_clean(stderr, record_show(now, "number"));
	fputs(" (", stderr);
	print_clean(stderr, record_show(now, "ref"));
	fputs(")\n", stderr);
	return letter_say_again(cli, record_num(now, "letter"));
}
