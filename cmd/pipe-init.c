#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/group.h"
#include "base/io.h"
#include "cli/program.h"
#include "conf/fault.h"
#include "conf/paths.h"
#include "demo/demo.h"
#include "model/adopt.h"

enum { YAML_MAX = 1024 * 1024 };

struct init {
	struct cli *c;
	const char *dir;  /* where the store shall stand */
	char *aside;	  /* where it is built */
	struct buf yaml;
	struct policy *policy;
};

/* ---- the policy ---------------------------------------------------------- */

static int
init_settings(struct cli *c, struct str *currency, struct str *zone,
	int64_t *month, struct err *e)
{
	const struct zone *z;

	*currency = cli_text(c, "currency");
	*zone = cli_text(c, "zone");
	if (!currency->p)
		*currency = STR("EUR");
	if (!zone->p)
		*zone = STR("UTC");
	*month = 1;
	if (!currency_find(*currency)) {
		const struct currency *near = currency_near(*currency);

		err_set(e, ERR_USAGE, "--currency: '%.*s' is no currency",
			STR_SHORT(*currency));
		return near ? err_hint(e, "did you mean %s?", near->code)
			    : (int)e->code;
	}
	if (cli_int(c, "fiscal-year-start", month) &&
		(*month < 1 || *month > 12))
		return err_set(e, ERR_USAGE, "--fiscal-year-start: a month, "
			"1 to 12");
	return zone_load(&c->arena, *zone, &z, e);
}

static int
init_policy(struct init *i, struct err *e)
{
	struct cli *c = i->c;
	struct faults faults = {0};
	struct str currency, zone;
	int64_t month;
	int rc = init_settings(c, &currency, &zone, &month, e);

	if (rc)
		return rc;
	if (cli_flag(c, "demo"))
		demo_policy(&i->yaml);
	else
		policy_default_yaml(&i->yaml, currency, zone, (int)month);
	rc = policy_parse(&c->arena, buf_view(&i->yaml), "pipe.yaml",
		model_builtin(&c->arena), &i->policy, &faults, e);
	faults_free(&faults);
	return rc;
}

/* ---- the files, built aside --------------------------------------------- */

static int
init_place(struct init *i, struct err *e)
{
	struct arena *a = &i->c->arena;
	struct str dir = str_of(i->dir);
	char *data;

	while (dir.n > 1 && dir.p[dir.n - 1] == '/')
		dir.n--;
	i->dir = arena_cstr(a, dir);
	data = path_join(a, i->dir, "data.mdb");
	if (access(data, F_OK) == 0) {
		err_set(e, ERR_AGAIN, "%s: is a store already", i->dir);
		return err_hint(e, "choose another folder with -C DIR");
	}
	if (rmdir(i->dir) != 0 && errno != ENOENT)
		return err_sys(e, errno, "%s", i->dir);
	i->aside = arena_fmt(a, "%s.new-%d", i->dir, (int)getpid());
	return 0;
}

/* The folders above the store, as mkdir -p would make them. */
static int
make_parents(struct init *i, struct err *e)
{
	char *path = arena_cstr(&i->c->arena, str_of(i->dir));

	for (char *p = path + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			return err_sys(e, errno, "%s", path);
		*p = '/';
	}
	return 0;
}

static int
share(struct init *i, const char *path, mode_t mode, struct err *e)
{
	struct str name = cli_text(i->c, "shared");
	gid_t gid;

	if (!name.p)
		return 0;
	if (group_number(name, &gid, e))
		return err_set(e, ERR_USAGE, "--shared: no such group: %.*s",
			STR_SHORT(name));
	if (chown(path, (uid_t)-1, gid) != 0 || chmod(path, mode) != 0)
		return err_sys(e, errno, "%s", path);
	return 0;
}

