/*
 * Totals in bulk: what a source declares at one moment, of the whole and of its parts. One that is
 * there already, with the same source, moment, part and number, is not written again.
 */
#ifndef AMPARO_MODEL_TOTAL_H
#define AMPARO_MODEL_TOTAL_H

#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/status.h"

struct total {
	const char *part;    /* "whole", "country", "region" or "constituency" */
	const char *country; /* its code; "" none. Lent, as are all */
	const char *place;   /* as the source writes it; "" none */
	int64_t value;
};

/* Of one moment; all text is checked UTF-8. */
struct total_moment {
	int64_t petition;
	const char *source;
	const char *observed; /* EDTF */
	const char *time;     /* of that day in UTC; "" not known */
};

/* Adds those that are not there; *added counts them. ST_INVALID, ST_DB. */
enum status totals_add(struct change *c, const struct total_moment *m, const struct total *totals,
	size_t n, int64_t *added) MUST_USE;

#endif
