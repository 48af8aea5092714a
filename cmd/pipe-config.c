#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/setting.h"
#include "conf/fault.h"
#include "conf/paths.h"
#include "model/adopt.h"

enum { YAML_MAX = 1024 * 1024 };

/* pipe.yaml as it stands in the store's folder, read before the store is
 * opened and parsed against its entities. */
struct edited {
	const char *path;
	struct buf text;
	struct policy *policy;
	struct faults faults;
};

static int
edited_read(struct cli *c, struct edited *x, struct err *e)
{
	const char *dir;
	int rc = cli_dir(c, &dir, e);

	*x = (struct edited){0};
	if (rc)
		return rc;
	x->path = path_join(&c->arena, dir, "pipe.yaml");
	return io_read_file(x->path, YAML_MAX, &x->text, e);
}

/* All faults on stderr, one a line; the last one is the error itself. */
static int
edited_parse(struct cli *c, struct edited *x, struct err *e)
{
	int rc = policy_parse(&c->arena, buf_view(&x->text), "pipe.yaml",
		model_builtin(&c->arena), &x->policy, &x->faults, e);
	size_t n = x->faults.list.n;
	char line[2048];

	for (size_t i = 0; rc && i + 1 < n; i++) {
		err_text(&x->faults.list.v[i], line, sizeof line);
		cli_tell(c, line);
	}
	if (rc && n)
		*e = x->faults.list.v[n - 1];
	return rc;
}

static void
edited_free(struct edited *x)
{
	buf_free(&x->text);
	faults_free(&x->faults);
}

static void
print(struct cli *c, const struct buf *b)
{
	out_add(&c->out, buf_view(b));
}

/* ---- check -------------------------------------------------------------- */

/* Faults need no store; what would be stranded is asked of it where it is. */
static int
check_follows(struct cli *c, struct err *e)
{
	struct edited *x = c->state;
	struct buf lines = {0};
	int rc = policy_may_follow(&c->model, x->policy, e);

	if (rc == 0) {
		policy_diff(c->model.policy, x->policy, &lines);
		print(c, &lines);
		if (!lines.n)
			cli_say(c, "pipe.yaml: agrees with the adopted "
				"policy, version %lld",
				(long long)c->model.policy->version);
	}
	buf_free(&lines);
	return rc;
}

static int
check_run(struct cli *c, struct err *e)
{
	struct edited x;
	int rc = edited_read(c, &x, e);

	if (rc == 0)
		rc = edited_parse(c, &x, e);
	c->state = &x;
	if (rc == 0)
		rc = cli_read(c, check_follows, e);
	c->state = NULL;
	edited_free(&x);
	return rc;
}

/* ---- apply -------------------------------------------------------------- */

static int
apply_write(struct cli *c, struct err *e)
{
	struct edited *x = c->state;
	struct policy *was = c->model.policy;
	struct stored_policy now;
	struct buf lines = {0};
	int rc = tx_policy(c->model.tx, &now, e);

	if (rc == 0 && str_eq(now.yaml, buf_view(&x->text))) {
		cli_say(c, "pipe.yaml: nothing to adopt, version %lld is the "
			"same", (long long)now.version);
		return 0;
	}
	if (rc == 0)
		rc = policy_may_follow(&c->model, x->policy, e);
	if (rc == 0) {
		policy_diff(was, x->policy, &lines);
		print(c, &lines);
		rc = policy_adopt(c->model.tx, x->policy, buf_view(&x->text),
			c->now, e);
	}
	if (rc == 0)
		rc = model_load(&c->model, &c->arena, c->model.store,
			c->model.tx, c->now, c->model.me, e);
	if (rc == 0)
		rc = policy_recount(&c->model, was, e);
	if (rc == 0)
		cli_say(c, "%s version %lld", c->dry_run ? "would adopt"
			: "adopted", (long long)c->model.policy->version);
	buf_free(&lines);
	return rc;
}

static int
apply_run(struct cli *c, struct err *e)
{
	struct edited x;
	int rc = edited_read(c, &x, e);

	if (rc == 0)
		rc = edited_parse(c, &x, e);
	c->state = &x;
	if (rc == 0)
		rc = cli_write(c, OP_POLICY, 0, apply_write, e);
	c->state = NULL;
	edited_free(&x);
	return rc;
}

/* ---- edit --------------------------------------------------------------- */

static int
edit_run(struct cli *c, struct err *e)
{
	struct edited x;
	int rc = edited_read(c, &x, e);

	if (rc == 0)
		rc = cli_editor(c, x.path, e);
	edited_free(&x);
	return rc ? rc : apply_run(c, e);
}

/* ---- list --------------------------------------------------------------- */

enum { KEY, VALUE, ORIGIN, NCOLS };

static const struct column columns[NCOLS] = {
	[KEY] = {.name = "key", .keep = true},
	[VALUE] = {.name = "value"},
	[ORIGIN] = {.name = "origin"},
};

static void
list_row(struct cli *c, struct writer *w, const char *key, struct str value,
	const char *origin)
{
	const struct cell cells[NCOLS] = {
		[KEY] = {.text = str_of(key)},
		[VALUE] = {.text = value},
		[ORIGIN] = {.text = str_of(origin)},
	};

	(void)c;
	if (value.p)
		writer_row(w, cells);
}

