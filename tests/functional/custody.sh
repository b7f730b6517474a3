#!/usr/bin/env bash
# The custody record: acts entered by hand, gaps named, printed for a clerk, and what of it leaves.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo AMPARO_NOW=2026-11-20T10:42:00Z
rng=/usr/share/xml/docbook/schema/rng/5.0/docbook.rng
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=Case >/dev/null
"$AMPARO" add contact ref=known name='Adv. Known' level=filed >/dev/null
"$AMPARO" add contact ref=hidden name='Dana Hidden' level=team >/dev/null
"$AMPARO" add contact ref=masked name='Ruth Masked' pseudonym='Witness 3' level=sealed >/dev/null
echo evidence >photo.txt
"$AMPARO" exhibit add --case c photo.txt ref=photo title=Photograph mark=P/1 level=filed \
	obtained_from='A brave source' >/dev/null

enter() {
	"$AMPARO" exhibit custody photo --enter "$@"
}

done_well 'an act by hand' enter transferred --from 'Dana Hidden' --to 'Adv. Known' --place Haifa \
	--at 2026-11-21T10:00+02:00 --by 'Ruth Masked' --note 'in private'
done_well 'another, that does not fit' enter returned --from 'The lab' --to 'Dana Hidden' --at 2026-11-22
done_well 'one before the first' enter copied --at 2020-04
refused 'no such act' 1 'stolen|transferred' enter stolen
refused 'a time without its zone' 1 'time zone' enter copied --at 2026-11-21T10:00
refused 'what goes with an act alone' 2 '--from|--enter' "$AMPARO" exhibit custody photo --from X
refused 'no such exhibit' 1 'nothing' "$AMPARO" exhibit custody nothing
refused 'no such form' 2 'docbook' "$AMPARO" exhibit custody photo --format pdf

done_well 'the record as text' "$AMPARO" exhibit custody photo
hash=$(sha256sum <photo.txt | cut -c1-64)
that 'has the hash in groups' grep -q "${hash:0:8} ${hash:8:8} ${hash:16:8} ${hash:24:8}$" "$out"
that 'has times with their zone' grep -q 'transferred  *2026-11-21 08:00:00 UTC' "$out"
is 'names the gaps' "$(grep -c '^   !  ' "$out")" 2
that 'and counts them' grep -q '^Entries: 4; gaps and contradictions: 2\.$' "$out"
is 'what is before the first comes first' "$(grep -A3 '^   1  ' "$out" | tr -s ' ' | head -n 2 | tr '\n' '|')" \
	' 1 copied 2020-04| ! it is dated before the exhibit was collected or received|'
that 'a note stays with us' bash -c '! grep -q private "$0"' "$out"
cp "$out" printed.txt
done_well 'into a file' "$AMPARO" exhibit custody photo --out record.txt
that 'the same' cmp printed.txt record.txt
is 'for its owner alone' "$(stat -c %a record.txt)" 600
refused 'not over another' 1 'record.txt' "$AMPARO" exhibit custody photo --out record.txt

done_well 'as CSV' "$AMPARO" exhibit custody photo --format csv
is 'a row an entry' "$(wc -l <"$out")" 5
done_well 'as JSON' "$AMPARO" exhibit custody photo --format json
is 'with its gaps' "$(json "$out" '[(e["event"], e["gaps"]) for e in d["custody"]]')" \
	"[('copied', ['before']), ('received', []), ('transferred', []), ('returned', ['hands'])]"
is 'a hash is not claimed for a time before the bytes were here' "$(json "$out" 'd["custody"][0]["sha256"]')" None

done_well 'as DocBook' "$AMPARO" exhibit custody photo --format docbook
cp "$out" record.xml
if [ -e "$rng" ] && command -v xmllint >/dev/null; then
	that 'it is valid' xmllint --nonet --noout --relaxng "$rng" record.xml
else
	skip 'it is valid' 'xmllint and docbook5-xml are not installed'
fi
for name in 'brave source' 'Dana Hidden' 'Ruth Masked' 'in private'; do
	that "$name does not leave" bash -c '! grep -qi "$1" "$0"' record.xml "$name"
done
that 'a pseudonym does' grep -q 'Witness 3' record.xml
that 'and who may be named' grep -q 'Adv. Known' record.xml
that 'the gap is named there, too' grep -q 'Entry 3: who gives it is not the one who had it' record.xml

"$AMPARO" add petition ref=p case=c title=Petition kind=court >/dev/null
"$AMPARO" edit case c level=filed >/dev/null
"$AMPARO" edit petition p level=filed >/dev/null
done_well 'a bundle' "$AMPARO" bundle --petition p --out bundle
that 'has the chain of custody' grep -q 'Chain of custody' bundle/bundle.xml
that 'without the source' bash -c '! grep -qi "brave\|hidden\|private" bundle/bundle.xml'
cp bundle/bundle.xml first.xml
done_well 'the same again' "$AMPARO" bundle --petition p --out bundle
that 'is the same' cmp first.xml bundle/bundle.xml
is 'both are entered' "$("$AMPARO" exhibit custody photo --format csv | grep -c ',exported,')" 2
"$AMPARO" edit custody custody-2 level=team >/dev/null
done_well 'an entry that may not leave' "$AMPARO" bundle --petition p --out bundle
that 'is counted there' grep -q 'Entries withheld because of their level: 1' bundle/bundle.xml
"$AMPARO" edit exhibit photo level=team >/dev/null
refused 'the record of an exhibit that may not leave' 1 'level|team' \
	"$AMPARO" exhibit custody photo --format docbook
done_well 'stays printable for ourselves' "$AMPARO" exhibit custody photo

finish
