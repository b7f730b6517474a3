#include "config.h"

#include "model/claim.h"

#include <string.h>

#include "model/entry.h"
#include "model/history.h"
#include "model/journal.h"
#include "model/mass.h"
#include "model/proof.h"
#include "model/stmt.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

/* ---- the rule: cases written out by hand ---- */

/*
 * An exhibit is written as bearing, grade, source and, after '=', what it is a part or a
 * redaction of: "+1A" supports, of grade 01, from source A; "-3B" contradicts; "+-A" has no grade;
 * "+1" names no source; "+1A=x" and "+1B=x" come from the same document x; "+1A#f" and "+1B#f" are
 * the same file f; "+1At" is a translation that is tied to nothing.
 */
static const struct {
	const char *what;
	const char *exhibits;
	const char *answer; /* of the other side; NULL: none */
	const char *status;
	enum claim_why why;
} cases[] = {
	{ "nothing at all", "", NULL, "unproven", WHY_NOTHING },
	{ "only a denial", "", "We deny it", "unproven", WHY_NOTHING },
	{ "only against it", "-1A", NULL, "unproven", WHY_NOTHING },
	{ "only context", ".1A .1B", NULL, "unproven", WHY_NOTHING },
	{ "one reliable source", "+1A", NULL, "supported", WHY_ONE_SOURCE },
	{ "one fairly reliable source", "+2A", NULL, "supported", WHY_ONE_SOURCE },
	{ "the same source twice", "+1A +1A", NULL, "supported", WHY_ONE_SOURCE },
	{ "two sources, 01 and 02", "+1A +2B", NULL, "proven", WHY_TWO_SOURCES },
	{ "two sources, 02 and 02", "+2A +2B", NULL, "proven", WHY_TWO_SOURCES },
	{ "two sources, 01 and 03", "+1A +3B", NULL, "supported", WHY_ONE_SOURCE },
	{ "two sources, 03 and 03", "+3A +3B", NULL, "supported", WHY_LOW_GRADE },
	{ "ten of grade 04", "+4A +4B +4C +4D +4E +4F +4G +4H +4I +4J", NULL, "supported",
		WHY_LOW_GRADE },
	{ "cannot be judged", "+9A +9B", NULL, "supported", WHY_LOW_GRADE },
	{ "no grades", "+-A +-B", NULL, "supported", WHY_LOW_GRADE },
	{ "a redaction of the other", "+1A=x +1B=x", NULL, "supported", WHY_ONE_SOURCE },
	{ "an attachment and another source", "+1A=x +1B=x +2C", NULL, "proven", WHY_TWO_SOURCES },
	{ "the same file taken in twice", "+1A#f +1B#f", NULL, "supported", WHY_ONE_SOURCE },
	{ "two files", "+1A#f +1B#g", NULL, "proven", WHY_TWO_SOURCES },
	{ "sources that are not named", "+1 +1", NULL, "supported", WHY_ONE_SOURCE },
	{ "one of them is not named", "+1A +1", NULL, "supported", WHY_ONE_SOURCE },
	{ "a translation tied to nothing", "+1A +1Bt", NULL, "supported", WHY_ONE_SOURCE },
	{ "denied, and one reliable source", "+1A", "No", "supported", WHY_ONE_SOURCE },
	{ "denied, and two reliable sources", "+1A +2B", "No", "proven", WHY_TWO_SOURCES },
	{ "denied, and two of grade 03", "+3A +3B", "No", "disputed", WHY_ANSWERED },
	{ "denied, and two without a grade", "+-A +-B", "No", "disputed", WHY_ANSWERED },
	{ "contradicted by as good a one", "+1A +1B -1C", NULL, "disputed", WHY_CONTRADICTED },
	{ "contradicted by a better one", "+2A +2B -1C", NULL, "disputed", WHY_CONTRADICTED },
	{ "contradicted by a worse one", "+1A +2B -2C", NULL, "proven", WHY_TWO_SOURCES },
	{ "contradicted by a much worse one", "+1A +1B -9C", NULL, "proven", WHY_TWO_SOURCES },
	{ "both without a grade", "+-A --B", NULL, "disputed", WHY_CONTRADICTED },
	{ "cannot be judged against no grade", "+-A -9B", NULL, "disputed", WHY_CONTRADICTED },
	{ "one source, contradicted by a worse one", "+1A -3B", NULL, "supported", WHY_ONE_SOURCE },
	{ "context adds nothing", "+1A .1B", NULL, "supported", WHY_ONE_SOURCE },
	{ "context takes nothing", "+1A +1B .1C", NULL, "proven", WHY_TWO_SOURCES },
};

