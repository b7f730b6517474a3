#!/usr/bin/env bash
# What is in the files of exhibits: text by page, what they say of themselves, pictures of text; and
# files that are made to break what reads them.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
make_pdf=$BUILDDIR/tests/data/make_pdf
python3 "$SRCDIR/tests/data/make-files" files
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null

# take FILE REF: takes it in.
take() {
	"$AMPARO" exhibit add --again --case c "$1" ref="$2" title="$2" kind=document >/dev/null
}

# says REF NAME: what the file says under that name, one below the other, a ! before what may lead to a source.
says() {
	"$AMPARO" exhibit read "$1" --format json >"$scratch/read.json" 2>/dev/null
	json "$scratch/read.json" "'|'.join(('!' if s['reveals'] else '') + s['value'] for s in d[0]['says'] if s['name'] == '$2')"
}

# finds WORDS EXPECTED: "ref:page excerpt" of the hits inside files.
finds() {
	"$AMPARO" search "$1" --format json >"$scratch/found.json" 2>/dev/null
	is "$1 is found" "$(json "$scratch/found.json" \
		"'|'.join(sorted('%s:%s%s' % (h['ref'], h['page'], '*' if h['ocr'] else '') for h in d if h['inside']))")" "$2"
}

# ---- PDFs ----

"$make_pdf" report.pdf --title 'The report' --author 'Noa Cohen' $'Licences for export\nwere granted in 2017' \
	$'בית המשפט העליון\nדחה את העתירה' '' 'on the last page 香港政府'
take report.pdf report
done_well 'a PDF is read' "$AMPARO" exhibit read report
that 'its pages are counted' grep -q '4 pages, text on 3' "$out"
is 'and stand in the record' "$("$AMPARO" list exhibit --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["pages"])')" 4
is 'it says its author, who may be a source' "$(says report author)" '!Noa Cohen'
is 'and its title' "$(says report title)" 'The report'
done_well 'a page of it' "$AMPARO" exhibit text report --page 2
is 'is in the order of reading' "$(cat "$out")" $'בית המשפט העליון\nדחה את העתירה'
refused 'a page without text' 1 'report|page 3' "$AMPARO" exhibit text report --page 3
refused 'a page that is no number' 2 '--page' "$AMPARO" exhibit text report --page x
finds 'licences granted' 'report:1'
finds 'העתירה' 'report:2'
finds '政府' 'report:4'
run "$AMPARO" search 'last page'
that 'the page is told to people' grep -q 'page 4' "$out"

# ---- other kinds ----

for file in files/*; do
	name=${file##*/}
	case $name in
	bomb.docx | cut.docx | entity.docx | broken.pdf | deep.eml | image-bomb.png) continue ;;
	esac
	take "$file" "${name//./-}"
done
done_well 'all that was not read is read' "$AMPARO" exhibit read
done_well 'nothing is read twice' "$AMPARO" exhibit read
that 'and that is said' grep -q 'read before' "$out"
text_has() {
	"$AMPARO" exhibit text "$1" >"$scratch/text" 2>/dev/null
	that "$1 has: $2" grep -qF -- "$2" "$scratch/text"
}
text_lacks() {
	"$AMPARO" exhibit text "$1" >"$scratch/text" 2>/dev/null
	that "$1 has not: $2" test "$(grep -cF -- "$2" "$scratch/text")" = 0
}
text_has letter-docx 'The & licence'
text_has letter-docx 'added words'
text_has letter-docx 'A footnote'
text_lacks letter-docx 'Ahmed'
is 'text that was deleted is told' "$(says letter-docx deleted)" '!the source is Ahmed'
is 'and who wrote' "$(says letter-docx author)" '!Noa Cohen'
is 'and who changed it' "$(says letter-docx editor)" '!Dana|!Dana Levi'
is 'and whose folder its template lies in' "$(says letter-docx path)" '!file:///C:\Users\noa\T.dotm'
is 'its language stands in the record' "$("$AMPARO" show exhibit letter-docx --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["language"])')" he-IL
text_has table-xlsx 'shared 4711'
text_has table-xlsx 'inline words'
finds 'second slide' 'slides-pptx:2'
finds 'page three' 'slides-odp:3'
text_has letter-odt 'open  document'
is 'who changed an open document' "$(says letter-odt editor)" '!Ed|!Dana'
text_has mail-eml 'שלום לכולם'
text_has mail-eml 'Subject: בית המשפט'
text_lacks mail-eml 'another form'
is 'a mail says where it was sent from' "$(says mail-eml sent-from)" '![203.0.113.9]'
is 'and what is attached' "$(says mail-eml attachment)" 'report.pdf'
text_has page-html 'two é א'
text_lacks page-html hidden
text_has hebrew-txt 'רישיון הייצוא'
is 'an encoding that was guessed is marked' "$(says hebrew-txt encoding)" 'windows-1255 (?)'
text_has utf16-txt 'רישיון הייצוא'
text_has letter-rtf 'ראיה מהשטח'
text_has letter-rtf 'café {x}'
text_has letter-rtf 'Доказательство'
text_has letter-rtf '証拠'
text_has letter-rtf 'עדות מוקלטת 𝒳'
text_has letter-rtf 'אbבc'
text_has letter-rtf 'a link'
text_has letter-rtf 'at the foot'
text_has letter-rtf 'after the bytes'
for none in Ahmed hidden 8950 Calibri Normal HYPERLINK '\\' '?'; do
	text_lacks letter-rtf "$none"
