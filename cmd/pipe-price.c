/* pipe-price: prices in books, and which one holds. */
#include "cli/report.h"
#include "model/price.h"

/* ---- find --------------------------------------------------------------- */

enum { PRODUCT, QUANTITY, PRICE, CURRENCY, BY, BOOK, FROM, NCOLS };

static const struct column columns[NCOLS] = {
	[PRODUCT] = {.name = "product", .keep = true},
	[QUANTITY] = {.name = "quantity", .right = true},
	[PRICE] = {.name = "price", .right = true, .keep = true},
	[CURRENCY] = {.name = "currency"},
	[BY] = {.name = "by"},
	[BOOK] = {.name = "pricebook"},
	[FROM] = {.name = "min_quantity", .right = true},
};

static int
parse(struct cli *c, const char *name, int type, int ref, int64_t *out,
	struct err *e)
{
	struct field f = {.name = name, .type = (uint8_t)type,
		.ref = (uint8_t)ref};
	struct str text = cli_text(c, name);
	union val v;
	int rc = text.p ? value_parse(&c->model.scope, &f, text, NULL, NULL,
		&v, e) : 0;

	if (rc == 0 && text.p)
		*out = v.i;
	return rc;
}

static int
read_case(struct cli *c, struct price_case *w, struct err *e)
{
	const struct currency *money = c->model.policy->base;
	struct str code = cli_text(c, "currency");
	int rc = model_resolve(&c->model, model_entity(&c->model, E_PRODUCT),
		c->args[0], &w->product, e);

	*w = (struct price_case){.product = w->product, .account = NUM_NULL,
		.day = c->model.cal.today};
	if (rc == 0)
		rc = dec_make(1, 0, &w->quantity, e);
	if (rc == 0)
		rc = parse(c, "quantity", T_DECIMAL, 0, &w->quantity, e);
	if (rc == 0)
		rc = parse(c, "day", T_DAY, 0, &w->day, e);
	if (rc == 0)
		rc = parse(c, "account", T_REF, E_ACCOUNT, &w->account, e);
	if (rc == 0 && code.p)
		money = currency_find(code);
	if (rc == 0 && !money)
		return err_set(e, ERR_USAGE, "--currency: '%.*s' is no "
			"currency", STR_SHORT(code));
	if (rc == 0)
		w->currency = str_of(money->code);
	return rc;
}

static int
put_found(struct cli *c, const struct price_case *w,
	const struct price_found *f, struct err *e)
{
	struct report *r;
	void *book;
	int rc = f->pricebook == NUM_NULL ? 0 : model_get(&c->model,
		model_entity(&c->model, E_PRICEBOOK), f->pricebook, &book, e);

	if (rc == 0)
		rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	report_ref(r, PRODUCT, E_PRODUCT, w->product);
	dec_print(w->quantity, report_buf(r, QUANTITY));
	price_print(f->price, currency_find(w->currency),
		report_buf(r, PRICE));
	report_text(r, CURRENCY, w->currency);
	report_text(r, BY, f->by);
	if (f->pricebook != NUM_NULL) {
		report_text(r, BOOK, ((struct pricebook *)book)->name);
		dec_print(f->min_quantity, report_buf(r, FROM));
	}
	report_row(r);
	return report_close(r, 0, e);
}

static int
find_run(struct cli *c, struct err *e)
{
	struct price_case w;
	struct price_found found;
	int rc;

	if (c->nargs != 1) {
		err_set(e, ERR_USAGE, "one product is needed");
		return err_hint(e, "try: pipe price find GTX-PRO --quantity "
			"10");
	}
	rc = read_case(c, &w, e);
	if (rc == 0)
		rc = price_find(&c->model, &w, &found, e);
	if (rc == 0 && found.price == NUM_NULL)
		return err_set(e, ERR_NO, "%.*s: has no price in %.*s",
			STR_SHORT(c->args[0]), STR_F(w.currency));
	return rc ? rc : put_found(c, &w, &found, e);
}

static const struct option find_options[] = {
	{"account", 0, OPT_TEXT, "ACCOUNT", "for which customer", "account"},
	{"quantity", 0, OPT_TEXT, "QUANTITY", "of how many; 1 unless given",
		NULL},
	{"currency", 0, OPT_TEXT, "CODE", "in which currency; the base one "
		"unless given", NULL},
	{"day", 0, OPT_TEXT, "DAY", "on which day; today unless given", NULL},
	{0},
};

static const struct verb verb_find = {
	.name = "find",
	.summary = "the price that holds, and where it is from",
	.synopsis = "SKU [--account ACCOUNT] [--quantity QUANTITY]",
	.options = find_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT,
	.run = find_run,
	.complete = "product",
};

static const struct program program = {
	.name = "pipe-price",
	.summary = "prices in price books, and which one holds",
	.entity = E_PRICE,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, &verb_find, NULL},
	.examples =
		"pipe pricebook add \"List 2027\" --valid-from 2027-01-01\n"
		"pipe price add \"List 2027\" GW-10 380 --min-quantity 10\n"
		"pipe price find GW-10 --account 7 --quantity 25\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
