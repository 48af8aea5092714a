#!/bin/sh
# Every figure of the forecast by a second route: sqlite3 over the records as
# the lists give them, for each grouping, node and currency, now and as of past
# days; and the roll-up against the deals themselves.
. "$(dirname "$0")/lib.sh"
store --me anna

# ---- a year of a small company -------------------------------------------------

day()
{
	export PIPE_NOW="$1T09:00:00Z"
}

deals() # FIRST COUNT: as NDJSON, all from the number of the deal
{
	awk -v from="$1" -v n="$2" 'BEGIN {
		split("anna bert cora dora - emil", owner, " ")
		split("EUR EUR USD EUR JPY", money, " ")
		split("GTX MTX - GTX", product, " ")
		split("2026-08-14 2026-09-30 2026-10-01 2026-11-15 " \
			"2026-12-31 2027-01-01 -", close_day, " ")
		for (i = from; i < from + n; i++) {
			m = money[i % 5 + 1]
			printf "{\"name\":\"Deal %d\",\"currency\":\"%s\"", i, m
			if (owner[i % 6 + 1] != "-")
				printf ",\"owner\":\"%s\"", owner[i % 6 + 1]
			if (i % 7)
				printf ",\"amount\":\"%d%s\"", i * 317 % 9000,
					m == "JPY" ? "" : "." i % 90 + 10
			if (close_day[i * 5 % 7 + 1] != "-")
				printf ",\"close\":\"%s\"",
					close_day[i * 5 % 7 + 1]
			if (product[i % 4 + 1] != "-")
				printf ",\"product\":\"%s\"",
					product[i % 4 + 1]
			if (i % 11 == 0)
				printf ",\"category\":\"omitted\""
			if (i % 9 == 0)
				printf ",\"probability\":\"33.33\""
			print "}"
		}
	}' | pipe deal add -q --from - >/dev/null
}

quietly()
{
	"$@" >/dev/null 2>&1
}

day 2026-01-05
quietly pipe team add emea
quietly pipe team add dach --parent emea
quietly pipe team add south --parent dach
quietly pipe team add apac
quietly pipe rep add anna --team emea
quietly pipe rep add bert --team dach
quietly pipe rep add cora --team south
quietly pipe rep add dora --team apac
quietly pipe rep add emil
quietly pipe product add GTX --name GTX
quietly pipe product add MTX --name MTX
deals 1 40
quietly pipe quota set rep/anna 2026Q4 40000
quietly pipe quota set rep/bert 2026-10 9000
quietly pipe quota set rep/bert 2026-11 9500
quietly pipe quota set team/dach 2026Q4 25000
quietly pipe quota set rep/cora 2026Q4 3000USD
quietly pipe quota set rep/dora 2026Q3 70000JPY
quietly pipe quota set team/apac 2026Q4 12000
quietly pipe quota set rep/emil 2026Q4 1 --measure count
day 2026-06-10
deals 41 40
quietly pipe deal move -e x --all || :
pipe deal list -e 'id < 20 and amount != null' -i |
	quietly pipe deal move - needs
pipe deal list -e 'id >= 10 and id < 30 and amount != null and close != null' -i |
	quietly pipe deal move - negotiation
pipe deal list -e 'id > 30 and id < 36' -i | quietly pipe deal lose - --reason price
day 2026-08-14
pipe deal list -e 'id >= 10 and id < 16 and amount != null' -i |
	quietly pipe deal win -
quietly pipe quota set rep/anna 2026Q4 44000
quietly pipe rep set dora --team emea
day 2026-10-01
pipe deal list -e 'id >= 16 and id < 26 and amount != null' -i |
	quietly pipe deal win -
pipe deal list -e 'id > 60 and id < 66' -i |
	quietly pipe deal set - --close 2027-01-01 --owner bert
pipe deal list -e 'id > 66 and id < 70' -i | quietly pipe deal rm -
day 2026-10-14
quietly pipe deal reopen 17
pipe deal list -e 'id > 70 and id < 75 and amount != null' -i |
	quietly pipe deal win -
pipe deal list -e 'id > 40 and id < 44 and amount != null' -i |
	quietly pipe deal set - --probability 90
day 2026-10-15

# ---- the second route -----------------------------------------------------------

