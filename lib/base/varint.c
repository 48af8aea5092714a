#include "base/varint.h"

void
varint_put(struct buf *b, uint64_t v)
{
	uint8_t bytes[VARINT_MAX];

	buf_add(b, bytes, (size_t)(varint_write(bytes, v) - bytes));
}

struct varint
varint_long(const uint8_t *p, const uint8_t *end)
{
	static const struct varint none = {NULL, 0};
	uint64_t v = 0;

	for (unsigned shift = 0; p < end; shift += 7) {
		uint8_t byte = *p++;

		if (shift == 63 && byte > 1)
			return none;
		v |= (uint64_t)(byte & 0x7f) << shift;
		if (byte & 0x80)
			continue;
		if (byte == 0 && shift > 0)
			return none;
		return (struct varint){p, v};
	}
	return none;
}
