#!/usr/bin/env bash
# Signatories from CSV: clean and dirty files, counts, undo and redo, and what comes out again.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
rows=${ROWS-36000}
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null
"$AMPARO" add petition case=c ref=p kind=public title=P >/dev/null

counted() {
	"$AMPARO" count --petition p --format json >"$scratch/count.json" && json "$scratch/count.json" "$1"
}

cat >small.csv <<'CSV'
Name,E-mail,City,Country,Signed on,Consent,Comment
"Cohen, Noa",noa@example.org,Haifa,IL,2020-07-17,public,"Two
lines, and a ""quote"""
陳小明,,香港,HK,2020-07-18,anonymous,
"García, José",jose@example.org,Puebla,MX,2020/07/19,,
כהן נועה,,חיפה,IL,2020-07-17T10:00:00Z,private,
CSV
done_well 'a small file' "$AMPARO" import signatories --petition p small.csv
is 'all four are held and counted' "$(counted '(d["held"], d["valid"], d["counted"], d["countries"])')" \
	"(4, 4, 4, {'IL': 2, 'HK': 1, 'MX': 1})"
"$AMPARO" list signatory --format json >"$out"
is 'their words are whole' "$(json "$out" 'sorted((s["name"], s["city"], s["signed"], s["consent"], s["comment"]) for s in d)')" \
	"$(python3 -c "print(sorted([('Cohen, Noa','Haifa','2020-07-17','public','Two\nlines, and a \"quote\"'),('陳小明','香港','2020-07-18','anonymous',None),('García, José','Puebla','2020-07-19','private',None),('כהן נועה','חיפה','2020-07-17','private',None)]))")"
"$AMPARO" list batch --format json >"$out"
is 'the batch remembers the file' "$(json "$out" '[(b["sha256"], b["filename"]) for b in d]')" \
	"[('$(sha256sum small.csv | cut -c1-64)', 'small.csv')]"

cat >dirty.csv <<'CSV'
name,country,signed
Noé Good,IL,2020-07-18
,IL,2020-07-18
Bad Date,IL,2020-02-31
"陳 Good",HK,2020-07
Bad Country,Israelia,2020-07-18

José Ibáñez Núñez,MX,
CSV
printf 'Bad \xff Bytes,IL,2020-07-18\n"Never closed,IL,2020-07-18\n' >>dirty.csv
run "$AMPARO" import signatories --petition p dirty.csv --rejects rejects.csv
is 'a dirty file: what is good goes in' "$status" 0
is 'three more' "$(counted 'd["held"]')" 7
that 'the refused rows are counted' grep -qw 5 "$out"
that 'with their line numbers' grep -qE '\b4\b' "$out"
is 'the rejects stand in their own file' "$(python3 -c '
import csv
rows = list(csv.reader(open("rejects.csv", encoding="utf-8", errors="replace", newline="")))
print(rows[0][:3], len(rows) - 1, all(r[-1] for r in rows[1:]))')" "['name', 'country', 'signed'] 5 True"

refused 'the same file again' 1 'small.csv' "$AMPARO" import signatories --petition p small.csv
printf 'name,country\nSomebody Else,IL\n' >else.csv
done_well 'a dry run says' "$AMPARO" import signatories --petition p else.csv --dry-run
is 'and does nothing' "$(counted 'd["held"]')" 7
printf 'name,country\n,IL\n,HK\n' >bad.csv
run "$AMPARO" import signatories --petition p bad.csv
is 'a file of which nothing is good is refused' "$status" 1
that 'and named' grep -q bad.csv "$err"
is 'it changes nothing' "$(counted 'd["held"]')" 7
printf 'who,place\nNoa,IL\n' >other.csv
done_well '--map names the columns' "$AMPARO" import signatories --petition p --map who=name --map place=country \
	--consent public other.csv
"$AMPARO" list signatory --where 'name:Noa and consent:public and country:IL' --format json >"$out"
that '--consent holds for those that say nothing' json "$out" 'any(s["name"] == "Noa" for s in d)'

# Many, with dirt; the maker says what must come of it.
"$SRCDIR/tests/data/make-signatories" "$rows" --bad 0.005 --hostile 0.005 --expect expect.json >many.csv
held=$(counted 'd["held"]')
before=$(counted 'd')
run "$AMPARO" import signatories --petition p --rejects bad-rows.csv many.csv
is "$rows rows" "$status" 0
is 'the first lines that must be refused are named' \
	"$(sed -n 's/^line \([0-9]*\) refused: .*/\1/p' "$out" | head -n 20 | tr '\n' ' ')" \
	"$(json expect.json '" ".join(map(str, d["refused_lines"][:20]))') "
is 'the rejects are all of them' "$(python3 -c '
import csv
print(sum(1 for _ in csv.reader(open("bad-rows.csv", encoding="utf-8", errors="replace", newline=""))) - 1)')" \
	"$(json expect.json 'd["refused"]')"
is 'all good ones are in' "$(($(counted 'd["held"]') - held))" "$(json expect.json 'd["added"]')"
"$AMPARO" list signatory --format json >"$out"
is 'with their countries' "$(python3 - "$out" <<'PY'
import collections, json, sys
rows = [s for s in json.load(open(sys.argv[1], encoding="utf-8")) if s["batch"] == "many" or "many" in str(s["batch"])]
want = json.load(open("expect.json"))
print(collections.Counter(r["country"] for r in rows) == want["countries"],
      collections.Counter(r["consent"] for r in rows) == want["consents"])
PY
)" 'True True'
for by in day week month year country; do
	run "$AMPARO" count --petition p --by $by --format json
	is "--by $by adds up to all that count" "$(json "$out" 'sum(x["counted"] for x in d)')" "$(counted 'd["counted"]')"
done
run "$AMPARO" count --petition p --by country --format json
cp "$out" countries.json
is '--by country says what the count says' "$(json countries.json '{x["country"] or "": x["counted"] for x in d}')" \
	"$(counted 'd["countries"]')"
run "$AMPARO" count --petition p --by day --format csv
that 'as CSV a line a day' grep -qE '^2020-07-[0-9]{2},[0-9]+' "$out"
refused '--by knows its words' 2 "fortnight|week" "$AMPARO" count --petition p --by fortnight
is 'the numbers add up' "$(counted 'd["held"] == d["pending"] + d["valid"] + d["duplicate"] + d["invalid"] + d["withdrawn"] and d["counted"] == sum(d["countries"].values())')" True
all=$(counted 'd')
done_well 'undo takes them all out' "$AMPARO" undo
is 'all' "$(counted 'd')" "$before"
done_well 'redo puts them back' "$AMPARO" redo
is 'all, as they were' "$(counted 'd')" "$all"
done_well 'verify' "$AMPARO" verify
run "$AMPARO" list signatory --format csv
cp "$out" exported.csv
is 'as CSV there is a line each' "$(python3 -c '
import csv
print(sum(1 for _ in csv.reader(open("exported.csv", encoding="utf-8", newline=""))) - 1)')" "$(counted 'd["held"]')"
run "$AMPARO" list signatory --format json
is 'as JSON an object each' "$(json "$out" 'len(d)')" "$(counted 'd["held"]')"
"$AMPARO" search 陳 >"$out"
that 'search finds a Chinese name by its first character' test -s "$out"

# Formulas.
printf 'name,city,country\n=cmd|x,+1,IL\n@x,-2,IL\n"\tx",=1,IL\n' >formula.csv
"$AMPARO" import signatories --petition p formula.csv >/dev/null
"$AMPARO" list signatory --where 'name:cmd' --format csv >"$out"
is 'no cell is a formula' "$(python3 -c '
import csv
rows = list(csv.reader(open("'"$out"'", encoding="utf-8", newline="")))
print([c for r in rows[1:] for c in r if c[:1] in "=+-@\t\r" and c])')" '[]'

# A plan before the deed.
"$AMPARO" add petition case=c ref=q kind=public title=Q >/dev/null
cat >plan.csv <<'CSV'
Name,Email,City,Postcode,Country,Signed On
Noa Cohen,noa@example.org,Haifa,31000,IL,2020-07-17
Noa Cohen,NOA@example.org,Haifa,31000,IL,2020-07-18
Dana Levi,noa@example.org,Akko,24000,IL,2020-07-18
Omer Katz,omer@example.org,Haifa,31000,IL,2020-07-18
,nobody@example.org,,,,
CSV
before=$(sha256sum case.amparo)
done_well 'a dry run' "$AMPARO" import signatories --petition q plan.csv --dry-run --rejects dry.csv
that 'says what the file is' grep -q '^plan.csv: UTF-8, comma-separated' "$out"
that 'and its columns' grep -q 'Signed On = signed' "$out"
that 'and who is the same' grep -q 'line 3: Noa Cohen, the same as line 2 (the same e-mail address)' "$out"
that 'and who may be' grep -q 'line 4: Dana Levi, may be the same as line 2' "$out"
that 'and counts them' grep -q '^5 rows read: 2 would be added, 1 would be added as duplicates .*, 1 would be refused; nothing was changed$' "$out"
is 'and changes nothing' "$(sha256sum case.amparo)" "$before"
"$AMPARO" import signatories --petition q plan.csv --dry-run --format csv >plan.out
is 'a line a row as CSV' "$(python3 -c '
import csv
print([(r["line"], r["verdict"]) for r in csv.DictReader(open("plan.out", encoding="utf-8", newline=""))])')" \
	"[('2', 'add'), ('3', 'same'), ('4', 'doubtful'), ('5', 'add'), ('6', 'refuse')]"
"$AMPARO" import signatories --petition q plan.csv --format json >plan.json
is 'the deed counts the same' "$(json plan.json '[d[v] for v in ("read", "add", "same", "update", "unchanged", "doubtful", "refuse")]')" \
	'[5, 2, 1, 0, 0, 1, 1]'
is 'and keeps the file' "$("$AMPARO" list exhibit --where 'title:plan' --format json | python3 -c '
import json, sys
print([(e["kind"], e["level"], e["sha256"]) for e in json.load(sys.stdin)])')" \
	"[('data', 'team', '$(sha256sum plan.csv | cut -c1-64)')]"
sed 's/omer@example.org,Haifa/omer@example.org,Akko/; s/^,nobody/Somebody New,nobody/' plan.csv >later.csv
done_well 'a later list of the same people' "$AMPARO" import signatories --petition q later.csv
that 'updates and adds' grep -q '^5 rows read: 1 added, 1 updated, 3 unchanged$' "$out"
entry=$("$AMPARO" log --limit 1 --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["seq"])')
refused 'the first one alone cannot be undone' 1 "changed since by entry $entry" "$AMPARO" undo $((entry - 1))
"$AMPARO" add case ref=other title=Other >/dev/null
done_well 'the later one can' "$AMPARO" undo "$entry"
is 'it is as it was' "$("$AMPARO" list signatory --where 'name:Omer' --format json | python3 -c '
import json, sys
print([s["city"] for s in json.load(sys.stdin)])')" "['Haifa']"
done_well 'then the first one, too' "$AMPARO" undo $((entry - 1))
is 'nobody is left' "$("$AMPARO" count --petition q --format json | python3 -c '
import json, sys
print(json.load(sys.stdin)["held"])')" 0
done_well 'redo of it' "$AMPARO" redo $((entry - 1))
done_well 'verify' "$AMPARO" verify

# Rows that were refused are corrected where they were put, and taken in; UTF-16 as UTF-8.
printf 'Name\tCity\tCountry\nNoa "the great" Cohen\tחיפה\tIL\n陳小明\t香港\tNowhere\n' | iconv -t UTF-16LE >tabs.csv.xls
done_well 'a file of tabs in UTF-16' "$AMPARO" import signatories --petition q tabs.csv.xls --rejects tabs-bad.csv
is 'its rejects are UTF-8, with tabs' "$(tail -n 1 tabs-bad.csv | tr -d '\r')" \
	"$(printf '"陳小明"\t"香港"\t"Nowhere"\t"the country ""Nowhere"" is not a country"')"
sed -i 's/"Nowhere"/"HK"/' tabs-bad.csv
done_well 'corrected they go in' "$AMPARO" import signatories --petition q tabs-bad.csv
that 'whole' grep -q '^1 row read: 1 added$' "$out"
refused 'a kind refuses what is not its own' 2 'observed' "$AMPARO" import signatories --petition q --observed 2020 small.csv

finish
