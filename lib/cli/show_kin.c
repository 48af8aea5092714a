#include "cli/show.h"

/* Those of one entity that name the record by a field of its entity's name. */
static int
of_entity(struct show *s, const struct entity *en, int64_t id,
	show_each *each, void *state, struct err *e)
{
	const struct field *f = entity_field(en, str_of(s->en->name));
	struct ids ids = {0};
	int rc = ERR_OK;

	if (f && f->type == T_REF && show_refers(f, s->en))
		rc = tx_find(s->c->model.tx, en, f, (union val){.i = id}, &ids,
			e);
	for (size_t i = 0; rc == ERR_OK && i < ids.list.n; i++)
		rc = each(s, en, ids.list.v[i], state, e);
	ARR_FREE(&ids.list);
	return rc;
}

int
show_kin(struct show *s, int64_t id, show_each *each, void *state,
	struct err *e)
{
	const int *kin = s->c->program->kin;
	int rc = ERR_OK;

	for (; rc == ERR_OK && kin && *kin; kin++)
		rc = of_entity(s, model_entity(&s->c->model, *kin), id, each,
			state, e);
	return rc;
}
