/* pipe-quota: what reps and teams are to sell in a period. */
#include "cli/report.h"
#include "model/quota.h"
#include "report/mismatch.h"

/* ---- set -------------------------------------------------------------- */

/* Of the fields' options those stand beside HOLDER PERIOD VALUE; the others
 * are of `set ID`. */
static int
check_fields(struct cli *c, struct err *e)
{
	static const char *const beside[] = {"measure", "selector",
		"currency", "reason"};

	for (size_t i = 0; i < c->entity->nfields; i++) {
		const struct field *f = &c->entity->fields[i];
		bool known = !field_is_settable(f);
		char *name = arena_cstr(&c->arena, str_of(f->name));

		for (size_t k = 0; k < sizeof beside / sizeof *beside; k++)
			known |= !strcmp(f->name, beside[k]);
		for (char *p = name; *p; p++)
			if (*p == '_')
				*p = '-';
		if (!known && cli_flag(c, name)) {
			err_set(e, ERR_USAGE, "--%s: does not go with HOLDER "
				"PERIOD VALUE", name);
			return err_hint(e, "try: pipe quota set ID --%s VALUE",
				name);
		}
	}
	return 0;
}

static int
read_key(struct cli *c, struct quota_key *k, struct err *e)
{
	const struct entity *en;
	int64_t id;
	int rc = model_resolve_any(&c->model, c->args[0], &en, &id, e);

	if (rc)
		return rc;
	*k = (struct quota_key){
		.holder = anyref_make(en->number, id),
		.measure = cli_text(c, "measure"),
		.selector = cli_text(c, "selector"),
		.currency = cli_text(c, "currency"),
	};
	return period_parse(c->args[1], &c->model.cal, &k->period, e);
}

static void
say_counts(struct cli *c, const struct quota_copied *n)
{
	if (!c->dry_run)
		cli_say(c, "%lld created, %lld updated, %lld unchanged",
			(long long)n->created, (long long)n->updated,
			(long long)n->unchanged);
}

/* "3,3,4" */
static int
read_weights(struct cli *c, struct str text, struct quota_spread *s,
	struct err *e)
{
	int64_t *v = arena_array(&c->arena, text.n + 1, sizeof *v);
	struct str part;

	while (str_split(&text, ',', &part))
		if (dec_parse(str_trim(part), &v[s->nweights++], e))
			return err_set(e, ERR_USAGE, "--weights: '%.*s' is no "
				"number", STR_SHORT(part));
	s->weights = v;
	return 0;
}

static int
spread(struct cli *c, const struct quota_key *k, struct str how,
	struct err *e)
{
	struct quota_spread s = {.key = *k, .value = c->args[2],
		.reason = cli_text(c, "reason")};
	struct str weights = cli_text(c, "weights");
	bool even = str_is(how, "even");
	struct quota_copied n;
	int rc = 0;

	if (!even && !str_is(how, "weights"))
		return err_set(e, ERR_USAGE, "--spread: '%.*s' is neither even "
			"nor weights", STR_SHORT(how));
	if (even == (weights.p != NULL)) {
		err_set(e, ERR_USAGE, "--spread weights and --weights go "
			"together");
		return err_hint(e, "try: --spread weights --weights 3,3,4");
	}
	if (!even)
		rc = read_weights(c, weights, &s, e);
	if (rc == 0)
		rc = quota_spread(&c->model, &s, &n, e);
	if (rc == 0)
		say_counts(c, &n);
	return rc;
}

static int
set_by_key(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		"from", NULL};
	struct str how_spread = cli_text(c, "spread");
	struct quota_key k;
	enum saved how;
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0)
		rc = check_fields(c, e);
	if (rc == 0)
		rc = read_key(c, &k, e);
	if (rc == 0 && how_spread.p)
		return spread(c, &k, how_spread, e);
	if (rc == 0 && cli_flag(c, "weights"))
		return err_set(e, ERR_USAGE, "--weights: goes with --spread "
			"weights");
	if (rc == 0)
		rc = quota_set(&c->model, &k, c->args[2],
			cli_text(c, "reason"), &id, &how, e);
	if (rc == 0)
		cli_saved(c, c->entity, id, how);
	return rc;
}

/* A holder names its entity, "rep/anna"; anything else is the plain `set`. */
static int
set_run(struct cli *c, struct err *e)
{
	static const char *const of_key[] = {"spread", "weights", NULL};
	struct str first = c->nargs ? c->args[0] : STR_NULL;
	bool keyed = str_find(first, '/') < first.n &&
		!str_starts(first, "quota/");
	int64_t id;

	/* "anna 2026Q4 250000" is neither ids nor words of a filter */
	if (!keyed && c->nargs == 3 && !str_is(first, "-") &&
		str_find(first, ':') == first.n &&
		num_parse(first, 0, INT64_MAX, &id, e)) {
		err_set(e, ERR_USAGE, "'%.*s': is no holder",
			STR_SHORT(first));
		return err_hint(e, "write it like rep/anna or team/emea");
	}
	if (!keyed)
		return cli_refuse(c, of_key, e) ? ERR_USAGE
						: verb_set.run(c, e);
	if (c->nargs == 3)
		return set_by_key(c, e);
	err_set(e, ERR_USAGE, "a holder, a period and a value are needed");
	return err_hint(e, "try: pipe quota set rep/anna 2026Q4 250000EUR");
}

/* ---- copy ------------------------------------------------------------- */

