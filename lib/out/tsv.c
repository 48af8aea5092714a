#include "out/backend.h"
#include "out/escape.h"

static void
tsv_row(struct writer *w, const struct cell *cells)
{
	char *at = writer_room(w, cells, TSV_MOST);

	for (size_t i = 0; i < w->n; i++) {
		if (i)
			*at++ = '\t';
		at = (cells[i].bare ? escape_none : escape_tsv)(at,
			cells[i].text);
	}
	*at++ = w->end;
	writer_send(w, at);
}

static int
tsv_open(struct writer *w, struct err *e)
{
	(void)e;
	if (!w->o.header)
		return ERR_OK;
	for (size_t i = 0; i < w->n; i++) {
		if (i)
			buf_char(&w->row, '\t');
		tsv_text(str_of(w->columns[i].name), &w->row);
	}
	buf_char(&w->row, w->end);
	out_add(w->out, buf_view(&w->row));
	return ERR_OK;
}

const struct backend tsv_backend = {
	.name = "tsv",
	.takes = TAKES_HEADER | TAKES_NO_HEADER | TAKES_NULL_END,
	.open = tsv_open,
	.row = tsv_row,
};
