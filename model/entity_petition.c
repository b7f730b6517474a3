#include "config.h"

#include "model/entity_part.h"

/* A petition and the signatures under it: who signed, what was declared, what does not count. */

static const struct choice petition_kinds[] = {
	{ "court", N_("to a court") },
	{ "public", N_("public, for signing") },
	{ NULL, NULL },
};

static const struct choice petition_status[] = {
	{ "draft", N_("draft") },
	{ "open", N_("open for signing") },
	{ "filed", N_("filed") },
	{ "pending", N_("pending") },
	{ "granted", N_("granted") },
	{ "partly_granted", N_("partly granted") },
	{ "dismissed", N_("dismissed") },
	{ "withdrawn", N_("withdrawn") },
	{ "closed", N_("closed") },
	{ NULL, NULL },
};

static const struct choice mark_styles[] = {
	{ "numbers", N_("numbers: 1, 2, 3") },
	{ "letters", N_("letters: A, B, C") },
	{ "hebrew", N_("Hebrew letters: א, ב, ג") },
	{ NULL, NULL },
};

static const struct field petition_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, petition_kinds, "court", NULL),
	TEXT("forum", N_("Forum"), FIND, 24, N_("The court, body or site it is addressed to")),
	TEXT("docket", N_("Docket"), LIST | FIND, 14, N_("The court's file number")),
	OTHER("url", N_("Web address"), FIELD_URL, 0,
		N_("Where it can be read or signed, from https:// on")),
	LONG("relief", N_("Relief"), 0, N_("What the court is asked to order, word for word")),
	ENUM("status", N_("Status"), REQ | LIST, petition_status, "draft", NULL),
	DATE("filed", N_("Filed"), LIST | TIMED, N_("The day the registry received it")),
	DATE("decided", N_("Decided"), LIST | TIMED, NULL),
	OTHER("target", N_("Target"), FIELD_INT, 0, N_("Signatures aimed at")),
	OTHER("language", N_("Language"), FIELD_LANG, 0, NULL),
	TEXT("mark_prefix", N_("Marks begin with"), 0, 10,
		N_("What stands before the number of an exhibit: P/, Annex, ע/, R-")),
	ENUM("mark_style", N_("Marks count in"), 0, mark_styles, NULL,
		N_("How exhibits are numbered; empty: in numbers")),
	TEXT("bates_prefix", N_("Bates prefix"), 0, 10,
		N_("What stands before the number of each page: HK-")),
	OTHER("bates_start", N_("Bates start"), FIELD_INT, 0, N_("The number of the first page")),
	OTHER("bates_width", N_("Bates width"), FIELD_INT, 0,
		N_("Digits of the number, with zeros before it")),
	LONG("text", N_("Text"), 0,
		N_("CommonMark; [the report](exhibit:hk-police-report) cites an exhibit")),
	TAIL,
};

static const struct choice signatory_states[] = {
	{ "pending", N_("pending") },
	{ "valid", N_("valid") },
	{ "duplicate", N_("duplicate") },
	{ "invalid", N_("invalid") },
	{ "withdrawn", N_("withdrawn") },
	{ NULL, NULL },
};

static const struct choice consents[] = {
	{ "public", N_("public: the name may be shown") },
	{ "anonymous", N_("anonymous: counted, shown without a name") },
	{ "private", N_("private: counted, never shown") },
	{ NULL, NULL },
};