struct written {
	struct claim_exhibit exhibits[16];
	char source[16][2], file[16][65];
	const struct claim_exhibit *supports[16], *contradicts[16];
	struct claim_evidence e;
};

static void read_case(const char *text, struct written *w)
{
	size_t n = 0;

	memset(w, 0, sizeof(*w));
	w->e.supports = w->supports;
	w->e.contradicts = w->contradicts;
	for (; *text; n++) {
		struct claim_exhibit *x = &w->exhibits[n];
		char bearing = *text++, grade = *text++;
		char stored[3] = { '0', grade, 0 };

		x->id = x->root = (int64_t)n + 1;
		x->grade = claim_grade(grade == '9' ? "99" : grade == '-' ? NULL : stored);
		if (*text >= 'A' && *text <= 'Z') {
			w->source[n][0] = *text++;
			x->source = w->source[n];
		}
		for (; *text && *text != ' '; text++) {
			if (*text == '=')
				x->root = 100 + *++text;
			else if (*text == '#')
				x->sha256 = memset(w->file[n], *++text, 64);
			else if (*text == 't')
				x->loose_translation = true;
		}
		if (bearing == '+')
			w->supports[w->e.n_supports++] = x;
		else if (bearing == '-')
			w->contradicts[w->e.n_contradicts++] = x;
		text += *text == ' ';
	}
}

static void claim_judge__says_what_was_worked_out_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct written w;
		struct claim_finding f;

		read_case(cases[i].exhibits, &w);
		w.e.answered = cases[i].answer != NULL;
		claim_judge(&w.e, &f);
		if (strcmp(claim_status_name(f.status), cases[i].status) != 0 ||
			f.why != cases[i].why)
			fail_msg("%s: %s, %s", cases[i].what, claim_status_name(f.status),
				claim_why_words(f.why));
	}
}

/* An element: the statuses below it, the best grade below it, its own exhibits and the answer. */
static const struct {
	const char *what;
	const char *weakest;
	int best_below;
	const char *own;
	const char *answer;
	const char *status;
} elements[] = {
	{ "all proven", "proven", 1, "", NULL, "proven" },
	{ "one unproven", "unproven", 1, "", NULL, "unproven" },
	{ "one unproven, and two good ones of its own", "unproven", 1, "+1A +1B", NULL,
		"unproven" },
	{ "one supported, and two good ones of its own", "supported", 1, "+1A +1B", NULL,
		"supported" },
	{ "all proven, and a weak one of its own", "proven", 1, "+4A", NULL, "proven" },
	{ "all proven, contradicted by as good a one", "proven", 1, "-1A", NULL, "disputed" },
	{ "all proven, contradicted by a worse one", "proven", 1, "-2A", NULL, "proven" },
	{ "supported, contradicted, a better one of its own", "supported", 3, "+1A -2B", NULL,
		"supported" },
	{ "all proven, and an answer", "proven", 2, "", "No", "proven" },
	{ "supported by weak ones, and an answer", "supported", 3, "", "No", "disputed" },
	{ "supported by weak ones, answer met by its own", "supported", 3, "+2A", "No",
		"supported" },
	{ "disputed below", "disputed", 1, "+1A +1B", NULL, "disputed" },
};

static void claim_judge__holds_an_element_to_its_weakest_fact(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		struct written w;
		struct claim_finding f;

		read_case(elements[i].own, &w);
		w.e.answered = elements[i].answer != NULL;
		w.e.has_facts = true;
		w.e.weakest = claim_status_named(elements[i].weakest);
		w.e.best_below = elements[i].best_below;
		claim_judge(&w.e, &f);
		if (strcmp(claim_status_name(f.status), elements[i].status) != 0)
			fail_msg("%s: %s", elements[i].what, claim_status_name(f.status));
	}
}

static void claim_grade__knows_the_four_grades(void **state)
{
	(void)state;
	assert_int_equal(claim_grade("01"), 1);
	assert_int_equal(claim_grade("04"), 4);
	assert_int_equal(claim_grade("99"), GRADE_LAST);
	assert_int_equal(claim_grade(NULL), GRADE_LAST);
	assert_int_equal(claim_grade("05"), GRADE_LAST);
	assert_int_equal(claim_grade("011"), GRADE_LAST);
}

