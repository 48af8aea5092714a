#include "base/day.h"
#include "paper/wording.h"

struct str
wording_word(const struct wording *w, enum paper_word word)
{
	return str_of(w->language->words[word]);
}

struct str
wording_join(const struct wording *w, struct str a, const char *between,
	struct str b)
{
	if (!a.n || !b.n)
		return a.n ? a : b;
	return str_of(
		arena_fmt(w->arena, "%.*s%s%.*s", STR_F(a), between, STR_F(b)));
}

/* What a buffer holds, in the arena. */
static struct str
keep(const struct wording *w, struct buf *b)
{
	struct str out = b->n ? arena_str(w->arena, buf_view(b)) : STR_NULL;

	buf_free(b);
	return out;
}

static struct str
figure(const struct wording *w, struct buf *plain)
{
	struct buf b = {0};

	paper_figure(w->language, buf_view(plain), &b);
	buf_free(plain);
	return keep(w, &b);
}

struct str
wording_money(const struct wording *w, int64_t v)
{
	struct buf b = {0};

	money_print(v, w->paper->doc->money, &b);
	return figure(w, &b);
}

struct str
wording_price(const struct wording *w, int64_t dec)
{
	struct buf b = {0};

	price_print(dec, w->paper->doc->money, &b);
	return figure(w, &b);
}

struct str
wording_decimal(const struct wording *w, int64_t dec)
{
	struct buf b = {0};

	dec_print(dec, &b);
	return figure(w, &b);
}

struct str
wording_percent(const struct wording *w, int64_t dec)
{
	return wording_join(
		w, wording_decimal(w, dec), "", str_of(w->language->percent));
}

struct str
wording_day(const struct wording *w, int64_t day)
{
	struct buf b = {0};

	paper_day(w->language, day, &b);
	return keep(w, &b);
}

static struct str
number(const struct wording *w, int64_t n)
{
	return str_of(arena_fmt(w->arena, "%lld", (long long)n));
}

/* ---- the head ------------------------------------------------------------ */

struct str
wording_title(const struct wording *w)
{
	const struct paper *p = w->paper;
	struct str title =
		wording_join(w, wording_word(w, WORD_QUOTE), " ", p->number);

	if (p->version > 1)
		title = wording_join(w, title, ", ",
			paper_word(w->language, WORD_VERSION, w->arena,
				number(w, p->version), STR_NULL));
	return title;
}

size_t
wording_party(const struct wording *w, const struct paper_party *p,
	struct str **lines)
{
	struct str vat = p->vat_id.n
		? wording_join(w, wording_word(w, WORD_VAT_ID), " ", p->vat_id)
		: STR_NULL;
	const struct str all[] = {p->name, p->contact, p->street,
		wording_join(w, p->postal, " ", p->city),
		wording_join(w, p->region, " ", p->country), vat, p->phone,
		p->email, p->website, p->bank};
	enum { ALL = sizeof all / sizeof *all };
	size_t most = ALL, n = 0;
	struct str rest, line;

	for (size_t i = 0; i < ALL; i++)
		for (size_t k = 0; k < all[i].n; k++)
			most += all[i].p[k] == '\n';
	*lines = arena_array(w->arena, most, sizeof **lines);
	for (size_t i = 0; i < ALL; i++)
		for (rest = all[i]; rest.n && str_split(&rest, '\n', &line);)
			if (line.n)
				(*lines)[n++] = line;
	return n;
}

static struct str
payment(const struct wording *w)
{
	int64_t days = w->paper->terms;

	if (days == NUM_NULL)
		return STR_NULL;
	if (days == 0)
		return wording_word(w, WORD_AT_ONCE);
	return paper_word(
		w->language, WORD_DAYS, w->arena, number(w, days), STR_NULL);
}

size_t
wording_facts(const struct wording *w, struct wording_fact out[WORDING_FACTS])
{
	const struct paper *p = w->paper;
	const struct wording_fact all[] = {
		{WORD_SUBJECT, p->name},
		{WORD_DATE, wording_day(w, p->day)},
		{WORD_VALID, wording_day(w, p->valid_until)},
		{WORD_PAYMENT, payment(w)},
		{WORD_CONTACT, p->owner},
		{WORD_EMAIL, p->owner_email},
		{WORD_CURRENCY, str_of(p->doc->money->code)},
	};
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].value.n)
			out[n++] = all[i];
	return n;
}

/* ---- lines --------------------------------------------------------------- */

static const struct doc_line *
line_of(const struct wording *w, size_t line)
{
	return &w->paper->doc->lines[line];
}

/* "10%", of basis points; null where there are none. */
static struct str
rate(const struct wording *w, int64_t basis)
{
	struct err unused;
	int64_t percent;

	if (basis == NUM_NULL || dec_make(basis, 2, &percent, &unused))
		return STR_NULL;
	return wording_percent(w, percent);
}

struct str
wording_quantity(const struct wording *w, size_t line)
{
	return wording_join(w, wording_decimal(w, line_of(w, line)->quantity),
		" ", w->paper->lines[line].unit);
}

struct str
wording_amount(const struct wording *w, size_t line)
{
	const struct doc_line *l = line_of(w, line);
	struct str amount = wording_money(w, l->amount);

	return l->choice == DOC_FIRM
		? amount
		: str_of(arena_fmt(w->arena, "(%.*s)", STR_F(amount)));
}

/* No discount, or one of nothing, is not spoken of. */
static bool
has_discount(const struct doc_line *l)
{
	return l->discount || (l->percent != NUM_NULL && l->percent);
}

struct str
wording_discount(const struct wording *w, size_t line)
{
	const struct doc_line *l = line_of(w, line);

	if (!has_discount(l))
		return STR_NULL;
	if (l->percent == NUM_NULL)
		return wording_money(w, l->off);
	return rate(w, l->percent);
}

struct str
wording_aside(const struct wording *w, size_t line)
{
	static const enum paper_word choices[] = {
		[DOC_OPTIONAL] = WORD_OPTIONAL,
		[DOC_ALTERNATIVE] = WORD_ALTERNATIVE,
	};
	const struct doc_line *l = line_of(w, line);
	struct str sku = w->paper->lines[line].sku;

	return l->choice == DOC_FIRM
		? sku
		: wording_join(w, sku, " \xc2\xb7 ",
			  wording_word(w, choices[l->choice]));
}

struct str
wording_rates(const struct wording *w, size_t line, const char *between)
{
	const struct doc *d = w->paper->doc;
	struct str out = STR_NULL;

	for (size_t i = 0; i < d->ntaxes; i++)
		if (line_of(w, line)->taxes >> i & 1)
			out = wording_join(w, out, between,
				wording_percent(w, d->taxes[i].rate));
	return out;
}

struct str
wording_line_tax(const struct wording *w, size_t line)
{
	const struct doc_line *l = line_of(w, line);

	if (w->paper->doc->mode != DOC_BY_LINE || !l->taxes)
		return STR_NULL;
	return wording_join(
		w, wording_word(w, WORD_TAX), ": ", wording_money(w, l->tax));
}

struct str
wording_deduction(const struct wording *w, size_t line)
{
	const struct doc_line *l = line_of(w, line);
	struct str label = wording_join(
		w, wording_word(w, WORD_DISCOUNT), " ", rate(w, l->percent));

	if (!has_discount(l))
		return STR_NULL;
	return str_of(arena_fmt(w->arena, "%.*s: %.*s - %.*s", STR_F(label),
		STR_F(wording_money(w, l->gross)),
		STR_F(wording_money(w, l->discount))));
}
