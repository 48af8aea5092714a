#include "transfer/guess_part.h"

enum { LOOK_ROWS = 100 * 1000, SAMPLE = 3 };

struct guess {
	struct model *m;
	const struct entity *en;
	struct rows rows;
	struct look look;
	struct arena arena;
	struct buf *out;
	struct str key; /* column of the external id, or null */
};

/* ---- looking ------------------------------------------------------------- */

/* Of JSON the columns are the keys there are. */
static int
find_keys(struct guess *g, const struct source *source, struct err *e)
{
	struct rows probe;
	bool more = true;
	int rc = rows_open(&probe, source, NULL, e);

	for (int i = 0; rc == 0 && more && i < LOOK_ROWS; i++) {
		rc = rows_next(&probe, &more, e);
		for (size_t k = 0; rc == 0 && more && k < probe.record.n; k++)
			rows_column(&g->rows, arena_str(&g->arena,
				probe.record.v[k].key));
	}
	rows_close(&probe);
	return rc;
}

static int
look(struct guess *g, struct err *e)
{
	bool more = true;
	int rc = 0;

	g->look.n = g->rows.names.n;
	g->look.v = arena_array(&g->arena, g->look.n, sizeof *g->look.v);
	for (size_t i = 0; i < g->look.n; i++)
		look_begin(&g->look.v[i], g->rows.names.v[i]);
	while (rc == 0 && g->look.rows < LOOK_ROWS) {
		rc = rows_next(&g->rows, &more, e);
		if (rc || !more)
			break;
		g->look.rows++;
		for (size_t i = 0; i < g->look.n; i++)
			look_cell(&g->look.v[i], g->rows.cells[i]);
	}
	return rc;
}

/* A field goes to the first column that seems to give it. */
static void
match(struct guess *g)
{
	for (size_t i = 0; i < g->look.n; i++) {
		struct column_look *c = &g->look.v[i];
		const struct field *f = guess_field(g->en, c->name);

		for (size_t k = 0; f && k < i; k++)
			if (g->look.v[k].field == f)
				f = NULL;
		c->field = f;
	}
}

/* ---- telling ------------------------------------------------------------- */

static void
put_sample(struct guess *g, const struct column_look *c)
{
	struct buf b = {0};

	if (!c->cells) {
		buf_cstr(g->out, "  # empty");
		return;
	}
	buf_cstr(g->out, "  # ");
	for (size_t i = 0; i < c->words.n && i < SAMPLE; i++) {
		buf_reset(&b);
		buf_fmt(&b, "%s%.*s", i ? ", " : "",
			STR_SHORT(c->words.v[i].key));
		for (size_t k = 0; k < b.n; k++)
			if ((unsigned char)b.p[k] < ' ' || b.p[k] == 0x7f)
				b.p[k] = ' ';
		buf_str(g->out, buf_view(&b));
	}
	if (c->words.n > SAMPLE || c->many)
		buf_cstr(g->out, ", ...");
	buf_free(&b);
}

static bool
is_given(const struct guess *g, const struct field *f)
{
	for (size_t i = 0; i < g->look.n; i++)
		if (g->look.v[i].field == f)
			return true;
	return false;
}

/* A record's key is made of its name, and the other way around, where the file
 * has one of the two. */
static const struct field *
paired(const struct guess *g, const struct field *f)
{
	const struct field *key = entity_tag(g->en, g->en->key);
	const struct field *title = entity_tag(g->en, g->en->title);

	return !key || !title ? NULL : f == key ? title : f == title ? key
								     : NULL;
}

static bool
gives_both(const struct guess *g, const struct field *f)
{
	const struct field *other = paired(g, f);

	return other && !is_given(g, other);
}

static bool
is_paired(const struct guess *g, const struct field *f)
{
	const struct field *other = paired(g, f);

	return other && is_given(g, other);
}

static void
put_column(struct guess *g, const struct column_look *c)
{
	struct note n = {0};

	buf_cstr(g->out, c->field ? "  " : "  # ");
	yaml_quote(c->name, false, g->out);
	buf_char(g->out, ':');
	if (c->field && gives_both(g, c->field)) {
		buf_fmt(g->out, " [{field: %s, case: key}, %s]",
			entity_tag(g->en, g->en->key)->name,
			entity_tag(g->en, g->en->title)->name);
	} else if (c->field) {
		note_field(g->m, g->en, c, &n);
		if (n.said.n)
			buf_fmt(g->out, " {field: %s%.*s}", c->field->name,
				(int)n.said.n, n.said.p);
		else
			buf_fmt(g->out, " %s", c->field->name);
	}
	if (n.open.n)
		buf_fmt(g->out, "  # %.*s", (int)n.open.n, n.open.p);
	else
		put_sample(g, c);
	buf_char(g->out, '\n');
	buf_free(&n.said);
	buf_free(&n.open);
}

static bool
names_an_id(struct str name)
{
	struct buf b = {0};
	bool id;

	rows_fold(name, &b);
	id = str_ends(buf_view(&b), "id") || str_is(buf_view(&b), "key") ||
		str_ends(buf_view(&b), "number");
	buf_free(&b);
	return id;
}

