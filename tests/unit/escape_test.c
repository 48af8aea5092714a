/* Hostile texts through every format, and back again by decoders that share
 * nothing with the encoders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "capture.h"
#include "out/writer.h"

enum { ROUNDS = 20000, TEXT_MOST = 40 };

static const char *const pieces[] = {"a", "Z", " ", "0", "=", "-", "+", "@",
	"'", ",", ";", "\"", "\\", "\t", "\n", "\r", "\r\n", "\\n", "\\t",
	"\x01", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x7f", "\xc2\x80",
	"\xc2\x85", "\xc2\x9b", "\xc2\xa0", "\xc3\xa9", "e\xcc\x81",
	"\xe6\xbc\xa2", "\xf0\x9f\x98\x80", "\xe2\x80\xae", "\xe2\x80\xa8",
	"\xef\xbb\xbf", "\xf3\xa0\x81\x81", "\xef\xbc\x9d", "abcdefghij",
	"{", "}", "<script>", "%s", "null"};

static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static void
text_make(uint64_t *state, struct buf *out)
{
	size_t n = next(state) % TEXT_MOST;

	buf_reset(out);
	buf_add(out, "", 0);
	while (n--)
		buf_cstr(out, pieces[next(state) %
				(sizeof pieces / sizeof *pieces)]);
}

static void
same(struct str a, const struct buf *b)
{
	assert_int_equal(a.n, b->n);
	if (a.n)
		assert_memory_equal(a.p, b->p, a.n);
}

static void
tsv_decode(struct str s, struct buf *out)
{
	static const char letters[] = "t\tn\nr\r\\\\";

	for (size_t i = 0; i < s.n; i++) {
		assert_true(s.p[i] != '\t' && s.p[i] != '\n' &&
			s.p[i] != '\r');
		if (s.p[i] != '\\') {
			buf_char(out, s.p[i]);
			continue;
		}
		assert_true(++i < s.n);
		for (size_t k = 0; letters[k]; k += 2)
			if (letters[k] == s.p[i])
				buf_char(out, letters[k + 1]);
	}
}

static void
csv_decode(struct str s, struct buf *out)
{
	size_t i = 0;

	if (!s.n || s.p[0] != '"') {
		for (; i < s.n; i++)
			assert_null(strchr(",\"\r\n", s.p[i]));
		buf_str(out, s);
		return;
	}
	for (i = 1; i + 1 < s.n; i++) {
		if (s.p[i] == '"')
			assert_int_equal(s.p[++i], '"');
		buf_char(out, s.p[i]);
	}
	assert_int_equal(i, s.n - 1);
	assert_int_equal(s.p[i], '"');
}

static uint32_t
hex4(const char *p)
{
	static const char digits[] = "0123456789abcdef";
	uint32_t v = 0;

	for (int i = 0; i < 4; i++) {
		const char *at = strchr(digits, p[i]);

		assert_non_null(at);
		v = v * 16 + (uint32_t)(at - digits);
	}
	return v;
}

static void
json_decode(struct str s, struct buf *out)
{
	static const char letters[] = "t\tn\nr\r\\\\\"\"";
	char utf8[4];
	size_t i;

	assert_int_equal(s.p[0], '"');
	for (i = 1; s.p[i] != '"'; i++) {
		if (s.p[i] != '\\') {
			buf_char(out, s.p[i]);
			continue;
		}
		i++;
		for (size_t k = 0; letters[k]; k += 2)
			if (letters[k] == s.p[i])
				buf_char(out, letters[k + 1]);
		if (s.p[i] != 'u')
			continue;
		buf_add(out, utf8, utf8_write(utf8, hex4(s.p + i + 1)));
		i += 4;
	}
	assert_int_equal(i, s.n - 1);
}

static void
what_is_escaped_comes_back(void **state)
{
	struct buf text = {0}, out = {0}, back = {0};
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		text_make(&seed, &text);
		buf_reset(&out);
		buf_reset(&back);
		tsv_text(buf_view(&text), &out);
		tsv_decode(buf_view(&out), &back);
		same(buf_view(&text), &back);
		buf_reset(&out);
		buf_reset(&back);
		json_text(buf_view(&text), &out);
		assert_true(capture_is_clean(buf_view(&out), false));
		json_decode(buf_view(&out), &back);
		same(buf_view(&text), &back);
		buf_reset(&out);
		buf_reset(&back);
		csv_text(buf_view(&text), false, &out);
		csv_decode(buf_view(&out), &back);
		same(buf_view(&text), &back);
	}
	buf_free(&text);
	buf_free(&out);
	buf_free(&back);
}

static void
taking_one_apostrophe_off_undoes_the_guard(void **state)
{
	struct buf text = {0}, out = {0}, back = {0};
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct str cell;

		text_make(&seed, &text);
		buf_reset(&out);
		buf_reset(&back);
		csv_text(buf_view(&text), true, &out);
		csv_decode(buf_view(&out), &back);
		cell = buf_view(&back);
		assert_true(!cell.n || !strchr("=+@\t\r\n", cell.p[0]));
		if (str_starts(cell, "'"))
			cell = str_cut(cell, 1, cell.n);
		same(cell, &text);
	}
	buf_free(&text);
	buf_free(&out);
	buf_free(&back);
}

/* Every byte alone and every control and invisible character, amid words. */
static void
hostile_make(size_t i, struct buf *out)
{
	static const uint32_t points[] = {0x61c, 0x180e, 0x200b, 0x200f,
		0x2028, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0xfeff,
		0xfff9, 0xe0001, 0xe007f};
	char utf8[4];

	buf_reset(out);
	buf_cstr(out, "before ");
	if (i < 255)
		buf_char(out, (char)(i + 1));
	else if (i < 255 + 32)
		buf_add(out, utf8,
			utf8_write(utf8, 0x80 + (uint32_t)(i - 255)));
	else
		buf_add(out, utf8, utf8_write(utf8, points[i - 255 - 32]));
	buf_cstr(out, " behind");
}
enum { HOSTILE = 255 + 32 + 14 };