/* ---- kept up to date ---- */

static int set_up(void **state)
{
	struct db *db;

	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "a", "title", "A", "source", "Ministry",
		"reliability", "01", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "b", "title", "B", "source", "Laboratory",
		"reliability", "02", NULL);
	put(db, ENTITY_CLAIM, "petition", "p", "ref", "sale", "title", "It was sold", NULL);
	put(db, ENTITY_CLAIM, "petition", "p", "ref", "contract", "title", "There is a contract",
		"parent", "sale", "status", "unproven", NULL);
	return 0;
}

static int64_t id_of(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	return id;
}

static void assert_status(struct db *db, const char *claim, const char *status)
{
	struct record r;

	must(db, record_open(db, ENTITY_CLAIM, claim, &r));
	assert_string_equal(record_show(&r, "status"), status);
	record_free(&r);
}

static void set_claim(struct db *db, const char *ref, const char *field, const char *text)
{
	set(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, ref), field, text);
}

static int64_t prove(struct db *db, const char *claim, const char *exhibit, const char *bearing)
{
	return put(db, ENTITY_PROOF, "claim", claim, "exhibit", exhibit, "bearing", bearing, NULL);
}

static enum status try_set(struct db *db, enum entity_id entity, const char *ref, ...)
{
	struct change *c = NULL;
	struct record r;
	va_list args;
	const char *field;
	enum status st;

	must(db, record_open(db, entity, ref, &r));
	va_start(args, ref);
	while ((field = va_arg(args, const char *)) != NULL)
		must(db, record_set_name(db, &r, field, va_arg(args, const char *)));
	va_end(args);
	must(db, change_begin(db, &c, "test"));
	st = record_save(c, &r);
	record_free(&r);
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	return st;
}

static void remove_one(struct db *db, enum entity_id entity, int64_t id)
{
	struct change *c = NULL;

	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, entity, id, true));
	must(db, change_commit(c));
}

static void status__follows_proofs_that_come_and_go(void **state)
{
	struct db *db = *state;
	int64_t second;
	char *label = NULL;

	assert_status(db, "contract", "unproven");
	prove(db, "contract", "a", "supports");
	assert_status(db, "contract", "supported");
	assert_status(db, "sale", "supported");
	second = prove(db, "contract", "b", "supports");
	assert_status(db, "contract", "proven");
	assert_status(db, "sale", "proven");
	remove_one(db, ENTITY_PROOF, second);
	assert_status(db, "sale", "supported");
	must(db, journal_undo(db, &label));
	free(label);
	assert_status(db, "contract", "proven");
	assert_status(db, "sale", "proven");
	set(db, ENTITY_PROOF, second, "bearing", "contradicts");
	assert_status(db, "sale", "supported"); /* 02 against 01 */
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "b"), "reliability", "01");
	assert_status(db, "contract", "disputed");
	assert_status(db, "sale", "disputed");
}

static void status__follows_what_exhibits_are(void **state)
{
	struct db *db = *state;
	const int64_t b = id_of(db, ENTITY_EXHIBIT, "b");

	prove(db, "contract", "a", "supports");
	prove(db, "contract", "b", "supports");
	set(db, ENTITY_EXHIBIT, b, "source", "MINISTRY");
	assert_status(db, "sale", "supported");
	set(db, ENTITY_EXHIBIT, b, "source", "Laboratory");
	assert_status(db, "sale", "proven");
	set(db, ENTITY_EXHIBIT, b, "redaction_of", "a");
	assert_status(db, "sale", "supported");
	set(db, ENTITY_EXHIBIT, b, "redaction_of", NULL);
	/* Of an exhibit that bears on nothing both are parts, the one by way of another. */
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "mail", "title", "A message", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "zip", "title", "An archive", NULL);
	set(db, ENTITY_EXHIBIT, b, "parent", "zip");
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "a"), "parent", "mail");
	assert_status(db, "sale", "proven");
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "zip"), "parent", "mail");
	assert_status(db, "sale", "supported");
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "zip"), "parent", NULL);
	assert_status(db, "sale", "proven");
	set(db, ENTITY_EXHIBIT, b, "kind", "translation");
	assert_status(db, "sale", "proven");
	set(db, ENTITY_EXHIBIT, b, "parent", NULL);
	assert_status(db, "sale", "supported");
	remove_one(db, ENTITY_EXHIBIT, b);
	assert_status(db, "contract", "supported");
	remove_one(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "a"));
	assert_status(db, "sale", "unproven");
}

