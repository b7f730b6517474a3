-- One or two letters are looked up as words of their own: what begins with them need not be put together from
-- thousands of words, which took memory and time for every letter that is typed.
DROP TABLE signatory_search;
CREATE VIRTUAL TABLE signatory_search USING fts5 (
	name, city, comment, notes, tokenize = 'amparo', content = 'signatory', content_rowid = 'id',
	columnsize = 0, prefix = '1 2'
);
INSERT INTO signatory_search (signatory_search, rank) VALUES ('hashsize', 33554432);
INSERT INTO signatory_search (signatory_search) VALUES ('rebuild');
