#include "demo/demo_story.h"

enum { ALL = 100, PUSHES = 3 };

static struct moment *
moment_add(struct story *s, int64_t day, enum turn turn)
{
	size_t order = s->list.n;
	struct moment *m = ARR_ADD(&s->list);

	*m = (struct moment){
		.day = day,
		.order = order,
		.turn = turn,
		.close = NUM_NULL,
		.rep = NOWHERE,
	};
	return m;
}

/* The day when so many percent of the deal's time were over. */
static int64_t
day_at(const struct fate *f, int64_t end, int percent)
{
	return f->made + (end - f->made) * percent / ALL;
}

static int64_t
last_day(const struct fate *f)
{
	return f->end == FATE_OPEN ? f->since : f->ended;
}

/* ---- stages and amounts ------------------------------------------------- */

/* First guesses are round and far off, offers are near. */
static int64_t
guess(struct dice *d, const struct fate *f, int stage)
{
	static const struct {
		int low, high;
		int64_t round;
	} rows[] = {{65, 135, 1000}, {65, 135, 1000}, {80, 130, 500},
		{94, 118, 100}, {98, 108, 100}};
	int64_t a = f->amount * dice_between(d, rows[stage].low,
		rows[stage].high) / ALL;

	a = a / rows[stage].round * rows[stage].round;
	return a ? a : f->amount;
}

/* How much of the time its last open stage was reached after. */
static int
share_of_stages(const struct fate *f)
{
	if (f->back)
		return 45;
	return f->end == FATE_OPEN ? ALL : f->undone ? 60 : 76;
}

static void
tell_stages(struct dice *d, const struct fate *f, struct story *s)
{
	static const int steps[] = {0, 12, 34, 57, 80};
	int64_t end = last_day(f);

	for (int i = 0; i <= f->stage; i++) {
		bool last = i == f->stage && f->end != FATE_WON;
		int at = i ? steps[i] * share_of_stages(f) / steps[f->stage]
			   : 0;
		struct moment *m = moment_add(s, day_at(f, end, at),
			TURN_STAGE);

		m->word = fate_stage(f, i);
		if (f->renews || !f->amount)
			m->amount = f->amount;
		else if (i != 1 || last)
			m->amount = last ? f->amount : guess(d, f, i);
	}
}

/* ---- how it ended ------------------------------------------------------- */

static const char *
reason_of(struct dice *d, const struct fate *f)
{
	static const char *const early[] = {"no-budget", "no-decision",
		"lost-contact", "timing", "no-fit", "no-budget"};
	static const char *const late[] = {"price", "competitor",
		"competitor", "no-decision", "price", "no-fit"};

	if (f->renews)
		return dice_chance(d, 50) ? "no-fit" : "price";
	return f->stage < 2 ? early[dice_below(d, 6)] : late[dice_below(d,
		6)];
}

static void
tell_back(const struct fate *f, struct story *s)
{
	int64_t end = last_day(f);
	bool open = f->end == FATE_OPEN;
	struct moment *m = moment_add(s, day_at(f, end, 55), TURN_LOSE);

	m->word = "no-budget";
	m = moment_add(s, open ? end : day_at(f, end, 78), TURN_BACK);
	m->word = fate_stage(f, f->stage);
}

static void
tell_undone(const struct fate *f, struct story *s)
{
	int64_t end = last_day(f);

	moment_add(s, day_at(f, end, 75), TURN_WIN)->amount = f->amount;
	moment_add(s, day_at(f, end, 90), TURN_BACK)->word =
		fate_stage(f, f->stage);
}

static void
tell_end(struct dice *d, const struct fate *f, struct story *s)
{
	struct moment *m;

	if (f->back)
		tell_back(f, s);
	if (f->undone)
		tell_undone(f, s);
	if (f->end == FATE_OPEN)
		return;
	m = moment_add(s, f->ended, f->end == FATE_WON ? TURN_WIN
						       : TURN_LOSE);
	m->amount = f->end == FATE_WON ? f->amount : 0;
	if (f->end == FATE_LOST)
		m->word = reason_of(d, f);
}

/* ---- expectations ------------------------------------------------------- */