static void status__follows_the_tree_and_the_answer(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CLAIM, "petition", "p", "ref", "licence", "title", "Licensed", "parent",
		"sale", NULL);
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "a"), "reliability", "03");
	prove(db, "contract", "a", "supports");
	assert_status(db, "sale", "unproven");
	set_claim(db, "licence", "parent", NULL);
	assert_status(db, "sale", "supported");
	set_claim(db, "contract", "answer", "There was none");
	assert_status(db, "contract", "disputed");
	assert_status(db, "sale", "disputed");
	remove_one(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, "contract"));
	assert_status(db, "sale", "unproven");
}

static void status__by_hand_needs_a_reason_and_goes_back_without(void **state)
{
	struct db *db = *state;

	prove(db, "contract", "a", "supports");
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "contract", "status", "proven", NULL),
		ST_INVALID, "status_reason",
		"by the rule the claim is supported, as what supports it rests on one source");
	must(db, try_set(db, ENTITY_CLAIM, "contract", "status", "proven", "status_reason",
			 "Admitted at the hearing", NULL));
	assert_status(db, "contract", "proven");
	assert_status(db, "sale", "proven");
	prove(db, "contract", "b", "contradicts");
	assert_status(db, "contract", "proven");
	must(db, try_set(db, ENTITY_CLAIM, "contract", "status_reason", NULL, NULL));
	assert_status(db, "contract", "supported");
	assert_status(db, "sale", "supported");
	must(db, try_set(db, ENTITY_CLAIM, "contract", "status", "supported", NULL));
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "sale", "status", "unproven", NULL),
		ST_INVALID, "status_reason", "weakest below it, contract");
}

/* ---- undo and redo, of any time ---- */

static int64_t last_entry(struct db *db)
{
	struct journal_entry e[1];
	size_t n = 0;

	must(db, journal_list(db, 0, 1, e, &n));
	assert_int_equal(n, 1);
	journal_entry_free(&e[0]);
	return e[0].seq;
}

static void undo_one(struct db *db, int64_t seq)
{
	char *label = NULL;

	must(db, journal_undo_entry(db, seq, &label));
	free(label);
}

static void redo_one(struct db *db, int64_t seq)
{
	char *label = NULL;

	must(db, journal_redo_entry(db, seq, &label));
	free(label);
}

/* Every stored status is what the rule says of what stands there, or has a reason. */
static void assert_settled(struct db *db)
{
	struct proof_map m;
	int64_t bad = 0;

	must(db, proof_load(db, id_of(db, ENTITY_PETITION, "p"), PROOF_RULE, &m));
	for (size_t i = 0; i < m.n_claims; i++)
		if (m.claims[i].stored != m.claims[i].status)
			fail_msg("claim %d: %s, by the rule %s", (int)i,
				claim_status_name(m.claims[i].stored),
				claim_status_name(m.claims[i].status));
	proof_map_free(&m);
	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
}

static void status__follows_an_undo_of_an_old_entry(void **state)
{
	struct db *db = *state;
	int64_t first, second;

	prove(db, "contract", "a", "supports");
	first = last_entry(db);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "twin", "title", "Of the same source", "source",
		"Ministry", "reliability", "01", NULL);
	prove(db, "contract", "twin", "supports"); /* adds no source: nothing to settle */
	assert_status(db, "contract", "supported");
	undo_one(db, first);
	assert_status(db, "contract", "supported"); /* not what it was before the first */
	assert_status(db, "sale", "supported");
	prove(db, "contract", "b", "supports");
	second = last_entry(db);
	assert_status(db, "sale", "proven");
	redo_one(db, first); /* whose claims have been settled since */
	assert_status(db, "sale", "proven");
	undo_one(db, first);
	undo_one(db, second);
	assert_status(db, "sale", "supported");
	assert_settled(db);
}

