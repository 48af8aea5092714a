/* What is open at the end: enough of it in the current quarter to make up
 * what is missing there about three times, the rest later. */
#include "demo/demo_fate.h"

enum { ROUND = 100, LEAST = 3000 };

/* ---- where it stands ---------------------------------------------------- */

/* The closer the close, the further it has come. */
static int
stage_for(struct dice *d, int64_t days)
{
	static const struct {
		int64_t days;
		int low, high;
	} rows[] = {{9, 3, 4}, {24, 2, 4}, {55, 1, 3}, {95, 0, 2},
		{INT64_MAX, 0, 1}};
	size_t i = 0;

	while (days > rows[i].days)
		i++;
	return (int)dice_between(d, rows[i].low, rows[i].high);
}

/* When it came to its stage and was last touched; some have been forgotten. */
static void
rest(struct plan *p, struct dice *d, struct fate *f)
{
	int64_t limit = fate_patience(p, f), idle;

	if (dice_chance(d, 15)) {
		idle = limit + dice_between(d, 3, 24);
		f->since = day_working(p->cal.today - idle);
	} else {
		idle = dice_below(d, limit - 4);
		f->since = plan_day(p, p->last - idle);
		if (dice_chance(d, 55)) {
			f->touched = f->since;
			f->since = day_working(f->since - 3 -
				dice_below(d, 25));
		}
	}
	f->made = f->since;
	for (int i = 0; i < f->stage; i++)
		f->made -= 10 + dice_below(d, 26);
}

static struct fate *
open_one(struct plan *p, struct fates *f, struct dice *d, size_t rep,
	int64_t amount, int64_t close)
{
	struct fate *one = fate_new(p, f, FATE_OPEN, rep);

	one->amount = amount;
	one->close = close;
	one->stage = stage_for(d, close - p->last);
	if (dice_chance(d, 40))
		one->recurring = 95 * (1 + amount / 9000);
	rest(p, d, one);
	return one;
}

/* ---- how much ----------------------------------------------------------- */

struct figures {
	int64_t won, renewing; /* in the current quarter */
};

static struct figures
figures_of(const struct plan *p, const struct fates *f, size_t rep)
{
	const struct period *q = &p->quarters[1];
	struct figures out = {0};

	for (size_t i = 0; i < f->list.n; i++) {
		const struct fate *one = f->list.v[i];

		if (one->rep != rep)
			continue;
		if (one->end == FATE_WON && one->ended >= q->from)
			out.won += one->amount;
		if (one->end == FATE_OPEN && one->close < q->to)
			out.renewing += one->amount;
	}
	return out;
}

/* A day of the rest of the quarter; now and then it has passed. */
static int64_t
close_within(const struct plan *p, struct dice *d)
{
	const struct period *q = &p->quarters[1];
	int64_t today = p->cal.today, day;

	if (today - q->from > 12 && dice_chance(d, 12))
		return day_working(today - 1 - dice_below(d, 9));
	day = day_working(dice_between(d, today, q->to - 1));
	return day < today ? today : day;
}

static void
open_within(struct plan *p, struct fates *f, struct dice *d, size_t rep,
	int64_t want)
{
	enum { USUAL = 22000, MOST = 6 };
	int64_t n = want / USUAL + 1, parts[MOST], sum = 0;

	n = n > MOST ? MOST : n;
	for (int64_t i = 0; i < n; i++)
		sum += parts[i] = dice_between(d, 40, 160);
	for (int64_t i = 0; i < n; i++)
		open_one(p, f, d, rep, want * parts[i] / sum / ROUND * ROUND,
			close_within(p, d));
}

static void
open_later(struct plan *p, struct fates *f, struct dice *d, size_t rep,
	int64_t n)
{
	const struct period *next = &p->quarters[2];

	while (n-- > 0) {
		int64_t close = dice_chance(d, 72)
			? dice_between(d, next->from, next->to - 1)
			: next->to + dice_below(d, 70);

		close = day_working(close);
		open_one(p, f, d, rep, fate_amount(d, rep),
			close < next->from ? next->from + 2 : close);
	}
}

static void
open_rep(struct plan *p, struct fates *f, struct dice *d, size_t rep)
{
	struct figures fig = figures_of(p, f, rep);
	int64_t quota = rep_quota(rep, 0) + rep_revision(rep);
	int64_t gap = quota - fig.won, want;
	size_t before = f->list.n;

	if (gap < quota / 12)
		gap = quota / 12;
	want = gap * dice_between(d, 26, 36) / 10 - fig.renewing;
	open_within(p, f, d, rep, want < LEAST ? LEAST : want);
	before = f->list.n - before;
	open_later(p, f, d, rep,
		7 + dice_below(d, 3) - (int64_t)(before < 5 ? before : 5));
}

/* ---- what is odd -------------------------------------------------------- */

static bool
is_early(const struct plan *p, const struct fate *f)
{
	return f->end == FATE_OPEN && !f->renews && f->stage < 2 &&
		f->close != NUM_NULL && f->amount &&
		f->close >= p->quarters[2].from;
}

/* Some without a close day, one without an amount. */
static void
make_vague(struct plan *p, struct fates *f)
{
	enum { EVERY = 4, UNDATED = 5 };
	size_t n = 0, undated = 0;

	for (size_t i = 0; i < f->list.n; i++) {
		struct fate *one = f->list.v[i];

		if (!is_early(p, one) || n++ % EVERY)
			continue;
		if (n == 1) {
			one->amount = 0;
			one->recurring = NUM_NULL;
		} else if (undated++ < UNDATED) {
			one->close = NUM_NULL;
		}
	}
}

static void
make_unassigned(struct plan *p, struct fates *f, struct dice *d)
{
	const struct period *q = &p->quarters[1];
	bool time_left = q->to - p->cal.today > 25;
	int64_t close = day_working(time_left ? q->to - 3 : q->to + 40);
	struct fate *one = open_one(p, f, d, REP_INES, 8400, close);

	one->rep = NOWHERE;
	one->stage = 0;
	one->made = one->since = plan_day(p, p->last - 3);
	one->touched = NUM_NULL;
}

/* Lost once and taken up again. */
static void
make_back(struct fates *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->list.n && n < 2; i++) {
		struct fate *one = f->list.v[i];

		if (one->end != FATE_OPEN || one->renews || one->stage < 2 ||
			one->since - one->made < 40)
			continue;
		one->back = true;
		one->made -= 50;
		n++;
	}
}

/* The last thing done is Anna's: a deal comes to its last stage. */
static void
make_latest(struct plan *p, struct fates *f)
{
	for (size_t i = 0; i < f->list.n; i++) {
		struct fate *one = f->list.v[i];

		if (one->end != FATE_OPEN || one->rep != REP_ANNA ||
			one->renews || one->back || one->close == NUM_NULL)
			continue;
		one->latest = true;
		one->stage = 4;
		one->since = p->last;
		one->touched = NUM_NULL;
		one->made = p->last - 75;
		return;
	}
}

void
fates_open(struct plan *p, struct fates *f)
{
	struct dice d = dice_of(5);

	for (size_t r = 0; r < DEMO_REPS; r++)
		if (rep_sells(p, r, p->last))
			open_rep(p, f, &d, r);
	make_unassigned(p, f, &d);
	make_vague(p, f);
	make_back(f);
	make_latest(p, f);
}
