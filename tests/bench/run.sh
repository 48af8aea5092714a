#!/bin/sh
# run.sh - the jobs the goals are about, beside sqlite3 and the floors: as many
# deals as N says, each with about five changes. Answers are compared before
# they are timed; whole processes in turns, medians. With CHECK_ONLY=1 nothing
# is timed and only N deals that agree are asked for.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=${here%/*/*}
N=${N:-1000000}
check_only=${CHECK_ONLY:-}
dynamic=${BUILD:-$root/build}
tools=$dynamic/bench
work=$tools/$N
static=$tools/static
sql=$here/sql map=$here/map
prepare=
mkdir -p "$work"
cd "$work"
for v in $(env | sed -n 's/^\(PIPE_[A-Z_]*\|XDG_[A-Z_]*\)=.*/\1/p')
do
	unset "$v"
done
export HOME="$work" LC_ALL=C TZ=UTC0 PIPE_NOW=2026-10-15T09:00:00Z
. "$here/lib.sh"
command -v sqlite3 >/dev/null || die "sqlite3 is needed: make deps"

# ---- what is measured, and with what -----------------------------------------

kinds=dynamic
tool gen
tool time
tool noop -static 2>/dev/null || tool noop
tool raw -llmdb
if [ -z "$check_only" ]; then
	if make -C "$root" -s STATIC=1 BUILD="$static" all >static.log 2>&1
	then
		kinds='dynamic static'
	else
		echo "static programs cannot be linked here: dynamic ones only"
	fi
fi
for rival in mawk mlr
do
	command -v $rival >/dev/null || echo "$rival is not here: left out"
done
few=3 some=11 many=101
[ "$N" -lt 1000000 ] || few=1 some=5

# ---- data --------------------------------------------------------------------

# A store with all but deals, and with a quota of each rep for a quarter.
start() # STORE FOLDER
{
	rm -rf "$1"
	pipe=$dynamic/pipe
	"$pipe" -C "$1" init -q --currency EUR --zone UTC
	cp "$map/policy.yaml" "$1/pipe.yaml"
	"$pipe" -C "$1" --now 2021-01-01T00:00:00Z config apply -q >/dev/null
	"$pipe" -C "$1" import -q team "$2/teams.csv" >/dev/null
	"$pipe" -C "$1" import -q rep "$2/reps.csv" >/dev/null
	"$pipe" -C "$1" import -q account "$2/accounts.csv" \
		--map "$map/account.yaml" >/dev/null
	"$pipe" -C "$1" quota add -q --from quotas.csv >/dev/null
}

