/*
 * Random documents in six currencies, under every mode and rule of rounding:
 * each and its figures are written as a line of JSON, and python3 says by
 * rational arithmetic (tests/tools/doc-oracle.py) whether they are right. Here
 * it is shown that the negative of a document is its negative.
 *
 * DOCUMENTS says how many (3000), SEED where to begin. Run where the tests
 * are, from the top of the tree.
 */
#include <errno.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/doc.h"

enum { LINES = 12, TAXES = 4 };

struct made {
	struct doc doc;
	struct doc_line lines[LINES];
	struct doc_tax taxes[TAXES];
};

static uint64_t rng;
static struct err err;

static uint32_t
pick(uint32_t n)
{
	rng = rng * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(rng >> 33) % n;
}

/* A decimal of up to `digits`, of them up to `places` behind the point. */
static int64_t
random_dec(uint32_t digits, uint32_t places, bool signs)
{
	int64_t v = 0, out;
	uint32_t n = 1 + pick(digits);

	for (uint32_t i = 0; i < n; i++)
		v = v * 10 + pick(10);
	if (signs && pick(4) == 0)
		v = -v;
	if (dec_make(v, (int)pick(places + 1), &out, &err))
		fail_msg("%s", err.msg);
	return out;
}

static void
random_line(struct doc_line *l, uint32_t ntaxes)
{
	*l = (struct doc_line){
		.quantity = random_dec(6, 4, true),
		.price = random_dec(9, 6, false),
		.percent = NUM_NULL,
		.off = NUM_NULL,
		.cost = pick(3) ? random_dec(8, 5, false) : NUM_NULL,
		.list = pick(3) ? random_dec(9, 6, false) : NUM_NULL,
		.taxes = ntaxes ? pick(1U << ntaxes) : 0,
		.choice = (enum doc_choice)(pick(5) ? 0 : pick(3)),
		.interval = (enum doc_interval)(pick(3) ? 0 : pick(3)),
	};
	if (pick(3) == 0)
		l->percent = pick(10001);
	else if (pick(4) == 0)
		l->off = pick(5000);
}

static void
random_doc(struct made *m)
{
	static const char *const codes[] = {"JPY", "EUR", "USD", "KWD", "CLF",
		"GBP"};
	static const char *const rates[] = {"0", "19", "7", "8.875", "9.975",
		"20", "5.5", "2.1", "25"};
	uint32_t ntaxes = pick(TAXES + 1);

	for (uint32_t i = 0; i < ntaxes; i++) {
		m->taxes[i] = (struct doc_tax){.name = STR("T")};
		if (dec_parse(str_of(rates[pick(9)]), &m->taxes[i].rate, &err))
			fail_msg("%s", err.msg);
	}
	m->doc = (struct doc){
		.money = currency_find(str_of(codes[pick(6)])),
		.rounding = (enum rounding)pick(4),
		.mode = (enum doc_mode)pick(2),
		.inclusive = pick(2),
		.percent = NUM_NULL,
		.off = NUM_NULL,
		.taxes = m->taxes,
		.ntaxes = ntaxes,
		.lines = m->lines,
		.nlines = 1 + pick(LINES),
	};
	for (size_t i = 0; i < m->doc.nlines; i++)
		random_line(&m->lines[i], ntaxes);
	if (pick(3) == 0)
		m->doc.percent = pick(10001);
	else if (pick(4) == 0)
		m->doc.off = pick(20000);
}

/* ---- as JSON -------------------------------------------------------------- */

static void
put_dec(FILE *f, const char *key, int64_t v)
{
	struct buf b = {0};

	dec_print(v, &b);
	if (v == NUM_NULL)
		fprintf(f, "\"%s\":null,", key);
	else
		fprintf(f, "\"%s\":\"%s\",", key, b.p);
	buf_free(&b);
}

static void
put_int(FILE *f, const char *key, int64_t v)
{
	if (v == NUM_NULL)
		fprintf(f, "\"%s\":null,", key);
	else
		fprintf(f, "\"%s\":%" PRId64 ",", key, v);
}

static void
put_line(FILE *f, const struct doc_line *l)
{
	fputs("{", f);
	put_dec(f, "quantity", l->quantity);
	put_dec(f, "price", l->price);
	put_dec(f, "cost", l->cost);
	put_dec(f, "list", l->list);
	put_int(f, "percent", l->percent);
	put_int(f, "off", l->off);
	put_int(f, "gross", l->gross);
	put_int(f, "discount", l->discount);
	put_int(f, "amount", l->amount);
	put_int(f, "share", l->share);
	put_int(f, "net", l->net);
	put_int(f, "tax", l->tax);
	put_int(f, "total", l->total);
	put_int(f, "margin", l->margin);
	put_int(f, "variance", l->variance);
	fprintf(f, "\"taxes\":%u,\"choice\":%d,\"interval\":%d}",
		(unsigned)l->taxes, l->choice, l->interval);
}

