#!/bin/sh
# The anchors of the field (ACCEPTANCE.md) that have no other place: zones,
# closing instants, rates that change and are corrected, stages that go, landing
# and coverage. Each figure follows from the few numbers written here.
. "$(dirname "$0")/lib.sh"

quietly()
{
	"$@" -q >/dev/null 2>&1 || echo "Bail out! $*"
}

total() # COLUMNS ARGUMENTS...
{
	columns=$1
	shift
	pipe forecast "$@" -F ndjson -q | jq -r "select(.node == \"total\" and
		.period != \"undated\") | [$columns] | map(tostring) | join(\" \")"
}

# ---- zone: the last day of the quarter, wherever one is -------------------------

for zone in UTC:0 Asia/Bangkok:7 Etc/GMT+8:-8; do
	name=${zone%:*} hours=${zone#*:}
	store --zone "$name"
	export PIPE_NOW=2026-12-01T12:00:00Z
	quietly pipe deal add Open --amount 100 --close 2026-12-31
	quietly pipe deal add First --amount 20 --close 2026-12-31
	quietly pipe deal add Last --amount 3 \
		--close 2026-12-31
	# the day's first and last second there, in UTC
	begins=$(date -u -d "2026-12-31T00:00:00Z $((-hours)) hours" +%FT%TZ)
	ends=$(date -u -d "2026-12-31T23:59:59Z $((-hours)) hours" +%FT%TZ)
	after=$(date -u -d "2027-01-01T00:00:00Z $((-hours)) hours" +%FT%TZ)
	PIPE_NOW=$begins quietly pipe deal win 2
	PIPE_NOW=$ends quietly pipe deal win 3
	export PIPE_NOW=2027-01-02T12:00:00Z
	quietly pipe deal add Late --amount 7
	quietly pipe deal win 4
	check_same "$name: the quarter has its last day, open and won" \
		'23.00 100.00' "$(total .won,.pipeline 2026Q4)"
	check_same "$name: the next one has none of it" '7.00 0.00' \
		"$(total .won,.pipeline 2027Q1)"
	check_same "$name: it is that quarter until midnight there" \
		'2026Q4 2027Q1' "$(for t in "$ends" "$after"; do
			pipe forecast --now "$t" -F ndjson -q |
				jq -r 'select(.node == "total").period'
		done | grep -v undated | xargs)"
done

# ---- the closing instant belongs to the day of the zone -------------------------

store --zone Europe/Berlin
export PIPE_NOW=2026-06-30T20:00:00Z
quietly pipe deal add Night --amount 50
PIPE_NOW=2026-06-30T22:30:00Z quietly pipe deal win 1
check_same 'closed at 00:30 of 1 July in Berlin: July, though UTC says June' \
	'0.00 50.00' "$(export PIPE_NOW=2026-07-02T08:00:00Z
	echo "$(total .won 2026-06)" "$(total .won 2026-07)")"
check_same 'and the third quarter' '0.00 50.00' \
	"$(export PIPE_NOW=2026-07-02T08:00:00Z
	echo "$(total .won 2026Q2)" "$(total .won 2026Q3)")"

# ---- a rate that changes ---------------------------------------------------------

store
export PIPE_NOW=2026-09-01T08:00:00Z
quietly pipe rate set EUR USD 2026-09-21 1.25
quietly pipe deal add Dollars --amount 1000USD
PIPE_NOW=2026-09-21T12:00:00Z quietly pipe deal win 1
PIPE_NOW=2026-10-14T08:00:00Z quietly pipe rate set EUR USD 2026-10-14 1.00
export PIPE_NOW=2026-10-15T09:00:00Z
check_same 'a rate changes: won last quarter is as it was, by closing days' \
	800.00 "$(total .won 2026Q3 --currency EUR --rates close)"
check_same "by today's it moves" 1000.00 \
	"$(total .won 2026Q3 --currency EUR --rates today)"

# ---- a rate that is corrected ----------------------------------------------------

store
export PIPE_NOW=2026-10-15T07:00:00Z
quietly pipe rate set USD EUR 2026-10-15 0.5
quietly pipe deal add Corrected --amount 10000USD --close 2026-11-30
both() # as the total has it, and the detail
{
	echo "$(total .pipeline 2026Q4 --currency EUR "$@")" "$(pipe forecast \
		2026Q4 --currency EUR --detail -F ndjson -q "$@" | jq -r .value)"
}
export PIPE_NOW=2026-10-15T08:05:00Z # 10:05 in Berlin
check_same 'at 0.5' '5000.00 5000.00' "$(both)"
quietly pipe rate set USD EUR 2026-10-15 0.9
check_same 'a rate is corrected to 0.9' '9000.00 9000.00' "$(both)"
check_same 'as of 10:00 it is still 5,000, in total and in detail' \
	'5000.00 5000.00' "$(both --as-of 2026-10-15T10:00:00+02:00)"
check_same 'as recorded then, too' '5000.00 5000.00' \
	"$(both --as-recorded 2026-10-15T10:00:00+02:00)"

# ---- a stage that goes -----------------------------------------------------------

