#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/str.h"

/*
 * The number lives with the user, not in the case file: a file that is carried to another laptop
 * and changed on both must not give one id twice.
 */

static bool number_from(const char *text, int64_t *out)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno || end == text || (*end && *end != '\n') || n < 1 || n > INT32_MAX)
		return false;
	*out = n;
	return true;
}

static int64_t random_number(void)
{
	uint32_t n = 0;

	do {
		if (getrandom(&n, sizeof(n), 0) != (ssize_t)sizeof(n))
			abort();
		n &= INT32_MAX;
	} while (!n);
	return n;
}

/* $XDG_STATE_HOME/amparo, made when it is missing. False: there is no such place. */
static bool state_folder(struct str *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	const char *const below_home[] = { "/.local", "/state", NULL };

	if (state && *state == '/') {
		str_add(out, state);
		(void)mkdir(str_text(out), 0700);
	} else if (home && *home == '/') {
		str_add(out, home);
		for (size_t i = 0; below_home[i]; i++) {
			str_add(out, below_home[i]);
			(void)mkdir(str_text(out), 0700);
		}
	} else {
		return false;
	}
	str_add(out, "/amparo");
	return !mkdir(str_text(out), 0700) || errno == EEXIST;
}

static bool number_read(const char *path, int64_t *out)
{
	char text[32];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n;

	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	return number_from(text, out);
}

/* Two programs may do it at once: the first one's number stands. */
static void number_write(const char *path, int64_t number)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return;
	if (dprintf(fd, "%lld\n", (long long)number) < 0)
		unlink(path);
	close(fd);
}

enum status device_number(struct db *db, int64_t *out)
{
	const char *fixed = getenv("AMPARO_DEVICE");
	struct str path = STR_INIT;

	if (db->device) {
		*out = db->device;
		return ST_OK;
	}
	if (fixed && !number_from(fixed, &db->device))
		return db_fail(db, ST_INVALID, NULL,
			_("AMPARO_DEVICE is %s; it must be a number from 1 to 2147483647"), fixed);
	if (!db->device && state_folder(&path)) {
		str_add(&path, "/device");
		if (!number_read(str_text(&path), &db->device)) {
			number_write(str_text(&path), random_number());
			(void)number_read(str_text(&path), &db->device);
		}
	}
	/* No place to keep one: a number of this run's own is unique as well. */
	if (!db->device)
		db->device = random_number();
	str_free(&path);
	*out = db->device;
	return ST_OK;
}
