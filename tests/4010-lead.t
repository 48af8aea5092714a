#!/bin/sh
# Leads: qualified, nurtured, disqualified, converted.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe rep add anna >/dev/null

check_out 'a lead' pipe lead add 'Ada Byron' --company 'Analytical Ltd' \
	--email ada@analytical.example --source referral <<.
1
.
check 'qualify, with answers' pipe lead qualify 1 --budget yes \
	--timing 2026Q4
check_out 'in one event' pipe lead show 1 -c status,budget,timing,rev -F tsv <<.
qualified	yes	2026Q4	2
.
check_out 'convert' pipe lead convert 1 --amount 12000 --close eoq \
	--next +2d --next-step call <<.
account/1
contact/1
deal/1
.
check_out 'what the lead leads to' pipe lead show 1 \
	-c status,account,contact,deal,converted -F tsv <<.
converted	1	1	1	2026-10-15T09:00:00Z
.
check_out 'the account' pipe account show 1 -c name,domain,source,owner -F tsv <<.
Analytical Ltd	analytical.example	referral	anna
.
check_out 'the contact' pipe contact show 1 -c name,email,account -F tsv <<.
Ada Byron	ada@analytical.example	1
.
check_out 'the deal, and the way back' pipe deal show 1 \
	-c name,account,contact,lead,amount,close,next,next_step,source -F tsv <<.
Analytical Ltd	1	1	1	12000.00	2026-12-31	2026-10-17	call	referral
.
check_out 'in one operation' sh -c \
	'pipe log --json | jq "[.[] | select(.command | startswith(\"lead convert\")) | .op] | unique | length"' <<.
1
.
check_exit 3 'a second time' pipe lead convert 1
check_err 'is converted already' pipe lead convert 1
check_exit 3 'a converted lead stays so' pipe lead qualify 1

# what is there already is used
pipe lead add 'Charles Babbage' --email cb@analytical.example >/dev/null
check_out 'the account by its domain' pipe lead convert 2 --no-deal <<.
account/1
contact/2
.
check_same 'unqualified is noted' 'lead/2 had not been qualified' "$err"
pipe lead add 'Ada B.' --email ADA@analytical.example >/dev/null
check_out 'the contact by e-mail' pipe lead convert 3 --name 'Second engine' \
	--amount 500USD <<.
account/1
contact/1
deal/2
.
check_out 'the deal as told' pipe deal show 2 -c name,amount,currency -F tsv <<.
Second engine	500.00	USD
.
pipe lead add 'Gil' --email gil@gmail.com >/dev/null
check_out 'a public mail domain is no account' pipe lead convert 4 <<.
account/2
contact/3
deal/3
.
check_out 'which has none then' pipe account show 2 -c name,domain -F tsv <<.
Gil	
.
pipe lead add 'Eva' --company 'Other Ltd' >/dev/null
check_out 'an account given' pipe lead convert 5 --account analytical.example \
	--no-deal <<.
account/1
contact/4
.
check_exit 2 'a deal and none' pipe lead convert 5 --no-deal --amount 5
check_exit 2 'no such option' pipe lead convert 5 --amunt 5
check_exit 2 'nothing given' pipe lead convert

# a stage with rules refuses the whole conversion
pipe lead add 'Rule' --company 'Rule Ltd' >/dev/null
check_exit 3 'a deal that lacks something' pipe lead convert 6 --stage proposal
check_out 'makes nothing' pipe account list name:rule -i <<.
.
check_out 'a trial prints what would be logged' sh -c \
	'pipe lead convert 6 --dry-run | grep -c created' <<.
3
.

# many
pipe lead add 'One' --company 'One Ltd' >/dev/null
pipe lead add 'Two' --company 'Two Ltd' >/dev/null
run_in pipe lead convert - --no-deal <<.
7
8
.
check_same 'two on standard input' 'account/3
contact/5
account/4
contact/6' "$out"

# nurture and disqualify
pipe lead add 'Late' --company 'Late Ltd' >/dev/null
check 'nurture' pipe lead nurture 9 --wake +3m
check_out 'asleep' pipe lead show 9 -c status,wake -F tsv <<.
nurturing	2027-01-15
.
check 'reopen' pipe lead reopen 9
check_out 'awake' pipe lead show 9 -c status,wake -F tsv <<.
working	
.
check_exit 3 'disqualify wants a reason' pipe lead disqualify 9
check_exit 2 'of the list' pipe lead disqualify 9 --reason whatever
check 'disqualify' pipe lead disqualify 9 --reason spam
check_out 'out of the plain list' pipe lead list name:late <<.
.
check_exit 3 'a disqualified lead is not converted' pipe lead convert 9
check_err 'try: pipe lead reopen 9' pipe lead convert 9
check_exit 3 'nor qualified' pipe lead qualify 9
check 'reopen it' pipe lead reopen 9
check_out 'without the reason' pipe lead show 9 -c status,reason -F tsv <<.
working	
.
check_err '--status: is of no use here' pipe lead qualify 9 --status new
check 'undo a conversion' sh -c 'pipe lead convert 9 >/dev/null && pipe undo'
check_out 'the lead is open again' pipe lead show 9 \
	-c status,account,deal,converted -F tsv <<.
working			
.
# nothing goes on with what is archived
account=$(pipe account add 'Gone Ltd' --domain gone.example)
contact=$(pipe contact add 'Gone Person' --account "$account" --email p@gone.example)
lead=$(pipe lead add 'New Person' --company 'New Ltd')
pipe account rm "$account" -q
check_exit 3 'an archived account is not converted to' \
	pipe lead convert "$lead" --account "$account"
check_err "account/$account: is archived" \
	pipe lead convert "$lead" --account "$account"
check_err "account/$account: is archived" \
	pipe lead convert "$lead" --contact "$contact"
pipe contact rm "$contact" -q
check_err "contact/$contact: is archived" \
	pipe lead convert "$lead" --contact "$contact"
pipe lead rm "$lead" -q
check_err "lead/$lead: is archived" pipe lead convert "$lead"
check_err "lead/$lead: is archived" pipe lead qualify "$lead"
check 'restored' pipe lead restore "$lead"
check 'it is converted' pipe lead convert "$lead" --no-deal
check 'nothing is wrong' pipe check

finish
