#!/usr/bin/env bash
# What the documents tell people to type works, exactly so and in that order.
. "$SRCDIR/tests/functional/lib.sh"

mkdir "$scratch/bin"
ln -s "$AMPARO" "$scratch/bin/amparo"
PATH=$scratch/bin:$PATH

python3 "$SRCDIR/tests/functional/make_pdf.py" 'Noa Cohen' report.pdf
printf 'Name,Country,Signed On,Email\nNoa Cohen,IL,2020-07-17,noa@example.org\n,IL,2020-07-17,\n' >names.csv
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Noa Cohen\r\nEND:VCARD\r\n' >people.vcf
printf 'Contact ID,First Name,Last Name,Email\n7,Noa,Levi,levi@example.org\n' >civicrm.csv

mkdir from-the-ministry
printf 'A letter from the ministry.\n' >from-the-ministry/letter.txt
printf 'All of a phone.\n' >phone.ufd
printf 'From noa@example.org Fri Nov 20 10:42:00 2026\nFrom: noa@example.org\nSubject: A letter\n\nHello.\n' >letters.mbox

# try NAME COMMANDS: each line is a command for a shell; those that open the interface are left out.
try() {
	local name=$1 line
	while IFS= read -r line; do
		case $line in
		'amparo demo.amparo' | 'amparo cases.amparo' | 'amparo init') continue ;;
		esac
		run bash -c "$line"
		is "$name: $line" "$status" 0
		[ "$status" = 0 ] || show_run
	done <<<"$2"
}

amparo demo demo.amparo >/dev/null
export AMPARO_FILE=$PWD/guide.amparo
cp demo.amparo guide.amparo
rm demo.amparo
try 'docs/guide.md' "$(sed -n 's/^    \(amparo .*\)/\1/p' "$SRCDIR/docs/guide.md")"

mkdir man && cd man || exit 1
cp ../report.pdf .
export AMPARO_FILE=$PWD/man.amparo
amparo demo >/dev/null
try 'the manual' "$(sed -n -e '/^\.Bd -literal/,/^\.Ed/p' -e 's/^\.Dl //p' "$SRCDIR/share/man/amparo.1" | grep '^amparo')"

# Every verb of the program is in the manual, and every verb of the manual in the program.
verbs=$(amparo help | sed -n '/VERB/,/^Kinds/s/^  \([a-z]*\)  *[a-z].*/\1/p' | sort)
that 'the program lists its verbs' test "$(wc -w <<<"$verbs")" -ge 17
manual=$(sed -n '/^\.Sh VERBS/,/^\.Sh /p' "$SRCDIR/share/man/amparo.1")
for verb in $verbs; do
	is "the manual has $verb" "$(grep -cE "Cm ([a-z]+ , )?$verb\b" <<<"$manual" | sed 's/[1-9][0-9]*/yes/')" yes
done
kinds=$(amparo help | sed -n '/^Kinds/,/^$/p' | sed 1d | tr -s ' \n' '\n' | grep . | sort)
for kind in $kinds; do
	that "the manual has $kind" grep -qw "$kind" "$SRCDIR/share/man/amparo.1"
	that "completion has $kind" grep -qw "$kind" "$SRCDIR/share/completion/amparo.bash"
done

# The page of keys is made from the program's own tables; it has all that keys can be given to.
page=$BUILDDIR/share/man/amparo-keys.5
that 'the page of keys is built' test -s "$page"
for action in $(sed -n 's/^bind [^ ]* [^ ]* //p' "$SRCDIR/share/keys.conf" | sort -u); do
	that "the page of keys has $action" grep -qE "^\.It Ic .&${action//-/.*-}( |\$)" "$page"
done
if command -v mandoc >/dev/null; then
	is 'mandoc reads it' "$(mandoc -Tlint -W warning "$page" 2>&1)" ''
else
	skip 'mandoc reads it' 'there is no mandoc'
fi

# Completion.
complete_to() {
	bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _amparo; printf "%s\n" "${COMPREPLY[@]}"' \
		_ "$SRCDIR/share/completion/amparo.bash" "$@" 2>/dev/null | sort | tr '\n' ' '
}
is 'completes a verb' "$(complete_to amparo ver)" 'verify '
is 'completes a kind' "$(complete_to amparo list pet)" 'petition '
is 'completes a reference' "$(complete_to amparo show petition hk)" 'hk-petition '
is 'completes a field' "$(complete_to amparo add petition fil)" 'filed= '
is 'completes an option' "$(complete_to amparo import signatories --rej)" '--rejects '

finish
