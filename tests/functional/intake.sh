#!/usr/bin/env bash
# Taking evidence in: folders, bags, mail; all of it or nothing, and nothing from outside.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
make() {
	python3 "$SRCDIR/tests/functional/intake.py" "$1"
}
a() {
	"$AMPARO" "$@"
}
add() {
	a exhibit add --case c "$@"
}
# field REF FIELD
field() {
	a show exhibit "$1" --format json >shown.json
	json shown.json "d['$2']"
}
count() {
	a list exhibit --format json >all.json
	json all.json 'len(d)'
}
head_of() {
	a log --limit 1
}
a init >/dev/null
a add case ref=c title=C >/dev/null
a add case ref=other title=Other >/dev/null

# ---- a folder ----

make folder
run add folder --dry-run
is 'a dry run of a folder' "$status" 0
is 'lists a line for each file that would come' "$(grep -c '\.' "$out")" 7
is 'and takes nothing in' "$(count)" 0
run add folder level=team obtained_from='A friend' --by Ana
is 'a folder comes in' "$status" 0
is 'one exhibit for each plain file that differs' "$(wc -l <"$out")" 6
is 'as many are there' "$(count)" 6
for name in '.hidden is hidden' '.git is hidden' 'link is a link' 'sub/away is a link' 'pipe is no plain file' \
	'folder/sub/same.txt is here already as a-txt' '6 exhibits taken in; here already: 1; passed over: 5'; do
	that "it says: $name" grep -qF "$name" "$err"
done
that 'no byte of a name steers a terminal' bash -c '! grep -q "$(printf "\033")" "$1" "$2"' _ "$out" "$err"
is 'each says where it stood' "$(field c-jpg path)" sub/deep/c.jpg
is 'what it is, as far as its name says' "$(field c-jpg kind) $(field b-pdf mime)" 'photo application/pdf'
is 'and has the fields that were given' "$(field b-pdf level) $(field b-pdf obtained_from)" 'team A friend'
is 'and its custody' "$(json shown.json '[(e["event"], e["by"], e["notes"]) for e in d["custody"]]')" \
	"[('received', 'Ana', 'From the folder folder')]"
is 'the bytes are those of the file' "$(a exhibit extract c-jpg --out c.out && cat c.out)" three
a undo >/dev/null # of the custody entry
done_well 'one undo takes it out' a undo
is 'all of it' "$(count)" 0
done_well 'and redo brings it back' a redo
is 'all of it again' "$(count)" 6
run add folder
is 'the same folder again takes nothing in' "$status" 1
that 'and says so' grep -qF 'here already: 7' "$err"
is 'it leaves no entry in the log' "$(head_of | grep -c folder)" 1
run add folder --again
is 'unless it is wanted' "$(wc -l <"$out")" 7
a undo >/dev/null
run a exhibit add --case other folder/a.txt
is 'another case may have the same bytes' "$(cat "$out")" a-txt
refused 'one file that is here' 1 'is here already as a-txt|--again' add folder/a.txt
refused 'fields of one exhibit for many' 1 'ref|several' add folder ref=x
mkdir empty
refused 'an empty folder' 1 'empty|no file' add empty
mkdir closed && echo x >closed/x && chmod 000 closed
if [ "$(id -u)" != 0 ]; then
	refused 'a folder that cannot be read' 1 'closed' add closed
else
	skip 'a folder that cannot be read' 'root reads all'
fi
mkdir -p half && echo 1 >half/1 && mkfifo half/2 && echo 3 >half/3
before=$(count)
run add half mark=P/1
is 'a mark is not given twice' "$status" 1
is 'and nothing of it is half taken in' "$(count)" "$before"

# ---- bags ----

make bags
run add good
is 'a bag that holds comes in' "$status" 0
is 'its payload' "$(sort "$out" | tr '\n' ' ')" 'x-txt y-bin z '
is 'says where it stood' "$(field y-bin path)" sub/y.bin
that 'and what its packer said of it' grep -q 'Source-Organization: A clinic' shown.json
for good in old percent; do
	run add "$good"
	is "so does the bag $good" "$status" 0
