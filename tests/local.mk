# Every test speaks TAP, so that cases and not programs are counted. cmocka does so when asked
# through its environment; a program has one cmocka group, as TAP has one plan.
#
# A unit test: one line in tests/unit/local.mk.

LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
TEST_EXTENSIONS = .sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(BASH)
AM_DEFAULT_SOURCE_EXT = .c

# Nothing of the user's own: no files, no clock, no locale. Programs find their data by these names.
AM_TESTS_ENVIRONMENT = \
	AMPARO='$(abs_top_builddir)/amparo'; export AMPARO; \
	AMPARO_DATADIR='$(abs_top_srcdir)/share'; export AMPARO_DATADIR; \
	AMPARO_TODAY=2026-11-20; export AMPARO_TODAY; \
	AMPARO_NOW=2026-11-20T10:42:00Z; export AMPARO_NOW; \
	SRCDIR='$(abs_top_srcdir)'; export SRCDIR; \
	BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
	SANITIZERS='$(enable_sanitizers)'; export SANITIZERS; \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	LC_ALL=C.UTF-8; export LC_ALL; \
	TZ=UTC; export TZ; \
	UBSAN_OPTIONS=print_stacktrace=1; export UBSAN_OPTIONS; \
	HOME='$(abs_top_builddir)/tests-home'; export HOME; $(MKDIR_P) "$$HOME"; \
	unset AMPARO_FILE XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME;

FUNCTIONAL_TESTS = \
	tests/functional/bundle.sh \
	tests/functional/chain.sh \
	tests/functional/deadlines.sh \
	tests/functional/dedupe.sh \
	tests/functional/demo_facts.sh \
	tests/functional/docs.sh \
	tests/functional/drafts.sh \
	tests/functional/errors.sh \
	tests/functional/evidence.sh \
	tests/functional/exhibit_text.sh \
	tests/functional/flips.sh \
	tests/functional/hostile.sh \
	tests/functional/contacts.sh \
	tests/functional/counts.sh \
	tests/functional/custody.sh \
	tests/functional/import.sh \
	tests/functional/import_odd.sh \
	tests/functional/import_plan.sh \
	tests/functional/intake.sh \
	tests/functional/journal.sh \
	tests/functional/gag.sh \
	tests/functional/law.sh \
	tests/functional/letters.sh \
	tests/functional/people.sh \
	tests/functional/marks.sh \
	tests/functional/privacy.sh \
	tests/functional/reading.sh \
	tests/functional/redact.sh \
	tests/functional/redact_scan.sh \
	tests/functional/replies.sh \
	tests/functional/stamp.sh \
	tests/functional/statement.sh \
	tests/functional/strip.sh \
	tests/functional/upgrade.sh \
	tests/functional/viewer.sh \
	tests/functional/verbs.sh

FUZZ_TARGETS = \
	tests/fuzz/fuzz_bagit \
	tests/fuzz/fuzz_csv \
	tests/fuzz/fuzz_date \
	tests/fuzz/fuzz_extra \
	tests/fuzz/fuzz_filter \
	tests/fuzz/fuzz_foreign \
	tests/fuzz/fuzz_import \
	tests/fuzz/fuzz_keys \
	tests/fuzz/fuzz_mailbox \
	tests/fuzz/fuzz_office \
	tests/fuzz/fuzz_open \
	tests/fuzz/fuzz_rtf \
	tests/fuzz/fuzz_source \
	tests/fuzz/fuzz_stamp \
	tests/fuzz/fuzz_text \
	tests/fuzz/fuzz_totals \
	tests/fuzz/fuzz_vcard \
	tests/fuzz/fuzz_xml

EXTRA_DIST += \
	$(FUNCTIONAL_TESTS) \
	tests/data/csv \
	tests/data/make-files \
	tests/data/make-pdfs \
	tests/data/make-people \
	tests/data/make-signatories \
	tests/data/score-people \
	tests/data/platforms \
	tests/data/schema-1.amparo.gz \
	tests/data/schema-4.amparo.gz \
	tests/data/schema-5.amparo.gz \
	tests/functional/counts.py \
	tests/functional/eml.py \
	tests/functional/lib.sh \
	tests/functional/prove.sh \
	tests/functional/import_plan.py \
	tests/functional/intake.py \
	tests/functional/make_pdf.py \
	tests/functional/monkey_rows.py \
	tests/functional/pixels.py \
	tests/fuzz/corpus \
	tests/fuzz/replay.sh \
	tests/golden \
	tests/layers.sh \
	tests/pictures/claim.steps \
	tests/pictures/form.steps \
	tests/pictures/home.steps \
	tests/pictures/panes.steps \
	tests/pictures/run \
	tests/pictures/search.steps \
	tests/pictures/sheet.steps \
	tests/pictures/time.steps \
	tests/screens/README \
	tests/screens/run \
	$(SCREENS)

