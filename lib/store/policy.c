/* Adopted policies: version -> (adopted, operation, compiled) and, apart, the
 * text, which only `config` reads. */
#include "base/varint.h"
#include "store/tx.h"

enum { PART_COMPILED, PART_YAML };

static struct str
policy_key(struct tx *t, int64_t version, int part)
{
	return key_of(&t->key, 2,
		(uint64_t[]){(uint64_t)version, (uint64_t)part});
}

static int
policy_read(struct tx *t, int64_t version, struct stored_policy *out,
	struct err *e)
{
	const uint8_t *p, *end;
	struct str val;
	uint64_t adopted;
	int rc = tab_get(t, TAB_POLICY, policy_key(t, version, PART_COMPILED),
		&val, e);

	if (rc == ERR_NO)
		return damaged(e, "policy version %lld is missing",
			(long long)version);
	if (rc)
		return rc;
	p = (const uint8_t *)val.p;
	end = p + val.n;
	*out = (struct stored_policy){.version = version};
	if (!varint_get(&p, end, &adopted) || !varint_get(&p, end, &out->op))
		return damaged(e, "policy version %lld cannot be read",
			(long long)version);
	out->adopted = unzigzag(adopted);
	out->compiled = (struct str){(const char *)p, (size_t)(end - p)};
	return 0;
}

static int
yaml_read(struct tx *t, struct stored_policy *out, struct err *e)
{
	int rc = tab_get(t, TAB_POLICY,
		policy_key(t, out->version, PART_YAML), &out->yaml, e);

	return rc == ERR_NO ? damaged(e, "a policy's text is missing") : rc;
}

int
tx_policy_version(struct tx *t, int64_t version, struct stored_policy *out,
	struct err *e)
{
	int rc;

	if (version < 1 || (uint64_t)version > t->head.policies)
		return err_set(e, ERR_NO, "%lld: no such policy version",
			(long long)version);
	rc = policy_read(t, version, out, e);
	return rc ? rc : yaml_read(t, out, e);
}

int
tx_policy(struct tx *t, struct stored_policy *out, struct err *e)
{
	int64_t version = (int64_t)t->head.policies;
	int rc = 0;

	if (version == 0)
		return damaged(e, "it has no policy");
	for (; rc == 0 && version > 0; version--) {
		rc = policy_read(t, version, out, e);
		if (rc || version == 1 || (out->adopted <= t->view.as_of &&
			out->op <= t->view.op))
			break;
	}
	return rc ? rc : yaml_read(t, out, e);
}

static int
policy_put(struct tx *t, int64_t instant, uint64_t op, struct str yaml,
	struct str compiled, struct err *e)
{
	int64_t version = (int64_t)++t->head.policies;
	int rc;

	buf_reset(&t->val);
	varint_put(&t->val, zigzag(instant));
	varint_put(&t->val, op);
	buf_str(&t->val, compiled);
	rc = tab_put(t, TAB_POLICY, policy_key(t, version, PART_COMPILED),
		buf_view(&t->val), TAB_FRESH, e);
	if (rc == 0)
		rc = tab_put(t, TAB_POLICY, policy_key(t, version, PART_YAML),
			yaml, TAB_FRESH, e);
	return rc;
}

int
tx_policy_adopt(struct tx *t, struct str yaml, struct str compiled,
	int64_t instant, struct err *e)
{
	bool first = t->head.policies == 0;

	t->adopted = true;
	t->unlogged = first;
	if (!first)
		sha_add(&t->sha, yaml.p, yaml.n);
	return policy_put(t, first ? INT64_MIN : instant,
		first ? 0 : t->op.number, yaml, compiled, e);
}

/* The part of an operation's chain that covers a policy it adopted. */
int
policy_chain(struct tx *t, uint64_t op, struct sha *s, struct err *e)
{
	struct stored_policy p;
	int rc = 0;

	for (int64_t v = 2; rc == 0 && (uint64_t)v <= t->head.policies; v++) {
		rc = tx_policy_version(t, v, &p, e);
		if (rc == 0 && p.op == op)
			sha_add(s, p.yaml.p, p.yaml.n);
	}
	return rc;
}

int
tx_name_tag(struct tx *t, struct str name, uint16_t *tag, struct err *e)
{
	struct str val;
	struct buf num = {0};
	int rc = tab_get(t, TAB_NAMES, name, &val, e);

	if (rc == 0 && val.n != 8)
		return damaged(e, "a custom field's tag cannot be read");
	if (rc == 0) {
		*tag = (uint16_t)key_get_u64(val.p);
		return 0;
	}
	if (rc != ERR_NO || !t->write)
		return rc;
	if (t->head.last_name < TAG_CUSTOM)
		t->head.last_name = TAG_CUSTOM - 1;
	if (t->head.last_name >= UINT16_MAX)
		return err_set(e, ERR_DATA, "too many custom fields");
	*tag = (uint16_t)++t->head.last_name;
	key_u64(&num, *tag);
	rc = tab_put(t, TAB_NAMES, name, buf_view(&num), TAB_FRESH, e);
	buf_free(&num);
	return rc;
}
