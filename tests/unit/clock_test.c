#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "base/zone.h"

enum { HOUR = 3600 };

static const char *const zones[] = {"Europe/Berlin", "America/New_York",
	"Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Apia", "Europe/London",
	"Europe/Dublin", "America/Sao_Paulo", "America/St_Johns",
	"America/Havana", "America/Santiago", "Australia/Lord_Howe",
	"Australia/Sydney", "Africa/Casablanca", "Africa/Cairo",
	"Asia/Tehran", "Asia/Kathmandu", "Asia/Gaza", "Pacific/Chatham",
	"Pacific/Pago_Pago", "Antarctica/Troll", "America/Nuuk", "UTC"};

enum { ZONES = sizeof zones / sizeof *zones };

static struct arena memory;

static const struct zone *
zone(const char *name)
{
	const struct zone *z = NULL;
	struct err e;

	if (zone_load(&memory, str_of(name), &z, &e))
		fail_msg("%s", e.msg);
	return z;
}

static int64_t
day(const char *text)
{
	struct err e;
	int64_t d = 0;

	if (day_parse(str_of(text), &d, &e))
		fail_msg("%s", e.msg);
	return d;
}

static int64_t
instant(const char *text)
{
	struct err e;
	int64_t t = 0;

	if (instant_parse(str_of(text), NULL, &t, &e))
		fail_msg("%s", e.msg);
	return t;
}

static void
check_instant(int64_t t, const char *want)
{
	struct buf b = {0};

	instant_print(t, &b);
	assert_string_equal(buf_view(&b).p, want);
	buf_free(&b);
}

static int
arena_drop(void **state)
{
	(void)state;
	arena_free(&memory);
	unsetenv("TZDIR");
	return 0;
}

static void
names_are_checked(void **state)
{
	static const char *const bad[] = {"", "../etc/passwd", "/etc/passwd",
		"Europe/../Europe/Berlin", "Europe//Berlin", "Europe/",
		"./UTC", "Europe/Berlin\n", "Europe/Atlantis", "europe/berlin",
		"Europe", "localtime", "zone.tab", "tzdata.zi", "-x", "CET-1",
		"Europe/Berlin/x", "\xc3\xa9",
		"A/name/longer/than/any/zone/has/that/goes/on/and/on/and/on/"};
	const struct zone *z = NULL;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(zone_load(&memory, str_of(bad[i]), &z, &e),
			ERR_DATA);
		assert_true(e.hint[0]);
		assert_null(z);
	}
	assert_int_equal(zone_load(&memory, STR_NULL, &z, &e), ERR_DATA);
	assert_int_equal(zone_load(&memory,
				 (struct str){"Europe/Berlin\0x", 15}, &z, &e),
		ERR_DATA);
}

static void
near_names_are_hinted(void **state)
{
	static const struct {
		const char *typed, *hint;
	} rows[] = {
		{"Europe/Berlni", "did you mean 'Europe/Berlin'?"},
		{"europe/berlin", "did you mean 'Europe/Berlin'?"},
		{"berlin", "did you mean 'Europe/Berlin'?"},
		{"New York", "did you mean 'America/New_York'?"},
		{"Middle/Earth/Shire",
			"zones are named like Europe/Berlin, or UTC"},
	};
	const struct zone *z;
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(zone_load(&memory, str_of(rows[i].typed), &z,
					 &e),
			ERR_DATA);
		assert_string_equal(e.hint, rows[i].hint);
	}
}

