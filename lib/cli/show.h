/* show.h - the parts of a card. Private to cli/. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/list.h"
#include "out/card.h"

struct show {
	struct cli *c;
	const struct entity *en;
	struct card *card;
};

void show_value(struct cli *c, const struct entity *en, const void *rec,
	const struct field *f, struct buf *out);
/* A field, indexed, that names records of the entity; what it holds then. */
bool show_refers(const struct field *f, const struct entity *en);
union val show_reference(const struct field *f, const struct entity *en,
	int64_t id);
typedef int show_each(struct show *s, const struct entity *en, int64_t id,
	void *state, struct err *e);
/* Each record that belongs to this one, as the program says (`kin`). */
int show_kin(struct show *s, int64_t id, show_each *each, void *state,
	struct err *e);
/* Sections of the open records that refer to this one, the latest first. */
int show_related(struct show *s, const void *rec, struct err *e);
/* --timeline: its events and those of what is about it, by instant. */
int show_timeline(struct show *s, const void *rec, struct err *e);

#endif