/* Moved a little before it came; far ones at some time. */
static int64_t
push_day(struct dice *d, const struct fate *f, int64_t end, int64_t close,
	int nth, int of)
{
	int64_t from = f->made + (end - f->made) * (nth + 1) / (of + 2);
	int64_t to = f->made + (end - f->made) * (nth + 2) / (of + 2);
	int64_t day = close - dice_below(d, 6);

	if (day > from && day < end)
		return day;
	return to > from ? dice_between(d, from, to - 1) : from;
}

/* How often and how far the close day was moved, told from its end. */
static void
tell_close(struct plan *p, struct dice *d, const struct fate *f,
	struct story *s)
{
	static const int often[] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3};
	int64_t end = f->end == FATE_OPEN ? p->last : f->ended;
	int64_t by[PUSHES], close = f->close;
	int n = often[dice_below(d, sizeof often / sizeof *often)];

	if (close == NUM_NULL)
		return;
	s->list.v[0].close = close;
	if (f->renews)
		return;
	if (n == 0 && dice_chance(d, 18)) { /* sooner than thought */
		s->list.v[0].close = close + 7 * dice_between(d, 1, 5);
		moment_add(s, day_at(f, end, 60), TURN_CHANGE)->close = close;
		return;
	}
	for (int i = 0; i < n; i++)
		close -= by[i] = 7 * dice_between(d, 1, 6);
	for (; n > 0 && close < f->made + 9; n--)
		close += by[n - 1];
	s->list.v[0].close = close;
	for (int i = 0; i < n; i++) {
		int64_t day = push_day(d, f, end, close, i, n);

		close += by[i];
		moment_add(s, day, TURN_CHANGE)->close = close;
	}
}

/* ---- who had it --------------------------------------------------------- */

static size_t
colleague(const struct plan *p, struct dice *d, const struct fate *f)
{
	size_t found = f->rep, n = 0;

	for (size_t r = 0; r < REP_DANA; r++)
		if (r != f->rep && demo_reps[r].team == demo_reps[f->rep].team
			&& rep_sells(p, r, f->made) &&
			dice_below(d, (int64_t)++n) == 0)
			found = r;
	return found;
}

/* Dana had it before it was Noah's or Marco's. */
static bool
was_danas(const struct plan *p, struct dice *d, const struct fate *f)
{
	int64_t left = p->left[REP_DANA];

	if (f->rep == REP_NOAH)
		return f->made < p->joined[REP_NOAH];
	return f->rep == REP_MARCO && f->made < left - 5 &&
		last_day(f) > left + 2 && dice_chance(d, 35);
}

static void
tell_owner(const struct plan *p, struct dice *d, const struct fate *f,
	struct story *s)
{
	int64_t left = p->left[REP_DANA], end = last_day(f);

	s->list.v[0].rep = f->rep;
	if (f->rep == NOWHERE)
		return;
	if (was_danas(p, d, f)) {
		s->list.v[0].rep = REP_DANA;
		if (end <= left)
			left = (p->joined[REP_NOAH] + end) / 2;
		moment_add(s, left, TURN_CHANGE)->rep = f->rep;
	} else if (f->rep < REP_DANA && !f->renews && dice_chance(d, 5)) {
		s->list.v[0].rep = colleague(p, d, f);
		moment_add(s, day_at(f, end, 30), TURN_CHANGE)->rep = f->rep;
	}
}

static void
tell_touches(struct dice *d, const struct fate *f, struct story *s)
{
	int64_t from = f->made, to = last_day(f);
	int64_t n = f->end == FATE_OPEN ? dice_below(d, 3)
					: 1 + dice_below(d, 3);

	while (n-- > 0 && to > from)
		moment_add(s, dice_between(d, from + 1, to), TURN_TOUCH);
	if (f->touched != NUM_NULL)
		moment_add(s, f->touched, TURN_TOUCH);
}

static int
by_day(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

void
story_tell(struct plan *p, struct dice *d, const struct fate *f,
	struct story *s)
{
	tell_stages(d, f, s);
	tell_owner(p, d, f, s);
	tell_close(p, d, f, s);
	tell_touches(d, f, s);
	tell_end(d, f, s);
	arr_sort(s->list.v, s->list.n, sizeof *s->list.v, by_day);
}
