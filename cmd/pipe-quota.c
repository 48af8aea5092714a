/* pipe-quota: what reps and teams are to sell in a period. */
#include "cli/program.h"
#include "model/quota.h"

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
	struct quota_key k;
	enum saved how;
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0)
		rc = check_fields(c, e);
	if (rc == 0)
		rc = read_key(c, &k, e);
	if (rc == 0)
		rc = quota_set(&c->model, &k, c->args[2],
			cli_text(c, "reason"), &id, &how, e);
	if (rc || c->dry_run)
		return rc;
	out_add(&c->out, str_of(arena_fmt(&c->arena, "%lld\n",
		(long long)id)));
	cli_say(c, "quota/%lld %s", (long long)id, fate(how));
	return 0;
}

/* A holder names its entity, "rep/anna"; anything else is the plain `set`. */
static int
set_run(struct cli *c, struct err *e)
{
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
		return verb_set.run(c, e);
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
	if (rc == 0 && !c->dry_run)
		cli_say(c, "%lld created, %lld updated, %lld unchanged",
			(long long)n.created, (long long)n.updated,
			(long long)n.unchanged);
	return rc;
}

static const struct option set_options[] = {
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
		&verb_list, &verb_quota_set, &verb_quota_copy, &verb_edit,
		&verb_rm, &verb_restore, &verb_history, NULL},
	.examples =
		"pipe quota set rep/anna 2026Q4 250000EUR\n"
		"pipe quota set team/emea 2026Q4 1000000 --reason \"plan\"\n"
		"pipe quota copy 2026Q3 2026Q4 --scale 1.1\n"
		"pipe quota list period:2026Q4 -s holder\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
