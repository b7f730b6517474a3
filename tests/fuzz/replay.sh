#!/usr/bin/env bash
# Gives each fuzz target the inputs kept for it: the odd ones we thought of, and every one that
# once broke something.
. "$SRCDIR/tests/functional/lib.sh"

for target in bagit csv date extra filter foreign import keys mailbox office open rtf source stamp text totals vcard xml; do
	inputs=("$SRCDIR/tests/fuzz/corpus/$target/"*)
	that "$target: ${#inputs[@]} inputs" "$BUILDDIR/tests/fuzz/fuzz_$target" "${inputs[@]}"
done

finish
