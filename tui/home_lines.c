#include "config.h"

#include "tui/home.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/cells.h"
#include "tui/chart.h"

#define SOON 7 /* days: sooner than that is shown as near */

static const struct subject nowhere = { ENTITY_NONE, 0 };

static struct home_line *add(
	struct home_part *part, enum home_kind kind, const char *left, const char *text)
{
	struct home_line *l;

	if (part->n == part->cap) {
		part->cap = part->cap ? part->cap * 2 : 16;
		part->lines = mem_resize(part->lines, part->cap, sizeof(*part->lines));
	}
	l = &part->lines[part->n++];
	*l = (struct home_line){ .kind = kind,
		.left = mem_text(left),
		.text = mem_text(text),
		.subject = nowhere,
		.list = ENTITY_NONE };
	return l;
}

void home_lines_free(struct home *h)
{
	for (int p = 0; p < PARTS; p++) {
		struct home_part *part = &h->parts[p];

		for (size_t i = 0; i < part->n; i++) {
			free(part->lines[i].left);
			free(part->lines[i].text);
			free(part->lines[i].note);
			free(part->lines[i].right);
		}
		free(part->lines);
		free(part->note);
		*part = (struct home_part){ .opened = part->opened };
	}
}

static enum style urgency(long days)
{
	if (days < 0)
		return STYLE_LATE;
	return days <= SOON ? STYLE_NEAR : STYLE_TEXT;
}

static void add_due(struct home_part *part, const struct due *due)
{
	struct str text = STR_INIT;
	struct home_line *l;

	cell_days_left(due->days, &text);
	l = add(part, HOME_ROW, str_text(&text), due->text);
	if (due->stale) {
		str_clear(&text);
		str_addf(&text, _("Stale, count again: %s"), due->text);
		free(l->text);
		l->text = str_detach(&text);
	}
	if (due->subject.entity == ENTITY_LETTER) {
		str_clear(&text);
		str_addf(&text, _("Sign-on closes: %s"), due->text);
		free(l->text);
		l->text = str_detach(&text);
	}
	l->note = mem_text(due->of);
	l->right = mem_text(due->day);
	l->style = due->stale ? STYLE_LATE : due->warned ? STYLE_NEAR : urgency(due->days);
	l->subject = due->subject;
	str_free(&text);
}

static void add_dues(struct home *h, struct home_part *part)
{
	struct str text = STR_INIT;
	size_t late = 0, warned = 0;

	for (size_t i = 0; i < h->n_dues; i++) {
		late += h->dues[i].days < 0;
		warned += h->dues[i].warned;
	}
	if (late > 0)
		str_addf(&text, _("%zu late"), late);
	if (h->n_dues > late + warned)
		str_addf(&text, _("%s%zu in %d days"), text.len ? " · " : "",
			h->n_dues - late - warned, DAYS_AHEAD);
	if (warned > 0)
		str_addf(&text, _("%s%zu warned of"), text.len ? " · " : "", warned);
	part->label = _("Deadlines");
	part->note = text.len > 0 ? str_detach(&text) : NULL;
	for (size_t i = 0; i < h->n_dues; i++)
		add_due(part, &h->dues[i]);
	str_clear(&text);
	if (h->n_dues == 0 && h->later >= 0)
		str_addf(&text, _("Nothing in the next %d days; the next comes in %ld days."),
			DAYS_AHEAD, (long)h->later);
	else if (h->n_dues == 0)
		str_addf(&text, _("Nothing in the next %d days."), DAYS_AHEAD);
	if (text.len > 0)
		add(part, HOME_NOTE, "", str_text(&text));
	str_free(&text);
}

/* "36,000 declared · 35,212 of 50,000" */
static char *signature_text(const struct pleading *p)
{
	struct str text = STR_INIT;

	if (!p->counted)
		return mem_text("…");
	if (p->count.declared >= 0) {
		cell_number(p->count.declared, &text);
		str_add(&text, _(" declared · "));
	}
	cell_number(p->count.counted, &text);
	if (p->target > 0) {
		str_add(&text, _(" of "));
		cell_number(p->target, &text);
	} else {
		str_add(&text, _(" counted"));
	}
	return str_detach(&text);
}

static void add_bars(struct home *h, struct home_part *part)
{
	for (size_t i = 0; i < h->n_pleadings; i++) {
		struct pleading *p = &h->pleadings[i];
		struct home_line *l;

		if (!p->signing)
			continue;
		part->label = _("Signatures");
		l = add(part, HOME_BAR, p->ref, "");
		free(l->text);
		l->text = signature_text(p);
		if (p->have_weeks) {
			struct str spark = STR_INIT;

			chart_spark(p->weeks, WEEKS, &spark);
			l->right = str_detach(&spark);
			l->style = p->lively ? STYLE_TEXT : STYLE_DIM;
		}
		l->subject = (struct subject){ ENTITY_PETITION, p->id };
		l->bar = p;
	}
}