/* Their search index is one of its own, kept small: names, cities, comments and notes alone. */
static const struct field signatory_fields[] = {
	HEAD_FOUND(N_("Form of address"), 0, 0, N_("What stands before the name: Dr., Judge")),
	REF("petition", N_("Petition"), OWN, ENTITY_PETITION, NULL),
	TEXT("name", N_("Name"), REQ | LIST | FIND, 24, N_("The whole name as it was signed")),
	TEXT("given", N_("Given name"), 0, 16, N_("Where it is known apart from the whole name")),
	TEXT("family", N_("Family name"), 0, 16,
		N_("Names are put in order by it where it is known")),
	OTHER("email", N_("E-mail"), FIELD_EMAIL, 0, N_("Never leaves in a bundle")),
	TEXT("city", N_("City"), LIST | FIND, 14, N_("As the person wrote it")),
	TEXT("region", N_("Region"), 0, 14, N_("A state, province or district")),
	TEXT("postcode", N_("Postcode"), 0, 9, N_("As the person wrote it")),
	OTHER("country", N_("Country"), FIELD_COUNTRY, LIST,
		N_("Its name, or two letters: IL, MX, HK")),
	DATE("signed", N_("Signed"), LIST, NULL),
	ENUM("state", N_("State"), REQ | LIST, signatory_states, "valid", NULL),
	TEXT("reason", N_("Reason"), 0, 20, N_("Why it is not valid")),
	TEXT("rule", N_("Rule"), 0, 16, N_("What gave it this state; empty: it came in so")),
	DATE("state_on", N_("State since"), 0,
		N_("The day it was given this state, or the person withdrew")),
	ENUM("state_before", N_("State before"), AUTO, signatory_states, NULL,
		N_("What it was before a rule made it invalid, and is again when that is lifted")),
	REF("duplicate_of", N_("Duplicate of"), 0, ENTITY_SIGNATORY,
		N_("The row that counts in its place")),
	ENUM("consent", N_("Consent"), REQ | LIST, consents, "private",
		N_("What the person allowed to be done with the name")),
	TEXT("consent_source", N_("Consent from"), 0, 20,
		N_("Where they said so: a column of the file, a letter, by telephone")),
	LONG("comment", N_("Comment"), 0, NULL),
	TEXT("external_id", N_("Number elsewhere"), AUTO, 14,
		N_("What the site where they signed calls them")),
	OTHER("extra", N_("Other columns"), FIELD_LONG, AUTO | FIELD_PLAIN,
		N_("What the imported file said beside, as it came")),
	REF("batch", N_("Import"), AUTO, ENTITY_BATCH, N_("The import that brought it")),
	OTHER("line", N_("Line"), FIELD_INT, AUTO, N_("The line of the imported file")),
	TAIL,
};

static const struct choice total_parts[] = {
	{ "whole", N_("all signatures") },
	{ "country", N_("one country") },
	{ "region", N_("one region") },
	{ "constituency", N_("one constituency") },
	{ NULL, NULL },
};

static const struct field total_fields[] = {
	HEAD(N_("Title"), 0),
	REF("petition", N_("Petition"), FIELD_OWNER | LIST, ENTITY_PETITION, NULL),
	REF("letter", N_("Letter"), FIELD_OWNER | LIST, ENTITY_LETTER, NULL),
	TEXT("source", N_("Source"), REQ | LIST | FIND, 28, N_("Who declared it, and where")),
	OTHER("value", N_("Total"), FIELD_INT, REQ | LIST, NULL),
	DATE("observed", N_("Observed"), LIST, N_("When the total was read there")),
	TEXT("time", N_("Time"), 0, 8, N_("Of that day, in UTC, such as 14:05")),
	ENUM("part", N_("Part"), 0, total_parts, NULL,
		N_("What it is the total of; empty: of all signatures")),
	OTHER("country", N_("Country"), FIELD_COUNTRY, 0, N_("Of a part: its country")),
	TEXT("place", N_("Place"), LIST, 18, N_("Of a part: its name, as the source writes it")),
	REF("exhibit", N_("Exhibit"), 0, ENTITY_EXHIBIT, N_("What shows it")),
	TAIL,
};

static const struct field batch_fields[] = {
	HEAD(N_("Title"), 0),
	REF("petition", N_("Petition"), OWN | LIST, ENTITY_PETITION, NULL),
	TEXT("filename", N_("File"), REQ | LIST | AUTO | FIND, 24,
		N_("The file that was taken in")),
	OTHER("sha256", N_("SHA-256"), FIELD_HASH, REQ | AUTO, N_("Of the imported file")),
	REF("exhibit", N_("Kept as"), AUTO, ENTITY_EXHIBIT, N_("The file itself, as an exhibit")),
	TEXT("at", N_("At"), REQ | LIST | AUTO, 20, N_("When, in UTC")),
	TEXT("by", N_("By"), AUTO, 14, N_("Who took it in")),
	TEXT("platform", N_("Platform"), LIST | AUTO, 14,
		N_("Where the file was exported, as its columns show")),
	TEXT("encoding", N_("Encoding"), AUTO, 12, N_("How its letters were written")),
	OTHER("mapping", N_("Columns"), FIELD_LONG, AUTO | FIELD_PLAIN,
		N_("Which column was taken as which field")),
	OTHER("rows_read", N_("Rows read"), FIELD_INT, LIST | AUTO, NULL),
	OTHER("rows_added", N_("Rows added"), FIELD_INT, LIST | AUTO, NULL),
	OTHER("rows_updated", N_("Rows updated"), FIELD_INT, AUTO,
		N_("People already there, of whom something changed")),
	OTHER("rows_unchanged", N_("Rows unchanged"), FIELD_INT, AUTO,
		N_("People already there, with nothing new")),
	OTHER("rows_same", N_("Rows the same"), FIELD_INT, AUTO,
		N_("Kept as duplicates of another row")),
	OTHER("rows_doubtful", N_("Rows doubtful"), FIELD_INT, AUTO,
		N_("Kept, and put to the review")),
	OTHER("rows_refused", N_("Rows refused"), FIELD_INT, LIST | AUTO, NULL),
	TAIL,
};

