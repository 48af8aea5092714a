/* user_rows.h - the inside of user*.c; the interface is user.h. */
#ifndef CONF_USER_ROWS_H
#define CONF_USER_ROWS_H

#include "conf/user.h"
#include "conf/yaml.h"

/* A dotted key taken apart; `name` is null where it is not nested. */
struct user_key {
	struct str top, name;
};
/* ERR_USAGE with the nearest valid key. */
int user_key_parse(struct str text, struct user_key *, struct err *e);

/* The text with one key set, or taken out where value is null (ERR_NO when it
 * is not there). `root` is the tree of the text. Nothing is validated. */
int user_rewrite(struct str text, const struct yaml_node *root,
	const struct user_key *, struct str value, struct buf *out,
	struct err *e);

#endif
