/* pipe-deal: deals, and their way through the stages. */
#include "cli/program.h"
#include "model/contact.h"
#include "model/deal.h"

/* ---- the verbs -------------------------------------------------------- */

static const char *const not_stage[] = {"stage", NULL};
static const char *const not_place[] = {"stage", "pipeline", NULL};

static int
move_rule(struct cli *c, void *d, enum saved *how, struct err *e)
{
	return deal_move(&c->model, d, c->args[c->nargs - 1], how, e);
}

static int
move_run(struct cli *c, struct err *e)
{
	if (cli_refuse(c, not_stage, e))
		return ERR_USAGE;
	if (!c->nargs || (c->nargs == 1 && !cli_flag(c, "all"))) {
		err_set(e, ERR_USAGE, "deals and a stage are needed");
		return err_hint(e, "try: pipe deal move 42 negotiation");
	}
	return cli_act(c, c->nargs - 1, move_rule, e);
}

static int
advance_rule(struct cli *c, void *d, enum saved *how, struct err *e)
{
	return deal_advance(&c->model, d, how, e);
}

static int
win_rule(struct cli *c, void *d, enum saved *how, struct err *e)
{
	return deal_win(&c->model, d, how, e);
}

static int
lose_rule(struct cli *c, void *d, enum saved *how, struct err *e)
{
	return deal_lose(&c->model, d, STR_NULL, how, e);
}

static int
reopen_rule(struct cli *c, void *d, enum saved *how, struct err *e)
{
	return deal_reopen(&c->model, d, cli_text(c, "stage"), how, e);
}

static int
advance_run(struct cli *c, struct err *e)
{
	if (cli_refuse(c, not_place, e))
		return ERR_USAGE;
	return cli_act(c, c->nargs, advance_rule, e);
}

static int
win_run(struct cli *c, struct err *e)
{
	if (cli_refuse(c, not_place, e))
		return ERR_USAGE;
	return cli_act(c, c->nargs, win_rule, e);
}

static int
lose_run(struct cli *c, struct err *e)
{
	if (cli_refuse(c, not_place, e))
		return ERR_USAGE;
	return cli_act(c, c->nargs, lose_rule, e);
}

static int
reopen_run(struct cli *c, struct err *e)
{
	return cli_act(c, c->nargs, reopen_rule, e);
}

enum { CHANGE = VERB_WRITE | VERB_CHANGE | VERB_FIELDS };

static const struct option no_options[] = {{0}};

static const struct option reopen_options[] = {
	{"stage", 0, OPT_TEXT, "STAGE", "the open stage it goes back to; "
		"unless given the last one it was in", "stage"},
	{0},
};

static const struct verb verb_move = {
	.name = "move",
	.summary = "move deals to a stage",
	.synopsis = "ID|-|WORD... STAGE [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = move_run,
	.complete = "self stage",
};

static const struct verb verb_advance = {
	.name = "advance",
	.summary = "move deals to their next stage",
	.synopsis = "ID|-|WORD... [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = advance_run,
	.complete = "self",
};

static const struct verb verb_win = {
	.name = "win",
	.summary = "deals that are won; close stays as it was expected",
	.synopsis = "ID|-|WORD... [--at DAY] [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = win_run,
	.complete = "self",
};

static const struct verb verb_lose = {
	.name = "lose",
	.summary = "deals that are lost, and why",
	.synopsis = "ID|-|WORD... --reason REASON [--FIELD VALUE]...",
	.options = no_options,
	.mode = CHANGE,
	.run = lose_run,
	.complete = "self",
};

static const struct verb verb_reopen = {
	.name = "reopen",
	.summary = "closed deals, back to an open stage",
	.synopsis = "ID|-|WORD... [--stage STAGE] [--FIELD VALUE]...",
	.options = reopen_options,
	.mode = CHANGE,
	.run = reopen_run,
	.complete = "self",
};

/* ---- the card --------------------------------------------------------- */

enum { CARD_MOST = 5 };

static const struct column people[] = {
	{.name = "id", .right = true, .keep = true},
	{.name = "name"},
	{.name = "title"},
	{.name = "email"},
	{.name = "phone"},
};

