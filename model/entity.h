/*
 * The one description of every entity. The form, the list, the filter, the columns of CSV and
 * JSON, `amparo help ENTITY` and the generic SQL all come from these tables; a test holds them
 * against the schema. A new field is one row here and one migration.
 *
 * Everything here is constant; nothing is owned by the caller.
 */
#ifndef AMPARO_MODEL_ENTITY_H
#define AMPARO_MODEL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

enum entity_id {
	ENTITY_CASE,
	ENTITY_CONTACT,
	ENTITY_PARTY,
	ENTITY_PETITION,
	ENTITY_SIGNATORY,
	ENTITY_TOTAL,
	ENTITY_LETTER,
	ENTITY_VERSION,
	ENTITY_RECIPIENT,
	ENTITY_COSIGNER,
	ENTITY_RULING,
	ENTITY_DECISION,
	ENTITY_EXHIBIT,
	ENTITY_CUSTODY,
	ENTITY_CLAIM,
	ENTITY_PROOF,
	ENTITY_AUTHORITY,
	ENTITY_EVENT,
	ENTITY_DEADLINE,
	ENTITY_FILING,
	ENTITY_LINK,
	ENTITY_BATCH,
	ENTITY_PAIR,
	ENTITY_RULE,
	ENTITY_THRESHOLD,
	ENTITY_STAMP,
	ENTITY_MARK,
	ENTITY_GROUND,
	ENTITY_EFFECT,
	ENTITY_PROVISION,
	ENTITY_ACCOUNT,
	ENTITY_COUNT,
	ENTITY_NONE = -1,
};

enum field_type {
	FIELD_TEXT,    /* one line */
	FIELD_LONG,    /* CommonMark, several lines */
	FIELD_ENUM,    /* one of `choices`, stored by name */
	FIELD_REF,     /* a record of `entity`; stored as its id, shown as its ref */
	FIELD_ANY,     /* a record of any entity, shown as ENTITY:REF; stored as kind and id */
	FIELD_DATE,    /* EDTF, see date.h */
	FIELD_DAY,     /* a whole date: 2020-04-17 */
	FIELD_INT,     /* a whole number, 0 or more */
	FIELD_COUNTRY, /* ISO 3166-1 alpha-2, upper case */
	FIELD_LANG,    /* BCP 47: he, en, zh-Hant */
	FIELD_EMAIL,
	FIELD_URL,  /* http or https */
	FIELD_HASH, /* SHA-256, 64 lower-case hexadecimal digits */
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0, /* may not be empty */
	FIELD_COMPUTED = 1 << 1, /* the program sets it; people do not */
	FIELD_LISTED = 1 << 2,   /* a column of the list unless the user chooses others */
	FIELD_OWNER = 1 << 3, /* the record belongs to what this refers to, and is shown below it */
	FIELD_SEARCHED = 1 << 4, /* its words are in the search index */
	FIELD_FIXED = 1 << 5,    /* set when the record is made, not changed after */
	FIELD_TIMED = 1 << 6,    /* a day in the life of a case: stands on the timeline */
	FIELD_PLAIN = 1 << 7,    /* FIELD_LONG: shown as it stands, not as CommonMark */
};

struct choice {
	const char *name;  /* what is stored and typed */
	const char *label; /* marked for translation */
};

struct field {
	const char *name;  /* the column, the CSV header, the JSON key */
	const char *label; /* marked for translation */
	enum field_type type;
	unsigned flags;               /* of enum field_flag */
	int width;                    /* columns in a list; 0: the type's usual */
	enum entity_id entity;        /* FIELD_REF: what it refers to */
	const struct choice *choices; /* FIELD_ENUM: ends with a NULL name */
	const char *fallback;         /* the value of a new record that gives none; may be NULL */
	const char *help;             /* one line, marked for translation */
};

struct entity {
	enum entity_id id;
	const char *name;     /* the table, and ENTITY on the command line */
	const char *plural;   /* the key of an array of them in JSON */
	const char *label;    /* marked for translation */
	const char *labels;   /* the same in the plural */
	const char *scope;    /* the FIELD_REF within which a ref is unique; NULL: the whole file */
	const char *headline; /* the field that says which one it is: "title" or "name"; made into
				 ref and sort key */
	const char *sort; /* the order of a list that asks for none: fields with commas, '-' before
			     one reverses it; NULL: as they were added */
	const struct field *fields;
	size_t n_fields;
};

/* Never NULL; `id` must be an entity. */
const struct entity *entity_get(enum entity_id id);

/* By name or plural; NULL when there is none. */
const struct entity *entity_find(const char *name);

/* The field's place in the table, or -1. */
int entity_field(const struct entity *e, const char *name);

/* Its field flagged as owner that refers to `owner`, or -1. */
int entity_owned_by(const struct entity *e, enum entity_id owner);

/* Columns of the terminal that a field's values usually want. */
int field_width(const struct field *f);

/* The choice's label, or NULL when `name` is none of them. Translated. */
const char *field_choice_label(const struct field *f, const char *name);

#endif
