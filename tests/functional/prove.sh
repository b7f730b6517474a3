#!/usr/bin/env bash
# What must be proved, what proves it, and what is missing: as text, CSV, JSON and DocBook, and the status by its rule.
. "$SRCDIR/tests/functional/lib.sh"

rng=/usr/share/xml/docbook/schema/rng/5.0/docbook.rng
export AMPARO_FILE=$PWD/a.amparo
a() { "$AMPARO" "$@" >>made || fail "$*"; }

# python NAME FILE EXPRESSION: it holds of the JSON `d`.
python() {
	that "$1" python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(0 if eval(sys.argv[2]) else 1)' "$2" "$3"
}

valid() {
	if [ -e "$rng" ] && command -v xmllint >/dev/null; then
		that "$1" xmllint --nonet --noout --relaxng "$rng" "$2"
	else
		skip "$1" 'xmllint or docbook5-xml is not installed'
	fi
}

done_well 'a file' "$AMPARO" init
a add case ref=c title='A case'
a add petition case=c ref=writ title='Writ'
a add exhibit case=c ref=contract mark=P/2 title='The contract, חוזה' source='Ministry' reliability=01
a add exhibit case=c ref=lab mark=P/10 title='Report of the laboratory' source='Laboratory' reliability=02
a add exhibit case=c ref=press mark=P/3 title='Press report' source='Gazette' reliability=04
a add exhibit case=c ref=idle mark=P/4 title='Nobody needs it'
a add exhibit case=c ref=mole mark=P/5 title='Canary memo' source='Within' reliability=01 level=team
a add claim petition=writ ref=sale title='It was sold' statement='That it was sold.'
a add claim petition=writ ref=paper parent=sale title='There is a contract' answer='There is none.'
a add claim petition=writ ref=use title='It was used, 被使用'
a add claim petition=writ ref=licence title='It was licensed'
a add proof claim=paper exhibit=contract pages=3-4 quote='=SOLD & <delivered>'
a add proof claim=paper exhibit=lab pages=7
a add proof claim=use exhibit=press bearing=supports
a add proof claim=use exhibit=mole bearing=contradicts

printf 'name,country\nAda Chan,HK\n' >people.csv
done_well 'people who sign' "$AMPARO" import signatories --petition writ people.csv

done_well 'as text' "$AMPARO" prove --petition writ
cp "$out" text
that 'claims are counted by status' grep -q '^4 claims: 1 unproven, 1 disputed, 0 supported, 2 proven$' text
that 'what nothing supports comes first' \
	test "$(grep -n 'Nothing supports' text | cut -d: -f1)" -lt "$(grep -n 'Disputed' text | cut -d: -f1)"
that 'why it is disputed' grep -q 'P/5 contradicts it and is at least as reliable' text
that 'exhibits stand by their numbers' grep -qE 'P/2 +P/3 +P/5 +P/10' text
that 'a cell has its sign and pages' grep -qE '    paper +proven +\+ 3-4 +\+ 7$' text
that 'what proves nothing' grep -q 'P/4 .*Nobody needs it' text
that 'what they say' grep -q 'There is none' text
that 'no line is wider than 80' python3 -c 'import sys, unicodedata as u
sys.exit(any(sum(1 + (u.east_asian_width(c) in "WF") for c in l.rstrip()) > 80 for l in open("text", encoding="utf-8")))'

done_well 'as JSON' "$AMPARO" prove --petition writ --format json
cp "$out" writ.json
python 'claims are a tree' writ.json '[c["ref"] for c in d["claims"]] == ["sale", "use", "licence"] and [c["ref"] for c in d["claims"][0]["claims"]] == ["paper"]'
python 'with their proofs' writ.json '[(p["exhibit"], p["bearing"], p["pages"]) for p in d["claims"][0]["claims"][0]["proofs"]] == [("contract", "supports", "3-4"), ("lab", "supports", "7")]'
python 'and statuses' writ.json '[c["status"] for c in d["claims"]] == ["proven", "disputed", "unproven"]'
python 'and gaps' writ.json '[c["gap"] for c in d["claims"]] == [None, "disputed", "nothing"]'
python 'what proves nothing is told' writ.json '[e["ref"] for e in d["idle"]] == ["idle"]'
that 'the file of those who signed is kept, and was not to prove anything' test "$("$AMPARO" list exhibit | grep -c people.csv)" = 1
python 'and totals' writ.json 'd["totals"]["proven"] == 2 and d["totals"]["proofs"] == 4 and d["totals"]["idle"] == 1'
done_well 'of a case' "$AMPARO" prove --case c --format json
cp "$out" case.json
python 'an array' case.json '[p["petition"] for p in d] == ["writ"]'

