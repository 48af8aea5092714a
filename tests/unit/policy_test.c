#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "conf/policy.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

enum { REP = 1, LEAD, DEAL };

/* ---- a small schema ---- */

#define OWN(n) (sizeof(struct common) + 8 * (n))

static const struct field deal_fields[] = {FIELDS_COMMON,
	{.tag = 32, .name = "name", .type = T_LINE, .at = OWN(0)},
	{.tag = 33, .name = "amount", .type = T_MONEY, .at = OWN(2)},
	{.tag = 34, .name = "close", .type = T_DAY, .at = OWN(3)},
	{.tag = 35, .name = "next_step", .type = T_LINE, .at = OWN(4)},
	{.tag = 36, .name = "owner", .type = T_REF, .ref = REP, .at = OWN(6)},
	{.tag = 37, .name = "idle", .type = T_INT, .at = OWN(7)},
	{.tag = 38, .name = "secret", .type = T_INT, .flags = F_HIDDEN,
		.at = OWN(8)},
	FIELDS_COMMON_END};
static const struct field lead_fields[] = {FIELDS_COMMON,
	{.tag = 32, .name = "name", .type = T_LINE, .at = OWN(0)},
	FIELDS_COMMON_END};
static const struct field rep_fields[] = {FIELDS_COMMON,
	{.tag = 32, .name = "handle", .type = T_LINE, .at = OWN(0)},
	{.tag = 33, .name = "team", .type = T_LINE, .at = OWN(2)},
	FIELDS_COMMON_END};

#define ENTITY(n, word, rows)                                                  \
	{.number = n, .name = word, .plural = word "s", .fields = rows,        \
		.nfields = COUNT(rows), .size = OWN(10)}

static const struct entity entities[] = {ENTITY(REP, "rep", rep_fields),
	ENTITY(LEAD, "lead", lead_fields), ENTITY(DEAL, "deal", deal_fields)};

struct world {
	struct arena arena;
	struct schema schema;
	struct faults faults;
	struct policy *policy;
	struct err e;
};

static void
world_open(struct world *w)
{
	*w = (struct world){0};
	for (size_t i = 0; i < COUNT(entities); i++)
		schema_add(&w->schema, &w->arena, &entities[i], NULL, 0);
}

static void
world_close(struct world *w)
{
	faults_free(&w->faults);
	arena_free(&w->arena);
}

static int
parse(struct world *w, struct str yaml)
{
	return policy_parse(&w->arena, yaml, "pipe.yaml", &w->schema,
		&w->policy, &w->faults, &w->e);
}

/* The smallest valid text; lines are counted from it in what follows. */
#define BASE                                                                   \
	"currency: EUR\n"                                                      \
	"calendar: {zone: UTC}\n"                                              \
	"pipelines:\n"                                                         \
	"  - id: default\n"                                                    \
	"    stages:\n"                                                        \
	"      - {id: open, probability: 10}\n"                                \
	"      - {id: won, type: won}\n"                                       \
	"      - {id: lost, type: lost}\n"                                     \
	"lead_statuses: [new, working, nurturing, qualified, converted,\n"     \
	"  disqualified]\n"

static struct policy *
parse_well(struct world *w, const char *yaml)
{
	world_open(w);
	if (parse(w, str_of(yaml)))
		fail_msg("%d:%d: %s", w->e.line, w->e.col, w->e.msg);
	assert_int_equal(w->faults.list.n, 0);
	return w->policy;
}

/* ---- what a policy says ---- */

static void
test_smallest(void **state)
{
	struct world w;
	const struct policy *p = parse_well(&w, BASE);
	const struct stage *s = p->pipelines[0].stages;

	(void)state;
	assert_true(str_is(p->currency, "EUR"));
	assert_string_equal(p->base->code, "EUR");
	assert_true(str_is(zone_name(p->tz), "UTC"));
	assert_int_equal(p->fiscal_month, 1);
	assert_int_equal(p->npipelines, 1);
	assert_true(str_is(p->pipelines[0].name, "default"));
	assert_int_equal(p->pipelines[0].nstages, 3);
	assert_int_equal(s[0].kind, STAGE_OPEN);
	assert_true(str_is(s[0].type, "open"));
	assert_true(str_is(s[0].category, "pipeline"));
	assert_int_equal(s[0].probability, 1000);
	assert_int_equal(s[0].rotten_after, NUM_NULL);
	assert_null(s[0].requires.p);
	assert_int_equal(s[1].kind, STAGE_WON);
	assert_int_equal(s[1].probability, 10000);
	assert_true(str_is(s[1].category, "closed"));
	assert_int_equal(s[2].kind, STAGE_LOST);
	assert_int_equal(s[2].probability, 0);
	assert_true(str_is(s[2].category, "omitted"));
	assert_int_equal(s[2].order, 2);
	assert_int_equal(p->lead_statuses.n, 6);
	assert_true(str_is(p->lead_statuses.v[3].type, "qualified"));
	assert_int_equal(p->activity_types.n, 6);
	assert_int_equal(p->nfields + p->nfilters + p->nmail_domains, 0);
	world_close(&w);
}

static void
test_default_text(void **state)
{
	struct buf text = {0};
	struct world w;
	const struct policy *p;
	const struct stage *s;

	(void)state;
	policy_default_yaml(&text, STR("SEK"), STR("Europe/Stockholm"), 7);
	p = parse_well(&w, text.p);
	assert_true(str_is(p->currency, "SEK"));
	assert_true(str_is(zone_name(p->tz), "Europe/Stockholm"));
	assert_int_equal(p->fiscal_month, 7);
	assert_int_equal(p->npipelines, 1);
	assert_int_equal(p->pipelines[0].nstages, 7);
	s = policy_stage(p, STR("default"), STR("negotiation"));
	assert_int_equal(s->probability, 8000);
	assert_true(str_is(s->category, "commit"));
	assert_int_equal(s->rotten_after, 30);
	assert_true(str_is(s->requires, "amount,close"));
	assert_true(s->exit.n > 10);
	assert_int_equal(p->nfields, 4);
	assert_true(str_is(p->fields[0].name, "budget"));
	assert_true(str_is(p->fields[0].entity, "lead"));
	assert_int_equal(p->fields[0].question, 1);
	assert_int_equal(p->activity_types.n, 7);
	assert_true(p->nmail_domains > 30);
	assert_int_equal(p->nfilters, 3);
	assert_true(str_is(p->filters[0].entity, "deal"));
	buf_free(&text);
	world_close(&w);
}

