#!/usr/bin/env bash
# Files of every older schema: they open, are brought forward whole, and end as new ones begin.
. "$SRCDIR/tests/functional/lib.sh"

schema() {
	sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
}

"$AMPARO" --file new.amparo init >/dev/null
newest=$(sqlite3 new.amparo 'PRAGMA user_version')
for kept in "$SRCDIR"/tests/data/schema-*.amparo.gz; do
	version=${kept##*schema-}
	version=${version%%.*}
	file=v$version.amparo
	gzip -dc "$kept" >"$file"
	chmod 600 "$file"
	is "version $version is what the file says" "$(sqlite3 "$file" 'PRAGMA user_version')" "$version"
	done_well "version $version opens and is whole" "$AMPARO" --file "$file" verify
	is "version $version is brought to the newest" "$(sqlite3 "$file" 'PRAGMA user_version')" "$newest"
	is "version $version has the schema of a new file" "$(schema "$file")" "$(schema new.amparo)"
	"$AMPARO" --file "$file" list signatory --format json >"$scratch/rows.json"
	is "version $version has kept its rows" "$(json "$scratch/rows.json" 'd[0]["name"]')" 'כהן, נועה'
	undone=0
	while "$AMPARO" --file "$file" undo >/dev/null 2>&1; do
		undone=$((undone + 1))
	done
	is "version $version undoes all that it did before" "$undone" \
		"$(sqlite3 "$file" "SELECT count(*) FROM journal WHERE kind = 'do'")"
	is "version $version has nothing then" "$("$AMPARO" --file "$file" list case --format json)" "[]"
	while "$AMPARO" --file "$file" redo >/dev/null 2>&1; do
		undone=$((undone - 1))
	done
	is "version $version does all of it again" "$undone" 0
	"$AMPARO" --file "$file" list signatory --format json >"$scratch/again.json"
	is "version $version has its rows again" "$(cat "$scratch/again.json")" "$(cat "$scratch/rows.json")"
	done_well "version $version is whole after that" "$AMPARO" --file "$file" verify
done
finish
