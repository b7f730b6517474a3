#!/usr/bin/env bash
# Marks: what exhibits are called in a petition, as drafts, filed, late and withdrawn; Bates numbers.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
marks() { amparo mark list --petition "$1" --format json | python3 -c '
import json, sys
print(" ".join("%s=%s%s" % (m["mark"], m["exhibit"], "" if m["state"] == "draft" else ":" + m["state"]) for m in json.load(sys.stdin)))'; }

amparo init >/dev/null
amparo add case ref=c title='A case' >/dev/null
for i in 1 2 3 4 5 6; do
	pages="pages=$i"
	[ $i != 4 ] || pages=pages=
	amparo add exhibit case=c "ref=e$i" "title=Exhibit number $i" "$pages" >/dev/null
done
amparo add petition case=c ref=p title='The petition' mark_prefix=P/ \
	text='See [one](exhibit:e3), then [two](exhibit:e1), and [again](exhibit:e3). [Nothing](exhibit:none)' \
	relief='As in [this](exhibit:e4)' >/dev/null

# ---- drafts ----

run amparo mark assign --petition p --dry-run
is 'what would be marked is shown' "$(cat "$out")" 'P/1 is new  Exhibit number 3 (e3)
P/2 is new  Exhibit number 1 (e1)
P/3 is new  Exhibit number 4 (e4)
3 marks would change; nothing was changed'
is 'and nothing is changed' "$(marks p)" ''
done_well 'all cited ones are marked in the order of citation' amparo mark assign --petition p
is 'from the first one on' "$(marks p)" 'P/1=e3 P/2=e1 P/3=e4'
done_well 'others by name' amparo mark assign --petition p e2
done_well 'one behind another' amparo mark after P/1 e5
is 'drafts are numbered anew' "$(marks p)" 'P/1=e3 P/2=e5 P/3=e1 P/4=e4 P/5=e2'
done_well 'a draft moves' amparo mark move P/5 --first
amparo undo >/dev/null
is 'and back' "$(marks p)" 'P/1=e3 P/2=e5 P/3=e1 P/4=e4 P/5=e2'
amparo redo >/dev/null
done_well 'another goes' amparo mark drop P/3
is 'without a gap' "$(marks p)" 'P/1=e2 P/2=e3 P/3=e1 P/4=e4'
run amparo mark list --petition p
is 'the list is for people' "$(head -n 1 "$out")" \
	'P/1             draft         Exhibit number 2                               2'
run amparo undo
is 'undo brings it back' "$(marks p)" 'P/1=e2 P/2=e3 P/3=e5 P/4=e1 P/5=e4'
amparo redo >/dev/null
refused 'two exhibits never have the same mark' 1 'mark: P/1|e2|never used twice' \
	amparo add mark petition=p exhibit=e6 mark=P/1
refused 'one exhibit has one mark' 1 'exhibit: e3|P/2' amparo add mark petition=p exhibit=e3 mark=P/9

# ---- Bates numbers ----

run amparo mark bates --petition p --prefix HK- --start 1 --width 4
is 'what has no page count is named' "$(cat "$out")" '3 exhibits have numbers: HK-0001 to HK-0006
nobody has counted the pages of these, which got no numbers; set pages=... or read the files:
  P/4  Exhibit number 4'

# ---- filed ----

filing=$(amparo add filing petition=p date=2026-11-20 profile=il-hcj)
is 'a filing fixes the drafts' "$(marks p)" 'P/1=e2:fixed P/2=e3:fixed P/3=e1:fixed P/4=e4:fixed'
run amparo show filing "$filing" --format json
is 'and names them' "$(json "$out" 'd["marks"]')" 'P/1, P/2, P/3, P/4'
done_well 'a late one between two' amparo mark after P/2 e5
is 'is 2A' "$(marks p)" 'P/1=e2:fixed P/2=e3:fixed P/2A=e5 P/3=e1:fixed P/4=e4:fixed'
refused 'what is fixed does not move' 1 'P/2|does not move' amparo mark move P/2 --first
refused 'nor is it renamed' 1 'P/2|fixed' amparo edit mark p/P/2 mark=P/7
refused 'nor removed' 1 'P/2|withdraw' amparo remove mark e3
refused 'nor its exhibit' 1 'P/2|withdraw' amparo remove exhibit e3 --whole
refused 'a gap has a word' 2 '--why' amparo mark withdraw P/2
done_well 'one is withdrawn' amparo mark withdraw P/2 --why 'not disclosed'
is 'and leaves a gap' "$(marks p)" 'P/1=e2:fixed P/2=e3:withdrawn P/2A=e5 P/3=e1:fixed P/4=e4:fixed'
run amparo mark list --petition p
is 'with its word' "$(sed -n 2p "$out")" 'P/2             withdrawn     not disclosed (Exhibit number 3)'
done_well 'the next is 5' amparo mark assign --petition p e6
amparo mark bates --petition p >/dev/null
run amparo list mark --where 'exhibit=e5' --format json
is 'pages of a late one come after all that were filed' "$(json "$out" '(d[0]["bates_first"], d[0]["bates_last"])')" \
	"('HK-0007', 'HK-0011')"
filing=$(amparo add filing petition=p date=2026-11-21)
done_well 'fixing twice changes nothing' amparo mark fix --petition p --filing "$filing"
run amparo show exhibit P/2A --format json
is 'an exhibit is found by its mark' "$(json "$out" 'd["ref"]')" e5
run amparo show exhibit c/p/P/1 --format json
is 'also by the whole way' "$(json "$out" 'd["ref"]')" e2

# ---- in the bundle ----

printf 'scan' >scan.txt
amparo exhibit add --case c scan.txt ref=e7 title='A scan' level=sealed >/dev/null
redacted=$(amparo add exhibit case=c title='A scan, redacted' redaction_of=e7 redaction_why='Names; s. 45')
amparo mark after P/4 e7 >/dev/null
amparo edit petition p text='See [one](exhibit:e3), [its scan](exhibit:e7), [the late one](exhibit:P/2A), [four](exhibit:P/4).' >/dev/null
done_well 'a bundle is made' amparo bundle --petition p --out bundle
xml() { xmllint --xpath "string($1)" bundle/bundle.xml 2>/dev/null; }
is 'labels are the petition'"'"'s marks, in their order' \
	"$(xmllint --xpath "//*[local-name()='appendix'][@role='exhibit']/@label" bundle/bundle.xml | tr -d ' \n')" \
	'label="P/1"label="P/2A"label="P/3"label="P/4"label="P/4A"label="P/5"'
is 'the gap is in the list with its word, and nothing of the exhibit' \
	"$(xml "//*[local-name()='row'][*[local-name()='entry'][1]='P/2']" | tr -d '\n ')" 'P/2[withdrawn:notdisclosed]'
is 'which is nowhere else' "$(grep -c 'Exhibit number 3' bundle/bundle.xml)" 0
is 'the redacted version carries the mark of its original' \
	"$(xml "//*[local-name()='appendix'][@label='P/4A']/*[local-name()='info']/*[local-name()='title']")" 'A scan, redacted'
is 'and is what is cited for it' "$(xml "//*[local-name()='link'][.='its scan']/@linkend")" \
	"$(xml "//*[local-name()='appendix'][@label='P/4A']/@*[local-name()='id']")"
is 'pages are told by their numbers' \
	"$(xml "//*[local-name()='appendix'][@label='P/2A']//*[local-name()='biblioid'][@otherclass='bates']")" 'HK-0007 to HK-0011'
is 'a citation by mark is of this petition' "$(xml "//*[local-name()='link'][.='the late one']/@linkend")" ex-e5
amparo remove exhibit "$redacted" --whole >/dev/null
amparo mark drop P/4A >/dev/null

# ---- other schemes ----

amparo add petition case=c ref=h title='העתירה' mark_prefix='ע/' mark_style=hebrew language=he >/dev/null
amparo mark assign --petition h e1 e2 e3 >/dev/null
is 'Hebrew letters' "$(marks h)" 'ע/א=e1 ע/ב=e2 ע/ג=e3'
amparo edit petition h mark_style=numbers >/dev/null
is 'drafts follow the scheme' "$(marks h)" 'ע/1=e1 ע/2=e2 ע/3=e3'
amparo edit petition h mark_prefix=Exhibit mark_style=letters >/dev/null
is 'letters' "$(marks h)" 'Exhibit A=e1 Exhibit B=e2 Exhibit C=e3'
amparo add filing petition=h >/dev/null
amparo mark after 'Exhibit A' e4 >/dev/null
is 'a late one between letters' "$(marks h)" 'Exhibit A=e1:fixed Exhibit A1=e4 Exhibit B=e2:fixed Exhibit C=e3:fixed'
# 15 is ט and ו, which stands before י and ד as text, and behind 14 as a number.
amparo add petition case=c ref=s title='By number' mark_prefix='ע/' mark_style=hebrew >/dev/null
amparo add claim petition=s ref=s1 title='A claim' >/dev/null
amparo add mark petition=s exhibit=e1 mark='ע/טו' >/dev/null
amparo add mark petition=s exhibit=e2 mark='ע/יד' >/dev/null
for e in e1 e2; do amparo add proof claim=s1 exhibit=$e bearing=supports >/dev/null; done
is 'proofs stand in the order of the marks, which are numbers' \
	"$(amparo prove --petition s --format csv | cut -d, -f11 | grep / | tr '\n' ' ')" 'ע/יד ע/טו '
is 'lists of marks too' "$(marks s)" 'ע/יד=e2 ע/טו=e1'
done_well 'the file is whole' amparo verify

# ---- marks that exhibits carry already ----

export AMPARO_FILE=$PWD/demo.amparo
"$AMPARO" demo >/dev/null
for petition in hk-petition nso-mexico nso-amnesty cellebrite-russia india-pegasus eu-listing; do
	"$AMPARO" mark assign --petition "$petition" >/dev/null
done
is 'in the demo each exhibit keeps its mark' "$("$AMPARO" list mark --format json >marks.json; "$AMPARO" list exhibit --format json | python3 -c '
import json, sys
own = {(e["case"], e["ref"]): e["mark"] for e in json.load(sys.stdin) if e["case"] != "export-law-reform"}
marks = json.load(open("marks.json"))
given = {e.split("/")[-1]: m for e, m in ((m["exhibit"], m["mark"]) for m in marks)}
print(len(marks), given == {ref: mark for (case, ref), mark in own.items()})')" '13 True'
amparo add case ref=i title='In Israel' jurisdiction=Israel >/dev/null
amparo add petition case=i ref=i title='A writ' forum='High Court of Justice' >/dev/null
for i in 1 2 3; do amparo add exhibit case=i "ref=i$i" "title=Number $i" >/dev/null; done
amparo edit exhibit i2 mark=A/1 >/dev/null
run amparo mark assign --petition i i3 --dry-run
is 'a scheme is proposed by what exhibits of the case have' "$(sed -n 1p "$out")" \
	'Marks begin with A/ and count in numbers, as most marks do that exhibits of the case have already. --prefix and --style choose others.'
run amparo mark assign --petition i i2 i3 --prefix P/ --dry-run
is 'another is asked for, and what does not fit is said' "$(sed -n '2,4p' "$out")" 'P/1 is new  Number 2 (i2)
  i2 is called A/1 itself, which is none of this petition'"'"'s marks
P/2 is new  Number 3 (i3)'
is 'nothing was changed' "$(marks i)" ''
refused 'a style that there is not' 1 'roman|numbers, letters, hebrew' amparo mark assign --petition i i2 --style roman
done_well 'it is done' amparo mark assign --petition i i2 i3 --prefix ע/ --style hebrew
is 'as was asked' "$(marks i)" 'ע/א=i2 ע/ב=i3'
run amparo show petition i/i --format json
is 'and the petition says so from then on' "$(json "$out" '(d["mark_prefix"], d["mark_style"])')" "('ע/', 'hebrew')"
amparo undo >/dev/null
is 'one undo takes both back' "$(marks i)$(amparo show petition i/i --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["mark_prefix"])')" None

finish
