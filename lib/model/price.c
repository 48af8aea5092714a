#include "model/account.h"
#include "model/price.h"
#include "model/product.h"
#include "model/registry.h"
#include "model/rule.h"

#define IN_BOOK(member) offsetof(struct pricebook, member)
#define AT(member) offsetof(struct price, member)

static const struct field book_fields[] = {
	FIELDS_COMMON,
	{.tag = PRICEBOOK_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_UNIQUE | F_INDEX | F_WORD | F_NAME,
		.at = IN_BOOK(name), .help = "name"},
	{.tag = PRICEBOOK_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_REQUIRED | F_DICT, .at = IN_BOOK(currency),
		.help = "currency of its prices"},
	{.tag = PRICEBOOK_ACCOUNT, .name = "account", .type = T_REF,
		.ref = E_ACCOUNT, .flags = F_INDEX, .at = IN_BOOK(account),
		.help = "customer it is for"},
	{.tag = PRICEBOOK_SEGMENT, .name = "segment", .type = T_LINE,
		.flags = F_DICT | F_NAME, .at = IN_BOOK(segment),
		.help = "tag of the accounts it is for"},
	{.tag = PRICEBOOK_FROM, .name = "valid_from", .type = T_DAY,
		.at = IN_BOOK(valid_from), .help = "first day it holds"},
	{.tag = PRICEBOOK_UNTIL, .name = "valid_until", .type = T_DAY,
		.at = IN_BOOK(valid_until), .help = "last day it holds"},
	{.tag = PRICEBOOK_DESCRIPTION, .name = "description",
		.type = T_TEXT, .at = IN_BOOK(description),
		.help = "description"},
	FIELDS_COMMON_END,
};

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = PRICE_PRICEBOOK, .name = "pricebook", .type = T_REF,
		.ref = E_PRICEBOOK,
		.flags = F_REQUIRED | F_INDEX | F_FIXED | F_WORD,
		.at = AT(pricebook), .help = "book it stands in"},
	{.tag = PRICE_PRODUCT, .name = "product", .type = T_REF,
		.ref = E_PRODUCT,
		.flags = F_REQUIRED | F_INDEX | F_FIXED | F_WORD,
		.at = AT(product), .help = "product"},
	{.tag = PRICE_PRICE, .name = "price", .type = T_PRICE,
		.flags = F_REQUIRED | F_WORD, .at = AT(price),
		.help = "price of one"},
	{.tag = PRICE_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT | F_SYSTEM, .at = AT(currency),
		.help = "currency of the book"},
	{.tag = PRICE_MIN_QUANTITY, .name = "min_quantity",
		.type = T_DECIMAL, .at = AT(min_quantity),
		.help = "quantity it holds from"},
	FIELDS_COMMON_END,
};

void
pricebook_defaults(struct model *m, void *rec)
{
	struct pricebook *b = rec;

	if (!b->currency.p)
		b->currency = str_of(m->policy->base->code);
}

static int
book_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct pricebook *was = before;
	struct pricebook *b = after;

	pricebook_defaults(ctx, b);
	if (b->account != NUM_NULL && b->segment.p)
		return err_set(e, ERR_DATA, "%.*s: is for a customer or a "
			"segment, not both", STR_SHORT(b->name));
	if (b->valid_from != NUM_NULL && b->valid_until != NUM_NULL &&
		b->valid_until < b->valid_from)
		return err_set(e, ERR_DATA, "%.*s: valid_until is before "
			"valid_from", STR_SHORT(b->name));
	if (was && !str_eq(was->currency, b->currency))
		return err_set(e, ERR_DATA, "%.*s: its prices are in %.*s",
			STR_SHORT(b->name), STR_F(was->currency));
	return 0;
}

/* Another live price of the same product, book and quantity. */
static int
check_single(struct model *m, const struct price *p, struct err *e)
{
	const struct entity *en = model_entity(m, E_PRICE);
	struct ids ids = {0};
	int rc = tx_find(m->tx, en, entity_tag(en, PRICE_PRICEBOOK),
		(union val){.i = p->pricebook}, &ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct price *x = record_new(en, m->arena);

		rc = tx_get(m->tx, en, ids.list.v[i], x, e);
		if (rc || x->common.archived == 1 ||
			x->common.id == p->common.id ||
			x->product != p->product ||
			dec_cmp(x->min_quantity, p->min_quantity) != 0)
			continue;
		rc = err_set(e, ERR_DATA, "there is price/%lld for this "
			"already", (long long)x->common.id);
		err_hint(e, "try: pipe price set %lld --price PRICE",
			(long long)x->common.id);
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
price_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	const struct entity *en = model_entity(m, E_PRICE);
	struct price *p = after;
	const struct pricebook *b;
	void *rec;
	int rc;

	(void)before;
	if (p->pricebook == NUM_NULL || p->product == NUM_NULL)
		return 0;
	if (p->min_quantity == NUM_NULL)
		p->min_quantity = 0;
	rc = model_get(m, model_entity(m, E_PRICEBOOK), p->pricebook, &rec, e);
	if (rc)
		return rc;
	b = rec;
	if (p->currency.p && !str_eq(p->currency, b->currency))
		return err_set(e, ERR_DATA, "price: the book %.*s is in %.*s",
			STR_SHORT(b->name), STR_F(b->currency));
	p->currency = b->currency;
	rc = rule_positive(m, en, PRICE_PRICE, p, e);
	if (rc == 0)
		rc = rule_positive(m, en, PRICE_MIN_QUANTITY, p, e);
	return rc || p->common.archived == 1 ? rc : check_single(m, p, e);
}

const struct entity pricebook_entity = {
	.number = E_PRICEBOOK,
	.name = "pricebook",
	.plural = "pricebooks",
	.summary = "prices of a customer, a segment or everybody",
	.fields = book_fields,
	.nfields = sizeof book_fields / sizeof *book_fields,
	.size = sizeof(struct pricebook),
	.title = PRICEBOOK_NAME,
	.columns = "id,name,currency,account.name,segment,valid_from,"
		"valid_until",
	.check = book_check,
};

const struct entity price_entity = {
	.number = E_PRICE,
	.name = "price",
	.plural = "prices",
	.summary = "a price in a price book",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct price),
	.currency = PRICE_CURRENCY,
	.columns = "id,pricebook.name,product,min_quantity,price,currency",
	.check = price_check,
};

