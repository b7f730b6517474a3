/* The tables themselves; everybody else asks entity_get(). Private to model/. */
#ifndef AMPARO_MODEL_ENTITY_TABLE_H
#define AMPARO_MODEL_ENTITY_TABLE_H

#include "model/entity.h"

extern const struct entity entity_table[ENTITY_COUNT];

#endif
