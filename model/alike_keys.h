/*
 * What of a row leads to others that may be the same person: keys of 64 bits, and shorter numbers
 * that tell rows of one key apart. Private to model/.
 */
#ifndef AMPARO_MODEL_ALIKE_KEYS_H
#define AMPARO_MODEL_ALIKE_KEYS_H

#include <stdint.h>

#include "model/latin.h"
#include "model/name_key.h"
#include "model/signatory.h"
#include "model/str.h"

/* 0 stands for "not given" throughout. */
struct alike_keys {
	uint64_t number;     /* the platform's number */
	uint64_t email;      /* the mailbox */
	uint64_t email_name; /* the mailbox and the name */
	uint64_t place;      /* the name, country and postcode */
	uint64_t city;       /* the name and city */
	uint64_t postcode;   /* the postcode alone */
	uint64_t town;       /* the city alone */
	uint64_t town_sound; /* as it is heard, so that חיפה meets Haifa, and some other towns */
	uint64_t whole;      /* everything, where enough is filled in and there is no mailbox */
	uint32_t email_check, name_check, number_check; /* more bits of the same */
	uint16_t country;
	struct name_key name;
};

struct alike_reader;

struct alike_reader *alike_reader_open(void);
void alike_reader_close(struct alike_reader *r); /* NULL is fine */

/* Makes the keys of `s`, which came from the platform of that number. */
void alike_keys_make(struct alike_reader *r, const struct signatory *s, uint8_t platform,
	struct alike_keys *out);

#endif
