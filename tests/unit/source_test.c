#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "base/utf8.h"
#include "in/place.h"
#include "in/source.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static char path[] = "/tmp/source_test-XXXXXX";

static void
put(struct str s)
{
	struct err e;
	int fd = open(path, O_WRONLY | O_TRUNC);

	assert_true(fd >= 0);
	assert_int_equal(io_write_all(fd, s.p, s.n, &e), ERR_OK);
	assert_int_equal(close(fd), 0);
}

static const struct {
	struct str bytes;
	enum encoding enc;
	const char *text; /* NULL: refused */
	const char *why;  /* then the message, after path: where it has one */
	int line, col;
} sources[] = {
	{STR(""), ENC_AUTO, "", NULL, 0, 0},
	{STR("a,b\n"), ENC_AUTO, "a,b\n", NULL, 0, 0},
	{STR("\xc3\xa5"), ENC_UTF8, "\xc3\xa5", NULL, 0, 0},
	{STR("\xef\xbb\xbfid\n"), ENC_AUTO, "id\n", NULL, 0, 0},
	{STR("\xef\xbb\xbfid\n"), ENC_UTF8, "id\n", NULL, 0, 0},
	{STR("\xef\xbb\xbf\xef\xbb\xbfid"), ENC_AUTO, "\xef\xbb\xbfid", NULL, 0,
		0},
	{STR("\xef\xbb"), ENC_AUTO, NULL, "\\xef: not valid UTF-8", 1, 1},
	{STR("\xff\xfe"
	     "a\0\xe5\0\n\0"),
		ENC_AUTO, "a\xc3\xa5\n", NULL, 0, 0},
	{STR("\xfe\xff\0a\0\xe5\0\n"), ENC_AUTO, "a\xc3\xa5\n", NULL, 0, 0},
	{STR("\xff\xfe"
	     "a\0"),
		ENC_UTF16, "a", NULL, 0, 0},
	{STR("\xfe\xff\0a"), ENC_UTF16, "a", NULL, 0, 0},
	{STR("\xff\xfe"), ENC_AUTO, "", NULL, 0, 0},
	{STR("a\0b\0"), ENC_UTF16LE, "ab", NULL, 0, 0},
	{STR("\0a\0b"), ENC_UTF16BE, "ab", NULL, 0, 0},
	{STR("\x3d\xd8\x00\xde\xac\x20"), ENC_UTF16LE,
		"\xf0\x9f\x98\x80\xe2\x82\xac", NULL, 0, 0},
	{STR("\xff\xdb\xff\xdf\xff\xff"), ENC_UTF16LE,
		"\xf4\x8f\xbf\xbf\xef\xbf\xbf", NULL, 0, 0},
	{STR("a\0\x3d\xd8"), ENC_UTF16LE, NULL,
		"\\x3d\\xd8: no character in utf-16le", 1, 2},
	{STR("\n\0a\0\x3d\xd8"
	     "a\0"),
		ENC_UTF16LE, NULL, "\\x3d\\xd8: no character in utf-16le", 2,
		2},
	{STR("\xdc\x00\xdc\x00"), ENC_UTF16BE, NULL,
		"\\xdc\\x00: no character in utf-16be", 1, 1},
	{STR("\xde\x00"), ENC_UTF16BE, NULL,
		"\\xde\\x00: no character in utf-16be", 1, 1},
	{STR("a\0b"), ENC_UTF16LE, NULL, "\\x62: no character in utf-16le", 1,
		2},
	{STR("a\0\0\0"), ENC_UTF16LE, NULL, "NUL: not allowed in text", 1, 2},
	{STR("a\0b\0"), ENC_AUTO, NULL, "NUL: not allowed in text", 1, 2},
	{STR("a\0"), ENC_UTF16, NULL, ": utf-16 without a byte order mark", 0,
		0},
	{STR("\xff\xfe"
	     "a\0"),
		ENC_UTF16BE, NULL,
		": begins with the mark of utf-16le, not utf-16be", 0, 0},
	{STR("\xff\xfe"
	     "a\0"),
		ENC_UTF8, NULL, ": begins with the mark of utf-16le, not utf-8",
		0, 0},
	{STR("\xef\xbb\xbf"
	     "a"),
		ENC_LATIN1, NULL, ": begins with the mark of utf-8, not latin1",
		0, 0},
	{STR("\xff\xfe\0\0a\0\0\0"), ENC_AUTO, NULL,
		": UTF-32 is not supported", 0, 0},
	{STR("\0\0\xfe\xff\0\0\0a"), ENC_AUTO, NULL,
		": UTF-32 is not supported", 0, 0},
	{STR("\xe5\xe4\xf6 \xa4\x7f"), ENC_LATIN1,
		"\xc3\xa5\xc3\xa4\xc3\xb6 \xc2\xa4\x7f", NULL, 0, 0},
	{STR("\x80\x9f\xff"), ENC_LATIN1, "\xc2\x80\xc2\x9f\xc3\xbf", NULL, 0,
		0},
	{STR("\x80 \x93x\x94 \x8e\x9f\xe5"), ENC_CP1252,
		"\xe2\x82\xac \xe2\x80\x9cx\xe2\x80\x9d \xc5\xbd\xc5\xb8"
		"\xc3\xa5",
		NULL, 0, 0},
	{STR("ab\r\n\xe5\x81"), ENC_CP1252, NULL,
		"\\x81: no character in cp1252", 2, 2},
	{STR("x\0"), ENC_LATIN1, NULL, "NUL: not allowed in text", 1, 2},
	{STR("a,b\n\xc3\xa5,\xe5\n"), ENC_AUTO, NULL, "\\xe5: not valid UTF-8",
		2, 3},
	{STR("a\rb\r\n\xed\xa0\x80"), ENC_AUTO, NULL, "\\xed: not valid UTF-8",
		3, 1},
};

