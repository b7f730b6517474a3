/* Links of CommonMark that cite a record: [the police report](exhibit:hk-police-report). */
#ifndef AMPARO_EXPORT_CITATION_H
#define AMPARO_EXPORT_CITATION_H

#include <cmark.h>
#include <stdbool.h>

#include "model/entity.h"

/* ENTITY:REF; ENTITY_NONE when it is none. *ref points into `url`. */
enum entity_id citation_read(const char *url, const char **ref);

/* Without words of its own: [](exhibit:x), and also <exhibit:x>, which repeats the address. */
bool citation_is_wordless(cmark_node *node, const char *url);

#endif
