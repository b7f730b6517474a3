#!/usr/bin/env bash
# What a gag order covers is told by no verb and written into no file, unless --reveal asks for it.
# All verbs that `amparo help` lists are tried, in each of their uses: a new one fails here until
# it is tried, too. ONLY=chain tries those uses alone.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z LC_ALL=C

# Each record that is covered has "canary" in its texts and "hushed" in its reference. What is not
# covered has neither.
a() {
	"$AMPARO" --file "$file" "$@"
}

put() {
	a add "$@" >/dev/null 2>"$err" || { fail "add $*"; show_run; }
}

make_open() {
	a init >/dev/null
	put case ref=open title='Open case'
	put contact ref=ana name='Ana Alba' family=Alba email=ana@example.org
	put contact ref=bo name='Bo Berg' level=sealed
	put contact ref=bob name='Bo Berg' email=bo@example.org
	put contact ref=court name='High Court' kind=court
	put contact ref=acme name=Acme kind=company
	put authority ref=act title='The Act' kind=statute
	put provision authority=act ref=s-1 title='s. 1'
	put petition case=open ref=open-pet kind=court title='Open petition' forum='High Court' \
		mark_prefix=P/ filed=2026 text='Under [the Act](authority:act).'
	put claim petition=open-pet ref=open-claim title='Open claim'
	put letter case=open ref=open-letter title='Open letter'
	put version letter=open-letter text='A text.'
	put cosigner letter=open-letter contact=acme ref=open-signer
	put event case=open ref=open-event title='Open event' date=2020-04-17
	printf 'An open text.\n' >open.txt
	a exhibit add --case open open.txt ref=open-ex title='Open exhibit' >/dev/null
	put exhibit case=open ref=open-bare title='Open bare exhibit'
}

# All that a case can have. $1: the case.
make_records() {
	printf 'A canary text.\n' >canary.txt
	printf 'Name,Email,City,Country\nCanary One,c1@example.org,Canaryville,IL\nCanary One,c2@example.org,Canaryville,IL\nCanary One,c1@example.org,Canaryville,MX\n' >signatories.csv
	a exhibit add --case "$1" canary.txt ref=hushed-ex title='Canary exhibit' kind=press source='Canary source' obtained_from=Canary >/dev/null
	put exhibit case="$1" ref=hushed-copy title='Canary copy' redaction_of=hushed-ex redaction_why='Canary why' dated=2020
	put custody exhibit=hushed-ex event=received at=2020-01-01 from='Canary giver' to='Canary taker' place='Canary place' title='Canary custody' ref=hushed-entry
	put party case="$1" ref=hushed-ana contact=ana role=petitioner title='Canary party'
	put party case="$1" ref=hushed-bo contact=bo role=witness pseudonym='Canary W' title='Canary witness'
	put petition case="$1" ref=hushed-pet kind=court title='Canary petition' forum='High Court' docket='Canary 1/20' relief='Canary relief' \
		mark_prefix=CANARY/ bates_prefix=CANARY- filed=2020 text='The canary says [so](exhibit:hushed-ex) by [the Act](authority:act) and [more](exhibit:gone).'
	put petition case="$1" ref=hushed-public kind=public title='Canary public petition' target=10
	a import signatories --petition hushed-public signatories.csv --consent public >/dev/null 2>&1
	put total petition=hushed-public source='Canary declared' value=36000 observed=2020-07-18 title='Canary total' ref=hushed-total
	put threshold petition=hushed-public ref=hushed-threshold title='Canary threshold' value=100 source='Canary rule'
	put rule petition=hushed-public ref=hushed-rule kind=email_domain pattern=canary.example reason='Canary reason' title='Canary rule'
	put claim petition=hushed-pet ref=hushed-claim title='Canary claim' statement='Canary statement' answer='Canary answer'
	put proof claim=hushed-claim exhibit=hushed-ex pages=1 quote='Canary proof' title='Canary proof' ref=hushed-grounds
	put mark petition=hushed-pet exhibit=hushed-ex ref=hushed-mark mark=CANARY/1 title='Canary mark'
	put filing petition=hushed-pet ref=hushed-filing title='Canary filing' date=2020-01-02
	put letter case="$1" ref=hushed-letter title='Canary letter' subject='Canary subject' dated=2020-02-02
	put version letter=hushed-letter ref=hushed-version text='Canary text' title='Canary version'
	put recipient letter=hushed-letter ref=hushed-to contact=court title='Canary addressed' capacity='Canary office'
	put cosigner letter=hushed-letter ref=hushed-signer contact=ana title='Canary signer' affiliation='Canary affiliation'
	put event case="$1" ref=hushed-event title='Canary event' date=2020-04-17 place='Canary place' text='Canary text' source=hushed-ex
	put account event=hushed-event ref=hushed-account exhibit=hushed-copy date=2020-05 quote='Canary quote' title='Canary account'
	put deadline case="$1" ref=hushed-limit title='Canary limit' due=2026-12-01 place='Canary room' petition=hushed-pet
	put deadline case="$1" ref=hushed-hearing kind=hearing title='Canary hearing' due=2026-12-02
}

