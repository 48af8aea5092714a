/* pipe-lead: leads, until converted or disqualified. */
#include "cli/program.h"
#include "model/lead.h"

/* ---- qualify, nurture, disqualify, reopen ----------------------------- */

static int
qualify_rule(struct cli *c, void *l, enum saved *how, struct err *e)
{
	return lead_qualify(&c->model, l, how, e);
}

static int
nurture_rule(struct cli *c, void *l, enum saved *how, struct err *e)
{
	return lead_nurture(&c->model, l, NUM_NULL, how, e);
}

static int
disqualify_rule(struct cli *c, void *l, enum saved *how, struct err *e)
{
	return lead_disqualify(&c->model, l, STR_NULL, how, e);
}

static int
reopen_rule(struct cli *c, void *l, enum saved *how, struct err *e)
{
	return lead_reopen(&c->model, l, how, e);
}

/* The verb says the status. */
static int
act(struct cli *c, cli_rule *rule, struct err *e)
{
	static const char *const alien[] = {"status", NULL};

	if (cli_refuse(c, alien, e))
		return ERR_USAGE;
	return cli_act(c, c->nargs, rule, e);
}

static int
qualify_run(struct cli *c, struct err *e)
{
	return act(c, qualify_rule, e);
}

static int
nurture_run(struct cli *c, struct err *e)
{
	return act(c, nurture_rule, e);
}

static int
disqualify_run(struct cli *c, struct err *e)
{
	return act(c, disqualify_rule, e);
}

static int
reopen_run(struct cli *c, struct err *e)
{
	return act(c, reopen_rule, e);
}

/* ---- convert ---------------------------------------------------------- */

/* What is known of the deal; the currency first, for amounts are read in it. */
static const struct {
	const char *option;
	uint16_t tag;
} deal_options[] = {
	{"currency", DEAL_CURRENCY},
	{"name", DEAL_NAME},
	{"owner", DEAL_OWNER},
	{"pipeline", DEAL_PIPELINE},
	{"stage", DEAL_STAGE},
	{"amount", DEAL_AMOUNT},
	{"recurring", DEAL_RECURRING},
	{"quantity", DEAL_QUANTITY},
	{"product", DEAL_PRODUCT},
	{"probability", DEAL_PROBABILITY},
	{"category", DEAL_CATEGORY},
	{"close", DEAL_CLOSE},
	{"next", DEAL_NEXT},
	{"next-step", DEAL_NEXT_STEP},
	{"description", DEAL_DESCRIPTION},
};

enum { DEAL_OPTIONS = sizeof deal_options / sizeof *deal_options };

/* "12000USD" says the currency too. */
static int
written_currency(struct cli *c, struct deal *d, struct err *e)
{
	static const char *const money[] = {"amount", "recurring"};
	const struct entity *en = model_entity(&c->model, E_DEAL);
	const struct currency *cur = NULL;
	struct err ignored;
	int64_t minor;

	for (size_t i = 0; !cur && i < 2; i++) {
		struct str text = cli_text(c, money[i]);

		if (text.p && money_parse_any(text, NULL, &cur, &minor,
			    &ignored))
			cur = NULL;
	}
	return cur ? model_assign_text(&c->model, en, d, DEAL_CURRENCY,
			     str_of(cur->code), e)
		   : 0;
}

static int
make_deal(struct cli *c, const struct lead *l, struct deal **out,
	struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_DEAL);
	int rc = lead_deal(&c->model, l, out, e);

	if (rc == 0 && !cli_flag(c, "currency"))
		rc = written_currency(c, *out, e);
	for (size_t i = 0; rc == 0 && i < DEAL_OPTIONS; i++) {
		struct str text = cli_text(c, deal_options[i].option);

		if (text.p)
			rc = model_assign_text(&c->model, en, *out,
				deal_options[i].tag, text, e);
	}
	return rc;
}

static int
read_ref(struct cli *c, const char *option, int entity, int64_t *id,
	struct err *e)
{
	struct str text = cli_text(c, option);

	*id = NUM_NULL;
	return text.p ? model_resolve(&c->model,
				model_entity(&c->model, entity), text, id, e)
		      : 0;
}

/* Not of a dry run, whose ids are not given to anything. */
static void
print_refs(struct cli *c, const struct lead_conversion *v)
{
	struct buf b = {0};

	buf_fmt(&b, "account/%lld\ncontact/%lld\n", (long long)v->account,
		(long long)v->contact);
	if (v->deal)
		buf_fmt(&b, "deal/%lld\n", (long long)v->deal->common.id);
	if (!c->dry_run)
		out_add(&c->out, buf_view(&b));
	buf_free(&b);
}

static int
convert_one(struct cli *c, const struct entity *en, int64_t id,
	struct err *e)
{
	struct lead_conversion v = {0};
	void *rec;
	int rc = model_get(&c->model, en, id, &rec, e);

