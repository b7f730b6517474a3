#!/usr/bin/env bash
# verify names each of EXHIBITS (1,000) exhibits in which one bit was flipped, and raises no false alarm.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo EXHIBITS=${EXHIBITS-1000} SEED=${SEED-1}
printf '# seed %s\n' "$SEED"
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=Case >/dev/null
python3 - <<'PY'
import os, random
random.seed(int(os.environ["SEED"]))
os.mkdir("files")
for i in range(int(os.environ["EXHIBITS"])):
    # Most are small; some fill several pieces of the store to the byte.
    size = random.choice((1, 2, 100, 5000, 40000)) if i % 100 else random.choice((262144, 262145, 600000))
    with open(f"files/{i:05}.bin", "wb") as f:
        f.write(f"{i:05} ".encode() + random.randbytes(size))
PY
run "$AMPARO" exhibit add --case c files
is 'they are taken in' "$status" 0
run "$AMPARO" exhibit verify
is 'verify of what nobody touched' "$status" 0
that 'reads them all' test "$(tr -cd 0-9 <"$out")" = "$EXHIBITS"
is 'they are entered as one change' "$("$AMPARO" log --limit 3 --format json | grep -c 'custody: verify')" 1

# change HOW: a copy of the case file, changed from outside; answers the exhibits that were.
change() {
	cp case.amparo bad.amparo
	HOW=$1 python3 - <<'PY' >changed
import os, random, sqlite3
random.seed(int(os.environ["SEED"]))
db = sqlite3.connect("bad.amparo")
how = os.environ["HOW"]
rows = db.execute("SELECT x.ref, b.id FROM exhibit x JOIN blob b ON b.sha256 = x.sha256").fetchall()
def pieces(blob):
    return db.execute("SELECT id, bytes FROM chunk WHERE blob = ? ORDER BY place", (blob,)).fetchall()
def put(chunk, data):
    db.execute("UPDATE chunk SET bytes = ? WHERE id = ?", (bytes(data), chunk))
def flip(blob):
    chunk, data = random.choice(pieces(blob))
    data = bytearray(data)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    put(chunk, data)
some = rows if how == "flip" else random.sample(rows, 20)
if how == "swap":
    a, b = [list(some[i::2]) for i in (0, 1)]
    for (_, x), (_, y) in zip(a, b):
        db.execute("UPDATE chunk SET blob = -1 WHERE blob = ?", (x,))
        db.execute("UPDATE chunk SET blob = ? WHERE blob = ?", (x, y))
        db.execute("UPDATE chunk SET blob = ? WHERE blob = -1", (y,))
for ref, blob in some:
    chunk, data = pieces(blob)[-1]
    if how in ("flip", "some"):
        flip(blob)
    elif how == "zeros":
        put(chunk, data + bytes(random.choice((1, 512, 4096))))
    elif how == "cut":
        put(chunk, data[:-1])
    elif how == "order":
        put(chunk, data[::-1])
    elif how == "gone":
        db.execute("DELETE FROM chunk WHERE blob = ?", (blob,))
    elif how == "touch":
        put(chunk, data)
if how != "touch":
    print("\n".join(sorted(ref for ref, _ in some)))
db.commit()
PY
}

# named: the exhibits that verify named, sorted.
named() {
	sed -n 's/^exhibit \([^ ]*\) .*/\1/p' "$out" | sort
}

for how in flip some swap zeros cut order gone; do
	change "$how"
	run "$AMPARO" --file bad.amparo exhibit verify
	is "$how: something is found" "$status" 1
	is "$how: each of $(wc -l <changed) is named, and no other" "$(named | sha256sum)" "$(sha256sum <changed)"
done
change touch
run "$AMPARO" --file bad.amparo exhibit verify
is 'what was written anew as it was raises no alarm' "$status" 0
touch -d 2001-01-01 bad.amparo
run "$AMPARO" --file bad.amparo verify
is 'nor does a file that was touched' "$status" 0

# One bit anywhere in the file itself, where evidence lies.
cp case.amparo bad.amparo
python3 - <<'PY' >changed
import os, random
random.seed(int(os.environ["SEED"]))
data = bytearray(open("bad.amparo", "rb").read())
for name in random.sample(sorted(os.listdir("files")), 20):
    part = open("files/" + name, "rb").read()[:60]
    at = data.find(part)
    if at < 0 or len(part) < 7:
        continue
    data[at + random.randrange(len(part))] ^= 1 << random.randrange(8)
    print(name)
open("bad.amparo", "wb").write(data)
PY
run "$AMPARO" --file bad.amparo exhibit verify
is 'bits flipped in the file' "$(sed -n 's/^exhibit [^ ]* (\([^)]*\)).*/\1/p' "$out" | sort | tr '\n' ' ')" "$(sort changed | tr '\n' ' ')"
that 'there were some' test "$(wc -l <changed)" -ge 10

finish
