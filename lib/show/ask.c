#include "show/ask.h"

#include "report/worth.h"

/* A word with a colon, or @name, is a filter; any other one a period. */
static bool
is_filter(struct str word)
{
	return str_find(word, ':') < word.n || str_starts(word, "@");
}

/* What is not even like a period may have been meant as a name. */
static bool
is_name(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if ((word.p[i] >= '0' && word.p[i] <= '9') ||
			word.p[i] == '-')
			return false;
	return true;
}

static int
read_period(struct cli *c, struct str word, struct period *out,
	struct err *e)
{
	int rc = period_parse(word, &c->model.cal, out, e);

	if (rc && is_name(word))
		err_hint(e, "to filter by names: name:~%.*s",
			STR_SHORT(word));
	return rc;
}

/* An option's value: given again from a seal, else on the command line. */
static struct str
asked(const struct ask *a, const char *option)
{
	if (!a->given)
		return cli_text(a->c, option);
	for (size_t i = 0; i + 1 < a->ngiven; i++)
		if (str_starts(a->given[i], "--") &&
			str_is(str_cut(a->given[i], 2, a->given[i].n), option))
			return a->given[i + 1];
	return STR_NULL;
}

/* The same, or what the type says. */
static struct str
ask_text(const struct ask *a, const char *option)
{
	static const struct {
		const char *option;
		size_t at;
	} rows[] = {
		{"measure", offsetof(struct forecast_type, measure)},
		{"date", offsetof(struct forecast_type, date)},
		{"rollup", offsetof(struct forecast_type, rollup)},
		{"currency", offsetof(struct forecast_type, currency)},
		{"rates", offsetof(struct forecast_type, rates)},
	};
	struct str text = asked(a, option);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!text.p && a->type && !strcmp(option, rows[i].option))
			return *(const struct str *)((const char *)a->type +
				rows[i].at);
	return text;
}

static bool
has_option(const struct cli *c, const char *name)
{
	const struct option *o = c->verb->options;

	while (o->name && strcmp(o->name, name) != 0)
		o++;
	return o->name != NULL;
}

static int
read_type(struct ask *a, struct err *e)
{
	const struct policy *p = a->c->model.policy;
	struct str id = asked(a, "type");
	struct buf list = {0};

	a->type = id.p ? policy_forecast(p, id) : NULL;
	if (id.p && !a->type) {
		err_set(e, ERR_USAGE, "--type: '%.*s': no such forecast in "
			"pipe.yaml", STR_SHORT(id));
		for (size_t i = 0; i < p->nforecasts; i++)
			buf_fmt(&list, "%s%.*s", i ? ", " : "",
				STR_F(p->forecasts[i].id));
		err_hint(e, "%s", list.n ? list.p : "none is declared there");
		buf_free(&list);
		return ERR_USAGE;
	}
	if (a->type && a->type->date.p && !str_is(a->type->date, "close") &&
		!a->given && !has_option(a->c, "date"))
		return err_set(e, ERR_USAGE, "--type %.*s: its deals count by "
			"the day they are %.*s, here they count by close",
			STR_SHORT(id), STR_F(a->type->date));
	return 0;
}

static int
read_word(const struct ask *a, const char *option, enum forecast_word kind,
	int *out, struct err *e)
{
	struct str word = ask_text(a, option);

	return word.p ? forecast_word(kind, word, out, e) : 0;
}

static int
read_words(struct ask *a, struct err *e)
{
	int by = BY_TEAM, measure = MEASURE_AMOUNT, date = DATE_CLOSE;
	int rollup = ROLLUP_SINGLE, view = VIEW_MANAGER;
	int rc = read_word(a, "by", WORD_BY, &by, e);

	if (rc == 0)
		rc = read_word(a, "measure", WORD_MEASURE, &measure, e);
	if (rc == 0)
		rc = read_word(a, "date", WORD_DATE, &date, e);
	if (rc == 0)
		rc = read_word(a, "rollup", WORD_ROLLUP, &rollup, e);
	if (rc == 0)
		rc = read_word(a, "view", WORD_VIEW, &view, e);
	a->spec.view = (enum forecast_view)view;
	a->spec.by = (enum forecast_by)by;
	a->spec.measure = (enum measure)measure;
	a->spec.date = (enum forecast_date)date;
	a->spec.rollup = (enum forecast_rollup)rollup;
	return rc;
}

