#include "config.h"

#include "cli/letter_board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/letter_say.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "export/table.h"
#include "model/board.h"
#include "model/date_long.h"
#include "model/i18n.h"
#include "model/text.h"

#define NAME_WIDTH 44

struct printing {
	struct cli *cli;
	struct board *board;
	enum format format;
	bool again; /* only those who must be asked again */
	int64_t put;
};

/* ---- one cosigner ---- */

/* The columns of CSV and the keys of JSON; numbers are numbers there. */
static const char *const columns[] = { "group", "ref", "name", "capacity", "version", "invited",
	"reminded", "date", "position" };
enum { COLUMN_VERSION = 4, COLUMN_POSITION = 8, COLUMNS = 9 };

static void put_json_row(struct printing *p, const char *const *values)
{
	printf("%s{", p->put ? ",\n" : "");
	for (int i = 0; i < COLUMNS; i++) {
		printf("%s\"%s\": ", i ? ", " : "", columns[i]);
		if (!*values[i])
			printf("null");
		else if (i == COLUMN_VERSION || i == COLUMN_POSITION)
			printf("%s", values[i]);
		else
			json_put_string(stdout, values[i], strlen(values[i]));
	}
	putchar('}');
}

/* "  Amnesty International                         2021-12-03, version 1" */
static void put_text_row(const struct board_row *row, const char *name, const struct record *r)
{
	struct str clean = STR_INIT, line = STR_INIT;
	const char *day = row->group == BOARD_INVITED    ? record_show(r, "invited")
			  : row->group == BOARD_REMINDED ? record_show(r, "reminded")
							 : record_show(r, "date");

	text_clean(&clean, name, strlen(name), TEXT_LINE);
	if (text_width(str_text(&clean), clean.len) < NAME_WIDTH)
		text_pad(&line, str_text(&clean), clean.len, NAME_WIDTH);
	else
		str_add(&line, str_text(&clean));
	str_clear(&clean);
	text_clean(&clean, day, strlen(day), TEXT_LINE);
	printf("  %s  %-10s", str_text(&line), str_text(&clean));
	if (row->version)
		printf(_("  version %lld"), (long long)row->version);
	putchar('\n');
	str_free(&clean);
	str_free(&line);
}

static enum status put_row(struct printing *p, const struct board_row *row)
{
	struct record r;
	struct str name = STR_INIT, version = STR_INIT;
	enum status st = record_load(p->cli->db, ENTITY_COSIGNER, row->id, &r);

	if (st == ST_OK)
		st = signer_name(p->cli->db, &r, &name);
	if (row->version)
		str_addf(&version, "%lld", (long long)row->version);
	if (st == ST_OK && p->format == FORMAT_TEXT) {
		put_text_row(row, str_text(&name), &r);
	} else if (st == ST_OK) {
		const char *const values[COLUMNS] = { board_group_name(row->group),
			record_show(&r, "ref"), str_text(&name), record_show(&r, "capacity"),
			str_text(&version), record_show(&r, "invited"), record_show(&r, "reminded"),
			record_show(&r, "date"), record_show(&r, "position") };

		if (p->format == FORMAT_JSON)
			put_json_row(p, values);
		else
			put_csv_line(values, COLUMNS);
	}
	p->put++;
	record_free(&r);
	str_free(&name);
	str_free(&version);
	return st;
}

static enum status put_group(struct printing *p, enum board_group group)
{
	const struct board_row *rows;
	char number[32];
	size_t n;
	enum status st = ST_OK;

	rows = board_rows(p->board, &n);
	if (p->format == FORMAT_TEXT && board_count(p->board, group))
		printf("\n%s (%s)\n", board_group_label(group),
			print_number(board_count(p->board, group), number));
	for (size_t i = 0; i < n && st == ST_OK; i++)
		if (rows[i].group == group)
			st = put_row(p, &rows[i]);
	return st;
}

static enum status put_rows(struct printing *p)
{
	enum status st = ST_OK;

	if (p->again)
		return put_group(p, BOARD_OLDER);
	for (int g = 0; g < BOARD_GROUPS && st == ST_OK; g++)
		st = put_group(p, (enum board_group)g);
	return st;
}

/* ---- what stands above ---- */

static void put_count(const char *label, int64_t n)
{
	struct str text = STR_INIT;
	char number[32];

	text_pad(&text, label, strlen(label), 26);
	printf("%s %12s\n", str_text(&text), print_number(n, number));
	str_free(&text);
}

