#!/bin/sh
# A store whose quarters are made of weeks, 4-4-5: labels, words, forecasts by
# the roll-up and by the deals, before and after the calendar was adopted.
. "$(dirname "$0")/lib.sh"
store --me anna
yaml=$PIPE_DIR/pipe.yaml

quietly()
{
	"$@" -q >/dev/null 2>&1 || echo "Bail out! $*"
}

weeks() # PATTERN WEEKDAY RULE
{
	sed -i "s/^  fiscal_year_start: .*/&\n  pattern: $1\n  week_ends: $2\n\
  year_ends: $3/" "$yaml"
}

export PIPE_NOW=2026-09-01T09:00:00Z
quietly pipe rep add anna
for d in 2026-09-26 2026-09-27 2026-10-24 2026-10-25 2026-11-21 2026-11-22 \
	2026-12-26 2026-12-27 2026-12-31 2027-01-02 2027-01-03; do
	quietly pipe deal add "$d" --amount 100 --close $d
done
pipe forecast 2026Q4 --csv >civil 2>/dev/null
export PIPE_NOW=2026-10-15T09:00:00Z
cp "$yaml" civil.yaml

weeks 4-4-5 saturdy last
check_err "did you mean 'saturday'" pipe config check
cp civil.yaml "$yaml"
sed -i 's/^  fiscal_year_start: .*/&\n  pattern: 4-4-5/' "$yaml"
check_err 'years of weeks need week_ends' pipe config check
cp civil.yaml "$yaml"
sed -i 's/^  fiscal_year_start: .*/&\n  year_ends: last/' "$yaml"
check_err 'is of use with a pattern of weeks only' pipe config check
cp civil.yaml "$yaml"
weeks 4-4-5 saturday last
check 'a calendar of weeks' pipe config apply
check 'the roll-up follows' pipe check

check_out 'this quarter' sh -c \
	'pipe forecast --csv 2>&1 | sed -n "s/^FY/&/p" | cut -d, -f 1,2,9,13 |
	head -n 1' <<.
FY26Q4,total,600.00,6
.
check_out 'its window' sh -c 'pipe forecast | grep "^FY26Q4:"' <<.
FY26Q4: 2026-09-27 to 2026-12-26
.
check_same 'its months' 'FY26Q4M1 FY26Q4M2 FY26Q4M3' "$(pipe forecast --by month \
	-F tsv -q -c period | grep -v undated | uniq | xargs)"
check_same 'of four, four and five weeks' '200.00 200.00 200.00' "$(pipe forecast \
	--by month -F tsv -q -c period,node,pipeline | grep '^FY.*total' |
	cut -f 3 | xargs)"

# By the roll-up, by the deals, and by awk over the list.
for p in FY26Q3 FY26Q4 FY27Q1 FY26Q4M1 FY26Q4M3 FY26W40 FY26 2026Q4 2026-12; do
	days=$(pipe forecast "$p" | sed -n "s/^$p: \(.*\) to \(.*\)/\1 \2/p")
	# shellcheck disable=SC2086
	set -- $days
	want=$(pipe deal list -F tsv -c close | awk -v from="$1" -v to="$2" '
		$1 >= from && $1 <= to { n++ } END { print n + 0 }')
	check_same "$p: $*" "$want $want" "$(for word in '' status:any; do
		pipe forecast "$p" $word -F tsv -q -c node,deals_open |
			sed -n 's/^total	//p' | head -n 1
	done | xargs)"
done

check_same 'words follow it' '2026-12-26' "$(pipe deal set 1 --next eoq -q \
	>/dev/null; pipe deal show 1 -c next -F tsv)"
check_same 'before it was adopted all is as it was' "$(cat civil)" \
	"$(pipe forecast 2026Q4 --csv --as-of 2026-09-10 2>/dev/null)"
check 'a quota by its label' pipe quota set rep/anna FY26Q4 1000EUR -q
check_same 'counts' 1000.00 "$(pipe forecast -F tsv -q -c node,quota |
	sed -n 's/^total	//p' | head -n 1)"
cp civil.yaml "$yaml"
check 'back to months' pipe config apply
check_same 'is the civil quarter again' "$(cut -d, -f 2- civil)" \
	"$(pipe forecast 2026Q4 --csv 2>/dev/null | cut -d, -f 2-)"
check 'nothing is wrong' pipe check
finish
