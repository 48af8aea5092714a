#include "store/column.h"

enum { COLUMN_HEAD = 16 };

bool
column_open(struct str bytes, struct column *out)
{
	size_t n = bytes.n - COLUMN_HEAD, width = n / BLOCK_ROWS;

	if (bytes.n < COLUMN_HEAD || n % BLOCK_ROWS ||
		(width != 0 && width != 1 && width != 2 && width != 4 &&
			width != 8))
		return false;
	memcpy(&out->base, bytes.p, 8);
	memcpy(&out->unit, bytes.p + 8, 8);
	out->width = (unsigned)width;
	out->codes = bytes.p + COLUMN_HEAD;
	return true;
}

static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

struct span_of {
	int64_t lo, hi;
	uint64_t unit; /* divides each value's distance from lo */
	bool gaps;     /* some are unset */
};

static struct span_of
measure(const int64_t *v)
{
	struct span_of s = {INT64_MAX, INT64_MIN, 0, false};

	for (int i = 0; i < BLOCK_ROWS; i++) {
		if (v[i] == NUM_NULL) {
			s.gaps = true;
			continue;
		}
		s.lo = v[i] < s.lo ? v[i] : s.lo;
		s.hi = v[i] > s.hi ? v[i] : s.hi;
	}
	for (int i = 0; i < BLOCK_ROWS && s.unit != 1; i++)
		if (v[i] != NUM_NULL)
			s.unit = common_divisor(
				(uint64_t)v[i] - (uint64_t)s.lo, s.unit);
	return s;
}

static void
code_write(char *p, unsigned width, uint64_t code)
{
	const uint8_t one = (uint8_t)code;
	const uint16_t two = (uint16_t)code;
	const uint32_t four = (uint32_t)code;

	memcpy(p, width == 1 ? (const void *)&one
		: width == 2 ? (const void *)&two
		: width == 4 ? (const void *)&four : (const void *)&code,
		width);
}

void
column_encode(const int64_t v[BLOCK_ROWS], struct buf *out)
{
	struct span_of s = measure(v);
	uint64_t unit = s.unit ? s.unit : 1, code;
	uint64_t most = ((uint64_t)s.hi - (uint64_t)s.lo) / unit;
	unsigned width = most == 0 && !s.gaps ? 0 : most < UINT8_MAX ? 1
		: most < UINT16_MAX ? 2 : most < UINT32_MAX ? 4 : 8;
	char *p;

	buf_room(out, COLUMN_HEAD + (size_t)width * BLOCK_ROWS);
	p = out->p + out->n;
	memcpy(p, &s.lo, 8);
	memcpy(p + 8, &unit, 8);
	p += COLUMN_HEAD;
	for (int i = 0; width && i < BLOCK_ROWS; i++, p += width) {
		code = v[i] == NUM_NULL ? 0
			: ((uint64_t)v[i] - (uint64_t)s.lo) / unit + 1;
		code_write(p, width, code);
	}
	out->n = (size_t)(p - out->p);
}

bool
text_column_open(struct str bytes, struct text_column *out)
{
	size_t head = BLOCK_ROWS * sizeof(uint32_t);

	if (bytes.n < head || bytes.n - head > UINT32_MAX / 2)
		return false;
	*out = (struct text_column){bytes.p, bytes.p + head,
		(uint32_t)(bytes.n - head)};
	return true;
}

bool
text_column_encode(const struct str v[BLOCK_ROWS], struct buf *out)
{
	uint64_t end = 0;
	uint32_t word;

	for (int i = 0; i < BLOCK_ROWS; i++) {
		end += v[i].p ? v[i].n : 0;
		if (end > UINT32_MAX / 2)
			return false;
		word = (uint32_t)end * 2 + (v[i].p != NULL);
		buf_add(out, &word, sizeof word);
	}
	for (int i = 0; i < BLOCK_ROWS; i++)
		if (v[i].p)
			buf_str(out, v[i]);
	return true;
}
