/* Policies and operations of a replay. */
#include "model/adopt.h"
#include "transfer/replay_part.h"

int
play_policy(struct player *p, struct err *e)
{
	struct kept_policy *k = ARR_ADD(&p->policies);
	int64_t version;
	int rc = told_number(p, "policy", &version, e);

	if (rc == 0 && version != (int64_t)p->policies.n)
		rc = told_wrong(p, "policy", e);
	if (rc == 0)
		rc = told_number(p, "op", &k->op, e);
	if (rc == 0 && version > 1)
		rc = told_instant(p, "adopted", &k->adopted, e);
	if (rc == 0)
		rc = told_text(p, "yaml", &k->yaml, e);
	k->yaml = arena_str(&p->r->arena, k->yaml);
	return rc ? rc : k->yaml.p ? 0 : told_wrong(p, "yaml", e);
}

/* The next policy, and the schema it makes: what it drops is "#TAG" in the
 * export, what it adds comes after it. */
int
play_adopt(struct player *p, struct err *e)
{
	const struct kept_policy *k = &p->policies.v[p->adopted];
	struct arena *a = &p->r->arena;
	struct faults faults = {0};
	struct policy *policy;
	int rc = policy_parse(a, k->yaml, "pipe.yaml", model_builtin(a),
		&policy, &faults, e);

	faults_free(&faults);
	if (rc == 0)
		rc = policy_adopt(p->tx, policy, k->yaml, k->adopted, e);
	if (rc == 0)
		rc = model_load(p->m, a, p->st, p->tx, p->now, STR_NULL, e);
	p->adopted++;
	p->r->yaml = k->yaml;
	p->r->policies++;
	return rc;
}

/* ---- operations --------------------------------------------------------- */

static int
adopt_those_of(struct player *p, int64_t op, struct err *e)
{
	int rc = 0;

	while (rc == 0 && p->adopted < p->policies.n &&
		p->policies.v[p->adopted].op == op)
		rc = play_adopt(p, e);
	return rc;
}

static int
check_chain(struct player *p, const uint8_t have[SHA_BYTES], struct err *e)
{
	uint8_t want[SHA_BYTES];

	if (!p->chain.p || (told_hex(p->chain, want, sizeof want) &&
		memcmp(want, have, sizeof want) == 0))
		return 0;
	err_set(e, ERR_DATA, "operation %llu does not agree with its chain: "
		"the export was altered",
		(unsigned long long)p->r->operations);
	return json_at(&p->json, p->chain_at, e);
}

int
play_op_end(struct player *p, struct err *e)
{
	uint8_t chain[SHA_BYTES];
	int rc = 0;

	if (!p->open)
		return 0;
	p->open = false;
	if (p->told != p->events) {
		err_set(e, ERR_DATA, "operation %llu has %lld events, not "
			"%lld", (unsigned long long)p->r->operations,
			(long long)p->told, (long long)p->events);
		return json_at(&p->json, p->chain_at, e);
	}
	rc = adopt_those_of(p, (int64_t)p->r->operations, e);
	if (rc == 0 && p->voids != NUM_NULL)
		rc = replay_void(p->log, (uint64_t)p->voids, e);
	if (rc == 0)
		rc = replay_op_end(p->log, chain, e);
	return rc ? rc : check_chain(p, chain, e);
}

static int
op_words(struct player *p, const struct str **words, size_t *n, struct err *e)
{
	const struct json_field *f = told_find(p, "words");

	*words = NULL;
	*n = 0;
	if (!f || f->kind == JS_NULL)
		return 0;
	if (f->kind != JS_LIST)
		return told_wrong(p, "words", e);
	*words = f->list;
	*n = f->nlist;
	return 0;
}

static int
op_texts(struct player *p, struct op_spec *o, struct err *e)
{
	const struct {
		const char *key;
		struct str *to;
	} texts[] = {{"login", &o->login}, {"command", &o->command},
		{"message", &o->message}, {"once", &o->once}};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof texts / sizeof *texts; i++) {
		rc = told_text(p, texts[i].key, texts[i].to, e);
		*texts[i].to = arena_str(&p->arena, *texts[i].to);
	}
	return rc;
}

static int
op_header(struct player *p, struct op_spec *o, struct err *e)
{
	int64_t number, undoes = NUM_NULL;
	int kind = 0, rc = told_number(p, "op", &number, e);

	if (rc == 0 && number != (int64_t)p->r->operations + 1)
		rc = told_wrong(p, "op", e);
	if (rc == 0)
		rc = told_word(p, "kind", op_kinds,
			sizeof op_kinds / sizeof *op_kinds, &kind, e);
	if (rc == 0)
		rc = told_instant(p, "recorded", &o->recorded, e);
	if (rc == 0)
		rc = told_number(p, "uid", &o->uid, e);
	if (rc == 0)
		rc = told_number(p, "rep", &o->rep, e);
	if (rc == 0)
		rc = told_number(p, "undoes", &undoes, e);
	if (rc == 0)
		rc = told_number(p, "voids", &p->voids, e);
	if (rc == 0)
		rc = told_number(p, "events", &p->events, e);
	o->kind = (enum op_kind)kind;
	o->undoes = undoes == NUM_NULL ? 0 : (uint64_t)undoes;
	return rc ? rc : op_texts(p, o, e);
}

int
play_op(struct player *p, struct err *e)
{
	const struct json_field *chain = told_find(p, "chain");
	const struct str *words;
	struct op_spec o = {0};
	size_t n;
	int rc = play_op_end(p, e);

	arena_reset(&p->arena);
	if (rc == 0 && !p->adopted) {
		if (!p->policies.n)
			return told_wrong(p, "policy", e);
		rc = play_adopt(p, e);
	}
	if (rc == 0)
		rc = op_header(p, &o, e);
	if (rc == 0)
		rc = told_text(p, "chain", &p->chain, e);
	if (rc == 0)
		rc = op_words(p, &words, &n, e);
	if (rc)
		return rc;
	p->chain = arena_str(&p->arena, p->chain);
	p->chain_at = chain ? chain->at : p->rec.at;
	p->told = 0;
	p->open = true;
	p->r->operations++;
	return replay_op(p->log, &o, words, n, e)
		? json_at(&p->json, p->rec.at, e) : 0;
}
