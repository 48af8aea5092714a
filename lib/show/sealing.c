#include "show/sealing.h"

#include "base/hash.h"
#include "cli/version.h"
#include "report/bridge.h"
#include "report/forecast_text.h"
#include "show/figures.h"

struct str
sealing_inputs(struct cli *c, const struct seal *s)
{
	struct buf b = {0};
	struct str out;

	buf_fmt(&b, "%lld %lld %.*s %.*s %.*s", (long long)s->operation,
		(long long)s->policy, STR_F(s->rates), STR_F(s->program),
		STR_F(s->command));
	out = sha_text(&c->arena, buf_view(&b));
	buf_free(&b);
	return out;
}

static struct str
command_of(const struct ask *a, struct err *e)
{
	struct buf b = {0};
	struct str out = STR_NULL;

	if (ask_command(a, &b, e) == 0)
		out = arena_str(&a->c->arena, buf_view(&b));
	buf_free(&b);
	return out;
}

static struct str
figures_of(const struct ask *a, const struct forecast *f)
{
	struct buf b = {0};
	struct str out;

	forecast_text(f, &b);
	out = arena_str(&a->c->arena, b.n ? buf_view(&b) : STR(""));
	buf_free(&b);
	return out;
}

static struct str
labels_of(const struct ask *a)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < a->spec.nperiods; i++)
		buf_fmt(&b, "%s%s", i ? "," : "", a->spec.periods[i].label);
	out = arena_str(&a->c->arena, buf_view(&b));
	buf_free(&b);
	return out;
}

int
sealing_make(const struct ask *a, const struct forecast *f, struct seal *out,
	struct err *e)
{
	struct cli *c = a->c;
	struct model *m = &c->model;
	struct str command = command_of(a, e);

	if (!command.p)
		return (int)e->code;
	record_clear(model_entity(m, E_SEAL), out);
	out->command = command;
	out->periods = labels_of(a);
	out->as_of = m->cal.now;
	out->operation = (int64_t)tx_last_op(m->tx);
	out->policy = m->policy->version;
	if (f->rates[0])
		out->rates = arena_str(&c->arena, str_of(f->rates));
	out->program = STR(PIPE_VERSION);
	out->figures = figures_of(a, f);
	out->inputs = sealing_inputs(c, out);
	return 0;
}

int
sealing_last(const struct ask *a, struct seal **out, struct err *e)
{
	struct str command = command_of(a, e);

	*out = NULL;
	return command.p ? seal_last(&a->c->model, command, out, e)
			 : (int)e->code;
}

bool
sealing_same(const struct ask *a, const struct forecast *f,
	const struct seal *s)
{
	return str_eq(figures_of(a, f), s->figures);
}

/* ---- since then --------------------------------------------------------- */

static void
say_line(const struct bridge_row *r, const char *what,
	const struct bridge_line *l, struct buf *out)
{
	buf_fmt(out, "  %s %lld, ", what, (long long)l->count);
	unit_print(l->value, r->money, out);
	buf_fmt(out, "%s%s\n", r->money->code[0] ? " " : "", r->money->code);
}

int
sealing_since(const struct ask *a, const struct seal *s, struct buf *lines,
	struct err *e)
{
	struct cli *c = a->c;
	struct bridge_spec spec = {
		.from = {s->as_of, (uint64_t)s->operation},
		.to = tx_view(c->model.tx),
		.period = str_of(a->spec.periods[0].label),
		.figures = a->spec,
		.filter = ask_filter_at,
		.ctx = (void *)(uintptr_t)a,
	};
	struct bridge b;
	int rc = bridge_make(&c->model, &c->arena, &spec, &b, e);

	if (rc)
		return rc;
	buf_fmt(lines, "since seal/%lld of ", (long long)s->common.id);
	instant_print(s->as_of, lines);
	buf_cstr(lines, ":\n");
	for (size_t i = 0; i < b.n; i++) {
		const struct bridge_row *r = &b.rows[i];

		if (r->depth)
			continue;
		say_line(r, "open then", &r->from, lines);
		for (int k = 0; k < BUCKETS; k++)
			if (r->in[k].deals && k != BUCKET_UNCHANGED)
				say_line(r, bucket_word((enum bucket)k),
					&r->in[k], lines);
		say_line(r, "open now", &r->to, lines);
	}
	return 0;
}
