/*
 * CommonMark as a tree, for the bundle and for the screen, and its links that cite a record:
 * [the police report](exhibit:hk-police-report).
 */
#ifndef AMPARO_EXPORT_MARKUP_H
#define AMPARO_EXPORT_MARKUP_H

#include <cmark.h>
#include <stdbool.h>

#include "model/entity.h"

/* Bad UTF-8 is replaced. The caller frees it with cmark_node_free(). */
cmark_node *markup_parse(const char *text);

/* ENTITY:REF; ENTITY_NONE when it is none. *ref points into `url`. */
enum entity_id markup_citation(const char *url, const char **ref);

/* Without words of its own: [](exhibit:x), and also <exhibit:x>, which repeats the address. */
bool markup_is_wordless(cmark_node *node, const char *url);

#endif
