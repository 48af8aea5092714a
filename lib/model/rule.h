/*
 * rule.h - what the entities' check hooks share. Private to model/. Messages
 * begin with the record: its key, its id, or the title of a new one.
 */
#ifndef MODEL_RULE_H
#define MODEL_RULE_H

#include "model/model.h"

/* A name to go by (handle, key, sku), which must be tellable from an id, a
 * path and the words with a meaning of their own: no blanks, '/', ',' or ':',
 * not all digits, none of me, total, unassigned, undated. ERR_DATA. */
int rule_key(const char *field, struct str key, struct err *e);
/* Money and its currency: one currency a record, the base where it has money
 * and none was given; none of the money below zero; another currency needs
 * all money given anew. ERR_DATA. */
int rule_money(struct model *m, const struct entity *en, const void *before,
	void *after, struct err *e);
/* A record is not its own parent, nor its parents' parent. ERR_DATA. */
int rule_parent(struct model *m, const struct entity *en, uint16_t tag,
	const void *before, const void *after, struct err *e);
/* A number below zero: ERR_DATA. */
int rule_positive(struct model *m, const struct entity *en, uint16_t tag,
	const void *rec, struct err *e);

/* "anna", "42", or the title of a record not saved yet. */
struct str rule_subject(struct model *m, const struct entity *en,
	const void *rec);
/* Add " --next-step NEXT_STEP", for hints. */
void rule_option(const struct field *f, struct buf *out);
/* Whether a person gave this field of this record in the change at hand, be
 * it the value it had before (model_assign). */
bool rule_said(const struct model *m, const void *rec, uint16_t tag);
/* ERR_NO with the reason when there is no such record at the view. */
int rule_exists(struct model *m, const struct entity *en, int64_t id,
	struct err *e);
/* ERR_USAGE with up to five candidates. */
int rule_ambiguous(struct model *m, const struct entity *en, struct str text,
	const struct ids *ids, struct err *e);

#endif
