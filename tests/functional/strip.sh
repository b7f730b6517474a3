#!/usr/bin/env bash
# Metadata taken off what leaves: PDFs, pictures, office documents; both hashes are told.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
hash_of() { sha256sum "$1" | cut -d' ' -f1; }

amparo init >/dev/null
amparo add case ref=c title='A case' >/dev/null
amparo add petition case=c ref=p title=P >/dev/null
python3 "$SRCDIR/tests/functional/make_pdf.py" 'Noa Cohen' form.pdf
"$BUILDDIR/tests/functional/pdf_words" --picture plain.png
python3 - <<'PY'
import struct, zipfile, zlib
png = open("plain.png", "rb").read()
text = b"tEXtAuthor\0Noa Cohen"
chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
open("noa.png", "wb").write(png[:33] + chunk + png[33:])
tiff = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0f\0\x02\0\0\0\x0a\0\0\0\x26\0\0\0\0Noa Cohen\0"
def segment(marker, body): return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
pixels = segment(0xdb, b"\0" * 65) + segment(0xda, b"\1\1\0\0\x3f\0") + b"pixels\xff\0pixels" + b"\xff\xd9"
jpeg = b"\xff\xd8" + segment(0xe0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + segment(0xe1, b"Exif\0\0" + tiff) + segment(0xfe, b"Noa Cohen")
open("noa.jpg", "wb").write(jpeg + pixels + b"second Noa Cohen")
open("bare.jpg", "wb").write(b"\xff\xd8" + pixels)
with zipfile.ZipFile("noa.docx", "w") as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("docProps/core.xml", "<creator>Noa Cohen</creator>")
    z.writestr("word/document.xml", "<w>What it says</w>")
    z.writestr("word/comments.xml", "<c/>")
open("clip.mp4", "wb").write(b"\0\0\0\x18ftypmp42" + b"\0" * 40)
open("broken.pdf", "wb").write(b"%PDF-1.4\nnothing")
PY
for f in form.pdf noa.png noa.jpg bare.jpg noa.docx clip.mp4; do
	amparo exhibit add --case c "$f" "ref=${f/./-}" title="File $f" >/dev/null
done

out_of() { amparo exhibit extract "$1" --out "out-$1" --strip; }
run out_of form-pdf
is 'of a PDF the hash of what leaves is told, and the file in it' "$(cat "$out")" \
	"without metadata; SHA-256 $(hash_of out-form-pdf)
attached files or comments are still in it"
is 'it has no information and no XMP' "$(grep -acE '/(Info|Metadata)' out-form-pdf)" 0
run out_of noa-png
is 'of a PNG the words are gone, and nothing else' "$(cmp out-noa-png plain.png && echo same)" same
run out_of noa-jpg
is 'of a JPEG all that is said is gone' "$(grep -ac Noa out-noa-jpg)" 0
is 'but which way up it is, and its pixels' "$(python3 -c '
d = open("out-noa-jpg", "rb").read()
i = d.index(b"Exif")
print(d[i + 24:i + 26].hex(), d.endswith(b"pixels\xff\0pixels\xff\xd9"), b"JFIF" in d)')" '0006 True True'
run out_of bare-jpg
is 'a file that says nothing leaves as it is' "$(hash_of out-bare-jpg)$(cat "$out")" "$(hash_of bare.jpg)"
run out_of noa-docx
is 'of a document the properties are empty, the contents stay' "$(python3 -c '
import zipfile
z = zipfile.ZipFile("out-noa-docx")
print(b"Noa" in z.read("docProps/core.xml"), z.read("word/document.xml").decode(), z.testzip())')" 'False <w>What it says</w> None'
run out_of clip-mp4
is 'what cannot be stripped is said' "$(cat "$out")" \
	'it left as it was taken in, with what it says of itself: nothing here takes metadata off this kind of file (video/mp4)'
run amparo list custody --where 'event:exported' --format json
is 'both hashes stand in the custody record' \
	"$(json "$out" '[(c["sha256"], c["notes"]) for c in d if c["exhibit"] == "form-pdf"]')" \
	"[('$(hash_of form.pdf)', 'without metadata: SHA-256 $(hash_of out-form-pdf)')]"

# ---- bundles ----

done_well 'a bundle leaves files as they are' amparo bundle --petition p --out plain
is 'byte for byte' "$(cat plain/exhibits/*jpg* | sha256sum)" "$(cat bare.jpg noa.jpg | sha256sum)"
refused 'the profile lets nothing leave with what it says of itself' 1 'profile public|clip-mp4 (video/mp4)' \
	amparo bundle --petition p --out public --profile public
is 'and no bundle is there' "$(ls -d public* 2>/dev/null)" ''
run amparo bundle --petition p --out named --strip
is 'without a profile it leaves, and is named' "$(sed -n '3,$p' "$out")" 'metadata was taken off: form-pdf, noa-docx, noa-jpg, noa-png
as they were taken in, with what they say of themselves, as nothing here takes it off their kind: clip-mp4 (video/mp4)
attached files or comments are still in: form-pdf, noa-docx'
amparo edit exhibit clip-mp4 level=team >/dev/null
run amparo bundle --petition p --out public --profile public
is 'the profile says so' "$(sed -n '3,$p' "$out")" 'exhibits left out for their level: clip-mp4 (team)
metadata was taken off: form-pdf, noa-docx, noa-jpg, noa-png
attached files or comments are still in: form-pdf, noa-docx'
refused 'one of both is asked' 2 'either --strip or --profile' amparo bundle --petition p --out more --strip --profile public
is 'the name is in no picture of it' "$(cat public/exhibits/*jpg* public/exhibits/*png* | grep -ac Noa)" 0
is 'both hashes stand in it' "$(grep -c "$(hash_of noa.jpg)\|$(hash_of out-noa-jpg)" public/bundle.xml | sed 's/[3-9]/many/')" many
amparo exhibit add --case c broken.pdf ref=broken title=Broken >/dev/null
refused 'what cannot be read does not leave unseen' 1 'broken|nothing was written' amparo bundle --petition p --out more --strip
refused 'a profile that there is not' 1 'no profile nobody' amparo bundle --petition p --out more --profile nobody

finish
