#include "config.h"

#include "model/rule.h"

#include <string.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/rule_internal.h"
#include "model/rule_match.h"
#include "model/stmt.h"
#include "model/text.h"

/* What a rule must say before it may be saved, and when it may go. */

#define PATTERN_MAX 200 /* bytes */

static enum status refuse(struct db *db, const char *field, const char *why)
{
	return db_fail(db, ST_INVALID, field, "%s: %s", field, why);
}

static enum status check_days(struct db *db, const struct record *rule)
{
	struct date from, to;
	bool has_from = date_parse(record_show(rule, "from"), &from) == ST_OK;
	bool has_to = date_parse(record_show(rule, "to"), &to) == ST_OK;

	if (!has_from && !has_to)
		return refuse(db, "from",
			_("give the first day, the last day, or both: from=... to=..."));
	if (has_from && has_to) {
		from = date_first(&from);
		to = date_last(&to);
		if (date_compare(&from, &to) > 0)
			return refuse(db, "to", _("the last day is before the first"));
	}
	return ST_OK;
}

static enum status check_batch(struct db *db, const struct record *rule)
{
	int64_t petition = 0;
	enum status st;

	if (!record_get(rule, "batch"))
		return refuse(db, "batch", _("say which import: batch=..."));
	st = stmt_number(db, "SELECT petition FROM batch WHERE id = :id", record_num(rule, "batch"),
		&petition);
	if (st == ST_OK && petition != record_num(rule, "petition"))
		st = refuse(db, "batch", _("it is an import into another petition"));
	return st;
}

static enum status check_pattern(struct db *db, const struct record *rule)
{
	const char *pattern = record_show(rule, "pattern");
	bool domain = rule_kind_named(record_show(rule, "kind")) == RULE_EMAIL_DOMAIN;
	struct str folded = STR_INIT;
	bool empty;

	/* An accent alone, say: nothing is left of it to compare. */
	text_fold(&folded, pattern, strlen(pattern));
	empty = !folded.len || (*pattern == '@' && !pattern[1]);
	str_free(&folded);
	if (empty)
		return refuse(db, "pattern", _("a rule of this kind needs one: pattern=..."));
	if (domain && strchr(pattern + 1, '@'))
		return refuse(db, "pattern",
			_("it must be a domain: what stands behind the @, such as example.org"));
	if (strlen(pattern) > PATTERN_MAX)
		return refuse(db, "pattern", _("it is too long"));
	return ST_OK;
}

/* What its kind does not look at would mislead whoever reads it. */
static enum status check_unused(struct db *db, const struct record *rule, const char *const *unused)
{
	for (; *unused; unused++)
		if (record_get(rule, *unused))
			return refuse(db, *unused, _("a rule of this kind does not look at it"));
	return ST_OK;
}

enum status rule_check_kind(struct db *db, const struct record *rule)
{
	static const char *const no_days[] = { "from", "to", "batch", NULL };
	static const char *const days[] = { "pattern", "batch", NULL };
	static const char *const nothing[] = { "pattern", "from", "to", "batch", NULL };
	static const char *const batch[] = { "pattern", "from", "to", NULL };
	enum status st;

	switch (rule_kind_named(record_show(rule, "kind"))) {
	case RULE_EMAIL_DOMAIN:
	case RULE_PLACE:
	case RULE_NAME_PATTERN:
		st = check_unused(db, rule, no_days);
		return st ? st : check_pattern(db, rule);
	case RULE_SIGNED_BETWEEN:
		st = check_unused(db, rule, days);
		return st ? st : check_days(db, rule);
	case RULE_URL_IN_NAME:
		return check_unused(db, rule, nothing);
	case RULE_BATCH:
		st = check_unused(db, rule, batch);
		return st ? st : check_batch(db, rule);
	case RULE_KINDS:
		break;
	}
	return ST_OK; /* a kind is required: record_save() says so */
}

/* Its rows bear its name. */
static enum status check_name(struct db *db, const struct record *rule)
{
	struct str name = STR_INIT;
	struct record before;
	int64_t rows = 0;
	enum status st = record_load(db, ENTITY_RULE, rule->id, &before);

	if (st == ST_OK && strcmp(record_show(&before, "ref"), record_show(rule, "ref")) != 0) {
		rule_name(&before, &name);
		st = rule_rows(db, record_num(&before, "petition"), str_text(&name), &rows);
		if (st == ST_OK && rows)
			st = refuse(db, "ref",
				_("signatures are invalid by this rule and name it; lift it "
				  "first"));
	}
	str_free(&name);
	record_free(&before);
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status rule_check(struct change *c, const struct record *rule)
{
	struct db *db = change_db(c);
	enum status st = rule_check_kind(db, rule);

	return st || !rule->id ? st : check_name(db, rule);
}

enum status rule_check_removal(struct change *c, const struct record *rule)
{
	struct db *db = change_db(c);
	struct str name = STR_INIT;
	int64_t rows = 0;
	enum status st;

	rule_name(rule, &name);
	st = rule_rows(db, record_num(rule, "petition"), str_text(&name), &rows);
	if (st == ST_OK && rows)
		st = db_fail(db, ST_CONFLICT, NULL,
			_("signatures are invalid by the rule %s; lift it before it is removed"),
			record_show(rule, "ref"));
	str_free(&name);
	return st;
}
