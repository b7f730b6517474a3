/*
 * What can be done with the record that a view is about, for the action tables of several views:
 * each asks the view's `subject` or `kind`. Everything that changes the file is one change, with
 * its label, and u undoes it.
 */
#ifndef AMPARO_TUI_DEEDS_H
#define AMPARO_TUI_DEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/status.h"
#include "tui/action.h"

struct taking; /* evidence of which it is asked where it is and how it comes in */

void taking_free(struct taking *t); /* NULL is fine */

typedef enum reaction deed_fn(struct app *app, struct pane *p, const struct action *self);

deed_fn deed_open;       /* its page */
deed_fn deed_edit;       /* the form of the record */
deed_fn deed_add;        /* the form of a new one */
deed_fn deed_remove;     /* asks, naming what goes with it */
deed_fn deed_link;       /* the form of a link from the record to another */
deed_fn deed_history;    /* what was done to the record */
deed_fn deed_bundle;     /* the filing bundle of a petition, into a folder that is asked for */
deed_fn deed_import;     /* signatories or contacts from a file, after looking at it */
deed_fn deed_attach;     /* a file, folder, bag or mail as exhibits; arg 1: by reference */
deed_fn deed_stamp_ask;  /* the query of a time stamp; arg 0: of the exhibit, 1: of all, 2: of the
			    log */
deed_fn deed_stamp_take; /* the answer to one, from a file that is asked for */
deed_fn deed_verify;     /* the log's chain, every exhibit's bytes, the file's pages */
deed_fn deed_sheet;      /* signatories of a petition, typed from paper */
deed_fn deed_extract;    /* an exhibit's file, to a place that is asked for */
deed_fn deed_redact;     /* burns what is asked for, shows what was burnt, asks, saves */
deed_fn deed_rule; /* counts a rule and shows whom it fits; asks; applies it, or arg 1: lifts it */
deed_fn deed_withdraw;   /* signatories that people took back: asks for the day */
deed_fn deed_dedupe;     /* who signed the petition twice: shows what was found; asks */
deed_fn deed_count_next; /* where a person's first row is invalid, the next one counts; asks */
deed_fn deed_merge; /* two contacts that are one: the marked two, or another that is asked for */
deed_fn deed_anonymise; /* who signed before a day that is asked for: shows how many; asks */

/* The petition that the view is about: the selected one, or the one whose list it is. */
bool deed_petition(struct pane *p, int64_t *petition);

/* Also the one that the record or the list belongs to; 0: none. */
int64_t deed_petition_of(struct app *app, struct pane *p);

/* Whether it is a list of contacts; *in_case is the case whose list it is, or 0. */
bool deed_contacts(struct pane *p, int64_t *in_case);

/* After what was done in any case: warns where it could not be entered in the custody record. */
void deed_entered(struct app *app, enum status st);

/* Whether something can be added to the record that the view shows. */
bool deed_adds_to(const struct pane *p);

/* Rows of an action table, so that the same deed reads the same everywhere. */
#define DEED_MERGE                                                                                 \
	{                                                                                          \
		.name = "merge", .label = N_("merge"),                                             \
		.help = N_("Two contacts are one: the marked two, or this and another; shows "     \
			   "what becomes of them, asks"),                                          \
		.verb = "merge", .needs = NEEDS_RECORD, .run = deed_merge                          \
	}
#define DEED_EDIT                                                                                  \
	{                                                                                          \
		.name = "edit", .label = N_("edit"), .help = N_("Change the record in a form"),    \
		.verb = "edit", .needs = NEEDS_RECORD, .rank = 11, .run = deed_edit                \
	}
#define DEED_ADD                                                                                   \
	{                                                                                          \
		.name = "add", .label = N_("add"), .help = N_("Add a record of this kind"),        \
		.verb = "add", .needs = NEEDS_KIND, .rank = 10, .run = deed_add                    \
	}
#define DEED_REMOVE                                                                                \
	{                                                                                          \
		.name = "remove", .label = N_("remove"),                                           \
		.help = N_("Remove the record, and what belongs to it; asks first"),               \
		.verb = "remove", .needs = NEEDS_RECORD, .rank = 12, .run = deed_remove            \
	}
#define DEED_LINK                                                                                  \
	{                                                                                          \
		.name = "link", .label = N_("link"),                                               \
		.help = N_("Say how the record relates to another: cites, answers, appeals"),      \
		.verb = "add", .needs = NEEDS_RECORD, .run = deed_link                             \
	}
