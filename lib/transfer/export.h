/* export.h - records and the log as lines of JSON. */
#ifndef TRANSFER_EXPORT_H
#define TRANSFER_EXPORT_H

#include "base/io.h"
#include "model/model.h"

/*
 * Every record of an entity (NULL: of all, entity by entity) at the view, by
 * id, archived ones included: {"entity":"deal","id":1,...}, all fields that
 * may be shown in the order of the schema, as `list --json=all` has them.
 * *count grows by the number of records.
 */
int export_records(struct model *m, const struct entity *en, struct out *out,
	uint64_t *count, struct err *e);

/*
 * The log: a header, every policy, the custom fields' tags, then each
 * operation before its events, with all that a replay needs (HISTORY.md 12).
 * With an entity only the operations and events that are about it, which is
 * no replay and says so ("partial":true).
 *
 * An event's "set" has for each field its value before and after, null for
 * unset: money in minor units, percentages in basis points, references as
 * ids, days and instants as text. What the schema does not know is "#TAG".
 */
int export_history(struct model *m, const struct entity *en, struct out *out,
	uint64_t *count, struct err *e);

#endif
