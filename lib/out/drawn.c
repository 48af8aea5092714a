/* Columns of bars behind those that have them, for formats that are text. */
#include "base/num.h"
#include "out/backend.h"
#include "out/bar.h"

struct drawn {
	struct column *columns; /* those of the caller */
	size_t n;
	struct cell *cells;
	struct buf *texts; /* of every column, those without bars unused */
};

bool
drawn_wanted(const struct writer *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->o.chart && w->columns[i].bar)
			return true;
	return false;
}

void
drawn_open(struct writer *w)
{
	struct drawn *d = arena_alloc(&w->arena, sizeof *d);
	size_t k = 0;

	d->columns = w->columns;
	d->n = w->n;
	d->cells = arena_array(&w->arena, 2 * d->n, sizeof *d->cells);
	d->texts = arena_array(&w->arena, d->n, sizeof *d->texts);
	w->columns = arena_array(&w->arena, 2 * d->n, sizeof *w->columns);
	for (size_t i = 0; i < d->n; i++) {
		w->columns[k++] = d->columns[i];
		if (d->columns[i].bar)
			w->columns[k++] = (struct column){.name = "bar",
				.title = "", .keep = true};
	}
	w->n = k;
	w->drawn = d;
}

static const enum style styles[] = {
	[BAR_UP] = STYLE_GOOD,
	[BAR_DOWN] = STYLE_BAD,
};

const struct cell *
drawn_cells(struct writer *w, const struct cell *cells)
{
	struct drawn *d = w->drawn;
	/* Markdown has no blanks side by side */
	const char *blank = w->o.format != FORMAT_MARKDOWN ? " "
		: w->o.ascii ? "." : "\u00b7";
	size_t k = 0;

	for (size_t i = 0; i < d->n; i++) {
		const struct bar *b = &cells[i].bar;

		d->cells[k++] = cells[i];
		if (!d->columns[i].bar)
			continue;
		buf_reset(&d->texts[i]);
		bar_text(b, d->columns[i].bar, blank, w->o.ascii,
			&d->texts[i]);
		d->cells[k++] = (struct cell){
			.text = buf_view(&d->texts[i]),
			.style = b->kind >= BAR_UP ? styles[b->kind]
						   : STYLE_NONE,
		};
	}
	return d->cells;
}

void
drawn_free(struct writer *w)
{
	for (size_t i = 0; i < w->drawn->n; i++)
		buf_free(&w->drawn->texts[i]);
}
