#include "out/backend.h"
#include "out/escape.h"

/* The column called id, or else the first. */
static int
ids_open(struct writer *w, struct err *e)
{
	size_t *at = arena_alloc(&w->arena, sizeof *at);

	if (!w->n)
		return err_set(e, ERR_USAGE, "ids: there is no column");
	for (size_t i = 0; i < w->n && !*at; i++)
		if (str_is(str_of(w->columns[i].name), "id"))
			*at = i;
	w->state = at;
	return ERR_OK;
}

static void
ids_row(struct writer *w, const struct cell *cells)
{
	const size_t *which = w->state;
	char *at = writer_room(w, cells, TSV_MOST);

	at = escape_tsv(at, cells[*which].text);
	*at++ = w->end;
	writer_send(w, at);
}

const struct backend ids_backend = {
	.name = "ids",
	.takes = TAKES_NULL_END,
	.open = ids_open,
	.row = ids_row,
};
