#!/usr/bin/env bash
# Files of signatories and contacts as they really come: what spreadsheets leave behind, files that are
# no tables, and a disk that is full.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo AMPARO_TODAY=2026-11-20
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null
n=0

# The lines of standard input into a petition of its own; it is called "$p" then.
import() {
	n=$((n + 1))
	p=p$n
	cat >file.csv
	"$AMPARO" add petition case=c ref=$p kind=public title=$p >/dev/null
	run "$AMPARO" import signatories --petition $p file.csv "$@"
}
rows() {
	"$AMPARO" list signatory --where "petition:$p" --sort line --format json >"$scratch/rows.json" &&
		json "$scratch/rows.json" "$1"
}

# A disk that is full at the very end: nothing is left of the refused rows either.
{
	echo name,email
	for i in $(seq 3000); do echo "Person $i,p$i@example.org"; done
	echo Bad,bad
} >full.csv
"$AMPARO" add petition case=c ref=full kind=public title=Full >/dev/null
size=$(stat -c %s case.amparo)
for kind in 'signatories --petition full' contacts; do
	# shellcheck disable=SC2086
	run bash -c 'trap "" XFSZ; ulimit -f "$1"; shift; exec "$@"' - $((size / 1024 + 8)) "$AMPARO" import $kind \
		full.csv --rejects bad.csv
	is "$kind: a full disk ends it" "$status" 3
	that 'in one sentence' test "$(wc -l <"$err")" = 1
	that 'no refused rows are left behind' test ! -e bad.csv
	that 'the case file is whole' "$AMPARO" verify
done
is 'nobody is in' "$("$AMPARO" list contact --format json | tr -d ' \n')$("$AMPARO" count --petition full --format json |
	python3 -c 'import json, sys; print(json.load(sys.stdin)["held"])')" '[]0'
done_well 'with room it goes in' "$AMPARO" import signatories --petition full full.csv --rejects bad.csv
is 'and the refused rows are kept' "$(tail -n 1 bad.csv | cut -d, -f1,2)" '"Bad","bad"'


# A file that says itself which rows are duplicates, as our own export does, whatever their order.
import <<'CSV'
name,email,region,state
Noa B Cohen,noa@example.org,,duplicate
Noa Cohen,noa@example.org,,valid
Omer Katz,omer@example.org,,valid
Omer D Katz,omer@example.org,,duplicate
CSV
is 'of a person with a duplicate one row counts' "$(rows '[s["state"] for s in d]')" \
	"['duplicate', 'valid', 'valid', 'duplicate']"
{
	cat file.csv
	echo 'Somebody New,new@example.org,,valid'
} >later.csv
done_well 'a later list' "$AMPARO" import signatories --petition $p later.csv
is 'and nobody counts twice' "$(rows 'sum(s["state"] == "valid" for s in d)')" 3
printf 'name,email,akid\nNoa Cohen,noa@example.org,1\n' >other.csv
import <<'CSV'
name,email,region,state
Noa Cohen,noa@example.org,,duplicate
CSV
"$AMPARO" import signatories --petition $p other.csv >/dev/null
is 'where the row that counts was never here, one that comes counts' "$(rows 'sorted(s["state"] for s in d)')" \
	"['duplicate', 'valid']"

# What spreadsheets leave behind.
import <<'CSV'
name,postcode,email,signed
="Noa Cohen","=""00123""",noa@example.org,="18/07/2020"
#N/A,,x@example.org,
name,postcode,email,signed
Omer Katz,,#N/A,
Dana Levi,,,07/08/2020
Total: 36012,,,
"Total, Ann",,,
Grand total,36012,,
CSV
{
	cat file.csv
	printf '\032'
} >odd.csv
"$AMPARO" undo >/dev/null
run "$AMPARO" import signatories --petition $p odd.csv
is 'forced texts are without their dress' "$(rows '[(s["name"], s["postcode"], s["signed"]) for s in d]')" \
	"[('Noa Cohen', '00123', '2020-07-18'), ('Dana Levi', None, '2020-08-07'), ('Total, Ann', None, None)]"
