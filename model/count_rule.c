/* By which rules rows do not count. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/count.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const states[] = { "duplicate", "invalid", "pending", "withdrawn" };

static void add(struct count_rule **list, size_t *n, const char *state, struct stmt *s)
{
	const char *rule = stmt_get_text(s, 0);

	*list = mem_resize(*list, *n + 1, sizeof(**list));
	(*list)[(*n)++] = (struct count_rule){
		.state = state, .rule = mem_text(rule ? rule : ""), .rows = stmt_get_int(s, 1)
	};
}

/* The index has the rules of a state in their order: nothing is sorted but the few sums. */
static enum status read_state(
	struct db *db, int64_t petition, const char *state, struct count_rule **list, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT rule, count(*) FROM signatory INDEXED BY signatory_rule "
		"WHERE petition = :petition AND state = :state AND state <> 'valid' "
		"GROUP BY rule ORDER BY count(*) DESC, rule",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":state", state);
	while ((st = stmt_step(s)) == ST_OK)
		add(list, n, state, s);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status count_rules(struct db *db, int64_t petition, struct count_rule **out, size_t *n)
{
	enum status st = ST_OK;

	*out = NULL;
	*n = 0;
	for (size_t i = 0; i < COUNT(states) && st == ST_OK; i++)
		st = read_state(db, petition, states[i], out, n);
	if (st) {
		count_rules_free(*out, *n);
		*out = NULL;
		*n = 0;
	}
	return st;
}

void count_rules_free(struct count_rule *rules, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(rules[i].rule);
	free(rules);
}

const char *count_rule_words(const char *rule)
{
	static const struct {
		const char *rule;
		const char *words;
	} known[] = {
		{ "", N_("as it came in") },
		{ "platform-id", N_("the same number on the site") },
		{ "same-email", N_("the same e-mail address") },
		{ "same-name-and-place", N_("the same name and place") },
		{ "identical-row", N_("identical in all that is given") },
		{ "review", N_("found the same on review") },
		{ "by-hand", N_("decided one by one") },
		{ "withdrawal", N_("withdrawn by the person") },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (!strcmp(rule, known[i].rule))
			return known[i].words;
	return NULL;
}
