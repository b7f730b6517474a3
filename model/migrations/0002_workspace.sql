-- What the interface remembers for this file: widths of panes and columns, filters with a name, a
-- form that was not saved yet. It may hold names, so it is in here and not in a file beside. It says
-- nothing about the cases: it is not in the journal, not exported, and may be lost without harm.
CREATE TABLE workspace (
	key   TEXT PRIMARY KEY NOT NULL CHECK (key <> ''), -- such as layout, filter/signatory/israel
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
