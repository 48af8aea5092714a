/* What the cells of a column could be. */
#include "base/hash.h"
#include "transfer/guess_part.h"

void
look_begin(struct column_look *c, struct str name)
{
	*c = (struct column_look){.name = name};
	for (int i = DATE_ISO; i <= DATE_YMD; i++)
		c->date[i] = true;
	for (int i = NUMBER_PLAIN; i <= NUMBER_EU; i++)
		c->number[i] = true;
}

static void
look_forms(struct column_look *c, struct str cell)
{
	struct buf b = {0};
	struct moment m;
	struct err e;
	int64_t v;

	for (int i = DATE_ISO; i <= DATE_YMD; i++)
		if (c->date[i])
			c->date[i] = cell_moment(cell, (enum date_form)i, &m,
				&e) == 0;
	for (int i = NUMBER_PLAIN; i <= NUMBER_EU; i++) {
		buf_reset(&b);
		if (c->number[i])
			c->number[i] = cell_number(cell, (enum number_form)i,
				&b, &e) == 0 && (i != NUMBER_PLAIN ||
				dec_parse(cell, &v, &e) == 0);
	}
	buf_free(&b);
}

void
look_cell(struct column_look *c, struct str cell)
{
	bool added;

	cell = cell.p ? str_trim(cell) : STR_NULL;
	if (!cell.n) {
		c->empty++;
		return;
	}
	c->cells++;
	look_forms(c, cell);
	c->grouped |= str_find(cell, ',') < cell.n ||
		str_find(cell, '.') < cell.n;
	map_put_u64(&c->seen, hash64(cell.p, cell.n, 0), &added);
	c->twice |= !added;
	if (c->many || !added)
		return;
	if (c->words.n == WORDS_MAX)
		c->many = true;
	else
		map_put(&c->words, cell, NULL);
}

void
look_end(struct column_look *c)
{
	map_free(&c->words);
	map_free(&c->seen);
}

enum date_form
look_date(const struct column_look *c, bool *sure)
{
	enum date_form first = DATE_UNSAID;

	*sure = true;
	for (int i = DATE_ISO; c->cells && i <= DATE_YMD; i++) {
		if (!c->date[i] || (i == DATE_YMD && c->date[DATE_ISO]))
			continue;
		if (first == DATE_UNSAID)
			first = (enum date_form)i;
		else
			*sure = false;
	}
	return first;
}

enum number_form
look_number(const struct column_look *c, bool *sure)
{
	enum number_form first = NUMBER_UNSAID;

	*sure = true;
	for (int i = NUMBER_PLAIN; c->cells && i <= NUMBER_EU; i++) {
		if (!c->number[i])
			continue;
		if (first == NUMBER_UNSAID)
			first = (enum number_form)i;
		else if (c->grouped && first != NUMBER_PLAIN)
			*sure = false;
	}
	return first;
}
