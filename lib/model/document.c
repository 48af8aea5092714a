/* What was sent, as it was sent. */
#include "base/base64.h"
#include "base/hash.h"
#include "model/quote.h"
#include "model/quote_part.h"
#include "model/rule.h"
#include "paper/paper.h"

#define AT(member) offsetof(struct document, member)

enum { BODY_MAX = 16 * 1024 * 1024 };

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = DOCUMENT_QUOTE, .name = "quote", .type = T_REF,
		.ref = E_QUOTE, .flags = F_SYSTEM | F_REQUIRED | F_INDEX,
		.at = AT(quote), .help = "quote it is of"},
	{.tag = DOCUMENT_VERSION, .name = "version", .type = T_INT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(version),
		.help = "version of the quote"},
	{.tag = DOCUMENT_FORMAT, .name = "format", .type = T_ENUM,
		.flags = F_SYSTEM | F_REQUIRED | F_DICT,
		.choices = DOCUMENT_WORDS, .at = AT(format),
		.help = "format it is in"},
	{.tag = DOCUMENT_HASH, .name = "hash", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED | F_INDEX | F_EXACT,
		.at = AT(hash), .help = "SHA-256 of the computed document"},
	{.tag = DOCUMENT_DIGEST, .name = "digest", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED | F_INDEX | F_EXACT,
		.at = AT(digest), .help = "SHA-256 of the bytes"},
	{.tag = DOCUMENT_TEMPLATE, .name = "template", .type = T_LINE,
		.flags = F_SYSTEM | F_REQUIRED | F_DICT, .at = AT(template),
		.help = "SHA-256 of what it was rendered by"},
	{.tag = DOCUMENT_BODY, .name = "body", .type = T_TEXT,
		.flags = F_SYSTEM | F_REQUIRED, .at = AT(body),
		.help = "the bytes as they were sent, a PDF's in base64"},
	FIELDS_COMMON_END,
};

int
document_bytes(const struct document *d, struct arena *a, struct str *out,
	struct err *e)
{
	struct buf b = {0};
	bool same = true;

	*out = d->body;
	if (str_is(d->format, "pdf")) {
		same = d->body.n && base64_parse(d->body, &b);
		*out = same ? arena_str(a, buf_view(&b)) : STR("");
		buf_free(&b);
	}
	if (same && str_eq(sha_text(a, *out), d->digest))
		return 0;
	return err_set(e, ERR_DAMAGED, "document/%lld: is not what was sent",
		(long long)d->common.id);
}

static int
check_same(struct model *m, const void *before, const void *after,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_DOCUMENT);

	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (f->tag >= TAG_OWN && f->tag < TAG_CUSTOM &&
			!field_same(f, before, after))
			return err_set(e, ERR_DATA, "document/%lld: %s: what "
				"was sent stays as it was", (long long)
				((const struct common *)after)->id, f->name);
	}
	return 0;
}

static int
document_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	struct document *d = after;
	struct str bytes;

	if (before)
		return check_same(m, before, after, e);
	if (!d->body.p)
		return 0;
	if (d->body.n > BODY_MAX)
		return err_set(e, ERR_DATA, "document: is longer than %d "
			"bytes", BODY_MAX);
	if (document_bytes(d, m->arena, &bytes, e))
		return err_set(e, ERR_DATA, "document: the digest is not that "
			"of the bytes");
	return 0;
}

const struct entity document_entity = {
	.number = E_DOCUMENT,
	.name = "document",
	.plural = "documents",
	.summary = "a document as it was sent",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct document),
	.title = DOCUMENT_FORMAT,
	.parent = DOCUMENT_QUOTE,
	.columns = "id,quote,version,format,created,digest",
	.check = document_check,
};

int
quote_document(struct model *m, int64_t quote, int64_t version,
	struct str format, struct document **out, struct err *e)
{
	const struct entity *en = model_entity(m, E_DOCUMENT);
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(m->tx, en, entity_tag(en, DOCUMENT_QUOTE),
		(union val){.i = quote}, &ids, e);

	*out = NULL;
	for (size_t i = ids.list.n; rc == 0 && !*out && i > 0; i--) {
		struct document *d;

		rc = model_get(m, en, ids.list.v[i - 1], &rec, e);
		d = rec;
		if (rc == 0 && d->version == version &&
			d->common.archived != 1 &&
			str_eq(d->format, format))
			*out = d;
	}
	ARR_FREE(&ids.list);
	return rc ? rc : *out ? 0 : ERR_NO;
}
