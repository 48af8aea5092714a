#include "report/find.h"

#include "base/utf8.h"
#include "model/account.h"
#include "model/lead.h"

/* How well a text fits a word; sums of these rank records. */
enum fit { FIT_EQUAL, FIT_BEGIN, FIT_WORD, FIT_INSIDE, FIT_NONE };

enum {
	DIGITS_LEAST = 4, /* of a number worth looking for */
	NUMBER_LEAST = 6, /* of one without its country */
};

struct needle {
	struct str folded;
	struct str digits; /* of a number, else null */
	int64_t id;	   /* or NUM_NULL */
};

struct field_list {
	ARR(const struct field *) list;
};

struct search {
	struct model *m;
	struct arena *a;
	const struct find_spec *spec;
	const struct entity *en;
	struct field_list fields; /* of en, that are searched */
	ARR(struct needle) needles;
	ARR(struct finding) found;
	struct buf text, digits; /* scratch */
};

/* ---- words ------------------------------------------------------------ */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
digits_of(struct str s, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			buf_char(out, s.p[i]);
}

/* A number as people write it: digits and what parts them. */
static bool
is_number(struct str s)
{
	bool any = false;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]) && !strchr(" +-()./", s.p[i]))
			return false;
		any |= is_digit(s.p[i]);
	}
	return any;
}

static void
needle_add(struct search *s, struct str word)
{
	struct needle *n = ARR_ADD(&s->needles);
	struct err ignored;
	size_t zeros = 0;

	buf_reset(&s->text);
	text_fold(word, &s->text);
	n->folded = arena_str(s->a, buf_view(&s->text));
	if (num_parse(word, 1, INT64_MAX, &n->id, &ignored))
		n->id = NUM_NULL;
	if (!is_number(word))
		return;
	digits_of(word, &s->digits);
	while (zeros < s->digits.n && s->digits.p[zeros] == '0')
		zeros++;
	if (s->digits.n - zeros >= DIGITS_LEAST)
		n->digits = arena_str(s->a,
			str_cut(buf_view(&s->digits), zeros, s->digits.n));
}

/* Parts of one number given as several words are put together. */
static int
read_words(struct search *s, struct err *e)
{
	bool number = true;
	struct buf all = {0};

	for (size_t i = 0; i < s->spec->nwords; i++) {
		struct str word = str_trim(s->spec->words[i]);

		if (!word.n)
			return err_set(e, ERR_USAGE, "a word to look for is "
				"empty");
		number = number && is_number(word);
	}
	if (!s->spec->nwords)
		return err_set(e, ERR_USAGE, "nothing to look for");
	for (size_t i = 0; i < s->spec->nwords; i++) {
		if (!number || s->spec->nwords == 1)
			needle_add(s, str_trim(s->spec->words[i]));
		else
			buf_fmt(&all, "%s%.*s", i ? " " : "",
				STR_F(str_trim(s->spec->words[i])));
	}
	if (all.n)
		needle_add(s, buf_view(&all));
	buf_free(&all);
	return 0;
}

/* ---- fields ----------------------------------------------------------- */

static bool
is_searched(const struct entity *en, const struct field *f)
{
	static const struct {
		int entity;
		uint16_t tag;
	} more[] = {
		{E_ACCOUNT, ACCOUNT_DOMAIN},
		{E_ACCOUNT, ACCOUNT_VAT_ID},
		{E_LEAD, LEAD_COMPANY},
	};

	if (f->tag == en->title || f->tag == en->key || f->tag == TAG_EXT ||
		f->type == T_EMAIL || f->type == T_URL || f->type == T_PHONE)
		return true;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (more[i].entity == en->number && more[i].tag == f->tag)
			return true;
	return false;
}

static void
read_fields(struct search *s)
{
	s->fields.list.n = 0;
	for (size_t i = 0; i < s->en->nfields; i++)
		if (is_searched(s->en, &s->en->fields[i]))
			*ARR_ADD(&s->fields.list) = &s->en->fields[i];
}

/* ---- fits ------------------------------------------------------------- */

static bool
ends_word(char c)
{
	return (unsigned char)c < 0x80 && !is_digit(c) &&
		!(c >= 'a' && c <= 'z');
}

static enum fit
fit_text(struct str text, struct str needle)
{
	enum fit best = FIT_NONE;
	const char *at = text.p;

	if (!needle.n || !text.n)
		return FIT_NONE;
	if (str_eq(text, needle))
		return FIT_EQUAL;
	while ((at = memmem(at, (size_t)(text.p + text.n - at), needle.p,
			needle.n))) {
		if (at == text.p)
			return FIT_BEGIN;
		if (ends_word(at[-1]))
			return FIT_WORD;
		best = FIT_INSIDE;
		at++;
	}
	return best;
}

static bool
ends_with(struct str text, struct str end)
{
	return end.n <= text.n && !memcmp(text.p + text.n - end.n, end.p,
		end.n);
}

/* The needle has no zeros in front; a country's number may stand before
 * either of them. */