done
is 'a name is decoded' "$(field 100-txt filename)" '100%.txt'
before=$(count)
broken() {
	local name=$1 words=$2
	shift 2
	run add "$name" --again
	is "the bag $name does not come in" "$status" 1
	that "it says: $words" grep -qF -- "$words" "$out"
	that "in one sentence on standard error" test "$(grep -c 'nothing was taken in' "$err")" = 1
}
broken flipped 'data/x.txt is damaged: its md5 is'
that 'by each checksum' grep -qF 'data/x.txt is damaged: its sha256 is' "$out"
broken missing 'data/x.txt is missing (manifest-md5.txt, line 1)'
broken extra 'data/more.txt is not in manifest-'
broken tagged 'bag-info.txt is damaged: its sha512'
broken dots 'leads out of the bag'
broken absolute 'leads out of the bag'
broken linked 'data/secret.txt is a link'
broken linkdir 'data is a link'
broken fetch 'data/far.bin is not in the bag; fetch.txt says that it is at https://example.org/far.bin'
broken nothing 'there is no manifest'
broken future 'no version of BagIt that is known here'
broken garbled 'manifest-sha256.txt, line 1 is not written as it must'
is 'nothing of them came in' "$(count)" "$before"
run a verify
is 'and the file is whole' "$status" 0
run add flipped --dry-run
is 'a dry run checks, too' "$status" 1
run add stolen
is 'a bagit.txt that is a link makes no bag' "$(grep -c 'bagit.txt is a link' "$err")" 1
refused 'a bag by reference' 1 'taken in whole' add good --by-reference

# ---- mail ----

make mail
run add mail.eml level=sealed
is 'a message comes in' "$status" 0
is 'with what is attached to it' "$(cat "$out" | tr '\n' ' ')" \
	'pruebas-senales informe-n-pdf nota-txt inside-hdh inner-pdf '
a list exhibit --where 'ref:pruebas-senales' --format json >shown.json
is 'its head says who, when and what' "$(field pruebas-senales source) $(field pruebas-senales dated) $(field pruebas-senales kind)" \
	'Ana Pérez <ana@example.org> 2020-04-17 mail'
a add case ref=inherits title=Inherits >/dev/null
a exhibit add --case inherits mail.eml level=sealed source=Ahmed source_url=https://example.org/leak obtained_from='The clerk' \
	obtained=2020-01-01 reliability=02 --by Ana >/dev/null
cat >described.py <<'PY'
import json, os, subprocess
run = lambda *a: json.loads(subprocess.run([os.environ["AMPARO"], *a, "--format", "json"], check=True, capture_output=True).stdout)
seen = set()
for row in run("list", "exhibit", "--case", "inherits"):
    x = run("show", "exhibit", "inherits/" + row["ref"])
    seen.add((x["level"], x["source_url"], x["obtained"], x["obtained_from"], x["reliability"],
              tuple((c["by"], c["from"], c["level"]) for c in x["custody"])))
    print(x["source"])
print(seen)
PY
is 'what is attached is described as the message, and as closed' "$(python3 described.py | sort)" \
	"Ahmed
Ahmed
Ahmed
Ahmed
Lawyer <l@example.org>
{('sealed', 'https://example.org/leak', '2020-01-01', 'The clerk', '02', (('Ana', 'The clerk', 'sealed'),))}"
a edit exhibit inherits/informe-n-pdf level=filed >/dev/null
run a edit exhibit inherits/pruebas-senales notes=Read
that 'one that may leave while its message may not is said' grep -q 'may leave, although it may not: informe-n-pdf' "$out" "$err"
a remove case inherits --whole >/dev/null
is 'attachments are below it' "$(field informe-n-pdf parent) $(field inside-hdh parent) $(field inner-pdf parent)" \
	'pruebas-senales pruebas-senales inside-hdh'
