/* Quotes and their lines, as they are put together. */
#include "show/offer.h"

static struct model *
model(struct cli *c)
{
	return &c->model;
}

/* ---- lines ------------------------------------------------------------- */

/* "SKU:3", "SKU" */
static int
add_item(struct cli *c, int64_t quote, struct str item, struct err *e)
{
	const struct entity *en = model_entity(model(c), E_LINE);
	struct line *l = record_new(en, &c->arena);
	size_t at = str_find(item, ':');
	enum saved how;
	size_t n;
	int rc;

	l->quote = quote;
	rc = model_assign_text(model(c), en, l, LINE_PRODUCT,
		str_cut(item, 0, at), e);
	if (rc == 0 && at < item.n)
		rc = model_assign_text(model(c), en, l, LINE_QUANTITY,
			str_cut(item, at + 1, item.n), e);
	if (rc == ERR_NO)
		err_hint(e, "free text: pipe quote line add QUOTE --text TEXT "
			"--price PRICE");
	if (rc == 0 && c->entity == en)
		rc = cli_apply_fields(c, en, l, &n, e);
	return rc ? rc : model_save(model(c), en, l, &how, e);
}

static int
add_text(struct cli *c, int64_t quote, struct err *e)
{
	struct line *l = record_new(c->entity, &c->arena);
	enum saved how;
	size_t n;
	int rc = cli_apply_fields(c, c->entity, l, &n, e);

	l->quote = quote;
	return rc ? rc : model_save(model(c), c->entity, l, &how, e);
}

static int
add_from(struct cli *c, int64_t quote, struct err *e)
{
	return cli_add_parts(c, model_entity(model(c), E_LINE),
		str_of(arena_fmt(&c->arena, "%lld", (long long)quote)),
		"product,quantity", e);
}

static int
line_add(struct cli *c, int64_t quote, struct err *e)
{
	int rc = 0;

	if (cli_flag(c, "from") && c->nargs > 2)
		return err_set(e, ERR_USAGE, "'%.*s': --from goes without "
			"products", STR_SHORT(c->args[2]));
	if (cli_flag(c, "from") && cli_any_field(c))
		return err_set(e, ERR_USAGE, "--from: the lines say their "
			"fields");
	if (cli_flag(c, "from"))
		return add_from(c, quote, e);
	if (c->nargs == 2)
		return add_text(c, quote, e);
	for (size_t i = 2; rc == 0 && i < c->nargs; i++)
		rc = add_item(c, quote, c->args[i], e);
	return rc;
}

/* The live line at a place. */
static int
line_at(struct cli *c, int64_t quote, struct str place, struct line **out,
	struct err *e)
{
	struct quote_sheet s;
	int64_t at;
	int rc = quote_load(model(c), quote, &s, e);

	*out = NULL;
	if (rc == 0 && num_parse(place, 1, INT32_MAX, &at, e))
		return err_set(e, ERR_USAGE, "'%.*s': a line's place is a "
			"number, as show has it", STR_SHORT(place));
	for (size_t i = 0; rc == 0 && i < s.n; i++)
		if (s.lines[i]->position == at)
			*out = s.lines[i];
	return rc || *out ? rc : err_set(e, ERR_NO, "%.*s: has no line %lld",
		STR_SHORT(s.quote->number), (long long)at);
}

static int
line_change(struct cli *c, int64_t quote, bool drop, struct err *e)
{
	struct line *l;
	enum saved how;
	size_t n;
	int rc = 0;

	for (size_t i = 2; rc == 0 && i < c->nargs; i++) {
		rc = line_at(c, quote, c->args[i], &l, e);
		if (rc == 0 && drop)
			l->common.archived = 1;
		else if (rc == 0)
			rc = cli_apply_fields(c, c->entity, l, &n, e);
		if (rc == 0)
			rc = model_save(model(c), c->entity, l, &how, e);
	}
	return rc;
}

