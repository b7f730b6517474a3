#include "config.h"

#include <string.h>

#include "import/replies.h"
#include "import/thresholds.h"
#include "import/totals.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/record.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"
#include "tui/small_import.h"

/* What each of the small imports reads, and how it says what would be done. */

#define ROWS_SHOWN 1000 /* of a report */

/* Rows of a file for the report. */
struct listing {
	struct str *out;
	int64_t n;
};

/* Whether a row is still to be shown. */
static bool shows(struct listing *list)
{
	return list->n++ < ROWS_SHOWN;
}

static void end_listing(const struct listing *list)
{
	if (list->n <= ROWS_SHOWN)
		return;
	str_add(list->out, _("  and more: "));
	cell_number(list->n - ROWS_SHOWN, list->out);
	str_add_c(list->out, '\n');
}

static void count_line(struct str *out, const char *label, int64_t n)
{
	str_addf(out, "%s: ", label);
	cell_number(n, out);
	str_add_c(out, '\n');
}

/* "Answers to hk-letter", above the file. */
static enum status begin_report(
	struct db *db, const struct small_import *s, const char *what, struct str *out)
{
	struct record r;
	enum status st = record_load(db, small_owner(s->kind), s->owner, &r);

	if (st == ST_OK) {
		str_addf(out, "%s %s\n%s: %s\n", what, record_show(&r, "ref"), _("File"), s->typed);
	}
	record_free(&r);
	return st;
}

/* ---- answers to a letter ---- */

struct answers {
	struct listing refused, coming;
};

static void note_reply(void *arg, const struct reply_row *row)
{
	static const char *const says[REPLY_VERDICTS] = {
		[REPLY_CONFIRMS] = N_("confirms the current text"),
		[REPLY_OLDER] = N_("confirms an older text"),
		[REPLY_DECLINES] = N_("declines"),
		[REPLY_WITHDRAWS] = N_("withdraws"),
	};
	struct answers *a = arg;
	bool refused = row->verdict == REPLY_REFUSED;
	struct listing *list = refused ? &a->refused : &a->coming;

	if (row->verdict == REPLY_KNOWN || !shows(list))
		return;
	str_addf(list->out, _("  line %lld  "), (long long)row->line);
	/* Each with its own direction, see bidi.h. */
	str_addf(list->out, "%s%s%s\n", row->name, *row->name ? " · " : "",
		refused ? row->reason : _(says[row->verdict]));
}

static void describe_replies(
	const struct replies_summary *sum, const struct answers *a, struct str *out)
{
	static const char *const words[REPLY_VERDICTS] = {
		[REPLY_CONFIRMS] = N_("  confirm the current text"),
		[REPLY_OLDER] = N_("  confirm an older text"),
		[REPLY_DECLINES] = N_("  decline"),
		[REPLY_WITHDRAWS] = N_("  withdraw"),
		[REPLY_KNOWN] = N_("  say nothing new"),
		[REPLY_REFUSED] = N_("  are refused"),
	};

	str_addf(out, "%s: %s\n", _("Found to be"), str_text(&sum->found));
	if (sum->unused.len)
		str_addf(out, "%s: %s\n", _("Columns not read, as they are no field"),
			str_text(&sum->unused));
	count_line(out, _("Rows"), sum->read);
	for (int v = 0; v < REPLY_VERDICTS; v++)
		if (sum->n[v])
			count_line(out, _(words[v]), sum->n[v]);
	replies_late(sum, out);
	if (sum->after)
		str_add_c(out, '\n');
	end_listing(&a->refused);
	end_listing(&a->coming);
	if (a->refused.n)
		str_addf(out, "\n%s\n%s", _("Refused:"), str_text(a->refused.out));
	if (a->coming.n)
		str_addf(out, "\n%s\n%s", _("Would be noted:"), str_text(a->coming.out));
}

static void say_replies(const struct replies_summary *sum, bool dry_run, struct small_outcome *out)
{
	struct str n = STR_INIT;

	cell_number(out->coming, &n);
	if (!sum->read)
		str_add(&out->said, _("The file has no rows below its first line."));
	else if (!out->coming)
		str_add(&out->said, sum->n[REPLY_REFUSED]
					    ? _("Nothing would be noted; the report says why.")
					    : _("Nothing new: these answers are noted already."));
	else if (dry_run)
		str_addf(&out->said,
			ngettext("Note %s answer?", "Note %s answers?", (unsigned long)out->coming),
			str_text(&n));
	else
		str_addf(&out->said,
			ngettext("%s answer noted (u takes it back)",
				"%s answers noted (u takes them back)", (unsigned long)out->coming),
			str_text(&n));
	str_free(&n);
}

