#!/bin/sh
# Deals on their way through the stages.
. "$(dirname "$0")/lib.sh"
store --me anna

pipe rep add anna >/dev/null
pipe rep add bert >/dev/null
pipe account add 'Acme GmbH' --domain acme.example >/dev/null

# defaults on add
check_out 'a deal' pipe deal add 'Acme renewal' --account acme.example <<.
1
.
check_out 'first stage, owner me, base currency' pipe deal show 1 \
	-c pipeline,stage,status,probability,probability_by,category,owner,currency \
	-F tsv <<.
default	prospecting	open	10	stage	pipeline	anna	EUR
.
check 'a currency that is written' pipe deal add 'Dollars' --amount 500USD
check_out 'is the record'"'"'s' pipe deal show 2 -c amount,currency -F tsv <<.
500.00	USD
.

# refusals name everything at once
check_exit 3 'a stage with rules' pipe deal move 1 proposal
check_err 'stage proposal requires amount, close' pipe deal move 1 proposal
check_err 'to leave prospecting: They agreed to talk' pipe deal move 1 proposal
check_err 'pipe deal set 1 --amount AMOUNT --close CLOSE' \
	pipe deal move 1 proposal
check_out 'nothing has changed' pipe deal show 1 -c stage,rev -F tsv <<.
prospecting	1
.
check_exit 2 'an unknown stage' pipe deal move 1 propsal
check_err "did you mean 'proposal'" pipe deal move 1 propsal
check_exit 1 'an unknown deal' pipe deal move 99 proposal
check_exit 2 'no stage' pipe deal move
check_exit 2 'no deal' pipe deal move proposal
check_err '--stage: is of no use here' pipe deal move 1 needs --stage lost
check_err '--pipeline: is of no use here' pipe deal win 1 --pipeline default

# fields go in with the move, in one event
check 'move with what it requires' pipe deal move 1 proposal --amount 12000 \
	--close 2026-12-31
check_out 'in one event' pipe deal show 1 \
	-c stage,amount,close,probability,weighted,category,rev -F tsv <<.
proposal	12000.00	2026-12-31	60	7200.00	best_case	2
.
check 'a move to where it is' pipe deal move 1 proposal
check_same 'is said' 'deal/1 unchanged' "$err"
check_out 'and writes nothing' pipe deal show 1 -c rev -F tsv <<.
2
.

# the person's own probability
check 'a percentage given' pipe deal set 1 --probability 75
check_out 'is the person'"'"'s' pipe deal show 1 \
	-c probability,probability_by,weighted -F tsv <<.
75	person	9000.00
.
check 'the next stage' pipe deal advance 1
check_out 'brings its own again' pipe deal show 1 \
	-c stage,probability,probability_by -F tsv <<.
negotiation	80	stage
.
check 'a percentage with the move' pipe deal move 1 needs --probability 33
check_out 'stands' pipe deal show 1 -c probability,probability_by -F tsv <<.
33	person
.
check 'until it is cleared' pipe deal set 1 --no-probability
check_out 'which is the stage'"'"'s again' pipe deal show 1 \
	-c probability,probability_by -F tsv <<.
40	stage
.

# the end: closed is an instant, close the expectation
check 'win' pipe deal win 1 --at 2026-10-20 --now 2026-10-25T09:00:00Z
check_out 'close stands, closed is the end of that day in Berlin' \
	pipe deal show 1 -c stage,status,close,closed,probability,category \
	-F tsv <<.
won	won	2026-12-31	2026-10-20T21:59:59.999999Z	100	closed
.
export PIPE_NOW=2026-10-26T09:00:00Z
check 'again' pipe deal win 1
check_same 'changes nothing' 'deal/1 unchanged' "$err"
check_exit 3 'a won deal does not advance' pipe deal advance 1
check_exit 3 'an open one is not reopened' pipe deal reopen 2
check 'reopen' pipe deal reopen 1
check_out 'goes back to where it was' pipe deal show 1 \
	-c stage,status,closed,probability -F tsv <<.
needs	open		40
.
check_exit 3 'loss needs a reason' pipe deal lose 1
check_err 'stage lost requires reason' pipe deal lose 1
check_exit 2 'of the list' pipe deal lose 1 --reason moon
check 'lose' pipe deal lose 1 --reason price
check_out 'with its reason' pipe deal show 1 -c status,reason,weighted -F tsv <<.
lost	price	0.00
.
check 'reopen at a stage' pipe deal reopen 1 --stage qualification
check_out 'the reason is gone' pipe deal show 1 -c stage,reason -F tsv <<.
qualification	
.
check 'lose again' pipe deal lose 1 --reason timing
check_exit 3 'to no open stage' pipe deal reopen 1 --stage won
check 'reopen, for what follows' pipe deal reopen 1

