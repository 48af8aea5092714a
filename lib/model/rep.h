/* rep.h - a rep: someone who owns leads, accounts and deals. The team a rep
 * is in is dated by the events that set it. */
#ifndef MODEL_REP_H
#define MODEL_REP_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum rep_tag {
	REP_HANDLE = 32,
	REP_NAME,
	REP_EMAIL,
	REP_LOGIN,
	REP_TEAM,
	REP_CURRENCY,
	REP_ACTIVE,
};

struct rep {
	struct common common;
	struct str handle, name, email;
	struct str login;    /* the account on this machine that is theirs */
	int64_t team;
	struct str currency;
	int64_t active;
};

extern const struct entity rep_entity;

#endif
