#!/bin/sh
# Categories, measures, assertions, calls and adjustments in forecasts: the
# worked examples of the field.
. "$(dirname "$0")/lib.sh"
store --me mia

quietly()
{
	"$@" -q >/dev/null 2>&1 || echo "Bail out! $*"
}

quietly pipe team add emea
quietly pipe rep add anna --team emea
quietly pipe rep add bert --team emea
quietly pipe rep add mia
quietly pipe team set emea --manager mia
deal() # OWNER AMOUNT CATEGORY [OPTIONS]
{
	owner=$1 amount=$2 category=$3
	shift 3
	quietly pipe deal add Deal --owner "$owner" --amount "$amount" \
		--category "$category" --close 2026-11-20 "$@"
}
deal anna 50 pipeline
quietly pipe deal win 1
deal anna 100 commit --quantity 3
deal anna 150 best_case --quantity 1.5
deal anna 200 pipeline
deal bert 900 pipeline
quietly pipe deal lose 5 --reason price

cats=cat_pipeline,cat_best_case,cat_most_likely,cat_commit,cat_closed
total() # COLUMNS OPTIONS...
{
	columns=$1
	shift
	pipe forecast 2026Q4 --by rep -F tsv -q -c "node,$columns" "$@" |
		sed -n 's/^total	//p'
}
check_same 'single' '200.00 150.00 0.00 100.00 50.00' "$(total $cats | xargs)"
check_same 'cumulative: 50, 150, 300, open 450' \
	'450.00 300.00 150.00 150.00 50.00' \
	"$(total $cats --rollup cumulative | xargs)"
check_same 'a lost deal is in no figure' '50.00 450.00' \
	"$(total won,pipeline | xargs)"
check 'it is said which' sh -c 'pipe forecast 2026Q4 --categories \
	--rollup cumulative | grep -q "^categories are cumulative"'
check_same '--categories are these columns' "$(total $cats)" "$(pipe forecast \
	2026Q4 --categories --by rep -F tsv -q | sed -n '/	total	/p' |
	head -n 1 | cut -f 14-18)"

# ---- measures ------------------------------------------------------------------

check_same 'quantities' '0 4.5' "$(total won,pipeline --measure quantity |
	xargs)"
check_same 'counts' '1 3' "$(total won,pipeline --measure count | xargs)"
quietly pipe quota set rep/anna 2026Q4 4 --measure count
check_same 'against their quota' '4 1 3' "$(total quota,won,gap \
	--measure count | xargs)"
check_same 'by the day they were made' '50.00 450.00' "$(pipe forecast \
	2026-10 --date created -F tsv -q -c node,won,pipeline |
	sed -n 's/^total	//p' | head -n 1 | xargs)"
check_same 'closed ones have a day, open ones none' '50.00 0.00' \
	"$(pipe forecast 2026-10 --date closed -F tsv -q -c node,won,pipeline |
	sed -n 's/^total	//p' | head -n 1 | xargs)"
check_exit 2 'no such measure' pipe forecast --measure money

# ---- quotas --------------------------------------------------------------------

quietly pipe quota set team/emea 2026Q4 100
quietly pipe quota set rep/anna 2026Q4 40
quietly pipe quota set rep/bert 2026Q4 50
of_team()
{
	pipe forecast 2026Q4 --team emea -F tsv -q -c "node,$1" |
		sed -n 's/^team\/emea	//p' | head -n 1
}
check_same 'team 100, members 40 and 50' -10.00 "$(of_team mismatch)"
check_exit 1 'an assertion that does not hold' pipe forecast 2026Q4 \
	--assert 'teams: mismatch=0'
check_err 'does not hold: mismatch=0: 2026Q4 team/emea EUR' \
	pipe forecast 2026Q4 --assert 'teams: mismatch=0' -F tsv
quietly pipe quota set rep/anna 2026Q4 60
check_same 'members 60 and 50' 10.00 "$(of_team mismatch)"
quietly pipe quota set rep/anna 2026Q4 50
check 'one that does' pipe forecast 2026Q4 \
	--assert 'coverage>=3 and mismatch=0' --assert 'teams: mismatch=0'
check_err 'coverage is empty' pipe forecast 2026-09 -F tsv \
	--assert 'coverage>=3'
check_exit 2 'no such column' pipe forecast --assert 'covrage>=3'
check_err "--assert:1:1: 'nix': no such field of figures" \
	pipe forecast --assert 'nix>=3'
check_err 'does not hold: coverage>=10: 2026Q4 total EUR, coverage is 9' \
	pipe forecast 2026Q4 -F tsv --assert 'coverage>=10'
check_exit 1 'what is empty holds to nothing' pipe forecast 2026-09 \
	--assert 'not coverage<3'
check 'unless it is said that it may be' pipe forecast 2026-09 \
	--assert 'quota = null or coverage>=3'
check_same 'coverage has its denominator' '450.00 50.00 9.00' \
	"$(of_team pipeline,coverage_of,coverage | xargs)"
PIPE_NOW=2026-10-20T09:00:00Z pipe quota set team/emea 2026Q4 500 -q >/dev/null
check_same 'quotas of another day' '100.00' "$(PIPE_NOW=2026-10-21T09:00:00Z \
	pipe forecast 2026Q4 --quota-as-of 2026-10-16 --team emea -F tsv -q \
	-c node,quota | sed -n 's/^team\/emea	//p' | head -n 1)"

