/*
 * session.h - a run: what is settled before, the transaction, what is said
 * after. Private to cli/.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/program.h"

/* ---- settle.c: before the verb runs ------------------------------------- */

void streams_guard(void);
int setuid_refuse(struct err *e);
/* Configuration, clock, timeout, dress, standard input, pager. */
int settle(struct cli *c, struct err *e);

/* ---- dress.c, pager.c --------------------------------------------------- */

int dress_settle(struct cli *c, struct err *e);
/* title.c: what cli_title said, else what was typed. */
struct str title_settle(struct cli *c);
int pager_start(struct cli *c, struct err *e);
void pager_wait(struct cli *c);

/* ---- actor.c: who changes what ------------------------------------------ */

/* The login, by the system's list of users; asked once. */
struct str actor_login(struct cli *c);
/* The operation's header, but for kind and rep. */
void actor_spec(struct cli *c, struct op_spec *spec);

/* ---- session.c: the transaction ----------------------------------------- */

typedef int verb_fn(struct cli *, struct err *);
int session_read(struct cli *c, bool scan, verb_fn *fn, struct err *e);
/* The store's folder, settled from -C and the environment. */
int session_dir(struct cli *c, struct err *e);
/* Read what "-" and --from ask for, before any transaction. */
int session_input(struct cli *c, struct err *e);

/* ---- view.c: --as-of, --as-recorded, --at ------------------------------- */

int view_settle(struct cli *c, struct view *out, struct err *e);
int view_at(struct cli *c, int64_t *at, struct err *e); /* --at */

/* ---- program.c: signals of a writer ------------------------------------- */

/* Between hold and release INT, TERM and HUP wait: the commit. */
void signals_watch(const char *program);
void signals_hold(void);
void signals_release(bool saved);

/* ---- once.c, event.c ---------------------------------------------------- */

/* --once: *done when the key was used before; its result is printed. */
int once_check(struct cli *c, bool *done, struct err *e);
/* What the log would say of the operation being written. */
int event_preview(struct cli *c, struct err *e);

/* ---- trace.c: PIPE_TRACE=1 ---------------------------------------------- */

void trace_begin(struct cli *c);
/* The time since the last mark went into this. */
void trace_mark(struct cli *c, const char *what);
/* The store's size and transaction, while one runs. */
void trace_store(struct cli *c);

#endif
