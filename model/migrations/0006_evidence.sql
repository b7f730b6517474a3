-- Evidence that stands up: where each exhibit came from and lies, what is read in it, how it is marked, stamped and
-- redacted; claims with reasons; what courts decided ground by ground and what follows; deadlines with their arithmetic.

ALTER TABLE "exhibit" ADD COLUMN "parent" INTEGER REFERENCES "exhibit" (id); -- The message that it was attached to
ALTER TABLE "exhibit" ADD COLUMN "path" TEXT; -- Where it stood in the folder, bag or mailbox it was taken from
ALTER TABLE "exhibit" ADD COLUMN "lies" TEXT; -- Where the file lies that is not kept in the case file
ALTER TABLE "exhibit" ADD COLUMN "volume" TEXT; -- The drive that it lies on
ALTER TABLE "exhibit" ADD COLUMN "redaction_why" TEXT; -- Why this redacted copy leaves something out, and by which rule
CREATE INDEX exhibit_parent ON exhibit (parent) WHERE parent IS NOT NULL;

-- What programs read in the bytes of an exhibit. It follows from the bytes, so it is not in the journal; it can be read again.
CREATE TABLE reading (
	sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64), -- of the bytes that were read
	at     TEXT NOT NULL, -- when, in UTC
	mime   TEXT, -- what the bytes are
	pages  INTEGER CHECK (pages >= 0), -- where there are pages
	state  TEXT NOT NULL CHECK (state IN ('read', 'nothing', 'refused', 'stopped')), -- nothing: no text is in it; refused: it cannot be read; stopped: it cost too much
	why    TEXT, -- refused or stopped: what happened
	ocr    TEXT -- the languages in which pictures of text were read; empty: they were not
) STRICT;
CREATE TABLE reading_page (
	id     INTEGER PRIMARY KEY NOT NULL,
	sha256 TEXT NOT NULL,
	page   INTEGER NOT NULL CHECK (page >= 1),
	ocr    INTEGER NOT NULL CHECK (ocr IN (0, 1)), -- read from a picture, so that it may be wrong
	text   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX reading_page_place ON reading_page (sha256, page);
CREATE TABLE reading_says (
	id      INTEGER PRIMARY KEY NOT NULL,
	sha256  TEXT NOT NULL,
	name    TEXT NOT NULL, -- date, place, device, author, program ...
	value   TEXT NOT NULL, -- what the file says; nobody vouches for it
	reveals INTEGER NOT NULL CHECK (reveals IN (0, 1)) -- it may lead to a source
) STRICT;
CREATE INDEX reading_says_of ON reading_says (sha256);
CREATE VIRTUAL TABLE page_search USING fts5 (
	text, tokenize = 'amparo', content = 'reading_page', content_rowid = 'id', columnsize = 0, prefix = '1 2'
);
INSERT INTO page_search (page_search, rank) VALUES ('hashsize', 33554432);

-- Time stamps by an authority (RFC 3161).
CREATE TABLE "stamp" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"of" TEXT NOT NULL CHECK ("of" IN ('exhibit', 'all', 'journal')), -- What it stamps
	"exhibit" INTEGER REFERENCES "exhibit" (id),
	"sha256" TEXT CHECK (length("sha256") = 64), -- Of what is stamped
	"manifest" TEXT CHECK (length("manifest") = 64), -- The list of hashes that was stamped, kept
	"asked" TEXT, -- When the query was written, in UTC
	"nonce" TEXT, -- The number by which the answer is known
	"reply" TEXT CHECK (length("reply") = 64), -- The answer itself, kept
	"stamped" TEXT, -- Since when it is proven to exist, in UTC
	"authority" TEXT, -- Who stamped it, as their certificate says
	"serial" TEXT, -- The number they gave it
	"policy" TEXT, -- The rules they stamp by
	"state" TEXT NOT NULL CHECK ("state" IN ('asked', 'refused', 'untrusted', 'trusted')), -- How far it is
	"ca" TEXT CHECK (length("ca") = 64), -- The certificates that the authority's was checked by, kept
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX stamp_ref ON "stamp" (ref);
CREATE INDEX stamp_name ON "stamp" (sort_key);
CREATE INDEX stamp_exhibit ON "stamp" ("exhibit");

-- What an exhibit is called in a petition.
CREATE TABLE "mark" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"exhibit" INTEGER NOT NULL REFERENCES "exhibit" (id),
	"mark" TEXT NOT NULL CHECK ("mark" <> ''), -- P/1, Annex 1; never used twice
	"number" INTEGER CHECK ("number" >= 0), -- Its place among them
	"suffix" TEXT, -- The letter of a late one: the A of 12A
	"state" TEXT NOT NULL CHECK ("state" IN ('draft', 'fixed', 'withdrawn')),
	"why" TEXT, -- The word that stands in the gap of a withdrawn one
	"filing" INTEGER REFERENCES "filing" (id), -- The filing that fixed it
	"bates_first" TEXT, -- The number on its first page
	"bates_last" TEXT, -- The number on its last page
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX mark_ref ON "mark" ("petition", ref);
CREATE INDEX mark_name ON "mark" ("petition", sort_key);
CREATE INDEX mark_exhibit ON "mark" ("exhibit");
CREATE INDEX mark_filing ON "mark" ("filing");
-- Drafts change places with one another, which an undo does row by row.
CREATE UNIQUE INDEX mark_mark ON mark (petition, mark) WHERE state <> 'draft';
ALTER TABLE "petition" ADD COLUMN "mark_prefix" TEXT; -- What stands before the number of an exhibit
ALTER TABLE "petition" ADD COLUMN "mark_style" TEXT CHECK ("mark_style" IN ('numbers', 'letters', 'hebrew')); -- How exhibits are numbered
ALTER TABLE "petition" ADD COLUMN "bates_prefix" TEXT; -- What stands before the number on each page
ALTER TABLE "petition" ADD COLUMN "bates_start" INTEGER CHECK ("bates_start" >= 0); -- The number on the first page
ALTER TABLE "petition" ADD COLUMN "bates_width" INTEGER CHECK ("bates_width" >= 0); -- Digits of the number on each page

-- Claims are a tree; a status that somebody set has its reason.
ALTER TABLE "claim" ADD COLUMN "parent" INTEGER REFERENCES "claim" (id); -- The element that this fact belongs to
ALTER TABLE "claim" ADD COLUMN "status_reason" TEXT; -- Why the status is another than its proofs say
CREATE INDEX claim_parent ON claim (parent);
-- What was set by hand before there was a rule stays as it was set.
UPDATE claim SET status_reason = 'Set by hand' WHERE status <> 'unproven'
	OR EXISTS (SELECT 1 FROM proof WHERE proof.claim = claim.id AND bearing = 'supports');
ALTER TABLE "proof" ADD COLUMN "quote" TEXT; -- The words that matter, as they stand there

-- Rulings: ground by ground, and what follows.
ALTER TABLE "ruling" ADD COLUMN "quote_page" TEXT; -- Where the quotation stands
ALTER TABLE "ruling" ADD COLUMN "gag_scope" TEXT CHECK ("gag_scope" IN ('ruling', 'case')); -- What the gag order covers
-- What a court said to one ground of a petition.
CREATE TABLE "ground" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"ruling" INTEGER NOT NULL REFERENCES "ruling" (id),
	"outcome" TEXT CHECK ("outcome" IN ('upheld', 'partly_upheld', 'rejected', 'left_open')),
	"claim" INTEGER REFERENCES "claim" (id), -- The claim that it speaks of
	"text" TEXT, -- What the court said
	"pages" TEXT, -- Where it says so
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX ground_ref ON "ground" ("ruling", ref);
CREATE INDEX ground_name ON "ground" ("ruling", sort_key);
CREATE INDEX ground_claim ON "ground" ("claim");

-- What follows from a ruling for those who come later.
CREATE TABLE "effect" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"ruling" INTEGER NOT NULL REFERENCES "ruling" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('closes', 'opens', 'binds', 'orders')),
	"forum" TEXT, -- The court that it concerns
	"respondent" INTEGER REFERENCES "contact" (id), -- Where it concerns petitions against one alone
	"from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]*'), -- Since when
	"until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]*'), -- Until when; empty: for good
	"text" TEXT, -- What follows, in a few sentences
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX effect_ref ON "effect" ("ruling", ref);
CREATE INDEX effect_name ON "effect" ("ruling", sort_key);
CREATE INDEX effect_respondent ON "effect" ("respondent");

