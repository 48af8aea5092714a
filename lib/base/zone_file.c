#include "base/zone.h"

enum {
	HEADER = 44,
	COUNTS = 20, /* where the header's six counts stand */
	TYPE_BYTES = 6,
	OFFSET_MAX = 26 * 3600,
	UNROLL_FROM = 1900,
	UNROLL_TO = 2100, /* the rule as table, so that now is a look-up */
	UNROLL_ROOM = 1 + 2 * (UNROLL_TO - UNROLL_FROM),
};

struct head {
	char version;
	uint32_t isut, isstd, leap, times, types, chars;
};

struct bytes {
	const unsigned char *p;
	size_t n;
};

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		(uint32_t)p[2] << 8 | p[3];
}

static int64_t
time_at(const unsigned char *p, size_t width)
{
	if (width == 4)
		return (int32_t)be32(p);
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static const unsigned char *
take(struct bytes *b, uint64_t n)
{
	const unsigned char *p = b->p;

	if (n > b->n)
		return NULL;
	b->p += n;
	b->n -= (size_t)n;
	return p;
}

static bool
head_read(struct bytes *b, struct head *h)
{
	const unsigned char *p = take(b, HEADER);

	if (!p || memcmp(p, "TZif", 4) != 0)
		return false;
	*h = (struct head){
		.version = (char)p[4],
		.isut = be32(p + COUNTS),
		.isstd = be32(p + COUNTS + 4),
		.leap = be32(p + COUNTS + 8),
		.times = be32(p + COUNTS + 12),
		.types = be32(p + COUNTS + 16),
		.chars = be32(p + COUNTS + 20),
	};
	return true;
}

static uint64_t
body_size(const struct head *h, size_t width)
{
	return (uint64_t)h->times * (width + 1) +
		(uint64_t)h->types * TYPE_BYTES + h->chars +
		(uint64_t)h->leap * (width + 4) + h->isstd + h->isut;
}

/* Beyond any day we know; kept where it multiplies into microseconds. */
static int64_t
to_instant(int64_t seconds)
{
	static const int64_t far = INT64_MAX / US_PER_SECOND;

	if (seconds < -far)
		return INT64_MIN + 1;
	return seconds > far ? INT64_MAX : seconds * US_PER_SECOND;
}

static bool
offsets_sound(const unsigned char *types, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		int32_t offset = (int32_t)be32(types + i * TYPE_BYTES);

		if (offset < -OFFSET_MAX || offset > OFFSET_MAX)
			return false;
	}
	return true;
}

/* The table of one data block; at and offset have room for all of it. */
static bool
body_read(const unsigned char *p, const struct head *h, size_t width,
	int64_t *at, int32_t *offset)
{
	const unsigned char *index = p + (size_t)h->times * width;
	const unsigned char *types = index + h->times;
	int64_t last = INT64_MIN, now;

	if (h->leap || !h->types || !offsets_sound(types, h->types))
		return false;
	at[0] = INT64_MIN;
	offset[0] = (int32_t)be32(types);
	for (uint32_t i = 0; i < h->times; i++) {
		now = time_at(p + (size_t)i * width, width);
		if ((i && now <= last) || index[i] >= h->types)
			return false;
		last = now;
		at[i + 1] = to_instant(now);
		offset[i + 1] = (int32_t)be32(types + index[i] * TYPE_BYTES);
	}
	return true;
}

static bool
footer_read(struct bytes b, struct zone_rule *out)
{
	struct str text = {(const char *)b.p, b.n};

	if (text.n < 2 || text.p[0] != '\n' || text.p[text.n - 1] != '\n')
		return false;
	text = str_cut(text, 1, text.n - 1);
	return text.n == 0 || zone_rule_parse(text, out);
}

/* Continue the table by the rule. Of two changes at one instant the later one
 * is found: that is how summer time all year is written. */
static void
unroll(const struct zone_rule *r, int64_t *at, int32_t *offset, size_t *n)
{
	int64_t last = at[*n - 1] / US_PER_DAY;
	struct zone_span next[2];
	int year = UNROLL_FROM;

	if (last > day_of(UNROLL_FROM, 1, 1))
		year = day_in_range(last) ? day_split(last).year : UNROLL_TO;
	for (; year < UNROLL_TO; year++) {
		zone_rule_year(r, year, next);
		for (int i = 0; i < 2; i++) {
			if (next[i].at < at[*n - 1])
				continue;
			at[*n] = next[i].at;
			offset[(*n)++] = (int32_t)next[i].offset;
		}
	}
}

bool
zone_read(struct arena *a, struct str content, struct zone *z)
{
	struct bytes b = {(const unsigned char *)content.p, content.n};
	const unsigned char *body;
	size_t width = 4;
	struct head h;
	int32_t *offset;
	int64_t *at;

	if (!head_read(&b, &h))
		return false;
	if (h.version) {
		if (!take(&b, body_size(&h, width)) || !head_read(&b, &h))
			return false;
		width = 8;
	}
	body = take(&b, body_size(&h, width));
	z->rule = (struct zone_rule){0};
	if (!body || (h.version && !footer_read(b, &z->rule)))
		return false;
	at = arena_array(a, h.times + UNROLL_ROOM, sizeof *at);
	offset = arena_array(a, h.times + UNROLL_ROOM, sizeof *offset);
	if (!body_read(body, &h, width, at, offset))
		return false;
	z->n = h.times + 1;
	if (z->rule.summer)
		unroll(&z->rule, at, offset, &z->n);
	z->at = at;
	z->offset = offset;
	return true;
}
