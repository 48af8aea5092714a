#include "transfer/part.h"

enum { PROGRESS_ROWS = 1024 };

int
row_at(struct run *r, int column, struct err *e)
{
	if (!r->gathered)
		return rows_at(&r->rows, column, e);
	return err_at(e, r->im->source->name, (int)r->line, 1);
}

bool
row_is_out(const struct run *r, size_t number)
{
	return map_get_u64(&r->im->rejected, number) != NULL;
}

/* ---- rejected rows ------------------------------------------------------ */

/* A failure of the row, not of the disk. */
static bool
is_row_fault(int rc)
{
	return rc == ERR_NO || rc == ERR_USAGE || rc == ERR_DATA ||
		rc == ERR_AGAIN;
}

static void
csv_cell(struct str s, struct buf *out)
{
	bool quote = s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');

	for (size_t i = 0; i < s.n; i++)
		quote |= strchr(",\"\r\n", s.p[i]) != NULL;
	if (quote)
		buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.p[i]);
	}
	if (quote)
		buf_char(out, '"');
}

static void
csv_line(const struct str *cells, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(out, ',');
		csv_cell(cells[i], out);
	}
}

/* The row as it stood, be it too long or too short. */
static void
row_text(const struct run *r, const struct str *cells, struct buf *out)
{
	const struct rows *rows = &r->rows;

	if (cells || rows->kind != SOURCE_CSV) {
		csv_line(cells ? cells : rows->cells, rows->names.n, out);
		return;
	}
	for (size_t i = 0; i < rows->csv.n; i++) {
		if (i)
			buf_char(out, ',');
		csv_cell(rows->csv.cells[i].text, out);
	}
}

int
row_failed(struct run *r, size_t number, size_t line, const struct str *cells,
	int rc, struct err *e)
{
	struct import *im = r->im;
	struct import_reject *reject;
	struct buf row = {0};

	if (!im->keep_going || !is_row_fault(rc))
		return rc;
	if (!e->line)
		err_at(e, im->source->name, (int)line, 1);
	if (!im->header.n)
		csv_line(r->rows.names.v, r->rows.names.n, &im->header);
	row_text(r, cells, &row);
	reject = ARR_ADD(&im->rejects);
	*reject = (struct import_reject){.number = number, .line = line,
		.why = *e, .row = arena_str(&im->arena, buf_view(&row))};
	buf_free(&row);
	map_put_u64(&im->rejected, number, NULL);
	return 0;
}

static int
reject_order(const void *a, const void *b)
{
	const struct import_reject *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

void
import_rejects(const struct import *im, struct buf *out)
{
	if (!im->rejects.n)
		return;
	buf_cstr(out, "reject_line,reject_reason,");
	buf_str(out, buf_view(&im->header));
	buf_char(out, '\n');
	arr_sort(im->rejects.v, im->rejects.n, sizeof *im->rejects.v,
		reject_order);
	for (size_t i = 0; i < im->rejects.n; i++) {
		const struct import_reject *one = &im->rejects.v[i];

		buf_int(out, (int64_t)one->line);
		buf_char(out, ',');
		csv_cell(str_of(one->why.msg), out);
		buf_char(out, ',');
		buf_str(out, one->row);
		buf_char(out, '\n');
	}
}

/* ---- the rows ----------------------------------------------------------- */

static int
row_run(struct run *r, struct err *e)
{
	uint64_t saves = r->saves;
	struct entry en;
	int rc;

	rc = entry_of_row(r, &en, e);
	if (rc == 0)
		rc = entry_apply(r, &en, e);
	if (rc == 0)
		return 0;
	r->dirty |= r->saves != saves;
	return e->line ? rc : row_at(r, ROW_NONE, e);
}

static int
rows_run(struct run *r, struct err *e)
{
	struct import *im = r->im;
	bool more;
	int rc;

	for (;;) {
		e->line = 0;
		e->hint[0] = '\0';
		rc = rows_next(&r->rows, &more, e);
		if (rc == 0 && !more)
			return 0;
		r->line = r->rows.line;
		if (++im->counts.rows % PROGRESS_ROWS == 0 && im->progress)
			im->progress(im->ctx, im->counts.rows);
		if (row_is_out(r, r->rows.number))
			continue;
		arena_reset(&r->row);
		if (rc == 0)
			rc = row_run(r, e);
		if (rc)
			rc = row_failed(r, r->rows.number, r->line, NULL, rc,
				e);
		if (rc)
			return rc;
	}
}

static void
note_left_out(struct run *r)
{
	struct buf *out = &r->im->left_out;

	for (size_t i = 0; i < r->plan.left_out.n; i++) {
		if (i)
			buf_cstr(out, ", ");
		buf_str(out, r->plan.left_out.v[i]);
	}
}

static int
run_plan(struct run *r, struct err *e)
{
	struct import *im = r->im;
	int rc = plan_make(&r->arena, r->m, r->entity, im->map, &r->rows,
		&r->plan, &im->faults, e);

	if (rc)
		return rc;
	plan_show(&r->plan, &r->rows, &im->plan);
	note_left_out(r);
	rc = record_blank(r, r->entity, &r->arena, &r->blank, e);
	if (rc)
		return rc;
	rc = r->plan.changes || r->plan.at != ROW_NONE ? groups_run(r, e)
						       : rows_run(r, e);
	im->counts.stopped = r->rows.stopped;
	if (rc || !r->dirty)
		return rc;
	im->again = true;
	return err_set(e, ERR_AGAIN, "refused rows have to be left out");
}

int
import_run(struct model *m, struct import *im, struct err *e)
{
	struct run r = {.im = im, .m = m, .at = m->at};
	int rc;

	im->again = false;
	im->counts = (struct import_counts){0};
	buf_reset(&im->plan);
	buf_reset(&im->left_out);
	faults_free(&im->faults);
	*e = (struct err){0};
	r.entity = model_entity(m, im->entity);
	r.scope = m->scope;
	r.scope.arena = &r.row;
	rc = rows_open(&r.rows, im->source, im->map, e);
	if (rc == 0)
		rc = run_plan(&r, e);
	m->at = r.at;
	plan_end(&r.plan);
	rows_close(&r.rows);
	map_free(&r.contents);
	buf_free(&r.text);
	buf_free(&r.text2);
	arena_free(&r.row);
	arena_free(&r.arena);
	return rc;
}

void
import_end(struct import *im)
{
	faults_free(&im->faults);
	buf_free(&im->plan);
	buf_free(&im->left_out);
	buf_free(&im->header);
	ARR_FREE(&im->rejects);
	map_free(&im->rejected);
	arena_free(&im->arena);
}
