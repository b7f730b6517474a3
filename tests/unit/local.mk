# Source: tests/unit/test_NAME.c. Without an _LDADD of its own a test links the model alone.
LDADD = $(MODEL_LIBS) $(CMOCKA_LIBS)

UNIT_TESTS = \
	tests/unit/test_action \
	tests/unit/test_alike \
	tests/unit/test_anonymise \
	tests/unit/test_answer \
	tests/unit/test_bidi \
	tests/unit/test_board \
	tests/unit/test_bundle \
	tests/unit/test_bundle_folder \
	tests/unit/test_bundle_gate \
	tests/unit/test_burn \
	tests/unit/test_calendar \
	tests/unit/test_chain \
	tests/unit/test_change \
	tests/unit/test_changeset \
	tests/unit/test_chart \
	tests/unit/test_check \
	tests/unit/test_chronology \
	tests/unit/test_cite \
	tests/unit/test_claim \
	tests/unit/test_columns \
	tests/unit/test_commonmark \
	tests/unit/test_conflict \
	tests/unit/test_contacts \
	tests/unit/test_count \
	tests/unit/test_country \
	tests/unit/test_csv \
	tests/unit/test_curtain \
	tests/unit/test_custody \
	tests/unit/test_date \
	tests/unit/test_date_order \
	tests/unit/test_date_typed \
	tests/unit/test_db \
	tests/unit/test_deadline \
	tests/unit/test_deadline_compute \
	tests/unit/test_deadline_rule \
	tests/unit/test_dedupe \
	tests/unit/test_demo \
	tests/unit/test_device \
	tests/unit/test_diff \
	tests/unit/test_docbook \
	tests/unit/test_draft \
	tests/unit/test_email_canonical \
	tests/unit/test_eml \
	tests/unit/test_entity \
	tests/unit/test_entry \
	tests/unit/test_event \
	tests/unit/test_exhibit \
	tests/unit/test_extra \
	tests/unit/test_files \
	tests/unit/test_filter \
	tests/unit/test_foreign \
	tests/unit/test_fuzzy \
	tests/unit/test_gag \
	tests/unit/test_hash \
	tests/unit/test_history \
	tests/unit/test_hits \
	tests/unit/test_home \
	tests/unit/test_idset \
	tests/unit/test_input \
	tests/unit/test_journal \
	tests/unit/test_journal_entry \
	tests/unit/test_journal_replay \
	tests/unit/test_journal_walk \
	tests/unit/test_keymap \
	tests/unit/test_language \
	tests/unit/test_letter \
	tests/unit/test_list \
	tests/unit/test_mark \
	tests/unit/test_mark_scheme \
	tests/unit/test_mass \
	tests/unit/test_mem \
	tests/unit/test_merge \
	tests/unit/test_merge_contacts \
	tests/unit/test_messages \
	tests/unit/test_month \
	tests/unit/test_name_key \
	tests/unit/test_name_like \
	tests/unit/test_offers \
	tests/unit/test_pager \
	tests/unit/test_pair \
	tests/unit/test_panes \
	tests/unit/test_picture \
	tests/unit/test_pixels \
	tests/unit/test_prose \
	tests/unit/test_pseudonym \
	tests/unit/test_query \
	tests/unit/test_reading \
	tests/unit/test_rec \
	tests/unit/test_record \
	tests/unit/test_record_remove \
	tests/unit/test_record_save \
	tests/unit/test_record_value \
	tests/unit/test_reference \
	tests/unit/test_roll \
	tests/unit/test_round_trip \
	tests/unit/test_row \
	tests/unit/test_rule \
	tests/unit/test_rule_match \
	tests/unit/test_ruling \
	tests/unit/test_screen_mouse \
	tests/unit/test_search \
	tests/unit/test_settings \
	tests/unit/test_shown \
	tests/unit/test_signatories \
	tests/unit/test_signatories_plan \
	tests/unit/test_signatory \
	tests/unit/test_signatory_like \
	tests/unit/test_signatory_state \
	tests/unit/test_signers \
	tests/unit/test_source \
	tests/unit/test_stamp_look \
	tests/unit/test_statement \
	tests/unit/test_stmt \
	tests/unit/test_str \
	tests/unit/test_svg \
	tests/unit/test_table \
	tests/unit/test_table_file \
	tests/unit/test_tally \
	tests/unit/test_text \
	tests/unit/test_text_clean \
	tests/unit/test_text_fold \
	tests/unit/test_text_width \
	tests/unit/test_theme \
	tests/unit/test_timeline \
	tests/unit/test_totals \
	tests/unit/test_tour \
	tests/unit/test_vcard \
	tests/unit/test_vcard_contact \
	tests/unit/test_withdraw \
	tests/unit/test_workspace \
	tests/unit/test_wrap

tests_unit_test_bundle_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_calendar_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_bundle_folder_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_bundle_gate_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_check_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_commonmark_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_docbook_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_eml_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_shown_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_table_file_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_svg_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_table_LDADD = $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_demo_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_rec_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_totals_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_vcard_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_contacts_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_vcard_contact_LDADD = libexport.a $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_foreign_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_picture_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_pixels_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_files_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_signatories_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_signatories_plan_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_stamp_look_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_source_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_row_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_round_trip_LDADD = libexport.a $(IMPORT_LIBS) $(EXPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_columns_LDADD = $(IMPORT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_action_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_curtain_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_chart_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_diff_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_draft_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_bidi_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_fuzzy_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_home_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_input_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_keymap_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_list_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_messages_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_panes_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_merge_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_offers_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_screen_mouse_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_settings_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_theme_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_prose_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_month_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_timeline_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_tour_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_wrap_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)

# A reader that misbehaves, for test_foreign and test_stamp_look.
tests_unit_foreign_child_SOURCES = tests/unit/foreign_child.c
tests_unit_test_burn_LDADD = $(READER_LIBS) $(CMOCKA_LIBS) $(SQLITE_LIBS)
tests_unit_foreign_child_LDADD = $(READER_LIBS)

EXTRA_DIST += tests/unit/seed.h
EXTRA_DIST += tests/unit/bundle_help.h
EXTRA_DIST += tests/unit/history_help.h
EXTRA_DIST += tests/unit/import_help.h
EXTRA_DIST += tests/unit/replay_help.h
EXTRA_DIST += tests/unit/record_help.h
EXTRA_DIST += tests/unit/xml_help.h
EXTRA_DIST += tests/unit/model_help.h
EXTRA_DIST += tests/unit/sample.h
