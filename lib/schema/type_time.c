#include "schema/type_part.h"

/* Twice the microsecond; the lowest bit says that it is an instant. So a day
 * comes right before the instant of its midnight. */
static const int64_t DAY_STEP = 2 * US_PER_DAY;

int64_t
when_of_day(int64_t day)
{
	return day == NUM_NULL ? NUM_NULL : day * DAY_STEP;
}

int64_t
when_of_instant(int64_t instant)
{
	return instant == NUM_NULL ? NUM_NULL : instant * 2 + 1;
}

bool
when_is_day(int64_t when)
{
	return when != NUM_NULL && !(when & 1);
}

int64_t
when_day(int64_t when)
{
	return when / DAY_STEP;
}

int64_t
when_instant(int64_t when)
{
	return num_floor_div(when, 2);
}

static int
read_day(const struct input *in, int64_t *day, struct err *e)
{
	const struct calendar *c = in->scope->cal;

	return c ? day_word(in->text, c, day, e)
		 : day_parse(in->text, day, e);
}

/* A day means its last microsecond; without a calendar that of UTC. */
static int
read_instant(const struct input *in, int64_t *instant, struct err *e)
{
	const struct calendar *c = in->scope->cal;
	int64_t day;

	if (c)
		return instant_word(in->text, c, true, instant, e);
	if (day_parse(in->text, &day, e))
		return instant_parse(in->text, NULL, instant, e);
	*instant = day * US_PER_DAY + US_PER_DAY - 1;
	return ERR_OK;
}

int
day_value_read(const struct input *in, union val *out, struct err *e)
{
	return read_day(in, &out->i, e);
}

void
day_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	day_print(v.i, out);
}

int
instant_read(const struct input *in, union val *out, struct err *e)
{
	return read_instant(in, &out->i, e);
}

void
instant_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	instant_print(v.i, out);
}

int
when_read(const struct input *in, union val *out, struct err *e)
{
	int64_t v;
	int rc = read_day(in, &v, e);

	if (rc == 0) {
		out->i = when_of_day(v);
		return rc;
	}
	rc = read_instant(in, &v, e);
	if (rc == 0)
		out->i = when_of_instant(v);
	return rc;
}

void
when_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	if (when_is_day(v.i))
		day_print(when_day(v.i), out);
	else
		instant_print(when_instant(v.i), out);
}
