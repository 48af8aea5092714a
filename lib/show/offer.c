/* A version of a quote, its card, and which one a document is. */
#include "base/hash.h"
#include "base/io.h"
#include "model/seal.h"
#include "show/offer_part.h"

enum { FILE_MAX = 64 * 1024 * 1024, HASH_LEAST = 8, HASH_MOST = 64 };

static int
view_set(struct cli *c, struct view view, struct err *e)
{
	struct model *m = arena_alloc(&c->arena, sizeof *m); /* is kept */
	int rc;

	tx_set_view(c->model.tx, view);
	rc = model_load(m, &c->arena, c->model.store, c->model.tx, c->now,
		c->model.me, e);
	if (rc == 0)
		cli_take_model(c, m);
	return rc;
}

int
offer_at(struct cli *c, struct str text, int64_t *id, struct err *e)
{
	int64_t version;
	struct view view;
	int rc = quote_resolve(&c->model, text, id, &version, e);

	if (rc == 0 && version != NUM_NULL)
		rc = quote_version_view(&c->model, *id, version, &view, e);
	return rc || version == NUM_NULL ? rc : view_set(c, view, e);
}

/* ---- the card ------------------------------------------------------------ */

enum { POS, ITEM, QUANTITY, PRICE, OFF, NET, MARGIN, BY, NCOLS };

static const struct column columns[NCOLS] = {
	[POS] = {.name = "#", .right = true, .keep = true},
	[ITEM] = {.name = "item"},
	[QUANTITY] = {.name = "quantity", .right = true, .keep = true},
	[PRICE] = {.name = "price", .right = true, .keep = true},
	[OFF] = {.name = "discount", .right = true, .keep = true},
	[NET] = {.name = "net", .right = true, .keep = true},
	[MARGIN] = {.name = "margin", .right = true, .keep = true},
	[BY] = {.name = "price by"},
};

static struct str
kept(struct cli *c, struct buf *b)
{
	struct str s = b->n ? arena_str(&c->arena, buf_view(b)) : STR("");

	buf_reset(b);
	return s;
}

static struct str
item_text(struct cli *c, const struct line *l, struct buf *b)
{
	if (l->product != NUM_NULL) {
		c->model.scope.ref_print(&c->model.scope, E_PRODUCT,
			l->product, b);
		buf_char(b, ' ');
	}
	buf_str(b, l->text);
	if (l->choice.p || l->interval.p)
		buf_fmt(b, " (%.*s%s%s%.*s)", STR_F(l->choice),
			l->choice.p && l->interval.p ? ", " : "",
			l->interval.p ? "a " : "", STR_F(l->interval));
	return kept(c, b);
}

static void
card_line_row(struct cli *c, const struct quote_sheet *s, size_t i,
	struct card *card)
{
	const struct line *l = s->lines[i];
	const struct doc_line *d = &s->doc.lines[i];
	const struct currency *money = s->doc.money;
	struct cell cells[NCOLS] = {{.text = STR_NULL}};
	struct buf b = {0};

	buf_int(&b, l->position);
	cells[POS].text = kept(c, &b);
	cells[ITEM].text = item_text(c, l, &b);
	dec_print(l->quantity, &b);
	cells[QUANTITY].text = kept(c, &b);
	price_print_grouped(l->price, money, &b);
	cells[PRICE].text = kept(c, &b);
	if (d->discount)
		money_print_grouped(d->discount, money, &b);
	cells[OFF].text = kept(c, &b);
	money_print_grouped(d->net, money, &b);
	cells[NET].text = kept(c, &b);
	money_print_grouped(d->margin, money, &b);
	cells[MARGIN].text = kept(c, &b);
	cells[BY].text = l->price_by;
	card_row(card, cells);
	buf_free(&b);
}

/* "Q-1@1  2026-10-15  HASH", and whether it went out as PDF. */
static int
card_version(struct cli *c, const struct quote *q, const struct document *d,
	struct card *card, struct err *e)
{
	struct document *pdf;
	struct buf b = {0};
	int rc = quote_document(&c->model, d->quote, d->version, STR("pdf"),
		&pdf, e);

	if (rc && rc != ERR_NO)
		return rc;
	buf_fmt(&b, "%.*s@%lld  ", STR_F(q->number), (long long)d->version);
	day_print(zone_day(c->model.cal.zone, d->common.created), &b);
	buf_fmt(&b, "  %.*s%s", STR_F(d->hash), rc == 0 ? "  pdf" : "");
	card_line(card, kept(c, &b), STYLE_NONE);
	buf_free(&b);
	return 0;
}

static int
card_sent(struct cli *c, const struct quote *q, struct card *card,
	struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_DOCUMENT);
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(c->model.tx, en, entity_tag(en, DOCUMENT_QUOTE),
		(union val){.i = q->common.id}, &ids, e);

	card_section(card, "sent");
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		const struct document *d;

		rc = model_get(&c->model, en, ids.list.v[i], &rec, e);
		d = rec;
		if (rc == 0 && str_is(d->format, "json") &&
			d->common.archived != 1)
			rc = card_version(c, q, d, card, e);
	}
	ARR_FREE(&ids.list);
	return rc;
}

