#include <stdlib.h>
#include <time.h>

#include "cli/inside.h"

static int64_t
elapsed(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * US_PER_SECOND + t.tv_nsec / 1000;
}

void
trace_begin(struct cli *c)
{
	const char *env = getenv("PIPE_TRACE");

	c->private->tracing = env && *env && strcmp(env, "0");
	if (c->private->tracing)
		c->private->traced = elapsed();
}

void
trace_mark(struct cli *c, const char *what)
{
	int64_t now;

	if (!c->private->tracing)
		return;
	now = elapsed();
	buf_fmt(&c->private->trace, "trace: %-8s %6lld us\n", what,
		(long long)(now - c->private->traced));
	c->private->traced = now;
}

void
trace_store(struct cli *c)
{
	struct store_stat st;
	struct err ignored;

	if (c->private->tracing && !tx_stat(c->model.tx, &st, &ignored))
		buf_fmt(&c->private->trace, "trace: store    %llu bytes used "
			"of %llu, transaction %llu\n",
			(unsigned long long)st.used,
			(unsigned long long)st.map_size,
			(unsigned long long)st.txn);
}
