#include "base/map.h"
#include "base/num.h"
#include "base/utf8.h"
#include "out/template.h"

struct reader {
	struct str text;
	size_t at;
	struct arena *arena;
	struct template *t;
	struct buf literal;
	struct err *e;
};

static int
col_of(const struct reader *r, size_t at)
{
	int col = 1;

	for (size_t i = 0; i < at; i++)
		col += (r->text.p[i] & 0xc0) != 0x80;
	return col;
}

/* Say where, of a fault that was just set. */
static int
fault_at(struct reader *r, size_t at)
{
	return err_at(r->e, "template", 1, col_of(r, at));
}

static char
peek(const struct reader *r)
{
	return r->at < r->text.n ? r->text.p[r->at] : '\0';
}

static void
literal_end(struct reader *r)
{
	if (r->literal.n)
		*ARR_ADD(&r->t->parts) = (struct template_part){
			.literal = arena_str(r->arena, buf_view(&r->literal)),
		};
	buf_reset(&r->literal);
}

static int
read_escape(struct reader *r)
{
	static const struct {
		char letter, is;
		enum template_end end;
	} escapes[] = {
		{'t', '\t', END_OPEN},
		{'n', '\n', END_LINE},
		{'0', '\0', END_NUL},
		{'\\', '\\', END_OPEN},
	};
	char c = r->at + 1 < r->text.n ? r->text.p[r->at + 1] : '\0';

	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		if (c != escapes[i].letter)
			continue;
		buf_char(&r->literal, escapes[i].is);
		r->at += 2;
		r->t->end = escapes[i].end;
		return ERR_OK;
	}
	err_set(r->e, ERR_USAGE, "unknown escape: only \\t, \\n, \\\\ and \\0");
	return fault_at(r, r->at);
}

/* A number from 1 on, where there is one. */
static int
read_number(struct reader *r, size_t *out)
{
	size_t from = r->at;
	int64_t n;

	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	if (r->at == from)
		return ERR_OK;
	if (r->text.p[from] == '0' ||
		num_parse(str_cut(r->text, from, r->at), 1, TEMPLATE_WIDTH_MAX,
			&n, r->e)) {
		err_set(r->e, ERR_USAGE, "'%.*s': a width is 1 to %d",
			STR_SHORT(str_cut(r->text, from, r->at)),
			TEMPLATE_WIDTH_MAX);
		return fault_at(r, from);
	}
	*out = (size_t)n;
	return ERR_OK;
}

/* What stands behind the colon. */
static int
read_form(struct reader *r, struct template_part *part)
{
	static const char sides[] = "<>^";
	const char *side = peek(r) ? strchr(sides, peek(r)) : NULL;
	size_t from = r->at;

	if (side) {
		part->align = (enum template_align)(ALIGN_LEFT + side - sides);
		r->at++;
	}
	if (read_number(r, &part->width))
		return ERR_USAGE;
	if (peek(r) == '.') {
		r->at++;
		if (read_number(r, &part->crop))
			return ERR_USAGE;
		if (!part->crop) {
			err_set(r->e, ERR_USAGE,
				"a number must follow the point");
			return fault_at(r, r->at);
		}
	}
	if (peek(r) == '}' && part->width + part->crop)
		return ERR_OK;
	err_set(r->e, ERR_USAGE,
		"not a form: a side (< > ^), a width, a point and the most "
		"columns, such as >12 or 20.20");
	return fault_at(r, from);
}

static int
read_column(struct reader *r)
{
	struct template_part part = {0};
	size_t open = r->at++, from = r->at;

	while (r->at < r->text.n && !strchr("{}:\\", peek(r)))
		r->at++;
	part.name = arena_str(r->arena, str_cut(r->text, from, r->at));
	if (peek(r) == ':') {
		r->at++;
		if (read_form(r, &part))
			return ERR_USAGE;
	}
	if (peek(r) != '}') {
		err_set(r->e, ERR_USAGE, "'{' is never closed; one that is "
			"meant as such is written '{{'");
		return fault_at(r, open);
	}
	if (!part.name.n) {
		err_set(r->e, ERR_USAGE, "there is no name between the braces");
		return fault_at(r, open);
	}
	part.col = col_of(r, from);
	r->at++;
	literal_end(r);
	r->t->end = END_OPEN;
	*ARR_ADD(&r->t->parts) = part;
	return ERR_OK;
}

static int
read_one(struct reader *r)
{
	char c = peek(r);
	bool twice = r->at + 1 < r->text.n && r->text.p[r->at + 1] == c;

	if (c == '\\')
		return read_escape(r);
	if (c == '{' && !twice)
		return read_column(r);
	if (c == '}' && !twice) {
		err_set(r->e, ERR_USAGE, "'}' closes nothing; one that is "
			"meant as such is written '}}'");
		return fault_at(r, r->at);
	}
	buf_char(&r->literal, c);
	r->at += c == '{' || c == '}' ? 2 : 1;
	r->t->end = END_OPEN;
	return ERR_OK;
}

int
template_parse(struct arena *a, struct str text, struct template *t,
	struct err *e)
{
	struct reader r = {.text = text, .arena = a, .t = t, .e = e};
	size_t bad = utf8_valid(text);
	int code = ERR_OK;

	*t = (struct template){0};
	if (!text.n)
		return err_set(e, ERR_USAGE, "template: it is empty");
	if (bad < text.n) {
		err_set(e, ERR_USAGE, "not UTF-8");
		return fault_at(&r, bad);
	}
	while (r.at < text.n && !code)
		code = read_one(&r);
	literal_end(&r);
	buf_free(&r.literal);
	return code;
}

void
template_names(const struct template *t, struct buf *out)
{
	struct map seen = {0};
	bool added;

	for (size_t i = 0; i < t->parts.n; i++) {
		const struct template_part *part = &t->parts.v[i];

		if (part->literal.p)
			continue;
		map_put(&seen, part->name, &added);
		if (!added)
			continue;
		if (seen.n > 1)
			buf_char(out, ',');
		buf_str(out, part->name);
	}
	map_free(&seen);
}

void
template_free(struct template *t)
{
	ARR_FREE(&t->parts);
}
