#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "conf/paths.h"
#include "conf/user_rows.h"

/* All that is set in one is set in the other, but for one key. */
static bool
same_but(const struct user_config *a, const struct user_config *b,
	struct str key)
{
	const struct user_setting *other;

	for (size_t i = 0; i < a->nsettings; i++) {
		if (str_eq(a->settings[i].key, key))
			continue;
		other = user_setting(b, a->settings[i].key);
		if (!other || !str_eq(other->value, a->settings[i].value))
			return false;
	}
	return true;
}

static int edit(struct arena *a, struct str text, const char *file,
	struct str key, struct str value, const struct schema *schema,
	struct buf *out, struct err *e);

/* Is the value to blame, or the text it was put into? */
static int
refuse(struct arena *a, const struct user_config *old, bool was_empty,
	struct str key, struct str value, const struct schema *schema,
	struct err *e)
{
	struct buf alone = {0};
	int rc = was_empty ? ERR_DATA
			   : edit(a, STR(""), old->file, key, value, schema,
				     &alone, e);

	buf_free(&alone);
	e->line = e->col = 0;
	if (rc == ERR_DATA)
		return rc;
	return err_set(e, ERR_DATA,
		"%s: written in a way that cannot be changed here, edit it",
		old->file);
}

/* The rewritten text must read as the old one with the key changed. */
static bool
verify(struct arena *a, const struct user_config *old, struct str text,
	struct str key, struct str value, const struct schema *schema,
	struct err *e)
{
	const struct user_setting *now;
	struct user_config *new;

	if (user_parse(a, text, old->file, schema, &new, NULL, e))
		return false;
	now = user_setting(new, key);
	return same_but(old, new, key) && same_but(new, old, key) &&
		str_eq(now ? now->value : STR_NULL, value);
}

static bool
is_one_line(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ' || value.p[i] == 0x7f)
			return false;
	return true;
}

static int
edit(struct arena *a, struct str text, const char *file, struct str key,
	struct str value, const struct schema *schema, struct buf *out,
	struct err *e)
{
	struct faults none = {0};
	struct user_config *old;
	struct yaml_node *root;
	struct user_key k;
	int rc = user_key_parse(key, &k, e);

	if (!rc && !is_one_line(value))
		rc = err_set(e, ERR_DATA, "%.*s: one line of text is needed",
			STR_F(key));
	if (!rc)
		rc = user_parse(a, text, file, schema, &old, NULL, e);
	if (rc)
		return rc;
	yaml_parse(a, text, file, &root, &none);
	value = str_trim(value);
	rc = user_rewrite(text, root, &k, value, out, e);
	if (rc || verify(a, old, buf_view(out), key, value, schema, e))
		return rc;
	return refuse(a, old, text.n == 0, key, value, schema, e);
}

int
user_edit(struct str text, const char *file, struct str key,
	struct str value, const struct schema *schema, struct buf *out,
	struct err *e)
{
	struct arena a = {0};
	struct buf new = {0};
	int rc = edit(&a, text, file, key, value, schema, &new, e);

	if (!rc)
		buf_str(out, buf_view(&new));
	buf_free(&new);
	arena_free(&a);
	return rc;
}

static int
make_folders(char *path, struct err *e)
{
	for (char *p = path + 1; *p; p++) {
		int failed;

		if (*p != '/')
			continue;
		*p = '\0';
		failed = mkdir(path, 0700) && errno != EEXIST;
		if (failed)
			err_sys(e, errno, "%s", path);
		*p = '/';
		if (failed)
			return ERR_SYSTEM;
	}
	return ERR_OK;
}

/* A link to the file stays a link. */
static int
write_through(const char *path, struct str text, struct err *e)
{
	char *real = realpath(path, NULL);
	int rc = io_write_file(real ? real : path, text, 0600, e);

	free(real);
	return rc;
}

int
user_set(const char *path, struct str key, struct str value,
	const struct schema *schema, struct err *e)
{
	struct arena a = {0};
	struct buf old = {0}, new = {0};
	int rc = paths_read(path, false, &old, e);

	if (!rc || rc == ERR_NO)
		rc = user_edit(buf_view(&old), path, key, value, schema, &new,
			e);
	if (!rc)
		rc = make_folders(arena_cstr(&a, str_of(path)), e);
	if (!rc)
		rc = write_through(path, buf_view(&new), e);
	buf_free(&old);
	buf_free(&new);
	arena_free(&a);
	return rc;
}
