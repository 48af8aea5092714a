/*
 * gen - the data of the benchmark, the same bytes for the same N everywhere.
 *
 *	gen [-f] FOLDER N
 *
 * writes teams.csv (24, three levels), reps.csv (240), accounts.csv (N / 5),
 * deals.csv (N, as they were made, over five years), changes.csv (what became
 * of them, a row a change, in order of time: with the deals about six events
 * each) and now.csv (the deals as they stand, for rivals without a history).
 * With -f the deals fall into few groups, so that their number does not
 * change how many cells a forecast has.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	REGIONS = 3,
	LEAVES = 20,
	REPS = 240,
	STAGES = 8,
	WON = 6,
	LOST = 7,
	STEPS = 8, /* changes of a deal, at most */
	DAY = 86400,
};

/* 2021-10-01 to 2026-10-01, UTC */
static const int64_t first_second = 1633046400, last_second = 1790812800;

static const char *const stages[STAGES] = {"prospecting", "qualification",
	"needs", "proposal", "verbal", "negotiation", "won", "lost"};
static const char *const currencies[REGIONS] = {"EUR", "USD", "JPY"};
static const char *const regions[REGIONS] = {"europe", "america", "asia"};
static const char *const sources[] = {"website", "referral", "event",
	"partner", "advertising", "outbound"};
static const char *const rivals[] = {"Borealis", "Quarry", "Halcyon Ltd",
	"Ninefold", "Tern & Co"};
static const char *const kinds[] = {"renewal", "rollout", "pilot", "upgrade",
	"support", "licence", "migration", "training"};
static const char *const todo[] = {"call back", "send the offer",
	"ask for a date", "meet the buyer", "legal review", "check budget"};
static const char *const firsts[] = {"North", "Blue", "Silver", "Grand",
	"Union", "Delta", "Prime", "Alpine", "Harbour", "Metro", "Cedar",
	"Orion", "Summit", "Vector", "Royal", "Central"};
