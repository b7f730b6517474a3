#include "config.h"

#include "tui/action.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"

const struct action *action_in(const struct action *table, const char *name)
{
	for (; table && table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	return NULL;
}

const struct action *action_for(const struct pane *p, const char *name)
{
	const struct action *a = action_in(p->view->actions, name);

	if (!a && p->view->input)
		a = action_in(edit_actions, name);
	return a ? a : action_in(global_actions, name);
}

const char *action_refused(struct pane *p, const struct action *a)
{
	unsigned missing = a->needs & ~pane_has(p);

	if (missing & NEEDS_ROW)
		return pane_has(p) & NEEDS_KIND
			       ? _("There is nothing here yet; first add something.")
			       : _("Nothing is selected here; the arrows choose a row.");
	if (missing & NEEDS_RECORD)
		return _("Select a record first.");
	if (missing & NEEDS_PETITION)
		return _("This can be done with a petition only.");
	if (missing & NEEDS_EXHIBIT)
		return _("This can be done in a list of exhibits only, or on the Exhibits of a "
			 "case.");
	if (missing & NEEDS_KIND)
		return _("Choose first what to add: in a list, or on a part of a record such as "
			 "Petitions.");
	if (missing & NEEDS_FILTER)
		return _("This can be done in a list only.");
	if (missing & NEEDS_SHEET)
		return _("Choose a petition first, or open the list of its signatories.");
	if (missing & NEEDS_RULE)
		return _("This can be done with a rule for signatures only.");
	if (missing & NEEDS_SIGNATORY)
		return _("This can be done with signatories only.");
	if (missing & NEEDS_IMPORT)
		return _("Choose a petition first, or open a list of signatories or contacts.");
	if (missing & NEEDS_PROPOSAL)
		return _("There is nothing here to be done.");
	if (missing & NEEDS_SIGNING)
		return _("What is signed here is the control sheet of a deadline that is kept.");
	if (missing & NEEDS_FILE)
		return _("This can be done with an exhibit that has a file only.");
	return NULL;
}

bool action_moves(const char *name)
{
	static const char *const moves[] = { "down", "up", "page-down", "page-up", "half-down",
		"half-up", "top", "end", NULL };

	for (const char *const *m = moves; *m; m++)
		if (!strcmp(*m, name))
			return true;
	return false;
}

bool action_exists(const char *name)
{
	for (const struct view *const *v = all_views; *v; v++)
		if (action_in((*v)->actions, name))
			return true;
	return action_in(global_actions, name) || action_in(edit_actions, name) ||
	       action_in(prompt_actions, name);
}

bool action_context_exists(const char *name)
{
	static const char *const shared[] = { "global", "list", "edit", "text", "choice", "day",
		"prompt", KEYMAP_ALWAYS, NULL };

	for (const char *const *c = shared; *c; c++)
		if (!strcmp(*c, name))
			return true;
	for (const struct view *const *v = all_views; *v; v++)
		if (!strcmp((*v)->name, name))
			return true;
	return false;
}
