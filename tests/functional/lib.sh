# Sourced by the shell tests: TAP, a folder of their own, and words to say what must hold.
# They run in an empty folder with nothing of the user's; $AMPARO is the program.
set -u

: "${SRCDIR:?run it through make check}" "${BUILDDIR:?}" "${AMPARO:?}"
n_tests=0
n_bad=0
tests_file=
scratch=$(mktemp -d "${TMPDIR:-/tmp}/amparo-test-XXXXXX")
trap 'chmod -R u+rwX "$scratch"; rm -rf "$scratch"' EXIT
mkdir "$scratch/home" "$scratch/work"
export HOME=$scratch/home
export XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config
cd "$scratch/work" || exit 1

comment() {
	sed 's/^/#   /'
}

# pass NAME / fail NAME: one test.
pass() {
	n_tests=$((n_tests + 1))
	printf 'ok %d - %s\n' "$n_tests" "$1"
}

fail() {
	n_tests=$((n_tests + 1))
	n_bad=$((n_bad + 1))
	printf 'not ok %d - %s\n' "$n_tests" "$1"
}

skip() {
	n_tests=$((n_tests + 1))
	printf 'ok %d - %s # SKIP %s\n' "$n_tests" "$1" "$2"
}

# run COMMAND...: keeps its status in $status, its output in the files out and err beside the
# working folder.
out=$scratch/out
err=$scratch/err
status=0
run() {
	status=0
	"$@" >"$out" 2>"$err" </dev/null || status=$?
}

show_run() {
	printf '#   status %s\n' "$status"
	[ ! -s "$out" ] || head -n 20 "$out" | sed 's/^/#   out: /'
	[ ! -s "$err" ] || head -n 20 "$err" | sed 's/^/#   err: /'
}

# done_well NAME COMMAND...: exit status 0 and nothing on standard error.
done_well() {
	local name=$1
	shift
	run "$@"
	if [ "$status" = 0 ] && [ ! -s "$err" ]; then
		pass "$name"
	else
		fail "$name"
		show_run
	fi
}

# refused NAME STATUS WORDS COMMAND...: that exit status, nothing on standard output, one line on
# standard error, and each of WORDS (split by |) is in it.
refused() {
	local name=$1 wanted=$2 words=$3 word
	local IFS='|'
	shift 3
	run "$@"
	local bad=
	[ "$status" = "$wanted" ] || bad="status $status, not $wanted"
	[ ! -s "$out" ] || bad="$bad; something on standard output"
	[ "$(wc -l <"$err")" = 1 ] || bad="$bad; not one line on standard error"
	for word in $words; do
		grep -qF -- "$word" "$err" || bad="$bad; does not say '$word'"
	done
	if [ -z "$bad" ]; then
		pass "$name"
	else
		fail "$name"
		printf '#   %s\n' "$bad"
		show_run
	fi
}

# is NAME GOT WANTED: two texts are the same.
is() {
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		fail "$1"
		printf 'got    %s\nwanted %s\n' "$2" "$3" | comment
	fi
}

# that NAME COMMAND...: the command succeeds. Leaves $out, $err and $status alone, so that it can
# look at them.
that() {
	local name=$1 code=0
	shift
	"$@" >"$scratch/that" 2>&1 </dev/null || code=$?
	if [ "$code" = 0 ]; then
		pass "$name"
	else
		fail "$name"
		printf '#   status %s\n' "$code"
		head -n 10 "$scratch/that" | comment
	fi
}

# json FILE EXPRESSION: what a Python expression over the document `d` prints.
json() {
	python3 -c 'import json, sys
try:
    d = json.load(open(sys.argv[1], encoding="utf-8"))
    print(eval(sys.argv[2]))
except Exception as e:
    sys.exit(f"{type(e).__name__}: {e}")' "$1" "$2"
}

finish() {
	printf '1..%d\n' "$n_tests"
	[ "$n_bad" = 0 ]
	exit
}
