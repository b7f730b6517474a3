#!/usr/bin/env bash
# Letters: versions that stay, the board, the signature block, drafts that ask for signatures.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
eml() { python3 "$SRCDIR/tests/functional/eml.py" "$@" 2>&1; }
mails() { (cd "$1" && printf '%s ' *); }

amparo init >/dev/null
amparo add contact ref=lead name='דנה לוי' email=dana@example.org >/dev/null
amparo add case ref=c title='A case' lead=lead >/dev/null
amparo add letter case=c ref=l title='Letter to the Commission' status=signing sign_by=2026-12-09 \
	language=en subject='Exports' >/dev/null
printf 'To the Commission.\n\nשלום, 再见.\n' >one.md
amparo add version letter=l language=en text=@one.md >/dev/null
amparo add version letter=l language=he number=1 text='אל הנציבות' >/dev/null
for who in 'noa:נועה כהן:noa@example.org:he' 'omar:عمر:omar@example.org:' 'jose:José García:jose@example.org:es-MX' \
	'bob:Bob:bob@example.org:' 'nomail:No Mail::'; do
	IFS=: read -r ref name address language <<<"$who"
	amparo add contact "ref=$ref" "name=$name" "email=$address" "language=$language" >/dev/null
	amparo add cosigner letter=l "contact=$ref" capacity=person >/dev/null
done

# ---- the demo ----

"$AMPARO" --file demo.amparo demo >/dev/null
run "$AMPARO" --file demo.amparo letter board hk-letter --format json
is 'of the letter to the ministries a total is declared, and nobody is invented' \
	"$(json "$out" '(d["declared"], len(d["cosigners"]), d["headline"])')" "(37, 0, '')"
run "$AMPARO" --file demo.amparo letter block eu-letter
is 'the letter to the EU has its signers in their order' "$(sed -n '1p;3p;$p' "$out")" '81 organisations and 5 experts
Access Now
Marietje Schaake, Stanford Cyber Policy Center'
run "$AMPARO" --file demo.amparo letter ask-again eu-letter
is 'and nobody to be asked again' "$(cat "$out")" 'nobody: all who confirmed agreed to the current text'

# ---- versions ----

run amparo edit cosigner noa state=confirmed
run amparo edit cosigner bob state=confirmed
before=$("$AMPARO" --file a.amparo show version v1 --format json)
run amparo edit version v1 text='To the Commission, again.'
is 'an edit of a text that was signed is taken' "$status" 0
that 'it says that the old one stays' grep -qF 'version v1 stays as it was; the edited text is version 2 (v2)' "$err"
that 'it names who must be asked again' grep -qF '  Bob (bob)' "$err"
that 'also those who signed a translation' grep -qF '  נועה כהן (noa)' "$err"
is 'the old text is what it was' "$(amparo show version v1 --format json)" "$before"
run amparo add version letter=l number=2 language=he text='אל הנציבות, שוב'
is 'a translation of the new text comes in' "$status" 0
refused 'the text that was signed is not removed' 1 'version v1 is the text of 1 cosigner' amparo remove version v1
refused 'nor numbered anew' 1 'number: 1 cosigner refers to version v1' amparo edit version v1 number=9
run amparo edit version --where 'ref=v2' text='Third'
that 'an edit of many says it too' grep -qF '2 cosigners confirmed an older text' "$err"
amparo undo >/dev/null

# ---- the board ----

done_well 'the board is printed' amparo letter board l
that 'with the days left' grep -qF 'sign by 9 December 2026, in 19 days' "$out"
that 'and the counts' grep -qE '^Confirmed an older text +2$' "$out"
run amparo letter board l --format json
is 'counts of the board sum to its rows' \
	"$(json "$out" 'sum(d[k] for k in ("older","invited","reminded","confirmed","declined","withdrawn")) == len(d["cosigners"]) == 5')" True
is 'its rows are told by their group' "$(json "$out" 'sorted(r["ref"] for r in d["cosigners"] if r["group"] == "older")')" "['bob', 'noa']"
is 'and its last day' "$(json "$out" '(d["sign_by"], d["days_left"], d["headline"])')" "('2026-12-09', 19, '')"
run amparo letter board l --format csv
is 'as CSV it has a row a cosigner' "$(wc -l <"$out")" 6
run amparo edit cosigner bob state=confirmed version=v2
run amparo letter ask-again l --format json
is 'who must be asked again' "$(json "$out" '[(r["ref"], r["version"]) for r in d]')" "[('noa', 1)]"