static int
read_team(struct ask *a, struct err *e)
{
	struct model *m = &a->c->model;

	a->team = ask_text(a, "team");
	if (!a->team.p)
		return 0;
	return model_resolve(m, model_entity(m, E_TEAM), a->team,
		&a->spec.team, e);
}

static int
read_money(struct ask *a, struct err *e)
{
	struct str code = ask_text(a, "currency");
	struct str rates = ask_text(a, "rates");
	const struct currency *near;

	if (rates.p && !code.p) {
		err_set(e, ERR_USAGE, "--rates says how to convert, but not to "
			"what");
		return err_hint(e, "try: --currency %s",
			a->c->model.policy->base->code);
	}
	if (code.p && !measure_money(a->spec.measure)) {
		if (!asked(a, "currency").p)
			return 0; /* the type's, for its own measure */
		return err_set(e, ERR_USAGE, "--currency: figures are "
			"numbers, there is nothing to convert");
	}
	if (!code.p)
		return 0;
	a->spec.currency = currency_find(code);
	if (a->spec.currency)
		return rates.p ? rate_policy_parse(rates, &a->spec.rates,
					 &a->spec.plan, e)
			       : 0;
	err_set(e, ERR_USAGE, "--currency: '%.*s' is no currency",
		STR_SHORT(code));
	near = currency_near(code);
	return near ? err_hint(e, "did you mean %s?", near->code)
		    : (int)e->code;
}

static int
read_quota_as_of(struct ask *a, struct err *e)
{
	struct str t = ask_text(a, "quota-as-of");

	return t.p ? instant_word(t, &a->c->model.cal, true,
			   &a->spec.quota_as_of, e)
		   : 0;
}

/* How many periods, beginning with the one that is asked for. */
static int
read_periods(struct ask *a, struct period *v, size_t *n, struct err *e)
{
	int64_t count;
	int rc = 0;

	if (!*n)
		period_of(a->c->model.cal.today, UNIT_QUARTER,
			&a->c->model.cal, &v[(*n)++]);
	if (a->given || !cli_int(a->c, "periods", &count))
		return 0;
	if (*n != 1)
		return err_set(e, ERR_USAGE, "--periods counts on from one "
			"period, not from %zu", *n);
	if (count < 1 || count > ASK_PERIODS_MAX)
		return err_set(e, ERR_USAGE, "--periods: 1 to %d",
			ASK_PERIODS_MAX);
	for (; rc == 0 && (int64_t)*n < count; ++*n)
		rc = period_shift(&v[*n - 1], 1, &a->c->model.cal, &v[*n], e);
	return rc;
}

/* The filter as quotas have it: its words. */
static struct str
selector_of(struct ask *a, const struct str *words, size_t n)
{
	struct buf b = {0};
	struct str *const *exprs, out = STR_NULL;

	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "%s%.*s", i ? " " : "", STR_F(words[i]));
	if (n && (a->given || !cli_many(a->c, "expr", &exprs)))
		out = arena_str(&a->c->arena, buf_view(&b));
	buf_free(&b);
	return out;
}

static int
read_options(struct ask *a, struct err *e)
{
	int rc = read_type(a, e);

	if (rc == 0)
		rc = read_words(a, e);
	if (rc == 0)
		rc = read_team(a, e);
	if (rc == 0)
		rc = ask_whom(a, e);
	if (rc == 0)
		rc = read_money(a, e);
	return rc ? rc : read_quota_as_of(a, e);
}

int
ask_options(struct ask *a, struct cli *c, struct err *e)
{
	*a = (struct ask){.c = c, .depth = NUM_NULL};
	return read_options(a, e);
}

/* Words of the filter, those of the type before them. */
static void
take_words(struct ask *a, const struct str *typed, size_t n)
{
	struct str rest = a->type ? a->type->filter : STR_NULL;
	struct str *words = arena_array(&a->c->arena, rest.n + n + 1,
		sizeof *words);

	for (a->ntype = 0; filter_word(&rest, &words[a->ntype]);)
		a->ntype++;
	for (size_t i = 0; i < n; i++)
		words[a->ntype + i] = typed[i];
	a->words = words;
	a->nwords = a->ntype + n;
	a->spec.selector = selector_of(a, words, a->nwords);
}

