/* scope.h - what reading and writing values asks the model. Private. */
#ifndef MODEL_SCOPE_H
#define MODEL_SCOPE_H

#include "model/model.h"

/* Fill m->scope; policy, schema and calendar stand already. */
void scope_init(struct model *m);

#endif
