#!/usr/bin/env bash
# Every verb on its good path, and what programs read from it.
. "$SRCDIR/tests/functional/lib.sh"

a() {
	"$AMPARO" --file case.amparo "$@"
}

done_well 'init makes a file' a init
done_well 'add a case' a add case title='The Writ of Amparo' jurisdiction=Mexico
is 'add prints the new ref alone' "$(cat "$out")" 'the-writ-of-amparo'
done_well 'add with a ref of one’s own' a add case ref=second title='Second case'
is 'that ref is kept' "$(cat "$out")" second
done_well 'add a petition' a add petition case=the-writ-of-amparo ref=writ kind=court \
	title='Petition for the writ' filed=2017-04 status=filed
done_well 'add a contact with a Hebrew name' a add contact ref=noa kind=person name='נועה כהן' country=il
done_well 'add a party' a add party case=the-writ-of-amparo contact=noa role=petitioner

done_well 'list for people' a list petition
that 'list shows the ref' grep -q writ "$out"
done_well 'list as JSON' a list petition --format json
is 'an array of objects with the fields’ names' \
	"$(json "$out" '[(p["ref"], p["case"], p["filed"], p["docket"], p["level"]) for p in d]')" \
	"[('writ', 'the-writ-of-amparo', '2017-04', None, 'filed')]"
done_well 'list as CSV' a list petition --format csv
is 'CSV has the header of the fields’ names' "$(head -n 1 "$out" | tr -d '\r' | tr ',' '\n' | grep -cxE 'ref|case|title|kind|filed')" 5
is 'CSV lines end with CR LF' "$(grep -c $'\r$' "$out")" "$(wc -l <"$out")"

done_well 'show as JSON' a show case the-writ-of-amparo --format json
is 'one object with its children as arrays' \
	"$(json "$out" '(d["ref"], [p["ref"] for p in d["petitions"]], [p["contact"] for p in d["parties"]], d["rulings"])')" \
	"('the-writ-of-amparo', ['writ'], ['noa'], [])"
done_well 'show for people' a show petition writ
that 'show has the title' grep -q 'Petition for the writ' "$out"
done_well 'show by CASE/REF' a show petition the-writ-of-amparo/writ

done_well 'a contact’s country is upper case' a show contact noa --format json
is 'IL' "$(json "$out" 'd["country"], d["name"]')" "('IL', 'נועה כהן')"

done_well 'edit' a edit petition writ status=dismissed decided=2020-07-12 docket='HCJ 1234/17'
done_well 'show after edit' a show petition writ --format json
is 'edited' "$(json "$out" 'd["status"], d["decided"], d["docket"]')" "('dismissed', '2020-07-12', 'HCJ 1234/17')"
done_well 'edit can empty a field' a edit petition writ docket=
a show petition writ --format json >"$out"
is 'emptied' "$(json "$out" 'd["docket"]')" None

done_well 'export' a export petitions --case the-writ-of-amparo
is 'CSV of its own accord' "$(head -c 10 "$out")" 'ref,case,t'
done_well 'export to a file' a export petition --out p.json
is 'JSON by its name' "$(json p.json '[p["ref"] for p in d]')" "['writ']"
is 'for its owner alone' "$(stat -c %a p.json)" 600
refused 'export replaces nothing' 1 'p.json|there already' a export petition --out p.json
refused 'export names its kinds' 2 'pettition' a export pettition
refused 'export as text' 2 'csv or json' a export petition --format text
refused 'export by a case and a petition' 2 'not both' a export claim --case second --petition writ
refused 'a filter that fails leaves no file' 1 'colour' a export petition --where colour:red --out q.csv
that 'no file is left' test ! -e q.csv

i=0
for row in 'valid public Zoe' 'valid public =Ana' 'valid anonymous Anon' 'valid private Priv' \
	'withdrawn public Gone' 'pending public Wait' 'duplicate public Twice' 'invalid public Bad'; do
	read -r state consent name <<<"$row"
	a add signatory petition=writ name="$name Person" country=IL city=Haifa email="p$((i += 1))@example.org" \
		state="$state" consent="$consent" >/dev/null
done
done_well 'the delivery copy' a export signatories --petition writ
is 'names and places, nothing else' "$(tr -d '\r' <"$out")" "$(printf '%s\n' number,name,place \
	"1,'=Ana Person,\"Haifa, Israel\"" '2,Zoe Person,"Haifa, Israel"')"
