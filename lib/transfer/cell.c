#include "base/utf8.h"
#include "transfer/cell.h"

/* What may stand between thousands: a no-break space in either width. */
static const char *const blanks[] = {" ", "\xc2\xa0", "\xe2\x80\xaf", "'",
	"\xe2\x80\x99"};
static const char *const signs[] = {"$", "\xe2\x82\xac", "\xc2\xa3",
	"\xc2\xa5", "R$", "US$", "%"};

/* Cut one of some texts off the front. */
static bool
skip(struct str *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(list[i]);

		if (!str_starts(*s, list[i]))
			continue;
		*s = str_cut(*s, k, s->n);
		return true;
	}
	return false;
}

static bool
cut_sign(struct str *s)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t k = strlen(signs[i]);

		if (str_ends(*s, signs[i]))
			*s = str_cut(*s, 0, s->n - k);
		else if (str_starts(*s, signs[i]))
			*s = str_cut(*s, k, s->n);
		else
			continue;
		*s = str_trim(*s);
		return true;
	}
	return false;
}

static bool
upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A currency's code at either end. */
static struct str
cut_code(struct str *s)
{
	struct str code = STR_NULL;

	if (s->n > 3 && upper(s->p[0]) && upper(s->p[1]) && upper(s->p[2])) {
		code = str_cut(*s, 0, 3);
		*s = str_trim(str_cut(*s, 3, s->n));
	} else if (s->n > 3 && upper(s->p[s->n - 1]) &&
		upper(s->p[s->n - 2]) && upper(s->p[s->n - 3])) {
		code = str_cut(*s, s->n - 3, s->n);
		*s = str_trim(str_cut(*s, 0, s->n - 3));
	}
	return code;
}

static bool
cut_minus(struct str *s)
{
	if (s->n > 1 && s->p[0] == '(' && s->p[s->n - 1] == ')')
		*s = str_trim(str_cut(*s, 1, s->n - 1));
	else if (s->n > 1 && s->p[s->n - 1] == '-')
		*s = str_trim(str_cut(*s, 0, s->n - 1));
	else if (s->n > 1 && s->p[0] == '-')
		*s = str_trim(str_cut(*s, 1, s->n));
	else
		return false;
	return true;
}

/* Digits with thousands parted, and a point. */
struct groups {
	char thousands, point;
	size_t since; /* digits since the last parting */
	bool parted, pointed;
};

static bool
group_ends(const struct groups *g)
{
	return !g->parted || g->since == 3;
}

static bool
take_digits(struct str s, struct groups g, struct buf *out)
{
	size_t digits = 0;

	while (s.n) {
		bool part = *s.p == g.thousands;

		if (*s.p >= '0' && *s.p <= '9') {
			buf_char(out, *s.p);
			g.since++;
			digits++;
			s = str_cut(s, 1, s.n);
		} else if (*s.p == g.point && !g.pointed && group_ends(&g)) {
			if (!g.since)
				buf_char(out, '0');
			buf_char(out, '.');
			g.pointed = true;
			g.since = 0;
			s = str_cut(s, 1, s.n);
		} else if (!g.pointed && g.since &&
			(!g.parted || g.since == 3)) {
			if (g.since > 3)
				return false;
			if (part)
				s = str_cut(s, 1, s.n);
			else if (!skip(&s, blanks,
				sizeof blanks / sizeof *blanks))
				return false;
			g.parted = true;
			g.since = 0;
		} else {
			return false;
		}
	}
	if (g.pointed && !g.since)
		out->n--; /* "5." */
	return digits && (g.pointed || group_ends(&g));
}

int
cell_number(struct str text, enum number_form form, struct buf *out,
	struct err *e)
{
	struct str s = str_trim(text), code;
	struct groups g = {.thousands = ',', .point = '.'};
	size_t before = out->n;
	bool minus;

	if (form != NUMBER_US && form != NUMBER_EU) {
		buf_str(out, s);
		return 0;
	}
	if (form == NUMBER_EU)
		g = (struct groups){.thousands = '.', .point = ','};
	minus = cut_minus(&s);
	code = cut_code(&s);
	if (cut_sign(&s) || code.n)
		minus ^= cut_minus(&s);
	if (code.n) {
		buf_str(out, code);
		buf_char(out, ' ');
	}
	if (minus)
		buf_char(out, '-');
	if (take_digits(s, g, out))
		return 0;
	out->n = before;
	return err_set(e, ERR_DATA, "'%.*s': not a number like %s",
		STR_SHORT(text),
		form == NUMBER_US ? "1,234.50" : "1.234,50");
}

int
cell_times(struct str number, int64_t unit, struct buf *out, struct err *e)
{
	int64_t v, product;
	int rc = dec_parse(number, &v, e);

	if (rc == 0)
		rc = dec_mul(v, unit, &product, e);
	if (rc == 0)
		dec_print(product, out);
	return rc;
}

/* Small letters and digits, everything else one '-'; other scripts stay. */
static void
key_letters(struct str text, struct buf *out)
{
	struct buf folded = {0};
	bool gap = false;
	size_t from = out->n;

	text_fold(str_trim(text), &folded);
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			(unsigned char)c >= 0x80 || c == '_' || c == '.';

		if (plain && gap && out->n > from)
			buf_char(out, '-');
		gap = !plain;
		if (plain)
			buf_char(out, c);
	}
	buf_free(&folded);
}

void
cell_letters(struct str text, enum case_form form, struct buf *out)
{
	switch (form) {
	case CASE_AS_IS:
		buf_str(out, text);
		return;
	case CASE_LOWER:
		text_fold(text, out);
		return;
	case CASE_KEY:
		key_letters(text, out);
		return;
	case CASE_UPPER:
		for (size_t i = 0; i < text.n; i++)
			buf_char(out, text.p[i] >= 'a' && text.p[i] <= 'z'
				? (char)(text.p[i] - 32) : text.p[i]);
		return;
	}
}
