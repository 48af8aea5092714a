#include "cli/show.h"

/* ---- the record's own fields ------------------------------------------- */

/* A reference with the name people know: "7 Acme Ltd". */
static void
add_title(struct cli *c, const struct field *f, union val v, struct buf *out)
{
	int number = f->type == T_ANYREF ? anyref_entity(v.i) : f->ref;
	int64_t id = f->type == T_ANYREF ? anyref_id(v.i) : v.i;
	const struct entity *en = model_entity(&c->model, number);
	const void *rec;
	struct err ignored;
	struct str title;

	if (!en || cli_query_env(c)->fetch(c, number, id, &rec, &ignored))
		return;
	title = model_title(&c->model, en, rec);
	if (title.n)
		buf_fmt(out, " %.*s", STR_F(title));
}

/* As a card shows a value: with the currency, with the name. */
void
show_value(struct cli *c, const struct entity *en, const void *rec,
	const struct field *f, struct buf *out)
{
	const struct currency *money = record_currency(en, rec,
		c->model.policy->base);
	union val v = field_get(f, rec);

	if (type_is_money(f->type)) {
		if (f->type == T_MONEY)
			money_print_grouped(v.i, money, out);
		else
			price_print_grouped(v.i, money, out);
		buf_fmt(out, " %s", money->code);
		return;
	}
	if (field_is_verbatim(f)) {
		buf_fmt(out, "%zu bytes", v.s.n); /* as history has it */
		return;
	}
	value_print(&c->model.scope, f, v, money, out);
	if (f->type == T_REF || f->type == T_ANYREF)
		add_title(c, f, v, out);
	else if (f->type == T_PERCENT)
		buf_char(out, '%');
}

static bool
worth_showing(const struct entity *en, const struct field *f,
	const void *rec)
{
	if ((f->flags & F_HIDDEN) || field_is_null(f, rec) ||
		f->tag == TAG_ID || f->tag == en->title)
		return false;
	if (f->tag == TAG_ARCHIVED || f->type == T_BOOL)
		return field_get(f, rec).i == 1;
	return true;
}

/* "deal/42 Acme renewal" */
static void
title_of(struct cli *c, const void *rec, struct buf *out)
{
	struct str title = model_title(&c->model, c->entity, rec);

	buf_cstr(out, cli_ref(c, c->entity,
		((const struct common *)rec)->id));
	if (title.n)
		buf_fmt(out, " %.*s", STR_F(title));
}

static void
card_of(struct show *s, const void *rec)
{
	struct cli *c = s->c;
	struct buf b = {0};

	title_of(c, rec, &b);
	card_title(s->card, buf_view(&b));
	for (size_t i = 0; i < s->en->nfields; i++) {
		const struct field *f = &s->en->fields[i];
		struct buf label = {0};

		if (!worth_showing(s->en, f, rec))
			continue;
		buf_cstr(&label, f->name);
		for (size_t k = 0; k < label.n; k++)
			if (label.p[k] == '_')
				label.p[k] = ' ';
		buf_reset(&b);
		show_value(c, s->en, rec, f, &b);
		card_pair(s->card, label.p, buf_view(&b), STYLE_NONE);
		buf_free(&label);
	}
	buf_free(&b);
}

static int
show_card(struct cli *c, const struct entity *en, int64_t id, struct err *e)
{
	struct show *s = c->private->show;
	void *rec;
	int rc = model_get(&c->model, en, id, &rec, e);

	if (rc)
		return rc;
	card_of(s, rec);
	if (c->program->card)
		rc = c->program->card(c, rec, s->card, e);
	if (rc == ERR_OK)
		rc = show_related(s, rec, e);
	if (rc == ERR_OK && cli_flag(c, "timeline"))
		rc = show_timeline(s, rec, e);
	return rc;
}

/* ---- machine formats --------------------------------------------------- */

static int
show_rows(struct cli *c, const struct ids *ids, struct err *e)
{
	struct str text;
	struct columns cols;
	struct grid t;
	struct writer *w;
	void *rec;
	int rc = list_columns_text(c, c->entity, &text, e);

	if (rc == ERR_OK)
		rc = columns_parse(cli_query_env(c), c->entity,
			text.p ? text : STR("all"), NULL, &cols, e);
	if (rc)
		return rc;
	grid_open(&t, c, &cols);
	rc = cli_writer(c, &w, t.columns, cols.n, e);
	for (size_t i = 0; rc == ERR_OK && i < ids->list.n; i++) {
		rc = model_get(&c->model, c->entity, ids->list.v[i], &rec, e);
		if (rc == ERR_OK)
			rc = grid_cells(&t, rec, e);
		if (rc == ERR_OK)
			writer_row(w, t.cells);
		else
			writer_close(w, NULL, &(struct err){0});
	}
	grid_close(&t);
	return rc ? rc : cli_writer_close(c, w, e);
}

/* A page of one record is headed by it. */
static int
page_title(struct cli *c, const struct ids *ids, struct err *e)
{
	struct buf b = {0};
	void *rec;
	int rc;

	if (ids->list.n != 1)
		return ERR_OK;
	rc = model_get(&c->model, c->entity, ids->list.v[0], &rec, e);
	if (rc)
		return rc;
	title_of(c, rec, &b);
	c->private->title = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return ERR_OK;
}

static int
show_cards(struct cli *c, const struct ids *ids, struct err *e)
{
	struct show s = {.c = c, .en = c->entity};
	struct card_options o = {.format = c->format, .dress = cli_dress(c)};
	struct buf day = {0};
	int rc = page_title(c, ids, e);

	if (rc)
		return rc;
	day_print(c->model.cal.today, &day);
	o.title = title_settle(c);
	o.subtitle = buf_view(&day);
	card_open(&s.card, &o, &c->out);
	buf_free(&day);
	c->private->show = &s;
	for (size_t i = 0; rc == ERR_OK && i < ids->list.n; i++)
		rc = show_card(c, c->entity, ids->list.v[i], e);
	c->private->show = NULL;
	card_close(s.card);
	return rc;
}

static int
show_run(struct cli *c, struct err *e)
{
	bool rows = !format_for_people(c->format) || cli_flag(c, "columns");
	struct ids ids = {0};
	int rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);

	if (rc == ERR_OK && rows && cli_flag(c, "timeline"))
		rc = err_set(e, ERR_USAGE, "--timeline: is for people; the "
			"same in other formats: history");
	if (rc == ERR_OK)
		rc = rows ? show_rows(c, &ids, e) : show_cards(c, &ids, e);
	ARR_FREE(&ids.list);
	return rc;
}

static const struct option show_options[] = {
	{"columns", 'c', OPT_TEXT, "COLUMNS",
		"a table of these instead of a card", "columns"},
	{"timeline", 't', OPT_FLAG, NULL,
		"all that happened to it and around it", NULL},
	{0},
};

const struct verb verb_show = {
	.name = "show",
	.summary = "all there is about a record",
	.synopsis = "ID|-|WORD...",
	.options = show_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = show_run,
	.complete = "self",
};
