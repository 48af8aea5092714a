#include "out/mail.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "out/mail_code.h"

enum { LINE_MAX_COLUMNS = 78, TOKEN = 32 };

static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri",
	"Sat", "Sun"};
static const char *const months[] = {"", "Jan", "Feb", "Mar", "Apr", "May",
	"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* A moment as its parts on a clock so far east of UTC. */
struct moment {
	struct ymd day;
	const char *weekday;
	int hour, minute, second;
};

static struct moment
moment_of(int64_t instant, int64_t offset)
{
	int64_t seconds, day;
	int rest;

	instant += offset * US_PER_SECOND;
	day = instant / US_PER_DAY - (instant % US_PER_DAY < 0);
	seconds = (instant - day * US_PER_DAY) / US_PER_SECOND;
	rest = (int)seconds;
	return (struct moment){day_split(day), weekdays[day_weekday(day)],
		rest / 3600, rest / 60 % 60, rest % 60};
}

static void
date_print(const struct mail *m, struct buf *out)
{
	struct moment t = moment_of(m->instant, m->offset);
	int minutes = (int)(m->offset < 0 ? -m->offset : m->offset) / 60;

	buf_fmt(out, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\n",
		t.weekday, t.day.day, months[t.day.month], t.day.year, t.hour,
		t.minute, t.second, m->offset < 0 ? '-' : '+', minutes / 60,
		minutes % 60);
}

void
mail_mbox_line(const struct mail *m, struct buf *out)
{
	struct moment t = moment_of(m->instant, 0);

	buf_fmt(out, "From %.*s %s %s %2d %02d:%02d:%02d %04d\n",
		STR_F(m->from.address), t.weekday, months[t.day.month],
		t.day.day, t.hour, t.minute, t.second, t.day.year);
}

/* ---- headers ------------------------------------------------------------ */

static void
mailbox_print(const struct mailbox *b, struct buf *out)
{
	if (!b->name.n) {
		buf_str(out, b->address);
		return;
	}
	mail_phrase(b->name, out);
	if (out->n + b->address.n > LINE_MAX_COLUMNS - 8)
		buf_char(out, '\n');
	buf_fmt(out, " <%.*s>", STR_F(b->address));
}

/* Folded between mailboxes, a name's own folds apart. */
static void
mailboxes_print(const char *header, const struct mailbox *v, size_t n,
	struct buf *out)
{
	struct buf one = {0};
	size_t column = strlen(header) + 1;

	buf_fmt(out, "%s:", header);
	for (size_t i = 0; i < n; i++) {
		buf_reset(&one);
		mailbox_print(&v[i], &one);
		if (i && column + one.n + 2 > LINE_MAX_COLUMNS) {
			buf_cstr(out, "\n");
			column = 0;
		}
		buf_fmt(out, " %.*s%s", (int)one.n, one.p, i + 1 < n ? ","
								     : "");
		column += one.n + 2;
	}
	buf_char(out, '\n');
	buf_free(&one);
}

static void
subject_print(struct str subject, struct buf *out)
{
	struct buf shown = {0};

	text_show(subject, &shown);
	buf_cstr(out, "Subject: ");
	mail_words(shown.n ? buf_view(&shown) : STR("report"), 9, out);
	buf_char(out, '\n');
	buf_free(&shown);
}

/* What tells this message from all others, as far as anything does. */
static void
token_of(const struct mail *m, char out[TOKEN + 1])
{
	uint8_t digest[SHA_BYTES];
	char hex[2 * SHA_BYTES + 1];
	struct sha s;

	sha_init(&s);
	sha_add(&s, &m->instant, sizeof m->instant);
	sha_add(&s, m->from.address.p, m->from.address.n);
	for (size_t i = 0; i < m->nto; i++) {
		sha_add(&s, m->to[i].address.p, m->to[i].address.n);
		sha_add(&s, "", 1);
	}
	sha_add(&s, m->subject.p, m->subject.n);
	sha_add(&s, "", 1);
	sha_add(&s, m->text.p, m->text.n);
	sha_add(&s, m->html.p, m->html.n);
	if (m->file.bytes.p)
		sha_add(&s, m->file.bytes.p, m->file.bytes.n);
	sha_end(&s, digest);
	sha_hex(digest, hex);
	memcpy(out, hex, TOKEN);
	out[TOKEN] = '\0';
}

static void
part_print(const char *boundary, const char *type, struct str body,
	struct buf *out)
{
	buf_fmt(out, "--=_%s\nContent-Type: %s; charset=utf-8\n"
		"Content-Transfer-Encoding: quoted-printable\n\n",
		boundary, type);
	mail_quoted(body, out);
	buf_char(out, '\n');
}

/* The same twice, for the reader's program to choose from. */
static void
body_print(const struct mail *m, const char *token, struct buf *out)
{
	buf_fmt(out, "Content-Type: multipart/alternative;\n"
		" boundary=\"=_%s\"\n\n", token);
	part_print(token, "text/plain", m->text, out);
	part_print(token, "text/html", m->html, out);
	buf_fmt(out, "--=_%s--\n", token);
}

static void
file_print(const struct mail_file *f, struct buf *out)
{
	buf_fmt(out, "Content-Type: %s\nContent-Disposition: attachment;\n"
		" filename=\"%.*s\"\nContent-Transfer-Encoding: base64\n\n",
		f->type, STR_F(f->name));
	mail_base64(f->bytes, out);
}

/* The body and what is with it: neither boundary begins as the other does. */
static void
parts_print(const struct mail *m, const char *token, struct buf *out)
{
	buf_fmt(out, "Content-Type: multipart/mixed;\n"
		" boundary=\"=-%s\"\n\n--=-%s\n", token, token);
	body_print(m, token, out);
	buf_fmt(out, "\n--=-%s\n", token);
	file_print(&m->file, out);
	buf_fmt(out, "--=-%s--\n", token);
}

void
mail_print(const struct mail *m, struct buf *out)
{
	struct str address = m->from.address;
	struct str host = str_cut(address, str_find(address, '@') + 1,
		address.n);
	char token[TOKEN + 1];

	token_of(m, token);
	date_print(m, out);
	mailboxes_print("From", &m->from, 1, out);
	mailboxes_print("To", m->to, m->nto, out);
	subject_print(m->subject, out);
	buf_fmt(out, "Message-ID: <%s@%.*s>\n", token, STR_F(host));
	buf_cstr(out, "MIME-Version: 1.0\n");
	if (m->automatic)
		buf_cstr(out, "Auto-Submitted: auto-generated\n");
	m->file.bytes.p ? parts_print(m, token, out)
			: body_print(m, token, out);
}
