/*
 * Deadlines as an iCalendar file (RFC 5545), for the calendar of a person, a phone, a secretariat:
 * a hearing is a VEVENT, a time limit or a reminder a VTODO with its day as DUE; those that are
 * open have alarms at nine in the morning of the early warning and of the day before.
 *
 * A time of day is written without a time zone ("floating"): it is the time where the court sits,
 * and shows as that wherever the calendar is opened. Without a time the whole day is meant.
 *
 * UIDs are made of the record's id and the hash of the journal's first entry, which every copy of a
 * case file has in common: the same in each export, and other ones in another file. SEQUENCE and
 * DTSTAMP are those of the journal entry that wrote the record last. The same data gives the same
 * bytes.
 *
 * A title above the level asked for, under a gag order, or with the name of a contact above that
 * level in it, becomes "Deadline", "Hearing" or "Reminder", with the case's reference where that
 * may be shown; place and law go with the title. Notes, arithmetic, who is assigned and who checked
 * are never written. What was made is read back with libical and compared before anything is
 * written.
 */
#ifndef AMPARO_EXPORT_CALENDAR_H
#define AMPARO_EXPORT_CALENDAR_H

#include <stdint.h>
#include <stdio.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

struct calendar_counts {
	int64_t written;
	int64_t veiled; /* of these, without their titles */
};

/*
 * All deadlines, or (`of` not 0) those of a case, up to `level` (one of the choices of that field),
 * appended to `out`. ST_IO: what was made did not read back.
 */
enum status calendar_make(struct db *db, int64_t of, const char *level, struct str *out,
	struct calendar_counts *counts) MUST_USE;

#endif