is 'with their names, without a path' "$(field informe-n-pdf filename) $(field nota-txt filename)" 'informe ñ.pdf nota.txt'
is 'at the level that was given' "$(field inner-pdf level)" sealed
a exhibit extract pruebas-senales --out out.eml
that 'the message is what came, byte by byte' cmp mail.eml out.eml
a exhibit extract inside-hdh --out out2.eml
that 'so is the one inside it' cmp inner.eml out2.eml
a exhibit extract informe-n-pdf --out out.bin
that 'an attachment is decoded' cmp report.bin out.bin
run add odd.eml
is 'odd encodings come in' "$status" 0
is 'readable' "$(sed -n 1p "$out" | xargs -I{} "$AMPARO" show exhibit {} --format json >odd.json; json odd.json 'd["title"], d["source"], d["dated"]')" \
	"('中文 <U+202E>evil', 'Иван <i@example.org>', None)"
is 'a name in pieces' "$(a list exhibit --where 'filename:中.bin' --format csv | wc -l)" 2
that 'a message that was encoded is opened' grep -qx encoded "$out"
run add broken.eml
is 'a message that breaks off comes in' "$status" 0
that 'with what there is' grep -qx half-bin "$out"
run add deep.eml
is 'messages in messages come in' "$status" 0
that 'to a limit' test "$(wc -l <"$out")" -lt 15
run add mail.eml
is 'the same message again is told' "$status" 1
make mailbox
run add box.mbox
is 'a mailbox comes in' "$status" 0
is 'each message with its attachment' "$(grep -c '^message-' "$out") $(grep -c '^d-bin' "$out")" '5 5'
for i in 0 3 4; do
	a exhibit extract "message-$i" --out "out$i"
	that "message $i is what it was, lines that begin with From and all" cmp "message$i" "out$i"
done
is 'and says where it stood' "$(field message-3 path)" 'box.mbox#4'
that 'in a mailbox of that hash' grep -q "$(sha256sum box.mbox | cut -c1-64)" shown.json
run add box.crlf
is 'line ends of another system' "$(grep -c '^message-' "$out")" 5
python3 -c '
for i in range(40):
    print(f"From a@b.org Fri Nov 20 10:42:00 2026\nFrom: a@b.org\nSubject: The same\n\n{i}\n")' >same.mbox
run add same.mbox
is 'messages of one subject are numbered' "$(cat "$out")" "$(echo the-same; seq -f 'the-same-%.0f' 2 40)"
mkdir mails && cp mail.eml odd.eml box.mbox mails
run add mails --again
is 'mail in a folder is mail' "$(grep -c '^message-' "$out") $(grep -c '^pruebas' "$out")" '5 1'

# ---- what is in it ----

mkdir texts && echo 'the word heliotrope' >texts/one.txt && echo 'another word' >texts/two.txt
add texts >/dev/null 2>&1
that 'what came in is found by its words' bash -c '"$AMPARO" search heliotrope | grep -q one-txt'
is 'and is one change still' "$(head_of | grep -c 'take in 2 exhibits from texts')" 1
echo 'the word marmalade' >three.txt
add three.txt --no-read >/dev/null 2>&1
run a search marmalade
that 'unless it is left for later' bash -c '! grep -q three "$1"' _ "$out"
a exhibit read >/dev/null
that 'which exhibit read does' bash -c '"$AMPARO" search marmalade | grep -q three-txt'

# ---- by reference ----

echo 'all of a phone' >phone.bin
run add --by-reference phone.bin
is 'a file by reference' "$(cat "$out")" phone-bin
is 'lies where it is' "$(field phone-bin lies)" "$(realpath phone.bin)"
is 'with its hash' "$(field phone-bin sha256)" "$(sha256sum phone.bin | cut -c1-64)"
refused 'its bytes are not given out' 1 'kept by reference' a exhibit extract phone-bin --out p.out
that 'and no file is left' test ! -e p.out
run a verify
is 'verify is content' "$status" 0
that 'its text is found' bash -c '"$AMPARO" search "all of a phone" | grep -q phone-bin'
run a exhibit verify phone-bin
is 'it is verified where it lies' "$(cat "$out")" 'exhibits read: 1; all are as they were taken in'
a show exhibit phone-bin --format json >shown.json
is 'and that is entered, with its hash' \
	"$(json shown.json '[(e["event"], e["sha256"] == d["sha256"]) for e in d["custody"]]')" "[('received', True), ('verified', True)]"
