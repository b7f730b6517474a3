#include "config.h"

#include "model/shipped.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A program that runs from the tree it was built in uses that tree's share/. */
static bool runs_uninstalled(void)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	size_t len = strlen(BUILD_DIR);

	if (n <= 0)
		return false;
	self[n] = '\0';
	return !strncmp(self, BUILD_DIR, len) && self[len] == '/';
}

const char *shipped_dir(void)
{
	const char *given = getenv("AMPARO_DATADIR");

	if (given && *given)
		return given;
	return runs_uninstalled() ? SOURCE_DATADIR : PKGDATADIR;
}

const char *shipped_programs(void)
{
	return runs_uninstalled() ? BUILD_DIR : PKGLIBEXECDIR;
}
