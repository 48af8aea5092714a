#!/bin/sh
# The ECB's rates of three years: every cell, counts, and Maven's revenue in
# euros as sqlite3 has it.
. "$(dirname "$0")/lib.sh"
data=$ROOT/../shared/data
fx=$data/fx/ecb-eurofxref-2016-2018.csv
if [ ! -f "$fx" ]; then
	echo "1..0 # SKIP no $fx"
	exit 0
fi

# ---- every cell ---------------------------------------------------------------

# "day currency rate", without zeros at the end, as decimals print.
awk -F , '
NR == 1 { n = split($0, code, ","); next }
{
	for (i = 2; i <= n; i++)
		if ($i != "" && $i != "N/A") {
			if ($i ~ /\./)
				sub(/\.?0*$/, "", $i)
			print $1, code[i], $i
		}
}' "$fx" | sort >want

store
check 'import' pipe import rate "$fx"
n=$(wc -l <want | tr -d ' ')
check_same 'is counted' "$n rates from 2016-01-04 to 2018-12-31: $n created, 0 updated, 0 unchanged
columns left out: CYP, EEK, LTL, LVL, MTL, ROL, SIT, SKK, TRL" "$err"
pipe rate list -c day,currency,rate | tr '\t' ' ' | sort >got
check 'every cell is kept, and nothing else' cmp want got
check_out 'they are of the ECB, for one euro' \
	pipe rate list --group base,source --count <<.
EUR	ecb	$n
.
check_out 'the count' pipe rate list --count <<.
$n
.
for c in USD JPY TRY ISK; do
	check_same "$c: the count" "$(grep -c " $c " want)" \
		"$(pipe rate list currency:$c --count)"
done
check 'again' pipe import rate "$fx"
check_same 'changes nothing, and says so' \
	'nothing changed: all of it was there already' \
	"$(echo "$err" | tail -n 1)"
check_same 'one operation' 1 "$(pipe log --json |
	jq 'map(.op) | unique | length')"
check 'nothing is wrong' pipe check

# Each day's rate is effective on that day.
check_out 'as of a day' pipe rate list currency:USD -s -day -n 2 \
	-c day,rate --as-of 2017-06-04 <<.
$(grep ' USD ' want | awk '$1 <= "2017-06-04" { print $1 "\t" $3 }' |
	sort -r | head -n 2)
.

# A currency across the euro, by awk's own arithmetic, to a cent of 100,000.
for day in 2016-02-29 2017-06-04 2018-12-30; do
	check_same "$day: pounds in yen" "$(awk -v d=$day '
		$1 <= d && $2 == "GBP" && $1 >= g { g = $1; gbp = $3 }
		$1 <= d && $2 == "JPY" && $1 >= j { j = $1; jpy = $3 }
		END { printf "%.0f\n", 100000 * jpy / gbp }' want)" \
		"$(pipe rate convert 100000GBP JPY $day)"
done

# ---- Maven --------------------------------------------------------------------

if [ ! -f "$data/maven-crm/sales_pipeline.csv" ]; then
	result 0 'Maven in euros # SKIP no maven-crm'
	finish
fi
store_maven=$WORK/maven
check 'load' "$ROOT/tests/real/maven.sh" "$store_maven" "$data/maven-crm"
export PIPE_DIR="$store_maven"
check 'rates' pipe import rate "$fx"

# Deals by the day they closed in New York, converted day by day.
pipe deal list status:won -a -c closed,amount --no-header -F tsv |
	awk '{ t = $1; sub(/T.*/, "", t); print t, $2 "USD" }' | sort >won
awk '$1 != day { if (NR > 1) print line; day = $1; line = day }
	{ line = line " " $2 }
	END { print line }' won >days
while read -r day amounts; do
	# shellcheck disable=SC2086
	pipe rate convert $amounts EUR "$day" | sed "s/^/$day /"
done <days >euros
awk '{
	split($1, d, "-")
	q = d[1] "Q" int((d[2] + 2) / 3)
	n[q]++
	split($2, part, ".")
	cents[q] += part[1] * 100 + part[2]
}
END { for (q in n) printf "%s|%d|%d\n", q, n[q], cents[q] }' euros |
	sort >quarters
check_out 'won in EUR by quarter is what sqlite3 has' \
	"$ROOT/tests/real/maven-eur.sh" "$data/maven-crm" "$fx" <<.
$(cat quarters)
.
check 'all of it' test "$(wc -l <euros)" = "$(wc -l <won)"

