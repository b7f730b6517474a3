#!/usr/bin/env bash
# The evidence store: bytes in, the same bytes out, stored once, and a damaged one is named.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
megabytes=${EVIDENCE_MB-24}
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null

size() {
	stat -c %s case.amparo
}

python3 -c '
import random, sys
random.seed(1)
for _ in range(int(sys.argv[1])):
    sys.stdout.buffer.write(random.randbytes(1 << 20))' "$megabytes" >big.bin
before=$(size)
done_well "$megabytes MB go in" "$AMPARO" exhibit add --case c big.bin ref=big title=Big kind=document
once=$(size)
done_well 'the same bytes again, under another title' "$AMPARO" exhibit add --case c --again big.bin ref=again title=Again kind=document
is 'are stored once' "$(($(size) - once < 1 << 20))" 1
that 'the bytes are in the file' test $((once - before)) -ge $((megabytes << 20))
"$AMPARO" exhibit extract big --out big.out
that 'and come back' cmp big.bin big.out
refused 'extract does not write over a file' 1 'big.out' "$AMPARO" exhibit extract big --out big.out
: >nothing.bin
done_well 'an empty file' "$AMPARO" exhibit add --case c nothing.bin ref=nothing title=Nothing kind=document
done_well 'comes back' "$AMPARO" exhibit extract nothing --out nothing.out
that 'empty' cmp nothing.bin nothing.out
done_well 'extract is entered in the custody record; undo of that' "$AMPARO" undo
done_well 'and of the intake' "$AMPARO" undo
refused 'takes the record out' 1 'nothing' "$AMPARO" show exhibit nothing
done_well 'redo of the intake' "$AMPARO" redo
done_well 'brings its bytes too' "$AMPARO" exhibit extract nothing --out nothing.again
done_well 'all are whole' "$AMPARO" exhibit verify

# What is done is entered in the custody record: one change, however many exhibits there are.
entries() {
	"$AMPARO" export custody --where "event:$1" --format json >"$scratch/entries" 2>/dev/null
	json "$scratch/entries" 'len(d)'
}
is 'verify of all entered each of them' "$(entries verified)" 3
run "$AMPARO" log
is 'as one change' "$(grep -c 'custody: verify exhibits' "$out")" 1
AMPARO_BY='Noa Levi' done_well 'verify of one, by somebody' "$AMPARO" exhibit verify big
done_well 'who is given counts more' env AMPARO_BY='Noa Levi' "$AMPARO" exhibit verify big --by 'Dana Cohen'
is 'both stand there' "$("$AMPARO" export custody --where event:verified --format csv | grep -c 'Noa Levi\|Dana Cohen')" 2
refused 'a name of two lines is refused' 2 '--by' "$AMPARO" exhibit verify big --by $'a\nb'
done_well 'extract says to whom' "$AMPARO" exhibit extract big --out handed.bin --to 'The court'
is 'and it stands there' "$("$AMPARO" export custody --where event:exported --format csv | grep -c 'The court')" 1

# A case file that cannot be written, as on a full disk, is verified nevertheless.
unwritable() {
	bash -c 'trap "" XFSZ; ulimit -f 0; exec "$0" "$@"' "$AMPARO" "$@" 2>&1 | cat
	return "${PIPESTATUS[0]}"
}
run unwritable exhibit verify
is 'verify of a file that cannot be written' "$status" 0
that 'says that all is well' grep -q 'all are as they were taken in' "$out"
that 'and that nothing was entered' grep -q 'not entered in the custody record' "$out"

# One bit, as a bad disk would turn it.
cp case.amparo rot.amparo
python3 - <<'PY'
data = bytearray(open("rot.amparo", "rb").read())
needle = open("big.bin", "rb").read()[5_000_000:5_000_064]
at = bytes(data).find(needle)
assert at > 0
data[at + 10] ^= 4
open("rot.amparo", "wb").write(data)
PY
run "$AMPARO" --file rot.amparo exhibit verify
is 'one flipped bit is found' "$status" 1
that 'and the exhibit is named' grep -qw big "$out"
is 'its entry has the hash of the bytes as they are' "$("$AMPARO" --file rot.amparo show exhibit big --format json |
	python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["custody"][-1]["sha256"] != d["sha256"])')" True
run "$AMPARO" --file rot.amparo verify
is 'verify finds it too' "$status" 1
run "$AMPARO" --file rot.amparo exhibit extract big --out damaged.out
is 'it is not given out' "$status" 1
that 'nor left half' test ! -e damaged.out

if [ "$SANITIZERS" = no ]; then
	# Bound by address space, as resident size cannot be limited: a buffer, not the file.
	run bash -c 'ulimit -v 262144; exec "$0" exhibit add --case c --again big.bin ref=bounded title=Bounded kind=document' "$AMPARO"
	is 'intake is in bounded memory' "$status" 0
fi

finish
