# Completion of amparo's verbs, kinds of records, fields and options in bash.

_amparo_entities='case contact party petition signatory total letter version recipient cosigner ruling
	decision exhibit custody claim proof authority event deadline filing link batch pair rule threshold
	stamp mark ground effect provision account'

# What the file in use has of a kind: its refs. Nothing when it cannot be read.
_amparo_refs() {
	"${COMP_WORDS[0]}" "${_amparo_file[@]}" list "$1" --limit 2000 --format json 2>/dev/null </dev/null |
		sed -n 's/^{"ref":"\([^"\\]*\)".*/\1/p'
}

_amparo_fields() {
	"${COMP_WORDS[0]}" help "$1" 2>/dev/null </dev/null | sed -n 's/^  \([a-z_]*\) .*/\1=/p'
}

# The words after the verb, without options and their values, up to the one that is typed.
_amparo_words() {
	local i
	_amparo_plain=()
	for ((i = $1 + 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--all | --conflicts | --dry-run | --first | --reveal | --whole) ;;
		--*) i=$((i + 1)) ;;
		*) _amparo_plain+=("${COMP_WORDS[i]}") ;;
		esac
	done
}

_amparo() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} at=1 verb words=''
	local -a _amparo_file=() _amparo_plain=()
	COMPREPLY=()
	if [ "${COMP_WORDS[1]-}" = --file ] && [ "$COMP_CWORD" -gt 2 ]; then
		_amparo_file=(--file "${COMP_WORDS[2]}")
		at=3
	fi
	case $prev in
	--file | --out | --rejects | --template)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
		;;
	--format) words='text csv json vcard' ;;
	--by) words='day week month year country' ;;
	--consent) words='public anonymous private' ;;
	--petition) words=$(_amparo_refs petition) ;;
	--case) words=$(_amparo_refs case) ;;
	--letter) words=$(_amparo_refs letter) ;;
	--event) words=$(_amparo_refs event) ;;
	--ruling) words=$(_amparo_refs ruling) ;;
	--rule) words=$("${COMP_WORDS[0]}" "${_amparo_file[@]}" deadline rules --format csv 2>/dev/null </dev/null | sed '1d;s/,.*//') ;;
	esac
	if [ -n "$words" ]; then
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
		return
	fi
	if [ "$COMP_CWORD" = "$at" ]; then
		words='init demo list show add edit remove search import dedupe rule ruling authority withdraw anonymise conflicts roles pseudonym merge count statement prove chain timeline deadline exhibit mark letter bundle export log undo redo verify
			help --file --version'
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"; compgen -f -X '!*.amparo' -- "$cur")
		return
	fi
	verb=${COMP_WORDS[at]}
	_amparo_words "$at"
	_amparo_after "$verb" "${#_amparo_plain[@]}" "$cur"
}

# _amparo_after VERB N CUR: what may stand after the verb and N plain words.
_amparo_after() {
	local verb=$1 n=$2 cur=$3 words='' files=no
	case $verb:$n in
	list:0) words="$_amparo_entities" ;;
	export:0) words="$_amparo_entities bag calendar" ;;
	show:0 | add:0 | edit:0 | remove:0) words="$_amparo_entities" ;;
	roles:0) words=$(_amparo_refs contact) ;;
	merge:0) words=contact ;;
	merge:1 | merge:2) words=$(_amparo_refs contact) ;;
	merge:*) words=$(_amparo_fields contact) ;;
	pseudonym:0) words='assign list' ;;
	pseudonym:*) words=$(_amparo_refs party) ;;
	show:1 | edit:1 | remove:1) words=$(_amparo_refs "${_amparo_plain[0]}") ;;
	add:* | edit:*) words=$(_amparo_fields "${_amparo_plain[0]}") ;;
	import:0) words='signatories contacts replies totals thresholds' ;;
	import:1 | init:0 | demo:0) files=yes ;;
	exhibit:0) words='add custody extract ocr open read redact stamp text verify' ;;
	exhibit:1)
		if [ "${_amparo_plain[0]}" = add ]; then
			files=yes
		else
			words=$(_amparo_refs exhibit)
		fi
		;;
	exhibit:*) words=$(_amparo_fields exhibit) ;;
	letter:0) words='add board block invite remind ask-again confirm decline withdraw' ;;
	letter:1) words=$(_amparo_refs letter) ;;
	letter:*) words=$(_amparo_refs cosigner) ;;
	deadline:0) words='rules compute list sheet check again' ;;
	deadline:1) words=$(_amparo_refs deadline) ;;
	dedupe:0) words='list same different later next' ;;
	dedupe:*) words=$(_amparo_refs pair) ;;
	mark:0) words='list assign after move withdraw drop fix bates' ;;
	rule:0) words='count apply lift list' ;;
	rule:1) words=$(_amparo_refs rule) ;;
	authority:0) words=table ;;
	ruling:0) words='tree effects' ;;
	ruling:1) words=$(_amparo_refs ruling) ;;
	help:0) words="init demo list show add edit remove search import dedupe rule ruling authority withdraw anonymise conflicts roles pseudonym merge count statement prove chain timeline deadline exhibit mark letter bundle export log undo redo
		verify $_amparo_entities" ;;
	esac
	case $verb:$cur in
	list:-*) words='--case --where --sort --limit --format' ;;
	show:-*) words='--format' ;;
	conflicts:-* | pseudonym:-*) words='--case --format' ;;
	roles:-*) words='--case --role --on --format' ;;
	prove:-*) words='--petition --case --rule --format --out --level' ;;
	chain:-*) words='--check --format' ;;
	prove:-*) words='--petition --case --rule --format --out --level' ;;
	timeline:-*) words='--conflicts --case --month --where --format' ;;
	count:-*) words='--petition --by --format' ;;
	statement:-*) words='--petition --format --out' ;;
	search:-* | log:-*) words='--limit --format' ;;
	edit:-*) words='--where --case' ;;
	remove:-*) words='--where --case --whole' ;;
	import:-*) words='--petition --letter --case --consent --map --rejects --dry-run --observed --dates --encoding --separator --platform --format' ;;
	exhibit:-*) words='--strip --case --by-reference --again --dry-run --no-read --out --page --language --format --enter --from --to --place --at --by --note --request --all --journal --policy --reply --ca --why --word --words --area --out-title --level --dpi --viewer' ;;
	export:-*) words='--by --case --petition --where --format --out --level --form --consent --order' ;;
	letter:-*) words='--out --template --all --format --language' ;;
	bundle:-*) words='--strip --profile --petition --out --signatories --by' ;;
	dedupe:-*) words='--petition --dry-run --all --limit --format' ;;
	mark:-*) words='--petition --after --first --why --filing --prefix --start --width --dry-run --format' ;;
	authority:-*) words='--petition --format' ;;
	ruling:-*) words='--case --petition --format' ;;
	rule:-*) words='--petition --kind --pattern --from --to --batch --format' ;;
	withdraw:-*) words='--petition --email --on --reason' ;;
	anonymise:-*) words='--petition --before --dry-run' ;;
	deadline:-*) words='--rule --from --days --case --petition --event --ruling --accept --open --missing --out --format --by' ;;
	verify:-*) words=--head ;;
	esac
	case $verb:$cur in
	init:* | demo:* | bundle:* | export:* | help:*) ;;
	*:-*) words="$words --reveal" ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
	if [ "$files" = yes ]; then
		mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")
	fi
	case ${COMPREPLY[*]-} in
	*=) compopt -o nospace ;;
	esac
}

complete -o filenames -F _amparo amparo
