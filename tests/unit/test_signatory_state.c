#include "config.h"

#include "model/signatory_state.h"

#include "model/journal.h"
#include "model/mass.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	return 0;
}

static int64_t sign(struct db *db, const char *petition, const char *name)
{
	return put(db, ENTITY_SIGNATORY, "petition", petition, "name", name, NULL);
}

static const char *const shown[] = { "state", "rule", "state_on", "reason", "duplicate_of",
	"consent", "consent_source" };

/* state/rule/state_on/reason/duplicate_of/consent/consent_source */
static void assert_row(struct db *db, int64_t id, const char *expected)
{
	struct str found = STR_INIT;
	struct record r;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		str_addf(&found, "%s%s", i ? "/" : "", record_show(&r, shown[i]));
	assert_string_equal(str_text(&found), expected);
	str_free(&found);
	record_free(&r);
}

/* Both ways: a record saved, and many set at once. `pairs` ends with NULL. */
static void change_it(struct db *db, int64_t id, bool many, const char *const *pairs)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	struct mass_value values[8];
	struct idset ids = IDSET_INIT;
	struct change *c = NULL;
	struct record r;
	size_t n = 0;
	int64_t done;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	for (; pairs[2 * n]; n++) {
		values[n] = (struct mass_value){ entity_field(e, pairs[2 * n]), pairs[2 * n + 1] };
		must(db, record_set_name(db, &r, pairs[2 * n], pairs[2 * n + 1]));
	}
	if (many) {
		idset_add(&ids, id);
		must(db, mass_set(db, ENTITY_SIGNATORY, &ids, values, n, &done));
		idset_clear(&ids);
	} else {
		must(db, change_begin(db, &c, "test"));
		must(db, record_save(c, &r));
		must(db, change_commit(c));
	}
	record_free(&r);
}

#define CHANGE(...) change_it(db, id, many, (const char *const[]){ __VA_ARGS__, NULL })

static void states_by_hand(struct db *db, bool many)
{
	int64_t id = sign(db, "p", "Noa");

	assert_row(db, id, "valid/////private/");
	CHANGE("state", "invalid");
	assert_row(db, id, "invalid/by-hand/2026-11-20///private/");
	CHANGE("state", "valid");
	assert_row(db, id, "valid//2026-11-20///private/");
	CHANGE("state", "invalid", "reason", "no person");
	assert_row(db, id, "invalid/by-hand/2026-11-20/no person//private/");
	CHANGE("reason", "a robot");
	assert_row(db, id, "invalid/by-hand/2026-11-20/a robot//private/");
	CHANGE("state", "duplicate");
	assert_row(db, id, "duplicate/by-hand/2026-11-20///private/");
	CHANGE("state", "withdrawn", "rule", "withdrawal", "state_on", "2020-01-02");
	assert_row(db, id, "withdrawn/withdrawal/2020-01-02///private/");
	CHANGE("state", "withdrawn");
	assert_row(db, id, "withdrawn/withdrawal/2020-01-02///private/");
	CHANGE("consent", "public");
	assert_row(db, id, "withdrawn/withdrawal/2020-01-02///public/by hand, 2026-11-20");
	CHANGE("consent", "anonymous", "consent_source", "by telephone");
	assert_row(db, id, "withdrawn/withdrawal/2020-01-02///anonymous/by telephone");
	CHANGE("state", "valid", "consent", "anonymous");
	assert_row(db, id, "valid//2026-11-20///anonymous/by telephone");
	/* What is given counts, also where the same stood there. */
	CHANGE("state", "pending", "state_on", "2020-01-02", "reason", "no answer", "rule", "x");
	assert_row(db, id, "pending/x/2020-01-02/no answer//anonymous/by telephone");
	CHANGE("state", "invalid", "state_on", "2 Jan 2020", "reason", "no answer", "rule", "x",
		"consent", "public", "consent_source", "by telephone");
	assert_row(db, id, "invalid/x/2020-01-02/no answer//public/by telephone");
	CHANGE("state", "pending", "state_on", "");
	assert_row(db, id, "pending/by-hand////public/by telephone");
	CHANGE("state", "invalid", "state_on", "");
	assert_row(db, id, "invalid/by-hand////public/by telephone");
}

static void record_save__says_what_goes_with_a_state(void **state)
{
	states_by_hand(*state, false);
}

static void mass_set__says_what_goes_with_a_state(void **state)
{
	states_by_hand(*state, true);
}

static void duplicates(struct db *db, bool many)
{
	int64_t first = sign(db, "p", "Noa"), id = sign(db, "p", "Noa");
	struct record r;
	struct str row = STR_INIT;
	char ref[32];

	must(db, record_load(db, ENTITY_SIGNATORY, first, &r));
	snprintf(ref, sizeof(ref), "p/%s", record_show(&r, "ref"));
	str_addf(&row, "duplicate/by-hand/2026-11-20//%s/private/", record_show(&r, "ref"));
	CHANGE("state", "duplicate", "duplicate_of", ref);
	assert_row(db, id, str_text(&row));
	CHANGE("state", "valid");
	assert_row(db, id, "valid//2026-11-20///private/");
	str_free(&row);
	record_free(&r);
}

static void duplicates__are_named_and_forgotten(void **state)
{
	duplicates(*state, false);
	duplicates(*state, true);
}

static void duplicates__lead_somewhere(void **state)
{
	struct db *db = *state;
	int64_t ids[3] = { sign(db, "p", "A"), sign(db, "p", "B"), sign(db, "p", "C") };
	int64_t other = sign(db, "q", "A");
	struct change *c = NULL;
	static const char *const whys[] = { "the row itself", "another petition",
		"itself a duplicate" };
	int64_t targets[3] = { ids[0], other, ids[2] };

	must(db, change_begin(db, &c, "test"));
	for (int i = 2; i > 0; i--) {
		struct record r;

		must(db, record_load(db, ENTITY_SIGNATORY, ids[i], &r));
		must(db, record_set_num(db, &r, "duplicate_of", ids[i - 1]));
		must(db, record_save(c, &r));
		record_free(&r);
	}
	must(db, change_commit(c));
	for (size_t i = 0; i < 3; i++) {
		struct record r;

		must(db, record_load(db, ENTITY_SIGNATORY, ids[0], &r));
		must(db, record_set_num(db, &r, "duplicate_of", targets[i]));
		must(db, change_begin(db, &c, "test"));
		assert_refused_field(db, record_save(c, &r), ST_INVALID, "duplicate_of", whys[i]);
		change_cancel(c);
		record_free(&r);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(record_save__says_what_goes_with_a_state),
		TEST(mass_set__says_what_goes_with_a_state),
		TEST(duplicates__are_named_and_forgotten),
		TEST(duplicates__lead_somewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
