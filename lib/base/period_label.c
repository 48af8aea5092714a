#include "base/timeword.h"

/* Fiscal years go by the year they end in: the last one begins in 9999. */
enum { LAST_YEAR = 10000 };

static const struct {
	const char *form;
	enum period_unit unit;
	bool fiscal;
	int max[PARTS];
} forms[] = {
	{"9999", UNIT_YEAR, false, {9999}},
	{"9999Q9", UNIT_QUARTER, false, {9999, 4}},
	{"9999-99", UNIT_MONTH, false, {9999, 12}},
	{"9999W99", UNIT_WEEK, false, {9999, 53}},
	{"FY99", UNIT_YEAR, true, {99}},
	{"FY9999", UNIT_YEAR, true, {9999}},
	{"FY99Q9", UNIT_QUARTER, true, {99, 4}},
	{"FY9999Q9", UNIT_QUARTER, true, {9999, 4}},
	{"FY99Q9M9", UNIT_MONTH, true, {99, 4, 3}},
	{"FY9999Q9M9", UNIT_MONTH, true, {9999, 4, 3}},
	{"FY99W99", UNIT_WEEK, true, {99, 53}},
	{"FY9999W99", UNIT_WEEK, true, {9999, 53}},
	/* the year that ends when there are no days any more */
	{"FY99999", UNIT_YEAR, true, {LAST_YEAR}},
	{"FY99999Q9", UNIT_QUARTER, true, {LAST_YEAR, 4}},
	{"FY99999Q9M9", UNIT_MONTH, true, {LAST_YEAR, 4, 3}},
	{"FY99999W99", UNIT_WEEK, true, {LAST_YEAR, 53}},
};

static char *
put_year(char *at, int64_t year, bool fiscal)
{
	if (fiscal) {
		*at++ = 'F';
		*at++ = 'Y';
		if (year >= 2000 && year <= 2099)
			return num_pair(at, (int)(year - 2000));
	}
	if (year > 9999)
		*at++ = '1';
	at = num_pair(at, (int)(year / 100 % 100));
	return num_pair(at, (int)(year % 100));
}

static char *
put_part(char *at, char letter, int64_t v)
{
	*at++ = letter;
	*at++ = (char)('0' + v);
	return at;
}

static char *
put_month(char *at, struct key k)
{
	int64_t month = k.index % 12;

	at = put_year(at, k.index / 12, k.fiscal);
	if (k.fiscal) {
		at = put_part(at, 'Q', month / 3 + 1);
		return put_part(at, 'M', month % 3 + 1);
	}
	*at++ = '-';
	return num_pair(at, (int)month + 1);
}

static char *
put_week(char *at, struct key k, const struct calendar *c)
{
	int64_t first = key_first_day(k, c), year;
	int iso_year, week;

	if (k.fiscal) {
		fiscal_week(first, c, &year, &week);
	} else {
		day_iso_week(first, &iso_year, &week);
		year = iso_year;
	}
	at = put_year(at, year, k.fiscal);
	*at++ = 'W';
	return num_pair(at, week);
}

void
label_print(struct key k, const struct calendar *c, char *at)
{
	switch (k.unit) {
	case UNIT_WEEK: at = put_week(at, k, c); break;
	case UNIT_MONTH: at = put_month(at, k); break;
	case UNIT_QUARTER:
		at = put_year(at, k.index / 4, k.fiscal);
		at = put_part(at, 'Q', k.index % 4 + 1);
		break;
	case UNIT_YEAR: at = put_year(at, k.index, k.fiscal); break;
	}
	*at = '\0';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
form_match(struct str s, const char *form, int part[PARTS])
{
	char last = '\0', c;
	size_t at = 0;
	int n = -1;

	for (; *form; last = *form++) {
		bool joint = last && (last == '9' || last == 'Y') &&
			(last == '9') != (*form == '9') && *form != '-';

		at += joint && at < s.n && s.p[at] == '-';
		if (at == s.n)
			return false;
		c = s.p[at++];
		if (*form == '9' ? !is_digit(c)
				 : c != *form && c != (*form | ' '))
			return false;
		if (*form != '9')
			continue;
		n += last != '9';
		part[n] = part[n] * 10 + c - '0';
	}
	return at == s.n;
}

static bool
parts_sound(const int part[PARTS], const int max[PARTS])
{
	if (max[0] == LAST_YEAR && part[0] != LAST_YEAR)
		return false;
	for (int i = 0; i < PARTS; i++)
		if (part[i] > max[i] || (max[i] && i && part[i] < 1))
			return false;
	return true;
}

/* The first day of a week; false where its year has none of that number. */
static bool
week_day(const int part[PARTS], bool fiscal, const struct calendar *c,
	int64_t *day)
{
	int64_t year;
	int iso_year, week;

	if (fiscal) {
		*day = day_of_fiscal_week(part[0], part[1], c);
		fiscal_week(*day, c, &year, &week);
		return year == part[0];
	}
	*day = day_of_iso_week(part[0], part[1]);
	day_iso_week(*day, &iso_year, &week);
	return iso_year == part[0];
}

static enum reading
parts_index(struct key *k, const int part[PARTS], const struct calendar *c)
{
	int64_t year = part[0], day;

	switch (k->unit) {
	case UNIT_WEEK:
		if (!week_day(part, k->fiscal, c, &day))
			return READ_ABSENT;
		k->index = key_index(UNIT_WEEK, k->fiscal, day, c);
		break;
	case UNIT_MONTH:
		k->index = year * 12 + part[1] - 1;
		if (k->fiscal)
			k->index = year * 12 + (part[1] - 1) * 3 + part[2] - 1;
		break;
	case UNIT_QUARTER: k->index = year * 4 + part[1] - 1; break;
	case UNIT_YEAR: k->index = year; break;
	}
	return READ_OK;
}

/* Only years of weeks have fiscal weeks. */
static bool
form_holds(enum period_unit unit, bool fiscal, const struct calendar *c)
{
	return unit != UNIT_WEEK || !fiscal || calendar_by_weeks(c);
}

enum reading
label_read(struct str s, const struct calendar *c, struct key *out)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int part[PARTS] = {0};

		if (!form_holds(forms[i].unit, forms[i].fiscal, c) ||
			!form_match(s, forms[i].form, part))
			continue;
		if (!parts_sound(part, forms[i].max))
			return READ_ABSENT;
		if (forms[i].max[0] == 99)
			part[0] += 2000;
		if (part[0] == 0 && !forms[i].fiscal)
			return READ_ABSENT;
		out->unit = forms[i].unit;
		out->fiscal = forms[i].fiscal;
		return parts_index(out, part, c);
	}
	return READ_UNKNOWN;
}
