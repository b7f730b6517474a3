#!/usr/bin/env bash
# What is refused: the exit status, one sentence on standard error that names the culprit, and a
# file that is as it was.
. "$SRCDIR/tests/functional/lib.sh"

a() {
	"$AMPARO" --file case.amparo "$@"
}

a init >/dev/null
a add case ref=one title=One >/dev/null
a add case ref=two title=Two >/dev/null
a add petition case=one ref=same kind=court title=Same >/dev/null
a add petition case=two ref=same kind=court title=Same >/dev/null
a add exhibit case=one ref=paper title=Paper kind=document >/dev/null
before=$(sha256sum case.amparo)

# Wrong usage: 2.
refused 'an unknown verb' 2 'frobnicate' a frobnicate
refused 'an unknown option' 2 '--colour' a list case --colour
refused 'an unknown entity' 2 'dragon' a list dragon
refused 'a missing argument' 2 'REF' a show petition
refused 'an option without its value' 2 '--limit' a list case --limit
refused 'a number that is none' 2 '--limit|many' a list case --limit many
refused 'an unknown format' 2 'xml' a list case --format xml
refused 'help for what there is not' 2 'dragon' a help dragon
refused 'a field without a value sign' 2 'title' a add case title

refused 'edit of nobody knows what' 2 '--where' a edit petition status=filed
refused 'remove of nobody knows what' 2 '--where' a remove petition
refused 'an empty filter to edit by' 2 '--where' a edit petition --where '' status=filed
refused 'a ref and a filter' 2 'one/same|--where' a edit petition one/same --where kind:court status=filed
refused 'a ref and a filter to remove by' 2 'one/same|--where' a remove petition one/same --where kind:court
refused 'a case without a filter' 2 '--where' a remove petition --case one

# Refused or not found: 1.
refused 'a filter that keeps nothing' 1 'no petition fits' a edit petition --where kind:public status=filed
refused 'a value for many that is no choice' 1 'status|maybe' a edit petition --where kind:court status=maybe
refused 'an unknown field of many' 1 'colour' a edit petition --where kind:court colour=red
refused 'a field of many that is required' 1 'title' a edit petition --where kind:court title=
refused 'a ref that many cannot share' 1 'ref|taken' a edit case --where title:o,t ref=three
refused 'many that others belong to' 1 'one|--whole' a remove case --where 'ref!='
refused 'an unknown field' 1 'colour' a add case title=Three colour=red
refused 'a bad date, with the field' 1 'filed|2020-13' a edit petition one/same filed=2020-13
refused 'a day that there is not' 1 'filed|2021-02-29' a edit petition one/same filed=2021-02-29
refused 'a value that is no choice' 1 'status|maybe' a edit petition one/same status=maybe
refused 'a bad country' 1 'country' a add contact kind=person name=X country=Atlantis
refused 'a bad e-mail address' 1 'email' a add contact kind=person name=X email=nobody
refused 'a bad address of a page' 1 'url' a edit petition one/same url='javascript:alert(1)'
refused 'a required field' 1 'title' a add petition case=one kind=court title=
refused 'a ref that is taken' 1 'one' a add case ref=one title=Again
refused 'a ref with blanks' 1 'ref' a add case ref='a b' title=Again
refused 'a reference to nothing' 1 'case|nowhere' a add petition case=nowhere kind=court title=X
refused 'a record that is not there' 1 'nothing' a show petition nothing
refused 'a ref that is two' 1 'same|one/same|two/same' a show petition same
refused 'a computed field' 1 'sha256' a edit exhibit paper sha256=00
refused 'what others belong to' 1 'one' a remove case one
refused 'a filter with an unknown field' 1 'colour' a list case --where 'colour:red'
refused 'a sort by an unknown field' 1 'colour' a list case --sort colour
refused 'bytes that are not UTF-8' 1 'title' a add case title=$'\xff\xfe'
refused 'search without a word' 1 'word' a search '!!!'
refused 'an exhibit’s file that is not there' 1 'nofile.pdf' a exhibit add --case one nofile.pdf
mkdir void
refused 'an empty folder as an exhibit' 1 void a exhibit add --case one void
refused 'an exhibit without bytes' 1 'paper' a exhibit extract paper --out x
refused 'an import that is not there' 1 'nofile.csv' a import signatories --petition one/same nofile.csv
printf 'colour,shape\nred,round\n' >noname.csv
refused 'an import without names' 1 'name' a import signatories --petition one/same noname.csv
: >empty.csv
refused 'an empty import' 1 'empty.csv' a import signatories --petition one/same empty.csv
refused 'a petition that is not there' 1 'nothing' a count --petition nothing
refused 'redo where nothing was undone' 1 'redo' a redo
: >there
refused 'a bundle onto a file' 1 'there' a bundle --petition one/same --out there
mkdir folder && : >folder/mine
refused 'a bundle onto a folder of something else' 1 'folder' a bundle --petition one/same --out folder
refused 'a bundle where there is no folder' 1 'no/where' a bundle --petition one/same --out no/where/bundle

is 'and the file is as it was' "$(sha256sum case.amparo)" "$before"
is 'with nothing left beside it' "$(find . -name 'case.amparo?*' -size +0 | tr '\n' ' ')" ''

# The file cannot be used: 3; or must not be there.
refused 'init where a file is' 1 'case.amparo' a init
refused 'demo where a file is' 1 'case.amparo' a demo
is 'which is as it was' "$(sha256sum case.amparo)" "$before"
refused 'a file that is not there' 3 'none.amparo' "$AMPARO" --file none.amparo list case
that 'and is not made' test ! -e none.amparo
refused 'a folder' 3 "folder" "$AMPARO" --file folder list case
printf 'Not a case file.\n' >text.amparo
refused 'a text' 3 'text.amparo' "$AMPARO" --file text.amparo list case
if [ "$(id -u)" != 0 ]; then
	cp case.amparo secret.amparo
	chmod 0 secret.amparo
	refused 'a file that may not be read' 3 'secret.amparo' "$AMPARO" --file secret.amparo list case
fi
refused 'init where there is no folder' 3 'no/where' "$AMPARO" --file no/where/x.amparo init

# Control bytes of the user's own do not come back at the terminal.
run a show petition $'\e[31mred'
that 'no escape sequence in a message' test -z "$(tr -d '[:print:]\n' <"$err" | tr -d '\200-\377')"

# Standard output that cannot be written.
run sh -c '"$0" --file case.amparo list case >/dev/full' "$AMPARO"
is 'a full disk under standard output is noticed' "$status" 1

finish
