#!/usr/bin/env bash
# Looking at an exhibit in another program: a working copy in memory, of which nothing is left.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=Case >/dev/null
printf 'What was seen.\n' >seen.txt
"$AMPARO" exhibit add --case c seen.txt ref=seen title='What was seen' mark=P/1 >/dev/null
"$AMPARO" add exhibit case=c ref=book title='A book' >/dev/null

# A viewer that tells what it was given.
cat >viewer <<'SH'
#!/usr/bin/env bash
cd "$(dirname "$0")" || exit 9
printf '%s\n' "$1" >told
stat -c '%a' "$(dirname "$1")" "$1" >modes
cp "$1" copy
stat -f -c %T "$1" >system
touch "$(dirname "$1")/left-by-the-viewer"
readlink -f /proc/self/fd/* | grep -c 'case.amparo' >held
[ -z "${VIEWER_WAITS-}" ] || {
	echo "$PPID" >holder
	cat fifo >/dev/null
}
exit "${VIEWER_EXIT-0}"
SH
chmod +x viewer

done_well 'a viewer that is named' "$AMPARO" exhibit open seen --viewer "$PWD/viewer"
that 'is given the bytes' cmp seen.txt copy
is 'in a folder and file for their owner alone' "$(tr '\n' ' ' <modes)" '700 400 '
is 'in memory' "$(cat system)" tmpfs
is 'under a name that says what it is' "$(basename "$(cat told)")" P-1-what-was-seen.txt
is 'without the case file' "$(cat held)" 0
that 'nothing is left, nor what the viewer left' test ! -e "$(dirname "$(cat told)")"
is 'it is entered as a copy' "$("$AMPARO" exhibit custody seen --format csv | grep -c ',copied,')" 1
done_well 'a viewer from the environment, with words' env AMPARO_VIEWER="env A=1 $PWD/viewer" "$AMPARO" exhibit open seen --by Noa
is 'and who looked' "$("$AMPARO" exhibit custody seen --format csv | grep -c ',copied,Noa,')" 1
refused 'a viewer that fails' 1 'status 3' env VIEWER_EXIT=3 "$AMPARO" exhibit open seen --viewer "$PWD/viewer"
that 'leaves nothing either' test ! -e "$(dirname "$(cat told)")"
run "$AMPARO" exhibit open seen --viewer "$PWD/no-such-viewer"
is 'a viewer that there is not' "$status" 1
refused 'an exhibit without a file' 1 'has no file' "$AMPARO" exhibit open book --viewer "$PWD/viewer"
refused 'an exhibit that there is not' 1 'nothing' "$AMPARO" exhibit open nothing --viewer "$PWD/viewer"
refused 'a type for which there is no viewer' 1 'AMPARO_VIEWER' env PATH=/nowhere "$AMPARO" exhibit open seen

# Killed while the viewer is open: whoever holds the copy takes it away when the viewer ends.
mkfifo fifo
rm -f told holder
VIEWER_WAITS=1 "$AMPARO" exhibit open seen --viewer "$PWD/viewer" </dev/null >/dev/null 2>&1 &
program=$!
exec 9>fifo # opens when the viewer reads
kill -9 "$program"
wait "$program" 2>/dev/null
that 'the copy is there while somebody looks at it' test -e "$(cat told)"
exec 9>&-
tail --pid="$(cat holder)" -f /dev/null
that 'and gone after, though the program was killed' test ! -e "$(dirname "$(cat told)")"
is 'nothing is left in memory' "$(find "${XDG_RUNTIME_DIR:-/dev/shm}" /dev/shm -maxdepth 1 -name 'amparo-copy-*' -newer viewer 2>/dev/null | wc -l)" 0

finish
