#include "conf/policy.h"
#include "demo/demo.h"

/* What is added to the shipped text, each before the line it names. */
static const struct {
	const char *before, *text;
} additions[] = {
	{"# Every type must occur",
		"  # A subscription runs for a year; two months before its end "
		"it becomes a deal\n"
		"  # here.\n"
		"  - id: renewals\n"
		"    name: Renewals\n"
		"    stages:\n"
		"      - id: upcoming\n"
		"        name: Upcoming\n"
		"        probability: 70\n"
		"        category: most_likely\n"
		"        rotten_after: 45\n"
		"        requires: [amount, close]\n"
		"        exit: They know the day their subscription ends.\n"
		"      - id: offered\n"
		"        name: Offered\n"
		"        probability: 90\n"
		"        category: commit\n"
		"        rotten_after: 30\n"
		"        requires: [amount, close]\n"
		"        exit: They confirmed, or gave notice.\n"
		"      - id: renewed\n"
		"        name: Renewed\n"
		"        type: won\n"
		"        requires: [amount]\n"
		"      - id: churned\n"
		"        name: Churned\n"
		"        type: lost\n"
		"\n"},
	{"# What quotes print",
		"documents: {terms: 14}\n"
		"seller:\n"
		"  name: Halmfeld Sensorik GmbH\n"
		"  street: Lindenweg 12\n"
		"  postal: \"10969\"\n"
		"  city: Berlin\n"
		"  country: DE\n"
		"  vat_id: DE999999999\n"
		"  email: sales@halmfeld.example\n"
		"\n"
		"tax:\n"
		"  - id: standard\n"
		"    name: Standard rate\n"
		"    rates:\n"
		"      - {name: VAT, rate: 19, country: DE}\n"
		"      - {name: VAT, rate: 0, vat_id: true, category: AE,\n"
		"         reason: VATEX-EU-AE, text: Reverse charge}\n"
		"      - {name: VAT, rate: 0, category: G, text: Export,\n"
		"         reason: VATEX-EU-G}\n"
		"\n"
		"approvals:\n"
		"  - {id: discount, discount_above: 15, by: [manager]}\n"
		"\n"},
	{"# Named filters, used as @name",
		"fields:\n"
		"  deal:\n"
		"    - {name: segment, type: enum, choices: [small, middle, "
		"large],\n"
		"       help: size of the customer}\n"
		"    - {name: sites, type: int, help: number of sites to "
		"equip}\n"
		"    - {name: renewal_of, type: ref, ref: deal, help: the deal "
		"it renews}\n"
		"\n"},
	{"# Segments: filters of deals",
		"    hot: \"stage:negotiation\"\n"
		"    slipping: \"pushes:2..\"\n"
		"    renewals: \"pipeline:renewals\"\n"
		"    undated: \"close:\"\n"
		"    unassigned: \"owner:\"\n"
		"  lead:\n"
		"    waking: \"wake:..today\"\n"
		"\n"},
	{"# Forecasts asked for by name",
		"segments:\n"
		"  large: \"segment:large\"\n"
		"  partners: \"source:partner\"\n"
		"\n"},
};

/* Where a line begins that starts so; the text's end where none does. */
static size_t
line_at(struct str text, const char *start)
{
	size_t at = 0;

	while (at < text.n && !str_starts(str_cut(text, at, text.n), start)) {
		at += str_find(str_cut(text, at, text.n), '\n');
		at += at < text.n;
	}
	return at;
}

void
demo_policy(struct buf *yaml)
{
	struct buf shipped = {0};
	struct str rest;

	policy_default_yaml(&shipped, STR("EUR"), STR("Europe/Berlin"), 1);
	rest = buf_view(&shipped);
	for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
		size_t at = line_at(rest, additions[i].before);

		buf_str(yaml, str_cut(rest, 0, at));
		if (yaml->n > 1 && additions[i].text[0] == ' ')
			yaml->n--;
		buf_cstr(yaml, additions[i].text);
		rest = str_cut(rest, at, rest.n);
	}
	buf_str(yaml, rest);
	buf_free(&shipped);
}
