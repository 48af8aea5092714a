/*
 * `quote send`: first what was sent is saved, then it is mailed or written, so
 * that nothing leaves that is not in the archive.
 *
 * A PDF is made before: a run that is thrown away says what is going to be
 * sent, pipe-render makes PDFs of that while no transaction runs, and the run
 * that counts keeps them, unless a quote has become another one meanwhile.
 */
#include "show/offer_part.h"

enum { TRIES = 3 };

/* A quote that is going to be sent, and its PDF. */
struct made {
	int64_t id;
	struct str hash, pdf;
	struct offer_source source;
};

struct send_job {
	struct offer_form form;
	const struct look *look;    /* of what is sent */
	bool trial;		    /* the run that is thrown away */
	bool stale;		    /* a quote is not the one of the trial */
	ARR(struct made) made;
	struct str made_by;	    /* digest */
	size_t n;		    /* quotes sent */
	struct str bytes;	    /* what --out is to have */
	struct offer_letter letter; /* what is mailed */
	const char *version;	    /* "Q-1@2" */
};

/* ---- one quote ----------------------------------------------------------- */

static int
note_trial(struct cli *c, struct send_job *j, const struct quote *q,
	struct err *e)
{
	struct made *m = ARR_ADD(&j->made);

	m->id = q->common.id;
	m->hash = arena_str(&c->arena, q->hash);
	m->source.language = arena_str(&c->arena, q->language);
	return offer_kept(c, q, STR("json"), &m->source.json, e);
}

static int
keep_made(struct cli *c, struct send_job *j, const struct quote *q,
	struct err *e)
{
	for (size_t i = 0; i < j->made.n; i++) {
		const struct made *m = &j->made.v[i];

		if (m->id != q->common.id || !str_eq(m->hash, q->hash))
			continue;
		j->bytes = j->letter.pdf = m->pdf;
		return quote_keep_pdf(&c->model, q, m->pdf, j->made_by, e);
	}
	j->stale = true;
	return err_set(e, ERR_AGAIN, "%.*s: changes while its PDF is made",
		STR_SHORT(q->number));
}

static int
take_letter(struct cli *c, struct send_job *j, const struct quote *q,
	struct err *e)
{
	int rc = offer_kept(c, q, STR("text"), &j->letter.text, e);

	if (rc == 0)
		rc = offer_letter_head(c, q, &j->letter, e);
	return rc ? rc : offer_kept(c, q, STR("html"), &j->letter.page, e);
}

static int
send_rule(struct cli *c, void *rec, enum saved *how, struct err *e)
{
	struct send_job *j = c->state;
	struct str language = cli_text(c, "lang");
	const struct quote *q = rec;
	int rc = language.p ? model_assign_text(&c->model, c->entity, rec,
		QUOTE_LANGUAGE, language, e) : 0;

	if (rc == 0)
		rc = quote_send(&c->model, rec, how, e);
	if (rc == 0 && j->n++ && (j->form.mail || j->form.out.p))
		rc = err_set(e, ERR_USAGE, "--%s: is for one quote at a time",
			j->form.mail ? "mail-to" : "out");
	if (rc || j->trial)
		return rc ? rc : note_trial(c, j, q, e);
	j->version = arena_fmt(&c->arena, "%.*s@%lld", STR_F(q->number),
		(long long)q->version);
	if (j->form.pdf)
		rc = keep_made(c, j, q, e);
	else if (j->form.out.p)
		rc = offer_kept(c, q, str_of(paper_format_name(
			j->form.format)), &j->bytes, e);
	if (rc == 0 && j->form.mail)
		rc = take_letter(c, j, q, e);
	return rc;
}

/* ---- all of them --------------------------------------------------------- */

