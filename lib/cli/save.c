#include "cli/inside.h"

static const char *const fates[] = {
	[FATE_CREATED] = "created",
	[FATE_UPDATED] = "updated",
	[FATE_UNCHANGED] = "unchanged",
	[FATE_ARCHIVED] = "archived",
	[FATE_RESTORED] = "restored",
};

void
tally(struct cli *c, const struct entity *en, int64_t id, enum fate fate)
{
	c->private->fates[fate]++;
	c->private->last_id = id;
	if (c->verbose && !c->dry_run)
		cli_say(c, "%s %s", cli_ref(c, en, id), fates[fate]);
}

void
tally_say(struct cli *c, const struct entity *en)
{
	const size_t *n = c->private->fates;
	struct buf b = {0};
	size_t all = 0;

	if (c->dry_run)
		return; /* the preview says what would be */
	for (int i = 0; i < FATES; i++)
		all += n[i];
	for (int i = 0; i < FATES; i++) {
		if (!n[i])
			continue;
		if (b.n)
			buf_cstr(&b, ", ");
		if (all == 1)
			buf_fmt(&b, "%s %s", cli_ref(c, en,
				c->private->last_id), fates[i]);
		else
			buf_fmt(&b, "%zu %s", n[i], fates[i]);
	}
	if (b.n && !(c->verbose && all == 1))
		cli_say(c, "%s", b.p);
	buf_free(&b);
}

/* ---- which record settings are about ----------------------------------- */

/* The first live record with a value, 0: none. */
static int
find_live(struct cli *c, const struct entity *en, const struct field *f,
	struct str text, int64_t *id, struct err *e)
{
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(c->model.tx, en, f, (union val){.s = text}, &ids, e);

	*id = 0;
	for (size_t i = 0; rc == ERR_OK && !*id && i < ids.list.n; i++) {
		rc = model_get(&c->model, en, ids.list.v[i], &rec, e);
		if (rc == ERR_OK && ((struct common *)rec)->archived != 1)
			*id = ids.list.v[i];
	}
	ARR_FREE(&ids.list);
	return rc;
}

/* An external id is one record's for good, be it archived. */
static int
find_gone(struct cli *c, const struct entity *en, const struct field *f,
	struct str text, int64_t *id, struct err *e)
{
	struct ids ids = {0};
	int rc = tx_find(c->model.tx, en, f, (union val){.s = text}, &ids, e);

	for (size_t i = 0; rc == ERR_OK && i < ids.list.n; i++)
		*id = ids.list.v[i] > *id ? ids.list.v[i] : *id;
	ARR_FREE(&ids.list);
	return rc;
}

static int
find_ext(struct cli *c, const struct entity *en, const struct setting *s,
	int64_t *id, struct str *by, struct err *e)
{
	struct str rest = s->text, word;
	int rc = ERR_OK;

	while (rc == ERR_OK && !*id && rest.p && str_split(&rest, ',', &word)) {
		word = str_trim(word);
		if (word.n && *word.p == '+')
			word = str_cut(word, 1, word.n);
		if (!word.n || *word.p == '-')
			continue;
		*by = word;
		rc = find_live(c, en, s->field, word, id, e);
		if (rc == ERR_OK && !*id)
			rc = find_gone(c, en, s->field, word, id, e);
	}
	return rc;
}

int
save_find(struct cli *c, const struct entity *en, const struct settings *s,
	int64_t *id, struct str *by, struct err *e)
{
	int rc = ERR_OK;

	*id = 0;
	for (size_t i = 0; rc == ERR_OK && !*id && i < s->list.n; i++) {
		const struct setting *each = &s->list.v[i];

		if (!each->text.p)
			continue;
		*by = str_trim(each->text);
		if (each->field->tag == TAG_EXT)
			rc = find_ext(c, en, each, id, by, e);
		else if (en->key && each->field->tag == en->key &&
			field_type(each->field)->text)
			rc = find_live(c, en, each->field, *by, id, e);
	}
	return rc;
}

/* ---- saving ------------------------------------------------------------ */

static int
already_there(struct cli *c, struct save *s, int64_t id, struct str by,
	struct err *e)
{
	err_set(e, ERR_AGAIN, "%.*s: is %s already", STR_SHORT(by),
		cli_ref(c, s->en, id));
	return err_hint(e, "to change that one: --upsert");
}

/* The record to begin with: a blank one with its defaults, or the one meant. */
static int
begin(struct cli *c, struct save *s, void **rec, struct err *e)
{
	struct str by = STR_NULL;
	int64_t id = s->id;
	int rc = id ? ERR_OK : save_find(c, s->en, s->settings, &id, &by, e);

	if (rc)
		return rc;
	if (id && s->create && !s->upsert)
		return already_there(c, s, id, by, e);
	if (id) {
		rc = model_get(&c->model, s->en, id, rec, e);
		if (rc == ERR_OK && s->create)
			((struct common *)*rec)->archived = 0;
		return rc;
	}
	if (!s->create)
		return err_set(e, ERR_NO, "no %s is named: an id, external id "
			"or key is needed", s->en->name);
	*rec = record_new(s->en, &c->arena);
	return model_defaults(&c->model, s->en, *rec, e);
}

static enum fate
fate_of(enum saved how)
{
	switch (how) {
	case SAVED_CREATED: return FATE_CREATED;
	case SAVED_UPDATED: return FATE_UPDATED;
	case SAVED_UNCHANGED: break;
	}
	return FATE_UNCHANGED;
}

int
save_record(struct cli *c, struct save *s, struct err *e)
{
	enum saved how;
	int64_t rev;
	size_t changed;
	void *rec;
	int rc = begin(c, s, &rec, e);

	if (rc)
		return rc;
	if (s->upsert && cli_int(c, "if-rev", &rev) &&
		((struct common *)rec)->rev != rev)
		return err_set(e, ERR_AGAIN, "%s: its revision is not %lld",
			cli_ref(c, s->en, ((struct common *)rec)->id),
			(long long)rev);
	rc = fields_apply(c, s->en, rec, s->settings, &changed, e);
	if (rc == ERR_OK)
		rc = model_save(&c->model, s->en, rec, &how, e);
	if (rc)
		return rc;
	s->id = ((struct common *)rec)->id;
	tally(c, s->en, s->id, fate_of(how));
	return ERR_OK;
}
