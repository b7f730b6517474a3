#!/usr/bin/env bash
# Who stands where and when, and on both sides.
. "$SRCDIR/tests/functional/lib.sh"

a() {
	"$AMPARO" --file case.amparo "$@"
}

# warned NAME COMMAND...: it is done, and something is said.
warned() {
	local name=$1
	shift
	run "$@"
	is "$name: done" "$status" 0
	that "$name: something is said" test -s "$err"
}

a init
a add case ref=one title=One >/dev/null
a add case ref=two title=Two >/dev/null
a add contact ref=noa name='Noa Cohen' affiliation='ACME law' >/dev/null
a add contact ref=dan name='Dan Levi' >/dev/null
a add contact ref=acme kind=organisation name='Acme Law' >/dev/null

done_well 'a party' a add party ref=p1 case=one contact=noa role=counsel side=asking from=2017 to=2018-06
that 'no conflict, no word' test ! -s "$err"
done_well 'her successor' a add party case=one contact=dan role=counsel side=asking from=2018-07
done_well 'who was counsel on that day' a roles --case one --role counsel --on 2018-09-01 --format json
is 'the successor' "$(json "$out" '[(r["contact"], r["from"], r["sure"]) for r in d]')" "[('dan', '2018-07', 'yes')]"
refused 'a day that is none' 2 '2020-04-17' a roles --on yesterday
refused 'a role that is none' 2 'no such role' a roles --role king
refused 'a role that ended before it began' 1 'ended (2016) before it began (2017)' a edit party p1 to=2016
done_well 'parties come by time' a list party --case one --format json
is 'by time' "$(json "$out" '[r["contact"] for r in d]')" "['noa', 'dan']"

warned 'the other side, elsewhere' a add party ref=p2 case=two contact=noa role=respondent from=2020
that 'is told at once' grep -q 'conflict of interest: Noa Cohen .*respondent in two.*counsel in one.*not at the same time' "$err"
is 'and it is saved' "$(cat "$out")" p2
done_well 'taken back' a undo
done_well 'none is left' a conflicts
that 'it says so' grep -q 'no conflict' "$out"
warned 'through her organisation' a add party case=two contact=acme role=vendor
that 'is told' grep -q 'of the same organisation' "$err"
done_well 'a role over time across cases' a roles noa --format csv
is 'a line each' "$(wc -l <"$out")" 2
done_well 'as CSV' a conflicts --case two --format csv
is 'its columns' "$(head -n 1 "$out" | tr -d '\r' | cut -d, -f1-4)" 'kind,contact,case,role'
is 'its row' "$(tail -n 1 "$out" | tr -d '\r' | cut -d, -f1-3,8,14)" 'sides,noa,one,acme,yes'
done_well 'as JSON, of a case that has none' a conflicts --case one --format json
is 'that case has it, too' "$(json "$out" 'len(d)')" 1
warned 'an edit that brings it about' a edit contact dan affiliation='Acme, Law'
that 'is told' grep -q 'Dan Levi' "$err"
warned 'many at once' a edit party --where role:vendor notes=x
that 'their number is told' grep -q 'there are 2 conflicts' "$err"

# Whom the case must not name.
done_well 'a source' a add contact ref=src name='Canary Zebra' level=sealed
done_well 'a witness' a add party ref=w case=one contact=src role=witness
done_well 'in Hebrew' a edit case one language=he
done_well 'a pseudonym' a pseudonym assign --case one
that 'one was given' grep -q '^1 pseudonym given' "$out"
done_well 'who is who' a pseudonym list --case one --format json
is 'the list' "$(json "$out" '[(r["party"], r["pseudonym"], r["in_place_of_the_name"]) for r in d]')" "[('w', 'עד א', 'yes')]"
done_well 'a petition that names her' a add petition ref=pet case=one title=P kind=court text='[Canary](contact:src) saw it.'
done_well 'its bundle' a bundle --petition pet --out bundle
is 'the bundle has no name' "$(grep -riE 'canary|zebra' bundle)" ''
that 'but what she is called' grep -q 'עד א' bundle/bundle.xml
done_well 'for people' a pseudonym list --case one
done_well 'by name, again' a pseudonym assign --case one w
that 'it stays' grep -q 'they have theirs' "$out"
refused 'of a case that is not given' 2 '--case' a pseudonym list

# Two contacts that are one.
done_well 'another of her' a add contact ref=src2 name='Zebra, Canary' phone=1
done_well 'who may be one' a merge contact --find --format json
is 'these two, and a kind of name' "$(json "$out" '[(p["contact"], p["other"], p["why"]) for p in d]')" "[('src', 'src2', 'same_name')]"
done_well 'first only looked at' a merge contact src src2 --dry-run
that 'what would be done' grep -q 'Telephone is filled in: 1' "$out"
that 'nothing was' grep -q 'nothing was changed' "$out"
done_well 'both are there' a show contact src2
done_well 'merged with a value of its own' a merge contact src src2 phone=2
done_well 'one of them is' a show contact src --format json
is 'with that value' "$(json "$out" 'd["phone"], d["name"]')" "('2', 'Canary Zebra')"
refused 'the other is not' 1 'src2' a show contact src2
done_well 'undone' a undo
done_well 'both are there again' a show contact src2
refused 'one with itself' 1 'one contact already' a merge contact src src
refused 'other kinds' 2 'only contacts' a merge case one two
refused 'one alone' 2 'which two' a merge contact src

finish
