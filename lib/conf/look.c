#include "conf/bind.h"
#include "conf/look.h"

#define AT(type, member) .at = offsetof(struct type, member)

static const struct field text_fields[] = {
	{.tag = 1, .name = "language", .type = T_LINE,
		AT(look_text, language),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "introduction", .type = T_TEXT,
		AT(look_text, introduction)},
	{.tag = 3, .name = "closing", .type = T_TEXT, AT(look_text, closing)},
};

static const struct bind text_rows = {.fields = text_fields, .nfields = 3,
	.size = sizeof(struct look_text)};

static const struct field look_fields[] = {
	{.tag = 1, .name = "accent", .type = T_LINE, AT(look, accent)},
	{.tag = 2, .name = "language", .type = T_LINE, AT(look, language)},
	{.tag = 3, .name = "paper", .type = T_ENUM, AT(look, paper),
		.choices = "a4,letter"},
	{.tag = 4, .name = "font", .type = T_LINE, AT(look, font)},
};

static const struct bind_part look_parts[] = {
	{.tag = 5, .name = "texts", .noun = "text", .shape = BIND_ITEMS,
		AT(look, texts), .count = offsetof(struct look, ntexts),
		.item = &text_rows},
};

static const struct bind look_rows = {.fields = look_fields, .nfields = 4,
	.parts = look_parts, .nparts = 1, .size = sizeof(struct look)};

int
accent_parse(struct str text, uint32_t *out, struct err *e)
{
	static const char digits[] = "0123456789abcdef";

	*out = 0;
	for (size_t i = 1; text.n == 7 && *text.p == '#' && i < 7; i++) {
		const char *at = strchr(digits, text.p[i] | 0x20);

		if (!at || !text.p[i])
			break;
		*out = *out << 4 | (uint32_t)(at - digits);
		if (i == 6)
			return ERR_OK;
	}
	err_set(e, ERR_DATA, "'%.*s': no colour", STR_SHORT(text));
	return err_hint(e, "red, green and blue, such as #1f4e79");
}

int
look_parse(struct arena *a, struct str text, const char *file,
	struct look *out, struct err *e)
{
	struct faults faults = {0};
	struct binding b = {.arena = a, .file = file, .faults = &faults};
	struct yaml_node *root;
	struct err why = {0};
	uint32_t unused;

	bind_clear(&look_rows, out);
	yaml_parse(a, text, file, &root, &faults);
	if (root)
		bind_map(&b, &look_rows, NULL, root, out);
	if (root && out->accent.p && accent_parse(out->accent, &unused, &why))
		bind_fault(&b, bind_where(&b, &out->accent), "accent: %s (%s)",
			why.msg, why.hint);
	bind_free(&b);
	faults_sort(&faults);
	faults_first(&faults, e);
	faults_free(&faults);
	out->source = text;
	return e->code;
}

struct look_text
look_texts(const struct look *l, struct str language)
{
	for (size_t i = 0; i < l->ntexts; i++)
		if (str_eq(l->texts[i].language, language))
			return l->texts[i];
	return (struct look_text){0};
}
