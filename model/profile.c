#include "config.h"

#include "model/profile.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/shipped.h"
#include "model/str.h"

#define ENDING ".conf"

/* A name, not a path. */
static bool is_name(const char *name, size_t len)
{
	return len && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") >= len;
}

static enum status read_line(
	struct db *db, const char *name, int number, char *line, struct profile *out)
{
	char *key = line + strspn(line, " \t"), *value = key + strcspn(key, " \t\r\n");

	if (!*key || *key == '#' || *key == '\n')
		return ST_OK;
	if (*value)
		*value++ = '\0';
	value += strspn(value, " \t");
	value[strcspn(value, " \t\r\n")] = '\0';
	if (!strcmp(key, "strip-metadata") && (!strcmp(value, "yes") || !strcmp(value, "no"))) {
		out->strip = !strcmp(value, "yes");
		return ST_OK;
	}
	return db_fail(db, ST_INVALID, NULL,
		_("profile %s, line %d: it may say strip-metadata yes or no"), name, number);
}

enum status profile_read(struct db *db, const char *name, struct profile *out)
{
	struct str path = STR_INIT;
	char line[256];
	FILE *in;
	int number = 0;
	enum status st = ST_OK;

	memset(out, 0, sizeof(*out));
	str_addf(&path, "%s/profiles/%s" ENDING, shipped_dir(), name);
	in = is_name(name, strlen(name)) ? fopen(str_text(&path), "re") : NULL;
	str_free(&path);
	if (!in)
		return db_fail(db, ST_NOTFOUND, NULL, _("there is no profile %s"), name);
	while (st == ST_OK && fgets(line, sizeof(line), in))
		st = read_line(db, name, ++number, line, out);
	fclose(in);
	return st;
}

void profile_each(void (*fn)(void *arg, const char *name), void *arg)
{
	struct str path = STR_INIT;
	DIR *folder;

	str_addf(&path, "%s/profiles", shipped_dir());
	folder = opendir(str_text(&path));
	str_free(&path);
	if (!folder)
		return;
	for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
		size_t len = strlen(e->d_name), ending = strlen(ENDING);

		if (len > ending && !strcmp(e->d_name + len - ending, ENDING) &&
			is_name(e->d_name, len - ending)) {
			char *name = mem_text_n(e->d_name, len - ending);

			fn(arg, name);
			free(name);
		}
	}
	closedir(folder);
}