static void
test_sources(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sources); i++) {
		struct source s;
		struct err e = {0};
		int code;

		put(sources[i].bytes);
		code = source_open(&s, path, sources[i].enc, &e);
		assert_int_equal(code, sources[i].text ? ERR_OK : ERR_DATA);
		if (sources[i].text) {
			assert_true(str_is(s.text, sources[i].text));
			assert_int_equal(utf8_valid(s.text), s.text.n);
			source_close(&s);
			continue;
		}
		assert_int_equal(e.line, sources[i].line);
		assert_int_equal(e.col, sources[i].col);
		assert_string_equal(e.line ? e.file : path, path);
		assert_string_equal(
			e.msg + (e.line ? 0 : strlen(path)), sources[i].why);
	}
}

static const struct {
	const char *name;
	int enc; /* -1: none */
} names[] = {
	{"utf-8", ENC_UTF8},
	{"UTF8", ENC_UTF8},
	{"utf-16", ENC_UTF16},
	{"UTF-16LE", ENC_UTF16LE},
	{"utf_16_be", ENC_UTF16BE},
	{"latin1", ENC_LATIN1},
	{"Latin-1", ENC_LATIN1},
	{"ISO-8859-1", ENC_LATIN1},
	{"cp1252", ENC_CP1252},
	{"CP-1252", ENC_CP1252},
	{"windows-1252", ENC_CP1252},
	{"auto", ENC_AUTO},
	{"", -1},
	{"utf", -1},
	{"utf-88", -1},
	{"iso-8859-15", -1},
	{"windows-1252-and-more", -1},
	{"-", -1},
};

static void
test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		enum encoding enc = ENC_AUTO, again = ENC_AUTO;
		struct err e;
		int code = encoding_parse(str_of(names[i].name), &enc, &e);

		if (names[i].enc < 0) {
			assert_int_equal(code, ERR_USAGE);
			assert_non_null(strstr(e.hint, "cp1252"));
			continue;
		}
		assert_int_equal(code, ERR_OK);
		assert_int_equal((int)enc, names[i].enc);
		code = encoding_parse(str_of(encoding_name(enc)), &again, &e);
		assert_int_equal(code, ERR_OK);
		assert_int_equal(enc, again);
	}
}

static const struct {
	const char *text;
	enum source_kind kind;
} kinds[] = {
	{"", SOURCE_CSV},
	{" \n", SOURCE_CSV},
	{"id,name\n", SOURCE_CSV},
	{"[]", SOURCE_JSON},
	{" \r\n\t[\n  {\"a\":1}]", SOURCE_JSON},
	{"[{", SOURCE_JSON},
	{"[x],y\n", SOURCE_CSV},
	{"[", SOURCE_CSV},
	{"{\"a\":1}\n{\"a\":2}\n", SOURCE_NDJSON},
	{"{\n \"a\":1}", SOURCE_NDJSON},
	{"{}", SOURCE_NDJSON},
	{"{x},y\n", SOURCE_CSV},
	{"\"a\",\"b\"\n", SOURCE_CSV},
	{"1\n2\n", SOURCE_CSV},
};

static void
test_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++)
		assert_int_equal(
			source_kind(str_of(kinds[i].text)), kinds[i].kind);
}

static void
test_cannot_open(void **state)
{
	struct source s;
	struct err e;

	(void)state;
	assert_int_equal(
		source_open(&s, "/none/such", ENC_AUTO, &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "/none/such: cannot open: "));
	assert_int_equal(source_open(&s, "/tmp", ENC_AUTO, &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "/tmp: cannot read: Is a directory"));
}

/* Numbered lines of ten bytes, 0000000\r\n and so on. */
static struct buf
lines_make(size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "%08zu\r\n", i);
	return b;
}