/* ---- which one holds ----------------------------------------------------- */

enum rank { RANK_NONE, RANK_LIST, RANK_BOOK, RANK_SEGMENT, RANK_CUSTOMER };

static const char *const rank_words[] = {
	[RANK_LIST] = "list",
	[RANK_BOOK] = "book",
	[RANK_SEGMENT] = "segment",
	[RANK_CUSTOMER] = "customer",
};

struct seeking {
	struct model *m;
	const struct price_case *when;
	struct str tags; /* of the account */
	enum rank rank;
	int64_t from;	 /* the book's, of the best */
	struct price_found *out;
};

static enum rank
rank_of(const struct seeking *s, const struct pricebook *b)
{
	const struct price_case *w = s->when;

	if (b->common.archived == 1 || !str_eq(b->currency, w->currency) ||
		(b->valid_from != NUM_NULL && b->valid_from > w->day) ||
		(b->valid_until != NUM_NULL && b->valid_until < w->day))
		return RANK_NONE;
	if (b->account != NUM_NULL)
		return b->account == w->account ? RANK_CUSTOMER : RANK_NONE;
	if (b->segment.p)
		return s->tags.p && set_has(s->tags, b->segment)
			? RANK_SEGMENT : RANK_NONE;
	return RANK_BOOK;
}

/* Whether it comes before the best so far. */
static bool
is_better(const struct seeking *s, enum rank rank, const struct pricebook *b,
	const struct price *p)
{
	const struct price_found *best = s->out;

	if (rank != s->rank)
		return rank > s->rank;
	if (b->common.id == best->pricebook)
		return dec_cmp(p->min_quantity, best->min_quantity) > 0;
	if (b->valid_from != s->from)
		return b->valid_from > s->from;
	return b->common.id > best->pricebook;
}

static int
weigh(struct seeking *s, int64_t id, struct err *e)
{
	const struct pricebook *b;
	const struct price *p;
	void *rec;
	enum rank rank;
	int rc = model_get(s->m, model_entity(s->m, E_PRICE), id, &rec, e);

	if (rc)
		return rc;
	p = rec;
	if (p->common.archived == 1 ||
		dec_cmp(p->min_quantity, s->when->quantity) > 0)
		return 0;
	rc = model_get(s->m, model_entity(s->m, E_PRICEBOOK), p->pricebook,
		&rec, e);
	if (rc)
		return rc;
	b = rec;
	rank = rank_of(s, b);
	if (rank == RANK_NONE || !is_better(s, rank, b, p))
		return 0;
	s->rank = rank;
	s->from = b->valid_from;
	*s->out = (struct price_found){p->price, str_of(rank_words[rank]),
		p->common.id, b->common.id, p->min_quantity};
	return 0;
}

static int
weigh_list(struct seeking *s, struct err *e)
{
	const struct product *p;
	void *rec;
	int rc = model_get(s->m, model_entity(s->m, E_PRODUCT),
		s->when->product, &rec, e);

	if (rc)
		return rc;
	p = rec;
	if (p->price == NUM_NULL || !str_eq(p->currency, s->when->currency))
		return 0;
	s->out->price = p->price;
	s->out->by = str_of(rank_words[RANK_LIST]);
	return 0;
}

int
price_find(struct model *m, const struct price_case *when,
	struct price_found *out, struct err *e)
{
	const struct entity *en = model_entity(m, E_PRICE);
	struct seeking s = {.m = m, .when = when, .out = out};
	struct ids ids = {0};
	void *rec;
	int rc = 0;

	*out = (struct price_found){.price = NUM_NULL, .entry = NUM_NULL,
		.pricebook = NUM_NULL};
	if (when->account != NUM_NULL)
		rc = model_get(m, model_entity(m, E_ACCOUNT), when->account,
			&rec, e);
	if (rc == 0 && when->account != NUM_NULL)
		s.tags = ((const struct common *)rec)->tag;
	if (rc == 0)
		rc = tx_find(m->tx, en, entity_tag(en, PRICE_PRODUCT),
			(union val){.i = when->product}, &ids, e);
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++)
		rc = weigh(&s, ids.list.v[i], e);
	ARR_FREE(&ids.list);
	if (rc == 0 && s.rank == RANK_NONE)
		rc = weigh_list(&s, e);
	return rc;
}
