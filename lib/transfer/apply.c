/* An entry's base and steps become events of its record. */
#include "transfer/part.h"

static int
put(struct run *r, const struct about *about, const struct given *set,
	size_t n, struct err *e)
{
	struct given path;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		const struct given *g = &set[i];

		if (g->late) {
			rc = value_path(r, g->target, about, &path, e);
			path.target = g->target;
			g = &path;
		}
		if (rc == 0 && !g->keep) {
			const struct field *f = g->target->field;
			union val v = g->has ? g->v
				: field_get(f, about->entity->blank);

			model_assign(r->m, about->rec, f, &v);
		}
	}
	return rc;
}

/* The row's own external id, beside those the record has. */
static int
put_ext(struct run *r, struct entry *en, struct err *e)
{
	struct common *c = en->rec;

	if (!en->ext.p || (c->ext.p && set_has(c->ext, en->ext)))
		return 0;
	if (!c->ext.p) {
		c->ext = en->ext;
		return 0;
	}
	return set_edit(&r->row, c->ext, en->ext, &c->ext, e);
}

static int
put_base(struct run *r, struct entry *en, struct err *e)
{
	const struct about about = {r->entity, en->rec, r->at};
	int rc = put(r, &about, en->base, en->nbase, e);

	en->nbase = 0;
	return rc ? rc : put_ext(r, en, e);
}

static int
save(struct run *r, struct entry *en, int64_t at, bool *changed,
	struct err *e)
{
	enum saved how;
	int rc;

	r->m->at = at;
	rc = model_save(r->m, r->entity, en->rec, &how, e);
	r->m->at = r->at;
	if (rc)
		return rc;
	*changed |= how != SAVED_UNCHANGED;
	r->saves += how != SAVED_UNCHANGED;
	return 0;
}

/* ---- converting a lead -------------------------------------------------- */

static int
convert(struct run *r, struct entry *en, const struct step *s, int64_t at,
	struct err *e)
{
	struct lead_conversion c = {.account = NUM_NULL, .contact = NUM_NULL};
	struct about about = {.entity = r->plan.deal, .at = at};
	struct given *set;
	size_t n;
	int rc;

	r->m->at = at;
	rc = lead_deal(r->m, en->rec, &c.deal, e);
	if (rc == 0) {
		c.deal->owner = ((struct lead *)en->rec)->owner;
		about.rec = record_new(r->plan.deal, &r->row);
		memcpy(about.rec, c.deal, r->plan.deal->size);
		rc = read_targets(r, &s->plan->deal, NULL, &about, &set, &n,
			e);
	}
	about.rec = c.deal;
	r->m->said = (struct said){0};
	if (rc == 0)
		rc = put(r, &about, set, n, e);
	if (rc == 0)
		rc = lead_convert(r->m, en->rec, &c, e);
	r->m->at = r->at;
	if (rc)
		return rc;
	r->saves++;
	r->im->counts.made[E_DEAL]++;
	r->im->counts.made[E_ACCOUNT] += c.new_account;
	r->im->counts.made[E_CONTACT] += c.new_contact;
	return 0;
}

/* ---- steps -------------------------------------------------------------- */

static int
too_late(struct run *r, const struct entry *en, const struct step *s,
	struct err *e)
{
	const struct common *c = en->rec;
	struct buf at = {0}, last = {0};

	instant_print(s->instant, &at);
	instant_print(c->updated, &last);
	err_set(e, ERR_DATA, "%s is before the last change of %s/%lld, %s",
		at.p, r->entity->name, (long long)c->id, last.p);
	err_hint(e, "--late now lets such a step take effect now, with its "
		"instant kept beside it");
	buf_free(&at);
	buf_free(&last);
	return row_at(r, s->column, e);
}

/* When the step takes effect. */
static int
step_instant(struct run *r, struct entry *en, const struct step *s,
	int64_t *at, struct err *e)
{
	struct common *c = en->rec;

	*at = s->instant;
	if (c->id == 0 || s->instant >= c->updated)
		return 0;
	if (r->im->late == LATE_REFUSE)
		return too_late(r, en, s, e);
	*at = r->at;
	c->claimed = s->instant;
	return 0;
}

static bool
converts(const struct step *s)
{
	return s->plan && s->plan->converts;
}

static int
take_step(struct run *r, struct entry *en, const struct step *s,
	bool *changed, struct err *e)
{
	struct about about = {r->entity, en->rec, s->instant};
	int64_t at;
	int rc = step_instant(r, en, s, &at, e);

	if (rc == 0 && en->nbase + (en->ext.p != NULL))
		rc = put_base(r, en, e);
	if (rc == 0)
		rc = put(r, &about, s->set, s->n, e);
	if (rc == 0 && (!converts(s) || ((struct common *)en->rec)->id == 0))
		rc = save(r, en, at, changed, e);
	if (rc == 0 && converts(s)) {
		rc = convert(r, en, s, at, e);
		*changed = true;
	}
	return rc && !e->line ? row_at(r, s->column, e) : rc;
}

static int
check_id(struct run *r, const struct entry *en, struct err *e)
{
	if (en->id == NUM_NULL ||
		tx_last_id(r->m->tx, r->entity) + 1 == en->id)
		return 0;
	return err_set(e, ERR_DATA, "%lld: the id cannot be given to a new %s",
		(long long)en->id, r->entity->name);
}

static int
apply(struct run *r, struct entry *en, bool *changed, struct err *e)
{
	const struct common *c = en->rec;
	int64_t at = en->created == NUM_NULL ? r->at : en->created;
	int rc = check_id(r, en, e);

	if (rc == 0 && en->base_apart && !en->found) {
		rc = put_base(r, en, e);
		if (rc == 0)
			rc = save(r, en, en->steps[0].instant, changed, e);
	}
	for (size_t i = 0; rc == 0 && i < en->nsteps; i++)
		if (!en->steps[i].present &&
			(en->steps[i].n || converts(&en->steps[i])))
			rc = take_step(r, en, &en->steps[i], changed, e);
	if (rc || en->base_apart || (!en->nbase && c->id))
		return rc;
	rc = put_base(r, en, e);
	return rc ? rc : save(r, en, at, changed, e);
}

/* The file still has what was archived here. */
static int
come_back(struct run *r, struct entry *en, bool *changed, struct err *e)
{
	((struct common *)en->rec)->archived = 0;
	r->im->counts.restored++;
	return save(r, en, r->at, changed, e);
}

int
entry_apply(struct run *r, struct entry *en, struct err *e)
{
	struct import_counts *n = &r->im->counts;
	bool changed = false;
	int rc = 0;

	if (!en->leave)
		rc = past_match(r, en, e);
	r->m->said = (struct said){0};
	if (rc == 0 && en->gone)
		rc = come_back(r, en, &changed, e);
	if (rc == 0 && !en->leave)
		rc = apply(r, en, &changed, e);
	if (rc)
		return rc;
	n->created += !en->found;
	n->updated += en->found && changed;
	n->unchanged += en->found && !changed;
	return 0;
}
