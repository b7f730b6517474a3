-- Signatures that add up: why each one counts or does not, who is one person twice, by which rules, and what was
-- declared of which place. Letters: who was asked when, and how they sign.

-- Why a signature has its state, and what the file said beside.
ALTER TABLE signatory ADD COLUMN "state_on" TEXT CHECK ("state_on" GLOB '[0-9][0-9][0-9][0-9]*'); -- Since when it has this state; empty: since it came in
ALTER TABLE signatory ADD COLUMN "rule" TEXT; -- What gave it this state; empty: it came in so
ALTER TABLE signatory ADD COLUMN "state_before" TEXT CHECK ("state_before" IN ('pending', 'valid', 'duplicate', 'invalid', 'withdrawn')); -- What a rule made invalid was this before
ALTER TABLE signatory ADD COLUMN "duplicate_of" INTEGER REFERENCES "signatory" (id); -- The row that counts in its place
ALTER TABLE signatory ADD COLUMN "consent_source" TEXT; -- Where the consent was given
ALTER TABLE signatory ADD COLUMN "external_id" TEXT; -- What the platform calls this person or signature
ALTER TABLE signatory ADD COLUMN "extra" TEXT; -- Columns of the file that are no field here, as they came
CREATE INDEX signatory_duplicate_of ON signatory (duplicate_of) WHERE duplicate_of IS NOT NULL;
-- How many are left out by which rule is read from this index alone; most rows are valid and not in it.
CREATE INDEX signatory_rule ON signatory (petition, state, rule, id) WHERE state <> 'valid';

-- What was done with the imported file.
ALTER TABLE batch ADD COLUMN "exhibit" INTEGER REFERENCES "exhibit" (id); -- The file itself, kept
ALTER TABLE batch ADD COLUMN "platform" TEXT; -- Where the file was exported, as its columns show
ALTER TABLE batch ADD COLUMN "encoding" TEXT; -- How its letters were written
ALTER TABLE batch ADD COLUMN "mapping" TEXT; -- Which column was taken as which field
ALTER TABLE batch ADD COLUMN "by" TEXT; -- Who took it in
ALTER TABLE batch ADD COLUMN "rows_updated" INTEGER CHECK ("rows_updated" >= 0); -- People already there, of whom something changed
ALTER TABLE batch ADD COLUMN "rows_unchanged" INTEGER CHECK ("rows_unchanged" >= 0); -- People already there, with nothing new
ALTER TABLE batch ADD COLUMN "rows_same" INTEGER CHECK ("rows_same" >= 0); -- Kept as duplicates of another row
ALTER TABLE batch ADD COLUMN "rows_doubtful" INTEGER CHECK ("rows_doubtful" >= 0); -- Kept, and put to the review
CREATE INDEX batch_exhibit ON batch (exhibit);

-- A total may be of a part: the United Kingdom's site tells them by country, region and constituency.
ALTER TABLE total ADD COLUMN "part" TEXT CHECK ("part" IN ('whole', 'country', 'region', 'constituency')); -- What it is the total of; empty: of everything
ALTER TABLE total ADD COLUMN "country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'); -- Of a part: its country
ALTER TABLE total ADD COLUMN "place" TEXT; -- Of a part: its name, as the source writes it
ALTER TABLE total ADD COLUMN "time" TEXT; -- The time of that day in UTC, such as 14:05

-- How a letter is signed, and who was asked when.
ALTER TABLE letter ADD COLUMN "signers_by" TEXT CHECK ("signers_by" IN ('position', 'name')); -- How the signature block is ordered
ALTER TABLE cosigner ADD COLUMN "office" TEXT; -- In what office they signed: director, professor of law
ALTER TABLE cosigner ADD COLUMN "identification_only" TEXT CHECK ("identification_only" IN ('yes', 'no')); -- The affiliation says who they are; it does not sign
ALTER TABLE cosigner ADD COLUMN "invited" TEXT CHECK ("invited" GLOB '[0-9][0-9][0-9][0-9]*'); -- When they were asked
ALTER TABLE cosigner ADD COLUMN "reminded" TEXT CHECK ("reminded" GLOB '[0-9][0-9][0-9][0-9]*'); -- When they were last reminded

ALTER TABLE contact ADD COLUMN "region" TEXT; -- A state, province or district
ALTER TABLE contact ADD COLUMN "postcode" TEXT;
ALTER TABLE contact ADD COLUMN "external_id" TEXT; -- What the address book or platform calls them
ALTER TABLE contact ADD COLUMN "extra" TEXT; -- What the file said beside, as it came

