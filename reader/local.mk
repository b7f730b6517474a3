# amparo-read, the program that alone parses files from outside: the libraries for them are neither in
# the process that holds the case file nor loaded when it starts. All but main() is an archive, so that
# tests can link it.
pkglibexec_PROGRAMS = amparo-read
amparo_read_SOURCES = reader/main.c
amparo_read_LDADD = $(READER_LIBS)

READER_LIBS = libreader.a libmodel.a $(POPPLER_LIBS) $(CAIRO_LIBS) $(PIXBUF_LIBS) $(QPDF_LIBS) \
	$(GMIME_LIBS) $(GEXIV_LIBS) $(ARCHIVE_LIBS) $(MAGIC_LIBS) $(SECCOMP_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm

libreader_a_CFLAGS = $(AM_CFLAGS) $(POPPLER_CFLAGS) $(CAIRO_CFLAGS) $(PIXBUF_CFLAGS) $(QPDF_CFLAGS) \
	$(GMIME_CFLAGS) $(GEXIV_CFLAGS) $(ARCHIVE_CFLAGS) $(MAGIC_CFLAGS) $(SECCOMP_CFLAGS)
libreader_a_SOURCES = \
	reader/burn.h \
	reader/burn_find.c \
	reader/burn_list.c \
	reader/burn_pdf.c \
	reader/burn_picture.c \
	reader/burn_see.c \
	reader/burn_traces.c \
	reader/decode.c \
	reader/format_html.c \
	reader/format_image.c \
	reader/format_mail.c \
	reader/format_office.c \
	reader/format_pdf.c \
	reader/format_plain.c \
	reader/format_rtf.c \
	reader/formats.h \
	reader/kind.c \
	reader/limits.c \
	reader/limits.h \
	reader/mail_raw.c \
	reader/mail_raw.h \
	reader/mailbox.c \
	reader/mailbox.h \
	reader/mode_burn.c \
	reader/mode_mail.c \
	reader/mode_ocr.c \
	reader/mode_picture.c \
	reader/mode_read.c \
	reader/mode_stamp.c \
	reader/mode_strip.c \
	reader/mode_unseen.c \
	reader/office.h \
	reader/office_odf.c \
	reader/office_ooxml.c \
	reader/pages.c \
	reader/pages.h \
	reader/picture.c \
	reader/picture.h \
	reader/protocol.h \
	reader/reader.c \
	reader/reader.h \
	reader/rtf.h \
	reader/rtf_text.c \
	reader/says.c \
	reader/says.h \
	reader/says_image.c \
	reader/see.c \
	reader/see.h \
	reader/stamp.h \
	reader/stamp_check.c \
	reader/stamp_said.c \
	reader/strip.c \
	reader/strip.h \
	reader/strip_office.c \
	reader/strip_picture.c \
	reader/strip_tiff.c \
	reader/unzip.c \
	reader/unzip.h \
	reader/xml.c \
	reader/xml.h
