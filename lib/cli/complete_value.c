#include "cli/complete.h"

static void
offer_list(struct completion *x, struct str head, struct str words)
{
	struct str word;

	while (words.n && str_split(&words, ',', &word))
		offer(x, head, word, STR_NULL);
}

/* ---- records ----------------------------------------------------------- */

/* Its key, or else its number, with its title. False: it is none, or gone. */
static bool
offer_record(struct completion *x, struct str head, const struct entity *en,
	int64_t id)
{
	struct model *m = &x->c->model;
	struct buf word = {0};
	struct err ignored;
	void *rec;

	if (model_get(m, en, id, &rec, &ignored) ||
		((struct common *)rec)->archived == 1)
		return false;
	m->scope.ref_print(&m->scope, en->number, id, &word);
	offer(x, head, buf_view(&word), model_title(m, en, rec));
	buf_free(&word);
	return true;
}

/* Numbers that begin with the digits typed, from the shortest. */
static void
offer_numbers(struct completion *x, struct str head, const struct entity *en,
	int64_t first)
{
	int64_t last = tx_last_id(x->c->model.tx, en), span = 1;

	for (; first > 0 && first <= last; first *= 10, span *= 10) {
		for (int64_t id = first; id < first + span && id <= last; id++)
			if (x->offered >= COMPLETE_MAX)
				return;
			else
				offer_record(x, head, en, id);
		if (first > INT64_MAX / 10)
			return;
	}
}

static void
offer_latest(struct completion *x, struct str head, const struct entity *en)
{
	for (int64_t id = tx_last_id(x->c->model.tx, en);
		id > 0 && x->offered < COMPLETE_MAX; id--)
		offer_record(x, head, en, id);
}

static void
offer_prefix(struct completion *x, struct str head, const struct entity *en,
	uint16_t tag, struct str part)
{
	const struct field *f = entity_tag(en, tag);
	struct ids ids = {0};
	struct err ignored;

	if (f && (f->flags & (F_INDEX | F_UNIQUE)) && field_type(f)->text &&
		!tx_prefix(x->c->model.tx, en, f, part, COMPLETE_MAX, &ids,
			&ignored))
		for (size_t i = 0; i < ids.list.n; i++)
			offer_record(x, head, en, ids.list.v[i]);
	ARR_FREE(&ids.list);
}

static void
complete_records(struct completion *x, struct str head,
	const struct entity *en, struct str part)
{
	struct err ignored;
	int64_t number;

	if (en->key) {
		offer_prefix(x, head, en, en->key, part);
	} else if (!part.n) {
		offer_latest(x, head, en);
	} else if (!num_parse(part, 1, INT64_MAX, &number, &ignored)) {
		offer_numbers(x, head, en, number);
	} else {
		x->any = true; /* a name was typed, its number is offered */
		offer_prefix(x, head, en, en->title, part);
	}
}

/* "deal/4" */
static void
complete_anyref(struct completion *x, struct str head, struct str part)
{
	const struct schema *s = &x->c->model.schema;
	size_t slash = str_find(part, '/');
	const struct entity *en = schema_find(s, str_cut(part, 0, slash));
	struct buf b = {0};

	if (slash < part.n && en) {
		buf_str(&b, head);
		buf_str(&b, str_cut(part, 0, slash + 1));
		complete_records(x, arena_str(&x->c->arena, buf_view(&b)), en,
			str_cut(part, slash + 1, part.n));
	}
	for (size_t i = 1; slash == part.n && i < s->n; i++) {
		en = schema_entity(s, (int)i);
		buf_reset(&b);
		if (en)
			buf_fmt(&b, "%s/", en->name);
		if (en)
			offer(x, head, buf_view(&b), str_of(en->summary));
	}
	buf_free(&b);
}

/* ---- values of fields -------------------------------------------------- */

static void
offer_choices(struct completion *x, struct str head, const struct field *f)
{
	const struct scope *s = &x->c->model.scope;
	const struct choice *ch = s->choices ? s->choices(s, f, NULL) : NULL;

	if (f->choices && *f->choices != '@')
		offer_list(x, head, str_of(f->choices));
	for (; ch && ch->word; ch++)
		offer(x, head, str_of(ch->word), str_of(ch->help));
}

