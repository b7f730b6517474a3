#include "config.h"

#include "tui/paths.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/mem.h"
#include "model/str.h"

char *path_real(const char *typed)
{
	const char *home = getenv("HOME");
	struct str path = STR_INIT;

	if (!strncmp(typed, "~/", 2) && home)
		str_addf(&path, "%s%s", home, typed + 1);
	else
		str_add(&path, typed);
	return str_detach(&path);
}

void path_complete(struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	const char *slash = strrchr(text, '/');
	const char *start = slash ? slash + 1 : text;
	char *typed = mem_text_n(text, (size_t)(start - text));
	char *folder = path_real(*typed ? typed : ".");
	DIR *dir = opendir(folder);
	struct dirent *d;

	(void)app;
	(void)p;
	while (dir && (d = readdir(dir))) {
		struct str line = STR_INIT;
		struct str real = STR_INIT;
		struct stat st;

		if (strncmp(d->d_name, start, strlen(start)) != 0 ||
			(d->d_name[0] == '.' && !*start))
			continue;
		str_addf(&line, "%s%s", typed, d->d_name);
		str_addf(&real, "%s/%s", folder, d->d_name);
		if (!stat(str_text(&real), &st) && S_ISDIR(st.st_mode))
			str_add_c(&line, '/');
		candidates_add(out, str_text(&line));
		str_free(&line);
		str_free(&real);
	}
	if (dir)
		closedir(dir);
	free(typed);
	free(folder);
}
