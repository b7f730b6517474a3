#!/usr/bin/env bash
# Time stamps (RFC 3161) by an authority that openssl plays: asked for, taken in, checked again, and
# each kind of forged answer refused.
. "$SRCDIR/tests/functional/lib.sh"

if ! command -v openssl >/dev/null; then
	skip 'time stamps' 'openssl is not installed'
	finish
fi
export AMPARO_FILE=$PWD/case.amparo

# ---- an authority ----

# authority NAME: a root NAME-ca.pem, a certificate NAME.pem for time stamps, and what openssl needs.
authority() {
	local name=$1
	cat >"$name.cnf" <<-CNF
		[tsa]
		default_tsa = one
		[one]
		serial = $PWD/$name.serial
		signer_digest = sha256
		default_policy = 1.2.3.4.1
		other_policies = 1.2.3.4.2
		digests = sha256, sha512
		ess_cert_id_chain = no
		[req]
		distinguished_name = dn
		[dn]
		[ca]
		basicConstraints = critical, CA:true
		keyUsage = critical, keyCertSign, cRLSign
		[stamps]
		basicConstraints = CA:false
		keyUsage = critical, digitalSignature
		extendedKeyUsage = critical, timeStamping
		[mail]
		basicConstraints = CA:false
		extendedKeyUsage = critical, emailProtection
	CNF
	echo 01 >"$name.serial"
	{
		openssl req -config "$name.cnf" -x509 -newkey rsa:2048 -nodes -keyout "$name-ca.key" -out "$name-ca.pem" \
			-days 3650 -subj "/CN=$name root" -extensions ca
		openssl req -config "$name.cnf" -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.csr" \
			-subj "/O=$name limited/CN=$name stamps"
		openssl x509 -req -in "$name.csr" -CA "$name-ca.pem" -CAkey "$name-ca.key" -CAcreateserial -days 3650 \
			-extfile "$name.cnf" -extensions stamps -out "$name.pem"
	} >"$name.log" 2>&1
}

# stamp NAME QUERY ANSWER [OPTION...]: what that authority answers.
stamp() {
	local name=$1 query=$2 answer=$3
	shift 3
	openssl ts -reply -config "$name.cnf" -section one -queryfile "$query" -signer "$name.pem" \
		-inkey "$name.key" -chain "$name-ca.pem" -out "$answer" "$@" >>"$name.log" 2>&1
}

authority Truth
authority Liar
that 'there are two authorities' test -s Truth.pem -a -s Liar.pem

# ---- a case ----

"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=Case >/dev/null
for name in one two three; do
	echo "The file $name." >$name.txt
	"$AMPARO" exhibit add --case c $name.txt ref=$name title="Exhibit $name" >/dev/null
done
"$AMPARO" add exhibit case=c ref=book title='A book' >/dev/null

# ---- one exhibit ----

done_well 'the query of one exhibit' "$AMPARO" exhibit stamp --request one.tsq one
is 'prints its record' "$(cat "$out")" one
is 'is for its owner alone' "$(stat -c %a one.tsq)" 600
openssl ts -query -in one.tsq -text >query.txt 2>/dev/null
that 'openssl reads it' grep -q 'Hash Algorithm: sha256' query.txt
that 'with a nonce' grep -q 'Nonce: 0x' query.txt
that 'and the wish for the certificate' grep -q 'Certificate required: yes' query.txt
is 'of the file' "$(openssl ts -query -data one.txt -sha256 -no_nonce 2>/dev/null | openssl ts -query -in /dev/stdin -text 2>/dev/null | grep ' - ')" \
	"$(grep ' - ' query.txt)"
refused 'not over a file' 1 'one.tsq' "$AMPARO" exhibit stamp --request one.tsq two
is 'and nothing is recorded then' "$("$AMPARO" list stamp --format json | grep -o '"ref"' | wc -l)" 1
refused 'not of what has no file' 1 'no file' "$AMPARO" exhibit stamp --request x.tsq book
refused 'not by rules that are none' 1 'policy' "$AMPARO" exhibit stamp --request x.tsq --policy none two
that 'no file is left of that' test ! -e x.tsq
refused 'one thing at a time' 2 '--all' "$AMPARO" exhibit stamp --request x.tsq --all two
refused 'request or reply' 2 '--reply' "$AMPARO" exhibit stamp one

# ---- what is refused: nothing of it is kept ----

stamp Truth one.tsq one.tsr
before=$("$AMPARO" log --format json | sha256sum)
openssl ts -query -data one.txt -sha256 -cert -out other.tsq 2>/dev/null
stamp Truth other.tsq other-nonce.tsr
refused 'an answer with another number' 1 'number' "$AMPARO" exhibit stamp --reply other-nonce.tsr --ca Truth-ca.pem
openssl ts -query -data two.txt -sha256 -cert -out two-other.tsq 2>/dev/null
stamp Truth two-other.tsq two-other.tsr
refused 'an answer to no query of ours' 1 'no query' "$AMPARO" exhibit stamp --reply two-other.tsr --ca Truth-ca.pem
refused 'even where it is said which it is for' 1 'something else' \
	"$AMPARO" exhibit stamp --reply two-other.tsr --ca Truth-ca.pem one
