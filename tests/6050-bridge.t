#!/bin/sh
# What changed between two days: a deal for every bucket, sums by a second
# route, a rate corrected, people moved, and what a figure is made of.
. "$(dirname "$0")/lib.sh"
store --me anna

day()
{
	export PIPE_NOW="$1T09:00:00Z"
}

quietly()
{
	"$@" -q >/dev/null 2>&1 || echo "Bail out! $*"
}

deal() # NAME OWNER AMOUNT CLOSE [OPTIONS]
{
	name=$1 owner=$2 amount=$3 close=$4
	shift 4
	quietly pipe deal add "$name" --owner "$owner" --amount "$amount" \
		--close "$close" "$@"
}

day 2026-09-01
quietly pipe team add emea
quietly pipe team add apac
quietly pipe rep add anna --team emea
quietly pipe rep add bert --team emea
quietly pipe rep add cora --team apac
deal Won anna 1000 2026-11-01
deal Lost anna 2000 2026-11-02
deal Slips bert 3000 2026-11-03
deal Early bert 4000 2026-11-04
deal Moves anna 5000 2026-11-05
deal Archived anna 6000 2026-11-06
deal Omitted anna 7000 2026-11-07
deal Later bert 8000 2027-02-01
deal Sooner bert 9000 2026-08-20
deal Reopens anna 10000 2026-11-08
deal Included anna 11000 2026-11-09 --category omitted
deal Up anna 12000 2026-11-10
deal Down anna 13000 2026-11-11
deal Same cora 14000 2026-11-12
deal Dollars cora 1100.00 2026-11-13 --currency USD
quietly pipe deal lose 10 --reason price
quietly pipe quota set rep/anna 2026Q4 40000EUR
day 2026-09-30
quietly pipe rate set EUR USD 2026-09-30 1.10
day 2026-10-01
then=$PIPE_NOW
pipe forecast 2026Q4 --by rep --csv >then.csv 2>/dev/null
day 2026-10-08
quietly pipe rate set EUR USD 2026-10-08 1.00
quietly pipe deal win 1
quietly pipe deal lose 2 --reason price
quietly pipe deal set 3 --close 2027-01-10
quietly pipe deal set 4 --close 2026-09-20
quietly pipe deal set 5 --owner cora
quietly pipe deal rm 6
quietly pipe deal set 7 --category omitted
quietly pipe deal set 8 --close 2026-12-01
quietly pipe deal set 9 --close 2026-12-02
quietly pipe deal reopen 10
quietly pipe deal set 11 --category pipeline
quietly pipe deal set 12 --amount 12500
quietly pipe deal set 13 --amount 12000
deal New anna 500 2026-12-03
day 2026-10-15

bridge()
{
	pipe diff "$then" today --period 2026Q4 -F tsv "$@" 2>/dev/null
}

check_out 'every bucket of the total' sh -c "pipe diff $then today \
	--period 2026Q4 -F tsv | grep EUR | cut -f 3-5" <<.
open_from	10	67000.00
definition	0	0.00
fx	0	0.00
won	-1	-1000.00
lost	-1	-2000.00
slipped	-1	-3000.00
pulled_out	-1	-4000.00
transferred_out	0	0.00
scrubbed	-1	-6000.00
omitted	-1	-7000.00
new	1	500.00
pulled_in	1	8000.00
pushed_in	1	9000.00
reopened	1	10000.00
transferred_in	0	0.00
included	1	11000.00
increased	0	500.00
decreased	0	-1000.00
unchanged	0	0.00
open_to	9	82000.00
.
check_same 'between reps a deal is handed over' 'rep/anna -1 -5000.00
rep/cora 1 5000.00' "$(bridge --by rep |
	awk '/^rep/ && $3 ~ /^transferred/ && $4 { print $1, $4, $5 }' |
	sort)"
check_same 'and between teams' 'team/apac 1 5000.00
team/emea -1 -5000.00' "$(bridge --by team |
	awk '$3 ~ /^transferred/ && $4 { print $1, $4, $5 }' | sort)"

# Open then plus the buckets is open now, at each node; the sides are what
# forecasts of those days say.
check_same 'it sums at every node' '' "$(bridge --by rep | awk '
	{ key = $1 " " $2; v = $5 * 100 }
	$3 == "open_to" { if (n[key] != $4 || sum[key] != v) print key; next }
	{ n[key] += $4; sum[key] += v }')"
pipe forecast 2026Q4 --by rep --csv 2>/dev/null >now.csv
check_same 'from the forecast of then' "$(bridge --by rep |
	awk '$3 == "open_from" && $4 { print $1, $2, $5, $4 }' | sort)" \
	"$(awk -F, '$1 == "2026Q4" && $13 { print $2, $4, $9, $13 }' then.csv |
	sort)"
check_same 'to that of now' "$(bridge --by rep |
	awk '$3 == "open_to" && $4 { print $1, $2, $5, $4 }' | sort)" \
	"$(awk -F, '$1 == "2026Q4" && $13 { print $2, $4, $9, $13 }' now.csv |
	sort)"
