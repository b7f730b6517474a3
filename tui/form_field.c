#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/key.h"

#define LINE_BYTES 4096
#define LONG_BYTES (4 * 1024 * 1024)

struct form *form_of(struct pane *p)
{
	return p->state;
}

const struct field *form_field(const struct form *f, const struct form_field *ff)
{
	return &f->record.entity->fields[ff->field];
}

struct form_field *form_now(struct form *f)
{
	return f->at < f->n ? &f->fields[f->at] : NULL;
}

static int choice_of(const struct field *field, const char *name)
{
	for (int i = 0; name && field->choices && field->choices[i].name; i++)
		if (!strcmp(field->choices[i].name, name))
			return i;
	return -1;
}

void form_fill(struct form *f)
{
	const struct entity *e = f->record.entity;

	f->fields = mem_array(e->n_fields, sizeof(*f->fields));
	f->n = 0;
	for (int i = 0; i < (int)e->n_fields; i++) {
		const struct field *field = &e->fields[i];
		struct form_field *ff;

		if ((field->flags & FIELD_COMPUTED) ||
			((field->flags & FIELD_FIXED) && f->record.id))
			continue;
		ff = &f->fields[f->n++];
		ff->field = i;
		ff->picked.entity = ENTITY_NONE;
		ff->choice = -1;
		input_init(&ff->input, field->type == FIELD_LONG ? LONG_BYTES : LINE_BYTES,
			field->type == FIELD_LONG);
		if (field->type == FIELD_ENUM)
			ff->choice = choice_of(field, f->record.values[i].text);
		else if (f->record.values[i].text)
			input_set(&ff->input, f->record.values[i].text);
		/* A reference that is there already is known by its id. */
		if (f->record.values[i].text && field->type == FIELD_REF)
			ff->picked = (struct subject){ field->entity, f->record.values[i].num };
		if (f->record.values[i].text && field->type == FIELD_ANY)
			ff->picked = (struct subject){ f->record.values[i].other,
				f->record.values[i].num };
	}
}

void form_free_fields(struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		input_free(&f->fields[i].input);
		free(f->fields[i].error);
	}
	free(f->fields);
	f->fields = NULL;
	f->n = 0;
}

void form_put(struct form_field *ff, const char *text)
{
	input_set(&ff->input, text);
	ff->touched = true;
	ff->picked.entity = ENTITY_NONE;
	free(ff->error);
	ff->error = NULL;
}

const char *form_text(const struct form *f, const struct form_field *ff)
{
	const struct field *field = form_field(f, ff);

	if (field->type == FIELD_ENUM)
		return ff->choice < 0 ? "" : field->choices[ff->choice].name;
	return input_text(&ff->input);
}

/* A reference that was chosen is known by its id, also where its ref alone would not be enough. */
static enum status take_picked(
	struct db *db, const struct field *field, const struct form_field *ff, struct record *r)
{
	struct value *v = &r->values[ff->field];

	if (field->type == FIELD_REF)
		return record_set_num(db, r, field->name, ff->picked.id);
	free(v->text);
	v->text = mem_text(input_text(&ff->input));
	v->num = ff->picked.id;
	v->other = ff->picked.entity;
	return ST_OK;
}

enum status form_take(struct db *db, const struct form *f, struct form_field *ff, struct record *r)
{
	const struct field *field = form_field(f, ff);
	enum status st;

	free(ff->error);
	ff->error = NULL;
	if (ff->picked.entity != ENTITY_NONE && *input_text(&ff->input))
		st = take_picked(db, field, ff, r);
	else
		st = record_set(db, r, ff->field, form_text(f, ff));
	if (st == ST_OK && (field->flags & FIELD_REQUIRED) && !r->values[ff->field].text)
		st = db_fail(db, ST_INVALID, field->name, _("%s: this must be filled in"),
			_(field->label));
	if (st != ST_OK)
		ff->error = mem_text(db_error(db));
	return st;
}

void form_check(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	struct record r;

	if (!ff || !ff->touched || !*form_text(f, ff))
		return;
	record_copy(&r, &f->record);
	if (form_take(pane_db(p), f, ff, &r) != ST_OK)
		p->app->dirty = true;
	record_free(&r);
}

bool form_choose(struct form *f, int step)
{
	struct form_field *ff = form_now(f);
	const struct field *field = ff ? form_field(f, ff) : NULL;
	int n = 0;
	int before;

	if (!field || field->type != FIELD_ENUM)
		return false;
	while (field->choices[n].name)
		n++;
	before = ff->choice;
	if (step == 0)
		ff->choice = field->flags & FIELD_REQUIRED ? before : -1;
	else if (ff->choice < 0)
		ff->choice = step > 0 ? 0 : n - 1;
	else
		ff->choice = (ff->choice + step + n) % n;
	ff->touched = ff->touched || ff->choice != before;
	return ff->choice != before;
}

static uint32_t lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

void form_choose_letter(struct form *f)
{
	struct form_field *ff = &f->fields[f->at];
	const struct field *field = form_field(f, ff);
	unsigned char letter = (unsigned char)*input_text(&ff->input);
	int n = 0;

	while (field->choices[n].name)
		n++;
	for (int i = 1; i <= n; i++) {
		int next = (ff->choice + i) % n;

		if (lower((unsigned char)*_(field->choices[next].label)) != lower(letter))
			continue;
		ff->touched = ff->touched || next != ff->choice;
		ff->choice = next;
		break;
	}
	input_free(&ff->input);
}
