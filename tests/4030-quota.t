#!/bin/sh
# Quotas: set by holder, period and value, revised, copied.
. "$(dirname "$0")/lib.sh"
store --me anna
pipe team add emea >/dev/null
pipe rep add anna --team emea >/dev/null
pipe rep add bert --team emea >/dev/null
pipe product add --sku GTX --name Graphics >/dev/null

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

# selectors
check_out 'a selector has one form' sh -c 'pipe quota set rep/bert 2028 5 \
	--selector " pipeline:default   product:gtx product:GTX"
	pipe quota set rep/bert 2028 6 --selector "product:GTX pipeline:default"
	pipe quota show 13 -c selector,value -F tsv' <<.
13
13
pipeline:default product:GTX	6.00
.
check 'a filter of the policy' pipe quota set rep/bert 2028 5 \
	--selector segment:big
check_out 'by its name' pipe quota show 14 -c selector -F tsv <<.
@big
.
check_exit 1 'no such product' pipe quota set rep/bert 2028 5 \
	--selector product:XYZ
check_exit 2 'no such pipeline' pipe quota set rep/bert 2028 5 \
	--selector pipeline:xyz
check_exit 2 'no such filter' pipe quota set rep/bert 2028 5 --selector @xyz
check_err "selector: 'stage:won' does not select deals" \
	pipe quota set rep/bert 2028 5 --selector stage:won
check_exit 2 'by id neither' pipe quota set 13 --selector stage:won

# spread on months
months() { pipe quota list -e "holder = $1 and period ~ '$2-'" -s from -c \
	"${3:-value}" -F tsv | tr '\n' ' '; }
check_out 'a year, even' pipe quota set rep/bert 2029 1000 --spread even \
	--reason plan <<.
.
check_same 'is twelve months' '12 created, 0 updated, 0 unchanged' "$err"
check_same 'that sum to it' '83.34 83.34 83.34 83.34 83.33 83.33 83.33 83.33 83.33 83.33 83.33 83.33 ' \
	"$(months rep/bert 2029)"
check_out 'in one operation' sh -c \
	'pipe log -n 1 --json | jq "[.[].ref] | unique | length"' <<.
12
.
check_out 'no figure of the year itself' pipe quota list period:2029 --count <<.
0
.
check_out 'the forecast of the year has it' sh -c \
	"pipe forecast 2029 --by rep --template '{node} {quota}\n' | grep bert" <<.
rep/bert 1000.00
.
check 'again' pipe quota set rep/bert 2029 1000 --spread even
check_same 'changes nothing' '0 created, 0 updated, 12 unchanged' "$err"
check 'a quarter with a figure' pipe quota set rep/bert 2029Q2 7
check 'by weights' pipe quota set rep/bert 2029Q2 100.01 --spread weights \
	--weights 3,3,4.5
check_same 'the figure follows' '0 created, 4 updated, 0 unchanged' "$err"
check_same 'largest remainders go first' '28.58 28.57 42.86 ' "$(months rep/bert 2029 |
	cut -d' ' -f4-6) "
check 'over a year' pipe quota set rep/bert 2029 1200 --spread even
check_out 'quarters follow too' pipe quota list period:2029Q2 -c value -F tsv <<.
300.00
.
check 'counts' pipe quota set rep/bert 2030Q1 10 --measure count --spread even
check_same 'are whole' '4 3 3 ' "$(months rep/bert 2030 number)"
check 'undo' pipe undo
check_same 'takes all of it back' '' "$(months rep/bert 2030 number)"
check_err '2029-04: is not several months to spread on' \
	pipe quota set rep/bert 2029-04 5 --spread even
check_err 'weights: 2 for the 3 months of 2029Q2' pipe quota set rep/bert \
	2029Q2 5 --spread weights --weights 1,2
check_exit 2 'all zero' pipe quota set rep/bert 2029Q2 5 --spread weights \
	--weights 0,0,0
check_exit 2 'below zero' pipe quota set rep/bert 2029Q2 5 --spread weights \
	--weights 1,-1,1
check_exit 2 'no numbers' pipe quota set rep/bert 2029Q2 5 --spread weights \
	--weights 1,,1
check_exit 2 'how' pipe quota set rep/bert 2029Q2 5 --spread odd
check_exit 2 'weights of what' pipe quota set rep/bert 2029Q2 5 --spread even \
	--weights 1,2,3