/* Rows refer to others by name: accounts to their parents. */
static bool
names_itself(const struct guess *g)
{
	const struct field *title = entity_tag(g->en, g->en->title);
	bool named = false, refers = false;

	for (size_t i = 0; i < g->look.n; i++) {
		const struct column_look *c = &g->look.v[i];

		named |= title && c->field == title && !c->empty && !c->twice;
		refers |= c->field && c->field->type == T_REF &&
			c->field->ref == g->en->number;
	}
	return named && refers && (title->flags & F_INDEX);
}

/* A column whose cells are all there and all different. */
static void
put_key(struct guess *g)
{
	for (size_t i = 0; i < g->look.n; i++) {
		const struct column_look *c = &g->look.v[i];

		if (c->empty || c->twice || !c->cells ||
			!names_an_id(c->name))
			continue;
		buf_cstr(g->out, "key: {ext: source, column: ");
		yaml_quote(c->name, true, g->out);
		buf_cstr(g->out, "}  # name the source: hubspot, maven\n");
		g->key = c->name;
		return;
	}
	if (names_itself(g)) {
		buf_cstr(g->out, "key: name\n");
		return;
	}
	buf_cstr(g->out, "# key: {ext: SOURCE, column: COLUMN}  # without it "
		"a row is known by its content\n");
}

/* What is called by nothing is called by its key. */
static void
put_title(struct guess *g, const struct field *f)
{
	struct buf parts = {0};

	buf_fmt(&parts, "{%.*s}", STR_F(g->key));
	buf_fmt(g->out, "set:\n  %s: {parts: ", f->name);
	yaml_quote(buf_view(&parts), true, g->out);
	buf_fmt(g->out, "}  # %s is required\n", f->name);
	buf_free(&parts);
}

static void
put_missing(struct guess *g)
{
	for (size_t i = 0; i < g->en->nfields; i++) {
		const struct field *f = &g->en->fields[i];

		/* words have a first one, which is the default */
		if (!(f->flags & F_REQUIRED) || f->type == T_ENUM ||
			is_given(g, f) || is_paired(g, f))
			continue;
		if (f->tag == g->en->title && g->key.p)
			put_title(g, f);
		else
			buf_fmt(g->out, "# %s is required, as in constants: "
				"{%s: ...} or set: {%s: {parts: \"{COLUMN}\"}}"
				"\n", f->name, f->name, f->name);
	}
}

/* Dates that are no fields may be steps of a history. */
static void
put_history(struct guess *g)
{
	bool sure, begun = false;

	for (size_t i = 0; i < g->look.n; i++) {
		const struct column_look *c = &g->look.v[i];
		enum date_form form = look_date(c, &sure);

		if (c->field || form == DATE_UNSAID || c->number[NUMBER_PLAIN])
			continue;
		if (!begun)
			buf_cstr(g->out, "# history:\n");
		begun = true;
		buf_cstr(g->out, "#   - at: ");
		yaml_quote(c->name, true, g->out);
		if (form != DATE_ISO)
			buf_fmt(g->out, "\n#     date: %s%s",
				date_form_name(form), sure ? "" : "  # or mdy");
		buf_cstr(g->out, "\n#     set: {FIELD: VALUE}\n");
	}
}

static void
put_map(struct guess *g)
{
	buf_fmt(g->out, "# Begun by pipe import --guess from %s, %llu rows: "
		"look it over.\nentity: %s\n", g->rows.source->name,
		(unsigned long long)g->look.rows, g->en->name);
	if (g->rows.kind == SOURCE_CSV && g->rows.csv.delimiter != ',') {
		buf_cstr(g->out, "delimiter: ");
		if (g->rows.csv.delimiter == '\t')
			buf_cstr(g->out, "tab\n");
		else
			buf_fmt(g->out, "\"%c\"\n", g->rows.csv.delimiter);
	}
	put_key(g);
	buf_cstr(g->out, "columns:\n");
	for (size_t i = 0; i < g->look.n; i++)
		if (g->look.v[i].name.n)
			put_column(g, &g->look.v[i]);
	put_missing(g);
	put_history(g);
}

int
guess_map(struct model *m, int entity, const struct source *source,
	struct buf *out, struct err *e)
{
	struct guess g = {.m = m, .out = out};
	int rc = rows_open(&g.rows, source, NULL, e);

	if (rc == 0 && g.rows.kind != SOURCE_CSV)
		rc = find_keys(&g, source, e);
	if (rc == 0)
		rc = look(&g, e);
	if (rc == 0) {
		g.en = entity ? model_entity(m, entity)
			      : guess_entity(&m->schema, &g.look);
		if (!g.en)
			rc = err_set(e, ERR_USAGE, "%s: no header tells what "
				"the rows are", source->name);
	}
	if (rc == 0) {
		match(&g);
		put_map(&g);
	}
	for (size_t i = 0; i < g.look.n; i++)
		look_end(&g.look.v[i]);
	rows_close(&g.rows);
	arena_free(&g.arena);
	return rc;
}