is 'errors, totals and a second first line are nobody' "$(grep -c refused: "$out")" 5
that 'each with its reason' grep -q '^line 4 refused: it is the first line of the file once more$' "$out"
that 'of the total too' grep -q '^line 7 refused: it is a total, not a person$' "$out"
import <<'CSV'
name,akid
Noa Cohen,1.2E+10
Dana Levi,1.2E+10
CSV
is 'a number that lost its digits makes nobody the same' "$status" 1
that 'it says what to do' grep -q 'lost its last digits in a spreadsheet.*--map COLUMN=-' "$err"
import <<'CSV'
activity_date_time,status_id,first_name,last_name,country_iso,country
2020-07-18 10:00:00,2,Ana,Ruiz,MX,Estados Unidos Mexicanos
CSV
is 'a country by its code, where the site has one' "$(rows 'd[0]["country"]')" MX

# Dates of anywhere, and a day that has not come.
import <<'CSV'
name,date
Ahmad Ali,١٨/٠٧/٢٠٢٠
陳小明,2020年7月19日
Ana Ruiz,20/07/2020 1:30:00 p. m.
Too Early,2026-11-22
Just So,2026-11-21
Late Year,2027
CSV
is 'days in any script' "$(rows '[s["signed"] for s in d]')" "['2020-07-18', '2020-07-19', '2020-07-20', '2026-11-21']"
is 'nobody has signed tomorrow' "$(grep -c 'has not come yet' "$out")" 2

# Files that are no tables: each is called what it is, with what to do.
while IFS='|' read -r what bytes; do
	printf "$bytes" >no-table.csv
	refused "$what" 1 "$what" "$AMPARO" import signatories --petition $p no-table.csv
done <<'END'
a web page|\n<!DOCTYPE html><table><tr><td>Name</td></tr></table>
a web page|<html><table><tr><td>Name</td></tr></table>
XML|\xef\xbb\xbf<?xml version="1.0"?><Workbook/>
JSON|{ "signatures": [{"name": "Ann"}]}
JSON|[\n  {"name": "Ann"}]
import contacts|BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n
UTF-32|\xff\xfe\0\0n\0\0\0
unpack it|\x1f\x8b\x08
END

# Cards in a legacy page: it is asked for, as of tables.
printf 'BEGIN:VCARD\r\nVERSION:2.1\r\nFN:\xf0\xe5\xf2\xe4\r\nEND:VCARD\r\n' >old.vcf
refused 'old cards are not guessed at' 1 'line 1|--encoding NAME' "$AMPARO" import contacts old.vcf
done_well 'said, they are read' "$AMPARO" import contacts old.vcf --encoding windows-1255
that 'in that page' grep -q '^old.vcf: vCards in windows-1255$' "$out"
is 'as they were written' "$("$AMPARO" list contact --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["name"])')" נועה
refused 'a page that is none' 1 'windows-1255' "$AMPARO" import contacts old.vcf --encoding klingon
refused 'cards have no columns' 1 '--map|vCards' "$AMPARO" import contacts old.vcf --map a=name

# A heading above the table.
printf 'Signatures against the export\n\nName,City\nNoa Cohen,Haifa\n' >heading.csv
refused 'a heading is told from a header' 1 'Signatures against the export|above the line that names the columns' \
	"$AMPARO" import signatories --petition $p heading.csv

# Two columns cannot both be the name.
printf 'Full,Place\nNoa Cohen,Haifa\n' >two.csv
refused 'what is said twice is not obeyed by halves' 1 'another --map says otherwise' \
	"$AMPARO" import signatories --petition $p two.csv --map Full=name --map Place=name
refused 'of one column neither' 1 'another --map says otherwise' \
	"$AMPARO" import signatories --petition $p two.csv --map Full=name --map Full=city

# A file name is text from outside, too.
name=$(printf 'x\033[31m.csv')
printf 'name,country\nRuth Katz,IL\n' >"$name"
done_well 'a file whose name steers terminals' "$AMPARO" import signatories --petition $p "$name"
that 'it steers none' bash -c '! grep -q "$(printf "\033")" "$1"' - "$out"

finish
