/* Any text through policy_parse and the user's configuration, any bytes
 * through policy_load. What is accepted must compile, load and compile again
 * to the same bytes, and differ in nothing; what is refused must say where. */
#include <stdint.h>
#include <stdlib.h>

#include "conf/policy.h"
#include "conf/user.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fake_schema(struct schema *s, struct arena *a)
{
	enum { OWN = sizeof(struct common) };
	static const struct field fields[] = {FIELDS_COMMON,
		{.tag = 32, .name = "name", .type = T_LINE, .at = OWN},
		{.tag = 33, .name = "amount", .type = T_MONEY, .at = OWN + 16},
		{.tag = 34, .name = "close", .type = T_DAY, .at = OWN + 24},
		{.tag = 35, .name = "idle", .type = T_INT, .at = OWN + 32},
		{.tag = 36, .name = "owner", .type = T_REF, .ref = 1,
			.at = OWN + 40},
		FIELDS_COMMON_END};
	static const char *const names[] = {"rep", "lead", "deal"};

	for (int i = 0; i < 3; i++) {
		struct entity e = {.number = (uint8_t)(i + 1),
			.name = names[i], .plural = names[i],
			.fields = fields, .size = OWN + 48,
			.nfields = sizeof fields / sizeof *fields};

		schema_add(s, a, &e, NULL, 0);
	}
}

static void
expect(bool holds)
{
	if (!holds)
		abort();
}

static void
check_policy(struct arena *a, const struct policy *p)
{
	struct buf one = {0}, two = {0}, diff = {0};
	struct policy *q;
	struct err e;
	size_t n;

	policy_compile(p, &one);
	expect(policy_load(a, buf_view(&one), &q, &e) == ERR_OK);
	policy_compile(q, &two);
	expect(str_eq(buf_view(&one), buf_view(&two)));
	policy_diff(p, q, &diff);
	expect(diff.n == 0);
	expect(policy_choices(q, a, "@stage", STR_NULL) != NULL);
	policy_custom_fields(q, a, "deal", &n);
	buf_free(&one);
	buf_free(&two);
	buf_free(&diff);
}

static void
try_policy(struct str text)
{
	struct arena a = {0};
	struct schema s = {0};
	struct faults f = {0};
	struct policy *p;
	struct err e;

	fake_schema(&s, &a);
	if (policy_parse(&a, text, "f", &s, &p, &f, &e) == ERR_OK)
		check_policy(&a, p);
	else
		for (size_t i = 0; i < f.list.n; i++)
			expect(f.list.v[i].line > 0 && f.list.v[i].col > 0 &&
				f.list.v[i].msg[0]);
	faults_free(&f);
	arena_free(&a);
}

static void
try_user(struct str text)
{
	struct arena a = {0};
	struct user_config *u;
	struct buf new = {0};
	struct err e;

	if (user_parse(&a, text, "f", NULL, &u, NULL, &e) == ERR_OK &&
		user_edit(text, "f", STR("aliases.z"), STR("a, 'b: #c"), NULL,
			&new, &e) == ERR_OK) {
		expect(user_parse(&a, buf_view(&new), "f", NULL, &u, NULL,
			&e) == ERR_OK);
		expect(str_is(user_alias(u, STR("z")), "a, 'b: #c"));
	}
	buf_free(&new);
	arena_free(&a);
}

static void
try_compiled(struct str bytes)
{
	struct arena a = {0};
	struct buf image = {0};
	struct policy *p;
	struct err e;

	buf_cstr(&image, "pipe policy 1\n");
	buf_str(&image, bytes);
	if (policy_load(&a, buf_view(&image), &p, &e) == ERR_OK)
		expect(p->base && p->tz);
	buf_free(&image);
	arena_free(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};

	try_policy(text);
	try_user(text);
	try_compiled(text);
	return 0;
}
