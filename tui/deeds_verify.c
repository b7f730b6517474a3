#include "config.h"

#include "tui/deeds.h"

#include <stdlib.h>

#include "import/stamp_look.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/stamp.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/work.h"

#define REPORT_MAX (1 << 20) /* bytes; who finds more has seen enough */

static void found(void *arg, const char *sentence)
{
	str_addf(arg, "• %s\n", sentence);
}

static void say_all_well(struct app *app, int64_t exhibits, struct str *out)
{
	struct journal_entry last;
	size_t n = 0;

	if (journal_list(app->db, 0, 1, &last, &n) != ST_OK || !n) {
		str_add(out, _("Nothing was recorded yet, and no exhibit is held.\n"));
		return;
	}
	str_add(out, _("All is as it was recorded.\n\n"));
	str_add(out, _("Entries of the log: "));
	cell_number(last.seq, out);
	str_add(out, _("\nExhibits, each read to its end: "));
	cell_number(exhibits, out);
	str_addf(out, _("\nChain head: %s\n\n"), last.hash);
	str_add(out, _("Write the chain head down, or print it, and keep it away from this laptop: "
		       "'amparo verify --head' then finds it out when entries were taken off the "
		       "end.\n"));
	journal_entry_free(&last);
}

enum reaction deed_verify(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_report };
	struct str text = STR_INIT;
	int64_t bad = 0, bad_exhibits = 0, bad_stamps = 0, bad_pages = 0, exhibits = 0;
	struct custody_batch read = { NULL, 0, 0 };
	enum status st;

	(void)p;
	(void)self;
	str_init(&text, REPORT_MAX);
	str_add(&text, _("Verify"));
	str_add(&text, "\n");
	work_begin(app, _("Checking"));
	st = journal_verify(app->db, NULL, found, &text, &bad);
	if (st == ST_OK)
		st = exhibit_verify_each(app->db, 0, &read, found, &text, &bad_exhibits, &exhibits);
	if (st == ST_OK)
		st = stamp_verify(app->db, 0, &read, stamp_look, found, found, &text, &bad_stamps);
	custody_batch_free(&read);
	if (st == ST_OK)
		st = journal_check_file(app->db, found, &text, &bad_pages);
	work_end(app);
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped."));
	} else if (st) {
		app_failed(app, st);
	} else {
		if (bad || bad_exhibits || bad_stamps || bad_pages)
			app_warn(app, _("Something is not as it was recorded. Work on a copy, and "
					"compare with your last backup."));
		else
			say_all_well(app, exhibits, &text);
		at.text = str_text(&text);
		app_open(app, &at);
	}
	str_free(&text);
	return REACT_REDRAW;
}
