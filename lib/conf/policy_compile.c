#include "conf/pack.h"
#include "conf/policy_rows.h"

static const struct str magic = {"pipe policy 1\n", 14};

void
policy_compile(const struct policy *p, struct buf *out)
{
	buf_str(out, magic);
	pack_struct(&policy_rows, p, out);
}

/* Texts of the policy point into the arena's copy of the bytes. */
int
policy_load(struct arena *a, struct str compiled, struct policy **out,
	struct err *e)
{
	struct policy *p = arena_alloc(a, sizeof *p);
	struct str rest = arena_str(a, compiled);
	int rc;

	*out = NULL;
	if (!str_starts(rest, magic.p))
		return err_set(e, ERR_DAMAGED,
			"compiled policy: not one this program can read");
	rest = str_cut(rest, magic.n, rest.n);
	rc = pack_read(&policy_rows, a, &rest, p, e);
	if (rc)
		return rc;
	if (rest.n)
		return err_set(e, ERR_DAMAGED,
			"compiled policy: bytes behind its end");
	rc = policy_finish(a, p, e);
	if (!rc)
		*out = p;
	return rc;
}
