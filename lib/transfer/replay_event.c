/* Events of a replay. */
#include "transfer/raw_value.h"
#include "transfer/replay_part.h"

static int
take_entity(struct player *p, struct event *ev, struct err *e)
{
	const struct json_field *f = told_find(p, "entity");
	const struct entity *en;
	int64_t number = 0;

	if (f && f->kind == JS_STRING) {
		en = schema_find(&p->m->schema, f->text);
		number = en ? en->number : 0;
	} else if (told_number(p, "entity", &number, e)) {
		return ERR_DATA;
	}
	ev->entity = (int)number;
	return number >= 1 && number <= 63 ? 0 : told_wrong(p, "entity", e);
}

/* The tag of a key: a field's name, or "#300". */
static int
take_tag(const struct entity *en, struct str key,
	const struct field **f, uint16_t *tag, struct err *e)
{
	int64_t number;

	*f = NULL;
	if (str_starts(key, "#")) {
		if (num_parse(str_cut(key, 1, key.n), 1, UINT16_MAX, &number,
			e))
			return ERR_DATA;
		*tag = (uint16_t)number;
		return 0;
	}
	*f = en ? entity_field(en, key) : NULL;
	if (!*f)
		return err_set(e, ERR_DATA, "'%.*s': no such field",
			STR_SHORT(key));
	*tag = (*f)->tag;
	return 0;
}

/* "[before, after]", behind its key. */
static int
take_change(struct player *p, const struct field *f, struct change *c,
	struct err *e)
{
	struct json *j = &p->nested;
	bool *there[] = {&c->had, &c->has};
	union val *side[] = {&c->before, &c->after};
	int rc = json_next(j, e);

	if (rc == 0 && j->kind != JS_ARRAY)
		rc = err_set(e, ERR_DATA, "two values are needed");
	for (int i = 0; rc == 0 && i < 2; i++) {
		rc = json_next(j, e);
		*there[i] = rc == 0 && j->kind != JS_NULL;
		if (*there[i])
			rc = raw_value_take(&p->m->schema, f, j, &p->line,
				side[i], &c->text, e);
	}
	if (rc == 0)
		rc = json_next(j, e);
	if (rc == 0 && j->kind != JS_ARRAY_END)
		rc = err_set(e, ERR_DATA, "two values are needed");
	return rc;
}

static int
take_changes(struct player *p, struct event *ev, struct err *e)
{
	const struct entity *en = schema_entity(&p->m->schema, ev->entity);
	struct json *j = &p->nested;
	const struct field *f;
	int rc = json_next(j, e);

	while (rc == 0 && (rc = json_next(j, e)) == 0 && j->kind == JS_KEY) {
		struct change *c = &ev->changes[ev->nchanges++];

		rc = take_tag(en, j->text, &f, &c->tag, e);
		if (rc == 0)
			rc = take_change(p, f, c, e);
	}
	return rc;
}

static size_t
count_keys(struct str raw)
{
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++)
		n += raw.p[i] == ':';
	return n;
}

static int
take_set(struct player *p, struct event *ev, struct err *e)
{
	const struct json_field *f = told_find(p, "set");
	int rc;

	if (!f || f->kind != JS_RAW)
		return told_wrong(p, "set", e);
	ev->changes = arena_array(&p->line, count_keys(f->text),
		sizeof *ev->changes);
	json_open(&p->nested, p->json.place.file, f->text, JSON_ONE);
	rc = take_changes(p, ev, e);
	json_close(&p->nested);
	return rc ? told_at(p, "set", e) : 0;
}

static int
take_seal(struct player *p, struct event *ev, struct event_seal *seal,
	struct err *e)
{
	struct str salt, digest;
	int rc = told_text(p, "salt", &salt, e);

	*seal = (struct event_seal){0};
	if (rc == 0)
		rc = told_text(p, "digest", &digest, e);
	if (rc)
		return rc;
	ev->erased = digest.p != NULL;
	seal->n = digest.p ? 32 : salt.p ? 8 : 0;
	if (!seal->n || told_hex(digest.p ? digest : salt, seal->bytes,
		seal->n))
		return 0;
	return told_wrong(p, digest.p ? "digest" : "salt", e);
}

static int
event_head(struct player *p, struct event *ev, struct err *e)
{
	int64_t number;
	int kind = 0, rc = told_number(p, "event", &number, e);

	if (rc == 0 && (!p->open || number != (int64_t)p->r->events + 1))
		rc = told_wrong(p, "event", e);
	if (rc == 0)
		rc = take_entity(p, ev, e);
	if (rc == 0)
		rc = told_number(p, "id", &ev->id, e);
	if (rc == 0 && ev->id < 1)
		rc = told_wrong(p, "id", e);
	if (rc == 0)
		rc = told_instant(p, "at", &ev->instant, e);
	if (rc == 0)
		rc = told_word(p, "kind", event_kinds,
			sizeof event_kinds / sizeof *event_kinds, &kind, e);
	ev->kind = (enum event_kind)kind;
	return rc;
}

int
play_event(struct player *p, struct err *e)
{
	struct event_seal seal;
	struct event ev = {0};
	int rc = event_head(p, &ev, e);

	if (rc == 0)
		rc = take_seal(p, &ev, &seal, e);
	if (rc == 0 && !ev.erased)
		rc = take_set(p, &ev, e);
	if (rc)
		return rc;
	p->told++;
	p->r->events++;
	return replay_event(p->log, &ev, &seal, e)
		? json_at(&p->json, p->rec.at, e) : 0;
}
