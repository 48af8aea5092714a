#include "base/utf8.h"
#include "things.h"

#define AT(s, f) .at = offsetof(struct s, f)

static const struct field squad_fields[] = {
	FIELDS_COMMON,
	{.tag = 32, .name = "key", .type = T_LINE, .flags = F_UNIQUE | F_INDEX,
		AT(squad, key)},
	{.tag = 33, .name = "parent", .type = T_REF, .ref = E_SQUAD,
		AT(squad, parent)},
	FIELDS_COMMON_END,
};

static const struct field person_fields[] = {
	FIELDS_COMMON,
	{.tag = 32, .name = "handle", .type = T_LINE,
		.flags = F_UNIQUE | F_INDEX, AT(person, handle)},
	{.tag = 33, .name = "name", .type = T_LINE, AT(person, name)},
	{.tag = 34, .name = "squad", .type = T_REF, .ref = E_SQUAD,
		AT(person, squad)},
	{.tag = 35, .name = "quota", .type = T_MONEY, AT(person, quota)},
	{.tag = 36, .name = "active", .type = T_BOOL, AT(person, active)},
	{.tag = 37, .name = "currency", .type = T_CURRENCY,
		AT(person, currency)},
	FIELDS_COMMON_END,
};

static const struct field thing_fields[] = {
	FIELDS_COMMON,
	{.tag = 32, .name = "name", .type = T_LINE, .flags = F_INDEX,
		AT(thing, name), .help = "what it is called"},
	{.tag = 33, .name = "note", .type = T_TEXT, AT(thing, note)},
	{.tag = 34, .name = "code", .type = T_LINE,
		.flags = F_UNIQUE | F_INDEX | F_EXACT, AT(thing, code)},
	{.tag = 35, .name = "status", .type = T_ENUM, .flags = F_INDEX,
		.choices = "open,won,lost", AT(thing, status)},
	{.tag = 36, .name = "stage", .type = T_ENUM, .choices = "@stage",
		AT(thing, stage)},
	{.tag = 37, .name = "size", .type = T_ENUM,
		.choices = "small,medium,large", AT(thing, size)},
	{.tag = 38, .name = "kind", .type = T_ENUM, AT(thing, kind)},
	{.tag = 39, .name = "count", .type = T_INT, .flags = F_INDEX,
		AT(thing, count)},
	{.tag = 40, .name = "amount", .type = T_MONEY, AT(thing, amount)},
	{.tag = 41, .name = "fee", .type = T_MONEY, AT(thing, fee)},
	{.tag = 42, .name = "chance", .type = T_PERCENT, AT(thing, chance)},
	{.tag = 43, .name = "weight", .type = T_DECIMAL, AT(thing, weight)},
	{.tag = 44, .name = "close", .type = T_DAY, AT(thing, close)},
	{.tag = 45, .name = "seen", .type = T_INSTANT, AT(thing, seen)},
	{.tag = 46, .name = "due_at", .type = T_WHEN, AT(thing, due)},
	{.tag = 47, .name = "hot", .type = T_BOOL, AT(thing, hot)},
	{.tag = 48, .name = "owner", .type = T_REF, .ref = E_PERSON,
		.flags = F_INDEX, AT(thing, owner)},
	{.tag = 49, .name = "parent", .type = T_REF, .ref = E_THING,
		AT(thing, parent)},
	{.tag = 50, .name = "about", .type = T_ANYREF, AT(thing, about)},
	{.tag = 51, .name = "email", .type = T_EMAIL, AT(thing, email)},
	{.tag = 52, .name = "url", .type = T_URL, AT(thing, url)},
	{.tag = 53, .name = "phone", .type = T_PHONE, AT(thing, phone)},
	{.tag = 54, .name = "country", .type = T_COUNTRY, AT(thing, country)},
	{.tag = 55, .name = "currency", .type = T_CURRENCY,
		AT(thing, currency)},
	{.tag = 56, .name = "secret", .type = T_LINE, .flags = F_HIDDEN,
		AT(thing, secret)},
	FIELDS_COMMON_END,
};

#define ROWS(f) .fields = f, .nfields = sizeof f / sizeof *f

static const struct entity entities[] = {
	{.number = E_SQUAD, .name = "squad", .plural = "squads",
		ROWS(squad_fields), .size = sizeof(struct squad), .key = 32,
		.columns = "key,parent"},
	{.number = E_PERSON, .name = "person", .plural = "persons",
		ROWS(person_fields), .size = sizeof(struct person), .key = 32,
		.title = 33, .currency = 37, .columns = "handle,name"},
	{.number = E_THING, .name = "thing", .plural = "things",
		ROWS(thing_fields), .size = sizeof(struct thing), .title = 32,
		.currency = 55, .columns = "id,name,stage,amount,close",
		.open = "status:open"},
};

static const char *const handles[PERSONS + 1] = {"", "anna", "bert", "cora",
	"dora-louise", "emil", "finn", "gwen", "hugo", "iris", "Jan", "karl",
	"nobody"};
static const char *const squad_keys[SQUADS + 1] = {"", "world", "emea",
	"apac", "dach", "nordics", "japan"};

uint64_t
things_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static const struct choice *
stage_words(const struct scope *s, const struct field *f, const void *rec)
{
	static const struct choice words[] = {
		{"lead", NULL}, {"proposal", NULL}, {"negotiation", NULL},
		{"closing", NULL}, {NULL, NULL},
	};

	(void)s;
	(void)rec;
	return strcmp(f->choices, "@stage") == 0 ? words : NULL;
}