void
ask_words(struct ask *a, size_t from)
{
	take_words(a, a->c->args + from, a->c->nargs - from);
}

int
ask_filter_at(void *ctx, struct model *m, struct query **q, struct err *e)
{
	const struct ask *a = ctx;

	cli_take_model(a->c, m);
	return report_filter(a->c, a->words, a->nwords, q, e);
}

/* Periods, and words of the filter. */
static int
read_args(struct ask *a, const struct str *args, size_t nargs, struct err *e)
{
	struct cli *c = a->c;
	struct period *periods = arena_array(&c->arena,
		nargs + ASK_PERIODS_MAX, sizeof *periods);
	struct str *words = arena_array(&c->arena, nargs + 1, sizeof *words);
	size_t n = 0, nwords = 0;
	int rc = read_options(a, e);

	for (size_t i = 0; rc == 0 && i < nargs; i++) {
		if (a->given && str_starts(args[i], "--"))
			i++; /* its value */
		else if (is_filter(args[i]))
			words[nwords++] = args[i];
		else
			rc = read_period(c, args[i], &periods[n++], e);
	}
	if (rc == 0)
		rc = read_periods(a, periods, &n, e);
	a->spec.periods = periods;
	a->spec.nperiods = n;
	take_words(a, words, nwords);
	return rc ? rc : report_filter(c, a->words, a->nwords,
		&a->spec.filter, e);
}

int
ask_read(struct ask *a, struct cli *c, size_t from, struct err *e)
{
	*a = (struct ask){.c = c, .depth = NUM_NULL};
	return read_args(a, c->args + from, c->nargs - from, e);
}

int
ask_again(struct ask *a, struct cli *c, struct str command, struct err *e)
{
	struct str *tokens = arena_array(&c->arena, command.n + 1,
		sizeof *tokens), one;
	size_t n = 0, skip;

	while (command.n) {
		bool quoted = *command.p == '\'';
		char end = quoted ? '\'' : ' ';

		if (quoted)
			command = str_cut(command, 1, command.n);
		one = str_cut(command, 0, str_find(command, end));
		skip = one.n + 1 + quoted;
		command = str_cut(command, skip < command.n ? skip : command.n,
			command.n);
		tokens[n++] = one;
	}
	*a = (struct ask){.c = c, .depth = NUM_NULL, .given = tokens,
		.ngiven = n};
	return read_args(a, tokens, n, e);
}

static void
say_token(struct str text, struct buf *out)
{
	bool quote = str_find(text, ' ') < text.n;

	if (out->n)
		buf_char(out, ' ');
	buf_fmt(out, "%s%.*s%s", quote ? "'" : "", STR_F(text),
		quote ? "'" : "");
}

int
ask_command(const struct ask *a, struct buf *out, struct err *e)
{
	static const char *const names[] = {"type", "by", "measure", "date",
		"rollup", "view", "team", "currency", "rates", NULL};
	struct str *const *exprs;

	if (!a->given && cli_many(a->c, "expr", &exprs)) {
		err_set(e, ERR_USAGE, "--expr: a report is known again by the "
			"words of its filter");
		return err_hint(e, "such as amount:10000.. owner:anna");
	}
	for (size_t i = 0; i < a->spec.nperiods; i++)
		say_token(str_of(a->spec.periods[i].label), out);
	for (size_t i = a->ntype; i < a->nwords; i++) {
		if (str_find(a->words[i], '\'') < a->words[i].n)
			return err_set(e, ERR_USAGE, "'%.*s': a quote cannot "
				"be kept", STR_SHORT(a->words[i]));
		say_token(a->words[i], out);
	}
	for (size_t i = 0; names[i]; i++) {
		struct str value = asked(a, names[i]);

		if (!value.p)
			continue;
		buf_fmt(out, " --%s", names[i]);
		say_token(value, out);
	}
	return 0;
}

void
ask_end(struct ask *a)
{
	if (a->spec.filter)
		query_end(a->spec.filter);
	a->spec.filter = NULL;
}
