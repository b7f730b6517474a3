libmodel_a_SOURCES = \
	model/blob.c \
	model/blob.h \
	model/bulk.c \
	model/bulk.h \
	model/change.c \
	model/change.h \
	model/change_internal.h \
	model/changeset.c \
	model/changeset.h \
	model/cite.c \
	model/cite.h \
	model/chronology.c \
	model/chronology.h \
	model/count.c \
	model/count.h \
	model/country.c \
	model/country.h \
	model/date.c \
	model/date.h \
	model/date_stamp.c \
	model/date_typed.c \
	model/date_typed.h \
	model/date_words.c \
	model/date_words.h \
	model/db.c \
	model/db.h \
	model/db_internal.h \
	model/device.c \
	model/entity.c \
	model/entity.h \
	model/entity_table.c \
	model/entity_table.h \
	model/entry.c \
	model/entry.h \
	model/exhibit.c \
	model/exhibit.h \
	model/filter.c \
	model/filter.h \
	model/filter_owner.c \
	model/filter_words.c \
	model/fts.c \
	model/fts.h \
	model/hash.c \
	model/hash.h \
	model/hits.c \
	model/hits.h \
	model/history.c \
	model/history.h \
	model/history_find.c \
	model/history_internal.h \
	model/history_row.c \
	model/i18n.h \
	model/idset.c \
	model/idset.h \
	model/initials.c \
	model/initials.h \
	model/journal.c \
	model/journal.h \
	model/journal_block.c \
	model/journal_block.h \
	model/journal_part.c \
	model/journal_part.h \
	model/journal_replay.c \
	model/language.c \
	model/language.h \
	model/journal_search.c \
	model/letter.c \
	model/letter.h \
	model/mass.c \
	model/mass.h \
	model/mass_internal.h \
	model/mass_link.c \
	model/mass_remove.c \
	model/mass_set.c \
	model/mem.c \
	model/mem.h \
	model/migrate.c \
	model/migrations.h \
	model/pager.c \
	model/pager.h \
	model/pager_internal.h \
	model/pager_place.c \
	model/pager_ready.c \
	model/pick.c \
	model/pick.h \
	model/query.c \
	model/query.h \
	model/query_plan.c \
	model/query_plan.h \
	model/record.c \
	model/record.h \
	model/record_remove.c \
	model/record_remove.h \
	model/record_save.c \
	model/record_sql.c \
	model/record_sql.h \
	model/record_value.c \
	model/roll.c \
	model/roll.h \
	model/roll_places.c \
	model/search.c \
	model/search.h \
	model/search_index.c \
	model/search_index.h \
	model/signatory.c \
	model/signatory.h \
	model/signatory_like.c \
	model/signatory_like.h \
	model/spans.c \
	model/spans.h \
	model/status.h \
	model/stmt.c \
	model/stmt.h \
	model/str.c \
	model/str.h \
	model/tally.c \
	model/tally.h \
	model/survey.c \
	model/survey.h \
	model/text.c \
	model/text.h \
	model/text_clean.c \
	model/text_fold.c \
	model/text_icu.h \
	model/text_order.c \
	model/text_order.h \
	model/walk.c \
	model/walk.h \
	model/workspace.c \
	model/workspace.h
nodist_libmodel_a_SOURCES = model/migrations.c

# In order; a released file is never edited.
MIGRATIONS = \
	model/migrations/0001_schema.sql \
	model/migrations/0002_workspace.sql \
	model/migrations/0003_signed.sql \
	model/migrations/0004_short_words.sql \
	model/migrations/0005_signatures.sql

EXTRA_DIST += $(MIGRATIONS)
CLEANFILES += model/migrations.c

model/migrations.c: $(MIGRATIONS) build-aux/embed-sql.sh build-aux/embed.sh
	@$(MKDIR_P) model
	$(AM_V_GEN)cd $(srcdir) && $(SHELL) build-aux/embed-sql.sh $(MIGRATIONS) >$(abs_builddir)/$@.new
	$(AM_V_at)mv $@.new $@
