/*
 * One chain to walk: from a public petition by its letter to the court petition, its exhibits, the
 * ruling and the appeal. It is made of links, of citations in texts, of what proves what, of what a
 * ruling decides and reviews, of whom a letter is for, and of what exhibits are redactions of or
 * came with. Claims, proofs and versions count as the petition or letter that they are part of.
 *
 * All of the file but signatories is read at once, so that it can be asked in both directions:
 * what a record refers to, and what refers to it. Its cost does not grow with signatories.
 */
#ifndef AMPARO_MODEL_CHAIN_H
#define AMPARO_MODEL_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"
#include "model/str.h"

#define CHAIN_NONE SIZE_MAX

/* How a record relates to what it refers to. */
enum chain_how {
	CHAIN_CITES,
	CHAIN_ANSWERS,
	CHAIN_APPEALS,
	CHAIN_SUPERSEDES,
	CHAIN_FOLLOWS, /* these are the words of links */
	CHAIN_TEXT,    /* cites it in its text */
	CHAIN_PROOF,   /* rests on it */
	CHAIN_DECIDES,
	CHAIN_REVIEWS, /* a ruling that is an appeal from another */
	CHAIN_SENT,    /* a letter, to whom it is addressed */
	CHAIN_REDACTS,
	CHAIN_CAME, /* it was attached to it */
	CHAIN_HOWS,
};

/* "rests on", or (not `away`) "proof for"; translated, lent. */
const char *chain_words(enum chain_how how, bool away);

struct chain_node {
	enum entity_id entity;
	int64_t id;
	char *ref;                /* owned; NULL: it is gone */
	char date[DATE_TEXT_MAX]; /* "" where it has none */
	size_t out, n_out;        /* what it refers to, in `edges` */
	size_t in, n_in;          /* what refers to it, in `back` */
};

struct chain_edge {
	size_t from, to; /* places in `nodes` */
	enum chain_how how;
	int64_t link; /* the record of the link; 0: it is none */
};

/* A citation that leads nowhere. */
struct chain_slip {
	enum entity_id entity; /* the record in whose text it stands */
	int64_t id;
	char *target; /* owned; "exhibit:gone" */
	bool several; /* it may mean several */
};

struct chain {
	struct chain_node *nodes; /* owned */
	size_t n_nodes;
	struct chain_edge *edges; /* owned; by `from` */
	size_t n_edges;
	size_t *back;  /* owned; places in `edges`, by `to` */
	size_t *slots; /* owned; where nodes are found by id */
	size_t n_slots;
	struct chain_slip *slips; /* owned */
	size_t n_slips;
};

/* chain_free() `out`, also after a failure. */
enum status chain_load(struct db *db, struct chain *out) MUST_USE;
void chain_free(struct chain *c);

/* The node of a record, or of what it is part of; CHAIN_NONE: nothing relates to it. */
enum status chain_find(struct db *db, const struct chain *c, enum entity_id entity, int64_t id,
	size_t *node) MUST_USE;

/* A line of the tree. */
struct chain_row {
	size_t node;
	unsigned hows; /* bit h: enum chain_how */
	bool away;     /* the row above refers to it; else it refers to the row above */
	int depth;     /* 1: it relates to the record that the walk began at */
	uint64_t more; /* bit d: on depth d another one follows; to draw the lines of the tree */
	bool again;    /* what comes after it stands above already */
};

#define CHAIN_DEPTH 12

/* "cites in its text, rests on"; appended. */
void chain_say(const struct chain_row *row, struct str *out);

/*
 * The tree of what node `from` refers to (`away`), or of what refers to it, by date. *rows is the
 * caller's to free().
 */
void chain_walk(const struct chain *c, size_t from, bool away, struct chain_row **rows, size_t *n);

/* One thing that is wrong: a sentence, and the record that it is about. */
typedef void chain_fn(void *arg, const char *sentence, enum entity_id entity, int64_t id);

/*
 * What is circular or broken: links to what is gone, citations that lead nowhere, what is older
 * than what it appeals or answers, rulings that decide nothing, petitions that were decided and
 * have no ruling. *bad counts them.
 */
enum status chain_check(
	struct db *db, const struct chain *c, chain_fn *found, void *arg, int64_t *bad) MUST_USE;

#endif
