#!/usr/bin/env python3
# A PDF written by hand, with a name in every place that a document has: make_pdf.py NAME OUT
# The text of a page, a page that is turned, a note with its own appearance, a form field, document
# information, XMP, a bookmark, an attached file, a page label, a link.
import sys
import zlib

name, out = sys.argv[1], sys.argv[2]
objects = {}


def put(n, head, stream=None):
    if stream is None:
        objects[n] = head.encode("latin-1")
        return
    packed = zlib.compress(stream)
    head = head[:-2] + "/Filter /FlateDecode /Length %d >>" % len(packed)
    objects[n] = head.encode("latin-1") + b"\nstream\n" + packed + b"\nendstream"


def page(n, content, more=""):
    put(n, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents %d 0 R "
        "/Resources << /Font << /F 3 0 R >> >> %s >>" % (n + 1, more))
    put(n + 1, "<< >>", content.encode("latin-1"))


def text(x, y, words, size=14):
    return "BT /F %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, words)


put(1, "<< /Type /Catalog /Pages 2 0 R /Outlines 20 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 22 0 R] >> >> "
    "/Metadata 24 0 R /AcroForm << /Fields [14 0 R] /DA (/F 12 Tf 0 g) /DR << /Font << /F 3 0 R >> >> >> >>")
put(2, "<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R] /Count 3 >>")
put(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
page(4, text(40, 250, "The witness " + name + " spoke.") + text(40, 220, "Nothing else is on this line."),
     "/CropBox [20 40 380 290]")
page(6, text(40, 250, "Turned: " + name + " again."), "/Rotate 90")
page(8, text(40, 250, "A page with a note and a form."), "/Annots [10 0 R 14 0 R 18 0 R]")
put(10, "<< /Type /Annot /Subtype /FreeText /Rect [40 150 300 180] /Contents (Seen by %s) /F 4 "
    "/DA (/F 14 Tf 0 g) /AP << /N 12 0 R >> >>" % name)
put(12, "<< /Type /XObject /Subtype /Form /BBox [0 0 260 30] /Resources << /Font << /F 3 0 R >> >> >>",
    text(4, 8, "Seen by " + name).encode("latin-1"))
put(14, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /V (%s) /Rect [40 80 300 110] /F 4 /P 8 0 R "
    "/DA (/F 14 Tf 0 g) /AP << /N 16 0 R >> >>" % name)
put(16, "<< /Type /XObject /Subtype /Form /BBox [0 0 260 30] /Resources << /Font << /F 3 0 R >> >> >>",
    text(4, 8, "Signed " + name).encode("latin-1"))
put(18, "<< /Type /Annot /Subtype /Link /Rect [40 20 100 40] /A << /S /URI /URI (https://example.org/%s) >> >>"
    % name.replace(" ", "-"))
put(20, "<< /Type /Outlines /First 21 0 R /Last 21 0 R /Count 1 >>")
put(21, "<< /Title (%s) /Parent 20 0 R /Dest [4 0 R /Fit] >>" % name)
put(22, "<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 23 0 R >> >>")
put(23, "<< /Type /EmbeddedFile >>", ("It was " + name).encode("latin-1"))
put(24, "<< /Type /Metadata /Subtype /XML >>",
    ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + name + "</x:xmpmeta>").encode("latin-1"))
put(25, "<< /Author (%s) /Title <FEFF%s> >>" % (name, name.encode("utf-16-be").hex()))

with open(out, "wb") as f:
    f.write(b"%PDF-1.6\n")
    places = {}
    for n in sorted(objects):
        places[n] = f.tell()
        f.write(b"%d 0 obj\n" % n + objects[n] + b"\nendobj\n")
    start = f.tell()
    f.write(b"xref\n0 1\n0000000000 65535 f \n")
    for n in sorted(places):
        f.write(b"%d 1\n%010d 00000 n \n" % (n, places[n]))
    f.write(b"trailer\n<< /Size 26 /Root 1 0 R /Info 25 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
