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
    if not row["where"] or row["what"] == "declared":
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

"$AMPARO" count --petition p --format json >"$out"
is 'the count says the rules too' "$(json "$out" '(d["declared"], d["duplicate_by_rule"], d["invalid_by_rule"])')" \
	"(2, {'same-email': 1}, {'by-hand': 1})"
that 'and for people' grep -qE '^  the same e-mail add.*1$' <("$AMPARO" count --petition p)

refused 'a petition is needed' 2 'statement needs --petition' "$AMPARO" statement
refused 'that there is' 1 'nobody' "$AMPARO" statement --petition nobody

finish
