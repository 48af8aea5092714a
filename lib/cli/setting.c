#include "cli/setting.h"

#include <unistd.h>

#include "cli/child.h"
#include "cli/dispatch.h"
#include "conf/paths.h"
#include "query/columns.h"

/* A program, of ours or in PATH. */
static bool
is_command(struct cli *c, struct str name)
{
	struct dispatch d;

	dispatch_open(&d, &c->arena, NULL);
	if (!dispatch_name(name))
		return false;
	return str_is(name, "help") ||
		dispatch_find(&d, arena_cstr(&c->arena, name)) ||
		child_there(&c->arena, arena_fmt(&c->arena, "pipe-%.*s",
			STR_F(name)));
}

/* An alias hides no command, and stands for one. */
static int
check_alias(struct cli *c, struct str name, struct str text, struct err *e)
{
	char **words;
	int rc;

	if (is_command(c, name))
		return err_set(e, ERR_USAGE, "aliases.%.*s: there is a command "
			"of that name, which an alias does not hide",
			STR_SHORT(name));
	rc = child_words(&c->arena, text, &words, e);
	if (rc || (words[0] && is_command(c, str_of(words[0]))))
		return rc;
	return err_set(e, ERR_USAGE, "aliases.%.*s: %s: unknown command",
		STR_SHORT(name), words[0] ? words[0] : "''");
}

static int
check_columns(struct cli *c, const struct query_env *env, struct err *e)
{
	const struct entity *en = schema_find(env->schema, str_cut(c->args[0],
		strlen("columns."), c->args[0].n));
	struct columns shown;

	return en ? columns_parse(env, en, c->args[1], NULL, &shown, e) : 0;
}

static int
check_stored(struct cli *c, struct err *e)
{
	return check_columns(c, cli_query_env(c), e);
}

/* Fields of one's own are known where there is a store. */
static int
check_names(struct cli *c, struct err *e)
{
	const struct scope scope = {.arena = &c->arena};
	const struct query_env env = {.schema = model_builtin(&c->arena),
		.scope = &scope};
	struct err ignored;
	const char *dir;

	if (!cli_dir(c, &dir, &ignored) && access(path_join(&c->arena, dir,
			"data.mdb"), R_OK) == 0)
		return cli_read(c, check_stored, e);
	return check_columns(c, &env, e);
}

int
setting_check(struct cli *c, struct err *e)
{
	static const struct str alias = {"aliases.", 8};

	if (str_starts(c->args[0], alias.p))
		return check_alias(c, str_cut(c->args[0], alias.n,
			c->args[0].n), c->args[1], e);
	return str_starts(c->args[0], "columns.") ? check_names(c, e) : 0;
}
