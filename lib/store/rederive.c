/* What depends on the policy through derived fields, made anew: roll-ups, and
 * indexes of derived fields. */
#include "store/rollup.h"

static bool
is_derived_index(const struct field *f)
{
	return (f->flags & F_DERIVED) && (f->flags & F_INDEX);
}

static int
clear_all(struct tx *t, const struct entity *en, struct err *e)
{
	char head[3] = {(char)en->number};
	int rc = index_flush(t, e);

	if (rc == 0)
		rc = rollup_flush(t, e);
	if (rc == 0 && en->rollup)
		rc = cells_clear(t, en, e);
	for (size_t i = 0; rc == 0 && i < en->nfields; i++) {
		if (!is_derived_index(&en->fields[i]))
			continue;
		head[1] = (char)(en->fields[i].tag >> 8);
		head[2] = (char)(en->fields[i].tag & 255);
		rc = tab_clear(t, index_table(t, en->number),
			(struct str){head, 3}, e);
	}
	return rc;
}

static int
add_all(struct tx *t, const struct entity *en, const void *rec, struct err *e)
{
	const struct common *c = rec;
	int rc = rollup_change(t, en, NULL, rec, e);

	for (size_t i = 0; rc == 0 && i < en->nfields; i++)
		if (is_derived_index(&en->fields[i]))
			rc = index_add(t, en, &en->fields[i], rec, c->id, e);
	return rc;
}

int
tx_rederive(struct tx *t, const struct entity *en, struct err *e)
{
	const void *rec;
	struct scan *s;
	int rc = clear_all(t, en, e);

	if (rc == 0)
		rc = scan_open(t, en, NULL, &s, e);
	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		rc = add_all(t, en, rec, e);
		if (rc)
			break;
	}
	scan_close(s);
	return rc == ERR_NO ? 0 : rc;
}
