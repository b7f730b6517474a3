#!/usr/bin/env bash
# Time limits: counted line by line, kept only when that is said, checked by a second person.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_FILE=$PWD/cases.amparo
done_well 'a case' "$AMPARO" init
done_well 'a case' "$AMPARO" add case title='A case' ref=c
done_well 'another' "$AMPARO" add case title='Another' ref=d
done_well 'a ruling' "$AMPARO" add ruling case=c ref=r title='The ruling' date=2026-11-10 court=HCJ
done_well 'an event' "$AMPARO" add event case=c ref=e title='The decision is served' date=2026-10-31
done_well 'a petition' "$AMPARO" add petition case=c ref=p title='The petition' kind=court

# has NAME WORDS: what was printed last says that.
has() {
	if grep -qF -- "$2" "$out"; then pass "$1"; else fail "$1"; show_run; fi
}

# ---- rules ----
done_well 'rules are listed' "$AMPARO" deadline rules
has 'with whose they are' 'European Court of Human Rights'
has 'and that they were not verified' 'not verified: check the source'
done_well 'rules as JSON' "$AMPARO" deadline rules --format json
that 'which is JSON' python3 -m json.tool "$out"
done_well 'rules as CSV' "$AMPARO" deadline rules --format csv

# ---- counting ----
done_well 'it is counted' "$AMPARO" deadline compute --rule echr-4-months --from 2026-10-31
has 'line by line' '4 months later: 28 February 2027; the month has no day 31, its last day takes its place'
has 'with the last day' 'The last day is Sunday 28 February 2027'
has 'and nothing is kept' 'Nothing was kept'
run "$AMPARO" deadline list
has 'so there is none' 'there are no deadlines'
done_well 'days that a court set' "$AMPARO" deadline compute --rule il-hcj-days --days 10 --ruling r
has 'over the Israeli weekend' '20 November 2026 is a Friday, no working day (weekend)'
has 'to the Sunday' 'The last day is Sunday 22 November 2026'
done_well 'no limit' "$AMPARO" deadline compute --rule mx-amparo-any-time
has 'is said' 'The rule sets no last day.'
done_well 'as JSON' "$AMPARO" deadline compute --rule mx-amparo-15-days --from 2026-09-01 --format json
that 'which is JSON' python3 -m json.tool "$out"
has 'with its day' '"due": "2026-09-24"'

refused 'no rule' 2 'rules lists them' "$AMPARO" deadline compute
refused 'a rule that is not there' 1 'there is no rule' "$AMPARO" deadline compute --rule x --from 2026-10-31
refused 'no day' 2 '--from' "$AMPARO" deadline compute --rule echr-4-months
refused 'half a day' 1 'to the day' "$AMPARO" deadline compute --rule echr-4-months --from 2026-10
refused 'no day at all' 1 '--from' "$AMPARO" deadline compute --rule echr-4-months --from 07/08/2026
refused 'no number' 1 'number of days' "$AMPARO" deadline compute --rule il-hcj-days --from 2026-10-01
refused 'a number too much' 1 'its own term' "$AMPARO" deadline compute --rule echr-4-months --days 3 --from 2026-10-01
refused 'no number' 2 '--days' "$AMPARO" deadline compute --rule il-hcj-days --days ten --from 2026-10-01
refused 'a missing year is said' 1 'IL-2028.conf' "$AMPARO" deadline compute --rule il-hcj-days --days 3 --from 2028-01-02
refused 'two cases' 1 'another case' "$AMPARO" deadline compute --rule echr-4-months --case d --event e
refused 'without a case nothing is kept' 2 'the case' "$AMPARO" deadline compute --rule echr-4-months --from 2026-10-31 --accept
run "$AMPARO" deadline compute --rule mx-amparo-any-time --case c --accept
is 'no limit is not kept' "$status" 1

# ---- the user's own ----
mkdir -p "$XDG_CONFIG_HOME/amparo/deadlines/holidays" "$XDG_CONFIG_HOME/amparo/deadlines/rules"
printf 'calendar IL 2028\nweekend fri sat\n' >"$XDG_CONFIG_HOME/amparo/deadlines/holidays/IL-2028.conf"
done_well 'a year of the user' "$AMPARO" deadline compute --rule il-hcj-days --days 3 --from 2028-01-02
has 'is counted by' 'The last day is Wednesday 5 January 2028'
printf 'rule mine\nname Mine\nbody B\nlaw L\nevent E\nterm 2 weeks\n' >"$XDG_CONFIG_HOME/amparo/deadlines/rules/mine.conf"
done_well 'a rule of the user' "$AMPARO" deadline compute --rule mine --from 2026-11-20
has 'counts' '2 weeks later: 4 December 2026'
printf 'rule mine\nname Mine\nbody B\nlaw L\nevent E\nterm 2 moons\n' >"$XDG_CONFIG_HOME/amparo/deadlines/rules/mine.conf"
run "$AMPARO" deadline compute --rule mine --from 2026-11-20
is 'half a rule counts nothing' "$status" 1
that 'and is named by its line' grep -q "mine.conf:6: term: 'moons'" "$err"
rm "$XDG_CONFIG_HOME/amparo/deadlines/rules/mine.conf"

