#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/inside.h"
#include "cli/mail.h"

/* ---- what is asked for ------------------------------------------------- */

static int
read_whom(struct cli *c, struct mail_job *job, struct err *e)
{
	struct str to = cli_text(c, "mail-to"), each = cli_text(c, "mail-each");

	if (to.p && each.p)
		return err_set(e, ERR_USAGE, "--mail-to and --mail-each: only "
			"one of them can be");
	if (to.p)
		return mailbox_list(&c->arena, to, "--mail-to", &job->to,
			&job->nto, e);
	if (str_is(each, "rep"))
		job->each = E_REP;
	else if (str_is(each, "team"))
		job->each = E_TEAM;
	else
		return err_set(e, ERR_USAGE, "--mail-each: '%.*s' is none of "
			"team, rep", STR_SHORT(each));
	return ERR_OK;
}

static int
refuse_formats(struct cli *c, struct err *e)
{
	static const char *const names[] = {"format", "json", "csv", "template",
		"ids", "header", "null", "spreadsheet", NULL};

	/* a verb that prints documents has a --format of its own */
	for (const char *const *name = names + !(c->verb->mode &
		(VERB_LIST | VERB_REPORT)); *name; name++)
		if (cli_flag(c, *name))
			return err_set(e, ERR_USAGE, "--%s: a message has a "
				"table and the same in HTML", *name);
	return ERR_OK;
}

int
mail_settle(struct cli *c, struct err *e)
{
	struct mail_job *job;

	if (!cli_flag(c, "mail-to") && !cli_flag(c, "mail-each")) {
		if (!(c->verb->mode & (VERB_LIST | VERB_MAIL)) ||
			!cli_flag(c, "send"))
			return ERR_OK;
		err_set(e, ERR_USAGE, "--send: it is not said to whom");
		return err_hint(e, "by --mail-to ADDRESSES or --mail-each "
			"team|rep");
	}
	if (!(c->verb->mode & (VERB_LIST | VERB_MAIL)))
		return ERR_OK;
	job = arena_alloc(&c->arena, sizeof *job);
	job->send = cli_flag(c, "send");
	if (read_whom(c, job, e) || refuse_formats(c, e))
		return ERR_USAGE;
	/* what was changed cannot wait for a mail program to be there */
	if (job->send && (c->verb->mode & VERB_CHANGE) && mail_check(c, e))
		return (int)e->code;
	out_gather(&job->html);
	c->private->mail = job;
	/* as it would be printed, but off a terminal */
	c->tty = c->color = false;
	c->format = FORMAT_TABLE;
	c->private->dress.format = FORMAT_TABLE;
	c->private->dress.color = c->private->dress.dress = false;
	c->private->dress.html = &job->html;
	c->private->dress.rows = &job->rows;
	return ERR_OK;
}

bool
cli_mail_page(struct cli *c, struct str html)
{
	struct mail_job *job = c->private->mail;

	if (!job)
		return false;
	out_add(&job->html, html);
	job->rows++;
	job->letter = true;
	return true;
}

void
cli_mail_file(struct cli *c, struct str name, const char *type,
	struct str bytes)
{
	c->private->mail->file = (struct mail_file){
		.name = name,
		.type = type,
		.bytes = bytes,
	};
}

void
cli_mail_again(struct cli *c, const char *how)
{
	c->private->mail->again = str_of(how);
}

const struct recipient *
cli_recipient(const struct cli *c)
{
	return c->private->mail ? c->private->mail->one : NULL;
}

/* ---- one message ------------------------------------------------------- */

/* Everything that went into a stream, which is empty afterwards. */
static int
take(struct out *from, struct buf *to, struct err *e)
{
	struct stat st = {.st_size = 0};
	int error = from->error;
	ssize_t got = 0;

	if (!error && from->fd >= 0 && fstat(from->fd, &st))
		error = errno;
	buf_room(to, (size_t)st.st_size + from->buf.n + 1);
	if (!error && st.st_size)
		got = pread(from->fd, to->p, (size_t)st.st_size, 0);
	if (!error && got != st.st_size)
		error = got < 0 ? errno : EIO;
	to->n = got > 0 ? (size_t)got : 0;
	buf_str(to, buf_view(&from->buf));
	if (!error)
		error = out_forget(from);
	return error ? err_sys(e, error, "cannot collect output") : ERR_OK;
}

