#!/bin/sh
# The forecast: a table of commands with what they print.
. "$(dirname "$0")/lib.sh"
store --me anna

# The stages of the tests: two pipelines, one stage that is left out.
cat >policy.awk <<'AWK'
/^pipelines:/ {
	print "pipelines:"
	print "  - id: default"
	print "    stages:"
	print "      - {id: first, probability: 25, category: pipeline}"
	print "      - {id: offer, probability: 50, category: commit}"
	print "      - {id: quiet, probability: 10, category: omitted}"
	print "      - {id: won, type: won}"
	print "      - {id: lost, type: lost}"
	print "  - id: renewals"
	print "    stages:"
	print "      - {id: due, probability: 90, category: commit}"
	print "      - {id: renewed, type: won}"
	print "      - {id: churned, type: lost}"
	skip = 1; next
}
/^[a-z_]+:/ { skip = 0 }
!skip
AWK
awk -f policy.awk "$PIPE_DIR/pipe.yaml" >new.yaml && cp new.yaml "$PIPE_DIR/pipe.yaml"
check 'the policy' pipe config apply

pipe team add emea >/dev/null
pipe team add dach --parent emea >/dev/null
pipe rep add anna --team emea >/dev/null
pipe rep add bert --team dach >/dev/null
pipe rep add cora >/dev/null

# Without deals every node has a row of zeros.
check_out 'an empty store' pipe forecast --by rep --csv <<.
period,node,parent,currency,quota,won,gap,attainment,pipeline,weighted,coverage,deals_won,deals_open
2026Q4,total,,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,team/emea,total,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,team/dach,team/emea,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,rep/bert,team/dach,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,rep/anna,team/emea,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,rep/cora,total,EUR,,0.00,,,0.00,0.00,,0,0
2026Q4,unassigned,total,EUR,,0.00,,,0.00,0.00,,0,0
.

# Two deals of 1,234.50 at a quarter weigh 617.26: rounded by deal.
pipe deal add A --owner anna --amount 1234.50 --close 2026-11-01 >/dev/null
pipe deal add B --owner anna --amount 1234.50 --close 2026-12-31 >/dev/null
check_out 'weighted is rounded by deal, then summed' \
	pipe forecast 2026Q4 --by rep --template '{node} {pipeline} {weighted}' <<.
total 2469.00 617.26
team/emea 2469.00 617.26
team/dach 0.00 0.00
rep/bert 0.00 0.00
rep/anna 2469.00 617.26
rep/cora 0.00 0.00
unassigned 0.00 0.00
.

pipe deal add C --owner bert --amount 700 --close 2026-10-01 >/dev/null
pipe deal win 3 >/dev/null 2>&1
pipe deal add D --owner bert --amount 100USD --close 2026-10-31 >/dev/null
pipe deal add E --no-owner --amount 3 --close 2026-12-01 >/dev/null
pipe deal add F --owner cora --close 2026-12-01 >/dev/null
pipe deal add G --owner cora --amount 50 --no-close >/dev/null
pipe deal add H --owner cora --amount 9999 --close 2027-01-01 >/dev/null
pipe deal add I --owner cora --amount 12 --close 2026-12-01 --stage quiet >/dev/null
pipe deal add J --owner cora --amount 13 --close 2026-12-01 >/dev/null
pipe deal lose 10 --reason price >/dev/null 2>&1
pipe deal add K --owner cora --amount 14 --close 2026-12-01 >/dev/null
pipe deal rm 11 >/dev/null 2>&1
pipe quota set rep/bert 2026Q4 1000 >/dev/null 2>&1
pipe quota set rep/anna 2026-10 400 >/dev/null 2>&1
pipe quota set rep/anna 2026-12 600 >/dev/null 2>&1
pipe quota set team/emea 2026Q4 2010 >/dev/null 2>&1
pipe quota set rep/cora 2026Q4 5 --measure count >/dev/null 2>&1

