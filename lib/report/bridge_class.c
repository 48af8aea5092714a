/* In which bucket a deal is: the first that fits. */
#include "report/bridge_part.h"

static const char *const words[BUCKETS] = {
	[BUCKET_DEFINITION] = "definition",
	[BUCKET_FX] = "fx",
	[BUCKET_WON] = "won",
	[BUCKET_LOST] = "lost",
	[BUCKET_SLIPPED] = "slipped",
	[BUCKET_PULLED_OUT] = "pulled_out",
	[BUCKET_TRANSFERRED_OUT] = "transferred_out",
	[BUCKET_SCRUBBED] = "scrubbed",
	[BUCKET_OMITTED] = "omitted",
	[BUCKET_NEW] = "new",
	[BUCKET_PULLED_IN] = "pulled_in",
	[BUCKET_PUSHED_IN] = "pushed_in",
	[BUCKET_REOPENED] = "reopened",
	[BUCKET_TRANSFERRED_IN] = "transferred_in",
	[BUCKET_INCLUDED] = "included",
	[BUCKET_INCREASED] = "increased",
	[BUCKET_DECREASED] = "decreased",
	[BUCKET_UNCHANGED] = "unchanged",
};

const char *
bucket_word(enum bucket b)
{
	return words[b];
}

static bool
later(int64_t close, const struct period *p)
{
	return close == NUM_NULL || close >= p->to;
}

static enum bucket
bucket_left(const struct bridge_work *w, const struct pair *p, size_t joint)
{
	const struct snap *b = &p->b;

	if (!b->exists)
		return BUCKET_SCRUBBED;
	if (b->kind != STAGE_OPEN)
		return b->kind == STAGE_WON ? BUCKET_WON : BUCKET_LOST;
	if (later(b->close, &w->to.window))
		return BUCKET_SLIPPED;
	if (b->close < w->to.window.from)
		return BUCKET_PULLED_OUT;
	if (!side_owns(&w->to, b->owner, joint))
		return BUCKET_TRANSFERRED_OUT;
	if (!b->archived && b->category == CAT_OMITTED)
		return BUCKET_OMITTED;
	return BUCKET_SCRUBBED;
}

static enum bucket
bucket_came(const struct bridge_work *w, const struct pair *p, size_t joint)
{
	const struct snap *a = &p->a;

	if (!a->exists)
		return BUCKET_NEW;
	if (later(a->close, &w->from.window))
		return BUCKET_PULLED_IN;
	if (a->close < w->from.window.from)
		return BUCKET_PUSHED_IN;
	if (a->kind != STAGE_OPEN)
		return BUCKET_REOPENED;
	if (!side_owns(&w->from, a->owner, joint))
		return BUCKET_TRANSFERRED_IN;
	return BUCKET_INCLUDED;
}

static enum bucket
bucket_stayed(const struct pair *p)
{
	int64_t then = p->a_by_b != NUM_NULL ? p->a_by_b : p->a.value;

	if (p->a.own == p->b.own && p->a.amount == p->b.amount)
		return p->a.value == p->b.value ? BUCKET_UNCHANGED : BUCKET_FX;
	return p->b.value > then   ? BUCKET_INCREASED
		: p->b.value < then ? BUCKET_DECREASED
				    : BUCKET_UNCHANGED;
}

enum bucket
pair_bucket(const struct bridge_work *w, const struct pair *p, size_t joint,
	bool in_a, bool in_b)
{
	if (in_a != in_b && p->a.exists &&
		side_counts(&w->from, &p->a, joint) !=
			side_counts(&w->to, &p->a, joint))
		return BUCKET_DEFINITION;
	if (in_a && in_b)
		return bucket_stayed(p);
	return in_a ? bucket_left(w, p, joint) : bucket_came(w, p, joint);
}
