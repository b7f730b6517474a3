# Source: tests/unit/test_NAME.c. Without an _LDADD of its own a test links the model alone.
LDADD = $(MODEL_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS = \
	tests/unit/test_csv \
	tests/unit/test_date \
	tests/unit/test_demo \
	tests/unit/test_mem \
	tests/unit/test_rec \
	tests/unit/test_str \
	tests/unit/test_text \
	tests/unit/test_text_clean \
	tests/unit/test_text_fold \
	tests/unit/test_text_width

tests_unit_test_demo_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_rec_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)

EXTRA_DIST += tests/unit/seed.h
