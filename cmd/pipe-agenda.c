/* pipe-agenda: what is due, overdue, waking, rotten, or without a next step. */
#include "cli/report.h"
#include "model/recipient.h"
#include "model/team_tree.h"
#include "report/agenda.h"

enum { KIND, REF, TITLE, DUE, DAYS, OWNER, WHY, NOTES, NCOLS };

static const struct column columns[NCOLS] = {
	[KIND] = {.name = "kind", .keep = true},
	[REF] = {.name = "ref", .keep = true},
	[TITLE] = {.name = "title", .width = 24},
	[DUE] = {.name = "due", .keep = true},
	[DAYS] = {.name = "days", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[OWNER] = {.name = "owner"},
	[WHY] = {.name = "why", .width = 24},
	[NOTES] = REPORT_NOTES,
};

static const char *const of_someone[] = {"for", "all", NULL};

/* Whose: a rep's, everyone's, or as nothing is said mine, if I am known. */
static int
read_owner(struct cli *c, int64_t *owner, struct err *e)
{
	const struct recipient *one = cli_recipient(c);
	struct str rep = cli_text(c, "for");

	*owner = one && one->entity == E_REP ? one->id : NUM_NULL;
	if (one)
		return cli_refuse(c, of_someone, e);
	if (rep.p && cli_flag(c, "all"))
		return err_set(e, ERR_USAGE, "--for and --all: only one of "
			"them can be");
	if (cli_flag(c, "all"))
		return 0;
	if (!rep.p)
		return model_me(&c->model, owner, e);
	return model_resolve(&c->model, model_entity(&c->model, E_REP), rep,
		owner, e);
}

static void
put(struct cli *c, struct report *r, const struct agenda_item *one)
{
	report_cstr(r, KIND, agenda_word(one->kind));
	report_cstr(r, REF, cli_ref(c, one->entity, one->id));
	report_text(r, TITLE, one->title);
	report_when(r, DUE, one->due);
	report_int(r, DAYS, one->days);
	if (one->days != NUM_NULL && one->days < 0)
		report_style(r, DAYS, STYLE_WARN);
	report_ref(r, OWNER, E_REP, one->owner);
	report_text(r, WHY, one->why);
	report_row(r);
}

static void
put_note(struct cli *c, struct report *r, const struct agenda_spec *spec)
{
	struct buf b = {0};

	buf_cstr(&b, "until ");
	day_print(c->model.cal.today + spec->days, &b);
	if (spec->days == 0)
		buf_cstr(&b, " (--days 7: a week ahead)");
	if (spec->owner != NUM_NULL) {
		buf_cstr(&b, ", for ");
		c->model.scope.ref_print(&c->model.scope, E_REP, spec->owner,
			&b);
		buf_cstr(&b, " (--all: for everyone)");
	}
	if (report_tells(r))
		report_notes(r, buf_view(&b));
	buf_free(&b);
}

/* What is owned below a team, for its message. */
static int
keep_team(struct cli *c, struct agenda *list, struct err *e)
{
	const struct recipient *one = cli_recipient(c);
	const struct tree_spec everyone = {.archived = true};
	struct tree t;
	size_t k = 0, top;
	int rc;

	if (!one || one->entity != E_TEAM)
		return 0;
	rc = tree_build(&c->model, &c->arena, &everyone, &t, e);
	if (rc)
		return rc;
	top = tree_of_team(&t, one->id);
	for (size_t i = 0; i < list->n; i++)
		if (tree_within(&t, tree_of_rep(&t, list->v[i].owner), top))
			list->v[k++] = list->v[i];
	list->n = k;
	return 0;
}

static void
title(struct cli *c, const struct agenda_spec *spec)
{
	const struct recipient *one = cli_recipient(c);
	struct buf whose = {0};

	if (one && one->entity == E_TEAM)
		buf_fmt(&whose, " of %.*s", STR_F(one->ref));
	if (spec->owner != NUM_NULL) {
		buf_cstr(&whose, " for ");
		c->model.scope.ref_print(&c->model.scope, E_REP, spec->owner,
			&whose);
	}
	cli_title(c, "Agenda%s", whose.n ? whose.p : "");
	buf_free(&whose);
}

static int
agenda_run(struct cli *c, struct err *e)
{
	enum { CENTURY = 36525 };
	struct agenda_spec spec = {0};
	struct agenda agenda;
	struct report *r;
	int rc = read_owner(c, &spec.owner, e);

	if (rc)
		return rc;
	if (c->nargs)
		return err_set(e, ERR_USAGE, "'%.*s': no arguments are taken",
			STR_SHORT(c->args[0]));
	if (cli_int(c, "days", &spec.days) && spec.days > CENTURY)
		return err_set(e, ERR_USAGE, "--days: more than a century");
	title(c, &spec);
	rc = agenda_make(&c->model, &c->arena, &spec, &agenda, e);
	if (rc == 0)
		rc = keep_team(c, &agenda, e);
	if (rc == 0)
		rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	put_note(c, r, &spec);
	for (size_t i = 0; i < agenda.n; i++)
		put(c, r, &agenda.v[i]);
	return report_close(r, 0, e);
}

static const struct option options[] = {
	{"for", 0, OPT_TEXT, "REP", "whose; unless given yours, if it is "
		"known who you are", "rep"},
	{"all", 'a', OPT_FLAG, NULL, "everyone's", NULL},
	{"days", 0, OPT_INT, "N", "look N days ahead, 0 unless given", NULL},
	{0},
};

static const struct verb agenda_verb = {
	.summary = "what is due, overdue, waking, rotten, without a next step",
	.options = options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_REPORT | VERB_PAGE | VERB_MAIL,
	.run = agenda_run,
};

static const struct program program = {
	.name = "pipe-agenda",
	.summary = "what is due, overdue, waking, rotten, without a next step",
	.verbs = (const struct verb *const[]){&agenda_verb, NULL},
	.examples = "pipe agenda\n"
		"pipe agenda --for anna --days 7\n"
		"pipe agenda --mail-to anna@example.com\n"
		"pipe agenda --all --json | jq -r '.[] | select(.kind == "
		"\"rotten\") | .ref'\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
