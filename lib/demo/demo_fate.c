/* What was won, lost and renewed. */
#include "demo/demo_fate.h"

enum { SMALLEST = 5000, ROUND = 100, YEAR = 365, NOTICE = 60 };

static const char *const stages[] = {"prospecting", "qualification", "needs",
	"proposal", "negotiation"};
static const char *const renewal_stages[] = {"upcoming", "offered"};

const char *
fate_stage(const struct fate *f, int stage)
{
	return f->renews ? renewal_stages[stage] : stages[stage];
}

int64_t
fate_patience(const struct plan *p, const struct fate *f)
{
	const struct stage *s = policy_stage(p->model->policy,
		f->renews ? STR("renewals") : STR("default"),
		str_of(fate_stage(f, f->stage)));

	return s && s->rotten_after != NUM_NULL ? s->rotten_after : 30;
}

struct fate *
fate_new(struct plan *p, struct fates *f, enum fate_end end, size_t rep)
{
	struct fate *one = arena_alloc(p->arena, sizeof *one);

	*one = (struct fate){
		.end = end,
		.rep = rep,
		.ended = p->last,
		.order = f->list.n,
		.close = NUM_NULL,
		.since = NUM_NULL,
		.touched = NUM_NULL,
		.recurring = NUM_NULL,
		.company = NOWHERE,
		.contact = NOWHERE,
		.deal = NOWHERE,
	};
	*ARR_ADD(&f->list) = one;
	return one;
}

int64_t
fate_amount(struct dice *d, size_t rep)
{
	int64_t most = demo_reps[rep].quota * 14 / 10;
	int64_t size = dice_below(d, 100), a;

	if (size < 32)
		a = dice_between(d, 65, 210);
	else if (size < 76)
		a = dice_between(d, 200, 560);
	else
		a = dice_between(d, 520, 1150);
	a *= ROUND;
	return a < most ? a : most / ROUND * ROUND;
}

/* ---- won ---------------------------------------------------------------- */

static void
win(struct plan *p, struct fates *f, struct dice *d, size_t rep,
	int64_t amount, const struct period *within)
{
	struct fate *one = fate_new(p, f, FATE_WON, rep);
	int64_t n = within->to - within->from;
	int64_t a = dice_below(d, n), b = dice_below(d, n);

	one->amount = amount;
	one->ended = plan_day(p, within->from + (a > b ? a : b));
	if (one->ended < within->from)
		one->ended = within->from;
	one->made = one->ended - 32 - amount / 900 - dice_below(d, 90);
	one->close = day_working(one->ended + dice_between(d, -9, 12));
	one->stage = amount < 9000 && dice_chance(d, 40) ? 3 : 4;
	one->back = dice_chance(d, 5) && one->made > p->first + 7 &&
		one->ended - one->made > 55;
	if (dice_chance(d, 45))
		one->recurring = 95 * (1 + amount / 9000);
}

/* The part of a quarter's quota a rep reached, in deals. */
static void
win_quarter(struct plan *p, struct fates *f, struct dice *d, size_t rep,
	const struct period *q, int64_t quota)
{
	struct period within = *q;
	int64_t share, luck, target;

	if (within.from < p->joined[rep])
		within.from = p->joined[rep];
	if (within.from < p->first)
		within.from = p->first + 2;
	if (within.to > p->left[rep])
		within.to = p->left[rep];
	if (within.to > p->last + 1)
		within.to = p->last + 1;
	if (within.to <= within.from)
		return;
	share = (within.to - within.from) * 1000 / (q->to - q->from);
	luck = dice_between(d, 52, 118);
	if (q->to > p->last + 1) { /* most comes late, and unevenly */
		share = share * share / 1000;
		luck = dice_between(d, 45 + share / 40, 170 - share * 7 / 100);
	}
	target = quota * share / 1000 * luck / 100;
	while (target >= SMALLEST) {
		int64_t a = fate_amount(d, rep);

		if (a + SMALLEST > target)
			a = target / ROUND * ROUND;
		win(p, f, d, rep, a, &within);
		target -= a;
	}
	if (dice_below(d, SMALLEST) < target)
		win(p, f, d, rep, SMALLEST + ROUND * dice_below(d, 20),
			&within);
}