static void status__does_not_stand_in_the_way_of_an_undo(void **state)
{
	struct db *db = *state;
	int64_t title, answer, stand;

	set_claim(db, "contract", "title", "A contract of sale");
	title = last_entry(db);
	set_claim(db, "contract", "answer", "There was none");
	answer = last_entry(db);
	prove(db, "contract", "a", "supports");
	stand = last_entry(db);
	undo_one(db, answer); /* the claim was settled since, and not changed */
	undo_one(db, title);
	assert_status(db, "contract", "supported");
	redo_one(db, title);
	undo_one(db, stand);
	assert_status(db, "contract", "unproven");
	redo_one(db, answer);
	assert_settled(db);
	/* What somebody changed stands in the way as ever. */
	set_claim(db, "contract", "title", "The contract");
	{
		char *label = NULL;

		assert_int_equal(journal_undo_entry(db, title, &label), ST_CONFLICT);
		assert_non_null(strstr(db_error(db), "was changed since"));
		assert_null(label);
	}
}

static void status__by_hand_comes_back_with_its_reason(void **state)
{
	struct db *db = *state;
	int64_t by_hand, emptied;

	must(db, try_set(db, ENTITY_CLAIM, "contract", "status", "disputed", "status_reason",
			 "Their word against ours", NULL));
	by_hand = last_entry(db);
	prove(db, "contract", "a", "supports");
	assert_status(db, "contract", "disputed");
	must(db, try_set(db, ENTITY_CLAIM, "contract", "status_reason", NULL, NULL));
	emptied = last_entry(db);
	assert_status(db, "contract", "supported");
	prove(db, "contract", "b", "supports");
	undo_one(db, emptied);
	assert_status(db, "contract", "disputed");
	assert_status(db, "sale", "disputed");
	undo_one(db, by_hand);
	assert_status(db, "sale", "proven");
	assert_settled(db);
}

static void status__settled_by_an_undo_is_told(void **state)
{
	struct db *db = *state;
	struct history *h = NULL;
	struct history_event event = { 0 };
	struct entry *entry = NULL;
	struct history_change changes[8];
	const int64_t contract = id_of(db, ENTITY_CLAIM, "contract");
	int64_t first;
	size_t n = 0;

	prove(db, "contract", "a", "supports");
	prove(db, "contract", "b", "contradicts");
	first = last_entry(db) - 1;
	undo_one(db, first); /* unproven then, and unproven with nothing but what contradicts */
	prove(db, "contract", "a", "supports");
	undo_one(db, last_entry(db) - 2); /* what contradicts goes */
	assert_status(db, "contract", "supported");
	set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "b"), "reliability", "01");
	redo_one(db, first + 1); /* it did not alter the claim when it was done */
	assert_status(db, "contract", "disputed");
	must(db, history_open(db, ENTITY_CLAIM, contract, &h));
	must(db, history_next(h, &event));
	assert_int_equal(event.entry.kind, JOURNAL_REDO);
	assert_string_equal(record_show(&event.change.before, "status"), "supported");
	assert_string_equal(record_show(&event.change.after, "status"), "disputed");
	history_event_free(&event);
	for (enum status st = ST_OK; st == ST_OK;) {
		st = history_next(h, &event);
		n += st == ST_OK;
		if (st != ST_OK)
			assert_int_equal(st, ST_END);
		history_event_free(&event);
	}
	assert_true(n >= 2); /* back to when it was added */
	history_close(h);
	must(db, entry_open(db, last_entry(db), &entry));
	must(db, entry_read(entry, 0, 8, changes, &n));
	assert_int_equal(n, entry_rows(entry));
	assert_int_equal(n, 3); /* the proof, and two claims */
	assert_int_equal(changes[0].act, HISTORY_BACK);
	assert_int_equal(changes[1].act, HISTORY_CHANGED);
	assert_string_equal(record_show(&changes[1].after, "status"), "disputed");
	for (size_t i = 0; i < n; i++)
		history_change_free(&changes[i]);
	entry_close(entry);
}

static void status__follows_what_is_done_to_many_and_to_those_they_come_from(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	struct mass_value grade = { entity_field(entity_get(ENTITY_EXHIBIT), "reliability"), "04" };
	int64_t n = 0, many;

	prove(db, "contract", "a", "supports");
	prove(db, "contract", "b", "supports");
	assert_status(db, "sale", "proven");
	idset_add(&ids, id_of(db, ENTITY_EXHIBIT, "a"));
	idset_add(&ids, id_of(db, ENTITY_EXHIBIT, "b"));
	must(db, mass_set(db, ENTITY_EXHIBIT, &ids, &grade, 1, &n));
	many = last_entry(db);
	assert_status(db, "sale", "supported");
	prove(db, "contract", "a", "context");
	undo_one(db, many);
	assert_status(db, "sale", "proven");
	redo_one(db, many);
	assert_status(db, "sale", "supported");
	must(db, mass_remove(db, ENTITY_EXHIBIT, &ids, true, &n));
	many = last_entry(db);
	assert_status(db, "sale", "unproven");
	undo_one(db, many);
	assert_status(db, "sale", "supported");
	idset_clear(&ids);
	assert_settled(db);
}

