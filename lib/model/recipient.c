#include "model/recipient.h"

#include "model/rep.h"
#include "model/team.h"

static void
of_person(struct recipient *out, const struct rep *r)
{
	out->name = r->name;
	out->email = r->email;
}

int
recipient_rep(struct model *m, struct arena *a, int64_t rep,
	struct recipient *out, struct err *e)
{
	const struct rep *r;
	void *rec;
	int rc = model_shown(m, model_entity(m, E_REP), rep, a, &rec, e);

	if (rc)
		return rc;
	r = rec;
	*out = (struct recipient){
		.entity = E_REP,
		.id = rep,
		.key = r->handle,
		.ref = str_of(arena_fmt(a, "rep/%.*s", STR_F(r->handle))),
	};
	of_person(out, r);
	if (!out->email.n)
		out->lacks = STR("an e-mail address");
	return 0;
}

/* A team is written to by its manager. */
static int
recipient_team(struct model *m, struct arena *a, int64_t team,
	struct recipient *out, struct err *e)
{
	const struct team *t;
	void *rec;
	int rc = model_shown(m, model_entity(m, E_TEAM), team, a, &rec, e);

	if (rc)
		return rc;
	t = rec;
	*out = (struct recipient){
		.entity = E_TEAM,
		.id = team,
		.key = t->key,
		.ref = str_of(arena_fmt(a, "team/%.*s", STR_F(t->key))),
		.lacks = STR("a manager"),
	};
	if (t->manager == NUM_NULL)
		return 0;
	rc = model_shown(m, model_entity(m, E_REP), t->manager, a, &rec, e);
	if (rc)
		return rc == ERR_NO ? 0 : rc;
	of_person(out, rec);
	out->lacks = out->email.n ? STR_NULL
		: str_of(arena_fmt(a, "an e-mail address of its manager, "
			"rep/%.*s", STR_F(((const struct rep *)rec)->handle)));
	return 0;
}

static int
by_key(const void *a, const void *b)
{
	const struct recipient *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

static bool
is_meant(int entity, const void *rec)
{
	const struct common *common = rec;

	return common->archived != 1 &&
		(entity != E_REP || ((const struct rep *)rec)->active != 0);
}

static int
live_ids(struct model *m, int entity, struct ids *out, struct err *e)
{
	struct scan *s;
	const void *rec;
	int rc = scan_open(m->tx, model_entity(m, entity), NULL, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0)
		if (is_meant(entity, rec))
			*ARR_ADD(&out->list) =
				((const struct common *)rec)->id;
	scan_close(s);
	return rc == ERR_NO ? 0 : rc;
}

int
recipient_list(struct model *m, struct arena *a, int entity,
	struct recipient **out, size_t *n, struct err *e)
{
	struct ids ids = {0};
	int rc = live_ids(m, entity, &ids, e);

	*n = ids.list.n;
	*out = arena_array(a, *n + 1, sizeof **out);
	for (size_t i = 0; rc == 0 && i < *n; i++)
		rc = (entity == E_REP ? recipient_rep : recipient_team)(m, a,
			ids.list.v[i], &(*out)[i], e);
	ARR_FREE(&ids.list);
	if (rc == 0)
		arr_sort(*out, *n, sizeof **out, by_key);
	return rc;
}
