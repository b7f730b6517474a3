#!/usr/bin/env bash
# What may include and call what: tui, cli -> import, export -> model.
. "$SRCDIR/tests/functional/lib.sh"

# no_include NAME FOLDERS PATTERN: no source of these folders includes what the pattern matches.
no_include() {
	local name=$1 folders=$2 pattern=$3 folder
	local -a paths=()
	for folder in $folders; do
		paths+=("$SRCDIR/$folder")
	done
	run grep -rnE --include='*.[ch]' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" "${paths[@]}"
	if [ "$status" = 1 ]; then
		pass "$name"
	else
		fail "$name"
		show_run
	fi
}

curses='(ncursesw?/)?(curses|ncurses|panel|form|menu|term)\.h'
no_include 'model includes nothing above it' model '(import|export|tui|cli)/'
no_include 'model knows no curses and no XML' model "$curses|libxml/"
no_include 'import includes neither export nor what is above' import '(export|tui|cli)/'
no_include 'export includes neither import nor what is above' export '(import|tui|cli)/'
no_include 'import, export and cli know no curses' 'import export cli' "$curses"
no_include 'tui and cli know no SQLite and no XML' 'tui cli' 'sqlite3\.h|libxml/'
no_include 'the model keeps its statements to itself' 'import export tui cli' \
	'model/(stmt|db_internal|record_sql|migrations)\.h'

no_include 'reader includes only what knows no case file' reader '(import|export|tui|cli)/|sqlite3\.h|'"$curses"
is 'of the model, reader has texts, dates, memory and hashes' \
	"$(grep -rnE --include='*.[ch]' '^#include "model/' "$SRCDIR/reader" |
		grep -vE '"model/(date|hash|i18n|language|mem|status|str|text)\.h"')" ''
is 'the others know of reader what it says alone' \
	"$(cd "$SRCDIR" && grep -rnE --include='*.[ch]' '^#include "reader/' model import export tui cli |
		grep -v '"reader/protocol\.h"')" ''

run grep -rnE --include='*.[ch]' '"[[:space:]]*(SELECT|INSERT INTO|INSERT OR|UPDATE|DELETE FROM|PRAGMA|CREATE TABLE) ' \
	"$SRCDIR/tui" "$SRCDIR/cli"
is 'tui and cli hold no SQL' "$(cat "$out")" ''

# Symbols: what an archive needs, against what the others have.
undefined() {
	nm -u "$BUILDDIR/$1" 2>/dev/null | awk '$1 == "U" { print $2 }' | sort -u
}

defined() {
	local archive
	for archive in "$@"; do
		nm --defined-only "$BUILDDIR/$archive" 2>/dev/null | awk 'NF == 3 && $2 ~ /[A-Z]/ { print $3 }'
	done | grep -vE '^(__|_?asan|_?ubsan)' | sort -u
}

no_calls() {
	local name=$1 from=$2
	shift 2
	is "$name" "$(comm -12 <(undefined "$from") <(comm -23 <(defined "$@") <(defined "$from")) | tr '\n' ' ')" ''
}

no_calls 'libmodel.a calls nothing above it' libmodel.a libimport.a libexport.a libtui.a
no_calls 'libimport.a calls neither export nor tui' libimport.a libexport.a libtui.a
no_calls 'libexport.a calls neither import nor tui' libexport.a libimport.a libtui.a
is 'libmodel.a needs no XML and no curses' \
	"$(undefined libmodel.a | grep -E '^(xml|html[A-Z]|initscr|newterm|endwin|stdscr|w?add(n?str|ch)|w?get_?w?ch|w?refresh)' | tr '\n' ' ')" ''
is 'libimport.a and libexport.a need no curses' \
	"$({ undefined libimport.a; undefined libexport.a; } | grep -E '^(initscr|newterm|endwin|stdscr|w?refresh)$' | tr '\n' ' ')" ''
is 'libtui.a needs no SQLite and no XML' "$(undefined libtui.a | grep -E '^(sqlite3_|xml)' | tr '\n' ' ')" ''

# Only mem.c may print and end the program, when memory is out.
is 'the model prints nothing and does not end the program' \
	"$(nm -A -u "$BUILDDIR/libmodel.a" 2>/dev/null | grep -v ':mem\.o:' |
		grep -E ' (printf|__printf_chk|vprintf|__vprintf_chk|puts|putchar|perror|exit|_exit)$' | tr '\n' ' ')" ''

# The libraries that parse foreign files are in the program that does nothing else.
needed() {
	readelf -d "$BUILDDIR/$1" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
}
is 'amparo parses no foreign file itself' \
	"$(needed amparo | grep -E '^lib(magic|poppler|cairo|gmime|gexiv2|archive|gdk_pixbuf|glib|qpdf|seccomp)' | tr '\n' ' ')" ''
is 'amparo parses neither answers nor certificates itself' \
	"$(nm -D -u "$BUILDDIR/amparo" 2>/dev/null | grep -E ' (d2i_|PEM_read|TS_RESP_|X509_STORE|X509_NAME)' | tr '\n' ' ')" ''
is 'amparo-read knows no case file and no terminal' \
	"$(needed amparo-read | grep -E '^lib(sqlite|ncurses|panel)' | tr '\n' ' ')" ''
that 'the archives were there to look at' test -s "$BUILDDIR/libmodel.a"

finish
