#include "out/mailbox.h"

#include "base/utf8.h"
#include "schema/type.h"

enum { NAME_MAX_BYTES = 200 };

static int
fault(struct err *e, const char *whose, struct str text, const char *why)
{
	return err_set(e, ERR_USAGE, "%s: '%.*s': %s", whose, STR_SHORT(text),
		why);
}

static int
check_address(struct arena *a, struct str text, const char *whose,
	struct str *out, struct err *e)
{
	static const struct field email = {.tag = 1, .name = "address",
		.type = T_EMAIL};
	const struct scope scope = {.arena = a};
	struct err inner = {0};
	union val v;

	if (!text.n)
		return fault(e, whose, text, "there is no address");
	if (value_parse(&scope, &email, text, NULL, NULL, &v, &inner))
		return err_set(e, ERR_USAGE, "%s: %s", whose, inner.msg);
	for (size_t i = 0; i < v.s.n; i++)
		if ((unsigned char)v.s.p[i] >= 0x80)
			return fault(e, whose, text, "an address to write to "
				"is of ASCII alone");
	*out = v.s;
	return 0;
}

int
mailbox_make(struct arena *a, struct str name, struct str address,
	const char *whose, struct mailbox *out, struct err *e)
{
	struct err inner;

	out->name = STR_NULL;
	name = str_trim(name);
	if (name.n > NAME_MAX_BYTES)
		return fault(e, whose, name, "the name is too long");
	if (name.n && text_clean(name, TEXT_NAME, a, &out->name, &inner))
		return fault(e, whose, name, inner.msg);
	if (!out->name.n)
		out->name = STR_NULL;
	return check_address(a, str_trim(address), whose, &out->address, e);
}

/* The name without its quotes; false where they do not pair. */
static bool
unquote(struct str *name)
{
	if (!name->n || *name->p != '"')
		return str_find(*name, '"') == name->n;
	if (name->n < 2 || name->p[name->n - 1] != '"')
		return false;
	*name = str_cut(*name, 1, name->n - 1);
	return str_find(*name, '"') == name->n;
}

int
mailbox_parse(struct arena *a, struct str text, const char *whose,
	struct mailbox *out, struct err *e)
{
	struct str all = str_trim(text), name;
	size_t open = str_find(all, '<');

	if (open == all.n)
		return mailbox_make(a, STR_NULL, all, whose, out, e);
	name = str_trim(str_cut(all, 0, open));
	if (!unquote(&name))
		return fault(e, whose, all, "a quote is not closed");
	if (all.p[all.n - 1] != '>')
		return fault(e, whose, all, "the address is not closed by >");
	return mailbox_make(a, name, str_cut(all, open + 1, all.n - 1), whose,
		out, e);
}

/* Up to a comma that is not within quotes. */
static struct str
next_part(struct str *rest)
{
	struct str all = *rest;
	bool quoted = false;
	size_t i = 0;

	for (; i < all.n && (quoted || all.p[i] != ','); i++)
		quoted ^= all.p[i] == '"';
	*rest = i < all.n ? str_cut(all, i + 1, all.n) : STR_NULL;
	return str_cut(all, 0, i);
}

int
mailbox_list(struct arena *a, struct str text, const char *whose,
	struct mailbox **out, size_t *n, struct err *e)
{
	struct str rest = text;
	int rc = 0;

	*n = 0;
	*out = arena_array(a, text.n + 1, sizeof **out);
	do
		rc = mailbox_parse(a, next_part(&rest), whose, &(*out)[*n], e);
	while (rc == 0 && ++*n && rest.p);
	return rc;
}
