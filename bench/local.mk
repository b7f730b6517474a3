# Built by bench/run, not by `make`.
EXTRA_PROGRAMS = bench/annex_peer bench/frames bench/timed
EXTRA_DIST += \
	bench/dialects \
	bench/keys/amparo-texts.keys \
	bench/keys/amparo.keys \
	bench/keys/tig.keys \
	bench/keys/visidata.keys \
	bench/make-texts \
	bench/run

bench_timed_LDADD =
bench_annex_peer_LDADD = $(XML_LIBS)
bench_frames_LDADD = $(TERM_LIBS)

CLEANFILES += $(EXTRA_PROGRAMS) libterm.a
