/* name.h - the names a configuration gives and refers to. */
#ifndef CONF_NAME_H
#define CONF_NAME_H

#include "conf/bind.h"
#include "schema/entity.h"

/* [a-z][a-z0-9_-]*, at most 64 long; `dash`: whether '-' may occur. */
bool name_valid(struct str name, bool dash);
/* The entity of that very name, or NULL. */
const struct entity *name_entity(const struct schema *, struct str name);
/* The same of a member that was bound; NULL and a fault, beginning with the
 * subject, where there is none. An unset one is no fault. */
const struct entity *name_check_entity(struct binding *,
	const struct schema *, const char *subject, const struct str *name);

#endif
