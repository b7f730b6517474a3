#include "config.h"

#include "tests/term/term.h"
#include "tests/term/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct term {
	VTerm *vt;
	VTermScreen *screen; /* belongs to vt */
	int fd;
	pid_t pid;
	int status;
	bool gone;    /* the program was waited for */
	bool hung_up; /* nothing will be read any more */
	bool altscreen;
	bool cursor_visible;
	bool mouse;
	void (*tap)(void *arg, const char *bytes, size_t len);
	void *tap_arg;
	uint64_t bytes;  /* read from the program in all */
	double heard;    /* term_clock() when the last of them came */
	char *clipboard; /* owned; NULL: nothing was put there */
	char *title;     /* owned; NULL: none was given */
};

static void die(const char *what)
{
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(1);
}

double term_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int prop_changed(VTermProp prop, VTermValue *value, void *user)
{
	struct term *t = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		t->altscreen = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		t->cursor_visible = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		t->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	else if (prop == VTERM_PROP_TITLE) {
		free(t->title);
		t->title = strdup(value->string);
	}
	return 1;
}

/* What libvterm knows nothing of. Only a whole command comes, however long. */
static int osc_came(const char *command, size_t len, void *user)
{
	static const char start[] = "52;c;";
	struct term *t = user;

	if (len < sizeof(start) - 1 || strncmp(command, start, sizeof(start) - 1) != 0)
		return 0;
	free(t->clipboard);
	t->clipboard = base64_decode(command + sizeof(start) - 1, len - (sizeof(start) - 1));
	return 1;
}

static void send_output(const char *bytes, size_t len, void *user)
{
	term_send(user, bytes, len);
}

static const char *kept(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

static void set_folder(const char *name, const char *home, const char *below)
{
	char *path;

	if (asprintf(&path, "%s%s", home, below) < 0 || setenv(name, path, 1) != 0)
		die(name);
	free(path);
}

static void set_more(const char *const *env)
{
	for (; env && *env; env++) {
		const char *equals = strchr(*env, '=');
		char *name = strndup(*env, (size_t)(equals - *env));

		if (!name || setenv(name, equals + 1, 1) != 0)
			die(*env);
		free(name);
	}
}

static void set_environment(const char *home)
{
	static const char *const inherited[] = { "PATH", "AMPARO_DATADIR", "ASAN_OPTIONS",
		"UBSAN_OPTIONS", "LSAN_OPTIONS" };
	enum { N = sizeof inherited / sizeof *inherited };
	char *values[N];

	for (size_t i = 0; i < N; i++) {
		values[i] = strdup(kept(inherited[i]));
		if (!values[i])
			die("strdup");
	}
	clearenv();
	for (size_t i = 0; i < N; i++) {
		if (*values[i])
			setenv(inherited[i], values[i], 1);
		free(values[i]);
	}
	setenv("AMPARO_DEVICE", "7", 1);
	setenv("AMPARO_WHO", "Noa Levi", 1);
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	setenv("AMPARO_NOW", "2026-11-20T10:42:00Z", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	set_folder("HOME", home, "");
	set_folder("XDG_DATA_HOME", home, "/data");
	set_folder("XDG_CONFIG_HOME", home, "/config");
	set_folder("XDG_STATE_HOME", home, "/state");
	set_folder("XDG_CACHE_HOME", home, "/cache");
}

/* In one column libvterm has no place for a wide character, and crashes. */
static int at_least_two(int cols)
{
	return cols < 2 ? 2 : cols;
}

/* As somebody has it who has seen the tour, unless the test has made settings of its own. */
static void make_settings(const char *home)
{
	static const char settings[] = "set tour off\n";
	char *path;
	int fd;

	if (asprintf(&path, "%s/config", home) < 0)
		die("asprintf");
	mkdir(path, 0700);
	free(path);
	if (asprintf(&path, "%s/config/amparo", home) < 0)
		die("asprintf");
	mkdir(path, 0700);
	free(path);
	if (asprintf(&path, "%s/config/amparo/settings.conf", home) < 0)
		die("asprintf");
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0 && write(fd, settings, sizeof settings - 1) != (ssize_t)(sizeof settings - 1))
		die(path);
	if (fd >= 0)
		close(fd);
	free(path);
}

static struct term *make_screen(int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = prop_changed };
	static const VTermParserCallbacks unknown = { .osc = osc_came };
	struct term *t = calloc(1, sizeof *t);

	if (!t)
		die("calloc");
	t->cursor_visible = true;
	t->vt = vterm_new(rows, at_least_two(cols));
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, send_output, t);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_set_unrecognised_fallbacks(t->screen, &unknown, t);
	vterm_screen_reset(t->screen, 1);
	return t;
}