static const char *
addresses(struct cli *c, const struct mail *m)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < m->nto; i++)
		buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_F(m->to[i].address));
	text = arena_cstr(&c->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

static void
add_message(struct cli *c, struct mail *m)
{
	struct mail_job *job = c->private->mail;
	struct buf b = {0};

	m->subject = title_settle(c);
	m->instant = c->now;
	m->offset = zone_offset(c->model.cal.zone, c->now);
	m->automatic = !job->letter;
	if (job->each && !job->send)
		mail_mbox_line(m, &b);
	mail_print(m, &b);
	if (job->each && !job->send)
		buf_char(&b, '\n');
	*ARR_ADD(&job->messages) = (struct mail_message){
		.text = arena_str(&c->arena, buf_view(&b)),
		.to = addresses(c, m),
	};
	buf_free(&b);
}

/* The verb once: *said when it printed something worth a message. Its answer
 * "no" is one, where it comes with rows. */
static int
run_once(struct cli *c, verb_fn *fn, struct buf *text, struct buf *html,
	bool *said, struct err *e)
{
	struct mail_job *job = c->private->mail;
	int rc, failed;

	job->rows = 0;
	job->file = (struct mail_file){0};
	c->private->title = STR_NULL;
	rc = fn(c, e);
	failed = take(&c->out, text, rc ? &(struct err){0} : e);
	if (!failed)
		failed = take(&job->html, html, rc ? &(struct err){0} : e);
	*said = html->n && (rc == ERR_OK || (rc == ERR_NO && job->rows));
	return rc ? rc : failed;
}

static int
run_to(struct cli *c, verb_fn *fn, const struct mailbox *from, struct err *e)
{
	struct mail m = {.from = *from, .to = c->private->mail->to,
		.nto = c->private->mail->nto};
	struct buf text = {0}, html = {0};
	bool said;
	int rc = run_once(c, fn, &text, &html, &said, e);

	m.text = buf_view(&text);
	m.html = buf_view(&html);
	m.file = c->private->mail->file;
	if (said)
		add_message(c, &m);
	buf_free(&text);
	buf_free(&html);
	return rc;
}

/* ---- one for everyone -------------------------------------------------- */

/* A list has nothing of its own to do with whom it is for: a word is added. */
static int
add_word(struct cli *c, const struct recipient *one, struct err *e)
{
	struct str *args = arena_array(&c->arena, c->nargs + 2, sizeof *args);
	const struct field *owner = c->entity ? entity_field(c->entity,
		STR("owner")) : NULL;

	if (!owner)
		return err_set(e, ERR_USAGE, "--mail-each: %s have no owner",
			c->entity ? c->entity->plural : "these rows");
	memcpy(args, c->args, c->nargs * sizeof *args);
	args[c->nargs++] = str_of(arena_fmt(&c->arena, "%s:%.*s",
		one->entity == E_TEAM ? "team" : "owner", STR_F(one->key)));
	c->args = args;
	return ERR_OK;
}

static void
tell_lack(struct cli *c, const struct recipient *one, struct str why)
{
	cli_tell(c, arena_fmt(&c->arena, "%.*s: no message to it: %.*s",
		STR_F(one->ref), STR_F(why)));
}

/* False, and told, for someone who cannot be written to. */
static bool
can_reach(struct cli *c, const struct recipient *one, struct mailbox *to)
{
	struct err why;

	if (!one->email.n) {
		tell_lack(c, one, str_of(arena_fmt(&c->arena, "it has not got "
			"%.*s", STR_F(one->lacks))));
		return false;
	}
	if (mailbox_make(&c->arena, one->name, one->email, "email", to,
			&why) == ERR_OK)
		return true;
	tell_lack(c, one, str_of(arena_fmt(&c->arena, "%s", why.msg)));
	return false;
}

static int
run_one(struct cli *c, verb_fn *fn, const struct mailbox *from,
	const struct recipient *one, size_t *reached, struct err *e)
{
	struct str *args = c->args;
	size_t nargs = c->nargs;
	struct buf text = {0}, html = {0};
	struct mailbox to;
	struct mail m = {.from = *from, .to = &to, .nto = 1};
	bool said = false, list = c->verb->mode & VERB_LIST;
	int rc = list ? add_word(c, one, e) : ERR_OK;

	c->private->mail->one = one;
	if (rc == ERR_OK)
		rc = run_once(c, fn, &text, &html, &said, e);
	/* who has nothing in it needs no message */
	if (said && c->private->mail->rows && can_reach(c, one, &to)) {
		m.text = buf_view(&text);
		m.html = buf_view(&html);
		add_message(c, &m);
		++*reached;
	}
	c->private->mail->one = NULL;
	c->args = args;
	c->nargs = nargs;
	buf_free(&text);
	buf_free(&html);
	return rc;
}

/* The answer "no" of one does not keep it from the others. */
static int
run_each(struct cli *c, verb_fn *fn, const struct mailbox *from,
	struct err *e)
{
	const struct model model = c->model;
	struct recipient *v;
	struct err inner;
	size_t n, reached = 0;
	int each = c->private->mail->each, no = ERR_OK;
	int rc = recipient_list(&c->model, &c->arena, each, &v, &n, e);

	for (size_t i = 0; rc == ERR_OK && i < n; i++) {
		tx_set_view(model.tx, c->view);
		cli_take_model(c, &model);
		rc = run_one(c, fn, from, &v[i], &reached, &inner);
		if (rc)
			*e = inner;
		if (rc == ERR_NO)
			no = rc, rc = ERR_OK;
	}
	if (rc || no || reached)
		return rc ? rc : no;
	return err_set(e, ERR_NO, "--mail-each %s: there is nobody to write to",
		each == E_REP ? "rep" : "team");
}

/* ---- the run ----------------------------------------------------------- */

static int
read_from(struct cli *c, struct mailbox *from, struct err *e)
{
	struct recipient me = {0};
	int64_t rep;
	int rc;

	if (c->user->from.n)
		return mailbox_parse(&c->arena, c->user->from, "from", from,
			e);
	rc = model_me(&c->model, &rep, e);
	if (rc == ERR_OK && rep != NUM_NULL)
		rc = recipient_rep(&c->model, &c->arena, rep, &me, e);
	if (rc)
		return rc;
	if (me.email.n)
		return mailbox_make(&c->arena, me.name, me.email, "email", from,
			e);
	err_set(e, ERR_USAGE, "it is not known whom messages are from");
	return err_hint(e, "try: pipe config set from 'Sales "
		"<sales@example.com>'");
}

static void
print_messages(struct cli *c)
{
	struct mail_job *job = c->private->mail;

	for (size_t i = 0; i < job->messages.n; i++)
		out_add(&c->out, job->messages.v[i].text);
}

int
mail_run(struct cli *c, verb_fn *fn, struct err *e)
{
	struct mail_job *job = c->private->mail;
	struct mailbox from;
	int rc = read_from(c, &from, e);

	job->messages.n = 0;
	if (rc)
		return rc;
	rc = job->each ? run_each(c, fn, &from, e) : run_to(c, fn, &from, e);
	if (!job->send && (rc == ERR_OK || rc == ERR_NO))
		print_messages(c);
	return rc;
}

void
mail_free(struct cli *c)
{
	struct mail_job *job = c->private->mail;

	if (!job)
		return;
	buf_free(&job->html.buf);
	if (job->html.fd >= 0)
		close(job->html.fd);
	ARR_FREE(&job->messages);
}