-- Doubtful pairs.
CREATE TABLE "pair" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"one" INTEGER NOT NULL REFERENCES "signatory" (id), -- The row that came first
	"other" INTEGER NOT NULL REFERENCES "signatory" (id), -- The row that came later
	"score" INTEGER CHECK ("score" >= 0), -- How alike they are, of 100
	"why" TEXT, -- What is alike in them
	"verdict" TEXT NOT NULL CHECK ("verdict" IN ('open', 'later', 'same', 'different')),
	"decided" TEXT CHECK ("decided" GLOB '[0-9][0-9][0-9][0-9]*'), -- When somebody decided
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX pair_ref ON "pair" ("petition", ref);
CREATE INDEX pair_name ON "pair" ("petition", sort_key);
CREATE INDEX pair_one ON "pair" ("one");
CREATE INDEX pair_other ON "pair" ("other");
CREATE INDEX pair_verdict ON "pair" ("petition", "verdict", "score");

-- Rules by which signatures do not count.
CREATE TABLE "rule" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('email_domain', 'place', 'name_pattern', 'signed_between', 'url_in_name', 'batch')),
	"pattern" TEXT, -- A domain, a place or a name; * stands for anything
	"from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]*'), -- The first day
	"to" TEXT CHECK ("to" GLOB '[0-9][0-9][0-9][0-9]*'), -- The last day
	"batch" INTEGER REFERENCES "batch" (id), -- The import that it is about
	"reason" TEXT NOT NULL CHECK ("reason" <> ''), -- Why such signatures do not count
	"applied" TEXT CHECK ("applied" GLOB '[0-9][0-9][0-9][0-9]*'), -- When it was last applied
	"rows" INTEGER CHECK ("rows" >= 0), -- How many signatures it has made invalid
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX rule_ref ON "rule" ("petition", ref);
CREATE INDEX rule_name ON "rule" ("petition", sort_key);
CREATE INDEX rule_batch ON "rule" ("batch");

-- Thresholds: numbers at which something follows.
CREATE TABLE "threshold" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT NOT NULL CHECK ("title" <> ''),
	"petition" INTEGER NOT NULL REFERENCES "petition" (id),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('signatures', 'country', 'countries')),
	"value" INTEGER NOT NULL CHECK ("value" >= 0), -- How many are needed
	"country" TEXT CHECK ("country" GLOB '[A-Z][A-Z]'), -- For the minimum of one country
	"source" TEXT, -- The rule that asks for it
	"notes" TEXT, -- For yourselves; never leaves in a bundle
	"level" TEXT NOT NULL CHECK ("level" IN ('public', 'filed', 'team', 'sealed')), -- Who may see it; above 'filed' it does not leave in a bundle
	sort_key BLOB NOT NULL -- ICU's, of the title
) STRICT;
CREATE UNIQUE INDEX threshold_ref ON "threshold" ("petition", ref);
CREATE INDEX threshold_name ON "threshold" ("petition", sort_key);

-- Links reach the new kinds of record. A rule on a column cannot be changed, so the table is made anew.
CREATE TABLE "link_next" (
	id INTEGER PRIMARY KEY NOT NULL,
	revision INTEGER NOT NULL, -- the journal entry that wrote it last
	"ref" TEXT NOT NULL CHECK ("ref" <> ''), -- The short name you call it by; left empty, it is made for you
	"title" TEXT,
	"from" INTEGER NOT NULL,
	"from_entity" TEXT NOT NULL CHECK ("from_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 'letter', 'version',
		'recipient', 'cosigner', 'ruling', 'decision', 'exhibit', 'custody', 'claim', 'proof',
		'authority', 'event', 'deadline', 'filing', 'link', 'batch', 'pair', 'rule',
		'threshold')), -- A record: petition:nso-mexico
	"word" TEXT NOT NULL CHECK ("word" IN ('cites', 'answers', 'appeals', 'supersedes', 'follows')),
	"to" INTEGER NOT NULL,
	"to_entity" TEXT NOT NULL CHECK ("to_entity" IN ('case', 'contact', 'party', 'petition', 'signatory', 'total', 'letter', 'version',
		'recipient', 'cosigner', 'ruling', 'decision', 'exhibit', 'custody', 'claim', 'proof',
		'authority', 'event', 'deadline', 'filing', 'link', 'batch', 'pair', 'rule',
		'threshold')), -- A record: authority:decl-2007
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
