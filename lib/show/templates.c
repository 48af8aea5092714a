#include <unistd.h>

#include "base/io.h"
#include "conf/yaml.h"
#include "show/templates.h"

int
template_file(struct cli *c, const char *path, size_t max, bool needed,
	struct str *out, struct err *e)
{
	struct buf b = {0};
	int rc;

	*out = STR_NULL;
	if (!needed && access(path, F_OK) != 0)
		return ERR_NO;
	rc = io_read_file(path, max, &b, e);
	if (rc == 0)
		*out = arena_str(&c->arena, b.p ? buf_view(&b) : STR(""));
	buf_free(&b);
	return rc;
}

int
templates_find(struct cli *c, struct str named, const char **out, struct err *e)
{
	struct err unused = {0};
	const char *dir;

	*out = NULL;
	if (named.p) {
		*out = arena_cstr(&c->arena, named);
		if (access(*out, R_OK | X_OK) != 0)
			return err_set(
				e, ERR_SYSTEM, "%s: no folder to read", *out);
		return 0;
	}
	if (cli_dir(c, &dir, &unused) == 0) {
		dir = path_join(&c->arena, dir, "templates");
		if (access(dir, R_OK | X_OK) == 0)
			*out = dir;
	}
	return 0;
}

int
templates_look(struct cli *c, const char *dir, const struct look **out,
	struct err *e)
{
	static const char mark[] = "\x89PNG\r\n\x1a\n";
	struct look *look = arena_alloc(&c->arena, sizeof *look);
	const char *path;
	struct str text;
	int rc;

	*out = NULL;
	if (!dir)
		return 0;
	path = path_join(&c->arena, dir, "template.yaml");
	rc = template_file(c, path, YAML_BYTES, false, &text, e);
	if (rc == 0)
		rc = look_parse(&c->arena, text, path, look, e);
	if (rc && rc != ERR_NO)
		return rc;
	path = path_join(&c->arena, dir, TEMPLATE_LOGO);
	rc = template_file(c, path, LOGO_BYTES, false, &look->logo, e);
	if (rc && rc != ERR_NO)
		return rc;
	if (look->logo.p && !str_starts(look->logo, mark))
		return err_set(e, ERR_DATA, "%s: is no PNG", path);
	if (look->source.p || look->logo.p)
		*out = look;
	return 0;
}
