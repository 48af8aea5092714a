#include "report/forecast_text.h"

static void
add(struct buf *out, int64_t v)
{
	buf_char(out, '\t');
	if (v != NUM_NULL)
		buf_int(out, v);
}

void
forecast_text(const struct forecast *f, struct buf *out)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct forecast_row *r = &f->rows[i];
		const int64_t figures[] = {r->quota, r->won, r->gap,
			r->pipeline, r->weighted, r->deals_won, r->deals_open,
			r->mismatch, r->call, r->landing};

		buf_fmt(out, "%s\t%.*s\t%s", r->period ? r->period->label
							: "undated",
			STR_F(r->node), r->money->code);
		for (size_t k = 0; k < sizeof figures / sizeof *figures; k++)
			add(out, figures[k]);
		for (int c = CAT_PIPELINE; c <= CAT_CLOSED; c++)
			add(out, r->cat[c]);
		buf_char(out, '\n');
	}
}
