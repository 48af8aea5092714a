#include <stdlib.h>

#include "cli/inside.h"

/* The currency comes first, because amounts are read in it; the rest in the
 * order of the rows, because a stage is one of the pipeline before it. */
struct ranked {
	struct setting *s;
	size_t rank, order;
};

static int
by_rank(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static struct ranked *
rank_settings(struct cli *c, const struct entity *en, struct settings *s)
{
	struct ranked *r = arena_array(&c->arena, s->list.n + 1, sizeof *r);

	for (size_t i = 0; i < s->list.n; i++) {
		const struct field *f = s->list.v[i].field;

		r[i] = (struct ranked){
			.s = &s->list.v[i],
			.rank = f->tag == en->currency ? 0
				: 1 + (size_t)(f - en->fields),
			.order = i,
		};
	}
	qsort(r, s->list.n, sizeof *r, by_rank);
	return r;
}

/* "1200USD" on a new record whose currency nobody named; what cannot be read
 * is value_parse's to tell. */
static void
written_currency(struct cli *c, const struct entity *en, void *rec,
	const struct setting *s, bool *free)
{
	const struct currency *cur = NULL;
	const struct field *f = entity_tag(en, en->currency);
	int64_t number;
	struct err ignored;
	union val v;

	if (!*free || !type_is_money(s->field->type) || !s->text.p || !f)
		return;
	*free = false;
	if (price_parse_any(s->text, NULL, &cur, &number, &ignored) || !cur)
		return;
	v.s = arena_str(&c->arena, str_of(cur->code));
	model_assign(&c->model, rec, f, &v);
}

static int
parse_value(struct cli *c, const struct entity *en, const void *rec,
	const struct setting *s, union val *v, struct err *e)
{
	const struct currency *money = record_currency(en, rec,
		c->model.policy->base);

	if (s->field->type == T_SET && !s->whole)
		return set_edit(&c->arena, field_get(s->field, rec).s, s->text,
			&v->s, e);
	return value_parse(&c->model.scope, s->field, s->text, money, rec, v,
		e);
}

static int
empty_value(const struct setting *s, struct err *e)
{
	err_set(e, ERR_USAGE, "%.*s: the value is empty", STR_SHORT(s->name));
	if (str_starts(s->name, "--"))
		err_hint(e, "to clear it: --no-%.*s",
			STR_SHORT(str_cut(s->name, 2, s->name.n)));
	return ERR_USAGE;
}

/* What is given when a record is added may be given again, unchanged. */
static int
check_fixed(const struct entity *en, const void *before, const void *rec,
	const struct setting *s, struct err *e)
{
	if (!((const struct common *)rec)->id ||
		!(s->field->flags & F_FIXED) ||
		field_same(s->field, before, rec))
		return ERR_OK;
	return err_set(e, ERR_DATA, "%.*s: is given when the %s is added and "
		"stays", STR_SHORT(s->name), en->name);
}

static int
apply_one(struct cli *c, const struct entity *en, void *rec,
	const struct setting *s, struct err *e)
{
	union val v;
	int rc;

	if (!s->text.p) {
		model_assign(&c->model, rec, s->field, NULL);
		return ERR_OK;
	}
	if (!str_trim(s->text).n)
		return empty_value(s, e);
	rc = parse_value(c, en, rec, s, &v, e);
	if (rc == ERR_OK && field_type(s->field)->text && !v.s.n)
		model_assign(&c->model, rec, s->field, NULL);
	else if (rc == ERR_OK)
		model_assign(&c->model, rec, s->field, &v);
	return rc;
}

int
fields_apply(struct cli *c, const struct entity *en, void *rec,
	struct settings *s, size_t *changed, struct err *e)
{
	struct ranked *r = rank_settings(c, en, s);
	void *before = record_copy(en, rec, &c->arena);
	bool currency_free = ((const struct common *)rec)->id == 0 &&
		en->currency && (!s->list.n || r[0].rank > 0);
	int rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < s->list.n; i++) {
		s->bad = r[i].s;
		written_currency(c, en, rec, r[i].s, &currency_free);
		rc = apply_one(c, en, rec, r[i].s, e);
		if (rc == ERR_OK)
			rc = check_fixed(en, before, rec, r[i].s, e);
	}
	if (rc == ERR_OK)
		s->bad = NULL;
	*changed = 0;
	for (size_t i = 0; i < en->nfields; i++)
		*changed += field_is_settable(&en->fields[i]) &&
			!field_same(&en->fields[i], before, rec);
	return rc;
}

int
fields_given(struct cli *c, const struct entity *en, struct settings *s,
	struct err *e)
{
	if (options_check_fields(c, en, e))
		return ERR_USAGE;
	for (size_t i = 0; i < c->private->given.n; i++) {
		const struct given *g = &c->private->given.v[i];

		if (g->row)
			continue;
		*ARR_ADD(&s->list) = (struct setting){
			.field = option_field(en, g->name),
			.text = g->clear ? STR_NULL : g->value,
			.name = str_of(arena_fmt(&c->arena, "--%.*s",
				STR_F(g->name))),
		};
	}
	return ERR_OK;
}

bool
cli_any_field(const struct cli *c)
{
	for (size_t i = 0; i < c->private->given.n; i++)
		if (!c->private->given.v[i].row)
			return true;
	return false;
}

int
cli_apply_fields(struct cli *c, const struct entity *en, void *rec,
	size_t *changed, struct err *e)
{
	struct settings s = {0};
	int rc = fields_given(c, en, &s, e);

	*changed = 0;
	if (rc == ERR_OK)
		rc = fields_apply(c, en, rec, &s, changed, e);
	ARR_FREE(&s.list);
	return rc;
}