# The forecast converts the same way.
in_euros() # OPTIONS...
{
	for q in 2016Q4 2017Q1 2017Q2 2017Q3 2017Q4; do
		pipe forecast $q --currency EUR -F tsv -q \
			-c period,node,won,deals_won "$@" | awk -F '\t' '
			$2 == "total" && $1 != "undated" && $4 {
				sub(/\./, "", $3)
				print $1 "|" $4 "|" $3
			}'
	done
}
check_same 'and the forecast in EUR, by quarter' "$("$ROOT/tests/real/maven-eur.sh" \
	"$data/maven-crm" "$fx")" "$(in_euros)"
check_same 'as the sum of its deals' "$(in_euros)" "$(
	for q in 2016Q4 2017Q1 2017Q2 2017Q3 2017Q4; do
		pipe forecast $q --currency EUR --detail --json -q
	done | jq -r '.[] | select(.status == "won" and .period != "undated") |
		"\(.period) \(.value)"' | awk '{
		n[$1]++
		sub(/\./, "", $2)
		cents[$1] += $2
	}
	END { for (q in n) printf "%s|%d|%d\n", q, n[q], cents[q] }' | sort)"
in_euros >"$WORK/euros_before"

# What is open gets an amount and a day, half of it the first of March.
pipe deal list -F ndjson -c id | jq -c '{id, amount: "\(1000 + .id).50",
	close: (if .id % 2 == 0 then "2017-03-01" else "2017-03-02" end)}' >open
check 'what is open has an amount' sh -c 'pipe deal set --from - -q <open'

# A rate that changes later changes nothing as recorded before.
before=$(pipe log -n 1 --json | jq ".[0].op")
pipe rate convert 1000USD EUR 2017-03-01 >old
check 'a rate changes' pipe rate set EUR USD 2017-03-01 2
check_same 'the forecast as recorded before' "$(cat "$WORK/euros_before")" \
	"$(in_euros --as-recorded "@$before")"
check_not 'moves now' test "$(cat "$WORK/euros_before")" = "$(in_euros)"
# The bridge since then: what was open, at half its dollars where the rate of
# its day is the one that changed, and nothing else.
old=$(grep '^2017-03-01 USD ' want | cut -d' ' -f3)
second=$(grep '^2017-03-02 USD ' want | cut -d' ' -f3)
jq -r '"\(.amount | sub("[.]"; "")),\(.close)"' open >open.csv
sqlite3 -bail >fx.txt <<END
create table open(cents integer, day text);
.mode csv
.import open.csv open
.mode list
-- m dollars in ten-thousandths for a euro, half away from zero
create temp table cents as
	select (cents * 20000 + m) / (2 * m) as was,
		case day when '2017-03-01' then (cents * 20000 + 20000) / 40000
		else (cents * 20000 + m) / (2 * m) end as now
	from (select *, cast(case day when '2017-03-01' then $old * 10000
		else $second * 10000 end + 0.5 as integer) as m from open);
select 'open_from ' || count(*) || ' ' || sum(was) from cents;
select 'fx 0 ' || sum(now - was) from cents;
select 'open_to ' || count(*) || ' ' || sum(now) from cents;
END
since()
{
	pipe diff "@$before" today --period 2017Q1 --currency EUR -F tsv -q \
		"$@" | awk -F '\t' '$1 == "total" && ($4 || $5 != "0.00") {
			sub(/\./, "", $5)
			print $3, $4, $5
		}'
}
check_same 'the bridge has just the fx line, as sqlite3 has it' \
	"$(cat fx.txt)" "$(since | grep -v '^unchanged')"
check_same 'as recorded, too' "$(since)" "$(since --recorded)"
check_same 'its sum is what the pipeline moved by' \
	"$(sed -n 's/^fx 0 //p' fx.txt)" "$(for v in "@$before" today; do
		pipe forecast 2017Q1 --currency EUR -F tsv -q -c \
			period,node,pipeline --as-recorded "$v"
	done | awk -F '\t' '$1 == "2017Q1" && $2 == "total" {
		sub(/\./, "", $3)
		d = $3 - d
	}
	END { print d }')"
check_same 'now' 500.00 "$(pipe rate convert 1000USD EUR 2017-03-01)"
check_same 'as recorded before' "$(cat old)" "$(pipe rate convert 1000USD \
	EUR 2017-03-01 --as-recorded "@$before")"
finish
