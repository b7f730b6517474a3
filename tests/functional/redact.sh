#!/usr/bin/env bash
# Redaction: what is burnt is gone from the copy, by the program's own look and by others'.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
black() { python3 "$SRCDIR/tests/functional/pixels.py" "$@"; }
# gone FILE WORD...: none of them in its bytes or in what its streams unpack to, in any encoding.
gone() { python3 - "$@" <<'PY'
import re, sys, zlib
data = open(sys.argv[1], "rb").read()
parts = [data] + [zlib.decompress(m.group(1)) for m in re.finditer(rb"stream\n(.*?)\n?endstream", data, re.S)]
words = [w for a in sys.argv[2:] for w in {a, a.lower(), a.upper()}]
found = sorted({w for w in words for code in ("utf-8", "utf-16-be", "utf-16-le", "latin-1")
                for b in [w.encode(code, "ignore")] if len(b) >= 6 for p in parts if b in p or b.hex().encode() in p.lower()})
print("gone" if not found else "still there: " + ", ".join(found))
PY
}

amparo init >/dev/null
amparo add case ref=c title='A case' >/dev/null
amparo add petition case=c ref=p title=P mark_prefix=P/ >/dev/null
python3 "$SRCDIR/tests/functional/make_pdf.py" 'Noa Cohen' form.pdf
"$BUILDDIR/tests/functional/pdf_words" words.pdf
"$BUILDDIR/tests/functional/pdf_words" --picture words.png
amparo exhibit add --case c form.pdf ref=form title='The statement' source='Noa Cohen' >/dev/null
amparo exhibit add --case c words.pdf ref=words title='The report' level=sealed >/dev/null
amparo exhibit add --case c words.png ref=picture title='The picture' >/dev/null
printf 'Only text.\n' >note.txt
amparo exhibit add --case c note.txt ref=note title='The note' >/dev/null
amparo mark assign --petition p form >/dev/null

# ---- what is refused ----

refused 'a reason is needed' 2 '--why' amparo exhibit redact form --word Noa
refused 'something to burn is needed' 1 'say what is to go' amparo exhibit redact form --why 'Source'
refused 'the title does not tell it' 1 'another title' amparo exhibit redact form --why S --word witness \
	--out-title 'The witness'
refused 'nor the reason' 1 'the reason' amparo exhibit redact form --why 'protects Noa Cohen' --word 'noa cohen'
refused 'a word that is nowhere burns nothing' 1 'nothing was burnt' amparo exhibit redact form --why S --word Zebra
refused 'a page that is not there' 1 'there is no page 9|3 pages' amparo exhibit redact form --why S --page 9
refused 'an area that is none' 1 'PAGE:X,Y' amparo exhibit redact form --why S --area 1:2,3
refused 'languages that are none' 1 'heb+eng' amparo exhibit redact form --why S --word witness --ocr '../eng'
refused 'a kind of file that is not drawn' 1 'of this kind' amparo exhibit redact note --why S --word text
refused 'words in a picture cannot be found' 1 'name areas' amparo exhibit redact picture --why S --word Noa --ocr none
is 'and nothing came of all that' "$(amparo list exhibit --where 'redaction_of!=' --format json)" '[]'

# ---- a document with the name in every place ----

run amparo exhibit redact form --word 'noa cohen' --word Nobody --why 'Source at risk; s. 45' --by Dana --ocr none --dry-run
is 'what would be burnt is told by page' "$(cat "$out")" 'burnt 4 times: noa cohen (page 1, 2, 3 ×2)
not found on any page: Nobody
the burnt pages were not read again by OCR; look at each with your own eyes
nothing was saved'
done_well 'it is burnt' amparo exhibit redact form --word 'noa cohen' --why 'Source at risk; s. 45' --by Dana
is 'and said where' "$(tail -n 1 "$out")" \
	'saved as the-statement-redacted, level filed; the original form is sealed now; look at the redacted version before it leaves'
amparo exhibit extract the-statement-redacted --out form-copy.pdf
is 'the name is nowhere in the copy' "$(gone form-copy.pdf 'Noa Cohen' 'Cohen')" gone
is 'it has neither information nor bookmarks, notes, forms, files' \
	"$(grep -acE '/(Info|Metadata|Outlines|Names|AcroForm|Annots|EmbeddedFile|Font)' form-copy.pdf)" 0
