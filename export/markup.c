#include "config.h"

#include "export/markup.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

static void *calloc_checked(size_t n, size_t size)
{
	void *p = mem_array(n ? n : 1, size ? size : 1);

	return memset(p, 0, n * size);
}

static void *realloc_checked(void *old, size_t size)
{
	return mem_resize(old, size ? size : 1, 1);
}

/* libcmark aborts by itself when memory is out; ours restores the terminal first. */
static cmark_mem checked_memory = { calloc_checked, realloc_checked, free };

cmark_node *markup_parse(const char *text)
{
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, &checked_memory);
	cmark_node *document;

	cmark_parser_feed(parser, text, strlen(text));
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

enum entity_id markup_citation(const char *url, const char **ref)
{
	const char *colon = strchr(url, ':');
	size_t len = colon ? (size_t)(colon - url) : 0;

	if (!len || !colon[1])
		return ENTITY_NONE;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const char *name = entity_get((enum entity_id)i)->name;

		if (strlen(name) == len && !memcmp(name, url, len)) {
			*ref = colon + 1;
			return (enum entity_id)i;
		}
	}
	return ENTITY_NONE;
}

bool markup_is_wordless(cmark_node *node, const char *url)
{
	cmark_node *child = cmark_node_first_child(node);
	const char *text;

	if (!child)
		return true;
	if (cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_TEXT)
		return false;
	text = cmark_node_get_literal(child);
	return text && !strcmp(text, url);
}
