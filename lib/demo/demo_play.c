/* Steps gathered into operations, and carried out. */
#include "demo/demo_plan.h"

/* Operations for single steps at the end; before that, meetings. */
enum { SINGLE = 32, MEETING = 480 };

static int
by_instant(const void *a, const void *b)
{
	const struct step *x = *(struct step *const *)a;
	const struct step *y = *(struct step *const *)b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* ---- which steps go together -------------------------------------------- */

static bool
said_together(const struct step *a, const struct step *b)
{
	return a->alone && b->alone && a->at == b->at &&
		str_is(str_of(a->alone), b->alone);
}

/* The meeting, on Friday at four, that an instant comes before. */
static int64_t
meeting_after(const struct plan *p, int64_t at)
{
	enum { FRIDAY = 5, WEEK = 7 };
	int64_t day = zone_day(p->cal.zone, at);
	int64_t friday = day + (FRIDAY - day_weekday(day) + WEEK) % WEEK;
	int64_t meeting = plan_instant(p, friday, MEETING);

	return at <= meeting ? meeting
			     : plan_instant(p, friday + WEEK, MEETING);
}

/* Where single steps begin. */
static size_t
singles_from(const struct plan *p)
{
	struct step *const *v = p->steps.v;
	size_t i = p->steps.n;

	for (int n = 0; i > 0 && n < SINGLE; n++) {
		i--;
		while (i > 0 && said_together(v[i - 1], v[i]))
			i--;
	}
	return i;
}

static size_t
together(const struct plan *p, size_t from, size_t singles)
{
	struct step *const *v = p->steps.v;
	size_t to = from + 1;

	if (v[from]->alone) {
		while (to < p->steps.n && said_together(v[from], v[to]))
			to++;
		return to;
	}
	while (to < singles && !v[to]->alone && meeting_after(p, v[to]->at) ==
		meeting_after(p, v[from]->at))
		to++;
	return from < singles ? to : from + 1;
}

/* ---- what the log says of it -------------------------------------------- */

static void
say_word(const struct step *s, struct buf *b)
{
	if (s->deed == DEED_LOSE || s->deed == DEED_DISQUALIFY)
		buf_cstr(b, " --reason");
	else if (s->word)
		buf_fmt(b, " %s", s->word);
}

static void
say_fields(const struct step *s, struct buf *b)
{
	for (const struct give *g = s->gives; g; g = g->next) {
		if (str_is(str_of(g->field), "name") ||
			str_is(str_of(g->field), "text"))
			continue;
		buf_cstr(b, g->text.p || g->entity ? " --" : " --no-");
		for (const char *z = g->field; *z; z++)
			buf_char(b, *z == '_' ? '-' : *z);
	}
}

/* As the command line would have had it, texts left out. */
static struct str
command_of(struct play *y)
{
	const struct step *s = y->steps[0];
	const char *entity = model_entity(y->plan->model, s->entity)->name;
	struct buf b = {0};
	struct str text;

	if (y->n > 1)
		buf_fmt(&b, "%s %s --from", y->steps[0]->alone ? entity
			: "deal", s->alone ? deed_verb(s->deed) : "set");
	else if (s->deed == DEED_NOTE)
		buf_fmt(&b, "note %s/%lld ...", entity,
			(long long)y->ids[s->entity][s->place]);
	else if (s->deed == DEED_ADD || s->place == NOWHERE)
		buf_fmt(&b, "%s %s ...", entity, deed_verb(s->deed));
	else
		buf_fmt(&b, "%s %s %lld", entity, deed_verb(s->deed),
			(long long)y->ids[s->entity][s->place]);
	if (y->n == 1) {
		say_word(s, &b);
		say_fields(s, &b);
	}
	if (y->spec.message.p)
		buf_cstr(&b, " --message");
	text = arena_str(y->plan->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

/* Who leads a team takes the minutes, in turn. */
static size_t
minute_taker(int64_t day)
{
	enum { WEEK = 7 };

	return (size_t)demo_teams[num_floor_div(day, WEEK) & 1 ? TEAM_EMEA
		: num_floor_div(day, WEEK) & 2 ? TEAM_DACH
					       : TEAM_AMERICAS].manager;
}

static void
spec_meeting(struct play *y, int64_t next)
{
	struct plan *p = y->plan;
	int64_t meeting = meeting_after(p, y->steps[0]->at);
	int64_t day = zone_day(p->cal.zone, meeting);
	struct buf b = {0};
	int year, week;

	day_iso_week(day, &year, &week);
	buf_fmt(&b, "sales meeting, week %d of %d", week, year);
	y->spec.message = arena_str(p->arena, buf_view(&b));
	buf_free(&b);
	y->spec.recorded = meeting < next ? meeting : next;
	y->spec.rep = (int64_t)minute_taker(day);
}

/* Who did it, when, and in what words. */
static void
spec_make(struct play *y, int64_t next, bool single)
{
	const struct step *s = y->steps[0];
	size_t rep = s->actor;

	y->spec = (struct op_spec){
		.kind = OP_CHANGE,
		.recorded = y->steps[y->n - 1]->at,
		.message = str_of(s->alone),
	};
	if (!s->alone && !single) {
		spec_meeting(y, next);
		rep = (size_t)y->spec.rep;
	}
	y->spec.login = str_of(demo_reps[rep].login);
	y->spec.rep = y->ids[E_REP][rep] ? y->ids[E_REP][rep] : NUM_NULL;
	y->spec.command = command_of(y);
}

/* ---- carrying out ------------------------------------------------------- */

static int
play_operation(struct tx *tx, void *arg, struct err *e)
{
	struct play *y = arg;
	int rc;

	arena_reset(&y->arena);
	rc = model_load(&y->model, &y->arena, y->store, tx, y->spec.recorded,
		STR_NULL, e);
	for (size_t i = 0; rc == 0 && i < y->n; i++)
		rc = step_take(y, y->steps[i], e);
	return rc;
}

int
plan_play(struct plan *p, struct store *st, struct err *e)
{
	struct play y = {.plan = p, .store = st};
	size_t singles, n = p->steps.n, to;
	uint64_t number;
	int rc = 0;

	for (int en = 0; en < E_END; en++)
		y.ids[en] = arena_array(p->arena, p->planned[en] + 1,
			sizeof *y.ids[en]);
	arr_sort(p->steps.v, n, sizeof *p->steps.v, by_instant);
	singles = singles_from(p);
	for (size_t i = 0; rc == 0 && i < n; i = to) {
		to = together(p, i, singles);
		if (to == n)
			rc = plan_offers(p, st, p->steps.v[i]->at, e);
		if (rc)
			break;
		y.steps = &p->steps.v[i];
		y.n = to - i;
		spec_make(&y, to < n ? p->steps.v[to]->at : INT64_MAX,
			i >= singles);
		rc = store_write(st, &y.spec, play_operation, &y, &number, e);
	}
	store_bind(st, NULL, NULL, NULL);
	arena_free(&y.arena);
	return rc;
}