is 'text, note and form are black where it stood, and nowhere else' \
	"$(black form-copy.pdf 1 100 31 68 10 20 62 60 8 && black form-copy.pdf 2 249 94 9 66 && black form-copy.pdf 3 101 133 68 10 93 203 68 10 200 140 80 60)" \
	"$(printf '100 %s \n100 \n100 100 0 ' "$(black form-copy.pdf 1 20 62 60 8 | tr -d ' ')")"
run amparo show exhibit the-statement-redacted --format json
is 'it is an exhibit of its own, without the source' \
	"$(json "$out" '(d["redaction_of"], d["redaction_why"], d["source"], d["pages"], d["filename"], d["mime"])')" \
	"('form', 'Source at risk; s. 45', None, 3, 'the-statement-redacted.pdf', 'application/pdf')"
run amparo show exhibit form --format json
is 'the original is sealed' "$(json "$out" '(d["level"], d["sha256"])')" \
	"('sealed', '$(sha256sum form.pdf | cut -d' ' -f1)')"
run amparo list custody --where event:redacted --format json
is 'both have an entry with the hash of their bytes' \
	"$(json "$out" '[(c["exhibit"], c["by"], c["sha256"]) for c in d]')" \
	"[('form', 'Dana', '$(sha256sum form.pdf | cut -d' ' -f1)'), ('the-statement-redacted', 'Dana', '$(sha256sum form-copy.pdf | cut -d' ' -f1)')]"
is 'each names the other, and no word' "$(json "$out" '["".join(w for w in c["notes"].split() if len(w) < 60) for c in d]')" \
	"['redactedversionthe-statement-redacted,SHA-2564placesburntonpages1,2,3', 'madeofform,SHA-2564placesburntonpages1,2,3']"
is 'the redacted version carries the mark' "$(amparo list mark --format json | python3 -c '
import json, sys
print([(m["mark"], m["exhibit"]) for m in json.load(sys.stdin)])')" "[('P/1', 'the-statement-redacted')]"
amparo undo >/dev/null # that it was extracted
amparo undo >/dev/null
is 'undo takes all of it back' "$(amparo list exhibit --format json | python3 -c '
import json, sys
print([(e["ref"], e["level"]) for e in json.load(sys.stdin) if e["ref"].startswith(("form", "the-"))])')" "[('form', 'filed')]"
amparo redo >/dev/null
amparo redo >/dev/null

# ---- columns, ligatures, lines, Hebrew ----

printf 'noa cohen\r\n\nכהן\nנועה כהן\ngarcia alvarez\n file \n' >names.txt
run amparo exhibit redact words --words names.txt --area 1:100,400,60,30 --why 'Names; order of the court' --level filed --ocr none
is 'each way of writing is found' "$(head -n 6 "$out")" 'burnt 4 times: noa cohen (page 1 ×4)
burnt 3 times: כהן (page 1 ×3)
burnt 2 times: נועה כהן (page 1 ×2)
burnt 1 time: garcia alvarez (page 1)
burnt 1 time: file (page 1)
1 area burnt'
is 'a page without text is named' "$(grep -c 'nobody read it.* 2$' "$out")" 1
amparo exhibit extract the-report-redacted --out words-copy.pdf
is 'nothing of it is left' "$(gone words-copy.pdf 'noa cohen' 'כהן' 'garcia' 'What Noa' 'José')" gone
is 'the area is black, and what was not named is not' \
	"$(black words-copy.pdf 1 100 400 60 30 2>&1; black words-copy.pdf 2 60 60 100 50)" '100 
0 '

# ---- pictures ----

run amparo exhibit redact picture --area 1:110,48,80,16 --why 'Name'
is 'a picture is painted over' "$(cat "$out")" \
	"$(printf '1 area burnt\nsaved as the-picture-redacted, level filed; the original picture is sealed now; look at the redacted version before it leaves')"
amparo exhibit extract the-picture-redacted --out copy.png
is 'and is a PNG of pixels alone' "$(python3 - <<'PY'
import struct
d = open("copy.png", "rb").read()
at, kinds = 8, []
while at < len(d):
    n, kind = struct.unpack(">I4s", d[at:at + 8])
    kinds.append(kind.decode())
    at += n + 12
print(sorted(set(kinds) - {"sBIT"}))
PY
)" "['IDAT', 'IEND', 'IHDR']"
done_well 'the file is whole' amparo verify

finish
