/* What was asked, in words, below the figures. */
#include "base/utf8.h"
#include "show/ask.h"

static void
note_type(const struct forecast_type *t, struct buf *out)
{
	buf_fmt(out, "%.*s: ", STR_F(t->id));
	text_show(t->name, out);
	if (t->filter.p) {
		buf_cstr(out, ", of ");
		text_show(t->filter, out);
	}
	buf_char(out, '\n');
}

void
ask_notes(const struct ask *a, struct buf *out)
{
	static const char *const measures[] = {
		[MEASURE_QUANTITY] = "figures are quantities\n",
		[MEASURE_COUNT] = "figures are numbers of deals\n",
		[MEASURE_RECURRING] = "figures are money a month\n",
	};
	static const char *const dates[] = {
		[DATE_CREATED] = "deals count by the day they were made\n",
		[DATE_CLOSED] = "deals count by the day they were won\n",
	};

	for (size_t i = 0; i < a->spec.nperiods; i++) {
		const struct period *p = &a->spec.periods[i];

		buf_fmt(out, "%s: ", p->label);
		day_print(p->from, out);
		buf_cstr(out, " to ");
		day_print(p->to - 1, out);
		buf_char(out, '\n');
	}
	if (a->type)
		note_type(a->type, out);
	if (a->c->as_of.p) {
		buf_cstr(out, "as of ");
		instant_print(a->c->model.cal.now, out);
		buf_char(out, '\n');
	}
	if (a->spec.quota_as_of) {
		buf_cstr(out, "quotas as of ");
		instant_print(a->spec.quota_as_of, out);
		buf_char(out, '\n');
	}
	if (a->spec.view == VIEW_RAW)
		buf_cstr(out, "figures are of each node's own deals alone\n");
	if (a->spec.measure != MEASURE_AMOUNT)
		buf_cstr(out, measures[a->spec.measure]);
	if (a->spec.date != DATE_CLOSE)
		buf_cstr(out, dates[a->spec.date]);
	if (a->spec.currency) {
		buf_fmt(out, "in %s by rates: ", a->spec.currency->code);
		rate_policy_print(a->spec.rates, a->spec.plan, out);
		buf_char(out, '\n');
	}
	if (a->team.p)
		buf_fmt(out, "of team/%.*s\n", STR_F(a->team));
	if (a->only.p)
		buf_fmt(out, "of %.*s\n", STR_F(a->only));
	if (a->categories)
		buf_cstr(out, a->spec.rollup == ROLLUP_CUMULATIVE
			? "categories are cumulative: each with all that is "
			  "surer, pipeline with all that is open\n"
			: "categories are single: each alone\n");
}