mv phone.bin elsewhere.bin
a edit exhibit phone-bin volume='FIELD (1234-ABCD)' >/dev/null
run a exhibit verify phone-bin
is 'a drive that is not there is no alarm' "$status" 0
that 'but said' grep -q 'not read, as FIELD (1234-ABCD) is not there' "$out"
that 'as is that nothing was read' grep -q '^no exhibit was read' "$out"
a show exhibit phone-bin --format json >shown.json
is 'nothing is entered then' "$(json shown.json 'len(d["custody"])')" 2
refused 'nor read' 1 'FIELD (1234-ABCD) is not there' a exhibit read phone-bin
echo 'not a telephone' >phone.bin
a edit exhibit phone-bin volume= >/dev/null
run a exhibit verify phone-bin
is 'another file in its place is found' "$status" 1
a show exhibit phone-bin --format json >shown.json
is 'and entered with the hash that it has' "$(json shown.json 'd["custody"][-1]["event"], d["custody"][-1]["sha256"]')" \
	"('verified', '$(sha256sum phone.bin | cut -c1-64)')"
mv elsewhere.bin phone.bin

# Text is read where a file lies, and belongs to the bytes that were taken in, or is not kept.
echo 'the word quince' >drive.txt
add --by-reference --no-read drive.txt >/dev/null 2>&1
echo 'the word medlar' >other.txt
cp drive.txt keep.txt && cp other.txt drive.txt
refused 'another text in its place is not read' 1 'drive.txt is not what was taken in' a exhibit read drive-txt
run a exhibit read
is 'it stands in the way of none' "$status" 0
that 'and is named' grep -q 'drive.txt is not what was taken in' "$err"
that 'nothing of it is found' bash -c '! "$AMPARO" search medlar | grep -q drive'
cp keep.txt drive.txt
run a exhibit read
that 'the right one is read' grep -q '1 exhibit read' "$out"
that 'and found' bash -c '"$AMPARO" search quince | grep -q drive-txt'
truncate -s 513M large.txt
printf 'the word sorb\n' | dd of=large.txt conv=notrunc status=none
add --by-reference large.txt >large.out 2>large.err
that 'a large one is left for later when it is taken in' grep -q 'amparo exhibit read reads their text' large.err
run a exhibit read large-txt
is 'it is read where it lies' "$status" 0
that 'as far as the limits go, which is said' grep -qi 'more than is allowed' "$out"
that 'and found, too' bash -c '"$AMPARO" search sorb | grep -q large-txt'
rm -f large.txt
a remove exhibit large-txt --whole >/dev/null

# ---- out as a bag, and in again ----

a add case ref=out title='What leaves' >/dev/null
a exhibit add --case out mail.eml >/dev/null
a exhibit add --case out folder >/dev/null 2>&1
a exhibit add --case out --by-reference phone.bin >/dev/null
a edit exhibit out/nota-txt level=sealed >/dev/null
a edit exhibit out/b-pdf level=team >/dev/null
run a export bag --case out --out bagged
is 'a bag is written' "$status" 0
is 'of what may leave' "$(find bagged/data -type f | wc -l)" 8
that 'it says how many may not' grep -q 'withheld for their level or a gag order: 3' "$out"
that 'a message stays with an attachment that stays' bash -c '! grep -rq nota bagged'
that 'what is by reference is listed' grep -q '^,phone-bin,' bagged/exhibits.csv
is 'only its owner reads it' "$(find bagged -type f -perm /077 | wc -l)" 0
(cd bagged && sha256sum -c --quiet manifest-sha256.txt tagmanifest-sha256.txt) >sums 2>&1
is 'sha256sum agrees' "$(cat sums)" ''
is 'its names are safe everywhere' "$(find bagged/data -type f -printf '%f\n' | grep -c '[^A-Za-z0-9._-]')" 0
a show exhibit out/c-jpg --format json >shown.json
is 'custody knows' "$(json shown.json '[e["event"] for e in d["custody"]]')" "['received', 'exported']"
run a export bag --case out --out bagged
is 'nothing is written over' "$status" 1
a add case ref=back title=Back >/dev/null
run a exhibit add --case back bagged
is 'taken in again it holds' "$status" 0
printf x >>bagged/exhibits.csv
run a exhibit add --case back bagged --again
is 'and where it was changed it does not' "$status" 1
a add petition case=out ref=pet title=P kind=court >/dev/null
a add claim petition=pet ref=sold title=Sold statement='It was sold' >/dev/null
a add proof claim=sold exhibit=out/c-jpg bearing=supports >/dev/null
a mark assign --petition pet --prefix Annex out/c-jpg >/dev/null
run a export bag --petition pet --out petbag
that 'with the mark that the petition gives' grep -q '^data/c-jpg-c-jpg.jpg,c-jpg,Annex 1,' petbag/exhibits.csv
is 'of a petition' "$(ls petbag/data)" 'c-jpg-c-jpg.jpg'
refused 'neither case nor petition' 2 '--case' a export bag --out nobag

