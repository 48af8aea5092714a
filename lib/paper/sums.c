/* Sums, taxes and totals beneath the lines of each part. */
#include "paper/wording.h"

bool
wording_has(const struct doc *d, enum doc_interval i)
{
	for (size_t k = 0; k < d->nlines; k++)
		if (d->lines[k].interval == i)
			return true;
	return false;
}

bool
wording_apart(const struct doc *d)
{
	return wording_has(d, DOC_MONTH) || wording_has(d, DOC_YEAR);
}

enum paper_word
wording_heading(enum doc_interval i)
{
	static const enum paper_word headings[DOC_INTERVALS] = {
		[DOC_ONCE] = WORD_ONCE,
		[DOC_MONTH] = WORD_MONTH,
		[DOC_YEAR] = WORD_YEAR,
	};

	return headings[i];
}

struct rows {
	const struct wording *w;
	struct wording_sum *v;
	size_t n;
};

static void
add(struct rows *r, struct str label, int64_t amount)
{
	r->v[r->n++] = (struct wording_sum){.label = label, .amount = amount};
}

static void
add_discount(struct rows *r, const struct doc_part *part)
{
	const struct wording *w = r->w;
	struct str label = wording_word(w, WORD_DISCOUNT);
	int64_t basis = w->paper->doc->percent, percent;
	struct err unused;

	if (!part->discount)
		return;
	if (basis != NUM_NULL && dec_make(basis, 2, &percent, &unused) == 0)
		label = wording_join(
			w, label, " ", wording_percent(w, percent));
	add(r, wording_word(w, WORD_SUM), part->amount);
	add(r, label, -part->discount);
}

/* "VAT 19% (AE, Reverse charge) · Net 1,234.50" */
static void
add_tax(struct rows *r, const struct doc_tax *tax, const struct doc_taxed *x)
{
	const struct wording *w = r->w;
	struct str why = wording_join(w, tax->text, ", ", tax->reason);
	struct str label =
		wording_join(w, tax->name, " ", wording_percent(w, tax->rate));

	if (why.n)
		label = str_of(arena_fmt(w->arena, "%.*s (%.*s, %.*s)",
			STR_F(label), STR_F(tax->category), STR_F(why)));
	add(r,
		str_of(arena_fmt(w->arena, "%.*s \xc2\xb7 %.*s %.*s",
			STR_F(label), STR_F(wording_word(w, WORD_NET)),
			STR_F(wording_money(w, x->base)))),
		x->tax);
}

static void
add_part(struct rows *r, const struct doc_part *part)
{
	const struct wording *w = r->w;
	const struct doc *d = w->paper->doc;
	size_t due = 0;

	add_discount(r, part);
	add(r, wording_word(w, WORD_NET), part->net);
	for (size_t i = 0; i < d->ntaxes; i++) {
		if (!part->taxes[i].base && !part->taxes[i].tax)
			continue;
		add_tax(r, &d->taxes[i], &part->taxes[i]);
		due++;
	}
	if (due > 1)
		add(r, wording_word(w, WORD_TAX), part->tax);
	add(r,
		wording_join(w, wording_word(w, WORD_TOTAL), " ",
			str_of(d->money->code)),
		part->total);
	r->v[r->n - 1].total = true;
}

static struct rows
rows_for(const struct wording *w, size_t parts)
{
	enum { OTHERS = 6 }; /* heading, sum, discount, net, tax, total */

	return (struct rows){.w = w,
		.v = arena_array(w->arena,
			(w->paper->doc->ntaxes + OTHERS) * parts,
			sizeof(struct wording_sum))};
}

size_t
wording_sums(const struct wording *w, const struct doc_part *part,
	struct wording_sum **out)
{
	struct rows r = rows_for(w, 1);

	add_part(&r, part);
	*out = r.v;
	return r.n;
}

size_t
wording_all_sums(const struct wording *w, struct wording_sum **out)
{
	const struct doc *d = w->paper->doc;
	struct rows r = rows_for(w, DOC_INTERVALS + 1);
	bool apart = wording_apart(d);

	for (int i = 0; apart && i < DOC_INTERVALS; i++) {
		if (!d->parts[i].lines)
			continue;
		add(&r, wording_word(w, wording_heading((enum doc_interval)i)),
			NUM_NULL);
		add_part(&r, &d->parts[i]);
	}
	if (apart)
		add(&r, wording_word(w, WORD_WHOLE), NUM_NULL);
	add_part(&r, &d->whole);
	*out = r.v;
	return r.n;
}
