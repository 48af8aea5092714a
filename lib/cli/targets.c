#include "cli/inside.h"

/* "deal" and, where the verb is spoken of, the command of the list. */
static int
refuse_word(const struct entity *en, struct str word, struct err *e)
{
	err_set(e, ERR_USAGE, "'%.*s': is no %s", STR_SHORT(word), en->name);
	return err_hint(e, "give ids, -, or filter words such as name:~%.*s",
		STR_SHORT(word));
}

static bool
all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* A filter word has a colon or is a named filter; "ext:..." is a record. */
static bool
is_filter(struct str s)
{
	return !str_starts(s, "ext:") &&
		(str_find(s, ':') < s.n || str_starts(s, "@"));
}

static void
add_id(struct ids *out, struct map *seen, int64_t id)
{
	bool added;

	map_put_u64(seen, (uint64_t)id, &added);
	if (added)
		*ARR_ADD(&out->list) = id;
}

/* A record that was found, or is left out under --keep-going. */
static int
take_id(struct cli *c, int rc, int64_t id, struct ids *out, struct map *seen,
	struct err *e)
{
	if (rc == ERR_OK) {
		add_id(out, seen, id);
		return ERR_OK;
	}
	if (!cli_flag(c, "keep-going") || !cli_row_fault(rc))
		return rc;
	cli_reject(c, e);
	return ERR_OK;
}

/* A record by number or by a name of its own: never by a search. */
static int
named_record(struct cli *c, const struct entity *en, struct str word,
	int64_t *id, struct err *e)
{
	bool sure = all_digits(word) || en->key ||
		str_find(word, '/') < word.n || str_find(word, '@') < word.n ||
		str_find(word, '.') < word.n || str_starts(word, "ext:");

	if (!sure && (c->verb->mode & VERB_CHANGE))
		return refuse_word(en, word, e);
	return model_resolve(&c->model, en, word, id, e);
}

/* ---- "-": ids, one a line, or parted by NUL ---------------------------- */

static int
input_ids(struct cli *c, const struct entity *en, struct ids *out,
	struct map *seen, struct err *e)
{
	struct str rest = buf_view(&c->private->input), line;
	char end = str_find(rest, '\0') < rest.n ? '\0' : '\n';
	int64_t id = 0;
	int rc = ERR_OK, n = 0;

	while (rc == ERR_OK && rest.p && str_split(&rest, end, &line)) {
		n++;
		line = str_trim(line);
		if (!line.n)
			continue;
		rc = model_resolve(&c->model, en, line, &id, e);
		if (rc)
			err_at(e, "standard input", n, 1);
		rc = take_id(c, rc, id, out, seen, e);
	}
	return rc;
}

/* ---- filter words ------------------------------------------------------ */

struct gather {
	struct ids *out;
	struct map *seen;
};

static int
gather_one(void *arg, const void *rec, struct err *e)
{
	struct gather *g = arg;

	(void)e;
	add_id(g->out, g->seen, ((const struct common *)rec)->id);
	return ERR_OK;
}

static int
filter_ids(struct cli *c, const struct entity *en, const struct str *words,
	size_t n, struct ids *out, struct map *seen, struct err *e)
{
	struct query_spec spec = {
		.words = words,
		.nwords = n,
		.no_bare = true,
	};
	struct gather g = {out, seen};
	struct want want = {0};
	struct query *q;
	int rc = query_compile(cli_query_env(c), en, &spec, &q, e);

	if (rc)
		return rc;
	want_add(&want, TAG_ID);
	query_wants(q, &want);
	rc = select_each(c, en, q, &want, gather_one, &g, e);
	select_note_apart(c, en, q);
	ARR_FREE(&want.tags);
	query_end(q);
	return rc;
}

/* ---- all of it --------------------------------------------------------- */

static int
nothing_given(struct cli *c, const struct entity *en, struct err *e)
{
	err_set(e, ERR_USAGE, "no %s given", en->name);
	return err_hint(e, "give ids, - for ids on standard input%s",
		c->verb->mode & VERB_CHANGE
			? ", filter words, or --all" : " or filter words");
}

static int
words_or_records(struct cli *c, const struct entity *en, size_t from,
	size_t to, struct ids *out, struct map *seen, struct err *e)
{
	size_t filters = 0;
	int64_t id = 0;
	int rc = ERR_OK;

	for (size_t i = from; i < to; i++)
		filters += is_filter(c->args[i]);
	if (filters == to - from)
		return filter_ids(c, en, c->args + from, to - from, out, seen,
			e);
	for (size_t i = from; rc == ERR_OK && i < to; i++) {
		if (is_filter(c->args[i]))
			return err_set(e, ERR_USAGE, "'%.*s': filter words "
				"and ids do not go together",
				STR_SHORT(c->args[i]));
		if (!c->private->words.v[i].literal &&
			str_is(c->args[i], "-")) {
			rc = input_ids(c, en, out, seen, e);
			continue;
		}
		rc = named_record(c, en, c->args[i], &id, e);
		rc = take_id(c, rc, id, out, seen, e);
	}
	return rc;
}

static int
check_rev(struct cli *c, const struct entity *en, const struct ids *ids,
	struct err *e)
{
	struct common *rec;
	void *got;
	int64_t rev;
	int rc;

	if (!cli_int(c, "if-rev", &rev))
		return ERR_OK;
	if (ids->list.n != 1)
		return err_set(e, ERR_USAGE, "--if-rev: is about one %s, not "
			"%zu", en->name, ids->list.n);
	rc = model_get(&c->model, en, ids->list.v[0], &got, e);
	if (rc)
		return rc;
	rec = got;
	if (rec->rev == rev)
		return ERR_OK;
	err_set(e, ERR_AGAIN, "%s: its revision is %lld, not %lld",
		cli_ref(c, en, rec->id), (long long)rec->rev, (long long)rev);
	return err_hint(e, "someone changed it: look again");
}

int
cli_targets(struct cli *c, const struct entity *en, size_t from, size_t to,
	struct ids *out, struct err *e)
{
	struct map seen = {0};
	bool all = cli_flag(c, "all");
	int rc;

	if (all && from < to)
		return err_set(e, ERR_USAGE, "--all: goes without ids and "
			"filter words");
	if (!all && from >= to)
		return nothing_given(c, en, e);
	rc = all ? filter_ids(c, en, NULL, 0, out, &seen, e)
		 : words_or_records(c, en, from, to, out, &seen, e);
	if (rc == ERR_OK)
		rc = check_rev(c, en, out, e);
	map_free(&seen);
	return rc;
}

int
cli_each(struct cli *c, const struct entity *en, const struct ids *ids,
	int (*fn)(struct cli *, const struct entity *, int64_t, struct err *),
	struct err *e)
{
	bool go_on = cli_flag(c, "keep-going");
	int rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < ids->list.n; i++) {
		rc = fn(c, en, ids->list.v[i], e);
		if (rc == ERR_OK)
			cli_kept(c);
		if (rc && go_on && cli_row_fault(rc)) {
			cli_reject(c, e);
			rc = ERR_OK;
		}
	}
	return rc;
}

bool
cli_row_fault(int rc)
{
	return rc == ERR_NO || rc == ERR_USAGE || rc == ERR_DATA ||
		rc == ERR_AGAIN;
}

int
cli_refuse(const struct cli *c, const char *const *names, struct err *e)
{
	for (; *names; names++)
		if (cli_flag(c, *names))
			return err_set(e, ERR_USAGE, "--%s: is of no use here",
				*names);
	return ERR_OK;
}
