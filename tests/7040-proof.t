#!/bin/sh
# Reports of today, then a year of changes in an hour: asked as of the old
# instant they come out to the byte.
. "$(dirname "$0")/lib.sh"
export PIPE_DIR="$WORK/demo" PIPE_NOW=2026-10-15T09:00:00Z
pipe init --demo >/dev/null 2>&1 || { echo 'Bail out! no demo'; exit 1; }
pipe rate set EUR USD 2026-10-14 1.0842 -q >/dev/null
pipe rate set EUR GBP 2026-10-14 0.8712 -q >/dev/null
pipe forecast adjust rep/anna 2026Q4 commit 50000EUR -q >/dev/null
pipe forecast submit 2026Q4 90000EUR --for rep/anna -q >/dev/null
op=$(pipe log -n 1 --json | jq '.[0].op')

reports()
{
	cat <<'.'
forecast 2026Q4
forecast 2026Q4 --by rep --csv
forecast 2026Q4 2027Q1 --by stage
forecast 2026Q4 --by product --json
forecast 2026 --by month
forecast 2026Q4 --categories --rollup cumulative
forecast 2026Q4 --view owner -c node,cat_commit,call,landing --by rep
forecast 2026Q4 --currency EUR
forecast 2026Q4 --currency USD --rates asof --by rep
forecast 2026Q4 --measure count
forecast 2026Q3 --team emea --by rep
forecast 2026Q4 amount:10000..
forecast 2026Q4 --detail
explain won 2026Q3 total
explain commit 2026Q4 team/emea
trend 2026Q3
board
deal list -s -amount
quota list
rep list -c handle,team
.
}

run_all() # FOLDER OPTIONS...
{
	mkdir "$1"
	folder=$1 i=0
	shift
	reports | while read -r line; do
		i=$((i + 1))
		# shellcheck disable=SC2086
		pipe $line "$@" >"$folder/$i" 2>"$folder/$i.err" ||
			echo "failed: pipe $line $*"
	done
}

check_same 'twenty reports' 20 "$(reports | wc -l | tr -d ' ')"
check_same 'all are made' '' "$(run_all before --as-recorded "@$op")"

# Half an hour later: a thousand changes, a stage, a rate, a quota, a team.
export PIPE_NOW=2026-10-15T09:30:00Z
for change in '--owner tom --close 2026-12-31' '--probability 33' \
	'--tag +moved' '--next-step wait'; do
	# shellcheck disable=SC2086
	pipe deal list -i | pipe deal set - $change -q >/dev/null
done
pipe deal list currency:EUR -i | pipe deal set - --amount 12345 -q >/dev/null
for source in event partner; do
	pipe deal list status:any -a -i |
		pipe deal set - --source $source -q >/dev/null
done
pipe deal list -n 20 -i | pipe deal win - -q >/dev/null 2>&1
check 'a thousand changes and more' test "$(pipe export --history |
	grep -c "\"at\":\"$PIPE_NOW\"")" -ge 1000
sed 's/name: Proposal/name: Offer made/' "$PIPE_DIR/pipe.yaml" >edited
cp edited "$PIPE_DIR/pipe.yaml"
pipe config apply -m 'a stage is renamed' -q >/dev/null
check 'a rate' pipe rate set EUR USD 2026-10-14 2 -q
check 'a quota' pipe quota set rep/anna 2026Q4 1 -q
check 'a team' pipe rep set anna --team americas -q
check 'an adjustment' pipe forecast adjust rep/anna 2026Q4 commit 1EUR -q
check 'a call' pipe forecast submit 2026Q4 1EUR --for rep/anna -q
check_same 'all are made again' '' "$(run_all after --as-recorded "@$op")"
check 'to the byte' diff -r before after
run_all now >/dev/null
check_same 'none of them is as it was' '' "$(cd before && for f in ?; do
	cmp -s "$f" "../now/$f" && echo "$f"; done)"
check 'nothing is wrong' pipe check
finish
