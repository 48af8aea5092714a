#include "report/forecast.h"

static void
keep_rows(struct forecast *f, struct str node)
{
	size_t k = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (!str_eq(f->rows[i].node, node))
			continue;
		f->rows[k] = f->rows[i];
		f->rows[k++].depth = 0;
	}
	f->n = k;
}

static void
count_deal(struct forecast *f, const struct forecast_deal *d)
{
	bool bare = d->value == NUM_NULL && !d->unrated;

	if (!d->won && d->category == CAT_OMITTED) {
		f->omitted++;
		return;
	}
	if (d->unrated)
		f->unrated[f->nunrated++] = d->id;
	*(d->won ? &f->won : &f->open) += 1;
	*(d->won ? &f->won_bare : &f->open_bare) += bare;
}

/* What was counted over everyone's is counted again. */
static void
keep_deals(struct forecast *f, struct str node)
{
	size_t k = 0;

	f->open = f->open_bare = f->won = f->won_bare = f->omitted = 0;
	f->nunrated = 0;
	for (size_t i = 0; i < f->ndeals; i++) {
		if (!str_eq(f->deals[i].node, node))
			continue;
		f->deals[k] = f->deals[i];
		count_deal(f, &f->deals[k++]);
	}
	f->ndeals = k;
}

static void
keep_notes(struct arena *a, struct forecast *f, struct str node)
{
	struct str rest = f->said_notes, line;
	struct buf kept = {0};

	while (rest.n && str_split(&rest, '\n', &line))
		if (str_eq(str_cut(line, 0, str_find(line, ' ')), node))
			buf_fmt(&kept, "%.*s\n", STR_F(line));
	f->said_notes = kept.n ? arena_str(a, buf_view(&kept)) : STR_NULL;
	buf_free(&kept);
}

void
forecast_only(struct forecast *f, struct arena *a, struct str node)
{
	/* as many as there may be */
	f->unrated = arena_array(a, f->ndeals + 1, sizeof *f->unrated);
	keep_rows(f, node);
	keep_deals(f, node);
	keep_notes(a, f, node);
	f->dateless = f->quotas_unrated = f->quotas_apart = 0;
	f->quotas_nobody = f->apart = f->said_unrated = 0;
	f->quotas_unspread = 0;
	f->quota_notes = STR_NULL;
}