static int
say_quote(struct cli *c, int64_t id, struct err *e)
{
	const struct quote *q;
	struct buf total = {0};
	void *rec;
	int rc = model_settle(model(c), e);

	if (rc == 0)
		rc = model_get(model(c), model_entity(model(c), E_QUOTE), id,
			&rec, e);
	if (rc || c->dry_run)
		return rc;
	q = rec;
	money_print_grouped(q->total, currency_find(q->currency), &total);
	cli_say(c, "quote/%.*s: %lld line%s, total %s %.*s",
		STR_F(q->number), (long long)q->lines, q->lines == 1 ? "" : "s",
		total.n ? total.p : "0", STR_F(q->currency));
	buf_free(&total);
	return 0;
}

int
offer_line(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		NULL};
	static const char *const of_add[] = {"from", NULL};
	struct str what = c->nargs ? c->args[0] : STR_NULL;
	bool add = str_is(what, "add"), set = str_is(what, "set");
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0 && !add)
		rc = cli_refuse(c, of_add, e);
	if (rc)
		return rc;
	if ((!add && !set && !str_is(what, "rm")) ||
		c->nargs < (add ? 2u : 3u)) {
		err_set(e, ERR_USAGE, "add, set or rm, a quote and its lines "
			"are needed");
		return err_hint(e, "try: pipe quote line add Q-12 GTX-PRO:3");
	}
	if (!add && cli_any_field(c) != set)
		return err_set(e, ERR_USAGE, set ? "nothing to set" : "rm: "
			"takes lines out, and sets nothing");
	rc = model_resolve(model(c), model_entity(model(c), E_QUOTE),
		c->args[1], &id, e);
	if (rc == 0)
		rc = add ? line_add(c, id, e)
			 : line_change(c, id, !set, e);
	return rc ? rc : say_quote(c, id, e);
}

/* ---- add, clone --------------------------------------------------------- */

static int
new_quote(struct cli *c, int64_t *id, struct err *e)
{
	struct quote *q = record_new(c->entity, &c->arena);
	enum saved how;
	size_t n;
	int rc = model_defaults(model(c), c->entity, q, e);

	if (rc == 0 && c->nargs)
		rc = model_assign_text(model(c), c->entity, q, QUOTE_DEAL,
			c->args[0], e);
	if (rc == 0)
		rc = cli_apply_fields(c, c->entity, q, &n, e);
	if (rc == 0)
		rc = model_save(model(c), c->entity, q, &how, e);
	*id = q->common.id;
	return rc;
}

static int
copy_quote(struct cli *c, struct str from, struct str deal, int64_t *id,
	struct err *e)
{
	int64_t source, of = NUM_NULL;
	void *rec;
	int rc = model_resolve(model(c), c->entity, from, &source, e);

	if (rc == 0 && deal.p)
		rc = model_resolve(model(c), model_entity(model(c), E_DEAL),
			deal, &of, e);
	if (rc == 0)
		rc = model_get(model(c), c->entity, source, &rec, e);
	return rc ? rc : quote_clone(model(c), rec, of, id, e);
}

static int
told_new(struct cli *c, int64_t id, struct err *e)
{
	int rc = say_quote(c, id, e);

	if (rc == 0 && !c->dry_run)
		out_add(&c->out, str_of(arena_fmt(&c->arena, "%lld\n",
			(long long)id)));
	return rc;
}

int
offer_add(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		NULL};
	struct str *const *lines;
	size_t n = cli_many(c, "line", &lines);
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0 && c->nargs > 1)
		return err_set(e, ERR_USAGE, "'%.*s': one argument too many",
			STR_SHORT(c->args[1]));
	if (rc == 0)
		rc = new_quote(c, &id, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_item(c, id, *lines[i], e);
	if (rc == 0 && cli_flag(c, "from"))
		rc = add_from(c, id, e);
	return rc ? rc : told_new(c, id, e);
}

int
offer_clone(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", "if-rev",
		NULL};
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0 && (!c->nargs || c->nargs > 2)) {
		err_set(e, ERR_USAGE, "a quote is needed, and maybe a deal");
		return err_hint(e, "try: pipe quote clone Q-12 43");
	}
	if (rc == 0)
		rc = copy_quote(c, c->args[0], c->nargs > 1 ? c->args[1]
			: STR_NULL, &id, e);
	return rc ? rc : told_new(c, id, e);
}
