#include "config.h"

#include "model/entity_part.h"

/* What a court is given and what it says: evidence, claims, filings, rulings. */

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
	ENTITY(ENTITY_EXHIBIT, "exhibit", "exhibits", N_("Exhibit"), N_("Exhibits"), "case",
		"title", "ref", exhibit_fields),
	ENTITY(ENTITY_CUSTODY, "custody", "custody", N_("Custody entry"), N_("Chain of custody"),
		"exhibit", "title", "at", custody_fields),
	ENTITY(ENTITY_CLAIM, "claim", "claims", N_("Claim"), N_("Claims"), "petition", "title",
		"ref", claim_fields),
	ENTITY(ENTITY_PROOF, "proof", "proofs", N_("Proof"), N_("Proofs"), "claim", "title", NULL,
		proof_fields),
	ENTITY(ENTITY_FILING, "filing", "filings", N_("Filing"), N_("Filings"), "petition", "title",
		"date", filing_fields),
	ENTITY_END,
};