static enum status run_replies(
	struct db *db, const struct small_import *s, bool dry_run, struct small_outcome *out)
{
	struct str refused = STR_INIT, coming = STR_INIT;
	struct answers a = { { &refused, 0 }, { &coming, 0 } };
	const struct replies_options o = { .letter = s->owner,
		.path = s->path,
		.source = { .encoding = s->answers[SMALL_ENCODING],
			.separator = s->answers[SMALL_SEPARATOR] },
		.maps = (const char *const *)s->maps,
		.dates = s->answers[SMALL_DATES],
		.dry_run = dry_run,
		.row = dry_run ? note_reply : NULL,
		.arg = &a };
	struct replies_summary sum = { 0 };
	enum status st = import_replies(db, &o, &sum);

	if (st == ST_OK)
		st = begin_report(db, s, _("Answers to"), &out->report);
	if (st == ST_OK) {
		out->coming = sum.read - sum.n[REPLY_KNOWN] - sum.n[REPLY_REFUSED];
		out->has_more = sum.n[REPLY_REFUSED] > 0;
		describe_replies(&sum, &a, &out->report);
		say_replies(&sum, dry_run, out);
	}
	replies_summary_free(&sum);
	str_free(&refused);
	str_free(&coming);
	return st;
}

/* ---- totals that a site declares ---- */

static void note_total(void *arg, const struct totals_entry *e)
{
	struct listing *list = arg;
	const char *country = country_name(e->country);

	if (!shows(list))
		return;
	str_addf(list->out, "  %s  ",
		*e->place     ? e->place
		: *e->country ? country ? country : e->country
			      : _("in all"));
	cell_number(e->value, list->out);
	str_add_c(list->out, '\n');
}

static void say_totals(const struct totals_summary *sum, bool dry_run, struct str *said)
{
	struct str n = STR_INIT;

	cell_number(sum->added, &n);
	if (!sum->added)
		str_add(said, _("Nothing new: these totals are there already."));
	else if (dry_run)
		str_addf(said,
			ngettext("Add %s total?", "Add %s totals?", (unsigned long)sum->added),
			str_text(&n));
	else
		str_addf(said,
			ngettext("%s total added (u takes it back)",
				"%s totals added (u takes them back)", (unsigned long)sum->added),
			str_text(&n));
	str_free(&n);
}

static enum status run_totals(
	struct db *db, const struct small_import *s, bool dry_run, struct small_outcome *out)
{
	struct str entries = STR_INIT;
	struct listing list = { &entries, 0 };
	const struct totals_options o = { .petition = s->owner,
		.path = s->path,
		.observed = s->answers[SMALL_OBSERVED],
		.dry_run = dry_run,
		.entry = dry_run ? note_total : NULL,
		.arg = &list };
	struct totals_summary sum;
	enum status st = import_totals(db, &o, &sum);

	if (st == ST_OK)
		st = begin_report(db, s, _("Totals of"), &out->report);
	if (st == ST_OK) {
		out->coming = sum.added;
		out->wants_day = sum.guessed;
		str_addf(&out->report, "%s: %s", _("Declared on"), sum.observed);
		if (*sum.time)
			str_addf(&out->report, _(" at %s UTC"), sum.time);
		str_add_c(&out->report, '\n');
		count_line(&out->report, _("New totals"), sum.added);
		count_line(&out->report, _("There already"), sum.known);
		end_listing(&list);
		str_addf(&out->report, "\n%s\n%s", _("The file says:"), str_text(&entries));
		say_totals(&sum, dry_run, &out->said);
	}
	str_free(&entries);
	return st;
}

/* ---- thresholds ---- */

