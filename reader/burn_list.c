#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/mem.h"
#include "reader/burn.h"

#define LIST_MAX (16 << 20) /* bytes; a list is typed by somebody */

static void add_word(struct burn_list *l, const char *text)
{
	l->words = mem_resize(l->words, l->n_words + 1, sizeof(*l->words));
	l->words[l->n_words++] = mem_text(text);
}

static bool add_page(unsigned **pages, size_t *n, const char *text)
{
	unsigned page;
	char more;

	if (sscanf(text, "%u%c", &page, &more) != 1 || !page)
		return false;
	*pages = mem_resize(*pages, *n + 1, sizeof(**pages));
	(*pages)[(*n)++] = page;
	return true;
}

static bool add_area(struct burn_list *l, const char *text)
{
	struct burn_area a;
	char more;

	if (sscanf(text, "%u %lf %lf %lf %lf%c", &a.page, &a.x, &a.y, &a.w, &a.h, &more) != 5 ||
		!a.page || !(a.w > 0) || !(a.h > 0))
		return false;
	l->areas = mem_resize(l->areas, l->n_areas + 1, sizeof(*l->areas));
	l->areas[l->n_areas++] = a;
	return true;
}

static bool take_line(struct burn_list *l, const char *line)
{
	char more;

	if (!strncmp(line, "word ", 5) && line[5]) {
		add_word(l, line + 5);
		return true;
	}
	if (!strncmp(line, "page ", 5))
		return add_page(&l->pages, &l->n_pages, line + 5);
	if (!strncmp(line, "look ", 5))
		return add_page(&l->looks, &l->n_looks, line + 5);
	if (!strncmp(line, "area ", 5))
		return add_area(l, line + 5);
	return sscanf(line, "dpi %u%c", &l->dpi, &more) == 1 && l->dpi >= 1 &&
	       l->dpi <= BURN_DPI_MAX;
}

bool burn_list_parse(const char *text, size_t len, struct burn_list *out)
{
	const char *end = text + len;
	bool ok = true;

	memset(out, 0, sizeof(*out));
	out->dpi = BURN_DPI;
	while (text < end && ok) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		char *line = mem_text_n(text, (size_t)((stop ? stop : end) - text));

		ok = take_line(out, line);
		free(line);
		text = stop ? stop + 1 : end;
	}
	return ok;
}

bool burn_list_read(struct burn_list *out)
{
	struct stat info;
	char *text;
	ssize_t n;
	bool ok;

	memset(out, 0, sizeof(*out));
	if (fstat(READER_FILE, &info) || info.st_size > LIST_MAX)
		return false;
	text = mem_alloc((size_t)info.st_size + 1);
	n = pread(READER_FILE, text, (size_t)info.st_size, 0);
	ok = n == (ssize_t)info.st_size && burn_list_parse(text, (size_t)n, out);
	free(text);
	return ok;
}

void burn_list_free(struct burn_list *l)
{
	for (size_t i = 0; i < l->n_words; i++)
		free(l->words[i]);
	free(l->words);
	free(l->pages);
	free(l->looks);
	free(l->areas);
	memset(l, 0, sizeof(*l));
}

bool burn_whole_page(const struct burn_list *l, unsigned page)
{
	for (size_t i = 0; i < l->n_pages; i++)
		if (l->pages[i] == page)
			return true;
	return false;
}

void burn_box_add(struct burn_boxes *b, struct burn_box box)
{
	if (b->n == b->room) {
		b->room = b->room ? 2 * b->room : 32;
		b->all = mem_resize(b->all, b->room, sizeof(*b->all));
	}
	b->all[b->n++] = box;
}

void burn_boxes_free(struct burn_boxes *b)
{
	free(b->all);
	memset(b, 0, sizeof(*b));
}

/* ---- files ---- */

enum burn_kind burn_kind(void)
{
	char first[1024];
	ptrdiff_t n = reader_read(first, sizeof(first), 0);

	if (n >= 3 && !memcmp(first, "\xFF\xD8\xFF", 3))
		return BURN_JPEG;
	if (n >= 8 && !memcmp(first, "\x89PNG\r\n\x1A\n", 8))
		return BURN_PNG;
	/* A PDF may begin with something else, as readers have it. */
	return n > 5 && memmem(first, (size_t)n, "%PDF-", 5) ? BURN_PDF : BURN_NONE;
}

bool burn_write(const void *bytes, size_t len)
{
	const char *p = bytes;
	off_t at = 0;

	if (ftruncate(READER_FILE, 0))
		return false;
	while (len) {
		ssize_t n = pwrite(READER_FILE, p, len, at);

		if (n <= 0)
			return false;
		p += n;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

const char *burn_map(size_t *len)
{
	int64_t size = reader_size();
	void *map;

	if (size <= 0)
		return NULL;
	map = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, READER_IN, 0);
	*len = (size_t)size;
	return map == MAP_FAILED ? NULL : map;
}
