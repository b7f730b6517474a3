#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan.h"

/* What a plan would do, in words: on paper and on the screen the same. */

void mark_step_words(const struct mark_step *s, struct str *out)
{
	if (!s->changed)
		return;
	if (s->dropped)
		str_addf(out, _("%s is taken out"), s->was);
	else if (!s->was && s->own_is == MARK_OWN_KEPT)
		str_addf(out, _("%s as it is called already"), s->now.mark);
	else if (!s->was)
		str_addf(out, _("%s is new"), s->now.mark);
	else if (s->now.state == MARK_WITHDRAWN && s->state_was != MARK_WITHDRAWN)
		str_addf(out, _("%s is withdrawn: %s"), s->now.mark, s->now.why);
	else if (strcmp(s->was, s->now.mark) != 0 && s->own_is == MARK_OWN_KEPT)
		str_addf(out, _("%s becomes %s, as it is called already"), s->was, s->now.mark);
	else if (strcmp(s->was, s->now.mark) != 0)
		str_addf(out, _("%s becomes %s"), s->was, s->now.mark);
	else
		str_addf(out, _("%s is fixed"), s->now.mark);
	str_addf(out, "  %s (%s)", s->now.title, s->now.ref);
}

void mark_step_note(const struct mark_step *s, struct str *out)
{
	switch (s->own_is) {
	case MARK_OWN_UNFIT:
		str_addf(out, _("%s is called %s itself, which is none of this petition's marks"),
			s->now.ref, s->own);
		break;
	case MARK_OWN_TAKEN:
		str_addf(out, _("%s is called %s itself, which is the mark of %s here"), s->now.ref,
			s->own, s->own_with);
		break;
	case MARK_OWN_FOREIGN:
		str_addf(out, _("%s is called %s in its own case, %s"), s->now.ref, s->own,
			s->own_case);
		break;
	case MARK_OWN_NONE:
	case MARK_OWN_KEPT:
		break;
	}
}

static const char *reason(enum mark_origin origin)
{
	switch (origin) {
	case MARK_ORIGIN_MARKS:
		return N_("as most marks do that its exhibits have already");
	case MARK_ORIGIN_CASE:
		return N_("as most marks do that exhibits of the case have already");
	case MARK_ORIGIN_ANSWERS:
		return N_("as is usual for the side that answers");
	case MARK_ORIGIN_ISRAEL:
		return N_("as is usual for petitioners in courts of Israel");
	case MARK_ORIGIN_COURT:
		return N_("as is usual in courts");
	case MARK_ORIGIN_BODY:
		return N_("as is usual in letters and complaints");
	case MARK_ORIGIN_PETITION:
	case MARK_ORIGIN_GIVEN:
		break;
	}
	return N_("as you say");
}

static const char *counting(enum mark_style style)
{
	return style == MARK_HEBREW    ? _("Hebrew letters")
	       : style == MARK_LETTERS ? _("letters")
				       : _("numbers");
}

void mark_plan_scheme_words(const struct mark_plan *p, struct str *out)
{
	const struct mark_scheme *s = &p->marks.scheme;

	if (!p->renames)
		return;
	if (s->prefix && *s->prefix)
		str_addf(out, _("Marks begin with %s and count in %s, %s."), s->prefix,
			counting(s->style), _(reason(p->origin)));
	else
		str_addf(out, _("Marks count in %s with nothing before them, %s."),
			counting(s->style), _(reason(p->origin)));
}
