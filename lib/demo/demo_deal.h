/* demo_deal.h - a deal's story on its way to steps. Private to demo/. */
#ifndef DEMO_DEAL_H
#define DEMO_DEAL_H

#include "demo/demo_lead.h"
#include "demo/demo_story.h"

/* A company is settled so many days after it came to be known. */
enum { SETTLED = 4 };

/* A deal while its story is told. */
struct telling {
	struct plan *p;
	struct dice *d;
	struct fate *f;
	struct life life;
	int64_t begun; /* instant */
	/* how it stands */
	const char *stage;
	int64_t amount, close;
	size_t rep;
	struct lead_past lead;
	bool from_sheet;
	bool silent; /* nothing came after its beginning */
};

/* Who acts for it: the owner, or Ines where it has none. */
size_t deal_actor(const struct telling *t);
/* The step it begins with, at the day or, where it began before the first, as
 * it stood then. */
void deal_begin(struct telling *t, int64_t day);
/* What comes next with an open deal; some have nothing planned. */
void give_next(struct telling *t, struct step *s);

#endif
