#!/bin/sh
# Quotas: set by holder, period and value, revised, copied.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe team add emea >/dev/null
pipe rep add anna --team emea >/dev/null
pipe rep add bert --team emea >/dev/null

check_out 'set' pipe quota set rep/anna 2026Q4 250000EUR --reason plan <<.
1
.
check_same 'is said' 'quota/1 created' "$err"
check_out 'its days' pipe quota show 1 \
	-c holder,period,value,currency,measure,from,to,reason -F tsv <<.
rep/anna	2026Q4	250000.00	EUR	amount	2026-10-01	2027-01-01	plan
.
check_out 'set anew' pipe quota set rep/anna this-quarter 260000 <<.
1
.
check_same 'is a revision' 'quota/1 updated' "$err"
check 'the same' pipe quota set rep/anna 2026q4 260000
check_same 'is none' 'quota/1 unchanged' "$err"
check_out 'revisions are kept' sh -c \
	'pipe quota history 1 --json | jq -r ".[] | select(.field == \"value\") | .after"' <<.
250000.00
260000.00
.
check_out 'another currency is another quota' pipe quota set rep/anna 2026Q4 1000USD <<.
2
.
check_out 'so is another measure' pipe quota set rep/anna 2026Q4 12 --measure count <<.
3
.
check_out 'and a selector' pipe quota set rep/anna 2026Q4 5 \
	--selector product:GTX <<.
4
.
check_out 'a month' pipe quota set rep/bert 2026-10 90000 <<.
5
.
check_out 'a team' pipe quota set team/emea 2026Q4 400000 <<.
6
.
check_exit 1 'no such rep' pipe quota set rep/cora 2026Q4 1
check_exit 2 'no such period' pipe quota set rep/anna 2026Q5 1
check_exit 3 'no amount' pipe quota set rep/anna 2026Q4 much
check_exit 2 'no value' pipe quota set rep/anna 2026Q4
check_exit 3 'only reps and teams' pipe quota set quota/1 --holder quota/1
check_err '--value: does not go with HOLDER PERIOD VALUE' \
	pipe quota set rep/anna 2026Q4 5 --value 7
check_err '--keep-going: is of no use here' \
	pipe quota set rep/anna 2026Q4 5 --keep-going

# the generic set stays
check 'by id' pipe quota set 5 --value 95000
check_out 'fields' pipe quota show 5 -c value -F tsv <<.
95000.00
.
check_exit 2 'by id, nothing to set' pipe quota set 5

# copy
check 'copy' pipe quota copy 2026Q4 2027Q1 --scale 1.1 --reason growth
check_same 'is counted' '6 created, 0 updated, 0 unchanged' "$err"
check_out 'times the scale, months too' pipe quota list -s period,holder,id \
	-e "period = '2027Q1' or period = '2027-01'" \
	-c holder,period,measure,value,currency,number,reason <<.
rep/bert	2027-01	amount	104500.00	EUR		growth
team/emea	2027Q1	amount	440000.00	EUR		growth
rep/anna	2027Q1	amount	286000.00	EUR		growth
rep/anna	2027Q1	amount	1100.00	USD		growth
rep/anna	2027Q1	count			13	growth
rep/anna	2027Q1	amount	5.50	EUR		growth
.
check 'again' pipe quota copy 2026Q4 2027Q1 --scale 1.1
check_same 'changes nothing' '0 created, 0 updated, 6 unchanged' "$err"
check 'another scale' pipe quota copy 2026Q4 2027Q1
check_same 'revises' '0 created, 6 updated, 0 unchanged' "$err"
check_exit 1 'nothing to copy' pipe quota copy 2025Q4 2026Q1
check_exit 2 'one period' pipe quota copy 2026Q4
check_exit 2 'no scale' pipe quota copy 2026Q4 2027Q1 --scale 0
check_exit 2 'nor this' pipe quota copy 2026Q4 2027Q1 --scale 1,1
check 'nothing is wrong' pipe check

check_err 'write it like rep/anna' pipe quota set anna 2026Q4 5
finish
