/* What is particular to contacts. */
#ifndef AMPARO_MODEL_CONTACT_H
#define AMPARO_MODEL_CONTACT_H

#include <stdint.h>

#include "model/str.h"

/*
 * Appends the number under which a contact of ours is known elsewhere, where it came from nowhere
 * else: "amparo-" and its id. Cards carry it, so that one that comes back finds its contact.
 */
void contact_number(int64_t id, struct str *out);

#endif
