/* escape.h - texts as the machine formats have them, written where the caller
 * has made room. Private to out/. Each yields the place after its last byte;
 * writer.h says what it writes. */
#ifndef OUT_ESCAPE_H
#define OUT_ESCAPE_H

#include <stdint.h>

#include "base/str.h"

/* The most bytes a text of n may take, quotes and guard included. */
enum { TSV_MOST = 2, CSV_MOST = 2, JSON_MOST = 6, QUOTES = 3, INT_MOST = 20 };

char *escape_tsv(char *to, struct str s);
char *escape_csv(char *to, struct str s, bool guard);
char *escape_json(char *to, struct str s); /* with its quotes */
/* A number in decimal: at most INT_MOST bytes. */
char *escape_int(char *to, int64_t v);
/* As it is. */
char *escape_none(char *to, struct str s);
/* A number JSON takes as it is: no superfluous zero in front. */
bool escape_is_number(struct str s);

#endif
