#include "config.h"

#include "export/citation.h"

#include <string.h>

enum entity_id citation_read(const char *url, const char **ref)
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

bool citation_is_wordless(cmark_node *node, const char *url)
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
