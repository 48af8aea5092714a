/* Lead to account, contact and deal, in one operation. */
#include "model/account.h"
#include "model/contact.h"
#include "model/lead.h"
#include "model/registry.h"
#include "model/rule.h"

struct conversion {
	struct model *m;
	const struct lead *lead;
	struct lead_conversion *c;
	struct str domain; /* of e-mail or website, null: identifies none */
};

/* The one live record a value belongs to, NUM_NULL: none. ERR_USAGE when there
 * are several. */
static int
find_live(struct model *m, const struct entity *en, uint16_t tag,
	struct str value, int64_t *id, struct err *e)
{
	struct ids ids = {0};
	struct arena a = {0};
	size_t n = 0;
	int rc = tx_find(m->tx, en, entity_tag(en, tag),
		(union val){.s = value}, &ids, e);

	*id = NUM_NULL;
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct common *rec = record_new(en, &a);

		rc = tx_get(m->tx, en, ids.list.v[i], rec, e);
		if (rc == 0 && rec->archived != 1)
			ids.list.v[n++] = ids.list.v[i];
	}
	ids.list.n = n;
	if (rc == 0 && n == 1)
		*id = ids.list.v[0];
	if (rc == 0 && n > 1)
		rc = rule_ambiguous(m, en, value, &ids, e);
	ARR_FREE(&ids.list);
	arena_free(&a);
	return rc;
}

static struct str
private_domain(struct model *m, struct str text)
{
	struct str d = text.p ? domain_of(text, m->arena) : STR_NULL;

	return d.p && domain_is_public(m->policy, d) ? STR_NULL : d;
}

static int
find_contact(struct conversion *v, struct err *e)
{
	const struct entity *en = model_entity(v->m, E_CONTACT);
	int rc = 0;

	if (v->c->contact == NUM_NULL && v->lead->email.p)
		rc = find_live(v->m, en, CONTACT_EMAIL, v->lead->email,
			&v->c->contact, e);
	return rc;
}

static int
find_account(struct conversion *v, struct err *e)
{
	const struct entity *en = model_entity(v->m, E_ACCOUNT);
	int64_t *id = &v->c->account;
	int rc = 0;

	if (*id != NUM_NULL)
		return 0;
	if (v->c->contact != NUM_NULL) {
		void *rec;

		rc = model_get(v->m, model_entity(v->m, E_CONTACT),
			v->c->contact, &rec, e);
		if (rc)
			return rc;
		*id = ((struct contact *)rec)->account;
	}
	if (*id == NUM_NULL && v->domain.p)
		rc = find_live(v->m, en, ACCOUNT_DOMAIN, v->domain, id, e);
	if (rc == 0 && *id == NUM_NULL && v->lead->company.p)
		rc = find_live(v->m, en, ACCOUNT_NAME, v->lead->company, id,
			e);
	return rc;
}

static int
make_account(struct conversion *v, struct err *e)
{
	const struct entity *en = model_entity(v->m, E_ACCOUNT);
	const struct lead *l = v->lead;
	struct account *a;
	enum saved how;
	int rc;

	if (v->c->account != NUM_NULL)
		return 0;
	a = record_new(en, v->m->arena);
	a->name = l->company.p ? l->company : v->domain.p ? v->domain
							  : l->name;
	a->domain = v->domain;
	a->website = l->website;
	a->country = l->country;
	a->source = l->source;
	a->owner = l->owner;
	rc = model_save(v->m, en, a, &how, e);
	v->c->account = a->common.id;
	v->c->new_account = true;
	return rc;
}

/* A contact found without an account comes to this one. */
static int
join_account(struct conversion *v, struct err *e)
{
	const struct entity *en = model_entity(v->m, E_CONTACT);
	struct contact *c;
	enum saved how;
	void *rec;
	int rc = model_get(v->m, en, v->c->contact, &rec, e);

	if (rc)
		return rc;
	c = rec;
	if (c->account != NUM_NULL)
		return 0;
	c->account = v->c->account;
	return model_save(v->m, en, c, &how, e);
}

