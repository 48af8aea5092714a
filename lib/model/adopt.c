#include "model/activity.h"
#include "model/adopt.h"
#include "model/deal.h"
#include "model/lead.h"
#include "model/product.h"
#include "model/quota.h"

enum { NAMED_MAX = 5 };

int
policy_adopt(struct tx *tx, struct policy *p, struct str yaml,
	int64_t instant, struct err *e)
{
	struct buf name = {0}, compiled = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->nfields; i++) {
		uint16_t tag = 0;

		buf_reset(&name);
		buf_str(&name, p->fields[i].entity);
		buf_char(&name, '.');
		buf_str(&name, p->fields[i].name);
		rc = tx_name_tag(tx, buf_view(&name), &tag, e);
		p->fields[i].tag = tag;
	}
	if (rc == 0) {
		policy_compile(p, &compiled);
		rc = tx_policy_adopt(tx, yaml, buf_view(&compiled), instant,
			e);
	}
	buf_free(&name);
	buf_free(&compiled);
	return rc;
}

/* Records in the way, by what they use: "stage default/demo". */
struct strand {
	struct str what;
	struct buf who;
	size_t n;
};

struct strands {
	ARR(struct strand) list;
};

static void
strand_add(struct model *m, struct strands *s, struct str what,
	const struct entity *en, int64_t id)
{
	struct strand *at = NULL;

	for (size_t i = 0; i < s->list.n; i++)
		if (str_eq(s->list.v[i].what, what))
			at = &s->list.v[i];
	if (!at) {
		at = ARR_ADD(&s->list);
		at->what = arena_str(m->arena, what);
	}
	if (at->n++ >= NAMED_MAX)
		return;
	buf_cstr(&at->who, at->n > 1 ? ", " : "");
	model_ref_text(m, en, id, &at->who);
}

static int
strands_refuse(struct strands *s, struct err *e)
{
	const struct strand *first = s->list.v;
	int rc = 0;

	if (s->list.n) {
		rc = err_set(e, ERR_DATA, "%.*s is in use by %s%s (%zu in all)",
			STR_F(first->what), first->who.p,
			first->n > NAMED_MAX ? ", ..." : "", first->n);
		err_hint(e, "move them elsewhere first, or keep it in "
			"pipe.yaml");
	}
	for (size_t i = 0; i < s->list.n; i++)
		buf_free(&s->list.v[i].who);
	ARR_FREE(&s->list);
	return rc;
}

static bool
words_have(const struct words *w, struct str id)
{
	return !id.p || words_find(w, id);
}

static struct str
stage_label(struct model *m, const struct deal *d)
{
	return str_of(arena_fmt(m->arena, "stage %.*s/%.*s",
		STR_F(d->pipeline), STR_F(d->stage)));
}

/* A segment or pipeline a quota is of; null: they are all there. */
static struct str
lost_selector(struct model *m, const struct policy *next,
	const struct quota *q)
{
	static const struct str pipeline = {"pipeline:", 9};
	struct str rest = q->selector, word;

	while (filter_word(&rest, &word)) {
		struct str name = str_cut(word, pipeline.n, word.n);

		if (str_starts(word, pipeline.p) &&
			!policy_pipeline(next, name))
			return str_of(arena_fmt(m->arena, "pipeline %.*s",
				STR_F(name)));
		name = str_cut(word, 1, word.n);
		if (*word.p == '@' && !policy_filter(next, "deal", name).p)
			return str_of(arena_fmt(m->arena, "segment %.*s",
				STR_F(name)));
	}
	return STR_NULL;
}

/* What this record uses that the next policy has no longer; null: nothing. */
static struct str
lost_word(struct model *m, const struct policy *next, int entity,
	const void *rec)
{
	const struct deal *d = rec;
	const struct lead *l = rec;
	const struct activity *a = rec;
	const struct product *g = rec;

	if (entity == E_DEAL && !policy_stage(next, d->pipeline, d->stage))
		return stage_label(m, d);
	if (entity == E_LEAD && !words_have(&next->lead_statuses, l->status))
		return str_of(arena_fmt(m->arena, "lead status %.*s",
			STR_F(l->status)));
	if (entity == E_ACTIVITY && !words_have(&next->activity_types,
		a->type))
		return str_of(arena_fmt(m->arena, "activity type %.*s",
			STR_F(a->type)));
	if (entity == E_PRODUCT && g->tax.p &&
		policy_tax_class(m->policy, g->tax) &&
		!policy_tax_class(next, g->tax))
		return str_of(arena_fmt(m->arena, "tax class %.*s",
			STR_F(g->tax)));
	return entity == E_QUOTA ? lost_selector(m, next, rec) : STR_NULL;
}

