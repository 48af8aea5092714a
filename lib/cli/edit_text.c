#include "cli/edit.h"

static bool
editable(const struct field *f)
{
	return field_is_settable(f) && !(f->flags & F_FIXED);
}

static void
print_value(struct str text, struct buf *out)
{
	struct str line;
	bool first = true;

	while (text.n && str_split(&text, '\n', &line)) {
		buf_cstr(out, first ? " " : "  ");
		buf_str(out, line);
		buf_char(out, '\n');
		first = false;
	}
	if (first)
		buf_char(out, '\n');
}

void
edit_print(struct cli *c, const struct entity *en, const void *rec,
	struct buf *out)
{
	const struct common *common = rec;
	const struct currency *money = record_currency(en, rec,
		c->model.policy->base);
	struct buf value = {0};

	buf_fmt(out, "# %s, revision %lld\n"
		"# A field without a value is cleared. Further lines of a text "
		"are indented.\n", cli_ref(c, en, common->id),
		(long long)common->rev);
	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (!editable(f))
			continue;
		buf_reset(&value);
		if (!field_is_null(f, rec))
			value_print(&c->model.scope, f, field_get(f, rec),
				money, &value);
		buf_fmt(out, "%s:", f->name);
		print_value(buf_view(&value), out);
	}
	buf_free(&value);
}

/* ---- back -------------------------------------------------------------- */

struct entry {
	struct str name;
	struct buf value;
	int line;
};

struct reader {
	struct str rest;
	int line;
};

/* The next entry with the lines that belong to it; false at the end. A line
 * that is none has a null name. */
static bool
next_entry(struct reader *r, struct entry *out)
{
	struct str line, peek;
	size_t colon;

	buf_reset(&out->value);
	do {
		if (!r->rest.n || !str_split(&r->rest, '\n', &line))
			return false;
		r->line++;
	} while (!str_trim(line).n || *line.p == '#');
	out->line = r->line;
	colon = str_find(line, ':');
	out->name = colon < line.n ? str_trim(str_cut(line, 0, colon))
				   : STR_NULL;
	if (!out->name.p)
		return true;
	buf_str(&out->value, str_trim(str_cut(line, colon + 1, line.n)));
	for (peek = r->rest; peek.n && str_split(&peek, '\n', &line);) {
		if (line.n && *line.p != ' ' && *line.p != '\t')
			break;
		if (!line.n && (!peek.n || (*peek.p != ' ' && *peek.p != '\t')))
			break;
		buf_char(&out->value, '\n');
		if (line.n)
			buf_str(&out->value, str_cut(line,
				line.n > 1 && line.p[1] == ' ' ? 2 : 1,
				line.n));
		r->rest = peek;
		r->line++;
	}
	return true;
}

static struct str
value_before(const struct edit *x, struct str name, struct arena *a)
{
	struct reader r = {.rest = buf_view(&x->before)};
	struct entry each = {0};
	struct str found = STR_NULL;

	while (!found.p && next_entry(&r, &each))
		if (str_eq(each.name, name))
			found = each.value.p
				? arena_str(a, buf_view(&each.value))
				: STR("");
	buf_free(&each.value);
	return found;
}

static int
take_entry(struct cli *c, const struct entity *en, const struct edit *x,
	const struct entry *entry, struct settings *out, struct err *e)
{
	const struct field *f = entry->name.p
		? entity_field(en, entry->name) : NULL;
	struct str value = str_trim(buf_view(&entry->value)), before;

	if (!f || !editable(f)) {
		err_set(e, ERR_USAGE, entry->name.p
			? "'%.*s': no field that can be set"
			: "a line is 'field: value'%.*s",
			STR_SHORT(entry->name));
		return err_at(e, x->path, entry->line, 1);
	}
	before = value_before(x, entry->name, &c->arena);
	if (before.p && str_eq(str_trim(before), value))
		return ERR_OK;
	*ARR_ADD(&out->list) = (struct setting){
		.field = f,
		.text = value.n ? arena_str(&c->arena, value) : STR_NULL,
		.name = str_of(f->name),
		.whole = true,
		.at = (size_t)entry->line,
	};
	return ERR_OK;
}

int
edit_parse(struct cli *c, const struct entity *en, const struct edit *x,
	struct settings *out, struct err *e)
{
	struct reader r = {.rest = buf_view(&x->after)};
	struct entry each = {0};
	int rc = ERR_OK;

	while (rc == ERR_OK && next_entry(&r, &each))
		rc = take_entry(c, en, x, &each, out, e);
	buf_free(&each.value);
	return rc;
}
