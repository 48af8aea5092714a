#!/bin/sh
# Submissions: what people call for a period, said anew, undone.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe rep add mia >/dev/null
pipe team add emea --manager mia >/dev/null
check_err "me: there is no rep 'anna'" pipe forecast submit 2026Q4 1
pipe rep add anna --team emea >/dev/null
row='{holder}|{period}|{value}|{currency}|{number}|{author}|{said}|{note}\n'

check_out 'a call' pipe forecast submit 2026Q4 300000EUR -m 'without Acme' <<.
1
.
check_same 'is said' 'submission/1 created' "$err"
check_out 'is ours' pipe submission show 1 --template "$row" <<.
rep/anna|2026Q4|300000.00|EUR||anna|2026-10-15T09:00:00Z|without Acme
.
check_out 'for a team' pipe forecast submit this-quarter 500000 \
	--for team/emea <<.
2
.
check_out 'of another measure' pipe forecast submit 2026Q4 7 --measure count <<.
3
.
check_out 'in another currency' pipe forecast submit 2026Q4 7 \
	--currency USD <<.
4
.
check_out 'the list' pipe submission list -s id \
	-c holder,period,value,currency,number,author -F tsv <<.
rep/anna	2026Q4	300000.00	EUR		anna
team/emea	2026Q4	500000.00	EUR		anna
rep/anna	2026Q4			7	anna
rep/anna	2026Q4	7.00	USD		anna
.

# said anew
export PIPE_NOW=2026-10-20T09:00:00Z
check_out 'the same, days later' pipe forecast submit 2026Q4 300000 <<.
1
.
check_same 'is an event' 'submission/1 updated' "$err"
check_out 'that tells it still holds' pipe submission show 1 \
	--template "$row" <<.
rep/anna|2026Q4|300000.00|EUR||anna|2026-10-20T09:00:00Z|without Acme
.
check_out 'which ones are older' pipe submission list said:..2026-10-19 -i <<.
2
3
4
.
check 'another number' pipe forecast submit 2026Q4 310000
check_out 'has no note yet' pipe submission show 1 --template "$row" <<.
rep/anna|2026Q4|310000.00|EUR||anna|2026-10-20T09:00:00Z|
.
check_out 'as it was' pipe submission show 1 --template "$row" \
	--as-of 2026-10-16 <<.
rep/anna|2026Q4|300000.00|EUR||anna|2026-10-15T09:00:00Z|without Acme
.
check_out 'the revisions' sh -c 'pipe submission history 1 --json |
	jq -r ".[] | select(.field == \"value\") | .after"' <<.
300000.00
310000.00
.
check 'undo' pipe undo
check_out 'the number before' pipe submission show 1 -c value,said -F tsv <<.
300000.00	2026-10-20T09:00:00Z
.
export PIPE_NOW=2026-10-21T09:00:00Z
check 'set by id' pipe submission set 1 --value 5
check_out 'says it anew' pipe submission show 1 -c value,said -F tsv <<.
5.00	2026-10-21T09:00:00Z
.
check 'a note' pipe submission set 2 --note sure
check_out 'does not' pipe submission show 2 -c note,said -F tsv <<.
sure	2026-10-15T09:00:00Z
.
check_err 'there is one for this already' pipe submission add \
	--holder rep/anna --period 2026Q4 --value 1
check 'rm' pipe submission rm 1
check_out 'a new one is another' pipe forecast submit 2026Q4 1 <<.
5
.
check_err 'it is submission/5; pipe forecast submit revises it' \
	pipe submission restore 1

# usage
check_exit 2 'nothing' pipe forecast submit
check_exit 2 'no value' pipe forecast submit 2026Q4
check_exit 2 'no such period' pipe forecast submit 2026Q5 1
check_exit 1 'no such rep' pipe forecast submit 2026Q4 1 --for rep/zoe
check_err 'only reps and teams submit' pipe forecast submit 2026Q4 1 \
	--for submission/2
check_exit 3 'no amount' pipe forecast submit 2026Q4 much
check_err 'a count is a whole number' pipe forecast submit 2026Q4 1.5 \
	--measure count
check_err '--all: is of no use here' pipe forecast submit 2026Q4 1 --all
check 'nothing is wrong' pipe check

finish
