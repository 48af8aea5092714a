#!/bin/sh
# Operations, one record's history, who set what, and views of the past.
. "$(dirname "$0")/lib.sh"
store --me anna

at()
{
	PIPE_NOW=$1
	export PIPE_NOW
	shift
	"$@" >/dev/null || exit 1
}

at 2026-10-01T08:00:00Z pipe team add emea
at 2026-10-01T08:05:00Z pipe rep add anna --name 'Anna Ek' --team emea
at 2026-10-01T09:00:00Z pipe account add Acme --domain acme.example
at 2026-10-02T09:00:00Z pipe account set 1 --industry retail -m 'they said so'
at 2026-10-03T09:00:00Z pipe account set 1 --industry toys --employees 40
at 2026-10-04T09:00:00Z pipe account add Globex --at 2026-10-01
export PIPE_NOW=2026-10-05T09:00:00Z

# as of, as recorded
industry() { pipe account list -c name,industry "$@"; }
check_out 'now' industry <<.
Acme	toys
Globex	
.
check_out 'as of the end of a day' industry --as-of 2026-10-02 <<.
Acme	retail
Globex	
.
check_out 'as recorded then: the back-dated one was not known' \
	industry --as-recorded 2026-10-02 <<.
Acme	retail
.
check_out 'both clocks' industry --as-of 2026-10-01 --as-recorded 2026-10-03 <<.
Acme	
.
check_out 'just after an operation' industry --as-of @4 <<.
Acme	retail
.
check_out 'an instant' industry --as-of 2026-10-03T08:59:59Z <<.
Acme	retail
Globex	
.
check_out 'before anything' pipe account list --as-of 2026-09-30 <<.
.
check_exit 1 'a record of later' pipe account show 1 --as-of 2026-09-30
check_err 'no such account at that time' pipe account show 1 --as-of 2026-09-30
check_exit 2 'an operation that is none' pipe account list --as-of @x
check_exit 1 'an operation that never was' pipe account list --as-of @99

# log
check_out 'the last operation first, with its changes' pipe log -n 1 <<.
6  2026-10-04T09:00:00Z  anna  account add ... --at
    account/2 created
    account/2 name: Globex
    account/2 owner: anna
.
check_out 'of one record' pipe log account/1 -n 2 <<.
5  2026-10-03T09:00:00Z  anna  account set 1 --industry --employees
    account/1 industry: retail -> toys
    account/1 employees: 40
4  2026-10-02T09:00:00Z  anna  account set 1 --industry --message
    they said so
    account/1 industry: retail
.
ops() { pipe log "$@" -F tsv | cut -f1 | sort -nu | tr '\n' ' '; }
check_same 'since' '5 6 ' "$(ops --since 2026-10-03)"
check_same 'by a rep' '3 4 5 6 ' "$(ops --by anna)"
check_same 'by a login' '1 2 3 4 5 6 ' "$(ops --by "$(id -un)")"
check_same 'of an entity' '3 4 5 6 ' "$(ops --entity account)"
check_same 'as recorded' '1 2 3 ' "$(ops --as-recorded 2026-10-01)"
check_same 'JSON: a row a change' 'industry:retail:toys' "$(
	pipe log account/1 --json | jq -r '.[] | select(.op == 5 and
	.field == "industry") | "\(.field):\(.before):\(.after)"')"
check_exit 1 'of no record' pipe log account/9
check_exit 2 'of no entity' pipe log --entity bogus
check_exit 2 'of two records' pipe log account/1 account/2

# history, explain
check_out 'fields over time' pipe account history 1 -F tsv <<.
3	3	2026-10-01T09:00:00Z	anna	name		Acme
3	3	2026-10-01T09:00:00Z	anna	domain		acme.example
3	3	2026-10-01T09:00:00Z	anna	owner		anna
4	4	2026-10-02T09:00:00Z	anna	industry		retail
5	5	2026-10-03T09:00:00Z	anna	industry	retail	toys
5	5	2026-10-03T09:00:00Z	anna	employees		40
.
check_out 'who set each value' pipe explain account/1 -F tsv <<.
name	Acme	2026-10-01T09:00:00Z	anna	3	account add ... --domain	
domain	acme.example	2026-10-01T09:00:00Z	anna	3	account add ... --domain	
industry	toys	2026-10-03T09:00:00Z	anna	5	account set 1 --industry --employees	
owner	anna	2026-10-01T09:00:00Z	anna	3	account add ... --domain	
employees	40	2026-10-03T09:00:00Z	anna	5	account set 1 --industry --employees	
.
check_same 'as it was' 'retail:they said so' "$(pipe explain account/1 --as-of \
	2026-10-02 --json | jq -r '.[] | select(.field == "industry") |
	"\(.value):\(.message)"')"
check_exit 1 'explain: no such record' pipe explain account/9
check_exit 2 'explain: what?' pipe explain

# the clock of the store does not run backwards
check 'an older clock' env PIPE_NOW=2026-09-01T00:00:00Z pipe team add apac
check_same 'is raised to the last operation' 2026-10-04T09:00:00Z "$(
	pipe log -n 1 -F tsv | cut -f2 | head -n 1)"
check_exit 3 'the future' pipe account set 1 --city Oslo --at +2d
check_exit 3 'before its last change' pipe account set 1 --city Oslo \
	--at 2026-10-02
check_err 'is before its last change' pipe account set 1 --city Oslo \
	--at 2026-10-02
check_exit 0 'check' pipe check

# a limit counts what is shown
check 'a team' pipe team add one
check 'and one more' pipe team add two
check_same 'of one kind' '2' "$(pipe log --entity account -n 2 |
	grep -c '^[0-9]')"
check_same '0 is all' "$(pipe log)" "$(pipe log -n 0)"

# an undo says of what
check 'taken back' pipe undo
last=$(pipe log -n 1 --json | jq -r '.[0].undoes')
check_same 'told to people' "(undo of $last)" "$(pipe log -n 1 |
	sed -n '1s/.*  //p')"
check_same 'and the operation is that one' "team add ..." "$(pipe log --json |
	jq -r ".[] | select(.op == $last) | .command" | head -n 1)"
finish
