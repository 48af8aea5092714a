#include "base/utf8.h"
#include "cli/inside.h"

enum { PASSWD_MAX = 4 * 1024 * 1024, WORD_MAX = 40, COMMAND_MAX = 400 };

/* The login of a uid from the system's list of users, which a person cannot
 * change as they can $USER. */
static struct str
login_of(struct arena *a, int64_t uid)
{
	struct buf b = {0};
	struct str rest, line, part[3], login = STR_NULL;
	struct err e;
	int64_t id;

	if (io_read_file("/etc/passwd", PASSWD_MAX, &b, &e) == ERR_OK) {
		rest = buf_view(&b);
		while (!login.p && str_split(&rest, '\n', &line)) {
			bool ok = true;

			for (int i = 0; ok && i < 3; i++)
				ok = str_split(&line, ':', &part[i]);
			if (ok && !num_parse(part[2], 0, UINT32_MAX, &id,
				&e) && id == uid)
				login = arena_str(a, part[0]);
		}
	}
	buf_free(&b);
	if (login.p && utf8_valid(login) == login.n)
		return login;
	return str_of(arena_fmt(a, "uid%lld", (long long)uid));
}

struct str
actor_login(struct cli *c)
{
	if (!c->private->login.p)
		c->private->login = login_of(&c->arena, c->uid);
	return c->private->login;
}

static bool
all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr(set, s.p[i]) || !s.p[i])
			return false;
	return s.n > 0;
}

/* The log keeps what was done to which record, never what was typed about a
 * person: that stands in the events, where it can be erased. */
static bool
tells_nothing_personal(const struct verb *v, struct str s)
{
	size_t slash = str_find(s, '/');

	if (str_is(s, "-") || all_of(s, "0123456789"))
		return true;
	if (slash < s.n && all_of(str_cut(s, slash + 1, s.n), "0123456789"))
		return true;
	return !(v->mode & VERB_FIELDS) && s.n <= WORD_MAX &&
		all_of(s, "abcdefghijklmnopqrstuvwxyz0123456789_-/:.,FYQMW");
}

static struct str
command_text(struct cli *c)
{
	struct buf b = {0};
	struct str text;

	buf_cstr(&b, str_starts(str_of(c->program->name), "pipe-")
			? c->program->name + 5 : c->program->name);
	if (c->verb->name)
		buf_fmt(&b, " %s", c->verb->name);
	for (size_t i = 0; i < c->nargs && b.n < COMMAND_MAX; i++) {
		buf_char(&b, ' ');
		buf_str(&b, tells_nothing_personal(c->verb, c->args[i])
				? c->args[i] : STR("..."));
	}
	for (size_t i = 0; i < c->private->given.n && b.n < COMMAND_MAX; i++) {
		const struct given *g = &c->private->given.v[i];

		buf_fmt(&b, " --%s%.*s", g->clear ? "no-" : "",
			STR_SHORT(g->name));
	}
	text = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

void
actor_spec(struct cli *c, struct op_spec *spec)
{
	*spec = (struct op_spec){
		.kind = OP_CHANGE,
		.recorded = c->now,
		.uid = c->uid,
		.login = actor_login(c),
		.rep = NUM_NULL,
		.command = command_text(c),
		.message = cli_text(c, "message"),
		.once = cli_text(c, "once"),
		.dry = c->dry_run,
	};
}
