/* What json.c writes, and nothing else. */
#include "base/hash.h"
#include "paper/read_part.h"

static void
read_party(struct reader *r, const char *key, struct paper_party *p)
{
	const struct {
		const char *key;
		struct str *to;
	} rows[] = {{"name", &p->name}, {"contact", &p->contact},
		{"street", &p->street}, {"postal", &p->postal},
		{"city", &p->city}, {"region", &p->region},
		{"country", &p->country}, {"vat_id", &p->vat_id},
		{"phone", &p->phone}, {"email", &p->email},
		{"website", &p->website}, {"bank", &p->bank}};

	read_object(r, key);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		read_text(r, rows[i].key, rows[i].to);
	read_object_end(r);
}

static void
read_rules(struct reader *r, struct doc *d)
{
	static const char *const prices[] = {"exclusive", "inclusive", NULL};
	static const char *const modes[] = {"document", "line", NULL};
	struct str word;

	read_text(r, "currency", &word);
	d->money = word.p ? currency_find(word) : NULL;
	if (r->rc == 0 && !d->money)
		read_fail(r, "currency", "no such currency");
	if (read_figure(r, "exponent") != (d->money ? d->money->exponent : 0) &&
		r->rc == 0)
		read_fail(r, "exponent", "is not the currency's");
	d->inclusive = read_word(r, "prices", prices);
	d->mode = read_word(r, "tax_by", modes) ? DOC_BY_LINE
						: DOC_BY_DOCUMENT;
	read_text(r, "rounding", &word);
	if (r->rc == 0 && !(word.p && rounding_find(word, &d->rounding)))
		read_fail(r, "rounding", "no such rule");
	read_int(r, "discount_percent", -INT64_MAX, INT64_MAX, &d->percent);
	read_int(r, "discount_off", -INT64_MAX, INT64_MAX, &d->off);
}

static void
read_taxes(struct reader *r, struct doc *d)
{
	struct doc_tax *v = arena_array(r->a, DOC_TAXES, sizeof *v);

	read_array(r, "taxes");
	for (; read_member(r, d->ntaxes, DOC_TAXES); d->ntaxes++) {
		struct doc_tax *t = &v[d->ntaxes];

		read_text(r, "name", &t->name);
		read_text(r, "category", &t->category);
		t->rate = read_decimal(r, "rate");
		read_text(r, "reason", &t->reason);
		read_text(r, "text", &t->text);
		read_object_end(r);
	}
	d->taxes = v;
}

static void
read_line(struct reader *r, size_t ntaxes, struct paper_line *t,
	struct doc_line *l)
{
	static const char *const choices[] = {"firm", "optional",
		"alternative", NULL};
	static const char *const intervals[] = {"once", "month", "year",
		NULL};
	int64_t *const figures[] = {&l->gross, &l->discount, &l->amount,
		&l->share, &l->net, &l->tax, &l->total};
	static const char *const names[] = {"gross", "discount", "amount",
		"share", "net", "tax", "total"};

	l->cost = l->list = l->margin = l->variance = NUM_NULL;
	t->position = read_figure(r, "position");
	read_text(r, "sku", &t->sku);
	read_text(r, "text", &t->text);
	l->quantity = read_decimal(r, "quantity");
	read_text(r, "unit", &t->unit);
	l->price = read_decimal(r, "price");
	read_int(r, "discount_percent", -INT64_MAX, INT64_MAX, &l->percent);
	read_int(r, "discount_off", -INT64_MAX, INT64_MAX, &l->off);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		*figures[i] = read_figure(r, names[i]);
	l->choice = (enum doc_choice)read_word(r, "choice", choices);
	l->interval = (enum doc_interval)read_word(r, "interval", intervals);
	read_text(r, "tax_class", &t->tax_class);
	l->taxes = read_bits(r, "taxes", ntaxes);
	read_object_end(r);
}

