/* pipe-note: a touch and the next step, in one operation. */
#include "cli/program.h"
#include "model/activity.h"

/* The words of the note, joined. */
static struct str
text_of(struct cli *c)
{
	struct buf b = {0};
	struct str s;

	for (size_t i = 1; i < c->nargs; i++) {
		if (i > 1)
			buf_char(&b, ' ');
		buf_str(&b, c->args[i]);
	}
	s = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static int
read_note(struct cli *c, struct note *n, struct err *e)
{
	struct str next = cli_text(c, "next");
	const struct entity *en;
	int64_t id;
	int rc;

	if (c->nargs < 2) {
		err_set(e, ERR_USAGE, "a record and a text are needed");
		return err_hint(e, "try: pipe note deal/42 \"left a "
			"voicemail\"");
	}
	*n = (struct note){
		.text = text_of(c),
		.type = cli_text(c, "type"),
		.outcome = cli_text(c, "outcome"),
		.next_step = cli_text(c, "next-step"),
		.next = NUM_NULL,
	};
	rc = model_resolve_any(&c->model, c->args[0], &en, &id, e);
	if (rc == 0)
		n->about = anyref_make(en->number, id);
	if (rc == 0 && next.p)
		rc = day_word(next, &c->model.cal, &n->next, e);
	return rc;
}

/* The instant of the touch is --at; --if-rev is about the record noted on. */
static int
check_rev(struct cli *c, const struct note *n, struct err *e)
{
	const struct entity *en = model_entity(&c->model,
		anyref_entity(n->about));
	int64_t rev;
	void *rec;
	int rc;

	if (!cli_int(c, "if-rev", &rev))
		return 0;
	rc = model_get(&c->model, en, anyref_id(n->about), &rec, e);
	if (rc || ((struct common *)rec)->rev == rev)
		return rc;
	return err_set(e, ERR_AGAIN, "%s: its revision is %lld, not %lld",
		cli_ref(c, en, anyref_id(n->about)),
		(long long)((struct common *)rec)->rev, (long long)rev);
}

static int
note_run(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "keep-going", NULL};
	struct note n;
	int64_t id;
	int rc = cli_refuse(c, alien, e);

	if (rc == 0)
		rc = read_note(c, &n, e);
	if (rc == 0)
		rc = check_rev(c, &n, e);
	if (rc == 0)
		rc = activity_note(&c->model, &n, &id, e);
	if (rc || c->dry_run)
		return rc;
	out_add(&c->out, str_of(arena_fmt(&c->arena, "%lld\n",
		(long long)id)));
	return 0;
}

static const struct option options[] = {
	{"type", 0, OPT_TEXT, "TYPE", "call, email, meeting and so on; note "
		"unless given", "type"},
	{"outcome", 0, OPT_TEXT, "TEXT", "what came of it", NULL},
	{"next", 0, OPT_TEXT, "DAY", "day of the next step: +2d, fri, "
		"2026-10-01; of a lead, the day it wakes up", NULL},
	{"next-step", 0, OPT_TEXT, "TEXT", "what to do next", NULL},
	{0},
};

static const struct verb note_verb = {
	.summary = "note a touch and the next step, in one operation",
	.synopsis = "REF TEXT...",
	.options = options,
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = note_run,
};

static const struct program program = {
	.name = "pipe-note",
	.summary = "note a touch and the next step, in one operation",
	.entity = E_ACTIVITY,
	.verbs = (const struct verb *const[]){&note_verb, NULL},
	.examples =
		"pipe note deal/42 \"left a voicemail\" --type call "
		"--next +2d\n"
		"pipe note account/7 \"met at the fair\" --type meeting "
		"--at yesterday\n"
		"pipe note lead/3 \"asks again in spring\" --next +6m\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
