#!/bin/sh
# The board: deals as columns by stage.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe rep add anna >/dev/null
pipe rep add bert >/dev/null
pipe account add 'Acme GmbH' >/dev/null
export PIPE_NOW=2026-09-01T09:00:00Z
pipe deal add 'Acme renewal' --account 1 --amount 12000 --close 2026-12-31 >/dev/null
pipe deal add 'Fleet' --amount 800000.50 --close 2026-11-30 --owner bert \
	--stage needs >/dev/null
pipe deal add 'Dollars' --amount 500USD --close 2026-12-01 >/dev/null
export PIPE_NOW=2026-10-14T09:00:00Z
pipe deal add 'No close' --no-amount >/dev/null
pipe deal add 'Won' --amount 70 >/dev/null
pipe deal win 5 2>/dev/null
pipe deal add 'Lost' --amount 9 >/dev/null
pipe deal lose 6 --reason price 2>/dev/null
pipe deal add 'Gone' --amount 9 >/dev/null
pipe deal rm 7 2>/dev/null
export PIPE_NOW=2026-10-15T09:00:00Z

check_out 'columns by stage, cards by close' env COLUMNS=120 pipe board <<.
Prospecting       Qualification     Needs analysis    Proposal          Negotiation
3 deals           0 deals           1 deal            0 deals           0 deals
12,000.00 EUR                       800,000.50 EUR
~ 1,200.00 EUR                      ~ 320,000.20 EUR
500.00 USD
~ 50.00 USD
----------------  ----------------  ----------------  ----------------  ----------------
3 Dollars                           2 Fleet
500.00 USD                          800,000.50 EUR
! 44 days                           ! 44 days

1 Acme renewal
12,000.00 EUR
Acme GmbH
! 44 days

4 No close
1 day

2026Q4 (2026-10-01 to 2026-12-31): won 1, 70.00 EUR; lost 1, 9.00 EUR
.
check_out 'in bands where the page is narrow' env COLUMNS=40 pipe board owner:anna <<.
Prospecting     Qualification
3 deals         0 deals
12,000.00 EUR
~ 1,200.00 EUR
500.00 USD
~ 50.00 USD
--------------  --------------
3 Dollars
500.00 USD
! 44 days

1 Acme renewal
12,000.00 EUR
Acme GmbH
! 44 days

4 No close
1 day

Needs analysis  Proposal
0 deals         0 deals
--------------  --------------

Negotiation
0 deals
--------------

2026Q4 (2026-10-01 to 2026-12-31): won 1, 70.00 EUR; lost 1, 9.00 EUR
.
check 'no line is wider than the page' env COLUMNS=40 pipe board
check_same 'not one' '' "$(printf '%s\n' "$out" |
	sed '/^2026Q4/d' | awk 'length > 40')"
check_out 'fewer cards' env COLUMNS=120 sh -c \
	'pipe board --cards 1 | sed -n "/^-/,\$p" | cut -c-16 | sed "s/ *\$//"' <<.
----------------
3 Dollars
500.00 USD
! 44 days

and 2 more

2026Q4 (2026-10-
.
check_out 'for machines a row for each deal' pipe board --csv <<.
pipeline,stage,id,name,account.name,amount,currency,weighted,close,owner,stage_days,rotten
default,prospecting,3,Dollars,,500.00,USD,50.00,2026-12-01,anna,44,yes
default,prospecting,1,Acme renewal,Acme GmbH,12000.00,EUR,1200.00,2026-12-31,anna,44,yes
default,prospecting,4,No close,,,EUR,,,anna,1,no
default,needs,2,Fleet,,800000.50,EUR,320000.20,2026-11-30,bert,44,yes
.
check_out 'as JSON' sh -c 'pipe board owner:bert --json | jq -c ".[] | del(.name)"' <<.
{"pipeline":"default","stage":"needs","id":2,"account.name":null,"amount":"800000.50","amount_minor":80000050,"currency":"EUR","weighted":"320000.20","weighted_minor":32000020,"close":"2026-11-30","owner":"bert","stage_days":44,"rotten":true}
.
check_out 'filters' sh -c 'pipe board -e "amount >= 10000" close:..eoq --csv |
	cut -d, -f3' <<.
id
1
2
.
check_out 'as of a day' sh -c 'pipe board --as-of 2026-09-15 --csv | cut -d, -f3,11' <<.
id,stage_days
3,14
1,14
2,14
.
check_out 'no deals' sh -c 'pipe board name:~nobody --csv' <<.
pipeline,stage,id,name,account.name,amount,currency,weighted,close,owner,stage_days,rotten
.
check_exit 2 'no such pipeline' pipe board --pipeline sales
check_err 'there is default' pipe board --pipeline sales
check 'the one there is' pipe board --pipeline default

# more than one pipeline
awk '{ print } /^pipelines:/ {
	print "  - id: renewals"
	print "    name: Renewals"
	print "    stages:"
	print "      - {id: due, name: Due, probability: 90, category: commit}"
	print "      - {id: renewed, type: won}"
	print "      - {id: churned, type: lost}"
}' "$PIPE_DIR/pipe.yaml" >new.yaml && cp new.yaml "$PIPE_DIR/pipe.yaml"
check 'another pipeline' pipe config apply
pipe deal add 'Again' --pipeline renewals --amount 5 >/dev/null
check 'each in turn' pipe board name:again
check_same 'by its name' 'Renewals

Due
1 deal
5.00 EUR
~ 4.50 EUR' "$(printf '%s\n' "$out" | sed -n 1,6p)"
check_same 'then the other' '1' "$(printf '%s\n' "$out" | grep -c '^Sales$')"
check_out 'one alone' pipe board --pipeline renewals <<.
Due
1 deal
5.00 EUR
~ 4.50 EUR
----------
8 Again
5.00 EUR
0 days

2026Q4 (2026-10-01 to 2026-12-31): won 0; lost 0
.

finish