static void
offsets_known(void **state)
{
	static const struct {
		const char *zone, *instant;
		int64_t offset;
	} rows[] = {
		{"UTC", "2026-07-01T00:00:00Z", 0},
		{"Europe/Berlin", "2026-01-01T00:00:00Z", HOUR},
		{"Europe/Berlin", "2026-07-01T00:00:00Z", 2 * HOUR},
		{"Europe/Berlin", "2026-03-29T00:59:59.999999Z", HOUR},
		{"Europe/Berlin", "2026-03-29T01:00:00Z", 2 * HOUR},
		{"Europe/Berlin", "2026-10-25T00:59:59Z", 2 * HOUR},
		{"Europe/Berlin", "2026-10-25T01:00:00Z", HOUR},
		{"Europe/Berlin", "1850-01-01T00:00:00Z", 3208},
		{"Europe/Berlin", "2050-07-01T00:00:00Z", 2 * HOUR},
		{"Europe/Berlin", "2099-12-31T23:00:00Z", HOUR},
		{"Europe/Berlin", "2400-07-01T00:00:00Z", 2 * HOUR},
		{"Europe/Berlin", "2400-12-31T23:59:59Z", HOUR},
		{"Europe/Berlin", "9999-07-01T00:00:00Z", 2 * HOUR},
		{"America/New_York", "2026-01-01T00:00:00Z", -5 * HOUR},
		{"America/New_York", "2026-07-01T00:00:00Z", -4 * HOUR},
		{"America/New_York", "2526-07-01T00:00:00Z", -4 * HOUR},
		{"Australia/Sydney", "2300-01-01T00:00:00Z", 11 * HOUR},
		{"Australia/Sydney", "2300-07-01T00:00:00Z", 10 * HOUR},
		{"Asia/Kolkata", "2026-07-01T00:00:00Z", 5 * HOUR + 1800},
		{"Asia/Kolkata", "2426-07-01T00:00:00Z", 5 * HOUR + 1800},
		{"Pacific/Kiritimati", "2026-07-01T00:00:00Z", 14 * HOUR},
		{"Pacific/Pago_Pago", "2026-07-01T00:00:00Z", -11 * HOUR},
		{"Pacific/Apia", "2011-12-30T09:59:59Z", -10 * HOUR},
		{"Pacific/Apia", "2011-12-30T10:00:00Z", 14 * HOUR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(zone_offset(zone(rows[i].zone),
					 instant(rows[i].instant)),
			rows[i].offset);
	assert_true(str_is(zone_name(zone("Asia/Kolkata")), "Asia/Kolkata"));
	assert_true(str_is(zone_name(zone("UTC")), "UTC"));
}

static void
a_deal_closed_after_midnight_is_of_the_new_month(void **state)
{
	const struct zone *berlin = zone("Europe/Berlin");
	int64_t closed = zone_instant(berlin, day("2026-07-01"), 30 * 60);

	(void)state;
	check_instant(closed, "2026-06-30T22:30:00Z");
	assert_int_equal(zone_day(berlin, closed), day("2026-07-01"));
	assert_int_equal(zone_day(zone("UTC"), closed), day("2026-06-30"));
	assert_int_equal(zone_day(zone("Pacific/Kiritimati"), closed),
		day("2026-07-01"));
	assert_int_equal(zone_day(zone("Pacific/Pago_Pago"), closed),
		day("2026-06-30"));
}

static void
gaps_and_overlaps(void **state)
{
	static const struct {
		const char *zone, *day;
		int64_t seconds;
		const char *want;
	} rows[] = {
		{"Europe/Berlin", "2026-03-29", 1 * HOUR + 3599,
			"2026-03-29T00:59:59Z"},
		{"Europe/Berlin", "2026-03-29", 2 * HOUR,
			"2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-03-29", 2 * HOUR + 1800,
			"2026-03-29T01:30:00Z"},
		{"Europe/Berlin", "2026-03-29", 3 * HOUR,
			"2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25", 2 * HOUR + 1800,
			"2026-10-25T00:30:00Z"},
		{"Europe/Berlin", "2026-10-25", 3 * HOUR,
			"2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-03-08", 2 * HOUR + 1800,
			"2026-03-08T07:30:00Z"},
		{"America/New_York", "2026-11-01", 1 * HOUR + 1800,
			"2026-11-01T05:30:00Z"},
		{"Australia/Lord_Howe", "2026-10-04", 2 * HOUR + 900,
			"2026-10-03T15:45:00Z"},
		{"Pacific/Apia", "2011-12-30", 12 * HOUR,
			"2011-12-30T22:00:00Z"},
		{"Asia/Kolkata", "2026-03-29", 2 * HOUR + 1800,
			"2026-03-28T21:00:00Z"},
		{"Europe/Berlin", "2126-03-31", 2 * HOUR + 1800,
			"2126-03-31T01:30:00Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_instant(zone_instant(zone(rows[i].zone),
				      day(rows[i].day), rows[i].seconds),
			rows[i].want);
}

static void
day_edges(void **state)
{
	static const struct {
		const char *zone, *day, *start, *end;
	} rows[] = {
		{"UTC", "2026-10-01", "2026-10-01T00:00:00Z",
			"2026-10-01T23:59:59.999999Z"},
		{"UTC", "0001-01-01", "0001-01-01T00:00:00Z",
			"0001-01-01T23:59:59.999999Z"},
		{"UTC", "9999-12-31", "9999-12-31T00:00:00Z",
			"9999-12-31T23:59:59.999999Z"},
		{"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z",
			"2026-03-29T21:59:59.999999Z"},
		{"Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z",
			"2026-10-25T22:59:59.999999Z"},
		/* midnight itself is missing */
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z",
			"2018-11-05T01:59:59.999999Z"},
		/* the hour before midnight comes twice */
		{"America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z",
			"2018-02-18T02:59:59.999999Z"},
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z",
			"2018-02-19T02:59:59.999999Z"},
		/* midnight comes twice: clocks went back at 00:01 */
		{"America/St_Johns", "2006-10-28", "2006-10-28T02:30:00Z",
			"2006-10-29T03:29:59.999999Z"},
		{"America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z",
			"2006-10-30T03:29:59.999999Z"},
		/* the day that was skipped has no instant of its own */
		{"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z",
			"2011-12-30T09:59:59.999999Z"},
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z",
			"2011-12-30T09:59:59.999999Z"},
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z",
			"2011-12-31T09:59:59.999999Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct zone *z = zone(rows[i].zone);

		check_instant(zone_day_start(z, day(rows[i].day)),
			rows[i].start);
		check_instant(zone_day_end(z, day(rows[i].day)), rows[i].end);
	}
}

