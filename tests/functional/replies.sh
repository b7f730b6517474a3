#!/usr/bin/env bash
# Answers to a letter from sheets: to which text a yes is, and whose answer it does not take back.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-10 AMPARO_NOW=2026-11-10T08:00:00Z TZ=UTC
amparo() { "$AMPARO" --file a.amparo "$@"; }
day() { export AMPARO_TODAY=2026-11-$1 AMPARO_NOW=2026-11-$1T08:00:00Z; }
import() { run amparo import replies --letter l "$@"; }
# verdicts SHEET: what a dry run says, a line each: line, verdict, whose.
verdicts() { amparo import replies --letter l --dry-run --format csv "$1" | tail -n +2 | cut -d, -f1-3 | tr -d '\r' | tr '\n' ' '; }
stands() { amparo letter board l --format csv | tr -d '\r' | awk -F, -v ref="$1" '$2 == ref { print $1, $5, $8 }'; }

amparo init >/dev/null
amparo add case ref=c title='A case' >/dev/null
amparo add letter case=c ref=l title='Letter' status=signing sign_by=2026-11-28 language=en >/dev/null
amparo add version letter=l language=en text='One' >/dev/null
for who in a b c d e f g h; do
	amparo add contact "ref=$who" "name=Name $who" "email=$who@example.org" >/dev/null
	amparo add cosigner letter=l "contact=$who" capacity=person >/dev/null
done

# ---- one text ----

day 14
printf 'email,answer,date\na@example.org,yes,2026-11-09\nb@example.org,yes,2026-11-14\nc@example.org,yes,\n' >first.csv
is 'where there is but one text, a yes is to that, also one of an earlier day' "$(verdicts first.csv)" \
	'2,confirmed,a 3,confirmed,b 4,confirmed,c '
import first.csv

# ---- the text changed ----

day 16
amparo edit version l/v1 text='Two' 2>/dev/null
import first.csv
is 'the same sheet again moves nobody to the new text' "$(stands a) / $(stands b) / $(stands c)" \
	'older 1 2026-11-09 / older 1 2026-11-14 / older 1 2026-11-14'
that 'a yes without a day does not say that it is to the new one' grep -qF 'line 4 refused: Name c, version 1 was confirmed' "$out"
printf 'email,answer,date,version\nd@example.org,yes,2026-11-15,\ne@example.org,yes,2026-11-09,\nf@example.org,yes,2026-11-16,\ng@example.org,yes,2026-11-15,2\nh@example.org,yes,,\nb@example.org,yes,2026-11-15,\nc@example.org,yes,2026-11-16,\n' >second.csv
is 'a yes is to the text of its day, unless it says to which' "$(verdicts second.csv)" \
	'2,older,d 3,refused,e 4,confirmed,f 5,confirmed,g 6,confirmed,h 7,known,b 8,confirmed,c ' || amparo import replies --letter l --dry-run second.csv
import second.csv
is 'who confirmed again stands below the new text' "$(stands b) / $(stands c) / $(stands d)" \
	'older 1 2026-11-14 / confirmed 2 2026-11-16 / older 1 2026-11-15'
that 'one of before all texts is a question' grep -qF 'add a column version' "$out"

# ---- what somebody took back ----

day 20
amparo letter withdraw l h >/dev/null
amparo letter decline l f >/dev/null
import second.csv
is 'a sheet that was read before brings nobody back' "$(stands h) / $(stands f)" 'withdrawn 2 2026-11-20 / declined 2 2026-11-20'
printf 'email,answer,date\nh@example.org,yes,2026-11-20\nf@example.org,yes,\n' >back.csv
import back.csv
is 'nor does a yes of the same day, or of none' "$(stands h) / $(stands f)" 'withdrawn 2 2026-11-20 / declined 2 2026-11-20'
that 'and it says what to do' grep -qF 'of a later day' "$out"
day 22
printf 'email,answer,date\nh@example.org,yes,2026-11-21\nf@example.org,yes,2026-11-22\n' >back.csv
import back.csv
is 'a later yes does' "$(stands h) / $(stands f)" 'confirmed 2 2026-11-21 / confirmed 2 2026-11-22'

# ---- two answers of one ----

printf 'email,answer,date\na@example.org,yes,2026-11-22\na@example.org,no,2026-11-22\nd@example.org,no,\nd@example.org,yes,\ne@example.org,yes,2026-11-22\ne@example.org,yes,2026-11-22\n' >two.csv
is 'two answers of which none is the later are not both taken' "$(verdicts two.csv)" \
	'2,confirmed,a 3,refused,a 4,declined,d 5,refused,d 6,confirmed,e 7,known,e '
import --dry-run two.csv
that 'the other line is named' grep -qF 'line 3 refused: Name a, line 2 says otherwise' "$out"
printf 'email,answer,date\na@example.org,no,2026-11-22 9:05\na@example.org,yes,2026-11-22 10:00\ne@example.org,yes,2026-11-22 22:00\ne@example.org,no,2026-11-22 21:00\nd@example.org,yes,2026-11-22 1:00 PM\nd@example.org,withdrawn,2026-11-22 11:00 AM\n' >times.csv
is 'the time of day says which is' "$(verdicts times.csv)" \
	'2,declined,a 3,confirmed,a 4,confirmed,e 5,refused,e 6,confirmed,d 7,refused,d '
printf 'email,answer\na@example.org,yes\na@example.org,withdrawn\n' >taken.csv
amparo letter confirm l a >/dev/null
is 'a yes that is taken back is' "$(verdicts taken.csv)" '2,known,a 3,withdrawn,a '
amparo undo >/dev/null

# ---- days ----

printf 'email,answer,date\na@example.org,yes,2062-11-22\nb@example.org,yes,2026-11-23\nd@example.org,yes,2026-11-24\n' >future.csv
is 'a day that has not come is a slip' "$(verdicts future.csv)" '2,refused, 3,confirmed,b 4,refused, '
day 30
printf 'email,answer,date\na@example.org,yes,2026-11-28\nb@example.org,yes,2026-11-29\ne@example.org,yes,\nd@example.org,no,2026-11-29\n' >late.csv
import late.csv
that 'who signed after the last day is counted, and told' grep -qF '2 signed after the last day to sign, 28 November 2026' "$out"
amparo undo >/dev/null
run amparo import replies --letter l --format json late.csv
is 'also to programs' "$(json "$out" '(d["confirmed"], d["after_sign_by"])')" '(3, 2)'

# ---- addresses ----

amparo undo >/dev/null
printf 'From,answer\n"Name, A" <A@Example.org>,yes\nmailto:b@example.org,yes\n <d@example.org> ,no\n' >from.csv
sed -i '2s/.*/"""Name, A"" <A@Example.org>",no/; 3s/yes/no/' from.csv
is 'an address is found as mail programs write it' "$(verdicts from.csv)" '2,declined,a 3,declined,b 4,declined,d '

# ---- the board's own sheet ----

amparo edit cosigner l/a position=3
amparo letter board l --format csv | tr -d '\r' | awk -F, -v OFS=, 'NR == 1 { print $0, "answer" } NR > 1 { $8 = ""; print $0, $2 == "a" ? "no" : "" }' >board.csv
is 'who has not answered yet is no mistake' "$(verdicts board.csv | tr ' ' '\n' | grep -c ',known,')" 7
import board.csv
is 'and a place in the block is no office' "$(amparo show cosigner l/a --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["state"], d["office"])')" 'declined None'

finish
