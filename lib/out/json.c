#include "base/num.h"
#include "out/backend.h"
#include "out/escape.h"

/* Of each column `,"name":`, and `,"name_minor":` where it is money. */
struct json_key {
	struct str name, minor;
};

struct json {
	struct json_key *keys;
	bool any;
};

static struct str
key_make(struct writer *w, const char *name, const char *suffix)
{
	struct str key;

	buf_reset(&w->row);
	buf_fmt(&w->row, "%s%s", name, suffix);
	key = arena_str(&w->arena, buf_view(&w->row));
	buf_reset(&w->row);
	buf_char(&w->row, ',');
	json_text(key, &w->row);
	buf_char(&w->row, ':');
	key = arena_str(&w->arena, buf_view(&w->row));
	buf_reset(&w->row);
	return key;
}

static int
ndjson_open(struct writer *w, struct err *e)
{
	struct json *j = arena_alloc(&w->arena, sizeof *j);

	(void)e;
	j->keys = arena_array(&w->arena, w->n, sizeof *j->keys);
	for (size_t i = 0; i < w->n; i++) {
		const struct column *c = &w->columns[i];

		j->keys[i].name = key_make(w, c->name, "");
		if (c->money)
			j->keys[i].minor = key_make(w, c->name, "_minor");
		w->fixed += j->keys[i].name.n + j->keys[i].minor.n + INT_MOST;
	}
	w->state = j;
	return ERR_OK;
}

static int
json_open(struct writer *w, struct err *e)
{
	int code = ndjson_open(w, e);

	out_char(w->out, '[');
	return code;
}

static char *
put_list(char *to, struct str words)
{
	struct str word;
	bool any = false;

	*to++ = '[';
	while (words.n && str_split(&words, ',', &word)) {
		if (any)
			*to++ = ',';
		to = escape_json(to, word);
		any = true;
	}
	*to++ = ']';
	return to;
}

static char *
put_bool(char *to, struct str s)
{
	if (str_is(s, "yes") || str_is(s, "true"))
		return escape_none(to, STR("true"));
	if (str_is(s, "no") || str_is(s, "false"))
		return escape_none(to, STR("false"));
	return escape_json(to, s);
}

static char *
put_value(char *to, const struct column *c, const struct cell *cell)
{
	enum json_kind kind = cell->number ? JSON_NUMBER : c->json;

	if (!cell->text.p)
		return escape_none(to, STR("null"));
	if (c->money)
		return escape_json(to, cell->text);
	switch (kind) {
	case JSON_NUMBER:
		return escape_is_number(cell->text)
			? escape_none(to, cell->text)
			: escape_json(to, cell->text);
	case JSON_BOOL: return put_bool(to, cell->text);
	case JSON_LIST: return put_list(to, cell->text);
	case JSON_STRING: break;
	}
	return escape_json(to, cell->text);
}

static char *
put_minor(char *to, const struct cell *cell)
{
	if (!cell->text.p || cell->minor == NUM_NULL)
		return escape_none(to, STR("null"));
	return escape_int(to, cell->minor);
}

/* Every key begins with a comma; the first one's becomes the brace. */
static char *
put_object(struct writer *w, char *to, const struct cell *cells)
{
	const struct json *j = w->state;
	char *from = to;

	if (!w->n)
		*to++ = '{';
	for (size_t i = 0; i < w->n; i++) {
		to = escape_none(to, j->keys[i].name);
		to = put_value(to, &w->columns[i], &cells[i]);
		if (!w->columns[i].money)
			continue;
		to = escape_none(to, j->keys[i].minor);
		to = put_minor(to, &cells[i]);
	}
	*from = '{';
	*to++ = '}';
	return to;
}

static void
ndjson_row(struct writer *w, const struct cell *cells)
{
	char *at = put_object(w, writer_room(w, cells, JSON_MOST), cells);

	*at++ = w->end;
	writer_send(w, at);
}

static void
json_row(struct writer *w, const struct cell *cells)
{
	struct json *j = w->state;
	char *at = writer_room(w, cells, JSON_MOST);

	if (j->any)
		*at++ = ',';
	*at++ = '\n';
	writer_send(w, put_object(w, at, cells));
	j->any = true;
}

static void
json_close(struct writer *w)
{
	const struct json *j = w->state;

	out_add(w->out, j->any ? STR("\n]\n") : STR("]\n"));
}

const struct backend json_backend = {
	.name = "json",
	.open = json_open,
	.row = json_row,
	.close = json_close,
};

const struct backend ndjson_backend = {
	.name = "ndjson",
	.takes = TAKES_NULL_END,
	.open = ndjson_open,
	.row = ndjson_row,
};