#define DEED_HISTORY                                                                               \
	{                                                                                          \
		.name = "history", .label = N_("history"),                                         \
		.help = N_("What was done to the record, when, and what stood there before"),      \
		.needs = NEEDS_RECORD, .rank = 21, .run = deed_history                             \
	}
#define DEED_BUNDLE                                                                                \
	{                                                                                          \
		.name = "bundle", .label = N_("bundle"),                                           \
		.help = N_("Write the petition's filing bundle into a folder"), .verb = "bundle",  \
		.needs = NEEDS_PETITION, .rank = 14, .run = deed_bundle                            \
	}
#define DEED_IMPORT                                                                                \
	{                                                                                          \
		.name = "import", .label = N_("import"),                                           \
		.help = N_("Import signatories of the petition, or contacts, from a file"),        \
		.verb = "import", .needs = NEEDS_IMPORT, .rank = 15, .run = deed_import            \
	}
#define DEED_SHEET                                                                                 \
	{                                                                                          \
		.name = "sheet", .label = N_("type a sheet"),                                      \
		.help = N_("Type signatories of the petition from paper, a line each"),            \
		.verb = "add", .needs = NEEDS_SHEET, .rank = 16, .run = deed_sheet                 \
	}
#define DEED_ATTACH                                                                                \
	{                                                                                          \
		.name = "attach", .label = N_("take in"),                                          \
		.help = N_("Take a file, folder, bag or mail in as exhibits"), .verb = "exhibit",  \
		.needs = NEEDS_EXHIBIT, .rank = 14, .run = deed_attach                             \
	}
#define DEED_REFER                                                                                 \
	{                                                                                          \
		.name = "refer", .label = N_("by reference"),                                      \
		.help = N_("Keep a file's hash and where it lies, and leave it there"),            \
		.verb = "exhibit", .needs = NEEDS_EXHIBIT, .arg = 1, .run = deed_attach            \
	}
#define DEED_EXTRACT                                                                               \
	{                                                                                          \
		.name = "extract", .label = N_("get file"),                                        \
		.help = N_("Write the exhibit's file to a place of your choice"),                  \
		.verb = "exhibit", .needs = NEEDS_FILE, .rank = 15, .run = deed_extract            \
	}

#define DEED_REDACT                                                                                \
	{                                                                                          \
		.name = "redact", .label = N_("redact"),                                           \
		.help = N_("Make a redacted version: words, areas and pages are burnt; shows "     \
			   "what, and asks"),                                                      \
		.verb = "exhibit", .needs = NEEDS_FILE, .run = deed_redact                         \
	}
#define DEED_DEDUPE                                                                                \
	{                                                                                          \
		.name = "dedupe", .label = N_("duplicates"),                                       \
		.help = N_("Look for people who signed the petition twice; shows what was found, " \
			   "and asks"),                                                            \
		.verb = "dedupe", .run = deed_dedupe                                               \
	}
#define DEED_COUNT_NEXT                                                                            \
	{                                                                                          \
		.name = "count-next", .label = N_("next row"),                                     \
		.help = N_("Where the row that counts was made invalid, the person's next one "    \
			   "counts; asks first"),                                                  \
		.verb = "dedupe", .run = deed_count_next                                           \
	}
#define DEED_APPLY                                                                                 \
	{                                                                                          \
		.name = "apply", .label = N_("apply"),                                             \
		.help = N_("Count whom the rule fits, show some of them, and make them invalid; "  \
			   "asks first"),                                                          \
		.verb = "rule", .needs = NEEDS_RULE, .rank = 13, .run = deed_rule                  \
	}
#define DEED_LIFT                                                                                  \
	{                                                                                          \
		.name = "lift", .label = N_("lift"),                                               \
		.help = N_("Those whom the rule made invalid become what they were; asks first"),  \
		.verb = "rule", .needs = NEEDS_RULE, .arg = 1, .run = deed_rule                    \
	}
#define DEED_WITHDRAW                                                                              \
	{                                                                                          \
		.name = "withdraw", .label = N_("withdraw"),                                       \
		.help = N_("The person, or each marked one, takes the signature back; asks for "   \
			   "the day"),                                                             \
		.verb = "withdraw", .needs = NEEDS_SIGNATORY, .rank = 17, .run = deed_withdraw     \
	}
#define DEED_ANONYMISE                                                                             \
	{                                                                                          \
		.name = "anonymise", .label = N_("anonymise"),                                     \
		.help = N_("Take the names off signatures from before a day; shows how many, and " \
			   "asks"),                                                                \
		.verb = "anonymise", .needs = NEEDS_PETITION, .run = deed_anonymise                \
	}

#endif