# A terminal for tests and benchmarks, see tests/term/term.h.
EXTRA_LIBRARIES = libterm.a
libterm_a_SOURCES = \
	tests/term/keys.c \
	tests/term/rest.c \
	tests/term/scratch.c \
	tests/term/scratch.h \
	tests/term/strict.c \
	tests/term/strict.h \
	tests/term/term.c \
	tests/term/term.h \
	tests/term/vt.h
TERM_LIBS = libterm.a $(VTERM_LIBS) $(NCURSES_LIBS)

SCREENS =
include tests/unit/local.mk
include tests/screens/local.mk

# ---- Fuzzing: programs that replay their inputs; real ones with --enable-fuzzing ----

if WITH_FUZZING
FUZZ_MAIN =
else
FUZZ_MAIN = tests/fuzz/replay.c
endif
tests_fuzz_fuzz_bagit_SOURCES = tests/fuzz/fuzz_bagit.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_bagit_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_bagit_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_mailbox_SOURCES = tests/fuzz/fuzz_mailbox.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_mailbox_LDADD = $(READER_LIBS)
tests_fuzz_fuzz_mailbox_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_office_SOURCES = tests/fuzz/fuzz_office.c tests/fuzz/fuzz.h tests/fuzz/fuzz_reader.h $(FUZZ_MAIN)
tests_fuzz_fuzz_office_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_office_LDADD = $(READER_LIBS)
tests_fuzz_fuzz_rtf_SOURCES = tests/fuzz/fuzz_rtf.c tests/fuzz/fuzz.h tests/fuzz/fuzz_reader.h $(FUZZ_MAIN)
tests_fuzz_fuzz_rtf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_rtf_LDADD = $(READER_LIBS)
tests_fuzz_fuzz_stamp_SOURCES = tests/fuzz/fuzz_stamp.c tests/fuzz/fuzz.h tests/fuzz/fuzz_reader.h $(FUZZ_MAIN)
tests_fuzz_fuzz_stamp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_stamp_LDADD = $(READER_LIBS)
tests_fuzz_fuzz_xml_SOURCES = tests/fuzz/fuzz_xml.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_xml_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_xml_LDADD = $(READER_LIBS)
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_csv_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_date_SOURCES = tests/fuzz/fuzz_date.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_date_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_date_LDADD = $(MODEL_LIBS)
tests_fuzz_fuzz_extra_SOURCES = tests/fuzz/fuzz_extra.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_extra_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_extra_LDADD = $(MODEL_LIBS)
tests_fuzz_fuzz_filter_SOURCES = tests/fuzz/fuzz_filter.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_filter_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_filter_LDADD = $(MODEL_LIBS)
tests_fuzz_fuzz_foreign_SOURCES = tests/fuzz/fuzz_foreign.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_foreign_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_foreign_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_import_SOURCES = tests/fuzz/fuzz_import.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_import_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_import_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_keys_SOURCES = tests/fuzz/fuzz_keys.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_keys_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_keys_LDADD = $(TUI_LIBS)
tests_fuzz_fuzz_open_SOURCES = tests/fuzz/fuzz_open.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_open_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_open_LDADD = $(MODEL_LIBS)
tests_fuzz_fuzz_source_SOURCES = tests/fuzz/fuzz_source.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_source_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_source_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz_text.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_text_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_text_LDADD = $(MODEL_LIBS)
tests_fuzz_fuzz_totals_SOURCES = tests/fuzz/fuzz_totals.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_totals_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_totals_LDADD = $(IMPORT_LIBS)
tests_fuzz_fuzz_vcard_SOURCES = tests/fuzz/fuzz_vcard.c tests/fuzz/fuzz.h $(FUZZ_MAIN)
tests_fuzz_fuzz_vcard_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_vcard_LDADD = $(IMPORT_LIBS)