make_ruling() {
	put ruling case="$1" ref=hushed-ruling title='Canary ruling' court='High Court' docket='Canary 2/20' citation='Canary cited' \
		date=2026-11-02 judges='Ana Alba; Canary judge' outcome=rejected holding='Canary holding' quote='Canary quote' $2
	put ground ruling=hushed-ruling ref=hushed-ground title='Canary ground' text='Canary text'
	put effect ruling=hushed-ruling ref=hushed-effect kind=closes title='Canary effect' text='Canary text' forum='High Court' from=2020
	put ruling case="$1" ref=hushed-appeal title='Canary appeal' appeal_from=hushed-ruling date=2020-01-01 \
		holding='Canary holding' court='Canary court' $3
}

# What is not covered and leads to what is.
make_ends() {
	put decision ruling=hushed-ruling petition=open-pet ref=hushed-decision title='Canary decision'
	put link from=petition:open-pet to=ruling:hushed-ruling word=appeals ref=hushed-link title='Canary link'
	put ruling case=open ref=open-ruling title='Open ruling' appeal_from=hushed-ruling date=2020-02-03
}

make_whole_ends() {
	put party case=open ref=open-ana contact=ana role=respondent
	put link from=exhibit:open-ex to=exhibit:hushed-ex word=cites ref=hushed-cites title='Canary link'
	put proof claim=open-claim exhibit=hushed-ex ref=hushed-proof quote='Canary quote'
	put account event=open-event exhibit=hushed-ex date=2019 ref=hushed-says quote='Canary quote' title='Canary says'
	put deadline case=open ref=open-limit title='Open limit' due=2026-12-03 ruling=hushed-ruling
	put account event=open-event exhibit=open-ex date=2020-04 ref=open-says
	a exhibit add --case open open.txt ref=open-part title='Open part' parent=hushed-ex --again >/dev/null 2>&1
}

# Under an order that covers one ruling, and under one that covers its whole case.
file=$PWD/ruling.amparo
make_open
make_ruling open 'gag=Canary gag_until=2027-01-01' 'gag=Canary'
make_ends
file=$PWD/whole.amparo
make_open
put case ref=hushed title='Canary case' summary='Canary summary' jurisdiction=Canaria
make_records hushed
make_ruling hushed 'gag=Canary gag_scope=case gag_until=2027-01-01' ''
make_ends
make_whole_ends

# ---- how each verb is used ----

kinds=$(a help | sed -n '/^Kinds of records/,/^amparo help/p' | grep '^  ')
verbs=$(a help | sed -n -e '/^Kinds/q' -e 's/^  \([a-z]*\) .*/\1/p')
uses=$scratch/uses