static void
put_part(FILE *f, const struct doc_part *p, size_t ntaxes)
{
	fputs("{", f);
	put_int(f, "amount", p->amount);
	put_int(f, "discount", p->discount);
	put_int(f, "net", p->net);
	put_int(f, "tax", p->tax);
	put_int(f, "total", p->total);
	fputs("\"taxes\":[", f);
	for (size_t i = 0; i < ntaxes; i++)
		fprintf(f, "%s[%" PRId64 ",%" PRId64 "]", i ? "," : "",
			p->taxes[i].base, p->taxes[i].tax);
	fputs("]}", f);
}

static void
put_doc(FILE *f, const struct doc *d, bool computed)
{
	fprintf(f, "{\"exponent\":%d,\"rounding\":\"%s\",\"mode\":%d,"
		"\"inclusive\":%d,\"computed\":%d,", d->money->exponent,
		rounding_name(d->rounding), d->mode, d->inclusive, computed);
	put_int(f, "percent", d->percent);
	put_int(f, "off", d->off);
	fputs("\"rates\":[", f);
	for (size_t i = 0; i < d->ntaxes; i++) {
		struct buf b = {0};

		dec_print(d->taxes[i].rate, &b);
		fprintf(f, "%s\"%s\"", i ? "," : "", b.p);
		buf_free(&b);
	}
	fputs("],\"lines\":[", f);
	for (size_t i = 0; i < d->nlines; i++) {
		fputs(i ? "," : "", f);
		put_line(f, &d->lines[i]);
	}
	fputs("],\"parts\":[", f);
	for (int i = 0; computed && i < DOC_INTERVALS; i++) {
		fputs(i ? "," : "", f);
		put_part(f, &d->parts[i], d->ntaxes);
	}
	fputs("],\"whole\":", f);
	if (computed)
		put_part(f, &d->whole, d->ntaxes);
	else
		fputs("null", f);
	fputs("}\n", f);
}

/* ---- what is compared ------------------------------------------------------ */

static int64_t
minus(int64_t v)
{
	return v == NUM_NULL ? v : -v;
}

/* The same document with every quantity and amount taken back. */
static void
negate(const struct made *from, struct made *to)
{
	*to = *from;
	to->doc.lines = to->lines;
	to->doc.taxes = to->taxes;
	to->doc.off = minus(from->doc.off);
	for (size_t i = 0; i < to->doc.nlines; i++) {
		struct doc_line *l = &to->lines[i];

		l->off = minus(l->off);
		if (dec_make(-dec_mantissa(l->quantity),
			dec_scale(l->quantity), &l->quantity, &err))
			fail_msg("%s", err.msg);
	}
}

static void
assert_negative(const struct doc *d, const struct doc *n)
{
	for (size_t i = 0; i < d->nlines; i++) {
		assert_int_equal(n->lines[i].net, -d->lines[i].net);
		assert_int_equal(n->lines[i].tax, -d->lines[i].tax);
		assert_int_equal(n->lines[i].share, -d->lines[i].share);
	}
	assert_int_equal(n->whole.net, -d->whole.net);
	assert_int_equal(n->whole.tax, -d->whole.tax);
	assert_int_equal(n->whole.total, -d->whole.total);
	for (size_t i = 0; i < d->ntaxes; i++)
		assert_int_equal(n->whole.taxes[i].tax, -d->whole.taxes[i].tax);
}

static int
oracle(const char *file)
{
	static const char tool[] = "tests/tools/doc-oracle.py";
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execlp("python3", "python3", tool, file, (char *)NULL);
		_exit(errno == ENOENT ? 77 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_documents(void **state)
{
	const char *count = getenv("DOCUMENTS"), *seed = getenv("SEED");
	long n = count ? strtol(count, NULL, 10) : 3000;
	char file[] = "/tmp/pipe-documents.XXXXXX";
	int fd = mkstemp(file), rc;
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	struct arena a = {0};

	(void)state;
	assert_non_null(f);
	rng = seed ? strtoull(seed, NULL, 10) : 1;
	for (long i = 0; i < n; i++) {
		struct made m, back;
		bool ok;

		random_doc(&m);
		ok = doc_compute(&m.doc, &a, &err) == 0;
		put_doc(f, &m.doc, ok);
		negate(&m, &back);
		assert_int_equal(doc_compute(&back.doc, &a, &err) == 0, ok);
		if (ok)
			assert_negative(&m.doc, &back.doc);
		arena_reset(&a);
	}
	arena_free(&a);
	assert_int_equal(fclose(f), 0);
	rc = oracle(file);
	if (rc == 77)
		print_message("no python3: the figures were not compared\n");
	else
		assert_int_equal(rc, 0);
	unlink(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_documents)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
