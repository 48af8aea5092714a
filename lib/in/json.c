#include "base/utf8.h"
#include "in/json.h"
#include "in/json_string.h"

/* Up to KEYS_FEW keys are compared one by one. */
enum { KEYS_FEW = 32 };

static bool
at_end(const struct json *j)
{
	return j->pos == j->src.n;
}

static bool
looks_at(const struct json *j, char c)
{
	return !at_end(j) && j->src.p[j->pos] == c;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void
skip_blanks(struct json *j)
{
	while (!at_end(j) && is_blank(j->src.p[j->pos]))
		j->pos++;
}

int
json_at(struct json *j, size_t at, struct err *e)
{
	return place_err(&j->place, at, e);
}

static int
fail(struct json *j, size_t at, const char *problem, struct err *e)
{
	j->broken = true;
	err_set(e, ERR_DATA, "%s", problem);
	return json_at(j, at, e);
}

/* What stands at j->pos does not belong there. */
static int
unexpected(struct json *j, const char *wanted, struct err *e)
{
	struct str rest = str_cut(j->src, j->pos, j->src.n);
	struct buf shown = {0};
	uint32_t c;
	size_t n;

	j->broken = true;
	if (at_end(j)) {
		err_set(e, ERR_DATA, "unexpected end: expected %s", wanted);
		return json_at(j, j->pos, e);
	}
	n = utf8_read(rest, &c);
	text_show(str_cut(rest, 0, n ? n : 1), &shown);
	err_set(e, ERR_DATA, "unexpected %s: expected %s", shown.p, wanted);
	buf_free(&shown);
	return json_at(j, j->pos, e);
}

static int
token(struct json *j, enum json_token kind, struct str text)
{
	j->kind = kind;
	j->text = text;
	j->copied = false;
	return ERR_OK;
}

static int
open_frame(struct json *j, bool object, struct err *e)
{
	if (j->depth == JSON_DEPTH_MAX)
		return fail(j, j->pos, "nested more than 32 levels deep", e);
	j->frames[j->depth++] =
		(struct json_frame){.object = object, .first_key = j->keys.n};
	j->pos++;
	return token(j, object ? JS_OBJECT : JS_ARRAY,
		str_cut(j->src, j->at, j->pos));
}

static int
close_frame(struct json *j)
{
	struct json_frame *f = &j->frames[--j->depth];

	map_free(&f->many);
	j->keys.n = f->first_key;
	if (!j->keys.n)
		arena_reset(&j->names);
	j->pos++;
	return token(j, f->object ? JS_OBJECT_END : JS_ARRAY_END,
		str_cut(j->src, j->at, j->pos));
}

/* Whether a scalar may end here: nothing may stick to it. */
static bool
scalar_ends(const struct json *j)
{
	char c = at_end(j) ? ' ' : j->src.p[j->pos];

	return is_blank(c) || c == ',' || c == ']' || c == '}';
}

static int
literal(struct json *j, enum json_token kind, struct str word, struct err *e)
{
	for (size_t i = 0; i < word.n; i++, j->pos++)
		if (!looks_at(j, word.p[i]))
			return unexpected(j, word.p, e);
	if (!scalar_ends(j))
		return unexpected(j, "the end of the word", e);
	return token(j, kind, str_cut(j->src, j->at, j->pos));
}

static bool
skip_digits(struct json *j)
{
	size_t from = j->pos;

	while (!at_end(j) && j->src.p[j->pos] >= '0' && j->src.p[j->pos] <= '9')
		j->pos++;
	return j->pos > from;
}

static int
number(struct json *j, struct err *e)
{
	j->pos += looks_at(j, '-');
	if (looks_at(j, '0'))
		j->pos++;
	else if (!skip_digits(j))
		return unexpected(j, "a digit", e);
	if (looks_at(j, '.')) {
		j->pos++;
		if (!skip_digits(j))
			return unexpected(j, "a digit after the point", e);
	}
	if (looks_at(j, 'e') || looks_at(j, 'E')) {
		j->pos++;
		j->pos += looks_at(j, '+') || looks_at(j, '-');
		if (!skip_digits(j))
			return unexpected(j, "a digit in the exponent", e);
	}
	if (!scalar_ends(j))
		return unexpected(j, "the end of the number", e);
	return token(j, JS_NUMBER, str_cut(j->src, j->at, j->pos));
}

static int
string(struct json *j, enum json_token kind, struct err *e)
{
	struct json_string found;

	if (!json_string_find(j->src, j->pos, &found))
		return fail(j, found.bad, found.why, e);
	if (found.escaped && !json_string_undo(j->src, &found, &j->copy))
		return fail(j, found.bad, found.why, e);
	j->pos = found.end;
	token(j, kind, found.escaped ? buf_view(&j->copy) : found.raw);
	j->copied = found.escaped;
	return ERR_OK;
}

/* Whether the object has the key already; if not, it has now. */
static bool
key_seen(struct json *j, struct json_frame *f, struct str key)
{
	size_t n = j->keys.n - f->first_key;
	unsigned char first = key.n ? (unsigned char)key.p[0] : 0;
	unsigned char last = key.n ? (unsigned char)key.p[key.n - 1] : 0;
	uint64_t bit = 1ull << ((key.n * 11 + first * 5u + last) & 63);
	bool added = true;

	if (n == KEYS_FEW)
		for (size_t i = f->first_key; i < j->keys.n; i++)
			map_put(&f->many, j->keys.v[i], NULL);
	if (n >= KEYS_FEW)
		map_put(&f->many, key, &added);
	else if (f->seen & bit)
		for (size_t i = f->first_key; i < j->keys.n; i++)
			if (str_eq(j->keys.v[i], key))
				return true;
	f->seen |= bit;
	if (added)
		*ARR_ADD(&j->keys) = key;
	return !added;
}

static int
key(struct json *j, struct json_frame *f, struct err *e)
{
	int code;

	if (!looks_at(j, '"'))
		return unexpected(j, "a key in double quotes", e);
	if ((code = string(j, JS_KEY, e)))
		return code;
	if (j->copied)
		j->text = arena_str(&j->names, j->text);
	if (key_seen(j, f, j->text)) {
		j->broken = true;
		err_set(e, ERR_DATA, "\"%.*s\": the same key twice",
			STR_F(text_fit(j->text, 60)));
		return json_at(j, j->at, e);
	}
	if (j->keys.n - f->first_key > JSON_FIELDS_MAX)
		return fail(j, j->at, "more than 100000 keys in an object", e);
	skip_blanks(j);
	if (!looks_at(j, ':'))
		return unexpected(j, "a colon", e);
	j->pos++;
	f->keyed = true;
	return ERR_OK;
}

static int
value(struct json *j, struct err *e)
{
	char c = at_end(j) ? '\0' : j->src.p[j->pos];

	j->at = j->pos;
	switch (c) {
	case '{': return open_frame(j, true, e);
	case '[': return open_frame(j, false, e);
	case '"': return string(j, JS_STRING, e);
	case 't': return literal(j, JS_TRUE, STR("true"), e);
	case 'f': return literal(j, JS_FALSE, STR("false"), e);
	case 'n': return literal(j, JS_NULL, STR("null"), e);
	default: break;
	}
	if (c == '-' || (c >= '0' && c <= '9'))
		return number(j, e);
	return unexpected(j, "a value", e);
}

static int
top(struct json *j, struct err *e)
{
	bool one = j->mode == JSON_ONE;

	if (at_end(j) && (j->any || !one))
		return token(j, JS_END, STR(""));
	if (j->any && one)
		return unexpected(j, "the end of the text", e);
	j->any = true;
	j->start = j->pos;
	return value(j, e);
}

/* The next key, value or end of the innermost object or array. */
static int
inner(struct json *j, struct err *e)
{
	struct json_frame *f = &j->frames[j->depth - 1];

	if (f->keyed) {
		f->keyed = false;
		return value(j, e);
	}
	if (looks_at(j, f->object ? '}' : ']'))
		return close_frame(j);
	if (f->begun) {
		if (!looks_at(j, ','))
			return unexpected(j,
				f->object ? "a comma or }" : "a comma or ]", e);
		j->pos++;
		skip_blanks(j);
		j->at = j->pos;
	}
	f->begun = true;
	return f->object ? key(j, f, e) : value(j, e);
}

int
json_next(struct json *j, struct err *e)
{
	skip_blanks(j);
	j->at = j->pos;
	return j->depth ? inner(j, e) : top(j, e);
}

int
json_skip(struct json *j, struct str *raw, struct err *e)
{
	size_t from = j->at;
	int depth, code;

	if (j->kind == JS_OBJECT || j->kind == JS_ARRAY)
		for (depth = j->depth; j->depth >= depth;)
			if ((code = json_next(j, e)))
				return code;
	if (raw)
		*raw = str_cut(j->src, from, j->pos);
	return ERR_OK;
}

void
json_open(
	struct json *j, const char *name, struct str text, enum json_mode mode)
{
	*j = (struct json){.src = text.p ? text : STR(""), .mode = mode};
	place_open(&j->place, name, j->src);
}

static void
unwind(struct json *j)
{
	while (j->depth)
		map_free(&j->frames[--j->depth].many);
	j->keys.n = 0;
	arena_reset(&j->names);
}

/* To the end of the innermost record, where the JSON is sound. */
static bool
leave_record(struct json *j)
{
	int outside = j->array ? 1 : 0;
	struct err ignored;

	while (!j->broken && j->depth > outside)
		json_next(j, &ignored);
	return !j->broken;
}

bool
json_recover(struct json *j)
{
	if (leave_record(j))
		return true;
	if (j->array || j->mode == JSON_ONE)
		return false;
	unwind(j);
	j->broken = false;
	j->pos = j->start + str_find(str_cut(j->src, j->start, j->src.n), '\n');
	return !at_end(j);
}

void
json_close(struct json *j)
{
	unwind(j);
	ARR_FREE(&j->keys);
	ARR_FREE(&j->fields);
	ARR_FREE(&j->members);
	arena_free(&j->names);
	buf_free(&j->copy);
}
