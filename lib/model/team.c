#include "model/team.h"
#include "model/rule.h"

#define AT(member) offsetof(struct team, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = TEAM_KEY, .name = "key", .type = T_LINE,
		.flags = F_REQUIRED | F_UNIQUE | F_INDEX | F_WORD | F_NAME,
		.at = AT(key), .help = "short name it goes by"},
	{.tag = TEAM_NAME, .name = "name", .type = T_LINE,
		.flags = F_INDEX | F_NAME, .at = AT(name),
		.help = "its name to people"},
	{.tag = TEAM_PARENT, .name = "parent", .type = T_REF, .ref = E_TEAM,
		.at = AT(parent), .help = "team it is part of"},
	{.tag = TEAM_MANAGER, .name = "manager", .type = T_REF, .ref = E_REP,
		.at = AT(manager), .help = "rep who leads it"},
	FIELDS_COMMON_END,
};

static int
team_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct team *t = after;
	int rc = rule_key("key", t->key, e);

	return rc ? rc
		  : rule_parent(ctx, model_entity(ctx, E_TEAM), TEAM_PARENT,
			    before, after, e);
}

const struct entity team_entity = {
	.number = E_TEAM,
	.name = "team",
	.plural = "teams",
	.summary = "a team of reps, part of another",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct team),
	.key = TEAM_KEY,
	.title = TEAM_NAME,
	.columns = "key,name,parent,manager",
	.check = team_check,
};
