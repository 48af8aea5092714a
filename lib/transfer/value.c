/* Cells to values. */
#include "base/utf8.h"
#include "transfer/part.h"

enum { MEMO_MAX = 1000 };

static struct str
parts_text(struct run *r, const struct target *t)
{
	buf_reset(&r->text2);
	for (size_t i = 0; i < t->nparts; i++) {
		const struct part *p = &t->parts[i];

		buf_str(&r->text2, p->text);
		if (p->column != ROW_NONE)
			buf_str(&r->text2, r->rows.cells[p->column]);
	}
	return arena_str(&r->row, str_trim(buf_view(&r->text2)));
}

struct str
value_text(struct run *r, const struct target *t)
{
	switch (t->origin) {
	case FROM_CELL:
		return r->rows.cells[t->column];
	case FROM_TEXT:
		return t->text;
	case FROM_PARTS:
		return parts_text(r, t);
	case FROM_PATH:
		break;
	}
	return STR_NULL;
}

/* ---- by type ------------------------------------------------------------ */

static int
name_before(const struct target *t, struct err *e)
{
	struct err why = *e;

	err_set(e, why.code, "%s: %s", t->field->name, why.msg);
	return err_hint(e, "%s", why.hint);
}

static int
read_date(struct run *r, const struct target *t, struct str text,
	union val *v, struct err *e)
{
	const struct zone *zone = r->m->cal.zone;
	struct moment m;

	if (cell_moment(text, t->date, &m, e))
		return name_before(t, e);
	if (t->field->type == T_DAY)
		v->i = moment_day(&m, zone);
	else if (t->field->type == T_INSTANT)
		v->i = moment_instant(&m, zone);
	else
		v->i = m.timed ? when_of_instant(moment_instant(&m, zone))
			       : when_of_day(m.day);
	return 0;
}

static int
parse(struct run *r, const struct target *t, struct str text,
	const struct about *about, union val *v, struct err *e)
{
	const struct currency *money = NULL;

	if (type_is_money(t->field->type))
		money = record_currency(about->entity, about->rec,
			r->m->policy->base);
	return value_parse(&r->scope, t->field, text, money, about->rec, v,
		e);
}

/* Words of a list come again and again: each is looked up once. Which words
 * there are may hang on the record where there are several pipelines. */
static int
read_word(struct run *r, const struct target *t, struct str text,
	const struct about *about, union val *v, struct err *e)
{
	int64_t *known = t->memo ? map_get(t->memo, text) : NULL;
	struct str *kept;
	int rc;

	if (known) {
		v->s = *(const struct str *)(uintptr_t)*known;
		return 0;
	}
	rc = parse(r, t, text, about, v, e);
	if (rc || !t->memo || r->m->policy->npipelines > 1 ||
		t->memo->n >= MEMO_MAX)
		return rc;
	kept = arena_alloc(&r->arena, sizeof *kept);
	*kept = arena_str(&r->arena, v->s);
	*map_put(t->memo, text, NULL) = (int64_t)(uintptr_t)kept;
	return 0;
}

static int
read_number(struct run *r, const struct target *t, struct str text,
	const struct about *about, union val *v, struct err *e)
{
	struct buf *b = &r->text, *product = &r->text2;

	if (t->number != NUMBER_US && t->number != NUMBER_EU &&
		t->unit == NUM_NULL)
		return parse(r, t, text, about, v, e);
	buf_reset(b);
	if (cell_number(text, t->number, b, e))
		return name_before(t, e);
	if (t->unit == NUM_NULL)
		return parse(r, t, buf_view(b), about, v, e);
	buf_reset(product);
	if (cell_times(buf_view(b), t->unit, product, e))
		return name_before(t, e);
	return parse(r, t, buf_view(product), about, v, e);
}

static int
read_bool(struct run *r, const struct target *t, struct str text,
	const struct about *about, union val *v, struct err *e)
{
	static const char *const words[][2] = {
		{"1", "yes"}, {"0", "no"}, {"y", "yes"}, {"n", "no"}};

	buf_reset(&r->text);
	text_fold(text, &r->text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(buf_view(&r->text), words[i][0]))
			return parse(r, t, str_of(words[i][1]), about, v, e);
	return parse(r, t, buf_view(&r->text), about, v, e);
}

/* Other separators become commas. */
static struct str
split(struct run *r, const struct target *t, struct str text)
{
	struct str by = t->split;

	if (!by.n)
		return text;
	buf_reset(&r->text2);
	for (size_t i = 0; i < text.n;) {
		bool cut = text.n - i >= by.n &&
			memcmp(text.p + i, by.p, by.n) == 0;

		buf_char(&r->text2, cut ? ',' : text.p[i]);
		i += cut ? by.n : 1;
	}
	return arena_str(&r->row, buf_view(&r->text2));
}

