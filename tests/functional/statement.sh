#!/usr/bin/env bash
# The signature statement as the verbs print it: every number lists its rows, and the parts sum.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo AMPARO_TODAY=2026-11-20
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null
"$AMPARO" add petition case=c ref=p kind=public title='A petition' target=4 >/dev/null
"$AMPARO" add petition case=c ref=empty kind=public title='An empty one' >/dev/null

cat >names.csv <<'CSV'
Name,City,Region,Country,Signed on
Noa Cohen,Haifa,Haifa,IL,2020-07-17
Dan Levi,Tel Aviv,"Tel Aviv, ""centre""",IL,2020-07-18
陳小明,香港,,HK,2020-07-18
José García,Puebla,,MX,
Noa Cohen,Haifa,Haifa,IL,2020-07-19
A Robot,,,IL,2020-07-19
Somebody,,,,2020-07-20
CSV
"$AMPARO" import signatories --petition p names.csv >/dev/null
"$AMPARO" edit signatory --where 'name:noa signed=2020-07-19' state=duplicate rule=same-email >/dev/null 2>&1
"$AMPARO" edit signatory --where 'name:robot' state=invalid rule=by-hand >/dev/null 2>&1
"$AMPARO" edit signatory --where 'name:somebody' state=withdrawn rule=withdrawal >/dev/null 2>&1
"$AMPARO" add total petition=p source='The site' value=20 observed=2020-07-20 time=18:00 >/dev/null
"$AMPARO" add total petition=p source='The site' value=12 observed=2020-07-20 time=09:00 >/dev/null
"$AMPARO" add total petition=p source='The site' value=15 observed=2020-07-20 part=country country=IL >/dev/null

statement() {
	"$AMPARO" statement --petition p "$@"
}
done_well 'as text' statement
cat >wanted <<'TXT'
Signature statement of c/p, 2026-11-20
A petition

Declared                                                    20
  The site, 2020-07-20 18:00 UTC
  less declared, but not held here                          13
                                                   -----------
Held here                                                    7
  less duplicates                                            1
         the same e-mail address                 1
  less invalid                                               1
         decided one by one                      1
  less pending                                               0
  less withdrawn                                             1
         withdrawn by the person                 1
                                                   -----------
Counted                                                      4
                                                   ===========

Thresholds
  Target: 4
      by those counted: reached; no day can be said
      by totals declared: reached by 2020-07-20
TXT
is 'the sum is drawn as in bookkeeping' "$(LC_ALL=C "$AMPARO" statement --petition p | head -n "$(wc -l <wanted)")" "$(cat wanted)"
that 'with bars by country' grep -qE '^  Israel +[█#]+ +2 +50\.0%  declared 15$' <(statement)

statement --format json >"$out"
is 'as JSON the parts sum to the whole' "$(json "$out" '(
	d["declared"] - d["not_held"] == d["held"],
	d["held"] - sum(l["number"] for l in d["less"]) == d["counted"],
	all(sum(r["number"] for r in l["rules"]) == l["number"] for l in d["less"] if l["rules"]),
	sum(c["number"] for c in d["countries"]) == d["counted"],
	all(sum(r["number"] for r in c["regions"]) == c["number"] for c in d["countries"] if c["regions"]),
	sum(x["number"] for x in d["days"]) == d["counted"], d["counted"])')" \
	'(True, True, True, True, True, True, 4)'

# Every number of rows in the CSV is the number of rows that its filter lists.
statement --format csv >statement.csv
python3 - "$AMPARO" >checked <<'PY'
import csv, json, subprocess, sys
n = 0
for row in csv.DictReader(open("statement.csv", encoding="utf-8", newline="")):
    if not row["where"] or row["what"] in ("declared", "source"):
        continue
    out = subprocess.run([sys.argv[1], "list", "signatory", "--where", row["where"], "--format", "json"],
                         capture_output=True, check=True).stdout
    n += 1
    if len(json.loads(out)) != int(row["number"]):
        print(row)
print(n > 15)
PY
is 'each filter lists as many rows as its number says' "$(cat checked)" True

