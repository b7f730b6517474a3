#include "config.h"

#include "model/entity_part.h"

/* A letter and those who sign it. */

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

const struct entity entities_letter[] = {
	ENTITY(ENTITY_LETTER, "letter", "letters", N_("Letter"), N_("Letters"), "case", "title",
		"dated", letter_fields),
	ENTITY(ENTITY_VERSION, "version", "versions", N_("Version"), N_("Versions"), "letter",
		"title", "number", version_fields),
	ENTITY(ENTITY_RECIPIENT, "recipient", "recipients", N_("Recipient"), N_("Recipients"),
		"letter", "title", NULL, recipient_fields),
	ENTITY(ENTITY_COSIGNER, "cosigner", "cosigners", N_("Cosigner"), N_("Cosigners"), "letter",
		"title", "position", cosigner_fields),
	ENTITY_END,
};
