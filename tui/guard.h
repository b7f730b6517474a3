/*
 * Gives the terminal back as it was, whatever ends the program: also a crash, a signal, or the
 * end of memory. What must be written for that is made ready beforehand, because a signal handler
 * may do next to nothing. Signals that ask for something are noted here and taken by the loop.
 *
 * There is one terminal and one set of signals a process, so the state behind this is static.
 */
#ifndef AMPARO_TUI_GUARD_H
#define AMPARO_TUI_GUARD_H

#include <stdbool.h>

enum guard_news {
	GUARD_QUIT = 1 << 0,    /* SIGTERM, SIGHUP or SIGINT: end in good order */
	GUARD_RESIZED = 1 << 1, /* SIGWINCH */
	GUARD_STOP = 1 << 2,    /* SIGTSTP: somebody asks us to pause */
	GUARD_RESUMED = 1 << 3, /* SIGCONT */
};

/* Before curses starts: remembers the terminal's modes and catches the signals. False: no pipe. */
bool guard_start(int fd);

/* Once curses runs: what leaves the screen. The terminfo strings come from curses. */
void guard_arm(void);

/* While curses is away (a pause, an editor), a crash leaves the terminal alone. */
void guard_disarm(void);

/* Puts the signals back as they were. */
void guard_end(void);

/* Becomes readable when a signal came. */
int guard_fd(void);

/* Whether a signal came that was not yet taken. */
bool guard_pending(void);

/* What came since the last call: of enum guard_news. */
unsigned guard_take(void);

/* The signal that asked us to end; 0: none did. */
int guard_signal(void);

/* Writes the way back to the terminal now. Async-signal-safe, harmless when repeated. */
void guard_restore(void);

/*
 * While another program has the terminal: what its keys ask for (^C, ^\) is not ours, and a request
 * to end interrupts waiting for it.
 */
void guard_lend(bool lent);

/* Stops the process (and its group) until it is told to go on. Curses must be away. */
void guard_pause(void);

#endif