openssl ts -query -data one.txt -sha512 -cert -out sha512.tsq 2>/dev/null
stamp Truth sha512.tsq sha512.tsr
refused 'an answer of another kind of hash' 1 'stand' "$AMPARO" exhibit stamp --reply sha512.tsr --ca Truth-ca.pem one
python3 - <<'PY'
data = bytearray(open("one.tsr", "rb").read())
for name, at in ("signature", len(data) - 20), ("time", data.find(b"\x18\x0f20") + 9):
    forged = bytearray(data)
    forged[at] ^= 1
    open(f"{name}.tsr", "wb").write(forged)
open("cut.tsr", "wb").write(data[:-100])
PY
refused 'a signature with a flipped bit' 1 'signature' "$AMPARO" exhibit stamp --reply signature.tsr --ca Truth-ca.pem
refused 'another time under the same signature' 1 'does not stand' "$AMPARO" exhibit stamp --reply time.tsr --ca Truth-ca.pem
refused 'half an answer' 1 'no answer' "$AMPARO" exhibit stamp --reply cut.tsr --ca Truth-ca.pem
refused 'a text' 1 'no answer' "$AMPARO" exhibit stamp --reply one.txt --ca Truth-ca.pem
refused 'a folder' 1 'not a file' "$AMPARO" exhibit stamp --reply . --ca Truth-ca.pem
openssl ts -query -data one.txt -sha256 -no_nonce -cert -out bare.tsq 2>/dev/null
stamp Truth bare.tsq bare.tsr
refused 'an answer without the number' 1 'number' "$AMPARO" exhibit stamp --reply bare.tsr --ca Truth-ca.pem

# The certificate with an answer is exchanged for that of somebody with the same name who may not stamp.
openssl x509 -req -in Truth.csr -CA Truth-ca.pem -CAkey Truth-ca.key -CAcreateserial -days 3650 \
	-extfile Truth.cnf -extensions mail -out mail.pem >/dev/null 2>&1
openssl ts -reply -in one.tsr -token_out -out one.p7 >/dev/null 2>&1
if openssl cms -sign -nodetach -binary -in one.txt -signer mail.pem -inkey Truth.key -econtent_type 1.2.840.113549.1.9.16.1.4 \
	-outform DER -out mail.p7 -certfile Truth-ca.pem >/dev/null 2>&1 &&
	openssl cms -verify -noverify -inform DER -in one.p7 -out info.der >/dev/null 2>&1 &&
	openssl cms -sign -nodetach -binary -in info.der -signer mail.pem -inkey Truth.key \
		-econtent_type 1.2.840.113549.1.9.16.1.4 -outform DER -out mail.p7 >/dev/null 2>&1; then
	python3 - <<'PY'
def der(tag, body):
    n = len(body)
    if n < 128:
        return bytes([tag, n]) + body
    size = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body
token = open("mail.p7", "rb").read()
open("mail.tsr", "wb").write(der(0x30, der(0x30, b"\x02\x01\x00") + token))
PY
	refused 'an answer signed by a certificate that is not for time stamps' 1 'certificate' \
		"$AMPARO" exhibit stamp --reply mail.tsr --ca Truth-ca.pem
else
	fail 'openssl could not sign with another certificate'
fi
# One that ran out before the stamp was made.
touch index.txt
cat >expired.cnf <<-CNF
	[ca]
	default_ca = one
	[one]
	database = index.txt
	serial = expired.serial
	new_certs_dir = .
	default_md = sha256
	policy = any
	x509_extensions = stamps
	[any]
	commonName = optional
	organizationName = optional
	[stamps]
	basicConstraints = CA:false
	keyUsage = critical, digitalSignature
	extendedKeyUsage = critical, timeStamping
CNF
echo 77 >expired.serial
openssl ca -batch -config expired.cnf -in Truth.csr -cert Truth-ca.pem -keyfile Truth-ca.key -out expired.pem \
	-startdate 20200101000000Z -enddate 20200201000000Z >/dev/null 2>&1
that 'there is a certificate that ran out' test -s expired.pem
openssl ts -reply -config Truth.cnf -section one -queryfile one.tsq -signer expired.pem -inkey Truth.key \
	-out expired.tsr >/dev/null 2>&1
refused 'an answer by a certificate that had run out' 1 'not valid then' \
	"$AMPARO" exhibit stamp --reply expired.tsr --ca Truth-ca.pem
