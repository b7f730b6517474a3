/* What the readers of deadlines' files share. Private to model/. */
#ifndef AMPARO_MODEL_DEADLINE_READ_H
#define AMPARO_MODEL_DEADLINE_READ_H

#include "model/conf.h"
#include "model/deadline_rule.h"

/* A file that is being read. */
struct deadline_file {
	struct deadline_data *data;
	struct deadline_rule rule; /* the one whose lines come */
	struct deadline_calendar calendar;
	bool open;  /* there is one */
	bool wrong; /* a line of it is; it is not used */
	bool has_term;
};

conf_line_fn deadline_rule_line;
conf_line_fn deadline_calendar_line;

/* The one that is open is whole, or said to be wanting and left out. */
void deadline_rule_close(struct deadline_file *f, const char *name);
void deadline_calendar_close(struct deadline_file *f, const char *name);

/* The rest of the line as a text, for *out, which must be empty as yet. */
void deadline_take_text(
	struct conf *c, struct deadline_file *f, const char *verb, const char *rest, char **out);

/* An exact day. `text` may be NULL. */
bool deadline_take_day(struct conf *c, struct deadline_file *f, const char *text, struct date *out);

/* "verified no", "verified 2026-11-21". */
void deadline_take_verified(
	struct conf *c, struct deadline_file *f, const char *text, struct date *out);

void deadline_rule_free(struct deadline_rule *r);
void deadline_calendar_free(struct deadline_calendar *c);

/* Sorts what was read. */
void deadline_rule_add(struct deadline_data *data, struct deadline_rule *rule);
void deadline_calendar_add(struct deadline_data *data, struct deadline_calendar *calendar);

#endif
