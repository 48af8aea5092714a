/* The document of a quote: as it was kept, or as it is said now. */
#include "paper/read.h"
#include "show/offer_part.h"
#include "show/templates.h"

int
offer_kept(struct cli *c, const struct quote *q, struct str format,
	struct str *out, struct err *e)
{
	struct view view = tx_view(c->model.tx);
	bool past = view.as_of != AS_OF_NOW || view.op != OP_NOW;
	struct document *d;
	int rc;

	/* it is of the version, however the quote is looked at */
	if (past)
		tx_set_view(c->model.tx, VIEW_NOW);
	rc = quote_document(&c->model, q->common.id, q->version, format, &d, e);
	if (past)
		tx_set_view(c->model.tx, view);
	if (rc == 0)
		rc = document_bytes(d, &c->arena, out, e);
	if (rc == 0)
		*out = arena_str(&c->arena, *out);
	return rc;
}

/* ---- its look ------------------------------------------------------------ */

int
offer_look(struct cli *c, const struct look **out, struct err *e)
{
	const char *dir;
	int rc = templates_find(c, STR_NULL, &dir, e);

	return rc ? rc : templates_look(c, dir, out, e);
}

int
offer_dress(struct cli *c, struct str language, struct paper_look *out,
	struct err *e)
{
	struct str given = cli_text(c, "lang");
	const struct look *look;
	int rc = offer_look(c, &look, e);

	if (rc)
		return rc;
	rc = quote_look(look, given.p ? given : language, out, e);
	if (rc && given.p)
		e->code = ERR_USAGE;
	return rc ? (int)e->code : 0;
}

/* ---- its bytes ----------------------------------------------------------- */

static int
rendered(struct cli *c, const struct paper *p, struct str language,
	enum paper_format f, struct str *out, struct err *e)
{
	struct paper_look look;
	struct buf b = {0};
	int rc = f == PAPER_JSON ? 0 : offer_dress(c, language, &look, e);

	if (rc)
		return rc;
	paper_render(p, &look, f, &b);
	*out = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return 0;
}

/* What was sent, in a language it was not sent in. */
static int
translated(struct cli *c, const struct quote *q, enum paper_format f,
	struct str *out, struct err *e)
{
	struct str json;
	struct paper p;
	int rc = offer_kept(c, q, STR("json"), &json, e);

	if (rc == 0)
		rc = paper_read(&c->arena, "document", json, &p, e);
	return rc ? rc : rendered(c, &p, STR_NULL, f, out, e);
}

int
offer_document(struct cli *c, int64_t id, enum paper_format f,
	struct str *out, struct err *e)
{
	bool anew = f != PAPER_JSON && cli_flag(c, "lang");
	struct quote_sheet s;
	struct paper p;
	int rc = quote_load(&c->model, id, &s, e);

	if (rc)
		return rc;
	if (s.quote->sent != NUM_NULL) {
		rc = anew ? translated(c, s.quote, f, out, e)
			: offer_kept(c, s.quote, str_of(paper_format_name(f)),
				out, e);
		if (rc != ERR_NO)
			return rc;
	}
	rc = quote_compute(&c->model, &s, e);
	if (rc == 0)
		rc = quote_paper(&c->model, &s, &p, e);
	return rc ? rc : rendered(c, &p, s.quote->language, f, out, e);
}