/* Standard input as a large file, not from its beginning: mapped. */
static void
test_stdin_file(void **state)
{
	struct buf b = lines_make(200000);
	struct source s;
	struct err e;
	int saved = dup(0), fd = open(path, O_RDWR);
	char byte;

	(void)state;
	put(buf_view(&b));
	assert_int_equal(lseek(fd, 15, SEEK_SET), 15);
	assert_int_equal(dup2(fd, 0), 0);
	assert_int_equal(source_open(&s, "-", ENC_AUTO, &e), ERR_OK);
	assert_string_equal(s.name, "standard input");
	assert_non_null(s.spool.map);
	assert_true(str_eq(s.text, str_cut(buf_view(&b), 15, b.n)));
	assert_int_equal(read(0, &byte, 1), 0);
	source_close(&s);
	dup2(saved, 0);
	close(saved);
	close(fd);
	buf_free(&b);
}

/* More than fits into memory goes to a file and comes back the same. */
static void
test_spool(void **state)
{
	struct buf b = lines_make(SPOOL_MEMORY / 10 / 4);
	struct spool sp = {0};
	struct str all;
	struct err e;

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_int_equal(spool_add(&sp, buf_view(&b), &e), ERR_OK);
	assert_int_equal(spool_view(&sp, &all, &e), ERR_OK);
	assert_non_null(sp.map);
	assert_int_equal(all.n, 5 * b.n);
	for (size_t i = 0; i < 5; i++)
		assert_true(str_eq(
			str_cut(all, i * b.n, (i + 1) * b.n), buf_view(&b)));
	spool_free(&sp);
	spool_free(&sp);
	setenv("TMPDIR", "/none/such", 1);
	assert_int_equal(spool_add(&sp, buf_view(&b), &e), ERR_OK);
	for (int i = 0; i < 3; i++)
		assert_int_equal(spool_add(&sp, buf_view(&b), &e), ERR_OK);
	assert_int_equal(spool_add(&sp, buf_view(&b), &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "/none/such: cannot spool: "));
	unsetenv("TMPDIR");
	spool_free(&sp);
	buf_free(&b);
}

static void
test_spool_limit(void **state)
{
	struct spool sp = {0};
	struct err e;
	int fd = open("/dev/zero", O_RDONLY);

	(void)state;
	assert_int_equal(spool_read(&sp, fd, "zeros", 3000000, &e), ERR_DATA);
	assert_string_equal(e.msg, "zeros: larger than 3000000 bytes");
	spool_free(&sp);
	close(fd);
}

/* A large UTF-16 file, converted in many blocks. */
static void
test_large_utf16(void **state)
{
	struct buf b = {0};
	struct source s;
	struct err e;

	(void)state;
	buf_add(&b, "\xff\xfe", 2);
	for (int i = 0; i < 600000; i++)
		buf_add(&b, i % 3 ? "a\0" : "\xac\x20", 2);
	put(buf_view(&b));
	assert_int_equal(source_open(&s, path, ENC_AUTO, &e), ERR_OK);
	assert_int_equal(s.text.n, 1000000);
	for (size_t i = 0; i < 200000; i++)
		assert_memory_equal(s.text.p + i * 5,
			"\xe2\x82\xac"
			"aa",
			5);
	source_close(&s);
	buf_free(&b);
}

/* From anywhere to anywhere, the place is what counting from the start says. */
static void
test_place(void **state)
{
	struct str s = STR("ab\n\xc3\xa5\r\n\r\r\n\n\xe2\x82\xac x\rz");

	(void)state;
	for (size_t from = 0; from <= s.n; from++)
		for (size_t to = 0; to <= s.n; to++) {
			struct place p, q;

			place_open(&p, "f", s);
			place_move(&p, from);
			place_move(&p, to);
			place_open(&q, "f", s);
			place_move(&q, to);
			assert_int_equal(p.line, q.line);
			assert_int_equal(p.col, q.col);
		}
}

static const struct {
	size_t at;
	int line, col;
} places[] = {
	{0, 1, 1},
	{2, 1, 3},
	{3, 2, 1},
	{5, 2, 2},
	{6, 2, 3},
	{7, 3, 1},
	{8, 4, 1},
	{10, 5, 1},
	{11, 6, 1},
	{14, 6, 2},
	{16, 6, 4},
	{17, 7, 1},
	{18, 7, 2},
	{99, 7, 2},
};

static void
test_places(void **state)
{
	struct place p;
	struct err e = {.code = ERR_DATA};

	(void)state;
	place_open(&p, "f", STR("ab\n\xc3\xa5\r\n\r\r\n\n\xe2\x82\xac x\rz"));
	for (size_t i = 0; i < COUNT(places); i++) {
		assert_int_equal(place_err(&p, places[i].at, &e), ERR_DATA);
		assert_string_equal(e.file, "f");
		assert_int_equal(e.line, places[i].line);
		assert_int_equal(e.col, places[i].col);
	}
}

static int
setup(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int
teardown(void **state)
{
	(void)state;
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_cannot_open),
		cmocka_unit_test(test_stdin_file),
		cmocka_unit_test(test_spool),
		cmocka_unit_test(test_spool_limit),
		cmocka_unit_test(test_large_utf16),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests_name("source", tests, setup, teardown);
}
