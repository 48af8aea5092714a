/* Price lines of hledger and ledger, and what all shapes share. */
#include "in/place.h"
#include "transfer/cell.h"
#include "transfer/rate_file.h"

int
rate_at(const struct rate_file *f, size_t at, struct err *e)
{
	struct place p;

	place_open(&p, f->source->name, f->source->text);
	return place_err(&p, at, e);
}

static const struct {
	const char *sign, *code;
} signs[] = {
	{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"},
};

int
rate_code(struct str text, struct str *code, struct err *e)
{
	const struct currency *c;
	char upper[3];

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_is(text, signs[i].sign)) {
			*code = str_of(signs[i].code);
			return 0;
		}
	for (size_t i = 0; i < 3 && i < text.n; i++)
		upper[i] = text.p[i] >= 'a' && text.p[i] <= 'z'
			? (char)(text.p[i] - 32) : text.p[i];
	c = text.n == 3 ? currency_find((struct str){upper, 3}) : NULL;
	if (c) {
		*code = str_of(c->code);
		return 0;
	}
	err_set(e, ERR_DATA, "'%.*s': unknown currency", STR_SHORT(text));
	c = currency_near(text);
	return c ? err_hint(e, "did you mean '%s'?", c->code) : ERR_DATA;
}

int
rate_day(struct str text, int64_t *day, struct err *e)
{
	struct moment m;
	int rc = cell_moment(text, DATE_ISO, &m, e);

	if (rc == 0)
		*day = m.day;
	return rc;
}

/* ---- lines --------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
is_comment(struct str line)
{
	return !line.n || strchr(";#*%", *line.p);
}

static bool
is_price(struct str line)
{
	return line.n > 1 && line.p[0] == 'P' && is_blank(line.p[1]);
}

static struct str
trim(struct str s)
{
	while (s.n && is_blank(*s.p))
		s = str_cut(s, 1, s.n);
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
rate_lines_are(struct str text)
{
	struct str line;

	while (str_split(&text, '\n', &line))
		if (!is_comment(trim(line)))
			return is_price(line);
	return false;
}

/* The next word, or what stands between quotes. */
static struct str
word(struct str *rest)
{
	bool quoted;
	struct str out;
	size_t n = 0;

	*rest = trim(*rest);
	quoted = rest->n && *rest->p == '"';
	for (n = quoted; n < rest->n; n++)
		if (quoted ? rest->p[n] == '"' : is_blank(rest->p[n]))
			break;
	out = str_cut(*rest, quoted, n);
	*rest = str_cut(*rest, n + (quoted && n < rest->n), rest->n);
	return out;
}

static bool
is_figure(char c)
{
	return (c >= '0' && c <= '9') || strchr("-.,", c);
}

/* "0.92 EUR", "0.92EUR", "EUR 0.92", "$0.92" */
static void
split_price(struct str text, struct str *number, struct str *unit)
{
	bool first = text.n && is_figure(*text.p);
	size_t n = 0;

	while (n < text.n && is_figure(text.p[n]) == first)
		n++;
	*number = trim(first ? str_cut(text, 0, n) : str_cut(text, n, text.n));
	*unit = trim(first ? str_cut(text, n, text.n) : str_cut(text, 0, n));
	*unit = word(unit);
}

static int
malformed(struct err *e)
{
	err_set(e, ERR_DATA, "not a price");
	return err_hint(e, "write it like: P 2026-10-01 USD 0.92 EUR");
}

static int
read_price(struct rate_file *f, struct str line, struct rate_row *row,
	struct err *e)
{
	struct str rest = str_cut(line, 1, line.n), day, base, number, unit;
	struct str next;
	int rc;

	rest.n = str_find(rest, ';');
	day = word(&rest);
	next = rest;
	base = word(&next);
	if (str_find(base, ':') < base.n) /* a time of day */
		base = word(&next);
	split_price(trim(next), &number, &unit);
	if (!day.n || !base.n || !number.n || !unit.n)
		return malformed(e);
	row->q = (struct rate_quote){.plan = f->plan, .source = f->origin,
		.sourced = f->origin.p};
	rc = rate_day(day, &row->q.day, e);
	if (rc == 0)
		rc = rate_code(base, &row->q.base, e);
	if (rc == 0)
		rc = rate_code(unit, &row->q.currency, e);
	return rc ? rc : dec_parse(number, &row->q.rate, e);
}

int
rate_lines_read(struct rate_file *f, struct err *e)
{
	struct str rest = f->source->text, line;
	int rc = 0;

	while (rc == 0 && str_split(&rest, '\n', &line)) {
		struct rate_row row = {
			.at = (size_t)(line.p - f->source->text.p)};

		if (is_comment(trim(line)))
			continue;
		rc = is_price(line) ? read_price(f, line, &row, e)
				    : malformed(e);
		if (rc)
			rate_at(f, row.at, e);
		else
			*ARR_ADD(&f->rows) = row;
	}
	return rc;
}
