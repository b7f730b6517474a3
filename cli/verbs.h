/* One a file, cli/verb_NAME.c. */
#ifndef AMPARO_CLI_VERBS_H
#define AMPARO_CLI_VERBS_H

#include "cli/verb.h"

extern const struct verb verb_add, verb_anonymise, verb_authority, verb_bundle, verb_chain,
	verb_conflicts, verb_count, verb_deadline, verb_dedupe, verb_demo, verb_edit, verb_exhibit,
	verb_export, verb_help, verb_import, verb_init, verb_letter, verb_list, verb_log, verb_mark,
	verb_prove, verb_redo, verb_remove, verb_roles, verb_merge, verb_pseudonym, verb_rule,
	verb_ruling, verb_search, verb_show, verb_statement, verb_timeline, verb_undo, verb_verify,
	verb_withdraw;

#endif
