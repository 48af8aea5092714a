#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"
#include "cli/tell.h"

/* What cannot be written to standard error has nowhere else to go. */
static void
to_stderr(const struct buf *b)
{
	struct err ignored;

	io_write_all(STDERR_FILENO, b->p, b->n, &ignored);
}

void
tell_lines(struct str text)
{
	struct str line;
	struct buf b = {0};

	while (text.n && str_split(&text, '\n', &line)) {
		text_show(line, &b);
		buf_char(&b, '\n');
		if (!text.p)
			break;
	}
	if (b.n)
		to_stderr(&b);
	buf_free(&b);
}

void
tell_error(const char *program, const struct err *e)
{
	struct buf b = {0};
	char text[sizeof e->msg + sizeof e->file + 64];

	err_text(e, text, sizeof text);
	buf_fmt(&b, "%s: ", program);
	text_show(str_of(text), &b);
	buf_char(&b, '\n');
	if (e->hint[0]) {
		buf_cstr(&b, "  ");
		text_show(str_of(e->hint), &b);
		buf_char(&b, '\n');
	}
	to_stderr(&b);
	buf_free(&b);
}
