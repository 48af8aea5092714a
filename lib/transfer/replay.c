/* The log, line by line, back into a store. */
#include "transfer/replay_part.h"

bool
replay_is(struct str text)
{
	return str_starts(text, "{\"pipe\":\"export\"");
}

static int
play_header(struct player *p, struct err *e)
{
	int64_t format;
	int rc = told_number(p, "format", &format, e);

	if (rc == 0 && format != 1) {
		err_set(e, ERR_DATA, "an export of another format");
		rc = told_at(p, "format", e);
	}
	if (rc == 0 && told_find(p, "partial")) {
		err_set(e, ERR_DATA, "this is a part of a log, which cannot "
			"be replayed");
		err_hint(e, "export all of it: pipe export --history");
		rc = told_at(p, "partial", e);
	}
	return rc;
}

static int
play_name(struct player *p, struct err *e)
{
	struct str name;
	int64_t tag;
	uint16_t given;
	int rc = told_text(p, "field", &name, e);

	if (rc == 0)
		rc = told_number(p, "tag", &tag, e);
	if (rc == 0)
		rc = tx_name_tag(p->tx, name, &given, e);
	if (rc == 0 && given != tag)
		rc = told_wrong(p, "tag", e);
	return rc;
}

static int
play_line(struct player *p, struct err *e)
{
	static const struct {
		const char *key;
		int (*play)(struct player *, struct err *);
	} kinds[] = {{"event", play_event}, {"op", play_op},
		{"policy", play_policy}, {"field", play_name},
		{"pipe", play_header}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (p->rec.n && str_is(p->rec.v[0].key, kinds[i].key))
			return kinds[i].play(p, e);
	err_set(e, ERR_DATA, "this is no line of an export with history");
	return json_at(&p->json, p->rec.at, e);
}

static int
play(struct player *p, struct err *e)
{
	bool more = true;
	int rc = 0;

	while (rc == 0) {
		arena_reset(&p->line);
		rc = json_record(&p->json, true, &p->line, &p->rec, &more, e);
		if (rc || !more)
			break;
		rc = play_line(p, e);
	}
	if (rc == 0)
		rc = play_op_end(p, e);
	if (rc == 0 && !p->adopted)
		rc = p->policies.n ? play_adopt(p, e)
			: err_set(e, ERR_DATA, "it has no policy");
	if (rc == 0 && p->adopted < p->policies.n)
		rc = err_set(e, ERR_DATA, "the operation that adopted policy "
			"%zu is missing", p->adopted + 1);
	return rc ? rc : replay_fold(p->log, e);
}

int
replay_run(struct replay *r, struct store *st, struct tx *tx, int64_t now,
	struct err *e)
{
	struct player p = {.r = r, .st = st, .tx = tx, .now = now};
	int rc;

	r->operations = r->events = r->policies = 0;
	if (!replay_is(r->source->text))
		return err_set(e, ERR_DATA, "%s: is no export with history",
			r->source->name);
	p.m = arena_alloc(&r->arena, sizeof *p.m);
	rc = replay_begin(tx, &p.log, e);
	if (rc)
		return rc;
	json_open(&p.json, r->source->name, r->source->text, JSON_STREAM);
	rc = play(&p, e);
	json_close(&p.json);
	replay_free(p.log);
	ARR_FREE(&p.policies);
	arena_free(&p.line);
	arena_free(&p.arena);
	return rc;
}

void
replay_end(struct replay *r)
{
	arena_free(&r->arena);
}
