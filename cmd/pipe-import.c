#include <unistd.h>

#include "base/io.h"
#include "cli/program.h"
#include "out/progress.h"
#include "transfer/guess.h"
#include "transfer/import.h"
#include "transfer/rate_file.h"
#include "transfer/replay.h"

enum { MAP_MAX = 1024 * 1024, TOLD_MAX = 5 };

/* Everything is read before the store is opened. */
struct job {
	struct cli *c;
	const char *path;
	struct str entity; /* as typed, null: none */
	struct import_map *map;
	struct faults faults;
	struct buf yaml;
	struct source source;
	bool opened, dry;
	struct import im;
	struct replay replay;
	struct rate_file rates;
	struct progress progress;
	struct out err;
};

/* All faults on stderr, one a line; the last one is the error itself. */
static int
tell_faults(struct cli *c, const struct faults *f, int rc, struct err *e)
{
	char line[2048];

	for (size_t i = 0; i + 1 < f->list.n; i++) {
		err_text(&f->list.v[i], line, sizeof line);
		cli_tell(c, line);
	}
	if (f->list.n)
		*e = f->list.v[f->list.n - 1];
	return rc;
}

/* ---- what is read -------------------------------------------------------- */

static int
read_map(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	struct str name = cli_text(c, "map");
	const char *path;
	int rc;

	if (!name.p)
		return 0;
	path = arena_cstr(&c->arena, name);
	rc = io_read_file(path, MAP_MAX, &j->yaml, e);
	if (rc)
		return rc;
	rc = map_parse(&c->arena, buf_view(&j->yaml), path, &j->map,
		&j->faults, e);
	return rc ? tell_faults(c, &j->faults, rc, e) : 0;
}

/* An option says it anew, and a map of its own is made for it. */
static int
read_form(struct job *j, enum encoding *enc, struct err *e)
{
	struct str word = cli_text(j->c, "encoding");

	*enc = j->map ? j->map->encoding : ENC_AUTO;
	return word.p ? encoding_parse(word, enc, e) : 0;
}

static int
read_source(struct job *j, struct err *e)
{
	enum encoding enc;
	int rc = read_form(j, &enc, e);

	if (rc == 0)
		rc = source_open(&j->source, j->path, enc, e);
	j->opened = rc == 0;
	return rc;
}

static int
find_entity(struct job *j, int *number, struct err *e)
{
	const struct schema *s = model_builtin(&j->c->arena);
	struct str name = j->entity.p ? j->entity
		: j->map && j->map->entity.p ? j->map->entity : STR_NULL;
	const struct entity *en = name.p ? schema_find(s, name) : NULL;
	struct near near = near_to(name);

	*number = en ? en->number : 0;
	if (en)
		return 0;
	if (!name.p) {
		err_set(e, ERR_USAGE, "what the rows are is not said");
		return err_hint(e, "try: pipe import deal %s", j->path);
	}
	for (size_t i = 1; i < s->n; i++)
		if (schema_entity(s, (int)i))
			near_try(&near, str_of(schema_entity(s,
				(int)i)->name));
	err_set(e, ERR_USAGE, "%.*s: no such entity", STR_SHORT(name));
	if (near.best.p)
		err_hint(e, "did you mean '%.*s'?", STR_F(near.best));
	return ERR_USAGE;
}

/* ---- rows ---------------------------------------------------------------- */

static void
on_progress(void *ctx, uint64_t rows)
{
	struct job *j = ctx;

	progress_step(&j->progress, (int64_t)rows, clock_now());
	out_flush(&j->err);
}

static int64_t
count_lines(struct str s)
{
	int64_t n = 0;

	for (size_t i = 0; i < s.n; n++) {
		const char *p = memchr(s.p + i, '\n', s.n - i);

		i = p ? (size_t)(p - s.p) + 1 : s.n;
	}
	return n;
}

static int
import_rows(struct cli *c, struct err *e)
{
	struct job *j = c->state;
	int rc;

	c->dry_run = false; /* the plan is shown, not every change */
	rc = import_run(&c->model, &j->im, e);
	return rc ? tell_faults(c, &j->im.faults, rc, e) : 0;
}