/* Every comment line fits a terminal; the text is the same every time. */
static void
test_default_dress(void **state)
{
	struct buf a = {0}, b = {0};
	struct str rest, line;

	(void)state;
	policy_default_yaml(&a, STR("EUR"), STR("UTC"), 1);
	policy_default_yaml(&b, STR("EUR"), STR("UTC"), 1);
	assert_string_equal(a.p, b.p);
	rest = buf_view(&a);
	while (str_split(&rest, '\n', &line)) {
		assert_true(line.n <= 80);
		assert_false(str_ends(line, " "));
		assert_true(str_find(line, '$') == line.n);
	}
	buf_free(&a);
	buf_free(&b);
}

#define FULL                                                                   \
	"currency: JPY\n"                                                      \
	"calendar: {zone: Asia/Tokyo, fiscal_year_start: 4}\n"                 \
	"pipelines:\n"                                                         \
	"  - id: new-business\n"                                               \
	"    name: New business\n"                                             \
	"    stages:\n"                                                        \
	"      - {id: lead-in, name: Lead in, probability: 12.5,\n"            \
	"         category: omitted, rotten_after: 7}\n"                       \
	"      - {id: demo, probability: 50, category: most_likely,\n"         \
	"         requires: [next_step, amount, segment], exit: \"a\\nb\"}\n"  \
	"      - {id: won, type: won, probability: 100, category: closed}\n"   \
	"      - {id: lost, type: lost, probability: 0, category: omitted}\n"  \
	"      - {id: gone, type: lost}\n"                                     \
	"  - id: renewals\n"                                                   \
	"    stages: [{id: demo, probability: 0}, {id: won, type: won},\n"     \
	"      {id: lost, type: lost}]\n"                                      \
	"lead_statuses:\n"                                                     \
	"  - {id: fresh, name: Fresh, type: new}\n"                            \
	"  - working\n"                                                        \
	"  - {id: second, type: working}\n"                                    \
	"  - nurturing\n"                                                      \
	"  - qualified\n"                                                      \
	"  - converted\n"                                                      \
	"  - disqualified\n"                                                   \
	"lose_reasons: [price, {id: rival, name: \"Rival, Inc\"}]\n"           \
	"activity_types: [demo, {id: call, name: Telephone}]\n"                \
	"sources:\n"                                                           \
	"qualification: [{name: budget, type: bool, required: true}, need]\n"  \
	"fields:\n"                                                            \
	"  deal:\n"                                                            \
	"    - {name: segment, type: enum,\n"                                 \
	"       choices: [Small biz, Large, mid],\n"                           \
	"       help: size of the account}\n"                                  \
	"    - {name: champion, type: ref, ref: rep}\n"                        \
	"    - memo\n"                                                         \
	"  rep:\n"                                                             \
	"    - {name: country, type: country, required: false}\n"              \
	"filters:\n"                                                           \
	"  mine: \"owner:me\"\n"                                               \
	"  deal:\n"                                                            \
	"    stale: \"idle:14.. @mine not:segment:mid\"\n"                     \
	"    team: 'team:emea owner.team:x \"a b:c\" @stale @large'\n"         \
	"segments:\n"                                                          \
	"  large: \"segment:Large\"\n"                                         \
	"  both: \"@large amount:10..\"\n"                                     \
	"forecasts:\n"                                                         \
	"  - usual\n"                                                          \
	"  - {id: mrr, name: Recurring, measure: recurring, date: closed,\n"   \
	"     filter: \"@both @stale owner:me\", rollup: cumulative,\n"        \
	"     currency: EUR, rates: \"plan:budget\"}\n"                        \
	"limits: {rate_max_age: 0, call_stale_after: 14}\n"                    \
	"public_mail_domains: [gmail.com, mail.example]\n"

static void
test_full(void **state)
{
	struct world w;
	const struct policy *p = parse_well(&w, FULL);
	const struct stage *s = p->pipelines[0].stages;

	(void)state;
	assert_int_equal(p->base->exponent, 0);
	assert_int_equal(p->fiscal_month, 4);
	assert_int_equal(s[0].probability, 1250);
	assert_int_equal(s[0].rotten_after, 7);
	assert_true(str_is(s[0].name, "Lead in"));
	assert_true(str_is(s[1].requires, "amount,next_step,segment"));
	assert_true(str_is(s[1].exit, "a\nb"));
	assert_int_equal(p->pipelines[1].stages[0].probability, 0);
	assert_true(str_is(p->lead_statuses.v[0].type, "new"));
	assert_true(str_is(p->lead_statuses.v[1].name, "working"));
	assert_true(str_is(p->lose_reasons.v[1].name, "Rival, Inc"));
	assert_int_equal(p->activity_types.n, 7);
	assert_true(str_is(p->activity_types.v[0].id, "email"));
	assert_true(str_is(words_find(&p->activity_types, STR("call"))->name,
		"Telephone"));
	assert_int_equal(p->sources.n, 0);
	assert_int_equal(p->nfields, 6);
	assert_int_equal(p->fields[0].required, 1);
	assert_true(str_is(p->fields[1].type, "line"));
	assert_int_equal(p->fields[1].question, 1);
	assert_true(str_is(p->fields[2].choices, "Small biz,Large,mid"));
	assert_int_equal(p->fields[3].ref_number, REP);
	assert_true(str_is(p->fields[5].entity, "rep"));
	assert_int_equal(p->fields[5].question, 0);
	assert_null(p->filters[0].entity.p);
	assert_true(str_is(p->filters[1].name, "stale"));
	assert_int_equal(p->nmail_domains, 2);
	assert_int_equal(p->nsegments, 2);
	assert_true(str_is(p->segments[1].filter, "@large amount:10.."));
	assert_int_equal(p->nforecasts, 2);
	assert_true(str_is(p->forecasts[0].name, "usual"));
	assert_null(p->forecasts[0].measure.p);
	assert_true(str_is(p->forecasts[1].rates, "plan:budget"));
	assert_int_equal(p->rate_max_age, 0);
	assert_int_equal(p->call_stale_after, 14);
	world_close(&w);
}

