#include "model/recipient.h"
#include "show/ask.h"

int
ask_whom(struct ask *a, struct err *e)
{
	const struct recipient *one = a->given ? NULL : cli_recipient(a->c);
	bool rep = one && one->entity == E_REP;

	if (!one)
		return 0;
	if (a->team.p)
		return err_set(e, ERR_USAGE, "--mail-each and --team: only "
			"one of them can be");
	if (rep && a->spec.by != BY_REP && a->spec.by != BY_TEAM)
		return err_set(e, ERR_USAGE, "--mail-each rep: goes by rep, "
			"nothing else");
	/* who is adjusted by those above does not see it */
	if (!cli_text(a->c, "view").p) {
		a->spec.view = rep ? VIEW_OWNER : VIEW_MANAGER;
		a->spec.top_owner = !rep;
	}
	if (rep) {
		a->only = one->ref;
		a->spec.by = BY_REP;
	} else {
		a->team = one->key;
		a->spec.team = one->id;
	}
	return 0;
}
