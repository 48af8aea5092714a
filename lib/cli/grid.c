/* From fields to columns and cells. */
#include <ctype.h>

#include "cli/grid.h"

static enum json_kind
field_json(struct cli *c, const struct field *f)
{
	const struct entity *ref = f->type == T_REF
		? model_entity(&c->model, f->ref) : NULL;

	if (ref)
		return ref->key ? JSON_STRING : JSON_NUMBER;
	return field_type(f)->json;
}

struct column
grid_column(struct cli *c, const struct field *f, const char *name)
{
	const struct type *t = field_type(f);
	bool when = f->type == T_DAY || f->type == T_INSTANT;

	return (struct column){
		.name = name,
		.json = field_json(c, f),
		.right = t->right,
		.keep = type_is_money(f->type) || when || f->tag == TAG_ID,
		.money = type_is_money(f->type),
		.width = f->width ? f->width : t->width,
	};
}

/* "ACCOUNT" over account.name, "OWNER TEAM" over owner.team. */
static const char *
path_title(struct cli *c, const struct path *p)
{
	struct buf b = {0};
	char *title;

	buf_cstr(&b, p->base->name);
	if (p->leaf->tag != p->entity->title)
		buf_fmt(&b, " %s", p->leaf->name);
	for (size_t i = 0; i < b.n; i++)
		b.p[i] = (char)(b.p[i] == '_' ? ' '
			: toupper((unsigned char)b.p[i]));
	title = arena_cstr(&c->arena, buf_view(&b));
	buf_free(&b);
	return title;
}

void
grid_open(struct grid *t, struct cli *c, const struct columns *cols)
{
	t->c = c;
	t->env = cli_query_env(c);
	t->cols = *cols;
	t->columns = arena_array(&c->arena, cols->n + 1, sizeof *t->columns);
	t->cells = arena_array(&c->arena, cols->n + 1, sizeof *t->cells);
	t->texts = arena_array(&c->arena, cols->n + 1, sizeof *t->texts);
	t->pretty = arena_array(&c->arena, cols->n + 1, sizeof *t->pretty);
	for (size_t i = 0; i < cols->n; i++) {
		const struct path *p = &cols->v[i].path;

		t->columns[i] = grid_column(c, p->leaf, cols->v[i].name);
		if (p->deep)
			t->columns[i].title = path_title(c, p);
	}
}

/* "today 14:05", "in 3 d": what people count in, near the day it is. */
static void
near_day(struct cli *c, int64_t day, struct buf *out)
{
	int64_t d = day - c->model.cal.today;

	if (d == 0)
		buf_cstr(out, "today");
	else if (d == 1)
		buf_cstr(out, "tomorrow");
	else if (d == -1)
		buf_cstr(out, "yesterday");
	else if (d > 0 && d <= NEAR_DAYS)
		buf_fmt(out, "in %d days", (int)d);
	else if (d < 0 && d >= -NEAR_DAYS)
		buf_fmt(out, "%d days ago", (int)-d);
	else
		day_print(day, out);
}

static void
near_instant(struct cli *c, int64_t instant, struct buf *out)
{
	const struct zone *z = c->model.cal.zone;
	int64_t day = zone_day(z, instant), minute;

	near_day(c, day, out);
	if (day < c->model.cal.today - 1 || day > c->model.cal.today + 1)
		return;
	minute = (instant + zone_offset(z, instant) * US_PER_SECOND -
		day * US_PER_DAY) / (60 * US_PER_SECOND);
	buf_fmt(out, " %02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static void
dress_value(struct cli *c, const struct field *f, union val v,
	const struct currency *money, struct buf *out)
{
	switch ((enum type_id)f->type) {
	case T_MONEY: money_print_grouped(v.i, money, out); return;
	case T_PRICE: price_print_grouped(v.i, money, out); return;
	case T_DAY: near_day(c, v.i, out); return;
	case T_INSTANT: near_instant(c, v.i, out); return;
	case T_WHEN:
		if (when_is_day(v.i))
			near_day(c, when_day(v.i), out);
		else
			near_instant(c, when_instant(v.i), out);
		return;
	case T_LINE:
	case T_TEXT:
	case T_INT:
	case T_PERCENT:
	case T_DECIMAL:
	case T_BOOL:
	case T_ENUM:
	case T_REF:
	case T_ANYREF:
	case T_SET:
	case T_EMAIL:
	case T_URL:
	case T_PHONE:
	case T_COUNTRY:
	case T_CURRENCY:
	case T_COUNT: return;
	}
}

/* What people see instead of the text: near a terminal days are counted, in
 * HTML, which lasts, they are not. */
static void
dress_cell(struct cli *c, const struct field *f, union val v,
	const struct currency *money, struct buf *out)
{
	bool html = c->format == FORMAT_HTML || c->private->dress.html;

	if (html && f->type == T_MONEY)
		money_print_grouped(v.i, money, out);
	else if (c->format == FORMAT_TABLE && c->private->dress.dress)
		dress_value(c, f, v, money, out);
}

/* Text as it lies in the record needs no copy. */
static bool
is_plain_text(const struct field *f)
{
	return field_type(f)->text;
}

static bool
is_null(const struct field *f, union val v)
{
	return field_type(f)->text ? !v.s.p : v.i == NUM_NULL;
}

int
grid_cells(struct grid *t, const void *rec, struct err *e)
{
	for (size_t i = 0; i < t->cols.n; i++) {
		const struct currency *money = NULL;
		const struct field *f;
		struct cell *cell = &t->cells[i];
		union val v;
		int rc = col_value(&t->cols.v[i], t->env, rec, &v, &f, &money,
			e);

		*cell = (struct cell){.minor = NUM_NULL};
		if (rc)
			return rc;
		if (is_null(f, v))
			continue;
		buf_reset(&t->texts[i]);
		buf_reset(&t->pretty[i]);
		cell->minor = value_minor(f, v, money);
		if (is_plain_text(f)) {
			cell->text = v.s;
			continue;
		}
		value_print(&t->c->model.scope, f, v, money, &t->texts[i]);
		cell->text = buf_view(&t->texts[i]);
		dress_cell(t->c, f, v, money, &t->pretty[i]);
		cell->pretty = t->pretty[i].n ? buf_view(&t->pretty[i])
					      : STR_NULL;
	}
	return ERR_OK;
}

void
grid_close(struct grid *t)
{
	for (size_t i = 0; i < t->cols.n; i++) {
		buf_free(&t->texts[i]);
		buf_free(&t->pretty[i]);
	}
}
