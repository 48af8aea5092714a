/* str.h - a text that knows its length. It does not own its bytes: they live
 * in an arena, a buffer, a map or a literal, and are not NUL-terminated. A
 * null text (p == NULL) is "unset" and differs from an empty one. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(lit)  ((struct str){"" lit, sizeof(lit) - 1})
#define STR_NULL  ((struct str){NULL, 0})
/* For printf: "%.*s", STR_F(s) */
#define STR_F(s)  (int)(s).n, (s).p ? (s).p : ""

static inline struct str
str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

static inline struct str
str_cut(struct str s, size_t from, size_t to)
{
	return (struct str){s.p + from, to - from};
}

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *z);
/* Byte order, shorter first on a tie; null sorts before everything. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* Position of the byte, or s.n. */
size_t str_find(struct str s, char c);
/* Take the part before the first c off *rest; false when rest was null. The
 * last part leaves *rest null. */
bool str_split(struct str *rest, char c, struct str *part);
/* Without ASCII blanks at either end. */
struct str str_trim(struct str s);
/* Edit distance for "did you mean", adjacent swaps counted once; words longer
 * than 64 bytes are far from everything. */
int str_distance(struct str a, struct str b);

#endif
