/* demo_names.h - who and what there is in the demo company's world: plain
 * tables. Every name is made up. Private to demo/. */
#ifndef DEMO_NAMES_H
#define DEMO_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* ---- the company -------------------------------------------------------- */

enum { TEAM_EMEA, TEAM_DACH, TEAM_AMERICAS, DEMO_TEAMS };
enum {
	REP_INES, REP_TOM, REP_LUC, REP_ELIN, REP_JONAS, REP_ANNA, REP_PETRA,
	REP_GRACE, REP_MARCO, REP_DANA, REP_NOAH, DEMO_REPS,
};

struct demo_team {
	const char *key, *name;
	int parent;  /* -1: none */
	int manager; /* a rep */
};
extern const struct demo_team demo_teams[DEMO_TEAMS];

struct demo_rep {
	const char *handle, *name, *login;
	int team; /* the one at the end */
	const char *currency;
	int64_t quota; /* of the current quarter, whole units */
	int market;    /* the rep whose companies these sells to as well */
};
extern const struct demo_rep demo_reps[DEMO_REPS];

struct demo_product {
	const char *sku, *name, *unit, *price, *cost, *interval;
};
enum { PRODUCT_RENEWED = 4, PRODUCT_RETIRED = 7, DEMO_PRODUCTS = 8 };
extern const struct demo_product demo_products[DEMO_PRODUCTS];

struct demo_campaign {
	const char *name, *channel, *source;
	int parent;	    /* -1: none */
	int begins, days;   /* days after the first, and how long */
	const char *currency, *budget, *expected;
};
enum { DEMO_CAMPAIGNS = 9 };
extern const struct demo_campaign demo_campaigns[DEMO_CAMPAIGNS];

/* ---- the market --------------------------------------------------------- */

enum people { PEOPLE_GERMAN, PEOPLE_NORDIC, PEOPLE_ROMANCE, PEOPLE_ENGLISH };

struct demo_company {
	const char *name, *brief, *industry, *city, *country;
	int employees;
	int rep;
	enum people people;
};
enum { DEMO_COMPANIES = 60 };
extern const struct demo_company demo_companies[DEMO_COMPANIES];

enum { FIRST_NAMES = 15, LAST_NAMES = 17, PEOPLES = 4 };
extern const char *const demo_first[PEOPLES][FIRST_NAMES];
extern const char *const demo_last[PEOPLES][LAST_NAMES];
/* Countries leads come from, by people. */
extern const char *const demo_countries[PEOPLES][4];

enum { COMPANY_HEADS = 24, COMPANY_TAILS = 12 };
extern const char *const demo_heads[COMPANY_HEADS];
extern const char *const demo_tails[COMPANY_TAILS];

enum { TITLES = 10 };
extern const char *const demo_titles[TITLES];

/* ---- words -------------------------------------------------------------- */

enum { TOPICS = 20, NEXT_STEPS = 12, TOUCHES = 24, TASKS = 8, RIVALS = 4,
	NEEDS = 8 };
struct demo_topic {
	const char *name;
	const char *industries; /* it is usual in, NULL: all */
};
extern const struct demo_topic demo_topics[TOPICS];
extern const char *const demo_next_steps[NEXT_STEPS];
struct demo_touch {
	const char *type, *subject, *outcome;
	int minutes;
};
extern const struct demo_touch demo_touches[TOUCHES];
extern const char *const demo_tasks[TASKS];
extern const char *const demo_rivals[RIVALS];
extern const char *const demo_needs[NEEDS];

/* Lower case, letters and digits of ASCII only, accents taken off; blanks
 * become `blank`, or nothing where it is 0. */
void demo_plain(const char *text, char blank, struct buf *out);

#endif