check_out 'by rep' pipe forecast 2026Q4 --by rep <<.
PERIOD   NODE        CUR    QUOTA     WON      GAP  ATT %  PIPELINE  WEIGHTED   COV  # WON  # OPEN
2026Q4   total       EUR  2010.00  700.00  1310.00   34.8   2472.00    618.01  1.89      1       4
2026Q4   total       USD             0.00                    100.00     25.00            0       1
2026Q4   team/emea   EUR  2010.00  700.00  1310.00   34.8   2469.00    617.26  1.88      1       2
2026Q4   team/emea   USD             0.00                    100.00     25.00            0       1
2026Q4   team/dach   EUR  1000.00  700.00   300.00   70.0      0.00      0.00  0.00      1       0
2026Q4   team/dach   USD             0.00                    100.00     25.00            0       1
2026Q4   rep/bert    EUR  1000.00  700.00   300.00   70.0      0.00      0.00  0.00      1       0
2026Q4   rep/bert    USD             0.00                    100.00     25.00            0       1
2026Q4   rep/anna    EUR  1000.00    0.00  1000.00    0.0   2469.00    617.26  2.47      0       2
2026Q4   rep/cora    EUR             0.00                      0.00      0.00            0       1
2026Q4   unassigned  EUR             0.00                      3.00      0.75            0       1
undated  total       EUR             0.00                     50.00     12.50            0       1
undated  rep/cora    EUR             0.00                     50.00     12.50            0       1

2026Q4: 2026-10-01 to 2026-12-31
1 of 6 open deals has no amount
1 open deal of category omitted is left out
1 quota of another measure, or of some deals only, is left out
2026Q4: 1 quota lacks 2026-11
team/emea 2026Q4: the quotas below it sum to 2000.00 EUR, mismatch -10.00 EUR
.
check 'it says the same on a wide page' env COLUMNS=300 pipe forecast 2026Q4 --by rep
check_same 'to the byte' "$(pipe forecast 2026Q4 --by rep)" "$out"
check_out 'by team, unless told otherwise' pipe forecast 2026Q4 \
	--template '{node} {currency} {won} {pipeline}' <<.
total EUR 700.00 2472.00
total USD 0.00 100.00
team/emea EUR 700.00 2469.00
team/emea USD 0.00 100.00
team/dach EUR 700.00 0.00
team/dach USD 0.00 100.00
unassigned EUR 0.00 3.00
total EUR 0.00 50.00
.
check_out 'by month' pipe forecast 2026Q4 --by month \
	--template '{period} {currency} {quota} {won} {pipeline} {deals_open}' <<.
2026-10 EUR 400.00 700.00 0.00 0
2026-10 USD  0.00 100.00 1
2026-11 EUR  0.00 1234.50 1
2026-12 EUR 600.00 0.00 1237.50 3
undated EUR  0.00 50.00 1
.
check_out 'by stage' pipe forecast 2026Q4 --by stage \
	--template '{node} {parent} {currency} {quota} {won} {pipeline} {deals_open}' <<.
total  EUR 2010.00 700.00 2472.00 4
total  USD  0.00 100.00 1
pipeline/default total EUR  700.00 2472.00 4
pipeline/default total USD  0.00 100.00 1
stage/default/first pipeline/default EUR  0.00 2472.00 4
stage/default/first pipeline/default USD  0.00 100.00 1
stage/default/offer pipeline/default EUR  0.00 0.00 0
stage/default/quiet pipeline/default EUR  0.00 0.00 0
stage/default/won pipeline/default EUR  700.00 0.00 0
pipeline/renewals total EUR  0.00 0.00 0
stage/renewals/due pipeline/renewals EUR  0.00 0.00 0
stage/renewals/renewed pipeline/renewals EUR  0.00 0.00 0
total  EUR  0.00 50.00 1
pipeline/default total EUR  0.00 50.00 1
stage/default/first pipeline/default EUR  0.00 50.00 1
.
pipe product add GTX --name GTX >/dev/null
pipe deal set 1 --product GTX 2>/dev/null
check_out 'by product' pipe forecast 2026-11 --by product \
	--template '{period} {node} {pipeline} {deals_open}' <<.
2026-11 total 1234.50 1
2026-11 product/GTX 1234.50 1
2026-11 unassigned 0.00 0
undated total 50.00 1
undated unassigned 50.00 1
.

# coverage and attainment
check_out 'coverage is inf where the quota is met' sh -c \
	'pipe quota set rep/bert 2026Q4 700 >/dev/null 2>&1
	pipe forecast 2026Q4 --by rep -F tsv 2>/dev/null | grep "rep/bert.*EUR"' <<.
