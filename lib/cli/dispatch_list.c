#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/dispatch.h"
#include "cli/suggest.h"

enum { NAME_WIDTH = 12 };

static const struct known *
known_find(const struct known *table, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(table[i].name, name))
			return &table[i];
	return NULL;
}

struct names {
	ARR(const char *) list;
};

static int
by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool
has_name(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->list.n; i++)
		if (!strcmp(names->list.v[i], name))
			return true;
	return false;
}

/* Programs in the folders that the table does not know. */
static void
others(const struct dispatch *d, const struct known *table, size_t n,
	struct names *out)
{
	for (size_t i = 0; i < d->ndirs; i++) {
		DIR *dir = opendir(d->dirs[i]);
		struct dirent *de;

		while (dir && (de = readdir(dir))) {
			const char *name = de->d_name + strlen("pipe-");

			if (strncmp(de->d_name, "pipe-", 5) ||
				!dispatch_name(str_of(name)) ||
				known_find(table, n, name) ||
				has_name(out, name) || !dispatch_find(d, name))
				continue;
			*ARR_ADD(&out->list) = arena_fmt(d->arena, "%s", name);
		}
		if (dir)
			closedir(dir);
	}
	if (out->list.n)
		qsort(out->list.v, out->list.n, sizeof *out->list.v, by_name);
}

void
dispatch_list(const struct dispatch *d, const struct known *table, size_t n,
	struct buf *out)
{
	struct names more = {0};
	const char *group = "";

	for (size_t i = 0; i < n; i++) {
		if (!dispatch_find(d, table[i].name))
			continue;
		if (strcmp(group, table[i].group))
			buf_fmt(out, "\n%s\n", group = table[i].group);
		buf_fmt(out, "  %-*s%s\n", NAME_WIDTH, table[i].name,
			table[i].summary);
	}
	others(d, table, n, &more);
	for (size_t i = 0; i < more.list.n; i++)
		buf_fmt(out, "%s  %s\n", i ? "" : "\nothers\n",
			more.list.v[i]);
	ARR_FREE(&more.list);
}

int
dispatch_unknown(const struct dispatch *d, struct str name,
	const struct known *table, size_t n, struct err *e)
{
	struct suggest s = {.word = name};
	struct names more = {0};

	for (size_t i = 0; i < n; i++)
		if (dispatch_find(d, table[i].name))
			suggest_try(&s, table[i].name);
	others(d, table, n, &more);
	for (size_t i = 0; i < more.list.n; i++)
		suggest_try(&s, more.list.v[i]);
	suggest_try(&s, "help");
	ARR_FREE(&more.list);
	err_set(e, ERR_USAGE, "%.*s: unknown command",
		name.n < 60 ? (int)name.n : 60, name.p);
	suggest_hint(&s, e);
	if (!e->hint[0])
		err_hint(e, "try: pipe --help");
	return ERR_USAGE;
}

void
dispatch_complete(const struct dispatch *d, struct str part,
	const struct known *table, size_t n, struct buf *out)
{
	struct names more = {0};

	for (size_t i = 0; i < n; i++)
		if (!strncmp(table[i].name, part.p, part.n) &&
			dispatch_find(d, table[i].name))
			buf_fmt(out, "%s\t%s\n", table[i].name,
				table[i].summary);
	others(d, table, n, &more);
	for (size_t i = 0; i < more.list.n; i++)
		if (!strncmp(more.list.v[i], part.p, part.n))
			buf_fmt(out, "%s\n", more.list.v[i]);
	if (!strncmp("help", part.p, part.n))
		buf_cstr(out, "help\tthe manual\n");
	ARR_FREE(&more.list);
}
