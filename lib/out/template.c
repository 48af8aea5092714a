#include "base/utf8.h"
#include "out/backend.h"
#include "out/template.h"

struct form {
	struct template t;
	size_t *columns; /* which one each part names */
	struct buf shown;
};

enum { NEAR = 3 };

static const char *
name_near(const struct writer *w, struct str name)
{
	const char *near = NULL;
	int best = NEAR;

	for (size_t i = 0; i < w->n; i++) {
		int far = str_distance(name, str_of(w->columns[i].name));

		if (far < best) {
			best = far;
			near = w->columns[i].name;
		}
	}
	return near;
}

static int
column_unknown(const struct writer *w, const struct template_part *part,
	struct err *e)
{
	const char *near = name_near(w, part->name);

	err_set(e, ERR_USAGE, "'%.*s': no such column", STR_SHORT(part->name));
	err_at(e, "template", 1, part->col);
	return near ? err_hint(e, "did you mean '%s'?", near) : ERR_USAGE;
}

static int
column_find(const struct writer *w, const struct template_part *part,
	size_t *out, struct err *e)
{
	for (*out = 0; *out < w->n; ++*out)
		if (str_is(part->name, w->columns[*out].name))
			return ERR_OK;
	return column_unknown(w, part, e);
}

static int
form_open(struct writer *w, struct err *e)
{
	struct form *f = arena_alloc(&w->arena, sizeof *f);
	int code = template_parse(&w->arena, str_of(w->o.template), &f->t, e);
	size_t n = f->t.parts.n;

	w->state = f;
	f->columns = arena_array(&w->arena, n, sizeof *f->columns);
	for (size_t i = 0; i < n && !code; i++)
		if (!f->t.parts.v[i].literal.p)
			code = column_find(w, &f->t.parts.v[i], &f->columns[i],
				e);
	if (code)
		template_free(&f->t);
	return code;
}

/* Blanks on the left of a text that lacks `pad` columns. */
static size_t
pad_left(const struct template_part *part, const struct column *c, size_t pad)
{
	switch (part->align) {
	case ALIGN_OWN: return c->right ? pad : 0;
	case ALIGN_LEFT: return 0;
	case ALIGN_RIGHT: return pad;
	case ALIGN_MIDDLE: return pad / 2;
	}
	return 0;
}

static void
put_cell(struct writer *w, struct form *f, const struct template_part *part,
	const struct column *c, struct str text)
{
	struct str shown;
	size_t width = 0, pad = 0, left = 0;

	buf_reset(&f->shown);
	text_show(text, &f->shown);
	shown = buf_view(&f->shown);
	if (part->crop)
		shown = text_fit(shown, part->crop);
	if (part->width) {
		width = text_width(shown);
		pad = width < part->width ? part->width - width : 0;
		left = pad_left(part, c, pad);
	}
	buf_fill(&w->row, ' ', left);
	buf_str(&w->row, shown);
	buf_fill(&w->row, ' ', pad - left);
}

static bool
is_ended(enum template_end end, char wanted)
{
	return end == END_NUL || (end == END_LINE && wanted == '\n');
}

static void
form_row(struct writer *w, const struct cell *cells)
{
	struct form *f = w->state;

	buf_reset(&w->row);
	for (size_t i = 0; i < f->t.parts.n; i++) {
		const struct template_part *part = &f->t.parts.v[i];
		size_t at = f->columns[i];

		if (part->literal.p)
			buf_str(&w->row, part->literal);
		else
			put_cell(w, f, part, &w->columns[at], cells[at].text);
	}
	if (!is_ended(f->t.end, w->end))
		buf_char(&w->row, w->end);
	out_add(w->out, buf_view(&w->row));
}

static void
form_close(struct writer *w)
{
	struct form *f = w->state;

	template_free(&f->t);
	buf_free(&f->shown);
}

const struct backend template_backend = {
	.name = "template",
	.takes = TAKES_NULL_END,
	.open = form_open,
	.row = form_row,
	.close = form_close,
};