static void put_sign_by(const struct board *b)
{
	struct str day = STR_INIT;
	char number[32];
	const char *sent, *gone = board_gone(b, &sent);
	long left;

	if (gone) {
		date_long(sent, NULL, &day);
		printf(day.len ? "%s, %s\n" : "%s\n", gone, str_text(&day));
		str_free(&day);
		return;
	}
	if (!board_days_left(b, &left))
		return;
	date_long(record_show(board_letter(b), "sign_by"), NULL, &day);
	if (left < 0)
		printf(ngettext("sign by %s, %s day ago\n", "sign by %s, %s days ago\n",
			       (unsigned long)-left),
			str_text(&day), print_number(-left, number));
	else if (left == 0)
		printf(_("sign by %s, today\n"), str_text(&day));
	else
		printf(ngettext("sign by %s, in %s day\n", "sign by %s, in %s days\n",
			       (unsigned long)left),
			str_text(&day), print_number(left, number));
	str_free(&day);
}

/* Declared and held are different facts: who is named stands below. */
static void put_declared(const struct board *b)
{
	const char *source, *observed;
	const int64_t declared = board_declared(b, &source, &observed);

	if (declared < 0)
		return;
	put_count(_("Declared"), declared);
	printf("  ");
	print_clean(stdout, source);
	printf("%s", *observed ? ", " : "");
	print_clean(stdout, observed);
	putchar('\n');
}

static void put_head(const struct board *b)
{
	struct heads heads = board_heads(b);
	static const enum board_group order[BOARD_GROUPS] = { BOARD_CONFIRMED, BOARD_OLDER,
		BOARD_INVITED, BOARD_REMINDED, BOARD_DECLINED, BOARD_WITHDRAWN };
	struct str line = STR_INIT;
	int64_t all = 0;

	print_clean(stdout, record_show(board_letter(b), "title"));
	putchar('\n');
	put_sign_by(b);
	heads_line(&heads, NULL, &line);
	if (board_current(b))
		printf(_("version %lld: "), (long long)board_current(b));
	printf("%s\n\n", line.len                      ? str_text(&line)
			 : board_count(b, BOARD_OLDER) ? _("nobody has signed it yet")
						       : _("no signature is held"));
	put_declared(b);
	for (size_t i = 0; i < BOARD_GROUPS; i++) {
		put_count(board_group_label(order[i]), board_count(b, order[i]));
		if (order[i] == BOARD_INVITED && board_unasked(b))
			put_count(_("  of these not asked yet"), board_unasked(b));
		all += board_count(b, order[i]);
	}
	put_count(_("In all"), all);
	str_free(&line);
}

static void put_json_head(const struct board *b)
{
	const char *sign_by = record_get(board_letter(b), "sign_by");
	const char *ref = record_show(board_letter(b), "ref"), *source, *observed;
	struct heads heads = board_heads(b);
	struct str line = STR_INIT;
	long left;

	heads_line(&heads, NULL, &line);
	printf("{\"letter\": ");
	json_put_string(stdout, ref, strlen(ref));
	printf(", \"version\": %lld, \"headline\": ", (long long)board_current(b));
	json_put_string(stdout, str_text(&line), line.len);
	printf(", \"sign_by\": ");
	if (sign_by)
		json_put_string(stdout, sign_by, strlen(sign_by));
	else
		printf("null");
	if (board_days_left(b, &left))
		printf(", \"days_left\": %ld", left);
	else
		printf(", \"days_left\": null");
	if (board_declared(b, &source, &observed) >= 0)
		printf(", \"declared\": %lld", (long long)board_declared(b, &source, &observed));
	else
		printf(", \"declared\": null");
	for (int g = 0; g < BOARD_GROUPS; g++)
		printf(", \"%s\": %lld", board_group_name((enum board_group)g),
			(long long)board_count(b, (enum board_group)g));
	printf(", \"unasked\": %lld, \"cosigners\": [", (long long)board_unasked(b));
	str_free(&line);
}

