#include "config.h"

#include "model/entity_part.h"

/* What a court is asked to find, what it is given, and what it says. */

static const struct choice outcomes[] = {
	{ "granted", N_("granted") },
	{ "partly_granted", N_("partly granted") },
	{ "dismissed", N_("dismissed") },
	{ "rejected", N_("rejected") },
	{ "remanded", N_("remanded") },
	{ "interim", N_("interim") },
	{ "withdrawn", N_("withdrawn") },
	{ NULL, NULL },
};

static const struct choice gag_scopes[] = {
	{ "ruling", N_("this ruling") },
	{ "case", N_("the whole case") },
	{ NULL, NULL },
};

static const struct field ruling_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	TEXT("court", N_("Court"), LIST | FIND, 24,
		N_("The court that decided, as it calls itself")),
	TEXT("docket", N_("Docket"), FIND, 14, N_("The court's file number")),
	TEXT("citation", N_("Citation"), FIND, 20,
		N_("As it is cited: HCJ 1234/20, or a reporter and page")),
	TEXT("ecli", N_("ECLI"), FIND, 24,
		N_("European Case Law Identifier, where the court issues one")),
	DATE("date", N_("Date"), LIST | TIMED, NULL),
	TEXT("judges", N_("Judges"), FIND, 24, N_("Separated by semicolons")),
	ENUM("outcome", N_("Outcome"), LIST, outcomes, NULL, NULL),
	REF("appeal_from", N_("Appeal from"), 0, ENTITY_RULING, N_("The ruling that it reviews")),
	LONG("holding", N_("Holding"), 0, N_("What it decided, in a few sentences")),
	LONG("quote", N_("Quotation"), 0, N_("Its own words")),
	TEXT("quote_page", N_("Quotation's page"), 0, 10, N_("Where the quotation stands")),
	OTHER("url", N_("Web address"), FIELD_URL, 0, N_("Where it can be read, from https:// on")),
	TEXT("gag", N_("Gag order"), 0, 24, N_("What may not be published")),
	ENUM("gag_scope", N_("Gag order covers"), 0, gag_scopes, NULL,
		N_("What is withheld while it holds; empty: the ruling")),
	OTHER("gag_until", N_("Gag order until"), FIELD_DAY, 0,
		N_("The last day on which it holds; empty: until it is lifted")),
	TAIL,
};

static const struct field decision_fields[] = {
	HEAD(N_("Title"), 0),
	REF("ruling", N_("Ruling"), OWN | LIST, ENTITY_RULING, NULL),
	REF("petition", N_("Petition"), REQ | LIST | FIELD_OWNER, ENTITY_PETITION,
		N_("What it decides")),
	ENUM("outcome", N_("Outcome"), LIST, outcomes, NULL,
		N_("Where it differs from the ruling's")),
	TAIL,
};

static const struct choice ground_outcomes[] = {
	{ "upheld", N_("upheld") },
	{ "partly_upheld", N_("partly upheld") },
	{ "rejected", N_("rejected") },
	{ "left_open", N_("left open") },
	{ NULL, NULL },
};

static const struct field ground_fields[] = {
	HEAD(N_("Ground"), LIST | REQ),
	REF("ruling", N_("Ruling"), OWN | LIST, ENTITY_RULING, NULL),
	ENUM("outcome", N_("Outcome"), LIST, ground_outcomes, NULL, NULL),
	REF("claim", N_("Claim"), LIST, ENTITY_CLAIM, N_("The claim that it speaks of")),
	LONG("text", N_("Text"), 0, N_("What the court said to it")),
	TEXT("pages", N_("Pages"), LIST, 10, N_("Where it says so, such as 3-4, 7")),
	TAIL,
};

static const struct choice effect_kinds[] = {
	{ "closes", N_("closes the court's door") },
	{ "opens", N_("opens the court's door") },
	{ "binds", N_("binds later courts") },
	{ "orders", N_("orders something") },
	{ NULL, NULL },
};