check_exit 2 'no weights' pipe quota set rep/bert 2029Q2 5 --spread weights
check_exit 2 'no spread' pipe quota set rep/bert 2029Q2 5 --weights 1,2,3
check_exit 2 'not by id' pipe quota set 13 --value 5 --spread even

# mismatch: the sum of the members less the team
store
pipe team add all >/dev/null
pipe team add emea --parent all >/dev/null
pipe rep add anna --team emea >/dev/null
pipe rep add bert --team emea >/dev/null
pipe quota set team/emea 2026Q4 100 -q >/dev/null
check_out 'nothing below it yet' pipe quota list --mismatch <<.
.
pipe quota set rep/anna 2026Q4 40 -q >/dev/null
pipe quota set rep/bert 2026Q4 50 -q >/dev/null
check_out 'team 100, members 40 and 50' pipe quota list --mismatch <<.
team/emea	2026Q4	EUR	100.00	90.00	-10.00
.
pipe quota set rep/anna 2026Q4 60 -q --reason 'new region' >/dev/null
check_out 'members 60 and 50' pipe quota list --mismatch this-quarter --csv <<.
team,period,currency,own,below,mismatch
team/emea,2026Q4,EUR,100.00,110.00,10.00
.
check_out 'every period of a team' sh -c '
	pipe quota set team/all 2026Q4 100 -q
	pipe quota set team/all 2026 500 -q
	pipe quota set rep/anna 2026-12 5USD -q
	pipe quota set team/emea 2026-12 5USD -q
	pipe quota list --mismatch' <<.
4
5
6
7
team/all	2026	EUR	500.00	100.00	-400.00
team/emea	2026	EUR	100.00	110.00	10.00
team/emea	2026	USD	5.00	5.00	0.00
team/all	2026Q4	EUR	100.00	100.00	0.00
team/emea	2026Q4	EUR	100.00	110.00	10.00
team/emea	2026Q4	USD	5.00	5.00	0.00
team/emea	2026-12	USD	5.00	5.00	0.00
.
check_out 'the forecast says the same' sh -c 'pipe forecast 2026Q4 |
	grep mismatch' <<.
team/emea 2026Q4: the quotas below it sum to 110.00 EUR, mismatch 10.00 EUR
.
check_out 'the reason is kept' sh -c 'pipe quota history 2 --json |
	jq -r ".[] | select(.field == \"reason\") | .after"' <<.
new region
.
check_exit 2 'no such period' pipe quota list --mismatch 2026Q5
check_err '--sort: is of no use here' pipe quota list --mismatch -s team
check 'nothing is wrong' pipe check

check_err 'write it like rep/anna' pipe quota set anna 2026Q4 5

# ---- quotas that do not fit the period ----------------------------------------

store --me anna
without()
{
	pipe forecast "$@" --json | jq -r '.[0].notes' |
		grep -e lack -e spread || true
}
sh -c 'for rep in anna bert; do pipe rep add $rep; done
	pipe quota set rep/anna 2026Q3 10
	pipe quota set rep/anna 2026Q4 20
	pipe quota set rep/bert 2026 100' >/dev/null 2>&1
check_same 'a sum says what it is without' '2026: 1 quota lacks 2026Q1, 2026Q2' \
	"$(without 2026)"
check_same 'a quarter has no part of the year' \
	'1 quota of a longer or overlapping period is left out: it is not spread' \
	"$(without 2026Q4)"
check_same 'one that is asked for month by month neither' \
	'2 quotas of longer or overlapping periods are left out: they are not spread' \
	"$(without 2026Q4 --by month)"
pipe quota set rep/anna 2026-01 5 -q >/dev/null
check_same 'some months are no quarter' '2026: 1 quota lacks 2026Q1, 2026Q2' \
	"$(without 2026)"
sh -c 'pipe quota set rep/anna 2026-02 5
	pipe quota set rep/anna 2026-03 5
	pipe quota set rep/bert 2026 100 --spread even' >/dev/null 2>&1
check_same 'all of them are' '2026: 1 quota lacks 2026Q2' "$(without 2026)"
check_same 'what is spread is there' '' "$(without 2026Q4)"
check_same 'a message to a rep has nothing of others' '' "$(pipe rep set bert \
	--email bert@example.com -q && pipe config set from anna@example.com &&
	pipe forecast 2026 --mail-each rep 2>/dev/null | grep lack)"

finish