/* Whoever started the tests may ignore some, as nohup does; what is ignored is inherited. */
static void usual_signals(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP,
		SIGCHLD };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		signal(numbers[i], SIG_DFL);
}

struct term *term_start(const char *const *argv, const struct term_options *o)
{
	struct winsize size = { .ws_row = (unsigned short)o->rows,
		.ws_col = (unsigned short)o->cols };
	struct term *t = make_screen(o->rows, o->cols);

	make_settings(o->home);
	fflush(NULL);
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid < 0)
		die("forkpty");
	if (t->pid == 0) {
		usual_signals();
		set_environment(o->home);
		set_more(o->env);
		if (chdir(o->dir) == 0)
			execv(argv[0], (char *const *)(uintptr_t)argv);
		perror(argv[0]);
		_exit(126);
	}
	return t;
}

void term_close(struct term *t)
{
	if (!t)
		return;
	if (!t->gone) {
		int status;

		kill(t->pid, SIGHUP);
		if (!term_wait_exit(t, TERM_PATIENCE, &status)) {
			kill(t->pid, SIGKILL);
			waitpid(t->pid, &status, 0);
		}
	}
	close(t->fd);
	vterm_free(t->vt);
	free(t->clipboard);
	free(t->title);
	free(t);
}

int term_fd(const struct term *t)
{
	return t->fd;
}

void term_tap(struct term *t, void (*fn)(void *arg, const char *bytes, size_t len), void *arg)
{
	t->tap = fn;
	t->tap_arg = arg;
}

VTerm *term_vt(const struct term *t)
{
	return t->vt;
}

pid_t term_pid(const struct term *t)
{
	return t->pid;
}

bool term_pump(struct term *t, int ms)
{
	struct pollfd poll_fd = { .fd = t->fd, .events = POLLIN };
	char bytes[16384];
	ssize_t n;

	if (t->hung_up)
		return false;
	if (poll(&poll_fd, 1, ms) <= 0)
		return true;
	n = read(t->fd, bytes, sizeof bytes);
	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		t->hung_up = true; /* EIO: nobody has the other side open */
		return false;
	}
	t->heard = term_clock();
	t->bytes += (uint64_t)n;
	if (t->tap)
		t->tap(t->tap_arg, bytes, (size_t)n);
	vterm_input_write(t->vt, bytes, (size_t)n);
	return true;
}

uint64_t term_bytes(const struct term *t)
{
	return t->bytes;
}

double term_heard(const struct term *t)
{
	return t->heard;
}

void term_send(struct term *t, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(t->fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) /* it has ended; whoever waits for an answer will see that */
			return;
		bytes += n;
		len -= (size_t)n;
	}
}

void term_resize(struct term *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	vterm_set_size(t->vt, rows, at_least_two(cols));
	ioctl(t->fd, TIOCSWINSZ, &size);
}

void term_size(const struct term *t, int *rows, int *cols)
{
	vterm_get_size(t->vt, rows, cols);
}

void term_cursor(const struct term *t, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	*row = at.row;
	*col = at.col;
}