static int put_all(struct cli *cli, int64_t letter, enum format format, bool again)
{
	struct printing p = { .cli = cli, .format = format, .again = again };
	enum status st = board_read(cli->db, letter, &p.board);

	if (st)
		return cli_fail(cli, st);
	if (format == FORMAT_TEXT && !again)
		put_head(p.board);
	else if (format == FORMAT_JSON && !again)
		put_json_head(p.board);
	else if (format == FORMAT_JSON)
		putchar('[');
	for (int i = 0; format == FORMAT_CSV && i < COLUMNS; i++)
		printf("%s%s", columns[i], i + 1 < COLUMNS ? "," : "\r\n");
	st = put_rows(&p);
	if (st == ST_OK && format == FORMAT_JSON)
		printf(again ? "]\n" : "]}\n");
	if (st == ST_OK && format == FORMAT_TEXT && again && !p.put)
		printf(_("nobody: all who confirmed agreed to the current text\n"));
	board_free(p.board);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

int letter_put_board(struct cli *cli, int64_t letter, enum format format)
{
	return put_all(cli, letter, format, false);
}

int letter_put_again(struct cli *cli, int64_t letter, enum format format)
{
	return put_all(cli, letter, format, true);
}

/* ---- the block ---- */

static const char *const block_columns[] = { "position", "ref", "name", "capacity", "signed_by",
	"office", "affiliation", "identification_only", "proof" };
enum { BLOCK_COLUMNS = 9 };

static void put_block_row(const char *const *values, bool json, bool first)
{
	if (json)
		printf("%s{", first ? "" : ",\n");
	for (int i = 0; i < BLOCK_COLUMNS; i++) {
		const char *value = values[i] ? values[i] : "";

		if (!json) {
			if (i)
				putchar(',');
			csv_put_cell(stdout, value, strlen(value));
			continue;
		}
		printf("%s\"%s\": ", i ? ", " : "", block_columns[i]);
		if (!*value)
			printf("null");
		else if (!i)
			printf("%s", value);
		else
			json_put_string(stdout, value, strlen(value));
	}
	printf(json ? "}" : "\r\n");
}

static enum status put_signer(struct db *db, const struct signer *s, bool json, bool first)
{
	struct record r;
	enum status st = record_load(db, ENTITY_COSIGNER, s->id, &r);

	if (st == ST_OK) {
		const char *const values[BLOCK_COLUMNS] = { record_get(&r, "position"),
			record_get(&r, "ref"), s->name, record_get(&r, "capacity"), s->signed_by,
			s->office, s->affiliation, s->identification_only ? "yes" : NULL,
			record_get(&r, "proof") };

		put_block_row(values, json, first);
	}
	record_free(&r);
	return st;
}

static enum status put_block_rows(struct db *db, const struct signers *s, bool json)
{
	enum status st = ST_OK;

	if (json)
		putchar('[');
	for (int i = 0; !json && i < BLOCK_COLUMNS; i++)
		printf("%s%s", block_columns[i], i + 1 < BLOCK_COLUMNS ? "," : "\r\n");
	for (size_t i = 0; i < s->n && st == ST_OK; i++)
		st = put_signer(db, &s->all[i], json, !i);
	if (json)
		printf("]\n");
	return st;
}

static enum status language_of(struct db *db, int64_t letter, struct str *out)
{
	struct record r;
	enum status st = record_load(db, ENTITY_LETTER, letter, &r);

	if (st == ST_OK)
		str_add(out, record_show(&r, "language"));
	record_free(&r);
	return st;
}

/* On standard error, as the block itself is passed on. */
static void say_alike(const struct signers *s)
{
	struct str text = STR_INIT;

	if (signers_alike(s, &text)) {
		fputs(_("these may be one organisation that is counted twice:\n"), stderr);
		print_clean(stderr, str_text(&text));
	}
	str_free(&text);
}

int letter_put_block(struct cli *cli, int64_t letter, enum format format, const char *language)
{
	struct signers s;
	struct str text = STR_INIT, own = STR_INIT;
	enum status st = signers_read(cli->db, letter, NULL, NULL, &s);

	if (st == ST_OK && !language)
		st = language_of(cli->db, letter, &own);
	if (st == ST_OK && format != FORMAT_TEXT) {
		st = put_block_rows(cli->db, &s, format == FORMAT_JSON);
	} else if (st == ST_OK) {
		signers_text(&s, language ? language : str_text(&own), &text);
		print_clean(stdout, text.len ? str_text(&text) : _("no signature is held\n"));
	}
	if (st == ST_OK)
		say_alike(&s);
	str_free(&text);
	str_free(&own);
	signers_free(&s);
	/* Who stands below an older text is never passed over in silence. */
	return st ? cli_fail(cli, st) : letter_say_again(cli, letter);
}