store
yaml=$PIPE_DIR/pipe.yaml
quietly pipe deal add One --amount 5 --close 2026-12-01
quietly pipe deal add Two --amount 6 --close 2026-12-01
before=$(pipe log -n 1 --json | jq '.[0].op')
sed -i '/- id: prospecting/,/exit:/d' "$yaml"
check_exit 3 'a stage is not removed while deals sit there' pipe config apply
check_err 'stage default/prospecting is in use by deal/1, deal/2 (2 in all)' \
	pipe config apply
quietly pipe deal move 1 qualification
check_err 'stage default/prospecting is in use by deal/2 (1 in all)' \
	pipe config apply
quietly pipe deal move 2 qualification
check 'but then it is' pipe config apply
check_exit 2 'nothing gets there any more' pipe deal move 1 prospecting
check_same 'history still prints the old name' \
	'deal/1 stage: prospecting -> qualification' \
	"$(pipe log deal/1 | grep -o 'deal/1 stage: p.*->.*')"
check_same 'so does the board of then' Prospecting "$(pipe board --as-of \
	"@$before" | grep -o Prospecting | head -n 1)"
check_same 'and the forecast by stage' '11.00' "$(pipe forecast 2026Q4 \
	--by stage --as-of "@$before" -F ndjson -q | jq -r \
	'select(.node == "stage/default/prospecting").pipeline')"

# ---- landing ---------------------------------------------------------------------

store --me mia
quietly pipe rep add mia
quietly pipe deal add Won --amount 400 --owner mia
quietly pipe deal win 1
quietly pipe deal add Open --amount 1000 --stage proposal --close 2026-12-01 \
	--owner mia
check_same 'weighted is what remains: added to won, 400 and 600 land at 1000' \
	'400.00 600.00 1000.00' "$(total .won,.weighted,.landing 2026Q4 -c \
	period,node,won,weighted,landing)"
quietly pipe forecast submit 2026Q4 900
check_same 'won 400, call 900: landing 900, not 1300' '400.00 900.00 900.00' \
	"$(pipe forecast 2026Q4 --by rep -F ndjson -q -c node,won,call,landing |
	jq -r 'select(.node == "rep/mia") | "\(.won) \(.call) \(.landing)"')"

# ---- coverage --------------------------------------------------------------------

store
i=0
while [ $((i += 1)) -le 11 ]; do
	quietly pipe deal add "Deal $i" --amount 100 --close 2026-12-01
done
quietly pipe deal add Bare --close 2026-12-01
check_same '12 deals, one without amount: 11 in the sum, 12 in the count' \
	'1100.00 12' "$(total .pipeline,.deals_open 2026Q4)"
check_same 'and a note says so' '1 of 12 open deals has no amount' \
	"$(pipe forecast 2026Q4 -F tsv 2>&1 >/dev/null)"

# ---- what has no rate ------------------------------------------------------------

quietly pipe deal set 3 --amount 900 --currency SEK
quietly pipe deal set 7 --amount 9900 --currency JPY
quietly pipe deal win 7
check_same 'what has no rate is in the counts, in no sum' '0.00 900.00 1 11' \
	"$(total .won,.pipeline,.deals_won,.deals_open 2026Q4 --currency EUR)"
check_same 'counted and listed below' '2 deals cannot be converted: they are counted, their amounts are in no sum: deal/3, deal/7' \
	"$(pipe forecast 2026Q4 --currency EUR -F tsv 2>&1 >/dev/null |
	grep convert)"
check_same 'and which rates that would be' \
	'no rate of JPY, SEK in EUR on some days, nor in 7 days before' \
	"$(pipe forecast 2026Q4 --currency EUR -F tsv 2>&1 >/dev/null |
	grep 'no rate of')"
check_same 'in a plan, too' 'no rate of JPY, SEK in EUR in plan:bugdet' \
	"$(pipe forecast 2026Q4 --currency EUR --rates plan:bugdet -F tsv \
	2>&1 >/dev/null | grep 'no rate of')"
check_same 'in JSON a field of the first row' '2 deals cannot be converted: they are counted, their amounts are in no sum: deal/3, deal/7' \
	"$(pipe forecast 2026Q4 --currency EUR --json |
	jq -r '.[0].notes' | grep convert)"
check_same 'null in the others, of every format JSON' 'true true' "$(for f in \
	json ndjson; do
		pipe forecast 2026Q4 --by month --currency EUR -F $f |
			jq -s 'flatten | [.[1:][] | .notes == null] | all and
				length > 1'
	done | xargs)"
check_same 'and not on standard error' '' "$(pipe forecast 2026Q4 \
	--currency EUR --json 2>&1 >/dev/null)"
check_same 'where it is where columns are named without' 1 "$(pipe forecast \
	2026Q4 --currency EUR --json -c node,won 2>&1 >/dev/null |
	grep -c 'deal/3, deal/7')"
check_same 'not with it' '' "$(pipe forecast 2026Q4 --currency EUR --json \
	-c node,notes 2>&1 >/dev/null)"