void term_cell(const struct term *t, int row, int col, VTermScreenCell *out)
{
	vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, out);
}

const char *term_clipboard(const struct term *t)
{
	return t->clipboard ? t->clipboard : "";
}

const char *term_title(const struct term *t)
{
	return t->title ? t->title : "";
}

void term_modes(const struct term *t, struct term_modes *out)
{
	*out = (struct term_modes){
		.altscreen = t->altscreen, .cursor_visible = t->cursor_visible, .mouse = t->mouse
	};
	if (tcgetattr(t->fd, &out->tty) != 0)
		die("tcgetattr");
}

static void put_utf8(FILE *out, uint32_t cp)
{
	if (cp < 0x80) {
		fputc((int)cp, out);
	} else if (cp < 0x800) {
		fputc((int)(0xc0 | cp >> 6), out);
		fputc((int)(0x80 | (cp & 0x3f)), out);
	} else if (cp < 0x10000) {
		fputc((int)(0xe0 | cp >> 12), out);
		fputc((int)(0x80 | (cp >> 6 & 0x3f)), out);
		fputc((int)(0x80 | (cp & 0x3f)), out);
	} else {
		fputc((int)(0xf0 | cp >> 18), out);
		fputc((int)(0x80 | (cp >> 12 & 0x3f)), out);
		fputc((int)(0x80 | (cp >> 6 & 0x3f)), out);
		fputc((int)(0x80 | (cp & 0x3f)), out);
	}
}

char *term_row(const struct term *t, int row)
{
	char *text = NULL;
	size_t len = 0;
	int rows;
	int cols;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		die("open_memstream");
	vterm_get_size(t->vt, &rows, &cols);
	for (int col = 0; col < cols; col++) {
		VTermScreenCell cell;

		term_cell(t, row, col, &cell);
		if (cell.chars[0] == (uint32_t)-1) /* the right half of a wide character */
			continue;
		if (cell.chars[0] == 0)
			fputc(' ', out);
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			put_utf8(out, cell.chars[i]);
	}
	fclose(out);
	while (len > 0 && text[len - 1] == ' ')
		text[--len] = '\0';
	return text;
}

bool term_shows(const struct term *t, const char *text)
{
	int rows;
	int cols;
	bool found = false;

	vterm_get_size(t->vt, &rows, &cols);
	for (int row = 0; row < rows && !found; row++) {
		char *line = term_row(t, row);

		found = strstr(line, text) != NULL;
		free(line);
	}
	return found;
}

bool term_wait(struct term *t, const char *text, bool shown, int ms)
{
	double end = term_clock() + ms;

	while (term_shows(t, text) != shown) {
		double left = end - term_clock();

		if (left <= 0)
			return false;
		if (!term_pump(t, (int)left + 1))
			return term_shows(t, text) == shown;
	}
	return true;
}

void term_settle(struct term *t, int ms)
{
	struct pollfd poll_fd = { .fd = t->fd, .events = POLLIN };

	while (!t->hung_up && poll(&poll_fd, 1, ms) > 0)
		term_pump(t, 0);
}

bool term_wait_exit(struct term *t, int ms, int *status)
{
	double end = term_clock() + ms;

	while (!t->gone && term_pump(t, 20) && term_clock() < end) {
		pid_t pid = waitpid(t->pid, &t->status, WNOHANG);

		t->gone = pid == t->pid;
	}
	while (!t->gone && t->hung_up && term_clock() < end) {
		t->gone = waitpid(t->pid, &t->status, WNOHANG) == t->pid;
		if (!t->gone)
			poll(NULL, 0, 1);
	}
	while (t->gone && !t->hung_up) { /* its last words */
		struct pollfd poll_fd = { .fd = t->fd, .events = POLLIN };

		if (poll(&poll_fd, 1, 0) <= 0)
			break;
		term_pump(t, 0);
	}
	*status = t->status;
	return t->gone;
}
