libimport_a_SOURCES = \
	import/columns.c \
	import/columns.h \
	import/csv.c \
	import/csv.h \
	import/demo.c \
	import/demo.h \
	import/rec.c \
	import/rec.h \
	import/row.c \
	import/row.h \
	import/signatories.c \
	import/signatories.h
