/*
 * The European Case Law Identifier: ECLI:COUNTRY:COURT:YEAR:NUMBER.
 *
 * Source: Council conclusions inviting the introduction of the ECLI (OJ C 127 of 29 April 2011, p.
 * 1), annex, and the European e-Justice Portal: five parts with colons between; two letters of a
 * country or of the European Union or an international organisation; a court code of 1 to 7
 * characters that begins with a letter; a year of four digits; a number of 1 to 25 letters, digits
 * and dots.
 */
#ifndef AMPARO_MODEL_ECLI_H
#define AMPARO_MODEL_ECLI_H

#include <stdbool.h>

#define ECLI_COURT_MAX 7
#define ECLI_NUMBER_MAX 25

enum ecli_wrong {
	ECLI_RIGHT,
	ECLI_PARTS,   /* it has not five parts, or the first is not ECLI */
	ECLI_COUNTRY, /* its country is not two letters */
	ECLI_COURT,
	ECLI_YEAR,
	ECLI_NUMBER,
};

struct ecli {
	char country[3];
	char court[ECLI_COURT_MAX + 1];
	int year;
};

/* Reads it, letters in any case. Fills `out` where it is right. */
enum ecli_wrong ecli_parse(const char *text, struct ecli *out);

/* What is wrong, a sentence without a dot, translated. */
const char *ecli_why(enum ecli_wrong wrong);

/*
 * The country by ISO 3166-1 that the code means: EL is GR and UK is GB. False: it is the code of an
 * organisation (EU, CE Council of Europe, EP European Patent Office), or of nothing known.
 */
bool ecli_country(const struct ecli *e, char out[3]);

/* Whether the code is a country's, or that of an organisation that gives ECLIs. */
bool ecli_is_known(const struct ecli *e);

#endif
