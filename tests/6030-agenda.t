#!/bin/sh
# The agenda: what is due, overdue, waking, rotten, or without a next step.
. "$(dirname "$0")/lib.sh"
store --me anna
export PIPE_NOW=2026-08-31T09:00:00Z
pipe rep add anna >/dev/null
pipe rep add bert >/dev/null
pipe lead add 'Ada Byron' --company 'Analytical Ltd' >/dev/null
pipe lead nurture 1 --wake 2026-10-12 2>/dev/null
pipe lead add 'Later' --wake 2026-10-20 >/dev/null
pipe lead add 'Never' --wake 2026-10-01 >/dev/null
pipe lead disqualify 3 --reason spam 2>/dev/null
pipe deal add 'Stale' --next-step 'call them' >/dev/null
pipe deal add 'Touched' --next 2026-10-16 --amount 5 --close 2026-10-31 \
	--stage negotiation >/dev/null
export PIPE_NOW=2026-09-10T09:00:00Z
pipe note deal/2 'sent terms' >/dev/null
export PIPE_NOW=2026-10-14T09:00:00Z
pipe deal add 'Late' --next 2026-10-15 --close 2026-10-10 >/dev/null
pipe deal add 'Nothing' >/dev/null
pipe deal add 'Of bert' --owner bert >/dev/null
pipe deal add 'Of nobody' --no-owner >/dev/null
pipe deal add 'Won' --amount 1 --close 2026-10-01 >/dev/null
pipe deal win 7 2>/dev/null
pipe activity add 'overdue' --type call --about deal/3 --due 2026-10-14 >/dev/null
pipe activity add 'at two' --due 2026-10-15T12:00:00Z >/dev/null
pipe activity add 'tomorrow' --due 2026-10-16 >/dev/null
pipe activity add 'of bert' --owner bert --due 2026-10-15 >/dev/null
pipe activity add 'done' --due 2026-10-01 --done 2026-10-13 >/dev/null
pipe activity add 'no day' >/dev/null
export PIPE_NOW=2026-10-15T09:00:00Z

check_out 'mine, today' pipe agenda <<.
KIND      REF         TITLE      DUE                   DAYS  OWNER  WHY
activity  activity/2  overdue    2026-10-14              -1  anna   call about deal/3
activity  activity/3  at two     2026-10-15T12:00:00Z     0  anna   task
next      deal/3      Late       2026-10-15               0  anna   next step
close     deal/3      Late       2026-10-10              -5  anna   expected to close, stands at prospecting
wake      lead/1      Ada Byron  2026-10-12              -3  anna   nurturing lead to wake up, Analytical Ltd
rotten    deal/1      Stale      2026-09-14             -31  anna   idle 45 days, 14 are allowed: at prospecting since 2026-08-31, operation 8
rotten    deal/2      Touched    2026-10-10              -5  anna   idle 35 days, 30 are allowed: activity/1 done 2026-09-10, operation 10
no-step   deal/4      Nothing                                anna   no next step, stands at prospecting

until 2026-10-15 (--days 7: a week ahead), for anna (--all: for everyone)
.
check_out 'the operations it names' sh -c 'pipe log deal/1 --json | jq ".[0].op"
	pipe log activity/1 --json | jq ".[0].op"' <<.
8
10
.
check_out 'looking ahead' pipe agenda --days 7 --template '{kind} {ref} {days}' <<.
activity activity/2 -1
activity activity/3 0
activity activity/4 1
next deal/3 0
next deal/2 1
close deal/3 -5
wake lead/1 -3
wake lead/2 5
rotten deal/1 -31
rotten deal/2 -5
no-step deal/4 
.
check_out 'for another' pipe agenda --for bert --csv <<.
kind,ref,title,due,days,owner,why
activity,activity/5,of bert,2026-10-15,0,bert,task
no-step,deal/5,Of bert,,,bert,"no next step, stands at prospecting"
.
check_out 'everyone'"'"'s' sh -c \
	'pipe agenda --all --json | jq -r ".[] | select(.owner != \"anna\") | .ref"' <<.
activity/5
deal/5
deal/6
.
check_out 'as of a past day' pipe agenda --as-of 2026-09-20 \
	--template '{kind} {ref} {days}' <<.
rotten deal/1 -6
.
check 'a touch' pipe note deal/1 'called them'
check_out 'ends the rot' sh -c \
	'pipe agenda --csv | grep -c "^rotten,deal/1,"; :' <<.
0
.
pipe config set me nobody >/dev/null 2>&1
check_out 'who is not known sees all' sh -c 'pipe agenda --csv | grep -c bert' <<.
2
.
check_exit 1 'no such rep' pipe agenda --for cora
check_exit 2 'both' pipe agenda --for bert --all
check_exit 2 'an argument' pipe agenda bert
check_exit 2 'no number' pipe agenda --days soon
check_exit 2 'too far' pipe agenda --days 99999999999

finish
