#include "in/csv.h"

enum { SNIFF_ROWS = 50, SNIFF_BYTES = 1024 * 1024 };

/* How well a delimiter parts the first rows: 0 where it does not. */
static size_t
sniff_score(struct str text, const struct csv_opts *opts)
{
	struct csv c;
	struct err e;
	size_t rows = 0, score = 0;
	bool more;

	if (csv_open(&c, "", text, opts, &e))
		return 0;
	while (rows++ < SNIFF_ROWS && !csv_next(&c, &more, &e) && more)
		score += c.n == c.want;
	score = c.want > 1 ? score * 2 * CSV_COLUMNS_MAX + c.want : 0;
	csv_close(&c);
	return score;
}

char
csv_sniff(struct str text, const struct csv_opts *opts)
{
	static const char known[] = {',', ';', '\t', '|'};
	struct csv_opts trial = *opts;
	size_t best = 0;
	char found = ',';

	if (text.n > SNIFF_BYTES)
		text.n = SNIFF_BYTES;
	for (size_t i = 0; i < sizeof known; i++) {
		size_t score;

		trial.delimiter = known[i];
		score = sniff_score(text, &trial);
		if (score > best) {
			best = score;
			found = known[i];
		}
	}
	return found;
}
