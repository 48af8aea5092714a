/* Columns against the rows they are of. */
#include <stdio.h>

#include "store/block.h"
#include "store/check.h"

static int
check_block(struct check *c, const struct entity *en, uint64_t number,
	uint64_t *entries)
{
	bool same = true;
	size_t columns = 0;
	int rc = block_check(c->t, en->number, number, &same, &columns, c->e);

	if (rc == ERR_NO)
		return 0;
	*entries += 1 + columns;
	if (rc == 0 && !same)
		check_problem(c, false, "%s: the columns of block %llu are not "
			"what its rows have", en->plural,
			(unsigned long long)number);
	return rc;
}

int
check_columns(struct check *c)
{
	uint64_t entries = 0;
	char where[64];
	int rc = 0;

	for (size_t i = 1; rc == 0 && i < c->t->st->schema->n; i++) {
		const struct entity *en =
			schema_entity(c->t->st->schema, (int)i);

		for (uint64_t n = 0; en && rc == 0 &&
			block_is_full(c->t, en->number, n); n++) {
			arena_reset(&c->t->arena);
			words_forget(c->t);
			snprintf(where, sizeof where, "%s, block %llu",
				en->plural, (unsigned long long)n);
			rc = check_met(c, check_block(c, en, n, &entries),
				where);
		}
	}
	if (rc == 0 && entries != c->t->head.count[TAB_COLUMNS])
		check_problem(c, false, "columns: %llu entries, %llu expected",
			(unsigned long long)c->t->head.count[TAB_COLUMNS],
			(unsigned long long)entries);
	return rc;
}
