/*
 * program.h - a program is a row, a verb is a row, an option is a row.
 *
 * The cli layer turns argv into a call: it finds the verb, parses options by
 * rows (those of the verb, the common ones, and one for every field of the
 * entity), opens the store as the verb's mode says, loads the model at the
 * view asked for, calls the verb, ends the transaction and only then prints.
 * It alone reads the environment and the clock, prints, colours, pages and
 * exits. It knows no particular entity.
 */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "cli/row.h"
#include "conf/user.h"
#include "model/model.h"
#include "query/query.h"

/* What a verb sees. */
struct cli {
	const struct program *program;
	const struct verb *verb;
	const struct entity *entity;   /* of the program, may be NULL */
	struct model model;
	struct arena arena;
	struct user_config *user;
	struct str *args;	       /* bare arguments, verb taken off */
	size_t nargs;
	struct out out;		       /* collected; printed after the end */
	struct buf note;	       /* for stderr, once all is safe */
	int64_t now;
	int64_t uid;		       /* as the log keeps it */
	struct view view;
	struct str as_of;	       /* as typed, null: now */
	bool quiet, verbose, dry_run, tty;
	size_t width;
	bool color;
	enum format format;	       /* resolved */
	void *state;		       /* a verb's own, between cli_read and
					* cli_write */
	struct cli_private *private;
};

/* The only thing main() does. */
int cli_main(const struct program *p, int argc, char **argv);

/* For verbs that open the store themselves because they do something before or
 * in between (VERB_NONE, VERB_CHANGE for the options of changing): one
 * transaction each; fn runs as a verb does. The output is printed at the end
 * all the same. */
int cli_read(struct cli *c, int (*fn)(struct cli *, struct err *),
	struct err *e);
int cli_write(struct cli *c, enum op_kind kind, uint64_t undoes,
	int (*fn)(struct cli *, struct err *), struct err *e);
/* The store's folder, from -C, PIPE_DIR and so on; it need not exist. */
int cli_dir(struct cli *c, const char **dir, struct err *e);
/* The operation the last cli_write or VERB_WRITE verb committed, 0: none. */
uint64_t cli_operation(const struct cli *c);

/* A day, an instant or @OP as a view: what was true then, or with `recorded`
 * what the store knew then. `what` names the option or argument in messages. */
int cli_view(struct cli *c, const char *what, struct str text, bool recorded,
	struct view *out, struct err *e);
/* Go on with another model of the running transaction, as one made at another
 * view: what queries and printing need is made anew of it. Filters that its
 * policy has no name for are those of the first one. */
void cli_take_model(struct cli *c, const struct model *m);

/* Values of options: of the verb, common or a field's. */
bool cli_flag(const struct cli *c, const char *name);
struct str cli_text(const struct cli *c, const char *name); /* null: absent */
bool cli_int(const struct cli *c, const char *name, int64_t *out);
size_t cli_many(const struct cli *c, const char *name, struct str *const **v);

/* Apply the field options given on the command line to a record: parsed by
 * type with choices and references, --no-FIELD clears. *changed counts. */
int cli_apply_fields(struct cli *c, const struct entity *en, void *rec,
	size_t *changed, struct err *e);
/* Whether any was given. */
bool cli_any_field(const struct cli *c);

/* Records a changing verb acts on: ids or names as arguments, "-" for ids on
 * standard input, or filter words; --all. ERR_USAGE for nothing at all.
 * `from` is the first argument that names a record, *to one past the last is
 * set by the caller beforehand. */
int cli_targets(struct cli *c, const struct entity *en, size_t from,
	size_t to, struct ids *out, struct err *e);

/* Add the records of --from to the one they are part of (entity's `parent`).
 * What is no JSON and has no header has these columns. */
int cli_add_parts(struct cli *c, const struct entity *en, struct str of,
	const char *columns, struct err *e);

/* Refuse what this verb has no use for, of the options that come with its
 * mode: ERR_USAGE for any of the names, ended by NULL, that was given. */
int cli_refuse(const struct cli *c, const char *const *names, struct err *e);