statement --format csv --out kept.csv
is 'a file of its own is the same' "$(cat kept.csv)" "$(cat statement.csv)"
is 'and private' "$(stat -c %a kept.csv)" 600
refused 'and never written over' 1 'kept.csv' "$AMPARO" statement --petition p --out kept.csv

run "$AMPARO" statement --petition empty
is 'a petition of which nothing is known' "$status" 0
that 'says that no total was declared' grep -q '^No total was declared\.$' "$out"
that 'and that no rows are held' grep -q '^No rows are held here' "$out"
"$AMPARO" add total petition=empty source='A report' value=36000 observed=2020 >/dev/null
run "$AMPARO" statement --petition empty
that 'a total alone is not held here' grep -qE 'less declared, but not held here +36,000$' "$out"
"$AMPARO" add total petition=p source='The site' value=2 observed=2020-07-21 >/dev/null
that 'more may be held than was declared' grep -qE 'plus held here, but not declared +5$' <(statement)

"$AMPARO" add total petition=p source='A newspaper' value=19 observed=2020-07-19 >/dev/null
that 'what another source said last is told' grep -qE '^ +also declared +19  A newspaper, 2020-07-19$' <(statement)
"$AMPARO" count --petition p --format json >"$out"
is 'the count says the rules too' "$(json "$out" '(d["declared"], d["duplicate_by_rule"], d["invalid_by_rule"])')" \
	"(2, {'same-email': 1}, {'by-hand': 1})"
that 'and for people' grep -qE '^  the same e-mail add.*1$' <("$AMPARO" count --petition p)

cat >site.json <<'JSON'
{"links": {"self": "https://petition.example/petitions/1.json"},
 "data": {"attributes": {"signature_count": 12345, "updated_at": "2026-01-20T23:30:12.345Z",
  "signatures_by_country": [{"name": "United Kingdom", "code": "GB", "signature_count": 12000},
                            {"name": "Israel", "code": "IL", "signature_count": 345}],
  "signatures_by_region": [{"name": "London", "ons_code": "H", "signature_count": 3000}],
  "signatures_by_constituency": [{"name": "Ynys Môn", "ons_code": "W1", "signature_count": 44}]}}}
JSON
sed 's/12345/2345/; s/2026-01-20T23/2026-01-05T09/' site.json >earlier.json
"$AMPARO" add petition case=c ref=site kind=public title='On a site' >/dev/null
done_well 'a dry run of totals' "$AMPARO" import totals --petition site --dry-run site.json
that 'says what would be added' grep -q '^5 totals would be added, 0 are there already$' "$out"
done_well 'a dry run of thresholds' "$AMPARO" import thresholds --petition site --dry-run uk
that 'says it, too' grep -q '^2 thresholds would be added, 0 are there already$' "$out"
is 'and neither adds any' "$("$AMPARO" list total --where petition=site --format csv | wc -l)$("$AMPARO" list threshold --where petition=site --format csv | wc -l)" 11
done_well 'totals of a site' "$AMPARO" import totals --petition site site.json
that 'say when' grep -qF '12,345 declared on 2026-01-20 at 23:30:12 UTC' "$out"
before=$("$AMPARO" log --format json | sha256sum)
done_well 'the same file again' "$AMPARO" import totals --petition site site.json
is 'changes nothing' "$("$AMPARO" log --format json | sha256sum)" "$before"
done_well 'an earlier one' "$AMPARO" import totals --petition site earlier.json
done_well 'thresholds that came with the program' "$AMPARO" import thresholds --petition site uk
done_well 'those of the European Citizens'"'"' Initiative too' "$AMPARO" import thresholds --petition site eci
"$AMPARO" statement --petition site --format json >"$out"
is 'the latest is what is declared, all are the growth' "$(json "$out" '(d["declared"], [t["declared"] for t in d["totals"]], sorted((t["part"], t["place"], t["declared"]) for t in d["parts"]))')" \
	"(12345, [2345, 12345], [('constituency', 'Ynys Môn', 44), ('country', 'Israel', 345), ('country', 'United Kingdom', 12000), ('region', 'London', 3000)])"