int
offer_card(struct cli *c, const void *rec, struct card *card, struct err *e)
{
	struct quote_sheet s;
	int rc = quote_load(&c->model, ((const struct common *)rec)->id, &s,
		e);

	if (rc == 0)
		rc = quote_compute(&c->model, &s, e);
	if (rc)
		return rc;
	card_section(card, "lines");
	card_columns(card, columns, NCOLS);
	for (size_t i = 0; i < s.n; i++)
		card_line_row(c, &s, i, card);
	return card_sent(c, s.quote, card, e);
}

/* ---- which one is it ----------------------------------------------------- */

static bool
is_hash(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') &&
			!(s.p[i] >= 'a' && s.p[i] <= 'f'))
			return false;
	return s.n >= HASH_LEAST && s.n <= HASH_MOST;
}

struct wanted {
	struct str digest; /* of a file, or null */
	struct str hash;   /* or its beginning */
};

/* The first document that is meant: by its bytes, or by its hash. */
static int
find_document(struct cli *c, const struct wanted *w, struct document **out,
	struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_DOCUMENT);
	static const uint16_t want[] = {DOCUMENT_QUOTE, DOCUMENT_VERSION,
		DOCUMENT_FORMAT, DOCUMENT_HASH, DOCUMENT_DIGEST, TAG_ARCHIVED,
		0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(c->model.tx, en, want, &s, e);

	*out = NULL;
	if (rc)
		return rc;
	while (!*out && (rc = scan_next(s, &rec, e)) == 0) {
		const struct document *d = rec;

		if (d->common.archived == 1)
			continue; /* the sending was taken back */
		if (w->digest.p ? str_eq(d->digest, w->digest)
			: d->hash.n >= w->hash.n && !memcmp(d->hash.p,
				w->hash.p, w->hash.n))
			*out = record_copy(en, rec, &c->arena);
	}
	scan_close(s);
	return rc;
}

/* What was sent is made again of the records as they stood then. */
static int
check_again(struct cli *c, const struct document *d, const struct quote *q,
	struct err *e)
{
	struct numbers events = {0};
	struct quote_sheet s;
	struct paper p;
	struct buf json = {0};
	struct event ev;
	int rc = tx_history(c->model.tx, model_entity(&c->model, E_DOCUMENT),
		d->common.id, &events, e);

	if (rc == 0)
		rc = tx_event(c->model.tx, events.list.v[0], &c->arena, &ev,
			e);
	ARR_FREE(&events.list);
	if (rc == 0)
		rc = view_set(c, (struct view){AS_OF_NOW, ev.op}, e);
	if (rc == 0)
		rc = quote_load(&c->model, d->quote, &s, e);
	if (rc == 0)
		rc = quote_compute(&c->model, &s, e);
	if (rc == 0)
		rc = quote_paper(&c->model, &s, &p, e);
	if (rc)
		return rc;
	paper_render(&p, NULL, PAPER_JSON, &json);
	if (!str_eq(sha_text(&c->arena, buf_view(&json)), d->hash))
		rc = err_set(e, ERR_NO, "%.*s@%lld: its records do not make "
			"what was sent", STR_SHORT(q->number),
			(long long)d->version);
	buf_free(&json);
	return rc;
}

static int
tell(struct cli *c, struct str what, const struct document *d, struct err *e)
{
	const struct quote *q;
	void *rec;
	int rc = model_get(&c->model, model_entity(&c->model, E_QUOTE),
		d->quote, &rec, e);

	if (rc)
		return rc;
	q = rec;
	out_add(&c->out, str_of(arena_fmt(&c->arena, "%.*s: %.*s@%lld as sent "
		"(%.*s), %s\n", STR_F(what), STR_F(q->number),
		(long long)d->version, STR_F(d->format),
		d->version < q->version ? "superseded"
			: arena_cstr(&c->arena, q->status))));
	return check_again(c, d, q, e);
}

int
offer_verify(struct cli *c, struct str what, struct err *e)
{
	const char *path = arena_cstr(&c->arena, what);
	struct wanted w = {.hash = what};
	struct document *d;
	struct buf file = {0};
	struct err unread;
	bool pdf;
	int rc;

	if (io_read_file(path, FILE_MAX, &file, &unread) == 0)
		w.digest = sha_text(&c->arena, file.p ? buf_view(&file)
							 : STR(""));
	pdf = file.p && str_starts(buf_view(&file), "%PDF-");
	buf_free(&file);
	if (!w.digest.p && !is_hash(what)) {
		*e = unread;
		return err_hint(e, "a file that was printed, or the hash that "
			"stands on it");
	}
	rc = find_document(c, &w, &d, e);
	if (rc == 0 && d)
		return tell(c, what, d, e);
	if (rc && rc != ERR_NO)
		return rc;
	err_set(e, ERR_NO, "%.*s: is no version of a quote as it was sent",
		STR_SHORT(what));
	return pdf ? err_hint(e, "a PDF that was made later is known by the "
		"hash on it: pipe quote verify HASH") : ERR_NO;
}
