/* What is particular to rulings; private to model/, see advice.h for what people are told. */
#ifndef AMPARO_MODEL_RULING_H
#define AMPARO_MODEL_RULING_H

#include "model/advice.h"
#include "model/change.h"
#include "model/record.h"
#include "model/status.h"

/*
 * Before it is saved. ST_INVALID: its ECLI is none; it reviews itself, or a ruling that reviews it
 * in its turn; a gag order has a scope or an end, and nothing that it forbids.
 */
enum status ruling_check(struct change *c, struct record *r) MUST_USE;

/* An ECLI that does not go with its date or its case; an appeal that was decided before. */
enum status ruling_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg) MUST_USE;

#endif
