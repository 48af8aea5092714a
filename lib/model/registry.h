/* registry.h - the table of entities. Private to model/. */
#ifndef MODEL_REGISTRY_H
#define MODEL_REGISTRY_H

#include "model/model.h"

/* All entities, with the custom fields of a policy (NULL: none). */
void registry_schema(struct schema *s, struct arena *a,
	const struct policy *p);
/* Tags of the fields a record may be called by, the surest first; 0 ends. */
const uint16_t *registry_names(int entity);
/* An entity's own defaults for a new record. */
void registry_defaults(struct model *m, const struct entity *en, void *rec);

/* The end of a conversion: account, contact and deal are set already. */
struct lead;
int lead_close(struct model *m, struct lead *l, struct err *e);

/* The entities' own, each setting only what is unset. */
void rep_defaults(struct model *m, void *rec);
void lead_defaults(struct model *m, void *rec);
void deal_defaults(struct model *m, void *rec);
void activity_defaults(struct model *m, void *rec);
void product_defaults(struct model *m, void *rec);
void quota_defaults(struct model *m, void *rec);
void rate_defaults(struct model *m, void *rec);
void adjustment_defaults(struct model *m, void *rec);
void pricebook_defaults(struct model *m, void *rec);
void submission_defaults(struct model *m, void *rec);

#endif