/* One deed of many kinds, by chance. */
static void do_something(struct db *db, struct chance *chance)
{
	static const char *const exhibits[] = { "a", "b", "x", "y" };
	static const char *const claims[] = { "sale", "contract", "use" };
	static const char *const bearings[] = { "supports", "supports", "contradicts", "context" };
	static const char *const grades[] = { "01", "02", "03", NULL };
	static const char *const sources[] = { "Ministry", "Laboratory", "Witness", NULL };
	const char *exhibit = exhibits[chance_below(chance, 4)];
	const char *claim = claims[chance_below(chance, 3)];
	int64_t proof = 0;

	switch (chance_below(chance, 7)) {
	case 0:
	case 1:
		prove(db, claim, exhibit, bearings[chance_below(chance, 4)]);
		break;
	case 2:
		set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, exhibit), "reliability",
			grades[chance_below(chance, 4)]);
		break;
	case 3:
		set(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, exhibit), "source",
			sources[chance_below(chance, 4)]);
		break;
	case 4:
		set_claim(db, claim, "answer", chance_below(chance, 2) ? "No" : NULL);
		break;
	case 5:
		if (chance_below(chance, 2))
			(void)try_set(db, ENTITY_CLAIM, claim, "status", "proven", "status_reason",
				"Admitted", NULL);
		else
			(void)try_set(db, ENTITY_CLAIM, claim, "status_reason", NULL, NULL);
		break;
	default:
		must(db, stmt_number(db,
				 "SELECT coalesce((SELECT id FROM proof WHERE id % 3 = :id LIMIT "
				 "1), 0)",
				 chance_below(chance, 3), &proof));
		if (proof)
			remove_one(db, ENTITY_PROOF, proof);
	}
}

static void status__is_what_the_rule_says_whatever_is_undone(void **state)
{
	struct db *db = *state;
	struct chance chance = chance_open("status");
	int64_t start;

	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "x", "title", "X", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "y", "title", "Y", "source", "Witness",
		"reliability", "03", NULL);
	put(db, ENTITY_CLAIM, "petition", "p", "ref", "use", "title", "It was used", NULL);
	start = last_entry(db);
	for (int i = 0; i < 400; i++) {
		char *label = NULL;
		enum status st = ST_OK;
		int64_t seq = start + chance_below(&chance, (uint32_t)(last_entry(db) - start) + 1);

		switch (seq > start ? chance_below(&chance, 4) : 3) {
		case 0:
			st = journal_undo_entry(db, seq, &label);
			break;
		case 1:
			st = journal_redo_entry(db, seq, &label);
			break;
		default:
			do_something(db, &chance);
		}
		free(label);
		if (st != ST_OK && st != ST_CONFLICT)
			must(db, st);
		assert_settled(db);
	}
}

/* Whatever order proofs go in, those who undo them all come back to the first day. */
static void status__lets_everything_be_undone_in_any_order(void **state)
{
	struct db *db = *state;
	struct chance chance = chance_open("order");
	const int64_t start = last_entry(db);
	int64_t entries[12];
	const size_t n = sizeof(entries) / sizeof(*entries);

	put(db, ENTITY_CLAIM, "petition", "p", "ref", "use", "title", "It was used", "parent",
		"sale", NULL);
	for (size_t i = 0; i < n; i++) {
		static const char *const names[] = { "contract", "use", "a", "b" };

		prove(db, names[chance_below(&chance, 2)], names[2 + chance_below(&chance, 2)],
			chance_below(&chance, 3) ? "supports" : "contradicts");
		entries[i] = last_entry(db);
	}
	for (size_t i = n; i > 0; i--) {
		size_t k = chance_below(&chance, (uint32_t)i);

		undo_one(db, entries[k]);
		entries[k] = entries[i - 1];
		assert_settled(db);
	}
	for (int64_t seq = start + 1; seq > 0; seq--) /* the claims, too, and what they are of */
		undo_one(db, seq);
}

