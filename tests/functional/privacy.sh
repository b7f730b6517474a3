#!/usr/bin/env bash
# Whatever the umask: files of ours are 0600, folders 0700, and nothing is left lying about.
. "$SRCDIR/tests/functional/lib.sh"

mode() {
	stat -c %a "$@" | sort -u | tr '\n' ' '
}

printf 'name,country\nNoa Cohen,IL\n,\n' >names.csv
printf 'A paper.\n' >paper.txt

for mask in 000 022 077; do
	mkdir "$mask" && cd "$mask" || exit 1
	umask "$mask"
	unset AMPARO_FILE
	XDG_DATA_HOME=$PWD/home "$AMPARO" init >/dev/null
	is "umask $mask: the folder made for the file" "$(mode home home/amparo)" '700 '
	is "umask $mask: the file" "$(mode home/amparo/cases.amparo)" '600 '
	export AMPARO_FILE=$PWD/demo.amparo
	"$AMPARO" demo >/dev/null
	"$AMPARO" import signatories --petition hk-petition ../names.csv --rejects rejects.csv >/dev/null
	"$AMPARO" exhibit add --case hk-cellebrite ../paper.txt ref=paper title=Paper kind=document >/dev/null
	"$AMPARO" exhibit extract paper --out paper.out
	"$AMPARO" bundle --petition hk-petition --out bundle >/dev/null
	"$AMPARO" edit contact access-now email=office@example.org
	"$AMPARO" edit version eu-letter-v1 text='Another text' 2>/dev/null
	"$AMPARO" letter ask-again eu-letter --out drafts access-now >/dev/null
	is "umask $mask: drafts of messages and their folder" "$(mode drafts drafts/*)" '600 700 '
	is "umask $mask: case file, rejects, extracted exhibit" "$(mode demo.amparo rejects.csv paper.out)" '600 '
	is "umask $mask: folders of the bundle" "$(find bundle -type d -exec stat -c %a {} + | sort -u | tr '\n' ' ')" '700 '
	is "umask $mask: files of the bundle" "$(find bundle -type f -exec stat -c %a {} + | sort -u | tr '\n' ' ')" '600 '
	is "umask $mask: nothing else is left" "$(find . -mindepth 1 -maxdepth 1 ! -size 0 | sort | tr '\n' ' ')" \
		'./bundle ./demo.amparo ./drafts ./home ./paper.out ./rejects.csv '

	# While a change is open its journal stands beside the file; a killed program leaves it.
	python3 - "$AMPARO" >leftover.out 2>&1 <<'PY'
import csv, os, signal, subprocess, sys
with open("many.csv", "w") as f:
    f.write("name,country\n")
    for i in range(60000):
        f.write(f"Signatory {i},IL\n")
p = subprocess.Popen([sys.argv[1], "import", "signatories", "--petition", "hk-petition", "many.csv"],
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
modes = set()
while p.poll() is None:
    for name in os.listdir("."):
        if name.startswith("demo.amparo"):
            try:
                modes.add(oct(os.stat(name).st_mode & 0o777))
            except FileNotFoundError:
                pass
    if os.path.exists("demo.amparo-journal") and os.path.getsize("demo.amparo-journal") > 0:
        p.kill()
        break
p.wait()
print(sorted(modes))
PY
	is "umask $mask: the journal too, and what a kill leaves" "$(cat leftover.out)" "['0o600']"
	cd .. || exit 1
done
umask 077

is 'no file of SQLite’s in the usual places' "$(find /var/tmp /tmp -maxdepth 1 -name 'etilqs_*' -newer names.csv 2>/dev/null | tr '\n' ' ')" ''

finish
