/* The entities there are, and the schema they make with a policy. */
#include "model/account.h"
#include "model/activity.h"
#include "model/adjustment.h"
#include "model/campaign.h"
#include "model/contact.h"
#include "model/lead.h"
#include "model/price.h"
#include "model/product.h"
#include "model/quota.h"
#include "model/quote.h"
#include "model/rate.h"
#include "model/registry.h"
#include "model/rep.h"
#include "model/seal.h"
#include "model/submission.h"
#include "model/team.h"

static const struct entity *const entities[] = {
	&team_entity, &rep_entity, &account_entity, &contact_entity,
	&lead_entity, &deal_entity, &activity_entity, &campaign_entity,
	&product_entity, &quota_entity, &rate_entity, &adjustment_entity,
	&submission_entity, &seal_entity, &quote_entity, &line_entity,
	&document_entity, &pricebook_entity, &price_entity,
};

enum { ENTITIES = sizeof entities / sizeof *entities };

void
registry_schema(struct schema *s, struct arena *a, const struct policy *p)
{
	*s = (struct schema){0};
	for (size_t i = 0; i < ENTITIES; i++) {
		const struct field *custom = NULL;
		size_t n = 0;

		if (p)
			custom = policy_custom_fields(p, a, entities[i]->name,
				&n);
		schema_add(s, a, entities[i], custom, n);
	}
}

const struct schema *
model_builtin(struct arena *a)
{
	struct schema *s = arena_alloc(a, sizeof *s);

	registry_schema(s, a, NULL);
	return s;
}

/* By what a record is called, the surest first. */
static const struct {
	int entity;
	uint16_t tags[4];
} names[] = {
	{E_TEAM, {TEAM_KEY, TEAM_NAME}},
	{E_REP, {REP_HANDLE, REP_EMAIL, REP_NAME}},
	{E_ACCOUNT, {ACCOUNT_DOMAIN, ACCOUNT_NAME}},
	{E_CONTACT, {CONTACT_EMAIL, CONTACT_NAME}},
	{E_LEAD, {LEAD_EMAIL, LEAD_NAME}},
	{E_CAMPAIGN, {CAMPAIGN_NAME}},
	{E_PRODUCT, {PRODUCT_SKU, PRODUCT_NAME}},
	{E_SEAL, {SEAL_NAME}},
	{E_QUOTE, {QUOTE_NUMBER}},
	{E_PRICEBOOK, {PRICEBOOK_NAME}},
};

const uint16_t *
registry_names(int entity)
{
	static const uint16_t none[] = {0};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].entity == entity)
			return names[i].tags;
	return none;
}

const char *
model_lifts(const struct entity *en)
{
	switch (en->number) {
	case E_DEAL: return "stage,closed,reason";
	case E_LEAD: return "status,converted,reason";
	}
	return NULL;
}

static const struct {
	int entity;
	void (*fill)(struct model *m, void *rec);
} defaults[] = {
	{E_REP, rep_defaults},		 {E_LEAD, lead_defaults},
	{E_DEAL, deal_defaults},	 {E_ACTIVITY, activity_defaults},
	{E_PRODUCT, product_defaults},	 {E_QUOTA, quota_defaults},
	{E_RATE, rate_defaults},
	{E_ADJUSTMENT, adjustment_defaults},
	{E_SUBMISSION, submission_defaults},
	{E_PRICEBOOK, pricebook_defaults},
};

void
registry_defaults(struct model *m, const struct entity *en, void *rec)
{
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		if (defaults[i].entity == en->number)
			defaults[i].fill(m, rec);
}
