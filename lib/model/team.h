/* team.h - a team: a node of the sales organisation under its parent. */
#ifndef MODEL_TEAM_H
#define MODEL_TEAM_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum team_tag {
	TEAM_KEY = 32,
	TEAM_NAME,
	TEAM_PARENT,
	TEAM_MANAGER,
};

struct team {
	struct common common;
	struct str key, name;
	int64_t parent;	 /* team */
	int64_t manager; /* rep */
};

extern const struct entity team_entity;

#endif
