#!/bin/sh
# Compare the built-in currency table with the published list of ISO 4217.
#
# usage: currency-check.sh DATA MONEY_TEST
#
# DATA is codes-all.csv of the public data set "currency-codes", or its folder;
# MONEY_TEST the unit test program, which prints the table for --dump. Prints
# each difference and exits 1 where there is one.
set -eu

if [ $# -ne 2 ]; then
	echo "usage: $0 DATA MONEY_TEST" >&2
	exit 2
fi
data=$1
[ -d "$data" ] && data=$data/codes-all.csv
if [ ! -r "$data" ]; then
	echo "skipped: $data is not here"
	exit 0
fi

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$2" --dump >"$dir/ours.tsv"
cp "$data" "$dir/list.csv"
cd "$dir"

sqlite3 -bail :memory: >differences <<'SQL'
.import --csv list.csv list
create table ours (code text primary key, digits text, state text, name text);
.mode ascii
.separator "\t" "\n"
.import ours.tsv ours
create view theirs as
	select AlphabeticCode as code,
		max(WithdrawalDate = '') as active,
		max(case when WithdrawalDate = '' then MinorUnit end) as digits,
		count(distinct case when WithdrawalDate = ''
			then MinorUnit end) as readings
	from list where AlphabeticCode <> '' group by 1;
select code, 'missing from the table' from theirs
	where code not in (select code from ours);
select code, 'not in the list' from ours
	where code not in (select code from theirs);
select code, 'is ' || state || ' here only' from ours join theirs using (code)
	where state <> iif(active, 'active', 'withdrawn');
select code, 'has ' || ours.digits || ' digits here, ' || theirs.digits ||
		' in the list'
	from ours join theirs using (code)
	where active and (readings <> 1 or
		ours.digits <> iif(theirs.digits = '-', '-1', theirs.digits));
select code, 'name differs: ' || name from ours
	where not exists (select 1 from list where AlphabeticCode = code and
		trim(replace(Currency, char(160), ' ')) = name);
SQL
[ -s ours.tsv ] || { echo "the table is empty"; exit 1; }
if [ -s differences ]; then
	cat differences
	exit 1
fi
echo "ok: $(wc -l <ours.tsv) codes agree"
