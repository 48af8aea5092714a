/*
 * yaml.h - the part of YAML a configuration needs, as a tree with positions.
 *
 * Mappings, lists and texts; nothing else. Refused, each with its line:
 * anchors, aliases, explicit tags, merge keys, directives, a second document,
 * a key given twice, keys that are no plain text, encodings other than UTF-8,
 * control characters. A text stays the text that was written: `no`, `012` and
 * `1.10` mean nothing here; the rows it is bound to decide (bind.h).
 *
 * Bounded while it is built: YAML_BYTES of text, YAML_DEPTH levels, YAML_EVENTS
 * events of the parser, YAML_KEYS keys in all mappings.
 */
#ifndef CONF_YAML_H
#define CONF_YAML_H

#include "base/arena.h"
#include "conf/fault.h"

enum {
	YAML_BYTES = 1024 * 1024,
	YAML_DEPTH = 32,
	YAML_EVENTS = 100 * 1000,
	YAML_KEYS = 20 * 1000,
};

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	bool flow;		/* a list or mapping in brackets or braces */
	bool quoted;		/* a text in quotes, or a block of text */
	struct pos at, end;	/* first character, first one after */
	struct str text;	/* YAML_TEXT, never null */
	struct str key;		/* entry of a mapping, else null */
	struct pos key_at;
	struct yaml_node *first, *next; /* children in order */
	size_t n;		/* number of children */
};

/*
 * The tree of a text, in the arena. A text without any content is an empty
 * mapping. ERR_DATA when faults were added; *root is then NULL where nothing
 * can be made of the text, else what remains without the refused parts, so
 * that the caller may look for further faults.
 */
int yaml_parse(struct arena *, struct str text, const char *file,
	struct yaml_node **root, struct faults *);

/* True for `key:` with nothing behind it: as good as absent. */
bool yaml_empty(const struct yaml_node *);
/* The entry of a mapping, or NULL. */
const struct yaml_node *yaml_entry(const struct yaml_node *map,
	const char *key);

/* What must hold before the parser may see a text: size, UTF-8, no controls,
 * no directives. Adds at most one fault; true when there was none. */
bool yaml_text_check(struct str text, const char *file, struct faults *);
/* The byte offset of a position, at most text.n; the end of the line an offset
 * lies in, before its break; the beginning of the line after that. */
size_t yaml_offset(struct str text, struct pos);
size_t yaml_line_end(struct str text, size_t offset);
size_t yaml_line_next(struct str text, size_t end);

/* A text of one line as YAML: plain where that is safe, within brackets too
 * where `flow`, else in quotes. */
void yaml_quote(struct str text, bool flow, struct buf *out);

/* "0.2.5" */
const char *yaml_version(void);

#endif
