#include "model/activity.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct activity, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = ACTIVITY_TYPE, .name = "type", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = "@activity_type",
		.at = AT(type), .help = "call, email, meeting, task, note"},
	{.tag = ACTIVITY_SUBJECT, .name = "subject", .type = T_LINE,
		.flags = F_REQUIRED | F_WORD, .at = AT(subject),
		.help = "what it is, in a line"},
	{.tag = ACTIVITY_ABOUT, .name = "about", .type = T_ANYREF,
		.flags = F_INDEX, .at = AT(about),
		.help = "record it is about: deal/42"},
	{.tag = ACTIVITY_CONTACT, .name = "contact", .type = T_REF,
		.ref = E_CONTACT, .at = AT(contact), .help = "person met"},
	{.tag = ACTIVITY_OWNER, .name = "owner", .type = T_REF, .ref = E_REP,
		.at = AT(owner), .help = "rep who does it"},
	{.tag = ACTIVITY_DUE, .name = "due", .type = T_WHEN, .at = AT(due),
		.help = "day or instant it is due"},
	{.tag = ACTIVITY_DONE, .name = "done", .type = T_INSTANT,
		.at = AT(done), .help = "instant it was done"},
	{.tag = ACTIVITY_OUTCOME, .name = "outcome", .type = T_LINE,
		.at = AT(outcome), .help = "what came of it"},
	{.tag = ACTIVITY_MINUTES, .name = "minutes", .type = T_INT,
		.at = AT(minutes), .help = "how long it took"},
	{.tag = ACTIVITY_CAMPAIGN, .name = "campaign", .type = T_REF,
		.ref = E_CAMPAIGN, .at = AT(campaign),
		.help = "campaign it belongs to"},
	{.tag = ACTIVITY_BODY, .name = "body", .type = T_TEXT,
		.at = AT(body), .help = "text"},
	FIELDS_COMMON_END,
};

/* A task, where the policy has that word. */
void
activity_defaults(struct model *m, void *rec)
{
	struct activity *a = rec;
	const struct word *w =
		words_find(&m->policy->activity_types, STR("task"));

	if (!a->type.p && w)
		a->type = w->id;
}

static int
activity_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	const struct entity *en = model_entity(m, E_ACTIVITY);
	const struct activity *a = after;
	struct str who;

	(void)before;
	if (a->done == NUM_NULL || a->done <= m->now)
		return rule_positive(m, en, ACTIVITY_MINUTES, a, e);
	who = rule_subject(m, en, a);
	return err_set(e, ERR_DATA, "%.*s: done lies in the future",
		STR_SHORT(who));
}

static const struct touch touch = {
	.ref = ACTIVITY_ABOUT,
	.at = ACTIVITY_DONE,
};

const struct entity activity_entity = {
	.number = E_ACTIVITY,
	.name = "activity",
	.plural = "activities",
	.summary = "a call, mail, meeting, task, note or visit",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct activity),
	.title = ACTIVITY_SUBJECT,
	.columns = "id,type,subject,about,due,done,owner",
	.touch = &touch,
	.check = activity_check,
};
