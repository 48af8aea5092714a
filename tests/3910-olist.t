#!/bin/sh
# The funnel of a Brazilian marketplace, with what sqlite3 makes of the same
# files: leads by origin, month and landing page, and what became of them.
. "${0%/*}/lib.sh"
DATA=$ROOT/../shared/data/olist-funnel
LEADS=$DATA/olist_marketing_qualified_leads_dataset.csv
CLOSED=$DATA/olist_closed_deals_dataset.csv
[ -r "$LEADS" ] || {
	echo '1..0 # SKIP no ../shared/data/olist-funnel'
	exit 0
}
export PIPE_DIR="$WORK/olist" PIPE_NOW=2026-10-15T09:00:00Z
sh "$TESTS/real/olist.sh" "$PIPE_DIR" "$DATA" >load 2>&1 ||
	{ cat load; echo 'Bail out! olist.sh'; exit 1; }

# ---- the other route: the files in tables ------------------------------------

truth() # SQL on standard input, cells between commas out
{
	sqlite3 -list -separator , truth.db
}
truth <<SQL
.mode csv
.import $LEADS mql
.import $CLOSED won
create table lead as select mql_id id, landing_page_id page, origin,
	substr(first_contact_date, 7) || '-' ||
	substr(first_contact_date, 4, 2) || '-' ||
	substr(first_contact_date, 1, 2) day from mql;
create table deal as select w.*, substr(won_date, 1, 10) day,
	cast(declared_monthly_revenue as integer) revenue,
	lead.day first, origin, page
	from won w join lead on id = mql_id;
create table end as with recursive m(month) as (
	select '2017-06-01' union all
	select date(month, '+1 month') from m where month < '2018-12-01')
	select date(month, '+1 month', '-1 day') day from m;
SQL

# agree NAME: what `pipe` wrote to got and sqlite3 to want, in any order
agree()
{
	sort -o want want
	sort -o got got
	[ -s want ] && cmp -s want got
	result $? "$1: $(wc -l <want) rows" "$(diff want got | head -n 10)"
}
listed() # ARGUMENTS of `pipe lead list`, as CSV; whole amounts without cents
{
	pipe "$@" --csv --no-header | sed -E 's/\.00(,|$)/\1/g'
}
check_same "8,000 leads and 842 deals are in the tables" "8000,842" \
	"$(echo 'select (select count(*) from lead), count(*) from deal;' | truth)"
check "nothing is wrong inside" pipe check

# ---- leads -------------------------------------------------------------------

listed lead list -a --group source --count >got
echo 'select origin, count(*) from lead group by 1;' | truth >want
agree "leads by origin"
check_same "no origin is not an unknown one" \
	"$(truth <<'SQL'
select sum(origin = '') || ' ' || sum(origin = 'unknown') from lead;
SQL
	)" \
	"$(pipe lead list -a source: --count) $(pipe lead list -a source:unknown --count)"
listed lead list -a --group created:month --count >got
echo 'select substr(day, 1, 7), count(*) from lead group by 1;' | truth >want
agree "leads by month of first contact"
listed lead list -a --group campaign.name --count >got
echo 'select page, count(*) from lead group by 1;' | truth >want
agree "leads by landing page"
listed lead list -a --group source,created:month,campaign.name --count >got
truth >want <<'SQL'
select origin, substr(day, 1, 7), page, count(*) from lead group by 1, 2, 3;
SQL
agree "by all of them at once"

# A day begins with its first microsecond in the zone of the store, summer
# time or not; on 15 October 2017 that was one o'clock.
zoned() # UTC instants in the last cell, as days in the zone
{
	while IFS=, read -r id at; do
		printf '%s\n' "$at" >&3
		printf '%s\n' "$id"
	done 3>instants >ids
	TZ=America/Sao_Paulo date -f instants "$1" | paste -d , ids -
}
listed lead list -a -c ext,created | sed 's/^olist://' |
	zoned '+%Y-%m-%d %H:%M:%S' >got
truth >want <<'SQL'
select id, day || iif(day = '2017-10-15', ' 01:00:00', ' 00:00:00') from lead;
SQL
agree "first contact of every lead"

# ---- what became of them -----------------------------------------------------

check_same "converted" "$(echo 'select count(*) from deal;' | truth)" \
	"$(pipe lead list -a status:converted --count)"
listed lead list -a status:converted \
	-c ext,company,owner,source,segment,kind,business,deal.ext |
	sed 's/olist://g' >got
truth >want <<'SQL'
select mql_id, seller_id, sdr_id, origin, business_segment, lead_type,
	business_type, seller_id from deal;
SQL
agree "every converted lead"
listed deal list -a -c ext,owner,campaign.name,stage,amount,currency |
	sed 's/^olist://' >got
truth >want <<'SQL'
select seller_id, sr_id, page, 'won', revenue, 'BRL' from deal;
SQL
agree "every deal"
check_out "a revenue of 50,000,000 is kept" pipe deal list -a \
	amount:10000000.. -c amount --csv <<'.'
amount
50000000.00
.
listed lead list -a status:converted -c catalog,has_company,has_gtin,stock |
	sort | uniq -c >got
truth <<'SQL' | sort | uniq -c >want
select iif(declared_product_catalog_size = '', '',
	cast(declared_product_catalog_size as integer)),
	iif(has_company = 'True', 'yes', iif(has_company = 'False', 'no', '')),
	iif(has_gtin = 'True', 'yes', iif(has_gtin = 'False', 'no', '')),
	average_stock from deal;
