/* row.h - a program is a row, a verb is a row, an option is a row. */
#ifndef CLI_ROW_H
#define CLI_ROW_H

#include "out/card.h"
#include "store/store.h"

struct cli;

enum verb_mode {
	VERB_NONE = 0,	       /* no store */
	VERB_READ = 1 << 0,    /* a reading transaction */
	VERB_SCAN = 1 << 1,    /* the same, walking whole tables */
	VERB_WRITE = 1 << 2,   /* runs inside one writing transaction */
	VERB_VIEW = 1 << 3,    /* takes --as-of and --as-recorded */
	VERB_LIST = 1 << 4,    /* list dress: TSV off a terminal; -F -c -s -n */
	VERB_REPORT = 1 << 5,  /* report dress: the same table everywhere */
	VERB_PAGE = 1 << 6,    /* paged on a terminal */
	VERB_FIELDS = 1 << 7,  /* takes an option for every settable field */
	VERB_CHANGE = 1 << 8,  /* --at --dry-run --message --if-rev ... */
	VERB_HIDDEN = 1 << 9,
	VERB_DRAW = 1 << 11,   /* something of it is drawn: -F svg */
	VERB_MAIL = 1 << 12,   /* --mail-to and so on, as lists have them */
	VERB_STDIN = 1 << 10,  /* reads standard input itself: an argument "-"
				* is left to it */
};

enum option_kind {
	OPT_FLAG,
	OPT_TEXT,
	OPT_INT,   /* 0 and up */
	OPT_MANY,  /* repeatable */
	OPT_MAYBE, /* a value only by --name=VALUE; empty text without */
};

struct option {
	const char *name;	/* long name, with '-' */
	char letter;		/* 0: none */
	enum option_kind kind;
	const char *arg;	/* "DAY", "FILE|-" */
	const char *help;
	const char *complete;	/* "file", "dir", "columns", "sort", "words",
				 * "ref" (any record, deal/42),
				 * "choices:a,b", an entity ("rep"), a field
				 * of the program's entity ("stage"), or 0 */
};

struct verb {
	const char *name;	/* NULL: the program's plain verb, which
				 * stands first; it is meant where the first
				 * bare word is no verb's name */
	const char *summary;	/* lower case, no full stop */
	const char *synopsis;	/* "DEAL... STAGE" */
	const struct option *options; /* ended by a row without name */
	unsigned mode;
	/* Returns an enum err_code. In VERB_WRITE it may be run twice (the map
	 * grew): it must keep no state of its own. */
	int (*run)(struct cli *, struct err *);
	enum op_kind kind;	/* of the operation a VERB_WRITE verb writes */
	int entity;		/* whose fields are options; 0: the program's */
	const char *complete;	/* of bare arguments: as an option's, and "self"
				 * for records of the program's entity; one for
				 * each argument, parted by blanks, the last
				 * for all that follow */
};

struct program {
	const char *name;	/* "pipe-deal" */
	const char *summary;
	int entity;		/* entity number, 0: none */
	const struct verb *const *verbs; /* NULL-terminated */
	const char *examples;	/* lines for --help, two or three */
	/* Adds to the card that `show` prints, behind the record's fields and
	 * before the records that refer to it. May be NULL. */
	int (*card)(struct cli *, const void *rec, struct card *,
		struct err *);
	/* Entities, ended by 0, whose records belong to those they name: what
	 * is about a deal of an account is shown with the account. */
	const int *kin;
};

#endif