static void
start_progress(struct job *j)
{
	bool terminal = isatty(STDERR_FILENO) && !j->c->quiet;

	out_open(&j->err, STDERR_FILENO);
	progress_open(&j->progress, &j->err, terminal, "import", "rows",
		terminal ? count_lines(j->source.text) : 0, clock_now());
	j->progress.width = j->c->width;
}

static void
end_progress(struct job *j)
{
	struct err ignored;

	progress_close(&j->progress);
	out_close(&j->err, &ignored);
}

/* ---- what is told -------------------------------------------------------- */

static void
tell_made(struct job *j, struct buf *out)
{
	const struct import_counts *n = &j->im.counts;

	for (size_t i = 0; i < sizeof n->made / sizeof *n->made; i++) {
		const struct entity *en = n->made[i]
			? schema_entity(model_builtin(&j->c->arena), (int)i)
			: NULL;

		if (en)
			buf_fmt(out, "%llu %s made besides\n",
				(unsigned long long)n->made[i],
				n->made[i] == 1 ? en->name : en->plural);
	}
}

static void
tell_counts(struct job *j, struct buf *out)
{
	const struct import_counts *n = &j->im.counts;

	buf_fmt(out, "%s%llu row%s", j->dry ? "would import " : "",
		(unsigned long long)n->rows, n->rows == 1 ? "" : "s");
	if (n->grouped)
		buf_fmt(out, " about %llu records", (unsigned long long)
			(n->created + n->updated + n->unchanged));
	buf_fmt(out, ": %llu created, %llu updated, %llu unchanged, %zu "
		"rejected\n", (unsigned long long)n->created,
		(unsigned long long)n->updated,
		(unsigned long long)n->unchanged, j->im.rejects.n);
	if (n->restored)
		buf_fmt(out, "%llu of them had been archived and came "
			"back\n", (unsigned long long)n->restored);
	tell_made(j, out);
	if (j->im.left_out.n)
		buf_fmt(out, "columns left out: %.*s\n",
			STR_F(buf_view(&j->im.left_out)));
	if (n->stopped)
		buf_cstr(out, "stopped at a blank line: what follows is a "
			"footer\n");
	if (!n->created && !n->updated && n->unchanged && !j->im.rejects.n)
		buf_cstr(out, "nothing changed: all of it was there already\n");
}

static int
save_rejects(struct job *j, struct err *e)
{
	struct str path = cli_text(j->c, "rejects");
	struct buf text = {0};
	int rc;

	if (!path.p)
		return 0;
	import_rejects(&j->im, &text);
	rc = io_write_file(arena_cstr(&j->c->arena, path), buf_view(&text),
		0600, e);
	buf_free(&text);
	if (rc && cli_operation(j->c)) {
		struct err why = *e;

		rc = err_set(e, why.code, "%s; the change was saved "
			"(operation %llu)", why.msg,
			(unsigned long long)cli_operation(j->c));
	}
	return rc;
}

static int
tell_all(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	size_t n = j->im.rejects.n;
	size_t told = cli_text(c, "rejects").p && n > TOLD_MAX ? TOLD_MAX : n;
	struct buf b = {0};

	for (size_t i = 0; i < told; i++)
		cli_reject(c, &j->im.rejects.v[i].why);
	if (told < n)
		cli_say(c, "and %zu more, in %.*s", n - told,
			STR_F(cli_text(c, "rejects")));
	if (j->im.counts.created + j->im.counts.updated +
		j->im.counts.unchanged)
		cli_kept(c);
	if (j->dry)
		buf_str(&b, buf_view(&j->im.plan));
	tell_counts(j, &b);
	if (j->dry)
		out_add(&c->out, buf_view(&b));
	else
		cli_say(c, "%.*s", (int)(b.n - 1), b.p);
	buf_free(&b);
	return save_rejects(j, e);
}