SQL
agree "catalogs, companies, numbers and stocks"

# Two profiles in one quoted cell are a set of two.
pipe lead list -a status:converted --json=ext,profile | jq -r '.[] |
	[(.ext[0] | ltrimstr("olist:")), (.profile // [] | sort)[]] |
	join(",")' >got
truth <<'SQL' | sed -E 's/,$//; s/,(wolf|shark|eagle),cat$/,cat,\1/' >want
select mql_id, replace(lead_behaviour_profile, ' ', '') from deal;
SQL
agree "profiles"
check_same "cats, of whom some are something else too" \
	"$(grep -cw cat "$CLOSED") $(grep -c '"[a-z]*, *[a-z]*"' "$CLOSED")" \
	"$(pipe lead list -a profile:cat --count) $(pipe lead list -a --json=profile |
		jq '[.[] | select(.profile | length == 2)] | length')"

# Instants without a zone are those of the store's.
listed deal list -a -c ext,closed | sed 's/^olist://' |
	zoned '+%Y-%m-%d %H:%M:%S' >got
echo 'select seller_id, won_date from deal;' | truth >want
agree "when every deal was won"
listed deal list -a --group closed:month --count --sum amount >got
truth >want <<'SQL'
select substr(day, 1, 7), 'BRL', count(*), sum(revenue) from deal group by 1;
SQL
agree "deals by the month they were won"
for quarter in 2017Q4 2018Q1 2018Q2 2018Q3 2018Q4; do
	listed forecast "$quarter" --by rep -q |
		cut -d , -f 1,2,6,12 | grep -v -e ',0$' -e ^undated
done >got
truth >want <<'SQL'
create temp table q as select strftime('%Y', day) || 'Q' ||
	((strftime('%m', day) + 2) / 3) quarter, sr_id, revenue from deal;
select quarter, 'rep/' || sr_id, sum(revenue), count(*) from q group by 1, 2;
select quarter, 'total', sum(revenue), count(*) from q group by 1;
SQL
agree "the forecast of every rep, of five quarters"

# ---- one deal is won two days before its first contact ------------------------

early=$(echo 'select mql_id from deal where day < first;' | truth)
seller=$(echo 'select seller_id from deal where day < first;' | truth)
check_same "there is one" 1 "$(printf '%s\n' "$early" | grep -c .)"
check_same "it is won on its day" \
	"$(echo 'select won_date from deal where day < first;' | truth)" \
	"$(TZ=America/Sao_Paulo date '+%Y-%m-%d %H:%M:%S' -d \
		"$(pipe deal list -a "ext:olist:$seller" -c closed)")"
check_same "the lead begins with its contact, and converts when it came in" \
	"$(echo 'select first from deal where day < first;' |
		truth),2026-10-15T09:00:00Z" \
	"$(listed lead list -a "ext:olist:$early" -c created,converted |
		sed 's/T03:00:00Z//')"
check_same "what the file claims is kept beside it" 2018-03-06T22:38:55Z \
	"$(pipe lead history "ext:olist:$early" --json |
		jq -r '.[] | select(.field == "claimed") | .after')"
pipe export --history >history
check_exit 3 "without --late it is refused" sh -c '
	sed "s/ --late now//; s#^here=.*#here=$1/real#" "$1/real/olist.sh" |
		sh -s - "$2/strict" "$3"' - "$TESTS" "$WORK" "$DATA"
check_same "with its line, and nothing of the file came in" \
	"$(grep -n "^$early" "$CLOSED" | cut -d : -f 1) 0" \
	"$(printf '%s' "$err" | sed -n 's/^pipe-import: [^:]*:\([0-9]*\):.*/\1/p'
	) $(pipe -C strict deal list -a --count)"

# ---- as it stood at the end of each month ------------------------------------

for day in $(echo 'select day from end;' | truth); do
	echo "$day,$(pipe lead list -a --as-of "$day" --count),$(pipe lead list -a \
		status:converted --as-of "$day" --count),$(pipe deal list -a \
		--as-of "$day" --count)"
done >got
truth >want <<'SQL'
select day, (select count(*) from lead where lead.day <= end.day),
	(select count(*) from deal where deal.day <= end.day and day >= first),
	(select count(*) from deal where deal.day <= end.day and day >= first)
	from end;
SQL
agree "leads and conversions so far at the ends of months"
for day in $(echo 'select day from end;' | truth); do
	listed lead list -a --as-of "$day" --group source,status --count |
		sed "s/^/$day,/"
done >got
truth >want <<'SQL'
select end.day, lead.origin, iif(deal.day <= end.day and deal.day >= first,
	'converted', 'new'), count(*)
	from end join lead on lead.day <= end.day
	left join deal on mql_id = id group by 1, 2, 3;
SQL
agree "the same by origin"

# ---- the same files again ----------------------------------------------------

check "the leads again" pipe import lead "$LEADS" \
	--map "$TESTS/real/olist-leads.yaml"
check_same "change nothing, and say so" \
	"nothing changed: all of it was there already" \
	"$(printf '%s' "$err" | tail -n 1)"
check "the deals again" pipe import lead "$CLOSED" \
	--map "$TESTS/real/olist-closed.yaml" --late now
check_same "change nothing either" \
	"nothing changed: all of it was there already" \
	"$(printf '%s' "$err" | tail -n 1)"
pipe export --history >after
check "not a byte of the history" cmp history after
finish
