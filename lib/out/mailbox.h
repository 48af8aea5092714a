/* mailbox.h - who writes and is written to: "Anna Berg <anna@example.com>". */
#ifndef OUT_MAILBOX_H
#define OUT_MAILBOX_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct mailbox {
	struct str name;    /* null: none */
	struct str address; /* checked, ASCII */
};

/* A name may stand in double quotes, and there have commas in it. ERR_USAGE
 * beginning with `whose` for anything that could not stand in a header. */
int mailbox_parse(struct arena *a, struct str text, const char *whose,
	struct mailbox *out, struct err *e);
/* One or more, parted by commas. */
int mailbox_list(struct arena *a, struct str text, const char *whose,
	struct mailbox **out, size_t *n, struct err *e);
/* A name that comes from elsewhere with its address, checked the same way. */
int mailbox_make(struct arena *a, struct str name, struct str address,
	const char *whose, struct mailbox *out, struct err *e);

#endif
