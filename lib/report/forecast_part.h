/* forecast_part.h - a forecast being made, for its files. Private to report/.
 *
 * forecast_source.c reads deals, forecast_cells.c sums of them;
 * forecast_take.c sorts them into cells of period, leaf and currency, a leaf
 * being what the grouping tells apart; forecast_node.c makes the nodes and says
 * at which a leaf stands; forecast_quota.c reads quotas; forecast_sheet.c rolls
 * a period up; forecast.c writes rows. */
#ifndef REPORT_FORECAST_PART_H
#define REPORT_FORECAST_PART_H

#include "base/map.h"
#include "model/team_tree.h"
#include "report/forecast.h"
#include "report/exchange.h"
#include "report/worth.h"

/* Deals that count the same: one, or those of a cell of the roll-up. */
struct lot {
	int64_t id; /* of the one; NUM_NULL: a cell's */
	int64_t owner, product;
	struct str pipeline, stage, currency;
	enum stage_type kind;
	enum category category;
	int64_t day; /* it counts by; NUM_NULL: undated */
	int64_t deals, priced; /* priced: those with a value */
	int64_t value, weighted;
	bool unrated; /* the one could not be converted */
	struct rate_used used;
};

struct leaf {
	int64_t id; /* of the owner or product */
	struct str pipeline, stage;
	size_t node;
	size_t cell; /* the last it counted in, its place + 1; 0: none */
};

struct figures {
	int64_t won, pipeline, weighted, deals_won, deals_open;
	int64_t cat[CATEGORIES]; /* each alone, with owners' adjustments of
				  * deals */
};

/* A deal that was listed. */
struct listed {
	struct lot lot; /* its texts are not kept */
	size_t period, leaf, money;
};

/* What an adjustment changes of a deal's value. */
struct listed_delta {
	int64_t deal, id, delta, above;
	size_t period, leaf, money;
	enum category category;
	bool manager;
};

struct cell_of {
	size_t period, leaf, money;
	size_t next; /* of the leaf's, its place + 1; 0: none */
	struct figures f;
};

struct fnode {
	struct str name, title;
	size_t parent;
	int depth;
	bool hidden; /* counts for its parents only */
};

struct held {
	int64_t id, holder, from, to;
	size_t money;
	int64_t value;
	size_t next; /* of that holder, its place in the list + 1; 0: none */
};

/* What is said of a holder's figure. */
struct said_of {
	int entity; /* E_ADJUSTMENT, E_SUBMISSION */
	int64_t id, holder, deal, from, to;
	enum category category;
	bool manager;
	size_t money;
	int64_t value;
	size_t next; /* at the same spot, its place in the list + 1; 0: none */
};

/* A period and the shorter ones quotas may be set for. */
struct part {
	int64_t from, to;
	const char *label;
	struct part *parts;
	size_t n;
	bool any; /* a quota is for it, or for one of the parts */
};

struct quotas {
	ARR(struct held) list;
	struct holders {
		size_t *first; /* by id: as held.next; in the arena */
		size_t n;
	} reps, teams;
};

/* What the texts of a cell of the roll-up say. */
struct meaning {
	bool known;
	const char *pipeline, *stage, *category;
	enum stage_type kind;
	enum category in;
};

enum { MEANING_BITS = 6, MEANING_TRIES = 8 };

struct work {
	struct model *m;
	struct arena *a;
	const struct forecast_spec *spec;
	struct forecast *out;
	ARR(const struct currency *) money; /* the base currency first */
	ARR(struct leaf) leaves;
	struct map leaf_at;
	uint32_t *places; /* in leaves + 1, of those with an id below */
	size_t nplaces;
	ARR(struct cell_of) cells;
	ARR(struct fnode) nodes;
	struct exchange *exchange; /* NULL: currencies stay apart */
	struct tree tree;
	ARR(int64_t) unrated;
	ARR(struct listed) listed;
	ARR(struct forecast_quota) listed_quotas;
	ARR(struct forecast_said) listed_said;
	ARR(struct said_of) said;
	ARR(struct listed_delta) deltas;
	bool said_any; /* of a holder, or of a deal */
	struct buf said_notes;
	struct tree everyone; /* with spec.team: whose deals count */
	size_t top;	      /* the team's place in it */
	size_t root;	      /* node that is printed first */
	struct quotas quotas;
	struct buf key; /* scratch */
	/* What came last, which the next lot mostly shares. */
	size_t last_money, last_leaf;
	size_t seat; /* the one cell the last lot counted in, its place + 1 */
	struct lot of_cell; /* of the roll-up, the last not to share a seat */
	int64_t month; /* of that */
	struct meaning meanings[1 << MEANING_BITS];
};

/* Index of a currency, the base one for a null code. */
size_t work_money(struct work *w, struct str code);

/* Whether the day of a lot lies in a period; the one past the last is that of
 * undated lots. */
bool lot_in(const struct lot *l, const struct forecast *out, size_t period);
/* The lot a deal is. */
int lot_of(const struct work *w, const struct deal *d, struct lot *out,
	struct err *e);