# ---- our own bag says of each what was known of it ----

a add case ref=trip title='There and back' >/dev/null
a add contact kind=person name='Noa Levi' level=team pseudonym=Witness-1 ref=noa >/dev/null
a exhibit add --case trip mail.eml ref=letter title='A letter, "signed"' source='=Ahmed' level=public dated=2020-04 \
	mark=P/7 >/dev/null
a exhibit add --case trip nested.eml >/dev/null 2>&1
echo 'עדות' >trip.txt
a exhibit add --case trip trip.txt ref=report title='דו"ח' kind=report language=he source_url=https://example.org/r pages=3 >/dev/null
a exhibit custody trip/report --enter transferred --from 'Noa Levi' --to 'The lab' --by 'The clerk' --place Haifa \
	--at 2020-06-30T10:00Z >/dev/null
a add exhibit case=trip ref=book title='A book that is mentioned' source='The library' >/dev/null
a exhibit add --case trip --by-reference phone.bin ref=far title='On a drive' >/dev/null
a export bag --case trip --out trip.bag >/dev/null
"$AMPARO" --file back.amparo init >/dev/null
"$AMPARO" --file back.amparo add case ref=trip title=Back >/dev/null
run "$AMPARO" --file back.amparo exhibit add --case trip trip.bag
is 'our own bag comes back' "$status" 0
cat >trip.py <<'PY'
import json, os, subprocess, sys
def whole(path):
    run = lambda *a: json.loads(subprocess.run([os.environ["AMPARO"], "--file", path, *a, "--format", "json"], check=True, capture_output=True).stdout)
    found = {}
    for row in run("list", "exhibit", "--case", "trip"):
        x = run("show", "exhibit", "trip/" + row["ref"])
        found[row["ref"]] = x
    return found
there, back = whole(sys.argv[1]), whole("back.amparo")
fields = "ref mark title kind dated source source_url language pages mime level filename parent".split()
print(sorted(there) == sorted(back))
for ref, x in there.items():
    y = back[ref]
    for f in fields + ([] if x["lies"] else ["sha256", "size"]):
        if f == "filename" and x["lies"]:
            continue
        if x[f] != y[f] and not (f in ("mime", "filename") and x["lies"]):
            print(ref, f, x[f], y[f])
r = back["report"]["custody"]
print([(e["event"], e["at"], e["from"], e["to"], e["by"], e["place"]) for e in r if e["event"] == "transferred"])
print("As custody.csv of the bag trip.bag says" in [e["notes"] for e in r], back["far"]["sha256"], there["far"]["sha256"] in back["far"]["notes"])
PY
is 'with the same fields and hashes, and who held it as far as that may leave' "$(python3 trip.py "$AMPARO_FILE")" "True
[('transferred', '2020-06-30T10:00:00Z', 'Witness-1', 'The lab', 'The clerk', 'Haifa')]
True None True"
is 'verify is content there' "$("$AMPARO" --file back.amparo verify >/dev/null; echo $?)" 0
is 'as one change' "$("$AMPARO" --file back.amparo log | grep -c 'exhibits from trip.bag')" 1
run "$AMPARO" --file back.amparo exhibit add --case trip trip.bag
is 'and not a second time' "$("$AMPARO" --file back.amparo list exhibit --format json | grep -o '"sha256"' | wc -l)" \
	"$(a list exhibit --case trip --format json | grep -o '"sha256"' | wc -l)"
