#include "base/varint.h"

void
varint_put(struct buf *b, uint64_t v)
{
	uint8_t bytes[VARINT_MAX];

	buf_add(b, bytes, (size_t)(varint_write(bytes, v) - bytes));
}

bool
varint_get_long(const uint8_t **p, const uint8_t *end, uint64_t *out)
{
	const uint8_t *at = *p;
	uint64_t v = 0;

	for (unsigned shift = 0; at < end; shift += 7) {
		uint8_t byte = *at++;

		if (shift == 63 && byte > 1)
			return false;
		v |= (uint64_t)(byte & 0x7f) << shift;
		if (byte & 0x80)
			continue;
		if (byte == 0 && shift > 0)
			return false;
		*p = at;
		*out = v;
		return true;
	}
	return false;
}
