/*
 * shop.h - a small store in memory, for tests of the model: UTC, euros,
 * Thursday 2026-10-15 at noon; teams emea > dach, reps anna (emea) and bert
 * (dach, the one we are); a pipeline with rules. Each test's steps run in one
 * writing transaction, whose changes are then read back by tx_check.
 */
#ifndef UNIT_SHOP_H
#define UNIT_SHOP_H

#include "model/deal.h"
#include "model/model.h"

struct shop {
	struct arena arena;
	struct store *st;
	struct tx *tx;
	struct model m;
	struct err e;
	enum saved how;
	int64_t emea, dach, anna, bert;
};

#define IN_SHOP(name)                                                          \
	static void name##_steps(struct shop *s);                              \
	static void name(void **state)                                         \
	{                                                                      \
		(void)state;                                                   \
		shop_run(name##_steps);                                        \
	}                                                                      \
	static void name##_steps(struct shop *s)

void shop_run(void (*steps)(struct shop *s));
/* And then a look at what was committed, in a reading transaction. */
void shop_run_then(void (*steps)(struct shop *s),
	void (*look)(struct shop *s, struct tx *t));

/* Days later, the clock and the instant of changes too. */
void shop_later(struct shop *s, int64_t days);
/* The call's code is 0; else the error is shown. */
void shop_must(struct shop *s, int rc);
/* The call's code, and a message that has all these words, ended by NULL. */
void shop_refused(struct shop *s, int rc, int code, ...);

/* A new record with defaults; assign "--field value"; save. */
void *shop_new(struct shop *s, int entity);
void shop_set(struct shop *s, int entity, void *rec, const char *field,
	const char *value);
int64_t shop_save(struct shop *s, int entity, void *rec);
int shop_try(struct shop *s, int entity, void *rec);
/* The record anew, as stored. */
void *shop_get(struct shop *s, int entity, int64_t id);
int64_t shop_day(const char *day);
/* A deal of 1000 EUR in the first stage, closing 2026-11-30. */
struct deal *shop_deal(struct shop *s);

#define assert_text(str, lit) assert_shop_text((str), (lit), __FILE__, __LINE__)
void assert_shop_text(struct str s, const char *text, const char *file,
	int line);

#endif