static void note_threshold(void *arg, const struct record *r, bool known)
{
	static const char *const fields[] = { "kind", "country" };
	struct listing *list = arg;

	if (!shows(list))
		return;
	str_addf(list->out, "  %s · ", record_show(r, "title"));
	cell_number(record_num(r, "value"), list->out);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		int field = entity_field(r->entity, fields[i]);

		if (!r->values[field].text)
			continue;
		str_add(list->out, i ? ", " : " ");
		cell_field_long(r, field, list->out);
	}
	str_addf(list->out, "%s\n", known ? _(" (there already)") : "");
}

static void say_thresholds(const struct thresholds_summary *sum, bool dry_run, struct str *said)
{
	struct str n = STR_INIT;

	cell_number(sum->added, &n);
	if (!sum->added)
		str_add(said, _("Nothing new: these thresholds are there already."));
	else if (dry_run)
		str_addf(said,
			ngettext("Add %s threshold?", "Add %s thresholds?",
				(unsigned long)sum->added),
			str_text(&n));
	else
		str_addf(said,
			ngettext("%s threshold added (u takes it back)",
				"%s thresholds added (u takes them back)",
				(unsigned long)sum->added),
			str_text(&n));
	str_free(&n);
}

static enum status run_thresholds(
	struct db *db, const struct small_import *s, bool dry_run, struct small_outcome *out)
{
	struct str rows = STR_INIT, path = STR_INIT;
	struct listing list = { &rows, 0 };
	struct thresholds_options o = { .petition = s->owner,
		.source = { .encoding = s->answers[SMALL_ENCODING],
			.separator = s->answers[SMALL_SEPARATOR] },
		.dry_run = dry_run,
		.row = dry_run ? note_threshold : NULL,
		.arg = &list };
	struct thresholds_summary sum;
	enum status st;

	thresholds_path(s->path, &path);
	o.path = str_text(&path);
	st = import_thresholds(db, &o, &sum);
	if (st == ST_OK)
		st = begin_report(db, s, _("Thresholds of"), &out->report);
	if (st == ST_OK) {
		out->coming = sum.added;
		count_line(&out->report, _("New thresholds"), sum.added);
		count_line(&out->report, _("There already"), sum.known);
		end_listing(&list);
		str_addf(&out->report, "\n%s", str_text(&rows));
		say_thresholds(&sum, dry_run, &out->said);
	}
	str_free(&rows);
	str_free(&path);
	return st;
}

/* ---- the table ---- */

static const struct {
	enum entity_id owner;
	const char *file, *looking, *doing;
	enum status (*run)(struct db *db, const struct small_import *s, bool dry_run,
		struct small_outcome *out);
} kinds[SMALL_KINDS] = {
	[SMALL_REPLIES] = { ENTITY_LETTER, N_("Answers from: "), N_("Reading the answers"),
		N_("Noting the answers"), run_replies },
	[SMALL_TOTALS] = { ENTITY_PETITION, N_("Totals from: "), N_("Reading the totals"),
		N_("Adding the totals"), run_totals },
	[SMALL_THRESHOLDS] = { ENTITY_PETITION, N_("Thresholds from: "),
		N_("Reading the thresholds"), N_("Adding the thresholds"), run_thresholds },
};

enum entity_id small_owner(enum small_kind kind)
{
	return kinds[kind].owner;
}

const char *small_file_label(enum small_kind kind)
{
	return _(kinds[kind].file);
}

const char *small_work_label(enum small_kind kind, bool dry_run)
{
	return _(dry_run ? kinds[kind].looking : kinds[kind].doing);
}

struct naming {
	struct fuzzy *fuzzy;
	struct offers *out;
};

static void offer_set(void *arg, const char *name, const char *label)
{
	struct naming *n = arg;
	int by_name = fuzzy_score(n->fuzzy, name), by_label = fuzzy_score(n->fuzzy, label);

	if (by_name || by_label)
		offers_add(n->out, &(struct offer){ .line = (char *)name,
					   .label = (char *)name,
					   .about = (char *)label,
					   .score = by_name > by_label ? by_name : by_label });
}

void small_offer_names(enum small_kind kind, const char *text, struct offers *out)
{
	struct naming n = { fuzzy_new(text), out };

	if (kind == SMALL_THRESHOLDS)
		thresholds_sets(offer_set, &n);
	offers_sort(out);
	fuzzy_free(n.fuzzy);
}

enum status small_import_run(
	struct db *db, const struct small_import *s, bool dry_run, struct small_outcome *out)
{
	return kinds[s->kind].run(db, s, dry_run, out);
}
