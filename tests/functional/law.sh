#!/usr/bin/env bash
# What courts said: gag orders, grounds, effects, appeals, authorities, accounts of events.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 LC_ALL=C

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
that 'and says why' grep -q 'ruling ruling-9 is withheld by a gag order until 2027-01-01: --reveal shows it' "$err"
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
refused 'an act on it' 1 'withheld by a gag order|--reveal' a edit ruling ruling-9 gag_scope=case
a edit ruling ruling-9 gag_scope=case --reveal >/dev/null
refused 'a bundle of a case under a gag order' 1 'gag order|2027-01-01' a bundle --petition pet --out none
refused 'its signatories' 1 'gag order' a export signatories --petition pet
refused 'its rows' 1 'gag order' a export exhibits --case one
run a list case
that 'the case itself is withheld' grep -q 'withheld by a gag order' "$out"
that 'and not called' bash -c "! grep -q One '$out'"
that 'no bundle was begun' test ! -e none

# ---- rulings, appeals, effects ----

"$AMPARO" --file two.amparo init >/dev/null
b() {
	"$AMPARO" --file two.amparo "$@"
}
b add case ref=c title=Case jurisdiction=Israel >/dev/null
b add petition case=c ref=p kind=court title=P forum='High Court' status=dismissed filed=2019 \
	text='See [it](ruling:first).' >/dev/null