static void
days_follow_each_other(void **state)
{
	(void)state;
	for (int i = 0; i < ZONES; i++) {
		const struct zone *z = zone(zones[i]);
		int64_t last = day("2060-01-01");

		for (int64_t d = day("2012-01-01"); d < last; d++) {
			int64_t start = zone_day_start(z, d);
			int64_t end = zone_day_end(z, d);

			assert_int_equal(zone_day(z, start), d);
			assert_int_equal(zone_day(z, end), d);
			assert_int_equal(zone_day(z, end + 1), d + 1);
			assert_int_equal(zone_day_start(z, d + 1), end + 1);
			assert_int_equal(zone_day(z, start - 1), d - 1);
		}
	}
}

/* Half hours of some years, there and back. */
static void
wall_clock_and_back(void **state)
{
	const int64_t half = 1800 * US_PER_SECOND;

	(void)state;
	for (int i = 0; i < ZONES; i++) {
		const struct zone *z = zone(zones[i]);
		int64_t to = instant("2019-01-01T00:00:00Z"), last = INT64_MIN;

		for (int64_t t = instant("2014-01-01T00:00:00Z"); t < to;
			t += half) {
			int64_t wall = t + zone_offset(z, t) * US_PER_SECOND;
			int64_t d = zone_day(z, t), back;

			back = zone_instant(z, d,
				(wall - d * US_PER_DAY) / US_PER_SECOND);
			if (back > t || zone_day(z, back) != d ||
				(wall > last && back != t))
				fail_msg("%s at %lld", zones[i], (long long)t);
			last = wall > last ? wall : last;
		}
	}
}