-- A part of an authority that is cited.
CREATE TABLE "provision" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"authority" INTEGER NOT NULL REFERENCES "authority" (id),
	"text" TEXT, -- Its wording
	"url" TEXT,
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX provision_ref ON "provision" ("authority", ref);
CREATE INDEX provision_name ON "provision" ("authority", sort_key);

-- What one source says of an event.
CREATE TABLE "account" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"event" INTEGER NOT NULL REFERENCES "event" (id),
	"exhibit" INTEGER REFERENCES "exhibit" (id),
	"date" TEXT CHECK ("date" GLOB '[0-9][0-9][0-9][0-9]*'), -- The date as this source has it
	"pages" TEXT, -- Such as 3-4, 7
	"quote" TEXT, -- The words that matter, as they stand there
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX account_ref ON "account" ("event", ref);
CREATE INDEX account_name ON "account" ("event", sort_key);
CREATE INDEX account_exhibit ON "account" ("exhibit");

-- Deadlines: what they count from, how, and who checked.
ALTER TABLE "deadline" ADD COLUMN "event" INTEGER REFERENCES "event" (id); -- The event that it counts from
ALTER TABLE "deadline" ADD COLUMN "ruling" INTEGER REFERENCES "ruling" (id); -- The ruling that it counts from
ALTER TABLE "deadline" ADD COLUMN "law" TEXT; -- The law that the rule rests on
ALTER TABLE "deadline" ADD COLUMN "arithmetic" TEXT; -- How the day was counted, line by line
ALTER TABLE "deadline" ADD COLUMN "warning" TEXT CHECK ("warning" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'); -- The day of the early warning
ALTER TABLE "deadline" ADD COLUMN "time" TEXT; -- The time of day where it happens, such as 09:30
ALTER TABLE "deadline" ADD COLUMN "place" TEXT; -- Where it happens
ALTER TABLE "deadline" ADD COLUMN "checked_by" TEXT; -- Who counted it a second time
ALTER TABLE "deadline" ADD COLUMN "checked" TEXT CHECK ("checked" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'); -- The day that was done

-- Parties: which side they stand on, and what they are called where they must not be named.
ALTER TABLE "party" ADD COLUMN "side" TEXT CHECK ("side" IN ('asking', 'answering', 'neither')); -- Which side it stands on; empty: as its role says
ALTER TABLE "party" ADD COLUMN "pseudonym" TEXT; -- What this case calls them where they must not be named
-- What was given once is never given to somebody else in that case, also when it was undone: not in the journal.
CREATE TABLE pseudonym_given (
	id        INTEGER PRIMARY KEY NOT NULL,
	"case"    INTEGER NOT NULL,
	pseudonym TEXT NOT NULL,
	contact   INTEGER NOT NULL -- who has it, or had it
) STRICT;
CREATE UNIQUE INDEX pseudonym_given_to ON pseudonym_given ("case", pseudonym, contact);

-- Links reach the new kinds of record. A rule on a column cannot be changed, so the table is made anew.
CREATE TABLE "link_next" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"from" INTEGER NOT NULL,
	"from_entity" TEXT NOT NULL CHECK ("from_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 'letter', 'version', 'recipient',
		'cosigner', 'ruling', 'decision', 'exhibit', 'custody', 'claim', 'proof', 'authority', 'event',
		'deadline', 'filing', 'link', 'batch', 'pair', 'rule', 'threshold', 'stamp', 'mark', 'ground',
		'effect', 'provision', 'account')), -- A record: petition:nso-mexico
	"word" TEXT NOT NULL CHECK ("word" IN ('cites', 'answers', 'appeals', 'supersedes', 'follows')),
	"to" INTEGER NOT NULL,
	"to_entity" TEXT NOT NULL CHECK ("to_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 'letter', 'version', 'recipient',
		'cosigner', 'ruling', 'decision', 'exhibit', 'custody', 'claim', 'proof', 'authority', 'event',
		'deadline', 'filing', 'link', 'batch', 'pair', 'rule', 'threshold', 'stamp', 'mark', 'ground',
		'effect', 'provision', 'account')), -- A record: authority:decl-2007
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
INSERT INTO link_next (id, revision, "ref", "title", "from", "from_entity", "word", "to", "to_entity", "notes", "level", sort_key)
	SELECT id, revision, "ref", "title", "from", "from_entity", "word", "to", "to_entity", "notes", "level", sort_key FROM link;
DROP TABLE link;
ALTER TABLE link_next RENAME TO link;
CREATE UNIQUE INDEX link_ref ON "link" (ref);
CREATE INDEX link_name ON "link" (sort_key);
CREATE INDEX link_from ON "link" ("from");
CREATE INDEX link_to ON "link" ("to");
