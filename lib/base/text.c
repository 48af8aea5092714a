#include <stdlib.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "base/word.h"

/* Below NFC_INERT no character combines with or decomposes into another form.
 * MARKS_MAX bounds the marks on one letter: putting them in order takes
 * quadratic time, and no script comes near it. */
enum { NFC_INERT = 0x300, MARKS_MAX = 64, SMALL = 256 };

static bool
is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
		c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
		c == 0x205f || c == 0x3000;
}

static bool
is_ascii(struct str s)
{
	size_t i = 0;

	for (; s.n - i >= 8; i += 8)
		if (word_load(s.p + i) & WORD_HIGH)
			return false;
	return i == s.n || !(word_load_part(s.p + i, s.n - i) & WORD_HIGH);
}

static struct str
trim_end(struct str s)
{
	uint32_t c;
	size_t at;

	while (s.n) {
		at = s.n - 1;
		while (at && (s.p[at] & 0xc0) == 0x80)
			at--;
		if (utf8_read(str_cut(s, at, s.n), &c) != s.n - at ||
			!is_blank(c))
			break;
		s.n = at;
	}
	return s;
}

static struct str
trim(struct str s)
{
	uint32_t c;
	size_t n;

	while (s.n && (n = utf8_read(s, &c)) && is_blank(c))
		s = str_cut(s, n, s.n);
	return trim_end(s);
}

/* NFC, with the given further options, of valid text. */
static void
compose(struct str s, utf8proc_option_t more, struct buf *out)
{
	utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | more;
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p;
	utf8proc_int32_t small[SMALL + 1], *points = small;
	utf8proc_ssize_t len = (utf8proc_ssize_t)s.n, n;

	n = utf8proc_decompose(p, len, points, SMALL, how);
	if (n > SMALL) {
		points = calloc((size_t)n + 1, sizeof *points);
		if (!points)
			die_oom();
		n = utf8proc_decompose(p, len, points, n, how);
	}
	if (n > 0)
		n = utf8proc_reencode(points, n, how);
	if (n > 0)
		buf_add(out, points, (size_t)n);
	else
		buf_str(out, s);
	if (points != small)
		free(points);
}

static bool
is_mark(uint32_t c)
{
	return c >= NFC_INERT &&
		utf8proc_get_property((utf8proc_int32_t)c)->combining_class;
}

/* The first byte of a valid text where too many marks follow each other, or
 * s.n. */
static size_t
marks_end(struct str s)
{
	size_t n, marks = 0;
	uint32_t c;

	for (size_t i = 0; i < s.n; i += n) {
		n = utf8_read(str_cut(s, i, s.n), &c);
		marks = is_mark(c) ? marks + 1 : 0;
		if (marks > MARKS_MAX)
			return i;
	}
	return s.n;
}

static bool
control_allowed(struct str s, size_t i, enum text_rule rule)
{
	return rule == TEXT_BODY &&
		(s.p[i] == '\n' || s.p[i] == '\t' ||
			(s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n'));
}

/* What the character at s.p[i] does against the rule, or NULL. */
static const char *
point_wrong(struct str s, size_t i, uint32_t c, enum text_rule rule)
{
	switch (utf8_kind(c)) {
	case POINT_PLAIN: return NULL;
	case POINT_CONTROL:
		return control_allowed(s, i, rule) ? NULL : "control character";
	case POINT_INVISIBLE:
		return rule == TEXT_NAME ? "invisible character" : NULL;
	}
	return NULL;
}

/* The first byte that breaks the rule, or s.n; *why says how, *top is the
 * highest character. */
static size_t
text_check(struct str s, enum text_rule rule, const char **why, uint32_t *top)
{
	size_t n, at;
	uint32_t c;

	*top = 0;
	for (size_t i = 0; i < s.n; i += n) {
		n = utf8_read(str_cut(s, i, s.n), &c);
		*why = n ? point_wrong(s, i, c, rule) : "invalid UTF-8";
		if (*why)
			return i;
		*top = c > *top ? c : *top;
	}
	at = *top >= NFC_INERT ? marks_end(s) : s.n;
	*why = "too many combining marks, the last";
	return at;
}

static int
clean_fail(struct str whole, struct str s, size_t bad, const char *why,
	struct err *e)
{
	struct buf shown = {0};
	uint32_t c;
	size_t n = utf8_read(str_cut(s, bad, s.n), &c);

	text_show(str_cut(s, bad, bad + (n ? n : 1)), &shown);
	err_set(e, ERR_DATA, "%s %s at byte offset %zu", why, shown.p,
		(size_t)(s.p - whole.p) + bad);
	buf_free(&shown);
	return ERR_DATA;
}

/* Without the CR of CR LF; the rule has refused every other one. */
static void
lines_unify(struct str s, struct buf *out)
{
	struct str part;

	while (str_split(&s, '\r', &part))
		buf_str(out, part);
}

int
text_clean(struct str s, enum text_rule rule, struct arena *a, struct str *out,
	struct err *e)
{
	struct buf lines = {0}, whole = {0};
	struct str t = s.p ? trim(s) : s;
	const char *why;
	uint32_t top;
	size_t bad;

	*out = STR_NULL;
	if (!is_ascii(t) || !text_plain(t)) {
		bad = text_check(t, rule, &why, &top);
		if (bad < t.n)
			return clean_fail(s, t, bad, why, e);
		if (str_find(t, '\r') < t.n) {
			lines_unify(t, &lines);
			t = buf_view(&lines);
		}
		if (top >= NFC_INERT) {
			compose(t, 0, &whole);
			t = buf_view(&whole);
		}
	}
	*out = arena_str(a, t);
	buf_free(&lines);
	buf_free(&whole);
	return ERR_OK;
}

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

void
text_fold(struct str s, struct buf *out)
{
	size_t from = out->n;

	if (!is_ascii(s) && utf8_valid(s) == s.n && marks_end(s) == s.n) {
		compose(s, UTF8PROC_CASEFOLD, out);
		return;
	}
	buf_str(out, s);
	for (size_t i = from; i < out->n; i++)
		out->p[i] = ascii_lower(out->p[i]);
}

static bool
ascii_has(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.n <= s.n; i++) {
		size_t k = 0;

		while (k < needle.n && ascii_lower(s.p[i + k]) == needle.p[k])
			k++;
		if (k == needle.n)
			return true;
	}
	return false;
}

bool
text_has(struct str text, struct str needle)
{
	struct buf folded = {0};
	bool has;

	if (!needle.n)
		return true;
	if (is_ascii(text))
		return ascii_has(text, needle);
	text_fold(text, &folded);
	has = folded.n && memmem(folded.p, folded.n, needle.p, needle.n);
	buf_free(&folded);
	return has;
}