run amparo letter confirm l noa jose
is 'answers are noted by a verb, in one change' "$(cat "$out") $(amparo log | head -1 | grep -c '2 cosigners of l confirmed')" \
	'2 cosigners changed; amparo undo takes it back 1'
run amparo letter confirm l noa
is 'once' "$(cat "$out")" 'that is known already; nothing was changed'
refused 'nobody takes back what was not signed' 1 'No Mail has not signed' amparo letter withdraw l noa nomail
refused 'answers need names' 2 'name cosigners' amparo letter decline l
amparo undo >/dev/null

# ---- the block ----

amparo edit cosigner bob office='professor of law' affiliation='A University' identification_only=yes
run amparo letter block l
is 'the block has who confirmed the current text' "$(cat "$out")" '1 person

Bob, professor of law, A University*

* Affiliation for identification only.'
that 'and those of an older text are named beside' grep -qF '  נועה כהן (noa)' "$err"
run amparo letter block l --language he
that 'in the words of another language' grep -qx 'אדם אחד' "$out"
run amparo letter block l --format json
is 'as rows' "$(json "$out" '[(r["name"], r["identification_only"]) for r in d]')" "[('Bob', 'yes')]"

cp a.amparo twins.amparo
twins() { "$AMPARO" --file twins.amparo "$@"; }
for who in 'oxfam:Oxfam' 'other:OXFAM.' 'third:Third'; do
	twins add contact "ref=${who%%:*}" "name=${who#*:}" >/dev/null
	twins add cosigner letter=l "contact=${who%%:*}" state=confirmed >/dev/null
done
refused 'an organisation does not sign twice' 1 'contact: oxfam stands among those asked already, as oxfam|signed_by' \
	twins add cosigner letter=l contact=oxfam signed_by=B
done_well 'the same contact may sign personally beside' twins add cosigner letter=l contact=oxfam capacity=person state=confirmed
done_well 'or for another that it is shown as' twins add cosigner letter=l contact=oxfam title='Oxfam Novib' state=confirmed
run twins letter block l
is 'each stands in the headline' "$(head -1 "$out")" '4 organisations and 2 persons'
is 'names that are alike are told' "$(grep -A1 'may be one organisation' "$err" | tail -1)" '  Oxfam, OXFAM.'
python3 - <<'PY'
import sqlite3
db = sqlite3.connect("twins.amparo")
db.execute("UPDATE cosigner SET contact = (SELECT id FROM contact WHERE ref = 'oxfam') WHERE ref = 'third'")
db.commit()
PY
run twins letter block l
is 'one that came in twice from elsewhere counts once' "$(head -1 "$out")" '3 organisations and 2 persons'

# ---- drafts ----

refused 'drafts need a folder' 2 '--out DIR' amparo letter invite l --all
refused 'and to be told whom' 2 'name cosigners, or give --all' amparo letter invite l --out x
refused 'options of another part are refused' 2 'letter board takes no --all' amparo letter board l --all
AMPARO_TODAY=2026-11-21 run amparo letter invite l --out inv --all
is 'invitations are written' "$status" 0
is 'one a cosigner with an address' "$(mails inv)" '001-jose.eml 002-omar.eml '
that 'the one without is named' grep -qF 'No Mail (nomail)' "$out"
is 'for their owner alone' "$(stat -c %a inv inv/*.eml | tr '\n' ' ')" '700 600 600 '
is 'the day is noted, in one change' "$(amparo list cosigner --where 'invited=2026-11-21' --format json | grep -c '"ref"')" 2
amparo log | head -1 | grep -q 'invite 2 cosigners of l' && pass 'under its name' || fail 'under its name'
is 'headers are read back' "$(eml inv/001-jose.eml '[m["to"], m["from"], m["subject"], m["x-unsent"], m["bcc"]]')" \
	"['José García <jose@example.org>', 'דנה לוי <dana@example.org>', 'Invitación a firmar: Letter to the Commission', '1', None]"
is 'and the day' "$(eml inv/001-jose.eml 'm["date"].datetime.isoformat()')" 2026-11-20T10:42:00+00:00
that 'the day to sign by in their language' eml inv/001-jose.eml '1 / ("9 de diciembre de 2026" in body)'
is 'the text is attached as it is, with its hash' \
	"$(eml inv/002-omar.eml '[(n, __import__("hashlib").sha256(b).hexdigest() in body) for n, b in attached]')" "[('l-v2.md', True)]"