static void
read_lines(struct reader *r, struct paper *p, struct doc *d)
{
	ARR(struct paper_line) texts = {0};
	ARR(struct doc_line) lines = {0};
	struct paper_line *t;

	read_array(r, "lines");
	while (read_member(r, lines.n, SIZE_MAX)) {
		t = ARR_ADD(&texts);
		read_line(r, d->ntaxes, t, ARR_ADD(&lines));
	}
	t = arena_array(r->a, lines.n + 1, sizeof *t);
	d->lines = arena_array(r->a, lines.n + 1, sizeof *d->lines);
	d->nlines = lines.n;
	if (lines.n) {
		memcpy(t, texts.v, lines.n * sizeof *t);
		memcpy(d->lines, lines.v, lines.n * sizeof *d->lines);
	}
	p->lines = t;
	ARR_FREE(&texts);
	ARR_FREE(&lines);
}

static void
read_part(struct reader *r, const char *key, size_t ntaxes,
	struct doc_part *p)
{
	size_t n = 0;

	p->taxes = arena_array(r->a, ntaxes + 1, sizeof *p->taxes);
	read_object(r, key);
	p->lines = (size_t)read_figure(r, "lines");
	p->amount = read_figure(r, "amount");
	p->discount = read_figure(r, "discount");
	p->net = read_figure(r, "net");
	p->tax = read_figure(r, "tax");
	p->total = read_figure(r, "total");
	read_array(r, "taxes");
	for (; read_member(r, n, ntaxes); n++) {
		p->taxes[n].base = read_figure(r, "base");
		p->taxes[n].tax = read_figure(r, "tax");
		read_object_end(r);
	}
	read_object_end(r);
}

static void
read_document(struct reader *r, struct paper *p, struct doc *d)
{
	static const char *const kinds[] = {"quote", NULL};

	read_object(r, NULL);
	p->kind = kinds[read_word(r, "kind", kinds)];
	read_text(r, "number", &p->number);
	p->version = read_figure(r, "version");
	read_text(r, "name", &p->name);
	read_day(r, "day", &p->day);
	read_day(r, "valid_until", &p->valid_until);
	read_int(r, "terms", 0, INT32_MAX, &p->terms);
	read_party(r, "seller", &p->seller);
	read_party(r, "buyer", &p->buyer);
	read_text(r, "owner", &p->owner);
	read_text(r, "owner_email", &p->owner_email);
	read_text(r, "notes", &p->notes);
	read_text(r, "footer", &p->footer);
	read_rules(r, d);
	read_taxes(r, d);
	read_lines(r, p, d);
	read_part(r, "once", d->ntaxes, &d->parts[DOC_ONCE]);
	read_part(r, "month", d->ntaxes, &d->parts[DOC_MONTH]);
	read_part(r, "year", d->ntaxes, &d->parts[DOC_YEAR]);
	read_part(r, "whole", d->ntaxes, &d->whole);
	read_object_end(r);
	read_end(r);
}

/* What was read has to be written as it was. */
static void
compare(struct reader *r, const struct paper *p, struct str text,
	const char *problem)
{
	struct buf again = {0};
	size_t at = 0;

	paper_json(p, &again);
	while (at < text.n && at < again.n && text.p[at] == again.p[at])
		at++;
	if (at < text.n || at < again.n) {
		r->rc = err_set(r->e, ERR_DATA, "%s", problem);
		json_at(&r->j, at, r->e);
	}
	buf_free(&again);
}

/* Figures are computed once more, and not used. */
static void
verify(struct reader *r, const struct paper *p, struct str text)
{
	struct doc d = *p->doc;
	struct paper again = *p;

	d.lines = arena_array(r->a, d.nlines + 1, sizeof *d.lines);
	memcpy(d.lines, p->doc->lines, d.nlines * sizeof *d.lines);
	again.doc = &d;
	r->rc = doc_compute(&d, r->a, r->e);
	if (r->rc == 0)
		compare(r, &again, text, "this figure does not follow from "
			"the lines");
}

int
paper_read(struct arena *a, const char *name, struct str text,
	struct paper *out, struct err *e)
{
	struct reader r = {.a = a, .e = e};
	struct doc *d = arena_alloc(a, sizeof *d);

	*out = (struct paper){.doc = d};
	json_open(&r.j, name, text, JSON_ONE);
	read_document(&r, out, d);
	if (r.rc == 0)
		compare(&r, out, text, "is not written as documents are");
	if (r.rc == 0)
		verify(&r, out, text);
	if (r.rc)
		err_hint(e, "pipe quote render QUOTE -F json writes one");
	else
		out->hash = sha_text(a, text);
	json_close(&r.j);
	return r.rc;
}
