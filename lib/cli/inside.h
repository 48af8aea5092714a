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
#include "cli/child.h"
#include "cli/program.h"
#include "cli/suggest.h"
#include "cli/tell.h"
#include "in/source.h"
#include "query/columns.h"

/* An option as it was given. */
struct given {
	const struct option *row; /* NULL: taken for a field's */
	struct str name;	  /* without dashes, as typed */
	struct str value;	  /* null where there is none */
	bool clear;		  /* --no-FIELD */
	int64_t number;		  /* OPT_INT */
};

struct bare {
	struct str text;
	bool literal; /* behind "--": a "-" is no standard input */
};

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
	const struct entity *grown; /* what the word of a filter stands for */
};

/* ---- options.c --------------------------------------------------------- */

/* The common options; a row holds for verbs that have any of `modes` (0: all).
 * Ended by a row without a name. */
struct common_option {
	struct option row;
	unsigned modes;
};
extern const struct common_option common_options[];
extern const size_t common_count;
bool common_holds(const struct common_option *o, unsigned mode);

/* Take argv apart by the rows of the verb, the common ones and, where the verb
 * takes fields, whatever else there is. ERR_USAGE. */
int options_parse(struct cli *c, int argc, char **argv, struct err *e);
/* Options taken for fields' must be some: ERR_USAGE with the nearest. */
int options_check_fields(const struct cli *c, const struct entity *en,
	struct err *e);
/* The last of that name given, or NULL. */
const struct given *options_find(const struct cli *c, const char *name);
/* "pipe deal add --bogus": unknown word with its nearest neighbours. */
int option_unknown(const struct cli *c, struct str name, struct err *e);
/* A row by long name or letter among verb's and common ones. */
const struct option *option_row(const struct verb *v, struct str name);
const struct option *option_letter(const struct verb *v, char letter);
/* The first bare argument: where the verb's name stands. 0: there is none. */
int options_verb_at(const struct program *p, int argc, char **argv);
/* A field by its option's name, '-' for '_'. */
const struct field *option_field(const struct entity *en, struct str name);
void option_name(const char *field, struct buf *out); /* "--next-step" */

/* ---- dress.c, pager.c -------------------------------------------------- */

int dress_settle(struct cli *c, struct err *e);
int pager_start(struct cli *c, struct err *e);
void pager_wait(struct cli *c);
/* ---- session.c --------------------------------------------------------- */

typedef int verb_fn(struct cli *, struct err *);
int session_read(struct cli *c, bool scan, verb_fn *fn, struct err *e);
/* The store's folder, settled from -C and the environment. */
int session_dir(struct cli *c, struct err *e);
/* Read what "-" and --from ask for, before any transaction. */
int session_input(struct cli *c, struct err *e);

/* ---- settle.c: before the verb runs ------------------------------------ */

void streams_guard(void);
int setuid_refuse(struct err *e);
/* Configuration, clock, timeout, dress, standard input, pager. */
int settle(struct cli *c, struct err *e);

/* ---- program.c: signals of a writer ------------------------------------ */

/* Between hold and release INT, TERM and HUP wait: the commit. */
void signals_watch(const char *program);
void signals_hold(void);
void signals_release(bool saved);

/* ---- actor.c: who changes what ----------------------------------------- */

/* The login, by the system's list of users; asked once. */
struct str actor_login(struct cli *c);
/* The operation's header, but for kind and rep. */
void actor_spec(struct cli *c, struct op_spec *spec);

/* ---- trace.c: PIPE_TRACE=1 -------------------------------------------- */

void trace_begin(struct cli *c);
/* The time since the last mark went into this. */
void trace_mark(struct cli *c, const char *what);
/* The store's size and transaction, while one runs. */
void trace_store(struct cli *c);

/* ---- view.c ------------------------------------------------------------ */

int view_settle(struct cli *c, struct view *out, struct err *e);
int view_at(struct cli *c, int64_t *at, struct err *e); /* --at */

/* ---- once.c, event.c --------------------------------------------------- */

/* --once: *done when the key was used before; its result is printed. */
int once_check(struct cli *c, bool *done, struct err *e);
/* What the log would say of the operation being written. */
int event_preview(struct cli *c, struct err *e);

/* ---- help.c, complete.c ------------------------------------------------ */

/* "pipe deal" of pipe-deal. */
void spoken_name(const struct program *p, struct buf *out);
void help_program(struct cli *c, struct buf *out);
void help_verb(struct cli *c, struct buf *out);
void help_short(const struct program *p, struct buf *out);
int complete_run(struct cli *c, int argc, char **argv);

/* ---- select.c ---------------------------------------------------------- */

/* Walk the records of a filter: index where one serves, else a scan. Records
 * are valid until the next step; want NULL: all fields. */
int select_each(struct cli *c, const struct entity *en, struct query *q,
	const struct want *want,
	int (*fn)(void *, const void *rec, struct err *), void *arg,
	struct err *e);
void select_note_apart(struct cli *c, const struct entity *en,
	const struct query *q);

/* ---- records.c: --from ------------------------------------------------- */

struct rec_value {
	struct str key, text; /* text null: unset */
};
struct rec_row {
	struct rec_value *v; /* until the next row */
	size_t n;
};
struct records;
/* Over c's --from, which session_input has read. */
int records_open(struct cli *c, struct records **r, struct err *e);
/* A row that cannot be read is ERR_DATA with its place; *more false at the
 * end, and where nothing can be read after a fault. */
int records_next(struct records *r, struct rec_row *row, bool *more,
	struct err *e);
/* Put the place of the row's i-th value (i >= n: of the row) into e. */
int records_at(struct records *r, size_t i, struct err *e);
void records_close(struct records *r);

/* ---- fields.c ---------------------------------------------------------- */

/* Set fields of rec from named texts, in the order of the entity's rows,
 * currency first. On a failure *bad is the setting it is about. */
struct setting {
	const struct field *field;
	struct str text; /* null: cleared */
	struct str name; /* for messages: "--amount", "amount" */
	bool whole;	 /* a set is replaced, not edited */
	size_t at;	 /* the caller's own: where it came from */
};
struct settings {
	ARR(struct setting) list;
	const struct setting *bad;
};
int fields_apply(struct cli *c, const struct entity *en, void *rec,
	struct settings *s, size_t *changed, struct err *e);
/* Those given as options. */
int fields_given(struct cli *c, const struct entity *en, struct settings *s,
	struct err *e);

/* ---- save.c ------------------------------------------------------------ */

/* What became of records, for the one line that sums it up. */
enum fate { FATE_CREATED, FATE_UPDATED, FATE_UNCHANGED, FATE_ARCHIVED,
	FATE_RESTORED, FATES };
void tally(struct cli *c, const struct entity *en, int64_t id,
	enum fate fate);
/* "deal/42 updated", or "12 updated, 3 unchanged". */
void tally_say(struct cli *c, const struct entity *en);

/* One record from settings: that of `id`; for 0 the one their external id or
 * key names, or a new one. */
struct save {
	const struct entity *en;
	struct settings *settings;
	bool create, upsert;
	int64_t id; /* set to the record's */
};
int save_record(struct cli *c, struct save *s, struct err *e);
/* The live record with one of the external ids, or the key, among settings;
 * 0: there is none. */
int save_find(struct cli *c, const struct entity *en,
	const struct settings *s, int64_t *id, struct str *by, struct err *e);

/* ---- batch.c: the records of --from ------------------------------------ */

int batch_run(struct cli *c, bool create, struct err *e);

#endif