static const struct field effect_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("ruling", N_("Ruling"), OWN | LIST, ENTITY_RULING, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, effect_kinds, "binds", NULL),
	TEXT("forum", N_("Forum"), LIST | FIND, 24,
		N_("The court or body whose later petitions it concerns")),
	REF("respondent", N_("Respondent"), LIST, ENTITY_CONTACT,
		N_("Where it concerns petitions against this one alone")),
	DATE("from", N_("From"), LIST, N_("Since when; empty: since the ruling")),
	DATE("until", N_("Until"), LIST, N_("Until when; empty: for good")),
	LONG("text", N_("Text"), 0, N_("What follows, in a few sentences")),
	TAIL,
};

static const struct choice claim_status[] = {
	{ "unproven", N_("unproven") },
	{ "supported", N_("supported") },
	{ "proven", N_("proven") },
	{ "disputed", N_("disputed") },
	{ NULL, NULL },
};

static const struct field claim_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("petition", N_("Petition"), OWN | LIST, ENTITY_PETITION, NULL),
	LONG("statement", N_("Statement"), 0, N_("What must be proved")),
	REF("parent", N_("Belongs to"), LIST, ENTITY_CLAIM,
		N_("The element that this fact is there to prove; empty: it is an element itself")),
	ENUM("status", N_("Status"), REQ | LIST, claim_status, "unproven",
		N_("Follows from the proofs; another needs a reason")),
	TEXT("status_reason", N_("Reason of the status"), 0, 28,
		N_("Why it is another than the proofs say; empty: it follows from them")),
	LONG("answer", N_("Answer"), 0, N_("What the other side says")),
	TAIL,
};

static const struct choice bearings[] = {
	{ "supports", N_("supports") },
	{ "contradicts", N_("contradicts") },
	{ "context", N_("gives context") },
	{ NULL, NULL },
};

static const struct field proof_fields[] = {
	HEAD(N_("Title"), 0),
	REF("claim", N_("Claim"), OWN | LIST, ENTITY_CLAIM, NULL),
	REF("exhibit", N_("Exhibit"), REQ | LIST | FIELD_OWNER, ENTITY_EXHIBIT, NULL),
	ENUM("bearing", N_("Bearing"), REQ | LIST, bearings, "supports", NULL),
	TEXT("pages", N_("Pages"), LIST, 10, N_("Such as 3-4, 7")),
	LONG("quote", N_("Quotation"), 0, N_("The words that matter, as they stand there")),
	TAIL,
};

static const struct field filing_fields[] = {
	HEAD(N_("Title"), 0),
	REF("petition", N_("Petition"), OWN | LIST, ENTITY_PETITION, NULL),
	TEXT("profile", N_("Profile"), LIST, 14, N_("The set of rules it was made by")),
	OTHER("language", N_("Language"), FIELD_LANG, 0, NULL),
	DATE("date", N_("Date"), LIST | TIMED, NULL),
	OTHER("sha256", N_("Bundle's SHA-256"), FIELD_HASH, LIST, NULL),
	TEXT("marks", N_("Marks frozen"), 0, 30, N_("The exhibit marks that this filing fixed")),
	TAIL,
};

const struct entity entities_court[] = {
	ENTITY(ENTITY_RULING, "ruling", "rulings", N_("Ruling"), N_("Rulings"), "case", "title",
		"date", ruling_fields),
	ENTITY(ENTITY_DECISION, "decision", "decisions", N_("Decision on a petition"),
		N_("Decisions on petitions"), "ruling", "title", NULL, decision_fields),
	ENTITY(ENTITY_GROUND, "ground", "grounds", N_("Ground"), N_("Grounds"), "ruling", "title",
		NULL, ground_fields),
	ENTITY(ENTITY_EFFECT, "effect", "effects", N_("Effect"), N_("What follows"), "ruling",
		"title", NULL, effect_fields),
	ENTITY(ENTITY_CLAIM, "claim", "claims", N_("Claim"), N_("Claims"), "petition", "title",
		"ref", claim_fields),
	ENTITY(ENTITY_PROOF, "proof", "proofs", N_("Proof"), N_("Proofs"), "claim", "title", NULL,
		proof_fields),
	ENTITY(ENTITY_FILING, "filing", "filings", N_("Filing"), N_("Filings"), "petition", "title",
		"date", filing_fields),
	ENTITY_END,
};
