#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"

enum { BIG = 300 * 1000 };

static char dir[] = "/tmp/io_test-XXXXXX";
static struct arena paths;

static const char *
at(const char *name)
{
	return path_join(&paths, dir, name);
}

static struct buf
pattern(size_t n)
{
	struct buf b = {0};

	for (size_t i = 0; i < n; i++)
		buf_char(&b, (char)(i * 31 + i / 251));
	return b;
}

static void
put(const char *path, struct str s)
{
	struct err e;

	assert_int_equal(io_write_file(path, s, 0600, &e), ERR_OK);
}

static void
same(const char *path, struct str want)
{
	struct buf got = {0};
	struct err e;

	assert_int_equal(io_read_file(path, SIZE_MAX, &got, &e), ERR_OK);
	assert_true(str_eq(buf_view(&got), want));
	buf_free(&got);
}

static void
test_round_trip(void **state)
{
	static const size_t sizes[] = {0, 1, 65535, 65536, 65537, BIG};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct buf b = pattern(sizes[i]);

		put(at("file"), buf_view(&b));
		same(at("file"), buf_view(&b));
		buf_free(&b);
	}
}

static void
test_read_limit(void **state)
{
	struct buf b = {0};
	struct err e;

	(void)state;
	put(at("five"), STR("12345"));
	assert_int_equal(io_read_file(at("five"), 5, &b, &e), ERR_OK);
	assert_string_equal(b.p, "12345");
	assert_int_equal(io_read_file(at("five"), 5, &b, &e), ERR_OK);
	assert_string_equal(b.p, "1234512345");
	buf_reset(&b);
	assert_int_equal(io_read_file(at("five"), 4, &b, &e), ERR_DATA);
	assert_non_null(strstr(e.msg, "five: larger than 4 bytes"));
	assert_int_equal(io_read_file("/dev/zero", 1000, &b, &e), ERR_DATA);
	buf_reset(&b);
	assert_int_equal(io_read_file("/dev/null", 0, &b, &e), ERR_OK);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void
test_read_errors(void **state)
{
	struct buf b = {0};
	struct err e;

	(void)state;
	assert_int_equal(io_read_file(at("none"), 9, &b, &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "none: cannot open: No such file"));
	assert_int_equal(io_read_file(dir, 9, &b, &e), ERR_SYSTEM);
	assert_non_null(strstr(e.msg, ": cannot read: Is a directory"));
	assert_int_equal(io_read_all(-1, "it", 9, &b, &e), ERR_SYSTEM);
	assert_string_equal(e.msg, "it: cannot read: Bad file descriptor");
	buf_free(&b);
}

static void
test_stdin(void **state)
{
	struct buf b = {0};
	struct err e;
	int saved = dup(0), fd;

	(void)state;
	put(at("in"), STR("from stdin"));
	fd = open(at("in"), O_RDONLY);
	assert_int_equal(lseek(fd, 5, SEEK_SET), 5);
	assert_int_equal(dup2(fd, 0), 0);
	assert_int_equal(io_read_file("-", 100, &b, &e), ERR_OK);
	assert_string_equal(b.p, "stdin");
	assert_int_equal(lseek(0, 0, SEEK_SET), 0);
	assert_int_equal(io_read_file("-", 3, &b, &e), ERR_DATA);
	assert_string_equal(e.msg, "standard input: larger than 3 bytes");
	dup2(saved, 0);
	close(saved);
	close(fd);
	buf_free(&b);
}

/* A reader slower than the writer, and neither descriptor blocks. */
static void
test_not_blocking(void **state)
{
	struct buf b = pattern(BIG), got = {0};
	struct err e;
	int fds[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe2(fds, O_NONBLOCK), 0);
	child = fork();
	if (!child) {
		close(fds[0]);
		usleep(2000);
		_exit(io_write_all(fds[1], b.p, b.n, &e));
	}
	close(fds[1]);
	assert_int_equal(io_read_all(fds[0], "it", BIG, &got, &e), ERR_OK);
	assert_true(str_eq(buf_view(&b), buf_view(&got)));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(fds[0]);
	buf_free(&b);
	buf_free(&got);
}

static void
test_write_mode(void **state)
{
	struct stat st;
	struct err e;
	mode_t mask = umask(0277);

	(void)state;
	assert_int_equal(io_write_file(at("mode"), STR("x"), 0640, &e), 0);
	umask(mask);
	assert_int_equal(stat(at("mode"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
}

static void
test_write_replaces_link(void **state)
{
	struct stat st;

	(void)state;
	put(at("target"), STR("kept"));
	assert_int_equal(symlink("target", at("link")), 0);
	put(at("link"), STR("new"));
	same(at("target"), STR("kept"));
	same(at("link"), STR("new"));
	assert_int_equal(lstat(at("link"), &st), 0);
	assert_true(S_ISREG(st.st_mode));
}

static void
test_write_errors(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(io_write_file(at("no/file"), STR("x"), 0600, &e),
		ERR_SYSTEM);
	assert_non_null(strstr(e.msg, "no/file: cannot write: No such file"));
	assert_int_equal(mkdir(at("folder"), 0700), 0);
	assert_int_equal(io_write_file(at("folder"), STR("x"), 0600, &e),
		ERR_SYSTEM);
	assert_int_equal(io_write_all(-1, "x", 1, &e), ERR_SYSTEM);
	assert_int_equal(io_write_all(-1, "", 0, &e), ERR_OK);
}

static void
test_path_join(void **state)
{
	(void)state;
	assert_string_equal(path_join(&paths, "a", "b"), "a/b");
	assert_string_equal(path_join(&paths, "a/", "b"), "a/b");
	assert_string_equal(path_join(&paths, "/", "b"), "/b");
	assert_string_equal(path_join(&paths, "", "b"), "b");
}

static void
test_out(void **state)
{
	struct buf want = {0}, big = pattern(BIG);
	struct out o;
	struct err e;
	int fd = open(at("out"), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	(void)state;
	out_open(&o, fd);
	for (int i = 0; i < 70000; i++) {
		out_char(&o, (char)('a' + i % 26));
		buf_char(&want, (char)('a' + i % 26));
	}
	for (int i = 0; i < 3; i++) {
		out_add(&o, STR("line\n"));
		buf_str(&want, STR("line\n"));
		out_add(&o, buf_view(&big));
		buf_str(&want, buf_view(&big));
	}
	out_flush(&o);
	same(at("out"), buf_view(&want));
	out_add(&o, STR("end"));
	buf_cstr(&want, "end");
	assert_int_equal(out_close(&o, &e), ERR_OK);
	same(at("out"), buf_view(&want));
	assert_int_equal(close(fd), 0);
	buf_free(&want);
	buf_free(&big);
}

static void
test_out_full(void **state)
{
	struct buf big = pattern(BIG);
	struct out o;
	struct err e;
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	out_open(&o, fd);
	out_add(&o, STR("x"));
	assert_int_equal(out_close(&o, &e), ERR_SYSTEM);
	assert_string_equal(e.msg,
		"output: cannot write: No space left on device");
	out_open(&o, fd);
	out_add(&o, buf_view(&big));
	assert_int_equal(o.error, ENOSPC);
	out_char(&o, 'x');
	out_add(&o, STR("dropped"));
	assert_int_equal(o.buf.n, 0);
	assert_int_equal(out_close(&o, &e), ERR_SYSTEM);
	close(fd);
	buf_free(&big);
}

/* Ends by SIGPIPE, quietly, though a parent had it ignored and blocked. */
static void
test_out_closed_pipe(void **state)
{
	int fds[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	close(fds[0]);
	child = fork();
	if (!child) {
		struct out o;
		struct err e;
		sigset_t all;

		sigfillset(&all);
		sigprocmask(SIG_SETMASK, &all, NULL);
		signal(SIGPIPE, SIG_IGN);
		out_open(&o, fds[1]);
		out_add(&o, STR("nobody reads this"));
		_exit(out_close(&o, &e));
	}
	close(fds[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGPIPE);
}

static int
setup(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int
teardown(void **state)
{
	static const char *const made[] = {"file", "five", "in", "mode",
		"target", "link", "out"};

	(void)state;
	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		unlink(at(made[i]));
	rmdir(at("folder"));
	if (rmdir(dir))
		return -1; /* a temporary file was left behind */
	arena_free(&paths);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_read_limit),
		cmocka_unit_test(test_read_errors),
		cmocka_unit_test(test_stdin),
		cmocka_unit_test(test_not_blocking),
		cmocka_unit_test(test_write_mode),
		cmocka_unit_test(test_write_replaces_link),
		cmocka_unit_test(test_write_errors),
		cmocka_unit_test(test_path_join),
		cmocka_unit_test(test_out),
		cmocka_unit_test(test_out_full),
		cmocka_unit_test(test_out_closed_pipe),
	};

	return cmocka_run_group_tests_name("io", tests, setup, teardown);
}