/* "12 confirmed, 20 not answered yet" */
static void add_signing(struct home_part *part, const struct signing *s)
{
	struct str text = STR_INIT;
	struct home_line *l;

	cell_number(s->confirmed, &text);
	str_add(&text, _(" confirmed"));
	if (s->asked > 0) {
		str_add(&text, ", ");
		cell_number(s->asked, &text);
		str_add(&text, s->older ? _(" not answered") : _(" not answered yet"));
	}
	if (s->older > 0) {
		str_add(&text, ", ");
		cell_number(s->older, &text);
		str_add(&text, _(" to ask again"));
	}
	l = add(part, HOME_ROW, s->ref, str_text(&text));
	l->subject = (struct subject){ ENTITY_LETTER, s->id };
	if (s->limit) {
		str_clear(&text);
		cell_days_left(s->days, &text);
		l->right = str_detach(&text);
		l->style = urgency(s->days);
	}
	str_free(&text);
}

/* "6 claims: 2 unproven, 3 disputed", "before the hearing: 2 unproven"; nothing where all are
 * proven. */
static void add_claims(struct home_part *part, const struct pleading *p, const struct due *due)
{
	struct str text = STR_INIT;
	struct home_line *l;
	int64_t all = 0;

	for (size_t i = 0; i <= CLAIM_PROVEN; i++)
		all += p->claims[i];
	if (all == p->claims[CLAIM_PROVEN])
		return;
	if (due)
		str_add(&text, due->hearing ? _("before the hearing") : _("before the deadline"));
	else
		cell_counted(entity_get(ENTITY_CLAIM), all, &text);
	for (size_t i = 0, n = 0; i < CLAIM_PROVEN; i++) {
		if (!p->claims[i])
			continue;
		str_add(&text, n++ ? ", " : ": ");
		cell_number(p->claims[i], &text);
		str_addf(&text, " %s", claim_status_label((enum claim_status)i));
	}
	l = add(part, HOME_ROW, p->ref, str_text(&text));
	l->subject = (struct subject){ ENTITY_PETITION, p->id };
	if (due) {
		str_clear(&text);
		cell_days_left(due->days, &text);
		l->right = mem_text(str_text(&text));
		l->style = urgency(due->days);
	}
	str_free(&text);
}

/* Those that a day is near for come first; `near` says which of the two are meant. */
static void add_all_claims(struct home *h, struct home_part *part, bool near)
{
	for (size_t i = 0; i < h->n_pleadings; i++) {
		const struct pleading *p = &h->pleadings[i];
		const struct due *due = p->alive ? home_due_of(h, p) : NULL;

		if (p->alive && !due == !near)
			add_claims(part, p, due);
	}
}

static void add_slips(struct home *h, struct home_part *part)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < h->n_slips; i++) {
		struct home_line *l = add(part, HOME_ROW, h->slips[i].of, h->slips[i].text);

		l->subject = h->slips[i].subject;
		l->style = STYLE_NEAR;
	}
	if (h->broken > (int64_t)h->n_slips) {
		cell_number(h->broken - (int64_t)h->n_slips, &text);
		str_add(&text, _(" more are broken or circular; :check-chains names them"));
		add(part, HOME_NOTE, "", str_text(&text));
	}
	str_free(&text);
}

static void add_idle(struct home *h, struct home_part *part)
{
	for (size_t i = 0; i < h->n_cases; i++) {
		struct str text = STR_INIT;
		struct home_line *l;

		if (h->cases[i].quiet || !h->cases[i].idle)
			continue;
		cell_counted(entity_get(ENTITY_EXHIBIT), h->cases[i].idle, &text);
		str_add(&text, ngettext(" proves nothing", " prove nothing",
				       (unsigned long)h->cases[i].idle));
		l = add(part, HOME_ROW, h->cases[i].ref, str_text(&text));
		l->subject = (struct subject){ ENTITY_CASE, h->cases[i].id };
		str_free(&text);
	}
}

static void add_advice(struct home_part *part, const struct pleading *p)
{
	struct home_line *l = add(part, HOME_ROW, p->ref, p->advice);

	l->subject = (struct subject){ ENTITY_PETITION, p->id };
	l->style = STYLE_NEAR;
}

static void add_clashes(struct home *h, struct home_part *part)
{
	for (size_t i = 0; i < h->n_clashes; i++) {
		struct home_line *l = add(part, HOME_ROW, h->clashes[i].of, h->clashes[i].text);

		l->subject = (struct subject){ ENTITY_PARTY, h->clashes[i].party };
		l->style = STYLE_NEAR;
	}
}

static void add_unlimited(struct home *h, struct home_part *part)
{
	for (size_t i = 0; i < h->n_unlimited; i++) {
		struct home_line *l = add(part, HOME_ROW, h->unlimited[i].ref,
			_("No deadline is kept for this open case"));

		l->subject = (struct subject){ ENTITY_CASE, h->unlimited[i].id };
	}
}

