libexport_a_SOURCES = \
	export/annex.c \
	export/authorities.c \
	export/bag.c \
	export/bag.h \
	export/book.c \
	export/book.h \
	export/bundle.c \
	export/bundle.h \
	export/bundle_tell.h \
	export/bundle_words.c \
	export/calendar.c \
	export/calendar.h \
	export/calendar_check.c \
	export/calendar_internal.h \
	export/calendar_words.c \
	export/cell.c \
	export/check.c \
	export/check.h \
	export/chronology.c \
	export/cited.c \
	export/cited.h \
	export/claims.c \
	export/commonmark.c \
	export/commonmark.h \
	export/contents.c \
	export/contents.h \
	export/custody.h \
	export/custody_bag.c \
	export/custody_docbook.c \
	export/custody_names.c \
	export/custody_paper.c \
	export/custody_text.c \
	export/deadline_sheet.c \
	export/deadline_sheet.h \
	export/docbook.c \
	export/docbook.h \
	export/docbook_value.c \
	export/eml.c \
	export/eml.h \
	export/exhibits.c \
	export/folder.c \
	export/folder.h \
	export/front.c \
	export/gather.c \
	export/gather.h \
	export/gather_mark.c \
	export/gather_mark.h \
	export/letters.c \
	export/mailing.c \
	export/mailing.h \
	export/mailing_internal.h \
	export/mailing_message.c \
	export/markup.c \
	export/markup.h \
	export/outfile.c \
	export/outfile.h \
	export/part.h \
	export/parties.c \
	export/pleading.c \
	export/proof.h \
	export/proof_docbook.c \
	export/proof_table.c \
	export/proof_text.c \
	export/roll_file.c \
	export/roll_file.h \
	export/rulings.c \
	export/sheet.c \
	export/sheet.h \
	export/statement.h \
	export/statement_bars.c \
	export/statement_docbook.c \
	export/statement_folder.c \
	export/statement_line.c \
	export/statement_part.c \
	export/statement_table.c \
	export/statement_text.c \
	export/statement_words.c \
	export/svg.c \
	export/svg.h \
	export/table.c \
	export/table.h \
	export/table_file.c \
	export/template.c \
	export/template.h \
	export/templates.h \
	export/toa.c \
	export/toa.h \
	export/toa_internal.h \
	export/toa_rest.c \
	export/vcard.c \
	export/vcard.h \
	export/working_copy.c \
	export/working_copy.h
nodist_libexport_a_SOURCES = export/templates_default.c

# Messages that ask for signatures: built in, and installed to be copied and changed.
TEMPLATES = invitation reminder again
TEMPLATE_FILES = \
	share/templates/again.en.txt \
	share/templates/again.es.txt \
	share/templates/again.he.txt \
	share/templates/invitation.en.txt \
	share/templates/invitation.es.txt \
	share/templates/invitation.he.txt \
	share/templates/reminder.en.txt \
	share/templates/reminder.es.txt \
	share/templates/reminder.he.txt
EXTRA_DIST += $(TEMPLATE_FILES)
CLEANFILES += $(nodist_libexport_a_SOURCES)

export/templates_default.c: $(TEMPLATE_FILES) build-aux/embed.sh
	@$(MKDIR_P) export
	$(AM_V_GEN)cd $(srcdir) && for t in $(TEMPLATES); do for l in en es he; do \
		$(SHELL) build-aux/embed.sh template_$${t}_$$l share/templates/$$t.$$l.txt || exit 1; \
	done; done >$(abs_builddir)/$@.new
	$(AM_V_at)mv $@.new $@
