/* Which orders are in force, shared by gag.c and gag_veil.c: private to model/. */
#ifndef AMPARO_MODEL_GAG_INTERNAL_H
#define AMPARO_MODEL_GAG_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include "model/gag.h"

#define GAG_MEMO 256

struct gag_order {
	int64_t ruling;
	int64_t whole;  /* the case that it covers as a whole; 0: the ruling alone */
	char until[16]; /* "" until it is lifted */
};

/* What one record was found to be: entity and id, and the order that covers it. */
struct gag_memo {
	int entity;
	int64_t id;
	int order; /* -1: none */
};

struct gag {
	int64_t generation;       /* db_generation() of what was read; -1: nothing was */
	char today[16];           /* and the day it was read for */
	struct gag_order *orders; /* owned */
	size_t n;
	struct gag_memo memo[GAG_MEMO];
	int64_t left_out; /* see gag_left_out() */
	char *how;        /* owned; NULL: there is no veil */
};

/* Reads the orders again where something was committed or the day is another. */
enum status gag_read(struct db *db) MUST_USE;

/* The place of the order that covers it in db->gag->orders, of what gag_read() found; -1: none. */
enum status gag_order_of(struct db *db, enum entity_id entity, int64_t id, int *out) MUST_USE;
enum status gag_order_of_record(struct db *db, const struct record *r, int *out) MUST_USE;

/* Whether there is a veil, be it lifted for as long as a change is open. */
bool gag_drawn(const struct db *db);

/* "withheld by a gag order until 2027-01-01", appended. */
void gag_words(const struct gag_order *o, struct str *out);

#endif
