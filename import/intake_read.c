#include "config.h"

#include "import/intake_internal.h"
#include "import/read_exhibit.h"
#include "model/i18n.h"

/*
 * The text of what came in, a process a file, as one file must not speak for another. That costs
 * some 15 ms each, many times what taking a small file in does: of many files it is left to
 * `exhibit read`, unless somebody waits and sees how far it is. It is part of the same change, so
 * that one undo takes all back; a stop leaves the rest unread, and what came in stays.
 */
enum status intake_read(struct intake *in)
{
	struct intake_sum *sum = in->sum;
	int64_t left = 0;
	enum status st = ST_OK;

	if (sum->added > in->o->read_most) {
		sum->unread = sum->added;
		return ST_OK;
	}
	for (int64_t i = 0; st == ST_OK && i < sum->added; i++) {
		sum->unread = sum->added - i;
		st = db_progress(in->db, _("reading text"), i, sum->added);
		if (st == ST_OK)
			st = foreign_read_exhibit(in->change, sum->ids[i]);
		/* Of what is by reference one that is large is read when that is asked for. */
		if (st == ST_NOTFOUND) {
			left++;
			st = ST_OK;
		} else if (st == ST_OK) {
			sum->unread--;
		}
	}
	if (st == ST_OK)
		sum->unread = left;
	return st == ST_STOPPED || st == ST_IO ? ST_OK : st;
}
