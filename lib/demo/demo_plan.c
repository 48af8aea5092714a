#include "demo/demo_plan.h"

enum { MORNING = 8 * 3600, MINUTE = 60, MEETING_AFTER = 510 };

int64_t
day_working(int64_t day)
{
	int over = day_weekday(day) - 5;

	return over > 0 ? day - over : day;
}

int64_t
plan_day(const struct plan *p, int64_t day)
{
	enum { SUNDAY = 7 };

	if (day_weekday(day) == SUNDAY && day < p->last)
		day++;
	day = day < p->first ? p->first : day_working(day);
	return day > p->last ? p->last : day;
}

int64_t
plan_instant(const struct plan *p, int64_t day, int64_t minute)
{
	return zone_instant(p->cal.zone, day, MORNING + minute * MINUTE);
}

int64_t
life_at(struct life *l, const struct plan *p, struct dice *d, int64_t day)
{
	enum { LATEST = 390, GAP = 6 };
	int64_t minute = 1 + dice_below(d, LATEST);
	int64_t at = plan_instant(p, plan_day(p, day), minute);

	if (at <= l->at)
		at = l->at + GAP * MINUTE * US_PER_SECOND;
	l->at = at;
	return at;
}

int64_t
plan_after_meeting(const struct plan *p, int64_t day, int64_t minute)
{
	enum { FRIDAY = 5, WEEK = 7 };

	day -= (day_weekday(day) - FRIDAY + WEEK) % WEEK;
	return plan_instant(p, day, MEETING_AFTER + minute);
}

/* ---- steps -------------------------------------------------------------- */

size_t
plan_record(struct plan *p, int entity)
{
	return p->planned[entity]++;
}

struct step *
plan_step(struct plan *p, int64_t at, enum deed deed, int entity,
	size_t place, size_t actor)
{
	struct step *s = arena_alloc(p->arena, sizeof *s);

	*s = (struct step){
		.at = at,
		.order = p->steps.n,
		.deed = deed,
		.entity = entity,
		.place = place,
		.actor = actor,
		.account = NOWHERE,
		.contact = NOWHERE,
		.deal = NOWHERE,
	};
	s->end = &s->gives;
	*ARR_ADD(&p->steps) = s;
	return s;
}

static struct give *
give(struct plan *p, struct step *s, const char *field)
{
	struct give *g = arena_alloc(p->arena, sizeof *g);

	g->field = field;
	g->place = NOWHERE;
	*s->end = g;
	s->end = &g->next;
	return g;
}

void
give_text(struct plan *p, struct step *s, const char *field, const char *text)
{
	if (text)
		give(p, s, field)->text = str_of(text);
}

void
give_ref(struct plan *p, struct step *s, const char *field, int entity,
	size_t place)
{
	struct give *g;

	if (place == NOWHERE)
		return;
	g = give(p, s, field);
	g->entity = entity;
	g->place = place;
}

/* The text in a buffer, kept. */
static void
give_buf(struct plan *p, struct step *s, const char *field, struct buf *b)
{
	give(p, s, field)->text = arena_str(p->arena, buf_view(b));
	buf_free(b);
}

void
give_day(struct plan *p, struct step *s, const char *field, int64_t day)
{
	struct buf b = {0};

	if (day == NUM_NULL)
		return;
	day_print(day, &b);
	give_buf(p, s, field, &b);
}

void
give_instant(struct plan *p, struct step *s, const char *field,
	int64_t instant)
{
	struct buf b = {0};

	instant_print(instant, &b);
	give_buf(p, s, field, &b);
}

void
give_int(struct plan *p, struct step *s, const char *field, int64_t n)
{
	struct buf b = {0};

	if (n == NUM_NULL)
		return;
	buf_int(&b, n);
	give_buf(p, s, field, &b);
}

void
give_money(struct plan *p, struct step *s, const char *field, int64_t units)
{
	give_int(p, s, field, units);
}

void
give_nothing(struct plan *p, struct step *s, const char *field)
{
	give(p, s, field);
}
