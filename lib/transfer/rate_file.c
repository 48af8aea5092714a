#include "transfer/rate_file.h"
#include "base/map.h"
#include "transfer/rows.h"

/* ---- wide ---------------------------------------------------------------- */

/* A column: its currency, null where the code is unknown. */
struct column {
	struct str name, code;
	size_t at; /* of the header */
	bool used;
};

static struct str
cell(const struct csv *c, size_t i)
{
	return i < c->n ? str_trim(c->cells[i].text) : STR_NULL;
}

static bool
is_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] | 32) < 'a' || (s.p[i] | 32) > 'z')
			return false;
	return s.n == 3;
}

static bool
names_day(struct str s)
{
	struct buf b = {0};
	bool is;

	rows_fold(s, &b);
	is = str_is(buf_view(&b), "date") || str_is(buf_view(&b), "day");
	buf_free(&b);
	return is;
}

/* "Date" and nothing but codes behind it. */
static bool
is_wide(const struct csv *c)
{
	size_t codes = 0;

	for (size_t i = 1; i < c->n; i++) {
		if (cell(c, i).n && !is_letters(cell(c, i)))
			return false;
		codes += cell(c, i).n > 0;
	}
	return codes && names_day(cell(c, 0));
}

static bool
is_none(struct str s)
{
	return !s.n || str_is(s, "N/A") || str_is(s, "n/a") ||
		str_is(s, "NA") || str_is(s, "-");
}

static int
wide_cell(struct rate_file *f, const struct csv *c, size_t i,
	struct column *col, int64_t day, struct err *e)
{
	struct rate_row *row;
	struct str text = cell(c, i);
	int64_t rate;
	int rc = 0;

	if (is_none(text))
		return 0;
	if (!col->code.p && rate_code(col->name, &col->code, e))
		return rate_at(f, col->at, e);
	rc = dec_parse(text, &rate, e);
	if (rc)
		return csv_at(c, i, e);
	row = ARR_ADD(&f->rows);
	row->q = (struct rate_quote){.plan = f->plan, .base = STR("EUR"),
		.currency = col->code, .day = day, .rate = rate,
		.source = f->origin.p ? f->origin : STR("ecb"),
		.sourced = f->origin.p};
	row->at = c->cells[i].at;
	col->used = true;
	return 0;
}

static int
wide_row(struct rate_file *f, const struct csv *c, struct column *cols,
	size_t n, struct err *e)
{
	int64_t day = 0;
	int rc = rate_day(cell(c, 0), &day, e);

	if (rc)
		return csv_at(c, 0, e);
	for (size_t i = 1; rc == 0 && (i < n || i < c->n); i++) {
		if (i < n && cols[i].name.n && i < c->n) {
			rc = wide_cell(f, c, i, &cols[i], day, e);
		} else if (i < n ? cols[i].name.n : cell(c, i).n) {
			err_set(e, ERR_DATA, "%zu cells, where the header has "
				"%zu", c->n, n);
			rc = csv_at(c, i, e);
		}
	}
	return rc;
}

static int
wide_read(struct rate_file *f, struct csv *c, struct err *e)
{
	struct column *cols = arena_array(&f->arena, c->n, sizeof *cols);
	size_t n = c->n;
	bool more = true;
	int rc = 0;

	for (size_t i = 1; i < n; i++)
		cols[i] = (struct column){.at = c->cells[i].at,
			.name = arena_str(&f->arena, cell(c, i))};
	while (rc == 0 && (rc = csv_next(c, &more, e)) == 0 && more)
		if (c->n > 1 || cell(c, 0).n)
			rc = wide_row(f, c, cols, n, e);
	for (size_t i = 1; rc == 0 && i < n; i++)
		if (cols[i].name.n && !cols[i].used)
			buf_fmt(&f->left_out, "%s%.*s",
				f->left_out.n ? ", " : "",
				STR_F(cols[i].name));
	return rc;
}

/* ---- plain --------------------------------------------------------------- */

enum role { DAY, FROM, TO, RATE, SOURCE, PLAN, ROLES };

static const struct {
	enum role role;
	const char *name; /* as rows_fold has it */
} names[] = {
	{DAY, "day"}, {DAY, "date"}, {FROM, "from"}, {FROM, "base"},
	{FROM, "fromcurrency"}, {FROM, "basecurrency"}, {TO, "to"},
	{TO, "currency"}, {TO, "tocurrency"}, {TO, "quote"},
	{TO, "quotecurrency"}, {RATE, "rate"}, {RATE, "value"},
	{RATE, "price"}, {RATE, "exchangerate"}, {SOURCE, "source"},
	{PLAN, "plan"},
};

