/* pipe-verify: make a sealed forecast again, and compare. */
#include "base/hash.h"
#include "cli/version.h"
#include "show/sealing.h"

enum { INPUT, SEALED, NOW, AGREES, NCOLS };

static const struct column columns[NCOLS] = {
	[INPUT] = {.name = "input", .keep = true},
	[SEALED] = {.name = "sealed"},
	[NOW] = {.name = "now"},
	[AGREES] = {.name = "agrees", .json = JSON_BOOL, .keep = true},
};

struct verifying {
	struct cli *c;
	const struct seal *seal;
	struct seal again;
	struct report *r;
	size_t wrong;
};

/* The view in which it was sealed. */
static int
look_back(struct verifying *v, struct err *e)
{
	struct model *m = arena_alloc(&v->c->arena, sizeof *m);
	struct cli *c = v->c;
	int rc;

	tx_set_view(c->model.tx, (struct view){v->seal->as_of,
		(uint64_t)v->seal->operation});
	rc = model_load(m, &c->arena, c->model.store, c->model.tx, c->now,
		c->model.me, e);
	if (rc == 0)
		cli_take_model(c, m);
	return rc;
}

static int
make_again(struct verifying *v, struct err *e)
{
	struct forecast f;
	struct ask a;
	int rc = ask_again(&a, v->c, v->seal->command, e);

	if (rc == 0)
		rc = forecast_make(&v->c->model, &v->c->arena, &a.spec, &f,
			e);
	if (rc == 0)
		rc = sealing_make(&a, &f, &v->again, e);
	ask_end(&a);
	return rc;
}

static void
compare(struct verifying *v, const char *input, struct str sealed,
	struct str now, bool matters)
{
	bool same = str_eq(sealed, now);

	report_cstr(v->r, INPUT, input);
	report_text(v->r, SEALED, sealed);
	report_text(v->r, NOW, now);
	report_bool(v->r, AGREES, same);
	report_row(v->r);
	v->wrong += matters && !same;
}

static struct str
number(struct verifying *v, int64_t n)
{
	return str_of(arena_fmt(&v->c->arena, "%lld", (long long)n));
}

static int
print(struct verifying *v, struct err *e)
{
	const struct seal *s = v->seal, *n = &v->again;
	struct arena *a = &v->c->arena;
	int rc = report_open(&v->r, v->c, columns, NCOLS, REPORT_ALL, e);

	if (rc)
		return rc;
	compare(v, "operation", number(v, s->operation),
		number(v, n->operation), true);
	compare(v, "policy", number(v, s->policy), number(v, n->policy),
		true);
	compare(v, "rates", s->rates, n->rates, true);
	compare(v, "program", s->program, STR(PIPE_VERSION), false);
	compare(v, "inputs", s->inputs, sealing_inputs(v->c, s), true);
	compare(v, "kept figures", s->digest, sha_text(a, s->figures),
		true);
	compare(v, "figures", s->digest, sha_text(a, n->figures), true);
	rc = report_close(v->r, 0, e);
	if (rc == 0 && v->wrong)
		rc = err_set(e, ERR_NO, "seal/%lld: %zu %s",
			(long long)s->common.id, v->wrong,
			v->wrong == 1 ? "input does not agree"
				      : "inputs do not agree");
	return rc;
}

static int
find(struct cli *c, struct seal **out, struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_SEAL);
	void *rec = NULL;
	int64_t id;
	int rc;

	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, "one seal at most");
	if (c->nargs) {
		rc = model_resolve(&c->model, en, c->args[0], &id, e);
		if (rc == 0)
			rc = model_get(&c->model, en, id, &rec, e);
		*out = rec;
		return rc;
	}
	rc = seal_last(&c->model, STR_NULL, out, e);
	if (rc || *out)
		return rc;
	err_set(e, ERR_NO, "nothing is sealed yet");
	return err_hint(e, "try: pipe forecast --seal");
}

static int
verify_run(struct cli *c, struct err *e)
{
	struct verifying v = {.c = c};
	struct seal *s;
	int rc = find(c, &s, e);

	v.seal = s;
	if (rc == 0)
		rc = look_back(&v, e);
	if (rc == 0)
		rc = make_again(&v, e);
	return rc ? rc : print(&v, e);
}

static const struct option no_options[] = {{0}};

static const struct verb verify_verb = {
	.summary = "make a sealed forecast again, and compare",
	.synopsis = "[SEAL]",
	.options = no_options,
	.mode = VERB_READ | VERB_REPORT | VERB_PAGE,
	.run = verify_run,
};

static const struct program program = {
	.name = "pipe-verify",
	.summary = "make a sealed forecast again, and compare",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&verify_verb, NULL},
	.examples = "pipe forecast --seal && pipe verify\n"
		"pipe verify 1\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
