# amparo-read, the program that alone parses files from outside: the libraries for them are neither in
# the process that holds the case file nor loaded when it starts. All but main() is an archive, so that
# tests can link it.
pkglibexec_PROGRAMS = amparo-read
amparo_read_SOURCES = reader/main.c
amparo_read_LDADD = $(READER_LIBS)

READER_LIBS = libreader.a libmodel.a $(MAGIC_LIBS) $(SECCOMP_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS)

libreader_a_CFLAGS = $(AM_CFLAGS) $(MAGIC_CFLAGS) $(SECCOMP_CFLAGS)
libreader_a_SOURCES = \
	reader/limits.c \
	reader/limits.h \
	reader/mode_read.c \
	reader/protocol.h \
	reader/reader.c \
	reader/reader.h