# A line a command. NEW is a file or folder that is not there yet.
for kind in $kinds; do
	printf '%s\n' "list $kind" "list $kind --format json" "export $kind --out NEW.csv" \
		"export $kind --case open --format json" "export $kind --case hushed"
	a list "$kind" --reveal --format json >"$out" 2>"$err"
	for ref in $(json "$out" '" ".join(x.get("ref") or "" for x in d)' 2>/dev/null); do
		printf '%s\n' "show $kind $ref" "chain $kind:$ref" "remove $kind $ref"
	done
done >"$uses"
for ((entry = 1; entry <= $(a log --format json | grep -c '"seq"'); entry++)); do
	printf 'undo %s\n' "$entry"
done >>"$uses"
for format in text csv json; do
	cat <<END
search canary --format $format
search hushed --format $format
log --format $format
timeline --format $format
timeline --case hushed --format $format
timeline --conflicts --format $format
conflicts --format $format
conflicts --case open --format $format
conflicts --case hushed --format $format
roles --format $format
roles ana --format $format
roles bo --on 2020-01-01 --format $format
roles --case hushed --format $format
pseudonym list --case hushed --format $format
pseudonym list --case open --format $format
merge contact --find --format $format
count --petition hushed-public --format $format
count --petition hushed-public --by country --format $format
count --petition hushed-public --by year --format $format
count --petition open-pet --format $format
statement --petition hushed-public --format $format
statement --petition hushed-public --format $format --out NEW.$format
statement --petition open-pet --format $format
dedupe list --petition hushed-public --format $format
prove --petition hushed-pet --format $format
prove --petition open-pet --format $format
prove --case hushed --format $format
prove --case open --format $format
prove --petition hushed-pet --format $format --out NEW
prove --petition open-pet --format $format --out NEW
chain --check --format $format
authority table --petition hushed-pet --format $format
authority table --petition open-pet --format $format
deadline list --format $format
deadline list --missing --format $format
deadline list --case hushed --format $format
deadline rules --format $format
ruling tree hushed-ruling --format $format
ruling tree open-ruling --format $format
ruling tree --case hushed --format $format
ruling tree --case open --format $format
ruling effects --petition open-pet --format $format
ruling effects --petition hushed-pet --format $format
exhibit custody hushed-ex --format $format
exhibit custody open-ex --format $format
exhibit custody open-part --format $format
exhibit read --format $format
exhibit read hushed-ex --format $format
mark list --format $format
mark list --petition hushed-pet --format $format
mark list --petition open-pet --format $format
letter board hushed-letter --format $format
letter block hushed-letter --format $format
letter ask-again hushed-letter --format $format
letter board open-letter --format $format
rule count hushed-rule --format $format
rule count --petition hushed-public --kind email_domain --pattern example.org --format $format
rule list --format $format
rule list --petition hushed-public --format $format
export signatories --petition hushed-public --format $format --consent public,anonymous
import signatories --petition hushed-public IN/signatories.csv --format $format
import signatories --petition hushed-public IN/signatories.csv --format $format --dry-run
import replies --letter hushed-letter IN/replies.csv --format $format
import contacts IN/contacts.csv --case hushed --format $format
END
done >>"$uses"
cat >>"$uses" <<'END'
init NEW.amparo
demo NEW.amparo
add note
add party case=open contact=bob role=counsel side=answering
add party case=open contact=bo role=respondent
add petition case=open kind=court title=Later forum=High\ Court
add account event=hushed-event exhibit=open-ex date=1999
add account event=open-event exhibit=open-ex date=1999
add ruling case=open title=Reviews appeal_from=hushed-ruling date=1999 ecli=ECLI:NL:HR:2020:1
add deadline case=hushed title=Mine due=2026-12-24
add exhibit case=hushed title=Mine ref=hushed-ex
add ground ruling=hushed-ruling title=Mine
add claim petition=hushed-pet title=Mine
add version letter=hushed-letter text=Mine number=1
add link from=petition:open-pet to=petition:hushed-pet word=follows
edit petition --where status:draft notes=x
edit petition hushed-pet notes=x
edit party open-ana notes=x
edit account open-says notes=x
show event open-event --format json
show petition open-pet --format json
show petition open-pet --format csv
list petition --format csv
edit petition open-pet forum=High\ Court
edit contact ana affiliation=Acme
edit contact acme name=Acme\ One
edit version hushed-version text=Another
remove petition --where status:draft
remove exhibit --where ref:hushed-ex
remove contact ana
remove contact court
dedupe --petition hushed-public
dedupe next --petition hushed-public
withdraw --petition hushed-public --email c1@example.org
withdraw --petition hushed-public nobody
anonymise --petition hushed-public --before 2030
anonymise --petition hushed-public --before 2030 --dry-run
pseudonym assign --case hushed
pseudonym assign --case open
merge contact ana bob --dry-run
merge contact ana bob
merge contact ana court --dry-run
statement --petition hushed-public --format docbook
statement --petition hushed-public --format docbook --out NEW
prove --petition hushed-pet --format docbook
prove --petition open-pet --format docbook
prove --case open --format docbook --level sealed
prove --rule
deadline compute --rule echr-application --from 2026-01-01
deadline compute --rule echr-application --ruling hushed-ruling
deadline compute --rule echr-application --event hushed-event --petition hushed-pet
deadline compute --rule echr-application --case hushed --from 2026-01-01 --accept
deadline sheet hushed-limit
deadline sheet hushed-limit --out NEW
deadline sheet hushed-limit --format docbook
deadline sheet open-limit
deadline sheet open-limit --format docbook
deadline check hushed-limit --by Me
deadline check open-limit --by Me
deadline again hushed-limit
deadline again hushed-limit --accept
exhibit add --case hushed IN/more.txt
exhibit add --case open IN/more.txt
exhibit add --case open IN/more.txt --dry-run
exhibit custody hushed-ex --format docbook
exhibit custody hushed-ex --format docbook --out NEW
exhibit custody open-ex --format docbook
exhibit custody hushed-ex --enter received --to me
exhibit extract hushed-ex --out NEW
exhibit extract hushed-ex --out NEW --strip
exhibit open hushed-ex --viewer cat
exhibit ocr hushed-ex --language eng
exhibit text hushed-ex
exhibit stamp --request NEW hushed-ex
exhibit stamp --request NEW --all
exhibit stamp --request NEW --journal
exhibit stamp --reply IN/more.txt
exhibit redact hushed-ex --why Why --word text --dry-run
exhibit redact hushed-ex --why Why --word text
exhibit verify
exhibit verify hushed-ex
mark assign --petition hushed-pet --dry-run
mark assign --petition hushed-pet
mark assign --petition hushed-pet hushed-ex hushed-copy
mark assign --petition open-pet open-ex hushed-ex
mark after hushed-mark hushed-copy
mark move hushed-mark --first
mark withdraw hushed-mark --why Mine --dry-run
mark drop hushed-mark
mark fix --petition hushed-pet --filing hushed-filing --dry-run
mark bates --petition hushed-pet --dry-run
mark bates --petition hushed-pet --prefix X-
letter invite hushed-letter --out NEW --all
letter remind hushed-letter --out NEW --all
letter ask-again hushed-letter --out NEW --all
letter confirm hushed-letter hushed-signer
letter decline hushed-letter hushed-signer
letter withdraw hushed-letter hushed-signer
letter add hushed-letter court
letter invite open-letter --out NEW --all
rule apply hushed-rule
rule lift hushed-rule
bundle --petition hushed-pet --out NEW
bundle --petition hushed-public --out NEW
bundle --petition open-pet --out NEW
bundle --petition open-pet --out NEW --strip
bundle --petition open-pet --out NEW --signatories names
export signatories --petition hushed-public --form names
export signatories --petition hushed-public --form initials
export signatories --petition hushed-public --form counts
export contacts --format vcard --level sealed
export contacts --format vcard --case hushed
export contacts --format vcard --case open
export calendar --out NEW.ics
export calendar --level sealed
export calendar --case hushed
export calendar --case open --level sealed
export bag --case hushed --out NEW
export bag --case open --out NEW
export bag --petition open-pet --out NEW
import totals --petition hushed-public IN/totals.csv
import thresholds --petition hushed-public IN/thresholds.csv
list exhibit --where canary
list petition --where title:canary --sort title
timeline --month 2020-04
timeline --where title:canary
log --limit 3
undo
undo 3
redo
verify
verify --head 0
help ruling
help
END
printf 'A canary text.\n' >more.txt
printf 'Name,State\nAna Alba,yes\n' >replies.csv
printf 'name,email\nAna Alba,ana@example.org\n' >contacts.csv
printf 'value,observed\n10,2020-07-19\n' >totals.csv
printf 'country,value\nIL,10\n' >thresholds.csv

