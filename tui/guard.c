#include "config.h"

#include "tui/guard.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "model/mem.h"
#include "tui/screen_mouse.h"
#include "tui/screen_tell.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ALTSTACK_SIZE (64 * 1024)
#define PATIENCE 4 /* so many requests to end are heard in good order, then it ends at once */

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
static const int requests[] = { SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT };

static struct {
	int fd;                      /* the terminal */
	struct termios modes;        /* as they were before us */
	bool have_modes;             /* `modes` is set */
	char bytes[1024];            /* what brings the screen back */
	size_t len;                  /* of them */
	volatile sig_atomic_t armed; /* the terminal is ours at present */
	volatile sig_atomic_t news;  /* of enum guard_news */
	volatile sig_atomic_t quit;  /* the signal that asked us to end */
	volatile sig_atomic_t asked; /* how often */
	int pipe[2];                 /* wakes the loop */
	char *stack;                 /* for crash handlers, where our own overflowed */
	struct sigaction old_crashes[COUNT(crashes)];
	struct sigaction old_requests[COUNT(requests)];
} guard = { .fd = -1, .pipe = { -1, -1 } };

void guard_restore(void)
{
	int saved = errno;
	size_t at = 0;

	if (!guard.armed)
		return;
	guard.armed = 0;
	while (at < guard.len) {
		ssize_t n = write(guard.fd, guard.bytes + at, guard.len - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	if (guard.have_modes)
		tcsetattr(guard.fd, TCSANOW, &guard.modes);
	errno = saved;
}

static void on_crash(int sig, siginfo_t *info, void *context)
{
	(void)context;
	guard_restore();
	for (size_t i = 0; i < COUNT(crashes); i++)
		if (crashes[i] == sig)
			sigaction(sig, &guard.old_crashes[i], NULL);
	/*
	 * A fault of the machine happens again on return, with its own address, so that whoever is
	 * next (the default, or a checker) sees it as it was. Anything else is sent again.
	 */
	if (sig == SIGABRT || info->si_code <= 0)
		raise(sig);
}

static void on_request(int sig)
{
	int saved = errno;
	ssize_t ignored;

	switch (sig) {
	case SIGWINCH:
		guard.news |= GUARD_RESIZED;
		break;
	case SIGTSTP:
		guard.news |= GUARD_STOP;
		break;
	case SIGCONT:
		guard.news |= GUARD_RESUMED;
		break;
	default:
		guard.quit = sig;
		guard.news |= GUARD_QUIT;
		if (++guard.asked >= PATIENCE) {
			/* The loop does not come to it. What is committed is safe. */
			guard_restore();
			signal(sig, SIG_DFL);
			raise(sig);
		}
	}
	ignored = write(guard.pipe[1], "", 1);
	(void)ignored; /* full: it wakes the loop all the same */
	errno = saved;
}

static void catch_crashes(void)
{
	struct sigaction action = { .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	stack_t stack = { .ss_size = ALTSTACK_SIZE };

	guard.stack = mem_alloc(ALTSTACK_SIZE);
	stack.ss_sp = guard.stack;
	sigaltstack(&stack, NULL);
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(crashes); i++)
		sigaction(crashes[i], &action, &guard.old_crashes[i]);
}

static void catch_requests(void)
{
	struct sigaction action = { .sa_handler = on_request, .sa_flags = SA_RESTART };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(requests); i++) {
		sigaction(requests[i], NULL, &guard.old_requests[i]);
		/* What our parent had ignored (nohup) stays ignored. */
		if (guard.old_requests[i].sa_handler != SIG_IGN)
			sigaction(requests[i], &action, NULL);
	}
}

bool guard_start(int fd)
{
	if (pipe2(guard.pipe, O_CLOEXEC | O_NONBLOCK))
		return false;
	guard.fd = fd;
	guard.news = 0;
	guard.quit = 0;
	guard.asked = 0;
	guard.have_modes = tcgetattr(fd, &guard.modes) == 0;
	catch_crashes();
	catch_requests();
	mem_on_exhausted(guard_restore);
	return true;
}

static int keep_byte(int c)
{
	if (guard.len < sizeof(guard.bytes))
		guard.bytes[guard.len++] = (char)c;
	return c;
}

static void keep_capability(const char *name)
{
	char writable[16];
	char *text;

	strncpy(writable, name, sizeof(writable) - 1);
	writable[sizeof(writable) - 1] = '\0';
	text = tigetstr(writable);
	if (text && text != (char *)-1)
		tputs(text, 1, keep_byte);
}

void guard_arm(void)
{
	static const char *const ways_back[] = { "sgr0", "op", "rmkx", "cnorm", "rmcup" };
	char mouse[] = "kmous";
	char *has_mouse = tigetstr(mouse);

	if (guard.len == 0) {
		if (has_mouse && has_mouse != (char *)-1)
			for (const char *c = "\033[?2004l" MOUSE_OFF; *c; c++)
				keep_byte(*c);
		if (screen_takes_osc())
			for (const char *c = TITLE_OFF; *c; c++)
				keep_byte(*c);
		for (size_t i = 0; i < COUNT(ways_back); i++)
			keep_capability(ways_back[i]);
	}
	guard.armed = 1;
}

void guard_disarm(void)
{
	guard.armed = 0;
}

void guard_end(void)
{
	stack_t off = { .ss_flags = SS_DISABLE };

	if (guard.fd < 0)
		return;
	guard.armed = 0;
	mem_on_exhausted(NULL);
	for (size_t i = 0; i < COUNT(crashes); i++)
		sigaction(crashes[i], &guard.old_crashes[i], NULL);
	for (size_t i = 0; i < COUNT(requests); i++)
		sigaction(requests[i], &guard.old_requests[i], NULL);
	sigaltstack(&off, NULL);
	free(guard.stack);
	guard.stack = NULL;
	close(guard.pipe[0]);
	close(guard.pipe[1]);
	guard.pipe[0] = guard.pipe[1] = -1;
	guard.len = 0;
	guard.fd = -1;
}

int guard_fd(void)
{
	return guard.pipe[0];
}

bool guard_pending(void)
{
	return guard.news != 0;
}

unsigned guard_take(void)
{
	char bytes[64];
	sigset_t all;
	sigset_t before;
	unsigned news;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	news = (unsigned)guard.news;
	guard.news = 0;
	while (read(guard.pipe[0], bytes, sizeof(bytes)) > 0)
		;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return news;
}

int guard_signal(void)
{
	return guard.quit;
}

void guard_lend(bool lent)
{
	struct sigaction ours = { .sa_handler = on_request, .sa_flags = lent ? 0 : SA_RESTART };
	struct sigaction keys = { .sa_handler = lent ? SIG_IGN : on_request,
		.sa_flags = SA_RESTART };
	struct sigaction quit = { .sa_handler = lent ? SIG_IGN : SIG_DFL };

	sigemptyset(&ours.sa_mask);
	sigemptyset(&keys.sa_mask);
	sigemptyset(&quit.sa_mask);
	sigaction(SIGTERM, &ours, NULL);
	sigaction(SIGHUP, &ours, NULL);
	sigaction(SIGINT, &keys, NULL);
	sigaction(SIGQUIT, &quit, NULL);
}

void guard_pause(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL };
	struct sigaction ours;

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &ours);
	/* The whole group: a script that started us pauses with us. */
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}
