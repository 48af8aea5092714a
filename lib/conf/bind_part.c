#include "conf/bind_part.h"

static void
item_fill(struct binding *b, const struct bind_part *p,
	const struct yaml_node *n, void *item)
{
	const struct field *f = p->item->fields;

	if (bind_stop(b, n->at, 0))
		return;
	bind_mark(b, item, MARK_ITEM, n->at);
	if (n->kind != YAML_TEXT || yaml_empty(n)) {
		bind_fill(b, p->item, p->noun, n, item);
		return;
	}
	while (f->flags & F_SYSTEM)
		f++;
	if (bind_text(b, f, n->text, n->at, item))
		bind_missing(b, p->item, p->noun, n, item);
}

static void
part_items(struct binding *b, const struct bind_part *p,
	const struct yaml_node *list, void *out)
{
	const struct yaml_node *n;
	size_t i = 0;

	if (bind_stop(b, list->at, list->n))
		return;
	bind_array(p, out, list->n, b->arena);
	for (n = list->first; n; n = n->next)
		item_fill(b, p, n, bind_nth(p, out, i++));
	bind_twins(b, p, out);
}

static bool
needs_list(struct binding *b, const char *name, const struct yaml_node *n)
{
	if (n->kind != YAML_LIST && !yaml_empty(n))
		bind_fault(b, n->at, "%s: a list is needed", name);
	return n->kind == YAML_LIST;
}

static bool
needs_map(struct binding *b, const char *name, const struct yaml_node *n)
{
	if (n->kind != YAML_MAP)
		bind_fault(b, n->at, "%s: keys and values are needed", name);
	return n->kind == YAML_MAP;
}

static void
part_groups(struct binding *b, const struct bind_part *p,
	const struct yaml_node *map, void *out)
{
	const struct yaml_node *group, *n;
	size_t total = 0, i = 0;
	void *item;

	for (group = map->first; group; group = group->next)
		total += group->kind == YAML_LIST ? group->n : 0;
	if (bind_stop(b, map->at, total))
		return;
	bind_array(p, out, total, b->arena);
	for (group = map->first; group; group = group->next) {
		if (!needs_list(b, p->name, group))
			continue;
		for (n = group->first; n; n = n->next) {
			item = bind_nth(p, out, i++);
			bind_text(b, p->item->fields, group->key,
				group->key_at, item);
			item_fill(b, p, n, item);
		}
	}
	bind_twins(b, p, out);
}

static void
pair_fill(struct binding *b, const struct bind_part *p,
	const struct yaml_node *n, const struct yaml_node *outer, void *item)
{
	const struct field *text = &p->item->fields[p->item->nfields - 1];

	if (bind_stop(b, n->at, 0))
		return;
	bind_mark(b, item, MARK_ITEM, n->key_at);
	if (outer)
		bind_text(b, p->item->fields, outer->key, outer->key_at, item);
	bind_text(b, text - 1, n->key, n->key_at, item);
	bind_node(b, text, n, item);
	if (yaml_empty(n))
		bind_fault(b, n->key_at, "%s: '%s' is missing", p->noun,
			text->name);
}

static bool
is_pairs(const struct bind_part *p, const struct yaml_node *n)
{
	return p->item->nfields > 2 && n->kind == YAML_MAP;
}

static void
part_pairs(struct binding *b, const struct bind_part *p,
	const struct yaml_node *map, void *out)
{
	const struct yaml_node *n, *inner;
	size_t total = 0, i = 0;

	for (n = map->first; n; n = n->next)
		total += is_pairs(p, n) ? n->n : 1;
	if (bind_stop(b, map->at, total))
		return;
	bind_array(p, out, total, b->arena);
	for (n = map->first; n; n = n->next) {
		if (!is_pairs(p, n)) {
			pair_fill(b, p, n, NULL, bind_nth(p, out, i++));
			continue;
		}
		for (inner = n->first; inner; inner = inner->next)
			pair_fill(b, p, inner, n, bind_nth(p, out, i++));
	}
	bind_twins(b, p, out);
}

void
bind_part(struct binding *b, const struct bind_part *p,
	const struct yaml_node *n, void *out)
{
	static void (*const fill[])(struct binding *,
		const struct bind_part *, const struct yaml_node *, void *) = {
		[BIND_WORDS] = bind_words,
		[BIND_SET] = bind_words,
		[BIND_TEXTS] = bind_texts,
		[BIND_ITEMS] = part_items,
		[BIND_GROUPS] = part_groups,
		[BIND_PAIRS] = part_pairs,
	};
	bool map = p->shape == BIND_GROUPS || p->shape == BIND_PAIRS;

	if (yaml_empty(n))
		return;
	if (p->shape != BIND_INTO)
		bind_mark(b, (char *)out + p->at, MARK_MEMBER, n->at);
	if (p->shape == BIND_INTO)
		bind_fill(b, p->item, p->name, n, out);
	else if (map ? needs_map(b, p->name, n) : needs_list(b, p->name, n))
		fill[p->shape](b, p, n, out);
}
