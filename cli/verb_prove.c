#include "config.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/verbs.h"
#include "export/outfile.h"
#include "export/proof.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mass.h"
#include "model/record.h"

#define WIDTH_LEAST 80
#define WIDTH_MOST 240

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "case", true, "REF", N_("all petitions of this case") },
	{ "format", true, "FORMAT", N_("text, csv, json or docbook (text)") },
	{ "out", true, "FILE", N_("a new file; without it, to standard output") },
	{ "level", true, "LEVEL",
		N_("docbook: what is public, filed, team or sealed, and below (filed)") },
	{ "rule", false, NULL, N_("also the rule that the statuses follow; alone: the rule") },
	{ NULL, false, NULL, NULL },
};

enum form { FORM_TEXT, FORM_CSV, FORM_JSON, FORM_DOCBOOK };

struct job {
	struct idset petitions;
	enum form form;
	bool many;         /* asked for a case: an array, a document of sections */
	bool rule;         /* told, too */
	bool leaves;       /* into a file */
	const char *level; /* of docbook */
	const char *title; /* of a document of several */
	struct docbook *document;
	size_t done;
};

static struct proof_look look_of(const struct job *job)
{
	struct proof_look look = { .width = WIDTH_LEAST, .rule = job->rule };
	struct winsize size;

	look.plain = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	if (!job->leaves && isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size)) {
		if (size.ws_col > WIDTH_LEAST)
			look.width = size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
	}
	return look;
}

static bool take_bytes(void *arg, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, arg) == len;
}

static enum status output_failed(struct db *db)
{
	return db_fail(db, ST_IO, NULL, _("the output cannot be written"));
}

static enum status put_docbook(
	struct db *db, const struct proof_sheet *s, struct job *job, FILE *out)
{
	struct docbook *d = job->many ? job->document : docbook_open(take_bytes, out);
	enum status st = proof_docbook(d, s, job->level, !job->many, job->rule);

	if (!job->many && !docbook_close(d))
		st = ST_IO;
	return st == ST_IO ? output_failed(db) : st;
}

static enum status put_sheet(struct db *db, const struct proof_sheet *s, struct job *job, FILE *out)
{
	struct proof_look look = look_of(job);

	switch (job->form) {
	case FORM_CSV:
		return proof_csv(db, s, out);
	case FORM_JSON:
		if (job->done)
			fputs(",\n", out);
		return proof_json(db, s, out);
	case FORM_DOCBOOK:
		return put_docbook(db, s, job, out);
	case FORM_TEXT:
		break;
	}
	if (job->done)
		fputs("\n\n", out);
	return proof_text(db, s, &look, out);
}

static enum status put_petition(struct db *db, int64_t id, struct job *job, FILE *out)
{
	struct record petition = { 0 }, parent = { 0 };
	struct proof_map map = { 0 };
	struct proof_sheet s = { .map = &map };
	bool leaves = job->leaves || job->form == FORM_DOCBOOK;
	enum status st = leaves ? gag_refuse(db, ENTITY_PETITION, id) : ST_OK;

	if (st == ST_OK)
		st = record_load(db, ENTITY_PETITION, id, &petition);
	if (st == ST_OK)
		st = record_load(db, ENTITY_CASE, record_num(&petition, "case"), &parent);
	if (st == ST_OK)
		st = proof_load(db, id, PROOF_WHOLE, &map);
	if (st == ST_OK) {
		s.petition = record_show(&petition, "ref");
		s.title = record_show(&petition, "title");
		s.of = record_show(&parent, "ref");
		st = put_sheet(db, &s, job, out);
		job->done++;
	}
	proof_map_free(&map);
	record_free(&petition);
	record_free(&parent);
	return st;
}

static enum status put(struct db *db, FILE *out, void *arg)
{
	struct job *job = arg;
	const bool array = job->many && job->form == FORM_JSON;
	int64_t id = 0;
	enum status st = ST_OK;

