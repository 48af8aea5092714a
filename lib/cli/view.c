#include "cli/inside.h"

/* Operands are named in capitals. */
static const char *
dashes(const char *name)
{
	return *name >= 'A' && *name <= 'Z' ? "" : "--";
}

/* "@17" */
static int
op_word(struct cli *c, const char *option, struct str s, struct op *op,
	struct err *e)
{
	int64_t n;

	if (num_parse(str_cut(s, 1, s.n), 1, INT64_MAX, &n, e))
		return err_set(e, ERR_USAGE, "%s%s: '%.*s' is no operation",
			dashes(option), option, STR_SHORT(s));
	if ((uint64_t)n > tx_last_op(c->model.tx))
		return err_set(e, ERR_NO, "@%lld: no such operation",
			(long long)n);
	return tx_op(c->model.tx, (uint64_t)n, op, e);
}

static int
instant_option(struct cli *c, const char *option, struct str s, int64_t *out,
	struct err *e)
{
	struct err inner;

	if (instant_word(s, &c->model.cal, true, out, &inner) == ERR_OK)
		return ERR_OK;
	err_set(e, ERR_USAGE, "%s%s: %s", dashes(option), option,
		inner.msg);
	if (inner.hint[0])
		err_hint(e, "%s", inner.hint);
	return ERR_USAGE;
}

/* The last operation recorded at or before an instant; they are in order. */
static int
last_op_at(struct tx *t, int64_t instant, uint64_t *op, struct err *e)
{
	uint64_t low = 0, high = tx_last_op(t);
	struct op mid;
	int rc;

	while (low < high) {
		uint64_t at = low + (high - low + 1) / 2;

		rc = tx_op(t, at, &mid, e);
		if (rc)
			return rc;
		if (mid.recorded <= instant)
			low = at;
		else
			high = at - 1;
	}
	*op = low;
	return ERR_OK;
}

/* What the store knew at U; what was true then, unless --as-of says. */
static int
as_recorded(struct cli *c, const char *option, struct str u, struct view *out,
	struct err *e)
{
	struct op op;
	int rc;

	if (str_starts(u, "@")) {
		rc = op_word(c, option, u, &op, e);
		if (rc == ERR_OK)
			*out = (struct view){op.recorded, op.number};
		return rc;
	}
	rc = instant_option(c, option, u, &out->as_of, e);
	if (rc)
		return rc;
	return last_op_at(c->model.tx, out->as_of, &out->op, e);
}

/* Just after an operation means both clocks stand there. */
static int
as_of(struct cli *c, const char *option, struct str t, bool recorded,
	struct view *out, struct err *e)
{
	struct op op;
	int rc;

	if (!str_starts(t, "@"))
		return instant_option(c, option, t, &out->as_of, e);
	rc = op_word(c, option, t, &op, e);
	if (rc)
		return rc;
	out->as_of = op.recorded;
	if (!recorded)
		out->op = op.number;
	return ERR_OK;
}

int
cli_view(struct cli *c, const char *what, struct str text, bool recorded,
	struct view *out, struct err *e)
{
	*out = VIEW_NOW;
	return recorded ? as_recorded(c, what, text, out, e)
			: as_of(c, what, text, false, out, e);
}

int
view_settle(struct cli *c, struct view *out, struct err *e)
{
	struct str t = cli_text(c, "as-of"), u = cli_text(c, "as-recorded");
	int rc = ERR_OK;

	*out = VIEW_NOW;
	if (u.p)
		rc = as_recorded(c, "as-recorded", u, out, e);
	if (rc == ERR_OK && t.p)
		rc = as_of(c, "as-of", t, u.p != NULL, out, e);
	c->as_of = t.p ? t : u;
	return rc;
}

/* A day before today is its last microsecond, so that what happened on it
 * earlier comes first; today is now. */
int
view_at(struct cli *c, int64_t *at, struct err *e)
{
	struct str s = cli_text(c, "at");
	int64_t first;

	*at = c->now;
	if (!s.p)
		return ERR_OK;
	if (instant_option(c, "at", s, at, e) ||
		instant_word(s, &c->model.cal, false, &first, e))
		return (int)e->code;
	if (first > c->now)
		return err_set(e, ERR_DATA, "--at: '%.*s' is still to come",
			STR_SHORT(s));
	if (*at > c->now)
		*at = c->now;
	return ERR_OK;
}
