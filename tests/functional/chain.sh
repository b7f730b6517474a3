#!/usr/bin/env bash
# One chain to walk: public petition, letter, court petition, exhibit, ruling, appeal; what is circular or broken in it.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20
export AMPARO_FILE=$PWD/a.amparo
a() { "$AMPARO" "$@" >>made || fail "$*"; }

done_well 'a file' "$AMPARO" init
a add case ref=c title='A case'
a add petition case=c ref=public kind=public title='Public petition, 請願' filed=2020-01
a add letter case=c ref=letter title='Letter' dated=2020-02
a add exhibit case=c ref=report title='Report' dated=2020-03
a add petition case=c ref=writ title='Writ, עתירה' filed=2020-04 decided=2020-05-01 text='As [it](exhibit:report) says.'
a add ruling case=c ref=ruling title='Ruling' date=2020-05-01
a add ruling case=c ref=appeal title='Appeal' date=2020-06-01 appeal_from=ruling
a add decision ruling=ruling petition=writ
a add decision ruling=appeal petition=writ
a add link ref=l1 from=letter:letter word=follows to=petition:public
a add link ref=l2 from=petition:writ word=follows to=letter:letter

done_well 'from the public petition' "$AMPARO" chain public
for ref in letter:letter petition:writ ruling:ruling ruling:appeal; do
	that "it leads to $ref" grep -q "$ref" "$out"
done
that 'as a tree' grep -q '^│\|^   └─\|^└─' "$out"
that 'with dates' grep -q 'ruling:ruling  2020-05-01' "$out"
done_well 'in the other direction' "$AMPARO" chain ruling:appeal --format json
cp "$out" chain.json
that 'it leads back to the public petition' python3 -c 'import json
d = json.load(open("chain.json", encoding="utf-8"))
back = [r["ref"] for r in d if r["direction"] == "refers_to"]
assert back == ["writ", "letter", "public", "report", "ruling", "writ"], back
assert {r["how"] for r in d if r["ref"] == "ruling"} == {"reviews"}'
done_well 'as CSV' "$AMPARO" chain exhibit:report --format csv
that 'what cites the exhibit' grep -q '^referred_to_by,1,cited in the text of,petition,writ,2020-04,' "$out"
LC_ALL=C "$AMPARO" chain public >plain
that 'lines of ASCII where the terminal has no others' grep -q '^`- \|^+- ' plain

done_well 'a whole chain' "$AMPARO" chain --check
that 'is said to be whole' grep -q 'Every chain is whole' "$out"

# found NAME WORDS: --check says so, alone, and exits with 1.
found() {
	run "$AMPARO" chain --check
	is "$1: status" "$status" 1
	that "$1: is told" grep -q "$2" "$out"
	is "$1: alone" "$(wc -l <"$out")" 1
}

a edit ruling appeal date=2020-04-30
found 'an appeal that is older' 'ruling:appeal of 2020-04-30 is older than what it reviews: ruling:ruling of 2020-05-01'
a undo
a edit petition writ text='As [it](exhibit:nowhere) says.'
found 'a citation that leads nowhere' 'petition:writ: its text cites exhibit:nowhere, and there is none'
a undo
a add link ref=l3 from=letter:letter word=answers to=petition:writ
run "$AMPARO" chain --check
that 'a circle is told' grep -q 'petition:writ → letter:letter: goes round in a circle\|letter:letter → petition:writ → letter:letter' "$out"
a undo
a add ruling case=c ref=alone title='Alone'
found 'a ruling that decides nothing' 'ruling:alone: the ruling decides no petition'
a undo
a add petition case=c ref=lost title='Lost' decided=2021
found 'a petition without its ruling' 'petition:lost: the petition was decided, and no ruling decides it'
run "$AMPARO" chain --check --format json
cp "$out" check.json
that 'as JSON' python3 -c 'import json; assert json.load(open("check.json"))[0]["entity"] == "petition"'
a undo
done_well 'whole again' "$AMPARO" chain --check

refused 'neither' 2 'needs ENTITY:REF' "$AMPARO" chain
refused 'both' 2 'alone' "$AMPARO" chain public --check
refused 'no such kind' 1 'no records called' "$AMPARO" chain monster:x
refused 'no such record' 1 'no letter' "$AMPARO" chain letter:nowhere

export AMPARO_FILE=$PWD/demo.amparo
done_well 'the demo' "$AMPARO" demo
done_well 'is whole' "$AMPARO" chain --check

finish
