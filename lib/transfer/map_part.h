/* map_part.h - what the files of the map's reader share. Private. */
#ifndef TRANSFER_MAP_PART_H
#define TRANSFER_MAP_PART_H

#include "transfer/map.h"

#define DATE_FORMS "iso,dmy,mdy,ymd,excel"
#define NUMBER_FORMS "plain,us,eu"
#define CASE_FORMS "lower,upper,key"

struct map_reader {
	struct binding b;
	struct import_map *map;
};

/* What a key of a mapping does with its value. */
struct map_key {
	const char *name;
	void (*read)(struct map_reader *, const struct yaml_node *, void *out);
};
/* Every entry by its row, ended by one without a name; unknown ones are
 * faults. */
void map_keys(struct map_reader *r, const struct yaml_node *n,
	const struct map_key *keys, void *out);

/* Else a fault with these words; an empty value is none and no fault. */
bool map_is_mapping(struct map_reader *r, const struct yaml_node *n,
	const char *what);
/* One text, copied; null where there is none. */
struct str map_text(struct map_reader *r, const struct yaml_node *n);
bool map_flag(struct map_reader *r, const struct yaml_node *n);
/* A text or a list of them. */
void map_words(struct map_reader *r, const struct yaml_node *n,
	struct map_words *out);
/* One of some words, else a fault with the nearest; null then. */
struct str map_choice(struct map_reader *r, const struct yaml_node *n,
	const char *choices);

void map_columns(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out);
void map_set(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out);
void map_constants(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out);
void map_history(struct map_reader *r, const struct yaml_node *n, void *out);

#endif
