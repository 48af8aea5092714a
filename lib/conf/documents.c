/* What of a policy holds for a document. */
#include "conf/policy.h"

const struct tax_class *
policy_tax_class(const struct policy *p, struct str id)
{
	for (size_t i = 0; i < p->ntaxes; i++)
		if (str_eq(p->taxes[i].id, id))
			return &p->taxes[i];
	return NULL;
}

static bool
fits(const struct tax_rate *r, const struct tax_case *when,
	struct str country)
{
	return (!r->country.p || str_eq(r->country, country)) &&
		(!r->region.p || str_eq(r->region, when->region)) &&
		(r->vat_id != 1 || when->vat_id) &&
		(r->from == NUM_NULL || r->from <= when->day) &&
		(r->to == NUM_NULL || r->to >= when->day);
}

static int
narrowness(const struct tax_rate *r)
{
	return 4 * (r->region.p != NULL) + 2 * (r->country.p != NULL) +
		(r->vat_id == 1);
}

size_t
tax_rates_of(const struct policy *p, struct arena *a,
	const struct tax_class *k, const struct tax_case *when,
	const struct tax_rate ***out)
{
	const struct tax_rate **v = arena_array(a, k->nrates + 1, sizeof *v);
	struct str country = when->country.p ? when->country
					     : p->seller.country;
	size_t n = 0, at;

	for (size_t i = 0; i < k->nrates; i++) {
		const struct tax_rate *r = &k->rates[i];

		if (!fits(r, when, country))
			continue;
		for (at = 0; at < n && !str_eq(v[at]->name, r->name); at++)
			;
		if (at == n)
			v[n++] = r;
		else if (narrowness(r) > narrowness(v[at]))
			v[at] = r;
	}
	*out = v;
	return n;
}

static void
put_padded(int64_t n, size_t width, struct buf *out)
{
	struct buf digits = {0};

	buf_int(&digits, n);
	if (digits.n < width)
		buf_fill(out, '0', width - digits.n);
	buf_str(out, buf_view(&digits));
	buf_free(&digits);
}

void
series_number(struct str pattern, int64_t n, int year, struct buf *out)
{
	for (size_t i = 0; i < pattern.n; i++) {
		struct str rest = str_cut(pattern, i, pattern.n);

		if (str_starts(rest, "{year}")) {
			put_padded(year, 4, out);
			i += STR("{year}").n - 1;
		} else if (str_starts(rest, "{n}")) {
			put_padded(n, 1, out);
			i += STR("{n}").n - 1;
		} else if (str_starts(rest, "{n:")) {
			put_padded(n, (size_t)(rest.p[3] - '0'), out);
			i += STR("{n:4}").n - 1;
		} else {
			buf_char(out, pattern.p[i]);
		}
	}
}

struct str
policy_series(const struct policy *p, const char *entity)
{
	for (size_t i = 0; i < p->nseries; i++)
		if (str_is(p->series[i].entity, entity))
			return p->series[i].pattern;
	return STR("Q-{n}");
}
