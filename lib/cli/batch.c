#include "cli/inside.h"

struct batch {
	struct cli *c;
	const struct entity *en;
	struct records *in;
	bool create, upsert;
	const struct setting *of; /* what all are part of, or NULL */
	bool unknown;	    /* a field was named that does not exist */
	struct map ignored; /* keys that cannot be set */
};

/* "amount_minor" stands beside "amount" in our own JSON. */
static bool
is_minor(const struct entity *en, struct str key)
{
	const struct field *f;

	if (!str_ends(key, "_minor"))
		return false;
	f = entity_field(en, str_cut(key, 0, key.n - strlen("_minor")));
	return f && type_is_money(f->type);
}

static int
unknown_key(struct batch *b, struct str key, struct err *e)
{
	const struct field *near = entity_near(b->en, key);

	b->unknown = true;
	err_set(e, ERR_USAGE, "'%.*s': no such field of %s", STR_SHORT(key),
		b->en->name);
	if (near)
		err_hint(e, "did you mean '%s'?", near->name);
	return ERR_USAGE;
}

/* One key of a record: a setting, the id, or something that follows from
 * others and is left alone. */
static int
take_key(struct batch *b, const struct rec_value *v, size_t at,
	struct settings *out, int64_t *id, struct err *e)
{
	const struct field *f = entity_field(b->en, v->key);
	struct path path;

	if (f && f->tag == TAG_ID) {
		if (v->text.p && num_parse(v->text, 1, INT64_MAX, id, e))
			return err_set(e, ERR_DATA, "id: '%.*s' is no number",
				STR_SHORT(v->text));
		return ERR_OK;
	}
	if (f && field_is_settable(f)) {
		*ARR_ADD(&out->list) = (struct setting){
			.field = f,
			.text = v->text,
			.name = v->key,
			.whole = true,
			.at = at,
		};
		return ERR_OK;
	}
	if (!f && !is_minor(b->en, v->key) &&
		(str_find(v->key, '.') == v->key.n ||
			path_resolve(cli_query_env(b->c), b->en, v->key,
				&path, e)))
		return unknown_key(b, v->key, e);
	map_put(&b->ignored, v->key, NULL);
	return ERR_OK;
}

/* In a new record what is unset takes its default. */
static void
drop_unset(struct settings *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->list.n; i++)
		if (s->list.v[i].text.p)
			s->list.v[n++] = s->list.v[i];
	s->list.n = n;
}

/* The fields of a row, then those given as options, which hold for all. */
static int
take_row(struct batch *b, const struct rec_row *row, struct settings *s,
	int64_t *id, struct err *e)
{
	size_t n;
	int rc = ERR_OK;

	for (size_t i = 0; rc == ERR_OK && i < row->n; i++) {
		rc = take_key(b, &row->v[i], i, s, id, e);
		if (rc)
			return records_at(b->in, i, e);
	}
	n = s->list.n;
	if (b->of)
		*ARR_ADD(&s->list) = *b->of;
	else
		rc = fields_given(b->c, b->en, s, e);
	for (; n < s->list.n; n++)
		s->list.v[n].at = row->n;
	return rc;
}

static void
print_id(struct cli *c, int64_t id)
{
	struct buf line = {0};

	buf_fmt(&line, "%lld\n", (long long)id);
	out_add(&c->out, buf_view(&line));
	buf_free(&line);
}

static int
save_row(struct batch *b, const struct rec_row *row, struct settings *s,
	struct err *e)
{
	struct save save = {
		.en = b->en,
		.settings = s,
		.create = b->create,
		.upsert = b->upsert,
	};
	struct str by;
	int64_t found = 0;
	int rc = take_row(b, row, s, &save.id, e);

	if (rc)
		return rc;
	if (save.id && b->create && !b->upsert) {
		err_set(e, ERR_DATA, "id: the store gives ids to new records");
		return err_hint(e, "to change records: set --from, or "
			"--upsert");
	}
	if (!save.id)
		rc = save_find(b->c, b->en, s, &found, &by, e);
	if (rc == ERR_OK && !save.id && !found)
		drop_unset(s);
	if (rc == ERR_OK)
		rc = save_record(b->c, &save, e);
	if (rc == ERR_OK && b->create && !b->of && !b->c->dry_run)
		print_id(b->c, save.id);
	return rc;
}

