#include "cli/program.h"

/* Which operations are meant. */
struct log {
	struct cli *c;
	const struct entity *en; /* of one record, or of --entity */
	int64_t id;		 /* of one record, else 0 */
	int64_t since;
	int64_t by;		 /* rep, else NUM_NULL */
	struct str login;	 /* --by a login that is no rep */
	struct numbers events;	 /* of one record, ascending */
	struct writer *w;
};

static const char *const kinds[] = {
	[OP_CHANGE] = "change",
	[OP_IMPORT] = "import",
	[OP_UNDO] = "undo",
	[OP_POLICY] = "policy",
	[OP_PURGE] = "purge",
};

enum { OP_COL, RECORDED, BY, KIND, COMMAND, MESSAGE, VOIDED, REF, FIELD,
	BEFORE, AFTER, INSTANT, UNDOES, NCOLS };

static const struct column columns[NCOLS] = {
	[OP_COL] = {.name = "op", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[RECORDED] = {.name = "recorded", .keep = true},
	[BY] = {.name = "by"},
	[KIND] = {.name = "kind"},
	[COMMAND] = {.name = "command"},
	[MESSAGE] = {.name = "message"},
	[VOIDED] = {.name = "voided", .json = JSON_BOOL},
	[REF] = {.name = "ref", .keep = true},
	[FIELD] = {.name = "field"},
	[BEFORE] = {.name = "before"},
	[AFTER] = {.name = "after"},
	[INSTANT] = {.name = "instant", .keep = true},
	[UNDOES] = {.name = "undoes", .json = JSON_NUMBER},
};

/* ---- selection ---------------------------------------------------------- */

static int
select_by(struct log *l, struct err *e)
{
	struct cli *c = l->c;
	struct str by = cli_text(c, "by");
	const struct entity *rep = schema_find(&c->model.schema, STR("rep"));
	struct err none;

	l->by = NUM_NULL;
	if (!by.p || model_resolve(&c->model, rep, by, &l->by, &none) == 0)
		return 0;
	if (str_is(by, "me")) {
		err_set(e, ERR_USAGE, "--by: who you are is not known");
		return err_hint(e, "pipe config set me HANDLE");
	}
	l->login = by;
	return 0;
}

static int
select_all(struct log *l, struct err *e)
{
	struct cli *c = l->c;
	struct str since = cli_text(c, "since");
	struct str entity = cli_text(c, "entity");
	int rc = 0;

	l->since = INT64_MIN;
	if (since.p)
		rc = instant_word(since, &c->model.cal, false, &l->since, e);
	if (rc == 0)
		rc = select_by(l, e);
	if (rc == 0 && entity.p) {
		l->en = schema_find(&c->model.schema, entity);
		if (!l->en)
			rc = err_set(e, ERR_USAGE, "--entity: no such entity: "
				"%.*s", STR_SHORT(entity));
	}
	if (rc == 0 && c->nargs > 1)
		rc = err_set(e, ERR_USAGE, "one record at a time");
	if (rc == 0 && c->nargs) {
		rc = model_resolve_any(&c->model, c->args[0], &l->en, &l->id,
			e);
		if (rc == 0)
			rc = tx_history(c->model.tx, l->en, l->id, &l->events,
				e);
	}
	return rc;
}

static bool
op_is_meant(const struct log *l, const struct op *o)
{
	if (o->recorded < l->since)
		return false;
	if (l->login.p)
		return str_eq(o->login, l->login);
	return l->by == NUM_NULL || o->rep == l->by;
}

static bool
event_is_meant(const struct log *l, const struct event *ev)
{
	return (!l->en || ev->entity == l->en->number) &&
		(!l->id || ev->id == l->id);
}

/* ---- for machines: a row for each field changed ------------------------- */

static struct str
side(struct cli *c, const struct field *f, bool there, union val v,
	const struct currency *money, struct buf *b)
{
	buf_reset(b);
	if (!there)
		return STR_NULL;
	if (f && field_is_verbatim(f))
		buf_fmt(b, "%zu bytes", v.s.n);
	else if (f)
		value_print(&c->model.scope, f, v, money, b);
	return arena_str(&c->arena, buf_view(b));
}

static struct str
instant_str(struct cli *c, int64_t instant)
{
	struct buf b = {0};
	struct str s;

	instant_print(instant, &b);
	s = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static struct str
who(struct cli *c, const struct op *o)
{
	struct buf b = {0};
	struct str s = o->login;

	if (o->rep != NUM_NULL) {
		c->model.scope.ref_print(&c->model.scope, E_REP, o->rep, &b);
		s = arena_str(&c->arena, buf_view(&b));
	}
	buf_free(&b);
	return s;
}

static void
row_head(struct log *l, const struct op *o, struct cell *cells)
{
	struct cli *c = l->c;

	cells[OP_COL].text = str_of(arena_fmt(&c->arena, "%llu",
		(unsigned long long)o->number));
	cells[RECORDED].text = instant_str(c, o->recorded);
	cells[BY].text = who(c, o);
	cells[KIND].text = str_of(kinds[o->kind]);
	cells[COMMAND].text = o->command;
	cells[MESSAGE].text = o->message;
	cells[VOIDED].text = o->voided ? STR("yes") : STR("no");
	if (o->undoes)
		cells[UNDOES].text = str_of(arena_fmt(&c->arena, "%llu",
			(unsigned long long)o->undoes));
}

static void
event_rows(struct log *l, const struct op *o, const struct event *ev)
{
	static const char *const whole[] = {
		[EVENT_CREATE] = "created",
		[EVENT_CHANGE] = "changed",
		[EVENT_PURGE] = "erased",
	};
	struct cli *c = l->c;
	const struct entity *en = model_entity(&c->model, ev->entity);
	struct cell cells[NCOLS] = {0};
	struct buf b = {0};

	row_head(l, o, cells);
	cells[REF].text = str_of(arena_fmt(&c->arena, "%s",
		cli_ref(c, en, ev->id)));
	cells[INSTANT].text = instant_str(c, ev->instant);
	if (!ev->nchanges) {
		cells[FIELD].text = STR_NULL;
		cells[AFTER].text = str_of(ev->erased ? "erased"
						      : whole[ev->kind]);
		writer_row(l->w, cells);
	}
	for (size_t i = 0; i < ev->nchanges; i++) {
		const struct change *ch = &ev->changes[i];
		const struct field *f = entity_tag(en, ch->tag);

		cells[FIELD].text = f ? str_of(f->name)
			: str_of(arena_fmt(&c->arena, "%u", ch->tag));
		cells[BEFORE].text = side(c, f, ch->had, ch->before,
			cli_event_currency(c, en, ev, false), &b);
		cells[AFTER].text = side(c, f, ch->has, ch->after,
			cli_event_currency(c, en, ev, true), &b);
		writer_row(l->w, cells);
	}
	buf_free(&b);
}

/* ---- for people: an operation with its changes below -------------------- */

static void
op_lines(struct log *l, const struct op *o, const struct buf *changes)
{
	struct cli *c = l->c;
	struct str by = who(c, o), at = instant_str(c, o->recorded);
	struct str rest = buf_view(changes), line;
	struct buf b = {0};

	buf_fmt(&b, "%llu  %.*s  %.*s  %.*s", (unsigned long long)o->number,
		STR_F(at), STR_F(by), STR_F(o->command));
	if (o->undoes)
		buf_fmt(&b, "  (%s of %llu)", kinds[o->kind],
			(unsigned long long)o->undoes);
	else if (o->kind != OP_CHANGE)
		buf_fmt(&b, "  (%s)", kinds[o->kind]);
	if (o->voided)
		buf_cstr(&b, "  voided");
	buf_char(&b, '\n');
	if (o->message.n) {
		buf_cstr(&b, "    ");
		buf_str(&b, o->message);
		buf_char(&b, '\n');
	}
	while (rest.n && str_split(&rest, '\n', &line))
		if (line.n)
			buf_fmt(&b, "    %.*s\n", STR_F(line));
	out_add(&c->out, buf_view(&b));
	buf_free(&b);
}

/* ---- the walk, newest first --------------------------------------------- */

static int
op_show(struct log *l, const struct op *o, bool *shown, struct err *e)
{
	struct cli *c = l->c;
	struct buf lines = {0};
	struct event ev;
	bool any = !l->en && o->events == 0;
	int rc = 0;

	for (uint64_t i = 0; rc == 0 && i < o->events; i++) {
		rc = tx_event(c->model.tx, o->first_event + i, &c->arena, &ev,
			e);
		if (rc || !event_is_meant(l, &ev))
			continue;
		any = true;
		if (l->w)
			event_rows(l, o, &ev);
		else
			cli_event_lines(c, &ev, &lines);
	}
	if (rc == 0 && any && l->w && o->events == 0) {
		struct cell cells[NCOLS] = {0};

		row_head(l, o, cells);
		writer_row(l->w, cells);
	}
	if (rc == 0 && any && !l->w)
		op_lines(l, o, &lines);
	*shown = any;
	buf_free(&lines);
	return rc;
}

/* The operations of one record, or all, from the last. */
static int
op_walk(struct log *l, struct err *e)
{
	struct cli *c = l->c;
	int64_t limit = 0;
	bool shown, all;
	uint64_t n = l->id ? 0 : tx_last_op(c->model.tx);
	size_t at = l->events.list.n;
	struct event ev;
	struct op o;
	int rc = 0;

	cli_int(c, "limit", &limit);
	all = limit == 0;
	while (rc == 0 && (all || limit > 0)) {
		if (l->id) {
			if (at == 0)
				break;
			rc = tx_event(c->model.tx, l->events.list.v[--at],
				&c->arena, &ev, e);
			if (rc || ev.op == n)
				continue;
			n = ev.op;
		}
		if (n == 0)
			break;
		rc = tx_op(c->model.tx, n, &o, e);
		if (rc == 0 && o.recorded < l->since)
			break;
		if (rc == 0 && op_is_meant(l, &o)) {
			rc = op_show(l, &o, &shown, e);
			limit -= shown;
		}
		if (!l->id)
			n--;
	}
	return rc;
}

static int
log_run(struct cli *c, struct err *e)
{
	struct log l = {.c = c};
	int rc = select_all(&l, e);

	if (rc == 0 && c->format != FORMAT_TABLE)
		rc = cli_writer(c, &l.w, columns, NCOLS, e);
	if (rc == 0)
		rc = op_walk(&l, e);
	if (l.w) {
		int closed = cli_writer_close(c, l.w, e);

		rc = rc ? rc : closed;
	}
	ARR_FREE(&l.events.list);
	return rc;
}

static const struct option log_options[] = {
	{"since", 0, OPT_TEXT, "DAY|INSTANT", "recorded then or later", NULL},
	{"by", 0, OPT_TEXT, "REP|LOGIN", "who did it", "rep"},
	{"entity", 0, OPT_TEXT, "ENTITY", "what was changed, such as deal",
		NULL},
	{"limit", 'n', OPT_INT, "N", "no more than N operations, 0: all",
		NULL},
	{0},
};

static const struct verb log_verb = {
	.summary = "operations and what they changed, the last one first",
	.synopsis = "[REF]",
	.options = log_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = log_run,
};

static const struct program program = {
	.name = "pipe-log",
	.summary = "operations and what they changed",
	.verbs = (const struct verb *const[]){&log_verb, NULL},
	.examples = "pipe log -n 3\n"
		"pipe log deal/42\n"
		"pipe log --since sow --by anna --json | jq -r "
		"'.[] | .ref' | sort -u\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
