/* pipe-quote: quotes, their versions, and what became of them. */
#include "show/offer.h"

static struct model *
model(struct cli *c)
{
	return &c->model;
}

/* ---- its life ----------------------------------------------------------- */

static int
submit_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	return quote_submit(model(c), q, how, e);
}

static int
approve_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	return quote_approve(model(c), q, how, e);
}

static int
decline_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	return quote_decline(model(c), q, cli_text(c, "reason"), how, e);
}

static int
reject_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	return quote_reject(model(c), q, cli_text(c, "reason"), how, e);
}

static int
revise_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	return quote_revise(model(c), q, how, e);
}

/* The deal is won in the same operation. */
static int
win_deal(struct cli *c, const struct quote *q, struct err *e)
{
	enum saved how;
	void *deal;
	int rc = q->deal == NUM_NULL
		? err_set(e, ERR_DATA, "%.*s: is of no deal to be won",
			STR_SHORT(q->number))
		: model_settle(model(c), e);

	if (rc == 0)
		rc = model_get(model(c), model_entity(model(c), E_DEAL),
			q->deal, &deal, e);
	return rc ? rc : deal_win(model(c), deal, &how, e);
}

static int
accept_rule(struct cli *c, void *q, enum saved *how, struct err *e)
{
	int rc = quote_accept(model(c), q, cli_text(c, "by"), how, e);

	return rc == 0 && cli_flag(c, "win") ? win_deal(c, q, e) : rc;
}

#define STEP(name)                                                             \
	static int name##_run(struct cli *c, struct err *e)                    \
	{                                                                      \
		return cli_act(c, c->nargs, name##_rule, e);                   \
	}

STEP(submit)
STEP(approve)
STEP(decline)
STEP(accept)
STEP(reject)
STEP(revise)

/* ---- looking at them ---------------------------------------------------- */

static int
show_run(struct cli *c, struct err *e)
{
	int64_t id;
	int rc = 0;

	for (size_t i = 0; i < c->nargs; i++) {
		if (str_find(c->args[i], '@') == c->args[i].n ||
			str_starts(c->args[i], "@"))
			continue;
		if (c->nargs > 1)
			return err_set(e, ERR_USAGE, "%.*s: one version at a "
				"time", STR_SHORT(c->args[i]));
		rc = offer_at(c, c->args[i], &id, e);
		c->args[i] = str_of(arena_fmt(&c->arena, "%lld",
			(long long)id));
	}
	return rc ? rc : verb_show.run(c, e);
}

static int
diff_run(struct cli *c, struct err *e)
{
	size_t n = 0;
	int rc;

	if (c->nargs != 2) {
		err_set(e, ERR_USAGE, "two versions or quotes are needed");
		return err_hint(e, "try: pipe quote diff Q-12@1 Q-12@2");
	}
	rc = offer_diff(c, c->args[0], c->args[1], &n, e);
	if (rc == 0 && n && cli_flag(c, "exit-code")) {
		e->msg[0] = '\0';
		return ERR_NO;
	}
	return rc;
}

static int
verify_run(struct cli *c, struct err *e)
{
	if (c->nargs == 1)
		return offer_verify(c, c->args[0], e);
	err_set(e, ERR_USAGE, "a file or a hash is needed");
	return err_hint(e, "try: pipe quote verify offer.html");
}

/* ---- rows --------------------------------------------------------------- */

enum { STEPS = VERB_WRITE | VERB_CHANGE };

static const struct option no_options[] = {{0}};

static const struct option add_options[] = {
	{"line", 0, OPT_MANY, "SKU[:QUANTITY]", "a line of a product",
		"product"},
	{"from", 0, OPT_TEXT, "FILE|-", "lines: a product and a quantity, "
		"parted by a tab, or CSV, JSON or NDJSON by field names",
		"records"},
	{0},
};

static const struct option line_options[] = {
	{"from", 0, OPT_TEXT, "FILE|-", "lines: a product and a quantity, "
		"parted by a tab, or CSV, JSON or NDJSON by field names",
		"records"},
	{0},
};

static const struct option reason_options[] = {
	{"reason", 0, OPT_TEXT, "TEXT", "why", NULL},
	{0},
};

static const struct option accept_options[] = {
	{"by", 0, OPT_TEXT, "NAME", "who accepted it", NULL},
	{"win", 0, OPT_FLAG, NULL, "and its deal is won", NULL},
	{0},
};

static const struct option show_options[] = {
	{"columns", 'c', OPT_TEXT, "COLUMNS",
		"a table of these instead of a card", "columns"},
	{"timeline", 't', OPT_FLAG, NULL,
		"all that happened to it and around it", NULL},
	{0},
};

static const struct option diff_options[] = {
	{"exit-code", 0, OPT_FLAG, NULL, "status 1 when they differ", NULL},
	{0},
};

static const struct option send_options[] = {
	{"format", 'F', OPT_TEXT, "FORMAT", "pdf: made, kept and mailed too; "
		"else what --out writes: text, markdown, html or json",
		"choices:" DOCUMENT_WORDS},
	{"lang", 0, OPT_TEXT, "LANGUAGE", "theirs from now on: de, fr, ja...",
		"choices:" PAPER_LANGUAGES},
	{"out", 0, OPT_TEXT, "FILE", "write it there, once it is sent",
		"file"},
	{0},
};

static const struct option render_options[] = {
	{"format", 'F', OPT_TEXT, "FORMAT", "text, unless given, markdown, "
		"html, json or pdf", "choices:" DOCUMENT_WORDS},
	{"lang", 0, OPT_TEXT, "LANGUAGE", "its words and figures: de, fr, "
		"ja...", "choices:" PAPER_LANGUAGES},
	{"out", 0, OPT_TEXT, "FILE", "write it there", "file"},
	{0},
};

static const struct verb verb_quote_add = {
	.name = "add",
	.summary = "a draft for a deal; prints the id",
	.synopsis = "[DEAL] [--line SKU[:QUANTITY]]... [--FIELD VALUE]...",
	.options = add_options,
	.mode = STEPS | VERB_FIELDS,
	.run = offer_add,
	.complete = "deal",
};

static const struct verb verb_line = {
	.name = "line",
	.summary = "its lines: products and quantities, or free text",
	.synopsis = "add QUOTE [SKU[:QUANTITY]]... | set QUOTE N... | "
		"rm QUOTE N... [--FIELD VALUE]...",
	.options = line_options,
	.mode = STEPS | VERB_FIELDS,
	.run = offer_line,
	.entity = E_LINE,
	.complete = "choices:add,set,rm quote product",
};

#define STEP_ROW(word, does, args, rows, bits)                                 \
	static const struct verb verb_##word = {                               \
		.name = #word,                                                 \
		.summary = does,                                               \
		.synopsis = args,                                              \
		.options = rows,                                               \
		.mode = STEPS | (bits),                                        \
		.run = word##_run,                                             \
		.complete = "self",                                            \
	}

