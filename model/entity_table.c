#include "config.h"

#include "model/entity_table.h"

#include "model/i18n.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define REQ FIELD_REQUIRED
#define LIST FIELD_LISTED
#define OWN (FIELD_OWNER | FIELD_REQUIRED | FIELD_FIXED)
#define AUTO FIELD_COMPUTED
#define FIND FIELD_SEARCHED
#define TIMED FIELD_TIMED

#define TEXT(n, l, fl, w, h)                                                                       \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_TEXT, .flags = (fl), .width = (w), .help = h  \
	}
#define LONG(n, l, fl, h)                                                                          \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_LONG, .flags = (fl) | FIND, .help = h         \
	}
#define ENUM(n, l, fl, c, fb, h)                                                                   \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_ENUM, .flags = (fl), .choices = c,            \
		.fallback = fb, .help = h                                                          \
	}
#define REF(n, l, fl, e, h)                                                                        \
	{                                                                                          \
		.name = n, .label = l, .type = FIELD_REF, .flags = (fl), .entity = e, .help = h    \
	}
#define OTHER(n, l, t, fl, h)                                                                      \
	{                                                                                          \
		.name = n, .label = l, .type = t, .flags = (fl), .help = h                         \
	}
#define DATE(n, l, fl, h) OTHER(n, l, FIELD_DATE, fl, h)

static const struct choice levels[] = {
	{ "public", N_("public: anybody may see it") },
	{ "filed", N_("filed: the court and the parties may see it") },
	{ "team", N_("team: only those who work on the case") },
	{ "sealed", N_("sealed: as few as possible") },
	{ NULL, NULL },
};

/* Every entity's table begins with HEAD and ends with TAIL, so that both stand here once. */
#define HEAD(title_label, title_flags)                                                             \
	HEAD_FOUND(title_label, title_flags, FIND, N_("What it is called, in a few words"))
#define HEAD_FOUND(title_label, title_flags, find, title_help)                                     \
	{ .name = "ref",                                                                           \
		.label = N_("Reference"),                                                          \
		.type = FIELD_TEXT,                                                                \
		.flags = LIST | (find),                                                            \
		.width = 18,                                                                       \
		.help = N_("The short name you call it by; left empty, it is made for you") },     \
		TEXT("title", title_label, (title_flags) | (find), 32, title_help)
#define TAIL                                                                                       \
	LONG("notes", N_("Notes"), 0, N_("For yourselves; never leaves in a bundle")),             \
		ENUM("level", N_("Level"), REQ, levels, "filed",                                   \
			N_("Who may see it; above 'filed' it does not leave in a bundle"))

static const struct choice case_status[] = {
	{ "open", N_("open") },
	{ "stayed", N_("stayed") },
	{ "closed", N_("closed") },
	{ "archived", N_("archived") },
	{ NULL, NULL },
};

static const struct field case_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	ENUM("status", N_("Status"), LIST | REQ, case_status, "open", NULL),
	TEXT("jurisdiction", N_("Jurisdiction"), LIST, 16,
		N_("Whose law it is brought under, such as Israel")),
	LONG("summary", N_("Summary"), 0, NULL),
	DATE("opened", N_("Opened"), LIST | TIMED, NULL),
	DATE("closed", N_("Closed"), TIMED, NULL),
	REF("lead", N_("Lead"), 0, ENTITY_CONTACT, N_("Who answers for the case")),
	OTHER("language", N_("Language"), FIELD_LANG, 0,
		N_("The language it is worked in: en, he, es")),
	TAIL,
};

static const struct choice contact_kinds[] = {
	{ "person", N_("person") },
	{ "organisation", N_("organisation") },
	{ "state_body", N_("state body") },
	{ "company", N_("company") },
	{ "court", N_("court") },
	{ NULL, NULL },
};

