#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mass.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/fuzzy.h"
#include "tui/records.h"
#include "tui/value_offers.h"
#include "tui/work.h"

/* What is done with all marked rows: one field of them is set, they are removed, they are linked.
 */

static const struct entity *kind(struct pane *p)
{
	return entity_get(p->at.entity);
}

void records_targets(struct pane *p, struct idset *out)
{
	struct records *s = records_of(p);

	if (s->act_one)
		idset_add(out, s->act_one);
	else
		idset_join(out, &s->marks);
}

bool records_settle(struct pane *p, bool to_ask, struct str *what)
{
	struct records *s = records_of(p);
	const struct record *r = list_selected(&s->list);

	s->act_one = 0;
	if (s->marks.count)
		return records_marked(p, to_ask, what);
	if (!r)
		return false;
	s->act_one = r->id;
	cell_lower(_(r->entity->label), what);
	str_addf(what, " %s", record_show(r, "ref"));
	return true;
}

/* `n` of `asked` were changed. */
static void said(struct app *app, enum status st, const char *done, const struct entity *e,
	int64_t n, int64_t asked)
{
	struct str text = STR_INIT;

	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else if (st != ST_OK) {
		app_failed(app, st);
	} else if (n == 0) {
		app_say(app, _("It was so already; nothing was changed."));
	} else {
		str_addf(&text, "%s ", done);
		cell_counted(e, n, &text);
		if (n < asked)
			str_add(&text, _("; the others were so already"));
		str_add(&text, _(" (u undoes it)"));
		app_say(app, "%s", str_text(&text));
	}
	str_free(&text);
}

/* ---- setting a field ---- */

static const struct prompt_kind value_prompt;

static void ask_value(struct app *app, struct pane *p, const char *text)
{
	struct records *s = records_of(p);
	const struct field *f = &kind(p)->fields[s->act_field];
	struct str label = STR_INIT, what = STR_INIT;

	if (records_settle(p, false, &what)) {
		str_addf(&label,
			f->flags & FIELD_REQUIRED ? _("%s of %s: ") : _("%s of %s (or nothing): "),
			_(f->label), str_text(&what));
		prompt_ask(app, p, &value_prompt, str_text(&label), text);
	}
	str_free(&label);
	str_free(&what);
}

static enum reaction set_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct records *s = records_of(p);
	struct mass_value value = { s->act_field, s->act_text };
	struct idset ids = IDSET_INIT;
	int64_t n = 0;
	enum status st;

	(void)about;
	records_targets(p, &ids);
	work_begin(app, _("Changing"));
	st = mass_set(app->db, p->at.entity, &ids, &value, 1, &n);
	work_end(app);
	said(app, st, _("Changed:"), kind(p), n, ids.count);
	idset_clear(&ids);
	return REACT_REDRAW;
}

/* A value that is refused can be mended where it was typed. */
static enum reaction take_value(struct app *app, struct pane *p, const char *text)
{
	struct records *s = records_of(p);
	struct mass_value value = { s->act_field, text };
	struct str what = STR_INIT, name = STR_INIT;
	enum status st = mass_check(app->db, p->at.entity, &value);

	if (st != ST_OK) {
		char *why = mem_text(db_error(app->db));

		ask_value(app, p, text);
		app_warn(app, "%s", why);
		free(why);
		return REACT_REDRAW;
	}
	free(s->act_text);
	s->act_text = mem_text(text);
	cell_lower(_(kind(p)->fields[s->act_field].label), &name);
	if (records_settle(p, true, &what) && *text)
		prompt_question(app, p, set_now, NULL, _("Set %s of %s to %s?"), str_text(&name),
			str_text(&what), text);
	else if (what.len)
		prompt_question(app, p, set_now, NULL, _("Empty %s of %s?"), str_text(&name),
			str_text(&what));
	str_free(&what);
	str_free(&name);
	return REACT_REDRAW;
}

static enum reaction take_value_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_value(app, p, row->line);
}

static void offer_value(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	const struct field *f = &kind(p)->fields[records_of(p)->act_field];

	value_offers(app, f, text, "", out);
	offers_sort(out);
	/* Nothing typed is a value too. */
	out->unpicked = !*text && !(f->flags & FIELD_REQUIRED);
}

