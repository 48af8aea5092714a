#include "model/lead.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct lead, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = LEAD_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_INDEX | F_WORD | F_NAME,
		.at = AT(name), .help = "name of the person"},
	{.tag = LEAD_COMPANY, .name = "company", .type = T_LINE,
		.flags = F_NAME, .at = AT(company), .help = "company name"},
	{.tag = LEAD_TITLE, .name = "title", .type = T_LINE, .flags = F_DICT,
		.at = AT(title), .help = "position"},
	{.tag = LEAD_EMAIL, .name = "email", .type = T_EMAIL,
		.flags = F_INDEX, .at = AT(email), .help = "e-mail address"},
	{.tag = LEAD_PHONE, .name = "phone", .type = T_PHONE,
		.at = AT(phone), .help = "telephone"},
	{.tag = LEAD_WEBSITE, .name = "website", .type = T_URL,
		.at = AT(website), .help = "web address"},
	{.tag = LEAD_COUNTRY, .name = "country", .type = T_COUNTRY,
		.flags = F_DICT, .at = AT(country), .help = "country"},
	{.tag = LEAD_STATUS, .name = "status", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = "@lead_status",
		.at = AT(status), .help = "where it stands"},
	{.tag = LEAD_OPEN, .name = "open", .type = T_BOOL,
		.flags = F_DERIVED, .at = AT(open),
		.needs = (const uint16_t[]){LEAD_STATUS, 0},
		.help = "neither converted nor disqualified"},
	{.tag = LEAD_REASON, .name = "reason", .type = T_ENUM,
		.flags = F_DICT, .choices = "@disqualify_reason",
		.at = AT(reason), .help = "why it was disqualified"},
	{.tag = LEAD_WAKE, .name = "wake", .type = T_DAY, .at = AT(wake),
		.help = "day to look at it again"},
	{.tag = LEAD_OWNER, .name = "owner", .type = T_REF, .ref = E_REP,
		.at = AT(owner), .help = "rep who works it"},
	{.tag = LEAD_SOURCE, .name = "source", .type = T_ENUM,
		.flags = F_DICT, .choices = "@source", .at = AT(source),
		.help = "how it came in"},
	{.tag = LEAD_CAMPAIGN, .name = "campaign", .type = T_REF,
		.ref = E_CAMPAIGN, .at = AT(campaign),
		.help = "campaign that brought it"},
	{.tag = LEAD_ACCOUNT, .name = "account", .type = T_REF,
		.ref = E_ACCOUNT, .flags = F_SYSTEM, .at = AT(account),
		.help = "account it was converted to"},
	{.tag = LEAD_CONTACT, .name = "contact", .type = T_REF,
		.ref = E_CONTACT, .flags = F_SYSTEM, .at = AT(contact),
		.help = "contact it was converted to"},
	{.tag = LEAD_DEAL, .name = "deal", .type = T_REF, .ref = E_DEAL,
		.flags = F_SYSTEM, .at = AT(deal),
		.help = "deal it was converted to"},
	{.tag = LEAD_CONVERTED, .name = "converted", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(converted),
		.help = "instant it was converted"},
	{.tag = LEAD_DESCRIPTION, .name = "description", .type = T_TEXT,
		.at = AT(description), .help = "description"},
	FIELDS_COMMON_END,
};

struct str
lead_phase(const struct policy *p, const struct lead *l)
{
	const struct word *w =
		l->status.p ? words_find(&p->lead_statuses, l->status) : NULL;

	return w ? w->type : STR_NULL;
}

static bool
phase_is_over(struct str phase)
{
	return str_is(phase, "converted") || str_is(phase, "disqualified");
}

static void
lead_derive(const struct derive_env *env, void *rec)
{
	struct lead *l = rec;

	l->open = !phase_is_over(lead_phase(env->policy, l));
}

/* The first word of a type, null where the policy has none. */
static struct str
status_of(const struct policy *p, const char *type)
{
	for (size_t i = 0; i < p->lead_statuses.n; i++)
		if (str_is(p->lead_statuses.v[i].type, type))
			return p->lead_statuses.v[i].id;
	return STR_NULL;
}

void
lead_defaults(struct model *m, void *rec)
{
	struct lead *l = rec;

	if (!l->status.p)
		l->status = status_of(m->policy, "new");
	if (!l->status.p && m->policy->lead_statuses.n)
		l->status = m->policy->lead_statuses.v[0].id;
}

