#!/bin/sh
# usage: embed.sh NAME FILE [static]
# Writes C that holds FILE, as it is and with a closing NUL, in `const char NAME[]`.
# Character constants, not a string literal: those may end at 4095 bytes.
set -eu

name=$1
file=$2
storage=${3-extern}

echo "/* Made from $file by build-aux/embed.sh. */"
if [ "$storage" = extern ]; then
	echo "extern const char ${name}[];"
	echo "const char ${name}[] = {"
else
	echo "static const char ${name}[] = {"
fi
od -An -v -to1 "$file" | sed "s/ *\([0-7][0-7][0-7]\)/'\\\\\1',/g"
printf "%s\n" "'\\000'};"
