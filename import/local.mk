libimport_a_SOURCES = \
	import/columns.c \
	import/columns.h \
	import/csv.c \
	import/csv.h \
	import/decode.c \
	import/decode.h \
	import/demo.c \
	import/demo.h \
	import/dialect.c \
	import/dialect.h \
	import/platform.c \
	import/platform.h \
	import/rec.c \
	import/rec.h \
	import/row.c \
	import/row.h \
	import/signatories.c \
	import/signatories.h \
	import/sniff.c \
	import/sniff.h \
	import/source.c \
	import/source.h \
	import/source_tell.c
	import/vcard.c \
	import/vcard.h \
	import/vcard_line.c
