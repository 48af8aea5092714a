#!/bin/sh
# 8,800 opportunities of a hardware reseller, with what sqlite3 makes of the
# same files: stages, wins by rep, manager and office, and the pipeline as it
# stood at the end of every month.
. "${0%/*}/lib.sh"
DATA=$ROOT/../shared/data/maven-crm
[ -r "$DATA/sales_pipeline.csv" ] || {
	echo '1..0 # SKIP no ../shared/data/maven-crm'
	exit 0
}
export PIPE_DIR="$WORK/maven" PIPE_NOW=2026-10-15T09:00:00Z
sh "$TESTS/real/maven.sh" "$PIPE_DIR" "$DATA" >load 2>&1 ||
	{ cat load; echo 'Bail out! maven.sh'; exit 1; }

# ---- the other route: the files in tables ------------------------------------

truth() # SQL on standard input, cells between commas out
{
	sqlite3 -list -separator , truth.db
}
truth <<SQL
.mode csv
.import $DATA/sales_pipeline.csv pipeline
.import $DATA/sales_teams.csv teams
.import $DATA/products.csv products
.import $DATA/accounts.csv accounts
-- One row a deal; its list price is what it is worth until it is closed.
create table deal as select opportunity_id id,
	lower(replace(p.sales_agent, ' ', '-')) rep,
	lower(replace(t.manager, ' ', '-')) manager,
	lower(t.regional_office) office,
	p.account, q.product, lower(deal_stage) stage,
	nullif(engage_date, '') opened, nullif(close_date, '') closed,
	strftime('%Y', nullif(close_date, '')) || 'Q' ||
		((strftime('%m', close_date) + 2) / 3) quarter,
	cast(close_value as integer) paid,
	cast(sales_price as integer) price
	from pipeline p
	join teams t on t.sales_agent = p.sales_agent
	join products q on q.product = replace(p.product, 'GTXPro', 'GTX Pro');
-- A deal as it stood at the end of a day.
create table day as with recursive m(month) as (
	select '2016-12-01' union all
	select date(month, '+1 month') from m where month < '2017-12-01')
	select date(month, '+1 month', '-1 day') day from m;
create table stood as select day, id, rep, manager, office, account, product,
	case when closed <= day then stage else 'engaging' end stage,
	case when closed <= day then paid else price end amount
	from day, deal where opened <= day;
SQL

# agree NAME: what `pipe` wrote to got and sqlite3 to want, in any order, and
# how many lines of figures that is
agree()
{
	sort -o want want
	sort -o got got
	[ -s want ] && cmp -s want got
	result $? "$1: $(wc -l <want) rows" "$(diff want got | head -n 10)"
}
whole() # CSV on standard input, whose amounts have no cents
{
	sed -E 's/\.00(,|$)/\1/g'
}
check_same "no deal is lost on the way to the tables" 8800 \
	"$(echo 'select count(*) from deal;' | truth)"
check "nothing is wrong inside" pipe check

# ---- as it is now ------------------------------------------------------------

pipe deal list -a --group stage --count --sum amount --csv --no-header | whole >got
truth >want <<'SQL'
select stage, 'USD', count(*), sum(iif(closed is null, price, paid))
	from deal group by 1;
SQL
agree "count and amount by stage"
pipe deal list -a --csv --no-header \
	-c ext,owner,owner.team,account.name,product.name,stage,amount,closed |
	sed 's/^maven://; s/T[0-9:]*Z$//' | whole >got
truth >want <<'SQL'
select id, rep, manager, account, product, stage,
	iif(closed is null, price, paid), closed from deal;
SQL
agree "every deal"
pipe account list -a --csv --no-header \
	-c name,industry,founded,revenue,employees,office,parent.name |
	sort >got
sed 1d "$DATA/accounts.csv" | tr -d '\r' | awk -F, -v OFS=, '{
	$4 = sprintf("%.2f", $4 * 1000000)
	print }' >want
agree "every account, misspellings too, with its parent"
check_out "a country that is misspelt is known all the same" \
	pipe account list country:PH -c office,country <<'.'
Philipines	PH
.
for by in "owner rep" "owner.team manager"; do
	pipe deal list status:won --group "${by% *},closed:quarter" \
		--count --sum amount --csv --no-header | whole >got
	truth >want <<-SQL
	select ${by#* }, quarter, 'USD', count(*), sum(paid)
		from deal where stage = 'won' group by 1, 2;
	SQL
	agree "won by ${by#* } and quarter, of the list"
done
for office in central east west; do
	pipe deal list status:won "team:$office" --group closed:quarter \
		--count --sum amount --csv --no-header |
		sed "s/^/$office,/" | whole
done >got
truth >want <<'SQL'
select office, quarter, 'USD', count(*), sum(paid)
	from deal where stage = 'won' group by 1, 2;
SQL
agree "won by office and quarter, of the list"

# The forecast's own columns, with every rep, manager, office and the total.
nodes="(select id, 'rep/' || rep node from deal
	union all select id, 'team/' || manager from deal
	union all select id, 'team/' || office from deal
	union all select id, 'total' from deal)"
for quarter in 2017Q1 2017Q2 2017Q3 2017Q4; do
	pipe forecast "$quarter" --by rep -q --csv --no-header |
		cut -d , -f 1,2,4,6,12 | grep -v -e '^undated' -e ',0$'