b add ruling case=c ref=first title=First court='High Court' date=2021-06-27 outcome=rejected >/dev/null
b add decision ruling=first petition=p >/dev/null
run b add ruling case=c ref=second title=Second appeal_from=first date=2020
is 'an appeal before what it reviews is added' "$(cat "$out")" second
that 'with a warning' grep -q '^Warning: .*before the ruling that it reviews: first' "$err"
refused 'appeals in a circle' 1 'appeal_from|second|in its turn' b edit ruling first appeal_from=second
refused 'an ECLI that is none' 1 'ecli|five parts' b edit ruling first ecli='HCJ 1/20'
run b edit ruling first ecli=ECLI:NL:HR:2020:1
that 'an ECLI of another year and country' bash -c "grep -q 'of the year 2020' '$err' && grep -q Netherlands '$err'"
b edit ruling first ecli= >/dev/null
b edit ruling second date=2022 >/dev/null 2>&1
done_well 'the tree' b ruling tree second
is 'is drawn' "$(cat "$out")" '2021-06-27  rejected  First (High Court) [first]
|  decides p: P, rejected
|  cited in petition p: P
`- 2022  Second [second]'
done_well 'as JSON' b ruling tree --case c --format json
is 'with what each line is of' "$(json "$out" '[(x["line"], x["of"], x["ref"]) for x in d]')" \
	"[('ruling', None, 'first'), ('decides', 'first', 'p'), ('cited', 'first', 'p'), ('ruling', 'first', 'second')]"
refused 'a tree of nothing' 2 'REF|--case' b ruling tree
run b add effect ruling=first ref=door kind=closes title='No more petitions' forum='high court'
run b add petition case=c ref=later kind=court title=Later forum='HIGH COURT'
that 'a later petition is warned of' grep -q '^Warning: first closes this court.s door: No more petitions' "$err"
is 'and added' "$(cat "$out")" later
run b show petition later
that 'it stands in the petition' grep -q '^Warning: first closes' "$out"
run b show petition p
that 'not in the one that it decides' bash -c "! grep -q Warning '$out'"
done_well 'effects' b ruling effects --petition later --format json
is 'are listed' "$(json "$out" '[(x["kind"], x["ruling"], x["from"], x["lifted_by"]) for x in d]')" \
	"[('closes', 'first', '2021-06-27', None)]"
b add effect ruling=second kind=opens title='Open again' forum='High Court' >/dev/null
run b ruling effects --petition later
that 'one that opens lifts' grep -q 'lifted by second' "$out"
run b edit petition later title='Later still'
that 'and nothing is warned of' test ! -s "$err"

# ---- authorities ----

"$AMPARO" --file three.amparo init >/dev/null
c() {
	"$AMPARO" --file three.amparo "$@"
}
c add case ref=c title=Case >/dev/null
c add authority ref=eca kind=statute title='Export Control Act' citation='Act, 2007' >/dev/null
c add provision authority=eca ref=s-2 title='s. 2' text='Wording.' >/dev/null
c add provision authority=eca ref=s-3 title='s. 3' >/dev/null
c add authority ref=idle kind=treaty title='Nobody cites it' >/dev/null
c add authority ref=linked kind=treaty title='A treaty' >/dev/null
printf '%s\n' '# Heading [x](authority:eca)' '' 'First, [the Act](authority:eca) and [again](authority:eca).' '' \
	'## More' '' 'Second: [s. 2](authority:eca#s-2).' '' '- a list [of it](provision:eca/s-2)' '' \
	'Third, [s. 9](authority:eca#s-9), [nothing](authority:nothing).' >text
c add petition case=c ref=p kind=court title=P text=@text relief='Under [the Act](authority:eca).' >/dev/null
c add claim petition=p ref=cl title='A claim' statement='By [the Act](authority:eca).' >/dev/null
c add letter case=c ref=l title='A letter' >/dev/null
c add version letter=l text='Old [one](authority:idle).' >/dev/null
c add version letter=l text='New [one](authority:eca).' >/dev/null
c add link from=petition:p to=authority:linked word=cites >/dev/null
done_well 'the table of authorities' c authority table --petition p
is 'names every place' "$(cat "$out")" 'Treaties
  A treaty [linked]
    link from petition p
Statutes
  Act, 2007 [eca]
    Text, paragraph 1, Relief, claim cl, version v2
    s. 2: paragraph 2
    s-9 (no such provision is recorded): paragraph 3
Cited, and not recorded
  nothing [nothing]
    paragraph 3
Recorded, and cited nowhere
  s. 3 [eca#s-3]'
done_well 'as JSON' c authority table --petition p --format json
is 'with its paragraphs' "$(json "$out" 'sorted({(x["ref"], x["provision"] or "", x["paragraph"]) for x in d if x["paragraph"]})')" \
	"[('eca', '', 1), ('eca', 's-9', 3), ('eca', 's. 2', 2), ('nothing', '', 3)]"
c bundle --petition p --out three >/dev/null
that 'the bundle links the paragraphs' grep -q 's. 2. Cited in paragraph <link linkend="para-2">2</link></bibliomisc>' three/bundle.xml
refused 'a table of nothing' 2 '--petition' c authority table

# ---- what sources say of an event ----

printf 'One.' >one.txt
printf 'Two.' >two.txt
c exhibit add --case c one.txt ref=one title=One kind=press >/dev/null
c exhibit add --case c two.txt ref=two title=Two kind=press >/dev/null
c add event case=c ref=ev title='An event' date=2020-04-17 source=one >/dev/null
run c add account event=ev exhibit=two date=2020-05 pages=3 quote='It was in May.'
that 'a source that dates it otherwise is warned of' grep -q '^Warning: .*2020-04-17 (one); 2020-05 (two, p. 3)' "$err"
c add event case=c ref=fine title='Another' date=2020-04-17 >/dev/null
c add account event=fine exhibit=two date=2020-04 >/dev/null
run c show event ev
that 'it stands in the event' grep -q '^Warning: The sources do not agree' "$out"
run c timeline --case c
that 'and on the timeline' grep -q 'An event; dates conflict: 2020-04-17 (one); 2020-05 (two, p. 3)' "$out"
done_well 'the conflicts' c timeline --conflicts
is 'with what each source says' "$(cat "$out")" 'An event [ev]
  2020-04-17   one
  2020-05      two, p. 3: It was in May.'
done_well 'as JSON' c timeline --conflicts --case c --format json
is 'with each source' "$(json "$out" '[(x["event"], x["date"], x["source"], x["conflicts"]) for x in d]')" \
	"[('ev', '2020-04-17', 'one', True), ('ev', '2020-05', 'two', True)]"
refused 'conflicts of a month' 2 '--month' c timeline --conflicts --month 2020-04
c bundle --petition p --out four >/dev/null
that 'the bundle names both sources' grep -q 'The sources do not agree on the date: <date>2020-04-17</date> (<link linkend="ex-one">.*</link>); <date>2020-05</date> (<link linkend="ex-two">.*</link>, p. 3).' four/bundle.xml
c edit exhibit two level=sealed >/dev/null
c bundle --petition p --out five >/dev/null
is 'what a sealed source says is not in it' "$(grep -c 'It was in May\|do not agree' five/bundle.xml)" 0
refused 'a span of time' 1 'date|span of time' c edit event ev date=2020-04/2020-06
c edit event ev date=2020-XX >/dev/null 2>&1
run c show event ev --format json
is 'a month that is not known' "$(json "$out" 'd["date"]')" 2020

finish
