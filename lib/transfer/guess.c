#include "transfer/guess_part.h"

enum { LOOK_ROWS = 100 * 1000, SAMPLE = 3 };

static const char *const date_names[] = {"", "iso", "dmy", "mdy", "ymd"};

struct guess {
	struct model *m;
	const struct entity *en;
	struct rows rows;
	struct look look;
	struct arena arena;
	struct buf *out;
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

/* What is said of a field beside its name, and what is left to say. */
struct note {
	struct buf said, open;
};

static void
note_date(const struct column_look *c, struct note *n)
{
	bool sure;
	enum date_form form = look_date(c, &sure);

	if (form == DATE_UNSAID)
		buf_cstr(&n->open, "its dates are of no known form");
	else if (form != DATE_ISO)
		buf_fmt(&n->said, ", date: %s", date_names[form]);
	if (!sure)
		buf_cstr(&n->open, "or mdy: no day above 12 tells");
}

static void
note_number(const struct column_look *c, struct note *n)
{
	static const char *const names[] = {"", "plain", "us", "eu"};
	bool sure;
	enum number_form form = look_number(c, &sure);

	if (form == NUMBER_UNSAID && c->cells)
		buf_cstr(&n->open, "its numbers are of no known form");
	else if (form > NUMBER_PLAIN)
		buf_fmt(&n->said, ", number: %s", names[form]);
	if (!sure)
		buf_cstr(&n->open, "or eu: nothing tells them apart");
}

/* The word of a list that a cell means. */
static struct str
meant(const struct choice *list, struct str cell)
{
	struct buf want = {0}, have = {0};
	struct str found = STR_NULL;

	rows_fold(cell, &want);
	for (; list && list->word && !found.p; list++) {
		buf_reset(&have);
		rows_fold(str_of(list->word), &have);
		if (str_eq(buf_view(&want), buf_view(&have)))
			found = str_of(list->word);
		buf_reset(&have);
		if (list->help)
			rows_fold(str_of(list->help), &have);
		if (!found.p && have.n &&
			str_eq(buf_view(&want), buf_view(&have)))
			found = str_of(list->word);
	}
	buf_free(&want);
	buf_free(&have);
	return found;
}

static void
note_words(struct guess *g, const struct column_look *c, struct note *n)
{
	const struct choice *list = g->m->scope.choices(&g->m->scope, c->field,
		NULL);
	size_t said = 0, unknown = 0;

	for (size_t i = 0; list && i < c->words.n; i++) {
		struct str cell = c->words.v[i].key, word = meant(list, cell);

		if (!word.p) {
			buf_cstr(&n->open, unknown++ ? ", "
				: "words to be given a meaning: ");
			yaml_quote(cell, true, &n->open);
			continue;
		}
		if (str_eq(word, cell))
			continue;
		buf_cstr(&n->said, said++ ? ", " : ", values: {");
		yaml_quote(cell, true, &n->said);
		buf_cstr(&n->said, ": ");
		yaml_quote(word, true, &n->said);
	}
	if (said)
		buf_char(&n->said, '}');
}

static void
note_ref(struct guess *g, const struct field *f, struct note *n)
{
	const struct entity *en = model_entity(g->m, f->ref);
	const struct field *title = entity_tag(en, en->title);

	if (!title || !(title->flags & F_INDEX))
		return;
	buf_cstr(&n->said, ", ref: {by: name}");
	buf_cstr(&n->open, "create: true makes what is missing");
}

static void
note_field(struct guess *g, const struct column_look *c, struct note *n)
{
	const struct field *f = c->field;

	if (f->type == T_DAY || f->type == T_INSTANT || f->type == T_WHEN)
		note_date(c, n);
	else if (f->type == T_INT || f->type == T_MONEY ||
		f->type == T_PERCENT || f->type == T_DECIMAL)
		note_number(c, n);
	else if (f->type == T_ENUM)
		note_words(g, c, n);
	else if (f->type == T_REF)
		note_ref(g, f, n);
	else if (f->tag == g->en->key)
		buf_cstr(&n->said, ", case: key");
}

static void
put_column(struct guess *g, const struct column_look *c)
{
	struct note n = {0};

	buf_cstr(g->out, c->field ? "  " : "  # ");
	yaml_quote(c->name, false, g->out);
	buf_char(g->out, ':');
	if (c->field) {
		note_field(g, c, &n);
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
		return;
	}
	buf_cstr(g->out, "# key: {ext: SOURCE, column: COLUMN}  # without it "
		"a row is known by its content\n");
}

static void
put_missing(struct guess *g)
{
	for (size_t i = 0; i < g->en->nfields; i++) {
		const struct field *f = &g->en->fields[i];
		bool given = false;

		for (size_t k = 0; k < g->look.n; k++)
			given |= g->look.v[k].field == f;
		/* words have a first one, which is the default */
		if ((f->flags & F_REQUIRED) && !given && f->type != T_ENUM)
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
				date_names[form], sure ? "" : "  # or mdy");
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