# ---- keeping ----
done_well 'it is kept when that is said' "$AMPARO" deadline compute --rule echr-4-months --event e --petition p --accept --by 'Noa Levi'
has 'with how to check it' 'amparo deadline check'
run "$AMPARO" deadline list
has 'the list says that nobody checked it' 'not checked by a second person'
done_well 'counted back from a hearing' "$AMPARO" deadline compute --rule ew-jr-skeleton-claimant --from 2026-12-15
has 'in clear days' 'The last day is Monday 23 November 2026'
ref=$("$AMPARO" list deadline --format json | sed -n 's/.*"ref":"\([^"]*\)".*/\1/p')
run "$AMPARO" show deadline "$ref" --format json
for word in '"due":"2027-02-28"' '"warning":"2027-01-29"' '"counts_from":"2026-10-31"' '"rule":"echr-4-months"' \
	'"event":"e"' '"petition":"p"' '"case":"c"'; do
	has "it has $word" "$word"
done
run "$AMPARO" deadline list --open --format json
that 'the list is JSON' python3 -m json.tool "$out"
run "$AMPARO" deadline list --days 30
has 'what is due later is not listed' 'there are no deadlines'
run "$AMPARO" deadline list --days 100
has 'what is due by then is' 'in 100 days'
run "$AMPARO" deadline list
that 'a list of deadlines says how many open cases have none' grep -q '^[0-9]* open cases\{0,1\} ha.* no open deadline; --missing' "$out"
run "$AMPARO" deadline list --missing
is 'the other case has none' "$(cut -d' ' -f1 "$out")" d

# ---- the second person ----
refused 'who?' 2 '--by' "$AMPARO" deadline check "$ref"
run "$AMPARO" deadline check "$ref" --by 'noa levi'
is 'who counted first may sign' "$status" 0
that 'and is warned' grep -q 'noa levi counted it the first time, too' "$err"
done_well 'which is undone' "$AMPARO" undo
done_well 'counted again' "$AMPARO" deadline check "$ref" --by 'Noa Cohen'
run "$AMPARO" deadline list
has 'the list says by whom' 'checked by Noa Cohen'
done_well 'the sheet' "$AMPARO" deadline sheet "$ref"
has 'has the sum' '4 months later: 28 February 2027'
has 'place to sign' 'Checked by: ____'
has 'who checked' 'Counted a second time by: Noa Cohen, 2026-11-20'
done_well 'the sheet in a file' "$AMPARO" deadline sheet "$ref" --out sheet.txt
is 'of the owner alone' "$(stat -c %a sheet.txt)" 600
refused 'which is not overwritten' 1 'there already' "$AMPARO" deadline sheet "$ref" --out sheet.txt
done_well 'the sheet as DocBook' "$AMPARO" deadline sheet "$ref" --format docbook --out sheet.xml
if command -v xmllint >/dev/null; then
	that 'which is XML' xmllint --noout sheet.xml
else
	skip 'which is XML' 'there is no xmllint'
fi

# ---- the calendar ----
done_well 'a hearing' "$AMPARO" add deadline case=d kind=hearing due=2026-12-14 time=09:30 title='The hearing'
done_well 'the calendar' "$AMPARO" export calendar --out cases.ics
has 'says how many' '2 deadlines written'
is 'of the owner alone' "$(stat -c %a cases.ics)" 600
that 'it has the limit' grep -q 'DUE;VALUE=DATE:20270228' cases.ics
that 'and the hearing' grep -q 'DTSTART:20261214T093000' cases.ics
refused 'which is not overwritten' 1 'there already' "$AMPARO" export calendar --out cases.ics
"$AMPARO" export calendar >again.ics 2>/dev/null
that 'the same bytes again' cmp cases.ics again.ics
run env LC_ALL=C TZ=Asia/Tokyo "$AMPARO" export calendar
that 'anywhere' cmp cases.ics "$out"
run "$AMPARO" export calendar --case d
is 'of one case' "$(grep -cE '^BEGIN:V(TODO|EVENT)' "$out")" 1
refused 'a level that is none' 2 '--level' "$AMPARO" export calendar --level secret
refused 'foreign options' 2 'takes no --where' "$AMPARO" export calendar --where x

# ---- stale ----
run "$AMPARO" edit event e date=2026-10-30
that 'that is told when the day is corrected' grep -q 'is stale: the date of the event is now 2026-10-30' "$err"
run "$AMPARO" deadline list
has 'the deadline is stale' 'Stale: the date of the event is now 2026-10-30'
run "$AMPARO" show deadline "$ref" --format json
has 'and was not changed' '"due":"2027-02-28"'
refused 'it does not hold' 1 'does not hold' "$AMPARO" deadline check "$ref" --by Dan
done_well 'it is counted again' "$AMPARO" deadline again "$ref"
has 'from the new date' '30 October 2026 is the day of'
run "$AMPARO" show deadline "$ref" --format json
has 'and still not changed' '"due":"2027-02-28"'
done_well 'until that is accepted' "$AMPARO" deadline again "$ref" --accept
run "$AMPARO" show deadline "$ref" --format json
has 'then it counts from there' '"counts_from":"2026-10-30"'
has 'and nobody has checked it' '"checked_by":null'
refused 'what nobody counted' 1 'not counted by a rule' "$AMPARO" deadline again the-hearing
refused 'nothing such' 2 'what can be done' "$AMPARO" deadline count
refused 'foreign options' 2 'takes no --by' "$AMPARO" deadline list --by Dan
refused 'too many words' 2 'too many' "$AMPARO" deadline sheet a b

finish