void
complete_field(struct completion *x, struct str head, const struct field *f,
	struct str part)
{
	const struct entity *ref = f && f->type == T_REF
		? model_entity(&x->c->model, f->ref) : NULL;

	if (!f)
		return;
	if (ref)
		complete_records(x, head, ref, part);
	else if (f->type == T_ANYREF)
		complete_anyref(x, head, part);
	else if (f->type == T_ENUM)
		offer_choices(x, head, f);
	else if (f->type == T_BOOL)
		offer_list(x, head, STR("yes,no"));
	else if (f->type == T_DAY || f->type == T_WHEN)
		offer_list(x, head, STR("today,tomorrow,eow,eom,eoq,eoy"));
	for (const struct currency *k = currency_all();
		f->type == T_CURRENCY && *k->code; k++)
		if (!k->withdrawn)
			offer(x, head, str_of(k->code), str_of(k->name));
}

/* ---- lists of names, filter words -------------------------------------- */

/* The names behind the last comma; a sign before one stands. */
static void
complete_names(struct completion *x, struct str part, const char *signs)
{
	const struct entity *en = x->c->entity;
	size_t from = part.n;
	struct str head;

	while (from > 0 && part.p[from - 1] != ',')
		from--;
	if (from < part.n && strchr(signs, part.p[from]))
		from++;
	head = str_cut(x->last, 0, x->last.n - part.n + from);
	for (size_t i = 0; en && i < en->nfields; i++)
		if (!(en->fields[i].flags & F_HIDDEN))
			offer(x, head, str_of(en->fields[i].name),
				str_of(en->fields[i].help));
}

/* A filter or segment, where the entity has it. */
static void
offer_named(struct completion *x, struct str name)
{
	struct str words = policy_filter(x->c->model.policy,
		x->c->entity->name, name);

	if (words.p)
		offer(x, STR("@"), name, words);
}

static void
complete_words(struct completion *x, struct str part)
{
	const struct entity *en = x->c->entity;
	const struct policy *p = x->c->model.policy;
	size_t at = str_find(part, ':'), comma = part.n;
	struct str head, name;

	if (!en)
		return;
	if (at < part.n) {
		while (part.p[comma - 1] != ',' && part.p[comma - 1] != ':')
			comma--;
		head = str_cut(x->last, 0, x->last.n - part.n + comma);
		name = str_cut(part, 0, at);
		if (str_starts(name, "not"))
			return;
		complete_field(x, head, entity_field(en, name),
			str_cut(part, comma, part.n));
		return;
	}
	for (size_t i = 0; i < en->nfields; i++) {
		struct buf word = {0};

		buf_fmt(&word, "%s:", en->fields[i].name);
		if (!(en->fields[i].flags & F_HIDDEN))
			offer(x, STR_NULL, buf_view(&word),
				str_of(en->fields[i].help));
		buf_free(&word);
	}
	for (size_t i = 0; i < p->nfilters; i++)
		offer_named(x, p->filters[i].name);
	for (size_t i = 0; i < p->nsegments; i++)
		offer_named(x, p->segments[i].name);
}

static void
complete_forecasts(struct completion *x)
{
	const struct policy *p = x->c->model.policy;

	for (size_t i = 0; i < p->nforecasts; i++)
		offer(x, x->head, p->forecasts[i].id, p->forecasts[i].name);
}

void
complete_source(struct completion *x, struct str source, struct str part)
{
	const struct schema *s = &x->c->model.schema;
	const struct entity *en;

	if (str_starts(source, "entity:"))
		source = str_cut(source, strlen("entity:"), source.n);
	if (!source.n)
		return;
	if (str_starts(source, "choices:")) {
		offer_list(x, x->head, str_cut(source, strlen("choices:"),
			source.n));
	} else if (str_is(source, "columns") || str_is(source, "sort")) {
		complete_names(x, part, "+-");
	} else if (str_is(source, "words")) {
		complete_words(x, part);
	} else if (str_is(source, "forecasts")) {
		complete_forecasts(x);
	} else if (str_is(source, "ref")) {
		complete_anyref(x, x->head, part);
	} else {
		en = str_is(source, "self") ? x->c->entity
					    : schema_find(s, source);
		if (en)
			complete_records(x, x->head, en, part);
		else if (x->c->entity)
			complete_field(x, x->head, entity_field(x->c->entity,
				source), part);
	}
}
