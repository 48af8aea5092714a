#include "demo/demo_random.h"

struct dice
dice_of(uint64_t subject)
{
	struct dice d = {UINT64_C(0x5eed0fa1e5) + subject * 0x10001};

	for (int i = 0; i < 8; i++)
		dice_below(&d, 2);
	return d;
}

/* A step of a shift register, its upper half after a multiplication. */
int64_t
dice_below(struct dice *d, int64_t n)
{
	uint64_t x = d->state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	d->state = x;
	x = x * UINT64_C(0x2545f4914f6cdd1d) >> 32;
	return (int64_t)(x * (uint64_t)n >> 32);
}

int64_t
dice_between(struct dice *d, int64_t from, int64_t to)
{
	return from + dice_below(d, to - from + 1);
}

bool
dice_chance(struct dice *d, int percent)
{
	return dice_below(d, 100) < percent;
}
