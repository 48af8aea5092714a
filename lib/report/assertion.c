#include "report/assertion.h"

enum { FIGURE_NUMBER = 1, TAG_FIRST = TAG_OWN };
enum { TAG_QUOTA = TAG_FIRST + 3, TAG_COVERAGE = TAG_FIRST + 18 };

/* A row of a forecast as a record, so that queries can be asked of it. */
struct asserted_row {
	struct common common;
	struct str period, node, currency;
	int64_t quota, won, gap, pipeline, weighted, coverage_of, mismatch;
	int64_t call, landing;
	int64_t cat[CATEGORIES];
	int64_t attainment, coverage; /* exact decimals */
	int64_t deals_won, deals_open;
};

#define AT(member) offsetof(struct asserted_row, member)
#define MONEY(n, word, place)                                                  \
	{.tag = TAG_FIRST + n, .name = word, .type = T_MONEY, .at = place,     \
		.help = "figure of the forecast"}
#define CAT(n, word, category)                                                 \
	MONEY(n, word, AT(cat) + category * sizeof(int64_t))
#define OTHER(n, word, kind, member)                                           \
	{.tag = TAG_FIRST + n, .name = word, .type = kind, .at = AT(member),   \
		.help = "column of the forecast"}

static const struct field fields[] = {
	FIELDS_COMMON,
	OTHER(0, "period", T_LINE, period),
	OTHER(1, "node", T_LINE, node),
	OTHER(2, "currency", T_CURRENCY, currency),
	MONEY(3, "quota", AT(quota)),
	MONEY(4, "won", AT(won)),
	MONEY(5, "gap", AT(gap)),
	MONEY(6, "pipeline", AT(pipeline)),
	MONEY(7, "weighted", AT(weighted)),
	MONEY(8, "coverage_of", AT(coverage_of)),
	MONEY(9, "mismatch", AT(mismatch)),
	MONEY(10, "call", AT(call)),
	MONEY(11, "landing", AT(landing)),
	CAT(12, "cat_pipeline", CAT_PIPELINE),
	CAT(13, "cat_best_case", CAT_BEST_CASE),
	CAT(14, "cat_most_likely", CAT_MOST_LIKELY),
	CAT(15, "cat_commit", CAT_COMMIT),
	CAT(16, "cat_closed", CAT_CLOSED),
	OTHER(17, "attainment", T_DECIMAL, attainment),
	OTHER(18, "coverage", T_DECIMAL, coverage),
	OTHER(19, "deals_won", T_INT, deals_won),
	OTHER(20, "deals_open", T_INT, deals_open),
	FIELDS_COMMON_END,
};

enum { NFIELDS = sizeof fields / sizeof *fields };

/* Quantities and counts are numbers where money would be. */
static const struct entity *
row_entity(struct arena *a, bool money)
{
	struct field *own = arena_array(a, NFIELDS, sizeof *own);
	struct schema *s = arena_alloc(a, sizeof *s);
	struct entity en = {
		.number = FIGURE_NUMBER,
		.name = "figure",
		.plural = "figures",
		.summary = "a row of a forecast",
		.fields = own,
		.nfields = NFIELDS,
		.size = sizeof(struct asserted_row),
		.currency = TAG_FIRST + 2,
		.columns = "node",
	};

	memcpy(own, fields, sizeof fields);
	for (size_t i = 0; !money && i < NFIELDS; i++)
		if (own[i].type == T_MONEY)
			own[i].type = T_DECIMAL;
	schema_add(s, a, &en, NULL, 0);
	return schema_entity(s, FIGURE_NUMBER);
}

/* v in units of 10^-scale as an exact decimal. */
static int64_t
decimal(int64_t v, int scale)
{
	struct err ignored;
	int64_t out = NUM_NULL;

	if (v != NUM_NULL && dec_make(v, scale, &out, &ignored))
		out = NUM_NULL;
	return out;
}

static int64_t
amount(const struct forecast_row *r, int64_t v)
{
	return r->money == &number_unit ? decimal(v, number_unit.exponent) : v;
}

static void
row_of(const struct forecast_row *r, struct asserted_row *f)
{
	struct err ignored;

	f->common.id = 1;
	f->period = r->period ? str_of(r->period->label) : STR("undated");
	f->node = r->node;
	f->currency = str_of(r->money->code);
	f->quota = amount(r, r->quota);
	f->won = amount(r, r->won);
	f->gap = amount(r, r->gap);
	f->pipeline = amount(r, r->pipeline);
	f->weighted = amount(r, r->weighted);
	f->coverage_of = amount(r, r->coverage_of);
	f->mismatch = amount(r, r->mismatch);
	f->call = amount(r, r->call);
	f->landing = amount(r, r->landing);
	for (int i = 0; i < CATEGORIES; i++)
		f->cat[i] = amount(r, r->cat[i]);
	f->attainment = decimal(r->attainment, 1);
	f->coverage = decimal(r->coverage, 2);
	if (r->coverage == COVERAGE_INF &&
		dec_make((INT64_C(1) << 59) - 1, 0, &f->coverage, &ignored))
		f->coverage = NUM_NULL;
	f->deals_won = r->deals_won;
	f->deals_open = r->deals_open;
}

/* ---- one assertion ---------------------------------------------------- */