/* Count a lot in the periods it lies in; where w->seat says. */
int lot_take(struct work *w, const struct lot *l, struct err *e);
int lot_take_seated(struct work *w, const struct lot *l, struct err *e);
/* The months from the first that a period has to the last. */
void work_months(const struct work *w, int64_t *from, int64_t *to);
/* Cells of the roll-up in these, and of the undated: of months, or of quarters
 * where the periods are made of such. */
int each_cell(struct work *w,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e);
/* Count them. */
int take_cells(struct work *w, struct err *e);
/* Gather the deals, from the cells where these can tell. */
int take_deals(struct work *w, struct err *e);
/* A value that is said in place of a deal's own, in the category it is in: by
 * its owner, or by the manager above. */
int lot_adjust(struct work *w, const struct lot *l, int64_t value, int64_t id,
	bool manager, struct err *e);
/* Adjustments and calls. */
int take_said(struct work *w, struct err *e);
/* The list of deals, from what was listed. */
void list_deals(struct work *w);
/* The categories' columns of figures: alone or cumulative. */
int category_columns(const struct figures *f, enum forecast_rollup how,
	int64_t out[CATEGORIES], struct err *e);
/* Make w->tree and w->nodes, and place the leaves. */
int make_nodes(struct work *w, struct err *e);

/* Quotas that may count in the periods. */
int quotas_load(struct work *w, struct err *e);
struct part *quota_parts(struct work *w, const struct period *p);
/* What a holder's own figure for a period is, NUM_NULL: none; *parts the sum
 * of its parts where the whole has a figure too. */
int quota_own(struct work *w, const struct part *p, int64_t holder,
	size_t money, int64_t *own, int64_t *parts, struct err *e);

/* The quotas that a holder's own figure for a period is made of are listed as
 * those of a node. */
void quota_list(struct work *w, const struct part *p, int64_t holder,
	size_t money, const struct period *period, struct str node);

/* Whether a holder has one for just these days, in any currency. */
bool quota_held(const struct work *w, int64_t holder, int64_t from,
	int64_t to);
/* Lines about quotas that the periods' figures are without, and their count.
 */
void quota_gaps(struct work *w, struct buf *out);

/* What stands at a node in a currency. */
struct spot {
	struct figures f;
	int64_t quota, below, parts; /* NUM_NULL: none */
	int64_t call, called; /* its own or the sum below; NUM_NULL: none */
	int64_t landing;
	uint32_t said; /* of it, the place in the sheet's + 1; 0: nothing */
	bool summed;   /* quota is the sum of what is below */
	bool present;
};

extern const struct spot spot_none;

/* What is said of a spot. */
struct spot_said {
	int64_t above[CATEGORIES]; /* what managers change of its deals */
	int64_t up[CATEGORIES];	   /* what those above see of its cat */
	size_t first; /* said of itself, its place in w->said + 1; 0: nothing */
};

/* The spots of a period, of nodes times currencies those where something is. */
struct sheet {
	struct spot *spots;
	ARR(struct spot_said) said;
	size_t n;
	uint32_t *at; /* place in spots + 1, 0: none */
	size_t nodes, money;
};

/* NULL where nothing is. */
static inline struct spot *
spot_at(const struct sheet *s, size_t node, size_t money)
{
	uint32_t at = s->at[node * s->money + money];

	return at ? &s->spots[at - 1] : NULL;
}

/* One that may be empty yet. */
struct spot *spot_make(struct sheet *s, size_t node, size_t money);

/* What is said of a spot, as yet nothing. */
struct spot_said *spot_say(struct sheet *s, struct spot *at);

/* Add what may be null: null is no part of a sum. */
static inline int
sum_add(int64_t *into, int64_t more, struct err *e)
{
	if (more == NUM_NULL)
		return 0;
	return money_add(*into == NUM_NULL ? 0 : *into, more, into, e);
}

/* One without spots; sheet_free frees it. */
struct sheet sheet_new(const struct work *w, size_t nodes);
void sheet_free(struct sheet *s);
void sheet_clear(struct sheet *s);
/* Whether a period has cells. */
bool sheet_any(const struct work *w, size_t period);
/* Put the cells of a period to their nodes. */
int sheet_fill(const struct work *w, struct sheet *s, size_t period,
	struct err *e);
/* The quotas of a period, for every node. */
int sheet_quotas(struct work *w, const struct period *p, struct sheet *s,
	struct err *e);
/* Add the figures of every node to its parents'; p NULL: the undated. */
int sheet_roll(struct work *w, struct sheet *s, const struct period *p,
	struct err *e);
/* Put what is said for a period to the spots of its holders. */
void said_place(struct work *w, const struct period *p, struct sheet *s);
/* Count what is said at a node whose children are in: its categories, what
 * those above see of them, its call and landing. */
int said_count(struct work *w, const struct period *p, size_t node,
	struct spot *at, struct spot_said *x, struct err *e);

static inline bool
by_owner(const struct work *w)
{
	return w->spec->by == BY_REP || w->spec->by == BY_TEAM;
}

static inline bool
by_part(const struct work *w)
{
	return w->spec->by == BY_MONTH || w->spec->by == BY_QUARTER;
}

#endif
