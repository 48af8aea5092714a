/* country.h - the countries of ISO 3166-1: alpha-2 codes and short names. */
#ifndef SCHEMA_COUNTRY_H
#define SCHEMA_COUNTRY_H

#include "base/str.h"

struct country {
	char code[4];
	const char *name; /* in English, for help and hints */
};

/* By code, upper case only; NULL when there is none. */
const struct country *country_find(struct str code);
/* What was meant by a text that is no code: a name in any case of letters, a
 * nearly right name, a code in other use ("UK"). NULL when nothing is near. */
const struct country *country_near(struct str text);
/* All of them, ascending by code, ended by an empty code. */
const struct country *country_all(void);

#endif