static int
init_files(struct init *i, struct err *e)
{
	struct arena *a = &i->c->arena;
	bool shared = cli_text(i->c, "shared").p;
	char *yaml = path_join(a, i->aside, "pipe.yaml");
	int rc;

	if (mkdir(i->aside, 0700) != 0 || chmod(i->aside, 0700) != 0)
		return err_sys(e, errno, "%s", i->aside);
	rc = share(i, i->aside, 02770, e);
	if (rc == 0)
		rc = store_create(i->aside, shared, e);
	if (rc == 0)
		rc = io_write_file(yaml, buf_view(&i->yaml), 0600, e);
	if (rc == 0)
		rc = share(i, yaml, 0660, e);
	if (rc == 0)
		rc = share(i, path_join(a, i->aside, "data.mdb"), 0660, e);
	if (rc == 0)
		rc = share(i, path_join(a, i->aside, "lock.mdb"), 0660, e);
	return rc;
}

static int
adopt_first(struct tx *tx, void *arg, struct err *e)
{
	struct init *i = arg;

	return policy_adopt(tx, i->policy, buf_view(&i->yaml), 0, e);
}

static int
init_fill(struct init *i, struct err *e)
{
	const struct op_spec spec = {.kind = OP_POLICY};
	const struct store_options o = {.mode = STORE_WRITE};
	struct store *st;
	uint64_t op;
	int rc = store_open(&st, i->aside, &o, e);

	if (rc)
		return rc;
	rc = store_write(st, &spec, adopt_first, i, &op, e);
	if (rc == 0 && cli_flag(i->c, "demo"))
		rc = demo_fill(st, &i->c->arena, i->c->now, e);
	store_close(st);
	return rc;
}

/* ---- from a backup ------------------------------------------------------ */

static int
copy_file(const char *from, const char *to, struct err *e)
{
	static char block[64 * 1024];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = -1, rc = 0;
	ssize_t n = 0;

	if (in < 0)
		return err_sys(e, errno, "%s", from);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out < 0)
		rc = err_sys(e, errno, "%s", to);
	while (rc == 0 && (n = read(in, block, sizeof block)) > 0)
		rc = io_write_all(out, block, (size_t)n, e);
	if (rc == 0 && (n < 0 || fchmod(out, 0600) != 0 || fsync(out) != 0))
		rc = err_sys(e, errno, "%s", n < 0 ? from : to);
	close(in);
	if (out >= 0)
		close(out);
	return rc;
}

/* The policy's text comes out of the store itself. */
static int
restore_yaml(struct init *i, struct err *e)
{
	const struct store_options o = {.mode = STORE_READ};
	struct stored_policy p;
	struct store *st;
	struct tx *tx;
	int rc = store_open(&st, i->aside, &o, e);

	if (rc)
		return rc;
	rc = tx_begin_read(st, VIEW_NOW, &tx, e);
	if (rc == 0) {
		rc = tx_policy(tx, &p, e);
		if (rc == 0)
			buf_str(&i->yaml, p.yaml);
		tx_end(tx);
	}
	store_close(st);
	return rc ? rc : io_write_file(path_join(&i->c->arena, i->aside,
		"pipe.yaml"), buf_view(&i->yaml), 0600, e);
}

static int
init_restore(struct init *i, struct str file, struct err *e)
{
	struct arena *a = &i->c->arena;
	int rc;

	if (mkdir(i->aside, 0700) != 0)
		return err_sys(e, errno, "%s", i->aside);
	rc = copy_file(arena_cstr(a, file), path_join(a, i->aside,
		"data.mdb"), e);
	if (rc == 0)
		rc = store_adopt_backup(i->aside, e);
	return rc ? rc : restore_yaml(i, e);
}

/* ---- the verb ----------------------------------------------------------- */

static void
remove_aside(struct init *i)
{
	static const char *const files[] = {"data.mdb", "lock.mdb",
		"pipe.yaml"};

	for (size_t n = 0; n < sizeof files / sizeof *files; n++)
		unlink(path_join(&i->c->arena, i->aside, files[n]));
	rmdir(i->aside);
}

static int
init_me(struct cli *c, struct err *e)
{
	const struct paths paths = paths_from(getenv);
	const char *config = paths_user_config(&c->arena, &paths);
	struct str me = cli_text(c, "me");

	if (!me.p)
		return 0;
	if (!config)
		return err_set(e, ERR_SYSTEM, "--me: no folder for a person's "
			"configuration: neither XDG_CONFIG_HOME nor HOME");
	return user_set(config, STR("me"), me, NULL, e);
}