2026Q4	rep/bert	team/dach	EUR	700.00	700.00	0.00	100.0	0.00	0.00	inf	1	0
.
check_out 'it is a text in JSON, without a quota null' sh -c \
	'pipe forecast 2026Q4 --by rep --json 2>/dev/null |
	jq -c "map(select(.node == \"rep/bert\") | [.coverage, .attainment, .gap, .gap_minor])[]"' <<.
["inf",100,"0.00",0]
[null,null,null,null]
.

# one route and the other
pipe forecast 2026Q4 2026-10 2026 --by rep --csv >rolled 2>/dev/null
pipe forecast 2026Q4 2026-10 2026 --by rep --csv -e 'id >= 1' >scanned 2>/dev/null
check 'with a filter that means all: the same' cmp rolled scanned
check_out 'a filter' pipe forecast 2026Q4 owner:anna --by rep \
	--template '{node} {pipeline} {quota}' <<.
total 2469.00 2010.00
team/emea 2469.00 2010.00
team/dach 0.00 700.00
rep/bert 0.00 700.00
rep/anna 2469.00 1000.00
rep/cora 0.00 
unassigned 0.00 
.
check_same 'is told' 'deals are filtered, quotas are not' \
	"$(printf '%s\n' "$err" | grep filtered)"
check_out 'an expression' pipe forecast 2026Q4 -e 'amount > 2000' --by month \
	--template '{period} {pipeline}' <<.
2026-10 0.00
2026-11 0.00
2026-12 0.00
.
check_out 'a week' pipe forecast 2026W42 --template '{period} {node} {won}' <<.
2026W42 total 700.00
2026W42 team/emea 700.00
2026W42 team/dach 700.00
2026W42 unassigned 0.00
undated total 0.00
.

# windows and past days
check 'a window' pipe forecast 2026-10 last-quarter
check_same 'is printed' '2026-10: 2026-10-01 to 2026-10-31
2026Q3: 2026-07-01 to 2026-09-30' "$(printf '%s\n' "$out" | grep ' to ')"
check_out 'a report of a past day' env PIPE_NOW=2026-12-01T09:00:00Z sh -c \
	'pipe deal set 2 --amount 1 2>/dev/null; pipe forecast 2026Q4 \
	--as-of 2026-10-20 --template "{node} {currency} {pipeline}" 2>/dev/null' <<.
total EUR 2472.00
total USD 100.00
team/emea EUR 2469.00
team/emea USD 100.00
team/dach EUR 0.00
team/dach USD 100.00
unassigned EUR 3.00
total EUR 50.00
.
check 'says so' env PIPE_NOW=2026-12-01T09:00:00Z pipe forecast \
	--as-of 2026-10-20
check_same 'and as of when' 'as of 2026-10-20T21:59:59.999999Z' \
	"$(printf '%s\n' "$out" | grep '^as of')"
check_out 'its quarter is that of the day' env PIPE_NOW=2027-02-01T09:00:00Z \
	sh -c 'pipe forecast --as-of 2026-10-20 --csv 2>/dev/null |
	sed -n 2p | cut -d, -f1' <<.
2026Q4
.

# refusals
check_exit 2 'no such period' pipe forecast 2026Q5
check_exit 2 'a bare word' pipe forecast acme
check_err 'to filter by names: name:~acme' pipe forecast acme
check_exit 2 'no such grouping' pipe forecast --by reps
check_exit 2 'no such field' pipe forecast 2026Q4 ownr:anna
check_exit 2 'weeks are not made of months' pipe forecast 2026W42 --by month
check_err "'2026W42': not made of whole months" pipe forecast 2026W42 --by month

# quantities of a quarter may have more digits together than each month's
store
check 'many units' pipe deal add A --amount 5 --quantity 1000000 \
	--close 2026-10-20
check 'a part of one, a month later' pipe deal add B --amount 7 \
	--quantity 0.333333333333 --close 2026-11-20
check_out 'the quarter' pipe forecast 2026Q4 --csv \
	-c node,pipeline,deals_open <<.
node,pipeline,deals_open
total,12.00,2
unassigned,12.00,2
.
check 'it checks' pipe check

finish