run "$AMPARO" --file back.amparo exhibit add --case trip trip.bag --again
that 'names and marks that are taken stay with whom they are of' grep -q 'P/7 is taken in this case' "$err"
"$AMPARO" --file back.amparo add case ref=other title=Other >/dev/null
"$AMPARO" --file back.amparo exhibit add --case other trip.bag level=sealed >/dev/null 2>&1
is 'what is said of all counts more' \
	"$("$AMPARO" --file back.amparo list exhibit --case other --format json | python3 -c 'import json, sys; print({x["level"] for x in json.load(sys.stdin)})')" \
	"{'sealed'}"

# Somebody changed the tables, and the manifests with them.
cp -r trip.bag strange
python3 - <<'PY'
import hashlib
rows = open("strange/exhibits.csv", newline="").read().split("\r\n")
rows[0] += ",colour"
rows = [r.replace(",report,he,", ",banana,he,") if i else r for i, r in enumerate(rows)]
text = "\r\n".join(r.replace("https://example.org/r", "\x1b[2J") for r in rows)
open("strange/exhibits.csv", "w", newline="").write(text)
lines = open("strange/tagmanifest-sha256.txt").read().splitlines()
out = [f"{hashlib.sha256(open('strange/' + l[66:], 'rb').read()).hexdigest()}  {l[66:]}" for l in lines]
open("strange/tagmanifest-sha256.txt", "w").write("\n".join(out) + "\n")
PY
"$AMPARO" --file back.amparo add case ref=strange title=Strange >/dev/null
run "$AMPARO" --file back.amparo exhibit add --case strange strange
is 'what it says wrongly costs that alone' "$status" 0
that 'a column that nobody knows is said' grep -q 'not known here, and was not used: colour' "$err"
that 'as is an address that is none' grep -q 'exhibits.csv, line' "$err"
sed -i 's/^Bag-Software-Agent:.*/Bag-Software-Agent: Somebody/' trip.bag/bag-info.txt
sed -i '/bag-info/d' trip.bag/tagmanifest-sha256.txt
"$AMPARO" --file back.amparo add case ref=foreign title=Foreign >/dev/null
"$AMPARO" --file back.amparo exhibit add --case foreign trip.bag >/dev/null 2>&1
is 'a bag from elsewhere is taken in as it was' \
	"$("$AMPARO" --file back.amparo list exhibit --case foreign --format json | grep -c 'A letter, ')" 0

# ---- stopped and killed ----

mkdir many
python3 - <<'PY'
import random
random.seed(7)
for i in range(200):
    open(f"many/{i:03}.bin", "wb").write(random.randbytes(400_000))
PY
before=$(count)
add many >/dev/null 2>&1 &
pid=$!
until [ -e case.amparo-journal ] && [ "$(stat -c %s case.amparo)" -gt 30000000 ] || ! kill -0 "$pid" 2>/dev/null; do :; done
kill -INT "$pid" 2>/dev/null
wait "$pid"
code=$?
that 'a stop is heard, or it was done' test "$code" = 1 -o "$code" = 0
is 'a stopped intake leaves nothing' "$(count)" "$([ "$code" = 0 ] && echo $((before + 200)) || echo "$before")"
[ "$code" = 0 ] && a undo >/dev/null
add many >/dev/null 2>&1 &
pid=$!
until [ -s case.amparo-journal ] || ! kill -0 "$pid" 2>/dev/null; do :; done
kill -KILL "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
that 'a killed one leaves all or nothing' bash -c '[ "$1" = "$2" ] || [ "$1" = "$(($2 + 200))" ]' _ "$(count)" "$before"
run a verify
is 'and the file is whole after it' "$status" 0

finish
