-- The schema of a case file. Names and meaning are those of model/entity.c; a test holds the two
-- against each other. A released migration is never edited: what comes later is a new file.

-- What is true of the file as a whole.
CREATE TABLE meta (
	key   TEXT PRIMARY KEY NOT NULL, -- sort_version: the collation data that sort keys were made with
	value TEXT NOT NULL
) STRICT;

-- The laptops that wrote here. An id is the laptop's number times 2^32, plus a counter.
CREATE TABLE device (
	number INTEGER PRIMARY KEY NOT NULL CHECK (number > 0 AND number < 2147483648),
	next   INTEGER NOT NULL CHECK (next > 0) -- the counter of the next id
) STRICT;

-- A row a change; hash chains each to the one before. Nothing here is ever updated or deleted.
CREATE TABLE journal (
	seq     INTEGER PRIMARY KEY NOT NULL, -- 1, 2, 3 ... without a gap
	at      TEXT NOT NULL,                -- UTC, ISO 8601
	device  INTEGER NOT NULL,
	kind    TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
	target  INTEGER REFERENCES journal (seq), -- what an undo or redo is of
	label   TEXT NOT NULL,
	changes INTEGER NOT NULL,             -- rows changed
	digest  TEXT NOT NULL,                -- SHA-256 of the parts
	hash    TEXT NOT NULL,                -- SHA-256 of the hash before and of all of the above
	CHECK ((kind = 'do') = (target IS NULL))
) STRICT;
CREATE INDEX journal_target ON journal (target) WHERE target IS NOT NULL;

-- The changeset of a change, in parts that fit in memory: SQLite's changeset format in zstd frames.
CREATE TABLE journal_part (
	id      INTEGER PRIMARY KEY NOT NULL,
	journal INTEGER NOT NULL,
	part    INTEGER NOT NULL, -- from 1
	size    INTEGER NOT NULL, -- bytes when unpacked
	bytes   BLOB NOT NULL,
	UNIQUE (journal, part)
) STRICT;

-- Evidence: bytes found by their hash, stored once, never changed.
CREATE TABLE blob (
	id     INTEGER PRIMARY KEY NOT NULL,
	sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
	size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT;
CREATE TABLE chunk (
	id    INTEGER PRIMARY KEY NOT NULL, -- in the order taken in
	blob  INTEGER NOT NULL,
	place INTEGER NOT NULL, -- from 0
	bytes BLOB NOT NULL,
	UNIQUE (blob, place)
) STRICT;

-- Cases.
CREATE TABLE "case" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"status" TEXT NOT NULL CHECK ("status" IN ('open', 'stayed', 'closed', 'archived')),
	"jurisdiction" TEXT, -- Whose law it is brought under, such as Israel
	"summary" TEXT,
	"opened" TEXT CHECK ("opened" GLOB '[0-9][0-9][0-9][0-9]*'),
	"closed" TEXT CHECK ("closed" GLOB '[0-9][0-9][0-9][0-9]*'),
	"lead" INTEGER REFERENCES "contact" (id), -- Who answers for the case
	"language" TEXT, -- The language it is worked in: en, he, es
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX case_ref ON "case" (ref);
CREATE INDEX case_name ON "case" (sort_key);
CREATE INDEX case_lead ON "case" ("lead");

-- Contacts.
CREATE TABLE "contact" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('person', 'organisation', 'state_body', 'company', 'court')),
	"name" TEXT NOT NULL CHECK ("name" <> ''), -- The whole name as it is written
	"given" TEXT,
	"family" TEXT,
	"native_name" TEXT,
	"pseudonym" TEXT, -- What public texts call a protected person
	"affiliation" TEXT,
	"email" TEXT,
	"phone" TEXT,
	"address" TEXT,
	"city" TEXT,
	"country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'), -- Two letters: IL, MX, HK
	"language" TEXT,
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the name
) STRICT;
CREATE UNIQUE INDEX contact_ref ON "contact" (ref);
CREATE INDEX contact_name ON "contact" (sort_key);

