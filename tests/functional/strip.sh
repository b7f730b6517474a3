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
whole = jpeg + pixels
body = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [/DCTDecode] /Length %d >>\nstream\n" % len(whole) + whole + b"\nendstream"
objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /XObject << /a 4 0 R >> >> >>", body]
pdf, places = b"%PDF-1.4\n", []
for i, o in enumerate(objects):
    places.append(len(pdf))
    pdf += b"%d 0 obj\n" % (i + 1) + o + b"\nendobj\n"
xref = len(pdf)
pdf += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
open("photo.pdf", "wb").write(pdf + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % xref)
with zipfile.ZipFile("photo.docx", "w") as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("word/media/image1.jpg", whole)
# Two pages; author, hour, place, Exif, XMP, and a name between the strips.
def tiff_file(order, hidden):
    out = bytearray(b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    def directory(fields, following, at):
        data, extra = struct.pack(order + "H", len(fields)), b""
        behind = at + 2 + 12 * len(fields) + 4
        for tag, kind, n, value in fields:
            data += struct.pack(order + "HHI", tag, kind, n)
            if isinstance(value, bytes):
                data += struct.pack(order + "I", behind + len(extra))
                extra += value
            else:
                data += struct.pack(order + "HH", value, 0) if kind == 3 else struct.pack(order + "I", value)
        return data + struct.pack(order + "I", following) + extra
    def page(at, following):
        fields = [(256, 3, 1, 2), (257, 3, 1, 2), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 2000 + at), (274, 3, 1, 6), (277, 3, 1, 1), (278, 3, 1, 2), (279, 4, 1, 4)]
        if hidden:
            fields += [(271, 2, 10, b"Noa Cohen\0"), (306, 2, 20, b"2020:04:17 10:00:00\0"), (315, 2, 10, b"Noa Cohen\0"), (700, 1, 12, b"<x>Noa Cohen"), (34665, 4, 1, 1500), (34853, 4, 1, 1520)]
        return directory(sorted(fields, key=lambda f: f[0]), following, at)
    out = out.ljust(4000, b"\0")
    for at, following in ((8, 700), (700, 0)):
        d = page(at, following)
        out[at:at + len(d)] = d
        out[2000 + at:2004 + at] = b"\1\2\3\4"
    if hidden:
        d = directory([(42032, 2, 10, b"Noa Cohen\0")], 0, 1500)
        out[1500:1500 + len(d)] = d
        out[3500:3509] = b"Noa Cohen"
    return bytes(out)
open("noa.tif", "wb").write(tiff_file("<", True))
open("noabig.tif", "wb").write(tiff_file(">", True))
open("bare.tif", "wb").write(tiff_file("<", False))
open("cut.tif", "wb").write(tiff_file("<", True)[:1200])
open("mail.eml", "w").write("From: a@example.org\nTo: b@example.org\nSubject: x\nDate: Fri, 17 Apr 2020 10:00:00 +0000\n\nText\n")
open("page.html", "w").write("<!DOCTYPE html><html><head><meta name=author content='Noa Cohen'></head><body>Text</body></html>")
open("note.txt", "w").write("Text alone.\n")
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
attached files, comments or broken pictures are still in it"
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

# ---- TIFF, and pictures in other files ----

amparo add case ref=d title='Another case' >/dev/null
for f in noa.tif noabig.tif bare.tif cut.tif photo.pdf photo.docx mail.eml page.html note.txt; do
	amparo exhibit add --case d "$f" "ref=x-${f/./-}" "title=File $f" >/dev/null