is 'nothing was kept of all that' "$("$AMPARO" log --format json | sha256sum)" "$before"

# ---- not trusted, then trusted ----

run "$AMPARO" exhibit stamp --reply one.tsr --ca Liar-ca.pem
is 'an answer that cannot be traced to a root' "$status" 0
that 'is kept, and said not to be trusted' grep -q 'kept, but not trusted here' "$out"
is 'its state says so' "$("$AMPARO" show stamp one --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["state"])')" untrusted
is 'and nothing is entered' "$("$AMPARO" exhibit custody one --format csv | grep -c timestamped)" 0
run "$AMPARO" exhibit verify one
is 'it is no alarm' "$status" 0
that 'verify says that it is not trusted' grep -q 'not trusted here: exhibit c/one' "$out"
run "$AMPARO" exhibit stamp --reply one.tsr --ca one.txt
that 'nor by what is no certificate' grep -q 'not trusted here' "$out"
done_well 'the same with its own root' "$AMPARO" exhibit stamp --reply one.tsr --ca Truth-ca.pem
that 'says who stamped it' grep -q 'UTC, by Truth stamps; entered in custody records: 1' "$out"
is 'the state is trusted' "$("$AMPARO" show stamp one --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["state"], d["serial"], d["policy"])')" \
	'trusted 02 1.2.3.4.1'
that 'it stands in the custody record' bash -c '"$0" exhibit custody one | grep -A1 time-stamped | grep -q "by  *Truth stamps"' "$AMPARO"
if [ "$SANITIZERS" != yes ]; then
	cp case.amparo of-system.amparo
	"$AMPARO" --file of-system.amparo exhibit stamp --request of-system.tsq one >/dev/null
	stamp Truth of-system.tsq of-system.tsr
	SSL_CERT_FILE=$PWD/Truth-ca.pem run "$AMPARO" --file of-system.amparo exhibit stamp --reply of-system.tsr
	that 'by what the system trusts, without --ca' grep -q 'entered in custody records: 1' "$out"
fi
refused 'a second answer' 1 'answered already' "$AMPARO" exhibit stamp --reply one.tsr --ca Truth-ca.pem

# ---- a refusal ----

done_well 'by rules that are asked for' "$AMPARO" exhibit stamp --request two.tsq --policy 1.2.3.4.9 two
stamp Truth two.tsq two.tsr
refused 'the authority refuses' 1 'refused|two' "$AMPARO" exhibit stamp --reply two.tsr --ca Truth-ca.pem
is 'its refusal is kept' "$("$AMPARO" show stamp two --format json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["state"], d["reply"] is not None)')" 'refused True'
sed 's/^default_policy = .*/default_policy = 1.2.3.4.9/' Truth.cnf >Other.cnf
openssl ts -reply -config Other.cnf -section one -queryfile two.tsq -signer Truth.pem -inkey Truth.key -out two-good.tsr >/dev/null 2>&1
done_well 'a later one of the same query counts' "$AMPARO" exhibit stamp --reply two-good.tsr --ca Truth-ca.pem

# ---- all, and the journal ----

done_well 'the query of all' "$AMPARO" exhibit stamp --request all.tsq --all
all=$(cat "$out")
stamp Truth all.tsq all.tsr
done_well 'its answer' "$AMPARO" exhibit stamp --reply all.tsr --ca Truth-ca.pem
that 'is entered for each exhibit with a file' grep -q 'custody records: 3' "$out"
list=$(for name in one two three; do printf '%s  c/%s\n' "$(sha256sum <$name.txt | cut -c1-64)" $name; done | LC_ALL=C sort)
is 'what is stamped is the sorted list' "$("$AMPARO" show stamp "$all" --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["sha256"])')" \
	"$(printf '%s\n' "$list" | sha256sum | cut -c1-64)"