is 'a name of another script' "$(eml inv/002-omar.eml 'm["to"].addresses[0].display_name')" 'عمر'
run amparo letter ask-again l --out again --all
is 'who must be asked again is written to' "$(mails again)" '001-noa.eml '
is 'in Hebrew' "$(eml again/001-noa.eml '[m["subject"], "גרסה 1 " in body, attached[0][0]]')" "['הנוסח השתנה, נבקש את אישורכם מחדש: Letter to the Commission', True, 'l-v2-he.md']"
is 'what they agreed to is not undone by asking' \
	"$(amparo show cosigner noa --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["state"], d["version"], d["reminded"])')" \
	'confirmed v1-he 2026-11-20'
run amparo letter remind l --out rem omar
is 'one is reminded' "$(mails rem) $(amparo show cosigner omar --format json | grep -o '"state": *"[a-z]*"')" '001-omar.eml  "state":"reminded"'
refused 'one who confirmed is not' 1 'bob cannot be asked so' amparo letter remind l --out rem2 bob
refused 'a folder with files is left alone' 1 'holds files already' amparo letter remind l --out rem --all
refused 'nobody to ask is said' 1 'has an e-mail address' amparo letter invite l --out none nomail
that 'what is refused leaves nothing' test ! -e rem2 -a ! -e none
amparo undo >/dev/null
is 'one undo takes the reminder back' "$(amparo show cosigner omar --format json | grep -o '"state": *"[a-z]*"')" '"state":"invited"'

# ---- templates of one's own ----

printf 'Subject: Sign {letter}\n\nDear {name}\nby {sign_by}\n{{sic}\n\n{text}\n' >own.txt
run amparo letter invite l --out own --template own.txt omar
is "one's own template" "$(eml own/001-omar.eml '[m["subject"], body]')" \
	"['Sign Letter to the Commission', 'Dear عمر\\nby 9 December 2026\\n{sic}\\n\\nTo the Commission, again.']"
amparo edit letter l sign_by=
run amparo letter invite l --out own2 --template own.txt omar
is 'a line that names nothing is left out' "$(eml own2/001-omar.eml 'body')" 'Dear عمر
{sic}

To the Commission, again.'
printf 'Subject: x\n\nDear {naam}\n' >bad.txt
refused 'an unknown name is refused with its line' 1 'bad.txt, line 3|{naam}|{name}' \
	amparo letter invite l --out bad --template bad.txt omar
printf 'Dear {name}\n' >bad.txt
refused 'so is a template without a subject' 1 'bad.txt, line 1|Subject' amparo letter invite l --out bad --template bad.txt omar
printf 'Subject: x\n\n{name\n' >bad.txt
refused 'and a brace that does not close' 1 'bad.txt, line 3' amparo letter invite l --out bad --template bad.txt omar
printf 'Subject: \xff\n\nx\n' >bad.txt
refused 'and what is not UTF-8' 1 'UTF-8' amparo letter invite l --out bad --template bad.txt omar
that 'none of them leaves anything' test ! -e bad

# ---- replies ----

amparo add letter case=c ref=r title='Replies' language=en >/dev/null
amparo add version letter=r language=en text='One' >/dev/null
amparo edit letter r/v1 2>/dev/null
for who in noa omar jose bob; do amparo add cosigner letter=r "contact=$who" capacity=person >/dev/null; done
amparo edit cosigner r/bob state=confirmed date=2026-11-01
amparo edit version r/v1 text='Two' 2>/dev/null
cat >replies.csv <<'CSV'
E-mail;Nombre;Respuesta;Fecha;Versión;Firmante;Cargo;Tags
noa@EXAMPLE.org;;כן;2026-11-19;1;;;x
;عمر;Sí;20.11.2026;;Layla;directora;
jose@example.org;;no;;;;;
;Bob;I withdraw.;2026-11-17;;;;
;Nobody;yes;;;;;
;Bob;yes;2026-11-02;;;;
;José García;maybe;;;;;
jose@example.org;;no;;;;;
CSV
dumped() { amparo list cosigner --format json; }
before=$(dumped)
run amparo import replies --letter r replies.csv --dry-run --format csv
is 'a dry run of replies tells each row' "$(tr -d '\r' <"$out" | cut -d, -f1-3 | tr '\n' ' ')" \
	'line,verdict,cosigner 2,older,noa 3,confirmed,omar 4,declined,jose 5,withdrawn,bob 6,refused, 7,refused,bob 8,refused,jose 9,known,jose '
