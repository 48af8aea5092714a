#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "conf/paths.h"
#include "conf/user.h"
#include "conf/yaml.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

static char dir[] = "/tmp/user_test-XXXXXX";
static struct arena names;

static char *
at(const char *name)
{
	return path_join(&names, dir, name);
}

static struct schema *
small_schema(struct arena *a)
{
	static const struct field fields[] = {FIELDS_COMMON,
		FIELDS_COMMON_END};
	static const struct entity deal = {.number = 1, .name = "deal",
		.plural = "deals", .fields = fields, .nfields = COUNT(fields),
		.size = sizeof(struct common)};
	struct schema *s = arena_alloc(a, sizeof *s);

	schema_add(s, a, &deal, NULL, 0);
	return s;
}

/* ---- reading ---- */

static void
test_parse(void **state)
{
	struct arena a = {0};
	struct user_config *u;
	struct err e;
	struct buf got = {0};

	(void)state;
	assert_int_equal(user_parse(&a,
		STR("# mine\n"
		    "aliases:\n"
		    "  mine: deal list owner:me -s -amount\n"
		    "  st: 'log --since today'\n"
		    "me: anna\n"
		    "columns: {deal: \"id,name\", rep: handle}\n"
		    "color: never\n"
		    "pager:\n"),
		"c.yaml", NULL, &u, NULL, &e), ERR_OK);
	assert_true(str_is(u->me, "anna"));
	assert_true(str_is(u->color, "never"));
	assert_null(u->pager.p);
	assert_true(str_is(user_alias(u, STR("st")), "log --since today"));
	assert_null(user_alias(u, STR("none")).p);
	assert_true(str_is(user_columns(u, "deal"), "id,name"));
	assert_null(user_columns(u, "lead").p);
	for (size_t i = 0; i < u->nsettings; i++)
		buf_fmt(&got, "%.*s=%.*s %s:%d\n", STR_F(u->settings[i].key),
			STR_F(u->settings[i].value), u->file,
			u->settings[i].line);
	assert_string_equal(got.p,
		"aliases.mine=deal list owner:me -s -amount c.yaml:3\n"
		"aliases.st=log --since today c.yaml:4\n"
		"me=anna c.yaml:5\n"
		"columns.deal=id,name c.yaml:6\n"
		"columns.rep=handle c.yaml:6\n"
		"color=never c.yaml:7\n");
	assert_int_equal(user_setting(u, STR("me"))->line, 5);
	assert_null(user_setting(u, STR("pager")));
	buf_free(&got);
	arena_free(&a);
}

static void
test_empty(void **state)
{
	struct arena a = {0};
	struct user_config *u;
	struct err e;

	(void)state;
	assert_int_equal(user_load(&a, NULL, NULL, &u, NULL, &e), ERR_OK);
	assert_int_equal(u->nsettings, 0);
	assert_int_equal(user_load(&a, at("none.yaml"), NULL, &u, NULL, &e),
		ERR_OK);
	assert_null(u->me.p);
	assert_null(user_alias(u, STR("x")).p);
	arena_free(&a);
}

static void
test_faults(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"mee: anna\n",
			"c:1:1: unknown key 'mee' (did you mean 'me'?)"},
		{"me: [a]\n",
			"c:1:5: me: one value is needed, not a list"},
		{"me: \"a\\e\"\n",
			"c:1:5: me: control character \\x1b at byte offset 1"},
		{"color: yes\n",
			"c:1:8: unknown color 'yes' (one of "
			"auto,always,never)"},
		{"color: allways\n", "c:1:8: unknown color 'allways' (did "
			"you mean 'always'?)"},
		{"aliases: [a]\n",
			"c:1:10: aliases: keys and values are needed"},
		{"aliases: {A: b}\n", "c:1:11: alias 'A': use small letters, "
			"digits, '-' and '_', a letter first"},
		{"aliases: {a: }\n", "c:1:11: alias: 'value' is missing"},
		{"aliases: {a: {b: c}}\n",
			"c:1:14: value: one value is needed, not a mapping"},
		{"aliases:\n  a: b\n  a: c\n",
			"c:3:3: key 'a' given twice, first on line 2"},
		{"columns: {dael: id}\n", "c:1:11: columns: unknown entity "
			"'dael' (did you mean 'deal'?)"},
		{"me: &a b\n", "c:1:5: anchors (&a) are not supported"},
		{"- a\n", "c:1:1: keys and values are needed"},
	};
	struct arena a = {0};
	struct schema *s = small_schema(&a);
	struct faults f = {0};
	struct user_config *u;
	char got[2048];
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(user_parse(&a, str_of(rows[i].text), "c", s,
			&u, NULL, &e), ERR_DATA);
		assert_null(u);
		err_text(&e, got, sizeof got);
		assert_string_equal(got, rows[i].want);
	}
	assert_int_equal(user_parse(&a, STR("a: 1\nb: 2\ncolor: x\n"), "c", s,
		&u, &f, &e), ERR_DATA);
	assert_int_equal(f.list.n, 3);
	assert_int_equal(f.list.v[2].line, 3);
	faults_free(&f);
	arena_free(&a);
}

