#include "cli/list.h"

static int
group_one(void *arg, const void *rec, struct err *e)
{
	struct list *l = ((void **)arg)[0];
	struct groups *g = ((void **)arg)[1];

	l->n++;
	return group_add(g, rec, e);
}

/* What a column of groups looks like. */
static struct column
group_column(struct cli *c, const struct group_col *g)
{
	struct column col = {.name = g->name, .keep = true};

	switch (g->part) {
	case GROUP_COUNT:
		col.json = JSON_NUMBER;
		col.right = true;
		return col;
	case GROUP_CURRENCY: return col;
	case GROUP_KEY:
		if (g->bucket != BUCKET_NONE)
			return col;
		col = grid_column(c, g->field, g->name);
		col.keep = col.money = false;
		return col;
	case GROUP_SUM:
		col = grid_column(c, g->field, g->name);
		col.keep = true;
		return col;
	}
	return col;
}

static void
group_cell(const struct groups *g, const struct group_col *col,
	const struct group_row *row, struct buf *text, struct cell *cell)
{
	buf_reset(text);
	group_print(g, col, row, text);
	*cell = (struct cell){
		.text = text->n ? buf_view(text) : STR_NULL,
		.minor = NUM_NULL,
	};
	if (col->part == GROUP_SUM && col->field->type == T_MONEY)
		cell->minor = row->sums[col->at];
}

static int
write_groups(struct list *l, struct groups *g, struct err *e)
{
	struct cli *c = l->c;
	const struct group_row *rows;
	size_t n, ncols;
	const struct group_col *cols = group_cols(g, &ncols);
	struct column *columns = arena_array(&c->arena, ncols + 1,
		sizeof *columns);
	struct cell *cells = arena_array(&c->arena, ncols + 1, sizeof *cells);
	struct buf *texts = arena_array(&c->arena, ncols + 1, sizeof *texts);
	int rc = group_rows(g, &rows, &n, e);

	for (size_t i = 0; i < ncols; i++)
		columns[i] = group_column(c, &cols[i]);
	if (rc == ERR_OK)
		rc = cli_writer(c, &l->w, columns, ncols, e);
	if (rc)
		return rc;
	if (l->limit && l->limit < n)
		n = l->limit;
	for (size_t r = 0; r < n; r++) {
		for (size_t i = 0; i < ncols; i++)
			group_cell(g, &cols[i], &rows[r], &texts[i],
				&cells[i]);
		writer_row(l->w, cells);
	}
	for (size_t i = 0; i < ncols; i++)
		buf_free(&texts[i]);
	return cli_writer_close(c, l->w, e);
}

int
list_groups(struct list *l, struct err *e)
{
	struct cli *c = l->c;
	struct groups *g;
	void *arg[2] = {l, NULL};
	int rc;

	rc = group_compile(l->env, l->en, cli_text(c, "group"),
		cli_text(c, "sum"), cli_flag(c, "count"), &g, e);
	if (rc)
		return rc;
	arg[1] = g;
	group_wants(g, &l->want);
	rc = select_each(c, l->en, l->q, &l->want, group_one, arg, e);
	if (rc == ERR_OK)
		rc = write_groups(l, g, e);
	group_free(g);
	return rc;
}

int
list_fields(struct cli *c, struct err *e)
{
	static const struct column columns[] = {
		{.name = "name", .keep = true},
		{.name = "type", .keep = true},
		{.name = "ref"},
		{.name = "default", .json = JSON_BOOL},
		{.name = "help"},
	};
	struct col_info *info;
	struct writer *w;
	size_t n;
	int rc;

	columns_list(cli_query_env(c), c->entity, NULL, &info, &n);
	rc = cli_writer(c, &w, columns, sizeof columns / sizeof *columns, e);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		struct cell cells[] = {
			{.text = str_of(info[i].name)},
			{.text = str_of(info[i].type)},
			{.text = str_of(info[i].ref)},
			{.text = info[i].shown ? STR("yes") : STR("no")},
			{.text = str_of(info[i].help)},
		};

		writer_row(w, cells);
	}
	return cli_writer_close(c, w, e);
}