done
finds 'מוקלטת' 'letter-rtf:1'
is 'RTF says who wrote it, and where' "$(says letter-rtf author) $(says letter-rtf editor) $(says letter-rtf company)" '!Noa Cohen !Dana !עמותה'
is 'and what was deleted in it' "$(says letter-rtf deleted)" '!the source is Ahmed'
text_has shut-rtf 'still there'
text_has open-rtf 'half'
run "$AMPARO" exhibit read old-doc
is 'an old office file is not read' "$status" 1
that 'but it is said what to do' grep -q 'save it there, or in LibreOffice, as .docx, .odt or PDF' "$out"
finds needle 'long-txt:6'
run "$AMPARO" search needle
that 'a file without pages has parts' grep -q 'part 6' "$out"
is 'a picture says where it was taken' "$(says photo-png place)" '!19.432517, -99.133150'
is 'when' "$(says photo-png date)" '2020-04-17T10:00:00'
is 'with what' "$(says photo-png device)" '!Canon EOS 5D'
is 'and its serial number' "$(says photo-png serial)" '!SN-4711'
refused 'a picture has no text' 1 'no text' "$AMPARO" exhibit text photo-png
is 'what a file is counts, not its name' "$(cp report.pdf report.docx && take report.docx disguised &&
	"$AMPARO" exhibit read disguised >/dev/null && "$AMPARO" show exhibit disguised --format json |
	python3 -c 'import json, sys; print(json.load(sys.stdin)["mime"])')" application/pdf

# ---- hostile ones ----

for file in entity.docx cut.docx broken.pdf; do
	take files/"$file" "${file//./-}"
	run "$AMPARO" exhibit read "${file//./-}"
	is "$file is refused" "$status" 1
	that 'with a reason' grep -q 'cannot be read: it is damaged' "$out"
	refused 'that is told again' 1 'cannot be read' "$AMPARO" exhibit text "${file//./-}"
	done_well 'its bytes are kept' "$AMPARO" exhibit verify "${file//./-}"
done
take files/bomb.docx bomb
done_well 'a bomb is read as far as is allowed' "$AMPARO" exhibit read bomb
that 'and that is said' grep -q 'unpacks to more than is allowed' "$out"
take files/deep.eml deep
done_well 'parts within parts end' "$AMPARO" exhibit read deep
take files/image-bomb.png image
done_well 'a picture of 60,000 by 60,000 dots is not unpacked' "$AMPARO" exhibit read image
done_well 'the case file is whole' "$AMPARO" verify

# ---- removed ----

"$AMPARO" remove exhibit disguised --whole >/dev/null
"$AMPARO" remove exhibit report --whole >/dev/null
finds 'licences granted' ''
"$AMPARO" undo >/dev/null
finds 'licences granted' 'report:1'

# ---- pictures of text ----

refused 'ocr needs a language' 2 '--language' "$AMPARO" exhibit ocr report
"$make_pdf" scan.pdf 'written words' --scan $'Scanned words\nare here' $'בית המשפט העליון\nדחה את העתירה'
take scan.pdf scan
"$AMPARO" exhibit read scan >/dev/null
refused 'only PDFs and images' 1 'PDFs and images' "$AMPARO" exhibit ocr page-html --language eng
run "$AMPARO" exhibit ocr scan --language eng
if grep -q 'not installed\|does not have' "$err"; then
	that 'what is missing is named' grep -q tesseract "$err"
	skip 'text is read in pictures' 'tesseract or its English is not installed'
else
	is 'text is read in pictures' "$status" 0
	that 'of those pages that have none' grep -q '2 pages' "$out"
	finds 'scanned words' 'scan:2*'
	finds 'written words' 'scan:1'
	run "$AMPARO" search 'scanned words'
	that 'and marked' grep -q 'page 2, OCR' "$out"
	done_well 'reading it again' "$AMPARO" exhibit read scan
	finds 'scanned words' 'scan:2*'
	refused 'a language that is missing' 1 'languages|xyz' "$AMPARO" exhibit ocr scan --language eng+xyz
	refused 'what is no language' 1 'languages' "$AMPARO" exhibit ocr scan --language ../eng
	run "$AMPARO" exhibit ocr image --language eng
	is 'a picture that is too large' "$status" 1
	that 'is refused' grep -q 'cannot be read' "$out"
	run "$AMPARO" exhibit ocr scan --language heb+eng
	if [ "$status" = 0 ]; then
		finds 'העתירה' 'hebrew-txt:1|report:2|scan:3*|utf16-txt:1'
	else
		skip 'Hebrew is read in pictures' 'tesseract has no Hebrew'
	fi
fi

# ---- a damaged exhibit ----

printf 'the first' >one.txt
printf 'the last' >two.txt
take one.txt broken
take two.txt whole
python3 - "$AMPARO_FILE" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
blob = db.execute("SELECT b.id FROM exhibit x JOIN blob b ON b.sha256 = x.sha256 WHERE x.ref = 'broken'").fetchone()[0]
db.execute("UPDATE chunk SET bytes = x'00' WHERE blob = ?", (blob,))
db.execute("DELETE FROM reading WHERE sha256 IN (SELECT sha256 FROM exhibit WHERE ref IN ('broken', 'whole'))")
db.commit()
PY
run "$AMPARO" exhibit read
is 'a damaged one is told' "$status" 3
that 'by its name' grep -q 'broken' "$err"
done_well 'and stands in the way of none' "$AMPARO" exhibit text whole

finish
