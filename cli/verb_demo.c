#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/progress.h"
#include "cli/verbs.h"
#include "import/demo.h"
#include "model/shipped.h"
#include "model/i18n.h"
#include "model/query.h"
#include "model/str.h"

static int64_t how_many(struct db *db, enum entity_id entity)
{
	struct query q = { .entity = entity };
	int64_t n = 0;

	return query_count(db, &q, &n) ? 0 : n;
}

static int run(struct cli *cli)
{
	struct str dir = STR_INIT;
	enum status st;
	int code = cli_make(cli);

	if (code)
		return code;
	str_addf(&dir, "%s/demo", shipped_dir());
	progress_begin(cli->db);
	st = demo_load(cli->db, str_text(&dir));
	progress_end(cli->db);
	str_free(&dir);
	if (st) {
		code = cli_fail(cli, st);
		db_close(cli->db);
		cli->db = NULL;
		/* Half a demo would look like a whole one. */
		unlink(cli->file);
		return code;
	}
	printf(_("%s holds the demo: %lld cases, %lld petitions, %lld letters, %lld exhibits\n"),
		cli->file, (long long)how_many(cli->db, ENTITY_CASE),
		(long long)how_many(cli->db, ENTITY_PETITION),
		(long long)how_many(cli->db, ENTITY_LETTER),
		(long long)how_many(cli->db, ENTITY_EXHIBIT));
	return EXIT_DONE;
}

const struct verb verb_demo = { .name = "demo",
	.usage = "[FILE]",
	.summary = N_("make a case file with the demo cases"),
	.help = N_("The cases are made from press reports of 2020 and 2021 and an open letter. A "
		   "file that exists is never touched."),
	.most = 1,
	.file = FILE_MAKE,
	.run = run };