load() # OPTIONS of the view: all records as sqlite3 tables
{
	rm -f db
	pipe team list -a "$@" -c key,parent --csv >team.csv
	pipe rep list -a "$@" -c handle,team --csv >rep.csv
	pipe deal list -a "$@" --csv -c \
		id,owner,pipeline,stage,status,product,amount,currency,weighted,category,close,closed >deal.csv
	pipe quota list -a "$@" -e "measure = amount and selector = null" \
		-c holder,from,to,value,currency --csv >quota.csv
	sqlite3 db <<-SQL
	.mode csv
	.import team.csv team
	.import rep.csv rep
	.import deal.csv deal
	.import quota.csv quota
	-- amounts in minor units: prints have all their digits
	create table d as select id, currency cur, status,
		case when owner = '' then 'unassigned' else 'rep/' || owner
		end leaf,
		'stage/' || pipeline || '/' || stage at_stage,
		'pipeline/' || pipeline at_pipeline,
		case when product = '' then 'unassigned'
			else 'product/' || product end at_product,
		cast(replace(amount, '.', '') as integer) amount,
		cast(replace(weighted, '.', '') as integer) weighted,
		case status when 'won' then substr(closed, 1, 10)
			else nullif("close", '') end day
		from deal where status = 'won' or
			(status = 'open' and category <> 'omitted');
	create table node as
		select 'total' node, '' parent
		union all select 'unassigned', 'total'
		union all select 'team/' || key, case parent when '' then
			'total' else 'team/' || parent end from team
		union all select 'rep/' || handle, case team when '' then
			'total' else 'team/' || team end from rep;
	create table below as with recursive up(node, top) as (
		select node, node from node
		union all select up.node, n.parent from up
			join node n on n.node = up.top where n.parent <> '')
		select * from up;
	create table q as select holder node, "from" first, "to" next,
		currency cur, cast(replace(value, '.', '') as integer) v
		from quota;
	create table ratio(dummy);
	SQL
}

# Of a period: figures by node and currency, with quotas that a node has of its
# own, else those of its months, else its children's.
expect() # LABEL FROM NEXT: of the tree
{
	sqlite3 -list db <<-SQL
	create temp table own as select node, cur, v from q
		where first = '$2' and next = '$3'
		union all select node, cur, sum(v) from q m
		where first >= '$2' and next <= '$3'
			and (first, next) <> ('$2', '$3')
			and not exists (select 1 from q w where w.node =
				m.node and w.cur = m.cur and w.first = '$2'
				and w.next = '$3') group by 1, 2;
	-- the topmost of those that have a figure, below each node
	create temp table quota_of as select b.top node, o.cur, sum(o.v) v
		from own o join below b on b.node = o.node
		where not exists (select 1 from own o2
			join below b2 on b2.node = o2.node and b2.top = b.top
			join below b3 on b3.node = o.node and b3.top = o2.node
			where o2.cur = o.cur and o2.node <> o.node)
		group by 1, 2;
	create temp table fig as select b.top node, d.cur,
		sum((status = 'won') * amount) won,
		sum((status = 'open') * amount) pipeline,
		sum((status = 'open') * weighted) weighted,
		sum(status = 'won') nwon, sum(status = 'open') nopen
		from d join below b on b.node = d.leaf
		where day >= '$2' and day < '$3' group by 1, 2;
	create temp table present as select node, cur from fig
		union select node, cur from quota_of;
	insert into present select node, 'EUR' from node
		where node not in (select node from present);
	select '$1', n.node, n.parent, p.cur, v, ifnull(won, 0),
		v - ifnull(won, 0),
		case when v > 0 then (ifnull(won, 0) * 2000 + v) / (2 * v)
		end,
		ifnull(pipeline, 0), ifnull(weighted, 0),
		case when v is null then '' when v - ifnull(won, 0) <= 0
			then 'inf' else (ifnull(pipeline, 0) * 200 + v -
				ifnull(won, 0)) / (2 * (v - ifnull(won, 0)))
		end,
		ifnull(nwon, 0), ifnull(nopen, 0)
		from node n join present p using (node)
		left join quota_of using (node, cur)
		left join fig using (node, cur)
		order by 2, 4;
	SQL
}

expect_undated()
{
	sqlite3 -list db <<-SQL
	select 'undated', n.node, n.parent, d.cur, null, 0, null, null,
		sum(amount), sum(weighted), null, 0, count(*)
		from d join below b on b.node = d.leaf
		join node n on n.node = b.top
		where day is null group by 2, 4 order by 2, 4;
	SQL
}