static int
run_import(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	struct str late = cli_text(c, "late");
	int rc = find_entity(j, &j->im.entity, e);

	if (rc)
		return rc;
	if (late.p && !str_is(late, "now") && !str_is(late, "refuse"))
		return err_set(e, ERR_USAGE, "--late: now or refuse, not "
			"'%.*s'", STR_SHORT(late));
	j->im.late = str_is(late, "now") ? LATE_NOW : LATE_REFUSE;
	j->im.map = j->map;
	j->im.source = &j->source;
	j->im.keep_going = cli_flag(c, "keep-going");
	j->im.progress = on_progress;
	j->im.ctx = j;
	c->state = j;
	start_progress(j);
	do {
		c->dry_run = j->dry;
		rc = cli_write(c, OP_IMPORT, 0, import_rows, e);
	} while (rc == ERR_AGAIN && j->im.again);
	c->dry_run = j->dry;
	end_progress(j);
	return rc ? rc : tell_all(j, e);
}

/* ---- the verb ------------------------------------------------------------ */

static int
guess_rows(struct cli *c, struct err *e)
{
	struct job *j = c->state;
	struct buf b = {0};
	int rc = guess_map(&c->model, j->im.entity, &j->source, &b, e);

	out_add(&c->out, buf_view(&b));
	buf_free(&b);
	return rc;
}

static int
run_guess(struct job *j, struct err *e)
{
	int rc = j->entity.p ? find_entity(j, &j->im.entity, e) : 0;

	j->c->state = j;
	return rc ? rc : cli_read(j->c, guess_rows, e);
}

static int
replay_all(struct cli *c, struct err *e)
{
	struct job *j = c->state;

	c->dry_run = false;
	c->quiet = true; /* pipe.yaml is about to follow */
	return replay_run(&j->replay, c->model.store, c->model.tx, c->now, e);
}

static int
run_replay(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	bool quiet = c->quiet;
	const char *dir;
	int rc;

	j->replay.source = &j->source;
	c->state = j;
	rc = cli_write(c, OP_IMPORT, 0, replay_all, e);
	c->dry_run = j->dry;
	c->quiet = quiet;
	if (rc == 0)
		rc = cli_dir(c, &dir, e);
	if (rc == 0 && !j->dry)
		rc = io_write_file(path_join(&c->arena, dir, "pipe.yaml"),
			j->replay.yaml, 0600, e);
	if (rc == 0)
		cli_say(c, "%s %llu operations, %llu events",
			j->dry ? "would replay" : "replayed",
			(unsigned long long)j->replay.operations,
			(unsigned long long)j->replay.events);
	replay_end(&j->replay);
	return rc;
}

/* ---- rates --------------------------------------------------------------- */

/* Published tables, unless a map or JSON says what the columns are. */
static bool
is_rates(const struct job *j)
{
	const struct entity *en = j->entity.p ? schema_find(model_builtin(
		&j->c->arena), j->entity) : NULL;

	return en && en->number == E_RATE && !j->map &&
		!cli_flag(j->c, "guess") &&
		source_kind(j->source.text) == SOURCE_CSV;
}

static int
save_rates(struct cli *c, struct err *e)
{
	struct job *j = c->state;

	c->dry_run = false; /* counts are shown, not every rate */
	return rate_file_save(&j->rates, &c->model, e);
}

static int
run_rates(struct job *j, struct err *e)
{
	static const char *const alien[] = {"keep-going", "rejects", "late",
		"at", NULL};
	struct cli *c = j->c;
	struct buf b = {0};
	int rc = cli_refuse(c, alien, e);

	j->rates.source = &j->source;
	j->rates.plan = cli_text(c, "plan");
	j->rates.origin = cli_text(c, "source");
	c->state = j;
	if (rc == 0)
		rc = rate_file_read(&j->rates, e);
	if (rc == 0)
		rc = cli_write(c, OP_IMPORT, 0, save_rates, e);
	c->dry_run = j->dry;
	if (rc)
		return rc;
	rate_file_tell(&j->rates, j->dry, &b);
	if (j->dry)
		out_add(&c->out, buf_view(&b));
	else
		cli_say(c, "%.*s", (int)(b.n - 1), b.p);
	buf_free(&b);
	return 0;
}

/* ---- what is given ------------------------------------------------------- */

