/* Word lists, references and names, as values are read and written. */
#include "model/deal.h"
#include "model/registry.h"
#include "model/scope.h"

enum { SLOTS_FIRST = 16, SLOTS_LAST = 512, NAME_MAX_INLINE = 44 };

/* A name printed before; a slot is taken over by the next with its number. As
 * names are added there come to be more slots. */
struct name_slot {
	int64_t ref; /* anyref_make(), 0: free */
	struct str text;
	char bytes[NAME_MAX_INLINE];
};

struct word_list {
	const char *list;
	struct str pipeline;
	const struct choice *choices;
	struct word_list *next;
};

struct model_cache {
	struct word_list *lists;
	struct name_slot *names;
	size_t nslots, nnames;
};

/* The pipeline whose stages are meant; null: those of all. */
static struct str
pipeline_of(const struct model *m, const struct field *f, const void *rec)
{
	const struct deal *d = rec;

	if (!rec || strcmp(f->choices, "@stage") != 0)
		return STR_NULL;
	if (!d->pipeline.p && m->policy->npipelines)
		return m->policy->pipelines[0].id;
	return d->pipeline;
}

static const struct choice *
scope_choices(const struct scope *s, const struct field *f, const void *rec)
{
	struct model *m = s->ctx;
	struct word_list *l;
	struct str pipeline;

	if (!f->choices || f->choices[0] != '@')
		return NULL;
	pipeline = pipeline_of(m, f, rec);
	for (l = m->cache->lists; l; l = l->next)
		if (strcmp(l->list, f->choices) == 0 &&
			str_eq(l->pipeline, pipeline))
			return l->choices;
	l = arena_alloc(m->arena, sizeof *l);
	*l = (struct word_list){
		.list = f->choices,
		.pipeline = arena_str(m->arena, pipeline),
		.next = m->cache->lists,
	};
	l->choices = policy_choices(m->policy, m->arena, f->choices,
		l->pipeline);
	if (l->choices && !l->choices->word)
		l->choices = NULL; /* an empty list: any word */
	m->cache->lists = l;
	return l->choices;
}

static int
scope_ref_parse(const struct scope *s, int ref, struct str text, int64_t *id,
	struct err *e)
{
	struct model *m = s->ctx;

	return model_resolve(m, model_entity(m, ref), text, id, e);
}

/* The key of a record, or nothing where it has none or is gone. */
static struct str
key_text(struct model *m, const struct entity *en, int64_t id,
	struct arena *a)
{
	struct err ignored;
	void *rec;

	if (model_shown(m, en, id, a, &rec, &ignored))
		return STR_NULL;
	return field_get(entity_tag(en, en->key), rec).s;
}

static void
slot_fill(struct model *m, struct name_slot *slot, const struct entity *en,
	int64_t id)
{
	struct arena a = {0};
	struct str key = key_text(m, en, id, &a);

	slot->ref = anyref_make(en->number, id);
	slot->text = STR_NULL;
	if (key.p && key.n <= sizeof slot->bytes) {
		memcpy(slot->bytes, key.p, key.n);
		slot->text = (struct str){slot->bytes, key.n};
	} else if (key.p) {
		slot->text = arena_str(m->arena, key);
	}
	arena_free(&a);
}

static struct name_slot *
slot_of(const struct model_cache *c, int ref, int64_t id)
{
	return &c->names[(uint64_t)(id * E_END + ref) % c->nslots];
}

static void
slots_grow(struct arena *a, struct model_cache *c)
{
	struct name_slot *old = c->names, *to;
	size_t n = c->nslots;

	if (n == SLOTS_LAST || (n && c->nnames < n))
		return;
	c->nslots = n ? 2 * n : SLOTS_FIRST;
	c->names = arena_array(a, c->nslots, sizeof *c->names);
	for (size_t i = 0; i < n; i++) {
		if (!old[i].ref)
			continue;
		to = slot_of(c, anyref_entity(old[i].ref),
			anyref_id(old[i].ref));
		*to = old[i];
		if (to->text.p == old[i].bytes)
			to->text.p = to->bytes;
	}
}

static void
scope_ref_print(const struct scope *s, int ref, int64_t id, struct buf *out)
{
	struct model *m = s->ctx;
	const struct entity *en = model_entity(m, ref);
	struct name_slot *slot;

	if (!en || !en->key) {
		buf_int(out, id);
		return;
	}
	slots_grow(m->arena, m->cache);
	slot = slot_of(m->cache, ref, id);
	if (slot->ref != anyref_make(ref, id)) {
		slot_fill(m, slot, en, id);
		m->cache->nnames++;
	}
	if (slot->text.p)
		buf_str(out, slot->text);
	else
		buf_int(out, id);
}

static int
scope_entity_number(const struct scope *s, struct str name)
{
	const struct model *m = s->ctx;
	const struct entity *en = schema_find(&m->schema, name);

	return en ? en->number : 0;
}

static const char *
scope_entity_name(const struct scope *s, int number)
{
	const struct model *m = s->ctx;
	const struct entity *en = model_entity(m, number);

	return en ? en->name : NULL;
}

void
scope_init(struct model *m)
{
	m->cache = arena_alloc(m->arena, sizeof *m->cache);
	m->scope = (struct scope){
		.arena = m->arena,
		.cal = &m->cal,
		.base = m->policy->base,
		.choices = scope_choices,
		.ref_parse = scope_ref_parse,
		.ref_print = scope_ref_print,
		.entity_number = scope_entity_number,
		.entity_name = scope_entity_name,
		.ctx = m,
	};
}
