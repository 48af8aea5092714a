/* `quote render`: to standard output, into a file or a message. */
#include "show/offer_part.h"

struct render_job {
	struct offer_form form;
	struct offer_letter letter; /* to be mailed */
	struct str bytes;	    /* null: a PDF that is to be made */
	struct offer_source source; /* of it */
};

static int
gather_letter(struct cli *c, const struct quote *q, struct offer_letter *l,
	struct err *e)
{
	int rc = offer_document(c, q->common.id, PAPER_TEXT, &l->text, e);

	if (rc == 0)
		rc = offer_letter_head(c, q, l, e);
	return rc ? rc : offer_document(c, q->common.id, PAPER_HTML, &l->page,
		e);
}

/* The one that was kept, unless it is asked for in a language; else what it is
 * made of. */
static int
gather_pdf(struct cli *c, const struct quote *q, struct render_job *j,
	struct err *e)
{
	int rc = ERR_NO;

	j->source.draft = q->sent == NUM_NULL;
	j->source.language = arena_str(&c->arena, q->language);
	if (!j->source.draft && !cli_text(c, "lang").p)
		rc = offer_kept(c, q, STR("pdf"), &j->bytes, e);
	return rc != ERR_NO ? rc : offer_document(c, q->common.id, PAPER_JSON,
		&j->source.json, e);
}

static int
gather(struct cli *c, struct err *e)
{
	struct render_job *j = c->state;
	int64_t id;
	void *rec;
	int rc = offer_at(c, c->args[0], &id, e);

	if (rc == 0)
		rc = model_get(&c->model, model_entity(&c->model, E_QUOTE), id,
			&rec, e);
	if (rc == 0 && j->form.mail)
		rc = gather_letter(c, rec, &j->letter, e);
	if (rc == 0)
		rc = j->form.pdf ? gather_pdf(c, rec, j, e)
			: offer_document(c, id, j->form.format, &j->bytes, e);
	return rc;
}

static int
print_letter(struct cli *c, struct err *e)
{
	const struct render_job *j = c->state;

	(void)e;
	offer_letter_print(c, &j->letter);
	return 0;
}

static int
render_all(struct cli *c, struct render_job *j, struct err *e)
{
	int rc = cli_read(c, gather, e);

	if (rc == 0 && !j->bytes.p)
		rc = offer_pdf(c, &j->source, &j->bytes, e);
	if (rc || !j->form.mail)
		return rc ? rc : offer_put(c, &j->form, j->bytes, e);
	if (j->form.pdf)
		j->letter.pdf = j->bytes;
	return cli_read(c, print_letter, e);
}

int
offer_render(struct cli *c, struct err *e)
{
	struct render_job j = {0};
	int rc = offer_form(c, &j.form, e);

	if (rc)
		return rc;
	if (c->nargs != 1) {
		err_set(e, ERR_USAGE, "one quote is needed");
		return err_hint(e, "try: pipe quote render Q-12 -F html");
	}
	if (cli_text(c, "lang").p && str_is(cli_text(c, "format"), "json"))
		return err_set(e, ERR_USAGE, "--lang: JSON is in no language");
	if (j.form.pdf && c->tty && !j.form.out.p) {
		err_set(e, ERR_USAGE, "a PDF is nothing for a terminal");
		return err_hint(e, "give --out FILE, or redirect");
	}
	c->state = &j;
	rc = render_all(c, &j, e);
	c->state = NULL;
	return rc;
}