-- Parties.
CREATE TABLE "party" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"contact" INTEGER NOT NULL REFERENCES "contact" (id),
	"role" TEXT NOT NULL CHECK ("role" IN ('petitioner', 'victim', 'respondent', 'counsel', 'witness', 'expert', 'vendor', 'end_user', 'licensing_authority', 'interested_party', 'judge', 'legislator', 'author', 'other')),
	"from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]*'),
	"to" TEXT CHECK ("to" GLOB '[0-9][0-9][0-9][0-9]*'),
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX party_ref ON "party" ("case", ref);
CREATE INDEX party_name ON "party" ("case", sort_key);
CREATE INDEX party_contact ON "party" ("contact");

-- Petitions.
CREATE TABLE "petition" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('court', 'public')),
	"forum" TEXT, -- The court, body or site it is addressed to
	"docket" TEXT, -- The court's file number
	"url" TEXT,
	"relief" TEXT, -- What the court is asked to order, word for word
	"status" TEXT NOT NULL CHECK ("status" IN ('draft', 'open', 'filed', 'pending', 'granted', 'partly_granted', 'dismissed', 'withdrawn', 'closed')),
	"filed" TEXT CHECK ("filed" GLOB '[0-9][0-9][0-9][0-9]*'), -- The day the registry received it
	"decided" TEXT CHECK ("decided" GLOB '[0-9][0-9][0-9][0-9]*'),
	"target" INTEGER CHECK ("target" >= 0), -- Signatures aimed at
	"language" TEXT,
	"text" TEXT, -- CommonMark; [the report](exhibit:hk-police-report) cites an exhibit
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX petition_ref ON "petition" ("case", ref);
CREATE INDEX petition_name ON "petition" ("case", sort_key);

-- Signatories.
CREATE TABLE "signatory" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"name" TEXT NOT NULL CHECK ("name" <> ''), -- The whole name as it was signed
	"given" TEXT,
	"family" TEXT,
	"email" TEXT,
	"city" TEXT,
	"region" TEXT,
	"postcode" TEXT,
	"country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'), -- Two letters: IL, MX, HK
	"signed" TEXT CHECK ("signed" GLOB '[0-9][0-9][0-9][0-9]*'),
	"state" TEXT NOT NULL CHECK ("state" IN ('pending', 'valid', 'duplicate', 'invalid', 'withdrawn')),
	"reason" TEXT, -- Why it is not valid, and by what rule
	"consent" TEXT NOT NULL CHECK ("consent" IN ('public', 'anonymous', 'private')), -- What the person allowed to be done with the name
	"comment" TEXT,
	"batch" INTEGER REFERENCES "batch" (id), -- The import that brought it
	"line" INTEGER CHECK ("line" >= 0), -- The line of the imported file
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the name
) STRICT;
CREATE UNIQUE INDEX signatory_ref ON signatory (petition, ref);
-- By name and id, as lists are ordered: a name that thousands share is not sorted anew for every page.
-- state and country ride along: counting and filtering read this index alone.
CREATE INDEX signatory_name ON signatory (petition, sort_key, id, state, country);
CREATE INDEX signatory_country ON signatory (petition, country);
CREATE INDEX signatory_signed ON signatory (petition, rtrim(signed, '~?%'));
CREATE INDEX signatory_email ON signatory (email) WHERE email IS NOT NULL;

-- Declared totals.
CREATE TABLE "total" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER REFERENCES "petition" (id),
	"letter" INTEGER REFERENCES "letter" (id),
	"source" TEXT NOT NULL CHECK ("source" <> ''), -- Who declared it, and where
	"value" INTEGER NOT NULL CHECK ("value" >= 0),
	"observed" TEXT CHECK ("observed" GLOB '[0-9][0-9][0-9][0-9]*'), -- When the total was read there
	"exhibit" INTEGER REFERENCES "exhibit" (id), -- What shows it
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL, -- ICU's, of the title
	CHECK ((petition IS NULL) <> (letter IS NULL))
) STRICT;
CREATE UNIQUE INDEX total_ref ON "total" (ref);
CREATE INDEX total_name ON "total" (sort_key);
CREATE INDEX total_petition ON "total" ("petition");
CREATE INDEX total_letter ON "total" ("letter");
CREATE INDEX total_exhibit ON "total" ("exhibit");