static int
card_person(struct cli *c, int64_t id, struct card *card, struct err *e)
{
	const struct contact *p;
	void *rec;
	int rc = model_shown(&c->model, model_entity(&c->model, E_CONTACT),
		id, &c->arena, &rec, e);

	if (rc)
		return rc == ERR_NO ? 0 : rc;
	p = rec;
	card_row(card, (const struct cell[]){
		{.text = str_of(arena_fmt(&c->arena, "%lld", (long long)id))},
		{.text = p->name},
		{.text = p->title},
		{.text = p->email},
		{.text = p->phone.p ? p->phone : p->mobile},
	});
	return 0;
}

/* Its own contact first, then others of the account. */
static int
card_people(struct cli *c, const struct deal *d, struct card *card,
	struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_CONTACT);
	struct ids ids = {0};
	size_t shown = 0;
	int rc = 0;

	card_section(card, "contacts");
	card_columns(card, people, sizeof people / sizeof *people);
	if (d->contact != NUM_NULL) {
		shown++;
		rc = card_person(c, d->contact, card, e);
	}
	if (rc == 0 && d->account != NUM_NULL)
		rc = tx_find(c->model.tx, en, entity_tag(en, CONTACT_ACCOUNT),
			(union val){.i = d->account}, &ids, e);
	for (size_t i = 0; rc == 0 && i < ids.list.n && shown < CARD_MOST;
		i++) {
		if (ids.list.v[i] == d->contact)
			continue;
		shown++;
		rc = card_person(c, ids.list.v[i], card, e);
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
card_event(struct cli *c, uint64_t number, struct card *card, struct err *e)
{
	struct buf lines = {0}, b = {0};
	struct str rest, line;
	struct event ev;
	struct op op;
	int rc = tx_event(c->model.tx, number, &c->arena, &ev, e);

	if (rc == 0)
		rc = tx_op(c->model.tx, ev.op, &op, e);
	if (rc)
		return rc;
	cli_event_lines(c, &ev, &lines);
	rest = buf_view(&lines);
	if (ev.kind == EVENT_CREATE) /* its values stand above */
		rest.n = str_find(rest, '\n');
	while (rest.n && str_split(&rest, '\n', &line) && line.n) {
		buf_reset(&b);
		day_print(zone_day(c->model.cal.zone, ev.instant), &b);
		buf_cstr(&b, "  ");
		cli_actor(c, &op, &b);
		buf_cstr(&b, "  ");
		buf_str(&b, str_cut(line, str_find(line, ' ') + 1, line.n));
		card_line(card, buf_view(&b), STYLE_NONE);
	}
	buf_free(&lines);
	buf_free(&b);
	return 0;
}

/* The last changes, unless the whole timeline follows. */
static int
card_history(struct cli *c, int64_t id, struct card *card, struct err *e)
{
	struct numbers list = {0};
	size_t from;
	int rc;

	if (cli_flag(c, "timeline"))
		return 0;
	rc = tx_history(c->model.tx, c->entity, id, &list, e);
	card_section(card, "history");
	from = list.list.n > CARD_MOST ? list.list.n - CARD_MOST : 0;
	for (size_t i = from; rc == 0 && i < list.list.n; i++)
		rc = card_event(c, list.list.v[i], card, e);
	if (rc == 0 && from)
		card_line(card, str_of(arena_fmt(&c->arena, "and %zu changes "
			"before: pipe deal history %lld", from,
			(long long)id)), STYLE_DIM);
	ARR_FREE(&list.list);
	return rc;
}

static int
deal_card(struct cli *c, const void *rec, struct card *card, struct err *e)
{
	const struct deal *d = rec;
	int rc = card_people(c, d, card, e);

	return rc ? rc : card_history(c, d->common.id, card, e);
}

static const struct program program = {
	.name = "pipe-deal",
	.summary = "deals, and their way through the stages",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, &verb_move,
		&verb_advance, &verb_win, &verb_lose, &verb_reopen, NULL},
	.examples =
		"pipe deal add \"Acme renewal\" --account 7 --amount 12000 "
		"--close eoq\n"
		"pipe deal list stage:proposal owner:me close:..eoq "
		"-s -amount\n"
		"pipe deal move 42 negotiation\n"
		"pipe deal win 42\n",
	.card = deal_card,
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