done_well 'by the kind too' a export signatory --petition writ --consent public,anonymous --format json
is 'the anonymous are counted' "$(json "$out" '(len(d["signatories"]), d["anonymous"])')" '(2, 1)'
done_well 'initials' a export signatories --petition writ --form initials --consent public,anonymous
is 'no name in them' "$(grep -c -e Zoe -e Ana -e Anon -e Priv "$out")" 0
is 'the last line counts' "$(tail -n 1 "$out" | tr -d '\r')" ',and 1 who signed anonymously,'
done_well 'counts' a export signatories --petition writ --form counts --out counts.csv
is 'of all that count' "$(tail -n 1 counts.csv | tr -d '\r')" 'All,,4'
that 'what is in it is said' grep -q 'counts.csv: of 4 valid signatures' "$out"
done_well 'a part of them' a export signatories --petition writ --where name:zoe
is 'that part' "$(wc -l <"$out")" 2
refused 'private names stay' 2 'never shown' a export signatories --petition writ --consent private
refused 'of a petition' 2 'petition' a export signatories
refused 'others take no form' 2 'takes no --form' a export petition --form names
a remove signatory --where 'name:person' >/dev/null 2>&1

for name in 'Noa Cohen' 'Best Casino' 'casino www.spam.example'; do
	a add signatory petition=writ name="$name" email=a@mail.spam.example >/dev/null
done
a edit signatory --where 'name:best' state=pending reason='did not answer' state_on=2026-11-02 2>/dev/null
done_well 'a rule' a add rule petition=writ ref=spam kind=name_pattern pattern='*casino*' reason='No person'
refused 'a rule that says nothing' 1 'pattern' a add rule petition=writ kind=place reason=so
done_well 'rule count' a rule count spam
that 'counts by state' grep -q 'valid  *1$' "$out"
that 'shows who' grep -q 'Best Casino' "$out"
done_well 'rule count of one that is tried' a rule count --petition writ --kind email_domain --pattern spam.example --format json
is 'as JSON' "$(json "$out" '(d["valid"], d["pending"], len(d["samples"]))')" '(2, 1, 3)'
done_well 'nothing changed' a count --petition writ --format json
is 'still so' "$(json "$out" '(d["valid"], d["pending"], d["invalid"])')" '(2, 1, 0)'
done_well 'rule apply' a rule apply spam
is 'says how many' "$(cut -d' ' -f1 "$out")" 2
a count --petition writ --format json >"$out"
is 'they are invalid' "$(json "$out" '(d["valid"], d["pending"], d["invalid"])')" '(1, 0, 2)'
done_well 'rule list' a rule list --petition writ --format json
is 'with its number' "$(json "$out" '[(r["ref"], r["rows"]) for r in d]')" "[('spam', 2)]"
refused 'a rule in use stays' 1 'lift it' a remove rule spam
a list signatory --where 'name:best' --format csv >"$scratch/best.csv"
a add petition case=the-writ-of-amparo ref=elsewhere title=Elsewhere kind=public >/dev/null
done_well 'what a rule did is read elsewhere' a import signatories --petition elsewhere "$scratch/best.csv"
a list signatory --where 'petition=elsewhere' --format json >"$out"
is 'as it stood' "$(json "$out" '(d[0]["state"], d[0]["reason"], d[0]["rule"])')" "('invalid', 'No person', None)"
is 'with what it was before' "$(json "$out" '"state_before: pending" in d[0]["extra"] and "rule: rule:spam" in d[0]["extra"]')" True
done_well 'rule lift' a rule lift spam
a list signatory --where 'petition=writ name:best' --format json >"$out"
is 'with the reason and the day of before' "$(json "$out" '[(r["state"], r["reason"], r["state_on"], r["rule"], r["state_before"]) for r in d]')" \
	"[('pending', 'did not answer', '2026-11-02', 'by-hand', None)]"
a remove petition elsewhere --whole >/dev/null 2>&1
a count --petition writ --format json >"$out"
is 'as before' "$(json "$out" '(d["valid"], d["pending"], d["invalid"])')" '(2, 1, 0)'
refused 'rule of nothing' 2 'count, apply, lift or list' a rule bend
refused 'rule count without one' 2 'rule count REF' a rule count
a remove signatory --where 'email:a@mail.spam.example' >/dev/null 2>&1
a remove rule spam

for i in 1 2 3; do
	a add signatory petition=writ ref="w$i" name='Ruth Levi' email="ruth+$i@gmail.com" signed=201$i >/dev/null
