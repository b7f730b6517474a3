#include "config.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/chain.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

static const struct option options[] = {
	{ "check", false, NULL, N_("what is circular or broken in the whole file") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

struct page {
	struct cli *cli;
	const struct chain *c;
	enum format format;
	bool plain; /* lines of ASCII alone */
	bool first;
};

/* ---- a record ---- */

static enum status label(const struct page *p, size_t node, struct str *out)
{
	const struct chain_node *n = &p->c->nodes[node];
	struct record r;
	enum status st = record_load(p->cli->db, n->entity, n->id, &r);

	if (st == ST_OK)
		record_label(p->cli->db, &r, out);
	else if (st == ST_NOTFOUND)
		str_add(out, _("(gone)"));
	record_free(&r);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static void way(const struct chain_node *n, struct str *out)
{
	str_addf(out, "%s:%s", entity_get(n->entity)->name, n->ref ? n->ref : "?");
}

/* ---- the tree ---- */

static void add_lines(const struct page *p, const struct chain_row *row, struct str *out)
{
	for (int d = 1; d < row->depth; d++)
		str_add(out, !(row->more >> d & 1) ? "   " : p->plain ? "|  " : "│  ");
	if (row->more >> row->depth & 1)
		str_add(out, p->plain ? "+- " : "├─ ");
	else
		str_add(out, p->plain ? "`- " : "└─ ");
}

static enum status put_text(const struct page *p, const struct chain_row *row)
{
	const struct chain_node *n = &p->c->nodes[row->node];
	struct str line = STR_INIT, name = STR_INIT;
	enum status st = label(p, row->node, &name);

	add_lines(p, row, &line);
	chain_say(row, &line);
	str_add_c(&line, ' ');
	way(n, &line);
	str_addf(&line, "  %s%s%s%s", n->date, *n->date ? "  " : "", str_text(&name),
		row->again ? _("  (its chain stands above)") : "");
	if (st == ST_OK) {
		print_clean(stdout, str_text(&line));
		putchar('\n');
	}
	str_free(&line);
	str_free(&name);
	return st;
}

static void put_json(struct page *p, const struct chain_row *row, const char *name)
{
	const struct chain_node *n = &p->c->nodes[row->node];
	struct str how = STR_INIT;

	printf("%s{\"direction\": \"%s\", \"depth\": %d, \"how\": ", p->first ? "" : ",\n ",
		row->away ? "refers_to" : "referred_to_by", row->depth);
	chain_say(row, &how);
	json_put_string(stdout, str_text(&how), how.len);
	printf(", \"entity\": \"%s\", \"ref\": ", entity_get(n->entity)->name);
	json_put_string(stdout, n->ref ? n->ref : "", n->ref ? strlen(n->ref) : 0);
	printf(", \"date\": \"%s\", \"text\": ", n->date);
	json_put_string(stdout, name, strlen(name));
	printf(", \"again\": %s}", row->again ? "true" : "false");
	p->first = false;
	str_free(&how);
}

static void put_csv(const struct page *p, const struct chain_row *row, const char *name)
{
	const struct chain_node *n = &p->c->nodes[row->node];
	struct str how = STR_INIT;

	printf("%s,%d,", row->away ? "refers_to" : "referred_to_by", row->depth);
	chain_say(row, &how);
	csv_put_cell(stdout, str_text(&how), how.len);
	printf(",%s,", entity_get(n->entity)->name);
	csv_put_cell(stdout, n->ref ? n->ref : "", n->ref ? strlen(n->ref) : 0);
	printf(",%s,", n->date);
	csv_put_cell(stdout, name, strlen(name));
	fputs("\r\n", stdout);
	str_free(&how);
}

static enum status put_row(struct page *p, const struct chain_row *row)
{
	struct str name = STR_INIT;
	enum status st;

	if (p->format == FORMAT_TEXT)
		return put_text(p, row);
	st = label(p, row->node, &name);
	if (st == ST_OK && p->format == FORMAT_JSON)
		put_json(p, row, str_text(&name));
	else if (st == ST_OK)
		put_csv(p, row, str_text(&name));
	str_free(&name);
	return st;
}

static enum status put_side(struct page *p, size_t node, bool away)
{
	struct chain_row *rows;
	size_t n;
	enum status st = ST_OK;

	chain_walk(p->c, node, away, &rows, &n);
	if (p->format == FORMAT_TEXT)
		printf("\n%s\n", away ? _("What it refers to") : _("What refers to it"));
	if (p->format == FORMAT_TEXT && !n)
		printf("  %s\n", _("nothing"));
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = put_row(p, &rows[i]);
	free(rows);
	return st;
}

static enum status put_head(struct page *p, enum entity_id entity, int64_t id)
{
	struct str line = STR_INIT;
	struct record r;
	enum status st = record_load(p->cli->db, entity, id, &r);

	if (st == ST_OK) {
		str_addf(&line, "%s:%s  ", r.entity->name, record_show(&r, "ref"));
		record_label(p->cli->db, &r, &line);
		print_clean(stdout, str_text(&line));
		putchar('\n');
	}
	record_free(&r);
	str_free(&line);
	return st;
}

static enum status put_chain(struct page *p, enum entity_id entity, int64_t id)
{
	size_t node = CHAIN_NONE;
	enum status st = chain_find(p->cli->db, p->c, entity, id, &node);

	p->first = true;
	if (st == ST_OK && p->format == FORMAT_TEXT)
		st = put_head(p, entity, id);
	if (p->format == FORMAT_JSON)
		fputs("[", stdout);
	if (p->format == FORMAT_CSV)
		fputs("direction,depth,how,entity,ref,date,text\r\n", stdout);
	if (st == ST_OK)
		st = put_side(p, node, true);
	if (st == ST_OK)
		st = put_side(p, node, false);
	if (p->format == FORMAT_JSON)
		fputs("]\n", stdout);
	return st;
}

/* ---- what is wrong ---- */

static void put_wrong(void *arg, const char *sentence, enum entity_id entity, int64_t id)
{
	struct page *p = arg;

	(void)id;
	if (p->format == FORMAT_TEXT) {
		print_clean(stdout, sentence);
		putchar('\n');
		return;
	}
	if (p->format == FORMAT_JSON) {
		printf("%s{\"entity\": \"%s\", \"text\": ", p->first ? "" : ",\n ",
			entity_get(entity)->name);
		json_put_string(stdout, sentence, strlen(sentence));
		putchar('}');
	} else {
		printf("%s,", entity_get(entity)->name);
		csv_put_cell(stdout, sentence, strlen(sentence));
		fputs("\r\n", stdout);
	}
	p->first = false;
}

static int check(struct page *p)
{
	int64_t bad = 0;
	enum status st;

	p->first = true;
	if (p->format == FORMAT_JSON)
		fputs("[", stdout);
	else if (p->format == FORMAT_CSV)
		fputs("entity,text\r\n", stdout);
	st = chain_check(p->cli->db, p->c, put_wrong, p, &bad);
	if (p->format == FORMAT_JSON)
		fputs("]\n", stdout);
	else if (st == ST_OK && p->format == FORMAT_TEXT && !bad)
		printf("%s\n", _("Every chain is whole."));
	if (st)
		return cli_fail(p->cli, st);
	return bad ? EXIT_REFUSED : EXIT_DONE;
}

/* ---- which record ---- */

/* ENTITY:REF; without a kind it is a petition. */
static enum status find(struct cli *cli, enum entity_id *entity, int64_t *id)
{
	const char *word = cli->args.words[0];
	const char *colon = strchr(word, ':');
	struct str name = STR_INIT;
	const struct entity *e = entity_get(ENTITY_PETITION);
	enum status st = ST_OK;

	if (colon) {
		str_add_n(&name, word, (size_t)(colon - word));
		e = entity_find(str_text(&name));
		word = colon + 1;
	}
	if (!e)
		st = db_fail(cli->db, ST_INVALID, NULL, _("there are no records called '%.40s'"),
			str_text(&name));
	else
		st = gag_find(cli->db, e->id, word, id);
	*entity = e ? e->id : ENTITY_NONE;
	str_free(&name);
	return st;
}

static int run(struct cli *cli)
{
	struct chain c = { .nodes = NULL };
	struct page p = { .cli = cli, .c = &c };
	bool whole = args_option(&cli->args, "check") != NULL;
	enum entity_id entity = ENTITY_NONE;
	int64_t id = 0;
	enum status st = ST_OK;
	int code = cli_format(cli, &p.format);

	p.plain = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	if (code)
		return code;
	if (whole == (cli->args.n_words == 1))
		return cli_error(EXIT_USAGE, _("chain needs ENTITY:REF, or --check alone"));
	if (!whole)
		st = find(cli, &entity, &id);
	if (st == ST_OK)
		st = chain_load(cli->db, &c);
	if (st == ST_OK && whole)
		code = check(&p);
	else if (st == ST_OK)
		st = put_chain(&p, entity, id);
	chain_free(&c);
	return st ? cli_fail(cli, st) : code;
}

const struct verb verb_chain = { .name = "chain",
	.usage = "ENTITY:REF | --check [--format text|csv|json]",
	.summary = N_("what a record refers to and what refers to it, on and on"),
	.help = N_(
		"From a public petition by its letter to the court petition, its exhibits, the "
		"ruling\n"
		"and the appeal, in both directions and with dates: links, citations in texts, "
		"proofs,\n"
		"decisions, appeals, and whom a letter is for. Without a kind REF is a petition.\n"
		"--check names what is circular or broken in the whole file: links to what is "
		"gone,\n"
		"citations that lead nowhere, what is older than what it appeals or answers, "
		"rulings\n"
		"that decide nothing, petitions that were decided without one. It exits with 1 "
		"where\n"
		"it found something."),
	.options = options,
	.most = 1,
	.file = FILE_OPEN,
	.run = run };