/* ---- rewriting ---- */

static void
expect_edit(const char *text, const char *key, const char *value,
	const char *want)
{
	struct buf got = {0};
	struct err e = {0};

	if (user_edit(str_of(text), "c", str_of(key), str_of(value), NULL,
		&got, &e))
		fail_msg("%s = %s: %s", key, value ? value : "(none)", e.msg);
	assert_string_equal(buf_view(&got).p, want);
	buf_free(&got);
}

static void
test_set(void **state)
{
	static const struct {
		const char *text, *key, *value, *want;
	} rows[] = {
		{"", "me", "anna", "me: anna\n"},
		{"# top\n", "me", "anna", "# top\nme: anna\n"},
		{"# top", "me", "anna", "# top\nme: anna\n"},
		{"me: bob # it is me\ncolor: auto\n", "me", "anna",
			"me: anna # it is me\ncolor: auto\n"},
		{"me: 'bob'\n", "me", "o'neill", "me: 'o''neill'\n"},
		{"me:\n", "me", "anna", "me: anna\n"},
		{"me: # who\ncolor: auto\n", "me", "anna",
			"me: anna # who\ncolor: auto\n"},
		{"me: anna", "color", "never", "me: anna\ncolor: never\n"},
		{"me: anna\r\ncolor: auto\r\n", "color", "never",
			"me: anna\r\ncolor: never\r\n"},
		{"pager: |\n  less\n# next\nme: a\n", "pager", "more -s",
			"pager: more -s\n# next\nme: a\n"},
		{"pager: less\n  -S\nme: a\n", "pager", "more",
			"pager: more\nme: a\n"},
		{"---\nme: bob\n", "me", "anna", "---\nme: anna\n"},
		{"\xef\xbb\xbf" "me: bob\n", "me", "anna",
			"\xef\xbb\xbf" "me: anna\n"},
		{"{me: bob}\n", "me", "anna", "{me: anna}\n"},
		{"{me: bob}\n", "color", "auto",
			"{me: bob, color: auto}\n"},
		{"{}\n", "me", "anna", "{me: anna}\n"},
		{"{me: bob}\n", "columns.deal", "id,name",
			"{me: bob, columns: {deal: 'id,name'}}\n"},
		{"", "aliases.mine", "deal list owner:me",
			"aliases:\n  mine: 'deal list owner:me'\n"},
		{"me: a\naliases:\n  x: y # one\n\n# end\ncolor: auto\n",
			"aliases.b", "c d", "me: a\naliases:\n  x: y # one\n"
			"  b: c d\n\n# end\ncolor: auto\n"},
		{"aliases:\n    x: y\n    z: w", "aliases.z", "v",
			"aliases:\n    x: y\n    z: v"},
		{"aliases:\n    x: y\n    z: w", "aliases.b", "c",
			"aliases:\n    x: y\n    z: w\n    b: c\n"},
		{"aliases: # mine\nme: a\n", "aliases.b", "c",
			"aliases: # mine\n  b: c\nme: a\n"},
		{"aliases: {}\nme: a\n", "aliases.b", "c, d",
			"aliases: {b: 'c, d'}\nme: a\n"},
		{"aliases: {x: y, }\n", "aliases.b", "c",
			"aliases: {x: y, b: c, }\n"},
		{"aliases:\n  x: |\n    y\nme: a\n", "aliases.b", "c",
			"aliases:\n  x: |\n    y\n  b: c\nme: a\n"},
		{"columns:\n  deal: id\n", "columns.deal", "id,name,amount",
			"columns:\n  deal: id,name,amount\n"},
		{"", "me", "\xc3\xa4nna",
			"me: '\xc3\xa4nna'\n"},
		{"me: a\n", "pager", "less: -R # x",
			"me: a\npager: 'less: -R # x'\n"},
		{"me: a\n", "me", " b ", "me: b\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_edit(rows[i].text, rows[i].key, rows[i].value,
			rows[i].want);
}

static void
test_unset(void **state)
{
	static const struct {
		const char *text, *key, *want;
	} rows[] = {
		{"me: a\ncolor: auto\n", "me", "color: auto\n"},
		{"color: auto\n# who\nme: a # x\n", "me",
			"color: auto\n# who\n"},
		{"color: auto\nme: a", "me", "color: auto\n"},
		{"pager: |\n  less\nme: a\n", "pager", "me: a\n"},
		{"pager: less\n  -S\nme: a\n", "pager", "me: a\n"},
		{"aliases:\n  x: y\n  z: w\nme: a\n", "aliases.x",
			"aliases:\n  z: w\nme: a\n"},
		{"aliases:\n  x: y\nme: a\n", "aliases.x",
			"aliases:\nme: a\n"},
		{"aliases: {x: y, z: w}\n", "aliases.x",
			"aliases: {z: w}\n"},
		{"aliases: {x: y, z: w}\n", "aliases.z",
			"aliases: {x: y}\n"},
		{"aliases: {x: y}\n", "aliases.x", "aliases: {}\n"},
		{"{me: a, color: auto}", "color", "{me: a}"},
		{"? me\n: bob\n", "me", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_edit(rows[i].text, rows[i].key, NULL, rows[i].want);
}

static void
test_edit_refused(void **state)
{
	static const struct {
		const char *text, *key, *value;
		int code;
		const char *want;
	} rows[] = {
		{"", "mee", "x", ERR_USAGE,
			"unknown setting 'mee' (did you mean 'me'?)"},
		{"", "", "x", ERR_USAGE, "unknown setting ''"},
		{"", "me.x", "x", ERR_USAGE, "me: takes one value, no names"},
		{"", "aliases", "x", ERR_USAGE,
			"aliases: a name is needed, such as aliases.NAME"},
		{"", "aliases.", "x", ERR_USAGE,
			"aliases: a name is needed, such as aliases.NAME"},
		{"", "color", "red", ERR_DATA,
			"unknown color 'red' (one of auto,always,never)"},
		{"", "color", "alway", ERR_DATA, "unknown color 'alway' (did "
			"you mean 'always'?)"},
		{"", "me", "a\nb", ERR_DATA,
			"me: one line of text is needed"},
		{"", "me", "\x1b", ERR_DATA,
			"me: one line of text is needed"},
		{"", "me", "  ", ERR_DATA, "me: no value"},
		{"", "me", "\xff", ERR_DATA, "byte 0xff is not valid UTF-8"},
		{"", "aliases.Big", "x", ERR_DATA, "alias 'Big': use small "
			"letters, digits, '-' and '_', a letter first"},
		{"", "columns.dael", "id", ERR_DATA, "columns: unknown entity "
			"'dael' (did you mean 'deal'?)"},
		{"", "me", NULL, ERR_NO, "me: not set"},
		{"me:\n", "me", NULL, ERR_NO, "me: not set"},
		{"aliases:\n", "aliases.x", NULL, ERR_NO,
			"aliases.x: not set"},
		{"nonsense: 1\n", "me", "x", ERR_DATA,
			"unknown key 'nonsense'"},
		{"---\n...\n", "me", "x", ERR_DATA, "c: written in a way "
			"that cannot be changed here, edit it"},
		{"---\n...\n", "color", "x", ERR_DATA, "unknown color 'x' "
			"(one of auto,always,never)"},
	};
	struct arena a = {0};
	struct schema *s = small_schema(&a);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf got = {0};
		struct err e = {0};

		assert_int_equal(user_edit(str_of(rows[i].text), "c",
			str_of(rows[i].key), str_of(rows[i].value), s, &got,
			&e), rows[i].code);
		assert_string_equal(e.msg, rows[i].want);
		assert_int_equal(got.n, 0);
		buf_free(&got);
	}
	arena_free(&a);
}

/* Many edits in a row: each is in force, and the comment stays. */
static void
test_edit_many(void **state)
{
	static const char *const keys[] = {"me", "color", "aliases.a",
		"aliases.b", "columns.deal", "pager"};
	static const char *const values[] = {"always", "never", "auto"};
	struct buf text = {0}, new = {0};
	struct user_config *u;
	struct arena a = {0};
	unsigned seed = 7;
	struct err e;

	(void)state;
	buf_cstr(&text, "# keep this\n");
	for (int i = 0; i < 500; i++) {
		const char *key, *value;
		int rc;

		seed = seed * 1103515245u + 12345u;
		key = keys[(seed >> 16) % COUNT(keys)];
		value = (seed >> 24) % 4 ? values[(seed >> 20) % 3] : NULL;
		buf_reset(&new);
		rc = user_edit(buf_view(&text), "c", str_of(key),
			str_of(value), NULL, &new, &e);
		if (rc == ERR_NO && !value)
			continue;
		assert_int_equal(rc, ERR_OK);
		assert_int_equal(user_parse(&a, buf_view(&new), "c", NULL, &u,
			NULL, &e), ERR_OK);
		if (value)
			assert_true(str_is(user_setting(u,
				str_of(key))->value, value));
		else
			assert_null(user_setting(u, str_of(key)));
		assert_true(str_starts(buf_view(&new), "# keep this\n"));
		buf_reset(&text);
		buf_str(&text, buf_view(&new));
		arena_reset(&a);
	}
	buf_free(&text);
	buf_free(&new);
	arena_free(&a);
}

/* ---- the file ---- */

static void
expect_file(const char *path, const char *want)
{
	struct buf got = {0};
	struct stat st;
	struct err e;

	assert_int_equal(io_read_file(path, YAML_BYTES, &got, &e), ERR_OK);
	assert_string_equal(buf_view(&got).p, want);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	buf_free(&got);
}

static void
test_file(void **state)
{
	const char *path = at("deep/er/config.yaml"), *link = at("link.yaml");
	struct stat st;
	struct err e;
	mode_t old = umask(0);

	(void)state;
	assert_int_equal(user_set(path, STR("me"), STR("anna"), NULL, &e),
		ERR_OK);
	umask(old);
	expect_file(path, "me: anna\n");
	assert_int_equal(stat(at("deep"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(user_set(link, STR("color"), STR("never"), NULL, &e),
		ERR_OK);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	expect_file(path, "me: anna\ncolor: never\n");
	assert_int_equal(user_set(path, STR("color"), STR("red"), NULL, &e),
		ERR_DATA);
	expect_file(path, "me: anna\ncolor: never\n");
	assert_int_equal(user_set(path, STR("me"), STR_NULL, NULL, &e),
		ERR_OK);
	expect_file(path, "color: never\n");
	assert_int_equal(user_set(at("link.yaml/x/y"), STR("me"), STR("a"),
		NULL, &e), ERR_SYSTEM);
}

static void
write_mode(const char *path, const char *text, mode_t mode)
{
	struct err e;

	assert_int_equal(io_write_file(path, str_of(text), (int)mode, &e),
		ERR_OK);
}

/* It names commands to run, so nobody else may have a say in it. */
static void
test_trust(void **state)
{
	static const struct {
		mode_t mode;
		bool shared;
		int code;
	} rows[] = {{0600, false, 0}, {0400, false, 0}, {0644, false, 0},
		{0620, false, ERR_SYSTEM}, {0602, false, ERR_SYSTEM},
		{0666, false, ERR_SYSTEM}, {0660, true, 0}, {0640, true, 0},
		{0662, true, ERR_SYSTEM}};
	const char *path = at("trust.yaml");
	struct arena a = {0};
	struct user_config *u;
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf text = {0};

		write_mode(path, "me: a\n", rows[i].mode);
		assert_int_equal(paths_read(path, rows[i].shared, &text, &e),
			rows[i].code);
		assert_int_equal(text.n, rows[i].code ? 0 : 6);
		if (rows[i].code)
			assert_non_null(strstr(e.msg,
				"others may write to it"));
		buf_free(&text);
	}
	write_mode(path, "me: a\n", 0666);
	assert_int_equal(user_load(&a, path, NULL, &u, NULL, &e), ERR_SYSTEM);
	assert_null(u);
	assert_string_equal(e.hint, arena_fmt(&a, "chmod go-w %s", path));
	assert_int_equal(user_set(path, STR("me"), STR("b"), NULL, &e),
		ERR_SYSTEM);
	arena_free(&a);
}

/* Needs the right to give a file away. */
static void
test_trust_owner(void **state)
{
	const char *path = at("other.yaml");
	struct buf text = {0};
	struct err e;

	(void)state;
	write_mode(path, "me: a\n", 0600);
	if (geteuid() != 0 || chown(path, 12345, 12345))
		skip();
	assert_int_equal(paths_read(path, false, &text, &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "belongs to another user"));
	assert_int_equal(paths_read(path, true, &text, &e), ERR_OK);
	buf_free(&text);
}

static void
test_read_refused(void **state)
{
	struct buf text = {0}, big = {0};
	struct err e;

	(void)state;
	assert_int_equal(paths_read(at("none"), false, &text, &e), ERR_NO);
	assert_int_equal(paths_read(at("other.yaml/x"), false, &text, &e),
		ERR_NO);
	assert_int_equal(paths_read(dir, false, &text, &e), ERR_SYSTEM);
	assert_int_equal(mkfifo(at("fifo"), 0600), 0);
	assert_int_equal(paths_read(at("fifo"), false, &text, &e),
		ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "not a regular file"));
	buf_fill(&big, '#', YAML_BYTES + 1);
	write_mode(at("big.yaml"), big.p, 0600);
	assert_int_equal(paths_read(at("big.yaml"), false, &text, &e),
		ERR_DATA);
	buf_free(&text);
	buf_free(&big);
}

/* ---- which store ---- */

static void
test_paths(void **state)
{
	static const struct {
		const char *dir, *pipe_dir, *xdg, *home, *want, *origin;
	} rows[] = {
		{"d", "p", "/x", "/h", "d", "-C"},
		{NULL, "p", "/x", "/h", "p", "PIPE_DIR"},
		{NULL, "", "/x", "/h", "/x/pipe", "XDG_DATA_HOME"},
		{NULL, NULL, "/x/", "/h", "/x/pipe", "XDG_DATA_HOME"},
		{NULL, NULL, "x", "/h", "/h/.local/share/pipe", "HOME"},
		{NULL, NULL, "", "/h", "/h/.local/share/pipe", "HOME"},
		{NULL, NULL, NULL, "/", "/.local/share/pipe", "HOME"},
		{NULL, NULL, NULL, "h", NULL, NULL},
		{NULL, NULL, NULL, "", NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL},
	};
	struct arena a = {0};
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct paths p = {.pipe_dir = rows[i].pipe_dir,
			.xdg_data_home = rows[i].xdg, .home = rows[i].home};
		const char *out, *origin = NULL;

		assert_int_equal(paths_store(&a, &p, rows[i].dir, &out,
			&origin, &e), rows[i].want ? ERR_OK : ERR_SYSTEM);
		if (rows[i].want) {
			assert_string_equal(out, rows[i].want);
			assert_string_equal(origin, rows[i].origin);
			assert_int_equal(paths_store(&a, &p, rows[i].dir,
				&out, NULL, &e), ERR_OK);
			continue;
		}
		assert_null(out);
		assert_string_equal(e.msg, "no store: neither PIPE_DIR, "
			"XDG_DATA_HOME nor HOME is set");
		assert_string_equal(e.hint, "name its folder with -C DIR");
		assert_int_equal(paths_store(&a, &p, "", &out, NULL, &e),
			ERR_USAGE);
	}
	arena_free(&a);
}

static char *
fake_getenv(const char *name)
{
	static char home[] = "/home/anna", empty[] = "";

	if (strcmp(name, "HOME") == 0)
		return home;
	return strcmp(name, "XDG_CONFIG_HOME") == 0 ? empty : NULL;
}

static void
test_user_path(void **state)
{
	struct arena a = {0};
	struct paths p = paths_from(fake_getenv);

	(void)state;
	assert_null(p.pipe_dir);
	assert_string_equal(paths_user_config(&a, &p),
		"/home/anna/.config/pipe/config.yaml");
	p.xdg_config_home = "/etc/xdg";
	assert_string_equal(paths_user_config(&a, &p),
		"/etc/xdg/pipe/config.yaml");
	p.xdg_config_home = p.home = NULL;
	assert_null(paths_user_config(&a, &p));
	arena_free(&a);
}

static int
make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int
drop_dir(void **state)
{
	static const char *const files[] = {"deep/er/config.yaml",
		"link.yaml", "trust.yaml", "other.yaml", "fifo", "big.yaml"};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		unlink(at(files[i]));
	rmdir(at("deep/er"));
	rmdir(at("deep"));
	if (rmdir(dir))
		return -1;
	arena_free(&names);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_unset),
		cmocka_unit_test(test_edit_refused),
		cmocka_unit_test(test_edit_many),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_trust),
		cmocka_unit_test(test_trust_owner),
		cmocka_unit_test(test_read_refused),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_user_path),
	};

	return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
