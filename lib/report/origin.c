#include "report/origin.h"

int
origins_of(struct model *m, const struct entity *en, int64_t id,
	struct arena *a, struct origin **out, struct err *e)
{
	struct numbers list = {0};
	struct event ev;
	int rc = tx_history(m->tx, en, id, &list, e);

	*out = arena_array(a, en->ntags, sizeof **out);
	for (size_t i = 0; rc == 0 && i < list.list.n; i++) {
		rc = tx_event(m->tx, list.list.v[i], a, &ev, e);
		for (size_t j = 0; rc == 0 && j < ev.nchanges; j++)
			if (ev.changes[j].tag < en->ntags)
				(*out)[ev.changes[j].tag] = (struct origin){
					ev.op, ev.number, ev.instant};
	}
	ARR_FREE(&list.list);
	return rc;
}
