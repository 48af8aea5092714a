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
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t v = 0;

	/* nine bytes, as references to any record have */
	if (end - p > 8 && p[8] && p[8] < 0x80 &&
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		memcpy(&v, p, sizeof v);
		if ((v & high) == high)
			return (struct varint){p + 9,
				varint_close(v & ~high) | (uint64_t)p[8] << 56};
		v = 0;
	}
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
