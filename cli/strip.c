#include "config.h"

#include "cli/strip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/print.h"
#include "model/i18n.h"
#include "model/shipped.h"

static void add(struct str *out, const struct record *exhibit)
{
	str_addf(out, "%s%s", out->len ? ", " : "", record_show(exhibit, "ref"));
}

void strip_note(struct strip_notes *n, const struct record *exhibit, const struct stripped *s)
{
	if (s->unknown)
		add(&n->unknown, exhibit);
	if (s->files || s->comments)
		add(&n->kept, exhibit);
}

enum status strip_for_bundle(
	void *arg, struct db *db, const struct record *exhibit, int fd, char sha256[65])
{
	struct stripped s;
	enum status st = strip_exhibit(db, exhibit->id, fd, &s);

	if (st != ST_OK)
		return st;
	memcpy(sha256, s.sha256, sizeof(s.sha256));
	strip_note(arg, exhibit, &s);
	return ST_OK;
}

void strip_say(const struct strip_notes *n)
{
	if (n->unknown.len) {
		printf(_("as they were taken in, as nothing here takes metadata off their kind: "));
		print_clean(stdout, str_text(&n->unknown));
		putchar('\n');
	}
	if (n->kept.len) {
		printf(_("attached files or comments are still in: "));
		print_clean(stdout, str_text(&n->kept));
		putchar('\n');
	}
}

enum status strip_extract(struct cli *cli, int64_t id, const char *path, struct stripped *out)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum status st;

	memset(out, 0, sizeof(*out));
	if (fd < 0)
		return db_fail(cli->db, ST_IO, NULL,
			errno == EEXIST ? _("%s exists already; choose another name")
					: _("%s cannot be written"),
			path);
	st = strip_exhibit(cli->db, id, fd, out);
	if (st == ST_OK && fsync(fd) && errno != EINVAL && errno != EROFS)
		st = db_fail(
			cli->db, ST_IO, NULL, _("%s cannot be written: %s"), path, strerror(errno));
	close(fd);
	if (st)
		unlink(path);
	return st;
}

/* ---- profiles ---- */

/* A name, not a path. */
static bool is_name(const char *name)
{
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static int read_line(const char *name, int number, char *line, bool *strip)
{
	char *key = line + strspn(line, " \t"), *value = key + strcspn(key, " \t\r\n");

	if (!*key || *key == '#' || *key == '\n')
		return EXIT_DONE;
	if (*value)
		*value++ = '\0';
	value += strspn(value, " \t");
	value[strcspn(value, " \t\r\n")] = '\0';
	if (!strcmp(key, "strip-metadata") && (!strcmp(value, "yes") || !strcmp(value, "no"))) {
		*strip = !strcmp(value, "yes");
		return EXIT_DONE;
	}
	return cli_error(EXIT_USAGE, _("profile %s, line %d: it may say strip-metadata yes or no"),
		name, number);
}

int strip_profile(const char *name, bool *strip)
{
	struct str path = STR_INIT;
	char line[256];
	FILE *in;
	int code = EXIT_DONE, number = 0;

	str_addf(&path, "%s/profiles/%s.conf", shipped_dir(), name);
	in = is_name(name) ? fopen(str_text(&path), "re") : NULL;
	str_free(&path);
	if (!in)
		return cli_error(EXIT_REFUSED, _("there is no profile %s"), name);
	while (!code && fgets(line, sizeof(line), in))
		code = read_line(name, ++number, line, strip);
	fclose(in);
	return code;
}
