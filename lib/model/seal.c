#include "base/hash.h"
#include "model/rule.h"
#include "model/seal.h"

#define AT(member) offsetof(struct seal, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = SEAL_NAME, .name = "name", .type = T_LINE,
		.flags = F_SYSTEM | F_UNIQUE | F_INDEX | F_NAME,
		.at = AT(name), .help = "short name it goes by"},
	{.tag = SEAL_COMMAND, .name = "command", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED | F_INDEX | F_EXACT,
		.at = AT(command), .help = "arguments of the forecast"},
	{.tag = SEAL_PERIODS, .name = "periods", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(periods),
		.help = "periods it is about"},
	{.tag = SEAL_AS_OF, .name = "as_of", .type = T_INSTANT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(as_of),
		.help = "instant it is true of"},
	{.tag = SEAL_AS_RECORDED, .name = "as_recorded", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(as_recorded),
		.help = "instant up to which the store was read"},
	{.tag = SEAL_OPERATION, .name = "operation", .type = T_INT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(operation),
		.help = "the last operation it saw"},
	{.tag = SEAL_POLICY, .name = "policy", .type = T_INT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(policy),
		.help = "version of the policy"},
	{.tag = SEAL_RATES, .name = "rates", .type = T_LINE,
		.flags = F_SYSTEM, .at = AT(rates),
		.help = "digest of the rates used"},
	{.tag = SEAL_PROGRAM, .name = "program", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED | F_DICT, .at = AT(program),
		.help = "version of the program"},
	{.tag = SEAL_INPUTS, .name = "inputs", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(inputs),
		.help = "hash of all that went in"},
	{.tag = SEAL_FIGURES, .name = "figures", .type = T_TEXT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(figures),
		.help = "the rows as they were"},
	{.tag = SEAL_DIGEST, .name = "digest", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(digest),
		.help = "SHA-256 of the rows"},
	{.tag = SEAL_AUTHOR, .name = "author", .type = T_REF, .ref = E_REP,
		.flags = F_SYSTEM, .at = AT(author),
		.help = "rep who sealed it"},
	FIELDS_COMMON_END,
};

static int
check_same(struct model *m, const void *before, const void *after,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_SEAL);
	const struct seal *s = after;

	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (f->tag >= TAG_OWN && f->tag < TAG_CUSTOM &&
			!field_same(f, before, after))
			return err_set(e, ERR_DATA, "seal/%lld: %s: what was "
				"sealed stays as it was",
				(long long)s->common.id, f->name);
	}
	return 0;
}

static int
seal_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	struct seal *s = after;

	if (before)
		return check_same(m, before, after, e);
	if (!s->figures.p)
		return 0;
	if (s->figures.n > SEAL_FIGURES_MAX)
		return err_set(e, ERR_DATA, "seal: the figures are longer "
			"than %d bytes", SEAL_FIGURES_MAX);
	if (!str_eq(s->digest, sha_text(m->arena, s->figures)))
		return err_set(e, ERR_DATA, "seal: the digest is not that of "
			"the figures");
	return rule_key("name", s->name, e);
}

const struct entity seal_entity = {
	.number = E_SEAL,
	.name = "seal",
	.plural = "seals",
	.summary = "a report as it was said",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct seal),
	.title = SEAL_COMMAND,
	.check = seal_check,
	.columns = "id,name,created,command,periods,as_of,operation,author",
};

int
seal_add(struct model *m, const struct seal *given, int64_t *id,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_SEAL);
	struct seal *s = record_new(en, m->arena);
	struct common blank = s->common;
	enum saved how;
	int rc;

	*s = *given;
	s->common = blank;
	s->digest = sha_text(m->arena, s->figures);
	rc = model_me(m, &s->author, e);
	if (rc == 0)
		rc = model_save(m, en, s, &how, e);
	*id = s->common.id;
	return rc;
}

int
seal_last(struct model *m, struct str command, struct seal **out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_SEAL);
	const uint16_t want[] = {SEAL_COMMAND, TAG_ARCHIVED, 0};
	int64_t last = 0;
	const void *rec;
	struct scan *s;
	void *got;
	int rc = scan_open(m->tx, en, want, &s, e);

	*out = NULL;
	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct seal *one = rec;

		if (one->common.archived != 1 &&
			(!command.p || str_eq(one->command, command)))
			last = one->common.id;
	}
	scan_close(s);
	if (rc != ERR_NO || !last)
		return rc == ERR_NO ? 0 : rc;
	rc = model_get(m, en, last, &got, e);
	*out = rc ? NULL : got;
	return rc;
}