/* A command is not cut short. */
static const char *
mail_again(struct cli *c, const struct send_job *j)
{
	enum { MOST = 300 };
	struct str to = cli_text(c, "mail-to");
	bool whole = to.n <= MOST && str_find(to, '\'') == to.n;

	return arena_fmt(&c->arena, "try: pipe quote render %s%s --mail-to "
		"%s%.*s%s --send", j->version, j->form.pdf ? " -F pdf" : "",
		whole ? "'" : "", STR_F(whole ? to : STR("ADDRESSES")),
		whole ? "'" : "");
}

static void
mail_it(struct cli *c, const struct send_job *j)
{
	if (c->dry_run) {
		cli_say(c, "would be mailed to %.*s",
			STR_SHORT(cli_text(c, "mail-to")));
		return;
	}
	offer_letter_print(c, &j->letter);
	cli_mail_again(c, mail_again(c, j));
}

static int
send_all(struct cli *c, struct err *e)
{
	struct send_job *j = c->state;
	int rc;

	c->model.look = j->look;
	j->n = 0;
	if (j->trial)
		j->made.n = 0;
	rc = cli_act(c, c->nargs, send_rule, e);
	if (rc == 0 && j->n && j->form.mail && !j->trial)
		mail_it(c, j);
	return rc;
}

static int
make_pdfs(struct cli *c, struct send_job *j, struct err *e)
{
	bool dry = c->dry_run;
	int rc = offer_pdf_by(c, &j->made_by, e);

	if (rc)
		return rc;
	j->trial = c->dry_run = true;
	rc = cli_write(c, c->verb->kind, 0, send_all, e);
	j->trial = false;
	c->dry_run = dry;
	for (size_t i = 0; rc == 0 && i < j->made.n; i++)
		rc = offer_pdf(c, &j->made.v[i].source, &j->made.v[i].pdf, e);
	return rc;
}

static int
send_made(struct cli *c, struct send_job *j, struct err *e)
{
	int rc = 0;

	for (int i = 0; i < TRIES && (i == 0 || j->stale); i++) {
		j->stale = false;
		rc = j->form.pdf ? make_pdfs(c, j, e) : 0;
		if (rc == 0)
			rc = cli_write(c, c->verb->kind, 0, send_all, e);
	}
	return rc;
}

/* It was sent, whatever becomes of the file. */
static int
write_out(struct cli *c, const struct send_job *j, struct err *e)
{
	struct err why;
	int rc = offer_put(c, &j->form, j->bytes, &why);

	if (rc == 0)
		return 0;
	err_set(e, (enum err_code)rc, "%s; the change was saved", why.msg);
	return err_hint(e, "try: pipe quote render %s -F %s --out FILE",
		j->version, j->form.pdf ? "pdf"
		: paper_format_name(j->form.format));
}

static int
check_use(struct cli *c, const struct offer_form *f, struct err *e)
{
	struct str word = cli_text(c, "format");

	if (word.p && !f->pdf && !f->out.p)
		return err_set(e, ERR_USAGE, "--format %.*s: is kept of all "
			"that is sent; --out FILE writes it", STR_SHORT(word));
	if (cli_flag(c, "keep-going") && (f->pdf || f->mail || f->out.p))
		return err_set(e, ERR_USAGE, "--keep-going: goes without "
			"--format, --out and --mail-to");
	return 0;
}

int
offer_send(struct cli *c, struct err *e)
{
	struct send_job j = {0};
	struct paper_look look; /* that there is the language */
	int rc = offer_form(c, &j.form, e);

	if (rc == 0)
		rc = check_use(c, &j.form, e);
	if (rc == 0)
		rc = offer_look(c, &j.look, e);
	if (rc == 0)
		rc = offer_dress(c, STR_NULL, &look, e);
	c->state = &j;
	if (rc == 0)
		rc = send_made(c, &j, e);
	c->state = NULL;
	if (rc == 0 && j.n && j.form.out.p && !c->dry_run)
		rc = write_out(c, &j, e);
	ARR_FREE(&j.made);
	return rc;
}