static int
check_args(struct job *j, struct err *e)
{
	struct cli *c = j->c;

	if (c->nargs > 2)
		return err_set(e, ERR_USAGE, "one entity and one file, please");
	if (!c->nargs || (c->nargs == 1 && schema_find(model_builtin(
		&c->arena), c->args[0]))) {
		err_set(e, ERR_USAGE, "the file is missing");
		return err_hint(e, "try: pipe import deal deals.csv");
	}
	if (cli_text(c, "rejects").p && !cli_flag(c, "keep-going"))
		return err_set(e, ERR_USAGE, "--rejects: goes with "
			"--keep-going");
	if (cli_flag(c, "replay") && (cli_text(c, "map").p ||
		cli_flag(c, "guess") || cli_flag(c, "keep-going")))
		return err_set(e, ERR_USAGE, "--replay: takes an export as it "
			"is, all or nothing");
	if (cli_flag(c, "guess") && cli_text(c, "map").p)
		return err_set(e, ERR_USAGE, "--guess: makes a map, and takes "
			"none");
	j->path = arena_cstr(&c->arena, c->args[c->nargs - 1]);
	j->entity = c->nargs == 2 ? c->args[0] : STR_NULL;
	if (c->nargs == 2 && cli_flag(c, "replay"))
		return err_set(e, ERR_USAGE, "--replay: takes all of a store, "
			"not one entity");
	return 0;
}

static int
run_job(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	int rc = check_args(j, e);

	if (rc == 0)
		rc = read_map(j, e);
	if (rc == 0)
		rc = read_source(j, e);
	if (rc)
		return rc;
	if (cli_flag(c, "guess"))
		return run_guess(j, e);
	if (cli_flag(c, "replay") ||
		(!j->entity.p && !j->map && replay_is(j->source.text)))
		return run_replay(j, e);
	if (is_rates(j))
		return run_rates(j, e);
	if (cli_text(c, "plan").p || cli_text(c, "source").p)
		return err_set(e, ERR_USAGE, "--plan and --source: go with "
			"published rates");
	return run_import(j, e);
}

static int
import_verb_run(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "if-rev", NULL};
	struct job j = {.c = c, .dry = c->dry_run};
	int rc = cli_refuse(c, alien, e);

	if (rc == 0)
		rc = run_job(&j, e);
	/* a row that names what is not there is a rejected row */
	if (rc == ERR_NO && e->line)
		rc = e->code = ERR_DATA;
	import_end(&j.im);
	rate_file_end(&j.rates);
	if (j.map)
		map_end(j.map);
	faults_free(&j.faults);
	buf_free(&j.yaml);
	if (j.opened)
		source_close(&j.source);
	c->state = NULL;
	return rc;
}

static const struct option options[] = {
	{"map", 0, OPT_TEXT, "MAP.yaml", "what the columns mean", "file"},
	{"guess", 0, OPT_FLAG, NULL, "print a map to start from", NULL},
	{"encoding", 0, OPT_TEXT, "NAME",
		"utf-8, utf-16, latin1 or cp1252, where the file does not tell",
		"choices:utf-8,utf-16,latin1,cp1252"},
	{"rejects", 0, OPT_TEXT, "FILE", "with --keep-going: refused rows as "
		"CSV, with line and reason", "file"},
	{"late", 0, OPT_TEXT, "now|refuse", "what becomes of a step dated "
		"before its record's last change", "choices:now,refuse"},
	{"plan", 0, OPT_TEXT, "NAME", "the plan that published rates are of",
		NULL},
	{"source", 0, OPT_TEXT, "TEXT", "who published rates", NULL},
	{"replay", 0, OPT_FLAG, NULL, "the file is a whole export with "
		"history, for a store just made", NULL},
	{0},
};

static const struct verb import_verb = {
	.summary = "bring in other people's records, as one operation",
	.synopsis = "ENTITY FILE|-",
	.options = options,
	.mode = VERB_NONE | VERB_CHANGE | VERB_STDIN,
	.run = import_verb_run,
	.kind = OP_IMPORT,
	.complete = "choices:account,activity,adjustment,campaign,contact,deal,"
		"lead,product,quota,rate,rep,submission,team file",
};

static const struct program program = {
	.name = "pipe-import",
	.summary = "bring in other people's records",
	.verbs = (const struct verb *const[]){&import_verb, NULL},
	.examples =
		"pipe import deal deals.csv\n"
		"pipe import deal --guess export.csv >deals.yaml\n"
		"pipe import deal export.csv --map deals.yaml --dry-run\n"
		"pipe import rate eurofxref-hist.csv\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
