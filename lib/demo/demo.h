/*
 * demo.h - a small company that never was, and two years of its selling.
 *
 * Halmfeld sells sensors and the watching of indoor air: three teams, ten
 * reps, three currencies. Everything is made up, from a fixed seed, by
 * integers alone: the same `now` gives the same records. All days are relative
 * to the day of `now`, so that the current quarter is always under way. The
 * years are played forward through the model's own rules, one operation for
 * each weekly sales meeting and one for each thing done of late, so that the
 * log, as-of, as-recorded and undo have something to show.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "store/store.h"

/* The text of the company's pipe.yaml: the shipped one in euros and the time
 * of Berlin, with a pipeline of renewals, fields and filters of its own. */
void demo_policy(struct buf *yaml);

/*
 * Fill a store that has the policy above and no operation yet. `now` is the
 * end of the two years; everything lies before the day it falls on. What is
 * read afterwards needs a model loaded anew: the schema bound here is gone.
 * ERR_USAGE when the store is not empty, or `now` leaves no room for two years
 * before it and one after.
 */
int demo_fill(struct store *st, struct arena *a, int64_t now, struct err *e);

#endif
