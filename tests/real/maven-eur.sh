#!/bin/sh
# maven-eur.sh [DATA [FX]] - what sqlite3 makes of Maven's won revenue in EUR,
# from the source files alone: a line "2017Q1|deals|cents" for each quarter of
# close_date. Every deal is converted at the ECB's rate of its close day, or the
# latest before it that is no more than 7 days older, and rounded half away from
# zero to the cent, in whole numbers. Deals without a rate stand in a line of
# their own, "unconvertible|deals|0".
#
# DATA is the folder with sales_pipeline.csv, FX the ECB's table; without them,
# those in shared/data beside the project.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
shared=$here/../../../shared/data
data=${1:-$shared/maven-crm}
fx=${2:-$shared/fx/ecb-eurofxref-2016-2018.csv}
work=$(mktemp -d "${TMPDIR:-/tmp}/maven-eur.XXXXXX")
trap 'rm -rf "$work"' EXIT

# day,rate in millionths
awk -F , '
NR == 1 { for (i = 1; i <= NF; i++) if ($i == "USD") at = i; next }
$at != "N/A" {
	split($at, part, ".")
	print $1 "," part[1] substr(part[2] "000000", 1, 6)
}' "$fx" >"$work/rate.csv"
tr -d '\r' <"$data/sales_pipeline.csv" >"$work/deal.csv"

sqlite3 -bail <<END
create table rate(day text primary key, millionths integer);
.mode csv
.import '$work/rate.csv' rate
.import '$work/deal.csv' deal
.mode list
create temp table won as
	select close_date as day, close_value * 100 as cents, (
		select millionths from rate
		where rate.day <= close_date
			and julianday(close_date) - julianday(rate.day) <= 7
		order by rate.day desc limit 1) as m
	from deal where deal_stage = 'Won';
select substr(day, 1, 4) || 'Q' || ((substr(day, 6, 2) + 2) / 3),
		count(*), sum((cents * 1000000 * 2 + m) / (2 * m))
	from won where m is not null group by 1 order by 1;
select 'unconvertible', count(*), 0 from won where m is null
	having count(*) > 0;
END