	if (rc == 0)
		rc = read_ref(c, "account", E_ACCOUNT, &v.account, e);
	if (rc == 0)
		rc = read_ref(c, "contact", E_CONTACT, &v.contact, e);
	if (rc == 0 && !cli_flag(c, "no-deal"))
		rc = make_deal(c, rec, &v.deal, e);
	if (rc == 0)
		rc = lead_convert(&c->model, rec, &v, e);
	if (rc)
		return rc;
	print_refs(c, &v);
	if (v.unqualified)
		cli_say(c, "lead/%lld had not been qualified", (long long)id);
	return 0;
}

static int
convert_run(struct cli *c, struct err *e)
{
	struct ids ids = {0};
	int rc = 0;

	for (size_t i = 0; cli_flag(c, "no-deal") && i < DEAL_OPTIONS; i++)
		if (cli_flag(c, deal_options[i].option))
			return err_set(e, ERR_USAGE, "--%s: is of the deal, "
				"but --no-deal", deal_options[i].option);
	rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);
	if (rc == 0)
		rc = cli_each(c, c->entity, &ids, convert_one, e);
	ARR_FREE(&ids.list);
	return rc;
}

static const struct option convert_options[] = {
	{"account", 0, OPT_TEXT, "ACCOUNT", "to this account", "account"},
	{"contact", 0, OPT_TEXT, "CONTACT", "to this contact", "contact"},
	{"no-deal", 0, OPT_FLAG, NULL, "make no deal", NULL},
	{"name", 0, OPT_TEXT, "NAME", "name of the deal", NULL},
	{"amount", 0, OPT_TEXT, "AMOUNT", "what it is worth", NULL},
	{"currency", 0, OPT_TEXT, "CODE", "currency of its money", NULL},
	{"close", 0, OPT_TEXT, "DAY", "day it is expected to close", NULL},
	{"owner", 0, OPT_TEXT, "REP", "rep who sells it", "rep"},
	{"pipeline", 0, OPT_TEXT, "PIPELINE", "pipeline it runs through",
		NULL},
	{"stage", 0, OPT_TEXT, "STAGE", "stage it enters", NULL},
	{"product", 0, OPT_TEXT, "PRODUCT", "main product", "product"},
	{"quantity", 0, OPT_TEXT, "NUMBER", "units sold", NULL},
	{"recurring", 0, OPT_TEXT, "AMOUNT", "money a month", NULL},
	{"probability", 0, OPT_TEXT, "PERCENT", "chance to win", NULL},
	{"category", 0, OPT_TEXT, "CATEGORY", "forecast category", NULL},
	{"next", 0, OPT_TEXT, "DAY", "day of the next step", NULL},
	{"next-step", 0, OPT_TEXT, "TEXT", "what to do next", NULL},
	{"description", 0, OPT_TEXT, "TEXT", "description of the deal", NULL},
	{0},
};

/* ---- rows ------------------------------------------------------------- */

enum { CHANGE = VERB_WRITE | VERB_CHANGE | VERB_FIELDS };

static const struct option no_options[] = {{0}};

static const struct verb verb_qualify = {
	.name = "qualify",
	.summary = "leads that are likely to buy, with the answers",
	.synopsis = "ID|-|WORD... [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = qualify_run,
	.complete = "self",
};

static const struct verb verb_nurture = {
	.name = "nurture",
	.summary = "leads that are not ready yet, asleep until a day",
	.synopsis = "ID|-|WORD... [--wake DAY] [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = nurture_run,
	.complete = "self",
};

static const struct verb verb_disqualify = {
	.name = "disqualify",
	.summary = "leads that will not buy, and why",
	.synopsis = "ID|-|WORD... --reason REASON [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = disqualify_run,
	.complete = "self",
};

static const struct verb verb_reopen = {
	.name = "reopen",
	.summary = "leads disqualified or asleep, to be worked on again",
	.synopsis = "ID|-|WORD... [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = reopen_run,
	.complete = "self",
};

static const struct verb verb_convert = {
	.name = "convert",
	.summary = "to account, contact and deal, in one operation",
	.synopsis = "ID|-|WORD... [--amount AMOUNT] [--close DAY]",
	.options = convert_options,
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = convert_run,
	.complete = "self",
};

static const struct program program = {
	.name = "pipe-lead",
	.summary = "leads, until converted or disqualified",
	.entity = E_LEAD,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, &verb_qualify,
		&verb_nurture, &verb_disqualify, &verb_reopen, &verb_convert,
		NULL},
	.examples =
		"id=$(pipe lead add \"Ada Byron\" --company "
		"\"Analytical Ltd\" --source referral)\n"
		"pipe lead nurture $id --wake +3m\n"
		"pipe lead qualify $id --budget yes --timing 2026Q4\n"
		"pipe lead convert $id --amount 12000 --close eoq\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