static const char *const lasts[] = {"Foods", "Steel", "Logistics", "Pharma",
	"Textiles", "Energy", "Media", "Mills", "Optics", "Works", "Paper",
	"Marine", "Tools", "Labs", "Motors", "Glass"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum what { STAGE, AMOUNT, CLOSE, NEXT_STEP };

struct change {
	int64_t when;
	enum what what;
	int64_t from, to;
};

struct deal {
	int64_t id, created, account, owner, kind;
	int64_t stage, amount, close, quantity, source, rival, step, closed;
	struct change changes[STEPS];
	int n;
};

struct gen {
	const char *folder;
	int64_t n;
	bool few;
};

/* splitmix64 */
static uint64_t
next(uint64_t *s)
{
	uint64_t z = *s += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static int64_t
below(uint64_t *s, int64_t n)
{
	return (int64_t)(next(s) % (uint64_t)n);
}

static int
region_of(int64_t rep)
{
	return (int)(rep % LEAVES % REGIONS);
}

static int64_t
day_of(int64_t second)
{
	return second / DAY;
}

static void
change(struct deal *d, int64_t when, enum what what, int64_t *value,
	int64_t to)
{
	if (d->n == STEPS || *value == to || when >= last_second)
		return;
	d->changes[d->n++] = (struct change){when, what, *value, to};
	*value = to;
}

/* One of the changes on the way to the end. */
static void
wander(struct deal *d, uint64_t *s, int64_t when, int64_t last_stage)
{
	switch (below(s, 6)) {
	case 0:
	case 1:
	case 2:
		if (d->stage < last_stage)
			change(d, when, STAGE, &d->stage, d->stage + 1);
		else
			change(d, when, NEXT_STEP, &d->step,
				below(s, COUNT(todo)));
		break;
	case 3:
		change(d, when, AMOUNT, &d->amount,
			d->amount * (80 + below(s, 50)) / 100);
		break;
	case 4:
		change(d, when, CLOSE, &d->close, d->close + below(s, 60));
		break;
	case 5:
		change(d, when, NEXT_STEP, &d->step, below(s, COUNT(todo)));
		break;
	}
}

static void
deal_end(struct deal *d, uint64_t *s, int64_t when, int fate)
{
	int64_t before = d->stage;

	if (fate >= 30) {
		change(d, when, STAGE, &d->stage, fate < 58 ? WON : LOST);
		if (d->stage != before)
			d->closed = when;
	} else if (d->close < day_of(last_second) - 20) {
		change(d, when, CLOSE, &d->close,
			day_of(last_second) - 20 + below(s, 250));
	}
}

static void
deal_make(const struct gen *g, int64_t id, struct deal *d)
{
	uint64_t s = (uint64_t)id * 77 + 1;
	int64_t span = last_second - first_second, when, life, last;
	int fate;

	*d = (struct deal){
		.id = id,
		.created = first_second + (id - 1) * (span / g->n) +
			below(&s, span / g->n + 1),
		.account = 1 + below(&s, g->n / 5),
		.owner = below(&s, g->few ? 8 : REPS),
		.kind = below(&s, COUNT(kinds)),
		.amount = 500 + below(&s, 500) * below(&s, 400),
		.quantity = 1 + below(&s, 40),
		.source = below(&s, COUNT(sources)),
		.rival = below(&s, 3 * COUNT(rivals)),
		.step = below(&s, COUNT(todo)),
	};
	d->close = day_of(d->created) + 20 + below(&s, 120);
	if (g->few)
		d->created = first_second + id % 8 * (span / 8);
	fate = (int)below(&s, 100);
	life = (int64_t)DAY * (20 + below(&s, 160));
	when = d->created;
	last = 1 + below(&s, 5);
	for (int i = 0; i < 4; i++) {
		when += 60 + below(&s, life / 4);
		wander(d, &s, when, last);
	}
	deal_end(d, &s, when + 60 + below(&s, life / 4), fate);
}

static FILE *
file_make(const struct gen *g, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", g->folder, name);
	f = fopen(path, "w");
	if (!f) {
		fprintf(stderr, "gen: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	setvbuf(f, NULL, _IOFBF, 1 << 20);
	return f;
}

static void
file_end(FILE *f)
{
	if (ferror(f) || fclose(f)) {
		fprintf(stderr, "gen: cannot write\n");
		exit(1);
	}
}

/* Civil from days, for days since 1970. */
static void
put_day(FILE *f, int64_t day)
{
	int64_t z = day + 719468, era = z / 146097, doe = z % 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9;

	fprintf(f, "%04d-%02d-%02d", (int)(yoe + era * 400 + (m <= 2)),
		(int)m, (int)(doy - (153 * mp + 2) / 5 + 1));
}

static void
put_instant(FILE *f, int64_t second)
{
	int64_t rest = second % DAY;

	put_day(f, second / DAY);
	fprintf(f, "T%02d:%02d:%02dZ", (int)(rest / 3600),
		(int)(rest / 60 % 60), (int)(rest % 60));
}

static void
put_value(FILE *f, enum what what, int64_t v)
{
	switch (what) {
	case STAGE: fputs(stages[v], f); break;
	case AMOUNT: fprintf(f, "%" PRId64, v); break;
	case CLOSE: put_day(f, v); break;
	case NEXT_STEP: fputs(todo[v], f); break;
	}
}

static void
put_deal(FILE *f, const struct deal *d)
{
	fprintf(f, "D%" PRId64 ",%s %s %s,A%" PRId64 ",rep%03d,%s,%" PRId64
		",%s,", d->id, firsts[d->account * 7 % 16],
		lasts[d->account * 5 % 16], kinds[d->kind], d->account,
		(int)d->owner, stages[d->stage], d->amount,
		currencies[region_of(d->owner)]);
	put_day(f, d->close);
	fputc(',', f);
	put_instant(f, d->created);
	fprintf(f, ",%s,%" PRId64 ",%s,%s,", sources[d->source], d->quantity,
		d->rival < (int64_t)COUNT(rivals) ? rivals[d->rival] : "",
		todo[d->step]);
	put_day(f, day_of(d->created) + 7);
}

static const char deal_header[] = "deal,name,account,owner,stage,amount,"
	"currency,close,created,source,quantity,competitor,next_step,next";

static void
write_people(const struct gen *g)
{
	FILE *f = file_make(g, "teams.csv");

	fputs("key,name,parent\nworld,World,\n", f);
	for (int i = 0; i < REGIONS; i++)
		fprintf(f, "%s,%c%s,world\n", regions[i], regions[i][0] - 32,
			regions[i] + 1);
	for (int i = 0; i < LEAVES; i++)
		fprintf(f, "team%02d,Team %d,%s\n", i, i,
			regions[i % REGIONS]);
	file_end(f);
	f = file_make(g, "reps.csv");
	fputs("handle,name,team\n", f);
	for (int i = 0; i < REPS; i++)
		fprintf(f, "rep%03d,Rep Number %d,team%02d\n", i, i,
			i % LEAVES);
	file_end(f);
	f = file_make(g, "accounts.csv");
	fputs("account,name\n", f);
	for (int64_t i = 1; i <= g->n / 5; i++)
		fprintf(f, "A%" PRId64 ",%s %s %" PRId64 "\n", i,
			firsts[i * 7 % 16], lasts[i * 5 % 13], i);
	file_end(f);
}

struct place {
	int64_t when, deal;
	int step;
};

static int
place_order(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	if (x->deal != y->deal)
		return x->deal < y->deal ? -1 : 1;
	return (x->step > y->step) - (x->step < y->step);
}

static void
write_changes(const struct gen *g, struct place *v, size_t n)
{
	static const char *const names[] = {"stage", "amount", "close",
		"next_step"};
	FILE *f = file_make(g, "changes.csv");
	struct deal d;

	qsort(v, n, sizeof *v, place_order);
	fputs("deal,field,old,new,when\n", f);
	for (size_t i = 0; i < n; i++) {
		const struct change *c;

		deal_make(g, v[i].deal, &d);
		c = &d.changes[v[i].step];
		fprintf(f, "D%" PRId64 ",%s,", d.id, names[c->what]);
		put_value(f, c->what, c->from);
		fputc(',', f);
		put_value(f, c->what, c->to);
		fputc(',', f);
		put_instant(f, c->when);
		fputc('\n', f);
	}
	file_end(f);
}

/* As it was before any change. */
static struct deal
deal_first(const struct deal *d)
{
	struct deal first = *d;

	for (int i = d->n; i-- > 0;) {
		const struct change *c = &d->changes[i];

		switch (c->what) {
		case STAGE: first.stage = c->from; break;
		case AMOUNT: first.amount = c->from; break;
		case CLOSE: first.close = c->from; break;
		case NEXT_STEP: first.step = c->from; break;
		}
	}
	return first;
}

static void
write_deals(const struct gen *g)
{
	struct place *places = malloc((size_t)g->n * STEPS * sizeof *places);
	FILE *was = file_make(g, "deals.csv"), *is = file_make(g, "now.csv");
	struct deal d, first;
	size_t n = 0;

	if (!places) {
		fprintf(stderr, "gen: out of memory\n");
		exit(1);
	}
	fprintf(was, "%s\n", deal_header);
	fprintf(is, "%s,closed\n", deal_header);
	for (int64_t id = 1; id <= g->n; id++) {
		deal_make(g, id, &d);
		first = deal_first(&d);
		put_deal(was, &first);
		fputc('\n', was);
		put_deal(is, &d);
		fputc(',', is);
		if (d.closed)
			put_instant(is, d.closed);
		fputc('\n', is);
		for (int i = 0; i < d.n; i++)
			places[n++] = (struct place){d.changes[i].when, id, i};
	}
	file_end(was);
	file_end(is);
	write_changes(g, places, n);
	free(places);
}

int
main(int argc, char **argv)
{
	struct gen g = {.few = argc > 1 && !strcmp(argv[1], "-f")};

	if (argc - g.few == 3) {
		g.folder = argv[1 + g.few];
		g.n = strtoll(argv[2 + g.few], NULL, 10);
	}
	if (g.n < 100 || g.n > 100000000) {
		fprintf(stderr, "usage: gen [-f] FOLDER N\n");
		return 2;
	}
	write_people(&g);
	write_deals(&g);
	return 0;
}
