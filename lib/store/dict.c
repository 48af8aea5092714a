/* The dictionary only grows: a word's id is its place in it. */
#include "store/tx.h"

static struct str *
word_slot(struct tx *t, uint64_t id)
{
	while (t->words.n < id)
		*ARR_ADD(&t->words) = STR_NULL;
	return &t->words.v[id - 1];
}

static int
no_word(uint64_t id, struct err *e)
{
	return damaged(e, "word %llu is not in the dictionary",
		(unsigned long long)id);
}

/* A small table is walked before it is used (tab_ready): then all are had. */
static int
words_load(struct tx *t, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc = tab_open_walk(t, TAB_WORDS, &c, e);

	if (rc == 0)
		rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e);
	for (; rc == 0; rc = tab_step(&c, 1, &key, &val, e)) {
		uint64_t id = key.n == 8 ? key_get_u64(key.p) : 0;

		if (id == 0 || id > t->head.last_word)
			rc = no_word(id, e);
		else
			*word_slot(t, id) = arena_str(&t->arena, val);
		if (rc)
			break;
	}
	tab_close(&c);
	return rc == ERR_NO ? 0 : rc;
}

static int
word_load(struct tx *t, uint64_t id, struct err *e)
{
	struct buf key = {0};
	struct str val;
	int rc = tab_get(t, TAB_WORDS, key_one(&key, id), &val, e);

	buf_free(&key);
	if (rc == 0)
		*word_slot(t, id) = arena_str(&t->arena, val);
	return rc == ERR_NO ? 0 : rc;
}

int
word_text(struct tx *t, uint64_t id, struct str *text, struct err *e)
{
	bool all = !t->write && !t->checking && !t->ready[TAB_WORDS] &&
		t->head.count[TAB_WORDS] <= TAB_SMALL;
	int rc = 0;

	*text = STR_NULL;
	if (id == 0 || id > t->head.last_word)
		return no_word(id, e);
	if (!word_slot(t, id)->p)
		rc = all ? words_load(t, e) : word_load(t, id, e);
	*text = *word_slot(t, id);
	if (rc == 0 && !text->p)
		return damaged(e, "word %llu is missing",
			(unsigned long long)id);
	return rc;
}

/* Words come again and again: a place for each by its first bytes. */
static struct word_memo *
memo_of(struct tx *t, struct str text)
{
	uint64_t head = text.n;

	if (!t->memo)
		t->memo = arena_array(&t->arena, WORD_MEMO, sizeof *t->memo);
	memcpy(&head, text.p, text.n < sizeof head ? text.n : sizeof head);
	head = (head ^ text.n << 56) * UINT64_C(0x9e3779b97f4a7c15);
	return &t->memo[head >> 57 & (WORD_MEMO - 1)];
}

static int
word_look(struct tx *t, struct str text, uint64_t *id, struct err *e)
{
	int64_t *known = map_get(&t->word_ids, text);
	struct str val;
	int rc;

	if (known) {
		*id = (uint64_t)*known;
		return 0;
	}
	buf_reset(&t->word);
	if (text.n > 256) {
		uint8_t digest[SHA_BYTES];
		struct sha s;

		sha_init(&s);
		sha_add(&s, text.p, text.n);
		sha_end(&s, digest);
		buf_add(&t->word, text.p, 256);
		buf_add(&t->word, digest, SHA_BYTES);
	} else {
		buf_char(&t->word, '=');
		buf_str(&t->word, text);
	}
	rc = tab_get(t, TAB_WORD_IDS, buf_view(&t->word), &val, e);
	if (rc)
		return rc;
	if (val.n != 8)
		return damaged(e, "a dictionary entry is too short");
	*id = key_get_u64(val.p);
	*map_put(&t->word_ids, text, NULL) = (int64_t)*id;
	return 0;
}

int
word_find(struct tx *t, struct str text, uint64_t *id, struct err *e)
{
	struct word_memo *m = memo_of(t, text);
	int rc;

	if (m->id && str_eq(m->text, text)) {
		*id = m->id;
		return 0;
	}
	rc = word_look(t, text, id, e);
	if (rc == 0)
		*m = (struct word_memo){arena_str(&t->arena, text), *id};
	return rc;
}

int
word_id(struct tx *t, struct str text, uint64_t *id, struct err *e)
{
	struct buf num = {0};
	int rc = word_find(t, text, id, e);

	if (rc != ERR_NO)
		return rc;
	*id = ++t->head.last_word;
	key_u64(&num, *id);
	/* word_find left the text's key in t->word */
	rc = tab_put(t, TAB_WORD_IDS, buf_view(&t->word), buf_view(&num),
		TAB_FRESH, e);
	if (rc == 0)
		rc = tab_put(t, TAB_WORDS, buf_view(&num), text, TAB_APPEND,
			e);
	buf_free(&num);
	if (rc)
		return rc;
	*word_slot(t, *id) = arena_str(&t->arena, text);
	*map_put(&t->word_ids, text, NULL) = (int64_t)*id;
	return 0;
}

void
words_forget(struct tx *t)
{
	t->words.n = 0;
	t->memo = NULL;
}
