/* A plan in words. */
#include "transfer/plan_part.h"

static void
show_source(const struct target *t, const struct rows *rows, struct buf *out)
{
	switch (t->origin) {
	case FROM_CELL:
		buf_str(out, rows->names.v[t->column]);
		return;
	case FROM_TEXT:
		buf_fmt(out, "'%.*s'", STR_SHORT(t->text));
		return;
	case FROM_PATH:
		buf_fmt(out, "%s.%s", t->base->name, t->leaf->name);
		return;
	case FROM_PARTS:
		for (size_t i = 0; i < t->nparts; i++) {
			buf_str(out, t->parts[i].text);
			if (t->parts[i].column != ROW_NONE)
				buf_fmt(out, "{%.*s}", STR_F(
					rows->names.v[t->parts[i].column]));
		}
		return;
	}
}

static void
show_list(const struct targets *list, const struct rows *rows,
	const char *before, struct buf *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct target *t = &list->v[i];

		buf_cstr(out, before);
		show_source(t, rows, out);
		buf_fmt(out, " -> %s", t->field->name);
		if (t->ref_create)
			buf_cstr(out, " (made where missing)");
		buf_char(out, '\n');
	}
}

static void
show_key(const struct plan *p, const struct rows *rows, struct buf *out)
{
	switch (p->key) {
	case KEY_NONE:
		buf_cstr(out, "key: none, every row is new\n");
		return;
	case KEY_EXT:
		buf_fmt(out, "key: ext:%.*s:{%.*s}\n", STR_F(p->key_source),
			STR_F(rows->names.v[p->key_column]));
		return;
	case KEY_FIELD:
		buf_fmt(out, "key: %s\n", p->key_target->field->name);
		return;
	case KEY_NUMBER:
		buf_cstr(out, "key: id\n");
		return;
	case KEY_ANY:
		buf_fmt(out, "key: %s\n",
			p->ext_target ? "ext"
			: p->key_target ? p->key_target->field->name
			: p->id_column != ROW_NONE ? "id"
			: "the row's content");
		return;
	}
}

/* Of JSON all fields are asked for: only what a map names is worth a line. */
void
plan_show(const struct plan *p, const struct rows *rows, struct buf *out)
{
	show_key(p, rows, out);
	if (rows->kind == SOURCE_CSV || rows->map)
		show_list(&p->base, rows, "", out);
	for (size_t i = 0; i < p->nsteps; i++) {
		buf_fmt(out, "at %.*s:\n",
			STR_F(rows->names.v[p->steps[i].at]));
		show_list(&p->steps[i].set, rows, "  ", out);
		if (p->steps[i].converts)
			buf_cstr(out, "  converted to a deal\n");
		show_list(&p->steps[i].deal, rows, "    ", out);
	}
	if (p->changes)
		show_list(&p->changes->fields, rows, "  ", out);
}
