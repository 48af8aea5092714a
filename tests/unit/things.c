#include "base/utf8.h"
#include "things.h"

uint64_t
things_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct maker {
	struct arena *arena;
	uint64_t state;
};

static int64_t
below(struct maker *m, int64_t n)
{
	return (int64_t)(things_random(&m->state) % (uint64_t)n);
}

/* One of the words, unset now and then. */
static struct str
pick(struct maker *m, const char *const *words)
{
	int64_t n = 0;

	while (words[n])
		n++;
	return below(m, 7) ? str_of(words[below(m, n)]) : STR_NULL;
}

static int64_t
number(struct maker *m, int64_t from, int64_t to)
{
	return below(m, 8) ? from + below(m, to - from + 1) : NUM_NULL;
}

static const char *const names[] = {"Acme", "ACME renewal", "acme a b",
	"Zebra", "straße", "STRASSE", "Ångström", "ångström", "a", "",
	"Globex Corporation", "Globex corp", "x\xcc\x81y", NULL};
static const char *const notes[] = {"first\nsecond", "cold", "A,B", NULL};
static const char *const states[] = {"open", "open", "won", "lost", NULL};
static const char *const stages[] = {"lead", "proposal", "negotiation",
	"closing", "retired", NULL};
static const char *const sizes[] = {"small", "medium", "large", NULL};
static const char *const kinds[] = {"upsell", "new", "Renewal", NULL};
static const char *const emails[] = {"ada@acme.example", "bo@globex.example",
	NULL};
static const char *const urls[] = {"https://acme.example/a",
	"https://globex.example", NULL};
static const char *const phones[] = {"+49 30 901820", "+1 212 5550100", NULL};
static const char *const countries[] = {"DE", "US", "JP", NULL};
static const char *const currencies[] = {"EUR", "USD", "JPY", "EUR", NULL};
static const char *const tags[] = {"cold", "renewal", "Cold,hot", "cold,vip",
	"coldish", "Über", NULL};
static const char *const exts[] = {"hub:1,sf:9", "sf:9", "SF:9", NULL};

static int64_t
decimal(struct maker *m)
{
	int64_t v = NUM_NULL;
	struct err e;

	if (below(m, 8))
		dec_make(below(m, 4000) - 2000, (int)below(m, 4), &v, &e);
	return v;
}

static void
thing_text(struct maker *m, struct thing *t)
{
	t->name = pick(m, names);
	t->note = pick(m, notes);
	t->status = pick(m, states);
	t->stage = pick(m, stages);
	t->size = pick(m, sizes);
	t->kind = pick(m, kinds);
	t->email = pick(m, emails);
	t->url = pick(m, urls);
	t->phone = pick(m, phones);
	t->country = pick(m, countries);
	t->currency = pick(m, currencies);
	t->common.tag = pick(m, tags);
	t->common.ext = pick(m, exts);
	if (below(m, 5))
		t->code = str_of(arena_fmt(m->arena, "%c-%d",
			below(m, 2) ? 'k' : 'K', (int)below(m, 300)));
}

static void
thing_number(struct maker *m, struct thing *t, const struct calendar *c)
{
	int64_t instant = c->now + (below(m, 4000) - 2000) * US_PER_DAY / 24;

	t->common.archived = !below(m, 10);
	t->common.rev = 1 + below(m, 5);
	t->common.created = instant - US_PER_DAY * below(m, 700);
	t->common.updated = instant;
	t->count = number(m, -50, 50);
	t->amount = number(m, -1000, 2500000);
	t->fee = number(m, 0, 9000);
	t->chance = number(m, 0, 10000);
	t->weight = decimal(m);
	t->close = number(m, c->today - 400, c->today + 400);
	t->seen = below(m, 6) ? instant + below(m, US_PER_DAY) : NUM_NULL;
	t->due = below(m, 2) ? when_of_day(c->today + below(m, 9) - 4)
		: when_of_instant(c->now + (below(m, 192) - 96) *
			(US_PER_DAY / 24));
	t->due = below(m, 9) ? t->due : NUM_NULL;
	t->hot = number(m, 0, 1);
	t->owner = number(m, 1, PERSONS);
	t->parent = number(m, 1, 40);
	t->about = below(m, 3) ? anyref_make((int)below(m, 3) + 1,
		below(m, 9) + 1) : NUM_NULL;
}

static void
people_make(struct things *t)
{
	static const int64_t parents[SQUADS + 1] = {0, NUM_NULL, 1, 1, 2, 2,
		3};
	static const char *const money[] = {"EUR", "USD", NULL};
	struct maker m = {&t->arena, 7};
	const struct entity *e = things_entity(t, E_SQUAD);

	for (int i = 1; i <= SQUADS; i++) {
		record_clear(e, &t->squads[i]);
		t->squads[i].common.id = i;
		t->squads[i].key = str_of(things_squads[i]);
		t->squads[i].parent = parents[i];
	}
	e = things_entity(t, E_PERSON);
	for (int i = 1; i <= PERSONS; i++) {
		record_clear(e, &t->persons[i]);
		t->persons[i].common.id = i;
		t->persons[i].handle = str_of(things_handles[i]);
		t->persons[i].name = str_of(arena_fmt(&t->arena, "%s Doe",
			things_handles[i]));
		t->persons[i].squad = number(&m, 1, SQUADS);
		t->persons[i].quota = number(&m, 0, 900000);
		t->persons[i].active = number(&m, 0, 1);
		t->persons[i].currency = pick(&m, money);
	}
}

void
things_make(struct things *t)
{
	struct maker m = {&t->arena, 1};
	const struct entity *e;

	*t = (struct things){0};
	things_outside(t);
	people_make(t);
	e = things_entity(t, E_THING);
	t->v = arena_array(&t->arena, THINGS, sizeof *t->v);
	t->n = THINGS;
	for (size_t i = 0; i < t->n; i++) {
		record_clear(e, &t->v[i]);
		t->v[i].common.id = (int64_t)i * 2 + 1;
		thing_text(&m, &t->v[i]);
		thing_number(&m, &t->v[i], &t->cal);
	}
}

void
things_free(struct things *t)
{
	arena_free(&t->arena);
}

const struct entity *
things_entity(const struct things *t, int number)
{
	return schema_entity(&t->schema, number);
}

const struct person *
things_owner(const struct things *t, const struct thing *one)
{
	if (one->owner == NUM_NULL || one->owner >= PERSONS)
		return NULL;
	return &t->persons[one->owner];
}

int
things_text_cmp(struct str a, struct str b)
{
	struct buf x = {0}, y = {0};
	int c;

	buf_cstr(&x, "");
	buf_cstr(&y, "");
	text_fold(a, &x);
	text_fold(b, &y);
	c = str_cmp(buf_view(&x), buf_view(&y));
	buf_free(&x);
	buf_free(&y);
	return c;
}
