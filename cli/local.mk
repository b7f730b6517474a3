amparo_SOURCES = \
	cli/args.c \
	cli/args.h \
	cli/count_by.c \
	cli/count_by.h \
	cli/fields.c \
	cli/fields.h \
	cli/import_kinds.h \
	cli/import_signatories.c \
	cli/main.c \
	cli/many.c \
	cli/many.h \
	cli/print.c \
	cli/print.h \
	cli/progress.c \
	cli/progress.h \
	cli/verb.c \
	cli/verb.h \
	cli/verb_add.c \
	cli/verb_bundle.c \
	cli/verb_count.c \
	cli/verb_demo.c \
	cli/verb_edit.c \
	cli/verb_exhibit.c \
	cli/verb_help.c \
	cli/verb_import.c \
	cli/verb_init.c \
	cli/verb_list.c \
	cli/verb_log.c \
	cli/verb_remove.c \
	cli/verb_search.c \
	cli/verb_show.c \
	cli/verb_timeline.c \
	cli/verb_undo.c \
	cli/verb_verify.c \
	cli/verbs.h
amparo_LDADD = $(TUI_LIBS)