static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* libc reads the same files by other means. */
static void
check_against_libc(const char *name, uint64_t *seed)
{
	const struct zone *z = zone(name);
	const int64_t from = instant("1800-01-01T00:00:00Z") / US_PER_SECOND;
	const int64_t to = instant("2600-01-01T00:00:00Z") / US_PER_SECOND;
	struct tm tm;

	setenv("TZ", name, 1);
	tzset();
	for (int i = 0; i < 300; i++) {
		int64_t span = i % 2 ? to - from : INT64_C(5000000000);
		time_t t = i % 2 ? from : -INT64_C(2000000000);

		t += (time_t)(next(seed) % (uint64_t)span);
		localtime_r(&t, &tm);
		if (tm.tm_gmtoff != zone_offset(z, t * US_PER_SECOND))
			fail_msg("%s at %lld: libc %ld, ours %lld", name,
				(long long)t, tm.tm_gmtoff,
				(long long)zone_offset(z, t * US_PER_SECOND));
	}
}

static void
every_listed_zone_agrees_with_libc(void **state)
{
	struct str rest, line, column;
	struct buf list = {0};
	uint64_t seed = 1;
	char name[64];
	struct err e;
	int n = 0;

	(void)state;
	assert_int_equal(io_read_file("/usr/share/zoneinfo/zone.tab", 1 << 20,
				 &list, &e),
		0);
	rest = buf_view(&list);
	while (str_split(&rest, '\n', &line)) {
		if (!line.n || line.p[0] == '#')
			continue;
		for (int i = 0; i < 3; i++)
			assert_true(str_split(&line, '\t', &column));
		snprintf(name, sizeof name, "%.*s", STR_F(column));
		check_against_libc(name, &seed);
		n++;
	}
	assert_true(n > 300);
	for (int i = 0; i < ZONES; i++)
		check_against_libc(zones[i], &seed);
	unsetenv("TZ");
	tzset();
	buf_free(&list);
}

static void
put32(struct buf *b, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(v >> shift & 255));
}

static void
put_head(struct buf *b, char version, uint32_t times)
{
	buf_cstr(b, "TZif");
	buf_char(b, version);
	buf_fill(b, '\0', 15);
	for (int i = 0; i < 3; i++)
		put32(b, 0);
	put32(b, times);
	put32(b, 1);
	put32(b, 4);
}

static void
put_type(struct buf *b, int32_t offset)
{
	put32(b, (uint32_t)offset);
	buf_add(b, "\0\0XXX\0", 6);
}

/* No changes, one type, and a rule: what slim files look like. */
static struct str
slim(struct buf *b, const char *rule, int32_t offset)
{
	buf_reset(b);
	for (int i = 0; i < 2; i++) {
		put_head(b, '3', 0);
		put_type(b, offset);
	}
	buf_char(b, '\n');
	buf_cstr(b, rule);
	buf_char(b, '\n');
	return buf_view(b);
}

static bool
load_bytes(struct str bytes, const struct zone **out)
{
	struct zone *z = arena_alloc(&memory, sizeof *z);

	*out = z;
	return zone_read(&memory, bytes, z);
}

