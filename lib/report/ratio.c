#include "report/ratio.h"

int
ratio_of(int64_t part, int64_t whole, int64_t scale, int64_t *out,
	struct err *e)
{
	*out = NUM_NULL;
	if (whole == 0)
		return 0;
	if (whole < 0) {
		if (part == INT64_MIN || whole == INT64_MIN)
			return err_set(e, ERR_DATA, "number too large");
		part = -part;
		whole = -whole;
	}
	return num_muldiv(part, scale, whole, out, e);
}

void
ratio_print(int64_t v, int decimals, struct buf *out)
{
	char text[24], *end = text + sizeof text, *at;
	size_t n;

	if (v == NUM_NULL)
		return;
	at = num_write(num_abs(v), end);
	n = (size_t)(end - at);
	if (v < 0)
		buf_char(out, '-');
	if (n <= (size_t)decimals) {
		buf_cstr(out, "0.");
		buf_fill(out, '0', (size_t)decimals - n);
		buf_add(out, at, n);
		return;
	}
	buf_add(out, at, n - (size_t)decimals);
	buf_char(out, '.');
	buf_add(out, end - decimals, (size_t)decimals);
}
