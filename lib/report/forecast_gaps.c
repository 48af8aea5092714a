/* Quotas that do not fit the periods of a forecast: sums of which a part is
 * missing, and those of longer periods, which nothing spreads. */
#include "report/forecast_part.h"

struct gaps {
	struct work *w;
	const struct period *period;
	bool *lacking; /* of parts: some sum has nothing, or not all, of it */
	int64_t lack;  /* holders of such sums */
};

static bool
has(const struct work *w, int64_t holder, int64_t from, int64_t to)
{
	for (size_t i = 0; i < w->quotas.list.n; i++) {
		const struct held *h = &w->quotas.list.v[i];

		if (h->holder == holder && h->from == from && h->to == to)
			return true;
	}
	return false;
}

/* A quarter's, or all of its months'. */
static bool
covers(const struct work *w, int64_t holder, const struct part *p)
{
	bool all = p->n > 0;

	for (size_t i = 0; all && i < p->n; i++)
		all = covers(w, holder, &p->parts[i]);
	return all || has(w, holder, p->from, p->to);
}

static bool
has_any(const struct work *w, int64_t holder, const struct part *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (has_any(w, holder, &p->parts[i]))
			return true;
	return has(w, holder, p->from, p->to);
}

static bool
is_shown(const struct work *w, int64_t holder)
{
	size_t at = tree_of_holder(&w->tree, holder);
	size_t top = w->spec->team ? tree_of_team(&w->tree, w->spec->team) : 0;

	return at != TREE_NONE &&
		tree_within(&w->tree, at, top);
}

/* Is it the first of its holder's in the period? */
static bool
is_first(const struct gaps *g, size_t at)
{
	const struct held *v = g->w->quotas.list.v;

	for (size_t i = 0; i < at; i++)
		if (v[i].holder == v[at].holder &&
			v[i].from < g->period->to && v[i].to > g->period->from)
			return false;
	return true;
}

static void
look_at(struct gaps *g, const struct part *whole, int64_t holder,
	bool *unspread)
{
	bool lacks = false;

	if (!is_shown(g->w, holder) ||
		has(g->w, holder, whole->from, whole->to))
		return;
	if (!has_any(g->w, holder, whole)) {
		*unspread = true;
		return;
	}
	for (size_t i = 0; i < whole->n; i++) {
		bool lacking = !covers(g->w, holder, &whole->parts[i]);

		g->lacking[i] |= lacking;
		lacks |= lacking;
	}
	g->lack += lacks;
}

static void
say(const struct gaps *g, const struct part *whole, struct buf *out)
{
	const char *before = " ";

	if (!g->lack)
		return;
	buf_fmt(out, "%s: %lld %s", g->period->label, (long long)g->lack,
		g->lack == 1 ? "quota lacks" : "quotas lack");
	for (size_t i = 0; i < whole->n; i++) {
		if (!g->lacking[i])
			continue;
		buf_fmt(out, "%s%s", before, whole->parts[i].label);
		before = ", ";
	}
	buf_char(out, '\n');
}

void
quota_gaps(struct work *w, struct buf *out)
{
	const struct held *v = w->quotas.list.v;
	bool *unspread = arena_array(w->a, w->quotas.list.n + 1,
		sizeof *unspread);

	for (size_t p = 0; p < w->out->nperiods; p++) {
		struct gaps g = {.w = w, .period = &w->out->periods[p]};
		const struct part *whole = NULL;

		for (size_t i = 0; i < w->quotas.list.n; i++) {
			if ((v[i].from == g.period->from &&
				    v[i].to == g.period->to) ||
				v[i].from >= g.period->to ||
				v[i].to <= g.period->from || !is_first(&g, i))
				continue;
			if (!whole) {
				whole = quota_parts(w, g.period);
				g.lacking = arena_array(w->a, whole->n + 1,
					sizeof *g.lacking);
			}
			look_at(&g, whole, v[i].holder, &unspread[i]);
		}
		if (whole)
			say(&g, whole, out);
	}
	for (size_t i = 0; i < w->quotas.list.n; i++)
		w->out->quotas_unspread += unspread[i];
}