-- Letters.
CREATE TABLE "letter" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('open', 'demand', 'request', 'reply', 'other')),
	"subject" TEXT,
	"status" TEXT NOT NULL CHECK ("status" IN ('draft', 'signing', 'sent', 'answered', 'closed')),
	"dated" TEXT CHECK ("dated" GLOB '[0-9][0-9][0-9][0-9]*'),
	"sign_by" TEXT CHECK ("sign_by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- The last day to sign
	"sent" TEXT CHECK ("sent" GLOB '[0-9][0-9][0-9][0-9]*'),
	"language" TEXT,
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX letter_ref ON "letter" ("case", ref);
CREATE INDEX letter_name ON "letter" ("case", sort_key);

-- Versions.
CREATE TABLE "version" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"letter" INTEGER NOT NULL REFERENCES "letter" (id),
	"number" INTEGER NOT NULL CHECK ("number" >= 0), -- 1 for the first text, then 2
	"language" TEXT,
	"text" TEXT NOT NULL CHECK ("text" <> ''), -- CommonMark
	"sha256" TEXT CHECK (length("sha256") = 64), -- Of the text; what a signer agreed to
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX version_ref ON "version" ("letter", ref);
CREATE INDEX version_name ON "version" ("letter", sort_key);
CREATE UNIQUE INDEX version_number ON version (letter, number, language);

-- Recipients.
CREATE TABLE "recipient" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"letter" INTEGER NOT NULL REFERENCES "letter" (id),
	"contact" INTEGER NOT NULL REFERENCES "contact" (id),
	"capacity" TEXT, -- The office it is addressed to
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX recipient_ref ON "recipient" ("letter", ref);
CREATE INDEX recipient_name ON "recipient" ("letter", sort_key);
CREATE INDEX recipient_contact ON "recipient" ("contact");

-- Cosigners.
CREATE TABLE "cosigner" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"letter" INTEGER NOT NULL REFERENCES "letter" (id),
	"contact" INTEGER NOT NULL REFERENCES "contact" (id),
	"capacity" TEXT NOT NULL CHECK ("capacity" IN ('person', 'organisation', 'independent_expert')),
	"affiliation" TEXT,
	"signed_by" TEXT, -- Who signed for the organisation
	"state" TEXT NOT NULL CHECK ("state" IN ('invited', 'reminded', 'confirmed', 'declined', 'withdrawn')),
	"version" INTEGER REFERENCES "version" (id), -- The text that they agreed to
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'), -- When they answered
	"position" INTEGER CHECK ("position" >= 0), -- The place in the signature block
	"proof" INTEGER REFERENCES "exhibit" (id), -- The exhibit that shows their yes
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX cosigner_ref ON "cosigner" ("letter", ref);
CREATE INDEX cosigner_name ON "cosigner" ("letter", sort_key);
CREATE INDEX cosigner_contact ON "cosigner" ("contact");
CREATE INDEX cosigner_version ON "cosigner" ("version");
CREATE INDEX cosigner_proof ON "cosigner" ("proof");

-- Rulings.
CREATE TABLE "ruling" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"court" TEXT,
	"docket" TEXT,
	"citation" TEXT,
	"ecli" TEXT, -- European Case Law Identifier, where the court issues one
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'),
	"judges" TEXT, -- Separated by semicolons
	"outcome" TEXT CHECK ("outcome" IN ('granted', 'partly_granted', 'dismissed', 'rejected', 'remanded', 'interim', 'withdrawn')),
	"appeal_from" INTEGER REFERENCES "ruling" (id), -- The ruling that it reviews
	"holding" TEXT, -- What it decided, in a few sentences
	"quote" TEXT, -- Its own words
	"url" TEXT,
	"gag" TEXT, -- What may not be published
	"gag_until" TEXT CHECK ("gag_until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX ruling_ref ON "ruling" ("case", ref);
CREATE INDEX ruling_name ON "ruling" ("case", sort_key);
CREATE INDEX ruling_appeal_from ON "ruling" ("appeal_from");

-- Decisions on petitions.
CREATE TABLE "decision" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"ruling" INTEGER NOT NULL REFERENCES "ruling" (id),
	"petition" INTEGER NOT NULL REFERENCES "petition" (id), -- What it decides
	"outcome" TEXT CHECK ("outcome" IN ('granted', 'partly_granted', 'dismissed', 'rejected', 'remanded', 'interim', 'withdrawn')), -- Where it differs from the ruling's
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX decision_ref ON "decision" ("ruling", ref);
CREATE INDEX decision_name ON "decision" ("ruling", sort_key);
CREATE INDEX decision_petition ON "decision" ("petition");

-- Exhibits.
CREATE TABLE "exhibit" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"mark" TEXT, -- What the court calls it: P/1, Annex 1; never used twice
	"kind" TEXT NOT NULL CHECK ("kind" IN ('document', 'report', 'press', 'photo', 'video', 'audio', 'mail', 'data', 'affidavit', 'translation', 'other')),
	"dated" TEXT CHECK ("dated" GLOB '[0-9][0-9][0-9][0-9]*'),
	"source" TEXT, -- Who made it
	"source_url" TEXT,
	"obtained" TEXT CHECK ("obtained" GLOB '[0-9][0-9][0-9][0-9]*'),
	"obtained_from" TEXT,
	"obtained_how" TEXT,
	"language" TEXT,
	"pages" INTEGER CHECK ("pages" >= 0),
	"sha256" TEXT CHECK (length("sha256") = 64), -- Of the file's bytes, taken at intake
	"filename" TEXT,
	"mime" TEXT, -- The media type: application/pdf
	"size" INTEGER CHECK ("size" >= 0), -- Bytes
	"redaction_of" INTEGER REFERENCES "exhibit" (id), -- The original, where this is a redacted copy
	"reliability" TEXT CHECK ("reliability" IN ('01', '02', '03', '04', '99')), -- HURIDOCS grade of the source
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX exhibit_ref ON "exhibit" ("case", ref);
CREATE INDEX exhibit_name ON "exhibit" ("case", sort_key);
CREATE INDEX exhibit_redaction_of ON "exhibit" ("redaction_of");
CREATE UNIQUE INDEX exhibit_mark ON exhibit ("case", mark) WHERE mark IS NOT NULL;
CREATE INDEX exhibit_sha256 ON exhibit (sha256);

-- Chain of custody.
CREATE TABLE "custody" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"exhibit" INTEGER NOT NULL REFERENCES "exhibit" (id),
	"at" TEXT NOT NULL CHECK ("at" <> ''), -- A day, or a time in UTC: 2020-04-17T10:42:00Z
	"event" TEXT NOT NULL CHECK ("event" IN ('collected', 'received', 'copied', 'transferred', 'verified', 'timestamped', 'exported', 'redacted', 'returned', 'destroyed')),
	"from" TEXT,
	"to" TEXT,
	"by" TEXT,
	"place" TEXT,
	"sha256" TEXT CHECK (length("sha256") = 64), -- Of the bytes at that moment
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX custody_ref ON "custody" ("exhibit", ref);
CREATE INDEX custody_name ON "custody" ("exhibit", sort_key);

-- Claims.
CREATE TABLE "claim" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"statement" TEXT, -- What must be proved
	"status" TEXT NOT NULL CHECK ("status" IN ('unproven', 'supported', 'proven', 'disputed')),
	"answer" TEXT, -- What the other side says
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX claim_ref ON "claim" ("petition", ref);
CREATE INDEX claim_name ON "claim" ("petition", sort_key);

-- Proofs.
CREATE TABLE "proof" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"claim" INTEGER NOT NULL REFERENCES "claim" (id),
	"exhibit" INTEGER NOT NULL REFERENCES "exhibit" (id),
	"bearing" TEXT NOT NULL CHECK ("bearing" IN ('supports', 'contradicts', 'context')),
	"pages" TEXT, -- Such as 3-4, 7
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX proof_ref ON "proof" ("claim", ref);
CREATE INDEX proof_name ON "proof" ("claim", sort_key);
CREATE INDEX proof_exhibit ON "proof" ("exhibit");

-- Authorities.
CREATE TABLE "authority" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('statute', 'treaty', 'regulation', 'bill', 'case_law', 'listing', 'guideline')),
	"citation" TEXT,
	"provision" TEXT, -- Such as art. 1(d)
	"jurisdiction" TEXT,
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'),
	"url" TEXT,
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX authority_ref ON "authority" (ref);
CREATE INDEX authority_name ON "authority" (sort_key);

-- Chronology.
CREATE TABLE "event" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('fact', 'violation', 'publication', 'legislation', 'procedure', 'sanction', 'statement', 'other')),
	"place" TEXT,
	"text" TEXT,
	"source" INTEGER REFERENCES "exhibit" (id), -- The exhibit that reports it
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX event_ref ON "event" ("case", ref);
CREATE INDEX event_name ON "event" ("case", sort_key);
CREATE INDEX event_source ON "event" ("source");

