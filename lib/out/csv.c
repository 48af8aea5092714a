#include "out/backend.h"
#include "out/escape.h"

/* A record of one empty cell is quoted: readers skip an empty line. */
static char *
csv_end(struct writer *w, char *at)
{
	if (w->n == 1 && at == w->row.p)
		at = escape_none(at, STR("\"\""));
	*at++ = w->end;
	return at;
}

/* Numbers and amounts are no formulas, whatever they begin with. */
static bool
is_text(const struct column *c)
{
	return c->json != JSON_NUMBER && !c->money;
}

static void
csv_row(struct writer *w, const struct cell *cells)
{
	char *at = writer_room(w, cells, CSV_MOST);

	for (size_t i = 0; i < w->n; i++) {
		if (i)
			*at++ = ',';
		at = cells[i].bare ? escape_none(at, cells[i].text)
			: escape_csv(at, cells[i].text,
				w->o.spreadsheet && is_text(&w->columns[i]));
	}
	writer_send(w, csv_end(w, at));
}

static int
csv_open(struct writer *w, struct err *e)
{
	(void)e;
	if (w->o.no_header)
		return ERR_OK;
	for (size_t i = 0; i < w->n; i++) {
		if (i)
			buf_char(&w->row, ',');
		csv_text(str_of(w->columns[i].name), w->o.spreadsheet,
			&w->row);
	}
	buf_char(&w->row, w->end);
	out_add(w->out, buf_view(&w->row));
	return ERR_OK;
}

const struct backend csv_backend = {
	.name = "csv",
	.takes = TAKES_HEADER | TAKES_NO_HEADER | TAKES_NULL_END | TAKES_GUARD,
	.open = csv_open,
	.row = csv_row,
};