static int
make_contact(struct conversion *v, struct err *e)
{
	const struct entity *en = model_entity(v->m, E_CONTACT);
	const struct lead *l = v->lead;
	struct contact *c;
	enum saved how;
	int rc;

	if (v->c->contact != NUM_NULL)
		return join_account(v, e);
	c = record_new(en, v->m->arena);
	c->name = l->name;
	c->title = l->title;
	c->email = l->email;
	c->phone = l->phone;
	c->country = l->country;
	c->source = l->source;
	c->account = v->c->account;
	c->owner = l->owner;
	rc = model_save(v->m, en, c, &how, e);
	v->c->contact = c->common.id;
	v->c->new_contact = true;
	return rc;
}

int
lead_deal(struct model *m, const struct lead *l, struct deal **out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);
	struct deal *d = record_new(en, m->arena);

	d->name = l->company.p ? l->company : l->name;
	d->owner = l->owner;
	d->source = l->source;
	d->campaign = l->campaign;
	d->lead = l->common.id;
	*out = d;
	return model_defaults(m, en, d, e);
}

static int
make_deal(struct conversion *v, struct err *e)
{
	struct deal *d = v->c->deal;
	enum saved how;

	if (!d)
		return 0;
	d->lead = v->lead->common.id;
	d->account = v->c->account;
	d->contact = v->c->contact;
	return model_save(v->m, model_entity(v->m, E_DEAL), d, &how, e);
}

static int
check_live(struct conversion *v, int entity, int64_t id, struct err *e)
{
	const struct entity *en = model_entity(v->m, entity);
	void *rec;
	int rc;

	if (id == NUM_NULL)
		return 0;
	rc = model_get(v->m, en, id, &rec, e);
	return rc ? rc : model_live(v->m, en, rec, e);
}

/* Given or found, by a contact perhaps, it goes on with live ones. */
static int
check_found(struct conversion *v, struct err *e)
{
	int rc = check_live(v, E_CONTACT, v->c->contact, e);

	return rc ? rc : check_live(v, E_ACCOUNT, v->c->account, e);
}

/* Whether it may be converted at all. */
static int
check_lead(struct conversion *v, struct err *e)
{
	const struct lead *l = v->lead;
	struct str phase = lead_phase(v->m->policy, l);
	long long id = l->common.id;
	int rc = model_live(v->m, model_entity(v->m, E_LEAD), l, e);

	if (rc)
		return rc;
	v->c->unqualified = !str_is(phase, "qualified");
	if (l->converted != NUM_NULL) {
		err_set(e, ERR_DATA, "%lld: is converted already", id);
		return l->deal == NUM_NULL
			? err_hint(e, "to account/%lld",
				  (long long)l->account)
			: err_hint(e, "to deal/%lld", (long long)l->deal);
	}
	if (!str_is(phase, "disqualified"))
		return 0;
	err_set(e, ERR_DATA, "%lld: is disqualified", id);
	return err_hint(e, "try: pipe lead reopen %lld", id);
}

int
lead_convert(struct model *m, struct lead *l, struct lead_conversion *c,
	struct err *e)
{
	static int (*const steps[])(struct conversion *, struct err *) = {
		check_lead, find_contact, find_account, check_found,
		make_account, make_contact, make_deal,
	};
	struct conversion v = {.m = m, .lead = l, .c = c};
	int rc = 0;

	c->new_account = c->new_contact = false;
	v.domain = private_domain(m, l->email);
	if (!v.domain.p)
		v.domain = private_domain(m, l->website);
	for (size_t i = 0; rc == 0 && i < sizeof steps / sizeof *steps; i++)
		rc = steps[i](&v, e);
	if (rc)
		return rc;
	l->account = c->account;
	l->contact = c->contact;
	l->deal = c->deal ? c->deal->common.id : NUM_NULL;
	return lead_close(m, l, e);
}
