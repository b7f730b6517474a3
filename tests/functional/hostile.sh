#!/usr/bin/env bash
# Files from strangers that say they are ours: refused before any of their SQL runs, or without harm.
. "$SRCDIR/tests/functional/lib.sh"

"$AMPARO" --file ours.amparo init >/dev/null
"$AMPARO" --file ours.amparo add case ref=one title=One >/dev/null
application=$(sqlite3 ours.amparo 'PRAGMA application_id')
version=$(sqlite3 ours.amparo 'PRAGMA user_version')
that 'case files have an application_id' test "$application" != 0

# hostile NAME SQL...: a copy of ours with that SQL run on it.
hostile() {
	cp ours.amparo "$1.amparo"
	printf '%s\n' "${@:2}" | sqlite3 "$1.amparo" >/dev/null
}

every_verb_refuses() {
	local file=$1 verb before
	before=$(sha256sum "$file")
	for verb in 'list case' 'show case one' 'search one' 'edit case one title=X' 'add case title=X' 'undo' \
		'log' 'verify'; do
		# shellcheck disable=SC2086
		run "$AMPARO" --file "$file" $verb
		if [ "$status" != 3 ] || [ -s "$out" ] || [ "$(wc -l <"$err")" != 1 ]; then
			printf '# %s\n' "$verb"
			show_run
			return 1
		fi
	done
	[ "$(sha256sum "$file")" = "$before" ] && [ ! -e "$file-journal" ] && [ ! -e "$file-wal" ]
}

refuses() {
	if every_verb_refuses "$2"; then
		pass "$1"
	else
		fail "$1"
	fi
}

hostile other "PRAGMA application_id=1;"
refuses 'another program’s database' other.amparo

hostile newer "PRAGMA user_version=$((version + 1));"
refuses 'a newer file' newer.amparo
that 'and says that it is newer' grep -qi newer "$err"

hostile zero 'PRAGMA user_version=0;'
refuses 'our id without a version' zero.amparo

hostile trigger "CREATE TRIGGER evil AFTER UPDATE ON \"case\" BEGIN DELETE FROM contact; END;"
refuses 'a trigger that is not ours' trigger.amparo

hostile view 'CREATE VIEW evil AS SELECT 1;'
refuses 'a view that is not ours' view.amparo

hostile shadow 'ALTER TABLE event RENAME TO event_real;' \
	'CREATE VIEW event AS SELECT * FROM event_real WHERE (SELECT writefile('"'harm'"', '"'x'"')) IS NOT NULL;'
refuses 'a table that became a view' shadow.amparo

hostile index 'CREATE INDEX evil ON "case"(upper(title));'
refuses 'an index that is not ours' index.amparo

hostile table 'CREATE TABLE evil(x);'
refuses 'a table that is not ours' table.amparo

hostile gone 'DROP TABLE event;'
refuses 'a table that is missing' gone.amparo

hostile column 'ALTER TABLE event ADD COLUMN evil TEXT GENERATED ALWAYS AS (upper(title));'
refuses 'a column that is not ours' column.amparo

hostile write 'PRAGMA writable_schema=ON;' "UPDATE sqlite_schema SET sql='CREATE TABLE event(x)' WHERE name='event';"
refuses 'a schema that was rewritten' write.amparo

hostile wal 'PRAGMA journal_mode=WAL;'
run "$AMPARO" --file wal.amparo list case
that 'a file in another journal mode is read or refused, not harmed' test "$status" = 0 -o "$status" = 3

head -c 100 ours.amparo >short.amparo
refuses 'a file cut after its header' short.amparo
head -c 5000 ours.amparo >cut.amparo
refuses 'a file cut in the middle' cut.amparo
{ head -c 100 ours.amparo; head -c 20000 /dev/urandom; } >noise.amparo
refuses 'noise behind our header' noise.amparo
: >empty.amparo
refuses 'an empty file' empty.amparo
ln -s ours.amparo link.amparo
run "$AMPARO" --file link.amparo list case
is 'a symbolic link is not followed' "$status" 3
mkfifo pipe.amparo
run timeout 10 "$AMPARO" --file pipe.amparo list case
is 'a pipe is refused, not waited for' "$status" 3
run timeout 10 "$AMPARO" --file /dev/zero list case
is 'a device is refused' "$status" 3
that 'nothing was written elsewhere' test ! -e harm

# Text with everything in it that could steer a terminal: it comes out as pictures.
nasty=$'\e[31mred\e[0m \u009b31m \a\b\x7f \u202eevil\u202c \u200b\ufeff \u2028 \u00ad end'
done_well 'hostile text is taken' "$AMPARO" --file ours.amparo add contact ref=nasty kind=person name="$nasty" \
	notes="$nasty" affiliation="$nasty"
printf 'name,city,country\n"%s","%s",IL\n' "$nasty" "$nasty" >nasty.csv
"$AMPARO" --file ours.amparo add petition case=one ref=p kind=public title="$nasty" >/dev/null
"$AMPARO" --file ours.amparo add total petition=p value=1 source="$nasty" >/dev/null
done_well 'also from CSV' "$AMPARO" --file ours.amparo import signatories --petition p nasty.csv
for verb in 'list contact' 'list signatory' 'show contact nasty' 'show petition p' 'search red' 'log' 'count --petition p' \
	"show contact $nasty" "list contact --sort $nasty" "frobnicate$nasty" 'list contact --where '"$nasty:x"; do
	IFS=' ' read -r -a words <<<"$verb"
	run "$AMPARO" --file ours.amparo "${words[@]}"
	cat "$out" "$err" >both
	name=$(tr -cd 'a-z -' <<<"$verb")
	that "there is something to look at: $name" test -s both
	is "no control byte from data: $name" "$(LC_ALL=C tr -d '\n\40-\176\200-\377' <both | wc -c)" 0
	is "no other control character: $name" \
		"$(grep -cP '[\x{80}-\x{9f}\x{ad}\x{200b}\x{2028}\x{202a}-\x{202e}\x{feff}]' both)" 0
done
"$AMPARO" --file ours.amparo list contact >both
that 'it is shown as pictures' grep -q '␛\[31mred' both

finish
