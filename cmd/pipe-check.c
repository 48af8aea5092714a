#include "cli/program.h"
#include "model/quote.h"

/* Figures of quotes, which follow from their lines. */
static int
check_quotes(struct cli *c, struct check_report *r, struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_QUOTE);
	int64_t last = tx_last_id(c->model.tx, en);
	int rc = 0;

	for (int64_t id = 1; rc == 0 && id <= last; id++) {
		bool hold = true;

		rc = quote_figures_hold(&c->model, id, &hold, e);
		if (rc == ERR_DATA || (rc == 0 && !hold)) {
			cli_tell(c, arena_fmt(&c->arena, "%s: its figures do "
				"not follow from its lines",
				cli_ref(c, en, id)));
			r->nproblems++;
		}
		if (rc == ERR_NO || rc == ERR_DATA)
			rc = 0; /* purged, or told */
	}
	return rc;
}

static int
check_run(struct cli *c, struct err *e)
{
	struct check_report r = {0};
	struct str rest, line;
	int rc = tx_check(c->model.tx, &r, e);

	if (rc == 0 && !r.damaged)
		rc = check_quotes(c, &r, e);
	if (rc)
		return rc;
	rest = buf_view(&r.problems);
	while (rest.n && str_split(&rest, '\n', &line))
		if (line.n)
			cli_tell(c, arena_cstr(&c->arena, line));
	if (!c->quiet) {
		struct buf b = {0};

		buf_fmt(&b, "%llu records, %llu events, %llu operations, "
			"%llu %s\nchain %s\n",
			(unsigned long long)r.records,
			(unsigned long long)r.events,
			(unsigned long long)r.operations,
			(unsigned long long)r.policies,
			r.policies == 1 ? "policy" : "policies", r.head);
		out_add(&c->out, buf_view(&b));
		buf_free(&b);
	}
	buf_free(&r.problems);
	if (r.damaged) {
		err_set(e, ERR_DAMAGED, "store damaged: %zu problem%s",
			r.nproblems, r.nproblems == 1 ? "" : "s");
		return err_hint(e, "restore a backup: pipe init --from-backup "
			"FILE");
	}
	if (r.nproblems)
		return err_set(e, ERR_NO, "%zu problem%s in derived data or "
			"references", r.nproblems, r.nproblems == 1 ? ""
			: "s");
	return 0;
}

static const struct option no_options[] = {{0}};

static const struct verb check_verb = {
	.summary = "verify hashes, the log's chain and everything derived",
	.synopsis = "",
	.options = no_options,
	.mode = VERB_READ | VERB_SCAN,
	.run = check_run,
};

static const struct program program = {
	.name = "pipe-check",
	.summary = "verify a store",
	.verbs = (const struct verb *const[]){&check_verb, NULL},
	.examples = "pipe check\n"
		"pipe check --quiet && pipe backup /backup/sales.$(date +%F)\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