/* As compiled for rows of one currency, in which bare amounts are. */
struct asked {
	const struct currency *money;
	struct query_env env;
	struct scope scope;
	struct query *q;
};

struct asserted {
	struct str node, text; /* node null: all */
	const struct query_env *env;
	const struct entity *en;
	ARR(struct asked *) asked;
	struct want wants;
};

static int
compile(struct asserted *a, const struct currency *money, struct query **out,
	struct err *e)
{
	struct query_spec spec = {.exprs = &a->text, .nexprs = 1,
		.no_open = true, .no_unset = true};
	struct asked *asked;
	int rc;

	for (size_t i = 0; i < a->asked.n; i++)
		if (a->asked.v[i]->money == money) {
			*out = a->asked.v[i]->q;
			return 0;
		}
	asked = arena_alloc(a->env->scope->arena, sizeof *asked);
	*asked = (struct asked){.money = money, .env = *a->env,
		.scope = *a->env->scope};
	if (money != &number_unit)
		asked->scope.base = money;
	asked->env.scope = &asked->scope;
	rc = query_compile(&asked->env, a->en, &spec, &asked->q, e);
	if (rc)
		return rc;
	*ARR_ADD(&a->asked) = asked;
	*out = asked->q;
	return 0;
}

/* "team/emea: won>=1" in two; the total where none is named. */
static void
part(struct asserted *a, struct str text)
{
	size_t colon = str_find(text, ':');
	struct str node = str_trim(str_cut(text, 0, colon));

	a->node = STR("total");
	a->text = text;
	if (colon == text.n || !node.n || str_find(node, '=') < node.n ||
		str_find(node, ' ') < node.n)
		return;
	a->text = str_trim(str_cut(text, colon + 1, text.n));
	a->node = str_is(node, "all") ? STR_NULL : node;
}

static bool
is_meant(const struct asserted *a, const struct forecast_row *r)
{
	if (!a->node.p)
		return true;
	if (str_is(a->node, "total"))
		return !r->depth;
	if (str_is(a->node, "teams"))
		return str_starts(r->node, "team/");
	if (str_is(a->node, "reps"))
		return str_starts(r->node, "rep/");
	return str_eq(r->node, a->node);
}

/* The columns it speaks of, as they are in the row: ", coverage is 2.93". */
static void
say_figures(const struct asserted *a, const struct forecast_row *r,
	const struct asserted_row *f, struct buf *out)
{
	for (size_t i = 0; i < a->wants.tags.n; i++) {
		const struct field *field = a->wants.tags.v[i]
			? entity_tag(a->en, a->wants.tags.v[i]) : NULL;

		if (!field || field->tag < TAG_QUOTA)
			continue;
		buf_fmt(out, ", %s is ", field->name);
		if (field_is_null(field, f))
			buf_cstr(out, "empty");
		else if (field->tag == TAG_COVERAGE &&
			r->coverage == COVERAGE_INF)
			buf_cstr(out, "inf");
		else
			value_print(a->env->scope, field, field_get(field, f),
				r->money, out);
	}
}

static int
look(struct asserted *a, const struct forecast_row *r, struct buf *failed,
	struct err *e)
{
	struct query *q = NULL;
	struct asserted_row f;
	bool holds;
	int rc = compile(a, r->money, &q, e);

	if (rc)
		return rc;
	record_clear(a->en, &f);
	row_of(r, &f);
	rc = query_match(q, &f, &holds, e);
	if (rc || holds)
		return rc;
	buf_fmt(failed, "does not hold: %.*s: %.*s %.*s%s%.*s",
		STR_F(a->text), STR_F(f.period), STR_F(f.node),
		f.currency.n ? " " : "", STR_F(f.currency));
	say_figures(a, r, &f, failed);
	buf_char(failed, '\n');
	return 0;
}

static int
look_all(struct asserted *a, const struct forecast *f, struct buf *failed,
	struct err *e)
{
	size_t seen = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < f->n; i++) {
		if (!f->rows[i].period || !is_meant(a, &f->rows[i]))
			continue;
		seen++;
		rc = look(a, &f->rows[i], failed, e);
	}
	if (rc == 0 && !seen)
		buf_fmt(failed, "does not hold: %.*s: there is no row of "
			"%.*s\n", STR_F(a->text), STR_F(a->node));
	return rc;
}

int
forecast_assert(const struct query_env *env, const struct forecast *f,
	struct str text, struct buf *failed, struct err *e)
{
	bool money = !f->n || f->rows[0].money != &number_unit;
	struct asserted a = {.env = env,
		.en = row_entity(env->scope->arena, money)};
	struct query *q = NULL;
	int rc;

	part(&a, text);
	rc = compile(&a, f->n ? f->rows[0].money : env->scope->base, &q, e);
	if (rc == ERR_USAGE) {
		err_at(e, "--assert", e->line, e->col);
		if (strstr(e->hint, "--list-columns"))
			err_hint(e, "quota, won, gap, attainment, coverage, "
				"mismatch and the like: any column");
	} else if (rc == 0) {
		query_wants(q, &a.wants);
		rc = look_all(&a, f, failed, e);
	}
	ARR_FREE(&a.wants.tags);
	for (size_t i = 0; i < a.asked.n; i++)
		query_end(a.asked.v[i]->q);
	ARR_FREE(&a.asked);
	return rc;
}