check_same 'every deal is in one bucket' "$(bridge --detail | wc -l)" \
	"$(bridge --detail | cut -f 4 | sort -u | wc -l)"
check_same 'whose sums are the buckets' "$(bridge | awk '
	$3 !~ /^open_/ && $5 != 0 { print $2, $3, $4, $5 }' | sort)" \
	"$(bridge --detail | awk -F '\t' '
	{ n[$2 " " $3] += $8; v[$2 " " $3] += $9 }
	END { for (k in n) if (v[k]) printf "%s %d %.2f\n", k, n[k], v[k] }' |
	sort)"

# In one currency: 1,100 dollars were 1,000 euros, and are 1,100.
check_same 'a rate alone is fx' 'fx 0 100.00' "$(bridge --currency EUR \
	--rates asof | awk '$3 == "fx" { print $3, $4, $5 }')"
check_same 'by the close rate too' 'fx 0 100.00' "$(bridge --currency EUR |
	awk '$3 == "fx" { print $3, $4, $5 }')"
quietly pipe deal set 15 --amount 1210
check_same 'and apart from the price' 'fx 100.00
increased 610.00' "$(bridge --currency EUR |
	awk '($3 == "fx" || $3 == "increased") { print $3, $5 }')"

# What was recorded, and who moved.
check_same 'as recorded it is the same' "$(bridge)" "$(bridge --recorded)"
quietly pipe rep set anna --team apac
check_same 'a person who moves takes all along, by definition' \
	'team/apac team/emea' "$(bridge --by team |
	awk '$3 == "definition" && $4 { print $1 }' | sort | xargs)"
check_same 'at the total nothing moves' 0 "$(bridge |
	awk '$2 == "EUR" && $3 == "definition" { print $4 }')"

check_exit 2 'one day' pipe diff today
check_err 'is after' pipe diff today -1m
check_err 'not a period' pipe diff -1w today --period 20x
check 'a day may look like an option' pipe diff -1w today

# ---- what a figure is made of ------------------------------------------------

for figure in quota won gap pipeline weighted deals_won deals_open; do
	check_same "$figure is the sum of what explains it" \
		"$(pipe forecast 2026Q4 --by rep -F tsv -q -c \
		period,node,currency,$figure | awk -F '\t' '$1 == "2026Q4" &&
		$2 == "total" && $3 == "EUR" { printf "%.2f\n", $4 }')" \
		"$(pipe explain $figure 2026Q4 total -F tsv -q | awk -F '\t' '
		$13 == "EUR" { s += $14 } END { printf "%.2f\n", s }')"
done
check_same 'down to the operations' "$(pipe log deal/1 --json |
	jq 'map(.op) | max')" \
	"$(pipe explain won 2026Q4 rep/anna --json 2>/dev/null |
	jq '.[] | select(.record == "deal/1") | .stage_op')"
check_same 'with the rate that was taken, and its day' \
	'["1210.00",1,"2026-10-08","1210.00"]' \
	"$(pipe explain pipeline 2026Q4 rep/cora --currency EUR -F ndjson -q |
	jq -c 'select(.currency == "USD") |
		[.amount, .rate, .rate_day, .value]')"
quietly pipe deal add Bare --owner cora --close 2026-12-20
check_same 'what adds nothing known is null' '[null]' "$(pipe explain \
	pipeline 2026Q4 rep/cora -F ndjson -q |
	jq -c 'select(.amount == null) | [.value]')"
check_same 'and counted' '1 of 4 deals has no amount, or no rate' "$(pipe explain \
	pipeline 2026Q4 rep/cora | tail -n 1)"
check_same 'headed by what it is of' '# Explain pipeline of rep/cora, 2026Q4' \
	"$(pipe explain pipeline this-quarter rep/cora -F markdown | head -n 1)"
check_exit 2 'no such figure' pipe explain wins 2026Q4 total
check_exit 1 'no such node' pipe explain won 2026Q4 rep/nobody
check_exit 2 'two periods' pipe explain won 2026Q4 total 2027Q1

# ---- week by week ------------------------------------------------------------

check_same 'a trend is forecasts of past days' "$(for d in 2026-10-01 \
	2026-10-08; do pipe forecast 2026Q4 --as-of $d -F tsv -q -c \
	period,node,currency,won,pipeline,weighted | sed -n \
	"s/^2026Q4	total	/$d	/p"; done)" \
	"$(pipe trend 2026Q4 -F tsv -q | cut -f 1,2,4-6 | grep -v 10-15)"
check_same 'of one node' 3 "$(pipe trend 2026Q4 --node rep/anna -F tsv -q |
	cut -f 1 | sort -u | wc -l | tr -d ' ')"
check_exit 2 'every what' pipe trend 2026Q4 --every day
check_exit 2 'no period' pipe trend
check_same 'a period that is still to come' 'none of its days has come; --since shows those before it' \
	"$(pipe trend 2027Q1 | tail -n 1)"
check_exit 2 'a bridge is by team or rep' pipe diff -1d today --by stage
check_err "'month': a bridge is not made by that" \
	pipe diff -1d today --by month
check_err "pipe-diff: FROM: 'tomorow': not a day" pipe diff tomorow today
finish