static int
handle_find(const struct scope *s, int ref, struct str text, int64_t *id,
	struct err *e)
{
	const char *const *names = ref == E_PERSON ? handles : squad_keys;
	int n = ref == E_PERSON ? PERSONS : SQUADS;

	(void)s;
	for (int i = 1; ref != E_THING && i <= n; i++) {
		if (!str_is(text, names[i]))
			continue;
		*id = i;
		return ERR_OK;
	}
	if (ref == E_PERSON && str_is(text, "me"))
		return handle_find(s, ref, STR("anna"), id, e);
	if (num_parse(text, 1, INT32_MAX, id, e) == 0)
		return ERR_OK;
	return err_set(e, ERR_NO, "%.*s: no such record", STR_F(text));
}

static void
handle_print(const struct scope *s, int ref, int64_t id, struct buf *out)
{
	(void)s;
	if (ref == E_THING)
		buf_int(out, id);
	else
		buf_cstr(out, (ref == E_PERSON ? handles : squad_keys)[id]);
}

static int
number_of(const struct scope *s, struct str name)
{
	(void)s;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_is(name, entities[i].name))
			return entities[i].number;
	return 0;
}

static const char *
name_of(const struct scope *s, int number)
{
	(void)s;
	return number >= E_SQUAD && number <= E_THING
		? entities[number - 1].name : NULL;
}

static int
fetch(void *ctx, int entity, int64_t id, const void **rec, struct err *e)
{
	struct things *t = ctx;

	t->fetched++;
	if (t->fetch_fails)
		return err_set(e, (enum err_code)t->fetch_fails, "no luck");
	if (entity == E_SQUAD && id >= 1 && id <= SQUADS) {
		*rec = &t->squads[id];
		return ERR_OK;
	}
	if (entity == E_PERSON && id >= 1 && id < PERSONS) {
		*rec = &t->persons[id];
		return ERR_OK;
	}
	if (entity == E_THING && id % 2 && (size_t)id < 2 * t->n) {
		*rec = &t->v[id / 2];
		return ERR_OK;
	}
	return err_set(e, ERR_NO, "no such record");
}

static struct str
named(void *ctx, const struct entity *en, struct str name)
{
	(void)ctx;
	if (en->number != E_THING)
		return STR_NULL;
	if (str_is(name, "big"))
		return STR("amount:10000.. name:~\"a b\",acme");
	if (str_is(name, "late"))
		return STR("close:..yesterday\tstatus:open  @big");
	if (str_is(name, "loop"))
		return STR("hot:yes @loop");
	if (str_is(name, "wide"))
		return STR("@wider @wider @wider @wider @wider @wider");
	if (str_is(name, "wider"))
		return STR("@widest @widest @widest @widest @widest @widest");
	if (str_is(name, "widest"))
		return STR("id:1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,"
			"20,21,22,23,24,25,26,27,28");
	if (str_is(name, "wrong"))
		return STR("hot:yes size:tiny");
	return str_is(name, "nothing") ? STR("") : STR_NULL;
}

static int
squad_grow(void *ctx, int64_t id, struct query_ids *ids, struct err *e)
{
	struct things *t = ctx;
	int code = ERR_OK;

	*ARR_ADD(&ids->list) = id;
	for (int64_t i = 1; !code && i <= SQUADS; i++)
		if (t->squads[i].parent == id)
			code = squad_grow(ctx, i, ids, e);
	return code;
}

static bool
word(void *ctx, const struct entity *en, struct str name,
	struct query_word *out)
{
	(void)ctx;
	if (!str_is(name, "squad") || en->number == E_SQUAD)
		return false;
	out->path = en->number == E_THING ? "owner.squad" : "squad";
	out->grow = squad_grow;
	return true;
}

static const char *
lifts(void *ctx, const struct entity *en)
{
	(void)ctx;
	return en->number == E_THING ? "stage,nonsense" : NULL;
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
		t->squads[i].key = str_of(squad_keys[i]);
		t->squads[i].parent = parents[i];
	}
	e = things_entity(t, E_PERSON);
	for (int i = 1; i <= PERSONS; i++) {
		record_clear(e, &t->persons[i]);
		t->persons[i].common.id = i;
		t->persons[i].handle = str_of(handles[i]);
		t->persons[i].name = str_of(arena_fmt(&t->arena, "%s Doe",
			handles[i]));
		t->persons[i].squad = number(&m, 1, SQUADS);
		t->persons[i].quota = number(&m, 0, 900000);
		t->persons[i].active = number(&m, 0, 1);
		t->persons[i].currency = pick(&m, money);
	}
}

static void
outside_make(struct things *t)
{
	struct err e;

	t->cal.fiscal_month = 1;
	t->cal.today = day_of(2026, 10, 15);
	if (zone_load(&t->arena, STR("America/New_York"), &t->cal.zone, &e))
		zone_load(&t->arena, STR("UTC"), &t->cal.zone, &e);
	t->cal.now = zone_instant(t->cal.zone, t->cal.today, 11 * 3600);
	t->scope = (struct scope){.arena = &t->arena, .cal = &t->cal,
		.base = currency_find(STR("EUR")), .choices = stage_words,
		.ref_parse = handle_find, .ref_print = handle_print,
		.entity_number = number_of, .entity_name = name_of};
	t->env = (struct query_env){.schema = &t->schema, .scope = &t->scope,
		.named = named, .word = word, .lifts = lifts, .fetch = fetch,
		.ctx = t};
}

void
things_make(struct things *t)
{
	struct maker m = {&t->arena, 1};
	const struct entity *e;

	*t = (struct things){0};
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		schema_add(&t->schema, &t->arena, &entities[i], NULL, 0);
	outside_make(t);
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