static void
hostile_write(const struct writer_options *o, struct str text,
	struct buf *page)
{
	const struct column columns[] = {{.name = "id"}, {.name = "name"}};
	const struct cell cells[] = {{.text = STR("1")},
		{.text = text, .pretty = text, .style = STYLE_BAD}};
	struct writer *w;
	struct out out;
	struct err e;

	capture_begin(&out);
	assert_int_equal(writer_open(&w, o, columns, 2, &out, &e), 0);
	writer_row(w, cells);
	writer_note(w, text);
	assert_int_equal(writer_close(w, NULL, &e), 0);
	capture_end(&out, page);
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

static void
nothing_hostile_reaches_people(void **state)
{
	static const struct {
		struct writer_options o;
		size_t lines;
	} people[] = {
		{{.format = FORMAT_TABLE}, 4},
		{{.format = FORMAT_TABLE, .dress = true, .width = 80}, 4},
		{{.format = FORMAT_TABLE, .dress = true, .width = 20}, 4},
		{{.format = FORMAT_TEMPLATE, .template = "{id} {name}"}, 1},
		{{.format = FORMAT_TEMPLATE, .template = "{name:^30.9}"}, 1},
	};
	struct buf text = {0}, page = {0};

	(void)state;
	for (size_t i = 0; i < HOSTILE; i++) {
		hostile_make(i, &text);
		for (size_t k = 0; k < sizeof people / sizeof *people; k++) {
			hostile_write(&people[k].o, buf_view(&text), &page);
			assert_true(capture_is_clean(buf_view(&page), true));
			assert_int_equal(count(buf_view(&page), '\n'),
				people[k].lines);
		}
	}
	buf_free(&text);
	buf_free(&page);
}

static void
json_is_clean_and_a_record_is_a_line(void **state)
{
	const struct writer_options json = {.format = FORMAT_NDJSON};
	const struct writer_options tsv = {.format = FORMAT_TSV};
	struct buf text = {0}, page = {0};

	(void)state;
	for (size_t i = 0; i < HOSTILE; i++) {
		hostile_make(i, &text);
		hostile_write(&json, buf_view(&text), &page);
		assert_true(capture_is_clean(buf_view(&page), false));
		assert_int_equal(count(buf_view(&page), '\n'), 1);
		hostile_write(&tsv, buf_view(&text), &page);
		assert_int_equal(count(buf_view(&page), '\n'), 1);
		assert_int_equal(count(buf_view(&page), '\t'), 1);
		assert_int_equal(count(buf_view(&page), '\r'), 0);
	}
	buf_free(&text);
	buf_free(&page);
}

static void
json_replaces_what_is_no_text(void **state)
{
	struct buf out = {0};

	(void)state;
	json_text(STR("a\xff\xc3(\xed\xa0\x80"), &out);
	assert_string_equal(out.p, "\"a\\ufffd\\ufffd(\\ufffd\\ufffd\\ufffd\"");
	buf_free(&out);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_is_escaped_comes_back),
	cmocka_unit_test(taking_one_apostrophe_off_undoes_the_guard),
	cmocka_unit_test(nothing_hostile_reaches_people),
	cmocka_unit_test(json_is_clean_and_a_record_is_a_line),
	cmocka_unit_test(json_replaces_what_is_no_text),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