/* Where each role stands, one past the column; 0: nowhere. */
struct plain {
	size_t at[ROLES];
	size_t n;
};

static int
plain_header(struct rate_file *f, const struct csv *c, struct plain *p,
	struct err *e)
{
	struct buf name = {0};

	for (size_t i = 0; i < c->n; i++) {
		size_t k = 0, n = sizeof names / sizeof *names;

		buf_reset(&name);
		rows_fold(cell(c, i), &name);
		while (k < n && !str_is(buf_view(&name), names[k].name))
			k++;
		if (k < n && !p->at[names[k].role])
			p->at[names[k].role] = i + 1;
		else if (name.n)
			buf_fmt(&f->left_out, "%s%.*s",
				f->left_out.n ? ", " : "",
				STR_SHORT(cell(c, i)));
	}
	buf_free(&name);
	if (p->at[DAY] && p->at[TO] && p->at[RATE])
		return 0;
	err_set(e, ERR_DATA, "these are no rates: the header names no %s",
		!p->at[DAY] ? "day" : !p->at[TO] ? "currency" : "rate");
	err_hint(e, "known are Date,USD,..; day,from,to,rate; and lines like "
		"P 2026-10-01 USD 0.92 EUR");
	return csv_at(c, 0, e);
}

static int
plain_read_cell(struct rate_file *f, enum role role, struct str text,
	struct rate_quote *q, struct err *e)
{
	switch (role) {
	case DAY: return rate_day(text, &q->day, e);
	case FROM: return rate_code(text, &q->base, e);
	case TO: return rate_code(text, &q->currency, e);
	case RATE: return dec_parse(text, &q->rate, e);
	case SOURCE:
		if (!f->origin.p)
			q->source = arena_str(&f->arena, text);
		return 0;
	case PLAN:
		q->plan = arena_str(&f->arena, text);
		return 0;
	case ROLES: break;
	}
	return 0;
}

static int
plain_row(struct rate_file *f, const struct csv *c, const struct plain *p,
	struct err *e)
{
	struct rate_row row = {.q = {.plan = f->plan, .source = f->origin,
		.sourced = f->origin.p}};
	int rc = 0;

	for (enum role r = 0; rc == 0 && r < ROLES; r++) {
		size_t i = p->at[r] - 1;
		bool optional = r == SOURCE || r == PLAN;

		if (!p->at[r] || (optional && !cell(c, i).n))
			continue;
		rc = plain_read_cell(f, r, cell(c, i), &row.q, e);
		if (rc)
			return csv_at(c, i, e);
	}
	for (size_t i = p->n; i < c->n; i++)
		if (cell(c, i).n) {
			err_set(e, ERR_DATA, "%zu cells, where there should "
				"be %zu", c->n, p->n);
			return csv_at(c, i, e);
		}
	row.at = c->cells[p->at[RATE] - 1].at;
	*ARR_ADD(&f->rows) = row;
	return rc;
}

static int
plain_read(struct rate_file *f, struct csv *c, struct err *e)
{
	struct plain p = {.n = c->n};
	struct err ignored;
	int64_t day;
	bool more = true, headless = !rate_day(cell(c, 0), &day, &ignored);
	int rc = 0;

	if (headless) {
		p = (struct plain){{1, 2, 3, 4, 5, 0}, 5};
		rc = plain_row(f, c, &p, e);
	} else {
		rc = plain_header(f, c, &p, e);
	}
	while (rc == 0 && (rc = csv_next(c, &more, e)) == 0 && more)
		if (c->n > 1 || cell(c, 0).n)
			rc = plain_row(f, c, &p, e);
	return rc;
}

int
rate_file_read(struct rate_file *f, struct err *e)
{
	struct csv_opts opts = {0};
	struct csv c;
	bool more;
	int rc;

	if (rate_lines_are(f->source->text))
		return rate_lines_read(f, e);
	rc = csv_open(&c, f->source->name, f->source->text, &opts, e);
	if (rc)
		return rc;
	rc = csv_next(&c, &more, e);
	if (rc == 0 && more)
		rc = is_wide(&c) ? wide_read(f, &c, e)
				 : plain_read(f, &c, e);
	csv_close(&c);
	return rc;
}

void
rate_file_end(struct rate_file *f)
{
	ARR_FREE(&f->rows);
	buf_free(&f->left_out);
	arena_free(&f->arena);
}