static void
rules_stand_for_tables(void **state)
{
	static const struct {
		const char *rule;
		int32_t offset;
		const char *zone;
		const char *from, *to; /* within which both must agree */
	} rows[] = {
		{"CET-1CEST,M3.5.0,M10.5.0/3", HOUR, "Europe/Berlin",
			"1997-01-01", "2300-01-01"},
		{"EST5EDT,M3.2.0,M11.1.0", -5 * HOUR, "America/New_York",
			"2008-01-01", "2300-01-01"},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", 10 * HOUR, "Australia/Sydney",
			"2009-01-01", "2300-01-01"},
		{"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37800,
			"Australia/Lord_Howe", "2009-01-01", "2300-01-01"},
		{"IST-5:30", 19800, "Asia/Kolkata", "1950-01-01",
			"2300-01-01"},
		{"<+14>-14", 14 * HOUR, "Pacific/Kiritimati", "2000-01-01",
			"2300-01-01"},
		/* winter time as the exception, and hours before midnight */
		{"IST-1GMT0,M10.5.0,M3.5.0/1", HOUR, "Europe/Dublin",
			"1997-01-01", "2300-01-01"},
		{"XXX0YYY-1,M3.4.4/73,M10.5.0/2", 0, "Europe/London",
			"2026-01-01", "2026-12-31"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct zone *ours, *known = zone(rows[i].zone);
		int64_t to = day(rows[i].to) * US_PER_DAY;

		assert_true(load_bytes(slim(&b, rows[i].rule, rows[i].offset),
			&ours));
		for (int64_t t = day(rows[i].from) * US_PER_DAY; t < to;
			t += 29 * 1800 * US_PER_SECOND)
			if (zone_offset(ours, t) != zone_offset(known, t))
				fail_msg("%s at %lld", rows[i].rule,
					(long long)t);
	}
	buf_free(&b);
}

static void
rules_of_every_form(void **state)
{
	static const struct {
		const char *rule, *instant;
		int64_t offset;
	} rows[] = {
		/* summer time all year */
		{"XXX3EDT4,0/0,J365/23", "2028-01-01T02:59:59Z", -4 * HOUR},
		{"XXX3EDT4,0/0,J365/23", "2028-01-01T03:00:00Z", -4 * HOUR},
		{"XXX3EDT4,0/0,J365/23", "2028-12-31T23:59:59Z", -4 * HOUR},
		{"XXX3EDT4,0/0,J365/23", "2300-01-01T03:00:00Z", -4 * HOUR},
		{"XXX3EDT4,0/0,J365/23", "2300-06-01T00:00:00Z", -4 * HOUR},
		/* J60 is 1 March in every year, 59 is 29 February in some */
		{"AAA0BBB,J60/0,J300/0", "2028-02-29T23:59:59Z", 0},
		{"AAA0BBB,J60/0,J300/0", "2028-03-01T00:00:00Z", HOUR},
		{"AAA0BBB,59/0,J300/0", "2028-02-29T00:00:00Z", HOUR},
		{"AAA0BBB,59/0,J300/0", "2027-02-28T23:59:59Z", 0},
		{"AAA0BBB,59/0,J300/0", "2027-03-01T00:00:00Z", HOUR},
		{"AAA0BBB,59/0,J300/0", "2204-02-29T00:00:00Z", HOUR},
		{"AAA0BBB,M3.1.0/-1:30,M10.1.0", "2026-02-28T22:30:00Z", HOUR},
		{"AAA0BBB,M3.1.0/-1:30,M10.1.0", "2026-02-28T22:29:59Z", 0},
		/* a change of the year to come */
		{"AAA0BBB,0/-2,J300/0", "2027-12-31T21:59:59Z", 0},
		{"AAA0BBB,0/-2,J300/0", "2027-12-31T22:00:00Z", HOUR},
		{"AAA0BBB,0/-2,J300/0", "2300-12-31T21:59:59Z", 0},
		{"AAA0BBB,0/-2,J300/0", "2300-12-31T22:00:00Z", HOUR},
		{"AAA+1:02:03", "2026-01-01T00:00:00Z", -3723},
		{"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-07-01T00:00:00Z",
			-HOUR},
	};
	const struct zone *z;
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		/* without a rule's summer time the table's offset holds */
		int32_t offset = strchr(rows[i].rule, ',')
			? 0
			: (int32_t)rows[i].offset;

		assert_true(load_bytes(slim(&b, rows[i].rule, offset), &z));
		if (zone_offset(z, instant(rows[i].instant)) != rows[i].offset)
			fail_msg("%s at %s", rows[i].rule, rows[i].instant);
	}
	buf_free(&b);
}

