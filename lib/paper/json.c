/* The computed document in its one canonical form: what is hashed. Keys are in
 * this order, amounts in minor units, decimals as texts. */
#include "base/day.h"
#include "paper/paper_part.h"

static void
put_char(struct buf *out, unsigned char c)
{
	if (c == '"' || c == '\\')
		buf_fmt(out, "\\%c", c);
	else if (c < 0x20)
		buf_fmt(out, "\\u%04x", c);
	else
		buf_char(out, (char)c);
}

static void
put_text(struct buf *out, const char *key, struct str s)
{
	buf_fmt(out, "\"%s\":", key);
	if (!s.p) {
		buf_cstr(out, "null");
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++)
		put_char(out, (unsigned char)s.p[i]);
	buf_char(out, '"');
}

static void
put_int(struct buf *out, const char *key, int64_t v)
{
	buf_fmt(out, "\"%s\":", key);
	if (v == NUM_NULL)
		buf_cstr(out, "null");
	else
		buf_int(out, v);
}

static void
put_printed(struct buf *out, const char *key, int64_t v,
	void (*print)(int64_t, struct buf *))
{
	struct buf b = {0};

	print(v, &b);
	put_text(out, key, v == NUM_NULL ? STR_NULL : buf_view(&b));
	buf_free(&b);
}

/* What separates; the first key of an object has none before it. */
static void
then(struct buf *out)
{
	buf_char(out, ',');
}

static void
put_party(struct buf *out, const char *key, const struct paper_party *p)
{
	const struct {
		const char *key;
		struct str value;
	} rows[] = {{"name", p->name}, {"contact", p->contact},
		{"street", p->street}, {"postal", p->postal},
		{"city", p->city}, {"region", p->region},
		{"country", p->country}, {"vat_id", p->vat_id},
		{"phone", p->phone}, {"email", p->email},
		{"website", p->website}, {"bank", p->bank}};

	buf_fmt(out, "\"%s\":{", key);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (i)
			then(out);
		put_text(out, rows[i].key, rows[i].value);
	}
	buf_char(out, '}');
}

static void
put_bits(struct buf *out, uint64_t bits)
{
	bool first = true;

	buf_cstr(out, "\"taxes\":[");
	for (int i = 0; i < DOC_TAXES; i++) {
		if (!(bits >> i & 1))
			continue;
		buf_fmt(out, "%s%d", first ? "" : ",", i);
		first = false;
	}
	buf_char(out, ']');
}

static void
put_line(struct buf *out, const struct paper_line *t, const struct doc_line *l)
{
	static const char *const choices[] = {"firm", "optional",
		"alternative"};
	static const char *const intervals[] = {"once", "month", "year"};
	const struct {
		const char *key;
		int64_t value;
	} figures[] = {{"discount_percent", l->percent},
		{"discount_off", l->off}, {"gross", l->gross},
		{"discount", l->discount}, {"amount", l->amount},
		{"share", l->share}, {"net", l->net}, {"tax", l->tax},
		{"total", l->total}};

	buf_char(out, '{');
	put_int(out, "position", t->position), then(out);
	put_text(out, "sku", t->sku), then(out);
	put_text(out, "text", t->text), then(out);
	put_printed(out, "quantity", l->quantity, dec_print), then(out);
	put_text(out, "unit", t->unit), then(out);
	put_printed(out, "price", l->price, dec_print), then(out);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		put_int(out, figures[i].key, figures[i].value), then(out);
	put_text(out, "choice", str_of(choices[l->choice])), then(out);
	put_text(out, "interval", str_of(intervals[l->interval])), then(out);
	put_text(out, "tax_class", t->tax_class), then(out);
	put_bits(out, l->taxes);
	buf_char(out, '}');
}

static void
put_part(struct buf *out, const char *key, const struct doc_part *p,
	size_t ntaxes)
{
	buf_fmt(out, "\"%s\":{", key);
	put_int(out, "lines", (int64_t)p->lines), then(out);
	put_int(out, "amount", p->amount), then(out);
	put_int(out, "discount", p->discount), then(out);
	put_int(out, "net", p->net), then(out);
	put_int(out, "tax", p->tax), then(out);
	put_int(out, "total", p->total), then(out);
	buf_cstr(out, "\"taxes\":[");
	for (size_t i = 0; i < ntaxes; i++) {
		buf_cstr(out, i ? ",{" : "{");
		put_int(out, "base", p->taxes[i].base), then(out);
		put_int(out, "tax", p->taxes[i].tax);
		buf_char(out, '}');
	}
	buf_cstr(out, "]}");
}

static void
put_taxes(struct buf *out, const struct doc *d)
{
	buf_cstr(out, "\"taxes\":[");
	for (size_t i = 0; i < d->ntaxes; i++) {
		buf_cstr(out, i ? ",{" : "{");
		put_text(out, "name", d->taxes[i].name), then(out);
		put_text(out, "category", d->taxes[i].category), then(out);
		put_printed(out, "rate", d->taxes[i].rate, dec_print);
		then(out);
		put_text(out, "reason", d->taxes[i].reason), then(out);
		put_text(out, "text", d->taxes[i].text);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static void
put_rules(struct buf *out, const struct doc *d)
{
	put_text(out, "currency", str_of(d->money->code)), then(out);
	put_int(out, "exponent", d->money->exponent), then(out);
	put_text(out, "prices", d->inclusive ? STR("inclusive")
					     : STR("exclusive")), then(out);
	put_text(out, "tax_by", d->mode == DOC_BY_LINE ? STR("line")
						       : STR("document"));
	then(out);
	put_text(out, "rounding", str_of(rounding_name(d->rounding)));
	then(out);
	put_int(out, "discount_percent", d->percent), then(out);
	put_int(out, "discount_off", d->off);
}

void
paper_json(const struct paper *p, struct buf *out)
{
	static const char *const names[] = {"once", "month", "year"};
	const struct doc *d = p->doc;

	buf_char(out, '{');
	put_text(out, "kind", str_of(p->kind)), then(out);
	put_text(out, "number", p->number), then(out);
	put_int(out, "version", p->version), then(out);
	put_text(out, "name", p->name), then(out);
	put_printed(out, "day", p->day, day_print), then(out);
	put_printed(out, "valid_until", p->valid_until, day_print), then(out);
	put_int(out, "terms", p->terms), then(out);
	put_party(out, "seller", &p->seller), then(out);
	put_party(out, "buyer", &p->buyer), then(out);
	put_text(out, "owner", p->owner), then(out);
	put_text(out, "owner_email", p->owner_email), then(out);
	put_text(out, "notes", p->notes), then(out);
	put_text(out, "footer", p->footer), then(out);
	put_rules(out, d), then(out);
	put_taxes(out, d), then(out);
	buf_cstr(out, "\"lines\":[");
	for (size_t i = 0; i < d->nlines; i++) {
		buf_cstr(out, i ? ",\n" : "\n");
		put_line(out, &p->lines[i], &d->lines[i]);
	}
	buf_cstr(out, d->nlines ? "\n]," : "],");
	for (int i = 0; i < DOC_INTERVALS; i++)
		put_part(out, names[i], &d->parts[i], d->ntaxes), then(out);
	put_part(out, "whole", &d->whole, d->ntaxes);
	buf_cstr(out, "}\n");
}
