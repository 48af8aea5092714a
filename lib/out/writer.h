/*
 * writer.h - one interface, many clothes: rows of cells go in, a table,
 * Markdown, HTML, TSV, CSV, JSON, NDJSON or a template's text comes out.
 *
 * The out layer prints to a stream it is given and never picks one. It knows
 * base/ and schema/, nothing of the store or of any entity. Rows, columns and
 * their order never depend on the terminal; only dress does.
 */
#ifndef OUT_WRITER_H
#define OUT_WRITER_H

#include "base/io.h"
#include "schema/type.h"

enum format {
	FORMAT_AUTO, /* the caller resolves it before opening a writer */
	FORMAT_TABLE,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_SVG,
	FORMAT_TSV,
	FORMAT_CSV,
	FORMAT_JSON,
	FORMAT_NDJSON,
	FORMAT_TEMPLATE,
	FORMAT_IDS,
};

/* By name: table markdown html svg tsv csv json ndjson template ids. ERR_USAGE
 * with this list for another. */
int format_parse(struct str name, enum format *out, struct err *e);
/* For people, who see the same rows and columns in each: table, markdown,
 * html, and what is drawn of them, svg. */
bool format_for_people(enum format f);
bool format_for_json(enum format f); /* or NDJSON */

enum style { STYLE_NONE, STYLE_DIM, STYLE_BOLD, STYLE_GOOD, STYLE_WARN,
	STYLE_BAD, STYLE_HEAD };

/* A figure drawn beside its text, from left to right: a share of a whole, or a
 * step of a sum that goes on from where the last one ended. */
enum bar_kind { BAR_NONE, BAR_SHARE, BAR_TOTAL, BAR_UP, BAR_DOWN };

struct bar {
	uint8_t kind;	  /* enum bar_kind */
	int16_t from, to; /* thousandths of the full length, from <= to; a
			   * share may be longer, and is marked so */
};

/* One column. `name` is the machine name (JSON key, CSV header); the table's
 * header is its last part in capitals with '_' as blank unless title is set. */
struct column {
	const char *name, *title;
	enum json_kind json;
	bool right;    /* right-aligned in tables */
	bool keep;     /* never cropped (ids, amounts) */
	bool money;    /* JSON adds "<name>_minor" with the cell's number */
	uint16_t width; /* preferred table width, 0: by content */
	uint16_t bar;  /* cells have bars of this width, drawn behind them in
			* HTML; 0: none */
};

/* One cell. A null text is unset: null in JSON, empty elsewhere. For a set
 * (JSON_LIST) the text is the words joined by ','. */
struct cell {
	struct str text;
	int64_t minor;	   /* with column.money */
	struct str pretty; /* what a terminal's table and HTML show instead, if
			    * any; blanks in front indent */
	enum style style;
	bool number;	   /* overrides the column: JSON number / string */
	bool bare;	   /* text is digits, sign and point, without escapes
			    * in any format */
	struct bar bar;
};

/* Values that stand in a row, drawn as a line of their own. */
struct series {
	struct str label;
	const int64_t *v; /* NUM_NULL: none there */
	size_t n;
	struct str first, last; /* of them, as texts */
};

struct writer_options {
	enum format format;
	bool header, no_header; /* TSV has none, CSV has one unless told */
	bool null_end;		/* -0: records end in NUL */
	bool spreadsheet;	/* guard cells that would run as formulas */
	bool color;		/* decided by the caller */
	bool dress;		/* a terminal: crop, pretty forms */
	size_t width;		/* columns to fit a dressed table into */
	bool chart;		/* draw bars in tables and Markdown too */
	bool ascii;		/* with nothing but ASCII */
	const char *template;	/* "{id}\t{name:20} {amount:>12}", template.h */
	struct str title;	/* of Markdown and HTML, null: none */
	struct str subtitle;	/* a line below it */
	struct out *html;	/* the same goes there as HTML, NULL: nowhere */
	size_t *rows;		/* rows are counted there, NULL: nowhere */
};

struct writer;

/*
 * Everything is copied that must live; `out` stays the caller's. ERR_USAGE for
 * an option the format has no use for, or a fault in the template, with its
 * place.
 *
 * Lines end in LF, those of CSV too. TSV and CSV are the text as it is but for
 * their escapes; an unset cell of CSV is nothing, an empty text "", as is the
 * unset cell of a single column. With `spreadsheet` a text that begins like a
 * formula gets an apostrophe in front, as does one that begins with an
 * apostrophe; numbers do not. JSON is always UTF-8 without controls: an array
 * of one object a line, "[]" when empty; numbers stand bare where they are in
 * the strict form of num.h. Ids are those of the column "id", else the first.
 * A table has a header even without rows; it and a template are for people and
 * shown escaped. Markdown is a heading, a table and a list of the notes; HTML
 * one page that asks for nothing else and prints on A4. SVG is a picture of the
 * bars, each with its figure and the texts before it, of the series, and the
 * notes. Of the three no text is markup.
 */
int writer_open(struct writer **w, const struct writer_options *o,
	const struct column *columns, size_t n, struct out *out,
	struct err *e);
/* Whether the cells' pretty forms are shown anywhere, and need be made. */
bool writer_pretty(const struct writer *w);
/* Cells in column order; texts need live only until the call returns. */
void writer_row(struct writer *w, const struct cell *cells);
/* A line below the rows of formats for people; others leave it out. Copied. */
void writer_series(struct writer *w, const struct series *s);
/* A footer line, printed under what is for people; other formats have no place
 * for it and keep it for writer_close. Shown escaped. */
void writer_note(struct writer *w, struct str text);
/* Ends arrays, prints collected tables; the notes of other formats are added to
 * *notes (NULL drops them) for the caller to print on stderr, one line each.
 * Frees, whatever it returns: ERR_SYSTEM where the stream has failed. */
int writer_close(struct writer *w, struct buf *notes, struct err *e);

/* Escaping, for others that print: TSV (\t \n \r \\), CSV (RFC 4180), JSON
 * string with quotes. */
void tsv_text(struct str s, struct buf *out);
void csv_text(struct str s, bool spreadsheet, struct buf *out);
void json_text(struct str s, struct buf *out);

#endif
