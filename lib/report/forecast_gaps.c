/* Quotas that do not fit the periods of a forecast: sums of which a part is
 * missing, and those of longer periods, which nothing spreads. */
#include "report/forecast_part.h"

struct gaps {
	struct work *w;
	const struct period *period;
	bool *lacking; /* of parts: some sum has nothing, or not all, of it */
	int64_t lack;  /* holders of such sums */
};

/* A quarter's, or all of its months'. */
static bool
covers(const struct work *w, int64_t holder, const struct part *p)
{
	bool all = p->n > 0;

	for (size_t i = 0; all && i < p->n; i++)
		all = covers(w, holder, &p->parts[i]);
	return all || quota_held(w, holder, p->from, p->to);
}

static bool
has_any(const struct work *w, int64_t holder, const struct part *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (has_any(w, holder, &p->parts[i]))
			return true;
	return quota_held(w, holder, p->from, p->to);
}

static bool
is_shown(const struct work *w, int64_t holder)
{
	size_t at = tree_of_holder(&w->tree, holder);
	size_t top = w->spec->team ? tree_of_team(&w->tree, w->spec->team) : 0;

	return at != TREE_NONE &&
		tree_within(&w->tree, at, top);
}

static void
look_at(struct gaps *g, const struct part *whole, int64_t holder,
	bool *unspread)
{
	bool lacks = false;

	if (!is_shown(g->w, holder) ||
		quota_held(g->w, holder, whole->from, whole->to))
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

/* Is it for some of the period's days, but not for all and no others? */
static bool
is_odd(const struct held *h, const struct period *p)
{
	return h->from < p->to && h->to > p->from &&
		(h->from != p->from || h->to != p->to);
}

static void
look_in(struct gaps *g, bool *unspread, struct buf *out)
{
	const struct work *w = g->w;
	const struct part *whole = NULL;
	struct map seen = {0};
	bool first;

	for (size_t i = 0; i < w->quotas.list.n; i++) {
		const struct held *h = &w->quotas.list.v[i];

		if (!is_odd(h, g->period))
			continue;
		map_put_u64(&seen, (uint64_t)h->holder, &first);
		if (!first)
			continue;
		if (!whole) {
			whole = quota_parts(g->w, g->period);
			g->lacking = arena_array(w->a, whole->n + 1,
				sizeof *g->lacking);
		}
		look_at(g, whole, h->holder, &unspread[i]);
	}
	if (whole)
		say(g, whole, out);
	map_free(&seen);
}

void
quota_gaps(struct work *w, struct buf *out)
{
	bool *unspread = arena_array(w->a, w->quotas.list.n + 1,
		sizeof *unspread);

	for (size_t p = 0; p < w->out->nperiods; p++) {
		struct gaps g = {.w = w, .period = &w->out->periods[p]};

		look_in(&g, unspread, out);
	}
	for (size_t i = 0; i < w->quotas.list.n; i++)
		w->out->quotas_unspread += unspread[i];
}
