#include <stdlib.h>

#include "base/map.h"
#include "schema/type_part.h"

static int
word_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* One word into the map, where its value says whether it is in the set. */
static int
word_put(struct map *m, struct arena *a, struct str part, bool in,
	struct err *e)
{
	struct str word;
	int rc = text_clean(part, TEXT_NAME, a, &word, e);

	if (rc)
		return rc;
	if (word.n == 0)
		return err_set(e, ERR_DATA, "a word is empty");
	if (word.p[0] == '+' || word.p[0] == '-')
		return err_set(e, ERR_DATA,
			"'%.*s': a word cannot begin with '%c'",
			STR_SHORT(word), word.p[0]);
	*map_put(m, word, NULL) = in;
	return ERR_OK;
}

static struct str
words_join(const struct map *m, struct arena *a)
{
	struct str *words = arena_array(a, m->n, sizeof *words), out;
	struct buf b = {0};
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].value)
			words[n++] = m->v[i].key;
	if (n == 0)
		return STR_NULL;
	qsort(words, n, sizeof *words, word_order);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, ',');
		buf_str(&b, words[i]);
	}
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}

/* signs: a word may have + or - before it, which says what to do with it. */
static int
words_put(struct map *m, struct arena *a, struct str text, bool signs,
	struct err *e)
{
	struct str part;
	int rc = ERR_OK;

	while (rc == 0 && str_split(&text, ',', &part)) {
		bool out = false;

		part = str_trim(part);
		if (signs && part.n && (part.p[0] == '+' || part.p[0] == '-')) {
			out = part.p[0] == '-';
			part = str_cut(part, 1, part.n);
		}
		rc = word_put(m, a, part, !out, e);
	}
	return rc;
}

static int
set_make(struct arena *a, struct str old, struct str edit, bool signs,
	struct str *out, struct err *e)
{
	struct map words = {0};
	struct str set = STR_NULL;
	int rc = words_put(&words, a, old, false, e);

	if (rc == 0)
		rc = words_put(&words, a, edit, signs, e);
	if (rc == 0)
		set = words_join(&words, a);
	if (set.n > TEXT_BYTES)
		rc = err_set(e, ERR_DATA, "longer than %d bytes", TEXT_BYTES);
	if (rc == 0)
		*out = set;
	map_free(&words);
	return rc;
}

int
set_edit(struct arena *a, struct str old, struct str edit, struct str *out,
	struct err *e)
{
	return set_make(a, old, edit, true, out, e);
}

bool
set_has(struct str set, struct str word)
{
	struct str part;

	while (str_split(&set, ',', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

int
set_read(const struct input *in, union val *out, struct err *e)
{
	return set_make(in->scope->arena, STR_NULL, in->text, false, &out->s,
		e);
}
