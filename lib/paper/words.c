/* Figures and words as people read them. */
#include "base/day.h"
#include "paper/paper_part.h"

static const struct {
	const char *name;
	void (*render)(const struct paper *, struct buf *);
} formats[PAPER_FORMATS] = {
	[PAPER_JSON] = {"json", paper_json},
	[PAPER_TEXT] = {"text", paper_text},
	[PAPER_MARKDOWN] = {"markdown", paper_markdown},
	[PAPER_HTML] = {"html", paper_html},
};

bool
paper_format_find(struct str word, enum paper_format *out)
{
	for (int i = 0; i < PAPER_FORMATS; i++)
		if (str_is(word, formats[i].name)) {
			*out = (enum paper_format)i;
			return true;
		}
	return false;
}

const char *
paper_format_name(enum paper_format f)
{
	return formats[f].name;
}

void
paper_render(const struct paper *p, enum paper_format f, struct buf *out)
{
	formats[f].render(p, out);
}

struct str
paper_template(enum paper_format f)
{
	return f == PAPER_HTML ? str_of(paper_html_style) : STR(PAPER_TEMPLATE);
}

void
paper_title(const struct paper *p, struct buf *out)
{
	buf_char(out, (char)(p->kind[0] & ~0x20));
	buf_fmt(out, "%s %.*s", p->kind + 1, STR_F(p->number));
	if (p->version > 1)
		buf_fmt(out, ", version %lld", (long long)p->version);
}

void
paper_tax(const struct doc_tax *t, struct buf *out)
{
	bool why = t->reason.n || t->text.n;

	buf_fmt(out, "%.*s ", STR_F(t->name));
	dec_print(t->rate, out);
	buf_char(out, '%');
	if (!why)
		return;
	buf_fmt(out, " (%.*s", STR_F(t->category));
	if (t->text.n)
		buf_fmt(out, ", %.*s", STR_F(t->text));
	if (t->reason.n)
		buf_fmt(out, ", %.*s", STR_F(t->reason));
	buf_char(out, ')');
}

void
paper_money(const struct paper *p, int64_t v, struct buf *out)
{
	money_print_grouped(v, p->doc->money, out);
}

void
paper_price(const struct paper *p, int64_t dec, struct buf *out)
{
	price_print_grouped(dec, p->doc->money, out);
}

void
paper_discount(const struct paper *p, const struct doc_line *l,
	struct buf *out)
{
	int64_t percent;
	struct err unused;

	if (l->percent != NUM_NULL &&
		dec_make(l->percent, 2, &percent, &unused) == 0) {
		dec_print(percent, out);
		buf_char(out, '%');
	} else if (l->off != NUM_NULL) {
		paper_money(p, l->off, out);
	}
}

const char *
paper_interval(enum doc_interval i)
{
	static const char *const words[] = {
		[DOC_ONCE] = "once",
		[DOC_MONTH] = "a month",
		[DOC_YEAR] = "a year",
	};

	return words[i];
}

void
paper_remark(const struct doc_line *l, struct buf *out)
{
	static const char *const choices[] = {
		[DOC_FIRM] = "",
		[DOC_OPTIONAL] = "optional",
		[DOC_ALTERNATIVE] = "alternative",
	};

	buf_cstr(out, choices[l->choice]);
	if (l->interval == DOC_ONCE)
		return;
	buf_cstr(out, l->choice == DOC_FIRM ? "" : ", ");
	buf_cstr(out, paper_interval(l->interval));
}

/* ---- who ----------------------------------------------------------------- */

static struct str
joined(struct arena *a, struct str x, struct str y)
{
	if (!x.n || !y.n)
		return x.n ? x : y;
	return str_of(arena_fmt(a, "%.*s %.*s", STR_F(x), STR_F(y)));
}