static const struct field contact_fields[] = {
	HEAD_FOUND(N_("Form of address"), 0, FIND, N_("What stands before the name: Dr., Judge")),
	ENUM("kind", N_("Kind"), LIST | REQ, contact_kinds, "person", NULL),
	TEXT("name", N_("Name"), LIST | REQ | FIND, 32, N_("The whole name as it is written")),
	TEXT("given", N_("Given name"), 0, 16, N_("Where it is known apart from the whole name")),
	TEXT("family", N_("Family name"), 0, 16,
		N_("Names are put in order by it where it is known")),
	TEXT("native_name", N_("Name in own script"), FIND, 20,
		N_("As the person writes it: 陳小明, כהן נועה")),
	TEXT("pseudonym", N_("Pseudonym"), FIND, 16,
		N_("What public texts call a protected person")),
	TEXT("affiliation", N_("Affiliation"), LIST | FIND, 28,
		N_("The organisation that the person belongs to")),
	OTHER("email", N_("E-mail"), FIELD_EMAIL, 0, N_("Such as noa@example.org")),
	TEXT("phone", N_("Telephone"), 0, 16, N_("With the country: +972 2 000 0000")),
	TEXT("address", N_("Address"), 0, 28, N_("Street and number, or a box")),
	TEXT("city", N_("City"), 0, 16, N_("As it is written in an address")),
	TEXT("region", N_("Region"), 0, 14, N_("A state, province or district")),
	TEXT("postcode", N_("Postcode"), 0, 9, N_("As it is written in an address")),
	OTHER("country", N_("Country"), FIELD_COUNTRY, LIST,
		N_("Its name, or two letters: IL, MX, HK")),
	OTHER("language", N_("Language"), FIELD_LANG, 0, NULL),
	TEXT("external_id", N_("Number elsewhere"), AUTO, 14,
		N_("What the address book or site they came from calls them")),
	OTHER("extra", N_("Other columns"), FIELD_LONG, AUTO | FIELD_PLAIN,
		N_("What the imported file said beside, as it came")),
	TAIL,
};

