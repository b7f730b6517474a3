#include "config.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/cells.h"
#include "tui/record_view.h"

/* The end of a record's page: the last things that were done to it. */

enum status record_events_step(struct record_view *v)
{
	struct history_event e;
	struct record_event *to;
	struct str text = STR_INIT, note = STR_INIT, when = STR_INIT;
	enum status st = ST_OK;

	if (v->events_read)
		return ST_END;
	if (!v->history)
		st = history_open(v->db, v->record.entity->id, v->record.id, &v->history);
	if (st == ST_OK)
		st = history_next(v->history, &e);
	if (st == ST_STOPPED)
		return st;
	if (st || v->n_events == EVENT_ROWS) {
		v->events_more = st == ST_OK;
		if (st == ST_OK)
			history_event_free(&e);
		history_close(v->history);
		v->history = NULL;
		v->events_read = true;
		/* Damage is told where the whole of it is looked at. */
		return ST_OK;
	}
	cell_change(&e.change, &text);
	cell_instant_long(e.entry.at, &when);
	if (!journal_is_here(v->db, e.entry.device))
		cell_device(v->db, e.entry.device, &note);
	to = &v->events[v->n_events++];
	*to = (struct record_event){ .seq = e.entry.seq,
		.text = str_detach(&text),
		.note = str_detach(&note),
		.when = str_detach(&when) };
	history_event_free(&e);
	return ST_OK;
}

void record_events_free(struct record_view *v)
{
	for (size_t i = 0; i < v->n_events; i++) {
		free(v->events[i].text);
		free(v->events[i].note);
		free(v->events[i].when);
	}
	v->n_events = 0;
	v->events_read = v->events_more = false;
	history_close(v->history);
	v->history = NULL;
}
