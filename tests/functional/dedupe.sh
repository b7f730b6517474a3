#!/usr/bin/env bash
# One person once: on a set of made-up people with known truth so many are found and so few wrongly; verdicts by hand.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null
"$AMPARO" add petition case=c ref=p kind=public title=P >/dev/null

"$SRCDIR/tests/data/make-people" "${ROWS-20000}" --truth truth.csv >people.csv
done_well 'the import' "$AMPARO" import signatories --petition p people.csv
"$AMPARO" list signatory --format csv >before.csv
done_well 'the run' "$AMPARO" dedupe --petition p --format json
is 'it looked at all' "$(json "$out" 'd["rows"] + d["passed_over"]')" "${ROWS-20000}"
"$AMPARO" list signatory --format csv >signatories.csv
"$AMPARO" dedupe list --petition p --format csv >pairs.csv
"$SRCDIR/tests/data/score-people" truth.csv people.csv signatories.csv pairs.csv >score 2>&1
is 'recall is at least 0.95 and precision 0.98' "$?" 0
sed 's/^/# /' score
done_well 'once more' "$AMPARO" dedupe --petition p --format json
is 'finds nothing new' "$(json "$out" '(d["same"], d["doubtful"])')" '(0, 0)'
done_well 'the last change' "$AMPARO" log --limit 1
that 'is that of the first run' grep -q 'find duplicates' "$out"
done_well 'undo' "$AMPARO" undo
"$AMPARO" list signatory --format csv >after.csv
that 'gives back what was' cmp before.csv after.csv

"$AMPARO" add petition case=c ref=q kind=public title=Q >/dev/null
for n in 'Noa Cohen' 'Noah Kohen' 'Dan Levi'; do
	"$AMPARO" add signatory petition=q name="$n" city=Haifa country=IL >>refs
done
read -r -d '' a b c < <(cat refs; printf '\0')
state() {
	"$AMPARO" show signatory "$1" --format json >"$scratch/row.json" && json "$scratch/row.json" '(d["state"], d["rule"], d["duplicate_of"])'
}
done_well 'the same, by hand' "$AMPARO" dedupe same "$a=$b"
is 'the later row stands behind the first' "$(state "$b")" "('duplicate', 'review', '$a')"
done_well 'a chain' "$AMPARO" dedupe same "$b=$c"
is 'it leads to the first' "$(state "$c")" "('duplicate', 'review', '$a')"
done_well 'different after all' "$AMPARO" dedupe different "$b=$c"
is 'it counts again' "$(state "$c")" "('valid', None, None)"
done_well 'the list' "$AMPARO" dedupe list --petition q --all
that 'says who was judged' grep -q 'Noah Kohen' "$out"
pair=$("$AMPARO" dedupe list --petition q --all --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["ref"])')
done_well 'later, by the reference of the pair' "$AMPARO" dedupe later "$pair"
"$AMPARO" dedupe same "$a=$b"
"$AMPARO" edit signatory "$a" state=invalid reason='A robot' >/dev/null
done_well 'what is left without a row that counts' "$AMPARO" dedupe --petition q --dry-run
that 'is told' grep -q 'dedupe next' "$out"
done_well 'the next one' "$AMPARO" dedupe next --petition q
is 'counts' "$(state "$b")" "('valid', None, None)"
refused 'dedupe of nothing' 2 'needs --petition' "$AMPARO" dedupe
refused 'a row with itself' 1 'no pair with itself' "$AMPARO" dedupe same "$a=$a"
refused 'a verdict without a pair' 2 'which pairs' "$AMPARO" dedupe same
refused 'a word that there is not' 2 'list, same, different' "$AMPARO" dedupe merge

finish
