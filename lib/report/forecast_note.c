#include "report/forecast.h"

enum { LISTED_MAX = 20 }; /* deals a note names */

/* "3 of 12 open deals have no amount" */
static void
note_bare(const char *kind, int64_t bare, int64_t all, struct buf *out)
{
	if (bare)
		buf_fmt(out, "%lld of %lld %s deals %s no amount\n",
			(long long)bare, (long long)all, kind,
			bare == 1 ? "has" : "have");
}

struct count_note {
	int64_t n;
	const char *one, *many;
};

static void
note_count(const struct count_note *c, struct buf *out)
{
	if (c->n)
		buf_fmt(out, "%lld %s\n", (long long)c->n,
			c->n == 1 ? c->one : c->many);
}

static void
add_money(const struct forecast_row *r, int64_t v, struct buf *out)
{
	money_print(v, r->money, out);
	buf_fmt(out, " %s", r->money->code);
}

static void
note_quotas(const struct forecast_row *r, struct buf *out)
{
	const char *label = r->period ? r->period->label : "undated";

	if (r->below != NUM_NULL && r->below != r->quota) {
		buf_fmt(out, "%.*s %s: the quotas below it sum to ",
			STR_F(r->node), label);
		add_money(r, r->below, out);
		buf_cstr(out, ", mismatch ");
		add_money(r, r->below - r->quota, out);
		buf_char(out, '\n');
	}
	if (r->parts != NUM_NULL && r->parts != r->quota) {
		buf_fmt(out, "%.*s %s: its quotas for shorter periods sum to ",
			STR_F(r->node), label);
		add_money(r, r->parts, out);
		buf_char(out, '\n');
	}
}

void
note_deals(const int64_t *ids, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n && i < LISTED_MAX; i++)
		buf_fmt(out, "%sdeal/%lld", i ? ", " : "", (long long)ids[i]);
	if (n > LISTED_MAX)
		buf_fmt(out, " and %zu more", n - LISTED_MAX);
	buf_char(out, '\n');
}

void
forecast_note_unrated(const struct forecast *f, struct buf *out)
{
	if (!f->nunrated)
		return;
	buf_fmt(out, "%zu %s, %s in no sum: ", f->nunrated,
		f->nunrated == 1 ? "deal cannot be converted: it is counted"
			: "deals cannot be converted: they are counted",
		f->nunrated == 1 ? "its amount is" : "their amounts are");
	note_deals(f->unrated, f->nunrated, out);
}

void
forecast_notes(const struct forecast *f, struct buf *lines)
{
	const struct count_note counts[] = {
		{f->omitted, "open deal of category omitted is left out",
			"open deals of category omitted are left out"},
		{f->said_unrated, "adjustment or call cannot be converted and "
			"is left out", "adjustments and calls cannot be "
			"converted and are left out"},
		{f->quotas_unrated, "quota cannot be converted and is left "
			"out", "quotas cannot be converted and are left out"},
		{f->dateless, "open deal has no closed day",
			"open deals have no closed day"},
		{f->quotas_apart, "quota of another measure, or of some deals "
			"only, is left out", "quotas of other measures, or of "
			"some deals only, are left out"},
		{f->quotas_unspread, "quota of a longer or overlapping period "
			"is left out: it is not spread", "quotas of longer or "
			"overlapping periods are left out: they are not "
			"spread"},
		{f->quotas_nobody, "quota of an archived team is left out",
			"quotas of archived teams are left out"},
		{f->said_nobody, "adjustment or call of an archived team is "
			"left out", "adjustments and calls of archived teams "
			"are left out"},
		{f->apart, "deal is left apart: its amount is in another "
			"currency than the filter's", "deals are left apart: "
			"their amounts are in other currencies than the "
			"filter's"},
	};

	note_bare("open", f->open_bare, f->open, lines);
	note_bare("won", f->won_bare, f->won, lines);
	forecast_note_unrated(f, lines);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		note_count(&counts[i], lines);
	buf_str(lines, f->lacks);
	buf_str(lines, f->quota_notes);
	buf_str(lines, f->said_notes);
	for (size_t i = 0; i < f->n; i++)
		note_quotas(&f->rows[i], lines);
}
