/* demo_random.h - the same dice every time, in integers. Private to demo/. */
#ifndef DEMO_RANDOM_H
#define DEMO_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};

/* Dice of their own for every subject, so that one more throw here changes
 * nothing there. */
struct dice dice_of(uint64_t subject);
/* 0 to n - 1; n from 1 to 2^32. */
int64_t dice_below(struct dice *d, int64_t n);
/* Both included. */
int64_t dice_between(struct dice *d, int64_t from, int64_t to);
bool dice_chance(struct dice *d, int percent);

#endif
