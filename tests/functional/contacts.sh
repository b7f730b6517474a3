#!/usr/bin/env bash
# Contacts in and out: tables and cards, planned and done, the same file twice, and what is handed on.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null

cat >civi.csv <<'CSV'
Contact ID,First Name,Last Name,Organization Name,Email,Country,Do Not Email
7,Noa,Cohen,Al-Haq,noa@example.org,Israel,Yes
8,José,García,,jose@example.org,Neverland,No
,,,,nobody@example.org,,
CSV
done_well 'a plan of a table' "$AMPARO" import contacts civi.csv --dry-run
that 'it says where the file is from' grep -q 'from CiviCRM' "$out"
that 'what would be added' grep -q '3 rows read: 2 would be added, 1 would be refused; nothing was changed' "$out"
is 'nothing was' "$("$AMPARO" list contact --format json)" '[]'
done_well 'the deed' "$AMPARO" import contacts civi.csv --case c --rejects refused.csv
that 'it says the same' grep -q '3 rows read: 2 added, 1 refused' "$out"
"$AMPARO" show contact noa-cohen --format json >"$out"
is 'fields and other columns' "$(json "$out" '(d["affiliation"], d["country"], d["external_id"], d["extra"])')" \
	"('Al-Haq', 'IL', '7', 'Do Not Email: Yes')"
"$AMPARO" show contact jose-garcia --format json >"$out"
is 'what is no country is kept beside' "$(json "$out" '(d["country"], d["extra"])')" "(None, 'Country: Neverland\nDo Not Email: No')"
is 'the refused row is kept' "$(grep -c nobody@example.org refused.csv)" 1
"$AMPARO" list exhibit --case c --format json >"$out"
is 'so is the file' "$(json "$out" '[(e["filename"], e["level"], e["sha256"]) for e in d]')" \
	"[('civi.csv', 'team', '$(sha256sum civi.csv | cut -c1-64)')]"
before=$("$AMPARO" log --format json)
done_well 'the same file again' "$AMPARO" import contacts civi.csv --case c
that 'changes nothing' grep -q '2 unchanged, 1 refused; nothing was changed' "$out"
is 'and leaves no entry' "$("$AMPARO" log --format json)" "$before"

# Handed on, and back.
done_well 'cards' "$AMPARO" export contacts --out people.vcf
that 'the file is its owner'"'"'s alone' test "$(stat -c %a people.vcf)" = 600
that 'with their names' grep -q '^FN:Noa Cohen' people.vcf
that 'what is kept beside stays here' bash -c '! grep -q "Do Not Email" people.vcf'
done_well 'they come back' "$AMPARO" import contacts people.vcf
that 'as who they are' grep -q '2 rows read: 2 unchanged; nothing was changed' "$out"
sed 's/^FN:Noa Cohen/FN:Noa Levi/' people.vcf >married.vcf
done_well 'a card with another name' "$AMPARO" import contacts married.vcf --format csv
that 'finds its contact by its number' grep -q '^.*update,Noa Levi,' "$out"
is 'one contact still' "$("$AMPARO" list contact --format json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')" 2
done_well 'an undo' "$AMPARO" undo
that 'takes it back' bash -c '"$AMPARO" show contact noa-cohen | grep -q "Noa Cohen"'

# Refused cards stay cards, as they came.
printf 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ruth Levi\r\nEND:VCARD\r\nBEGIN:VCARD\nVERSION:3.0\nCATEGORIES:friends\nPHOTO;ENCODING=b:AAAA\n BBBB\nEND:VCARD\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dina' >mixed.vcf
done_well 'cards of which some are refused' "$AMPARO" import contacts mixed.vcf --rejects again.vcf
is 'these, whole, with the reason' "$(tr -d '\r' <again.vcf)" 'BEGIN:VCARD
VERSION:3.0
X-AMPARO-REASON:it has no name
CATEGORIES:friends
PHOTO;ENCODING=b:AAAA
 BBBB
END:VCARD
BEGIN:VCARD
VERSION:4.0
X-AMPARO-REASON:it is never ended\; is the file cut off?
FN:Dina'
is 'with their own line ends' "$(grep -c $'\r' again.vcf)" 4
is 'its owner'"'"'s alone' "$(stat -c %a again.vcf)" 600
refused 'refused again' 1 'none of its 2 contacts' "$AMPARO" import contacts again.vcf --rejects third.vcf
that 'in the same words' cmp again.vcf third.vcf
{ sed 's/^CATEGORIES/FN:Who Ever\n&/' again.vcf; printf 'END:VCARD\r\n'; } >mended.vcf
done_well 'mended' "$AMPARO" import contacts mended.vcf
is 'they are taken, and the reason is not' "$("$AMPARO" list contact --where 'name:who' --format json | grep -c 'AMPARO-REASON')" 0
that 'both' grep -q '2 rows read: 2 added' "$out"
"$AMPARO" undo >/dev/null
"$AMPARO" undo >/dev/null

"$AMPARO" edit contact noa-cohen level=sealed >/dev/null
run "$AMPARO" export contacts --format vcard
is 'a sealed contact stays here' "$(grep -c '^BEGIN:VCARD' "$out")" 1
that 'and that is said' grep -q '1 contact above level filed was left out' "$err"
run "$AMPARO" export contacts --format vcard --level sealed
is 'unless it is asked for' "$(grep -c '^BEGIN:VCARD' "$out")" 2

refused 'a level that there is not' 2 'level' "$AMPARO" export contacts --format vcard --level secret
refused 'a file that there is not' 1 'nofile.csv' "$AMPARO" import contacts nofile.csv
printf 'colour,size\nred,2\n' >shirts.csv
refused 'a file of something else' 1 'names' "$AMPARO" import contacts shirts.csv
refused 'an option of signatories' 2 'consent' "$AMPARO" import contacts civi.csv --consent public

finish
