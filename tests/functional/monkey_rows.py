"""usage: ... list ENTITY --format json | monkey_rows.py FIELD
A line a record: the letters of its reference and of the beginning of that field as monkey_keys.c's
letters_of() makes them, or * where the text holds what terminals may order, cut or mark."""

import json
import sys

# Columns that even a narrow column of a list shows.
SHOWN = 8


def letters(text):
    return "".join(c.lower() for c in text if (c.isascii() and c.isalnum()) or "\u4000" <= c <= "\u9fff")


def line(record, field):
    text = record.get(field) or ""
    if any(not (c.isascii() or "\u4000" <= c <= "\u9fff") for c in text):
        return "*"
    return letters(text[:SHOWN // 2 if any(ord(c) > 127 for c in text) else SHOWN]) or "*"


for r in json.load(sys.stdin):
    print(line(r, sys.argv[1]))