check_exit 2 'there are no notes in CSV' pipe forecast --csv -c node,notes
check_same 'the window, the rates and assertions are there too' '2026Q4: 2026-10-01 to 2026-12-31
in EUR by rates: close
does not hold: won > 1: 2026Q4 total EUR, won is 0.00' "$(pipe forecast 2026Q4 \
	--currency EUR --json --assert 'won > 1' 2>/dev/null | jq -r \
	'.[0].notes' | grep -e window -e '^2026Q4:' -e rates: -e hold)"
check_same 'the detail has them' 1 "$(pipe forecast 2026Q4 --currency EUR \
	--detail --json | jq -r '.[0].notes' | grep -c 'deal/3, deal/7')"
check_same 'and an explanation' 'pipeline of total, 2026Q4: 900.00 EUR' \
	"$(pipe explain pipeline 2026Q4 total --currency EUR --json |
	jq -r '.[0].notes' | head -n 1)"
check_same 'a bridge' 1 "$(pipe diff today today --period 2026Q4 \
	--currency EUR --json | jq -r '.[0].notes' | grep -c converted)"
check_same 'without a row they are on standard error' \
	'[] won of total, 2026Q3: 0.00 EUR' "$(pipe explain won 2026Q3 total \
	--json 2>err | xargs) $(head -n 1 err)"
check_same 'and marked in the detail' '3 null
7 null' "$(pipe forecast 2026Q4 --currency EUR --detail -F ndjson -q |
	jq -r 'select(.unrated) | "\(.id) \(.value)"')"
check_same 'which tells them from those without an amount' '12 null false' \
	"$(pipe forecast 2026Q4 --currency EUR --detail -F ndjson -q |
	jq -r 'select(.id == 12) | "\(.id) \(.value) \(.unrated)"')"

check_same 'a trend names them, where they change' '2026-10-15: 2 deals cannot be converted: they are counted, their amounts are in no sum: deal/3, deal/7' \
	"$(pipe trend 2026Q4 --currency EUR --json | jq -r '.[0].notes' |
	grep convert)"
check_same 'and a bridge' '2 deals could not be converted on one side or both: deal/3, deal/5' \
	"$(quietly pipe deal set 5 --amount 9 --currency SEK
	pipe diff -1d today --period 2026Q4 --currency EUR -F tsv 2>&1 \
	>/dev/null | grep convert)"

# ---- what is said in several currencies, in one ----------------------------------

store --me mia
quietly pipe rep add mia
quietly pipe team add old
quietly pipe rate set EUR USD 2026-10-01 1.25
quietly pipe deal add Euros --amount 1000 --close 2026-12-01 --owner mia
quietly pipe quota set rep/mia 2026Q4 100EUR
quietly pipe quota set rep/mia 2026Q4 125USD
quietly pipe quota set rep/mia 2026Q4 9000JPY
quietly pipe quota set rep/mia 2026-11 40EUR
quietly pipe forecast submit 2026Q4 300EUR --for rep/mia
quietly pipe forecast submit 2026Q4 250USD --for rep/mia
quietly pipe forecast adjust rep/mia 2026Q4 commit 10EUR
quietly pipe forecast adjust rep/mia 2026Q4 commit 50USD
quietly pipe forecast adjust rep/mia 2026Q4 commit 700JPY
mia()
{
	pipe forecast 2026Q4 --by rep --currency EUR -F ndjson -q -c \
		node,quota,gap,call,cat_commit,landing |
		jq -r 'select(.node == "rep/mia") |
		"\(.quota) \(.gap) \(.call) \(.cat_commit) \(.landing)"'
}
check_same 'quotas of 100 EUR and 125 USD are 200, calls 500, commit 50' \
	'200.00 200.00 500.00 50.00 500.00' "$(mia)"
check_same 'those without a rate are told' '1 adjustment or call cannot be converted and is left out
1 quota cannot be converted and is left out' "$(pipe forecast 2026Q4 \
	--currency EUR --json | jq -r '.[0].notes' | grep 'cannot be conv')"
for figure in quota:200 gap:200 commit:50 landing:500; do
	check_same "${figure%:*} is explained to the last record" \
		"${figure#*:}" "$(pipe explain "${figure%:*}" 2026Q4 rep/mia \
		--currency EUR -F ndjson -q | jq -s 'map(.value | tonumber) |
		add')"
done
quietly pipe quota set team/old 2026Q4 1EUR
quietly pipe forecast submit 2026Q4 2EUR --for team/old
quietly pipe forecast adjust team/old 2026Q4 commit 3EUR
quietly pipe team rm old
check_same 'what archived teams have is told' '1 quota of an archived team is left out
2 adjustments and calls of archived teams are left out' "$(pipe forecast \
	2026Q4 --json | jq -r '.[0].notes' | grep archived)"
check_exit 2 'numbers are not converted' pipe forecast --measure count \
	--currency EUR
quietly pipe quota set rep/mia 2027Q1 0EUR
check 'where the gap is closed coverage is beyond all numbers' pipe forecast \
	2027Q1 --by rep --assert 'rep/mia: coverage>=1000000'
check_err 'attainment is empty' pipe forecast 2027Q1 --by rep -F tsv \
	--assert 'rep/mia: attainment>=0'
finish
