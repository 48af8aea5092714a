#include <stdlib.h>

#include "cli/show.h"

struct moment {
	int64_t instant;
	uint64_t event;
};

struct moments {
	ARR(struct moment) list;
};

static int
by_instant(const void *x, const void *y)
{
	const struct moment *a = x, *b = y;

	if (a->instant != b->instant)
		return a->instant < b->instant ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

static int
add_moments(struct show *s, const struct entity *en, int64_t id,
	struct moments *m, struct err *e)
{
	struct numbers n = {0};
	struct event ev;
	int rc = tx_history(s->c->model.tx, en, id, &n, e);

	for (size_t i = 0; rc == ERR_OK && i < n.list.n; i++) {
		rc = tx_event(s->c->model.tx, n.list.v[i], &s->c->arena, &ev,
			e);
		if (rc == ERR_OK)
			*ARR_ADD(&m->list) = (struct moment){ev.instant,
				ev.number};
	}
	ARR_FREE(&n.list);
	return rc;
}

static int
add_about(struct show *s, const struct entity *en, const struct field *f,
	const struct entity *of, int64_t id, struct moments *m, struct err *e)
{
	struct ids ids = {0};
	int rc = tx_find(s->c->model.tx, en, f, show_reference(f, of, id),
		&ids, e);

	for (size_t i = 0; rc == ERR_OK && i < ids.list.n; i++)
		rc = add_moments(s, en, ids.list.v[i], m, e);
	ARR_FREE(&ids.list);
	return rc;
}

static int
print_moment(struct show *s, const struct moment *m, struct err *e)
{
	struct cli *c = s->c;
	struct buf lines = {0}, b = {0};
	struct str rest, line;
	struct event ev;
	struct op op;
	int rc = tx_event(c->model.tx, m->event, &c->arena, &ev, e);

	if (rc == ERR_OK)
		rc = tx_op(c->model.tx, ev.op, &op, e);
	if (rc)
		return rc;
	cli_event_lines(c, &ev, &lines);
	rest = buf_view(&lines);
	while (rest.n && str_split(&rest, '\n', &line) && line.n) {
		buf_reset(&b);
		instant_print(m->instant, &b);
		buf_cstr(&b, "  ");
		cli_actor(c, &op, &b);
		buf_cstr(&b, "  ");
		buf_str(&b, line);
		card_line(s->card, buf_view(&b), STYLE_NONE);
	}
	buf_free(&lines);
	buf_free(&b);
	return ERR_OK;
}

/* What happened to a record, and to all that is about it. */
static int
add_story(struct show *s, const struct entity *of, int64_t id, void *state,
	struct err *e)
{
	const struct schema *schema = &s->c->model.schema;
	struct moments *m = state;
	int rc = add_moments(s, of, id, m, e);

	for (size_t k = 1; rc == ERR_OK && k < schema->n; k++) {
		const struct entity *en = schema_entity(schema, (int)k);

		for (size_t i = 0; en && rc == ERR_OK && i < en->nfields; i++)
			if (en->fields[i].type == T_ANYREF &&
				show_refers(&en->fields[i], of))
				rc = add_about(s, en, &en->fields[i], of, id,
					m, e);
	}
	return rc;
}

int
show_timeline(struct show *s, const void *rec, struct err *e)
{
	int64_t id = ((const struct common *)rec)->id;
	struct moments m = {0};
	int rc = add_story(s, s->en, id, &m, e);

	if (rc == ERR_OK)
		rc = show_kin(s, id, add_story, &m, e);
	if (rc == ERR_OK && m.list.n) {
		qsort(m.list.v, m.list.n, sizeof *m.list.v, by_instant);
		card_section(s->card, "timeline");
	}
	for (size_t i = 0; rc == ERR_OK && i < m.list.n; i++)
		rc = print_moment(s, &m.list.v[i], e);
	ARR_FREE(&m.list);
	return rc;
}
