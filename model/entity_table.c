#include "config.h"

#include "model/entity_table.h"

#include "model/i18n.h"

/* What all entities have in common, and where each subject describes its own. */

const struct choice entity_levels[] = {
	{ "public", N_("public: anybody may see it") },
	{ "filed", N_("filed: the court and the parties may see it") },
	{ "team", N_("team: only those who work on the case") },
	{ "sealed", N_("sealed: as few as possible") },
	{ NULL, NULL },
};

const struct entity *const entity_tables[] = {
	entities_case,
	entities_petition,
	entities_letter,
	entities_court,
	entities_evidence,
	NULL,
};
