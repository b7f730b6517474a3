#include "config.h"

#include "cli/conflict_say.h"

#include "model/conflict.h"
#include "model/i18n.h"
#include "model/str.h"

#define SAID 5 /* conflicts of one party that are told at once */

void conflict_say(struct cli *cli, const struct record *saved)
{
	struct conflict_query q = { 0 };
	struct conflicts found = { 0 };

	if (saved->entity->id == ENTITY_PARTY)
		q.party = saved;
	else if (saved->entity->id == ENTITY_CONTACT)
		q.contact = saved->id;
	else
		return;
	if (conflicts_read(cli->db, &q, &found) == ST_OK) {
		for (size_t i = 0; i < found.n && i < SAID; i++) {
			struct str text = STR_INIT;

			conflict_words(&found.all[i], &text);
			(void)cli_error(EXIT_DONE, "%s", str_text(&text));
			str_free(&text);
		}
		if (found.n > SAID)
			(void)cli_error(EXIT_DONE, _("and more: amparo conflicts lists them"));
	}
	conflicts_free(&found);
}

void conflict_say_many(struct cli *cli, const struct entity *e)
{
	struct conflict_query q = { 0 };
	struct conflicts found = { 0 };

	if (e->id != ENTITY_PARTY && e->id != ENTITY_CONTACT)
		return;
	if (conflicts_read(cli->db, &q, &found) == ST_OK && found.n)
		(void)cli_error(EXIT_DONE,
			ngettext("there is %zu conflict of interest or doubt: amparo conflicts",
				"there are %zu conflicts of interest or doubts: amparo conflicts",
				found.n),
			found.n);
	conflicts_free(&found);
}
