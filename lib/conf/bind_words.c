#include <stdlib.h>

#include "conf/bind_part.h"

/* One text of a list, cleaned by the rules of names. */
static bool
list_text(struct binding *b, const struct bind_part *p,
	const struct yaml_node *n, struct str *out)
{
	struct field row = {.name = p->noun, .type = T_LINE, .flags = F_NAME};

	*out = STR_NULL;
	if (yaml_empty(n)) {
		bind_fault(b, n->at, "%s: an empty entry", p->name);
		return false;
	}
	bind_node(b, &row, n, out);
	if (!out->p || p->shape == BIND_TEXTS ||
		str_find(*out, ',') == out->n)
		return out->p != NULL;
	bind_fault(b, n->at, "%s: a comma cannot stand in it", p->noun);
	return false;
}

struct placed {
	struct str text;
	struct pos at;
};

static int
placed_order(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return str_cmp(a->text, b->text);
}

static void
words_join(struct binding *b, const struct placed *v, size_t n,
	struct str *out)
{
	struct buf joined = {0};

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(&joined, ',');
		buf_str(&joined, v[i].text);
		bind_mark(b, out, MARK_WORD + i, v[i].at);
	}
	if (n)
		*out = arena_str(b->arena, buf_view(&joined));
	buf_free(&joined);
}

static bool
words_new(struct binding *b, const struct bind_part *p, struct map *seen,
	const struct placed *w)
{
	struct str q = fault_quote(w->text);
	bool added;
	int64_t *line = map_put(seen, w->text, &added);

	if (added) {
		*line = w->at.line;
		return true;
	}
	bind_fault(b, w->at, "%s '%.*s' given twice, first on line %d",
		p->noun, STR_F(q), (int)*line);
	return false;
}

void
bind_words(struct binding *b, const struct bind_part *p,
	const struct yaml_node *list, void *out)
{
	const struct yaml_node *n;
	struct map seen = {0};
	struct placed *v;
	size_t count = 0;

	if (bind_stop(b, list->at, list->n))
		return;
	v = arena_array(b->arena, list->n + 1, sizeof *v);
	for (n = list->first; n && !b->over; n = n->next) {
		v[count].at = n->at;
		if (list_text(b, p, n, &v[count].text) &&
			words_new(b, p, &seen, &v[count]))
			count++;
	}
	if (p->shape == BIND_SET && count)
		qsort(v, count, sizeof *v, placed_order);
	words_join(b, v, count, (struct str *)((char *)out + p->at));
	map_free(&seen);
}

void
bind_texts(struct binding *b, const struct bind_part *p,
	const struct yaml_node *list, void *out)
{
	const struct yaml_node *n;
	struct map seen = {0};
	size_t count = 0;
	struct str *v;

	if (bind_stop(b, list->at, list->n))
		return;
	v = bind_array(p, out, list->n, b->arena);
	for (n = list->first; n && !b->over; n = n->next) {
		struct placed w = {.at = n->at};

		if (!list_text(b, p, n, &w.text) ||
			!words_new(b, p, &seen, &w))
			continue;
		bind_mark(b, &v[count], MARK_MEMBER, n->at);
		v[count++] = w.text;
	}
	*(size_t *)((char *)out + p->count) = count;
	map_free(&seen);
}
