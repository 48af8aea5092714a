/* pipe-rate: what currencies were worth in others, day by day. */
#include "cli/program.h"
#include "model/rate.h"
#include "model/rates.h"

static bool
is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] | 32) < 'a' || (s.p[i] | 32) > 'z')
			return false;
	return s.n == 3;
}

static int
read_value(struct cli *c, uint16_t tag, struct str text, union val *v,
	struct err *e)
{
	return value_parse(&c->model.scope, entity_tag(model_entity(&c->model,
		E_RATE), tag), text, NULL, NULL, v, e);
}

/* ---- set -------------------------------------------------------------- */

/* Of the fields' options plan and source stand beside BASE CURRENCY DAY RATE;
 * the others are of `set ID`. */
static int
check_fields(struct cli *c, struct err *e)
{
	for (size_t i = 0; i < c->entity->nfields; i++) {
		const struct field *f = &c->entity->fields[i];
		char *name = arena_cstr(&c->arena, str_of(f->name));

		for (char *p = name; *p; p++)
			if (*p == '_')
				*p = '-';
		if (!field_is_settable(f) || !cli_flag(c, name) ||
			f->tag == RATE_TABLE || f->tag == RATE_SOURCE)
			continue;
		err_set(e, ERR_USAGE, "--%s: does not go with BASE CURRENCY "
			"DAY RATE", name);
		return err_hint(e, "try: pipe rate set ID --%s VALUE", name);
	}
	return 0;
}

static int
read_quote(struct cli *c, struct rate_quote *q, struct err *e)
{
	static const uint16_t tags[] = {RATE_BASE, RATE_CURRENCY, RATE_DAY,
		RATE_RATE};
	struct str plan = cli_text(c, "plan"), source = cli_text(c, "source");
	union val v[4], text = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < 4; i++)
		rc = read_value(c, tags[i], c->args[i], &v[i], e);
	if (rc)
		return rc;
	*q = (struct rate_quote){.base = v[0].s, .currency = v[1].s,
		.day = v[2].i, .rate = v[3].i, .sourced = source.p};
	if (plan.p)
		rc = read_value(c, RATE_TABLE, plan, &text, e);
	q->plan = text.s;
	text.s = STR_NULL;
	if (rc == 0 && source.p)
		rc = read_value(c, RATE_SOURCE, source, &text, e);
	q->source = text.s;
	return rc;
}

static const char *
fate(enum saved how)
{
	switch (how) {
	case SAVED_UNCHANGED: return "unchanged";
	case SAVED_UPDATED: return "updated";
	case SAVED_CREATED: break;
	}
	return "created";
}

static int
set_by_key(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		"from", NULL};
	struct rate_quote q;
	enum saved how;
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0)
		rc = check_fields(c, e);
	if (rc == 0)
		rc = read_quote(c, &q, e);
	if (rc == 0)
		rc = rate_set(&c->model, &q, &id, &how, e);
	if (rc || c->dry_run)
		return rc;
	out_add(&c->out, str_of(arena_fmt(&c->arena, "%lld\n",
		(long long)id)));
	cli_say(c, "rate/%lld %s", (long long)id, fate(how));
	return 0;
}

/* A code where others have an id or a filter's word. */
static int
set_run(struct cli *c, struct err *e)
{
	if (!c->nargs || !is_code(c->args[0]))
		return verb_set.run(c, e);
	if (c->nargs == 4)
		return set_by_key(c, e);
	err_set(e, ERR_USAGE, "two currencies, a day and a rate are needed");
	return err_hint(e, "try: pipe rate set EUR USD today 1.0842");
}

/* ---- convert ---------------------------------------------------------- */

struct job {
	struct rates *rates;
	const struct currency *to;
	int64_t day;
};

static int
no_rate(struct cli *c, const struct currency *from, const struct job *j,
	struct err *e)
{
	struct str plan = cli_text(c, "plan");
	struct buf day = {0};

	day_print(j->day, &day);
	err_set(e, ERR_NO, "%s: no rate in %s on %s", from->code, j->to->code,
		day.p);
	if (plan.p)
		err_hint(e, "plan '%.*s' has none on or before that day",
			STR_SHORT(plan));
	else
		err_hint(e, "the latest may be too old; see: pipe rate list "
			"currency:%s -s -day -n 1", from->code);
	buf_free(&day);
	return ERR_NO;
}

