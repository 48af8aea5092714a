#include "conf/user_rows.h"

/* Replace bytes [from, to) of a text by `with`. */
static void
splice(struct str text, size_t from, size_t to, struct str with,
	struct buf *out)
{
	buf_str(out, str_cut(text, 0, from));
	buf_str(out, with);
	buf_str(out, str_cut(text, to, text.n));
}

static bool
at_line_start(struct str text, size_t at)
{
	return at == 0 || text.p[at - 1] == '\n' || text.p[at - 1] == '\r';
}

/* A block's own end mark lies where the next thing begins, behind comments:
 * what counts is the end of the last text in it. */
static size_t
node_end(struct str text, const struct yaml_node *n)
{
	const struct yaml_node *last;

	while (n->kind != YAML_TEXT && !n->flow && n->first) {
		for (last = n->first; last->next;)
			last = last->next;
		n = last;
	}
	return yaml_offset(text, n->end);
}

static const struct yaml_node *
find_entry(const struct yaml_node *map, struct str key)
{
	const struct yaml_node *n;

	for (n = map->first; n && !str_eq(n->key, key);)
		n = n->next;
	return n;
}

static const struct yaml_node *
entry_before(const struct yaml_node *map, const struct yaml_node *n)
{
	const struct yaml_node *p;

	for (p = map->first; p && p->next != n;)
		p = p->next;
	return p;
}

static void
set_value(struct str text, const struct yaml_node *map,
	const struct yaml_node *n, struct str value, struct buf *out)
{
	size_t from = yaml_offset(text, n->at), to = node_end(text, n);
	struct buf with = {0};

	if (yaml_empty(n))
		buf_char(&with, ' ');
	yaml_quote(value, map->flow, &with);
	if (to > from && at_line_start(text, to))
		buf_char(&with, '\n');
	splice(text, from, to, buf_view(&with), out);
	buf_free(&with);
}

static void
remove_entry(struct str text, const struct yaml_node *map,
	const struct yaml_node *n, struct buf *out)
{
	const struct yaml_node *before = entry_before(map, n);
	size_t from = yaml_offset(text, n->key_at), to = node_end(text, n);

	if (map->flow && n->next)
		to = yaml_offset(text, n->next->key_at);
	else if (map->flow && before)
		from = node_end(text, before);
	if (!map->flow) {
		while (!at_line_start(text, from))
			from--;
		if (!at_line_start(text, to) || to == from)
			to = yaml_line_next(text, yaml_line_end(text, to));
	}
	splice(text, from, to, STR_NULL, out);
}

/* New lines behind the line an offset lies in. */
static void
add_lines(struct str text, size_t at, struct str lines, struct buf *out)
{
	struct buf with = {0};

	if (at_line_start(text, at)) {
		buf_str(&with, lines);
		buf_char(&with, '\n');
	} else {
		at = yaml_line_end(text, at);
		buf_char(&with, '\n');
		buf_str(&with, lines);
		if (at == text.n)
			buf_char(&with, '\n');
	}
	splice(text, at, at, buf_view(&with), out);
	buf_free(&with);
}

static void
add_to_flow(struct str text, const struct yaml_node *map, struct str entry,
	struct buf *out)
{
	const struct yaml_node *last = entry_before(map, NULL);
	size_t at = yaml_offset(text, map->at) + 1;
	struct buf with = {0};

	if (last) {
		at = node_end(text, last);
		buf_cstr(&with, ", ");
	}
	buf_str(&with, entry);
	splice(text, at, at, buf_view(&with), out);
	buf_free(&with);
}

static void
add_entry(struct str text, const struct yaml_node *map, struct str entry,
	struct buf *out)
{
	const struct yaml_node *last = entry_before(map, NULL);
	struct buf lines = {0};

	if (map->flow) {
		add_to_flow(text, map, entry, out);
		return;
	}
	if (last)
		buf_fill(&lines, ' ', (size_t)map->first->key_at.col - 1);
	buf_str(&lines, entry);
	add_lines(text, last ? node_end(text, last) : text.n,
		buf_view(&lines), out);
	buf_free(&lines);
}

static void
put_pair(struct str key, struct str value, bool flow, struct buf *out)
{
	yaml_quote(key, flow, out);
	buf_cstr(out, ": ");
	yaml_quote(value, flow, out);
}

static void
set_nested(struct str text, const struct yaml_node *root,
	const struct yaml_node *top, const struct user_key *k,
	struct str value, struct buf *out)
{
	struct buf entry = {0};

	if (top && !yaml_empty(top)) {
		put_pair(k->name, value, top->flow, &entry);
		add_entry(text, top, buf_view(&entry), out);
	} else if (top && !root->flow) {
		buf_fill(&entry, ' ', (size_t)top->key_at.col + 1);
		put_pair(k->name, value, false, &entry);
		add_lines(text, yaml_offset(text, top->at), buf_view(&entry),
			out);
	} else {
		buf_str(&entry, k->top);
		buf_cstr(&entry, root->flow ? ": {" : ":\n  ");
		put_pair(k->name, value, root->flow, &entry);
		if (root->flow)
			buf_char(&entry, '}');
		add_entry(text, root, buf_view(&entry), out);
	}
	buf_free(&entry);
}

int
user_rewrite(struct str text, const struct yaml_node *root,
	const struct user_key *k, struct str value, struct buf *out,
	struct err *e)
{
	const struct yaml_node *top = find_entry(root, k->top);
	const struct yaml_node *map = k->name.p ? top : root;
	const struct yaml_node *n = map ? find_entry(map,
		k->name.p ? k->name : k->top) : NULL;
	struct buf entry = {0};

	if (!value.p && (!n || yaml_empty(n)))
		return err_set(e, ERR_NO, "%.*s%s%.*s: not set",
			STR_F(k->top), k->name.p ? "." : "", STR_F(k->name));
	if (!value.p) {
		remove_entry(text, map, n, out);
	} else if (n) {
		set_value(text, map, n, value, out);
	} else if (k->name.p) {
		set_nested(text, root, top, k, value, out);
	} else {
		put_pair(k->top, value, root->flow, &entry);
		add_entry(text, root, buf_view(&entry), out);
	}
	buf_free(&entry);
	return ERR_OK;
}
