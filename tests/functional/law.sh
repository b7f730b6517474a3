#!/usr/bin/env bash
# What courts said: gag orders, grounds, effects, appeals, authorities, accounts of events.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20

a() {
	"$AMPARO" --file case.amparo "$@"
}

# silent NAME COMMAND...: it says nothing that holds the canary.
silent() {
	local name=$1
	shift
	run "$@"
	if grep -qi canary "$out" "$err"; then
		fail "$name"
		show_run
	else
		pass "$name"
	fi
}

a init >/dev/null
a add case ref=one title=One >/dev/null
a add petition case=one ref=pet kind=court title='A petition' \
	text='As [the first ruling](ruling:ruling-9) says.' >/dev/null

# ---- gag orders ----

a add ruling case=one ref=ruling-9 title='Canary title' court='Canary court' date=2026-11-02 \
	holding='Canary holding' quote='Canary quote' judges='Canary judge' gag='Canary name' \
	gag_until=2027-01-01 >/dev/null
a add ground ruling=ruling-9 title='Canary ground' >/dev/null
a add effect ruling=ruling-9 title='Canary effect' kind=binds >/dev/null
a add decision ruling=ruling-9 petition=pet >/dev/null
a add ruling case=one ref=second title='Second ruling' appeal_from=ruling-9 date=2026-11-19 >/dev/null
a add link from=ruling:second to=ruling:ruling-9 word=appeals title='Canary link' >/dev/null
for kind in ruling ground effect decision link case petition; do
	for format in text csv json; do
		silent "list $kind as $format is silent" a list "$kind" --format "$format"
	done
	silent "the export of $kind is silent" a export "$kind"
done
silent 'a record is silent' a show ruling ruling-9
that 'and says why' grep -q 'withheld by a gag order until 2027-01-01: --reveal shows it' "$out"
silent 'what refers to it is silent' a show ruling second
silent 'its case is silent' a show case one --format json
silent 'search is silent' a search canary
silent 'the timeline is silent' a timeline
silent 'the log is silent' a log
run a show ruling ruling-9 --reveal
that 'who asks sees it' grep -q 'Canary holding' "$out"
run a export rulings
that 'what was left out is counted' grep -q '1 record is withheld' "$err"
a bundle --petition pet --out filed >/dev/null
is 'the bundle is silent' "$(grep -ric canary filed/bundle.xml)" 0
AMPARO_TODAY=2027-01-02 a bundle --petition pet --out later >/dev/null
that 'after its last day it leaves' grep -q 'Canary holding' later/bundle.xml
a edit ruling ruling-9 gag_scope=case >/dev/null
refused 'a bundle of a case under a gag order' 1 'gag order|2027-01-01' a bundle --petition pet --out none
refused 'its signatories' 1 'gag order' a export signatories --petition pet
refused 'its rows' 1 'gag order' a export exhibits --case one
run a list case
that 'the case itself is withheld' grep -q 'withheld by a gag order' "$out"
that 'and not called' bash -c "! grep -q One '$out'"
that 'no bundle was begun' test ! -e none

finish
