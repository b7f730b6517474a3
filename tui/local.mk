libtui_a_SOURCES = \
	tui/action.c \
	tui/action.h \
	tui/app.c \
	tui/app.h \
	tui/calendar_draw.c \
	tui/bidi.c \
	tui/bidi.h \
	tui/cells.c \
	tui/cells.h \
	tui/board.h \
	tui/board_acts.c \
	tui/board_draw.c \
	tui/board_marks.c \
	tui/chart.c \
	tui/chart.h \
	tui/charts.h \
	tui/charts_draw.c \
	tui/cells_change.c \
	tui/change_lines.c \
	tui/change_lines.h \
	tui/command.c \
	tui/copy.c \
	tui/copy.h \
	tui/conf.c \
	tui/conf.h \
	tui/crumbs.c \
	tui/crumbs.h \
	tui/curtain.c \
	tui/curtain.h \
	tui/deeds.c \
	tui/deeds.h \
	tui/deeds_add.c \
	tui/deeds_anonymise.c \
	tui/deeds_files.c \
	tui/deeds_rule.c \
	tui/deeds_verify.c \
	tui/deeds_withdraw.c \
	tui/detail.c \
	tui/detail.h \
	tui/diff.c \
	tui/diff.h \
	tui/draft.c \
	tui/draft.h \
	tui/drafts.c \
	tui/drafts.h \
	tui/editor.c \
	tui/editor.h \
	tui/event.c \
	tui/form.h \
	tui/form_actions.c \
	tui/form_calendar.c \
	tui/form_codes.c \
	tui/form_draft.c \
	tui/form_draw.c \
	tui/form_field.c \
	tui/form_keys.c \
	tui/form_pick.c \
	tui/form_rows.c \
	tui/form_save.c \
	tui/form_take.c \
	tui/frame.h \
	tui/frame_panes.c \
	tui/fuzzy.c \
	tui/fuzzy.h \
	tui/global.c \
	tui/guard.c \
	tui/guard.h \
	tui/help.h \
	tui/help_lines.c \
	tui/here.c \
	tui/here.h \
	tui/home.h \
	tui/home_draw.c \
	tui/home_fold.c \
	tui/home_lines.c \
	tui/home_load.c \
	tui/home_step.c \
	tui/input.c \
	tui/input.h \
	tui/key.c \
	tui/key.h \
	tui/keymap.c \
	tui/keymap.h \
	tui/layout.c \
	tui/leftovers.c \
	tui/leftovers.h \
	tui/list.c \
	tui/list.h \
	tui/list_window.c \
	tui/list_window.h \
	tui/panes.c \
	tui/panes.h \
	tui/messages.c \
	tui/messages.h \
	tui/mouse.c \
	tui/month.c \
	tui/month.h \
	tui/names.c \
	tui/names.h \
	tui/paths.c \
	tui/paths.h \
	tui/merge.c \
	tui/merge.h \
	tui/offers.c \
	tui/offers.h \
	tui/palette.c \
	tui/palette.h \
	tui/prompt.c \
	tui/prompt.h \
	tui/prose.c \
	tui/prose.h \
	tui/prose_lines.c \
	tui/prose_lines.h \
	tui/prose_put.c \
	tui/record_children.c \
	tui/record_draw.c \
	tui/record_events.c \
	tui/record_follow.c \
	tui/record_lines.c \
	tui/record_prose.c \
	tui/record_view.h \
	tui/records.h \
	tui/records_acts.c \
	tui/records_columns.c \
	tui/records_export.c \
	tui/records_filter.c \
	tui/records_jump.c \
	tui/records_marks.c \
	tui/records_saved.c \
	tui/records_sort.c \
	tui/review.h \
	tui/review_draw.c \
	tui/save.c \
	tui/save.h \
	tui/screen.c \
	tui/screen.h \
	tui/screen_input.c \
	tui/screen_input.h \
	tui/screen_mouse.c \
	tui/screen_mouse.h \
	tui/screen_private.h \
	tui/screen_put.c \
	tui/screen_tell.c \
	tui/screen_tell.h \
	tui/set.c \
	tui/settings.c \
	tui/settings.h \
	tui/signs.c \
	tui/signs.h \
	tui/sheet.h \
	tui/sheet_draft.c \
	tui/sheet_draw.c \
	tui/sheet_line.c \
	tui/sections.h \
	tui/sections_items.c \
	tui/shown.c \
	tui/shown.h \
	tui/statusline.c \
	tui/statusline.h \
	tui/statement_draw.c \
	tui/statement_rows.c \
	tui/statement_view.h \
	tui/style.c \
	tui/style.h \
	tui/table.c \
	tui/table.h \
	tui/theme.c \
	tui/theme.h \
	tui/tour.c \
	tui/tour.h \
	tui/time_open.c \
	tui/time_open.h \
	tui/time_read.c \
	tui/time_read.h \
	tui/timeline.c \
	tui/timeline.h \
	tui/timeline_actions.c \
	tui/timeline_draw.c \
	tui/view.c \
	tui/view.h \
	tui/view_board.c \
	tui/view_calendar.c \
	tui/view_calendar.h \
	tui/view_charts.c \
	tui/value_offers.c \
	tui/value_offers.h \
	tui/view.c \
	tui/view.h \
	tui/view_columns.c \
	tui/view_changes.c \
	tui/view_form.c \
	tui/view_help.c \
	tui/view_history.c \
	tui/view_home.c \
	tui/view_log.c \
	tui/view_record.c \
	tui/view_messages.c \
	tui/view_records.c \
	tui/view_report.c \
	tui/view_review.c \
	tui/view_search.c \
	tui/view_sections.c \
	tui/view_timeline.c \
	tui/view_timeline.h \
	tui/view_statement.c \
	tui/view_stale.c \
	tui/work.c \
	tui/work.h \
	tui/view_sheet.c \
	tui/view_views.c \
	tui/wrap.c \
	tui/wrap.h
nodist_libtui_a_SOURCES = tui/keys_default.c tui/settings_default.c tui/themes_default.c

# What holds without files of the user's own.
THEMES = dark light either mono
THEME_FILES = share/themes/dark.theme share/themes/light.theme share/themes/either.theme \
	share/themes/mono.theme
EXTRA_DIST += share/keys.conf share/settings.conf $(THEME_FILES)
CLEANFILES += $(nodist_libtui_a_SOURCES)

tui/keys_default.c: share/keys.conf build-aux/embed.sh
	@$(MKDIR_P) tui
	$(AM_V_GEN)cd $(srcdir) && $(SHELL) build-aux/embed.sh keys_default share/keys.conf >$(abs_builddir)/$@.new
	$(AM_V_at)mv $@.new $@

tui/settings_default.c: share/settings.conf build-aux/embed.sh
	@$(MKDIR_P) tui
	$(AM_V_GEN)cd $(srcdir) && $(SHELL) build-aux/embed.sh settings_default share/settings.conf >$(abs_builddir)/$@.new
	$(AM_V_at)mv $@.new $@

tui/themes_default.c: $(THEME_FILES) build-aux/embed.sh
	@$(MKDIR_P) tui
	$(AM_V_GEN)cd $(srcdir) && for t in $(THEMES); do \
		$(SHELL) build-aux/embed.sh theme_$$t share/themes/$$t.theme || exit 1; \
	done >$(abs_builddir)/$@.new
	$(AM_V_at)mv $@.new $@
