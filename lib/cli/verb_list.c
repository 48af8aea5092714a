#include "cli/list.h"
#include "out/template.h"

enum { FETCH_MAX = 1000 }; /* rows fetched again rather than kept */
enum { STOP = -1 };	   /* ends a walk: the limit is reached */

/* ---- which columns ----------------------------------------------------- */

static int
template_columns(struct cli *c, struct str *out, struct err *e)
{
	struct template t = {0};
	struct buf names = {0};
	int rc = template_parse(&c->arena, cli_text(c, "template"), &t, e);

	if (rc == ERR_OK) {
		template_names(&t, &names);
		*out = arena_str(&c->arena, buf_view(&names));
	}
	template_free(&t);
	buf_free(&names);
	return rc;
}

/* What was asked for; machine formats leave a person's own columns alone. */
int
list_columns_text(struct cli *c, const struct entity *en, struct str *out,
	struct err *e)
{
	struct str json = cli_text(c, "json");

	*out = cli_text(c, "columns");
	if (json.n && out->p)
		return err_set(e, ERR_USAGE, "--json=COLUMNS and --columns: "
			"only one of them can be");
	if (json.n)
		*out = json;
	if (out->p)
		return ERR_OK;
	if (c->format == FORMAT_TEMPLATE)
		return template_columns(c, out, e);
	if (c->format == FORMAT_IDS)
		*out = STR("id");
	else if (format_for_people(c->format))
		*out = user_columns(c->user, en->name);
	return ERR_OK;
}

static int
settle_columns(struct list *l, struct err *e)
{
	struct columns cols;
	struct str text;
	int rc = list_columns_text(l->c, l->en, &text, e);

	if (rc == ERR_OK)
		rc = columns_parse(l->env, l->en, text, NULL, &cols, e);
	if (rc)
		return rc;
	grid_open(&l->grid, l->c, &cols);
	columns_wants(&cols, l->en, &l->want);
	return cli_writer(l->c, &l->w, l->grid.columns, cols.n, e);
}

/* ---- rows in the order of ids: written as they come -------------------- */

static int
write_row(struct list *l, const void *rec, struct err *e)
{
	int rc = grid_cells(&l->grid, rec, e);

	if (rc == ERR_OK)
		writer_row(l->w, l->grid.cells);
	return rc;
}

static int
plain_row(void *arg, const void *rec, struct err *e)
{
	struct list *l = arg;
	int rc;

	if (l->limit && l->n == l->limit)
		return STOP;
	l->n++;
	rc = write_row(l, rec, e);
	return rc == ERR_OK && l->c->out.error ? STOP : rc;
}

/* ---- sorted, no more than a few: fetched again ------------------------- */

static int
sorted_id(void *arg, const void *rec, struct err *e)
{
	struct list *l = arg;

	return sorter_add(l->sorter, rec,
		(uint64_t)((const struct common *)rec)->id, NULL, e);
}

static int
write_sorted_ids(struct list *l, struct err *e)
{
	const uint64_t *ids = sorter_rows(l->sorter, &l->n);
	void *rec = record_new(l->en, &l->c->arena);
	int rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < l->n; i++) {
		rc = tx_get(l->c->model.tx, l->en, (int64_t)ids[i], rec, e);
		if (rc == ERR_OK)
			rc = write_row(l, rec, e);
	}
	return rc;
}

/* ---- sorted, all of them: cells kept as text --------------------------- */

/* A kept row is its cells, one after another, each a head and its bytes. */
struct kept {
	int64_t minor;
	uint32_t text, pretty; /* lengths; UINT32_MAX: null */
};

static void
keep_text(struct buf *b, struct str s)
{
	buf_str(b, s);
}

static uint32_t
kept_length(struct str s)
{
	return s.p ? (uint32_t)s.n : UINT32_MAX;
}

static int
sorted_cells(void *arg, const void *rec, struct err *e)
{
	struct list *l = arg;
	bool kept;
	int rc = sorter_add(l->sorter, rec, l->rows.n, &kept, e);

	if (rc || !kept)
		return rc;
	rc = grid_cells(&l->grid, rec, e);
	for (size_t i = 0; rc == ERR_OK && i < l->grid.cols.n; i++) {
		const struct cell *cell = &l->grid.cells[i];
		struct kept k = {cell->minor, kept_length(cell->text),
			kept_length(cell->pretty)};

		buf_add(&l->rows, &k, sizeof k);
		keep_text(&l->rows, cell->text);
		keep_text(&l->rows, cell->pretty);
	}
	return rc;
}

static struct str
take_text(const char **at, uint32_t n)
{
	struct str s = {*at, n};

	if (n == UINT32_MAX)
		return STR_NULL;
	*at += n;
	return s;
}

static void
write_sorted_cells(struct list *l)
{
	const uint64_t *rows = sorter_rows(l->sorter, &l->n);

	for (size_t i = 0; i < l->n; i++) {
		const char *at = l->rows.p + rows[i];

		for (size_t k = 0; k < l->grid.cols.n; k++) {
			struct cell *cell = &l->grid.cells[k];
			struct kept kept;

			memcpy(&kept, at, sizeof kept);
			at += sizeof kept;
			*cell = (struct cell){.minor = kept.minor};
			cell->text = take_text(&at, kept.text);
			cell->pretty = take_text(&at, kept.pretty);
		}
		writer_row(l->w, l->grid.cells);
	}
}

