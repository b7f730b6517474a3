#!/usr/bin/env bash
# Drafts that ask for signatures: to whom they go, in which language, and what is in none of them.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
eml() { python3 "$SRCDIR/tests/functional/eml.py" "$@" 2>&1; }
mails() { (cd "$1" && printf '%s ' *); }

amparo init >/dev/null
amparo add contact ref=lead name='Dana Levi' email=dana@example.org >/dev/null
amparo add case ref=c title='A case' lead=lead >/dev/null
amparo add letter case=c ref=l title='Letter' sign_by=2026-12-09 language=en >/dev/null
printf 'שלום\xe2\x80\x8f! (RTL)\xe2\x80\x8e\n' >one.md
amparo add version letter=l language=en text='Hello' >/dev/null
amparo add version letter=l language=he number=1 text=@one.md >/dev/null
asked() { # REF NAME ADDRESS LANGUAGE
	amparo add contact "ref=$1" "name=$2" "email=$3" "language=$4" >/dev/null
	amparo add cosigner letter=l "contact=$1" >/dev/null
}
asked liga 'Österreichische Liga' liga@example.org de
asked noa $'נועה\xe2\x80\x8f' noa@example.org he

# ---- who is asked ----

run amparo letter board l --format json
is 'who was only put down is not asked yet' "$(json "$out" '(d["invited"], d["unasked"], [c["invited"] for c in d["cosigners"]])')" '(2, 2, [None, None])'
run amparo letter remind l --all --out none
is 'nor reminded' "$status $(cat "$err")" '1 amparo: nobody is to be reminded; those who have not answered were not invited yet; nothing was written'
run amparo letter invite l --all --out first
is 'all who were not are invited' "$(mails first)" '001-liga.eml 002-noa.eml '
that 'from then on an edited text is a new one' grep -qF 'the letter is out for signing now' "$out"
is 'as the letter says' "$(amparo show letter l --format json | grep -o '"status":"[a-z]*"')" '"status":"signing"'
amparo edit version l/v1 text='Hello, all' 2>/dev/null
is 'so that what they hold keeps its number' "$(amparo list version --format csv | cut -d, -f1 | tr -d '\r' | tail -n +2 | tr '\n' ' ')" 'v1 v1-he v2 '
amparo undo >/dev/null
asked omar 'عمر' omar@example.org ar
asked slip 'Slip' 'slip@example..org' ''
run amparo letter invite l --all --out second
is 'a second time those alone who came since' "$(mails second)" '001-omar.eml '
that 'an address that is a slip is shown' grep -qxF 'Slip (slip): slip@example..org' "$out"
run amparo letter invite l --all --out third
is 'who has no address that can be written to is not forgotten' "$status $(cut -c1-60 "$err")" '1 amparo: nobody of the 1 to be asked has an e-mail address; n'
amparo remove cosigner slip >/dev/null
run amparo letter invite l --all --out third
is 'when all were invited that is said' "$status $(cut -c1-62 "$err")" '1 amparo: all who have not answered were invited already: remind'
run amparo letter remind l --all --out rem
is 'they are reminded' "$(mails rem)" '001-liga.eml 002-noa.eml 003-omar.eml '
that 'what is refused leaves nothing' test ! -e none -a ! -e third
amparo undo >/dev/null

# ---- languages ----

is 'a language without a template has English, days too' \
	"$(eml first/001-liga.eml '[m["content-language"], "The last day to sign is 9 December 2026." in body]')" "['en', True]"
is 'marks of direction stay in Hebrew texts and names' \
	"$(eml first/002-noa.eml '["שלום\u200f! (RTL)\u200e" in body, "U+" in body, m["to"].addresses[0].display_name == "נועה\u200f"]')" '[True, False, True]'

# ---- a letter that has gone ----

cp a.amparo gone.amparo
gone() { "$AMPARO" --file gone.amparo "$@"; }
gone edit letter l status=sent sent=2026-11-19
run gone letter confirm l noa
is 'who signs what has gone is told' "$status $(cat "$err")" '0 letter l has gone already: who signs now did not stand below it then'
printf 'email,answer\nomar@example.org,yes\n' >late.csv
run gone import replies --letter l late.csv
that 'also of replies' grep -qF 'letter l has gone already' "$err"
run gone letter board l
is 'the board says when it went, and no days that are left' "$(sed -n 2p "$out")" 'sent, 19 November 2026'
gone edit letter l status=closed
refused 'nobody is asked to sign a closed letter' 1 'letter l is closed|status=signing' gone letter remind l --all --out closed

# ---- templates ----

printf 'Subject: {subject}\n\nDear {name}\n' >own.txt
run amparo letter invite l omar --template own.txt --out own
is 'a subject that is empty is the title' "$(eml own/001-omar.eml 'm["subject"]')" 'Letter'
printf 'Subject: {letter}: {subject} until {sign_by}\n\nDear {name}\n' >own.txt
run amparo letter invite l liga --template own.txt --out own2
is 'and one that is empty in part keeps the rest' "$(eml own2/001-liga.eml 'm["subject"]')" 'Letter:  until 9. Dezember 2026'

# ---- names ----

amparo edit contact lead level=sealed
run amparo letter invite l noa --out sealed
is 'a lead who leaves in no bundle is in no draft' "$(eml sealed/001-noa.eml '[m["from"], "Dana" in body or "dana@" in raw.decode()]')" '[None, False]'
is 'nobody stands in a draft to another' "$(grep -lE "omar@|liga@" first/002-noa.eml | wc -l)" 0

# ---- many at once ----

for i in 1 2 3; do amparo add contact "ref=org$i" "name=Org $i" kind=organisation country=ES >/dev/null; done
amparo add contact ref=ana name=Ana kind=person country=ES >/dev/null
amparo add cosigner letter=l contact=org1 >/dev/null
done_well 'contacts are put down together' amparo letter add l --where country:ES
is 'but for those who stand there' "$(cat "$out")" '3 cosigners added, 1 stood there already; amparo undo takes it back'
is 'organisations as such, others as persons' \
	"$(amparo list cosigner --where letter=l --format json | python3 -c 'import json, sys; print(sorted((c["ref"], c["capacity"], c["invited"]) for c in json.load(sys.stdin) if c["ref"] in ("ana", "org3")))')" \
	"[('ana', 'person', None), ('org3', 'organisation', None)]"
run amparo letter add l --where country:ES
is 'a second time nobody' "$(cat "$out")" 'nobody was added, 4 stood there already'
amparo undo >/dev/null
is 'one undo takes all back' "$(amparo list cosigner --where letter=l --format csv | grep -c '^ana\|^org[23]')" 0
done_well 'some by name, in one capacity' amparo letter add l ana org2 --capacity independent_expert
refused 'a capacity that is none adds nobody' 1 'capacity' amparo letter add l org3 --capacity friend
refused 'without a word whom, nobody' 2 'name contacts, or give --where' amparo letter add l

finish
