/* campaign.h - a marketing effort that leads and deals come from. */
#ifndef MODEL_CAMPAIGN_H
#define MODEL_CAMPAIGN_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum campaign_tag {
	CAMPAIGN_NAME = 32,
	CAMPAIGN_CHANNEL,
	CAMPAIGN_STATUS,
	CAMPAIGN_START,
	CAMPAIGN_END,
	CAMPAIGN_PARENT,
	CAMPAIGN_BUDGET = 40,
	CAMPAIGN_COST,
	CAMPAIGN_EXPECTED_REVENUE,
	CAMPAIGN_CURRENCY,
};

struct campaign {
	struct common common;
	struct str name, channel;
	struct str status;   /* planned active completed aborted */
	int64_t start, end;  /* days, both included */
	int64_t parent;	     /* campaign */
	int64_t budget, cost, expected_revenue; /* minor units of currency */
	struct str currency;
};

extern const struct entity campaign_entity;

#endif
