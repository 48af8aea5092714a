/*
 * CSV from any bytes: the first says which delimiter and quote. Every mistake
 * has its place, reading goes on after it, and what was read is read again the
 * same once it is printed.
 */
#include <stdlib.h>

#include "in/csv.h"
#include "out/writer.h"

enum { ROWS_MAX = 64 }; /* of an input are printed again */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
row_print(const struct csv *c, struct buf *out)
{
	for (size_t i = 0; i < c->n; i++) {
		if (i)
			buf_char(out, ',');
		if (c->n == 1 && !c->cells[i].text.n)
			buf_cstr(out, "\"\"");
		else
			csv_text(c->cells[i].text, false, out);
	}
	buf_char(out, '\n');
}

/* The cells of all rows, each after its length. */
static void
row_keep(const struct csv *c, struct buf *out)
{
	for (size_t i = 0; i < c->n; i++) {
		must(c->cells[i].text.p != NULL);
		buf_fmt(out, "%zu:", c->cells[i].text.n);
		buf_str(out, c->cells[i].text);
	}
	buf_char(out, '\n');
}

static void
try_again(struct str printed, struct str want)
{
	const struct csv_opts plain = {.delimiter = ','};
	struct buf got = {0};
	struct csv c;
	struct err e;
	bool more;

	must(csv_open(&c, "printed", printed, &plain, &e) == ERR_OK);
	while (csv_next(&c, &more, &e) == ERR_OK && more)
		row_keep(&c, &got);
	must(!more && str_eq(buf_view(&got), want));
	csv_close(&c);
	buf_free(&got);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = {0, ',', ';', '\t', '|', '"', 0, ' '};
	struct buf printed = {0}, kept = {0};
	struct csv_opts o;
	struct csv c;
	struct err e = {0};
	size_t line = 0;
	bool more = true;

	if (size < 1)
		return 0;
	o = (struct csv_opts){.delimiter = delimiters[data[0] % 8],
		.quote = data[0] & 16 ? '\'' : 0, .bare = data[0] & 8};
	if (csv_open(&c, "f", (struct str){(const char *)data + 1, size - 1},
		&o, &e))
		return 0;
	for (int rows = 0; more;) {
		if (csv_next(&c, &more, &e)) {
			must(e.line > 0 && e.col > 0 && e.msg[0]);
			more = true;
			continue;
		}
		if (!more)
			break;
		must(c.n > 0 && c.line > line);
		line = c.line;
		csv_at(&c, c.n - 1, &e);
		must(e.line >= (int)c.line && e.col > 0);
		if (rows++ < ROWS_MAX) {
			row_print(&c, &printed);
			row_keep(&c, &kept);
		}
	}
	csv_close(&c);
	try_again(buf_view(&printed), buf_view(&kept));
	buf_free(&printed);
	buf_free(&kept);
	return 0;
}