static enum fit
fit_digits(struct str digits, struct str needle)
{
	while (digits.n && *digits.p == '0')
		digits = str_cut(digits, 1, digits.n);
	if (ends_with(digits, needle) ||
		(digits.n >= NUMBER_LEAST && ends_with(needle, digits)))
		return FIT_BEGIN;
	return digits.n && memmem(digits.p, digits.n, needle.p, needle.n)
		? FIT_INSIDE
		: FIT_NONE;
}

static enum fit
fit_field(struct search *s, const struct field *f, const void *rec,
	const struct needle *n)
{
	struct str text = field_get(f, rec).s;
	enum fit fit;

	if (!text.p)
		return FIT_NONE;
	buf_reset(&s->text);
	text_fold(text, &s->text);
	fit = fit_text(buf_view(&s->text), n->folded);
	if (fit != FIT_NONE || f->type != T_PHONE || !n->digits.p)
		return fit;
	digits_of(text, &s->digits);
	return fit_digits(buf_view(&s->digits), n->digits);
}

/* The best field for one word. */
static enum fit
fit_record(struct search *s, const void *rec, const struct needle *n,
	const struct field **which)
{
	const struct common *c = rec;
	enum fit best = FIT_NONE;

	if (n->id == c->id) {
		*which = entity_tag(s->en, TAG_ID);
		best = FIT_BEGIN;
	}
	for (size_t i = 0; i < s->fields.list.n; i++) {
		const struct field *f = s->fields.list.v[i];
		enum fit fit = fit_field(s, f, rec, n);

		if (fit < best) {
			best = fit;
			*which = f;
		}
	}
	return best;
}

static void
take(struct search *s, const void *rec)
{
	const struct common *c = rec;
	const struct field *which = NULL, *best = NULL;
	enum fit least = FIT_NONE, fit;
	int sum = 0;

	if (c->archived == 1 && !s->spec->archived)
		return;
	for (size_t i = 0; i < s->needles.n; i++) {
		fit = fit_record(s, rec, &s->needles.v[i], &which);
		if (fit == FIT_NONE)
			return;
		sum += (int)fit;
		if (fit < least) {
			least = fit;
			best = which;
		}
	}
	buf_reset(&s->text);
	value_print(&s->m->scope, best, field_get(best, rec), NULL, &s->text);
	*ARR_ADD(&s->found) = (struct finding){
		.entity = s->en,
		.id = c->id,
		.title = arena_str(s->a, model_title(s->m, s->en, rec)),
		.field = best,
		.value = arena_str(s->a, buf_view(&s->text)),
		.rank = sum,
	};
}

/* ---- kinds of records ------------------------------------------------- */

static const int kinds[] = {E_ACCOUNT, E_CONTACT, E_LEAD, E_DEAL, E_PRODUCT,
	E_CAMPAIGN, E_REP, E_TEAM, E_ACTIVITY};

enum { KINDS = sizeof kinds / sizeof *kinds };

static int
kind_order(const struct entity *en)
{
	int i = 0;

	while (i < KINDS && kinds[i] != en->number)
		i++;
	return i;
}

static int
search_kind(struct search *s, int kind, struct err *e)
{
	ARR(uint16_t) want = {0};
	const void *rec;
	struct scan *scan;
	int rc;

	s->en = model_entity(s->m, kind);
	read_fields(s);
	*ARR_ADD(&want) = TAG_ID;
	*ARR_ADD(&want) = TAG_ARCHIVED;
	for (size_t i = 0; i < s->fields.list.n; i++)
		*ARR_ADD(&want) = s->fields.list.v[i]->tag;
	*ARR_ADD(&want) = 0;
	rc = scan_open(s->m->tx, s->en, want.v, &scan, e);
	if (rc == 0) {
		while ((rc = scan_next(scan, &rec, e)) == 0)
			take(s, rec);
		scan_close(scan);
	}
	ARR_FREE(&want);
	return rc == ERR_NO ? 0 : rc;
}

static int
found_order(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;
	int k = kind_order(a->entity), l = kind_order(b->entity);

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (k != l)
		return k < l ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

int
find_make(struct model *m, struct arena *a, const struct find_spec *spec,
	struct findings *out, struct err *e)
{
	struct search s = {.m = m, .a = a, .spec = spec};
	int rc = read_words(&s, e);

	for (size_t i = 0; rc == 0 && i < KINDS; i++)
		rc = search_kind(&s, kinds[i], e);
	arr_sort(s.found.v, s.found.n, sizeof *s.found.v, found_order);
	out->n = s.found.n;
	out->v = arena_array(a, out->n + 1, sizeof *out->v);
	if (out->n)
		memcpy(out->v, s.found.v, out->n * sizeof *out->v);
	ARR_FREE(&s.fields.list);
	ARR_FREE(&s.needles);
	ARR_FREE(&s.found);
	buf_free(&s.text);
	buf_free(&s.digits);
	return rc;
}
