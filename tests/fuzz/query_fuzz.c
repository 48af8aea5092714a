/*
 * Filters, sorts, columns and groups from any bytes: the first says which. No
 * input may crash, every mistake has its place, and `not (x)` is the opposite
 * of x unless the answer hangs on an amount in another currency.
 */
#include <stdlib.h>

#include "query/columns.h"
#include "query/group.h"
#include "query/sort.h"

enum { E_ONE = 1, RECORDS = 4, TAG_TITLE = TAG_OWN + T_LINE,
	TAG_MONEY = TAG_OWN + T_CURRENCY };

union slot {
	int64_t i;
	struct str s;
};

/* A field of each type, called as the type is. */
struct one {
	struct common common;
	union slot slots[T_COUNT];
};

/* Made once; what an input leaves behind is in `scratch`. */
struct world {
	struct arena arena, scratch;
	struct schema schema;
	struct calendar cal;
	struct scope scope;
	struct query_env env;
	struct one records[RECORDS];
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
fetch(void *ctx, int entity, int64_t id, const void **rec, struct err *e)
{
	struct world *w = ctx;

	if (entity != E_ONE || id < 1 || id > RECORDS)
		return err_set(e, ERR_NO, "no such record");
	*rec = &w->records[id - 1];
	return ERR_OK;
}

static struct str
named(void *ctx, const struct entity *en, struct str name)
{
	(void)ctx;
	(void)en;
	return str_is(name, "a") ? STR("int:1.. not:@b")
		: str_is(name, "b") ? STR("line:~x @c") : STR_NULL;
}

static int
grow(void *ctx, int64_t id, struct query_ids *ids, struct err *e)
{
	(void)ctx;
	(void)e;
	*ARR_ADD(&ids->list) = id;
	*ARR_ADD(&ids->list) = id / 2 + 1;
	return ERR_OK;
}

static bool
word(void *ctx, const struct entity *en, struct str name,
	struct query_word *out)
{
	(void)ctx;
	(void)en;
	*out = (struct query_word){.path = "ref.ref", .grow = grow};
	return str_is(name, "team");
}

/* What a value of any type may be read from; some of it fits each. */
static const char *const samples[] = {"7", "x,y", "\xc3\x84Xx", "open",
	"2026-10-15", "2026-10-15T09:00:00Z", "yes", "USD", "DE",
	"a@b.example", "https://b.example", "+49 30 901820", "one/1"};

static void
records_make(struct world *w, const struct entity *en)
{
	size_t n = sizeof samples / sizeof *samples;
	const struct field *f;
	union val v;
	struct err e;

	for (size_t r = 0; r < RECORDS; r++) {
		record_clear(en, &w->records[r]);
		w->records[r].common.id = (int64_t)r + 1;
		for (size_t i = 0; r && i < en->nfields; i++) {
			f = &en->fields[i];
			for (size_t k = 0; f->tag >= TAG_OWN && k < n; k++)
				if (!value_parse(&w->scope, f, str_of(
					samples[(k + r * 5) % n]), NULL, NULL,
					&v, &e))
					field_set(f, &w->records[r], v);
		}
	}
}

static int
entity_number(const struct scope *s, struct str name)
{
	(void)s;
	return str_is(name, "one") ? E_ONE : 0;
}

static void
world_make(struct world *w)
{
	static const struct field common[] = {FIELDS_COMMON,
		FIELDS_COMMON_END};
	enum { COMMON = sizeof common / sizeof *common };
	static struct field fields[COMMON + T_COUNT];
	const struct entity one = {.number = E_ONE, .name = "one",
		.plural = "ones", .fields = fields, .title = TAG_TITLE,
		.nfields = COMMON + T_COUNT, .size = sizeof(struct one),
		.currency = TAG_MONEY, .columns = "id,line",
		.open = "bool:yes"};
	struct err e;

	memcpy(fields, common, sizeof common);
	for (int i = 0; i < T_COUNT; i++)
		fields[COMMON + i] = (struct field){.type = (uint8_t)i,
			.tag = (uint16_t)(TAG_OWN + i), .ref = E_ONE,
			.name = type_row(i)->name, .flags = F_INDEX,
			.choices = i == T_ENUM ? "open,won,lost" : NULL,
			.at = (uint16_t)(offsetof(struct one, slots) +
				(size_t)i * sizeof(union slot))};
	schema_add(&w->schema, &w->arena, &one, NULL, 0);
	w->cal = (struct calendar){.fiscal_month = 4,
		.today = day_of(2026, 10, 15)};
	w->cal.now = w->cal.today * US_PER_DAY;
	zone_load(&w->arena, STR("UTC"), &w->cal.zone, &e);
	w->scope = (struct scope){.arena = &w->arena, .cal = &w->cal,
		.base = currency_find(STR("EUR")),
		.entity_number = entity_number};
	w->env = (struct query_env){.schema = &w->schema, .scope = &w->scope,
		.named = named, .word = word, .fetch = fetch, .ctx = w};
	records_make(w, schema_entity(&w->schema, E_ONE));
}

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static struct query *
compile(struct world *w, struct str text, bool expr)
{
	struct query_spec spec = {.words = &text, .nwords = !expr,
		.exprs = &text, .nexprs = expr, .no_open = true};
	struct query *q;
	struct err e = {0};

	if (!query_compile(&w->env, schema_entity(&w->schema, E_ONE), &spec,
		&q, &e))
		return q;
	must(!q && e.line > 0 && e.col > 0 && e.msg[0]);
	return NULL;
}

static void
try_filter(struct world *w, struct str text, bool expr)
{
	struct query *q = compile(w, text, expr), *not;
	struct want want = {0};
	const struct field *f;
	struct str opposite;
	struct err e;
	union val v;
	bool yes, no;

	if (!q)
		return;
	opposite = str_of(arena_fmt(&w->scratch, expr ? "not (%.*s)"
		: "not:%.*s", STR_F(text)));
	not = compile(w, opposite, expr);
	for (size_t i = 0; i < RECORDS; i++) {
		must(!query_match(q, &w->records[i], &yes, &e));
		if (!not)
			continue;
		must(!query_match(not, &w->records[i], &no, &e));
		must(!(yes && no));
		must(yes || no || query_apart(q) || query_apart(not) ||
			memmem(text.p, text.n, "mon", 3) ||
			memmem(text.p, text.n, "archived", 8));
	}
	query_wants(q, &want);
	must(!query_index(q, &f, &v) || f);
	ARR_FREE(&want.tags);
	query_end(q);
	query_end(not);
}

static void
try_sort(struct world *w, struct str text)
{
	struct sorter *sorter;
	struct sort *sort;
	struct err e;
	size_t n;

	if (sort_compile(&w->env, schema_entity(&w->schema, E_ONE), text,
		&sort, &e))
		return;
	sorter = sorter_new(sort, text.n % 3);
	for (size_t i = 0; i < RECORDS; i++)
		must(!sorter_add(sorter, &w->records[i], i, NULL, &e));
	sorter_rows(sorter, &n);
	must(n == (text.n % 3 ? text.n % 3 : RECORDS));
	sorter_free(sorter);
}

static void
try_columns(struct world *w, struct str text)
{
	const struct currency *money;
	const struct field *f;
	struct columns c;
	struct buf out = {0};
	union val v;
	struct err e;

	if (columns_parse(&w->env, schema_entity(&w->schema, E_ONE), text,
		NULL, &c, &e))
		return;
	for (size_t r = 0; r < RECORDS; r++)
		for (size_t i = 0; i < c.n; i++) {
			must(!col_value(&c.v[i], &w->env, &w->records[r], &v,
				&f, &money, &e));
			value_print(&w->scope, f, v, money, &out);
		}
	buf_free(&out);
}

static void
try_group(struct world *w, struct str text)
{
	const struct group_row *rows;
	struct str rest = text, keys;
	struct groups *g;
	struct err e;
	size_t n;

	str_split(&rest, ';', &keys);
	if (group_compile(&w->env, schema_entity(&w->schema, E_ONE), keys,
		rest, false, &g, &e))
		return;
	for (size_t i = 0; i < RECORDS; i++)
		must(!group_add(g, &w->records[i], &e));
	must(!group_rows(g, &rows, &n, &e) && n <= RECORDS);
	group_free(g);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct world w;
	struct str text;

	if (size < 1)
		return 0;
	if (!w.arena.head)
		world_make(&w);
	w.scope.arena = &w.scratch;
	text = arena_str(&w.scratch, (struct str){(const char *)data + 1,
		size - 1});
	switch ((unsigned)(data[0] - '0') % 5) {
	case 0: try_filter(&w, text, false); break;
	case 1: try_filter(&w, text, true); break;
	case 2: try_sort(&w, text); break;
	case 3: try_columns(&w, text); break;
	case 4: try_group(&w, text); break;
	}
	arena_reset(&w.scratch);
	return 0;
}