static int
convert_one(struct cli *c, const struct job *j, struct str text,
	struct err *e)
{
	const struct currency *from;
	struct rate_used used;
	struct buf b = {0};
	int64_t amount;
	int rc = money_parse_any(text, c->model.policy->base, &from, &amount,
		e);

	if (rc)
		return rc;
	rc = rates_convert(j->rates, amount, from, j->to, j->day, &amount,
		&used, e);
	if (rc)
		return rc == ERR_NO ? no_rate(c, from, j, e) : rc;
	money_print(amount, j->to, &b);
	buf_char(&b, '\n');
	out_add(&c->out, buf_view(&b));
	buf_reset(&b);
	rate_used_print(&used, &b);
	if (c->verbose)
		cli_say(c, "%s", used.nlegs ? b.p : "the same currency");
	buf_free(&b);
	return 0;
}

static int
convert_all(struct cli *c, size_t n, struct job *j, struct err *e)
{
	int64_t age = c->model.policy->rate_max_age;
	union val v = {.i = c->model.cal.today};
	int rc = read_value(c, RATE_CURRENCY, c->args[n], &v, e);

	if (rc)
		return rc;
	j->to = currency_find(v.s);
	j->day = c->model.cal.today;
	if (n + 1 < c->nargs) {
		rc = read_value(c, RATE_DAY, c->args[n + 1], &v, e);
		j->day = v.i;
	}
	cli_int(c, "max-age", &age);
	if (rc == 0)
		rc = rates_open(&c->model, &c->arena, cli_text(c, "plan"), age,
			&j->rates, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = convert_one(c, j, c->args[i], e);
	return rc;
}

/* The amounts end where a currency stands alone. */
static int
convert_run(struct cli *c, struct err *e)
{
	struct job j = {0};
	size_t n = 0;

	while (n < c->nargs && !is_code(c->args[n]))
		n++;
	if (n && n < c->nargs && c->nargs - n <= 2)
		return convert_all(c, n, &j, e);
	err_set(e, ERR_USAGE, "amounts, a currency and perhaps a day are "
		"needed");
	return err_hint(e, "try: pipe rate convert 1200USD EUR 2026-10-01");
}

/* ---- the program ------------------------------------------------------ */

static const struct option set_options[] = {
	{"from", 0, OPT_TEXT, "FILE|-",
		"records in CSV, JSON or NDJSON, by field names", "records"},
	{0},
};

static const struct option convert_options[] = {
	{"plan", 0, OPT_TEXT, "NAME", "by a plan's rates, not the market's",
		NULL},
	{"max-age", 0, OPT_INT, "DAYS",
		"how old a rate may be, if not as pipe.yaml says", NULL},
	{0},
};

static const struct verb verb_rate_set = {
	.name = "set",
	.summary = "set or replace the rate of a day",
	.synopsis = "BASE CURRENCY DAY RATE | ID|-|WORD... "
		"[--FIELD VALUE]...",
	.options = set_options,
	.mode = VERB_WRITE | VERB_CHANGE | VERB_FIELDS,
	.run = set_run,
	.complete = "self",
};

static const struct verb verb_convert = {
	.name = "convert",
	.summary = "amounts in another currency, at the rates of a day",
	.synopsis = "AMOUNT... CURRENCY [DAY]",
	.options = convert_options,
	.mode = VERB_READ | VERB_VIEW,
	.run = convert_run,
};

static const struct program program = {
	.name = "pipe-rate",
	.summary = "what currencies are worth in others, day by day",
	.entity = E_RATE,
	.verbs = (const struct verb *const[]){&verb_add, &verb_show,
		&verb_list, &verb_rate_set, &verb_convert, &verb_edit,
		&verb_rm, &verb_restore, &verb_history, NULL},
	.examples =
		"pipe rate set EUR USD today 1.0842 --source bank\n"
		"pipe rate set EUR USD soy 1.1 --plan budget\n"
		"pipe rate list currency:USD day:-30d.. -s -day\n"
		"pipe rate convert 1200USD EUR\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
