/*
 * inside.h - what the files of cli/ share. Private to the layer.
 *
 * A run goes: options.c reads argv by rows, dress.c decides format and
 * clothes, session.c opens the store and runs the verb inside a transaction,
 * program.c prints what was collected once the transaction is over.
 */
#ifndef CLI_INSIDE_H
#define CLI_INSIDE_H

#include "base/map.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/save.h"
#include "cli/select.h"
#include "cli/session.h"
#include "in/source.h"

/* The pager, or nothing (pid 0). */
struct pager {
	int pid;
};

struct cli_private {
	const char *dir; /* of the store, NULL: not settled yet */
	ARR(struct given) given;
	ARR(struct bare) words;
	struct pager pager;
	struct writer_options dress;
	struct str title;  /* null: not settled yet */
	struct mail_job *mail; /* NULL: nothing is mailed */
	struct store *store;
	struct buf input;  /* standard input, where it was asked for */
	bool input_read;
	struct source from; /* --from */
	bool from_read;
	int64_t lock_timeout; /* ms */
	int64_t at;	   /* instant of changes */
	struct str login;
	struct op_spec spec;
	uint64_t op;	   /* the operation committed, 0: none */
	size_t rejected;   /* rows left out by --keep-going */
	size_t kept;	   /* rows that went in */
	size_t fates[8];   /* by enum fate */
	int64_t last_id;   /* the record counted last */
	struct buf faults; /* rows refused, a line each, for stderr */
	struct buf trace;  /* PIPE_TRACE: timings, for stderr */
	int64_t traced;	   /* the last mark, microseconds */
	bool tracing;
	struct buf notice; /* of a pipe.yaml that is not the adopted one */
	struct map records; /* fetched by reference: anyref -> pointer */
	struct show *show; /* the cards being printed */
	struct query_env env;
	const struct policy *asked; /* by which a question about several views
				     * was asked, NULL: it is of one */
	const struct entity *grown; /* what the word of a filter stands for */
};

/* The verb of that name, NULL: there is none. */
const struct verb *program_verb(const struct program *p, const char *name);

/* Rows are on standard output as they come, so far as nobody waits; a reading
 * verb's that ends early once c->out.error is set. */
void cli_stream(struct cli *c);

#endif