static void
a_day_starts_after_a_gap_over_midnight(void **state)
{
	const struct zone *z;
	struct buf b = {0};

	(void)state;
	assert_true(load_bytes(slim(&b, "AAA0BBB,M3.5.0/23:30,M10.5.0", 0),
		&z));
	check_instant(zone_day_end(z, day("2026-03-29")),
		"2026-03-29T23:29:59.999999Z");
	check_instant(zone_day_start(z, day("2026-03-30")),
		"2026-03-29T23:30:00Z");
	check_instant(zone_instant(z, day("2026-03-30"), 0),
		"2026-03-30T00:00:00Z");
	buf_free(&b);
}

static void
broken_rules_are_refused(void **state)
{
	static const char *const bad[] = {"X", "XX1", "CET", "<>x", "CET-1CEST",
		"CET-200", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
		"CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,J0,J365",
		"CET-1CEST,J366,J365", "CET-1CEST,366,1",
		"CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x",
		"CET-1CEST,M3.5.0,M10.5.0,", "CET-1:60", "CET-1:00:60",
		"<CET-1", "CET-99999999999999999999"};
	const struct zone *z;
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (load_bytes(slim(&b, bad[i], 0), &z))
			fail_msg("accepted: %s", bad[i]);
	buf_free(&b);
}

/* A folder of our own with one zone file, "Test/Zone", of these bytes. */
static int
load_file(struct str bytes, const struct zone **out, struct err *e)
{
	char dir[] = "/tmp/pipe-zone-XXXXXX";
	char *sub, *path;
	int r;

	assert_non_null(mkdtemp(dir));
	sub = path_join(&memory, dir, "Test");
	path = path_join(&memory, dir, "Test/Zone");
	assert_int_equal(mkdir(sub, 0700), 0);
	assert_int_equal(io_write_file(path, bytes, 0600, e), 0);
	setenv("TZDIR", dir, 1);
	r = zone_load(&memory, STR("Test/Zone"), out, e);
	unsetenv("TZDIR");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(sub), 0);
	assert_int_equal(rmdir(dir), 0);
	return r;
}

/* Version 1, two changes. */
static struct str
table(struct buf *b, int32_t first, int32_t second, char type)
{
	buf_reset(b);
	put_head(b, '\0', 2);
	put32(b, (uint32_t)first);
	put32(b, (uint32_t)second);
	buf_char(b, '\0');
	buf_char(b, type);
	put_type(b, 5400);
	return buf_view(b);
}

static void
tables_must_be_sound(void **state)
{
	const struct zone *z;
	struct buf b = {0};

	(void)state;
	assert_true(load_bytes(table(&b, 5, 6, 0), &z));
	assert_false(load_bytes(table(&b, 6, 6, 0), &z));
	assert_false(load_bytes(table(&b, 7, 6, 0), &z));
	assert_false(load_bytes(table(&b, 5, 6, 1), &z));
	assert_false(load_bytes(table(&b, 5, 6, -1), &z));
	buf_free(&b);
}

static void
version_1_files_are_read(void **state)
{
	const struct zone *z;
	struct buf b = {0};
	struct err e;

	(void)state;
	assert_int_equal(load_file(table(&b, -86400, 86400, 0), &z, &e),
		0);
	assert_int_equal(zone_offset(z, instant("1960-01-01T00:00:00Z")), 5400);
	assert_int_equal(zone_offset(z, instant("2160-01-01T00:00:00Z")), 5400);
	buf_free(&b);
}

