/* mail.h - what a verb prints as messages. Private to cli/. */
#ifndef CLI_MAIL_H
#define CLI_MAIL_H

#include "cli/session.h"
#include "model/recipient.h"
#include "out/mail.h"

struct mail_message {
	struct str text;
	const char *to; /* the addresses, for people */
};

/* What --mail-to, --mail-each and --send ask for. */
struct mail_job {
	struct mailbox *to; /* of --mail-to */
	size_t nto;
	int each;	    /* entity of --mail-each, 0: none */
	bool send;
	const struct recipient *one; /* whom the verb runs for */
	struct out html;    /* its page, beside the text in c->out */
	bool letter;	    /* a document for someone, no report */
	struct mail_file file; /* with it */
	struct str again;   /* how to send what was not sent, or null */
	size_t rows;	    /* it printed */
	ARR(struct mail_message) messages;
};

/* c->private->mail, NULL where nothing is asked for. The format is settled. */
int mail_settle(struct cli *c, struct err *e);
/* Run a verb's function and put messages together of what it prints: one, or
 * for everyone the one that is theirs. */
int mail_run(struct cli *c, verb_fn *fn, struct err *e);
/* What is sent by is there: to be known before a change is made. */
int mail_check(struct cli *c, struct err *e);
/* Send what was put together, once no transaction runs. */
int mail_send(struct cli *c, struct err *e);
void mail_free(struct cli *c);

#endif
