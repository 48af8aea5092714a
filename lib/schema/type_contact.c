#include "schema/type_part.h"

enum {
	LABEL_MAX = 63,
	HOST_MAX = 253,
	LOCAL_MAX = 64,
	EMAIL_MAX = 254,
	PORT_MAX = 65535,
	PHONE_DIGITS = 3,
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
all_in(struct str s, bool (*is)(char))
{
	for (size_t i = 0; i < s.n; i++)
		if (!is(s.p[i]))
			return false;
	return true;
}

/* Letters of other scripts are bytes with the high bit. */
static bool
is_host_char(char c)
{
	return is_letter(c) || is_digit(c) || c == '-' || (c & 0x80);
}

static bool
is_local_char(char c)
{
	return is_host_char(c) || (c && strchr("!#$%&'*+/=?^_`{|}~", c));
}

/* Blanks of Unicode: what is typed by accident and seen by nobody. */
static bool
has_blank(struct str s)
{
	uint32_t c;
	size_t n;

	for (; s.n; s = str_cut(s, n, s.n)) {
		n = utf8_read(s, &c);
		if (n == 0 || c == ' ' || c == 0xa0 || c == 0x1680 ||
			(c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
			c == 0x205f || c == 0x3000)
			return true;
	}
	return false;
}

/* What is wrong with a host's name, or NULL. */
static const char *
host_fault(struct str host, bool dotted)
{
	struct str rest = host, label = STR_NULL;

	if (host.n == 0)
		return "there is no domain";
	if (dotted && str_find(host, '.') == host.n)
		return "the domain has no dot";
	if (host.n > HOST_MAX)
		return "the domain is too long";
	while (str_split(&rest, '.', &label)) {
		if (label.n == 0)
			return "the domain has an empty part";
		if (label.n > LABEL_MAX)
			return "a part of the domain is too long";
		if (label.p[0] == '-' || label.p[label.n - 1] == '-')
			return "a part of the domain begins or ends with '-'";
		if (!all_in(label, is_host_char))
			return "the domain has a character it cannot have";
	}
	if (dotted && is_digit(label.p[0]))
		return "the domain ends in no name";
	return NULL;
}

static const char *
local_fault(struct str local)
{
	struct str rest = local, atom;

	if (local.n == 0)
		return "there is nothing before the @";
	if (local.n > LOCAL_MAX)
		return "the part before the @ is too long";
	while (str_split(&rest, '.', &atom)) {
		if (atom.n == 0)
			return "a dot before the @ stands alone";
		if (!all_in(atom, is_local_char))
			return "there is a character before the @ that it "
			       "cannot have";
	}
	return NULL;
}

static const char *
email_fault(struct str s)
{
	size_t at = str_find(s, '@');
	const char *fault;
	struct str host;

	if (at == s.n)
		return "there is no @";
	host = str_cut(s, at + 1, s.n);
	if (str_find(host, '@') < host.n)
		return "there is more than one @";
	if (has_blank(s))
		return "there is a blank in it";
	if (s.n > EMAIL_MAX)
		return "it is too long";
	fault = local_fault(str_cut(s, 0, at));
	return fault ? fault : host_fault(host, true);
}

static int
checked(const struct input *in, const char *(*fault)(struct str),
	union val *out, struct err *e)
{
	const char *why;
	struct str s;
	int rc = input_clean(in, TEXT_NAME, &s, e);

	if (rc)
		return rc;
	why = fault(s);
	if (why)
		return err_set(e, ERR_DATA, "'%.*s': %s", STR_SHORT(s), why);
	out->s = s;
	return ERR_OK;
}

int
email_read(const struct input *in, union val *out, struct err *e)
{
	int rc = checked(in, email_fault, out, e);

	if (rc && str_find(in->text, '<') < in->text.n)
		err_hint(e, "write the address alone, without the name");
	return rc;
}

/* Take "http://" or "https://" off, in either case of letters. */
static bool
scheme_cut(struct str *s)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(schemes[i]), k = 0;

		while (k < n && k < s->n && (s->p[k] == schemes[i][k] ||
			(is_letter(s->p[k]) &&
				(s->p[k] | 0x20) == schemes[i][k])))
			k++;
		if (k < n)
			continue;
		*s = str_cut(*s, n, s->n);
		return true;
	}
	return false;
}

static size_t
host_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '/' && s.p[n] != '?' && s.p[n] != '#')
		n++;
	return n;
}

static const char *
url_fault(struct str s)
{
	bool scheme = scheme_cut(&s);
	struct str host = str_cut(s, 0, host_end(s)), port;
	size_t colon = str_find(host, ':');
	struct err ignored;
	int64_t number;

	if (has_blank(s))
		return "there is a blank in it";
	if (str_starts(str_cut(s, colon, s.n), "://"))
		return "only http and https are taken";
	if (str_find(host, '@') < host.n)
		return "there is a name or password in it";
	if (colon == host.n)
		return host_fault(host, !scheme);
	port = str_cut(host, colon + 1, host.n);
	if (num_parse(port, 1, PORT_MAX, &number, &ignored))
		return "the port is not a number from 1 to 65535";
	return host_fault(str_cut(host, 0, colon), !scheme);
}

int
url_read(const struct input *in, union val *out, struct err *e)
{
	return checked(in, url_fault, out, e);
}

/* Where the extension begins ("x 12", "ext. 12"), or s.n. */
static size_t
extension_at(struct str s)
{
	size_t at = 0;

	while (at < s.n && (s.p[at] | 0x20) != 'x' && (s.p[at] | 0x20) != 'e')
		at++;
	return at;
}

static bool
is_extension(struct str s)
{
	static const char *const words[] = {"ext", "x"};

	for (size_t i = 0; i < 2; i++) {
		size_t n = strlen(words[i]), k = 0;

		while (k < n && k < s.n && (s.p[k] | 0x20) == words[i][k])
			k++;
		if (k < n)
			continue;
		s = str_cut(s, n, s.n);
		if (s.n && s.p[0] == '.')
			s = str_cut(s, 1, s.n);
		s = str_trim(s);
		return s.n && all_in(s, is_digit);
	}
	return false;
}

static const char *
phone_fault(struct str s)
{
	size_t end = extension_at(s), digits = 0;

	for (size_t i = 0; i < end; i++) {
		if (is_digit(s.p[i]))
			digits++;
		else if (s.p[i] == '+' && digits)
			return "'+' stands behind a digit";
		else if (!strchr("+()-./ ", s.p[i]))
			return "there is a character that is in no number";
	}
	if (end < s.n && !is_extension(str_cut(s, end, s.n)))
		return "there is a character that is in no number";
	return digits < PHONE_DIGITS ? "there are too few digits" : NULL;
}

int
phone_read(const struct input *in, union val *out, struct err *e)
{
	return checked(in, phone_fault, out, e);
}