done
tags() { python3 - "$1" <<'PY'
import struct, sys
d = open(sys.argv[1], "rb").read()
o = "<" if d[:2] == b"II" else ">"
at, pages = struct.unpack(o + "I", d[4:8])[0], []
while at:
    n = struct.unpack(o + "H", d[at:at + 2])[0]
    fields = [struct.unpack(o + "HHII", d[at + 2 + 12 * i:at + 14 + 12 * i]) for i in range(n)]
    place = [f[3] for f in fields if f[0] == 273][0]
    pages.append("%d %s" % (n, d[place:place + 4].hex()))
    at = struct.unpack(o + "I", d[at + 2 + 12 * n:at + 6 + 12 * n])[0]
print(", ".join(pages), "named" if b"Noa" in d or b"2020" in d else "nobody")
PY
}
for f in noa-tif noabig-tif; do
	out_of x-$f >/dev/null
	is "of $f each page keeps ten fields and its pixels, and nobody is named" "$(tags out-x-$f)" '10 01020304, 10 01020304 nobody'
done
out_of x-bare-tif >/dev/null
is 'a TIFF that says nothing leaves as it is' "$(cmp out-x-bare-tif bare.tif && echo same)" same
refused 'one that is cut off does not leave' 1 'x-cut-tif|nothing was written' amparo exhibit extract x-cut-tif --out cut --strip
out_of x-photo-pdf >/dev/null
is 'a photograph in a PDF tells nothing' \
	"$(grep -ac Noa out-x-photo-pdf) $(grep -ac pixels out-x-photo-pdf | sed 's/[1-9]/some/')" '0 some'
out_of x-photo-docx >/dev/null
is 'nor one in a document' "$(python3 -c '
import zipfile
d = zipfile.ZipFile("out-x-photo-docx").read("word/media/image1.jpg")
print(b"Noa" in d, b"pixels" in d)')" 'False True'
run out_of x-mail-eml
that 'mail is named as speaking' grep -q 'with what it says of itself.*(message/rfc822)' "$out"
run out_of x-page-html
that 'web pages too' grep -q 'with what it says of itself.*(text/html)' "$out"
run out_of x-note-txt
is 'plain text is not' "$(cat "$out")" ''

# ---- bundles ----

done_well 'a bundle leaves files as they are' amparo bundle --petition p --out plain
is 'byte for byte' "$(cat plain/exhibits/*jpg* | sha256sum)" "$(cat bare.jpg noa.jpg | sha256sum)"
refused 'the profile lets nothing leave with what it says of itself' 1 'profile public|clip-mp4 (video/mp4)' \
	amparo bundle --petition p --out public --profile public
is 'and no bundle is there' "$(ls -d public* 2>/dev/null)" ''
run amparo bundle --petition p --out named --strip
is 'without a profile it leaves, and is named' "$(sed -n '3,$p' "$out")" 'metadata was taken off: form-pdf, noa-docx, noa-jpg, noa-png
as they were taken in, with what they say of themselves, as nothing here takes it off their kind: clip-mp4 (video/mp4)
attached files, comments or broken pictures are still in: form-pdf, noa-docx'
amparo edit exhibit clip-mp4 level=team >/dev/null
run amparo bundle --petition p --out public --profile public
is 'the profile says so' "$(sed -n '3,$p' "$out")" 'exhibits left out for their level: clip-mp4 (team)
metadata was taken off: form-pdf, noa-docx, noa-jpg, noa-png
attached files, comments or broken pictures are still in: form-pdf, noa-docx'
refused 'one of both is asked' 2 'either --strip or --profile' amparo bundle --petition p --out more --strip --profile public
is 'the name is in no picture of it' "$(cat public/exhibits/*jpg* public/exhibits/*png* | grep -ac Noa)" 0
is 'both hashes stand in it' "$(grep -c "$(hash_of noa.jpg)\|$(hash_of out-noa-jpg)" public/bundle.xml | sed 's/[3-9]/many/')" many
amparo exhibit add --case c broken.pdf ref=broken title=Broken >/dev/null
refused 'what cannot be read does not leave unseen' 1 'broken|nothing was written' amparo bundle --petition p --out more --strip
refused 'a profile that there is not' 1 'no profile nobody' amparo bundle --petition p --out more --profile nobody

finish