# ---- rounding ------------------------------------------------------------------

deal bert 1234.50 pipeline --probability 25
deal bert 1234.50 pipeline --probability 25
check_same 'two of 1,234.50 at 25 % weigh 617.26' 617.26 "$(pipe forecast \
	2026Q4 --by rep -F tsv -q -c node,weighted | sed -n 's/^rep\/bert	//p')"

# ---- what people say -----------------------------------------------------------

commit() # VIEW NODE
{
	pipe forecast 2026Q4 --by rep --view "$1" -F tsv -q -c \
		node,cat_commit | sed -n "s,^$2	,,p" | head -n 1
}
quietly pipe forecast adjust rep/anna 2026Q4 commit 120 --by owner -m sure
check_same 'the owner sees his own' 120.00 "$(commit owner rep/anna)"
check_same 'so does everyone above' 120.00 "$(commit manager total)"
quietly pipe forecast adjust rep/anna 2026Q4 commit 80 --by manager -m slips
check_same 'the owner does not see the manager' 120.00 \
	"$(commit owner rep/anna)"
check_same 'those above see the manager' '80.00 80.00 80.00' "$(commit manager \
	rep/anna) $(commit manager team/emea) $(commit manager total)"
check_same 'unadjusted' 100.00 "$(commit unadjusted total)"
check_same 'raw: a team owns nothing itself' '0.00 100.00' \
	"$(commit raw team/emea) $(commit raw rep/anna)"
check_same 'no deal was edited' '100.00' "$(pipe deal list -F tsv -c \
	category,amount | sed -n 's/^commit	//p')"
check_same 'it explains the figure' 'adjustment/2 80.00 slips' \
	"$(pipe explain commit 2026Q4 total -F tsv -q |
	awk -F '\t' '{ print $2, $14, $3 }')"
quietly pipe forecast adjust --clear rep/anna 2026Q4 commit --by manager
quietly pipe forecast adjust --clear rep/anna 2026Q4 commit --by owner
check_same 'taken back' 100.00 "$(commit manager total)"
quietly pipe forecast adjust deal/2 70 --by manager
check_same 'of a deal inside its category' '100.00 70.00' \
	"$(commit owner rep/anna) $(commit manager rep/anna)"
check_same 'and back' 100.00 "$(quietly pipe undo
	commit manager rep/anna)"

# Won 50 and a call of 900 land at 900, not at 950.
quietly pipe forecast submit 2026Q4 900 --for rep/anna
landing()
{
	pipe forecast 2026Q4 --by rep -F tsv -q -c node,won,call,landing |
		sed -n "s,^$1	,,p" | head -n 1 | xargs
}
check_same 'landing' '50.00 900.00 900.00' "$(landing rep/anna)"
check_same 'a call below what is won' '50.00 10.00 50.00' "$(
	quietly pipe forecast submit 2026Q4 10 --for rep/anna
	landing rep/anna)"
check_same 'explained by what was won' 50.00 "$(pipe explain landing 2026Q4 \
	rep/anna -F tsv -q | cut -f 14)"
check_err 'the call is 10 days old' sh -c 'PIPE_NOW=2026-10-25T09:00:00Z \
	pipe forecast 2026Q4 --by rep -F tsv >/dev/null; exit 1'

# ---- rows and columns ----------------------------------------------------------

check_same 'some periods on' '2026Q4 2027Q1 2027Q2' "$(pipe forecast 2026Q4 \
	--periods 3 -F tsv -q -c period | uniq | xargs)"
check_exit 2 'none' pipe forecast --periods 0
check_same 'down to a level' total "$(pipe forecast 2026Q4 --by rep \
	--depth 0 -F tsv -q -c node | sort -u)"
check_same 'edited columns' 'node,won,mismatch' "$(pipe forecast 2026Q4 --csv \
	-q -c node,won,mismatch | head -n 1)"
check_err "'wo': no such column" pipe forecast -c node,wo
check_same 'the detail is all of the figures' "$(total won,pipeline | xargs)" \
	"$(pipe forecast 2026Q4 --detail -F ndjson -q | jq -rs '
	[(map(select(.status == "won") | .value | tonumber) | add),
	(map(select(.status == "open") | .value | tonumber) | add)] |
	map(. * 100 | round / 100) | map(tostring) | join(" ")' |
	awk '{ printf "%.2f %.2f\n", $1, $2 }')"
# ---- assertions in other currencies ------------------------------------------

quietly pipe deal add Dollars --owner bert --amount 70 --currency USD \
	--close 2026-12-01
check 'a bare amount is in the currency of the row' pipe forecast 2026Q4 \
	--assert 'all: won>=0' --assert 'pipeline>=70'
check_err 'pipeline>=71: 2026Q4 total USD, pipeline is 70.00' \
	pipe forecast 2026Q4 -F tsv --assert 'pipeline>=71'
quietly pipe rate set EUR USD 2026-10-15 2
check 'also in one that is converted to' pipe forecast 2026Q4 \
	--currency USD --assert 'won>=100'
check_exit 1 'whose figures they are' pipe forecast 2026Q4 \
	--currency USD --assert 'won>=100.01'

finish
