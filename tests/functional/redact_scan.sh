#!/usr/bin/env bash
# Words in scanned pages: found by OCR, burnt, and looked for once more; and what is said where there is none.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_TODAY=2026-11-20 AMPARO_NOW=2026-11-20T10:42:00Z
amparo() { "$AMPARO" --file a.amparo "$@"; }
black() { python3 "$SRCDIR/tests/functional/pixels.py" "$@"; }

amparo init >/dev/null
amparo add case ref=c title='A case' >/dev/null
"$BUILDDIR/tests/data/make_pdf" scan.pdf 'Typed by Noa Cohen herself' --scan $'The witness Noa Cohen said\nthat she was there, and Noa\nCohen signed.' \
	$'העדה נועה כהן אמרה\nשהיתה שם' 'Nothing of that is here' --stamp HK-000005 $'Below a stamp\nstands Noa Cohen'
amparo exhibit add --case c scan.pdf ref=scan title='The statement' language=he >/dev/null
hash=$(sha256sum scan.pdf | cut -d' ' -f1)
words=(--word 'noa cohen' --word 'נועה כהן' --why 'Source at risk; s. 45')

# ---- where there is no OCR ----

run env TESSDATA_PREFIX="$PWD" "$AMPARO" --file a.amparo exhibit redact scan "${words[@]}" --dry-run
is 'without OCR the page with text is burnt, and the others are for eyes' "$(sed -n '1p;$p' "$out" && grep -c 'look at .* own eyes' "$out")" \
	'burnt 1 time: noa cohen (page 1)
nothing was saved
2'
that 'pages that nobody read are named' grep -q 'nobody read it.* 2, 3, 4, 5$' "$out"
that 'and what OCR lacks' grep -q '^OCR ' "$out"
run amparo exhibit redact scan "${words[@]}" --ocr none --dry-run
that 'nor is it asked where nobody wants it' grep -q 'nobody read it.* 2, 3, 4, 5$' "$out"

# ---- where there is ----

run amparo exhibit redact scan "${words[@]}" --dry-run
if grep -q '^OCR ' "$out"; then
	skip 'words in scans are burnt' 'tesseract, its English or its Hebrew is not installed'
	finish
	exit
fi
is 'words in scans are found, across lines and below stamps' "$(head -n 2 "$out")" \
	'burnt 4 times: noa cohen (page 1, 2 ×2 by OCR, 5 by OCR)
burnt 1 time: נועה כהן (page 3 by OCR)'
that 'the pages that were read are named' grep -q '^read by OCR.* 2, 3, 4, 5$' "$out"
that 'and those that were read again' grep -q 'none of the words is left: page 1, 2, 3, 4, 5$' "$out"
done_well 'it is burnt' amparo exhibit redact scan "${words[@]}"
amparo exhibit extract the-statement-redacted --out copy.pdf
is 'the name is black where it stood' "$(black copy.pdf 2 163 81 73 8 244 105 26 8 73 129 43 8; black copy.pdf 3 435 83 50 8)" \
	"$(printf '100 100 100 \n100 ')"
is 'and nothing is beside it' "$(black copy.pdf 3 300 150 200 100; black copy.pdf 2 300 70 200 60)" "$(printf '0 \n0 ')"
is 'the original is as it was, and sealed' "$(amparo show exhibit scan --format json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(d["sha256"], d["level"])')" "$hash sealed"
is 'both hashes are in the custody record' "$(amparo list custody --where event:redacted --format json | python3 -c '
import json, sys
print(" ".join(c["sha256"] for c in json.load(sys.stdin)))')" "$hash $(sha256sum copy.pdf | cut -d' ' -f1)"
amparo exhibit ocr the-statement-redacted --language heb+eng >/dev/null
run amparo exhibit text the-statement-redacted
is 'who reads the copy by OCR finds no name' "$(grep -ciE 'noa|cohen|נועה|כהן' "$out")" 0
that 'and the rest' grep -q witness "$out"

# ---- a picture ----

"$BUILDDIR/tests/functional/pdf_words" --picture words.png
amparo exhibit add --case c words.png ref=picture title='The picture' >/dev/null
run amparo exhibit redact picture --word Haifa --why 'Place; s. 45' --dry-run
is 'letters as small as on a screen are read' "$(head -n 1 "$out")" 'burnt 1 time: Haifa (page 1 by OCR)'
done_well 'the file is whole' amparo verify

finish
