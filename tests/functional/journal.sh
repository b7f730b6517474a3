#!/usr/bin/env bash
# The journal: undo and redo over restarts, what they refuse, and what verify finds.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
title() {
	"$AMPARO" show case c --format json >"$scratch/case.json" && json "$scratch/case.json" 'd["title"]'
}

"$AMPARO" init >/dev/null
refused 'undo where nothing was done' 1 'undo' "$AMPARO" undo
"$AMPARO" add case ref=c title=One >/dev/null
"$AMPARO" edit case c title=Two >/dev/null
"$AMPARO" edit case c title=Three >/dev/null
done_well 'undo' "$AMPARO" undo
is 'Two' "$(title)" Two
done_well 'undo again' "$AMPARO" undo
is 'One' "$(title)" One
done_well 'redo' "$AMPARO" redo
is 'Two again' "$(title)" Two
"$AMPARO" edit case c title=Four >/dev/null
refused 'redo after another change' 1 'redo' "$AMPARO" redo
done_well 'undo that change' "$AMPARO" undo
is 'and it is Two' "$(title)" Two
for _ in 1 2; do
	"$AMPARO" undo >/dev/null
done
refused 'the first change is undone, there is no more' 1 'undo' "$AMPARO" undo
for _ in 1 2; do
	"$AMPARO" redo >/dev/null
done
is 'redone' "$(title)" Two
done_well 'the chain is whole' "$AMPARO" verify

"$AMPARO" log --format json >"$out"
is 'the log has every entry, newest first' "$(json "$out" '[e["seq"] for e in d] == list(range(len(d), 0, -1))')" True
is 'times are those of the clock' "$(json "$out" '{e["at"] for e in d}')" "{'2026-11-20T10:42:00Z'}"

# Every way of touching the journal from outside.
table=journal
columns=$(sqlite3 case.amparo "SELECT group_concat(name, ' ') FROM pragma_table_info('$table')")
that 'the journal is a table called journal' test -n "$columns"
head=$(json "$out" 'd[0]["hash"]')
done_well 'verify with a head kept elsewhere' "$AMPARO" verify --head "$head"

tampered() {
	cp case.amparo bad.amparo
	sqlite3 bad.amparo "$2"
	run "$AMPARO" --file bad.amparo verify --head "$head"
	if [ "$status" = 1 ] && [ -s "$out" ]; then
		pass "$1"
	else
		fail "$1"
		show_run
	fi
}

tampered 'an edited label is found' "UPDATE journal SET label='nothing happened' WHERE seq=2"
tampered 'an edited time is found' "UPDATE journal SET at='2020-01-01T00:00:00Z' WHERE seq=2"
tampered 'a removed entry is found' "DELETE FROM journal WHERE seq=2"
tampered 'a removed newest entry is found against the head' "DELETE FROM journal WHERE seq=(SELECT max(seq) FROM journal)"
tampered 'two entries that changed places are found' \
	"UPDATE journal SET seq=-1 WHERE seq=2; UPDATE journal SET seq=2 WHERE seq=3; UPDATE journal SET seq=3 WHERE seq=-1"

# What the journal does not hold is SQLite's own to check.
tampered 'a reference to nothing is found' \
	"PRAGMA foreign_keys=OFF; UPDATE \"case\" SET lead=77 WHERE ref='c'"
cp case.amparo torn.amparo
pages=$(sqlite3 torn.amparo 'PRAGMA page_count')
for page in $(seq 2 "$pages"); do
	printf '\377\377\377\377\377\377\377\377' |
		dd of=torn.amparo bs=1 seek=$(((page - 1) * 4096)) conv=notrunc 2>/dev/null
done
run "$AMPARO" --file torn.amparo verify
that 'a file with torn pages is not called whole' test "$status" != 0

# A record changed behind the journal's back: undo refuses, and nothing changes.
"$AMPARO" edit case c title=Five >/dev/null
sqlite3 case.amparo "UPDATE \"case\" SET title='Behind' WHERE ref='c'"
before=$(sha256sum case.amparo)
refused 'an undo that no longer applies' 1 'c' "$AMPARO" undo
is 'changes nothing' "$(sha256sum case.amparo)" "$before"

# An old entry alone, with what came after it left as it is.
rm case.amparo
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=a title=One >/dev/null
"$AMPARO" add case ref=b title=Two >/dev/null
"$AMPARO" edit case b title=Three >/dev/null
done_well 'undo of an old entry' "$AMPARO" undo 1
is 'takes that one back alone' "$("$AMPARO" list case --format json | python3 -c '
import json, sys
print([c["title"] for c in json.load(sys.stdin)])')" "['Three']"
refused 'undo of what was changed since' 1 'case b was changed since by entry 3' "$AMPARO" undo 2
refused 'undo of an undo' 1 'entry 4 is itself an undo' "$AMPARO" undo 4
refused 'undo of what the log does not have' 1 'no entry 77' "$AMPARO" undo 77
refused 'undo of no number' 2 'not the number' "$AMPARO" undo one
done_well 'redo of an old entry' "$AMPARO" redo 1
done_well 'verify' "$AMPARO" verify

finish