/* Damage at any byte is refused or gives a zone that can be asked. */
static void
damaged_files_do_no_harm(void **state)
{
	struct buf real = {0}, hurt = {0};
	const struct zone *z;
	uint64_t seed = 3;
	struct err e;
	size_t n;

	(void)state;
	assert_int_equal(io_read_file("/usr/share/zoneinfo/Europe/Berlin",
				 1 << 20, &real, &e),
		0);
	for (n = 0; n < real.n; n++)
		assert_false(load_bytes(str_cut(buf_view(&real), 0, n), &z));
	for (int i = 0; i < 3000; i++) {
		buf_reset(&hurt);
		buf_str(&hurt, buf_view(&real));
		n = i % 2 ? next(&seed) % 60 : next(&seed) % hurt.n;
		hurt.p[n] = (char)(hurt.p[n] ^ (1 << next(&seed) % 8));
		if (!load_bytes(buf_view(&hurt), &z))
			continue;
		zone_offset(z, 0);
		assert_true(zone_day(z, 0) >= -2 && zone_day(z, 0) <= 2);
		zone_day_end(z, DAY_MAX);
		zone_day_start(z, DAY_MIN);
	}
	buf_free(&real);
	buf_free(&hurt);
}

static void
leap_seconds_are_refused(void **state)
{
	const struct zone *z;
	struct buf b = {0};
	struct err e;

	(void)state;
	put_head(&b, '\0', 0);
	b.p[31] = 1; /* the count of leap seconds */
	put_type(&b, 0);
	buf_fill(&b, '\0', 8);
	assert_int_equal(load_file(buf_view(&b), &z, &e), ERR_DATA);
	assert_true(str_ends(str_of(e.msg), "counts leap seconds"));
	buf_free(&b);
}

static void
a_missing_zone_folder_is_told(void **state)
{
	const struct zone *z;
	struct err e;

	(void)state;
	setenv("TZDIR", "/nonexistent", 1);
	assert_int_equal(zone_load(&memory, STR("Europe/Berlin"), &z, &e),
		ERR_DATA);
	assert_string_equal(e.hint,
		"no zones found in /nonexistent: install tzdata");
	assert_int_equal(zone_load(&memory, STR("UTC"), &z, &e), 0);
	unsetenv("TZDIR");
}

static void
instants_read(void **state)
{
	static const struct {
		const char *text, *zone, *want;
	} rows[] = {
		{"2026-10-01T09:00:00Z", NULL, "2026-10-01T09:00:00Z"},
		{"2026-10-01 09:00:00Z", NULL, "2026-10-01T09:00:00Z"},
		{"2026-10-01T09:00:00+02:00", NULL, "2026-10-01T07:00:00Z"},
		{"2026-10-01T00:30:00+05:30", NULL, "2026-09-30T19:00:00Z"},
		{"2026-10-01T09:00:00-03:30", NULL, "2026-10-01T12:30:00Z"},
		{"2026-10-01T09:00:00.5Z", NULL,
			"2026-10-01T09:00:00.500000Z"},
		{"2026-10-01T09:00:00.000001Z", NULL,
			"2026-10-01T09:00:00.000001Z"},
		{"2026-10-01T09:00:00.000000Z", NULL, "2026-10-01T09:00:00Z"},
		{"1969-12-31T23:59:59.999999Z", NULL,
			"1969-12-31T23:59:59.999999Z"},
		{"0001-01-01T00:00:00Z", NULL, "0001-01-01T00:00:00Z"},
		{"9999-12-31T23:59:59.999999Z", NULL,
			"9999-12-31T23:59:59.999999Z"},
		{"2026-07-01T00:30:00", "Europe/Berlin",
			"2026-06-30T22:30:00Z"},
		{"2026-07-01T00:30:00.25", "Europe/Berlin",
			"2026-06-30T22:30:00.250000Z"},
		{"2026-07-01T00:30:00Z", "Europe/Berlin",
			"2026-07-01T00:30:00Z"},
		{"2026-03-29T02:30:00", "Europe/Berlin",
			"2026-03-29T01:30:00Z"},
	};
	struct err e;
	int64_t t;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = rows[i].zone;

		assert_int_equal(instant_parse(str_of(rows[i].text),
					 name ? zone(name) : NULL, &t, &e),
			0);
		check_instant(t, rows[i].want);
	}
}

