#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/import_kinds.h"
#include "cli/print.h"
#include "import/thresholds.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

/* A file, or the name of a set that came with the program. */
static void find_set(const char *word, struct str *out)
{
	str_add(out, word);
	if (access(word, F_OK) == 0 || !text_is_ref(word))
		return;
	str_clear(out);
	str_addf(out, "%s/thresholds/%s.csv", cli_datadir(), word);
	if (access(str_text(out), F_OK) == 0)
		return;
	str_clear(out);
	str_add(out, word);
}

int import_kind_thresholds(struct cli *cli)
{
	const char *ref = args_option(&cli->args, "petition");
	struct thresholds_summary sum;
	struct str path = STR_INIT;
	char added[32], known[32];
	int64_t petition = 0;
	enum status st;

	if (!ref)
		return cli_error(EXIT_USAGE, _("import thresholds needs --petition REF"));
	find_set(cli->args.words[1], &path);
	st = record_find(cli->db, ENTITY_PETITION, ref, &petition);
	if (st == ST_OK)
		st = import_thresholds(cli->db, petition, str_text(&path), &sum);
	str_free(&path);
	if (st)
		return cli_fail(cli, st);
	printf(_("%s thresholds added, %s there already\n"), print_number(sum.added, added),
		print_number(sum.known, known));
	return EXIT_DONE;
}
