#include "config.h"

#include "tests/term/term.h"
#include "tests/term/vt.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Keys that were written and not yet read; -1: nobody has the other side open. */
static int keys_waiting(int fd)
{
	char path[64];
	int n = -1;
	int other;

	if (ptsname_r(fd, path, sizeof path) != 0)
		return -1;
	other = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (other < 0)
		return -1;
	if (ioctl(other, FIONREAD, &n) != 0)
		n = -1;
	close(other);
	return n;
}

/* Of /proc/PID/stat: R runs, S sleeps, D waits for the disk, T is stopped, Z has ended; 0: gone. */
static char process_state(pid_t pid)
{
	char path[64];
	char line[512] = "";
	const char *after = NULL;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	in = fopen(path, "re");
	if (in) {
		if (fgets(line, sizeof line, in))
			after = strrchr(line, ')');
		fclose(in);
	}
	return after && after[1] ? after[2] : '\0';
}

enum term_rest term_rest(struct term *t, int ms)
{
	double end = term_clock() + ms;
	int quiet = 0;

	while (term_clock() < end) {
		uint64_t before = term_bytes(t);
		char state;

		if (!term_pump(t, quiet > 0 ? 1 : 0))
			return TERM_ENDED;
		state = process_state(term_pid(t));
		if (state == 'T')
			return TERM_STOPPED;
		if (state == 'Z' || state == '\0')
			return TERM_ENDED;
		quiet = state == 'S' && term_bytes(t) == before && keys_waiting(term_fd(t)) == 0
				? quiet + 1
				: 0;
		if (quiet == 3)
			return TERM_RESTS;
		if (quiet == 0)
			poll(NULL, 0, 1);
	}
	return TERM_WORKS;
}
