/* Organisations are told apart by their names. */
#ifndef AMPARO_MODEL_ORGANISATION_H
#define AMPARO_MODEL_ORGANISATION_H

#include "model/str.h"

/*
 * Appends the name without what does not tell two organisations apart: case, accents, signs and
 * blanks. Two with the same key are one. Nothing where the name has no letter or digit.
 */
void organisation_key(const char *name, struct str *out);

#endif