done
done_well 'withdraw by reference' a withdraw --petition writ w1 --on 2020-01-02 --reason 'by letter'
that 'with its day' grep -q '1 signature withdrawn' "$out"
done_well 'withdraw by mailbox' a withdraw --petition writ --email RUTH@gmail.com
that 'those that were left' grep -q '^2 signatures' "$out"
done_well 'withdrawn before' a withdraw --petition writ w2
that 'says so' grep -q 'nothing was changed' "$out"
refused 'withdraw whom' 2 'say who' a withdraw --petition writ
refused 'withdraw who is not there' 1 'nobody signed' a withdraw --petition writ --email x@example.org
refused 'withdraw to come' 1 'still to come' a withdraw --petition writ w1 --on +3d
done_well 'anonymise, tried' a anonymise --petition writ --before 2013-01-01 --dry-run
that 'says what would go' grep -q 'where the consent came from' "$out"
that 'by year' grep -q '2012  no country  *1$' "$out"
that 'nothing changed' grep -q 'Nothing was changed' "$out"
done_well 'anonymise' a anonymise --petition writ --before 2013-01-01
a list signatory --where 'name=anonymised' --format json >"$out"
is 'what counts stays' "$(json "$out" '[(s["signed"], s["state"], s["rule"], s["email"]) for s in d]')" \
	"[('2011', 'withdrawn', 'withdrawal', None), ('2012', 'withdrawn', 'withdrawal', None)]"
refused 'anonymise a day' 2 'must be a day' a anonymise --petition writ --before 2013
a remove signatory --where 'state:withdrawn' >/dev/null 2>&1

# Who withdrew stays so, whatever comes in later, and is in no copy.
printf 'Name,Email,Country,Signed On\nRuth Levi,ruth@gmail.com,IL,2020-07-17\nRuth Levi,r.uth@gmail.com,IL,2020-07-18\n' >ruth.csv
a import signatories --petition writ --consent public ruth.csv >/dev/null
done_well 'both rows of one person leave' a withdraw --petition writ --email ruth@gmail.com
sed 's/2020-07-1/2020-08-1/' ruth.csv >ruth-again.csv
a import signatories --petition writ --consent public ruth-again.csv >/dev/null 2>&1
a count --petition writ --format json >"$out"
is 'an import brings nobody back' "$(json "$out" '(d["counted"], d["withdrawn"])')" '(0, 2)'
a export signatories --petition writ >"$out"
is 'nor does a copy' "$(wc -l <"$out")" 1
a undo >/dev/null
a remove signatory --where 'name:ruth' >/dev/null 2>&1

done_well 'search without case and diacritics' a search WRIT
that 'search finds the petition' grep -q writ "$out"
done_well 'search in Hebrew' a search כהן
that 'search finds the contact' grep -q noa "$out"

for i in 03 01 02; do
	a add event case=second ref="event-$i" title="Event $i" date="2020-$i" >/dev/null
done
done_well 'list --case' a list event --case second --format json
is 'its events by date' "$(json "$out" '[e["ref"] for e in d]')" "['event-01', 'event-02', 'event-03']"
done_well 'list --sort, --limit' a list event --sort -date --limit 2 --format json
is 'backwards, two' "$(json "$out" '[e["ref"] for e in d]')" "['event-03', 'event-02']"
a add event case=second ref=event-4 title='Event 3' date=2020-02 >/dev/null
done_well 'list --sort by two fields' a list event --sort -date,title --format json
is 'the second decides between equal ones' "$(json "$out" '[e["ref"] for e in d]')" \
	"['event-03', 'event-02', 'event-4', 'event-01']"
a list event --sort -date,-title --format json >"$out"
is 'and is reversed by itself' "$(json "$out" '[e["ref"] for e in d]')" \
	"['event-03', 'event-4', 'event-02', 'event-01']"
a remove event event-4 >/dev/null
done_well 'list --where' a list event --where 'date>2020-01' --format json
is 'the later ones' "$(json "$out" '[e["ref"] for e in d]')" "['event-02', 'event-03']"

printf 'What the document says.\n' >paper.txt
done_well 'exhibit add' a exhibit add --case second paper.txt title='A paper' mark=P/1
ref=$(cat "$out")
done_well 'exhibit extract' a exhibit extract "$ref" --out copy.txt
that 'the same bytes come back' cmp paper.txt copy.txt
done_well 'exhibit verify' a exhibit verify
a show exhibit "$ref" --format json >"$out"
is 'hash and size were taken' "$(json "$out" 'd["sha256"], d["size"], len(d["custodies"] if "custodies" in d else d["custody"])')" \
	"('$(sha256sum paper.txt | cut -d' ' -f1)', 24, 3)"

