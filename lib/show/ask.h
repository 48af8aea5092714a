/*
 * ask.h - what is asked of a forecast: the options and words that the programs
 * about figures share.
 *
 * The show layer stands between the programs and the reports: it turns
 * arguments into a report's specification, and a report's rows into columns
 * and cells. It knows cli/ and report/; it decides nothing about figures.
 */
#ifndef SHOW_ASK_H
#define SHOW_ASK_H

#include "cli/report.h"
#include "report/forecast.h"

/* Periods one report may show by --periods. */
enum { ASK_PERIODS_MAX = 120 };

struct ask {
	struct cli *c;
	struct forecast_spec spec;
	int64_t depth;	 /* rows down to here; NUM_NULL: all */
	bool categories; /* a column for each */
	bool chart;	 /* the ratios alone, each with a bar */
	struct str team; /* as typed, null: none */
	struct str only; /* the rep's node a message is for, null: all */
	const struct forecast_type *type; /* asked for by name; NULL: none */
	const struct str *words; /* of the filter, those of the type first */
	size_t nwords, ntype;
	const struct str *given; /* tokens of ask_again; else NULL */
	size_t ngiven;
};

/* The rows of those options, for a verb's own: whose deals and what of them. */
#define ASK_DEALS                                                              \
	{"type", 0, OPT_TEXT, "NAME",                                          \
		"a forecast declared in pipe.yaml; other options go before "   \
		"it", "forecasts"},                                            \
	{"measure", 0, OPT_TEXT, "WHAT",                                       \
		"amount (unless given), quantity, count, recurring",           \
		"choices:amount,quantity,count,recurring"},                    \
	{"team", 0, OPT_TEXT, "TEAM", "only what is owned below it", "team"},  \
	{"currency", 0, OPT_TEXT, "CODE", "convert to it, deal by deal",       \
		NULL},                                                         \
	{"rates", 0, OPT_TEXT, "WHICH",                                        \
		"rates of the close day (unless given), deal, asof, today or " \
		"plan:NAME", "choices:close,deal,asof,today,plan:"}
/* By which day, and against which quotas. */
#define ASK_FIGURES                                                            \
	ASK_DEALS,                                                             \
	{"date", 0, OPT_TEXT, "WHICH",                                         \
		"day that deals count by: close (unless given), created, "     \
		"closed", "choices:close,created,closed"},                     \
	{"quota-as-of", 0, OPT_TEXT, "DAY|INSTANT",                            \
		"quotas as they stood then", NULL}
/* And all a forecast takes. */
#define ASK_OPTIONS                                                            \
	{"by", 0, OPT_TEXT, "WHAT",                                            \
		"team (unless given), rep, pipeline, stage, product, month, "  \
		"quarter",                                                     \
		"choices:team,rep,pipeline,stage,product,month,quarter"},      \
	ASK_FIGURES,                                                           \
	{"view", 0, OPT_TEXT, "WHOSE",                                         \
		"adjustments as the manager above sees them (unless given), "  \
		"the owner, unadjusted, or raw: own deals alone",              \
		"choices:manager,owner,unadjusted,raw"},                       \
	{"rollup", 0, OPT_TEXT, "HOW",                                         \
		"categories alone or with all that is surer: single (unless "  \
		"given), cumulative", "choices:single,cumulative"},            \
	REPORT_EXPR
#define ASK_CHART(what)                                                        \
	{"chart", 0, OPT_FLAG, NULL, what, NULL}

/* Whom a message is for, as if that had been asked for: a team, or a rep
 * alone. */
int ask_whom(struct ask *a, struct err *e);
/* The options above alone; those a verb has no rows for count as not given. */
int ask_options(struct ask *a, struct cli *c, struct err *e);
/* After it: all arguments from `from` on are words of the filter, beside those
 * of the type. */
void ask_words(struct ask *a, size_t from);
/* The query of these words and -e by a model's own names; `a` is a struct ask:
 * for reports that look at several views. */
int ask_filter_at(void *a, struct model *m, struct query **q, struct err *e);
/* Periods and filter words among the arguments from `from` on, and the options
 * above. Without a period: the current quarter. The filter has to be ended by
 * ask_end, whatever is returned. */
int ask_read(struct ask *a, struct cli *c, size_t from, struct err *e);
void ask_end(struct ask *a);
/* What was asked in one canonical line, whatever was typed: the periods'
 * labels, the filter's words, the options that bear on figures. ERR_USAGE for
 * what cannot be kept so. */
int ask_command(const struct ask *a, struct buf *out, struct err *e);
/* The same asked again from such a line, ended by ask_end. */
int ask_again(struct ask *a, struct cli *c, struct str command,
	struct err *e);
/* The lines that say which windows and which past day are shown, and what was
 * asked for other than the plain. */
void ask_notes(const struct ask *a, struct buf *out);

#endif
