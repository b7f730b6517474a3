#include "config.h"

#include "model/volume.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"

struct mount {
	char *point;
	char *device; /* without links */
	char *name;   /* "LABEL (UUID)", else its mount point; cleaned */
};

struct volumes {
	struct mount *mounts; /* in the order mounted: a later one covers an earlier */
	size_t n;
};

/* ---- reading what is mounted ---- */

static int digit(char c, int base)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | ('A' <= c && c <= 'F' ? 0x20 : 0)) : NULL;

	return at && at - digits < base ? (int)(at - digits) : -1;
}

/* The number of `n` digits there; -1: it is none. */
static int number(const char *text, int n, int base)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		int d = digit(text[i], base);

		if (d < 0)
			return -1;
		value = value * base + d;
	}
	return value;
}

/* mountinfo writes \040 for a blank, udev's links \x20. */
static char *unescape(const char *text, size_t len)
{
	char *copy = mem_text_n(text, len);
	char *out = copy;

	for (const char *p = copy; *p;) {
		int octal = *p == '\\' ? number(p + 1, 3, 8) : -1;
		int hex = *p == '\\' && p[1] == 'x' ? number(p + 2, 2, 16) : -1;

		if (octal > 0 && octal < 256) {
			*out++ = (char)octal;
			p += 4;
		} else if (hex > 0) {
			*out++ = (char)hex;
			p += 4;
		} else {
			*out++ = *p++;
		}
	}
	*out = '\0';
	return copy;
}

static char *without_links(const char *path)
{
	char *real = realpath(path, NULL);

	return real ? real : mem_text(path);
}

/* The n-th word from 0; NULL: there are fewer. */
static const char *word(const char *line, int n, size_t *len)
{
	for (; n; n--) {
		line += strcspn(line, " \n");
		line += *line == ' ';
	}
	*len = strcspn(line, " \n");
	return *len ? line : NULL;
}

/* 36 35 98:0 /root /mount rw,noatime shared:1 - ext4 /dev/sda1 rw */
static void read_mount(struct volumes *v, const char *line)
{
	size_t point_len = 0, device_len = 0;
	const char *point = word(line, 4, &point_len);
	const char *tail = point ? strstr(point, " - ") : NULL;
	const char *device = tail ? word(tail + 3, 1, &device_len) : NULL;
	struct mount *m;
	char *name;

	if (!device)
		return;
	v->mounts = mem_resize(v->mounts, v->n + 1, sizeof(*v->mounts));
	m = &v->mounts[v->n++];
	name = unescape(device, device_len);
	m->point = unescape(point, point_len);
	m->device = *name == '/' ? without_links(name) : mem_text(name);
	m->name = NULL;
	free(name);
}

static void read_mounts(struct volumes *v, const char *mountinfo)
{
	FILE *in = fopen(mountinfo, "re");
	char *line = NULL;
	size_t cap = 0;

	while (in && getline(&line, &cap, in) > 0)
		read_mount(v, line);
	free(line);
	if (in)
		fclose(in);
}

/* ---- labels and UUIDs ---- */

/* What the folder of links calls a device; NULL: nothing. The caller frees it. */
static char *find_link(const char *folder, const char *device)
{
	DIR *links = opendir(folder);
	struct dirent *e;
	char *found = NULL;

	while (links && !found && (e = readdir(links)) != NULL) {
		struct str path = STR_INIT;
		char *real;

		str_addf(&path, "%s/%s", folder, e->d_name);
		real = e->d_name[0] == '.' ? NULL : realpath(str_text(&path), NULL);
		if (real && !strcmp(real, device))
			found = unescape(e->d_name, strlen(e->d_name));
		free(real);
		str_free(&path);
	}
	if (links)
		closedir(links);
	return found;
}

/* The names of drives are text from outside. */
static void add_clean(struct str *out, const char *text)
{
	text_clean(out, text, strlen(text), TEXT_LINE);
}

static void name_mount(struct mount *m, const char *disks)
{
	struct str folder = STR_INIT, name = STR_INIT;
	char *label, *uuid;

	str_addf(&folder, "%s/by-label", disks);
	label = find_link(str_text(&folder), m->device);
	str_clear(&folder);
	str_addf(&folder, "%s/by-uuid", disks);
	uuid = find_link(str_text(&folder), m->device);
	if (label)
		add_clean(&name, label);
	if (uuid) {
		str_add(&name, label ? " (" : "(");
		add_clean(&name, uuid);
		str_add_c(&name, ')');
	}
	if (!name.len)
		add_clean(&name, m->point);
	m->name = str_detach(&name);
	free(label);
	free(uuid);
	str_free(&folder);
}

struct volumes *volumes_read(const char *mountinfo, const char *disks)
{
	struct volumes *v = mem_zero(sizeof(*v));

	read_mounts(v, mountinfo ? mountinfo : "/proc/self/mountinfo");
	for (size_t i = 0; i < v->n; i++)
		name_mount(&v->mounts[i], disks ? disks : "/dev/disk");
	return v;
}

void volumes_free(struct volumes *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < v->n; i++) {
		free(v->mounts[i].point);
		free(v->mounts[i].device);
		free(v->mounts[i].name);
	}
	free(v->mounts);
	free(v);
}

/* ---- which is which ---- */

static bool is_below(const char *path, const char *point)
{
	size_t len = strlen(point);

	if (len && point[len - 1] == '/')
		len--;
	return !strncmp(path, point, len) && (path[len] == '/' || !path[len]);
}

void volume_name(const struct volumes *v, const char *path, struct str *out)
{
	const struct mount *best = NULL;

	for (size_t i = 0; i < v->n; i++) {
		const struct mount *m = &v->mounts[i];

		if (is_below(path, m->point) && (!best || strlen(m->point) >= strlen(best->point)))
			best = m;
	}
	if (best)
		str_add(out, best->name);
}

const char *volume_mount(const struct volumes *v, const char *name, size_t at)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct mount *m = &v->mounts[i];

		if (!strcmp(m->name, name) && !at--)
			return m->point;
	}
	return NULL;
}

bool volume_is_known(const char *name)
{
	size_t len = strlen(name);

	return len && (*name == '/' || name[len - 1] == ')');
}
