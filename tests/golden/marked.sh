#!/usr/bin/env bash
# usage: AMPARO=PROGRAM tests/golden/marked.sh FILE, in an empty folder
# A case file with two petitions whose exhibits have marks of theirs: P/1 to P/4, with a late one between two, one that was
# withdrawn, and a number on each page; and ע/יד to ע/יז, with Hebrew letters for numbers. All in it is made up.
set -euo pipefail

amparo() { "$AMPARO" --file "$file" "$@" >/dev/null; }
exhibit() { # REF TITLE PAGES FIELD=VALUE...
	local ref=$1 title=$2 pages=$3
	shift 3
	printf '%s.\n' "$title" >"$ref.txt"
	amparo exhibit add --case permits "$ref.txt" --by 'Dana Levi' "ref=$ref" "title=$title" "pages=$pages" "$@"
}

file=$1
amparo init
amparo add case ref=permits title='The permits' jurisdiction=Israel
exhibit request 'The request' 2 dated=2026-01-12
exhibit refusal 'The refusal' 3 dated=2026-02-01
exhibit memo 'A memorandum that was withdrawn' 4
exhibit table 'The table of permits' 12 level=sealed
exhibit reminder 'The reminder' 1 dated=2026-02-20
exhibit opinion 'An opinion' 5

# Numbers: filed, then a late one between two, one withdrawn, one redacted in place of its original.
amparo add petition case=permits ref=writ title='Petition against the refusal' forum='High Court of Justice' \
	filed=2026-03-01 status=filed \
	text='The [request](exhibit:request) was [refused](exhibit:refusal), by a [memorandum](exhibit:memo) and a [table](exhibit:table).'
amparo mark assign --petition writ request refusal memo table
amparo mark bates --petition writ --prefix PRM- --start 101 --width 5
amparo add filing petition=writ date=2026-03-01 profile=il-hcj
amparo mark after writ/P/2 reminder
amparo mark withdraw writ/P/3 --why 'not disclosed'
amparo mark bates --petition writ
printf 'The table of permits, without names.\n' >open.txt
amparo exhibit add --case permits open.txt --by 'Dana Levi' ref=open-table title='The table of permits, without names' \
	pages=12 redaction_of=table redaction_why='Names of third persons'

# Hebrew letters, which go on from what the exhibits are called already: 14, then 15 and 16, in which no part of the Name is.
amparo edit exhibit opinion mark='ע/יד'
amparo add petition case=permits ref=atira title='עתירה נגד הסירוב' language=he forum='בית המשפט הגבוה לצדק' \
	text='ראו את [חוות הדעת](exhibit:opinion), את [הבקשה](exhibit:request), את [הסירוב](exhibit:refusal) ואת [התזכורת](exhibit:reminder).'
amparo mark assign --petition atira
amparo add filing petition=atira date=2026-03-02
