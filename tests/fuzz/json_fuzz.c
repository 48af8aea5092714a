/*
 * JSON from any bytes: as tokens, whose print is read again as the same; and
 * as records, where every mistake has its place and reading goes on after it.
 */
#include <stdlib.h>

#include "in/json.h"
#include "out/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
token_print(const struct json *j, bool first, struct buf *out)
{
	if (!first && j->kind != JS_OBJECT_END && j->kind != JS_ARRAY_END)
		buf_char(out, j->depth ? ',' : '\n');
	switch (j->kind) {
	case JS_KEY:
		json_text(j->text, out);
		buf_char(out, ':');
		break;
	case JS_STRING: json_text(j->text, out); break;
	default: buf_str(out, j->text); break;
	}
}

/* All tokens as text without blanks; false after a mistake. */
static bool
print(struct str text, enum json_mode mode, struct buf *out)
{
	bool first = true;
	struct err e = {0};
	struct json j;
	int rc;

	json_open(&j, "f", text, mode);
	while ((rc = json_next(&j, &e)) == ERR_OK && j.kind != JS_END) {
		bool opens = j.kind == JS_OBJECT || j.kind == JS_ARRAY;
		int depth = j.depth;

		j.depth -= opens; /* it stands in what is around it */
		token_print(&j, first, out);
		j.depth = depth;
		first = opens || j.kind == JS_KEY;
	}
	must(rc == ERR_OK || (e.line > 0 && e.col > 0 && e.msg[0]));
	json_close(&j);
	return rc == ERR_OK;
}

static void
try_tokens(struct str text, enum json_mode mode)
{
	struct buf one = {0}, two = {0};

	if (print(text, mode, &one)) {
		must(print(buf_view(&one), mode, &two));
		must(str_eq(buf_view(&one), buf_view(&two)));
	}
	buf_free(&one);
	buf_free(&two);
}

static void
try_skip(struct str text)
{
	struct json j, one;
	struct err e;
	struct str raw;

	json_open(&j, "f", text, JSON_STREAM);
	while (!json_next(&j, &e) && j.kind != JS_END) {
		if (json_skip(&j, &raw, &e))
			break;
		must(raw.p >= text.p && raw.p + raw.n <= text.p + text.n);
		json_open(&one, "raw", raw, JSON_ONE);
		must(!json_next(&one, &e) && !json_skip(&one, NULL, &e));
		must(!json_next(&one, &e) && one.kind == JS_END);
		json_close(&one);
	}
	json_close(&j);
}

static void
try_records(struct str text, bool raw)
{
	struct arena a = {0};
	struct json_record r;
	struct json j;
	struct err e = {0};
	bool more = true;

	json_open(&j, "f", text, JSON_STREAM);
	while (more) {
		if (json_record(&j, raw, &a, &r, &more, &e)) {
			must(e.line > 0 && e.col > 0 && e.msg[0]);
			more = json_recover(&j);
			continue;
		}
		for (size_t i = 0; more && i < r.n; i++) {
			must(r.v[i].key.p && r.v[i].text.p);
			json_at(&j, r.v[i].at, &e);
			must(e.line > 0 && e.col > 0);
		}
		arena_reset(&a);
	}
	json_close(&j);
	arena_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};

	try_tokens(text, JSON_ONE);
	try_tokens(text, JSON_STREAM);
	try_skip(text);
	try_records(text, false);
	try_records(text, true);
	return 0;
}