/* One line for stderr after the change is safe, unless --quiet. */
void cli_say(struct cli *c, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* One line of a failure that takes several, the verb's own error being the
 * last: on stderr, also under --quiet. */
void cli_tell(struct cli *c, const char *line);
/* Let a person edit a file: VISUAL, EDITOR or vi. No store may be open. */
int cli_editor(struct cli *c, const char *path, struct err *e);

/* Under --keep-going: a row that was left out is told on stderr, and the
 * status becomes 6 (3 when no row went in); a row that went in is counted. The
 * verb returns ERR_OK. */
void cli_reject(struct cli *c, const struct err *why);
void cli_kept(struct cli *c);
/* May a failure be one row's own (not the disk's, not damage)? */
bool cli_row_fault(int rc);
/* Call fn for every id; with --keep-going the refused ones are left out. */
int cli_each(struct cli *c, const struct entity *en, const struct ids *ids,
	int (*fn)(struct cli *, const struct entity *, int64_t id,
		struct err *), struct err *e);

/* What became of the one record a verb saved: its id on standard output, a
 * line on standard error. Nothing under --dry-run. */
void cli_saved(struct cli *c, const struct entity *en, int64_t id,
	enum saved how);

/* A rule of the model: changes a record and saves it. c->state is what it was
 * when cli_act was called. */
typedef int cli_rule(struct cli *, void *rec, enum saved *how, struct err *);
/* The body of a verb that changes records by a rule: each of those that the
 * arguments before `to` mean gets the fields given as options, then the rule,
 * and what became of them is told. */
int cli_act(struct cli *c, size_t to, cli_rule *rule, struct err *e);

/* Who did an operation: the rep's handle, else the login. */
void cli_actor(struct cli *c, const struct op *op, struct buf *out);
/* A change in words, a line for each field: "deal/42 stage: demo -> won". The
 * lines are fit for a terminal. */
void cli_event_lines(struct cli *c, const struct event *ev, struct buf *out);
/* The currency of a record's money before or after an event. */
const struct currency *cli_event_currency(struct cli *c,
	const struct entity *en, const struct event *ev, bool after);
/* The value of a field as people read it: print's text, controls escaped. */
void cli_value_text(struct cli *c, const struct field *f, union val v,
	const struct currency *money, struct buf *out);

/* For cards and boards over c->out. */
struct dress cli_dress(const struct cli *c);
/* What queries need from the model, over the running transaction. */
const struct query_env *cli_query_env(struct cli *c);
/* "deal/42", for messages. */
const char *cli_ref(struct cli *c, const struct entity *en, int64_t id);

/* For verbs that print documents: the page beside the text of a message. False
 * when nothing is mailed. */
bool cli_mail_page(struct cli *c, struct str html);
/* Of what is mailed: a file that goes with the message, and a line for who is
 * to send it again where it could not be sent. */
void cli_mail_file(struct cli *c, struct str name, const char *type,
	struct str bytes);
void cli_mail_again(struct cli *c, const char *how);
/* What Markdown, HTML and messages are headed by; unless said what was typed,
 * "Deals stage:demo". Before the writer is opened. */
void cli_title(struct cli *c, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Under --mail-each whom the verb runs for: what it prints is to be of them
 * alone. NULL otherwise. A list gets the filter word for it. */
struct recipient;
const struct recipient *cli_recipient(const struct cli *c);
/* A writer over c->out with the invocation's format and dress. */
int cli_writer(struct cli *c, struct writer **w, const struct column *columns,
	size_t n, struct err *e);
int cli_writer_close(struct cli *c, struct writer *w, struct err *e);

/* The option rows of verb_list, for a program that adds to them. */
#define LIST_OPTIONS                                                           \
	{"expr", 'e', OPT_MANY, "EXPRESSION",                                  \
		"such as 'amount >= 10000 and owner != anna'", NULL},          \
	{"all", 'a', OPT_FLAG, NULL, "not only what is open", NULL},           \
	{"count", 0, OPT_FLAG, NULL, "how many", NULL},                        \
	{"group", 0, OPT_TEXT, "FIELDS", "a row for each, such as "            \
		"owner,close:month", "columns"},                               \
	{"sum", 0, OPT_TEXT, "FIELDS", "sums, such as amount,weighted",        \
		"columns"},                                                    \
	{"list-columns", 0, OPT_FLAG, NULL, "every column there is", NULL},    \
	{"exit-code", 0, OPT_FLAG, NULL, "status 1 when nothing is listed",    \
		NULL}

/* The generic verbs, written once against the schema. */
extern const struct verb verb_add, verb_show, verb_list, verb_set, verb_edit,
	verb_rm, verb_restore, verb_history;
#define GENERIC_VERBS                                                          \
	&verb_add, &verb_show, &verb_list, &verb_set, &verb_edit, &verb_rm,    \
		&verb_restore, &verb_history

#endif