static int
refuse(struct model *m, const struct lead *l, const char *why, struct err *e)
{
	struct str who = rule_subject(m, model_entity(m, E_LEAD), l);

	return err_set(e, ERR_DATA, "%.*s: %s", STR_SHORT(who), why);
}

/* Whether a lead may come from one phase to another. */
static int
check_way(struct model *m, const struct lead *l, struct str from,
	struct str to, struct err *e)
{
	if (str_is(to, "converted") && l->converted == NUM_NULL) {
		refuse(m, l, "only conversion makes a lead converted", e);
		return err_hint(e, "try: pipe lead convert %lld",
			(long long)l->common.id);
	}
	if (str_is(from, "converted"))
		return refuse(m, l, "is converted, and stays so", e);
	if (str_is(from, "disqualified") && !str_is(to, "new") &&
		!str_is(to, "working")) {
		refuse(m, l, "is disqualified", e);
		return err_hint(e, "try: pipe lead reopen %lld",
			(long long)l->common.id);
	}
	if (str_is(to, "disqualified") && !l->reason.p &&
		m->policy->disqualify_reasons.n) {
		refuse(m, l, "to disqualify requires reason", e);
		return err_hint(e, "give it too: --reason REASON");
	}
	return 0;
}

/* A reason and a wake-up day end with the status they belong to. */
static void
leave(struct model *m, const struct lead *before, struct lead *l,
	struct str from, struct str to)
{
	if (str_is(from, "disqualified") &&
		str_eq(before->reason, l->reason) &&
		!rule_said(m, l, LEAD_REASON))
		l->reason = STR_NULL;
	if ((str_is(from, "nurturing") || phase_is_over(to)) &&
		before->wake == l->wake && !rule_said(m, l, LEAD_WAKE))
		l->wake = NUM_NULL;
}

static int
lead_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	const struct lead *b = before;
	struct lead *l = after;
	struct str from, to;

	lead_defaults(m, l);
	if (b && str_eq(b->status, l->status))
		return 0;
	from = b ? lead_phase(m->policy, b) : STR_NULL;
	to = lead_phase(m->policy, l);
	if (!to.p)
		return refuse(m, l, "its status is not in the policy", e);
	if (b && !str_eq(from, to))
		leave(m, b, l, from, to);
	return str_eq(from, to) ? 0 : check_way(m, l, from, to, e);
}

/* To the first status of a type, or none where it is of that type. */
static int
to_phase(struct model *m, struct lead *l, const char *type, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_LEAD);
	struct str word = status_of(m->policy, type);

	if (!word.p)
		return err_set(e, ERR_DATA, "lead_statuses: none is of type "
			"%s", type);
	if (!str_is(lead_phase(m->policy, l), type))
		model_assign(m, l, entity_tag(en, LEAD_STATUS),
			&(union val){.s = word});
	return model_save(m, en, l, how, e);
}

int
lead_qualify(struct model *m, struct lead *l, enum saved *how, struct err *e)
{
	return to_phase(m, l, "qualified", how, e);
}

int
lead_nurture(struct model *m, struct lead *l, int64_t wake, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_LEAD);

	if (wake != NUM_NULL)
		model_assign(m, l, entity_tag(en, LEAD_WAKE),
			&(union val){.i = wake});
	return to_phase(m, l, "nurturing", how, e);
}

int
lead_disqualify(struct model *m, struct lead *l, struct str reason,
	enum saved *how, struct err *e)
{
	int rc = 0;

	if (reason.p)
		rc = model_assign_text(m, model_entity(m, E_LEAD), l,
			LEAD_REASON, reason, e);
	return rc ? rc : to_phase(m, l, "disqualified", how, e);
}

int
lead_reopen(struct model *m, struct lead *l, enum saved *how, struct err *e)
{
	struct str phase = lead_phase(m->policy, l);

	if (!str_is(phase, "disqualified") && !str_is(phase, "nurturing") &&
		!str_is(phase, "converted"))
		return refuse(m, l, "is open", e);
	return to_phase(m, l, "working", how, e);
}

int
lead_close(struct model *m, struct lead *l, struct err *e)
{
	enum saved how;

	l->converted = m->at;
	return to_phase(m, l, "converted", &how, e);
}

const struct entity lead_entity = {
	.number = E_LEAD,
	.name = "lead",
	.plural = "leads",
	.summary = "someone who may become a customer",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct lead),
	.title = LEAD_NAME,
	.columns = "id,name,company,status,source,owner",
	.open = "open:yes",
	.derive = lead_derive,
	.check = lead_check,
};