static const struct choice party_roles[] = {
	{ "petitioner", N_("petitioner") },
	{ "victim", N_("victim") },
	{ "respondent", N_("respondent") },
	{ "counsel", N_("counsel") },
	{ "witness", N_("witness") },
	{ "expert", N_("expert") },
	{ "vendor", N_("vendor") },
	{ "end_user", N_("end user") },
	{ "licensing_authority", N_("licensing authority") },
	{ "interested_party", N_("interested party") },
	{ "judge", N_("judge") },
	{ "legislator", N_("legislator") },
	{ "author", N_("author") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

static const struct field party_fields[] = {
	HEAD_FOUND(N_("Described as"), 0, FIND, N_("What it is in this case, in a few words")),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	REF("contact", N_("Contact"), REQ | LIST | FIELD_OWNER, ENTITY_CONTACT, NULL),
	ENUM("role", N_("Role"), REQ | LIST, party_roles, NULL, NULL),
	DATE("from", N_("From"), LIST, NULL),
	DATE("to", N_("To"), LIST, NULL),
	TAIL,
};

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

static const struct choice letter_status[] = {
	{ "draft", N_("draft") },
	{ "signing", N_("open for signing") },
	{ "sent", N_("sent") },
	{ "answered", N_("answered") },
	{ "closed", N_("closed") },
	{ NULL, NULL },
};

static const struct choice letter_kinds[] = {
	{ "open", N_("open letter") },
	{ "demand", N_("demand before action") },
	{ "request", N_("request") },
	{ "reply", N_("reply") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

static const struct choice signer_orders[] = {
	{ "position", N_("by position, then name") },
	{ "name", N_("by name") },
	{ NULL, NULL },
};

static const struct field letter_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	ENUM("kind", N_("Kind"), REQ, letter_kinds, "open", NULL),
	TEXT("subject", N_("Subject"), FIND, 32, N_("What stands above the letter")),
	ENUM("status", N_("Status"), REQ | LIST, letter_status, "draft", NULL),
	DATE("dated", N_("Dated"), LIST | TIMED, NULL),
	OTHER("sign_by", N_("Sign by"), FIELD_DAY, LIST | TIMED, N_("The last day to sign")),
	DATE("sent", N_("Sent"), LIST | TIMED, NULL),
	OTHER("language", N_("Language"), FIELD_LANG, 0, NULL),
	ENUM("signers_by", N_("Order of signers"), 0, signer_orders, NULL,
		N_("How the signature block is ordered; empty: by position, then name")),
	TAIL,
};

static const struct field version_fields[] = {
	HEAD(N_("Title"), 0),
	REF("letter", N_("Letter"), OWN | LIST, ENTITY_LETTER, NULL),
	OTHER("number", N_("Number"), FIELD_INT, LIST | REQ, N_("1 for the first text, then 2")),
	OTHER("language", N_("Language"), FIELD_LANG, LIST, NULL),
	LONG("text", N_("Text"), REQ,
		N_("CommonMark; once somebody signs, an edited text is a new version")),
	OTHER("sha256", N_("SHA-256"), FIELD_HASH, AUTO | LIST,
		N_("Of the text; what a signer agreed to")),
	TAIL,
};

static const struct field recipient_fields[] = {
	HEAD_FOUND(N_("Addressed as"), 0, FIND, N_("As it stands at the head of the letter")),
	REF("letter", N_("Letter"), OWN | LIST, ENTITY_LETTER, NULL),
	REF("contact", N_("Contact"), REQ | LIST | FIELD_OWNER, ENTITY_CONTACT, NULL),
	TEXT("capacity", N_("Capacity"), LIST | FIND, 24, N_("The office it is addressed to")),
	TAIL,
};

static const struct choice capacities[] = {
	{ "person", N_("person") },
	{ "organisation", N_("organisation") },
	{ "independent_expert", N_("independent expert") },
	{ NULL, NULL },
};

static const struct choice cosigner_states[] = {
	{ "invited", N_("invited") },
	{ "reminded", N_("reminded") },
	{ "confirmed", N_("confirmed") },
	{ "declined", N_("declined") },
	{ "withdrawn", N_("withdrawn") },
	{ NULL, NULL },
};

static const struct choice yes_no[] = {
	{ "yes", N_("yes") },
	{ "no", N_("no") },
	{ NULL, NULL },
};

static const struct field cosigner_fields[] = {
	HEAD_FOUND(N_("Shown as"), 0, FIND, N_("As it stands below the letter")),
	REF("letter", N_("Letter"), OWN | LIST, ENTITY_LETTER, NULL),
	REF("contact", N_("Contact"), REQ | LIST | FIELD_OWNER, ENTITY_CONTACT, NULL),
	ENUM("capacity", N_("Capacity"), REQ | LIST, capacities, "organisation", NULL),
	TEXT("affiliation", N_("Affiliation shown"), LIST | FIND, 32,
		N_("What stands below the name on the letter")),
	TEXT("signed_by", N_("Signed by"), 0, 20, N_("Who signed for the organisation")),
	TEXT("office", N_("Office"), 0, 20,
		N_("In what office they signed: director, professor of law")),
	ENUM("identification_only", N_("For identification only"), 0, yes_no, NULL,
		N_("The affiliation says who they are; it does not sign")),
	ENUM("state", N_("State"), REQ | LIST, cosigner_states, "invited", NULL),
	REF("version", N_("Version"), 0, ENTITY_VERSION, N_("The text that they agreed to")),
	DATE("invited", N_("Invited"), 0, N_("When they were asked to sign")),
	DATE("reminded", N_("Reminded"), 0, N_("When they were last reminded")),
	DATE("date", N_("Date"), LIST, N_("When they answered")),
	OTHER("position", N_("Position"), FIELD_INT, LIST, N_("The place in the signature block")),
	REF("proof", N_("Proof"), 0, ENTITY_EXHIBIT, N_("The exhibit that shows their yes")),
	TAIL,
};

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
	OTHER("url", N_("Web address"), FIELD_URL, 0, N_("Where it can be read, from https:// on")),
	TEXT("gag", N_("Gag order"), 0, 24, N_("What may not be published")),
	OTHER("gag_until", N_("Gag order until"), FIELD_DAY, 0, NULL),
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

static const struct choice exhibit_kinds[] = {
	{ "document", N_("document") },
	{ "report", N_("report") },
	{ "press", N_("press") },
	{ "photo", N_("photograph") },
	{ "video", N_("video") },
	{ "audio", N_("audio") },
	{ "mail", N_("mail") },
	{ "data", N_("data") },
	{ "affidavit", N_("affidavit") },
	{ "translation", N_("translation") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

static const struct choice reliabilities[] = {
	{ "01", N_("01 reliable") },
	{ "02", N_("02 fairly reliable") },
	{ "03", N_("03 not always reliable") },
	{ "04", N_("04 unreliable") },
	{ "99", N_("99 cannot be judged") },
	{ NULL, NULL },
};

static const struct field exhibit_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	TEXT("mark", N_("Mark"), LIST | FIND, 8,
		N_("What the court calls it: P/1, Annex 1; never used twice")),
	ENUM("kind", N_("Kind"), REQ | LIST, exhibit_kinds, "document", NULL),
	DATE("dated", N_("Dated"), LIST | TIMED, NULL),
	TEXT("source", N_("Source"), FIND, 24, N_("Who made it")),
	OTHER("source_url", N_("Source address"), FIELD_URL, 0,
		N_("Where it was found, from https:// on")),
	DATE("obtained", N_("Obtained"), 0, NULL),
	TEXT("obtained_from", N_("Obtained from"), FIND, 24,
		N_("Who handed it over, or the site it was taken from")),
	TEXT("obtained_how", N_("Obtained how"), FIND, 24,
		N_("By mail, by hand, downloaded, photographed")),
	OTHER("language", N_("Language"), FIELD_LANG, 0, NULL),
	OTHER("pages", N_("Pages"), FIELD_INT, LIST, NULL),
	OTHER("sha256", N_("SHA-256"), FIELD_HASH, AUTO,
		N_("Of the file's bytes, taken at intake")),
	TEXT("filename", N_("File name"), AUTO | FIND, 24,
		N_("What the file was called when it was taken in")),
	TEXT("mime", N_("Type"), 0, 18, N_("The media type: application/pdf")),
	OTHER("size", N_("Size"), FIELD_INT, AUTO | LIST, N_("Bytes")),
	REF("redaction_of", N_("Redaction of"), 0, ENTITY_EXHIBIT,
		N_("The original, where this is a redacted copy")),
	ENUM("reliability", N_("Reliability"), 0, reliabilities, NULL,
		N_("HURIDOCS grade of the source")),
	TAIL,
};

static const struct choice custody_events[] = {
	{ "collected", N_("collected") },
	{ "received", N_("received") },
	{ "copied", N_("copied") },
	{ "transferred", N_("transferred") },
	{ "verified", N_("verified") },
	{ "timestamped", N_("time-stamped") },
	{ "exported", N_("exported") },
	{ "redacted", N_("redacted") },
	{ "returned", N_("returned") },
	{ "destroyed", N_("destroyed") },
	{ NULL, NULL },
};

static const struct field custody_fields[] = {
	HEAD(N_("Title"), 0),
	REF("exhibit", N_("Exhibit"), OWN | LIST, ENTITY_EXHIBIT, NULL),
	TEXT("at", N_("At"), REQ | LIST, 20, N_("A day, or a time in UTC: 2020-04-17T10:42:00Z")),
	ENUM("event", N_("Event"), REQ | LIST, custody_events, NULL, NULL),
	TEXT("from", N_("From"), LIST, 16, N_("Who gave it")),
	TEXT("to", N_("To"), LIST, 16, N_("Who has it since")),
	TEXT("by", N_("By"), LIST, 16, N_("Who did it, or saw it done")),
	TEXT("place", N_("Place"), 0, 16, N_("Where that was")),
	OTHER("sha256", N_("SHA-256"), FIELD_HASH, 0, N_("Of the bytes at that moment")),
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
	ENUM("status", N_("Status"), REQ | LIST, claim_status, "unproven", NULL),
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
	TAIL,
};

static const struct choice authority_kinds[] = {
	{ "statute", N_("statute") },
	{ "treaty", N_("treaty") },
	{ "regulation", N_("regulation") },
	{ "bill", N_("bill") },
	{ "case_law", N_("case law") },
	{ "listing", N_("listing") },
	{ "guideline", N_("guideline") },
	{ NULL, NULL },
};

static const struct field authority_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	ENUM("kind", N_("Kind"), REQ | LIST, authority_kinds, "statute", NULL),
	TEXT("citation", N_("Citation"), LIST | FIND, 28, N_("As it is cited in a petition")),
	TEXT("provision", N_("Provision"), LIST | FIND, 18, N_("Such as art. 1(d)")),
	TEXT("jurisdiction", N_("Jurisdiction"), LIST, 14,
		N_("Whose law it is, such as Israel or the EU")),
	DATE("date", N_("Date"), LIST, NULL),
	OTHER("url", N_("Web address"), FIELD_URL, 0, N_("Where it can be read, from https:// on")),
	TAIL,
};

static const struct choice event_kinds[] = {
	{ "fact", N_("fact") },
	{ "violation", N_("violation") },
	{ "publication", N_("publication") },
	{ "legislation", N_("legislation") },
	{ "procedure", N_("procedure") },
	{ "sanction", N_("sanction") },
	{ "statement", N_("statement") },
	{ "other", N_("other") },
	{ NULL, NULL },
};

static const struct field event_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	DATE("date", N_("Date"), LIST | TIMED, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, event_kinds, "fact", NULL),
	TEXT("place", N_("Place"), LIST | FIND, 16, N_("Where it happened")),
	LONG("text", N_("Text"), 0, NULL),
	REF("source", N_("Source"), LIST, ENTITY_EXHIBIT, N_("The exhibit that reports it")),
	TAIL,
};

static const struct choice deadline_kinds[] = {
	{ "limit", N_("time limit") },
	{ "reminder", N_("reminder") },
	{ "hearing", N_("hearing") },
	{ NULL, NULL },
};

static const struct choice deadline_status[] = {
	{ "open", N_("open") },
	{ "done", N_("done") },
	{ "missed", N_("missed") },
	{ "cancelled", N_("cancelled") },
	{ NULL, NULL },
};

static const struct field deadline_fields[] = {
	HEAD(N_("Title"), LIST | REQ),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	REF("petition", N_("Petition"), 0, ENTITY_PETITION, NULL),
	ENUM("kind", N_("Kind"), REQ | LIST, deadline_kinds, "limit", NULL),
	OTHER("due", N_("Due"), FIELD_DAY, REQ | LIST | TIMED, NULL),
	TEXT("rule", N_("Rule"), 0, 24, N_("The rule it follows from")),
	OTHER("counts_from", N_("Counts from"), FIELD_DAY, 0, N_("The day that sets it running")),
	ENUM("status", N_("Status"), REQ | LIST, deadline_status, "open", NULL),
	OTHER("done", N_("Done"), FIELD_DAY, 0, N_("The day it was met")),
	REF("assigned", N_("Assigned"), LIST, ENTITY_CONTACT, NULL),
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

static const struct choice link_words[] = {
	{ "cites", N_("cites") },
	{ "answers", N_("answers") },
	{ "appeals", N_("appeals") },
	{ "supersedes", N_("supersedes") },
	{ "follows", N_("follows") },
	{ NULL, NULL },
};

static const struct field link_fields[] = {
	HEAD(N_("Title"), 0),
	OTHER("from", N_("From"), FIELD_ANY, REQ | LIST, N_("A record: petition:nso-mexico")),
	ENUM("word", N_("How"), REQ | LIST, link_words, "cites", NULL),
	OTHER("to", N_("To"), FIELD_ANY, REQ | LIST, N_("A record: authority:decl-2007")),
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

#define ENTITY(I, n, p, l, ls, sc, head, so, f)                                                    \
	[I] = { .id = I,                                                                           \
		.name = n,                                                                         \
		.plural = p,                                                                       \
		.label = l,                                                                        \
		.labels = ls,                                                                      \
		.scope = sc,                                                                       \
		.headline = head,                                                                  \
		.sort = so,                                                                        \
		.fields = f,                                                                       \
		.n_fields = COUNT(f) }

const struct entity entity_table[ENTITY_COUNT] = {
	ENTITY(ENTITY_CASE, "case", "cases", N_("Case"), N_("Cases"), NULL, "title", "ref",
		case_fields),
	ENTITY(ENTITY_CONTACT, "contact", "contacts", N_("Contact"), N_("Contacts"), NULL, "name",
		"name", contact_fields),
	ENTITY(ENTITY_PARTY, "party", "parties", N_("Party"), N_("Parties"), "case", "title", NULL,
		party_fields),
	ENTITY(ENTITY_PETITION, "petition", "petitions", N_("Petition"), N_("Petitions"), "case",
		"title", "filed", petition_fields),
	ENTITY(ENTITY_SIGNATORY, "signatory", "signatories", N_("Signatory"), N_("Signatories"),
		"petition", "name", "name", signatory_fields),
	ENTITY(ENTITY_TOTAL, "total", "totals", N_("Declared total"), N_("Declared totals"), NULL,
		"title", "observed", total_fields),
	ENTITY(ENTITY_LETTER, "letter", "letters", N_("Letter"), N_("Letters"), "case", "title",
		"dated", letter_fields),
	ENTITY(ENTITY_VERSION, "version", "versions", N_("Version"), N_("Versions"), "letter",
		"title", "number", version_fields),
	ENTITY(ENTITY_RECIPIENT, "recipient", "recipients", N_("Recipient"), N_("Recipients"),
		"letter", "title", NULL, recipient_fields),
	ENTITY(ENTITY_COSIGNER, "cosigner", "cosigners", N_("Cosigner"), N_("Cosigners"), "letter",
		"title", "position", cosigner_fields),
	ENTITY(ENTITY_RULING, "ruling", "rulings", N_("Ruling"), N_("Rulings"), "case", "title",
		"date", ruling_fields),
	ENTITY(ENTITY_DECISION, "decision", "decisions", N_("Decision on a petition"),
		N_("Decisions on petitions"), "ruling", "title", NULL, decision_fields),
	ENTITY(ENTITY_EXHIBIT, "exhibit", "exhibits", N_("Exhibit"), N_("Exhibits"), "case",
		"title", "ref", exhibit_fields),
	ENTITY(ENTITY_CUSTODY, "custody", "custody", N_("Custody entry"), N_("Chain of custody"),
		"exhibit", "title", "at", custody_fields),
	ENTITY(ENTITY_CLAIM, "claim", "claims", N_("Claim"), N_("Claims"), "petition", "title",
		"ref", claim_fields),
	ENTITY(ENTITY_PROOF, "proof", "proofs", N_("Proof"), N_("Proofs"), "claim", "title", NULL,
		proof_fields),
	ENTITY(ENTITY_AUTHORITY, "authority", "authorities", N_("Authority"), N_("Authorities"),
		NULL, "title", "title", authority_fields),
	ENTITY(ENTITY_EVENT, "event", "events", N_("Event"), N_("Chronology"), "case", "title",
		"date", event_fields),
	ENTITY(ENTITY_DEADLINE, "deadline", "deadlines", N_("Deadline"), N_("Deadlines"), "case",
		"title", "due", deadline_fields),
	ENTITY(ENTITY_FILING, "filing", "filings", N_("Filing"), N_("Filings"), "petition", "title",
		"date", filing_fields),
	ENTITY(ENTITY_LINK, "link", "links", N_("Link"), N_("Links"), NULL, "title", NULL,
		link_fields),
	ENTITY(ENTITY_BATCH, "batch", "batches", N_("Import"), N_("Imports"), "petition", "title",
		"-at", batch_fields),
	ENTITY(ENTITY_PAIR, "pair", "pairs", N_("Doubtful pair"), N_("Doubtful pairs"), "petition",
		"title", NULL, pair_fields),
	ENTITY(ENTITY_RULE, "rule", "rules", N_("Rule"), N_("Rules"), "petition", "title", NULL,
		rule_fields),
	ENTITY(ENTITY_THRESHOLD, "threshold", "thresholds", N_("Threshold"), N_("Thresholds"),
		"petition", "title", "value", threshold_fields),
};
