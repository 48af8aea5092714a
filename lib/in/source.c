#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/utf8.h"
#include "in/place.h"
#include "in/source.h"

static int
fd_open(const char *path, int *fd, struct err *e)
{
	*fd = 0;
	if (strcmp(path, "-") == 0)
		return ERR_OK;
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	return *fd < 0 ? err_sys(e, errno, "%s: cannot open", path) : ERR_OK;
}

static int
place_last(const char *name, struct spool *sp, struct err *e)
{
	struct str before;
	struct place place;
	struct err ignored;

	if (spool_view(sp, &before, &ignored))
		return (int)e->code;
	place_open(&place, name, before);
	return place_err(&place, before.n, e);
}

/* From its own encoding to UTF-8; s->spool is replaced. */
static int
convert(struct source *s, enum encoding enc, struct err *e)
{
	struct spool to = {0};
	int code = encoding_convert(enc, s->text, &to, e);

	if (code == ERR_DATA)
		code = place_last(s->name, &to, e);
	spool_free(&s->spool);
	s->spool = to;
	return code ? code : spool_view(&s->spool, &s->text, e);
}

static int
check(const struct source *s, enum encoding enc, struct err *e)
{
	size_t bad = utf8_valid(s->text);
	struct place place;

	if (bad == s->text.n)
		return ERR_OK;
	if (s->text.p[bad]) {
		err_set(e, ERR_DATA, "\\x%02x: not valid UTF-8",
			(unsigned)(unsigned char)s->text.p[bad]);
		err_hint(e,
			"written by an older program it may be --encoding "
			"cp1252 or latin1");
	} else {
		err_set(e, ERR_DATA, "NUL: not allowed in text");
		if (enc == ENC_UTF8)
			err_hint(e,
				"if the file is UTF-16, say --encoding "
				"utf-16le or utf-16be");
	}
	place_open(&place, s->name, s->text);
	return place_err(&place, bad, e);
}

static int
load(struct source *s, int fd, enum encoding enc, struct err *e)
{
	int code = spool_read(&s->spool, fd, s->name, SOURCE_MAX, e);

	if (code || (code = spool_view(&s->spool, &s->text, e)))
		return code;
	code = encoding_detect(&enc, &s->text, s->name, e);
	if (!code && enc != ENC_UTF8)
		code = convert(s, enc, e);
	return code ? code : check(s, enc, e);
}

int
source_open(
	struct source *s, const char *path, enum encoding enc, struct err *e)
{
	int fd, code;

	*s = (struct source){
		.name = strcmp(path, "-") ? path : "standard input"};
	if ((code = fd_open(path, &fd, e)))
		return code;
	code = load(s, fd, enc, e);
	if (strcmp(path, "-"))
		close(fd);
	if (code)
		source_close(s);
	return code;
}

void
source_close(struct source *s)
{
	spool_free(&s->spool);
	s->text = STR_NULL;
}

static size_t
skip_blanks(struct str s, size_t i)
{
	while (i < s.n && memchr(" \t\r\n", s.p[i], 4))
		i++;
	return i;
}

enum source_kind
source_kind(struct str text)
{
	size_t i = skip_blanks(text, 0), next;
	char first, second;

	if (i == text.n)
		return SOURCE_CSV;
	next = skip_blanks(text, i + 1);
	first = text.p[i];
	second = next < text.n ? text.p[next] : '\0';
	if (first == '[' && (second == '{' || second == ']'))
		return SOURCE_JSON;
	if (first == '{' && (second == '"' || second == '}'))
		return SOURCE_NDJSON;
	return SOURCE_CSV;
}
