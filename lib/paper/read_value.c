/* Keys in their order, values in their one form. */
#include "base/day.h"
#include "paper/read_part.h"

void
read_fail(struct reader *r, const char *key, const char *problem)
{
	r->rc = err_set(r->e, ERR_DATA, "%s: %s", key, problem);
	json_at(&r->j, r->j.at, r->e);
}

static bool
next(struct reader *r)
{
	if (r->rc == 0)
		r->rc = json_next(&r->j, r->e);
	return r->rc == 0;
}

static bool
take(struct reader *r, enum json_token kind, const char *problem)
{
	if (!next(r))
		return false;
	if (r->j.kind == kind)
		return true;
	r->rc = err_set(r->e, ERR_DATA, "%s", problem);
	json_at(&r->j, r->j.at, r->e);
	return false;
}

/* The key that has to come; then its value is the token. */
static bool
value(struct reader *r, const char *key)
{
	if (!next(r))
		return false;
	if (r->j.kind != JS_KEY || !str_is(r->j.text, key)) {
		read_fail(r, key, "is missing here");
		return false;
	}
	return next(r);
}

void
read_text(struct reader *r, const char *key, struct str *out)
{
	*out = STR_NULL;
	if (!value(r, key) || r->j.kind == JS_NULL)
		return;
	if (r->j.kind == JS_STRING)
		*out = arena_str(r->a, r->j.text.p ? r->j.text : STR(""));
	else
		read_fail(r, key, "a text or null is needed");
}

void
read_int(struct reader *r, const char *key, int64_t min, int64_t max,
	int64_t *out)
{
	struct err unused;

	*out = NUM_NULL;
	if (!value(r, key) || r->j.kind == JS_NULL)
		return;
	if (r->j.kind != JS_NUMBER ||
		num_parse(r->j.text, min, max, out, &unused))
		read_fail(r, key, "no such number");
}

/* What is never null. */
int64_t
read_figure(struct reader *r, const char *key)
{
	int64_t v;

	read_int(r, key, -INT64_MAX, INT64_MAX, &v);
	if (r->rc == 0 && v == NUM_NULL)
		read_fail(r, key, "a number is needed");
	return r->rc ? 0 : v;
}

static void
read_parsed(struct reader *r, const char *key,
	int (*parse)(struct str, int64_t *, struct err *), int64_t *out)
{
	struct err why;

	*out = NUM_NULL;
	if (!value(r, key) || r->j.kind == JS_NULL)
		return;
	if (r->j.kind != JS_STRING)
		read_fail(r, key, "a text or null is needed");
	else if (parse(r->j.text, out, &why))
		read_fail(r, key, why.msg);
}

int64_t
read_decimal(struct reader *r, const char *key)
{
	int64_t v;

	read_parsed(r, key, dec_parse, &v);
	if (r->rc == 0 && v == NUM_NULL)
		read_fail(r, key, "a decimal is needed");
	return r->rc ? 0 : v;
}

/* One of some words, ended by NULL: which. */
int
read_word(struct reader *r, const char *key, const char *const *words)
{
	if (!value(r, key))
		return 0;
	for (int i = 0; r->j.kind == JS_STRING && words[i]; i++)
		if (str_is(r->j.text, words[i]))
			return i;
	read_fail(r, key, "no such word");
	return 0;
}

void
read_object(struct reader *r, const char *key)
{
	if (!key)
		take(r, JS_OBJECT, "no document");
	else if (value(r, key) && r->j.kind != JS_OBJECT)
		read_fail(r, key, "an object is needed");
}

void
read_array(struct reader *r, const char *key)
{
	if (value(r, key) && r->j.kind != JS_ARRAY)
		read_fail(r, key, "a list is needed");
}

void
read_object_end(struct reader *r)
{
	take(r, JS_OBJECT_END, "a key that no document has");
}

/* Whether another of the members stands there; its brace is read. */
bool
read_member(struct reader *r, size_t n, size_t most)
{
	if (!next(r) || r->j.kind == JS_ARRAY_END)
		return false;
	if (r->j.kind != JS_OBJECT)
		read_fail(r, "list", "an object is needed");
	else if (n >= most)
		read_fail(r, "list", "one more than there may be");
	return r->rc == 0;
}

uint64_t
read_bits(struct reader *r, const char *key, size_t n)
{
	uint64_t bits = 0;
	struct err unused;
	int64_t i;

	read_array(r, key);
	while (next(r) && r->j.kind != JS_ARRAY_END) {
		if (r->j.kind != JS_NUMBER || num_parse(r->j.text, 0,
			(int64_t)n - 1, &i, &unused))
			read_fail(r, key, "no such number");
		else
			bits |= (uint64_t)1 << i;
	}
	return bits;
}

void
read_day(struct reader *r, const char *key, int64_t *out)
{
	read_parsed(r, key, day_parse, out);
}

void
read_end(struct reader *r)
{
	take(r, JS_END, "more than one document");
}
