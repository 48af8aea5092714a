#include "base/word.h"
#include "in/csv.h"
#include "in/place.h"

/* Where one of the three bytes stands next, from i on, or s.n. */
static inline size_t
find3(struct str s, size_t i, uint64_t a, uint64_t b, uint64_t c)
{
	uint64_t w, m;

	for (; s.n - i >= 8; i += 8) {
		w = word_load(s.p + i);
		m = word_equal(w, a) | word_equal(w, b) | word_equal(w, c);
		if (m)
			return i + word_first(m);
	}
	if (i == s.n)
		return i;
	w = word_load_part(s.p + i, s.n - i);
	m = word_equal(w, a) | word_equal(w, b) | word_equal(w, c);
	return m ? i + word_first(m) : s.n;
}

static inline size_t
find_stop(struct str s, size_t i, char c)
{
	return find3(
		s, i, word_of((unsigned char)c), word_of('\n'), word_of('\r'));
}

/* Past the line break at i. */
static size_t
skip_break(struct str s, size_t i)
{
	return i + (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') + 1;
}

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* The problem stands at offset `at`; read on after the line it is on. */
static int
row_fail(struct csv *c, size_t at, struct err *e)
{
	struct place p = {c->name, c->text, c->row_at, c->line, 1};

	place_err(&p, at, e);
	c->n = 0;
	c->pos =
		find3(c->text, at, word_of('\n'), word_of('\r'), word_of('\n'));
	if (c->pos < c->text.n)
		c->pos = skip_break(c->text, c->pos);
	place_move(&p, c->pos);
	c->next_line = p.line;
	return (int)e->code;
}

static int
quote_fail(struct csv *c, size_t at, struct err *e)
{
	err_set(e, ERR_DATA, "quote is never closed");
	row_fail(c, at, e);
	c->pos = c->text.n;
	return ERR_DATA;
}

/* The cell whose quote opens at `at`; *end is where its closing one stands. */
static int
quoted_read(struct csv *c, size_t at, struct csv_cell *cell, size_t *end,
	struct err *e)
{
	struct str s = c->text;
	size_t i = at + 1;

	for (;; i++) {
		i = find_stop(s, i, c->quote);
		if (i == s.n)
			return quote_fail(c, at, e);
		if (is_break(s.p[i])) {
			i = skip_break(s, i) - 1;
			c->next_line++;
			continue;
		}
		if (i + 1 == s.n || s.p[i + 1] != c->quote)
			break;
		cell->doubled = true;
		i++;
	}
	cell->quoted = true;
	cell->text = str_cut(s, at + 1, i);
	*end = i;
	i++;
	if (i == s.n || s.p[i] == c->delimiter || is_break(s.p[i]))
		return ERR_OK;
	err_set(e, ERR_DATA, "text after a closing quote");
	err_hint(e, "a quote inside a quoted cell is written twice");
	return row_fail(c, i, e);
}

/* The cell at `at`; *end is the delimiter, line break or end of text after
 * it. */
static inline int
cell_read(struct csv *c, size_t at, struct csv_cell *cell, size_t *end,
	struct err *e)
{
	int code;

	*cell = (struct csv_cell){.at = at};
	if (at < c->text.n && c->text.p[at] == c->quote && c->quote) {
		if ((code = quoted_read(c, at, cell, end, e)))
			return code;
		++*end;
	} else {
		*end = find_stop(c->text, at, c->delimiter);
		cell->text = str_cut(c->text, at, *end);
	}
	if (cell->text.n <= CSV_CELL_MAX)
		return ERR_OK;
	err_set(e, ERR_DATA, "cell is larger than %d bytes", CSV_CELL_MAX);
	return row_fail(c, at, e);
}

/* All of the row's cells with doubled quotes, each quote once. */
static void
copy_doubled(struct csv *c)
{
	size_t need = 0;

	for (size_t i = 0; i < c->n; i++)
		need += c->cells[i].doubled ? c->cells[i].text.n : 0;
	buf_reset(&c->copies);
	buf_room(&c->copies, need);
	for (size_t i = 0; i < c->n; i++) {
		struct csv_cell *cell = &c->cells[i];
		struct str rest = cell->text, part;
		size_t from = c->copies.n;

		if (!cell->doubled)
			continue;
		while (str_split(&rest, c->quote, &part)) {
			buf_str(&c->copies, part);
			if (!rest.p)
				break;
			buf_char(&c->copies, c->quote);
			rest = str_cut(rest, 1, rest.n);
		}
		cell->text = str_cut(buf_view(&c->copies), from, c->copies.n);
	}
}

static struct csv_cell *
cell_add(struct csv *c)
{
	if (c->n == c->cap)
		c->cells = arr_grow(c->cells, c->n, &c->cap, sizeof *c->cells);
	return &c->cells[c->n++];
}

/* The row that begins at c->row_at. */
static int
row_read(struct csv *c, struct err *e)
{
	size_t i = c->row_at, end;
	bool doubled = false, last = false;
	int code;

	for (c->n = 0; !last; i = end + 1) {
		struct csv_cell *cell = cell_add(c);

		if ((code = cell_read(c, i, cell, &end, e)))
			return code;
		doubled |= cell->doubled;
		last = end == c->text.n || c->text.p[end] != c->delimiter;
		if (c->n > CSV_COLUMNS_MAX) {
			err_set(e, ERR_DATA, "more than %d cells in a row",
				CSV_COLUMNS_MAX);
			return row_fail(c, cell->at, e);
		}
	}
	if (doubled)
		copy_doubled(c);
	c->pos = end;
	if (end < c->text.n) {
		c->pos = skip_break(c->text, end);
		c->next_line++;
	}
	return ERR_OK;
}

int
csv_next(struct csv *c, bool *more, struct err *e)
{
	int code;

	while (c->pos < c->text.n && is_break(c->text.p[c->pos])) {
		c->pos = skip_break(c->text, c->pos);
		c->next_line++;
	}
	c->n = 0;
	c->row_at = c->pos;
	c->line = c->next_line;
	*more = c->pos < c->text.n;
	if (!*more)
		return ERR_OK;
	code = row_read(c, e);
	if (!code && !c->want)
		c->want = c->n;
	return code;
}

int
csv_at(const struct csv *c, size_t i, struct err *e)
{
	struct place p = {c->name, c->text, c->row_at, c->line, 1};

	return place_err(&p, i < c->n ? c->cells[i].at : c->row_at, e);
}

/* A first line "sep=;" as some spreadsheets write it; its length or 0. */
static size_t
sep_line(struct str s, char *delimiter)
{
	if (!str_starts(s, "sep=") || s.n < 5 || is_break(s.p[4]) ||
		(s.n > 5 && !is_break(s.p[5])))
		return 0;
	*delimiter = s.p[4];
	return s.n > 5 ? skip_break(s, 5) : 5;
}

static int
marks_check(char delimiter, char quote, struct err *e)
{
	char both[] = {delimiter, quote};

	if (delimiter == quote)
		return err_set(e, ERR_USAGE,
			"delimiter and quote: the same character");
	for (size_t i = 0; i < sizeof both; i++)
		if ((both[i] & 0x80) || is_break(both[i]))
			return err_set(e, ERR_USAGE,
				"%s: not an ASCII character within a line",
				i ? "quote" : "delimiter");
	return ERR_OK;
}

int
csv_open(struct csv *c, const char *name, struct str text,
	const struct csv_opts *opts, struct err *e)
{
	*c = (struct csv){.name = name, .next_line = 1};
	c->text = text = text.p ? text : STR("");
	c->delimiter = opts->delimiter;
	c->quote = opts->quote ? opts->quote : '"';
	if (opts->bare)
		c->quote = '\0';
	if (!c->delimiter && (c->pos = sep_line(text, &c->delimiter)))
		c->next_line = 2;
	if (!c->delimiter)
		c->delimiter = csv_sniff(text, opts);
	return marks_check(c->delimiter, c->quote, e);
}

void
csv_close(struct csv *c)
{
	arr_free(c->cells);
	buf_free(&c->copies);
	*c = (struct csv){0};
}
