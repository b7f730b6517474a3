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
done_well 'the same bytes again, under another title' "$AMPARO" exhibit add --case c big.bin ref=again title=Again kind=document
is 'are stored once' "$(($(size) - once < 1 << 20))" 1
that 'the bytes are in the file' test $((once - before)) -ge $((megabytes << 20))
"$AMPARO" exhibit extract big --out big.out
that 'and come back' cmp big.bin big.out
refused 'extract does not write over a file' 1 'big.out' "$AMPARO" exhibit extract big --out big.out
: >nothing.bin
done_well 'an empty file' "$AMPARO" exhibit add --case c nothing.bin ref=nothing title=Nothing kind=document
done_well 'comes back' "$AMPARO" exhibit extract nothing --out nothing.out
that 'empty' cmp nothing.bin nothing.out
done_well 'undo of an intake' "$AMPARO" undo
refused 'takes the record out' 1 'nothing' "$AMPARO" show exhibit nothing
done_well 'redo' "$AMPARO" redo
done_well 'brings its bytes too' "$AMPARO" exhibit extract nothing --out nothing.again
done_well 'all are whole' "$AMPARO" exhibit verify

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
run "$AMPARO" --file rot.amparo verify
is 'verify finds it too' "$status" 1
run "$AMPARO" --file rot.amparo exhibit extract big --out damaged.out
is 'it is not given out' "$status" 1
that 'nor left half' test ! -e damaged.out

if [ "$SANITIZERS" = no ]; then
	# Bound by address space, as resident size cannot be limited: a buffer, not the file.
	run bash -c 'ulimit -v 262144; exec "$0" exhibit add --case c big.bin ref=bounded title=Bounded kind=document' "$AMPARO"
	is 'intake is in bounded memory' "$status" 0
fi

finish