"$tools/gen" . "$N"
awk 'BEGIN {
	split("EUR USD JPY", currency, " ")
	print "holder,period,value,currency"
	for (i = 0; i < 240; i++)
		printf "rep/rep%03d,2026Q4,%d,%s\n", i, 20000 + i * 500,
			currency[i % 20 % 3 + 1]
}' >quotas.csv
rm -rf ./*.store ./*.db* few.*
start begin.store .
sqlite3 -bail begin.db ".read '$sql/start.sql'"

[ -n "$check_only" ] ||
	printf '%-3s %-27s %-9s %6s  %-11s %-11s %s\n' '' "$N deals" rival \
		wanted dynamic static 'median ms: dynamic, static, rival'

# ---- import ------------------------------------------------------------------

copies() # FROM TO: of the store for each kind, and of the database
{
	for kind in $kinds
	do
		rm -rf "$2.$kind.store"
		from=$1.$kind.store
		[ -d "$from" ] || from=$1.store
		cp -r "$from" "$2.$kind.store"
	done
	cp "$1.db" "$2.db"
	sync
}

prepare_deals()
{
	copies begin deals
}

prepare_changes()
{
	copies deals now
}

minor() # of pipe's money: in minor units, without what is nought
{
	sed 's/\.\([0-9][0-9]\)/\1/g; s/|0*\([0-9]\)/|\1/g'
}

# The forecast of every quarter as CSV: of reps, what is not nought.
of_reps()
{
	awk -F, -v OFS='|' 'sub(/^rep\//, "", $2) && ($12 || $13) {
		print $2, $1, $4, $6, $9, $10, $12, $13 }' | minor
}

all_quarters() # DATABASE: from the first to the last with a deal
{
	sqlite3 "$1" "select distinct quarter from rollup order by 1" |
		tr '\n' ' '
}

agree_figures() # NAME
{
	name=$1
	quarters=$(all_quarters "$name.db")
	for kind in $kinds
	do
		export PIPE_DIR="$work/$name.$kind.store"
		agree "forecast, $name" '"$dynamic/pipe-forecast" $quarters \
			--by rep --csv | of_reps' \
			'sqlite3 $name.db "select * from rollup"'
	done
}

prepare=prepare_deals
race $few "import the deals" \
	'"$%/pipe-import" -C deals.%.store -q deal deals.csv --map "$map/deal.yaml"' \
	G8 '>=2' sqlite3 "sqlite3 -bail deals.db \".read '\$sql/import.sql'\""
agree_figures deals
prepare=prepare_changes
race $few "import $(awk 'END { print NR - 1 }' changes.csv) changes" \
	'"$%/pipe-import" -C now.%.store -q deal changes.csv --map "$map/change.yaml"' \
	G8 '>=2' sqlite3 "sqlite3 -bail now.db \".read '\$sql/change.sql'\""
prepare=
agree_figures now
rm -rf deals.* now.static.store begin.*
export PIPE_DIR="$work/now.dynamic.store"

# ---- start and look-ups ------------------------------------------------------

race $many "start, 240 reps" '"$%/pipe-rep" show 1 -c id -F tsv' \
	G1 '<=1.3' no-op '"$tools/noop"' \
	G1 '>=2.5' sqlite3 "sqlite3 :memory: 'select 1'"
race $many "the same as pipe rep" '"$%/pipe" rep show 1 -c id -F tsv' \
	G1 '<=1.3' no-op '"$tools/noop"'

id=$((N / 2)) account=$((N / 11))
columns=id,name,stage,amount,currency,close,owner
picked='rowid, name, stage, amount, currency, close, owner'

plain()
{
	tr '\t' '|' | sed 's/\.00|/|/'
}

look_up() # JOB OURS SQL
{
	agree "$1" "$(echo "$2" | sed 's/%/dynamic/g') | plain" "sqlite3 now.db \"$3\""
	race $many "$1" "$2" G2 '>=3' sqlite3 "sqlite3 now.db \"$3\""
}

look_up "deal by id" '"$%/pipe-deal" show $id -c $columns -F tsv' \
	"select $picked from deal where rowid = $id"
look_up "deals of an account" \
	'"$%/pipe-deal" list -a account:$account -c $columns -F tsv' \
	"select $picked from deal where account = 'A$account'"
agree "history" '"$dynamic/pipe-deal" history $id --csv |
	awk -F, -v OFS="|" "/,(stage|amount|close|next_step),[^,]/ {
		print \$5, \$6, \$7 }" | sed "s/\.00//g"' \
	"sqlite3 now.db \"select field, old, new from event
		where deal = 'D$id' and field <> 'made'\""
race $many "history of a deal" '"$%/pipe-deal" history $id --csv' \
	G2 '>=3' sqlite3 \
	"sqlite3 now.db \"select * from event where deal = 'D$id'\""

# ---- forecast ----------------------------------------------------------------

full='"$%/pipe-forecast" $quarters --by rep --csv'
agree "forecast by scan" '"$dynamic/pipe-forecast" $quarters --by rep --csv |
	of_reps' "sqlite3 now.db 'select * from figures'"
race $some "forecast, all quarters" "$full" \
	G3 '>=500' sqlite3 "sqlite3 now.db 'select * from figures'"
agree "the same, kept sums" '"$dynamic/pipe-forecast" $quarters --by rep --csv |
	awk -F, -v OFS="|" "NR > 1 && (\$5 || \$12 || \$13) {
		print \$1, \$2, \$4, \$5, \$6, \$7, \$9, \$10, \$12, \$13 }" |
	minor' "sqlite3 now.db <'$sql/forecast.sql'"
race $many "the same, kept sums" "$full" \
	G4 '>=5' sqlite3 "sqlite3 now.db \".read '\$sql/forecast.sql'\""
agree "one quarter" '"$dynamic/pipe-forecast" 2026Q4 --by rep --csv |
	awk -F, -v OFS="|" "\$5 && NR > 1 && \$2 !~ /(world|europe|america|asia)$/ {
		print \$2, \$4, \$5, \$6, \$7 }" | minor' \
	"sqlite3 now.db <'$sql/quarter.sql'"
race $many "forecast, one quarter" '"$%/pipe-forecast" 2026Q4 --by rep --csv' \
	G4 '<=2' no-op '"$tools/noop"' \
	G4 '>=1' sqlite3 "sqlite3 now.db \".read '\$sql/quarter.sql'\""

# ---- a forecast with what people say; converted; filtered ---------------------

# An adjustment and a call for every tenth rep, and a team's own quota.
awk 'BEGIN {
	print "holder,period,category,value,currency,by"
	for (i = 0; i < 240; i += 10)
		printf "rep/rep%03d,2026Q4,commit,%d,EUR,owner\n", i, 9000 + i
}' >adjustments.csv
awk 'BEGIN {
	print "holder,period,value,currency"
	for (i = 5; i < 240; i += 10)
		printf "rep/rep%03d,2026Q4,%d,EUR\n", i, 30000 + i
}' >calls.csv
"$dynamic/pipe-adjustment" add -q --from adjustments.csv >/dev/null
"$dynamic/pipe-submission" add -q --from calls.csv >/dev/null
said='"$%/pipe-forecast" 2026Q4 --by rep --categories --csv'
agree "what is said" '"$dynamic/pipe-forecast" 2026Q4 --by rep --csv \
	-c node,currency,cat_commit,call -q | awk -F, -v OFS="|" "
	\$2 == \"EUR\" && \$1 ~ /^rep.rep..0/ { print \$1, \$3 }
	\$2 == \"EUR\" && \$1 ~ /^rep.rep..5/ { print \$1, \$4 }"' \
	'{ sed 1d adjustments.csv; sed 1d calls.csv; } | awk -F, -v OFS="|" "
	{ print \$1, (NF == 6 ? \$4 : \$3) \".00\" }"'
race $many "forecast, as it is asked" '"$%/pipe-forecast" 2026Q4' \
	A6 '<=2' no-op '"$tools/noop"'
race $many "the same, reps, categories" "$said" \
	A6 '<=2' no-op '"$tools/noop"'

"$dynamic/pipe-rate" set EUR USD 2026-10-14 1.25 -q >/dev/null
"$dynamic/pipe-rate" set EUR JPY 2026-10-14 160 -q >/dev/null
of_period="(status = open and close >= 2026-10-01 and close <= 2026-12-31) or
	(status = won and closed >= 2026-10-01 and closed <= 2026-12-31)"
reading='"$dynamic/pipe-deal" list -a -e "$of_period" -q -F tsv \
	-c id,owner,stage,category,amount,currency,probability,close,closed'
agree "the deals of a quarter" "$reading | wc -l" 'sqlite3 now.db "
	select sum(deals_won + deals_open) from figures
	where quarter = \"2026Q4\""'
totals()
{
	awk -F, -v OFS='|' '$1 == "2026Q4" && $2 == "total" && $4 == "EUR" {
		print $9, $6, $10, $12, $13 }' | minor
}
converted='"$%/pipe-forecast" 2026Q4 --currency EUR --rates asof --csv \
	-q'
agree "a forecast converted" "$(echo "$converted" | sed 's/%/dynamic/') |
	totals" "sqlite3 now.db \".read '$sql/converted.sql'\""
race $some "forecast, converted" "$converted" A6 '>=1' reading "$reading"
filtered='"$%/pipe-forecast" 2026Q4 source:partner currency:EUR amount:5000.. --csv -q'
agree "a forecast filtered" "$(echo "$filtered" | sed 's/%/dynamic/') |
	totals" "sqlite3 now.db \".read '$sql/filtered.sql'\""
race $some "forecast, filtered" "$filtered" A6 '>=1' reading "$reading"

# ---- lists -------------------------------------------------------------------

list='list -a currency:EUR amount:50000.. source:partner -q -c $columns -F tsv'
chosen="select $picked from deal
	where currency = 'EUR' and amount >= 50000 and source = 'partner'"
awks='$7 == "EUR" && $6 >= 50000 && $10 == "partner" {
	print NR - 1, $2, $5, $6, $7, $8, $4 }'
agree "list" "\"\$dynamic/pipe-deal\" $list | plain" 'sqlite3 now.db "$chosen"'
set -- G9 '>=6' sqlite3 'sqlite3 -tabs now.db "$chosen"'
if command -v mawk >/dev/null; then
	agree "list by mawk" "\"\$dynamic/pipe-deal\" $list | plain" \
		'mawk -F , -v OFS="|" "$awks" now.csv'
	set -- "$@" G9 '>=10' mawk 'mawk -F , -v OFS="\t" "$awks" now.csv'
fi
if command -v mlr >/dev/null; then
	set -- "$@" G9 '>=10' mlr "mlr --icsv --otsv filter \
		'\$currency == \"EUR\" && \$amount >= 50000 &&
		\$source == \"partner\"' then cut -o -f \
		deal,name,stage,amount,currency,close,owner now.csv"
fi
race $some "list, filtered" "\"\$%/pipe-deal\" $list" "$@"

# Through head: what is left when the shell and head are taken away.
first='list -a -c $columns -F tsv'
agree "first of a list" "\"\$dynamic/pipe-deal\" $first | head -n 20 | plain" \
	'sqlite3 now.db "select $picked from deal limit 20"'
by_sh="sh -c '\"\$@\" | head -n 20' sh"
all=
for kind in $kinds
do
	all="$all $by_sh \"\$$kind/pipe-deal\" $first --"
done
medians $many "$by_sh '$tools/noop' -- '$tools/noop' -- \
	$by_sh sqlite3 now.db 'select $picked from deal' -- ${all%--}" | {
	read -r shell
	read -r noop
	read -r theirs
	read -r ours
	read -r ours_static || ours_static=-
	shell=$((shell - noop))
	[ "$ours_static" = - ] || ours_static=$((ours_static - shell))
	for rival in "<=3 no-op $noop" ">=1 sqlite3 $((theirs - shell))"
	do
		set -- $rival
		[ -n "$check_only" ] || row G9 "list, first 20 by head" "$2" \
			"$1" $((ours - shell)) "$ours_static" "$3"
	done
}

# ---- an addition -------------------------------------------------------------

rm -rf raw.lmdb
mkdir raw.lmdb
sqlite3 now.db "pragma journal_mode = wal" >/dev/null
race $many "add a deal" '"$%/pipe-deal" add -q "New deal" --account 1 \
	--owner rep001 --amount 1000 --currency USD --close 2026-12-01 \
	--source event' \
	G7 '<=1.25' 'raw LMDB' '"$tools/raw" raw.lmdb' \
	G7 '>=2.5' sqlite3 "sqlite3 now.db \".read '\$sql/add.sql'\""

# ---- a quote of a thousand lines, whatever N is -------------------------------

rm -rf quote.store
"$dynamic/pipe" -C quote.store init -q
echo 'tax: [{id: std, rates: [{name: VAT, rate: 19}]}]' >>quote.store/pipe.yaml
"$dynamic/pipe" -C quote.store config apply -q >/dev/null
"$dynamic/pipe-deal" -C quote.store add -q "A deal" >/dev/null
awk 'BEGIN { for (i = 1; i <= 1000; i++)
	printf "{\"text\":\"Item number %d\",\"price\":\"%d.10\"," \
		"\"quantity\":\"2.5\",\"discount\":5,\"tax\":\"std\"}\n", i, i
	}' >quote.lines
"$dynamic/pipe-quote" -C quote.store add 1 -q --from quote.lines >/dev/null
# in tenths of a cent, half away from zero
agree "the quote's net" '"$dynamic/pipe-quote" -C quote.store show 1 -c net \
	-F tsv' "awk 'BEGIN { for (i = 1; i <= 1000; i++) {
	gross = int((2.5 * (i * 1000 + 100) + 5) / 10)
	net += gross - int((gross * 5 + 50) / 100) }
	printf \"%.2f\\n\", net / 100 }'"
race 21 "a quote of 1000 lines" '"$%/pipe-quote" -C quote.store render 1 \
	-F json' Q1 '<=10' 'pipe deal' \
	'"$dynamic/pipe-deal" -C quote.store show 1'
if [ -x "$dynamic/pipe-render" ]; then
	# the same table: two lines a row, the head on every page
	awk 'BEGIN { print ".TS H\nbox tab(;);\nr l r r r r."
		print "#;Item;Quantity;Price;Tax;Amount\n.TH"
		for (i = 1; i <= 1000; i++)
			printf "%d;T{\nItem number %d\n.br\nDiscount 5%%: " \
				"%.2f - %.2f\nT};2.5;%d.10;19%%;%.2f\n", i, i,
				i * 2.5, i * 0.125, i, i * 2.375
		print ".TE" }' >quote.tr
	all_kinds=$kinds
	kinds=dynamic
	set --
	command -v groff >/dev/null &&
		set -- Q2 '<=0.5' groff 'groff -t -ms -Tpdf quote.tr'
	"$dynamic/pipe-quote" -C quote.store render 1 -F json >quote.json
	race 11 "the same as PDF" '"$%/pipe-render" -C quote.store quote.json' \
		"$@"
	kinds=$all_kinds
fi

# ---- a forecast over ten times as many deals ---------------------------------

few_deals() # N: in few groups, that are the same for any number of deals
{
	mkdir -p "few.$1"
	"$tools/gen" -f "few.$1" "$1"
	start "few.$1.store" "few.$1"
	"$dynamic/pipe-import" -C "few.$1.store" -q deal "few.$1/deals.csv" \
		--map "$map/deal.yaml"
}

if [ -z "$check_only" ]; then
	less=$((N / 10))
	few_deals "$N"
	few_deals $less
	for kind in $kinds
	do
		forecast="\"\$$kind/pipe-forecast\" $quarters --by rep --csv"
		medians $many "$forecast -C few.$N.store -- \
			$forecast -C few.$less.store" | {
			read -r more_us
			read -r less_us
			[ $kind = dynamic ] && set -- "$more_us" - ||
				set -- - "$more_us"
			row G5 "forecast of $N deals" "$less" '<=1.15' \
				"$1" "$2" "$less_us"
		}
	done
fi