static void
instants_refused(void **state)
{
	static const char *const bad[] = {"", "now", "2026-10-01",
		"2026-10-01T09:00Z", "2026-10-01T24:00:00Z",
		"2026-10-01T09:60:00Z", "2026-10-01T23:59:60Z",
		"2026-02-30T09:00:00Z", "0000-01-01T00:00:00Z",
		"2026-10-01T09:00:00", "2026-10-01T09:00:00.Z",
		"2026-10-01T09:00:00.1234567Z", "2026-10-01T09:00:00,5Z",
		"2026-10-01t09:00:00z", "2026-10-01T09:00:00z",
		"2026-10-01T09:00:00+2", "2026-10-01T09:00:00+0200",
		"2026-10-01T09:00:00+24:00", "2026-10-01T09:00:00+02:60",
		"2026-10-01T09:00:00Z ", " 2026-10-01T09:00:00Z",
		"2026-10-01_09:00:00Z", "2026-10-01T09-00-00Z",
		"20261001T090000Z", "2026-10-01T-9:00:00Z",
		"0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"};
	struct err e;
	int64_t t = 7;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(instant_parse(str_of(bad[i]), NULL, &t, &e),
			ERR_DATA);
		assert_int_equal(t, 7);
	}
	assert_int_equal(instant_parse(STR_NULL, NULL, &t, &e), ERR_DATA);
	assert_int_equal(instant_parse(STR("9999-12-31T23:30:00"),
				 zone("America/New_York"), &t, &e),
		ERR_DATA);
}

static void
instants_survive_their_text(void **state)
{
	const int64_t from = DAY_MIN * US_PER_DAY;
	const uint64_t span = (uint64_t)((DAY_MAX - DAY_MIN + 1) * US_PER_DAY);
	struct buf b = {0};
	uint64_t seed = 2;
	struct err e;
	int64_t t, back;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		t = from + (int64_t)(next(&seed) % span);
		if (i % 3 == 0)
			t -= t % US_PER_SECOND;
		buf_reset(&b);
		instant_print(t, &b);
		assert_int_equal(instant_parse(buf_view(&b), NULL, &back, &e),
			0);
		assert_int_equal(back, t);
	}
	buf_reset(&b);
	instant_print(NUM_NULL, &b);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void
the_clock_runs(void **state)
{
	int64_t first = clock_now(), second = clock_now();

	(void)state;
	assert_true(first > instant("2020-01-01T00:00:00Z"));
	assert_true(second - first < 10 * US_PER_SECOND);
	assert_true(first < instant("9999-01-01T00:00:00Z"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_checked),
		cmocka_unit_test(near_names_are_hinted),
		cmocka_unit_test(offsets_known),
		cmocka_unit_test(
			a_deal_closed_after_midnight_is_of_the_new_month),
		cmocka_unit_test(gaps_and_overlaps),
		cmocka_unit_test(day_edges),
		cmocka_unit_test(days_follow_each_other),
		cmocka_unit_test(wall_clock_and_back),
		cmocka_unit_test(every_listed_zone_agrees_with_libc),
		cmocka_unit_test(rules_stand_for_tables),
		cmocka_unit_test(rules_of_every_form),
		cmocka_unit_test(a_day_starts_after_a_gap_over_midnight),
		cmocka_unit_test(broken_rules_are_refused),
		cmocka_unit_test(tables_must_be_sound),
		cmocka_unit_test(version_1_files_are_read),
		cmocka_unit_test(damaged_files_do_no_harm),
		cmocka_unit_test(leap_seconds_are_refused),
		cmocka_unit_test(a_missing_zone_folder_is_told),
		cmocka_unit_test(instants_read),
		cmocka_unit_test(instants_refused),
		cmocka_unit_test(instants_survive_their_text),
		cmocka_unit_test(the_clock_runs),
	};

	return cmocka_run_group_tests(tests, NULL, arena_drop);
}
