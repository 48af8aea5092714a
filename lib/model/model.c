#include "model/model.h"
#include "model/quote.h"
#include "model/rate.h"
#include "model/registry.h"
#include "model/rule.h"
#include "model/scope.h"

int
model_load(struct model *m, struct arena *a, struct store *st, struct tx *tx,
	int64_t now, struct str me, struct err *e)
{
	struct stored_policy stored;
	int64_t as_of = tx_view(tx).as_of;
	int rc = tx_policy(tx, &stored, e);

	*m = (struct model){.arena = a, .store = st, .tx = tx};
	if (rc == 0)
		rc = policy_load(a, arena_str(a, stored.compiled), &m->policy,
			e);
	if (rc)
		return rc;
	m->policy->version = stored.version;
	m->now = m->at = now;
	m->me = arena_str(a, me);
	policy_calendar(m->policy, &m->cal);
	m->cal.now = as_of == AS_OF_NOW ? now : as_of;
	m->cal.today = zone_day(m->cal.zone, m->cal.now);
	m->env = (struct derive_env){.cal = &m->cal, .policy = m->policy};
	registry_schema(&m->schema, a, m->policy);
	scope_init(m);
	store_bind(st, &m->schema, &m->env, m);
	return 0;
}

const struct entity *
model_entity(const struct model *m, int number)
{
	return schema_entity(&m->schema, number);
}

int
rule_exists(struct model *m, const struct entity *en, int64_t id,
	struct err *e)
{
	static const struct {
		const char *before, *after;
	} why[] = {
		[ABSENT_NEVER] = {"no such ", ""},
		[ABSENT_PURGED] = {"this ", " was purged"},
		[ABSENT_VOIDED] = {"the import of this ", " was taken back"},
		[ABSENT_LATER] = {"no such ", " at that time"},
	};
	enum absence is;
	int rc = tx_absence(m->tx, en, id, &is, e);

	if (rc || is == PRESENT)
		return rc;
	return err_set(e, ERR_NO, "%lld: %s%s%s", (long long)id,
		why[is].before, en->name, why[is].after);
}

int
model_get(struct model *m, const struct entity *en, int64_t id, void **rec,
	struct err *e)
{
	void *raw = record_new(en, m->arena);
	int rc = tx_get(m->tx, en, id, raw, e);

	if (rc == ERR_NO)
		return rule_exists(m, en, id, e) ? (int)e->code : ERR_NO;
	if (rc)
		return rc;
	*rec = record_copy(en, raw, m->arena);
	if (m->said.rec == *rec)
		m->said = (struct said){0};
	return 0;
}

int
model_shown(struct model *m, const struct entity *en, int64_t id,
	struct arena *a, void **rec, struct err *e)
{
	void *raw = record_new(en, a);
	enum absence why;
	int rc = tx_get(m->tx, en, id, raw, e);

	if (rc == ERR_NO) {
		rc = tx_absence(m->tx, en, id, &why, e);
		if (rc == 0)
			rc = why == ABSENT_LATER
				? tx_get_first(m->tx, en, id, raw, e)
				: ERR_NO;
		if (rc == ERR_NO)
			return rule_exists(m, en, id, e) ? (int)e->code : rc;
	}
	if (rc == 0)
		*rec = record_copy(en, raw, a);
	return rc;
}

void
model_ref_text(struct model *m, const struct entity *en, int64_t id,
	struct buf *out)
{
	buf_cstr(out, en->name);
	buf_char(out, '/');
	m->scope.ref_print(&m->scope, en->number, id, out);
}

struct str
model_title(struct model *m, const struct entity *en, const void *rec)
{
	const struct field *f = entity_tag(en, en->title);

	(void)m;
	return f ? field_get(f, rec).s : STR_NULL;
}

/* The one live rep a unique field's value belongs to. */
static int
rep_by(struct model *m, const char *name, struct str text, int64_t *rep,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_REP);
	const struct field *f = entity_field(en, str_of(name));
	struct arena a = {0};
	struct ids ids = {0};
	int rc;

	*rep = NUM_NULL;
	if (!text.n)
		return 0;
	rc = tx_find(m->tx, en, f, (union val){.s = text}, &ids, e);
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct common *c = record_new(en, &a);

		rc = tx_get(m->tx, en, ids.list.v[i], c, e);
		if (rc == 0 && c->archived != 1)
			*rep = c->id;
	}
	ARR_FREE(&ids.list);
	arena_free(&a);
	return rc;
}

int
model_live(struct model *m, const struct entity *en, const void *rec,
	struct err *e)
{
	const struct common *c = rec;
	struct buf who = {0};

	if (c->archived != 1)
		return 0;
	model_ref_text(m, en, c->id, &who);
	err_set(e, ERR_DATA, "%s: is archived", who.p);
	buf_free(&who);
	return err_hint(e, "try: pipe %s restore %lld", en->name,
		(long long)c->id);
}

int
model_me(struct model *m, int64_t *rep, struct err *e)
{
	if (m->me.n)
		return rep_by(m, "handle", m->me, rep, e);
	if (!m->login.p && m->ask_login)
		m->login = m->ask_login(m->ask_ctx);
	return rep_by(m, "login", m->login, rep, e);
}

int
model_defaults(struct model *m, const struct entity *en, void *rec,
	struct err *e)
{
	const struct field *owner = entity_field(en, STR("owner"));
	int64_t me;
	int rc;

	m->said = (struct said){0};
	registry_defaults(m, en, rec);
	if (!owner || owner->ref != E_REP || !field_is_null(owner, rec))
		return 0;
	rc = model_me(m, &me, e);
	if (rc == 0)
		field_set(owner, rec, (union val){.i = me});
	return rc;
}

void
model_assign(struct model *m, void *rec, const struct field *f,
	const union val *v)
{
	if (m->said.rec != rec)
		m->said = (struct said){.rec = rec};
	if (f->tag < TAG_CUSTOM)
		m->said.tags[f->tag / 64] |= UINT64_C(1) << f->tag % 64;
	if (v)
		field_set(f, rec, *v);
	else
		field_clear(f, rec);
}

bool
rule_said(const struct model *m, const void *rec, uint16_t tag)
{
	return m->said.rec == rec && tag < TAG_CUSTOM &&
		m->said.tags[tag / 64] >> tag % 64 & 1;
}

int
model_assign_text(struct model *m, const struct entity *en, void *rec,
	uint16_t tag, struct str text, struct err *e)
{
	const struct field *f = entity_tag(en, tag);
	union val v;
	int rc = value_parse(&m->scope, f, text,
		record_currency(en, rec, m->policy->base), rec, &v, e);

	if (rc == 0)
		model_assign(m, rec, f, &v);
	return rc;
}

int
model_save(struct model *m, const struct entity *en, void *rec,
	enum saved *how, struct err *e)
{
	int64_t at = m->at;
	int rc = en->number == E_RATE ? rate_instant(m, rec, &at, e) : 0;

	if (rc == 0)
		rc = tx_save(m->tx, en, rec, at, how, e);
	if (rc == 0 && en->number == E_QUOTE)
		quote_touched(m, ((struct common *)rec)->id, false);
	if (rc == 0 && en->number == E_LINE)
		quote_touched(m, ((struct line *)rec)->quote, *how !=
			SAVED_UNCHANGED);
	if (m->said.rec == rec)
		m->said = (struct said){0};
	return rc;
}
