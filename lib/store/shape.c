#include <stdlib.h>

#include "store/tx.h"

static uint8_t
kind_of(const struct field *f)
{
	if (!field_type(f)->text)
		return SLOT_INT;
	return f->flags & F_DICT ? SLOT_WORD : SLOT_TEXT;
}

static struct field_list
list_make(struct arena *a, const struct entity *en,
	bool (*takes)(const struct field *))
{
	struct field_list l = {0};

	l.v = arena_array(a, en->nfields, sizeof *l.v);
	for (size_t i = 0; i < en->nfields; i++)
		if (takes(&en->fields[i]))
			l.v[l.n++] = &en->fields[i];
	return l;
}

static bool
is_indexed(const struct field *f)
{
	return f->flags & (F_INDEX | F_UNIQUE);
}

static bool
is_ref(const struct field *f)
{
	return (f->type == T_REF || f->type == T_ANYREF) && field_is_fact(f);
}

static bool
is_unique(const struct field *f)
{
	return f->flags & F_UNIQUE;
}

static bool
is_required(const struct field *f)
{
	return f->flags & F_REQUIRED;
}

static void
stored_make(struct arena *a, struct shape *s)
{
	const struct entity *en = s->en;

	s->stored = arena_array(a, en->nfields, sizeof *s->stored);
	s->all.n = en->ntags;
	s->all.v = arena_array(a, en->ntags, sizeof *s->all.v);
	for (size_t tag = 0; tag < en->ntags; tag++) {
		const struct field *f = en->by_tag[tag];

		if (!f || (f->flags & F_DERIVED))
			continue;
		if (f->flags & F_TOUCH)
			s->touch = f;
		s->stored[s->nstored++] = (struct stored){f, f->tag, f->at,
			kind_of(f), field_is_fact(f)};
		s->all.v[tag] = (struct slot){f->at, kind_of(f)};
	}
}

static unsigned
texts_of(const struct entity *en)
{
	unsigned bits = 0;

	for (unsigned i = 0; en->rollup && en->rollup->by[i]; i++)
		if (field_type(entity_tag(en, en->rollup->by[i]))->text)
			bits |= 1U << i;
	return bits;
}

static struct shape *
shape_made(struct store *st, const struct entity *en)
{
	struct shape *s = st->shapes[en->number];

	if (s && s->en == en)
		return s;
	s = arena_alloc(&st->shaped, sizeof *s);
	s->en = en;
	s->by_text = texts_of(en);
	stored_make(&st->shaped, s);
	st->shapes[en->number] = s;
	return s;
}

const struct shape *
shape_of(struct store *st, const struct entity *en)
{
	return shape_made(st, en);
}

const struct shape *
shape_whole(struct store *st, const struct entity *en)
{
	struct shape *s = shape_made(st, en);

	if (s->whole)
		return s;
	s->indexed = list_make(&st->shaped, en, is_indexed);
	s->refs = list_make(&st->shaped, en, is_ref);
	s->unique = list_make(&st->shaped, en, is_unique);
	s->required = list_make(&st->shaped, en, is_required);
	s->whole = true;
	return s;
}

/* ---- what a scan reads -------------------------------------------------- */

static void
slot_add(const struct shape *s, unsigned tag, struct selection *out)
{
	out->created |= tag == TAG_CREATED;
	out->versions |= tag == TAG_REV || tag == TAG_UPDATED;
	if (tag >= s->all.n || s->all.v[tag].kind == SLOT_NONE ||
		out->slots.v[tag].kind != SLOT_NONE)
		return;
	out->slots.v[tag] = s->all.v[tag];
	out->tags[out->nclear] = (uint16_t)tag;
	out->clear[out->nclear++] = s->all.v[tag];
	if (out->slots.n <= tag)
		out->slots.n = tag + 1;
	if (s->touch && s->touch->tag == tag)
		out->touch = true;
}

static int
run_order(const void *a, const void *b)
{
	const struct run_of_bytes *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* What lies between two that are close is unset with them: it is no less so
 * before a record is read. */
static void
runs_make(struct arena *a, struct selection *sel)
{
	enum { CLOSE = 64 };
	struct run_of_bytes *v = arena_array(a, sel->nclear + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < sel->nclear; i++)
		v[i] = (struct run_of_bytes){sel->clear[i].at,
			sel->clear[i].kind == SLOT_INT ? sizeof(int64_t)
						       : sizeof(struct str)};
	arr_sort(v, sel->nclear, sizeof *v, run_order);
	for (size_t i = 0; i < sel->nclear; i++)
		if (n && v[i].at - v[n - 1].at - v[n - 1].n <= CLOSE)
			v[n - 1].n = (uint16_t)(v[i].at + v[i].n -
				v[n - 1].at);
		else
			v[n++] = v[i];
	sel->runs = v;
	sel->nruns = n;
}

static bool
is_head(unsigned tag)
{
	return tag == TAG_ID || tag == TAG_REV || tag == TAG_CREATED ||
		tag == TAG_UPDATED;
}

static void
derived_add(const struct shape *s, const struct field *f,
	struct selection *out)
{
	out->derive = true;
	if (f->tag < DERIVE_WORDS * 64)
		out->want[f->tag / 64] |= UINT64_C(1) << f->tag % 64;
	for (const uint16_t *tag = f->needs; tag && *tag; tag++)
		slot_add(s, *tag, out);
	if (f->needs)
		return;
	out->created = out->versions = true;
	for (size_t i = 0; i < s->nstored; i++)
		slot_add(s, s->stored[i].tag, out);
}

void
shape_select(const struct shape *s, const uint16_t *want, struct arena *a,
	struct selection *out)
{
	*out = (struct selection){.derive = true, .touch = true,
		.whole = true};
	memset(out->want, 0xff, sizeof out->want);
	out->slots = s->all;
	if (!want)
		return;
	*out = (struct selection){0};
	out->slots.v = arena_array(a, s->all.n, sizeof *out->slots.v);
	out->clear = arena_array(a, s->nstored, sizeof *out->clear);
	out->tags = arena_array(a, s->nstored, sizeof *out->tags);
	for (; *want; want++) {
		const struct field *f = entity_tag(s->en, *want);

		if (f && (f->flags & F_DERIVED) && !is_head(f->tag))
			derived_add(s, f, out);
		else
			slot_add(s, *want, out);
	}
	runs_make(a, out);
}
