#include "config.h"

#include "model/entity_part.h"

/* Evidence: exhibits, in whose hands they were, since when they exist, what they are called. */

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
	REF("parent", N_("Attached to"), 0, ENTITY_EXHIBIT,
		N_("The message or file that it came in")),
	TEXT("path", N_("Stood at"), AUTO | FIND, 24,
		N_("Where it was in the folder, bag or mailbox that it was taken from")),
	TEXT("lies", N_("Lies at"), FIND, 24,
		N_("Where the file is that is not kept in the case file")),
	TEXT("volume", N_("Drive"), 0, 16, N_("The drive or medium that it lies on")),
	REF("redaction_of", N_("Redaction of"), 0, ENTITY_EXHIBIT,
		N_("The original, where this is a redacted copy")),
	TEXT("redaction_why", N_("Reason of the redaction"), 0, 28,
		N_("Why something is left out, and by which rule")),
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

static const struct choice stamp_of[] = {
	{ "exhibit", N_("one exhibit") },
	{ "all", N_("all exhibits") },
	{ "journal", N_("the journal") },
	{ NULL, NULL },
};

static const struct choice stamp_states[] = {
	{ "asked", N_("asked for") },
	{ "refused", N_("refused") },
	{ "untrusted", N_("not trusted here") },
	{ "trusted", N_("trusted") },
	{ NULL, NULL },
};

static const struct field stamp_fields[] = {
	HEAD(N_("Title"), 0),
	ENUM("of", N_("Stamps"), REQ | LIST | AUTO, stamp_of, "exhibit", NULL),
	REF("exhibit", N_("Exhibit"), LIST | FIELD_OWNER | AUTO, ENTITY_EXHIBIT, NULL),
	OTHER("sha256", N_("SHA-256"), FIELD_HASH, AUTO, N_("Of what is stamped")),
	OTHER("manifest", N_("List's SHA-256"), FIELD_HASH, AUTO,
		N_("Of the list of hashes that was stamped, which is kept")),
	TEXT("asked", N_("Asked"), LIST | AUTO, 20, N_("When the query was written, in UTC")),
	TEXT("nonce", N_("Nonce"), AUTO, 20, N_("The number by which the answer is known")),
	OTHER("reply", N_("Answer's SHA-256"), FIELD_HASH, AUTO,
		N_("Of the authority's answer, which is kept")),
	TEXT("stamped", N_("Stamped"), LIST | AUTO, 20,
		N_("Since when it is proven to exist, in UTC")),
	TEXT("authority", N_("Authority"), LIST | AUTO | FIND, 24,
		N_("Who stamped it, as their certificate says")),
	TEXT("serial", N_("Serial number"), AUTO, 20, N_("The number that they gave it")),
	TEXT("policy", N_("Policy"), AUTO, 16, N_("The rules they stamp by")),
	ENUM("state", N_("State"), REQ | LIST | AUTO, stamp_states, "asked", NULL),
	OTHER("ca", N_("Trusted by"), FIELD_HASH, AUTO,
		N_("SHA-256 of the certificates that the authority's was checked by, which are "
		   "kept")),
	TAIL,
};

static const struct choice mark_states[] = {
	{ "draft", N_("draft") },
	{ "fixed", N_("fixed") },
	{ "withdrawn", N_("withdrawn") },
	{ NULL, NULL },
};

static const struct field mark_fields[] = {
	HEAD(N_("Title"), 0),
	REF("petition", N_("Petition"), OWN | LIST, ENTITY_PETITION, NULL),
	REF("exhibit", N_("Exhibit"), REQ | LIST | FIELD_OWNER, ENTITY_EXHIBIT, NULL),
	TEXT("mark", N_("Mark"), REQ | LIST | FIND, 10,
		N_("What the petition calls it: P/1, Annex 1; never used twice")),
	OTHER("number", N_("Number"), FIELD_INT, AUTO, NULL),
	TEXT("suffix", N_("Suffix"), AUTO, 4, N_("The letter of a late one: the A of 12A")),
	ENUM("state", N_("State"), REQ | LIST | AUTO, mark_states, "draft", NULL),
	TEXT("why", N_("Reason"), LIST, 24,
		N_("The word that stands in the gap of a withdrawn one")),
	REF("filing", N_("Filing"), AUTO, ENTITY_FILING, N_("The filing that fixed it")),
	TEXT("bates_first", N_("First Bates number"), AUTO | LIST, 12, N_("On its first page")),
	TEXT("bates_last", N_("Last Bates number"), AUTO | LIST, 12, N_("On its last page")),
	TAIL,
};

const struct entity entities_evidence[] = {
	ENTITY(ENTITY_EXHIBIT, "exhibit", "exhibits", N_("Exhibit"), N_("Exhibits"), "case",
		"title", "ref", exhibit_fields),
	ENTITY(ENTITY_CUSTODY, "custody", "custody", N_("Custody entry"), N_("Chain of custody"),
		"exhibit", "title", "at", custody_fields),
	ENTITY(ENTITY_STAMP, "stamp", "stamps", N_("Time stamp"), N_("Time stamps"), NULL, "title",
		NULL, stamp_fields),
	ENTITY(ENTITY_MARK, "mark", "marks", N_("Mark"), N_("Marks"), "petition", "title",
		"petition,number,suffix", mark_fields),
	ENTITY_END,
};
