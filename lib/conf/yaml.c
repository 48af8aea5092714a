#include <yaml.h>

#include "base/map.h"
#include "conf/yaml.h"

/* An open list or mapping. `drop`: the value that comes has a refused key. */
struct level {
	struct yaml_node *node, **tail;
	uint32_t serial;
	bool have_key, drop;
	struct str key;
	struct pos key_at;
};

struct reader {
	struct arena *arena;
	const char *file;
	struct faults *faults;
	struct str text;
	struct yaml_node *root, key_node;
	struct level stack[YAML_DEPTH];
	size_t depth;
	uint32_t serial;
	int events, documents;
	struct map keys;   /* serial of the mapping and key, to its line */
	struct buf joined; /* such a key */
	bool over, failed;
};

const char *
yaml_version(void)
{
	return yaml_get_version_string();
}

static struct pos
mark_pos(const yaml_mark_t *m)
{
	return (struct pos){(int)m->line + 1, (int)m->column + 1};
}

#define READER_FAULT(r, at, ...)                                               \
	fault_add((r)->faults, (r)->file, at, __VA_ARGS__)

static bool
key_due(const struct reader *r)
{
	const struct level *l = &r->stack[r->depth ? r->depth - 1 : 0];

	return r->depth && l->node->kind == YAML_MAP && !l->have_key;
}

/* A key is kept by its entry, so that its node need not last. */
static struct yaml_node *
node_new(struct reader *r, enum yaml_kind kind, const yaml_event_t *ev)
{
	struct yaml_node *n = kind == YAML_TEXT && key_due(r)
		? &r->key_node
		: arena_alloc(r->arena, sizeof *n);

	n->kind = kind;
	n->at = mark_pos(&ev->start_mark);
	n->end = mark_pos(&ev->end_mark);
	return n;
}

static bool
key_refused(struct reader *r, const struct level *l,
	const struct yaml_node *n)
{
	struct str q = fault_quote(n->text);
	int64_t *line;
	bool added;

	if (!n->quoted && str_is(n->text, "<<")) {
		READER_FAULT(r, n->at, "merge keys (<<) are not supported");
		return true;
	}
	buf_reset(&r->joined);
	buf_add(&r->joined, &l->serial, sizeof l->serial);
	buf_str(&r->joined, n->text);
	line = map_put(&r->keys, buf_view(&r->joined), &added);
	if (!added) {
		READER_FAULT(r, n->at,
			"key '%.*s' given twice, first on line %d", STR_F(q),
			(int)*line);
		return true;
	}
	*line = n->at.line;
	if (r->keys.n > YAML_KEYS) {
		READER_FAULT(r, n->at, "too many keys: more than %d",
			YAML_KEYS);
		r->failed = true;
	}
	return false;
}

/* A scalar, or whatever else stands where a key is due. */
static void
take_key(struct reader *r, struct level *l, const struct yaml_node *n,
	bool refused)
{
	l->have_key = true;
	l->drop = refused;
	if (n->kind != YAML_TEXT) {
		READER_FAULT(r, n->at, "a key must be a single text");
		l->drop = true;
	} else if (!refused) {
		l->drop = key_refused(r, l, n);
	}
	l->key = n->text;
	l->key_at = n->at;
}

static void
node_add(struct reader *r, struct yaml_node *n, bool refused)
{
	struct level *l = r->depth ? &r->stack[r->depth - 1] : NULL;
	bool drop = refused;

	if (!l) {
		r->root = n;
		return;
	}
	if (key_due(r)) {
		take_key(r, l, n, refused);
		return;
	}
	if (l->node->kind == YAML_MAP) {
		drop = drop || l->drop;
		n->key = l->key;
		n->key_at = l->key_at;
		l->have_key = false;
	}
	if (drop)
		return;
	*l->tail = n;
	l->tail = &n->next;
	l->node->n++;
}

static void
check_extras(struct reader *r, const yaml_event_t *ev, const void *anchor,
	const void *tag)
{
	struct pos at = mark_pos(&ev->start_mark);

	if (anchor)
		READER_FAULT(r, at, "anchors (&%s) are not supported",
			(const char *)anchor);
	if (tag)
		READER_FAULT(r, at, "tags (!) are not supported");
}

static void
on_scalar(struct reader *r, const yaml_event_t *ev)
{
	struct yaml_node *n = node_new(r, YAML_TEXT, ev);
	struct str s = {(const char *)ev->data.scalar.value,
		ev->data.scalar.length};

	check_extras(r, ev, ev->data.scalar.anchor, ev->data.scalar.tag);
	n->text = arena_str(r->arena, s);
	n->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node_add(r, n, false);
}