STEP_ROW(submit, "drafts, to be approved", "ID|-|WORD...", no_options, 0);
STEP_ROW(approve, "what was submitted", "ID|-|WORD...", no_options, 0);
STEP_ROW(decline, "what was submitted, back to draft",
	"ID|-|WORD... [--reason TEXT]", reason_options, 0);
STEP_ROW(accept, "what was sent, as it was sent",
	"ID|-|WORD... [--by NAME] [--win]", accept_options, 0);
STEP_ROW(reject, "what was sent", "ID|-|WORD... [--reason TEXT]",
	reason_options, 0);
STEP_ROW(revise, "begin the next version, as a draft",
	"ID|-|WORD... [--FIELD VALUE]...", no_options, VERB_FIELDS);

static const struct verb verb_clone = {
	.name = "clone",
	.summary = "a draft with the lines of another; prints the id",
	.synopsis = "QUOTE [DEAL]",
	.options = no_options,
	.mode = STEPS,
	.run = offer_clone,
	.complete = "self deal",
};

static const struct verb verb_quote_show = {
	.name = "show",
	.summary = "all there is about a quote, or a version of it",
	.synopsis = "ID[@VERSION]|-|WORD...",
	.options = show_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = show_run,
	.complete = "self",
};

static const struct verb verb_diff = {
	.name = "diff",
	.summary = "what differs between versions or quotes",
	.synopsis = "QUOTE[@VERSION] QUOTE[@VERSION]",
	.options = diff_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = diff_run,
	.complete = "self",
};

static const struct verb verb_send = {
	.name = "send",
	.summary = "keep them as they go out; mailed only by --mail-to --send",
	.synopsis = "ID|-|WORD... [-F FORMAT] [--out FILE]",
	.options = send_options,
	.mode = VERB_CHANGE | VERB_MAIL,
	.run = offer_send,
	.complete = "self",
};

static const struct verb verb_render = {
	.name = "render",
	.summary = "the document; of what was sent, the bytes that were kept",
	.synopsis = "QUOTE[@VERSION] [-F FORMAT] [--out FILE]",
	.options = render_options,
	.mode = VERB_VIEW | VERB_MAIL,
	.run = offer_render,
	.complete = "self",
};

static const struct verb verb_verify = {
	.name = "verify",
	.summary = "which version a document is; status 1: none",
	.synopsis = "FILE|HASH",
	.options = no_options,
	.mode = VERB_SCAN,
	.run = verify_run,
	.complete = "file",
};

static const struct program program = {
	.name = "pipe-quote",
	.summary = "quotes, their versions, and what became of them",
	.entity = E_QUOTE,
	.verbs = (const struct verb *const[]){&verb_quote_add, &verb_line,
		&verb_quote_show, &verb_list, &verb_set, &verb_send,
		&verb_accept, &verb_reject, &verb_revise, &verb_clone,
		&verb_diff, &verb_render, &verb_verify, &verb_submit,
		&verb_approve, &verb_decline, &verb_edit, &verb_rm,
		&verb_restore, &verb_history, NULL},
	.examples =
		"pipe quote add 307 --line GW-10:3 --valid-until +30d\n"
		"pipe quote line set Q-4 1 --discount 10\n"
		"pipe quote send Q-4 -F pdf --mail-to ada@example.com\n"
		"pipe quote render Q-4 -F html --out q-4.html\n"
		"pipe quote accept Q-4 --by \"A. Byron\" --win\n"
		"pipe quote revise Q-1\n"
		"pipe quote diff Q-1@1 Q-1@2\n"
		"pipe quote list expired:yes\n",
	.card = offer_card,
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
