#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"

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

int form_choice_of(const struct field *field, const char *name)
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
			ff->choice = form_choice_of(field, f->record.values[i].text);
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
		free(f->fields[i].said);
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
	form_forget_meaning(ff);
}

void form_forget_meaning(struct form_field *ff)
{
	ff->picked.entity = ENTITY_NONE;
	free(ff->said);
	ff->said = NULL;
	free(ff->error);
	ff->error = NULL;
}

void form_say_subject(struct db *db, struct form_field *ff)
{
	struct record r;
	struct str label = STR_INIT;

	if (ff->picked.entity == ENTITY_NONE)
		return;
	if (record_load(db, ff->picked.entity, ff->picked.id, &r) == ST_OK) {
		record_label(db, &r, &label);
		free(ff->said);
		ff->said = str_detach(&label);
	}
	record_free(&r);
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

/* Today is another day tomorrow: what a date was read as stays. */
static void settle(const struct form *f, struct form_field *ff, const struct record *r)
{
	const char *kept = r->values[ff->field].text;

	switch (form_field(f, ff)->type) {
	case FIELD_DATE:
	case FIELD_DAY:
	case FIELD_COUNTRY:
	case FIELD_LANG:
		if (kept && strcmp(kept, input_text(&ff->input)) != 0)
			input_set(&ff->input, kept);
		break;
	default:
		break;
	}
}

void form_check(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	struct record r;

	if (!ff || !ff->touched || !*form_text(f, ff))
		return;
	record_copy(&r, &f->record);
	if (form_take(pane_db(p), f, ff, &r) == ST_OK)
		settle(f, ff, &r);
	form_clash_seek(f);
	p->app->dirty = true;
	record_free(&r);
}

void form_gather(struct pane *p, struct record *out)
{
	struct form *f = form_of(p);

	record_copy(out, &f->record);
	for (size_t i = 0; i < f->n; i++) {
		struct form_field *ff = &f->fields[i];
		char *error = ff->error;

		if (!ff->touched || i == f->at)
			continue;
		/* Nobody asked yet whether it is right. */
		ff->error = NULL;
		if (form_take(pane_db(p), f, ff, out) != ST_OK)
			free(ff->error);
		ff->error = error;
	}
}

static void choose(struct form_field *ff, int choice, int before)
{
	ff->choice = choice;
	if (choice == before)
		return;
	ff->touched = true;
	form_forget_meaning(ff);
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
	choose(ff, ff->choice, before);
	return ff->choice != before;
}

/* A letter without case and accents; of what begins with several code points the first. */
static uint32_t first_letter(const char *text)
{
	struct str folded = STR_INIT;
	size_t used;
	uint32_t letter = 0;

	text_fold(&folded, text, strlen(text));
	if (folded.len > 0)
		letter = text_next(str_text(&folded), folded.len, &used);
	str_free(&folded);
	return letter;
}

void form_choose_letter(struct form *f)
{
	struct form_field *ff = &f->fields[f->at];
	const struct field *field = form_field(f, ff);
	uint32_t letter = first_letter(input_text(&ff->input));
	int n = 0;

	while (field->choices[n].name)
		n++;
	for (int i = 1; i <= n; i++) {
		int next = (ff->choice + i) % n;

		if (first_letter(_(field->choices[next].label)) != letter)
			continue;
		choose(ff, next, ff->choice);
		break;
	}
	input_free(&ff->input);
}

void form_choice_word(const struct field *field, size_t choice, struct str *out)
{
	cell_choice(field, field->choices[choice].name, out);
}