-- Deadlines.
CREATE TABLE "deadline" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"case" INTEGER NOT NULL REFERENCES "case" (id),
	"petition" INTEGER REFERENCES "petition" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('limit', 'reminder', 'hearing')),
	"due" TEXT NOT NULL CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	"rule" TEXT, -- The rule it follows from
	"counts_from" TEXT CHECK ("counts_from" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- The day that sets it running
	"status" TEXT NOT NULL CHECK ("status" IN ('open', 'done', 'missed', 'cancelled')),
	"done" TEXT CHECK ("done" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- The day it was met
	"assigned" INTEGER REFERENCES "contact" (id),
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX deadline_ref ON "deadline" ("case", ref);
CREATE INDEX deadline_name ON "deadline" ("case", sort_key);
CREATE INDEX deadline_petition ON "deadline" ("petition");
CREATE INDEX deadline_assigned ON "deadline" ("assigned");

-- Filings.
CREATE TABLE "filing" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"profile" TEXT, -- The set of rules it was made by
	"language" TEXT,
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'),
	"sha256" TEXT CHECK (length("sha256") = 64),
	"marks" TEXT, -- The exhibit marks that this filing fixed
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX filing_ref ON "filing" ("petition", ref);
CREATE INDEX filing_name ON "filing" ("petition", sort_key);

-- Links.
CREATE TABLE "link" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"from" INTEGER NOT NULL,
	"from_entity" TEXT NOT NULL CHECK ("from_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 
		'letter', 'version', 'recipient', 'cosigner', 'ruling', 'decision', 
		'exhibit', 'custody', 'claim', 'proof', 'authority', 'event', 
		'deadline', 'filing', 'link', 'batch')), -- A record: petition:nso-mexico
	"word" TEXT NOT NULL CHECK ("word" IN ('cites', 'answers', 'appeals', 'supersedes', 'follows')),
	"to" INTEGER NOT NULL,
	"to_entity" TEXT NOT NULL CHECK ("to_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 
		'letter', 'version', 'recipient', 'cosigner', 'ruling', 'decision', 
		'exhibit', 'custody', 'claim', 'proof', 'authority', 'event', 
		'deadline', 'filing', 'link', 'batch')), -- A record: authority:decl-2007
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX link_ref ON "link" (ref);
CREATE INDEX link_name ON "link" (sort_key);
CREATE INDEX link_from ON "link" ("from");
CREATE INDEX link_to ON "link" ("to");

