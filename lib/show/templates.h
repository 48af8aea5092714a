/* templates.h - the folder of a store that says how its documents look. */
#ifndef SHOW_TEMPLATES_H
#define SHOW_TEMPLATES_H

#include "cli/program.h"
#include "conf/look.h"

enum { LOGO_BYTES = 4 * 1024 * 1024 };
#define TEMPLATE_LOGO "logo.png"

/* A file as a whole, in the arena; ERR_NO when it is not there and need not
 * be. */
int template_file(struct cli *c, const char *path, size_t max, bool needed,
	struct str *out, struct err *e);
/* The folder named, which has to be there, or the store's `templates`; NULL:
 * there is none. */
int templates_find(struct cli *c, struct str named, const char **dir,
	struct err *e);
/* Its template.yaml and logo, in the arena; NULL: there is neither. ERR_DATA: a
 * logo that is no PNG. */
int templates_look(struct cli *c, const char *dir, const struct look **out,
	struct err *e);

#endif