static const struct custom_field *
custom_find(const struct policy *p, const struct custom_field *like)
{
	for (size_t i = 0; i < p->nfields; i++)
		if (str_eq(p->fields[i].entity, like->entity) &&
			str_eq(p->fields[i].name, like->name))
			return &p->fields[i];
	return NULL;
}

/* A custom field with a value that the next policy drops or retypes. */
static struct str
lost_field(struct model *m, const struct policy *next,
	const struct entity *en, const void *rec)
{
	for (size_t i = 0; i < m->policy->nfields; i++) {
		const struct custom_field *c = &m->policy->fields[i], *n;
		const struct field *f = str_is(c->entity, en->name)
			? entity_field(en, c->name) : NULL;

		if (!f || field_is_null(f, rec))
			continue;
		n = custom_find(next, c);
		if (!n || !str_eq(n->type, c->type) ||
			!str_eq(n->ref, c->ref))
			return str_of(arena_fmt(m->arena, "field %.*s.%.*s",
				STR_F(c->entity), STR_F(c->name)));
	}
	return STR_NULL;
}

static int
strands_scan(struct model *m, const struct policy *next, int entity,
	struct strands *s, struct err *e)
{
	const struct entity *en = model_entity(m, entity);
	const void *rec;
	struct scan *scan;
	int rc = scan_open(m->tx, en, NULL, &scan, e);

	if (rc)
		return rc;
	while ((rc = scan_next(scan, &rec, e)) == 0) {
		const struct common *c = rec;
		struct str what = c->archived == 1
			? STR_NULL : lost_word(m, next, entity, rec);

		if (what.p)
			strand_add(m, s, what, en, c->id);
		what = lost_field(m, next, en, rec);
		if (what.p)
			strand_add(m, s, what, en, c->id);
	}
	scan_close(scan);
	return rc == ERR_NO ? 0 : rc;
}

/* ---- stage types are frozen once used ----------------------------------- */

/* Whether any deal ever stood in a stage, by its pipeline and id. */
static int
stage_was_used(struct model *m, const struct pipeline *l,
	const struct stage *st, bool *used, struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);
	struct numbers list = {0};
	struct arena a = {0};
	int rc = 0;

	*used = false;
	for (int64_t id = 1; rc == 0 && !*used && id <= tx_last_id(m->tx, en);
		id++) {
		rc = tx_history(m->tx, en, id, &list, e);
		for (size_t i = 0; rc == 0 && !*used && i < list.list.n; i++) {
			struct deal *d;

			arena_reset(&a);
			d = record_new(en, &a);
			rc = tx_get_after(m->tx, en, id, list.list.v[i], d, e);
			*used = rc == 0 && str_eq(d->stage, st->id) &&
				str_eq(d->pipeline, l->id);
			rc = rc == ERR_NO ? 0 : rc;
		}
	}
	ARR_FREE(&list.list);
	arena_free(&a);
	return rc;
}

static int
types_kept(struct model *m, const struct policy *next, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < next->npipelines; i++) {
		const struct pipeline *l = &next->pipelines[i];

		for (size_t j = 0; rc == 0 && j < l->nstages; j++) {
			const struct stage *now = &l->stages[j];
			const struct stage *was = policy_stage(m->policy,
				l->id, now->id);
			bool used;

			if (!was || was->kind == now->kind)
				continue;
			rc = stage_was_used(m, l, now, &used, e);
			if (rc == 0 && used) {
				err_set(e, ERR_DATA, "stage %.*s/%.*s: its "
					"type is %.*s for good, deals stood "
					"there", STR_F(l->id), STR_F(now->id),
					STR_F(was->type));
				rc = err_hint(e, "give the new stage an id "
					"of its own");
			}
		}
	}
	return rc;
}

int
policy_may_follow(struct model *m, const struct policy *next, struct err *e)
{
	struct strands s = {0};
	int rc = types_kept(m, next, e), refused;

	for (size_t i = 1; rc == 0 && i < m->schema.n; i++)
		if (schema_entity(&m->schema, (int)i))
			rc = strands_scan(m, next, (int)i, &s, e);
	refused = rc ? 0 : strands_refuse(&s, e);
	if (rc) {
		struct err unused;

		strands_refuse(&s, &unused);
	}
	return rc ? rc : refused;
}

int
policy_recount(struct model *m, const struct policy *before, struct err *e)
{
	int rc = 0;

	if (policy_same_calendar(before, m->policy))
		return 0;
	for (size_t i = 1; rc == 0 && i < m->schema.n; i++) {
		const struct entity *en = schema_entity(&m->schema, (int)i);

		if (en)
			rc = tx_rederive(m->tx, en, e);
	}
	return rc;
}
