/* A deal's moments as steps. */
#include "demo/demo_deal.h"

static void
apply(struct telling *t, const struct moment *m)
{
	if (m->turn == TURN_STAGE || m->turn == TURN_BACK)
		t->stage = m->word;
	if (m->amount)
		t->amount = m->amount;
	if (m->close != NUM_NULL)
		t->close = m->close;
	if (m->rep != NOWHERE)
		t->rep = m->rep;
}

static void
give_changes(struct telling *t, struct step *s, const struct moment *m)
{
	struct plan *p = t->p;

	if (m->amount)
		give_money(p, s, "amount", m->amount);
	give_day(p, s, "close", m->close);
	if (m->rep != NOWHERE)
		give_ref(p, s, "owner", E_REP, m->rep);
}

/* Now and then a person knows better than the stage. */
static void
give_opinion(struct telling *t, struct step *s)
{
	static const char *const chances[] = {"25", "35", "45", "70", "75"};

	if (str_is(str_of(t->stage), "proposal") && dice_chance(t->d, 30))
		give_text(t->p, s, "competitor",
			demo_rivals[dice_below(t->d, RIVALS)]);
	if (t->f->renews)
		return;
	if (dice_chance(t->d, 9))
		give_text(t->p, s, "probability",
			chances[dice_below(t->d, 5)]);
	if (t->f->end == FATE_OPEN && dice_chance(t->d, 10))
		give_text(t->p, s, "category", "most_likely");
}

static void
touch(struct telling *t, const struct moment *m, bool last)
{
	struct plan *p = t->p;
	int64_t at = life_at(&t->life, p, t->d, m->day);

	struct step *s = touch_add(p, t->d, at,
		last ? DEED_NOTE : DEEDS, E_DEAL, t->f->deal, t->f->contact,
		deal_actor(t));

	if (last)
		give_next(t, s);
}

static void
go_on(struct telling *t, const struct moment *m, bool last)
{
	static const enum deed deeds[] = {
		[TURN_STAGE] = DEED_MOVE, [TURN_CHANGE] = DEED_SET,
		[TURN_WIN] = DEED_WIN, [TURN_LOSE] = DEED_LOSE,
		[TURN_BACK] = DEED_REOPEN,
	};
	struct plan *p = t->p;
	struct fate *f = t->f;
	bool leaving = m->rep != NOWHERE && m->day == p->left[REP_DANA];
	struct step *s;

	if (leaving)
		t->life.at = p->leaving;
	else if (last && f->latest)
		t->life.at = plan_instant(p, p->last, 470);
	else
		life_at(&t->life, p, t->d, m->day);
	s = plan_step(p, t->life.at, deeds[m->turn], E_DEAL, f->deal,
		leaving ? REP_GRACE : deal_actor(t));
	s->alone = leaving ? demo_leaving : NULL;
	apply(t, m);
	give_changes(t, s, m);
	s->word = m->word;
	if (m->turn == TURN_STAGE)
		give_opinion(t, s);
	if (last && f->end == FATE_OPEN)
		give_next(t, s);
}

static void
plan_deal(struct plan *p, struct fate *f, uint64_t nth)
{
	struct dice d = dice_of(10000 + nth);
	struct telling t = {.p = p, .d = &d, .f = f, .rep = NOWHERE,
		.close = NUM_NULL, .life = LIFE_NEW,
		.lead.place = NOWHERE};
	int64_t start = f->made < p->first ? p->first : f->made;
	struct story s = {0};
	size_t i = 0;

	story_tell(p, &d, f, &s);
	for (; i < s.list.n && (i == 0 || s.list.v[i].day <= start); i++)
		apply(&t, &s.list.v[i]);
	t.silent = i == s.list.n;
	deal_begin(&t, start);
	for (; i < s.list.n; i++) {
		const struct moment *m = &s.list.v[i];

		if (m->turn == TURN_TOUCH)
			touch(&t, m, i + 1 == s.list.n);
		else
			go_on(&t, m, i + 1 == s.list.n);
	}
	ARR_FREE(&s.list);
	if (f->end == FATE_OPEN && dice_chance(&d, 42))
		task_due(p, &d, t.begun, f->deal, f->contact, deal_actor(&t));
	start = zone_day(p->cal.zone, t.begun);
	if (f->end != FATE_OPEN && dice_chance(&d, 16) &&
		rep_sells(p, f->rep, start) &&
		rep_sells(p, f->rep, start + 20))
		task_done(p, &d, t.begun, f->deal, f->contact, deal_actor(&t));
}

/* Dana's companies, with her deals. */
static void
plan_handover(struct plan *p)
{
	for (size_t i = 0; i < DEMO_COMPANIES; i++) {
		struct step *s;

		if (demo_companies[i].rep != REP_NOAH ||
			p->known_since[i] == NUM_NULL ||
			p->known_since[i] >= p->left[REP_DANA] - SETTLED)
			continue;
		s = plan_step(p, p->leaving, DEED_SET, E_ACCOUNT,
			p->account[i], REP_GRACE);
		s->alone = demo_leaving;
		give_ref(p, s, "owner", E_REP, REP_NOAH);
	}
}

void
plan_deals(struct plan *p)
{
	struct fates f = {0};

	fates_make(p, &f);
	for (size_t i = 0; i < f.list.n; i++)
		plan_deal(p, f.list.v[i], f.list.v[i]->order);
	plan_handover(p);
	ARR_FREE(&f.list);
}
