#include "config.h"

#include "tests/functional/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

#define FLOOD "\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a"

/* What text_take() refuses (bad UTF-8, NUL) cannot be in a file, see hostile.sh for that. */
static const char *const hostile[] = {
	/* The first is in every field of every record, also in those that are edited. */
	"zero\xe2\x80\x8bwidth\xe2\x81\xa0 \xef\xbb\xbf soft\xc2\xad \xe2\x80\xae"
	"live\xe2\x80\xac \xe2\x94\x82 \xe9\x99\xb3\xe5\xb0\x8f e" FLOOD,
	"\033[31mred\033[0m \033]0;title\007 \033[2J\033[H gone",
	"\x01\x02\x05\x07\x08\x0b\x0c\x0e\x0f\x1b\x7f end",
	"C1 \xc2\x9b"
	"31m \xc2\x9d"
	"0;x\xc2\x9c \xc2\x85 end",
	"\xe2\x80\xae"
	"live\xe2\x80\xac \xe2\x81\xa6"
	"a\xe2\x81\xa9 \xe2\x80\x8f mark",
	"zero\xe2\x80\x8bwidth\xe2\x81\xa0 \xef\xbb\xbf soft\xc2\xad hyphen",
	"flood " FLOOD FLOOD "e" FLOOD FLOOD FLOOD " end",
	"vertical\vtab\ttab form\ffeed\xe2\x80\xa8line\xe2\x80\xa9paragraph",
	"\xe2\x94\x82 box \xe2\x94\x80\xe2\x94\xbc\xe2\x95\x90 fake \xe2\x94\x82 quit (y/n)",
	"שלום עולם ابجد مرحبا mixed 12",
	"陳小明 香港中文大學 ｗｉｄｅ 한글",
	"👩🏽 🏳️‍🌈 👨‍👩‍👧 🇮🇱 emoji",
	"tags \xf3\xa0\x81\x81\xf3\xa0\x80\xa0 private \xee\x80\x80 \xf4\x8f\xbf\xbd unassigned "
	"\xcd\xb8",
	"नमस्ते क्षत्रिय ไทยี่",
	"filler \xe1\x85\x9f\xe1\x85\xa0 \xe3\x85\xa4 \xe2\xa0\x80 end",
	"very long very long very long very long very long very long very long very long very long "
	"very long very long very long very long very long very long very long very long very long",
	"no_blank_at_all_in_a_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_"
	"and_on",
};

#define N_HOSTILE ((int)(sizeof hostile / sizeof *hostile))

const char *names_hostile(int n)
{
	return n < N_HOSTILE ? hostile[n] : NULL;
}

static _Noreturn void bail(struct db *db, const char *what)
{
	printf("Bail out! %s: %s\n", what, db_error(db));
	exit(1);
}

/* Blanks stay, as lines break at them; of the rest only the room it takes. */
static void add_twin(struct str *out, const char *text)
{
	struct str taken = STR_INIT;
	struct str clean = STR_INIT;
	size_t len;
	size_t used;

	if (text_take(text, strlen(text), &taken) != ST_OK)
		abort();
	text_clean(&clean, str_text(&taken), taken.len, TEXT_LINE);
	len = clean.len;
	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(str_text(&clean) + i, len - i, &used);

		if (cp == ' ')
			str_add(out, " ");
		for (int w = cp == ' ' ? 0 : text_cell_width(cp); w > 0; w--)
			str_add(out, TWIN);
	}
	str_free(&taken);
	str_free(&clean);
}

/* The nth name with a number before it: both files are then in the same order. */
static void name(struct str *out, int n, bool twin)
{
	str_clear(out);
	str_addf(out, "%02d ", n);
	if (twin)
		add_twin(out, hostile[n % N_HOSTILE]);
	else
		str_add(out, hostile[n % N_HOSTILE]);
}

static const char *plain_value(const struct field *f, int n)
{
	static char ref[32];

	switch (f->type) {
	case FIELD_REF:
		return "r0";
	case FIELD_ANY:
		return n % 2 ? "contact:r0" : "case:r0";
	case FIELD_ENUM:
		return f->fallback ? f->fallback : f->choices[0].name;
	case FIELD_DATE:
	case FIELD_DAY:
		return "2020-07-17";
	case FIELD_INT:
		snprintf(ref, sizeof ref, "%d", n + 1);
		return ref;
	case FIELD_LANG:
		return "en";
	case FIELD_COUNTRY:
		return "IL";
	default:
		return NULL;
	}
}

static void set_field(struct db *db, struct record *r, int i, int n, bool twin)
{
	const struct field *f = &r->entity->fields[i];
	struct str text = STR_INIT;

	if (strcmp(f->name, "ref") == 0) {
		str_addf(&text, "r%d", n);
	} else if (f->flags & FIELD_COMPUTED || !strcmp(f->name, "ecli")) {
		return; /* an ECLI is refused in the whole record where it is none */
	} else if (f->type == FIELD_TEXT || f->type == FIELD_LONG) {
		name(&text, n, twin);
	} else if (plain_value(f, n)) {
		str_add(&text, plain_value(f, n));
	} else {
		return;
	}
	/* Not all fields take all values: what is refused stays empty, in both files. */
	if (record_set(db, r, i, str_text(&text)) != ST_OK && f->flags & FIELD_REQUIRED)
		bail(db, f->name);
	str_free(&text);
}

static void add_record(struct db *db, enum entity_id entity, int n, bool twin)
{
	struct change *c = NULL;
	struct record r;

	record_init(&r, entity);
	for (size_t i = 0; i < r.entity->n_fields; i++)
		set_field(db, &r, (int)i, n, twin);
	if (change_begin(db, &c, "add %s r%d", r.entity->name, n) != ST_OK)
		bail(db, "change_begin");
	if (record_save(c, &r) != ST_OK)
		bail(db, r.entity->name);
	if (change_commit(c) != ST_OK)
		bail(db, "change_commit");
	record_free(&r);
}

void names_make(const char *path, bool twin)
{
	static const enum entity_id kinds[] = { ENTITY_CONTACT, ENTITY_CASE, ENTITY_PARTY,
		ENTITY_PETITION, ENTITY_SIGNATORY, ENTITY_TOTAL, ENTITY_LETTER, ENTITY_VERSION,
		ENTITY_RECIPIENT, ENTITY_EXHIBIT, ENTITY_COSIGNER, ENTITY_RULING, ENTITY_DECISION,
		ENTITY_CLAIM, ENTITY_PROOF, ENTITY_AUTHORITY, ENTITY_EVENT, ENTITY_DEADLINE };
	struct db *db = NULL;

	if (db_open(path, DB_CREATE, &db) != ST_OK)
		bail(db, path);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		add_record(db, kinds[i], 0, twin);
	for (int n = 1; n < N_HOSTILE; n++) {
		add_record(db, ENTITY_CONTACT, n, twin);
		add_record(db, ENTITY_SIGNATORY, n, twin);
		add_record(db, ENTITY_EVENT, n, twin);
	}
	db_close(db);
}
