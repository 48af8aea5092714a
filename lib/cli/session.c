#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/inside.h"
#include "cli/mail.h"
#include "conf/paths.h"

enum { IDS_MAX = 64 * 1024 * 1024, POLICY_MAX = 1024 * 1024 };

int
cli_dir(struct cli *c, const char **dir, struct err *e)
{
	int rc = session_dir(c, e);

	*dir = c->private->dir;
	return rc;
}

int
session_dir(struct cli *c, struct err *e)
{
	struct paths paths = paths_from(getenv);
	struct str dir = cli_text(c, "dir");

	if (c->private->dir)
		return ERR_OK;
	return paths_store(&c->arena, &paths,
		dir.p ? arena_cstr(&c->arena, dir) : NULL, &c->private->dir,
		NULL, e);
}

static int
input_records(struct cli *c, const char *path, struct err *e)
{
	struct cli_private *p = c->private;
	int rc = source_open(&p->from, path, ENC_AUTO, e);

	p->from_read = rc == ERR_OK;
	return rc;
}

/* Waiting for whoever writes to our input is done before the store is even
 * opened. */
int
session_input(struct cli *c, struct err *e)
{
	struct cli_private *p = c->private;
	const struct option *row = option_row(c->verb, STR("from"));
	struct str from = cli_text(c, "from");
	bool ids = false, records = from.p && row && row->complete &&
		!strcmp(row->complete, "records");

	for (size_t i = 0; i < p->words.n; i++)
		ids |= !(c->verb->mode & VERB_STDIN) &&
			!p->words.v[i].literal &&
			str_is(p->words.v[i].text, "-");
	if (ids && records && str_is(from, "-"))
		return err_set(e, ERR_USAGE, "-: standard input is either "
			"ids or records");
	if (records && !p->from_read &&
		input_records(c, arena_cstr(&c->arena, from), e))
		return (int)e->code;
	if (!ids || p->input_read)
		return ERR_OK;
	p->input_read = true;
	return io_read_all(STDIN_FILENO, "standard input", IDS_MAX, &p->input,
		e);
}

/* ---- pipe.yaml that was edited and not adopted ------------------------- */

static bool
policy_differs(struct cli *c, const struct stored_policy *sp)
{
	struct buf file = {0};
	struct err ignored;
	bool differs = false;

	if (io_read_file(path_join(&c->arena, c->private->dir, "pipe.yaml"),
		POLICY_MAX, &file, &ignored) == ERR_OK)
		differs = !str_eq(sp->yaml, file.p ? buf_view(&file)
						   : STR(""));
	buf_free(&file);
	return differs;
}

static void
note_policy(struct cli *c, struct tx *tx)
{
	struct stored_policy sp;
	struct err ignored;

	buf_reset(&c->private->notice);
	if (c->quiet || tx_policy(tx, &sp, &ignored) ||
		!policy_differs(c, &sp))
		return;
	buf_fmt(&c->private->notice, "pipe.yaml: differs from the adopted "
		"policy (version %lld), which is in force; see pipe config "
		"check, pipe config apply\n", (long long)sp.version);
}

/* ---- transactions ------------------------------------------------------ */

static struct str
login_asked(void *ctx)
{
	return actor_login(ctx);
}

static void
settle_model(struct cli *c)
{
	map_free(&c->private->records);
	c->private->records = (struct map){0};
	c->private->env = (struct query_env){0};
	if (c->program->entity && c->model.schema.n)
		c->entity = model_entity(&c->model, c->verb->entity
			? c->verb->entity : c->program->entity);
	c->model.at = c->private->at;
	c->model.ask_login = login_asked;
	c->model.ask_ctx = c;
}

static int
load(struct cli *c, struct tx *tx, struct err *e)
{
	int rc = model_load(&c->model, &c->arena, c->private->store, tx,
		c->now, c->user->me, e);

	settle_model(c);
	return rc;
}

void
cli_take_model(struct cli *c, const struct model *m)
{
	if (!c->private->asked)
		c->private->asked = c->model.policy;
	c->model = *m;
	settle_model(c);
}

static int
load_view(struct cli *c, struct tx *tx, struct err *e)
{
	int rc = load(c, tx, e);

	c->private->asked = NULL;
	c->view = VIEW_NOW;
	if (rc || (!cli_flag(c, "as-of") && !cli_flag(c, "as-recorded")))
		return rc;
	rc = view_settle(c, &c->view, e);
	if (rc)
		return rc;
	tx_set_view(tx, c->view);
	return load(c, tx, e);
}

