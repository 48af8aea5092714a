/* Steps that a record's history holds already: the same file again changes
 * nothing. */
#include "transfer/part.h"

struct past {
	struct event *v;
	size_t n;
};

static int
past_load(struct run *r, int64_t id, struct past *p, struct err *e)
{
	struct numbers list = {0};
	int rc = tx_history(r->m->tx, r->entity, id, &list, e);

	*p = (struct past){0};
	if (rc == 0)
		p->v = arena_array(&r->row, list.list.n, sizeof *p->v);
	for (; rc == 0 && p->n < list.list.n; p->n++)
		rc = tx_event(r->m->tx, list.list.v[p->n], &r->row,
			&p->v[p->n], e);
	ARR_FREE(&list.list);
	return rc;
}

static const struct change *
change_of(const struct event *ev, unsigned tag)
{
	for (size_t i = 0; i < ev->nchanges; i++)
		if (ev->changes[i].tag == tag)
			return &ev->changes[i];
	return NULL;
}

/* Was the field so right after the event? */
static bool
held(const struct past *p, size_t at, const struct given *g)
{
	const struct field *f = g->target->field;

	for (size_t i = at + 1; i-- > 0;) {
		const struct change *c = change_of(&p->v[i], f->tag);

		if (!c)
			continue;
		if (!c->has || !g->has)
			return c->has == g->has;
		return field_type(f)->text ? str_eq(c->after.s, g->v.s)
					   : c->after.i == g->v.i;
	}
	return !g->has;
}

static bool
all_held(const struct past *p, size_t at, const struct step *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!s->set[i].keep && !s->set[i].late &&
			!held(p, at, &s->set[i]))
			return false;
	return true;
}

/* It took effect later, and the event tells for when it was meant. */
static bool
claims(const struct event *ev, int64_t instant)
{
	const struct change *c = change_of(ev, TAG_CLAIMED);

	return c && c->has && c->after.i == instant;
}

/* Was one of its fields set by a step before it that is yet to be taken? Then
 * the past does not tell what the field will be when its turn comes. */
static bool
is_reset(const struct entry *en, const struct step *s)
{
	for (const struct step *b = en->steps; b < s; b++)
		for (size_t i = 0; !b->present && i < b->n; i++)
			for (size_t k = 0; k < s->n; k++)
				if (b->set[i].target->field ==
					s->set[k].target->field)
					return true;
	return false;
}

static bool
is_present(const struct past *p, const struct entry *en, const struct step *s,
	size_t *from)
{
	size_t last = p->n;

	for (size_t i = *from; i < p->n; i++) {
		if (p->v[i].instant <= s->instant)
			last = i;
		if ((p->v[i].instant != s->instant &&
			    !claims(&p->v[i], s->instant)) ||
			!all_held(p, i, s))
			continue;
		*from = i;
		return true;
	}
	return last < p->n && all_held(p, last, s) && !is_reset(en, s);
}

static bool
is_converted(const struct entry *en)
{
	return ((const struct lead *)en->rec)->converted != NUM_NULL;
}

int
past_match(struct run *r, struct entry *en, struct err *e)
{
	struct past p;
	size_t from = 0;
	int rc;

	if (!en->found || !en->nsteps)
		return 0;
	rc = past_load(r, ((struct common *)en->rec)->id, &p, e);
	for (size_t i = 0; rc == 0 && i < en->nsteps; i++) {
		struct step *s = &en->steps[i];

		s->present = s->plan && s->plan->converts
			? is_converted(en)
			: is_present(&p, en, s, &from);
	}
	return rc;
}
