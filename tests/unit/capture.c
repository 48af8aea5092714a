#include <stdarg.h>
#include <setjmp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "capture.h"

void
capture_begin(struct out *o)
{
	int fd = memfd_create("capture", MFD_CLOEXEC);

	assert_true(fd >= 0);
	out_open(o, fd);
}

void
capture_end(struct out *o, struct buf *text)
{
	struct err e;
	int fd = o->fd;

	buf_reset(text);
	assert_int_equal(out_close(o, &e), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(io_read_all(fd, "capture", SIZE_MAX / 4, text, &e),
		0);
	close(fd);
}

bool
capture_is_clean(struct str text, bool people)
{
	enum point_kind most = people ? POINT_PLAIN : POINT_INVISIBLE;
	enum point_kind kind;
	uint32_t point;
	size_t n;

	for (size_t i = 0; i < text.n; i += n) {
		n = utf8_read(str_cut(text, i, text.n), &point);
		if (!n)
			return false;
		kind = point == '\n' ? POINT_PLAIN : utf8_kind(point);
		if (kind != POINT_PLAIN && kind != most)
			return false;
	}
	return true;
}
