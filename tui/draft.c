#include "config.h"

#include "tui/draft.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/mem.h"

/*
 * A line each: a word, a blank, the rest, with line ends and backslashes written as \n and \\. A
 * line `field NAME` begins a field, what follows belongs to it.
 */

#define FIRST_LINE "amparo draft 1"

struct draft_field *draft_add(struct draft *d, int field)
{
	struct draft_field *f;

	d->fields = mem_resize(d->fields, d->n + 1, sizeof(*d->fields));
	f = &d->fields[d->n++];
	*f = (struct draft_field){
		.field = field, .picked = { ENTITY_NONE, 0 }, .was = { .other = ENTITY_NONE }
	};
	return f;
}

void draft_free(struct draft *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->fields[i].typed);
		free(d->fields[i].was.text);
	}
	free(d->fields);
	free(d->editor);
	*d = (struct draft){ 0 };
}

/* ---- writing ---- */

static void put(struct str *out, const char *word, const char *text)
{
	str_addf(out, "%s ", word);
	for (; *text; text++) {
		if (*text == '\n')
			str_add(out, "\\n");
		else if (*text == '\\')
			str_add(out, "\\\\");
		else
			str_add_c(out, *text);
	}
	str_add_c(out, '\n');
}

static void put_subject(struct str *out, const char *word, enum entity_id entity, int64_t id)
{
	if (entity != ENTITY_NONE && id)
		str_addf(out, "%s %s %lld\n", word, entity_get(entity)->name, (long long)id);
}

void draft_write(const struct draft *d, struct str *out)
{
	str_add(out, FIRST_LINE "\n");
	str_addf(out, "entity %s\n", d->entity->name);
	if (d->id)
		str_addf(out, "id %lld\nversion %lld\n", (long long)d->id, (long long)d->version);
	put_subject(out, "owner", d->owner_id ? d->owner : ENTITY_NONE, d->owner_id);
	if (d->at >= 0)
		put(out, "at", d->entity->fields[d->at].name);
	str_addf(out, "pid %ld\n", d->pid);
	put(out, "when", d->when);
	if (d->editor)
		put(out, "editor", d->editor);
	for (size_t i = 0; i < d->n; i++) {
		const struct draft_field *f = &d->fields[i];

		put(out, "field", d->entity->fields[f->field].name);
		put(out, "typed", f->typed);
		put_subject(out, "picked", f->picked.entity, f->picked.id);
		if (!f->was.text)
			continue;
		put(out, "was", f->was.text);
		str_addf(out, "was-number %lld\n", (long long)f->was.num);
		if (f->was.other != ENTITY_NONE)
			put(out, "was-kind", entity_get(f->was.other)->name);
	}
}

/* ---- reading ---- */

static char *unescape(const char *text, size_t len)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\\' || i + 1 == len)
			str_add_c(&out, text[i]);
		else
			str_add_c(&out, text[++i] == 'n' ? '\n' : text[i]);
	}
	return str_detach(&out);
}

static enum entity_id entity_named(const char *name)
{
	const struct entity *e = entity_find(name);

	return e ? e->id : ENTITY_NONE;
}

/* "party 12" */
static struct subject read_subject(const char *rest)
{
	const char *blank = strchr(rest, ' ');
	char *name = mem_text_n(rest, blank ? (size_t)(blank - rest) : strlen(rest));
	struct subject s = { entity_named(name), blank ? strtoll(blank, NULL, 10) : 0 };

	free(name);
	return s;
}

static void replace(char **text, const char *with)
{
	free(*text);
	*text = mem_text(with);
}

/* What belongs to the field that was begun last. */
static bool read_of_field(struct draft_field *f, const char *word, const char *rest)
{
	if (!strcmp(word, "typed"))
		replace(&f->typed, rest);
	else if (!strcmp(word, "picked"))
		f->picked = read_subject(rest);
	else if (!strcmp(word, "was"))
		replace(&f->was.text, rest);
	else if (!strcmp(word, "was-number"))
		f->was.num = strtoll(rest, NULL, 10);
	else if (!strcmp(word, "was-kind"))
		f->was.other = entity_named(rest);
	else
		return false;
	return true;
}

static bool read_head(struct draft *d, const char *word, const char *rest)
{
	if (!strcmp(word, "id")) {
		d->id = strtoll(rest, NULL, 10);
	} else if (!strcmp(word, "version")) {
		d->version = strtoll(rest, NULL, 10);
	} else if (!strcmp(word, "owner")) {
		struct subject s = read_subject(rest);

		d->owner = s.entity;
		d->owner_id = s.entity == ENTITY_NONE ? 0 : s.id;
	} else if (!strcmp(word, "at")) {
		d->at = entity_field(d->entity, rest);
	} else if (!strcmp(word, "pid")) {
		d->pid = strtol(rest, NULL, 10);
	} else if (!strcmp(word, "editor")) {
		replace(&d->editor, rest);
	} else if (!strcmp(word, "when")) {
		snprintf(d->when, sizeof(d->when), "%s", rest);
	} else {
		return false;
	}
	return true;
}

static bool read_line(struct draft *d, const char *word, const char *rest)
{
	if (!strcmp(word, "entity") && !d->entity) {
		d->entity = entity_find(rest);
		return d->entity != NULL;
	}
	if (!d->entity)
		return false;
	if (!strcmp(word, "field")) {
		int field = entity_field(d->entity, rest);

		if (field < 0)
			return false;
		draft_add(d, field)->typed = mem_text("");
		return true;
	}
	return d->n > 0 ? read_of_field(&d->fields[d->n - 1], word, rest)
			: read_head(d, word, rest);
}

bool draft_read(const char *text, struct draft *out)
{
	size_t first = strlen(FIRST_LINE "\n");
	bool good;

	*out = (struct draft){ .owner = ENTITY_NONE, .at = -1 };
	good = !strncmp(text, FIRST_LINE "\n", first);
	for (text += good ? first : 0; good && *text;) {
		size_t len = strcspn(text, "\n");
		char *line = unescape(text, len);
		char *rest = strchr(line, ' ');

		if (rest)
			*rest++ = '\0';
		good = rest && read_line(out, line, rest);
		free(line);
		text += len + (text[len] == '\n');
	}
	if (good && out->entity)
		return true;
	draft_free(out);
	return false;
}

/* ---- whose it is ---- */

static bool same_program(long pid)
{
	char path[64], own[PATH_MAX], other[PATH_MAX];
	ssize_t n, m;

	snprintf(path, sizeof(path), "/proc/%ld/exe", pid);
	n = readlink("/proc/self/exe", own, sizeof(own));
	m = readlink(path, other, sizeof(other));
	return n > 0 && n == m && !memcmp(own, other, (size_t)n);
}

bool draft_program_runs(long pid)
{
	if (pid <= 0 || pid == (long)getpid() || (kill((pid_t)pid, 0) && errno == ESRCH))
		return false;
	/* Numbers of programs are used again: another program has not opened this form. */
	return same_program(pid);
}

bool draft_is_open_elsewhere(const struct draft *d)
{
	return draft_program_runs(d->pid);
}