	if (job->form == FORM_CSV)
		proof_csv_heads(out);
	if (array)
		fputs("[", out);
	if (job->many && job->form == FORM_DOCBOOK) {
		job->document = docbook_open(take_bytes, out);
		proof_docbook_begin(job->document, job->title);
	}
	while (st == ST_OK && (id = idset_next(&job->petitions, id)) != 0)
		st = put_petition(db, id, job, out);
	if (job->document && !docbook_close(job->document) && st == ST_OK)
		st = output_failed(db);
	job->document = NULL;
	if (st == ST_OK && job->form == FORM_JSON)
		fputs(array ? "]\n" : "\n", out);
	return st == ST_OK && ferror(out) ? output_failed(db) : st;
}

static enum status find_petitions(
	struct cli *cli, const char *petition, const char *in_case, struct job *job)
{
	struct query q = { .entity = ENTITY_PETITION, .owner = ENTITY_CASE };
	int64_t id = 0;
	enum status st;

	if (petition) {
		st = gag_find(cli->db, ENTITY_PETITION, petition, &id);
		if (st == ST_OK)
			idset_add(&job->petitions, id);
		return st;
	}
	job->many = true;
	job->title = in_case;
	st = gag_find(cli->db, ENTITY_CASE, in_case, &id);
	q.owner_id = id;
	if (st == ST_OK)
		st = mass_find(cli->db, &q, &job->petitions);
	if (st == ST_OK && !job->petitions.count)
		st = db_fail(cli->db, ST_NOTFOUND, NULL, _("the case %s has no petition"), in_case);
	return st;
}

static int read_options(struct cli *cli, struct job *job)
{
	static const char *const levels[] = { "public", "filed", "team", "sealed", NULL };
	const char *name = args_option(&cli->args, "format");
	const char *level = args_option(&cli->args, "level");
	enum format format = FORMAT_TEXT;
	int code = EXIT_DONE;

	job->rule = args_option(&cli->args, "rule") != NULL;
	job->leaves = args_option(&cli->args, "out") != NULL;
	job->level = "filed";
	if (name && !strcmp(name, "docbook")) {
		job->form = FORM_DOCBOOK;
	} else {
		code = cli_format(cli, &format);
		job->form = format == FORMAT_CSV    ? FORM_CSV
			    : format == FORMAT_JSON ? FORM_JSON
						    : FORM_TEXT;
	}
	if (!level || code)
		return code;
	for (int i = 0; levels[i]; i++)
		if (!strcmp(levels[i], level))
			job->level = levels[i];
	if (strcmp(job->level, level) != 0)
		return cli_error(EXIT_USAGE,
			_("--level is public, filed, team or sealed, not '%.40s'"), level);
	if (job->form != FORM_DOCBOOK)
		return cli_error(EXIT_USAGE, _("--level goes with --format docbook"));
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *petition = args_option(&cli->args, "petition");
	const char *in_case = args_option(&cli->args, "case");
	const char *path = args_option(&cli->args, "out");
	struct job job = { .petitions = IDSET_INIT };
	enum status st;
	int code = read_options(cli, &job);

	if (code)
		return code;
	if (petition && in_case)
		return cli_error(EXIT_USAGE, _("give --petition or --case, not both"));
	if (!petition && !in_case && job.rule) {
		struct proof_look look = look_of(&job);

		proof_rule_text(look.width, stdout);
		return cli_flush();
	}
	if (!petition && !in_case)
		return cli_error(EXIT_USAGE, _("prove needs --petition REF or --case REF"));
	st = find_petitions(cli, petition, in_case, &job);
	if (st == ST_OK && path)
		st = outfile_write(cli->db, path, false, put, &job);
	else if (st == ST_OK)
		st = put(cli->db, stdout, &job);
	idset_clear(&job.petitions);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_prove = { .name = "prove",
	.usage = "--petition REF | --case REF | --rule [--format text|csv|json|docbook] "
		 "[--out FILE] [--level LEVEL]",
	.summary = N_("what must be proved, what proves it, and what is missing"),
	.help = N_(
		"First what is missing: claims that nothing supports, that are disputed, that "
		"rest\n"
		"on one source or on a low grade. Then claims and exhibits side by side: + "
		"supports,\n"
		"- contradicts, a dot for context, with pages. Then exhibits that prove nothing, "
		"and\n"
		"what the other side says. A claim's status follows from its proofs by the rule "
		"that\n"
		"--rule tells. docbook is a section for a memo of your own; no bundle holds it."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