is 'and changes nothing' "$(dumped)" "$before"
cp "$out" planned
run amparo import replies --letter r replies.csv --rejects rejected.csv --format csv
is 'what is planned is done' "$(cat "$out")" "$(cat planned)"
is 'answers are noted as they were given' \
	"$(amparo list cosigner --where letter=r --format json | python3 -c 'import json, sys
for c in sorted(json.load(sys.stdin), key=lambda c: c["ref"]): print(c["ref"], c["state"], c["version"], c["date"], c["signed_by"], c["office"])')" \
	'bob withdrawn v1 2026-11-17 None None
jose declined None 2026-11-20 None None
noa confirmed v1 2026-11-19 None None
omar confirmed v2 2026-11-20 Layla directora'
is 'refused rows are kept with the reason' "$(grep -c . rejected.csv)" 4
is 'in one entry of the log' "$(amparo log | head -1 | grep -c 'import 4 replies to r')" 1
run amparo import replies --letter r replies.csv --format json
is 'the same file again changes nothing' "$(json "$out" '(d["read"], d["known"], d["refused"], d["changed"])')" "(8, 5, 3, False)"
amparo undo >/dev/null
is 'one undo takes them back' "$(dumped)" "$before"
refused 'replies need their letter' 2 '--letter REF' amparo import replies replies.csv
refused 'and an option of another kind is refused' 2 'takes no --consent' amparo import replies --letter r --consent public replies.csv
printf 'Who,Said\nعمر,yes\n' >odd.csv
refused 'columns that say nothing are asked about' 1 '--map COLUMN=answer' amparo import replies --letter r odd.csv
done_well 'and can be given' amparo import replies --letter r --map Who=name --map Said=answer odd.csv
printf 'name,answer,date\nBob,yes,07/08/2026\n' >odd.csv
refused 'an ambiguous date is a question' 1 '--dates' amparo import replies --letter r odd.csv

# ---- hostile names ----

cp a.amparo steer.amparo
python3 - <<'PY'
import sqlite3
db = sqlite3.connect("steer.amparo")
evil = "\x1b]0;x\x07\u202e\r\n\x9b"
for sql in ("UPDATE contact SET name = name || ?", "UPDATE cosigner SET title = ?, office = ?, affiliation = ?, signed_by = ?",
            "UPDATE cosigner SET date = '2026' || ?, invited = '2026' || ?, reminded = '2026' || ?",
            "UPDATE letter SET title = ?, subject = ?", "UPDATE total SET source = ?, observed = '2026' || ?"):
    db.execute(sql, [evil] * sql.count("?"))
db.commit()
PY
for part in 'board l' 'block l' 'ask-again l' 'board l --format json' 'block l --format json'; do
	# shellcheck disable=SC2086
	run "$AMPARO" --file steer.amparo letter $part
	is "letter $part: nothing steers the terminal" \
		"$status $(cat "$out" "$err" | python3 -c 'import sys; t = sys.stdin.buffer.read().decode(); print([c for c in t if (ord(c) < 32 and c not in "\r\n") or 127 <= ord(c) < 160 or c == "\u202e"])')" '0 []'
done


evil=$'Eve\r\nBcc: all@example.org\r\n\r\nBody'
python3 - "$evil" <<'PY'
import sqlite3, sys
db = sqlite3.connect("a.amparo")
db.execute("UPDATE contact SET name = ? WHERE ref = 'omar'", (sys.argv[1],))
db.execute("UPDATE letter SET title = ? WHERE ref = 'l'", ("T\r\nBcc: x@example.org",))
db.execute("UPDATE contact SET email = ? WHERE ref = 'jose'", ("a@b.org>\r\nBcc: <x@example.org",))
db.commit()
PY
run amparo letter invite l --out evil omar
is 'no name makes a header' "$(eml evil/001-omar.eml '[m["bcc"], len(m.keys()), m["to"].addresses[0].addr_spec, "Bcc: all" in body.splitlines()]')" \
	"[None, 8, 'omar@example.org', False]"
refused 'an address that is none gets no message' 1 'has an e-mail address' amparo letter invite l --out evil2 jose
python3 - <<'PY'
import sqlite3
db = sqlite3.connect("a.amparo")
db.execute("UPDATE cosigner SET ref = '../../x' WHERE ref = 'bob'")
db.execute("UPDATE cosigner SET state = 'invited', ref = '../' || ref WHERE ref = 'noa'")
db.commit()
PY
run amparo letter invite l --out path --all
is 'names of files are plain' "$(mails path)" "$(mails path | tr -cd 'A-Za-z0-9._ -')"

finish
