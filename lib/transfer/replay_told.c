/* The keys of a line. */
#include "transfer/replay_part.h"

const struct json_field *
told_find(const struct player *p, const char *key)
{
	for (size_t i = 0; i < p->rec.n; i++)
		if (str_is(p->rec.v[i].key, key))
			return &p->rec.v[i];
	return NULL;
}

int
told_at(struct player *p, const char *key, struct err *e)
{
	const struct json_field *f = told_find(p, key);

	return json_at(&p->json, f ? f->at : p->rec.at, e);
}

int
told_wrong(struct player *p, const char *key, struct err *e)
{
	err_set(e, ERR_DATA, "'%s' is missing, or of another kind", key);
	return told_at(p, key, e);
}

/* A text, null for null or where it is absent. */
int
told_text(struct player *p, const char *key, struct str *out, struct err *e)
{
	const struct json_field *f = told_find(p, key);

	*out = STR_NULL;
	if (!f || f->kind == JS_NULL)
		return 0;
	if (f->kind != JS_STRING)
		return told_wrong(p, key, e);
	*out = f->text;
	return 0;
}

int
told_number(struct player *p, const char *key, int64_t *out, struct err *e)
{
	const struct json_field *f = told_find(p, key);

	*out = NUM_NULL;
	if (!f || f->kind == JS_NULL)
		return 0;
	if (f->kind != JS_NUMBER)
		return told_wrong(p, key, e);
	return num_parse(f->text, INT64_MIN + 1, INT64_MAX, out, e)
		? told_at(p, key, e) : 0;
}

int
told_instant(struct player *p, const char *key, int64_t *out, struct err *e)
{
	struct str text;
	int rc = told_text(p, key, &text, e);

	if (rc == 0 && !text.p)
		rc = told_wrong(p, key, e);
	if (rc)
		return rc;
	return instant_parse(text, NULL, out, e) ? told_at(p, key, e) : 0;
}

int
told_word(struct player *p, const char *key, const char *const *words,
	size_t n, int *out, struct err *e)
{
	struct str text;
	int rc = told_text(p, key, &text, e);

	for (size_t i = 0; rc == 0 && i < n; i++)
		if (text.p && str_is(text, words[i])) {
			*out = (int)i;
			return 0;
		}
	return rc ? rc : told_wrong(p, key, e);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
told_hex(struct str s, uint8_t *out, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int hi = hex_digit(s.p[2 * i]), lo = hex_digit(s.p[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		out[i] = (uint8_t)(hi << 4 | lo);
	}
	return true;
}