static void
on_alias(struct reader *r, const yaml_event_t *ev)
{
	READER_FAULT(r, mark_pos(&ev->start_mark),
		"aliases (*%s) are not supported",
		(const char *)ev->data.alias.anchor);
	node_add(r, node_new(r, YAML_TEXT, ev), true);
}

static void
on_open(struct reader *r, const yaml_event_t *ev)
{
	bool list = ev->type == YAML_SEQUENCE_START_EVENT;
	struct yaml_node *n = node_new(r, list ? YAML_LIST : YAML_MAP, ev);

	if (list) {
		check_extras(r, ev, ev->data.sequence_start.anchor,
			ev->data.sequence_start.tag);
		n->flow = ev->data.sequence_start.style ==
			YAML_FLOW_SEQUENCE_STYLE;
	} else {
		check_extras(r, ev, ev->data.mapping_start.anchor,
			ev->data.mapping_start.tag);
		n->flow = ev->data.mapping_start.style ==
			YAML_FLOW_MAPPING_STYLE;
	}
	if (r->depth == YAML_DEPTH) {
		READER_FAULT(r, n->at, "nested more than %d levels deep",
			YAML_DEPTH);
		r->failed = true;
		return;
	}
	node_add(r, n, false);
	r->stack[r->depth++] = (struct level){.node = n, .tail = &n->first,
		.serial = r->serial++};
}

static void
on_close(struct reader *r, const yaml_event_t *ev)
{
	r->stack[--r->depth].node->end = mark_pos(&ev->end_mark);
}

static void
on_document(struct reader *r, const yaml_event_t *ev)
{
	if (++r->documents == 1)
		return;
	READER_FAULT(r, mark_pos(&ev->start_mark),
		"a second document (---) is not supported");
	r->over = true;
}

static void
on_event(struct reader *r, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT: break;
	case YAML_STREAM_END_EVENT: r->over = true; break;
	case YAML_DOCUMENT_START_EVENT: on_document(r, ev); break;
	case YAML_ALIAS_EVENT: on_alias(r, ev); break;
	case YAML_SCALAR_EVENT: on_scalar(r, ev); break;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT: on_open(r, ev); break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: on_close(r, ev); break;
	}
	if (faults_full(r->faults))
		r->failed = true;
	if (++r->events <= YAML_EVENTS || r->over)
		return;
	READER_FAULT(r, mark_pos(&ev->start_mark),
		"too many parts: more than %d", YAML_EVENTS);
	r->failed = true;
}

static void
syntax_fault(struct reader *r, const yaml_parser_t *p)
{
	struct pos at = mark_pos(&p->problem_mark);
	size_t offset = yaml_offset(r->text, at);

	if (p->error == YAML_MEMORY_ERROR)
		die_oom();
	r->failed = true;
	if (offset < r->text.n && r->text.p[offset] == '\t')
		READER_FAULT(r, at, "a tab cannot indent, use blanks");
	else if (p->context)
		READER_FAULT(r, at, "%s, %s from line %d", p->problem,
			p->context, mark_pos(&p->context_mark).line);
	else
		READER_FAULT(r, at, "%s", p->problem);
}

static void
read_events(struct reader *r, yaml_parser_t *p)
{
	yaml_event_t ev;

	while (!r->over && !r->failed) {
		if (!yaml_parser_parse(p, &ev)) {
			syntax_fault(r, p);
			return;
		}
		on_event(r, &ev);
		yaml_event_delete(&ev);
	}
}

static struct yaml_node *
map_of_nothing(struct reader *r)
{
	struct yaml_node *n = arena_alloc(r->arena, sizeof *n);

	n->kind = YAML_MAP;
	n->at = n->end = (struct pos){1, 1};
	return n;
}

int
yaml_parse(struct arena *a, struct str text, const char *file,
	struct yaml_node **root, struct faults *faults)
{
	struct reader r = {.arena = a, .file = file, .faults = faults,
		.text = text};
	size_t before = faults->list.n;
	size_t bom = str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
	yaml_parser_t parser;

	*root = NULL;
	if (!yaml_text_check(text, file, faults))
		return ERR_DATA;
	if (!yaml_parser_initialize(&parser))
		die_oom();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser,
		(const unsigned char *)text.p + bom, text.n - bom);
	read_events(&r, &parser);
	yaml_parser_delete(&parser);
	map_free(&r.keys);
	buf_free(&r.joined);
	if (!r.failed)
		*root = r.root ? r.root : map_of_nothing(&r);
	return faults->list.n == before ? ERR_OK : ERR_DATA;
}