static int
one_row(struct batch *b, const struct rec_row *row, struct err *e)
{
	struct settings s = {0};
	int rc = save_row(b, row, &s, e);

	if (rc && !e->line)
		records_at(b->in, s.bad ? s.bad->at : row->n, e);
	/* a value that names nothing is bad data, unlike a row that does */
	if (rc == ERR_NO && s.bad)
		rc = e->code = ERR_DATA;
	if (rc == ERR_OK)
		cli_kept(b->c);
	/* never for a field that does not exist */
	if (rc && !b->unknown && cli_row_fault(rc) &&
		cli_flag(b->c, "keep-going")) {
		cli_reject(b->c, e);
		rc = ERR_OK;
	}
	ARR_FREE(&s.list);
	return rc;
}

/* What a header names is looked at once, rows or none. */
static int
check_header(struct batch *b, struct err *e)
{
	struct settings s = {0};
	struct rec_row row;
	int64_t id = 0;
	int rc = ERR_OK;

	records_header(b->in, &row);
	for (size_t i = 0; rc == ERR_OK && i < row.n; i++) {
		rc = take_key(b, &row.v[i], i, &s, &id, e);
		if (rc)
			records_at(b->in, i, e);
	}
	ARR_FREE(&s.list);
	return rc;
}

static int
all_rows(struct batch *b, struct err *e)
{
	struct rec_row row;
	bool more = true;
	int rc = check_header(b, e);

	while (rc == ERR_OK && more) {
		rc = records_next(b->in, &row, &more, e);
		if (rc == ERR_OK && more)
			rc = one_row(b, &row, e);
		else if (rc && cli_flag(b->c, "keep-going") &&
			cli_row_fault(rc)) {
			cli_reject(b->c, e);
			rc = ERR_OK;
		}
	}
	return rc;
}

static void
note_ignored(struct batch *b)
{
	struct buf names = {0};

	for (size_t i = 0; i < b->ignored.n; i++)
		buf_fmt(&names, "%s%.*s", i ? ", " : "",
			STR_F(b->ignored.v[i].key));
	if (names.n)
		cli_say(b->c, "not set, they follow from other fields: %s",
			names.p);
	buf_free(&names);
}

static int
check_use(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"all", "if-rev"};

	for (size_t i = 0; i < sizeof alien / sizeof *alien; i++)
		if (cli_flag(c, alien[i]))
			return err_set(e, ERR_USAGE, "--%s: does not go with "
				"--from", alien[i]);
	if (c->nargs)
		return err_set(e, ERR_USAGE, "'%.*s': --from goes without "
			"arguments", STR_SHORT(c->args[0]));
	return ERR_OK;
}

int
cli_add_parts(struct cli *c, const struct entity *en, struct str of,
	const char *columns, struct err *e)
{
	const struct field *f = entity_tag(en, en->parent);
	struct setting parent = {.field = f, .text = of,
		.name = str_of(f->name)};
	struct batch b = {.c = c, .en = en, .create = true, .of = &parent};
	int rc = records_open(c, en, columns, &b.in, e);

	if (rc)
		return rc;
	rc = all_rows(&b, e);
	records_close(b.in);
	if (rc == ERR_OK)
		note_ignored(&b);
	map_free(&b.ignored);
	return rc;
}

int
batch_run(struct cli *c, bool create, struct err *e)
{
	struct batch b = {
		.c = c,
		.en = c->entity,
		.create = create,
		.upsert = cli_flag(c, "upsert"),
	};
	int rc;

	if (check_use(c, e))
		return ERR_USAGE;
	rc = records_open(c, b.en, NULL, &b.in, e);
	if (rc)
		return rc;
	rc = all_rows(&b, e);
	records_close(b.in);
	if (rc == ERR_OK) {
		note_ignored(&b);
		tally_say(c, c->entity);
	}
	if (rc == ERR_OK && c->private->rejected)
		cli_say(c, "%zu left out", c->private->rejected);
	map_free(&b.ignored);
	return rc;
}