static const struct prompt_kind value_prompt = {
	.label = N_("Value: "),
	.offer = offer_value,
	.take = take_value_offer,
	.accept = take_value,
	.remembers = true,
};

/* ---- which field ---- */

static bool can_be_set(const struct field *f)
{
	return !(f->flags & (FIELD_COMPUTED | FIELD_FIXED)) && f->type != FIELD_ANY &&
	       strcmp(f->name, "ref") != 0;
}

static enum reaction take_field(struct app *app, struct pane *p, const char *text)
{
	struct records *s = records_of(p);
	int field = entity_field(kind(p), text);

	if (field < 0 || !can_be_set(&kind(p)->fields[field])) {
		app_warn(app, _("There is no field '%.40s' that can be set."), text);
		return REACT_REDRAW;
	}
	s->act_field = field;
	ask_value(app, p, "");
	return REACT_REDRAW;
}

static enum reaction take_field_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_field(app, p, row->line);
}

static void offer_field(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	struct fuzzy *fuzzy = fuzzy_new(text);

	(void)app;
	for (size_t i = 0; i < kind(p)->n_fields; i++) {
		const struct field *f = &kind(p)->fields[i];
		int by_name = fuzzy_score(fuzzy, f->name);
		int by_label = fuzzy_score(fuzzy, _(f->label));

		if (can_be_set(f) && (by_name || by_label))
			offers_add(out, &(struct offer){ .line = (char *)f->name,
						.label = (char *)_(f->label),
						.about = (char *)(f->help ? _(f->help) : ""),
						.score = by_name > by_label ? by_name : by_label });
	}
	offers_sort(out);
	fuzzy_free(fuzzy);
}

static const struct prompt_kind field_prompt = {
	.label = N_("Field: "),
	.offer = offer_field,
	.take = take_field_offer,
	.accept = take_field,
};

enum reaction records_edit(struct app *app, struct pane *p, const struct action *self)
{
	struct str label = STR_INIT, what = STR_INIT;

	if (!records_of(p)->marks.count)
		return deed_edit(app, p, self);
	if (records_settle(p, false, &what)) {
		str_addf(&label, _("Of %s, set: "), str_text(&what));
		prompt_ask(app, p, &field_prompt, str_text(&label), "");
	}
	str_free(&label);
	str_free(&what);
	return REACT_REDRAW;
}

enum reaction records_set_state(struct app *app, struct pane *p, const struct action *self)
{
	int field = entity_field(kind(p), "state");
	struct str labels = STR_INIT;

	(void)self;
	if (field < 0)
		field = entity_field(kind(p), "status");
	if (field >= 0) {
		records_of(p)->act_field = field;
		ask_value(app, p, "");
	} else {
		cell_lower(_(kind(p)->labels), &labels);
		app_say(app, _("There is no state to set: %s have none."), str_text(&labels));
	}
	str_free(&labels);
	return REACT_REDRAW;
}

/* ---- removing ---- */

static enum reaction remove_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct records *s = records_of(p);
	int64_t n = 0;
	enum status st;

	(void)about;
	work_begin(app, _("Removing"));
	st = mass_remove(app->db, p->at.entity, &s->marks, true, &n);
	work_end(app);
	if (st == ST_OK) {
		idset_clear(&s->marks);
		s->marked_last = 0;
	}
	said(app, st, _("Removed:"), kind(p), n, n);
	return REACT_REDRAW;
}

/* "36,012 signatories, 5 claims and 2 links": what goes with the marked rows. */
static enum status name_children(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	struct str one = STR_INIT, before = STR_INIT;
	enum status st = ST_OK;
	size_t found = 0;

	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++) {
		int64_t n = 0;

		st = mass_count_children(
			pane_db(p), p->at.entity, &s->marks, (enum entity_id)i, &n);
		if (st != ST_OK || n == 0)
			continue;
		if (found > 1)
			str_add(&before, ", ");
		str_add(&before, str_text(&one));
		str_clear(&one);
		cell_counted(entity_get((enum entity_id)i), n, &one);
		found++;
	}
	if (found)
		str_addf(out, _(", with %s%s%s"), str_text(&before), found > 1 ? _(" and ") : "",
			str_text(&one));
	str_free(&one);
	str_free(&before);
	return st;
}

