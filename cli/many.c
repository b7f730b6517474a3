#include "config.h"

#include "cli/many.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/fields.h"
#include "cli/letter_say.h"
#include "cli/progress.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mass.h"
#include "model/record.h"
#include "model/str.h"

/* What a gag order withholds is not there for who did not ask to see it. */
static enum status leave_out(struct cli *cli, const struct entity *e, struct idset *ids)
{
	struct idset hidden = IDSET_INIT;
	int64_t id = 0;
	enum status st = ST_OK;

	while (gag_veiled(cli->db) && gag_any(cli->db) && st == ST_OK &&
		(id = idset_next(ids, id)) != 0) {
		bool behind = false;

		st = gag_behind(cli->db, e->id, id, &behind, NULL);
		if (behind)
			(void)idset_add(&hidden, id);
	}
	for (id = 0; (id = idset_next(&hidden, id)) != 0;)
		(void)idset_remove(ids, id);
	if (st == ST_OK && hidden.count)
		cli_say_withheld(hidden.count);
	idset_clear(&hidden);
	return st;
}

int many_find(struct cli *cli, const struct entity *e, struct idset *out)
{
	const char *in_case = args_option(&cli->args, "case");
	struct query q = { .entity = e->id, .where = args_option(&cli->args, "where") };
	enum status st = ST_OK;

	if (!q.where)
		return cli_error(EXIT_USAGE, _("--case goes with --where: say which of them"));
	if (!*q.where)
		return cli_error(EXIT_USAGE,
			_("--where needs a filter; for really all of them: --where 'ref!='"));
	if (in_case) {
		q.owner = ENTITY_CASE;
		st = gag_find(cli->db, ENTITY_CASE, in_case, &q.owner_id);
	}
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = mass_find(cli->db, &q, out);
		if (st == ST_OK)
			st = leave_out(cli, e, out);
		progress_end(cli->db);
	}
	if (st)
		return cli_fail(cli, st);
	if (out->count)
		return EXIT_DONE;
	return cli_error(EXIT_REFUSED, _("no %s fits the filter; nothing was changed"), e->name);
}

static void counted(const struct entity *e, int64_t n, struct str *out)
{
	str_add_number(out, n);
	str_addf(out, " %s", n == 1 ? e->name : e->plural);
}

static void say_edited(const struct entity *e, int64_t changed, int64_t all)
{
	struct str many = STR_INIT;

	counted(e, changed ? changed : all, &many);
	if (changed)
		fprintf(stderr, _("%s changed; amparo undo takes it back\n"), str_text(&many));
	else
		fprintf(stderr, _("%s: the same as before; nothing was changed\n"),
			str_text(&many));
	str_free(&many);
}

/* Whose texts were edited: of each letter once, who must be asked again. */
static int say_again(struct cli *cli, const struct idset *versions)
{
	struct idset letters = IDSET_INIT;
	int64_t id = 0;
	int code = EXIT_DONE;

	while (code == EXIT_DONE && (id = idset_next(versions, id)) != 0) {
		struct record r;

		if (record_load(cli->db, ENTITY_VERSION, id, &r) == ST_OK &&
			idset_add(&letters, record_num(&r, "letter")))
			code = letter_say_again(cli, record_num(&r, "letter"));
		record_free(&r);
	}
	idset_clear(&letters);
	return code;
}

int many_edit(struct cli *cli, const struct entity *e, const struct idset *ids, int first)
{
	struct mass_value values[MASS_VALUES];
	char *texts[MASS_VALUES] = { NULL };
	size_t n = (size_t)(cli->args.n_words - first);
	int code = EXIT_DONE;
	int64_t changed = 0;

	if (n > MASS_VALUES)
		return cli_error(EXIT_USAGE, _("there are too many words on the command line"));
	for (size_t i = 0; i < n && code == EXIT_DONE; i++) {
		code = fields_read(cli, e, first + (int)i, &values[i].field, &texts[i]);
		values[i].text = texts[i];
	}
	if (code == EXIT_DONE) {
		enum status st;

		progress_begin(cli->db);
		st = mass_set(cli->db, e->id, ids, values, n, &changed);
		progress_end(cli->db);
		if (st)
			code = cli_fail(cli, st);
		else
			say_edited(e, changed, ids->count);
		if (!st && changed && e->id == ENTITY_VERSION)
			code = say_again(cli, ids);
	}
	for (size_t i = 0; i < n; i++)
		free(texts[i]);
	return code;
}

int many_remove(struct cli *cli, const struct entity *e, const struct idset *ids, bool whole)
{
	struct str many = STR_INIT;
	int64_t removed = 0;
	enum status st;

	progress_begin(cli->db);
	st = mass_remove(cli->db, e->id, ids, whole, &removed);
	progress_end(cli->db);
	if (st)
		return cli_fail(cli, st);
	counted(e, removed, &many);
	fprintf(stderr, _("%s removed; amparo undo brings them back\n"), str_text(&many));
	str_free(&many);
	return EXIT_DONE;
}
