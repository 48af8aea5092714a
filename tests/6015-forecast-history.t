#!/bin/sh
# The forecast of the demo store from its exported history alone: jq folds the
# events up to a day and computes every column of every node and currency, now
# and at three past days; the store's answer must be the same.
. "$(dirname "$0")/lib.sh"
export PIPE_DIR="$WORK/demo" PIPE_NOW=2026-10-15T09:00:00Z TZ=Europe/Berlin
pipe init --demo >/dev/null 2>&1 || { echo 'Bail out! no demo'; exit 1; }
pipe export --history >history || { echo 'Bail out! no export'; exit 1; }
grep '"event":' history >events

# Stage types are the policy's: what a deal in that stage is.
pipe deal list status:any archived:any --json=pipeline,stage,status |
	jq 'map({key: "\(.pipeline)/\(.stage)", value: .status}) | from_entries' \
	>types

cat >forecast.jq <<'.'
def day: if . == null then null else sub("\\.[0-9]+Z$"; "Z") |
	fromdateiso8601 | strflocaltime("%Y-%m-%d") end;
def round_div($d): if . < 0 then -((-. + $d / 2) / $d | floor)
	else (. + $d / 2) / $d | floor end;
def sum(f): reduce .[] as $x (0; . + ($x | f));
def some(f): map(f | select(. != null)) |
	if length == 0 then null else add end;

# ---- the fold
reduce (inputs | select(.at <= $until)) as $e ({};
	.[$e.entity]["\($e.id)"] |= ((. // {}) + {id: $e.id} +
		($e.set // {} | map_values(.[1])))) |
with_entries(.key as $k | .value |= [.[] |
	select(.archived != true or $k == "rep")]) as $all |
($all.team // []) as $teams | ($all.rep // []) as $reps |

# ---- the tree: every node with its parent
([{node: "total", parent: null}, {node: "unassigned", parent: "total"}] +
	($teams | map({node: "team/\(.key)", parent: (.parent as $p |
		if $p == null then "total" else "team/" +
		($teams[] | select(.id == $p).key) end)})) +
	($reps | map({node: "rep/\(.handle)", gone: .archived, parent: (.team as $t |
		if $t == null then "total" else "team/" +
		($teams[] | select(.id == $t).key) end)}))) as $nodes |
($nodes | map({key: .node, value: .parent}) | from_entries) as $parent |
def up: if . == null then empty else ., ($parent[.] | up) end;
($reps | map({key: "\(.id)", value: "rep/\(.handle)"}) | from_entries) as $rep |
($teams | map({key: "\(.id)", value: "team/\(.key)"}) | from_entries) as $team |

# ---- deals of the period, with the nodes they count in
[$all.deal[] | . + {status: $types[0]["\(.pipeline)/\(.stage)"],
		on: (.closed | day)} |
	select((.status == "won" and .on >= $from and .on < $to) or
		(.status == "open" and .category != "omitted" and
		.close != null and .close >= $from and .close < $to)) |
	. + {weighted: ((.amount // 0) * (.probability // 0) |
			round_div(10000)),
		in: [(if .owner == null then "unassigned"
			else $rep["\(.owner)"] end) | up]}] as $deals |

# ---- quotas: own for the quarter, else of its months
[$all.quota // [] | .[] | select(.measure == "amount" and .selector == null) |
	. + {node: (.holder | split("/") |
		if .[0] == "rep" then $rep[.[1]] else $team[.[1]] end)}] as
	$quotas |
def own($node; $money): [$quotas[] | select(.node == $node and
		.currency == $money)] as $q |
	([$q[] | select(.from == $from and .to == $to)] | some(.value)) //
	([$q[] | select(.from >= $from and .to <= $to)] | some(.value));
def quota($node; $money): own($node; $money) //
	([$nodes[] | select(.parent == $node).node | quota(.; $money)] |
		some(.));

# ---- rows
$nodes[] | . as $n |
select(.gone != true or any($deals[]; .in | index($n.node))) |
([($deals[] | select(.in | index($n.node)).currency), ($quotas[] |
	select(.from >= $from and .to <= $to and
		([.node | up] | index($n.node))).currency)] | unique |
	if length == 0 then ["EUR"] else . end)[] as $money |
[$deals[] | select(.currency == $money and (.in | index($n.node)))] as $d |
quota($n.node; $money) as $q |
([$d[] | select(.status == "won")] | sum(.amount // 0)) as $won |
[$d[] | select(.status == "open")] as $open |
($open | sum(.amount // 0)) as $pipeline |
(if $q == null then null else $q - $won end) as $gap |
[$n.node, $n.parent // "", $money, $q // "", $won, $gap // "",
	(if $q == null or $q == 0 then "" else
		$won * 1000 | round_div($q) end),
	$pipeline, ($open | sum(.weighted)),
	(if $q == null then "" elif $gap <= 0 then "inf" else
		$pipeline * 100 | round_div($gap) end),
	([$d[] | select(.status == "won")] | length), ($open | length)] |
map(tostring) | join(" ")
.

# UNTIL FROM TO LABEL OPTIONS...
same()
{
	until=$1 from=$2 to=$3 label=$4
	shift 4
	jq -rn --slurpfile types types --arg until "$until" --arg from "$from" \
		--arg to "$to" -f forecast.jq events | sort >want
	# minor units, tenths of a percent, hundredths: without the points
	pipe forecast "$label" --by rep --csv --no-header -q "$@" |
		awk -F, '$1 != "undated" {
			for (i = 5; i <= NF; i++) {
				sub(/\./, "", $i)
				sub(/^-0+/, "-", $i)
				if ($i != "inf" && $i !~ /^0*$/)
					sub(/^0+/, "", $i)
				else
					sub(/^0+$/, "0", $i)
			}
			$1 = ""
			print substr($0, 2)
		}' | sort >got
	[ "$(wc -l <want)" -gt 12 ] && cmp -s want got
	result $? "$label $*: $(wc -l <want) rows" "$(diff want got | head -n 20)"
}

same 2026-10-15T09:00:00Z 2026-10-01 2027-01-01 2026Q4
for day in 2026-10-05 2026-09-01 2026-07-10; do
	night=$(date -u -d "$day 23:59:59" +%Y-%m-%dT%H:%M:%SZ)
	same "$night" 2026-10-01 2027-01-01 2026Q4 --as-of "$day"
	same "$night" 2026-07-01 2026-10-01 2026Q3 --as-of "$day"
done
same 2026-10-15T09:00:00Z 2026-07-01 2026-10-01 2026Q3
same 2026-10-15T09:00:00Z 2026-01-01 2026-04-01 2026Q1
same 2026-10-15T09:00:00Z 2026-10-01 2026-11-01 2026-10
finish