static void parent__is_a_claim_of_the_same_petition_that_is_not_below(void **state)
{
	struct db *db = *state;
	char above[24] = "sale", ref[24];

	put(db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	put(db, ENTITY_CLAIM, "petition", "q", "ref", "other", "title", "Other", NULL);
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "sale", "parent", "other", NULL),
		ST_INVALID, "parent", "of another petition");
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "sale", "parent", "sale", NULL),
		ST_INVALID, "parent", "the claim itself");
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "sale", "parent", "contract", NULL),
		ST_INVALID, "parent", "below it");
	for (int i = 2; i <= CLAIM_DEPTH_MAX; i++) {
		snprintf(ref, sizeof(ref), "deep-%d", i);
		put(db, ENTITY_CLAIM, "petition", "p", "ref", ref, "title", ref, "parent", above,
			NULL);
		memcpy(above, ref, sizeof(above));
	}
	/* contract, with nothing below it, would be the ninth; deep-2 stands on seven. */
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "contract", "parent", above, NULL),
		ST_INVALID, "parent", "no more than 8");
	assert_refused_field(db, try_set(db, ENTITY_CLAIM, "deep-2", "parent", "contract", NULL),
		ST_INVALID, "parent", "9 deep");
}

/* ---- the map ---- */

static void proof_load__knows_gaps_signs_and_what_proves_nothing(void **state)
{
	struct db *db = *state;
	struct proof_map m;
	struct proof_totals t;
	struct str why = STR_INIT;
	size_t sale, contract, n;

	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "z", "mark", "P/10", "title", "Z", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "y", "mark", "P/2", "title", "Y", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "idle", "mark", "P/1", "title", "I", NULL);
	put(db, ENTITY_PROOF, "claim", "contract", "exhibit", "z", "pages", "3-4", "quote", "Sold",
		NULL);
	prove(db, "contract", "y", "contradicts");
	prove(db, "sale", "y", "context");
	put(db, ENTITY_PROOF, "claim", "contract", "exhibit", "z", "bearing", "contradicts", NULL);
	must(db, proof_load(db, id_of(db, ENTITY_PETITION, "p"), PROOF_WHOLE, &m));
	assert_int_equal(m.n_claims, 2);
	sale = proof_claim_at(&m, id_of(db, ENTITY_CLAIM, "sale"));
	contract = proof_claim_at(&m, id_of(db, ENTITY_CLAIM, "contract"));
	assert_int_equal(sale, 0);
	assert_int_equal(m.claims[contract].parent, sale);
	assert_int_equal(m.claims[contract].depth, 1);
	assert_int_equal(m.claims[sale].end, 2);
	assert_int_equal(m.claims[sale].gap, GAP_BELOW);
	assert_int_equal(m.claims[contract].gap, GAP_DISPUTED);
	assert_int_equal(m.n_columns, 2);
	assert_string_equal(proof_exhibit_name(&m.exhibits[m.columns[0]]), "P/2");
	assert_string_equal(proof_exhibit_name(&m.exhibits[m.columns[1]]), "P/10");
	assert_string_equal(proof_sign(&m, contract, m.columns[0]), "−");
	assert_string_equal(proof_sign(&m, contract, m.columns[1]), "±");
	assert_string_equal(proof_sign(&m, sale, m.columns[0]), "·");
	assert_string_equal(proof_sign(&m, sale, m.columns[1]), "");
	assert_string_equal(proof_cells_at(&m, contract, m.columns[1], &n)->pages, "3-4");
	assert_int_equal(n, 2);
	assert_int_equal(m.n_idle, 3);
	assert_string_equal(m.exhibits[m.idle[0]].ref, "idle");
	proof_explain(&m, contract, &why);
	assert_string_equal(str_text(&why),
		"P/2 contradicts it and is at least as reliable as what supports it");
	proof_totals(&m, &t);
	assert_int_equal(t.status[CLAIM_DISPUTED], 2);
	assert_int_equal(t.cells[BEARS_FOR], 1);
	str_free(&why);
	proof_map_free(&m);
}

