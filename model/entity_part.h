/*
 * The words that the descriptions of entities are written in, for model/entity_*.c alone: each of
 * these describes the entities of one subject, fields and choices beside the row that names them.
 */
#ifndef AMPARO_MODEL_ENTITY_PART_H
#define AMPARO_MODEL_ENTITY_PART_H

#include "model/entity_table.h"
#include "model/i18n.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define REQ FIELD_REQUIRED
#define LIST FIELD_LISTED
#define OWN (FIELD_OWNER | FIELD_REQUIRED | FIELD_FIXED)
#define AUTO FIELD_COMPUTED
#define FIND FIELD_SEARCHED
#define TIMED FIELD_TIMED

#define TEXT(n, l, fl, w, h)                                                                       \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_TEXT, .flags = (fl), .width = (w), .help = h  \
	}
#define LONG(n, l, fl, h)                                                                          \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_LONG, .flags = (fl) | FIND, .help = h         \
	}
#define ENUM(n, l, fl, c, fb, h)                                                                   \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_ENUM, .flags = (fl), .choices = c,            \
		.fallback = fb, .help = h                                                          \
	}
#define REF(n, l, fl, e, h)                                                                        \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_REF, .flags = (fl), .entity = e, .help = h    \
	}
#define OTHER(n, l, t, fl, h)                                                                      \
	{                                                                                          \
		.name = n, .label = l, .type = t, .flags = (fl), .help = h                         \
	}
#define DATE(n, l, fl, h) OTHER(n, l, FIELD_DATE, fl, h)

/* Every entity's fields begin with HEAD and end with TAIL, so that both stand here once. */
#define HEAD(title_label, title_flags)                                                             \
	HEAD_FOUND(title_label, title_flags, FIND, N_("What it is called, in a few words"))
#define HEAD_FOUND(title_label, title_flags, find, title_help)                                     \
	{ .name = "ref",                                                                           \
		.label = N_("Reference"),                                                          \
		.type = FIELD_TEXT,                                                                \
		.flags = LIST | (find),                                                            \
		.width = 18,                                                                       \
		.help = N_("The short name you call it by; left empty, it is made for you") },     \
		TEXT("title", title_label, (title_flags) | (find), 32, title_help)
#define TAIL                                                                                       \
	LONG("notes", N_("Notes"), 0, N_("For yourselves; never leaves in a bundle")),             \
		ENUM("level", N_("Level"), REQ, entity_levels, "filed",                            \
			N_("Who may see it; above 'filed' it does not leave in a bundle"))

#define ENTITY(I, n, p, l, ls, sc, head, so, f)                                                    \
	{                                                                                          \
		.id = I, .name = n, .plural = p, .label = l, .labels = ls, .scope = sc,            \
		.headline = head, .sort = so, .fields = f, .n_fields = COUNT(f)                    \
	}

/* What ends a subject's entities. */
#define ENTITY_END                                                                                 \
	{                                                                                          \
		.name = NULL                                                                       \
	}

#endif