static void
list_person(struct cli *c, struct writer *w)
{
	for (size_t i = 0; i < c->user->nsettings; i++) {
		const struct user_setting *s = &c->user->settings[i];

		list_row(c, w, arena_cstr(&c->arena, s->key), s->value,
			arena_fmt(&c->arena, "%s:%d", c->user->file,
				s->line));
	}
}

static void
list_environment(struct cli *c, struct writer *w)
{
	static const char *const names[] = {"PIPE_DIR", "PIPE_EXEC_PATH",
		"PIPE_LOCK_TIMEOUT", "PIPE_NOW", "PIPE_PAGER", "PAGER",
		"PIPE_SENDMAIL",
		"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		list_row(c, w, names[i], str_of(getenv(names[i])),
			"environment");
}

/* What holds where nothing is said. */
static void
list_defaults(struct cli *c, struct writer *w)
{
	static const struct { const char *key, *variable, *value; } rows[] = {
		{"color", NULL, "auto"},
		{"pager", "PIPE_PAGER\0PAGER\0", "less"},
		{"lock-timeout", "PIPE_LOCK_TIMEOUT\0", "10"},
		{"sendmail", "PIPE_SENDMAIL\0", "sendmail -t -oi"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *v = rows[i].variable;
		bool said = false;

		for (; v && *v; v += strlen(v) + 1)
			said |= getenv(v) && *getenv(v);
		for (size_t k = 0; k < c->user->nsettings; k++)
			said |= str_is(c->user->settings[k].key, rows[i].key);
		if (!said)
			list_row(c, w, rows[i].key, str_of(rows[i].value),
				"built in");
	}
}

struct listed {
	struct cli *c;
	struct writer *w;
	const char *origin;
};

static void
list_said(void *ctx, const char *key, struct str value)
{
	const struct listed *l = ctx;

	list_row(l->c, l->w, arena_fmt(&l->c->arena, "policy.%s", key), value,
		l->origin);
}

static void
list_policy(struct cli *c, struct writer *w)
{
	const struct policy *p = c->model.policy;
	struct listed l = {c, w, arena_fmt(&c->arena, "policy version %lld",
		(long long)p->version)};

	policy_each(p, &c->arena, list_said, &l);
}

static int
list_run(struct cli *c, struct err *e)
{
	const size_t n = cli_flag(c, "origin") ? NCOLS : NCOLS - 1;
	struct writer *w;
	int rc = cli_writer(c, &w, columns, n, e);

	if (rc)
		return rc;
	list_environment(c, w);
	list_person(c, w);
	list_defaults(c, w);
	list_policy(c, w);
	return cli_writer_close(c, w, e);
}

/* ---- set ---------------------------------------------------------------- */

static int
set_run(struct cli *c, struct err *e)
{
	const struct paths paths = paths_from(getenv);
	const char *file = paths_user_config(&c->arena, &paths);
	bool unset = cli_flag(c, "unset");
	int rc;

	if (c->nargs != (unset ? 1u : 2u))
		return err_set(e, ERR_USAGE, unset ? "--unset takes one key"
			: "two arguments: a key and its value");
	if (!file)
		return err_set(e, ERR_SYSTEM, "no folder for a person's "
			"configuration: neither XDG_CONFIG_HOME nor HOME");
	rc = unset ? 0 : setting_check(c, e);
	return rc ? rc : user_set(file, c->args[0],
		unset ? STR_NULL : c->args[1], model_builtin(&c->arena), e);
}

static const struct option no_options[] = {{0}};
static const struct option list_options[] = {
	{"origin", 0, OPT_FLAG, NULL, "where each value comes from", NULL},
	{0},
};
static const struct option set_options[] = {
	{"unset", 0, OPT_FLAG, NULL, "take the key out", NULL},
	{0},
};

static const struct verb verb_check = {
	.name = "check",
	.summary = "name every fault of pipe.yaml, and what it would change",
	.synopsis = "",
	.options = no_options,
	.mode = VERB_NONE,
	.run = check_run,
};
static const struct verb verb_apply = {
	.name = "apply",
	.summary = "adopt pipe.yaml",
	.synopsis = "",
	.options = no_options,
	.mode = VERB_NONE | VERB_CHANGE,
	.run = apply_run,
};
static const struct verb verb_config_edit = {
	.name = "edit",
	.summary = "open pipe.yaml in the editor, then adopt it",
	.synopsis = "",
	.options = no_options,
	.mode = VERB_NONE | VERB_CHANGE,
	.run = edit_run,
};
static const struct verb verb_config_list = {
	.name = "list",
	.summary = "what is in force: environment, your own, the policy",
	.synopsis = "",
	.options = list_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = list_run,
};
static const struct verb verb_config_set = {
	.name = "set",
	.summary = "set a key of your own configuration",
	.synopsis = "KEY VALUE",
	.options = set_options,
	.mode = VERB_NONE,
	.run = set_run,
};

static const struct program program = {
	.name = "pipe-config",
	.summary = "the store's policy and your own settings",
	.verbs = (const struct verb *const[]){&verb_check, &verb_apply,
		&verb_config_edit, &verb_config_list, &verb_config_set, NULL},
	.examples = "pipe config check\n"
		"pipe config apply -m 'proposal now at 55 %'\n"
		"pipe config set me anna\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