enum reaction records_remove(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	struct str what = STR_INIT, with = STR_INIT;
	enum status st;

	if (!s->marks.count)
		return deed_remove(app, p, self);
	if (records_settle(p, true, &what)) {
		work_begin(app, _("Looking at what belongs to them"));
		st = name_children(p, &with);
		work_end(app);
		if (st == ST_OK)
			prompt_question(app, p, remove_now, NULL, _("Remove %s%s?"),
				str_text(&what), str_text(&with));
		else if (st == ST_STOPPED)
			app_say(app, _("Stopped; nothing was changed."));
		else
			app_failed(app, st);
	}
	str_free(&what);
	str_free(&with);
	return REACT_REDRAW;
}

/* ---- linking ---- */

static const struct field *link_word(void)
{
	const struct entity *e = entity_get(ENTITY_LINK);

	return &e->fields[entity_field(e, "word")];
}

static enum reaction link_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct records *s = records_of(p);
	struct idset ids = IDSET_INIT;
	int64_t n = 0;
	enum status st;

	records_targets(p, &ids);
	work_begin(app, _("Linking"));
	st = mass_link(app->db, p->at.entity, &ids, about->entity, about->id, s->act_text, &n);
	work_end(app);
	said(app, st, _("Linked:"), kind(p), n, ids.count);
	idset_clear(&ids);
	return REACT_REDRAW;
}

static enum reaction take_word(struct app *app, struct pane *p, const char *word)
{
	struct records *s = records_of(p);
	struct str what = STR_INIT, to = STR_INIT;
	struct record r;
	enum status st;

	if (!field_choice_label(link_word(), word)) {
		app_warn(app, _("'%.40s' is no word for a link; nothing was changed."), word);
		return REACT_REDRAW;
	}
	free(s->act_text);
	s->act_text = mem_text(word);
	st = record_load(app->db, s->act_to.entity, s->act_to.id, &r);
	if (st == ST_OK && records_settle(p, true, &what)) {
		cell_lower(_(r.entity->label), &to);
		str_addf(&to, " %s", record_show(&r, "ref"));
		prompt_question(app, p, link_now, &s->act_to, _("Say that %s: %s %s?"),
			str_text(&what), field_choice_label(link_word(), word), str_text(&to));
	}
	app_failed(app, st);
	record_free(&r);
	str_free(&what);
	str_free(&to);
	return REACT_REDRAW;
}

static enum reaction take_word_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_word(app, p, row->line);
}

static void offer_word(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	(void)p;
	value_offers(app, link_word(), text, "", out);
	offers_sort(out);
}

static const struct prompt_kind word_prompt = {
	.label = N_("How: "),
	.offer = offer_word,
	.take = take_word_offer,
	.accept = take_word,
};

static enum reaction take_end_offer(struct app *app, struct pane *p, const struct offer *row)
{
	records_of(p)->act_to = (struct subject){ row->entity, row->id };
	prompt_ask(app, p, &word_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction take_end(struct app *app, struct pane *p, const char *text)
{
	const struct entity *e = entity_get(ENTITY_LINK);
	int to = entity_field(e, "to");
	struct record r;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	record_init(&r, ENTITY_LINK);
	st = record_set(app->db, &r, to, text);
	if (st == ST_OK) {
		records_of(p)->act_to = (struct subject){ r.values[to].other, r.values[to].num };
		prompt_ask(app, p, &word_prompt, NULL, "");
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	return REACT_REDRAW;
}

static void offer_end(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	(void)p;
	record_offers(app, text, out);
}

static const struct prompt_kind end_prompt = {
	.label = N_("To: "),
	.offer = offer_end,
	.take = take_end_offer,
	.accept = take_end,
};

enum reaction records_link(struct app *app, struct pane *p, const struct action *self)
{
	struct str label = STR_INIT, what = STR_INIT;

	if (!records_of(p)->marks.count)
		return deed_link(app, p, self);
	if (records_settle(p, false, &what)) {
		str_addf(&label, _("Link %s to: "), str_text(&what));
		prompt_ask(app, p, &end_prompt, str_text(&label), "");
	}
	str_free(&label);
	str_free(&what);
	return REACT_REDRAW;
}
