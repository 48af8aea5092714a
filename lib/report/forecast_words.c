/* The words of a forecast: groupings, measures, dates, categories. */
#include "report/forecast.h"

const struct currency number_unit = {.code = "", .exponent = 6,
	.name = "number"};

static const char *const by_words[] = {
	[BY_REP] = "rep",
	[BY_TEAM] = "team",
	[BY_PIPELINE] = "pipeline",
	[BY_STAGE] = "stage",
	[BY_PRODUCT] = "product",
	[BY_MONTH] = "month",
	[BY_QUARTER] = "quarter",
	NULL,
};

static const char *const measure_words[] = {
	[MEASURE_AMOUNT] = "amount",
	[MEASURE_QUANTITY] = "quantity",
	[MEASURE_COUNT] = "count",
	[MEASURE_RECURRING] = "recurring",
	NULL,
};

static const char *const date_words[] = {
	[DATE_CLOSE] = "close",
	[DATE_CREATED] = "created",
	[DATE_CLOSED] = "closed",
	NULL,
};

static const char *const rollup_words[] = {
	[ROLLUP_SINGLE] = "single",
	[ROLLUP_CUMULATIVE] = "cumulative",
	NULL,
};

static const char *const view_words[] = {
	[VIEW_MANAGER] = "manager",
	[VIEW_OWNER] = "owner",
	[VIEW_UNADJUSTED] = "unadjusted",
	[VIEW_RAW] = "raw",
	NULL,
};

static const char *const category_words[] = {
	[CAT_OMITTED] = "omitted",
	[CAT_PIPELINE] = "pipeline",
	[CAT_BEST_CASE] = "best_case",
	[CAT_MOST_LIKELY] = "most_likely",
	[CAT_COMMIT] = "commit",
	[CAT_CLOSED] = "closed",
	NULL,
};

static const struct word_kind {
	const char *wrong;
	const char *const *words;
} kinds[] = {
	[WORD_BY] = {"a forecast is not made by that", by_words},
	[WORD_MEASURE] = {"no such measure", measure_words},
	[WORD_DATE] = {"deals do not count by that day", date_words},
	[WORD_ROLLUP] = {"categories are not rolled up so", rollup_words},
	[WORD_VIEW] = {"no such view of adjustments", view_words},
	[WORD_CATEGORY] = {"no such category", category_words},
};

int
forecast_word(enum forecast_word kind, struct str word, int *out,
	struct err *e)
{
	const char *const *words = kinds[kind].words;
	struct buf list = {0};

	for (int i = 0; words[i]; i++)
		if (str_is(word, words[i])) {
			*out = i;
			return 0;
		}
	for (size_t i = 0; words[i]; i++)
		buf_fmt(&list, "%s%s", !i ? "" : words[i + 1] ? ", " : " or ",
			words[i]);
	err_set(e, ERR_USAGE, "'%.*s': %s", STR_SHORT(word),
		kinds[kind].wrong);
	err_hint(e, "%s", list.p);
	buf_free(&list);
	return ERR_USAGE;
}

struct str
measure_word(enum measure m)
{
	return str_of(measure_words[m]);
}

const char *
category_word(enum category c)
{
	return category_words[c];
}

enum category
category_of(struct str word)
{
	int i = CAT_CLOSED;

	while (i > CAT_OMITTED && !str_is(word, category_words[i]))
		i--;
	return i > CAT_OMITTED || str_is(word, category_words[CAT_OMITTED])
		? (enum category)i : CAT_PIPELINE;
}
