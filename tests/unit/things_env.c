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

const char *const things_handles[PERSONS + 1] = {"", "anna", "bert", "cora",
	"dora-louise", "emil", "finn", "gwen", "hugo", "iris", "Jan", "karl",
	"nobody"};
const char *const things_squads[SQUADS + 1] = {"", "world", "emea",
	"apac", "dach", "nordics", "japan"};

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
	const char *const *names = ref == E_PERSON ? things_handles : things_squads;
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
		buf_cstr(out, (ref == E_PERSON ? things_handles : things_squads)[id]);
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

void
things_outside(struct things *t)
{
	struct err e;

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		schema_add(&t->schema, &t->arena, &entities[i], NULL, 0);
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