# New inputs go into the build folder; one that breaks something belongs into tests/fuzz/corpus.
FUZZ_SECONDS = 60
fuzz: $(FUZZ_TARGETS)
	@for target in $(FUZZ_TARGETS); do \
		name=$${target##*_}; \
		mkdir -p fuzz-found/$$name || exit 1; \
		echo "$$target for $(FUZZ_SECONDS) seconds"; \
		./$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=4096 \
			-artifact_prefix=fuzz-found/$$name- -print_final_stats=1 -verbosity=0 \
			fuzz-found/$$name $(srcdir)/tests/fuzz/corpus/$$name || exit 1; \
	done
.PHONY: fuzz

clean-local:
	-rm -rf fuzz-found tests-home

# ---- What `make check` runs ----

if WITH_TESTS

check_PROGRAMS += $(FUZZ_TARGETS)
TESTS += tests/layers.sh tests/fuzz/replay.sh $(FUNCTIONAL_TESTS)

# PDFs for tests.
check_PROGRAMS += tests/data/make_pdf
tests_data_make_pdf_SOURCES = tests/data/make_pdf.c
tests_data_make_pdf_CFLAGS = $(AM_CFLAGS) $(CAIRO_CFLAGS)
tests_data_make_pdf_LDADD = $(MODEL_LIBS) $(CAIRO_LIBS)

check_PROGRAMS += tests/functional/pdf_words
tests_functional_pdf_words_CFLAGS = $(AM_CFLAGS) $(CAIRO_CFLAGS)
tests_functional_pdf_words_LDADD = $(CAIRO_LIBS)

check_PROGRAMS += tests/functional/kill_loop
tests_functional_kill_loop_SOURCES = \
	tests/functional/kill.h \
	tests/functional/kill_check.c \
	tests/functional/kill_loop.c \
	tests/functional/kill_work.c \
	tests/term/scratch.c \
	tests/term/scratch.h
tests_functional_kill_loop_LDADD = $(IMPORT_LIBS)
TESTS += tests/functional/kill_loop

if WITH_CMOCKA
check_PROGRAMS += $(UNIT_TESTS) tests/unit/foreign_child
TESTS += $(UNIT_TESTS)
endif

if WITH_VTERM
check_PROGRAMS += tests/functional/cells tests/functional/editor tests/screens/runner \
	tests/functional/hostile_screen tests/functional/monkey tests/functional/terminal
TESTS += tests/functional/cells tests/functional/editor tests/screens/run tests/pictures/run \
	tests/functional/hostile_screen tests/functional/monkey tests/functional/terminal
endif

endif

# The pictures in the guide are screens of the program, played from tests/pictures.
pictures: amparo tests/screens/runner
	BUILDDIR='$(abs_top_builddir)' $(BASH) $(srcdir)/tests/pictures/run --update
.PHONY: pictures

# What random tests find in minutes and not in seconds; best with --enable-sanitizers.
check-long:
	KEYS=100000 KILLS=1000 $(MAKE) check \
		TESTS='tests/functional/kill_loop tests/functional/monkey'
.PHONY: check-long

tests_screens_runner_SOURCES = \
	tests/screens/dump.c \
	tests/screens/dump.h \
	tests/screens/picture.c \
	tests/screens/picture.h \
	tests/screens/runner.c
tests_screens_runner_LDADD = $(TERM_LIBS)

tests_functional_hostile_screen_SOURCES = \
	tests/functional/hostile_screen.c \
	tests/functional/names.c \
	tests/functional/names.h \
	tests/screens/dump.c \
	tests/screens/dump.h
tests_functional_hostile_screen_LDADD = $(TERM_LIBS) $(MODEL_LIBS)

tests_functional_monkey_SOURCES = \
	tests/functional/monkey.c \
	tests/functional/monkey.h \
	tests/functional/monkey_keys.c \
	tests/screens/dump.c \
	tests/screens/dump.h
tests_functional_monkey_LDADD = $(TERM_LIBS)

tests_functional_editor_SOURCES = tests/functional/editor.c
tests_functional_editor_LDADD = $(TERM_LIBS)
tests_functional_terminal_SOURCES = tests/functional/terminal.c
tests_functional_terminal_LDADD = $(TERM_LIBS)

tests_functional_cells_SOURCES = tests/functional/cells.c
tests_functional_cells_LDADD = $(TUI_LIBS) $(TERM_LIBS)