/* ---- faults ---- */

static void
expect_faults(const char *yaml, const char *want)
{
	struct world w;
	struct buf got = {0};
	char line[2048];

	world_open(&w);
	assert_int_equal(parse(&w, str_of(yaml)), ERR_DATA);
	assert_null(w.policy);
	for (size_t i = 0; i < w.faults.list.n; i++) {
		err_text(&w.faults.list.v[i], line, sizeof line);
		buf_cstr(&got, line);
		buf_char(&got, '\n');
	}
	assert_string_equal(buf_view(&got).p, want);
	err_text(&w.e, line, sizeof line);
	assert_memory_equal(line, want, strlen(line));
	buf_free(&got);
	world_close(&w);
}

/* BASE with one more line behind it. */
static void
test_faults_sections(void **state)
{
	static const struct {
		const char *more, *want;
	} rows[] = {
		{"curency: EUR\n", "11:1: unknown key 'curency' (did you mean "
			"'currency'?)"},
		{"colour: red\n", "11:1: unknown key 'colour'"},
		{"currency: SEK\n",
			"11:1: key 'currency' given twice, first on line 1"},
		{"a: &x b\n", "11:1: unknown key 'a'\n"
			"pipe.yaml:11:4: anchors (&x) are not supported"},
		{"lose_reasons: price\n",
			"11:15: lose_reasons: a list is needed"},
		{"lose_reasons: {a: b}\n",
			"11:15: lose_reasons: a list is needed"},
		{"lose_reasons: [a, b, a]\n", "11:22: lose reason 'a' given "
			"twice, first on line 11"},
		{"lose_reasons: [Price]\n", "11:16: id 'Price': use small "
			"letters, digits, '-' and '_', a letter first"},
		{"lose_reasons: [a,,b]\n", "11:18: did not find expected node "
			"content, while parsing a flow node from line 11"},
		{"lose_reasons: [1st]\n", "11:16: id '1st': use small "
			"letters, digits, '-' and '_', a letter first"},
		{"lose_reasons: [null]\n",
			"11:16: id 'null': a word of filters"},
		{"lose_reasons: [any]\n",
			"11:16: id 'any': a word of filters"},
		{"lose_reasons: [{name: x}]\n",
			"11:16: lose reason: 'id' is missing"},
		{"lose_reasons: [{id: x, nmae: y}]\n", "11:24: lose reason: "
			"unknown key 'nmae' (did you mean 'name'?)"},
		{"lose_reasons: [{id: x, type: new}]\n",
			"11:24: lose reason: unknown key 'type'"},
		{"lose_reasons: [{id: x, name: [y]}]\n",
			"11:30: name: one value is needed, not a list"},
		{"lose_reasons: [{id: x, name: {y: z}}]\n",
			"11:30: name: one value is needed, not a mapping"},
		{"lose_reasons: [{id: x, name: \"\\e[31m\"}]\n",
			"11:30: name: control character \\x1b at byte offset "
			"0"},
		{"lose_reasons: [{id: x, name: \"a\\0b\"}]\n",
			"11:30: name: control character \\x00 at byte offset "
			"1"},
		{"lose_reasons: [[x]]\n",
			"11:16: lose reason: keys and values are needed"},
		{"public_mail_domains: [GMail.com]\n", "11:23: 'GMail.com' is "
			"no mail domain in small letters"},
		{"public_mail_domains: [localhost]\n", "11:23: 'localhost' is "
			"no mail domain in small letters"},
		{"public_mail_domains: [a..b]\n", "11:23: 'a..b' is "
			"no mail domain in small letters"},
		{"public_mail_domains: [a.b, c.d, a.b]\n", "11:33: public "
			"mail domain 'a.b' given twice, first on line 11"},
		{"public_mail_domains:\n  - a.b\n  -\n",
			"13:4: public_mail_domains: an empty entry"},
	};
	struct buf yaml = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_fmt(&yaml, "%s%s", BASE, rows[i].more);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

/* BASE with its first two lines replaced. */
static void
test_faults_top(void **state)
{
	static const struct {
		const char *head, *want;
	} rows[] = {
		{"currency: EURO\ncalendar: {zone: UTC}\n",
			"1:11: unknown currency 'EURO' (did you mean 'EUR'?)"},
		{"currency: XAU\ncalendar: {zone: UTC}\n",
			"1:11: currency 'XAU' has no minor unit"},
		{"currency:\ncalendar: {zone: UTC}\n",
			"1:1: 'currency' is missing"},
		{"# none\ncalendar: {zone: UTC}\n",
			"2:1: 'currency' is missing"},
		{"currency: EUR\n# none\n", "1:1: 'calendar' is missing"},
		{"currency: EUR\ncalendar:\n", "2:1: 'calendar' is missing"},
		{"currency: EUR\ncalendar: UTC\n",
			"2:11: calendar: keys and values are needed"},
		{"currency: EUR\ncalendar: {zome: UTC}\n",
			"2:11: calendar: 'zone' is missing\n"
			"pipe.yaml:2:12: calendar: unknown key 'zome' (did "
			"you mean 'zone'?)"},
		{"currency: EUR\ncalendar: {zone: UTC, fiscal_year_start: "
			"13}\n", "2:42: fiscal_year_start: a month from 1 to "
			"12 is needed"},
		{"currency: EUR\ncalendar: {zone: UTC, fiscal_year_start: "
			"0}\n", "2:42: fiscal_year_start: a month from 1 to "
			"12 is needed"},
	};
	const char *rest = strstr(BASE, "pipelines:");
	struct buf yaml = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_fmt(&yaml, "%s%s", rows[i].head, rest);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

/* One more stage, on line 9 of this. */
static void
test_faults_stages(void **state)
{
	static const struct {
		const char *stage, *want;
	} rows[] = {
		{"{id: x}", "9:9: stage: 'probability' is missing"},
		{"{probability: 5}", "9:9: stage: 'id' is missing"},
		{"x", "9:9: stage: 'probability' is missing"},
		{"{id: x, probabilty: 5}",
			"9:9: stage: 'probability' is missing\n"
			"pipe.yaml:9:17: stage: unknown key 'probabilty' (did "
			"you mean 'probability'?)"},
		{"{id: open, probability: 5}",
			"9:14: stage 'open' given twice, first on line 6"},
		{"{id: x, probability: 101}",
			"9:30: probability: 0 to 100 is needed"},
		{"{id: x, probability: -1}",
			"9:30: probability: 0 to 100 is needed"},
		{"{id: x, type: lost, probability: 5}",
			"9:42: probability: a lost stage has 0"},
		{"{id: x, type: lots}",
			"9:9: stage: 'probability' is missing\n"
			"pipe.yaml:9:23: unknown type 'lots' (did you mean "
			"'lost'?)"},
		{"{id: x, type: maybe, probability: 5}",
			"9:23: unknown type 'maybe' (one of open,won,lost)"},
		{"{id: x, type: won}", "6:7: pipeline 'default': one stage of "
			"type won is needed, not 2"},
		{"{id: x, probability: 5, category: comit}", "9:43: unknown "
			"category 'comit' (did you mean 'commit'?)"},
		{"{id: x, probability: 5, category: closed}",
			"9:43: category: an open stage is not closed"},
		{"{id: x, type: lost, category: pipeline}",
			"9:39: category: a lost stage is omitted"},
		{"{id: x, type: lost, rotten_after: 5}",
			"9:43: rotten_after: only open stages rot"},
		{"{id: x, probability: 5, rotten_after: 0}",
			"9:47: rotten_after: days, 1 or more"},
		{"{id: x, probability: 5, requires: amount}",
			"9:43: requires: a list is needed"},
		{"{id: x, probability: 5, requires: [amout, name]}",
			"9:44: requires: unknown deal field 'amout' (did you "
			"mean 'amount'?)"},
		{"{id: x, probability: 5, requires: [name, next-step]}",
			"9:50: requires: unknown deal field 'next-step' (did "
			"you mean 'next_step'?)"},
		{"{id: x, probability: 5, requires: [name, name]}",
			"9:50: field 'name' given twice, first on line 9"},
		{"{id: x, probability: 5, requires: [\"a,b\"]}",
			"9:44: field: a comma cannot stand in it"},
		{"{id: x, probability: 5, requires: [[a]]}",
			"9:44: field: one value is needed, not a list"},
	};
	struct buf yaml = {0}, want = {0};
	const char *rest = strstr(BASE, "lead_statuses:");

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_add(&yaml, BASE, (size_t)(rest - BASE));
		buf_fmt(&yaml, "      - %s\n%s", rows[i].stage, rest);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

/* Pipelines and statuses as a whole, from line 3 and 4. */
static void
test_faults_whole(void **state)
{
	static const char statuses[] = "[new, working, nurturing, qualified, "
				       "converted, disqualified]";
	static const char stages[] = "[{id: p, stages: [{id: a, probability: "
		"1}, {id: w, type: won}, {id: l, type: lost}]}]";
	static const struct {
		const char *pipelines, *statuses, *want;
	} rows[] = {
		{"", statuses, "3:1: 'pipelines' is missing"},
		{"[]", statuses, "3:1: 'pipelines' is missing"},
		{"[{id: p}]", statuses, "3:13: pipeline: 'stages' is missing"},
		{"[{id: p, stages: []}]", statuses,
			"3:21: pipeline: 'stages' is missing"},
		{"[{id: P, stages: [{id: a, probability: 1}, {id: w, type: "
			"won}]}]", statuses, "3:18: id 'P': use small letters, "
			"digits, '-' and '_', a letter first\n"
			"pipe.yaml:3:29: pipeline 'P': no stage of type lost"},
		{"[{id: p, stages: [{id: l, type: lost}]}]", statuses,
			"3:29: pipeline 'p': no open stage\n"
			"pipe.yaml:3:29: pipeline 'p': one stage of type won "
			"is needed, not 0"},
		{stages, "", "4:1: 'lead_statuses' is missing"},
		{stages, "[new, working, nurturing, qualified, converted]",
			"4:16: lead_statuses: none of type disqualified"},
		{stages, "[new, working, nurturing, qualified, converted, "
			"disqualified, other]",
			"4:78: lead status: 'type' is missing"},
		{stages, "[new, working, nurturing, qualified, converted, "
			"{id: bad, type: disqualifed}]",
			"4:16: lead_statuses: none of type disqualified\n"
			"pipe.yaml:4:80: unknown type 'disqualifed' (did you "
			"mean 'disqualified'?)"},
	};
	struct buf yaml = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_fmt(&yaml, "currency: EUR\ncalendar: {zone: UTC}\n"
			"pipelines: %s\nlead_statuses: %s\n",
			rows[i].pipelines, rows[i].statuses);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

/* A custom field of deals, on line 13. */
static void
test_faults_fields(void **state)
{
	static const struct {
		const char *field, *want;
	} rows[] = {
		{"Region", "13:7: name 'Region': use small letters, digits "
			"and '_', a letter first"},
		{"my-region", "13:7: name 'my-region': use small letters, "
			"digits and '_', a letter first"},
		{"amount", "13:7: name 'amount': deal has this field already"},
		{"ext", "13:7: name 'ext': has a meaning of its own on the "
			"command line"},
		{"as_of", "13:7: name 'as_of': has a meaning of its own on "
			"the command line"},
		{"no_close", "13:7: name 'no_close': has a meaning of its own "
			"on the command line"},
		{"{type: int}", "13:7: field: 'name' is missing"},
		{"{name: a, type: integer}", "13:23: unknown type 'integer'"},
		{"{name: a, type: curency}", "13:23: unknown type 'curency' "
			"(did you mean 'currency'?)"},
		{"{name: a, type: enum}",
			"13:23: type enum: 'choices' is missing"},
		{"{name: a, type: int, choices: [b]}",
			"13:37: choices: only for type enum"},
		{"{name: a, type: enum, choices: [b, B]}", "13:42: choice "
			"'B': differs from another in case only"},
		{"{name: a, type: enum, choices: [b, b]}",
			"13:42: choice 'b' given twice, first on line 13"},
		{"{name: a, type: ref}",
			"13:23: type ref: 'ref' is missing, the entity "
			"referred to"},
		{"{name: a, type: ref, ref: reps}",
			"13:33: ref: unknown entity 'reps' (did you mean "
			"'rep'?)"},
		{"{name: a, ref: rep}", "13:22: ref: only for type ref"},
		{"{name: a, required: yes}", "13:27: required: true or false "
			"is needed, not 'yes'"},
		{"{name: a, tag: 5}", "13:17: field: unknown key 'tag'"},
		{"{name: a, entity: rep}",
			"13:17: field: unknown key 'entity'"},
	};
	struct buf yaml = {0}, want = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_fmt(&yaml, "%sfields:\n  deal:\n    - %s\n", BASE,
			rows[i].field);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

struct fault_row {
	const char *more, *want;
};

/* BASE and more behind it, and the one fault of that. */
static void
expect_rows(const struct fault_row *rows, size_t n)
{
	struct buf yaml = {0}, want = {0};

	for (size_t i = 0; i < n; i++) {
		buf_reset(&yaml);
		buf_reset(&want);
		buf_fmt(&yaml, "%s%s", BASE, rows[i].more);
		buf_fmt(&want, "pipe.yaml:%s\n", rows[i].want);
		expect_faults(yaml.p, want.p);
	}
	buf_free(&yaml);
	buf_free(&want);
}

static void
test_faults_rest(void **state)
{
	static const struct fault_row rows[] = {
		{"fields: {deals: [a]}\n", "11:10: fields: unknown entity "
			"'deals' (did you mean 'deal'?)"},
		{"fields: {deal: a}\n", "11:16: fields: a list is needed"},
		{"fields: [a]\n",
			"11:9: fields: keys and values are needed"},
		{"fields: {deal: [a, {name: a}]}\n", "11:27: field 'deal/a' "
			"given twice, first on line 11"},
		{"qualification: [name]\n",
			"11:17: name 'name': lead has this field already"},
		{"qualification: [need]\nfields: {lead: [need]}\n",
			"12:17: field 'lead/need' is a question already, on "
			"line 11"},
		{"filters: {A: x}\n", "11:11: filter 'A': use small letters, "
			"digits, '-' and '_', a letter first"},
		{"filters: {a: [x]}\n",
			"11:14: filter: one value is needed, not a list"},
		{"filters: {a: }\n", "11:11: filter: 'filter' is missing"},
		{"filters: {deal: {a: 'idel:14..'}}\n", "11:21: filter 'a': "
			"unknown field 'idel' (did you mean 'idle'?)"},
		{"filters: {a: 'xyz:1'}\n",
			"11:14: filter 'a': unknown field 'xyz'"},
		{"filters: {a: '@b', b: 'x'}\n",
			"11:14: filter 'a': no filter '@b' above it"},
		{"filters: {a: '@a'}\n",
			"11:14: filter 'a': no filter '@a' above it"},
		{"filters: {deals: {a: 'x'}}\n", "11:11: filters: unknown "
			"entity 'deals' (did you mean 'deal'?)"},
		{"filters: {deal: {a: 'x y:\"b @c d:1\"'}}\n", "11:21: filter "
			"'a': unknown field 'y'"},
	};

	(void)state;
	expect_rows(rows, COUNT(rows));
}

static void
test_faults_forecasts(void **state)
{
	static const struct fault_row rows[] = {
		{"segments: {A: x}\n", "11:12: segment 'A': use small "
			"letters, digits, '-' and '_', a letter first"},
		{"segments: {a: }\n",
			"11:12: segment: 'filter' is missing"},
		{"segments: {deal: {a: x}}\n",
			"11:18: filter: one value is needed, not a mapping"},
		{"segments: {a: 'idel:14..'}\n", "11:15: segment 'a': "
			"unknown field 'idel' (did you mean 'idle'?)"},
		{"segments: {a: '@large', large: x}\n",
			"11:15: segment 'a': no filter '@large' above it"},
		{"filters: {big: x}\nsegments: {bag: '@big'}\n",
			"12:17: segment 'bag': no filter '@big' above it"},
		{"segments: {large: x}\nfilters: {a: '@lage'}\n",
			"12:14: filter 'a': no filter '@lage' above it"},
		{"segments: {large: x}\nfilters: {deal: {a: '@lage'}}\n",
			"12:21: filter 'a': no filter '@lage' above it (did "
			"you mean 'large'?)"},
		{"segments: {a: x}\nfilters: {lead: {a: y}, a: z}\n",
			"11:12: segment 'a': a filter of deals has that name"},
		{"forecast: []\n", "11:1: unknown key 'forecast' (did you "
			"mean 'forecasts'?)"},
		{"forecasts: [{name: x}]\n",
			"11:13: forecast: 'id' is missing"},
		{"forecasts: [a, a]\n", "11:16: forecast 'a' given twice, "
			"first on line 11"},
		{"forecasts: [A]\n", "11:13: id 'A': use small letters, "
			"digits, '-' and '_', a letter first"},
		{"forecasts: [{id: a, mesure: count}]\n", "11:21: forecast: "
			"unknown key 'mesure' (did you mean 'measure'?)"},
		{"forecasts: [{id: a, measure: counts}]\n", "11:30: unknown "
			"measure 'counts' (did you mean 'count'?)"},
		{"forecasts: [{id: a, date: won}]\n", "11:27: unknown date "
			"'won' (one of close,created,closed)"},
		{"forecasts: [{id: a, rollup: singel}]\n", "11:29: unknown "
			"rollup 'singel' (did you mean 'single'?)"},
		{"forecasts: [{id: a, filter: 'idel:1'}]\n", "11:29: forecast "
			"'a': unknown field 'idel' (did you mean 'idle'?)"},
		{"segments: {large: x}\nforecasts: [{id: a, filter: "
			"'@larg'}]\n", "12:29: forecast 'a': no filter "
			"'@larg' above it (did you mean 'large'?)"},
		{"forecasts: [{id: a, currency: EUX}]\n", "11:31: unknown "
			"currency 'EUX' (did you mean 'EUR'?)"},
		{"forecasts: [{id: a, currency: EUR, rates: clsoe}]\n",
			"11:43: unknown rates 'clsoe' (did you mean "
			"'close'?)"},
		{"forecasts: [{id: a, currency: EUR, rates: 'plan:'}]\n",
			"11:43: rates: plan: and its name are needed, not "
			"'plan:'"},
		{"forecasts: [{id: a, rates: deal}]\n", "11:28: rates: of "
			"use with a currency only"},
		{"limits: {rate_age: 1}\n",
			"11:10: limits: unknown key 'rate_age'"},
		{"limits: {rate_max_age: -1}\n",
			"11:24: rate_max_age: days, 0 or more"},
		{"limits: {call_stale_after: soon}\n", "11:28: "
			"call_stale_after: 'soon': not a whole number"},
	};

	(void)state;
	expect_rows(rows, COUNT(rows));
}
/* All at once, in order of position, with advice where a value has some. */
static void
test_faults_together(void **state)
{
	struct world w;

	(void)state;
	expect_faults("filters: 5\n"
		      "currency: EURO\n"
		      "pipelines:\n"
		      "  - id: p\n"
		      "    stages: [{id: a, probability: x}, b, b]\n"
		      "nonsense: 1\n",
		"pipe.yaml:1:1: 'calendar' is missing\n"
		"pipe.yaml:1:1: 'lead_statuses' is missing\n"
		"pipe.yaml:1:10: filters: keys and values are needed\n"
		"pipe.yaml:2:11: unknown currency 'EURO' (did you mean "
		"'EUR'?)\n"
		"pipe.yaml:5:13: pipeline 'p': one stage of type won is "
		"needed, not 0\n"
		"pipe.yaml:5:13: pipeline 'p': no stage of type lost\n"
		"pipe.yaml:5:35: probability: 'x': not a percentage\n"
		"pipe.yaml:5:39: stage: 'probability' is missing\n"
		"pipe.yaml:5:42: stage 'b' given twice, first on line 5\n"
		"pipe.yaml:5:42: stage: 'probability' is missing\n"
		"pipe.yaml:6:1: unknown key 'nonsense'\n");
	world_open(&w);
	assert_int_equal(parse(&w, STR("calendar: {zone: Europe/Belin}\n")),
		ERR_DATA);
	assert_int_equal(w.faults.list.v[3].line, 1);
	assert_int_equal(w.faults.list.v[3].col, 18);
	assert_non_null(strstr(w.faults.list.v[3].msg, "Europe/Belin"));
	world_close(&w);
}

static void
test_not_a_mapping(void **state)
{
	(void)state;
	expect_faults("hello\n",
		"pipe.yaml:1:1: keys and values are needed\n");
	expect_faults("- a\n",
		"pipe.yaml:1:1: keys and values are needed\n");
}

/* ---- compiled ---- */

static void
compile_again(const char *yaml)
{
	struct world w;
	struct policy *p = parse_well(&w, yaml), *q;
	struct buf one = {0}, two = {0}, diff = {0};

	policy_compile(p, &one);
	assert_int_equal(policy_load(&w.arena, buf_view(&one), &q, &w.e), 0);
	policy_compile(q, &two);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.p, two.p, one.n);
	policy_diff(p, q, &diff);
	assert_int_equal(diff.n, 0);
	assert_ptr_equal(q->base, p->base);
	assert_true(str_eq(zone_name(q->tz), p->zone));
	assert_int_equal(q->nmail_domains, p->nmail_domains);
	for (size_t i = 0; i < p->npipelines; i++)
		for (size_t j = 0; j < p->pipelines[i].nstages; j++) {
			const struct stage *s = &p->pipelines[i].stages[j];
			const struct stage *t = &q->pipelines[i].stages[j];

			assert_int_equal(s->kind, t->kind);
			assert_int_equal(s->order, t->order);
			assert_int_equal(s->probability, t->probability);
			assert_int_equal(s->rotten_after, t->rotten_after);
			assert_true(str_eq(s->requires, t->requires));
			assert_true(str_eq(s->exit, t->exit));
		}
	for (size_t i = 0; i < p->nfields; i++) {
		assert_int_equal(p->fields[i].tag, q->fields[i].tag);
		assert_int_equal(p->fields[i].ref_number,
			q->fields[i].ref_number);
		assert_int_equal(p->fields[i].question,
			q->fields[i].question);
		assert_true(str_eq(p->fields[i].choices,
			q->fields[i].choices));
	}
	buf_free(&one);
	buf_free(&two);
	buf_free(&diff);
	world_close(&w);
}

static void
test_compile(void **state)
{
	struct buf text = {0};

	(void)state;
	compile_again(BASE);
	compile_again(FULL);
	policy_default_yaml(&text, STR("KWD"), STR("Asia/Kuwait"), 12);
	compile_again(text.p);
	buf_free(&text);
}

/* Comments and layout do not reach the bytes, the given tags do. */
static void
test_compile_stable(void **state)
{
	struct world w, v;
	struct policy *p, *q;
	struct buf one = {0}, two = {0};

	(void)state;
	p = parse_well(&w, BASE "sources: [a, {id: b}]\nfields:\n");
	q = parse_well(&v, "# other\n" BASE "sources:\n  - {id: a, name: a}\n"
		"  - 'b'\n");
	policy_compile(p, &one);
	policy_compile(q, &two);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.p, two.p, one.n);
	world_close(&w);
	p = parse_well(&w, FULL);
	p->fields[2].tag = 777;
	buf_reset(&one);
	policy_compile(p, &one);
	assert_int_equal(policy_load(&w.arena, buf_view(&one), &q, &w.e), 0);
	assert_int_equal(q->fields[2].tag, 777);
	buf_free(&one);
	buf_free(&two);
	world_close(&w);
	world_close(&v);
}

/* Cut off anywhere: refused. Any byte changed: refused or another policy, but
 * never anything worse. */
static void
test_compiled_damage(void **state)
{
	struct world w;
	struct policy *p = parse_well(&w, FULL), *q;
	struct buf good = {0};
	struct arena a = {0};
	char *bad;

	(void)state;
	policy_compile(p, &good);
	for (size_t n = 0; n < good.n; n++) {
		bad = malloc(n + 1);
		assert_non_null(bad);
		memcpy(bad, good.p, n);
		assert_int_equal(policy_load(&a, (struct str){bad, n}, &q,
			&w.e), ERR_DAMAGED);
		assert_null(q);
		free(bad);
		arena_reset(&a);
	}
	bad = malloc(good.n);
	assert_non_null(bad);
	for (size_t i = 0; i < good.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(bad, good.p, good.n);
			bad[i] = (char)(bad[i] ^ (1 << bit));
			if (policy_load(&a, (struct str){bad, good.n}, &q,
				&w.e))
				assert_null(q);
			arena_reset(&a);
		}
	buf_char(&good, 0);
	assert_int_equal(policy_load(&a, buf_view(&good), &q, &w.e),
		ERR_DAMAGED);
	free(bad);
	buf_free(&good);
	arena_free(&a);
	world_close(&w);
}

/* What a later version adds is skipped: a number, a text, a list of structs
 * with a list inside. */
static void
test_compiled_unknown(void **state)
{
	static const char more[] = "\xa0\x03\x05" "\xa5\x03\x02hi"
		"\xaa\x03\x01" "\x04\x7f" "\x0a\x01\x04\x01\x00" "\x00";
	struct world w;
	struct policy *p = parse_well(&w, BASE), *q;
	struct buf good = {0}, again = {0}, new = {0};

	(void)state;
	policy_compile(p, &good);
	buf_add(&new, good.p, good.n - 1);
	buf_add(&new, more, sizeof more - 1);
	buf_char(&new, 0);
	assert_int_equal(policy_load(&w.arena, buf_view(&new), &q, &w.e), 0);
	policy_compile(q, &again);
	assert_true(str_eq(buf_view(&good), buf_view(&again)));
	buf_free(&good);
	buf_free(&again);
	buf_free(&new);
	world_close(&w);
}

/* What was compiled before there were limits: as if it said the usual ones. */
static void
test_compiled_before_limits(void **state)
{
	static const char limits[] = "\x42\x01\x04\x0e\x08\x0e\x00";
	enum { LIMITS = sizeof limits - 1 };
	struct world w;
	struct policy *p = parse_well(&w, BASE), *q;
	struct buf now = {0}, then = {0}, lines = {0};

	(void)state;
	policy_compile(p, &now);
	assert_memory_equal(now.p + now.n - 1 - LIMITS, limits, LIMITS);
	buf_add(&then, now.p, now.n - 1 - LIMITS);
	buf_char(&then, 0);
	assert_int_equal(policy_load(&w.arena, buf_view(&then), &q, &w.e), 0);
	assert_int_equal(q->rate_max_age, 7);
	assert_int_equal(q->call_stale_after, 7);
	policy_diff(q, p, &lines);
	assert_int_equal(lines.n, 0);
	buf_free(&now);
	buf_free(&then);
	world_close(&w);
}

/* ---- words ---- */

static void
expect_choices(struct world *w, const char *list, struct str pipeline,
	const char *want)
{
	const struct choice *c = policy_choices(w->policy, &w->arena, list,
		pipeline);
	struct buf got = {0};

	assert_non_null(c);
	for (; c->word; c++) {
		if (got.n)
			buf_char(&got, ' ');
		buf_cstr(&got, c->word);
	}
	assert_string_equal(buf_view(&got).p, want);
	buf_free(&got);
}

static void
test_choices(void **state)
{
	struct world w;
	const struct choice *c;

	(void)state;
	parse_well(&w, FULL);
	expect_choices(&w, "@stage", STR("new-business"),
		"lead-in demo won lost gone");
	expect_choices(&w, "@stage", STR("renewals"), "demo won lost");
	expect_choices(&w, "@stage", STR_NULL, "lead-in demo won lost gone");
	expect_choices(&w, "@stage", STR("nothing"), "");
	expect_choices(&w, "@pipeline", STR_NULL, "new-business renewals");
	expect_choices(&w, "@lead_status", STR_NULL, "fresh working second "
		"nurturing qualified converted disqualified");
	expect_choices(&w, "@lose_reason", STR_NULL, "price rival");
	expect_choices(&w, "@activity_type", STR_NULL,
		"email meeting task note visit demo call");
	expect_choices(&w, "@category", STR_NULL, "pipeline best_case "
		"most_likely commit closed omitted");
	c = policy_choices(w.policy, &w.arena, "@lose_reason", STR_NULL);
	assert_string_equal(c[1].help, "Rival, Inc");
	assert_null(policy_choices(w.policy, &w.arena, "@source", STR_NULL));
	assert_null(policy_choices(w.policy, &w.arena, "@sauce", STR_NULL));
	world_close(&w);
}

static void
test_lookups(void **state)
{
	struct world w;
	const struct policy *p = parse_well(&w, FULL);

	(void)state;
	assert_ptr_equal(policy_pipeline(p, STR("renewals")),
		&p->pipelines[1]);
	assert_null(policy_pipeline(p, STR("renewal")));
	assert_null(policy_pipeline(p, STR_NULL));
	assert_ptr_equal(policy_stage(p, STR("renewals"), STR("won")),
		&p->pipelines[1].stages[1]);
	assert_null(policy_stage(p, STR("renewals"), STR("gone")));
	assert_null(policy_stage(p, STR("none"), STR("won")));
	assert_null(words_find(&p->lose_reasons, STR("prices")));
	assert_true(str_is(policy_filter(p, "deal", STR("mine")), "owner:me"));
	assert_true(str_is(policy_filter(p, "lead", STR("mine")), "owner:me"));
	assert_null(policy_filter(p, "lead", STR("stale")).p);
	assert_true(str_is(policy_filter(p, "deal", STR("large")),
		"segment:Large"));
	assert_null(policy_filter(p, "lead", STR("large")).p);
	assert_null(policy_filter(p, "deal", STR("usual")).p);
	assert_ptr_equal(policy_forecast(p, STR("mrr")), &p->forecasts[1]);
	assert_null(policy_forecast(p, STR("mr")));
	world_close(&w);
}

static void
test_custom_rows(void **state)
{
	struct world w;
	const struct policy *p = parse_well(&w, FULL);
	const struct field *f;
	size_t n;

	(void)state;
	f = policy_custom_fields(p, &w.arena, "deal", &n);
	assert_int_equal(n, 3);
	assert_string_equal(f[0].name, "segment");
	assert_int_equal(f[0].type, T_ENUM);
	assert_string_equal(f[0].choices, "Small biz,Large,mid");
	assert_string_equal(f[0].help, "size of the account");
	assert_int_equal(f[0].flags, F_CUSTOM | F_DICT);
	assert_int_equal(f[0].tag, TAG_CUSTOM + 2);
	assert_int_equal(f[1].type, T_REF);
	assert_int_equal(f[1].ref, REP);
	assert_string_equal(f[1].help, "");
	assert_int_equal(f[2].type, T_LINE);
	assert_null(f[2].choices);
	f = policy_custom_fields(p, &w.arena, "lead", &n);
	assert_int_equal(n, 2);
	assert_int_equal(f[0].flags, F_CUSTOM | F_REQUIRED);
	assert_null(policy_custom_fields(p, &w.arena, "account", &n));
	assert_int_equal(n, 0);
	world_close(&w);
}

/* ---- difference ---- */

static void
expect_diff(const char *old, const char *new, const char *want)
{
	struct world w, v;
	struct policy *p = parse_well(&w, old), *q = parse_well(&v, new);
	struct buf got = {0};

	policy_diff(p, q, &got);
	assert_string_equal(buf_view(&got).p, want);
	buf_free(&got);
	world_close(&w);
	world_close(&v);
}

#define SHOP(top, stages, rest)                                                \
	top "pipelines: [{id: p, stages: [" stages "]}]\n"                     \
	    "lead_statuses: [new, working, nurturing, qualified, converted, "  \
	    "disqualified]\n" rest
#define TOP "currency: EUR\ncalendar: {zone: UTC}\n"
#define ENDS "{id: won, type: won}, {id: lost, type: lost}"

static void
test_diff(void **state)
{
	(void)state;
	expect_diff(BASE, BASE, "");
	expect_diff(SHOP(TOP, "{id: a, probability: 50}, " ENDS, ""),
		SHOP("currency: SEK\ncalendar: {zone: Asia/Tokyo, "
		     "fiscal_year_start: 7}\n",
			"{id: a, probability: 60.5, name: \"A b\"}, " ENDS,
			""),
		"currency EUR -> SEK\n"
		"zone UTC -> Asia/Tokyo\n"
		"fiscal_year_start 1 -> 7\n"
		"stage p/a: name a -> A b\n"
		"stage p/a: probability 50 -> 60.5\n");
	expect_diff(SHOP(TOP, "{id: a, probability: 1, rotten_after: 5, "
			      "requires: [name, amount]}, {id: b, "
			      "probability: 2}, " ENDS, ""),
		SHOP(TOP, "{id: b, probability: 2, exit: \"x\\ny\"}, {id: a, "
			  "probability: 1, requires: [close]}, {id: c, "
			  "probability: 3}, " ENDS, ""),
		"stage p/b: exit none -> x\\ny\n"
		"stage p/a: rotten_after 5 -> none\n"
		"stage p/a: requires amount,name -> close\n"
		"stage p/c: added\n"
		"pipeline p: order of stages a,b,won,lost -> b,a,won,lost\n");
	expect_diff(SHOP(TOP, "{id: a, probability: 1}, " ENDS,
			"lose_reasons: [x, y]\n"
			"fields: {deal: [{name: r, type: enum, choices: [u, "
			"v]}, t]}\nfilters: {f: 'a', deal: {f: 'b'}}\n"
			"public_mail_domains: [a.b, c.d]\n"
			"qualification: [need]\n"),
		SHOP(TOP, "{id: a, probability: 1}, " ENDS,
			"lose_reasons: [y, {id: x, name: X}]\n"
			"fields: {deal: [{name: r, type: enum, choices: [u, "
			"v, w], required: true}], lead: [need]}\n"
			"filters: {f: 'a', deal: {f: 'c'}}\n"
			"public_mail_domains: [c.d, e.f]\n"),
		"field deal/t: removed\n"
		"field deal/r: required no -> yes\n"
		"field deal/r: choices u,v -> u,v,w\n"
		"field lead/need: question yes -> no\n"
		"order of fields lead/need,deal/r -> deal/r,lead/need\n"
		"lose reason x: name x -> X\n"
		"order of lose_reasons x,y -> y,x\n"
		"filter deal/f: filter b -> c\n"
		"public mail domain a.b: removed\n"
		"public mail domain e.f: added\n");
	expect_diff(SHOP(TOP, "{id: a, probability: 1}, " ENDS, ""),
		"currency: EUR\ncalendar: {zone: UTC}\npipelines: [{id: q, "
		"stages: [{id: a, probability: 1}, " ENDS "]}]\n"
		"lead_statuses: [new, working, nurturing, qualified, "
		"converted, disqualified]\n",
		"pipeline p: removed\npipeline q: added\n");
	expect_diff(BASE "segments: {a: x, b: y}\nforecasts: [f, {id: g, "
		"currency: EUR, rates: deal}]\n",
		BASE "segments: {b: z, c: x}\nforecasts: [{id: g, measure: "
		"count}, h]\nlimits: {rate_max_age: 30}\n",
		"segment a: removed\n"
		"segment b: filter y -> z\n"
		"segment c: added\n"
		"forecast f: removed\n"
		"forecast g: measure none -> count\n"
		"forecast g: currency EUR -> none\n"
		"forecast g: rates deal -> none\n"
		"forecast h: added\n"
		"rate_max_age 7 -> 30\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_smallest),
		cmocka_unit_test(test_default_text),
		cmocka_unit_test(test_default_dress),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_faults_sections),
		cmocka_unit_test(test_faults_top),
		cmocka_unit_test(test_faults_stages),
		cmocka_unit_test(test_faults_whole),
		cmocka_unit_test(test_faults_fields),
		cmocka_unit_test(test_faults_rest),
		cmocka_unit_test(test_faults_forecasts),
		cmocka_unit_test(test_faults_together),
		cmocka_unit_test(test_not_a_mapping),
		cmocka_unit_test(test_compile),
		cmocka_unit_test(test_compile_stable),
		cmocka_unit_test(test_compiled_damage),
		cmocka_unit_test(test_compiled_unknown),
		cmocka_unit_test(test_compiled_before_limits),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_lookups),
		cmocka_unit_test(test_custom_rows),
		cmocka_unit_test(test_diff),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