# ---- they are tried ----

# silent WORD...: nothing of what is covered is in what it says and writes.
silent() {
	local said=$* here=$scratch/try
	rm -rf "$here"
	mkdir "$here"
	(
		cp "$file" "$here/case.amparo"
		cd "$here" || exit 1
		mkdir files
		code=0
		"$AMPARO" --file case.amparo "$@" >out 2>err </dev/null || code=$?
		[ "$code" -le 2 ] || printf 'canary: status %s\n' "$code" >>err
		rm -f case.amparo*
	)
	if grep -rqi canary "$here" || { [[ $said != *hushed* ]] && grep -rqi hushed "$here"; }; then
		printf '%s\n' "$said"
		cp "$here/out" "$out"
		cp "$here/err" "$err"
		grep -rhi 'canary\|hushed' "$here" | head -n 5 | sed 's/^/    /'
	fi
}

# known LINE: all the records that it names are in the file.
known() {
	[ "${file##*/}" = whole.amparo ] ||
		[[ ! $1 =~ hushed($|[^-])|hushed-(bo|ana|ex|copy|pet|public|letter|limit|event|claim|rule$|mark|signer|filing|version) ]]
}

for file in "$PWD/ruling.amparo" "$PWD/whole.amparo"; do
	loud=$scratch/loud
	: >"$loud"
	while read -r line; do
		[[ $line =~ ${ONLY-.} ]] && known "$line" || continue
		line=${line//IN\//$PWD/}
		eval "silent ${line//NEW/files/new}" >>"$loud"
	done < <(sort -u "$uses")
	if [ -s "$loud" ]; then
		fail "no verb tells of what the order in $(basename "$file") covers"
		comment <"$loud"
	else
		pass "no verb tells of what the order in $(basename "$file") covers"
	fi
done

# ---- who asks sees it ----

file=$PWD/whole.amparo
run a roles --case hushed
is 'a case that is withheld is not opened' "$status" 1
that 'the reason is told' grep -q 'case hushed is withheld by a gag order until 2027-01-01: --reveal shows it' "$err"
done_well 'with --reveal it is' a roles --case hushed --reveal --format json
that 'as it stands' grep -q hushed-ana "$out"
run a conflicts
that 'a conflict of interest is told' grep -q 'Ana Alba .*petitioner in withheld.*respondent in open' "$out"
run a remove petition --where ref:hushed-pet
that 'what is withheld is left out of what many are' grep -q '1 record is withheld' "$err"
run a edit petition hushed-pet notes=x --reveal
is 'who asks for it changes it' "$status" 0
refused 'exports have no such key' 2 'there is no option --reveal' a export petitions --reveal

# ---- and all of them ----

for verb in $verbs; do
	that "$verb is tried" grep -q "^$verb\b" "$uses"
	for way in $(a help "$verb" | sed -n "s/^.*amparo $verb \([a-z][a-z|-]*\)\( .*\)\?\$/\1/p" | tr '|' ' '); do
		that "$verb $way is tried" grep -q "^$verb $way\b" "$uses"
	done
done

finish
