/*
 * rule.h - what the entities' check hooks share. Private to model/.
 */
#ifndef MODEL_RULE_H
#define MODEL_RULE_H

#include "model/model.h"

/* A name to go by (handle, key, sku), which must be tellable from an id, a
 * path and the words with a meaning of their own: no blanks, '/', ',' or ':',
 * not all digits, none of me, total, unassigned, undated. ERR_DATA. */
int rule_key(const char *field, struct str key, struct err *e);
/*
 * Money and its currency: one currency a record, the base where it has money
 * and none was given; none of the money below zero; changing the currency
 * while money is set needs the new amounts. ERR_DATA.
 */
int rule_money(struct model *m, const struct entity *en, const void *before,
	void *after, struct err *e);
/* A record is not its own parent, nor its parents' parent. ERR_DATA. */
int rule_parent(struct model *m, const struct entity *en, uint16_t tag,
	const void *after, struct err *e);
/* Both days set and the last before the first: ERR_DATA. */
int rule_days(const char *first_name, int64_t first, const char *last_name,
	int64_t last, struct err *e);
/* A number that must not be below zero. ERR_DATA. */
int rule_positive(const struct entity *en, uint16_t tag, const void *rec,
	struct err *e);
/* "42", or the name of a record not saved yet: the subject of a message. */
struct str rule_subject(struct model *m, const struct entity *en,
	const void *rec);
/* Whether a person gave this field of this record in the change at hand, be
 * it the value it had before (model_assign). */
bool rule_said(const struct model *m, const void *rec, uint16_t tag);

#endif
