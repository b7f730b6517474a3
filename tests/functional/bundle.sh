#!/usr/bin/env bash
# The filing bundle: valid by both validators, the same bytes twice, golden, and nothing in it that
# may not leave.
. "$SRCDIR/tests/functional/lib.sh"

rng=/usr/share/xml/docbook/schema/rng/5.0/docbook.rng
export AMPARO_FILE=$PWD/demo.amparo

valid() {
	local name=$1 xml=$2
	if [ ! -e "$rng" ]; then
		skip "$name: xmllint" 'docbook5-xml is not installed'
	elif command -v xmllint >/dev/null; then
		that "$name: xmllint" xmllint --nonet --noout --relaxng "$rng" "$xml"
	else
		skip "$name: xmllint" 'xmllint is not installed'
	fi
	if [ -e "$rng" ] && command -v jing >/dev/null; then
		that "$name: jing" jing -i "$rng" "$xml"
	else
		skip "$name: jing" 'jing or docbook5-xml is not installed'
	fi
}

"$AMPARO" demo >/dev/null
for petition in $("$AMPARO" list petition --format json | python3 -c '
import json, sys
for p in json.load(sys.stdin): print(p["case"] + "/" + p["ref"])'); do
	done_well "bundle $petition" "$AMPARO" bundle --petition "$petition" --out "${petition#*/}"
	valid "$petition" "${petition#*/}/bundle.xml"
done

# Every link goes somewhere, every file is there and has the hash that stands in the list.
cat >check.py <<'PY'
import hashlib, os, sys
import xml.etree.ElementTree as ET
top = sys.argv[1]
root = ET.parse(os.path.join(top, "bundle.xml")).getroot()
XML = "{http://www.w3.org/XML/1998/namespace}id"
XLINK = "{http://www.w3.org/1999/xlink}href"
ids = {e.get(XML) for e in root.iter() if e.get(XML)}
for e in root.iter():
    for target in (e.get("linkend"), *(e.get("linkends") or "").split()):
        if target and target not in ids:
            print("dangling", target)
    href = e.get(XLINK) or e.get("fileref")
    if href and not href.startswith(("http:", "https:", "mailto:", "#")):
        if not os.path.isfile(os.path.join(top, href)):
            print("no file", href)
    if href and href.startswith("#") and href[1:] not in ids:
        print("dangling", href)
text = "".join(root.itertext())
folder = os.path.join(top, "exhibits")
for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
    if not all(c.isascii() and (c.isalnum() or c in "._-") for c in name):
        print("unsafe name", name)
    digest = hashlib.sha256(open(os.path.join(folder, name), "rb").read()).hexdigest()
    if digest not in text:
        print("hash not in the list", name)
PY
for dir in */; do
	is "links and files of ${dir%/}" "$(python3 check.py "$dir" 2>&1)" ''
done

# The same data gives the same bytes: again, in another locale, time zone, on another day.
"$AMPARO" bundle --petition hk-petition --out twice >/dev/null
that 'a second run gives the same bytes' diff -r hk-petition twice
AMPARO_TODAY=2031-01-01 AMPARO_NOW=2031-01-01T00:00:00Z TZ=Asia/Tokyo LC_ALL=C \
	"$AMPARO" bundle --petition hk-petition --out elsewhere >/dev/null
that 'so does another locale, time zone and day' diff -r hk-petition elsewhere
"$AMPARO" bundle --petition hk-petition --out twice >/dev/null
that 'an older bundle is replaced' diff -r hk-petition twice
"$AMPARO" --file again.amparo demo >/dev/null
"$AMPARO" --file again.amparo bundle --petition hk-petition --out again >/dev/null
that 'and the same demo made again gives the same bundle' diff -r hk-petition again

# Petitions that call their exhibits themselves: late, withdrawn, numbered pages, Hebrew letters.
mkdir made && (cd made && "$SRCDIR/tests/golden/marked.sh" ../marked.amparo)
for petition in writ atira; do
	done_well "bundle $petition" "$AMPARO" --file marked.amparo bundle --petition "$petition" --out "$petition"
	valid "$petition" "$petition/bundle.xml"
	is "links and files of $petition" "$(python3 check.py "$petition" 2>&1)" ''
done
is 'marks are in their order, with the late one' \
	"$(xmllint --xpath "//*[local-name()='appendix'][@role='exhibit']/@label" writ/bundle.xml | tr -d ' \n')" \
	'label="P/1"label="P/2"label="P/2A"label="P/4"label="ע/יד"'
is 'and what was withdrawn leaves its gap' "$(grep -rc 'memorandum that was withdrawn' writ/bundle.xml)$(ls writ/exhibits | grep -c memo)" 00
is 'Hebrew letters are numbers' \
	"$(xmllint --xpath "//*[local-name()='appendix'][@role='exhibit']/@label" atira/bundle.xml | tr -d ' \n')" \
	'label="ע/יד"label="ע/טו"label="ע/טז"label="ע/יז"label="memo"label="open-table"'
for petition in hk-petition eu-listing writ atira; do
	run diff -r "$SRCDIR/tests/golden/$petition" "$petition"
	if [ "$status" = 0 ]; then
		pass "$petition is the golden one"
	else
		fail "$petition is the golden one (when the change is meant: tests/golden/update)"
		show_run
	fi
done

# A failed export leaves the old one whole, and nothing beside it.
before=$(find twice -type f -exec sha256sum {} + | sort)
run bash -c 'ulimit -f 8; trap "" XFSZ; exec "$0" bundle --petition hk-petition --out twice' "$AMPARO"
that 'an export that cannot be written is refused' test "$status" = 1
is 'and leaves the old one whole' "$(find twice -type f -exec sha256sum {} + | sort)" "$before"
is 'and nothing beside it' "$(find . -maxdepth 1 -name '*twice*' | tr '\n' ' ')" './twice '

# What may not leave.
"$AMPARO" edit petition hk-petition level=filed >/dev/null
"$AMPARO" add contact ref=secret-source kind=person name='Protected Witness' level=sealed >/dev/null
"$AMPARO" add party case=hk-cellebrite contact=secret-source role=witness level=sealed >/dev/null
"$AMPARO" add event case=hk-cellebrite title='Sealed meeting' date=2020-05 level=sealed \
	text='What Protected Witness said' >/dev/null
"$AMPARO" add claim petition=hk-petition ref=team-claim level=team title='Doubt' \
	statement='Internal doubt about proof' >/dev/null
printf 'sealed bytes\n' >sealed.txt
"$AMPARO" exhibit add --case hk-cellebrite sealed.txt ref=sealed-paper title='Sealed paper' kind=document \
	level=sealed >/dev/null
cat >names.csv <<'CSV'
name,country,email,consent,signed
Public Petra,IL,petra@example.org,public,2020-07-18
Private Paul,HK,paul@example.org,private,2020-07-18
Anonymous Ann,MX,ann@example.org,anonymous,2020-07-18
CSV
"$AMPARO" import signatories --petition hk-petition names.csv >/dev/null
done_well 'a bundle of what has levels' "$AMPARO" bundle --petition hk-petition --out levels
valid 'with levels' levels/bundle.xml
for word in 'Protected Witness' 'Sealed meeting' 'Internal doubt' 'Sealed paper' 'Private Paul' 'Anonymous Ann' \
	'paul@example.org' 'ann@example.org' 'petra@example.org' secret-source sealed-paper "$(sha256sum sealed.txt | cut -c1-64)"; do
	is "does not leave: $word" "$(grep -rlF -- "$word" levels; ls -R levels | grep -F -- "$word")" ''
done
that 'leaves: a signatory with public consent' grep -rqF 'Public Petra' levels/bundle.xml

# What XML forbids, and what a name may do to a file's.
"$AMPARO" edit petition hk-petition text=$'Bad \x01\x1b[31m\x0b bytes, \ufffe\uffff and <markup> & "quotes" ]]> here.' \
	>/dev/null 2>&1
"$AMPARO" exhibit add --case hk-cellebrite sealed.txt ref=tricky title='../../etc/passwd /x:y|z' kind=document \
	level=filed mark='P/../9' >/dev/null 2>&1
done_well 'a bundle with what XML forbids' "$AMPARO" bundle --petition hk-petition --out odd
valid 'with what XML forbids' odd/bundle.xml
is 'links and files' "$(python3 check.py odd 2>&1)" ''

# 1,000 names: in tables of at most 500 rows.
python3 - >many.csv <<'PY'
print("name,country,consent,signed")
for i in range(1203):
    print(f"Signatory {i:04},IL,public,2020-07-18")
PY
"$AMPARO" import signatories --petition hk-petition many.csv >/dev/null
done_well 'a bundle with 1,204 names' "$AMPARO" bundle --petition hk-petition --out many
valid 'with 1,204 names' many/bundle.xml
is 'no table has more than 500 rows' "$(python3 - <<'PY'
import xml.etree.ElementTree as ET
ns = "{http://docbook.org/ns/docbook}"
rows = [sum(1 for _ in b.iter(ns + "row")) for b in ET.parse("many/bundle.xml").getroot().iter(ns + "tbody")]
print(max(rows) <= 500, sum(r for r in rows) >= 1204)
PY
)" 'True True'

finish
