#!/usr/bin/env bash
# The deed is the plan, whatever came before: random files, random work between them, undo in random order.
# ROUNDS=200 SEED=7 for more.
. "$SRCDIR/tests/functional/lib.sh"

run python3 "$SRCDIR/tests/functional/import_plan.py" "$AMPARO" "${SEED-1}" "${ROUNDS-6}"
if [ "$status" = 0 ]; then
	pass "random imports: $(cat "$out")"
else
	fail 'random imports'
	show_run
fi

finish
