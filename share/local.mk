# The demo cases: what `amparo demo` loads, and the files of their exhibits.
demodir = $(pkgdatadir)/demo
dist_demo_DATA = \
	share/demo/10-contacts.rec \
	share/demo/15-authorities.rec \
	share/demo/20-hk-cellebrite.rec \
	share/demo/30-nso-mexico.rec \
	share/demo/35-nso-amnesty.rec \
	share/demo/40-cellebrite-russia.rec \
	share/demo/50-pegasus-project.rec \
	share/demo/60-eu-nso.rec \
	share/demo/70-export-law-reform.rec \
	share/demo/90-links.rec

demofilesdir = $(pkgdatadir)/demo/files
dist_demofiles_DATA = \
	share/demo/files/eu-letter.txt \
	share/demo/files/export-guidelines-report.txt \
	share/demo/files/hk-activists-report.txt \
	share/demo/files/hk-police-document.txt \
	share/demo/files/media-line-report.txt \
	share/demo/files/times-of-israel-report.txt


# Keys, settings and themes as they ship, for users to copy and change; the program has them built
# in.
dist_pkgdata_DATA = share/keys.conf share/settings.conf
profilesdir = $(pkgdatadir)/profiles
dist_profiles_DATA = share/profiles/public.conf
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = $(THEME_FILES)
templatesdir = $(pkgdatadir)/templates
dist_templates_DATA = $(TEMPLATE_FILES)

# Sets of thresholds: import thresholds --petition REF NAME.
thresholdsdir = $(pkgdatadir)/thresholds
dist_thresholds_DATA = share/thresholds/eci.csv share/thresholds/uk.csv

# Rules of time limits, and the calendars that they need.
deadlinesdir = $(pkgdatadir)/deadlines
dist_deadlines_DATA = share/deadlines/README.md
deadlinerulesdir = $(pkgdatadir)/deadlines/rules
dist_deadlinerules_DATA = \
	share/deadlines/rules/echr.conf \
	share/deadlines/rules/england.conf \
	share/deadlines/rules/israel.conf \
	share/deadlines/rules/mexico.conf \
	share/deadlines/rules/un.conf
deadlineholidaysdir = $(pkgdatadir)/deadlines/holidays
dist_deadlineholidays_DATA = \
	share/deadlines/holidays/EW-2020.conf \
	share/deadlines/holidays/EW-2021.conf \
	share/deadlines/holidays/EW-2022.conf \
	share/deadlines/holidays/EW-2023.conf \
	share/deadlines/holidays/EW-2024.conf \
	share/deadlines/holidays/EW-2025.conf \
	share/deadlines/holidays/EW-2026.conf \
	share/deadlines/holidays/EW-2027.conf \
	share/deadlines/holidays/IL-2020.conf \
	share/deadlines/holidays/IL-2021.conf \
	share/deadlines/holidays/IL-2022.conf \
	share/deadlines/holidays/IL-2023.conf \
	share/deadlines/holidays/IL-2024.conf \
	share/deadlines/holidays/IL-2025.conf \
	share/deadlines/holidays/IL-2026.conf \
	share/deadlines/holidays/IL-2027.conf \
	share/deadlines/holidays/MX-2020.conf \
	share/deadlines/holidays/MX-2021.conf \
	share/deadlines/holidays/MX-2022.conf \
	share/deadlines/holidays/MX-2023.conf \
	share/deadlines/holidays/MX-2024.conf \
	share/deadlines/holidays/MX-2025.conf \
	share/deadlines/holidays/MX-2026.conf \
	share/deadlines/holidays/MX-2027.conf \
	share/deadlines/holidays/MX-amparo-2020.conf \
	share/deadlines/holidays/MX-amparo-2021.conf \
	share/deadlines/holidays/MX-amparo-2022.conf \
	share/deadlines/holidays/MX-amparo-2023.conf \
	share/deadlines/holidays/MX-amparo-2024.conf \
	share/deadlines/holidays/MX-amparo-2025.conf \
	share/deadlines/holidays/MX-amparo-2026.conf \
	share/deadlines/holidays/MX-amparo-2027.conf

dist_man1_MANS = share/man/amparo.1

# Actions and keys, from the program's own tables. Where what is built cannot run here (another
# kind of machine), the page is left out.
if !CROSS_COMPILING
man5_MANS = share/man/amparo-keys.5
endif
noinst_PROGRAMS += share/man/keys_page
share_man_keys_page_SOURCES = tui/keys_page.c
share_man_keys_page_LDADD = $(TUI_LIBS)
share/man/amparo-keys.5: share/man/keys_page$(EXEEXT)
	$(AM_V_GEN)./share/man/keys_page$(EXEEXT) >$@.new && mv -f $@.new $@
CLEANFILES += share/man/amparo-keys.5 share/man/amparo-keys.5.new

bashcompletiondir = $(datadir)/bash-completion/completions
dist_noinst_DATA = share/completion/amparo.bash
install-data-local:
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) $(srcdir)/share/completion/amparo.bash '$(DESTDIR)$(bashcompletiondir)/amparo'
uninstall-local:
	rm -f '$(DESTDIR)$(bashcompletiondir)/amparo'
