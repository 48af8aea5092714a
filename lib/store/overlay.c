/* Which records differ from their rows at a view: those are folded, all others
 * are read as they are now. */
#include <stdlib.h>

#include "base/varint.h"
#include "store/tx.h"

struct overlay {
	struct map seen; /* entity << 56 | id */
	struct ids ids[64];
};

bool
view_is_now(const struct tx *t)
{
	return t->view.as_of == AS_OF_NOW && t->view.op >= t->head.last_op;
}

static void
overlay_add(struct overlay *o, int entity, int64_t id)
{
	bool added;

	map_put_u64(&o->seen, (uint64_t)entity << 56 | (uint64_t)id, &added);
	if (added)
		*ARR_ADD(&o->ids[entity].list) = id;
}

static int
overlay_events(struct tx *t, uint64_t from, uint64_t to, struct err *e)
{
	struct raw_event ev;
	int rc = 0;

	for (uint64_t n = from; rc == 0 && n < to; n++) {
		rc = event_read(t, n, &ev, false, e);
		if (rc == 0)
			overlay_add(t->overlay, ev.entity, ev.id);
	}
	return rc;
}

/* Operations recorded after the view's. */
static int
overlay_later_ops(struct tx *t, struct err *e)
{
	struct op o;
	int rc;

	if (t->view.op >= t->head.last_op)
		return 0;
	rc = op_read(t, t->view.op + 1, &o, NULL, NULL, e);
	return rc ? rc : overlay_events(t, o.first_event,
		t->head.last_event + 1, e);
}

/* The events of a run that lie after the view: its last ones. */
static int
overlay_run(struct tx *t, uint64_t first, uint64_t n, struct err *e)
{
	uint64_t lo = first, hi = first + n, mid;
	struct raw_event ev;
	int rc = 0;

	while (rc == 0 && lo < hi) {
		mid = lo + (hi - lo) / 2;
		rc = event_read(t, mid, &ev, false, e);
		if (rc == 0 && ev.instant > t->view.as_of)
			hi = mid;
		else
			lo = mid + 1;
	}
	return rc ? rc : overlay_events(t, lo, first + n, e);
}

static int
overlay_later_instants(struct tx *t, struct err *e)
{
	struct buf from = {0};
	struct tab_cursor c;
	struct str key, val;
	int rc;

	if (t->view.as_of == AS_OF_NOW)
		return 0;
	rc = t->write ? log_flush(t, e) : 0;
	if (rc == 0)
		rc = tab_open(t, TAB_INSTANTS, &c, e);
	if (rc)
		return rc;
	key_one(&from, key_signed(t->view.as_of + 1));
	for (rc = tab_seek(&c, KV_AT, buf_view(&from), &key, &val, e);
		rc == 0; rc = tab_step(&c, 1, &key, &val, e)) {
		const uint8_t *p = (const uint8_t *)val.p;
		uint64_t n;

		if (key.n != 16 || !varint_get(&p, p + val.n, &n)) {
			rc = damaged(e, "an instant's run cannot be read");
			break;
		}
		rc = overlay_run(t, key_get_u64(key.p + 8), n, e);
		if (rc)
			break;
	}
	tab_close(&c);
	buf_free(&from);
	return rc == ERR_NO ? 0 : rc;
}

static int
overlay_voids(struct tx *t, struct err *e)
{
	struct op o;
	int rc = voids_load(t, e);

	for (size_t i = 0; rc == 0 && i < t->voids.n; i++) {
		uint64_t number;

		memcpy(&number, t->voids.v[i].key.p, sizeof number);
		if (op_is_voided(t, number, t->view.op) ==
			op_is_voided(t, number, OP_NOW))
			continue;
		rc = op_read(t, number, &o, NULL, NULL, e);
		if (rc == 0)
			rc = overlay_events(t, o.first_event,
				o.first_event + o.events, e);
	}
	return rc;
}

static int
overlay_make(struct tx *t, struct err *e)
{
	int rc;

	if (t->overlay)
		return 0;
	t->overlay = arena_alloc(&t->arena, sizeof *t->overlay);
	rc = overlay_later_ops(t, e);
	if (rc == 0)
		rc = overlay_later_instants(t, e);
	if (rc == 0)
		rc = overlay_voids(t, e);
	for (int i = 0; i < 64; i++)
		arr_sort(t->overlay->ids[i].list.v, t->overlay->ids[i].list.n,
			sizeof(int64_t), int64_order);
	return rc;
}

void
overlay_drop(struct tx *t)
{
	if (!t->overlay)
		return;
	map_free(&t->overlay->seen);
	for (int i = 0; i < 64; i++)
		ARR_FREE(&t->overlay->ids[i].list);
	t->overlay = NULL;
}

int
overlay_ids(struct tx *t, int entity, const int64_t **ids, size_t *n,
	struct err *e)
{
	int rc;

	*n = 0;
	if (view_is_now(t))
		return 0;
	rc = overlay_make(t, e);
	*ids = t->overlay->ids[entity].list.v;
	*n = t->overlay->ids[entity].list.n;
	return rc;
}

static bool
is_affected(const struct tx *t, int entity, int64_t id)
{
	if (view_is_now(t))
		return false;
	return !t->overlay || map_get_u64(&t->overlay->seen,
		(uint64_t)entity << 56 | (uint64_t)id);
}

int
image_at_view(struct tx *t, const struct entity *en, int64_t id,
	struct str *image, bool *found, struct err *e)
{
	struct buf key = {0};
	int rc;

	if (is_affected(t, en->number, id))
		return fold_image(t, en, id, t->view, UINT64_MAX, image,
			found, e);
	rc = tab_get(t, TAB_ROWS + en->number, key_one(&key, (uint64_t)id),
		image, e);
	buf_free(&key);
	*found = rc == 0;
	return rc == ERR_NO ? 0 : rc;
}
