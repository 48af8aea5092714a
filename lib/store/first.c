/* What a record first was, for references to one younger than the view. */
#include "store/tx.h"

int
tx_get_first(struct tx *t, const struct entity *en, int64_t id, void *rec,
	struct err *e)
{
	struct view v = t->view; /* put back as it was: scans stay valid */
	struct numbers list = {0};
	int rc;

	t->view = VIEW_NOW;
	rc = tx_history(t, en, id, &list, e);
	if (rc == 0 && !list.list.n)
		rc = err_set(e, ERR_NO, "%lld: no such %s", (long long)id,
			en->name);
	if (rc == 0)
		rc = tx_get_after(t, en, id, list.list.v[0], rec, e);
	t->view = v;
	ARR_FREE(&list.list);
	return rc;
}
