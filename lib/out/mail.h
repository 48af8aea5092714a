/*
 * mail.h - a message of RFC 5322 with the same in text and in HTML, and maybe a
 * file with it.
 *
 * Lines end in LF, as programs that take messages on standard input have them,
 * and are at most 78 columns wide. Header texts that are not plain ASCII are
 * encoded by RFC 2047, bodies are quoted-printable. No text can begin a header
 * of its own. The same message has the same bytes: its id and boundary follow
 * from the rest.
 */
#ifndef OUT_MAIL_H
#define OUT_MAIL_H

#include "base/clock.h"
#include "out/mailbox.h"

struct mail_file {
	struct str name;  /* of ASCII letters, digits, '.', '_' and '-' */
	const char *type; /* "application/pdf" */
	struct str bytes; /* null: no file */
};

struct mail {
	struct mailbox from;
	const struct mailbox *to; /* one or more */
	size_t nto;
	struct str subject;
	int64_t instant;
	int64_t offset;		  /* of the date, seconds east of UTC */
	struct str text, html;	  /* UTF-8 */
	bool automatic;		  /* a program's own, as a report is: what
				   * answers for who is away keeps silent */
	struct mail_file file;
};

/* Appends the message. */
void mail_print(const struct mail *m, struct buf *out);
/* The line that parts messages in one file (mbox), of that message. */
void mail_mbox_line(const struct mail *m, struct buf *out);

#endif