/* Options that what is asked for has no use for. */
static int
init_fits(struct cli *c, struct err *e)
{
	static const char *const own[] = {"currency", "zone",
		"fiscal-year-start", "demo", "shared"};
	bool backup = cli_text(c, "from-backup").p, demo = cli_flag(c, "demo");
	size_t n = backup ? sizeof own / sizeof *own : demo ? 3 : 0;

	for (size_t i = 0; i < n; i++)
		if (cli_flag(c, own[i]))
			return err_set(e, ERR_USAGE, "--%s: has no use "
				"with %s", own[i], backup ? "--from-backup"
				: "--demo");
	return 0;
}

static int
init_build(struct init *i, struct err *e)
{
	struct str backup = cli_text(i->c, "from-backup");
	int rc;

	if (backup.p)
		return init_restore(i, backup, e);
	rc = init_policy(i, e);
	if (rc == 0)
		rc = init_files(i, e);
	return rc ? rc : init_fill(i, e);
}

static void
init_next(struct cli *c, const char *dir)
{
	struct str me = cli_text(c, "me");
	const char *who = me.p ? arena_cstr(&c->arena, me) : "anna";

	cli_say(c, "made %s", dir);
	if (cli_flag(c, "demo") || cli_text(c, "from-backup").p)
		return;
	cli_say(c, "next:");
	cli_say(c, "  pipe rep add %s --name \"Your Name\" --email "
		"you@company.example", who);
	cli_say(c, "  pipe deal add \"First deal\" --amount 1000 --close eoq");
	cli_say(c, "  pipe forecast");
}

static int
init_run(struct cli *c, struct err *e)
{
	struct init i = {.c = c};
	int rc = cli_dir(c, &i.dir, e);

	if (rc == 0 && c->nargs)
		rc = err_set(e, ERR_USAGE, "'%.*s': no arguments are taken; "
			"the folder goes with -C", STR_SHORT(c->args[0]));
	if (rc == 0)
		rc = init_fits(c, e);
	if (rc == 0)
		rc = init_place(&i, e);
	if (rc == 0)
		rc = make_parents(&i, e);
	if (rc == 0) {
		rc = init_build(&i, e);
		if (rc == 0 && rename(i.aside, i.dir) != 0)
			rc = err_sys(e, errno, "%s", i.dir);
		if (rc)
			remove_aside(&i);
	}
	buf_free(&i.yaml);
	if (rc == 0)
		rc = init_me(c, e);
	if (rc == 0)
		init_next(c, i.dir);
	return rc;
}

static const struct option init_options[] = {
	{"currency", 0, OPT_TEXT, "CODE", "base currency (EUR)", NULL},
	{"zone", 0, OPT_TEXT, "ZONE", "time zone, such as Europe/Berlin (UTC)",
		NULL},
	{"fiscal-year-start", 0, OPT_INT, "MONTH",
		"the month the fiscal year starts in (1)", NULL},
	{"me", 0, OPT_TEXT, "HANDLE", "the rep you are, for your own "
		"configuration", NULL},
	{"demo", 0, OPT_FLAG, NULL, "fill it with a sample company", NULL},
	{"from-backup", 0, OPT_TEXT, "FILE", "a backup made by pipe backup",
		"file"},
	{"shared", 0, OPT_TEXT, "GROUP",
		"for a group whose members trust each other", NULL},
	{0},
};

static const struct verb init_verb = {
	.summary = "make a store",
	.synopsis = "",
	.options = init_options,
	.mode = VERB_NONE,
	.run = init_run,
};

static const struct program program = {
	.name = "pipe-init",
	.summary = "make a store",
	.verbs = (const struct verb *const[]){&init_verb, NULL},
	.examples = "pipe init --currency EUR --zone Europe/Berlin --me anna\n"
		"pipe -C /srv/demo init --demo\n"
		"pipe -C /srv/new init --from-backup sales.backup\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