/* As no form writes it, but a file from a stranger may hold it. */
static void proof_count_idle__is_silent_where_nothing_is_claimed(void **state)
{
	struct db *db = *state;
	int64_t n = 0, proof;

	must(db, proof_count_idle(db, id_of(db, ENTITY_CASE, "c"), &n));
	assert_int_equal(n, 2);
	proof = prove(db, "contract", "a", "context");
	must(db, proof_count_idle(db, id_of(db, ENTITY_CASE, "c"), &n));
	assert_int_equal(n, 1);
	raw(db, "INSERT INTO batch (id, revision, ref, petition, filename, sha256, at, level, "
		"sort_key, exhibit) SELECT 1, 1, 'i', p.id, 'a.csv', hex(zeroblob(32)), 'now', "
		"'filed', x'00', e.id FROM petition p, exhibit e WHERE e.ref = 'b'");
	must(db, proof_count_idle(db, id_of(db, ENTITY_CASE, "c"), &n));
	assert_int_equal(n, 0);
	remove_one(db, ENTITY_PROOF, proof);
	put(db, ENTITY_CASE, "ref", "d", "title", "Another", NULL);
	put(db, ENTITY_EXHIBIT, "case", "d", "ref", "e", "title", "E", NULL);
	must(db, proof_count_idle(db, id_of(db, ENTITY_CASE, "d"), &n));
	assert_int_equal(n, 0);
}

static void proof_load__gets_out_of_rings(void **state)
{
	struct db *db = *state;
	struct proof_map m;

	put(db, ENTITY_CLAIM, "petition", "p", "ref", "third", "title", "T", "parent", "contract",
		NULL);
	raw(db, "UPDATE claim SET parent = (SELECT id FROM claim WHERE ref = 'third') WHERE ref = "
		"'sale'");
	raw(db, "UPDATE exhibit SET parent = (SELECT id FROM exhibit WHERE ref = 'b') WHERE ref = "
		"'a'");
	raw(db, "UPDATE exhibit SET redaction_of = (SELECT id FROM exhibit WHERE ref = 'a') WHERE "
		"ref = 'b'");
	prove(db, "third", "a", "supports");
	prove(db, "third", "b", "supports");
	must(db, proof_load(db, id_of(db, ENTITY_PETITION, "p"), PROOF_WHOLE, &m));
	assert_int_equal(m.n_claims, 3);
	assert_int_equal(m.n_cells, 2);
	assert_int_equal(m.claims[proof_claim_at(&m, id_of(db, ENTITY_CLAIM, "third"))].finding.why,
		m.claims[proof_claim_at(&m, id_of(db, ENTITY_CLAIM, "third"))].facts
			? WHY_FACTS
			: WHY_ONE_SOURCE);
	proof_map_free(&m);
}

static void proof_compare_names__knows_numbers(void **state)
{
	(void)state;
	assert_true(proof_compare_names("P/2", "P/10") < 0);
	assert_true(proof_compare_names("P/12", "P/12A") < 0);
	assert_true(proof_compare_names("P/007", "P/7") == 0);
	assert_true(proof_compare_names("A", "B") < 0);
	assert_true(proof_compare_names("P/9", "P/8") > 0);
	assert_true(proof_compare_names("x99999999999999999999", "x100000000000000000000") < 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(claim_judge__says_what_was_worked_out_by_hand),
		cmocka_unit_test(claim_judge__holds_an_element_to_its_weakest_fact),
		cmocka_unit_test(claim_grade__knows_the_four_grades),
		cmocka_unit_test(proof_compare_names__knows_numbers),
		TEST(status__follows_proofs_that_come_and_go),
		TEST(status__follows_what_exhibits_are),
		TEST(status__follows_the_tree_and_the_answer),
		TEST(status__by_hand_needs_a_reason_and_goes_back_without),
		TEST(status__follows_an_undo_of_an_old_entry),
		TEST(status__does_not_stand_in_the_way_of_an_undo),
		TEST(status__by_hand_comes_back_with_its_reason),
		TEST(status__settled_by_an_undo_is_told),
		TEST(status__follows_what_is_done_to_many_and_to_those_they_come_from),
		TEST(status__is_what_the_rule_says_whatever_is_undone),
		TEST(status__lets_everything_be_undone_in_any_order),
		TEST(parent__is_a_claim_of_the_same_petition_that_is_not_below),
		TEST(proof_load__knows_gaps_signs_and_what_proves_nothing),
		TEST(proof_count_idle__is_silent_where_nothing_is_claimed),
		TEST(proof_load__gets_out_of_rings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
