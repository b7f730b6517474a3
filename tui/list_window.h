/* Private to list.c: reading the window of a list. Each may answer ST_STOPPED and be called again.
 */
#ifndef AMPARO_TUI_LIST_WINDOW_H
#define AMPARO_TUI_LIST_WINDOW_H

#include "tui/list.h"

void window_clear(struct list *l);

enum status window_top(struct list *l) MUST_USE;
enum status window_end(struct list *l) MUST_USE;
enum status window_place(struct list *l, int64_t place) MUST_USE;
enum status window_share(struct list *l, int64_t percent) MUST_USE;
enum status window_seek(struct list *l) MUST_USE;
enum status window_stay(struct list *l) MUST_USE;
enum status window_find(struct list *l) MUST_USE;
enum status window_step(struct list *l) MUST_USE;

/* Reads what is missing on the screen, and keeps the cursor on it. */
enum status window_fill(struct list *l) MUST_USE;

/* Rows beyond the screen, read before they are asked for. */
bool window_wants_margin(const struct list *l);
enum status window_margin(struct list *l) MUST_USE;

#endif