is 'the first total at or above reaches a threshold' "$(json "$out" '[(t["declared"]["status"], t["declared"]["day"], t["declared"]["missing"]) for t in d["thresholds"][:2]]')" \
	"[('reached_by', '2026-01-20', 0), ('missing', None, 87655)]"
is 'the minima are those of 720 seats' "$(json "$out" '(sum(t["value"] for t in d["thresholds"] if t["kind"] == "country"), len([1 for t in d["thresholds"] if t["kind"] == "country"]))')" \
	'(518400, 27)'
"$AMPARO" statement --petition site >"$out"
that 'parts that are not the whole say so' \
	test "$(grep -o 'Together [0-9,]*, where [0-9,]* were declared of the whole' "$out" | tr '\n' ';')" = \
	'Together 3,000, where 12,345 were declared of the whole;Together 44, where 12,345 were declared of the whole;'
"$AMPARO" undo >/dev/null
"$AMPARO" statement --petition site --format json >"$out"
is 'one undo takes the set back' "$(json "$out" 'len(d["thresholds"])')" 2
printf '{"signature_count": "many"}' >bad.json
refused 'a file that is not as it should be' 1 'bad.json|signature_count' "$AMPARO" import totals --petition site bad.json
refused 'an option of another kind' 2 'totals|--map' "$AMPARO" import totals --petition site site.json --map a=b
printf '{"signature_count": 20000}' >bare.json
run "$AMPARO" import totals --petition site bare.json
that 'a day that nobody said is not kept quiet about' grep -q 'does not say when' "$out"

rng=/usr/share/xml/docbook/schema/rng/5.0/docbook.rng
valid() {
	if [ ! -e "$rng" ] || ! command -v xmllint >/dev/null; then
		skip "$1" 'docbook5-xml or xmllint is not installed'
	else
		that "$1" xmllint --nonet --noout --relaxng "$rng" "$2"
	fi
}
"$AMPARO" add total petition=p source='A <sealed> source' value=99 observed=2021 level=sealed >/dev/null
for petition in p site empty; do
	done_well "as DocBook: $petition" "$AMPARO" statement --petition "$petition" --format docbook --out "docbook-$petition"
	valid "which is valid: $petition" "docbook-$petition/statement.xml"
done
is 'its pictures are there' "$(cd docbook-p && echo *)" 'countries.svg growth.svg statement.xml'
is 'and none where there is nothing to draw' "$(cd docbook-empty && echo *)" statement.xml
is 'and all are private' "$(stat -c %a docbook-p docbook-p/*)" "$(printf '700\n600\n600\n600')"
is 'a picture is what the document refers to' \
	"$(grep -o 'fileref="[^"]*"' docbook-p/statement.xml | sort)" \
	"$(printf 'fileref="countries.svg"\nfileref="growth.svg"')"
that 'a picture is XML' xmllint --nonet --noout docbook-p/countries.svg docbook-p/growth.svg
is 'what may not leave does not' "$(grep -rl 'sealed' docbook-p)" ''
done_well 'an older one is replaced' "$AMPARO" statement --petition p --format docbook --out docbook-p
mkdir other
echo mine >other/notes
refused 'a folder of something else is not' 1 'other' "$AMPARO" statement --petition p --format docbook --out other
is 'and stays as it was' "$(cat other/notes)" mine
refused 'DocBook needs a folder' 2 '--out DIR' "$AMPARO" statement --petition p --format docbook
done_well 'a bundle has the statement' "$AMPARO" bundle --petition site --out filing
valid 'and is valid' filing/bundle.xml
that 'with its pictures' test -s filing/images/countries.svg
that 'to which it refers' grep -qF 'fileref="images/countries.svg"' filing/bundle.xml
done_well 'an older bundle with pictures is replaced' "$AMPARO" bundle --petition site --out filing

refused 'a petition is needed' 2 'statement needs --petition' "$AMPARO" statement
refused 'that there is' 1 'nobody' "$AMPARO" statement --petition nobody

finish