static int
check_and_run(struct cli *c, verb_fn *fn, struct err *e)
{
	if (fn == c->verb->run && (c->verb->mode & VERB_FIELDS) && c->entity &&
		options_check_fields(c, c->entity, e))
		return ERR_USAGE;
	return c->private->mail ? mail_run(c, fn, e) : fn(c, e);
}

static int
session_open(struct cli *c, enum store_mode mode, struct err *e)
{
	struct store_options o = {
		.mode = mode,
		.lock_timeout = c->private->lock_timeout,
	};
	const struct rlimit none = {0, 0};

	if (session_dir(c, e))
		return (int)e->code;
	/* what is kept shall not lie about in a core file */
	setrlimit(RLIMIT_CORE, &none);
	if (store_open(&c->private->store, c->private->dir, &o, e))
		return (int)e->code;
	trace_mark(c, "open");
	return ERR_OK;
}

static void
session_close(struct cli *c)
{
	store_close(c->private->store);
	c->private->store = NULL;
	c->model.tx = NULL;
}

int
session_read(struct cli *c, bool scan, verb_fn *fn, struct err *e)
{
	struct tx *tx;
	int rc = session_open(c, scan ? STORE_SCAN : STORE_READ, e);

	if (rc)
		return rc;
	rc = tx_begin_read(c->private->store, VIEW_NOW, &tx, e);
	if (rc == ERR_OK) {
		rc = load_view(c, tx, e);
		if (rc == ERR_OK)
			rc = check_and_run(c, fn, e);
		tx_set_view(tx, VIEW_NOW);
		trace_mark(c, "read");
		trace_store(c);
		note_policy(c, tx);
		rc = tx_verdict(tx, rc, e);
		tx_end(tx);
	}
	session_close(c);
	trace_mark(c, "close");
	return rc;
}

/* Who acts and when, which must be known before the operation begins. */
static int
settle_actor(struct cli *c, struct err *e)
{
	struct tx *tx;
	int rc;

	actor_spec(c, &c->private->spec);
	rc = tx_begin_read(c->private->store, VIEW_NOW, &tx, e);
	if (rc)
		return rc;
	rc = load(c, tx, e);
	if (rc == ERR_OK)
		rc = view_at(c, &c->private->at, e);
	if (rc == ERR_OK)
		rc = model_me(&c->model, &c->private->spec.rep, e);
	tx_end(tx);
	return rc;
}

struct write_call {
	struct cli *c;
	verb_fn *fn;
};

static int
forget_last_try(struct cli *c, struct err *e)
{
	struct cli_private *p = c->private;
	int error = out_forget(&c->out);

	buf_reset(&c->note);
	buf_reset(&p->faults);
	p->kept = p->rejected = 0;
	memset(p->fates, 0, sizeof p->fates);
	return error ? err_sys(e, error, "cannot collect output") : ERR_OK;
}

static int
write_try(struct tx *tx, void *arg, struct err *e)
{
	struct write_call *call = arg;
	struct cli *c = call->c;
	bool done = false;
	int rc;

	signals_release(false);
	rc = forget_last_try(c, e);
	if (rc == ERR_OK)
		rc = load(c, tx, e);
	c->model.importing = c->private->spec.kind == OP_IMPORT;
	if (rc == ERR_OK)
		rc = once_check(c, &done, e);
	if (rc == ERR_OK && !done)
		rc = check_and_run(c, call->fn, e);
	if (rc == ERR_OK)
		rc = model_settle(&c->model, e);
	if (rc == ERR_OK && c->dry_run && !done)
		rc = event_preview(c, e);
	note_policy(c, tx);
	trace_mark(c, "write");
	trace_store(c);
	signals_hold();
	return rc;
}

int
cli_read(struct cli *c, verb_fn *fn, struct err *e)
{
	return session_read(c, false, fn, e);
}

uint64_t
cli_operation(const struct cli *c)
{
	return c->private->op;
}

int
cli_write(struct cli *c, enum op_kind kind, uint64_t undoes, verb_fn *fn,
	struct err *e)
{
	struct write_call call = {c, fn};
	int rc = session_open(c, STORE_WRITE, e);

	if (rc)
		return rc;
	rc = settle_actor(c, e);
	c->private->spec.kind = kind;
	c->private->spec.undoes = undoes;
	if (rc == ERR_OK) {
		signals_watch(c->program->name);
		rc = store_write(c->private->store, &c->private->spec,
			write_try, &call, &c->private->op, e);
		signals_release(rc == ERR_OK && c->private->op);
		trace_mark(c, "commit");
	}
	session_close(c);
	return rc;
}
