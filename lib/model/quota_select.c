/* The words that say which deals a quota counts. */
#include "model/product.h"
#include "model/quota.h"

enum { WORDS_MAX = 16 };

static int
read_product(struct model *m, struct str name, struct buf *out, struct err *e)
{
	const struct entity *en = model_entity(m, E_PRODUCT);
	int64_t id;
	int rc = model_resolve(m, en, name, &id, e);

	if (rc == 0) {
		buf_cstr(out, "product:");
		m->scope.ref_print(&m->scope, E_PRODUCT, id, out);
	}
	return rc;
}

static int
read_pipeline(struct model *m, struct str name, struct buf *out,
	struct err *e)
{
	if (!policy_pipeline(m->policy, name))
		return err_set(e, ERR_USAGE, "pipeline:%.*s: no such pipeline",
			STR_SHORT(name));
	buf_fmt(out, "pipeline:%.*s", STR_F(name));
	return 0;
}

static int
read_segment(struct model *m, struct str name, struct buf *out, struct err *e)
{
	if (!policy_filter(m->policy, "deal", name).p)
		return err_set(e, ERR_USAGE, "@%.*s: no segment or filter of "
			"deals by that name in pipe.yaml", STR_SHORT(name));
	buf_fmt(out, "@%.*s", STR_F(name));
	return 0;
}

static const struct {
	const char *prefix;
	int (*read)(struct model *, struct str name, struct buf *,
		struct err *);
} kinds[] = {
	{"product:", read_product},
	{"pipeline:", read_pipeline},
	{"segment:", read_segment},
	{"@", read_segment},
};

static int
read_word(struct model *m, struct str word, struct str *out, struct err *e)
{
	struct buf b = {0};
	int rc;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t n = strlen(kinds[i].prefix);

		if (!str_starts(word, kinds[i].prefix) || word.n == n)
			continue;
		rc = kinds[i].read(m, str_cut(word, n, word.n), &b, e);
		*out = arena_str(m->arena, buf_view(&b));
		buf_free(&b);
		return rc;
	}
	err_set(e, ERR_USAGE, "selector: '%.*s' does not select deals",
		STR_SHORT(word));
	return err_hint(e, "such as product:GTX-PRO, pipeline:default or "
		"@NAME of a segment in pipe.yaml");
}

/* By text, one of each. */
static void
insert(struct str *v, size_t *n, struct str word)
{
	size_t at = *n;

	for (size_t i = 0; i < *n; i++)
		if (str_eq(v[i], word))
			return;
	for (; at > 0 && str_cmp(v[at - 1], word) > 0; at--)
		v[at] = v[at - 1];
	v[at] = word;
	++*n;
}

int
quota_selector(struct model *m, struct str words, struct str *out,
	struct err *e)
{
	struct str v[WORDS_MAX], part;
	struct buf b = {0};
	size_t n = 0;
	int rc = 0;

	while (rc == 0 && str_split(&words, ' ', &part)) {
		if (!part.n)
			continue;
		if (n == WORDS_MAX)
			return err_set(e, ERR_USAGE, "selector: more than %d "
				"words", WORDS_MAX);
		rc = read_word(m, part, &part, e);
		if (rc == 0)
			insert(v, &n, part);
	}
	for (size_t i = 0; rc == 0 && i < n; i++)
		buf_fmt(&b, "%s%.*s", i ? " " : "", STR_F(v[i]));
	if (rc == 0)
		*out = n ? arena_str(m->arena, buf_view(&b)) : STR_NULL;
	buf_free(&b);
	return rc;
}
