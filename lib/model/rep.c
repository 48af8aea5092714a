#include "model/rep.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct rep, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = REP_HANDLE, .name = "handle", .type = T_LINE,
		.flags = F_REQUIRED | F_UNIQUE | F_INDEX | F_WORD | F_NAME,
		.at = AT(handle), .help = "short name the rep goes by"},
	{.tag = REP_NAME, .name = "name", .type = T_LINE,
		.flags = F_INDEX | F_NAME, .at = AT(name),
		.help = "full name"},
	{.tag = REP_TEAM, .name = "team", .type = T_REF, .ref = E_TEAM,
		.flags = F_INDEX, .at = AT(team), .help = "team, as of a day"},
	{.tag = REP_EMAIL, .name = "email", .type = T_EMAIL,
		.flags = F_INDEX, .at = AT(email), .help = "e-mail address"},
	{.tag = REP_LOGIN, .name = "login", .type = T_LINE,
		.flags = F_UNIQUE | F_INDEX | F_EXACT, .at = AT(login),
		.help = "login on this machine"},
	{.tag = REP_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency the rep sells in"},
	{.tag = REP_ACTIVE, .name = "active", .type = T_BOOL,
		.at = AT(active), .help = "sells at present"},
	FIELDS_COMMON_END,
};

void
rep_defaults(struct model *m, void *rec)
{
	struct rep *r = rec;

	(void)m;
	if (r->active == NUM_NULL)
		r->active = 1;
}

static int
rep_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct rep *r = after;

	(void)before;
	rep_defaults(ctx, r);
	return rule_key("handle", r->handle, e);
}

const struct entity rep_entity = {
	.number = E_REP,
	.name = "rep",
	.plural = "reps",
	.summary = "someone who sells",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct rep),
	.key = REP_HANDLE,
	.title = REP_NAME,
	.columns = "handle,name,team,email,active",
	.check = rep_check,
};
