/* Private to global.c: what those of the actions do that belong to no view. */
#ifndef AMPARO_TUI_GLOBAL_H
#define AMPARO_TUI_GLOBAL_H

#include "tui/deeds.h"

deed_fn global_move, global_end, global_share, global_close, global_back, global_quit,
	global_cancel, global_home, global_sections, global_log, global_views, global_messages,
	global_search, global_help, global_command, global_set, global_undo, global_redraw,
	global_pause;

#endif