-- Imports.
CREATE TABLE "batch" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"filename" TEXT NOT NULL CHECK ("filename" <> ''),
	"sha256" TEXT NOT NULL CHECK (length("sha256") = 64), -- Of the imported file
	"at" TEXT NOT NULL CHECK ("at" <> ''), -- When, in UTC
	"rows_read" INTEGER CHECK ("rows_read" >= 0),
	"rows_added" INTEGER CHECK ("rows_added" >= 0),
	"rows_refused" INTEGER CHECK ("rows_refused" >= 0),
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX batch_ref ON "batch" ("petition", ref);
CREATE INDEX batch_name ON "batch" ("petition", sort_key);

-- The words of every record but signatories; rowid is the record's id. There are no triggers: SQLite
-- refuses them on search tables where the schema is not trusted, and ours never is (search_index.c).
CREATE VIRTUAL TABLE record_search USING fts5 (
	entity UNINDEXED, ref, headline, body, tokenize = 'amparo', prefix = '2'
);

-- The words of signatories; the texts stay in their own table.
CREATE VIRTUAL TABLE signatory_search USING fts5 (
	name, city, comment, notes, tokenize = 'amparo', content = 'signatory', content_rowid = 'id',
	columnsize = 0
);
INSERT INTO signatory_search (signatory_search, rank) VALUES ('hashsize', 33554432);

