#include "transfer/export.h"
#include "transfer/json_out.h"

struct exporting {
	struct model *m;
	const struct entity *en;
	struct buf line, text;
	struct str *keys; /* of the fields: `,"name":` */
};

static bool
is_shown(const struct field *f)
{
	return !(f->flags & F_HIDDEN);
}

static void
put_list(struct buf *out, struct str set)
{
	struct str word;

	buf_char(out, '[');
	while (str_split(&set, ',', &word)) {
		if (out->p[out->n - 1] != '[')
			buf_char(out, ',');
		json_str(out, word);
	}
	buf_char(out, ']');
}

/* References print as ids, or as the key they go by. */
static bool
is_number(const struct model *m, const struct field *f)
{
	if (f->type == T_REF) {
		const struct entity *to = model_entity(m, f->ref);

		return to && !to->key;
	}
	return field_type(f)->json == JSON_NUMBER;
}

static void
put_value(struct exporting *x, const struct field *f, union val v,
	const struct currency *money)
{
	enum json_kind kind = field_type(f)->json;

	if (kind == JSON_BOOL) {
		buf_cstr(&x->line, v.i ? "true" : "false");
		return;
	}
	if (kind == JSON_LIST) {
		put_list(&x->line, v.s);
		return;
	}
	if (field_type(f)->text) {
		json_str(&x->line, v.s);
		return;
	}
	buf_reset(&x->text);
	value_print(&x->m->scope, f, v, money, &x->text);
	if (is_number(x->m, f))
		buf_str(&x->line, buf_view(&x->text));
	else
		json_str(&x->line, buf_view(&x->text));
}

static void
put_minor(struct exporting *x, const struct field *f, const void *rec,
	const struct currency *money)
{
	int64_t minor = value_minor(f, field_get(f, rec), money);

	buf_fmt(&x->line, ",\"%s_minor\":", f->name);
	if (minor == NUM_NULL)
		buf_cstr(&x->line, "null");
	else
		buf_int(&x->line, minor);
}

static void
put_record(struct exporting *x, const void *rec)
{
	const struct currency *money = record_currency(x->en, rec,
		x->m->policy->base);

	buf_reset(&x->line);
	buf_fmt(&x->line, "{\"entity\":\"%s\"", x->en->name);
	for (size_t i = 0; i < x->en->nfields; i++) {
		const struct field *f = &x->en->fields[i];

		if (!is_shown(f))
			continue;
		buf_str(&x->line, x->keys[i]);
		if (field_is_null(f, rec))
			buf_cstr(&x->line, "null");
		else
			put_value(x, f, field_get(f, rec), money);
		if (type_is_money(f->type))
			put_minor(x, f, rec, money);
	}
	buf_cstr(&x->line, "}\n");
}

static void
prepare(struct exporting *x, struct arena *a)
{
	x->keys = arena_array(a, x->en->nfields, sizeof *x->keys);
	for (size_t i = 0; i < x->en->nfields; i++)
		x->keys[i] = str_of(arena_fmt(a, ",\"%s\":",
			x->en->fields[i].name));
}

static int
export_entity(struct exporting *x, struct out *out, uint64_t *count,
	struct err *e)
{
	struct arena a = {0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(x->m->tx, x->en, NULL, &s, e);

	if (rc)
		return rc;
	prepare(x, &a);
	while ((rc = scan_next(s, &rec, e)) == 0) {
		put_record(x, rec);
		out_add(out, buf_view(&x->line));
		++*count;
	}
	scan_close(s);
	arena_free(&a);
	return rc == ERR_NO ? 0 : rc;
}

int
export_records(struct model *m, const struct entity *en, struct out *out,
	uint64_t *count, struct err *e)
{
	struct exporting x = {.m = m};
	int rc = 0;

	for (size_t i = 1; rc == 0 && i < m->schema.n; i++) {
		x.en = model_entity(m, (int)i);
		if (x.en && (!en || x.en == en))
			rc = export_entity(&x, out, count, e);
	}
	buf_free(&x.line);
	buf_free(&x.text);
	return rc;
}
