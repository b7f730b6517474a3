#include "config.h"

#include "cli/by.h"
#include "cli/exhibit_kinds.h"
#include "cli/kinds.h"
#include "cli/verbs.h"
#include "model/i18n.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("add: the case that it belongs to") },
	{ "by-reference", false, NULL,
		N_("add: keep hash, size and where it lies, and leave the file there") },
	{ "again", false, NULL, N_("add: also what the case has already") },
	{ "dry-run", false, NULL, N_("add: list what would come, and change nothing") },
	{ "no-read", false, NULL, N_("add: leave the text in it to exhibit read") },
	{ "strip", false, NULL, N_("extract: take off what the file says of itself") },
	{ "out", true, "FILE", N_("extract: a new file for its bytes") },
	{ "format", true, "FORMAT",
		N_("custody: text, csv, json or docbook; read: text, csv or json") },
	{ "enter", true, "EVENT",
		N_("custody: enter an act: collected, transferred, returned ...") },
	{ "from", true, "NAME", N_("custody: who gave it") },
	{ "to", true, "NAME", N_("custody, extract: who it is handed to") },
	{ "place", true, "PLACE", N_("custody: where that was") },
	{ "at", true, "TIME", N_("custody: when: a day, or a time with its zone; otherwise now") },
	{ "note", true, "TEXT", N_("custody: a note for yourselves") },
	{ "page", true, "N", N_("text: this page alone; redact: burnt whole, such as 3 or 2-4") },
	{ "language", true, "LANGUAGES",
		N_("ocr: those to look for, as tesseract names them: heb+eng") },
	{ "request", true, "FILE", N_("stamp: a new file for the query to an authority") },
	{ "all", false, NULL, N_("stamp: ask for a list of all exhibits' hashes") },
	{ "journal", false, NULL, N_("stamp: ask for the head of the journal") },
	{ "policy", true, "OID", N_("stamp: the rules to be stamped by; otherwise any") },
	{ "reply", true, "FILE", N_("stamp: the authority's answer") },
	{ "ca", true, "FILE",
		N_("stamp: certificates (PEM) to trust; otherwise those of the system") },
	{ "out-title", true, "TITLE", N_("redact: what the redacted version is called") },
	{ "why", true, "TEXT", N_("redact: the reason, and the rule that it rests on") },
	{ "level", true, "LEVEL", N_("redact: of the redacted version") },
	{ "word", true, "WORD", N_("redact: to be burnt wherever it stands; several times") },
	{ "words", true, "FILE", N_("redact: such words, one a line") },
	{ "area", true, "PAGE:X,Y,W,H",
		N_("redact: to be burnt, in points from the upper left corner; several times") },
	{ "ocr", true, "LANGUAGES",
		N_("redact: in which pictures are read for the words, heb+eng; none") },
	{ "dpi", true, "N", N_("redact: how finely pages are drawn (200)") },
	{ "viewer", true, "COMMAND",
		N_("open: what to look at it with; otherwise $AMPARO_VIEWER") },
	BY_OPTION,
	{ NULL, false, NULL, NULL },
};

static const struct kind kinds[] = {
	{ "add", " case by by-reference again dry-run no-read ", 0, -1, exhibit_kind_add },
	{ "custody", " format out enter from to place at by note ", 0, -1, exhibit_kind_custody },
	{ "extract", " out strip to by ", 0, -1, exhibit_kind_extract },
	{ "ocr", " language ", 0, -1, exhibit_kind_ocr },
	{ "open", " viewer by ", 0, -1, exhibit_kind_open },
	{ "read", " format ", 0, -1, exhibit_kind_read },
	{ "text", " page ", 0, -1, exhibit_kind_text },
	{ "stamp", " request all journal policy reply ca ", 0, -1, exhibit_kind_stamp },
	{ "redact", " out-title why level word words area page ocr dpi dry-run by ", 0, -1,
		exhibit_kind_redact },
	{ "verify", " by ", 0, -1, exhibit_kind_verify },
	{ .name = NULL },
};

static int run(struct cli *cli)
{
	return kinds_run(cli, "exhibit", kinds);
}

const struct verb verb_exhibit = { .name = "exhibit",
	.usage = "add --case REF PATH [--by-reference] [--again] [--dry-run] [--no-read]\n"
		 "           [--by NAME] [field=value...]\n"
		 "       amparo exhibit custody REF [--format text|csv|json|docbook] [--out FILE]\n"
		 "       amparo exhibit custody REF --enter EVENT [--from NAME] [--to NAME]\n"
		 "           [--place PLACE] [--at TIME] [--by NAME] [--note TEXT]\n"
		 "       amparo exhibit extract REF --out FILE [--strip] [--to NAME] [--by NAME]\n"
		 "       amparo exhibit ocr REF --language LANGUAGES\n"
		 "       amparo exhibit open REF [--viewer COMMAND] [--by NAME]\n"
		 "       amparo exhibit read [REF] [--format text|csv|json]\n"
		 "       amparo exhibit text REF [--page N]\n"
		 "       amparo exhibit stamp --request FILE [--policy OID] REF|--all|--journal\n"
		 "       amparo exhibit stamp --reply FILE [--ca FILE] [STAMP]\n"
		 "       amparo exhibit redact REF --why \"REASON; RULE\" [--word WORD] [--words "
		 "FILE]\n"
		 "           [--area PAGE:X,Y,W,H] [--page N] [--out-title TITLE] [--level LEVEL]\n"
		 "           [--ocr LANGUAGES] [--dpi N] [--dry-run] [--by NAME]\n"
		 "       amparo exhibit verify [REF] [--by NAME]",
	.summary = N_("take evidence in, give it back, check it"),
	.help = N_("The file goes into the case file with its SHA-256 and a first custody entry; "
		   "the same bytes are stored once."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
