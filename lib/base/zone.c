#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/zone.h"

enum { NAME_MAX_BYTES = 64, FILE_MAX = 256 * 1024, NEAR_MAX = 3 };

static const int64_t utc_at[] = {INT64_MIN};
static const int32_t utc_offset[] = {0};
static const struct zone utc = {
	.name = {"UTC", 3},
	.at = utc_at,
	.offset = utc_offset,
	.n = 1,
};

static const char *
zone_dir(void)
{
	const char *dir = secure_getenv("TZDIR");

	return dir && *dir ? dir : "/usr/share/zoneinfo";
}

static bool
name_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
}

/* Parts of letters, digits, '_', '+' and '-' with one '/' between them. What
 * depends on the machine is no name: a store must mean the same on each. */
static bool
name_sound(struct str name)
{
	if (!name.n || name.n > NAME_MAX_BYTES || name.p[0] == '-' ||
		name.p[name.n - 1] == '/' || str_is(name, "localtime") ||
		str_is(name, "posixrules"))
		return false;
	for (size_t i = 0; i < name.n; i++) {
		bool part = i && name.p[i - 1] != '/';

		if (!name_char(name.p[i]) && !(name.p[i] == '/' && part))
			return false;
	}
	return true;
}

static char
lower(char c)
{
	if (c == ' ')
		return '_';
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static struct str
lowered(struct str s, char room[NAME_MAX_BYTES])
{
	for (size_t i = 0; i < s.n; i++)
		room[i] = lower(s.p[i]);
	return (struct str){room, s.n};
}

/* How far a known zone is from what was typed: the whole name, or its last
 * part ("berlin", "New York"). */
static int
name_distance(struct str typed, struct str zone)
{
	char room[NAME_MAX_BYTES];
	struct str known = lowered(zone, room), city = known;
	size_t at;
	int whole, last;

	while ((at = str_find(city, '/')) < city.n)
		city = str_cut(city, at + 1, city.n);
	whole = str_distance(typed, known);
	last = str_distance(typed, city);
	return whole < last ? whole : last;
}

/* The nearest of the zones listed in zone.tab (third of its columns), into a
 * line for the hint; empty when none is near. */
static void
name_near(struct str typed, struct str list, struct buf *out)
{
	struct str line, column = STR_NULL;
	char room[NAME_MAX_BYTES];
	int least = NEAR_MAX, d;

	if (!typed.n || typed.n > NAME_MAX_BYTES)
		return;
	typed = lowered(typed, room);
	while (str_split(&list, '\n', &line)) {
		if (!line.n || line.p[0] == '#')
			continue;
		for (int i = 0; i < 3 && str_split(&line, '\t', &column); i++)
			;
		if (!name_sound(column))
			continue;
		d = name_distance(typed, column);
		if (d >= least)
			continue;
		least = d;
		buf_reset(out);
		buf_str(out, column);
	}
}

static int
unknown_zone(struct str name, struct err *e)
{
	struct buf list = {0}, near = {0};
	struct err ignored;
	char *path = NULL;
	struct arena a = {0};

	err_set(e, ERR_DATA, "'%.*s': unknown time zone", STR_SHORT(name));
	path = arena_fmt(&a, "%s/zone.tab", zone_dir());
	if (io_read_file(path, FILE_MAX, &list, &ignored))
		err_hint(e, "no zones found in %s: install tzdata", zone_dir());
	else
		err_hint(e, "zones are named like Europe/Berlin, or UTC");
	name_near(name, buf_view(&list), &near);
	if (near.n)
		err_hint(e, "did you mean '%s'?", near.p);
	buf_free(&list);
	buf_free(&near);
	arena_free(&a);
	return ERR_DATA;
}

static int
file_read(const char *path, struct str name, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	int r;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return unknown_zone(name, e);
	if (fd < 0)
		return err_sys(e, errno, "%s", path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		r = io_read_all(fd, path, FILE_MAX, out, e);
	else
		r = unknown_zone(name, e);
	close(fd);
	return r;
}

int
zone_load(struct arena *a, struct str name, const struct zone **out,
	struct err *e)
{
	struct buf content = {0};
	struct zone *z;
	char *path;
	int r;

	if (str_is(name, "UTC")) {
		*out = &utc;
		return ERR_OK;
	}
	if (!name_sound(name))
		return unknown_zone(name, e);
	path = arena_fmt(a, "%s/%.*s", zone_dir(), STR_F(name));
	r = file_read(path, name, &content, e);
	if (r)
		goto out;
	z = arena_alloc(a, sizeof *z);
	z->name = arena_str(a, name);
	if (zone_read(a, buf_view(&content), z))
		*out = z;
	else
		r = err_set(e, ERR_DATA, "%s: not a zone file, or one that "
			"counts leap seconds", path);
out:
	buf_free(&content);
	return r;
}
