#!/bin/sh
# usage: embed-sql.sh NNNN_NAME.sql...
# Writes C with the schema's migrations in their order, see model/migrations.h.
set -eu

here=$(dirname "$0")
echo '#include "config.h"'
echo
echo '#include "model/migrations.h"'
expected=1
for file in "$@"; do
	base=$(basename "$file" .sql)
	number=$(printf '%s\n' "$base" | sed -n 's/^0*\([1-9][0-9]*\)_..*$/\1/p')
	if [ "$number" != "$expected" ]; then
		echo "embed-sql.sh: $file: expected number $expected" >&2
		exit 1
	fi
	echo
	sh "$here/embed.sh" "sql_$number" "$file" static
	expected=$((expected + 1))
done

echo
echo 'const struct migration migrations[] = {'
for file in "$@"; do
	base=$(basename "$file" .sql)
	number=$(printf '%s\n' "$base" | sed 's/^0*\([1-9][0-9]*\)_.*$/\1/')
	echo "	{ $number, \"${base#*_}\", sql_$number },"
done
echo '};'
echo
echo 'const size_t n_migrations = sizeof migrations / sizeof *migrations;'