# several at once, one operation, all or nothing
for n in 1 2 3; do
	pipe deal add "Batch $n" --amount $((n * 100)) --owner bert >/dev/null
done
pipe deal add 'No amount' --owner bert >/dev/null
before=$(pipe log --json | jq -s 'length')
check_exit 3 'one of many is refused' pipe deal move owner:bert needs
check_out 'none has moved' pipe deal list owner:bert --group stage <<.
prospecting	4
.
check 'the others alone' pipe deal move 3 4 5 needs
check_same 'are told together' '3 updated' "$err"
check_out 'in one operation' sh -c 'pipe log --json | jq -r "last(.[]).op" |
	xargs -I{} pipe log --json | jq "[.[] | select(.field == \"stage\" and
	.after == \"needs\")] | map(.op) | unique | length"' <<.
3
.
check_exit 6 'with --keep-going' pipe deal move owner:bert proposal \
	--close eoq --keep-going
check_out 'those that can' pipe deal list owner:bert --group stage <<.
prospecting	1
proposal	3
.
run_in pipe deal move - negotiation <<.
3
deal/4
.
check_same 'ids on standard input' '2 updated' "$err"
run_in pipe deal move - negotiation <<.
.
check_same 'an empty list is success' '0' "$status"
check_exit 2 'a bare word selects nothing' pipe deal win batch
check_exit 2 'nor does nothing' pipe deal win
check_out 'a trial' pipe deal win 3 --dry-run <<.
deal/3 stage: negotiation -> won
deal/3 probability: 80 -> 100
deal/3 category: commit -> closed
deal/3 closed: 2026-10-26T09:00:00Z
.
check_out 'changes nothing' pipe deal show 3 -c status -F tsv <<.
open
.
check_exit 4 'a revision that moved on' pipe deal win 3 --if-rev 1
check 'the one it is' pipe deal win 3 --if-rev 4
check 'undo' pipe undo
check_out 'takes the win back' pipe deal show 3 \
	-c status,closed,probability -F tsv <<.
open		80
.

# pushes and slip
check 'later' pipe deal set 4 --close 2027-01-10
check 'earlier' pipe deal set 4 --close 2027-01-05
check 'later again' pipe deal set 4 --close 2027-01-08
check_out 'are counted' pipe deal show 4 -c pushes,slip -F tsv <<.
2	13
.

# the card
check 'a card' pipe deal show 2
check_same 'has its history' '1' \
	"$(printf '%s\n' "$out" | grep -c '^history$')"
check_same 'from the beginning' '  2026-10-15  anna  created' \
	"$(printf '%s\n' "$out" | sed -n '/^history$/{n;p;}')"
pipe contact add 'Ada Byron' --account acme.example \
	--email ada@acme.example >/dev/null
check 'of a deal with an account' pipe deal show 1
check_same 'its people' '1' \
	"$(printf '%s\n' "$out" | grep -c '   1  Ada Byron ')"
check 'with a timeline' pipe deal show 1 --timeline
check_same 'there is no second history' '0' \
	"$(printf '%s\n' "$out" | grep -c '^history$')"
# what is archived does not sell
id=$(pipe deal add 'Gone' --amount 5 --close eoq)
pipe deal rm "$id" -q
for verb in 'win' 'advance' 'lose --reason price' 'reopen'; do
	# shellcheck disable=SC2086
	check_exit 3 "an archived deal: $verb" pipe deal ${verb%% *} "$id" \
		$([ "${verb#* }" = "$verb" ] || echo "${verb#* }")
done
check_exit 3 'nor is it moved' pipe deal move "$id" needs
check_err "deal/$id: is archived" pipe deal win "$id"
check_err "try: pipe deal restore $id" pipe deal win "$id"
check 'restored' pipe deal restore "$id"
check 'it is won' pipe deal win "$id"

# a name nobody has is a record not found, wherever it is given
for command in "deal set $id --owner zed" 'deal add X --owner zed' \
	'deal list owner:zed' 'board owner:zed' 'agenda --for zed' \
	'forecast --team zed' 'trend this-quarter --node rep/zed' \
	'explain won this-quarter rep/zed' 'quota set rep/zed 2026Q4 1' \
	"deal set $id --account 99999" 'note deal/99999 x'; do
	# shellcheck disable=SC2086
	check_exit 1 "not found: $command" pipe $command
done
check 'a period to come has no days yet' pipe trend 2030Q1 --node total
check 'nothing is wrong' pipe check

check_err 'deals and a stage are needed' pipe deal move 1
finish
