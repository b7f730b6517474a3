#include "config.h"

#include "tui/save.h"

#include <stdbool.h>

#include "model/change.h"
#include "model/i18n.h"

enum status save_record(struct db *db, struct record *r)
{
	struct change *c = NULL;
	bool new = r->id == 0;
	enum status st;

	if (new)
		st = change_begin(db, &c, _("add %s"), r->entity->name);
	else
		st = change_begin(db, &c, _("edit %s %s"), r->entity->name, record_show(r, "ref"));
	if (st)
		return st;
	st = record_save(c, r);
	if (st) {
		change_cancel(c);
		return st;
	}
	if (new)
		change_label(c, _("add %s %s"), r->entity->name, record_show(r, "ref"));
	return change_commit(c);
}
