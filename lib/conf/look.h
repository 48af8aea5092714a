/*
 * look.h - how documents look: template.yaml of a store's folder templates/.
 *
 *	accent: "#1f4e79"
 *	language: de
 *	paper: a4
 *	font: Noto Sans
 *	texts:
 *	  - {language: de, introduction: Guten Tag, closing: Bis bald}
 */
#ifndef CONF_LOOK_H
#define CONF_LOOK_H

#include "base/arena.h"
#include "conf/fault.h"

struct look_text {
	struct str language, introduction, closing;
};

struct look {
	struct str accent, language, font, paper; /* null: not said */
	struct look_text *texts;
	size_t ntexts;
	struct str source; /* the text it was read from */
	struct str logo;   /* a PNG that lies beside it, or null */
};

/* Everything is in the arena. ERR_DATA: the first fault of the text. */
int look_parse(struct arena *a, struct str text, const char *file,
	struct look *out, struct err *e);
/* The texts in a language; with neither where there are none. */
struct look_text look_texts(const struct look *l, struct str language);
/* "#1f4e79" as 0xRRGGBB. ERR_DATA. */
int accent_parse(struct str text, uint32_t *out, struct err *e);

#endif
