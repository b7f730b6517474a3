#include "config.h"

#include "tui/home.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/cells.h"

#define DUES_SHOWN 8
#define BARS_SHOWN 8
#define SOON 7 /* days: sooner than that is shown as near */

static const struct subject nowhere = { ENTITY_NONE, 0 };

static struct home_line *add(
	struct home *h, enum home_kind kind, const char *left, const char *text)
{
	struct home_line *l;

	if (h->n_lines == h->cap_lines) {
		h->cap_lines = h->cap_lines ? h->cap_lines * 2 : 64;
		h->lines = mem_resize(h->lines, h->cap_lines, sizeof(*h->lines));
	}
	l = &h->lines[h->n_lines++];
	*l = (struct home_line){
		.kind = kind, .left = mem_text(left), .text = mem_text(text), .subject = nowhere
	};
	return l;
}

void home_lines_free(struct home *h)
{
	for (size_t i = 0; i < h->n_lines; i++) {
		free(h->lines[i].left);
		free(h->lines[i].text);
		free(h->lines[i].note);
		free(h->lines[i].right);
	}
	h->n_lines = 0;
}

static void add_head(struct home *h, const char *label, const char *note)
{
	struct home_line *l;

	if (h->n_lines > 0)
		add(h, HOME_BLANK, "", "");
	l = add(h, HOME_HEAD, label, "");
	l->note = mem_text_or_null(note);
}

static enum style urgency(long days)
{
	if (days < 0)
		return STYLE_LATE;
	return days <= SOON ? STYLE_NEAR : STYLE_TEXT;
}

static void add_dues(struct home *h)
{
	struct str text = STR_INIT;
	size_t late = 0;

	for (size_t i = 0; i < h->n_dues; i++)
		late += h->dues[i].days < 0;
	if (late > 0)
		str_addf(&text, _("%zu late"), late);
	if (late > 0 && h->n_dues > late)
		str_add(&text, " · ");
	if (h->n_dues > late)
		str_addf(&text, _("%zu in %d days"), h->n_dues - late, DAYS_AHEAD);
	add_head(h, _("Deadlines"), h->n_dues ? str_text(&text) : NULL);
	for (size_t i = 0; i < h->n_dues && i < DUES_SHOWN; i++) {
		struct home_line *l;

		str_clear(&text);
		cell_days_left(h->dues[i].days, &text);
		l = add(h, HOME_ROW, str_text(&text), h->dues[i].text);
		if (h->dues[i].subject.entity == ENTITY_LETTER) {
			str_clear(&text);
			str_addf(&text, _("Sign-on closes: %s"), h->dues[i].text);
			free(l->text);
			l->text = str_detach(&text);
		}
		l->note = mem_text(h->dues[i].of);
		l->right = mem_text(h->dues[i].day);
		l->style = urgency(h->dues[i].days);
		l->subject = h->dues[i].subject;
	}
	str_clear(&text);
	if (h->n_dues > DUES_SHOWN)
		str_addf(&text, _("and %zu more in the list of deadlines"), h->n_dues - DUES_SHOWN);
	else if (h->n_dues == 0 && h->later >= 0)
		str_addf(&text, _("Nothing in the next %d days; the next comes in %ld days."),
			DAYS_AHEAD, (long)h->later);
	else if (h->n_dues == 0)
		str_addf(&text, _("Nothing in the next %d days."), DAYS_AHEAD);
	if (text.len > 0)
		add(h, HOME_NOTE, "", str_text(&text));
	str_free(&text);
}

/* "36,000 declared · 35,212 counted · target 50,000" */
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
	str_add(&text, _(" counted"));
	if (p->target > 0) {
		str_add(&text, _(" · target "));
		cell_number(p->target, &text);
	}
	return str_detach(&text);
}

static void add_bars(struct home *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n_pleadings && n < BARS_SHOWN; i++) {
		struct pleading *p = &h->pleadings[i];
		struct home_line *l;

		if (!p->signing)
			continue;
		if (n++ == 0)
			add_head(h, _("Signatures"), NULL);
		l = add(h, HOME_BAR, p->ref, "");
		free(l->text);
		l->text = signature_text(p);
		l->subject = (struct subject){ ENTITY_PETITION, p->id };
		l->bar = p;
	}
}

/* A line of what is waited for; the heading goes before the first. */
static void add_wait(struct home *h, size_t *n, const char *ref, const char *text,
	enum entity_id entity, int64_t id)
{
	struct home_line *l;

	if ((*n)++ == 0)
		add_head(h, _("Waiting"), NULL);
	l = add(h, HOME_ROW, ref, text);
	l->subject = (struct subject){ entity, id };
}

static void add_waits(struct home *h)
{
	struct str text = STR_INIT;
	size_t n = 0;

	for (size_t i = 0; i < h->n_pleadings; i++) {
		const struct pleading *p = &h->pleadings[i];

		if (p->unproved == 0)
			continue;
		str_clear(&text);
		cell_number(p->unproved, &text);
		str_add(&text, _(" of "));
		cell_number(p->claims, &text);
		str_add(&text, ngettext(" claims has no proof", " claims have no proof",
				       (unsigned long)p->unproved));
		add_wait(h, &n, p->ref, str_text(&text), ENTITY_PETITION, p->id);
	}
	for (size_t i = 0; i < h->n_signings; i++) {
		const struct signing *s = &h->signings[i];

		if (!s->read)
			continue;
		str_clear(&text);
		str_add(&text, _("open for signing: "));
		cell_number(s->confirmed, &text);
		str_add(&text, _(" confirmed, "));
		cell_number(s->asked, &text);
		str_add(&text, _(" not answered yet"));
		add_wait(h, &n, s->ref, str_text(&text), ENTITY_LETTER, s->id);
	}
	str_free(&text);
}

static void add_recent(struct home *h)
{
	bool undoable = true; /* the entry that u would undo is still to come */

	if (h->n_recent > 0)
		add_head(h, _("Recent"), NULL);
	for (size_t i = 0; i < h->n_recent; i++) {
		const struct journal_entry *e = &h->recent[i];
		struct str when = STR_INIT;
		struct str what = STR_INIT;
		struct home_line *l;

		cell_instant(e->at, &when);
		cell_entry(e, &what);
		l = add(h, HOME_ROW, str_text(&when), str_text(&what));
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

static void add_first_steps(struct home *h)
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

	add_head(h, _("Welcome"), NULL);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		add(h, *steps[i] ? HOME_NOTE : HOME_BLANK, "", *steps[i] ? _(steps[i]) : "");
}

void home_lines(struct home *h)
{
	home_lines_free(h);
	if (h->any_case) {
		add_dues(h);
		add_bars(h);
		add_waits(h);
	} else {
		add_first_steps(h);
	}
	add_recent(h);
}
