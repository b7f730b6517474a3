#include "config.h"

#include "model/entity_part.h"

/* A case and who and what stands around it. */

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

static const struct choice party_sides[] = {
	{ "asking", N_("those who ask") },
	{ "answering", N_("those who answer") },
	{ "neither", N_("neither") },
	{ NULL, NULL },
};

static const struct field party_fields[] = {
	HEAD_FOUND(N_("Described as"), 0, FIND, N_("What it is in this case, in a few words")),
	REF("case", N_("Case"), OWN | LIST, ENTITY_CASE, NULL),
	REF("contact", N_("Contact"), REQ | LIST | FIELD_OWNER, ENTITY_CONTACT, NULL),
	ENUM("role", N_("Role"), REQ | LIST, party_roles, NULL, NULL),
	DATE("from", N_("From"), LIST, NULL),
	DATE("to", N_("To"), LIST, NULL),
	ENUM("side", N_("Side"), 0, party_sides, NULL,
		N_("Which side it stands on; empty: as its role says")),
	TEXT("pseudonym", N_("Pseudonym"), FIND, 16,
		N_("What this case calls them where they must not be named")),
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

static const struct field provision_fields[] = {
	HEAD(N_("Provision"), LIST | REQ),
	REF("authority", N_("Authority"), OWN | LIST, ENTITY_AUTHORITY, NULL),
	LONG("text", N_("Wording"), 0, NULL),
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

static const struct field account_fields[] = {
	HEAD(N_("Title"), 0),
	REF("event", N_("Event"), OWN | LIST, ENTITY_EVENT, NULL),
	REF("exhibit", N_("Exhibit"), LIST | FIELD_OWNER, ENTITY_EXHIBIT,
		N_("The source that says so")),
	DATE("date", N_("Date"), LIST, N_("As this source has it")),
	TEXT("pages", N_("Pages"), LIST, 10, N_("Such as 3-4, 7")),
	LONG("quote", N_("Quotation"), 0, N_("The words that matter, as they stand there")),
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
	REF("event", N_("Event"), 0, ENTITY_EVENT, N_("The event that sets it running")),
	REF("ruling", N_("Ruling"), 0, ENTITY_RULING, N_("The ruling that sets it running")),
	TEXT("law", N_("Law"), 0, 24, N_("The law that the rule rests on")),
	OTHER("arithmetic", N_("Arithmetic"), FIELD_LONG, FIELD_PLAIN,
		N_("How the day was counted, line by line")),
	OTHER("warning", N_("Early warning"), FIELD_DAY, LIST, N_("The day to be warned on")),
	TEXT("time", N_("Time"), 0, 6, N_("The time of day there, such as 09:30")),
	TEXT("place", N_("Place"), FIND, 20, N_("The court, the room")),
	ENUM("status", N_("Status"), REQ | LIST, deadline_status, "open", NULL),
	OTHER("done", N_("Done"), FIELD_DAY, 0, N_("The day it was met")),
	REF("assigned", N_("Assigned"), LIST, ENTITY_CONTACT, NULL),
	TEXT("checked_by", N_("Checked by"), LIST, 20, N_("Who counted the day a second time")),
	OTHER("checked", N_("Checked"), FIELD_DAY, 0, N_("The day that was done")),
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

const struct entity entities_case[] = {
	ENTITY(ENTITY_CASE, "case", "cases", N_("Case"), N_("Cases"), NULL, "title", "ref",
		case_fields),
	ENTITY(ENTITY_CONTACT, "contact", "contacts", N_("Contact"), N_("Contacts"), NULL, "name",
		"name", contact_fields),
	ENTITY(ENTITY_PARTY, "party", "parties", N_("Party"), N_("Parties"), "case", "title",
		"from", party_fields),
	ENTITY(ENTITY_AUTHORITY, "authority", "authorities", N_("Authority"), N_("Authorities"),
		NULL, "title", "title", authority_fields),
	ENTITY(ENTITY_PROVISION, "provision", "provisions", N_("Provision"), N_("Provisions"),
		"authority", "title", "title", provision_fields),
	ENTITY(ENTITY_EVENT, "event", "events", N_("Event"), N_("Chronology"), "case", "title",
		"date", event_fields),
	ENTITY(ENTITY_ACCOUNT, "account", "accounts", N_("Account"), N_("What sources say"),
		"event", "title", "date", account_fields),
	ENTITY(ENTITY_DEADLINE, "deadline", "deadlines", N_("Deadline"), N_("Deadlines"), "case",
		"title", "due", deadline_fields),
	ENTITY(ENTITY_LINK, "link", "links", N_("Link"), N_("Links"), NULL, "title", NULL,
		link_fields),
	ENTITY_END,
};
