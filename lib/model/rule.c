#include "model/rule.h"

static bool
key_char(char c)
{
	return c != ' ' && c != '\t' && c != '/' && c != ',' && c != ':';
}

static const char *
key_fault(struct str key)
{
	static const char *const reserved[] = {"me", "total", "unassigned",
		"undated", "any", "none"};
	size_t digits = 0;

	for (size_t i = 0; i < key.n; i++) {
		if (!key_char(key.p[i]))
			return "has a blank, '/', ',' or ':'";
		digits += key.p[i] >= '0' && key.p[i] <= '9';
	}
	if (digits == key.n)
		return "is all digits, as ids are";
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (str_is(key, reserved[i]))
			return "has a meaning of its own";
	return key.p[0] == '-' || key.p[0] == '@' || key.p[0] == '+'
		? "begins with '-', '+' or '@'"
		: NULL;
}

int
rule_key(const char *field, struct str key, struct err *e)
{
	const char *fault;

	if (!key.n)
		return 0;
	fault = key_fault(key);
	if (!fault)
		return 0;
	err_set(e, ERR_DATA, "%.*s: this %s %s", STR_SHORT(key), field, fault);
	return ERR_DATA;
}

struct str
rule_subject(struct model *m, const struct entity *en, const void *rec)
{
	const struct common *c = rec;
	const struct field *key = entity_tag(en, en->key);
	struct str title = model_title(m, en, rec);

	if (key && !field_is_null(key, rec))
		return field_get(key, rec).s;
	if (c->id > 0)
		return str_of(arena_fmt(m->arena, "%lld", (long long)c->id));
	return title.n ? title : str_of(en->name);
}

void
rule_option(const struct field *f, struct buf *out)
{
	buf_cstr(out, " --");
	for (const char *z = f->name; *z; z++)
		buf_char(out, *z == '_' ? '-' : *z);
	buf_char(out, ' ');
	for (const char *z = f->name; *z; z++)
		buf_char(out, *z >= 'a' && *z <= 'z' ? (char)(*z - 32) : *z);
}

int
rule_positive(struct model *m, const struct entity *en, uint16_t tag,
	const void *rec, struct err *e)
{
	const struct field *f = entity_tag(en, tag);
	struct str who;

	if (field_is_null(f, rec) || field_get(f, rec).i >= 0)
		return 0;
	who = rule_subject(m, en, rec);
	return err_set(e, ERR_DATA, "%.*s: %s is below zero", STR_SHORT(who),
		f->name);
}

static bool
is_money(const struct field *f)
{
	return type_is_money(f->type) && field_is_fact(f);
}

/* Money that would keep its number in another currency. */
static bool
is_left_over(const struct model *m, const struct field *f, const void *before,
	const void *after)
{
	return is_money(f) && !field_is_null(f, before) &&
		field_same(f, before, after) && !rule_said(m, after, f->tag);
}

static int
check_new_currency(struct model *m, const struct entity *en,
	const void *before, const void *after, struct err *e)
{
	struct str who = rule_subject(m, en, after);
	struct buf names = {0}, options = {0};

	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (!is_left_over(m, f, before, after))
			continue;
		buf_fmt(&names, "%s%s", names.n ? ", " : "", f->name);
		rule_option(f, &options);
	}
	if (names.n) {
		err_set(e, ERR_DATA, "%.*s: another currency needs new money:"
			" %s", STR_SHORT(who), names.p);
		err_hint(e, "give it in the same change:%s", options.p);
	}
	buf_free(&options);
	return names.n ? (buf_free(&names), ERR_DATA) : 0;
}

int
rule_money(struct model *m, const struct entity *en, const void *before,
	void *after, struct err *e)
{
	const struct field *cur = entity_tag(en, en->currency);
	bool any = false;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (!is_money(f) || field_is_null(f, after))
			continue;
		any = true;
		rc = rule_positive(m, en, f->tag, after, e);
	}
	if (rc)
		return rc;
	if (any && field_is_null(cur, after))
		field_set(cur, after,
			(union val){.s = str_of(m->policy->base->code)});
	if (!any || !before || field_is_null(cur, before) ||
		field_same(cur, before, after))
		return 0;
	return check_new_currency(m, en, before, after, e);
}

static int
parent_of(struct model *m, const struct entity *en, const struct field *f,
	int64_t *id, struct err *e)
{
	struct arena a = {0};
	void *rec = record_new(en, &a);
	int rc = tx_get(m->tx, en, *id, rec, e);

	if (rc == 0)
		*id = field_get(f, rec).i;
	if (rc == ERR_NO) {
		*id = NUM_NULL;
		rc = 0;
	}
	arena_free(&a);
	return rc;
}

int
rule_parent(struct model *m, const struct entity *en, uint16_t tag,
	const void *before, const void *after, struct err *e)
{
	enum { DEEPEST = 1000 };
	const struct field *f = entity_tag(en, tag);
	const struct common *c = after;
	int64_t at = field_get(f, after).i;
	struct str who;
	int rc = 0;

	if (c->id == 0 || (before && field_same(f, before, after)))
		return 0;
	for (int i = 0; rc == 0 && i < DEEPEST && at != NUM_NULL; i++) {
		if (at == c->id)
			break;
		rc = parent_of(m, en, f, &at, e);
	}
	if (rc || at == NUM_NULL)
		return rc;
	who = rule_subject(m, en, after);
	return err_set(e, ERR_DATA, "%.*s: would be a part of itself",
		STR_SHORT(who));
}
