/* pipe-explain: who set each value of a record; what a figure is made of. */
#include "report/origin.h"
#include "show/reason_print.h"

enum { FIELD, VALUE, INSTANT, BY, OP_COL, COMMAND, MESSAGE, NCOLS };

static const struct column columns[NCOLS] = {
	[FIELD] = {.name = "field", .keep = true},
	[VALUE] = {.name = "value"},
	[INSTANT] = {.name = "instant", .keep = true},
	[BY] = {.name = "by"},
	[OP_COL] = {.name = "op", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[COMMAND] = {.name = "command"},
	[MESSAGE] = {.name = "message"},
};

struct explain {
	struct cli *c;
	const struct entity *en;
	int64_t id;
	void *rec;
	struct origin *by_tag;
	struct writer *w;
};

static struct str
kept(struct cli *c, struct buf *b)
{
	struct str s = arena_str(&c->arena, buf_view(b));

	buf_reset(b);
	return s;
}

static int
who_cells(struct explain *x, const struct origin *o, struct cell *cells,
	struct err *e)
{
	struct cli *c = x->c;
	struct buf b = {0};
	struct op op;
	int rc = tx_op(c->model.tx, o->op, &op, e);

	if (rc)
		return rc;
	instant_print(o->instant, &b);
	cells[INSTANT].text = kept(c, &b);
	if (op.rep == NUM_NULL)
		buf_str(&b, op.login);
	else
		c->model.scope.ref_print(&c->model.scope, E_REP, op.rep, &b);
	cells[BY].text = kept(c, &b);
	buf_fmt(&b, "%llu", (unsigned long long)o->op);
	cells[OP_COL].text = kept(c, &b);
	cells[COMMAND].text = op.command.p
		? arena_str(&c->arena, op.command) : STR_NULL;
	cells[MESSAGE].text = op.message.p
		? arena_str(&c->arena, op.message) : STR_NULL;
	buf_free(&b);
	return 0;
}

static int
field_row(struct explain *x, const struct field *f, struct err *e)
{
	struct cli *c = x->c;
	struct cell cells[NCOLS] = {0};
	struct buf b = {0};
	int rc = 0;

	cells[FIELD].text = str_of(f->name);
	value_print(&c->model.scope, f, field_get(f, x->rec),
		record_currency(x->en, x->rec, c->model.policy->base), &b);
	cells[VALUE].text = kept(c, &b);
	buf_free(&b);
	if (field_is_fact(f))
		rc = who_cells(x, &x->by_tag[f->tag], cells, e);
	else
		cells[COMMAND].text = f->flags & F_KEPT
			? STR("folded from its events")
			: STR("computed from the above");
	if (rc == 0)
		writer_row(x->w, cells);
	return rc;
}

/* Facts first, then what is made of them. */
static int
rows(struct explain *x, bool facts, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < x->en->nfields; i++) {
		const struct field *f = &x->en->fields[i];

		if ((f->flags & F_HIDDEN) || f->tag < TAG_ARCHIVED ||
			field_is_fact(f) != facts ||
			field_is_null(f, x->rec))
			continue;
		if (facts && x->by_tag[f->tag].event == 0)
			continue;
		rc = field_row(x, f, e);
	}
	return rc;
}

static int
record_run(struct cli *c, struct err *e)
{
	struct explain x = {.c = c};
	int rc = model_resolve_any(&c->model, c->args[0], &x.en, &x.id, e);

	if (rc == 0)
		rc = model_get(&c->model, x.en, x.id, &x.rec, e);
	if (rc == 0)
		rc = origins_of(&c->model, x.en, x.id, &c->arena, &x.by_tag,
			e);
	if (rc == 0)
		rc = cli_writer(c, &x.w, columns, NCOLS, e);
	if (rc)
		return rc;
	rc = rows(&x, true, e);
	if (rc == 0)
		rc = rows(&x, false, e);
	if (rc == 0)
		return cli_writer_close(c, x.w, e);
	cli_writer_close(c, x.w, &(struct err){0});
	return rc;
}

/* FIGURE PERIOD NODE [WORD]... */
static int
figure_run(struct cli *c, struct err *e)
{
	struct explained x;
	enum metric metric;
	struct ask a = {.c = c};
	struct str node;
	int rc = metric_parse(c->args[0], &metric, e);

	if (rc)
		return rc;
	if (c->nargs < 3) {
		err_set(e, ERR_USAGE, "a figure, a period and a node are "
			"needed");
		return err_hint(e, "try: pipe explain won this-quarter total");
	}
	node = c->args[2];
	c->args[2] = c->args[1];
	rc = ask_read(&a, c, 2, e);
	if (rc == 0 && a.spec.nperiods != 1)
		rc = err_set(e, ERR_USAGE, "one period is explained, not %zu",
			a.spec.nperiods);
	if (rc == 0)
		rc = reasons_find(&c->model, &c->arena, &a.spec, metric, node,
			&x, e);
	if (rc == 0)
		rc = reasons_print(&a, metric, &x, e);
	ask_end(&a);
	return rc;
}

static int
explain_run(struct cli *c, struct err *e)
{
	struct str first = c->nargs ? c->args[0] : STR_NULL;

	if (!c->nargs || (c->nargs > 1 && str_find(first, '/') < first.n))
		return err_set(e, ERR_USAGE, "one argument: a record such as "
			"deal/42; or a figure, a period and a node");
	return c->nargs == 1 ? record_run(c, e) : figure_run(c, e);
}

static const struct option options[] = {
	ASK_FIGURES,
	REPORT_EXPR,
	{0},
};

static const struct verb explain_verb = {
	.summary = "who set each value, and what a figure is made of",
	.synopsis = "REF | FIGURE PERIOD NODE [WORD]...",
	.options = options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = explain_run,
};

static const struct program program = {
	.name = "pipe-explain",
	.summary = "who set each value, and what a figure is made of",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&explain_verb, NULL},
	.examples = "pipe explain deal/42\n"
		"pipe explain deal/42 --as-of -30d\n"
		"pipe explain won this-quarter rep/anna\n"
		"pipe explain gap this-quarter total --json\n"
		"pipe explain rep/anna --json | jq -r '.[] | .op'\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
