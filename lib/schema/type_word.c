#include "schema/country.h"
#include "schema/type_part.h"

enum { FEW_WORDS = 12, CODE_BYTES = 4 };

int
bool_read(const struct input *in, union val *out, struct err *e)
{
	static const struct {
		const char *word;
		int64_t value;
	} words[] = {{"yes", 1}, {"no", 0}, {"true", 1}, {"false", 0}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_is(in->text, words[i].word))
			continue;
		out->i = words[i].value;
		return ERR_OK;
	}
	err_set(e, ERR_DATA, "'%.*s': neither yes nor no",
		STR_SHORT(in->text));
	return err_hint(e, "write yes or no");
}

void
bool_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	buf_cstr(out, v.i ? "yes" : "no");
}

/* The words of an enum, one after the other. */
struct choices {
	const struct choice *list;
	struct str rest;
};

/* False where any word will do. */
static bool
choices_open(const struct input *in, struct choices *c)
{
	const struct field *f = in->field;
	const struct scope *s = in->scope;

	*c = (struct choices){0};
	if (!f->choices)
		return false;
	if (*f->choices != '@') {
		c->rest = str_of(f->choices);
		return true;
	}
	if (s->choices)
		c->list = s->choices(s, f, in->rec);
	return c->list != NULL;
}

static bool
choices_next(struct choices *c, struct str *word)
{
	if (c->list) {
		*word = str_of(c->list->word);
		if (word->p)
			c->list++;
		return word->p != NULL;
	}
	if (!str_split(&c->rest, ',', word))
		return false;
	*word = str_trim(*word);
	return true;
}

static int
no_such_word(const struct input *in, struct choices c, struct err *e)
{
	struct nearest near = nearest_to(in->text);
	struct buf list = {0};
	struct str word;
	size_t n = 0;

	err_set(e, ERR_USAGE, "no such word '%.*s'", STR_SHORT(in->text));
	for (; choices_next(&c, &word); n++) {
		nearest_try(&near, word);
		if (n > 0)
			buf_cstr(&list, ", ");
		buf_str(&list, word);
	}
	if (!nearest_hint(&near, e) && n > 0 && n <= FEW_WORDS)
		err_hint(e, n == 1 ? "there is only '%s'" : "one of %s",
			list.p);
	buf_free(&list);
	return ERR_USAGE;
}

int
enum_read(const struct input *in, union val *out, struct err *e)
{
	struct choices c, all;
	struct str text, word;
	int rc = input_clean(in, TEXT_NAME, &text, e);

	if (rc)
		return rc;
	out->s = text;
	if (!choices_open(in, &c))
		return ERR_OK;
	all = c;
	while (choices_next(&c, &word))
		if (str_eq(word, text))
			return ERR_OK;
	return no_such_word(in, all, e);
}

/* ASCII letters raised; null where it is no code of n letters. */
static struct str
code_raised(const struct input *in, size_t n, char to[CODE_BYTES])
{
	if (in->text.n != n)
		return STR_NULL;
	for (size_t i = 0; i < n; i++) {
		char c = in->text.p[i];

		to[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	return (struct str){to, n};
}

int
country_read(const struct input *in, union val *out, struct err *e)
{
	char code[CODE_BYTES];
	const struct country *c = country_find(code_raised(in, 2, code));

	if (c) {
		out->s = arena_str(in->scope->arena, str_of(c->code));
		return ERR_OK;
	}
	err_set(e, ERR_DATA, "'%.*s': no such country", STR_SHORT(in->text));
	c = country_near(in->text);
	if (c)
		return err_hint(e, "did you mean '%s' (%s)?", c->code, c->name);
	return err_hint(e, "countries are the two letters of ISO 3166, such "
			   "as DE");
}

int
currency_read(const struct input *in, union val *out, struct err *e)
{
	char code[CODE_BYTES];
	const struct currency *c = currency_find(code_raised(in, 3, code));

	if (c) {
		out->s = arena_str(in->scope->arena, str_of(c->code));
		return ERR_OK;
	}
	err_set(e, ERR_DATA, "'%.*s': unknown currency", STR_SHORT(in->text));
	c = currency_near(in->text);
	if (c)
		return err_hint(e, "did you mean '%s'?", c->code);
	return err_hint(e, "currencies are codes of ISO 4217, such as EUR");
}
