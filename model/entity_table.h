/*
 * The tables themselves, by subject; everybody else asks entity_get(). Private to model/.
 *
 * A new entity: its id in entity.h, and its description at one place in the file of its subject.
 */
#ifndef AMPARO_MODEL_ENTITY_TABLE_H
#define AMPARO_MODEL_ENTITY_TABLE_H

#include "model/entity.h"

/* Each ends with a NULL name. */
extern const struct entity entities_case[];
extern const struct entity entities_petition[];
extern const struct entity entities_letter[];
extern const struct entity entities_court[];
extern const struct entity entities_evidence[];

/* Those; ends with NULL. */
extern const struct entity *const entity_tables[];

/* Who may see a record: the choices of the field `level`, which every entity has. */
extern const struct choice entity_levels[];

#endif
