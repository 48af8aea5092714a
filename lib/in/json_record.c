#include "base/utf8.h"
#include "in/json.h"

/* The token's text, made to stay. */
static struct str
keep(struct json *j, struct arena *a)
{
	return j->copied ? arena_str(a, j->text) : j->text;
}

static int
refuse(struct json *j, struct str key, const char *problem, struct err *e)
{
	err_set(e, ERR_DATA, "%.*s: %s", STR_F(text_fit(key, 60)), problem);
	return json_at(j, j->at, e);
}

/* Past the array's end, with all of it in f->text. */
static int
list_raw(struct json *j, struct json_field *f, struct err *e)
{
	int code = ERR_OK, outside = j->depth - 1;

	if (j->kind == JS_OBJECT || j->kind == JS_ARRAY)
		outside--;
	while (!code && j->depth > outside)
		code = json_next(j, e);
	f->kind = JS_RAW;
	f->text = str_cut(j->src, f->at, j->pos);
	return code;
}

/* The members after the token JS_ARRAY. */
static int
list_read(struct json *j, bool raw, struct arena *a, struct json_field *f,
	struct err *e)
{
	int code;

	f->kind = JS_LIST;
	f->text = STR("");
	for (j->members.n = 0;; *ARR_ADD(&j->members) = keep(j, a)) {
		if ((code = json_next(j, e)))
			return code;
		if (j->kind == JS_ARRAY_END)
			break;
		if (j->kind != JS_STRING && j->kind != JS_NUMBER)
			return raw ? list_raw(j, f, e)
				   : refuse(j, f->key,
					     "a list may hold only "
					     "strings and numbers",
					     e);
		if (j->members.n == JSON_FIELDS_MAX)
			return refuse(j, f->key,
				"more than 100000 members in a list", e);
	}
	f->nlist = j->members.n;
	f->list = arena_array(a, f->nlist, sizeof *f->list);
	if (f->nlist)
		memcpy(f->list, j->members.v, f->nlist * sizeof *f->list);
	return ERR_OK;
}

/* The value after the token JS_KEY. */
static int
field_read(struct json *j, bool raw, struct arena *a, struct json_field *f,
	struct err *e)
{
	int code;

	f->key = keep(j, a);
	f->key_at = j->at;
	if ((code = json_next(j, e)))
		return code;
	f->at = j->at;
	f->kind = j->kind;
	f->text = STR("");
	if (j->kind == JS_ARRAY)
		return list_read(j, raw, a, f, e);
	if (j->kind == JS_STRING || j->kind == JS_NUMBER)
		f->text = keep(j, a);
	if (j->kind != JS_OBJECT)
		return ERR_OK;
	if (!raw)
		return refuse(j, f->key, "nested objects are not accepted", e);
	f->kind = JS_RAW;
	return json_skip(j, &f->text, e);
}

/* To the next JS_OBJECT, into the one array and out of it again. */
static int
record_begin(struct json *j, bool *more, struct err *e)
{
	bool first = !j->any, left = false;
	int code = json_next(j, e);

	if (!code && first && j->kind == JS_ARRAY) {
		j->array = true;
		code = json_next(j, e);
	}
	if (!code && j->array && j->kind == JS_ARRAY_END) {
		left = true;
		code = json_next(j, e);
	}
	*more = !code && j->kind == JS_OBJECT && !left;
	if (code || *more || j->kind == JS_END)
		return code;
	j->broken = left;
	err_set(e, ERR_DATA,
		left ? "expected nothing after the array"
		     : "expected an object");
	return json_at(j, j->at, e);
}

int
json_record(struct json *j, bool raw, struct arena *a, struct json_record *r,
	bool *more, struct err *e)
{
	int code = record_begin(j, more, e);

	*r = (struct json_record){.at = j->at};
	if (code || !*more)
		return code;
	j->fields.n = 0;
	while (!(code = json_next(j, e)) && j->kind == JS_KEY)
		if ((code = field_read(j, raw, a, ARR_ADD(&j->fields), e)))
			return code;
	if (code)
		return code;
	r->n = j->fields.n;
	r->v = arena_array(a, r->n, sizeof *r->v);
	if (r->n)
		memcpy(r->v, j->fields.v, r->n * sizeof *r->v);
	return ERR_OK;
}