done | whole >got
truth >want <<SQL
select quarter, node, 'USD', sum(paid), count(*)
	from deal join $nodes using (id)
	where stage = 'won' group by 1, 2;
SQL
agree "won by rep, manager, office and quarter, of the forecast"

# ---- as it stood at the end of each month ------------------------------------

months=$(echo 'select day from day;' | truth)
each() # COMMAND: for the end of each month, the day in front of its lines
{
	: >got
	for day in $months; do
		"$@" --as-of "$day" --csv --no-header |
			sed "s/^/$day,/" >>got.raw
	done
	whole <got.raw >got
	rm got.raw
}

each pipe deal list -a --group status --count --sum amount
truth >want <<'SQL'
select day, iif(stage = 'engaging', 'open', stage), 'USD', count(*),
	sum(amount) from stood group by 1, 2;
SQL
agree "open, won so far, lost so far at 13 month ends"
check_same "each month has its open deals" 13 "$(grep -c ,open, got)"
each pipe deal list -a --group owner,stage --count --sum amount
truth >want <<'SQL'
select day, rep, stage, 'USD', count(*), sum(amount) from stood group by 1, 2, 3;
SQL
agree "the same of every rep"
each pipe deal list -a --group owner.team,stage --count --sum amount
truth >want <<'SQL'
select day, manager, stage, 'USD', count(*), sum(amount) from stood
	group by 1, 2, 3;
SQL
agree "the same of every manager"
each pipe deal list -a --group product.name,stage --count --sum amount
truth >want <<'SQL'
select day, product, stage, 'USD', count(*), sum(amount) from stood
	group by 1, 2, 3;
SQL
agree "the same of every product"
each pipe deal list -a -c ext,owner,account.name,stage,amount
sed -i 's/,maven:/,/' got
truth >want <<'SQL'
select day, id, rep, account, stage, amount from stood;
SQL
agree "every deal at every month end"

# Open deals have no close day, so that they are the undated ones.
each pipe forecast this-year --by rep -q
cut -d , -f 1-3,5,7,10,11,13,14 got | grep -v ',0,0$' >some
mv some got
truth >want <<SQL
select day, strftime('%Y', day), node, 'USD', sum(amount), 0, 0, count(*), 0
	from stood join $nodes using (id)
	where stage = 'won' group by day, node;
select day, 'undated', node, 'USD', 0, sum(amount),
	rtrim(rtrim(printf('%.2f', sum(amount) * 0.6), '0'), '.'), 0, count(*)
	from stood join $nodes using (id)
	where stage = 'engaging' group by day, node;
SQL
sed -i -E 's/(\.[0-9])0,/\1,/' got
agree "the forecast of every node at every month end"

# Prospects have no date: they are there from the import on.
check_out "no prospects before the import" pipe deal list stage:prospecting \
	--as-of 2026-10-14 --count <<'.'
0
.
check_same "all of them since" \
	"$(echo "select count(*) from deal where stage = 'prospecting';" | truth)" \
	"$(pipe deal list stage:prospecting --count)"
check_same "which is 500 more that are open" 500 $(($(pipe deal list --count) - \
	$(pipe deal list --as-of 2026-10-14 --count)))
check_out "nothing was open before the first deal" \
	pipe deal list -a --as-of 2016-10-19 --count <<'.'
0
.
check_out "and one deal on its day" \
	pipe deal list -a --as-of 2016-10-20 --csv -c ext,created <<'.'
ext,created
maven:1C1I7A6R,2016-10-20T04:00:00Z
.

# ---- the same files again ----------------------------------------------------

pipe export --history >before
again() # ENTITY FILE MAP
{
	check "$2 again" pipe import "$1" "$DATA/$2" \
		--map "$TESTS/real/maven-$3.yaml"
	check_same "changes nothing, and says so" \
		"nothing changed: all of it was there already" \
		"$(printf '%s' "$err" | tail -n 1)"
}
again team sales_teams.csv offices
again team sales_teams.csv managers
again rep sales_teams.csv reps
again product products.csv products
again account accounts.csv accounts
again deal sales_pipeline.csv deals
pipe export --history >after
check "not a byte of the history" cmp before after

# ---- taken back --------------------------------------------------------------

PIPE_NOW=2026-10-16T09:00:00Z
views()
{
	for day in 2017-03-31 2017-08-15 2017-12-31 2026-10-14; do
		pipe forecast this-quarter --by rep --as-of "$day" --csv -q
		pipe deal list -a --as-of "$day" --json=all
	done
	pipe forecast 2017Q3 --by rep --csv -q
}
views >before
check "the import is taken back" pipe undo
check_out "no deal is left" pipe deal list -a archived:any --count <<'.'
0
.
check_out "nor was there one" pipe deal list -a archived:any \
	--as-of 2017-08-15 --count <<'.'
0
.
check_same "the forecast of a past day is empty" "" \
	"$(pipe forecast 2017Q3 --by rep --as-of 2017-08-15 --csv -q --no-header |
	cut -d , -f 6,9,12,13 | grep -v '^0.00,0.00,0,0$')"
check_out "as the store knew it yesterday" pipe deal list -a \
	--as-recorded 2026-10-15 --count <<'.'
8800
.
check "nothing is wrong inside" pipe check
check "the undo is taken back" pipe undo "$(pipe log -n 1 --json | jq '.[0].op')"
views >after
check "every forecast and every past list is back, to the byte" \
	cmp before after
check "nothing is wrong inside" pipe check
finish