static int
copy_run(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		NULL};
	struct str scale = cli_text(c, "scale");
	struct quota_copied n;
	struct period from, to;
	int64_t by = dec_make(1, 0, &by, e) ? 0 : by;
	int rc = cli_refuse(c, alien, e);

	if (rc)
		return rc;
	if (c->nargs != 2) {
		err_set(e, ERR_USAGE, "two periods are needed");
		return err_hint(e, "try: pipe quota copy 2026Q3 2026Q4 "
			"--scale 1.1");
	}
	if (scale.p && (dec_parse(scale, &by, e) || dec_mantissa(by) <= 0))
		return err_set(e, ERR_USAGE, "--scale: '%.*s' is no number "
			"above zero", STR_SHORT(scale));
	rc = period_parse(c->args[0], &c->model.cal, &from, e);
	if (rc == 0)
		rc = period_parse(c->args[1], &c->model.cal, &to, e);
	if (rc == 0)
		rc = quota_copy(&c->model, &from, &to, by,
			cli_text(c, "reason"), &n, e);
	if (rc == 0)
		say_counts(c, &n);
	return rc;
}

/* ---- list ------------------------------------------------------------- */

enum { TEAM, PERIOD, CURRENCY, OWN, BELOW, MISMATCH, NCOLS };

#define AMOUNT(word)                                                           \
	{.name = word, .right = true, .keep = true, .money = true}

static const struct column columns[NCOLS] = {
	[TEAM] = {.name = "team", .keep = true},
	[PERIOD] = {.name = "period", .keep = true},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[OWN] = AMOUNT("own"),
	[BELOW] = AMOUNT("below"),
	[MISMATCH] = AMOUNT("mismatch"),
};

static void
put_mismatch(struct report *r, const struct mismatch *x)
{
	report_text(r, TEAM, x->team);
	report_cstr(r, PERIOD, x->period->label);
	report_cstr(r, CURRENCY, x->money->code);
	report_money(r, OWN, x->own, x->money);
	report_money(r, BELOW, x->below, x->money);
	report_money(r, MISMATCH, x->mismatch, x->money);
	report_row(r);
}

static int
mismatch_run(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"expr", "all", "count", "group",
		"sum", "list-columns", "exit-code", "columns", "sort",
		"limit", "ids", NULL};
	struct period *p = arena_array(&c->arena, c->nargs + 1, sizeof *p);
	struct mismatch *rows;
	struct report *r;
	size_t n;
	int rc = cli_refuse(c, alien, e);

	for (size_t i = 0; rc == 0 && i < c->nargs; i++)
		rc = period_parse(c->args[i], &c->model.cal, &p[i], e);
	if (rc == 0)
		rc = mismatch_make(&c->model, &c->arena, p, c->nargs, &rows,
			&n, e);
	if (rc == 0)
		rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		put_mismatch(r, &rows[i]);
	return report_close(r, 0, e);
}

static int
list_run(struct cli *c, struct err *e)
{
	return cli_flag(c, "mismatch") ? mismatch_run(c, e)
				       : verb_list.run(c, e);
}

static const struct option list_options[] = {
	LIST_OPTIONS,
	{"mismatch", 0, OPT_FLAG, NULL, "a row for each team with a figure of "
		"its own and figures below it, in PERIODs or all", NULL},
	{0},
};

static const struct option set_options[] = {
	{"spread", 0, OPT_TEXT, "HOW", "on the months of PERIOD: even or "
		"weights", "choices:even,weights"},
	{"weights", 0, OPT_TEXT, "N,N...", "a month each: 3,3,4", NULL},
	{"from", 0, OPT_TEXT, "FILE|-",
		"records in CSV, JSON or NDJSON, by field names", "records"},
	{0},
};

static const struct option copy_options[] = {
	{"scale", 0, OPT_TEXT, "NUMBER", "times this: 1.1", NULL},
	{"reason", 0, OPT_TEXT, "TEXT", "why they are so", NULL},
	{0},
};

static const struct verb verb_quota_set = {
	.name = "set",
	.summary = "set or revise the quota of a holder and period",
	.synopsis = "HOLDER PERIOD VALUE | ID|-|WORD... [--FIELD VALUE]...",
	.options = set_options,
	.mode = VERB_WRITE | VERB_CHANGE | VERB_FIELDS,
	.run = set_run,
	.complete = "self",
};

static const struct verb verb_quota_list = {
	.name = "list",
	.summary = "records that match, by filter words or -e",
	.synopsis = "[WORD]... | --mismatch [PERIOD]...",
	.options = list_options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_LIST | VERB_PAGE,
	.run = list_run,
	.complete = "words",
};

static const struct verb verb_quota_copy = {
	.name = "copy",
	.summary = "set a period's quotas as those of another",
	.synopsis = "PERIOD PERIOD [--scale NUMBER]",
	.options = copy_options,
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = copy_run,
};

static const struct program program = {
	.name = "pipe-quota",
	.summary = "what reps and teams are to sell in a period",
	.entity = E_QUOTA,
	.verbs = (const struct verb *const[]){&verb_add, &verb_show,
		&verb_quota_list, &verb_quota_set, &verb_quota_copy, &verb_edit,
		&verb_rm, &verb_restore, &verb_history, NULL},
	.examples =
		"pipe quota set rep/anna 2026Q4 250000EUR\n"
		"pipe quota set team/emea 2026Q4 1000000 --reason \"plan\"\n"
		"pipe quota set team/emea 2027 1200000EUR --spread even\n"
		"pipe quota copy 2026Q3 2026Q4 --scale 1.1\n"
		"pipe quota list --mismatch this-quarter\n"
		"pipe quota list period:2026Q4 -s holder\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
