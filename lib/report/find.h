/*
 * find.h - search names, e-mails, domains and numbers of all kinds of records,
 * at the view.
 *
 * Every word must stand somewhere in a record; letters' case is set aside. Of
 * a record the field is named that fits best: equal to a word, then beginning
 * with it, then with a word in it that does, then with it inside. Phone
 * numbers are compared by their digits, with a country's number in front or
 * without; a word of digits alone is also a record's id. The better fits come
 * first, then by kind (accounts, contacts, leads, deals, products,
 * campaigns, reps, teams, activities) and id.
 */
#ifndef REPORT_FIND_H
#define REPORT_FIND_H

#include "model/model.h"

struct find_spec {
	const struct str *words;
	size_t nwords;
	bool archived; /* archived records too */
};

struct finding {
	const struct entity *entity;
	int64_t id;
	struct str title;
	const struct field *field; /* that fits best */
	struct str value;	   /* its text */
	int rank;		   /* 0 is the best fit */
};

struct findings {
	struct finding *v; /* in the arena */
	size_t n;
};

/* ERR_USAGE where no word is given, or an empty one. */
int find_make(struct model *m, struct arena *a, const struct find_spec *spec,
	struct findings *out, struct err *e);

#endif