done_well 'the query of the journal' "$AMPARO" exhibit stamp --request journal.tsq --journal
journal=$(cat "$out")
stamp Truth journal.tsq journal.tsr
done_well 'its answer' "$AMPARO" exhibit stamp --reply journal.tsr --ca Truth-ca.pem
"$AMPARO" exhibit stamp --request open.tsq three >/dev/null
rm -f ./*.pem ./*.key ./*.tsr
done_well 'verify, with nothing of the authority at hand' "$AMPARO" verify
that 'says since when one exists' grep -q '^proven to exist since 20.* UTC, by Truth stamps: exhibit c/one$' "$out"
that 'and all' grep -q ': 3 exhibits$' "$out"
that 'and up to where the journal' grep -qE ': the journal up to entry [0-9]+$' "$out"
done_well 'of one' "$AMPARO" exhibit verify three
is 'by the stamp of all' "$(grep -c '^proven' "$out")" 1

# ---- many ----

cp case.amparo many.amparo
for i in $(seq 40); do
	"$AMPARO" --file many.amparo exhibit stamp --request "many-$i.tsq" one >/dev/null
done
authority Truth
for i in $(seq 40); do
	stamp Truth "many-$i.tsq" "many-$i.tsr"
	"$AMPARO" --file many.amparo exhibit stamp --reply "many-$i.tsr" --ca Truth-ca.pem >/dev/null
done
done_well 'many are verified' "$AMPARO" --file many.amparo exhibit verify one
is 'each by itself' "$(grep -c '^proven to exist' "$out")" 42
python3 - <<'PY'
import sqlite3
db = sqlite3.connect("many.amparo")
for ref in db.execute("SELECT ref FROM stamp WHERE state = 'trusted' ORDER BY ref LIMIT 3 OFFSET 15").fetchall():
    db.execute("UPDATE stamp SET nonce = '4000000000000001' WHERE ref = ?", ref)
db.commit()
PY
run "$AMPARO" --file many.amparo exhibit verify one
is 'and those that no longer stand are told from the others' \
	"$(grep -c 'its number is not that of the query' "$out") $(grep -c '^proven to exist' "$out")" '3 39'

# ---- what is found ----

# damaged NAME WORDS SQL: verify of a copy that somebody changed from outside says these words.
damaged() {
	cp case.amparo bad.amparo
	python3 -c 'import sqlite3, sys
db = sqlite3.connect("bad.amparo")
db.create_function("hash_of", 1, lambda b: __import__("hashlib").sha256(b).hexdigest())
for sql in sys.argv[1].split(";"):
    db.execute(sql)
db.commit()' "$3"
	run "$AMPARO" --file bad.amparo verify
	is "$1" "$status" 1
	that "and said: $2" grep -q "$2" "$out"
}

# Bytes and all hashes of an exhibit exchanged, as somebody would who knows how they are kept.
damaged 'an exhibit that was exchanged with its hashes' 'exhibit c/three has another SHA-256 than the one that was stamped' "
	UPDATE chunk SET bytes = CAST('Other words.' AS BLOB) WHERE blob = (SELECT id FROM blob WHERE sha256 = (SELECT sha256 FROM exhibit WHERE ref = 'three'));
	UPDATE blob SET size = 12, sha256 = hash_of(CAST('Other words.' AS BLOB)) WHERE sha256 = (SELECT sha256 FROM exhibit WHERE ref = 'three');
	UPDATE exhibit SET size = 12, sha256 = hash_of(CAST('Other words.' AS BLOB)) WHERE ref = 'three'"
is 'those that are whole stay proven' "$(grep -c ': 2 exhibits$' "$out")" 1
damaged 'a stamp with another time' 'another time or authority' "UPDATE stamp SET stamped = '2001-01-01T00:00:00Z' WHERE ref = 'one'"
damaged 'a stamp with another hash' 'does not stand' "UPDATE stamp SET sha256 = (SELECT sha256 FROM exhibit WHERE ref = 'two') WHERE ref = 'one'"
damaged 'an answer that is gone' 'missing or damaged' "UPDATE stamp SET reply = sha256 || '' WHERE ref = 'one'; DELETE FROM blob WHERE sha256 = (SELECT sha256 FROM exhibit WHERE ref = 'one')"
damaged 'a list that was exchanged' 'not the one that was stamped' "UPDATE stamp SET manifest = reply WHERE ref = '$all'"

# A journal written anew from an early entry on, hashes and all: only the stamp of its head tells.
cp case.amparo bad.amparo
python3 - <<'PY'
import hashlib, sqlite3
db = sqlite3.connect("bad.amparo")
db.execute("UPDATE journal SET label = 'another history' WHERE seq = 2")
before = "0" * 64
first = db.execute("SELECT seq, at, device, kind, coalesce(target, 0), changes, digest, label, hash FROM journal ORDER BY seq").fetchall()
def chain(before, row, label):
    seq, at, device, kind, target, changes, digest = row[:7]
    label = label.encode()
    text = f"amparo-journal-1\n{before}\n{seq}\n{at}\n{device}\n{kind}\n{target}\n{changes}\n{digest}\n{len(label)}\n".encode() + label
    return hashlib.sha256(text).hexdigest()
for genesis in ("0" * 64, ""):
    if chain(genesis, first[0], first[0][7]) == first[0][8]:
        before = genesis
for row in first:
    before = chain(before, row, row[7])
    db.execute("UPDATE journal SET hash = ? WHERE seq = ?", (before, row[0]))
db.commit()
PY
run "$AMPARO" --file bad.amparo verify
is 'a journal that was written anew is found by its stamp' "$status" 1
is 'and by nothing else' "$(grep -v '^proven' "$out" | cut -c1-66)" "time stamp $journal: the head that was stamped is not in this journ"

finish
