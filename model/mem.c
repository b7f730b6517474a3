#include "config.h"

#include "model/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/i18n.h"

#define EXIT_UNUSABLE 3 /* the file cannot be used further: what the verbs answer for it too */

/* One for the process, as the end of memory is one for the process. */
static void (*exhausted_hook)(void);

static _Noreturn void exhausted(void)
{
	void (*hook)(void) = exhausted_hook;

	/* Taken away first: a hook that allocates must not bring us back here for ever. */
	exhausted_hook = NULL;
	if (hook)
		hook();
	fputs(_("Amparo ends because no memory is left; what was saved stays saved.\n"), stderr);
	/* Not exit(): its handlers may allocate. */
	_exit(EXIT_UNUSABLE);
}

void mem_on_exhausted(void (*hook)(void))
{
	exhausted_hook = hook;
}

void *mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *mem_zero(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *mem_array(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *mem_resize(void *old, size_t n, size_t size)
{
	void *p;

	if (size && n > SIZE_MAX / size)
		exhausted();
	p = realloc(old, n && size ? n * size : 1);
	if (!p)
		exhausted();
	return p;
}

char *mem_text_n(const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		exhausted();
	copy = mem_alloc(len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *mem_text(const char *text)
{
	return mem_text_n(text, strlen(text));
}

char *mem_text_or_null(const char *text)
{
	return text ? mem_text(text) : NULL;
}