size_t
paper_party(const struct paper_party *p, struct arena *a,
	struct str lines[PARTY_LINES])
{
	struct str vat = p->vat_id.n ? str_of(arena_fmt(a, "VAT ID %.*s",
		STR_F(p->vat_id))) : STR_NULL;
	const struct str all[] = {p->name, p->contact, p->street,
		joined(a, p->postal, p->city),
		joined(a, p->region, p->country), vat, p->phone, p->email,
		p->website, p->bank};
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].n)
			lines[n++] = all[i];
	return n;
}

/* ---- facts and sums ------------------------------------------------------ */

static struct str
day_text(struct arena *a, int64_t day)
{
	struct buf b = {0};
	struct str s;

	day_print(day, &b);
	s = arena_str(a, buf_view(&b));
	buf_free(&b);
	return s;
}

size_t
paper_facts(const struct paper *p, struct arena *a,
	struct paper_fact out[PAPER_FACTS])
{
	size_t n = 0;

	if (p->name.n)
		out[n++] = (struct paper_fact){"Subject", p->name};
	if (p->day != NUM_NULL)
		out[n++] = (struct paper_fact){"Date", day_text(a, p->day)};
	if (p->valid_until != NUM_NULL)
		out[n++] = (struct paper_fact){"Valid until",
			day_text(a, p->valid_until)};
	if (p->terms != NUM_NULL)
		out[n++] = (struct paper_fact){"Payment", str_of(p->terms
			? arena_fmt(a, "within %lld days",
				(long long)p->terms) : "at once")};
	if (p->owner.n)
		out[n++] = (struct paper_fact){"Your contact", p->owner};
	if (p->owner_email.n)
		out[n++] = (struct paper_fact){"E-mail", p->owner_email};
	out[n++] = (struct paper_fact){"Currency", str_of(p->doc->money->code)};
	return n;
}

struct sums {
	const struct paper *p;
	struct arena *a;
	struct paper_sum *v;
	size_t n;
};

static void
add(struct sums *s, struct str label, int64_t amount, bool strong)
{
	s->v[s->n++] = (struct paper_sum){label, amount, strong};
}

static void
add_tax(struct sums *s, const struct doc_part *part, size_t i)
{
	const struct doc_taxed *x = &part->taxes[i];
	struct buf b = {0};

	if (!x->base && !x->tax)
		return;
	paper_tax(&s->p->doc->taxes[i], &b);
	buf_cstr(&b, " of ");
	paper_money(s->p, x->base, &b);
	add(s, arena_str(s->a, buf_view(&b)), x->tax, false);
	buf_free(&b);
}

static void
add_part(struct sums *s, const struct doc_part *part, const char *when)
{
	const struct doc *d = s->p->doc;

	if (part->discount) {
		add(s, str_of(arena_fmt(s->a, "Sum%s", when)), part->amount,
			false);
		add(s, str_of(arena_fmt(s->a, "Discount%s", when)),
			-part->discount, false);
	}
	add(s, str_of(arena_fmt(s->a, "Net%s", when)), part->net, false);
	for (size_t i = 0; i < d->ntaxes; i++)
		add_tax(s, part, i);
	add(s, str_of(arena_fmt(s->a, "Total%s", when)), part->total, true);
}

size_t
paper_sums(const struct paper *p, struct arena *a, struct paper_sum **out)
{
	const struct doc *d = p->doc;
	struct sums s = {.p = p, .a = a,
		.v = arena_array(a, (d->ntaxes + 5) * (DOC_INTERVALS + 1),
			sizeof *s.v)};
	bool apart = d->parts[DOC_MONTH].lines || d->parts[DOC_YEAR].lines;

	for (int i = 0; apart && i < DOC_INTERVALS; i++)
		if (d->parts[i].lines)
			add_part(&s, &d->parts[i], arena_fmt(a, ", %s",
				paper_interval((enum doc_interval)i)));
	if (!apart)
		add_part(&s, &d->whole, "");
	else
		add(&s, STR("Total, once and the first of what recurs"),
			d->whole.total, true);
	*out = s.v;
	return s.n;
}