run a remove event event-02
is 'remove' "$status" 0
that 'it says how to bring it back' grep -q undo "$err"
a list event --format json >"$out"
is 'it is gone' "$(json "$out" 'len(d)')" 2
done_well 'undo' a undo
a list event --format json >"$out"
is 'it is back' "$(json "$out" 'len(d)')" 3
done_well 'redo' a redo
a list event --format json >"$out"
is 'and gone again' "$(json "$out" 'len(d)')" 2
done_well 'log' a log
that 'log shows the labels' grep -q undo "$out"
done_well 'log as JSON' a log --format json
that 'with a number, a time, a label and a hash' json "$out" 'all(len(e["hash"]) == 64 and e["at"] and e["label"] for e in d)'
done_well 'verify' a verify

for words in '' list add petition; do
	# shellcheck disable=SC2086
	done_well "help $words" "$AMPARO" help $words
	that "help $words says something" test -s "$out"
done
is 'help petition names its fields' "$("$AMPARO" help petition | grep -cE '\b(docket|relief|forum)\b')" 3
done_well '--version' "$AMPARO" --version
that 'it is the version' grep -q 'amparo 0\.' "$out"

export AMPARO_FILE=$PWD/case.amparo
done_well 'AMPARO_FILE names the file' "$AMPARO" list case --format json
is 'two cases' "$(json "$out" 'len(d)')" 2
unset AMPARO_FILE
done_well 'without a name it is in XDG_DATA_HOME' "$AMPARO" init
that 'cases.amparo' test -s "$XDG_DATA_HOME/amparo/cases.amparo"

done_well 'demo makes a file' "$AMPARO" --file demo.amparo demo
done_well 'the demo verifies' "$AMPARO" --file demo.amparo verify
"$AMPARO" --file demo.amparo list cosigner --format json >"$out"
is 'the two letters have 37 and 86 cosigners, as far as they are named' \
	"$(json "$out" 'max(sum(c["letter"] == l for c in d) for l in {c["letter"] for c in d})')" 86
for entity in case contact party petition signatory total letter version recipient cosigner ruling exhibit \
	custody claim proof authority event deadline filing link; do
	run "$AMPARO" --file demo.amparo list $entity --format json
	that "list $entity is JSON" json "$out" 'len(d) >= 0'
done

# Many at once: a filter in place of the ref, one entry, one undo.
run a edit event --where 'date>=2020-01' place=Haifa notes=seen
is 'edit --where' "$status" 0
that 'it says how many, and how to take it back' grep -q '^2 events changed; amparo undo' "$err"
a list event --where place:haifa --format json >"$out"
is 'both are changed' "$(json "$out" '[(e["ref"], e["notes"]) for e in d]')" "[('event-01', 'seen'), ('event-03', 'seen')]"
that 'the log says it once' sh -c '"$AMPARO" --file case.amparo log --limit 1 | grep -q "set place of 2 events to Haifa and set notes to seen"'
run a edit event --where 'date>=2020-01' place=Haifa
that 'what is so already is left alone' grep -q 'nothing was changed' "$err"
run a remove event --where place:Haifa --case second
is 'remove --where' "$status" 0
that 'it says how many went' grep -q '^2 events removed; amparo undo' "$err"
a list event --format json >"$out"
is 'none is left' "$(json "$out" 'len(d)')" 0
done_well 'undo brings both back' a undo
done_well 'undo takes both edits back' a undo
a list event --where 'place=' --format json >"$out"
is 'all are as they were' "$(json "$out" 'len(d)')" 2

# Time.
"$AMPARO" --file time.amparo init >/dev/null
b() {
	"$AMPARO" --file time.amparo "$@"
}
b add case ref=c title=C >/dev/null
b add event case=c title='About then' date=2019~ >/dev/null
b add event case=c title='That day' date=2019-01-01 >/dev/null
b add event case=c title='That month' date=2019-01 >/dev/null
b add deadline case=c title='Later' due=2026-11-26 >/dev/null
done_well 'timeline' b timeline --case c --format json
is 'dates that are known less exactly come first' "$(json "$out" '[x["date"] for x in d]')" \
	"['2019~', '2019-01', '2019-01-01', '2026-11-26']"
is 'it says which field it was' "$(json "$out" 'd[3]["entity"], d[3]["field"], d[3]["case"]')" "('deadline', 'due', 'c')"
done_well 'timeline of a month' b timeline --month 2019-01 --format csv
is 'only what is known to be in it' "$(tail -n +2 "$out" | cut -d, -f1 | tr '\n' ' ')" '2019-01 2019-01-01 '
done_well 'timeline with words' b timeline --where later --format csv
is 'only what has them' "$(tail -n +2 "$out" | cut -d, -f1)" '2026-11-26'
refused 'timeline knows its months' 2 'November' b timeline --month November

finish