static void
fates_won(struct plan *p, struct fates *f)
{
	struct dice d = dice_of(2);
	struct period q;
	int64_t left = 0;

	period_of(p->first, UNIT_QUARTER, &p->cal, &q);
	for (int64_t day = q.to; day <= p->last; left++) {
		struct period next;

		period_of(day, UNIT_QUARTER, &p->cal, &next);
		day = next.to;
	}
	while (q.from <= p->last) {
		for (size_t r = 0; r < DEMO_REPS; r++)
			win_quarter(p, f, &d, r, &q, demo_reps[r].quota *
				(100 - 3 * left) / 100);
		period_of(q.to, UNIT_QUARTER, &p->cal, &q);
		left--;
	}
}

/* ---- renewed ------------------------------------------------------------ */

static void
renew(struct plan *p, struct fates *f, struct dice *d,
	const struct fate *before)
{
	int64_t end = day_working(before->ended + YEAR +
		dice_between(d, -14, 6));
	size_t rep = rep_sells(p, before->rep, end < p->last ? end : p->last)
		? before->rep : REP_NOAH;
	struct fate *one = fate_new(p, f, FATE_WON, rep);

	one->renews = before;
	one->made = day_working(before->ended + YEAR - NOTICE);
	one->ended = end;
	one->close = day_working(before->ended + YEAR);
	one->amount = before->recurring * 12 * dice_between(d, 100, 106) /
		100;
	one->recurring = before->recurring;
	one->stage = 1;
	if (one->ended <= p->last) {
		one->end = dice_chance(d, 87) ? FATE_WON : FATE_LOST;
		return;
	}
	one->end = FATE_OPEN;
	one->ended = p->last;
	one->stage = one->close - p->last < 32;
	one->since = one->stage ? one->close - 32 : one->made;
	if (one->since > p->last)
		one->since = p->last;
	if (dice_chance(d, 60))
		one->touched = dice_between(d, one->since, p->last);
}

static void
fates_renewed(struct plan *p, struct fates *f)
{
	struct dice d = dice_of(3);
	size_t n = f->list.n;

	for (size_t i = 0; i < n; i++) {
		const struct fate *one = f->list.v[i];

		if (one->recurring != NUM_NULL &&
			one->ended + YEAR - NOTICE <= p->last - 2)
			renew(p, f, &d, one);
	}
}

/* ---- lost --------------------------------------------------------------- */

static size_t
someone_on(const struct plan *p, struct dice *d, int64_t day)
{
	size_t r;

	do
		r = (size_t)dice_below(d, DEMO_REPS);
	while (!rep_sells(p, r, day));
	return r;
}

static void
lose(struct plan *p, struct fates *f, struct dice *d)
{
	static const int at[] = {0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4};
	int64_t day = plan_day(p, p->first + 9 +
		dice_below(d, p->last - p->first - 9));
	size_t rep = someone_on(p, d, day);
	struct fate *one = fate_new(p, f, FATE_LOST, rep);

	one->ended = day;
	one->stage = at[dice_below(d, sizeof at / sizeof *at)];
	one->amount = fate_amount(d, rep);
	one->made = day - 18 - one->stage * 21 - dice_below(d, 80);
	one->close = day_working(day + dice_between(d, -25, 55));
	if (one->stage < 2 && dice_chance(d, 25))
		one->close = NUM_NULL;
}

static void
fates_lost(struct plan *p, struct fates *f)
{
	struct dice d = dice_of(4);
	bool undone = false;

	while (f->list.n < FATES) {
		struct fate *one;

		lose(p, f, &d);
		one = f->list.v[f->list.n - 1];
		if (!undone && one->stage == 4 && one->made > p->first + 40) {
			one->undone = undone = true;
			one->made -= 30;
		}
	}
}

static int
by_day(const void *a, const void *b)
{
	const struct fate *x = *(struct fate *const *)a;
	const struct fate *y = *(struct fate *const *)b;

	if (x->made != y->made)
		return x->made < y->made ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

void
fates_make(struct plan *p, struct fates *f)
{
	fates_won(p, f);
	fates_renewed(p, f);
	fates_open(p, f);
	fates_lost(p, f);
	arr_sort(f->list.v, f->list.n, sizeof *f->list.v, by_day);
}