done_well 'as CSV' "$AMPARO" prove --petition writ --format csv --out writ.csv
that 'which is its owner'"'"'s alone' test "$(stat -c %a writ.csv)" = 600
that 'a quotation runs nothing' grep -q "'=SOLD" writ.csv
is 'a row a proof, a claim without one, an exhibit that proves nothing' "$(python3 -c 'import csv; print(len(list(csv.DictReader(open("writ.csv", encoding="utf-8", newline="")))))')" 7
refused 'a file that is there stays' 1 'is there already' "$AMPARO" prove --petition writ --format csv --out writ.csv

done_well 'as DocBook' "$AMPARO" prove --petition writ --format docbook --rule
cp "$out" filed.xml
valid 'it is valid' filed.xml
that 'without what is not to leave' test "$(grep -c 'Canary\|P/5' filed.xml)" = 0
that 'and says that something is withheld' grep -q 'Withheld' filed.xml
done_well 'with it where that is asked for' "$AMPARO" prove --petition writ --format docbook --level team
that 'it is there' grep -q 'Canary' "$out"
done_well 'several petitions' "$AMPARO" prove --case c --format docbook
cp "$out" case.xml
valid 'they are valid' case.xml
done_well 'the bundle' "$AMPARO" bundle --petition writ --out bundle
that 'has nothing of it' test "$(grep -rc 'What is missing' bundle | grep -vc ':0$')" = 0

done_well 'the rule alone' "$AMPARO" prove --rule
that 'it says what is proven' grep -q 'two independent sources of grade 01 or 02' "$out"
refused 'neither' 2 'needs --petition' "$AMPARO" prove
refused 'both' 2 'not both' "$AMPARO" prove --petition writ --case c
refused 'no such petition' 1 'no petition' "$AMPARO" prove --petition nowhere
refused 'no such level' 2 secret "$AMPARO" prove --petition writ --format docbook --level secret
refused 'a level of text' 2 'docbook' "$AMPARO" prove --petition writ --level team

# --- by hand

refused 'another status needs a reason' 1 'by the rule the claim is unproven' "$AMPARO" edit claim licence status=proven
done_well 'which can be given' "$AMPARO" edit claim licence status=proven status_reason='Admitted'
"$AMPARO" prove --petition writ >text
that 'and is told, with what the rule says' grep -q 'Admitted; by the rule it is unproven' text
done_well 'emptying it' "$AMPARO" edit claim licence status_reason=
is 'goes back to the rule' "$("$AMPARO" list claim --where 'ref:licence' --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["status"])')" unproven
refused 'a claim of another petition is no parent' 1 'itself or stands below' "$AMPARO" edit claim sale parent=paper
done_well 'undo' "$AMPARO" undo
done_well 'verify' "$AMPARO" verify

# --- large

python3 - >large.rec <<'PY'
print("%rec: case\n\nref: big\ntitle: Big\n\n%rec: petition\n\nref: big\ncase: big\ntitle: Big\nkind: court\n\n%rec: exhibit\n")
for i in range(200):
    print(f"ref: x{i}\ncase: big\nmark: B/{i}\ntitle: X {i}\nsource: S {i % 7}\nreliability: 02\n")
print("%rec: claim\n")
for i in range(2000):
    print(f"ref: k{i}\npetition: big\ntitle: K {i}\n" + (f"parent: k{i - i % 10}\n" if i % 10 else ""))
print("%rec: proof\n")
for i in range(10000):
    print(f"claim: k{i % 2000}\nexhibit: x{(i * 7) % 200}\n")
PY
mkdir large && mv large.rec large/10.rec
export AMPARO_FILE=$PWD/large.amparo
done_well 'two thousand claims and ten thousand proofs' env AMPARO_DATADIR="$PWD/data" bash -c 'mkdir -p data/demo && cp large/10.rec data/demo/ && "$AMPARO" demo'
done_well 'one more' "$AMPARO" add proof claim=k11 exhibit=x3
"$AMPARO" prove --petition big --format json >big.json
python 'all are told' big.json 'd["totals"]["proofs"] == 10001 and d["totals"]["claims"] == 2000'

finish