/* ---- the walk ---------------------------------------------------------- */

static int
walk_sorted(struct list *l, struct str keys, struct err *e)
{
	struct sort *s;
	bool again = l->limit && l->limit <= FETCH_MAX;
	int rc = sort_compile(l->env, l->en, keys, &s, e);

	if (rc)
		return rc;
	sort_wants(s, &l->want);
	l->sorter = sorter_new(s, l->limit);
	rc = select_each(l->c, l->en, l->q, &l->want,
		again ? sorted_id : sorted_cells, l, e);
	if (rc == ERR_OK && again)
		rc = write_sorted_ids(l, e);
	else if (rc == ERR_OK)
		write_sorted_cells(l);
	sorter_free(l->sorter);
	return rc;
}

static int
walk_plain(struct list *l, struct err *e)
{
	int rc;

	cli_stream(l->c);
	rc = select_each(l->c, l->en, l->q, &l->want, plain_row, l, e);

	return rc == STOP ? ERR_OK : rc;
}

static int
list_rows(struct list *l, struct err *e)
{
	struct str keys = cli_text(l->c, "sort");
	struct err inner;
	int rc = settle_columns(l, e);

	if (rc)
		return rc;
	rc = keys.n ? walk_sorted(l, keys, e) : walk_plain(l, e);
	grid_close(&l->grid);
	if (cli_writer_close(l->c, l->w, rc ? &inner : e) && !rc)
		rc = ERR_SYSTEM;
	return rc;
}

static int
count_one(void *arg, const void *rec, struct err *e)
{
	(void)rec;
	(void)e;
	((struct list *)arg)->n++;
	return ERR_OK;
}

/* A bare number wherever it goes, an object where one is asked for. */
static int
list_count(struct list *l, struct err *e)
{
	struct column col = {.name = "count", .json = JSON_NUMBER,
		.right = true};
	struct buf text = {0};
	struct cell cell = {0};
	struct cli *c = l->c;
	int rc = select_each(c, l->en, l->q, &l->want, count_one, l, e);

	if (rc)
		return rc;
	if (c->format == FORMAT_TABLE)
		c->private->dress.format = FORMAT_TSV;
	rc = cli_writer(c, &l->w, &col, 1, e);
	if (rc)
		return rc;
	buf_int(&text, (int64_t)l->n);
	cell.text = buf_view(&text);
	writer_row(l->w, &cell);
	buf_free(&text);
	return cli_writer_close(c, l->w, e);
}

static int
list_query(struct list *l, struct err *e)
{
	struct cli *c = l->c;
	struct str *const *exprs;
	size_t n = cli_many(c, "expr", &exprs);
	struct str *texts = arena_array(&c->arena, n + 1, sizeof *texts);
	struct query_spec spec = {
		.words = c->args,
		.nwords = c->nargs,
		.exprs = texts,
		.nexprs = n,
		.no_open = cli_flag(c, "all"),
	};
	int rc;

	for (size_t i = 0; i < n; i++)
		texts[i] = *exprs[i];
	rc = query_compile(l->env, l->en, &spec, &l->q, e);
	if (rc)
		return rc;
	want_add(&l->want, TAG_ID);
	query_wants(l->q, &l->want);
	return ERR_OK;
}

static int
list_what(struct list *l, struct err *e)
{
	static const char *const of_rows[] = {"columns", "sort", "ids", NULL};
	static const char *const of_many[] = {"limit", NULL};
	struct cli *c = l->c;
	bool groups = cli_flag(c, "group") || cli_flag(c, "sum");

	if (!groups && !cli_flag(c, "count"))
		return list_rows(l, e);
	if (cli_refuse(c, of_rows, e) ||
		(!groups && cli_refuse(c, of_many, e)))
		return ERR_USAGE;
	return groups ? list_groups(l, e) : list_count(l, e);
}

static int
list_run(struct cli *c, struct err *e)
{
	struct list l = {.c = c, .en = c->entity};
	int64_t limit = 0;
	int rc;

	l.env = cli_query_env(c);
	cli_int(c, "limit", &limit);
	l.limit = (size_t)limit;
	if (cli_flag(c, "list-columns"))
		return list_fields(c, e);
	rc = list_query(&l, e);
	if (rc == ERR_OK) {
		rc = list_what(&l, e);
		select_note_apart(c, l.en, l.q);
		query_end(l.q);
	}
	ARR_FREE(&l.want.tags);
	buf_free(&l.rows);
	if (rc == ERR_OK && !l.n && cli_flag(c, "exit-code"))
		return ERR_NO;
	return rc;
}

static const struct option list_options[] = {
	LIST_OPTIONS,
	{0},
};

const struct verb verb_list = {
	.name = "list",
	.summary = "records that match, by filter words or -e",
	.synopsis = "[WORD]...",
	.options = list_options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_LIST | VERB_PAGE,
	.run = list_run,
	.complete = "words",
};
