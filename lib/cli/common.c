#include "cli/inside.h"

enum {
	DRESS = VERB_LIST | VERB_REPORT,
};

/* The one array of options that are not a verb's own. */
const struct common_option common_options[] = {
	{{"help", 'h', OPT_FLAG, NULL, "this help", NULL}, 0},
	{{"dir", 'C', OPT_TEXT, "DIR", "the store's folder (PIPE_DIR)",
		"dir"}, 0},
	{{"format", 'F', OPT_TEXT, "FORMAT",
		"table, markdown, html, tsv, csv, json, ndjson, or svg of "
		"what is drawn",
		"choices:table,markdown,html,svg,tsv,csv,json,ndjson"}, DRESS},
	{{"json", 0, OPT_MAYBE, "COLUMNS|all", "as JSON, of some columns",
		NULL}, DRESS},
	{{"csv", 0, OPT_FLAG, NULL, "as CSV", NULL}, DRESS},
	{{"template", 0, OPT_TEXT, "TEXT",
		"such as '{id}\\t{name:20} {amount:>12}\\n'", NULL}, DRESS},
	{{"columns", 'c', OPT_TEXT, "COLUMNS",
		"such as id,name,account.name or +owner,-close", "columns"},
		VERB_LIST},
	{{"sort", 's', OPT_TEXT, "KEYS", "such as close,-amount", "sort"},
		VERB_LIST},
	{{"limit", 'n', OPT_INT, "N", "no more than N records, 0: all", NULL},
		VERB_LIST},
	{{"ids", 'i', OPT_FLAG, NULL, "ids alone, one a line", NULL},
		VERB_LIST},
	{{"header", 0, OPT_FLAG, NULL, "column names in TSV too", NULL},
		DRESS},
	{{"no-header", 0, OPT_FLAG, NULL, "no column names", NULL}, DRESS},
	{{"null", '0', OPT_FLAG, NULL, "records end in NUL", NULL}, DRESS},
	{{"spreadsheet", 0, OPT_FLAG, NULL,
		"guard CSV cells that would run as formulas", NULL}, DRESS},
	{{"format-version", 0, OPT_INT, "N",
		"the version of machine formats asked for", NULL}, DRESS},
	{{"as-of", 0, OPT_TEXT, "T",
		"what was true at T: a day, an instant or @OP", NULL},
		VERB_VIEW},
	{{"as-recorded", 0, OPT_TEXT, "U", "what the store knew at U", NULL},
		VERB_VIEW},
	{{"at", 0, OPT_TEXT, "DAY|INSTANT", "when it happened, if not now",
		NULL}, VERB_CHANGE},
	{{"message", 'm', OPT_TEXT, "TEXT", "why, for the log", NULL},
		VERB_CHANGE},
	{{"dry-run", 0, OPT_FLAG, NULL,
		"check everything, change nothing, print what would", NULL},
		VERB_CHANGE},
	{{"if-rev", 0, OPT_INT, "N", "only while the revision is N", NULL},
		VERB_CHANGE},
	{{"once", 0, OPT_TEXT, "KEY",
		"a second run with KEY changes nothing", NULL}, VERB_CHANGE},
	{{"keep-going", 0, OPT_FLAG, NULL,
		"leave out what is refused, change the rest", NULL},
		VERB_CHANGE},
	{{"all", 0, OPT_FLAG, NULL, "every record of the plain list", NULL},
		VERB_CHANGE},
	{{"lock-timeout", 0, OPT_TEXT, "SECONDS",
		"how long to wait for another writer (PIPE_LOCK_TIMEOUT)",
		NULL}, VERB_WRITE | VERB_CHANGE},
	{{"now", 0, OPT_TEXT, "INSTANT", "replaces the clock (PIPE_NOW)",
		NULL}, 0},
	{{"color", 0, OPT_TEXT, "WHEN", "auto, always or never",
		"choices:auto,always,never"}, 0},
	{{"pager", 0, OPT_TEXT, "COMMAND", "page through COMMAND", NULL},
		VERB_PAGE},
	{{"no-pager", 0, OPT_FLAG, NULL, "do not page", NULL}, 0},
	{{"verbose", 'v', OPT_FLAG, NULL, "say more on standard error", NULL},
		0},
	{{"quiet", 'q', OPT_FLAG, NULL, "say nothing but errors", NULL}, 0},
	{{"version", 0, OPT_FLAG, NULL, "versions of program, libraries and "
		"store format", NULL}, 0},
};
const size_t common_count = sizeof common_options / sizeof *common_options;

bool
common_holds(const struct common_option *o, unsigned mode)
{
	return !o->modes || (o->modes & mode);
}