static struct str
dress(struct run *r, const struct target *t, struct str text)
{
	if (t->letters == CASE_AS_IS && !t->prefix.n)
		return text;
	buf_reset(&r->text);
	buf_str(&r->text, t->prefix);
	cell_letters(text, t->letters, &r->text);
	return arena_str(&r->row, buf_view(&r->text));
}

static int
read_typed(struct run *r, const struct target *t, struct str text,
	const struct about *about, union val *v, struct err *e)
{
	switch ((enum type_id)t->field->type) {
	case T_DAY:
	case T_INSTANT:
	case T_WHEN:
		return read_date(r, t, text, v, e);
	case T_INT:
	case T_MONEY:
	case T_PERCENT:
	case T_DECIMAL:
	case T_PRICE:
		return read_number(r, t, text, about, v, e);
	case T_BOOL:
		return read_bool(r, t, text, about, v, e);
	case T_REF:
		return ref_find(r, t, dress(r, t, text), about->at, &v->i, e);
	case T_ENUM:
	case T_COUNTRY:
	case T_CURRENCY:
		return read_word(r, t, dress(r, t, text), about, v, e);
	case T_SET:
		text = split(r, t, text);
		break;
	case T_LINE:
	case T_TEXT:
	case T_ANYREF:
	case T_EMAIL:
	case T_URL:
	case T_PHONE:
	case T_COUNT:
		break;
	}
	return parse(r, t, dress(r, t, text), about, v, e);
}

int
value_read(struct run *r, const struct target *t, struct str text,
	const struct about *about, struct given *out, struct err *e)
{
	int64_t *word;

	*out = (struct given){.target = t};
	if (t->origin == FROM_PATH) {
		out->late = true;
		return 0;
	}
	if (text.p && !field_is_verbatim(t->field))
		text = str_trim(text);
	word = t->words && text.n ? map_get(t->words, text) : NULL;
	if (word)
		text = t->meanings[*word];
	out->has = text.n > 0;
	if (!out->has) {
		out->keep = t->keep || (t->origin == FROM_CELL &&
			!r->gathered && !rows_given(&r->rows, t->column));
		return 0;
	}
	return read_typed(r, t, text, about, &out->v, e);
}

/* ---- a field of a record named ------------------------------------------ */

static int
named_record(struct run *r, const struct target *t, int64_t id, void **rec,
	struct err *e)
{
	int64_t *known = map_put_u64(t->path_cache, (uint64_t)id, NULL);
	void *found;
	int rc;

	*rec = (void *)(uintptr_t)*known;
	if (*rec)
		return 0;
	found = record_new(t->base_entity, &r->arena);
	rc = tx_get(r->m->tx, t->base_entity, id, found, e);
	if (rc)
		return rc;
	*rec = record_copy(t->base_entity, found, &r->arena);
	*known = (int64_t)(uintptr_t)*rec;
	return 0;
}

int
value_path(struct run *r, const struct target *t, const struct about *about,
	struct given *out, struct err *e)
{
	const struct currency *base = r->m->policy->base, *own, *its;
	int64_t id = field_get(t->base, about->rec).i;
	void *rec;
	int rc;

	out->has = false;
	out->keep = t->keep;
	if (id == NUM_NULL)
		return 0;
	rc = named_record(r, t, id, &rec, e);
	if (rc || field_is_null(t->leaf, rec))
		return rc;
	own = record_currency(about->entity, about->rec, base);
	its = record_currency(t->base_entity, rec, base);
	if (type_is_money(t->leaf->type) && own != its)
		return err_set(e, ERR_DATA, "%s: %s.%s is in %s, the record "
			"in %s", t->field->name, t->base->name, t->leaf->name,
			its->code, own->code);
	out->has = true;
	out->keep = false;
	out->v = field_get(t->leaf, rec);
	if (t->leaf->type == t->field->type)
		return 0;
	if (t->leaf->type == T_PRICE)
		return price_minor(out->v.i, own, &out->v.i, e);
	return t->leaf->type == T_MONEY
		? minor_price(out->v.i, own, &out->v.i, e) : 0;
}

int
value_instant(struct run *r, struct str text, enum date_form form,
	int64_t *out, struct err *e)
{
	struct moment m;
	int rc = cell_moment(text, form, &m, e);

	if (rc)
		return rc;
	*out = moment_instant(&m, r->m->cal.zone);
	if (*out > r->m->now)
		return err_set(e, ERR_DATA, "'%.*s': lies in the future",
			STR_SHORT(text));
	return 0;
}