# By what is no tree of teams: the figures only.
expect_by() # COLUMN FROM NEXT
{
	sqlite3 -list db <<-SQL
	select $1, cur, sum((status = 'won') * amount),
		sum((status = 'open') * amount),
		sum((status = 'open') * weighted),
		sum(status = 'won'), sum(status = 'open')
		from d where day >= '$2' and day < '$3'
		group by 1, 2 order by 1, 2;
	SQL
}

# The forecast in the same form: amounts and ratios without their points.
plain() # --csv of a forecast on standard input
{
	rm -f out.db
	cat >out.csv
	sqlite3 -list out.db <<-SQL
	.mode csv
	.import out.csv f
	.mode list
	select period, node, parent, currency, replace(quota, '.', ''),
		replace(won, '.', '') + 0,
		case gap when '' then '' else replace(gap, '.', '') + 0 end,
		case attainment when '' then ''
			else replace(attainment, '.', '') + 0 end,
		replace(pipeline, '.', '') + 0,
		replace(weighted, '.', '') + 0,
		case when coverage in ('', 'inf') then coverage
			else replace(coverage, '.', '') + 0 end,
		deals_won, deals_open from f order by 2, 4;
	SQL
}

figures() # the same, of those by pipeline, stage and product
{
	rm -f out.db
	cat >out.csv
	sqlite3 -list out.db <<-SQL
	.mode csv
	.import out.csv f
	.mode list
	select node, currency, replace(won, '.', '') + 0,
		replace(pipeline, '.', '') + 0,
		replace(weighted, '.', '') + 0, deals_won, deals_open
		from f where period <> 'undated' and $1
		and deals_won + deals_open > 0 order by 1, 2;
	SQL
}

agree() # NAME WANTED-FILE GOT-FILE
{
	[ -s "$2" ] && cmp -s "$2" "$3"
	result $? "$1" "$(diff "$2" "$3" | head -20)"
}

compare() # VIEW OPTIONS
{
	load "$@"
	while read -r label first next
	do
		pipe forecast "$label" --by rep "$@" -q --csv >all.csv
		grep -v '^undated' all.csv | plain >got
		expect "$label" "$first" "$next" >want
		agree "$label by rep $*" want got
		grep '^undated\|^period' all.csv | plain >got
		expect_undated >want
		agree "undated, of $label $*" want got
		grep -v ',rep/' all.csv >want
		pipe forecast "$label" --by team "$@" -q --csv >got
		agree "$label by team: the same without reps $*" want got
		pipe forecast "$label" --by rep "$@" -q --csv -e 'id > 0' >got
		agree "$label from the deals: the same $*" all.csv got
		for by in pipeline stage product
		do
			expect_by "at_$by" "$first" "$next" >want
			pipe forecast "$label" --by $by "$@" -q --csv |
				figures "(node like '$by/%' or
					'$by' = 'product' and
					node = 'unassigned')" >got
			agree "$label by $by $*" want got
		done
	done <<-END
	2026Q4 2026-10-01 2027-01-01
	2026Q3 2026-07-01 2026-10-01
	2026-10 2026-10-01 2026-11-01
	2026 2026-01-01 2027-01-01
	END
}

compare
for at in 2026-06-09 2026-08-14 2026-10-13
do
	compare --as-of $at
done

# The parts of a period are the periods.
pipe forecast 2026Q4 --by month -q --csv | grep -v ^undated >got
for month in 2026-10 2026-11 2026-12
do
	pipe forecast $month -q --csv | grep ",total,,\|^period"
done | awk '!/^undated/ && !(/^period/ && n++)' >want
agree 'by month is the total of each month' want got

# What was said then, to the byte.
pipe forecast 2026Q4 --by rep --csv >then 2>/dev/null
op=$(pipe log --json | jq "map(.op) | max")
day 2026-11-20
quietly pipe deal set 1 2 3 --amount 77
quietly pipe rep set bert --no-team
quietly pipe quota set rep/anna 2026Q4 1
pipe forecast 2026Q4 --by rep --csv --as-of @"$op" >again 2>/dev/null
check 'as of an operation: to the byte' cmp then again
pipe forecast 2026Q4 --by rep --csv --as-recorded 2026-10-15 >again 2>/dev/null
check 'as recorded on the day' cmp then again

finish