static const struct choice verdicts[] = {
	{ "open", N_("not decided") },
	{ "later", N_("put off") },
	{ "same", N_("the same person") },
	{ "different", N_("different people") },
	{ NULL, NULL },
};

static const struct field pair_fields[] = {
	HEAD(N_("Title"), 0),
	REF("petition", N_("Petition"), OWN, ENTITY_PETITION, NULL),
	REF("one", N_("First"), REQ | LIST | FIELD_FIXED, ENTITY_SIGNATORY,
		N_("The row that came first")),
	REF("other", N_("Second"), REQ | LIST | FIELD_FIXED, ENTITY_SIGNATORY,
		N_("The row that came later")),
	OTHER("score", N_("Alike"), FIELD_INT, LIST, N_("How alike they are, of 100")),
	TEXT("why", N_("Why"), LIST, 28, N_("What is alike in them")),
	ENUM("verdict", N_("Verdict"), REQ | LIST, verdicts, "open", NULL),
	DATE("decided", N_("Decided"), 0, N_("When somebody decided")),
	TAIL,
};

static const struct choice rule_kinds[] = {
	{ "email_domain", N_("e-mail addresses of a domain") },
	{ "place", N_("a place") },
	{ "name_pattern", N_("a pattern of names") },
	{ "signed_between", N_("signed between two days") },
	{ "url_in_name", N_("a web address in the name") },
	{ "batch", N_("an import") },
	{ NULL, NULL },
};

static const struct field rule_fields[] = {
	HEAD(N_("Title"), LIST),
	REF("petition", N_("Petition"), OWN, ENTITY_PETITION, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, rule_kinds, NULL, N_("What it looks at")),
	TEXT("pattern", N_("Pattern"), LIST, 20,
		N_("A domain, a place or a name; * stands for anything")),
	DATE("from", N_("From"), 0, N_("The first day")),
	DATE("to", N_("To"), 0, N_("The last day")),
	REF("batch", N_("Import"), 0, ENTITY_BATCH, N_("The import that it is about")),
	TEXT("reason", N_("Reason"), REQ | LIST, 24, N_("Why such signatures do not count")),
	DATE("applied", N_("Applied"), LIST | AUTO, N_("When it was last applied")),
	OTHER("rows", N_("Made invalid"), FIELD_INT, LIST | AUTO,
		N_("How many signatures it has made invalid")),
	TAIL,
};

static const struct choice threshold_kinds[] = {
	{ "signatures", N_("signatures in all") },
	{ "country", N_("signatures from one country") },
	{ "countries", N_("countries that reach their minimum") },
	{ NULL, NULL },
};

static const struct field threshold_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("petition", N_("Petition"), OWN, ENTITY_PETITION, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, threshold_kinds, "signatures", NULL),
	OTHER("value", N_("Needed"), FIELD_INT, REQ | LIST, N_("How many are needed")),
	OTHER("country", N_("Country"), FIELD_COUNTRY, LIST, N_("For the minimum of one country")),
	TEXT("source", N_("Source"), 0, 24, N_("The rule that asks for it")),
	TAIL,
};

const struct entity entities_petition[] = {
	ENTITY(ENTITY_PETITION, "petition", "petitions", N_("Petition"), N_("Petitions"), "case",
		"title", "filed", petition_fields),
	ENTITY(ENTITY_SIGNATORY, "signatory", "signatories", N_("Signatory"), N_("Signatories"),
		"petition", "name", "name", signatory_fields),
	ENTITY(ENTITY_TOTAL, "total", "totals", N_("Declared total"), N_("Declared totals"), NULL,
		"title", "observed", total_fields),
	ENTITY(ENTITY_BATCH, "batch", "batches", N_("Import"), N_("Imports"), "petition", "title",
		"-at", batch_fields),
	ENTITY(ENTITY_PAIR, "pair", "pairs", N_("Doubtful pair"), N_("Doubtful pairs"), "petition",
		"title", NULL, pair_fields),
	ENTITY(ENTITY_RULE, "rule", "rules", N_("Rule"), N_("Rules"), "petition", "title", NULL,
		rule_fields),
	ENTITY(ENTITY_THRESHOLD, "threshold", "thresholds", N_("Threshold"), N_("Thresholds"),
		"petition", "title", "value", threshold_fields),
	ENTITY_END,
};
