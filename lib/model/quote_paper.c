/* What a quote prints, and what is kept of it when it is sent. */
#include "base/base64.h"
#include "base/hash.h"
#include "model/account.h"
#include "model/contact.h"
#include "model/product.h"
#include "model/quote_paper.h"
#include "model/quote_part.h"
#include "model/rep.h"

static struct paper_party
seller_of(const struct policy *p)
{
	const struct seller *s = &p->seller;

	return (struct paper_party){
		.name = s->name,
		.street = s->street,
		.postal = s->postal,
		.city = s->city,
		.region = s->region,
		.country = s->country,
		.vat_id = s->vat_id,
		.phone = s->phone,
		.email = s->email,
		.website = s->website,
		.bank = s->bank,
	};
}

static int
take_account(struct model *m, const struct quote *q, struct paper_party *to,
	struct err *e)
{
	const struct account *a;
	void *rec;
	int rc;

	if (q->account == NUM_NULL)
		return 0;
	rc = model_shown(m, model_entity(m, E_ACCOUNT), q->account, m->arena,
		&rec, e);
	if (rc)
		return rc;
	a = rec;
	to->name = a->name;
	to->street = a->street;
	to->postal = a->postal;
	to->city = a->city;
	to->region = a->region;
	to->country = a->country;
	to->vat_id = a->vat_id;
	return 0;
}

static int
take_people(struct model *m, const struct quote *q, struct paper *p,
	struct err *e)
{
	void *rec;
	int rc = 0;

	if (q->contact != NUM_NULL) {
		rc = model_shown(m, model_entity(m, E_CONTACT), q->contact,
			m->arena, &rec, e);
		if (rc == 0)
			p->buyer.contact = ((struct contact *)rec)->name;
	}
	if (rc || q->owner == NUM_NULL)
		return rc;
	rc = model_shown(m, model_entity(m, E_REP), q->owner, m->arena, &rec,
		e);
	if (rc == 0) {
		const struct rep *r = rec;

		p->owner = r->name.n ? r->name : r->handle;
		p->owner_email = r->email;
	}
	return rc;
}

static int
take_line(struct model *m, const struct line *l, struct paper_line *to,
	struct err *e)
{
	void *rec;
	int rc;

	*to = (struct paper_line){
		.position = l->position,
		.text = l->text,
		.unit = l->unit,
		.tax_class = l->tax,
	};
	if (l->product == NUM_NULL)
		return 0;
	rc = model_shown(m, model_entity(m, E_PRODUCT), l->product, m->arena,
		&rec, e);
	if (rc == 0)
		to->sku = ((struct product *)rec)->sku;
	return rc;
}

int
quote_paper(struct model *m, const struct quote_sheet *s, struct paper *out,
	struct err *e)
{
	const struct quote *q = s->quote;
	struct paper_line *lines = arena_array(m->arena, s->n + 1,
		sizeof *lines);
	int rc;

	*out = (struct paper){
		.kind = "quote",
		.number = q->number,
		.version = q->version,
		.name = q->name,
		.draft = q->sent == NUM_NULL,
		.day = q->day == NUM_NULL ? m->cal.today : q->day,
		.valid_until = q->valid_until,
		.terms = q->terms,
		.seller = seller_of(m->policy),
		.doc = &s->doc,
		.lines = lines,
		.notes = q->notes,
		.footer = m->policy->seller.footer,
		.hash = q->hash,
	};
	rc = take_account(m, q, &out->buyer, e);
	if (rc == 0)
		rc = take_people(m, q, out, e);
	for (size_t i = 0; rc == 0 && i < s->n; i++)
		rc = take_line(m, s->lines[i], &lines[i], e);
	return rc;
}

/* ---- the look ------------------------------------------------------------ */

static int
no_language(const char *where, struct str code, struct err *e)
{
	err_set(e, ERR_DATA, "%s'%.*s': no language of documents", where,
		STR_SHORT(code));
	return err_hint(e, "one of " PAPER_LANGUAGES);
}

int
quote_look(const struct look *look, struct str language,
	struct paper_look *out, struct err *e)
{
	struct look_text texts = {0};
	const char *where = "";

	if (!language.p && look && look->language.p) {
		language = look->language;
		where = "template.yaml: language: ";
	}
	if (!language.p)
		language = STR("en");
	*out = (struct paper_look){.language = paper_language_find(language)};
	if (!out->language)
		return no_language(where, language, e);
	if (!look)
		return 0;
	texts = look_texts(look, language);
	out->accent = look->accent;
	out->logo = look->logo;
	out->introduction = texts.introduction;
	out->closing = texts.closing;
	return 0;
}

/* ---- the archive --------------------------------------------------------- */

/* By what a format was rendered: its renderer, the template's text, a logo. */
static struct str
template_digest(struct model *m, enum paper_format f)
{
	struct buf of = {0};
	struct str digest;

	buf_str(&of, paper_template(f));
	if (m->look && f != PAPER_JSON)
		buf_str(&of, m->look->source);
	if (m->look && f == PAPER_HTML)
		buf_str(&of, m->look->logo);
	digest = sha_text(m->arena, buf_view(&of));
	buf_free(&of);
	return digest;
}

/* Beside quote, version and hash, which are the quote's. */
static int
keep(struct model *m, const struct quote *q, struct document *d,
	struct err *e)
{
	enum saved how;

	d->quote = q->common.id;
	d->version = q->version;
	d->hash = q->hash;
	return model_save(m, model_entity(m, E_DOCUMENT), d, &how, e);
}

static int
keep_format(struct model *m, const struct quote *q, const struct paper *p,
	const struct paper_look *look, enum paper_format f, struct err *e)
{
	struct document *d = record_new(model_entity(m, E_DOCUMENT), m->arena);
	struct buf body = {0};
	int rc;

	paper_render(p, look, f, &body);
	d->format = str_of(paper_format_name(f));
	d->template = template_digest(m, f);
	d->body = buf_view(&body);
	d->digest = sha_text(m->arena, d->body);
	rc = keep(m, q, d, e);
	buf_free(&body);
	return rc;
}

int
quote_keep_pdf(struct model *m, const struct quote *q, struct str pdf,
	struct str template, struct err *e)
{
	struct document *d = record_new(model_entity(m, E_DOCUMENT), m->arena);
	struct buf body = {0};
	int rc;

	base64_print(pdf, &body);
	d->format = STR("pdf");
	d->template = template;
	d->body = buf_view(&body);
	d->digest = sha_text(m->arena, pdf);
	rc = keep(m, q, d, e);
	buf_free(&body);
	return rc;
}

int
quote_archive(struct model *m, struct quote *q, struct err *e)
{
	struct quote_sheet s;
	struct paper p;
	struct paper_look look;
	struct buf json = {0};
	int rc = quote_load(m, q->common.id, &s, e);

	if (rc == 0)
		rc = quote_compute(m, &s, e);
	s.quote = q;
	if (rc == 0)
		rc = quote_paper(m, &s, &p, e);
	if (rc == 0)
		rc = quote_look(m->look, q->language, &look, e);
	if (rc)
		return rc;
	paper_render(&p, NULL, PAPER_JSON, &json);
	p.hash = q->hash = sha_text(m->arena, buf_view(&json));
	p.draft = false;
	buf_free(&json);
	for (int f = 0; rc == 0 && f < PAPER_FORMATS; f++)
		rc = keep_format(m, q, &p, &look, (enum paper_format)f, e);
	return rc;
}