/* One by its name; of several, the list. */
static void add_unchecked(struct home *h, struct home_part *part)
{
	struct str text = STR_INIT;
	struct home_line *l;

	if (h->unchecked == 1) {
		l = add(part, HOME_ROW, h->one.ref, _("Not checked by a second person"));
		l->subject = (struct subject){ ENTITY_DEADLINE, h->one.id };
	} else if (h->unchecked > 1) {
		cell_number(h->unchecked, &text);
		str_add(&text, _(" deadlines are not checked by a second person"));
		add(part, HOME_ROW, "", str_text(&text))->list = ENTITY_DEADLINE;
	}
	str_free(&text);
}

/* Letters with a last day to sign come first, the nearest before the others. */
static void add_waits(struct home *h, struct home_part *part)
{
	add_all_claims(h, part, true);
	add_clashes(h, part);
	for (size_t i = 0; i < h->n_signings; i++)
		if (h->signings[i].read && h->signings[i].limit)
			add_signing(part, &h->signings[i]);
	for (size_t i = 0; i < h->n_signings; i++)
		if (h->signings[i].read && !h->signings[i].limit)
			add_signing(part, &h->signings[i]);
	for (size_t i = 0; i < h->n_pleadings; i++)
		if (h->pleadings[i].alive && h->pleadings[i].advice)
			add_advice(part, &h->pleadings[i]);
	add_slips(h, part);
	add_all_claims(h, part, false);
	add_unchecked(h, part);
	add_idle(h, part);
	add_unlimited(h, part);
	if (part->n > 0)
		part->label = _("Waiting");
}

/* "2 open deadlines · 1 petition · 12 exhibits"; what there is none of is left out. */
static char *case_text(const struct home_case *c)
{
	static const enum entity_id entities[COUNTS] = { ENTITY_DEADLINE, ENTITY_PETITION,
		ENTITY_LETTER, ENTITY_EXHIBIT, ENTITY_CLAIM };
	struct str text = STR_INIT;

	if (!c->counted)
		return mem_text("…");
	for (int i = 0; i < COUNTS; i++) {
		if (c->counts[i] == 0)
			continue;
		if (text.len > 0)
			str_add(&text, " · ");
		if (i == COUNT_DEADLINE) {
			cell_number(c->counts[i], &text);
			str_add(&text, ngettext(" open deadline", " open deadlines",
					       (unsigned long)c->counts[i]));
		} else {
			cell_counted(entity_get(entities[i]), c->counts[i], &text);
		}
	}
	return str_detach(&text);
}

/* Those that are worked on first. */
static void add_cases(struct home *h, struct home_part *part)
{
	struct str note = STR_INIT;

	part->label = _("Cases");
	for (int quiet = 0; quiet < 2; quiet++)
		for (size_t i = 0; i < h->n_cases; i++) {
			struct home_line *l;

			if (h->cases[i].quiet != quiet)
				continue;
			l = add(part, HOME_ROW, h->cases[i].ref, "");
			free(l->text);
			l->text = case_text(&h->cases[i]);
			l->subject = (struct subject){ ENTITY_CASE, h->cases[i].id };
		}
	if (h->more_cases)
		add(part, HOME_ROW, "", _("More in the list of cases"))->list = ENTITY_CASE;
	cell_number((int64_t)h->n_cases, &note);
	if (h->more_cases)
		str_add_c(&note, '+');
	part->note = str_detach(&note);
}

static void add_recent(struct home *h, struct home_part *part)
{
	bool undoable = true; /* the entry that u would undo is still to come */

	for (size_t i = 0; i < h->n_recent; i++) {
		const struct journal_entry *e = &h->recent[i];
		struct str when = STR_INIT;
		struct str what = STR_INIT;
		struct home_line *l;

		part->label = _("Recent");
		cell_instant(e->at, &when);
		cell_entry(e, &what);
		l = add(part, HOME_ROW, str_text(&when), str_text(&what));
		l->entry = e->seq;
		if (e->undone) {
			l->note = mem_text(_("undone"));
		} else if (e->kind == JOURNAL_DO && undoable) {
			l->note = mem_text(_("u undoes it"));
			undoable = false;
		}
		str_free(&when);
		str_free(&what);
	}
}

static void add_first_steps(struct home_part *part)
{
	static const char *const steps[] = {
		N_("There is no case in this file yet."),
		"",
		N_("a adds the first: a title is enough, the rest can come later."),
		N_("In the case, petitions, letters, exhibits and deadlines have their own lists;"),
		N_("a adds there too, e changes, u undoes whatever was done last."),
		"",
		N_("? shows the keys wherever you are, and q goes back."),
		N_("To look around first: leave with q and run 'amparo demo demo.amparo'."),
	};

	part->label = _("Welcome");
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		add(part, HOME_NOTE, "", *steps[i] ? _(steps[i]) : "");
}

void home_lines(struct home *h)
{
	home_lines_free(h);
	if (h->any_case) {
		add_dues(h, &h->parts[PART_DUE]);
		add_bars(h, &h->parts[PART_SIGNED]);
		add_waits(h, &h->parts[PART_WAITING]);
		add_cases(h, &h->parts[PART_CASES]);
	} else {
		add_first_steps(&h->parts[PART_DUE]);
	}
	add_recent(h, &h->parts[PART_RECENT]);
}
